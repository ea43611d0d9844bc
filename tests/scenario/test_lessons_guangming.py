"""The lessons of Guangming: which course comes to which end, and what is refused by which rule.

By day the lesson of one seat is explored; by night both are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.scenario import Exploration, explored, findings
from tests.engine.play import model_of

from .test_exploration import Course

GUANGMING = Path(__file__).resolve().parents[2] / "examples" / "guangming"
PARKED, FIRE = "门口停车", "充电起火"
DETOURS = ("看路", "划线", "转电话", "开会", "交出")
NIGHT = ("报警", "接应")
# A course, the ending it comes to, its grade.
COURSES = {
    PARKED: [
        (("开会", "交出", "跟进", "早高峰"), "路通了", "best"),
        (("看路", "开会", "交出", "等着", "早高峰"), "通了一半", "acceptable"),
        (("开会", "贴单", "交出", "推开", "跟进", "周日看"), "又堵了", "poor"),
        ((*DETOURS, "等着"), "到了社区", "poor"),
    ],
    FIRE: [
        ((*NIGHT, "问清", "开会", "报社区", "查后定", "公示"), "往后安心", "best"),
        (("灭火", *NIGHT, "问清", "开会", "报社区", "查后定", "公示"), "有惊无险", "acceptable"),
        ((*NIGHT, "安置", "开会", "放着", "查后定", "公示"), "有惊无险", "acceptable"),
        ((*NIGHT, "安置", "开会", "报社区", "照抄", "公示"), "电池又冒烟", "poor"),
        ((*NIGHT, "问清", "开会", "报社区", "照抄", "快建"), "棚空着", "poor"),
    ],
}  # fmt: skip
# Where a course meets a choice that is refused, and what has to be done first.
REFUSED = {
    PARKED: [(("开会",), "销号", "处置"), (("开会", "交出", "跟进"), "看照片", "核查")],
    FIRE: [((*NIGHT, "问清"), "办完", "反馈"), ((*NIGHT, "问清", "开会"), "自定", "议事")],
}
LESSONS = [PARKED, pytest.param(FIRE, marks=pytest.mark.nightly)]


@cache
def found(name: str) -> Exploration:
    return explored(Engine(model_of(GUANGMING)), name)


def walked(name: str, course: tuple[str, ...]) -> Course:
    """A course followed; a meeting that is left to chance does not agree."""
    graph = found(name).graph
    at = Course(graph, graph.states[0])
    for choice in course:
        open_ended = name == FIRE and choice == "开会"
        at = at.take(choice, 1) if open_ended else at.take(choice)
    return at


@pytest.mark.parametrize("name", LESSONS)
def test_each_course_comes_to_its_end(name: str) -> None:
    for course, ending, grade in COURSES[name]:
        at = walked(name, course)
        assert at.ending == ending, course
        assert at.at.end is not None and at.at.end.grade == grade
    assert {ending for _, ending, _ in COURSES[name]} == {
        one.name for one in found(name).graph.endings
    }


@pytest.mark.parametrize("name", LESSONS)
def test_a_refusal_leaves_the_case_and_says_what_is_missing(name: str) -> None:
    for course, choice, missing in REFUSED[name]:
        before = walked(name, course)
        after = before.take(choice)
        assert after.came is not None and after.came.grade == "unlawful"
        assert f"要先「{missing}」" in after.text(after.came.why)
        assert (after.turn, after.at.case) == (before.turn, before.at.case)
        assert choice not in after.offered


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_is_found_wrong_with_it(name: str) -> None:
    assert [one.code for one in findings(found(name))] == []


@pytest.mark.parametrize("name", LESSONS)
def test_the_best_course_is_the_first_of_those_listed(name: str) -> None:
    graph = found(name).graph
    best = tuple(
        graph.turns[graph.states[step.state].turn or 0].options[step.option].name
        for step in graph.author
    )
    assert best == COURSES[name][0][0]


def test_a_sheet_without_an_agreement_comes_back() -> None:
    at = walked(PARKED, ("转电话",))
    assert at.came is not None and at.came.grade == "poor"
    assert at.turn == "接件" and "转电话" not in at.offered
    assert "退回来了" in at.text(at.came.story)


@pytest.mark.nightly
def test_what_nobody_asked_about_smokes_again() -> None:
    """What is stored in the house is known to whoever asks the landlord, or has it looked at."""
    asked = walked(FIRE, (*NIGHT, "问清"))
    assert any("旧电池" in said for said in asked.told())
    ended = walked(FIRE, (*NIGHT, "安置", "开会", "报社区", "照抄", "公示"))
    assert ended.at.end is not None and "119" in ended.text(ended.at.end.story)
