"""A year without a published schedule: what the engine calls provisional, an indicator does too."""

from __future__ import annotations

import pytest

from govkit.engine import Engine
from govkit.indicators import assess, compute, stretch
from govkit.model.governance import Governance

from .conftest import log_of, model_of

RATE = """指标 按期办结率 {{
    对象：社区；分子：按期办结；分母：应办结；归期：应结日期
    重开：不计办结；未访到：不计入；归属：首接、主办；剔除：无效
  }}
  指标 上报数 {{ 对象：社区；分子：上报；分母：上报；归期：上报日期
    重开：不计办结；未访到：不计入；归属：首接、主办；剔除：无效 }}
  考核 社区考核 {{ 对象：社区；总分：100分；
    项 办结 {{ 分值：100分；衡量：按期办结率；满分线：100% }} }}
""".replace("{{", "{").replace("}}", "}")


def table(year: int) -> str:
    return f"""
编号 | 事项 | 单位 | 上报时间         | 办结时间
1    | 噪声 | 甲   | {year}-03-02 09:00 | {year}-03-04 09:00
2    | 噪声 | 乙   | {year}-03-02 09:00 | {year}-03-20 09:00
"""


def state(model: Governance, year: int, name: str) -> tuple[str, object]:
    [indicator] = [one for one in model.indicators if one.name == name]
    whole = compute(model, log_of(model, table(year)), indicator, stretch(f"{year}-03"))[-1]
    return whole.state, whole.value


@pytest.mark.parametrize(
    ("year", "own", "expected"),
    [
        (2026, "", "known"),
        (2027, "", "provisional"),
        (2023, "", "provisional"),
        (2027, "日历 大厅 { 已公布：2027年 }", "known"),
        (2027, "日历 大厅 { 公共假日：无 }", "known"),
        (2026, '时区："America/Toronto"', "provisional"),
        (2026, '时区："America/Toronto"；日历 大厅 { 公共假日：无 }', "known"),
    ],
)
def test_assess_and_the_engine_have_one_rule(year: int, own: str, expected: str) -> None:
    model = model_of(f"{own}\n  {RATE}\n  流程 办件 {{ 适用：噪声；级 社区 {{ 承办：督查室 }} }}")
    told, value = state(model, year, "按期办结率")
    assert told == expected
    assert value is not None
    case = Engine(model).open("噪声", unit="社区·1", at=f"{year}-03-02 09:00")
    [timer] = [one for one in case.timers if one.kind == "matter"]
    assert timer.provisional is (expected == "provisional")


def test_what_no_limit_decides_is_known() -> None:
    assert state(model_of(RATE), 2027, "上报数")[0] == "known"


def test_a_score_that_rests_on_it_is_provisional_too() -> None:
    model = model_of(RATE)
    for year, expected in ((2026, "known"), (2027, "provisional")):
        log = log_of(model, table(year))
        [first, *_] = assess(model, log, model.assessments[0], stretch(f"{year}-03"))
        assert first.unit.endswith("甲")
        assert first.score.state == expected
        assert first.score.value == 100


def test_the_limit_of_a_matter_keeps_its_own_calendar() -> None:
    text = RATE + "日历 周日休 { 休息日：周日 }\n事项 占道 { 时限：3工作日；日历：周日休 }"
    model = model_of(text)
    for matter, due in (("噪声", "2026-03-11"), ("占道", "2026-03-10")):
        # From Thursday 5 March: Friday, perhaps Saturday, Monday, Tuesday.
        log = log_of(model, f"编号|事项|单位|上报时间|办结时间\n1|{matter}|甲|2026-03-05 09:00|")
        assert log.cases[0].due is not None
        assert f"{log.cases[0].due.high:%Y-%m-%d}" == due
