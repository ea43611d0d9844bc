"""The lessons of the good neighbours: which course comes to which end, and what is refused.

By day the short lesson is explored in both tongues; by night all three are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.scenario import Graph, explore, explored, findings
from tests.engine.play import model_of

from .test_exploration import Course

HAOLINJU = Path(__file__).resolve().parents[2] / "examples" / "haolinju"
BEST = {
    "屋顶晾晒": ("听两头", "上屋顶", "写下来"),
    "油烟直排": ("看现场", "报社区", "分开办", "饭点", "请调解", "复测"),
    "楼道充电": ("问骑手", "移电池", "报社区", "疏堵", "责令", "夜查"),
}
# Lesson, course, the ending it comes to, its grade.
COURSES = [
    ("屋顶晾晒", BEST["屋顶晾晒"], "各得其所", "best"),
    ("屋顶晾晒", ("听两头", "抽签", "写下来"), "勉强办成", "acceptable"),
    ("屋顶晾晒", ("贴条", "评理", "赔礼", "写下来"), "勉强办成", "acceptable"),
    ("屋顶晾晒", ("贴条", "搬开", "交出去"), "社区接着劝", "acceptable"),
    ("屋顶晾晒", ("听两头", "评理", "围着说"), "从头问起", "poor"),
    ("屋顶晾晒", ("直接报",), "从头问起", "poor"),
    ("屋顶晾晒", ("听两头", "上屋顶", "写罚款"), "又吵一回", "poor"),
    ("油烟直排", BEST["油烟直排"], "开窗", "best"),
    ("油烟直排", ("问店主", "看现场", "再等等", "分开办", "饭点", "请调解", "复测"),
     "绕路装好", "acceptable"),
    ("油烟直排", ("封口", "报社区", "分开办", "问时间", "封店", "请调解", "复测"),
     "绕路装好", "acceptable"),
    ("油烟直排", ("罚单", "报社区", "分开办", "电话"), "照排", "poor"),
    ("油烟直排", ("看现场", "报社区", "分开办", "饭点", "先不装"), "照排", "poor"),
    ("油烟直排", ("看现场", "报社区", "只谈", "饭点", "自己谈", "看照片"), "没开机", "poor"),
    ("楼道充电", ("拍照", "报社区", "报警", "只请查", "责令", "白天查"), "又上楼了", "poor"),
    ("楼道充电", ("问骑手", "保证书", "请示", "冲上去", "疏堵", "责令", "夜查"), "送医", "poor"),
    ("楼道充电", ("拉闸", "报社区", "坐电梯", "疏堵", "责令", "夜查"), "送医", "poor"),
    ("楼道充电", ("问骑手", "移电池", "保证书"), "又上楼了", "poor"),
]  # fmt: skip


@cache
def graph(name: str, tongue: str = "") -> Graph:
    return explore(Engine(model_of(HAOLINJU / tongue)), name)


def walked(name: str, course: tuple[str, ...]) -> Course:
    """A course followed; the state at its end."""
    at = Course(graph(name), graph(name).states[0])
    for choice in course:
        at = at.take(choice)
    return at


def ends(name: str) -> None:
    for lesson, course, ending, grade in COURSES:
        if lesson == name:
            at = walked(name, course)
            assert (at.ending, at.at.end.grade if at.at.end else "") == (ending, grade), course


def has_the_same_twin(name: str) -> None:
    """The twin has the same questions, options, letters, states and ends."""
    ours, twin = graph(name), graph(name, "english")
    assert (twin.turns, twin.endings, twin.author) == (ours.turns, ours.endings, ours.author)
    assert [(one.turn, one.end and one.end.grade) for one in twin.states] == [
        (one.turn, one.end and one.end.grade) for one in ours.states
    ]


def refused(name: str) -> set[tuple[str, str]]:
    """What the process refuses somewhere: question and option."""
    told = graph(name)
    return {
        (told.turns[state.turn].name, told.turns[state.turn].options[offer.option].name)
        for state in told.states
        if state.turn is not None
        for offer in state.offers
        if any(one.grade == "unlawful" for one in offer.to)
    }


# ── by day: the short one ──
def test_courses_of_the_roof_come_to_their_ends() -> None:
    ends("屋顶晾晒")


def test_nobody_reports_the_roof_as_done_that_nobody_saw() -> None:
    assert refused("屋顶晾晒") == {("来人", "报结")}
    at = walked("屋顶晾晒", ("报结", "听两头"))  # struck out; the question stays up
    assert at.turn == "碰面"


def test_the_roof_is_told_alike_in_both_tongues() -> None:
    has_the_same_twin("屋顶晾晒")


# ── by night: the long ones ──
@pytest.mark.nightly
@pytest.mark.parametrize("name", ["油烟直排", "楼道充电"])
def test_courses_of_the_long_lessons_come_to_their_ends(name: str) -> None:
    ends(name)
    has_the_same_twin(name)


@pytest.mark.nightly
@pytest.mark.parametrize("name", list(BEST))
def test_the_best_course_is_the_one_that_is_meant(name: str) -> None:
    found = explored(Engine(model_of(HAOLINJU)), name)
    told = found.graph
    assert list(findings(found)) == []
    names = [
        told.turns[turn].options[step.option].name
        for step in told.author
        if (turn := told.states[step.state].turn) is not None
    ]
    assert tuple(names) == BEST[name]


@pytest.mark.nightly
def test_one_desk_does_not_close_what_three_handle_together() -> None:
    assert refused("油烟直排") == {("分工", "一家办")}


@pytest.mark.nightly
def test_chance_decides_what_the_night_shows() -> None:
    """The same best course, with the other outcome set by hand, ends acceptably."""
    at = walked("楼道充电", BEST["楼道充电"][:-1])
    ends_of = {at.take("夜查", outcome).ending for outcome in (0, 1)}
    assert ends_of == {"楼道空了", "还要再查"}


@pytest.mark.nightly
def test_whoever_does_not_ask_meets_the_smoke_and_119_is_called_first() -> None:
    asked = walked("楼道充电", ("问骑手", "移电池", "报社区"))
    unasked = walked("楼道充电", ("拍照", "报社区"))
    assert (asked.turn, unasked.turn) == ("商量", "冒烟")
    assert "移电池" not in walked("楼道充电", ("拍照",)).offered
