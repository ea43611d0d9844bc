"""The lessons of Binzhou: which course comes to which end, and what is refused by which rule.

By day the lesson that crosses an emergency is explored; by night all three are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.scenario import Exploration, explored, findings
from tests.engine.play import model_of

from .test_exploration import Course

BINZHOU = Path(__file__).resolve().parents[2] / "examples" / "binzhou"
LEAK, WALL, DOOR = "卫生间漏水", "外墙脱落", "敲门不应"
# A course, the ending it comes to, its grade; a chance comes out as the first that is written.
COURSES = {
    LEAK: [
        (("查漏", "协调", "再试"), "谈成修好", "best"),
        (("先开会", "补查", "协调", "再试"), "绕路修好", "acceptable"),
        (("先开会", "转调解"), "转调解", "acceptable"),
        (("查漏", "代写", "电话"), "又漏了", "poor"),
    ],
    WALL: [
        (("围挡", "议事会", "分开办", "留着"), "人墙都稳", "best"),
        (("发群", "请街道", "围挡", "议事会", "全表决", "留着"), "手续齐了", "acceptable"),
        (("等议", "呼救", "议事会", "分开办", "留着"), "手续齐了", "acceptable"),
        (("围挡", "直修", "议事会", "摊钱", "分开办", "收窄"), "砖又落下", "poor"),
    ],
    DOOR: [
        (("上门", "求助", "帮办", "先救", "上门看"), "人和事都接住", "best"),
        (("上门", "问邻居", "钥匙", "帮办", "先救", "上门看"), "人和事都接住", "best"),
        (("上门", "贴条", "求助", "帮办", "先救", "上门看"), "接住了人", "acceptable"),
        (("打电话", "上门", "求助", "帮办", "等齐", "问女儿"), "又病倒了", "poor"),
    ],
}
# Where a course meets a choice that is refused, and what the refusal says.
REFUSED = {
    LEAK: [
        ((), "报社区", "遇「议而未决」才转到「社区」"),
        (("先开会",), "裁定", "要先「议事」"),
        (("查漏", "协调"), "销号", "要先「反馈」"),
    ],
    WALL: [(("围挡",), "销号", "要先「反馈」")],
    DOOR: [(("上门", "求助"), "完成", "要先「反馈」")],
}
NIGHTLY = pytest.mark.nightly
LESSONS = [pytest.param(LEAK, marks=NIGHTLY), WALL, pytest.param(DOOR, marks=NIGHTLY)]


@cache
def found(name: str) -> Exploration:
    return explored(Engine(model_of(BINZHOU)), name)


def walked(name: str, course: tuple[str, ...]) -> Course:
    graph = found(name).graph
    at = Course(graph, graph.states[0])
    for choice in course:
        at = at.take(choice, 0)
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
    for course, choice, said in REFUSED[name]:
        before = walked(name, course)
        after = before.take(choice)
        assert after.came is not None and after.came.grade == "unlawful"
        assert said in after.text(after.came.why)
        assert (after.turn, after.at.case) == (before.turn, before.at.case)
        assert choice not in after.offered


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_is_found_wrong_with_it(name: str) -> None:
    assert [one.code for one in findings(found(name))] == []


@pytest.mark.parametrize("name", LESSONS)
def test_the_best_course_comes_to_the_best_end(name: str) -> None:
    graph = found(name).graph
    last = graph.author[-1]
    offer = next(one for one in graph.states[last.state].offers if one.option == last.option)
    end = graph.states[offer.to[last.outcome].state].end
    assert end is not None and end.ending is not None
    assert graph.endings[end.ending].name == COURSES[name][0][1]


def test_bricks_fall_on_whoever_is_not_kept_away() -> None:
    fenced, waited = walked(WALL, ("围挡",)), walked(WALL, ("等议",))
    assert fenced.turn == "修法" and fenced.told() == []
    assert waited.turn == "伤者" and any("碎砖" in said for said in waited.told())


def test_a_vote_that_fails_goes_to_the_street() -> None:
    graph = found(WALL).graph
    at = walked(WALL, ("围挡", "议事会"))
    assert at.turn == "谁定"
    failed = at.take("分开办", 1)
    assert failed.came is not None and failed.came.chance == "30%"
    assert failed.turn == "街道办"
    assert "人数不够" in failed.text(failed.came.story)
    assert graph.text(failed.at.case.place) == "街道"


@pytest.mark.nightly
def test_the_key_is_offered_to_whoever_asks_next_door() -> None:
    assert "钥匙" not in walked(DOOR, ("上门",)).offered
    assert "钥匙" in walked(DOOR, ("上门", "问邻居")).offered


@pytest.mark.nightly
def test_a_limit_that_runs_out_goes_to_the_mediators() -> None:
    """A refusal that rests on an assumption alone costs nothing."""
    refused = walked(LEAK, ()).take("报社区")
    assert refused.came is not None and not refused.came.costs
    late = walked(LEAK, ("定责", "先开会", "冷处理", "补查", "协调"))
    assert late.ending == "转调解"
    assert late.at.end is not None and "自动" in late.text(late.at.end.story)
