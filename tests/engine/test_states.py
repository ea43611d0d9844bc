"""States of a matter: the first that holds gives the limit of the case; inner matters inherit."""

from __future__ import annotations

from datetime import datetime

import pytest

from govkit.calendars import zone_of
from govkit.engine import Engine
from govkit.engine.case.case import Case
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖街道
层级 社区 { 数量：6 }
岗位 书记 { 设于：社区 }
要素 伤害 { 取值：无、轻伤、重伤；默认：无 }
事项 井盖缺失 {
  时限：3日
  状况 危急 当 伤害 = 重伤 { 时限：30分钟 }
  状况 紧急 当 伤害 ≥ 轻伤 { 时限：2小时 }
  状况 慢 { 时限：9日 }
  事项 雨水井盖
  事项 燃气井盖 { 时限：1小时 }
}
流程 办 { 适用：井盖缺失；级 社区 { 承办：书记；时限：20日 } }
"""
OPENED = "2026-03-02 09:00"


def due(case: Case) -> tuple[datetime | None, str]:
    timer = next(timer for timer in case.timers if timer.kind == "matter")
    return timer.due, timer.rule


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone_of("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("matter", "harm", "ends", "rule"),
    [
        ("井盖缺失", "无", "2026-03-06 00:00", "matter:井盖缺失.limit"),
        ("井盖缺失", "轻伤", "2026-03-02 11:00", "matter:井盖缺失/state:紧急.limit"),
        ("井盖缺失", "重伤", "2026-03-02 09:30", "matter:井盖缺失/state:危急.limit"),
        ("雨水井盖", "轻伤", "2026-03-02 11:00", "matter:井盖缺失/state:紧急.limit"),
        ("雨水井盖", "无", "2026-03-06 00:00", "matter:井盖缺失.limit"),
        ("燃气井盖", "重伤", "2026-03-02 10:00", "matter:燃气井盖.limit"),
    ],
)
def test_the_state_of_a_case_gives_its_limit(matter: str, harm: str, ends: str, rule: str) -> None:
    case = Engine(loads(TEXT)).open(matter, unit="社区·1", at=OPENED, 伤害=harm)
    assert due(case) == (at(ends), rule)


def test_a_state_without_a_condition_counts_nothing() -> None:
    model = loads(TEXT.replace("  时限：3日\n", ""))
    case = Engine(model).open("井盖缺失", unit="社区·1", at=OPENED)
    assert [timer for timer in case.timers if timer.kind == "matter"] == []


def test_a_state_asks_for_a_condition_that_can_be_true() -> None:
    found = compile_text(TEXT.replace("当 伤害 = 重伤", "当 伤害"))
    assert [d.code for d in found.errors] == ["GOV332"]


# ── grading anew ──
ENGINE = Engine(loads(TEXT))
WAITING = "时限：20日；补正时限：5日；挂账：等待材料；挂账审批：站长 }"
PARKING = TEXT.replace("时限：20日 }", WAITING)
PARKING = PARKING.replace("岗位 书记 {", "岗位 站长 { 设于：社区 }\n岗位 书记 {")


def graded(case: Case, harm: str, when: str, engine: Engine = ENGINE) -> Case:
    return engine.apply(case, f"研判定级：伤害：{harm}", at=f"2026-03-{when}")


def test_the_limit_follows_the_grade_from_the_same_start() -> None:
    case = ENGINE.open("雨水井盖", unit="社区·1", at=OPENED)
    harmed = graded(case, "轻伤", "02 10:00")
    assert due(harmed) == (at("2026-03-02 11:00"), "matter:井盖缺失/state:紧急.limit")
    assert "matter:井盖缺失/state:紧急.limit" in harmed.history[-1].rules
    timer = next(timer for timer in harmed.timers if timer.kind == "matter")
    assert (timer.id, timer.starts) == ("matter:雨水井盖", case.opened_at)
    back = graded(harmed, "无", "02 10:30")
    assert due(back) == due(case)
    # A value that is given with a move grades the case as well.
    given = ENGINE.apply(case, "签收", at="2026-03-02 09:10", 伤害="重伤")
    assert due(given) == (at("2026-03-02 09:30"), "matter:井盖缺失/state:危急.limit")
    assert ENGINE.adopt_json(given.to_json()) == given


def test_the_same_state_counts_nothing_anew() -> None:
    case = ENGINE.open("燃气井盖", unit="社区·1", at=OPENED)
    harmed = graded(case, "重伤", "02 09:20")
    assert harmed.timers == case.timers
    assert not any("limit" in rule for rule in harmed.history[-1].rules)


def test_a_shorter_limit_may_be_over_and_a_longer_one_runs_again() -> None:
    case = ENGINE.open("井盖缺失", unit="社区·1", at=OPENED)
    late = ENGINE.tick(graded(case, "轻伤", "02 15:00"), "2026-03-02 15:00:01")
    assert [event.timer for event in late.history if event.kind == "expire"] == ["matter:井盖缺失"]
    worse = graded(late, "重伤", "02 16:00")
    assert next(t for t in worse.timers if t.kind == "matter").fired
    again = graded(worse, "无", "02 17:00")
    timer = next(timer for timer in again.timers if timer.kind == "matter")
    assert (timer.id, timer.fired) == ("matter:井盖缺失:2", False)
    assert due(again)[0] == at("2026-03-06 00:00")
    ended = ENGINE.tick(again, "2026-03-07 00:00")
    assert ended.history[-1].timer == "matter:井盖缺失:2"


def test_what_it_rested_it_rested() -> None:
    engine = Engine(loads(PARKING))
    case = engine.open("井盖缺失", unit="社区·1", at=OPENED)
    sent = engine.apply(case, "退回补正", at="2026-03-02 09:30")
    inside = graded(sent, "轻伤", "03 09:00", engine)
    done = engine.apply(inside, "补正", at="2026-03-04 10:00")
    # Half an hour had passed of the two.
    assert due(done) == (at("2026-03-04 11:30"), "matter:井盖缺失/state:紧急.limit")
    after = graded(engine.apply(sent, "补正", at="2026-03-04 10:00"), "轻伤", "04 10:30", engine)
    assert due(after)[0] == at("2026-03-04 11:30")
    for move in ("签收", "申请挂账", "审批：同意"):
        done = engine.apply(done, move, at="2026-03-04 11:00")
    parked = graded(done, "无", "05 09:00", engine)
    assert due(parked) == (None, "matter:井盖缺失.limit")
    resumed = engine.apply(parked, "恢复办理", at="2026-03-06 09:00")
    straight = engine.apply(done, "恢复办理", at="2026-03-06 09:00")
    assert due(resumed) == due(graded(straight, "无", "06 09:00", engine))
