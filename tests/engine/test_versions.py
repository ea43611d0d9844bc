"""A case is bound by what was in force on the day it was opened, from then on to its end.

One model with dates enters; cases opened before and after a change are walked.
"""

from __future__ import annotations

from datetime import date

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 村 至 2025-07-01 { 上级：街道；数量：9个 }
  层级 社区 { 上级：街道；数量：2个 至 2025-07-01；数量：7个 自 2025-07-01 }
  岗位 主任 { 设于：街道 }
  岗位 村主任 至 2025-07-01 { 设于：村 }
  岗位 书记 { 设于：社区 }
  事项 旧事 至 2025-07-01
  事项 噪声
  流程 报修 {
    适用：噪声、旧事
    级 村 至 2025-07-01 { 承办：村主任；时限：5自然日；遇：超时 → 街道 }
    级 社区 {
      承办：书记；时限：5自然日 至 2025-07-01；时限：2自然日 自 2025-07-01；遇：超时 → 街道
    }
    级 街道 { 承办：主任；时限：9自然日 }
  }
}
"""
BEFORE, AFTER = "2025-06-30 09:00", "2025-07-01 09:00"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def due(engine: Engine, case: Case) -> list[str]:
    return [timer.due.isoformat()[:10] for timer in engine.due(case) if timer.due is not None]


def test_the_limits_of_the_day_it_was_opened_hold_to_the_end(engine: Engine) -> None:
    cases = [engine.open("噪声", unit="社区·1", at=at) for at in (BEFORE, AFTER)]
    assert [due(engine, case) for case in cases] == [["2025-07-06"], ["2025-07-04"]]
    later = [engine.tick(case, "2025-07-04 12:00") for case in cases]
    assert [case.tier for case in later] == ["社区", "街道"]


@pytest.mark.parametrize(
    ("matter", "unit", "at", "code"),
    [
        ("噪声", "村·3", BEFORE, None),
        ("噪声", "村·3", AFTER, "GOV844"),
        ("旧事", "社区·1", BEFORE, None),
        ("旧事", "社区·1", AFTER, "GOV844"),
        ("噪声", "社区·7", AFTER, None),
        ("噪声", "社区·7", BEFORE, "GOV703"),
        ("无此事", "社区·1", AFTER, "GOV701"),
    ],
)
def test_what_is_not_in_force_takes_no_cases(
    engine: Engine, matter: str, unit: str, at: str, code: str | None
) -> None:
    if code is None:
        assert engine.open(matter, unit=unit, at=at).matter == matter
        return
    with pytest.raises(GovError) as refused:
        engine.open(matter, unit=unit, at=at)
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_a_case_of_a_level_that_is_gone_goes_on(engine: Engine) -> None:
    case = engine.open("噪声", unit="村·3", at=BEFORE)
    assert engine.model_for(case).get("level:村") is not None
    signed = engine.apply(case, "sign_for", at="2025-07-02 09:00")
    assert (signed.tier, signed.turn.unit, signed.turn.refs) == ("村", "村·3", ("post:村主任",))
    assert engine.moves(signed, "2025-07-02 10:00")
    assert engine.tick(signed, "2025-07-09 09:00").tier == "街道"
    assert "村主任" in engine.explain(signed).text("zh")


def test_versions_are_worked_out_once_between_two_changes(engine: Engine) -> None:
    cases = [engine.open("噪声", unit="社区·1", at=f"2025-06-{day} 09:00") for day in ("02", "20")]
    models = [engine.model_for(case) for case in cases]
    assert models[0] is models[1]
    assert engine.model.days_of_change == (date(2025, 7, 1),)


def test_a_model_of_one_day_is_its_only_version() -> None:
    model = loads(TEXT, as_of=date(2025, 8, 1))
    engine = Engine(model)
    case = engine.open("噪声", unit="社区·7", at="2025-08-01 09:00")
    assert engine.model_for(case) is model


SCENARIO = """  场景 旧村 {
    事项：噪声；发生于：UNIT；开始：DAY 09:00
    回合 1 { 动作：签收；经过：1小时 }
  }
}
"""


@pytest.mark.parametrize(
    ("unit", "day", "codes"),
    [
        ("村·9", "2025-06-30", []),
        ("村·9", "2025-07-01", ["GOV518"]),
        ("社区·7", "2025-07-01", []),
        ("社区·7", "2025-06-30", ["GOV518"]),
    ],
)
def test_a_scenario_needs_its_unit_on_its_own_day(unit: str, day: str, codes: list[str]) -> None:
    text = TEXT.rstrip().removesuffix("}")
    text += SCENARIO.replace("UNIT", unit).replace("DAY", day)
    assert [d.code for d in compile_text(text).errors] == codes
