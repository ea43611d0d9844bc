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
