"""A time limit with another reading: the case follows the first, and says what the other gives."""

from __future__ import annotations

from datetime import datetime

import pytest

from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 甲 拟定 {{
  层级 村 {{ 数量：2个 }}
  岗位 员 {{ 设于：村；数量：2名 }}
  事项 事 {{ 时限：{matter} }}
  流程 办 {{ 适用：事；级 村 {{ 承办：员；时限：{limit} }} }}
}}
"""
DOUBT = "5工作日 存疑 “另一条作七日” 另读 7工作日"


def begun(limit: str, matter: str = "30天") -> tuple[Engine, Case]:
    engine = Engine(loads(TEXT.format(limit=limit, matter=matter)))
    return engine, engine.open("事", unit="村·1", at="2026-03-02 09:00")


def ends(case: Case, kind: str) -> list[tuple[str, str]]:
    [timer] = [timer for timer in case.timers if timer.kind == kind]
    return [(f"{other.due:%m-%d %H:%M}", other.why) for other in timer.others]


def test_the_other_end_is_told_and_the_first_is_followed() -> None:
    engine, case = begun(DOUBT)
    [timer] = [timer for timer in case.timers if timer.kind == "limit"]
    assert timer.due is not None and timer.due.replace(tzinfo=None) == datetime(2026, 3, 10)
    assert ends(case, "limit") == [("03-12 00:00", "另一条作七日")]
    said = engine.explain(case).text("zh")
    assert "另读 7工作日" in said and "2026-03-11 24:00" in said
    assert "7 working days" in engine.explain(case).text("en")


def test_each_of_several_readings_is_told_once_where_it_ends_elsewhere() -> None:
    _, case = begun(f"{DOUBT} 存疑 “再一条作九日” 另读 9工作日 存疑 “同一天” 另读 8天")
    # Eight days from 2 March end on 10 March, which is another day than the ninth.
    assert [due for due, _ in ends(case, "limit")] == ["03-12 00:00", "03-14 00:00", "03-11 00:00"]
    _, same = begun("5工作日 存疑 “七天” 另读 7天")
    assert ends(same, "limit") == []


def test_the_limit_of_a_matter_has_other_ends_too() -> None:
    _, case = begun("5工作日", "10天 存疑 “x” 另读 12天")
    assert [due for due, _ in ends(case, "matter")] == ["03-15 00:00"]


@pytest.mark.parametrize("limit", ["5工作日", "5工作日 存疑 “没有另读”"])
def test_without_another_reading_there_is_no_other_end(limit: str) -> None:
    engine, case = begun(limit)
    assert ends(case, "limit") == []
    assert "另读" not in engine.explain(case).text("zh")


def test_a_case_with_other_ends_comes_back_from_json() -> None:
    engine, case = begun(DOUBT)
    assert Case.from_json(case.to_json()) == case
    assert engine.adopt_json(case.to_json()) == case
