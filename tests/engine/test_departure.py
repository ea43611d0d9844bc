"""A norm `in_principle` may be left with a reason: a departure. Every other one is breached."""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  要素 金额 { 单位：元 }
  清单 社区权力 { 类型：权力；授予：社区
    项 工程自建 { 限额：≤40万元 STRENGTH } }
  会议 例会 HEAD { 召集：社区；出席：≥2/3 应到会 }
  事项 修路 { 所需：工程自建 }
  流程 办理 { 适用：修路
    级 社区 { 承办：社区；议事：例会；遇：越权 或 议而未决 → 街道 }
    级 街道 { 承办：街道 } }
}
"""


def signed(strength: str = "", head: str = "") -> tuple[Engine, Case]:
    engine = Engine(loads(TEXT.replace("STRENGTH", strength).replace("HEAD", head)))
    case = engine.open("修路", unit="社区·1", at="2026-03-02 09:00", given={"金额": "50万元"})
    return engine, engine.apply(case, "sign_for", at="2026-03-02 10:00")


def handled(engine: Engine, case: Case, note: str = "") -> Case:
    return engine.apply(case, "handle", at="2026-03-02 11:00", on_breach="record", note=note)


def test_a_limit_in_principle_is_left_only_with_a_reason() -> None:
    engine, case = signed("原则上")
    with pytest.raises(GovError) as caught:
        handled(engine, case, "  ")
    assert [found.code for found in caught.value.diagnostics] == ["GOV599"]
    after = handled(engine, case, "汛期抢修")
    (departure,) = after.breaches
    assert departure.is_departure and departure.code == "GOV718"
    assert after.history[-1].note == "汛期抢修"
    assert "偏离：" in engine.explain(after).text() and "违反：" not in engine.explain(after).text()
    assert "Departure: " in engine.explain(after).text("en")
    assert Case.from_json(after.to_json()) == after


@pytest.mark.parametrize("strength", ["", "应当", "必须"])
def test_every_other_limit_is_breached_without_a_reason(strength: str) -> None:
    engine, case = signed(strength)
    after = handled(engine, case)
    assert [breach.is_departure for breach in after.breaches] == [False]
    assert "违反：" in engine.explain(after).text()


def test_the_strength_of_a_head_is_that_of_its_fields() -> None:
    engine, case = signed(head="原则上")
    after = engine.apply(
        case, "deliberate:undecided", at="2026-03-02 11:00", on_breach="record",
        note="两人出差", present=3, due=9,
    )  # fmt: skip
    assert [breach.is_departure for breach in after.breaches] == [True]


def test_a_refused_move_says_the_rule_whatever_its_strength() -> None:
    engine, case = signed("原则上")
    with pytest.raises(GovError) as caught:
        engine.apply(case, "handle", at="2026-03-02 11:00", note="汛期抢修")
    assert [found.code for found in caught.value.diagnostics] == ["GOV718"]
