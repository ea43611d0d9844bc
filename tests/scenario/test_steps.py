"""A scenario in a process of steps, with several handlers, as it is expected to go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.engine.case.case import Bearer
from govkit.engine.case.move import Move, Reason
from govkit.model.statement import Origin
from govkit.pipeline import load, loads
from govkit.scenario import Walk, debrief, read_course

TEXT = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区 }
  机构 窗口 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  机构 司法所 { 设于：街道 }
  事项 纠纷
  流程 一站办理 {
    适用：纠纷
    步 登记 { 承办：窗口；时限：1工作日 }
    步 会办 { 承办：all(城建办, 司法所)；时限：3工作日 }
  }
  平急状态 急时 { 启用：一站办理 }
  场景 会办 {
    事项：纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：30分钟 }
    回合 2 { 动作：处置 }
    回合 3 { 动作：反馈 }
    回合 4 { 动作：签收；情形：“司法所先到” }
    回合 5 { 动作：签收 }
    回合 6 { 动作：处置 }
    回合 7 { 动作：处置 }
    回合 8 { 动作：反馈；情形：“城建办先反馈” }
    回合 9 { 动作：反馈 }
    回合 10 { 动作：核查 }
    回合 11 { 动作：结案；方式：解决 }
    办结于：街道；方式：解决
  }
}
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def test_the_expected_course_is_played_to_its_end(engine: Engine) -> None:
    walk = Walk.begin(engine, read_course(engine.model, "会办")).played()
    assert [taken.move.id for taken in walk.taken][3:9] == [
        "sign_for:司法所",
        "sign_for:城建办",
        "handle:城建办",
        "handle:司法所",
        "feed_back:城建办",
        "feed_back:司法所",
    ]
    result = debrief(walk)
    assert result.score.got == result.score.full


def test_choices_name_the_handler(engine: Engine) -> None:
    walk = Walk.begin(engine, read_course(engine.model, "会办"))
    for _ in range(3):
        walk = walk.best()
    assert walk.decision is not None
    words = [choice.word("zh") for choice in walk.decision.choices]
    assert "城建办：签收" in words and "司法所：签收" in words


def test_a_body_that_answers_before_its_turn_is_acceptable_and_costs_nothing() -> None:
    gallery = Path(__file__).parents[2] / "examples" / "gallery"
    engine = Engine(load(gallery / "planning_office.gov"))
    walk = Walk.begin(engine, read_course(engine.model, "1")).best()
    assert walk.decision is not None and walk.decision.best is not None
    assert walk.decision.best.kind == "summon"
    grades = {choice.word("en"): choice.grade for choice in walk.decision.choices}
    assert grades["Fire_service: countersign (consented)"] == "acceptable"
    assert grades["Fire_service: countersign (declined)"] == "other"
    early = next(c for c in walk.decision.choices if c.word("en").startswith("Fire_service"))
    walk = walk.chosen(early.asked)
    while walk.decision is not None:
        assert walk.decision.best is not None
        walk = walk.chosen(next(c.asked for c in walk.decision.choices if c.grade == "best"))
    score = debrief(walk).score
    assert score.got == score.full


def test_a_body_that_declines_is_not_what_a_plain_turn_expects(engine: Engine) -> None:
    turn = read_course(engine.model, "会办").turns[-3]
    assert turn.kind == "feed_back" and turn.trigger == ""
    reason = Reason("", Origin(), turn.phrase)
    told = Move("feed_back", "feed_back", Bearer(), "", reason, trigger="done")
    assert turn.fits(told)
    declined = replace(told, to="manner:terminated", trigger="declined")
    assert not turn.fits(declined)
    assert replace(turn, trigger="declined").fits(declined)


def test_a_walk_opens_under_the_mode_of_its_course(engine: Engine) -> None:
    course = replace(read_course(engine.model, "会办"), mode="急时")
    assert Walk.begin(engine, course).opened.mode == "急时"
