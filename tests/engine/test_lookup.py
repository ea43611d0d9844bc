"""Two-key tables in a case: what follows, what stands instead, what is unknown."""

from __future__ import annotations

from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  要素 影响 { 取值：一户、全楼 }
  要素 紧急 { 取值：缓、急 }
  要素 优先级 { 取值：普通、优先；默认：普通 }
  要素 余力 { 取值：紧、足 }
  要素 响应 { 取值：约定、即办 }
  对照表 响应表 { 键：优先级、余力；得出：响应；取值：（优先，足）→ 即办，其余 → 约定 }
  对照表 旧表 至 2026-03-01 { 键：影响、紧急；得出：优先级；取值：其余 → 普通 }
  对照表 新表 自 2026-03-01 { 键：影响、紧急；得出：优先级
    取值：（全楼，急）→ 优先，其余 → 普通 }
  事项 报修
  流程 报修单 { 适用：报修
    级 社区 { 承办：书记；时限：3工作日；时限：1工作日 当 优先级 = 优先；遇：超时 → 街道 }
    级 街道 { 承办：主任；时限：2工作日 } }
}
"""


def opened(at: str = "2026-03-02 09:00", **given: str) -> tuple[Engine, Case]:
    engine = Engine(loads(TEXT))
    return engine, engine.open("报修", unit="社区·1", at=at, given=given)


def rule_of(case: Case, attribute: str) -> str:
    return next(held.rule for held in case.values if held.attribute == attribute)


def test_a_grade_follows_and_is_read_by_the_next_table_and_by_conditions() -> None:
    engine, case = opened(影响="全楼", 紧急="急", 余力="足")
    assert (case.grade("优先级"), case.grade("响应")) == ("优先", "即办")
    assert rule_of(case, "优先级") == "table:新表.cells"
    limit = next(timer for timer in case.timers if timer.kind == "limit")
    assert limit.reading is not None and limit.reading.amount == 1  # the urgent limit, not 3
    told = engine.explain(case).text()
    assert "「优先级」为「优先」：按对照表「新表」（影响 全楼、紧急 急）" in told


def test_the_table_of_the_day_counts() -> None:
    _, case = opened("2026-02-27 09:00", 影响="全楼", 紧急="急")
    assert (case.grade("优先级"), rule_of(case, "优先级")) == ("普通", "table:旧表.cells")


def test_what_somebody_gives_stands_even_when_the_keys_change() -> None:
    engine, case = opened(影响="一户", 紧急="缓", 优先级="优先")
    case = engine.apply(case, "accept", at=case.as_of, given={"影响": "全楼"})
    assert (case.grade("优先级"), rule_of(case, "优先级")) == ("优先", "")


def test_it_follows_its_keys_when_they_are_graded_anew() -> None:
    engine, case = opened(影响="一户", 紧急="急")
    assert case.grade("优先级") == "普通"
    case = engine.apply(case, "accept", at=case.as_of, given={"影响": "全楼"})
    assert case.grade("优先级") == "优先"
    assert [row.grade for row in case.grades if row.attribute == "优先级"][-1] == "优先"
    assert Case.from_json(case.to_json()) == case


def test_an_unknown_key_leaves_it_unknown_and_is_named() -> None:
    engine, case = opened(影响="一户")
    assert case.value("响应") is None
    text = engine.explain(case).text()
    assert "「响应」未知：对照表「响应表」还缺 余力（已知 优先级 普通）" in text
    assert "`响应` is unknown: the table `响应表` lacks 余力" in engine.explain(case).text("en")


def test_a_default_stands_until_the_keys_are_known() -> None:
    engine, case = opened(影响="全楼")
    assert (case.grade("优先级"), rule_of(case, "优先级")) == ("普通", "attribute:优先级.default")
    case = engine.apply(case, "accept", at=case.as_of, given={"紧急": "急"})
    assert case.grade("优先级") == "优先"
