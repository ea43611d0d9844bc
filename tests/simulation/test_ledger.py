"""Cases of a run as the log that indicators are computed of, and what they come to, by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govkit.indicators.log import Instant
from govkit.model.governance import Governance
from govkit.pipeline import loads
from govkit.simulation.outcome.due import Due
from govkit.simulation.outcome.estimates import estimates
from govkit.simulation.outcome.ledger import Ledger, counted, row
from govkit.simulation.outcome.outcome import Outcome, Sample
from tests.simulation.test_sums import LONG, OPEN, OPENED, SHORT, START, ZONE, case

HOUR = 3_600
TEXT = """govkit 1
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  层级 网格 { 上级：街道；数量：3 }
  事项 噪声 { }
  指标 按期率 { 对象：网格；分子：按期办结；分母：应办结；归期：应结日期；统计截止：次月5日前 }
  指标 办结率 { 对象：网格；分子：办结；分母：上报 }
  指标 超期 { 对象：网格；分子：超期件；分母：不设；归期：应结日期；统计截止：次月5日前 }
  指标 覆盖率 { 对象：网格；分子：有物业的小区；分母：上报 }
}
"""


@pytest.fixture(scope="module")
def model() -> Governance:
    return loads(TEXT)


def due(hours: float) -> Due:
    return Due(whole=START.timestamp() + hours * HOUR)


def at(hours: float) -> Instant:
    local = (START + timedelta(hours=hours)).replace(tzinfo=None)
    return Instant(local, local)


def test_what_has_not_happened_is_known_and_nothing_is_blank() -> None:
    open_ = row(3, OPENED, due(10), ZONE)
    assert open_.closed is False and open_.signed is False and open_.closed_again is None
    assert open_.call_back == "not_called" and open_.blank == frozenset()
    long = row(1, LONG, due(10), ZONE)
    assert (long.closed, long.due, long.due_day) == (at(14), at(10), date(2026, 3, 2))
    assert (long.reported, long.manner, long.unit) == (at(0), "resolved", "网格·1")


def test_the_first_who_signed_is_who_received_it() -> None:
    told = {"actor": "post:网格员·网格·2·1"}
    moved = case(OPEN, (1, "sign_for", "tier:网格", "tier:网格", told), (2, *SHORT_END))
    assert row(1, moved, due(9), ZONE).transferred_from == "网格·2"
    assert row(1, SHORT, due(9), ZONE).transferred_from == ""


SHORT_END = ("close", "tier:网格", "manner:resolved", {"manner": "resolved"})


def test_indicators_are_those_of_the_room_and_what_is_open_is_not_closed(
    model: Governance,
) -> None:
    """Due after 10 hours: one closed after 14, one after 2, one open. The fourth is due at 30."""
    ledger = Ledger(model, ZONE, counted(date(2026, 3, 1), 30, 0))
    for number, one in enumerate((LONG, SHORT, OPENED)):
        ledger.add(number, one, due(10))
    ledger.add(3, OPENED, due(24 * 40))  # due in April: no case of this period
    found = ledger.computed()
    assert found.figures == {
        "indicator·按期率": pytest.approx(1 / 3),
        "indicator·办结率": None,  # the text does not say by which day a case belongs to a period
        "indicator_count·超期": 2,
    }
    assert found.uncounted == ("覆盖率",)
    values = dict(found.readings["办结率"])
    assert values["dated_by=day_reported,cut_off=end_of_period"] == 2 / 4
    assert values["dated_by=day_due,cut_off=end_of_period"] == pytest.approx(2 / 3)
    assert values["dated_by=day_closed,cut_off=end_of_period"] == 1


def test_without_indicators_nothing_is_kept() -> None:
    ledger = Ledger(loads(TEXT.split("  指标")[0] + "}"), ZONE)
    ledger.add(1, LONG, due(10))
    assert ledger.rows == [] and ledger.computed().figures == {}


def test_the_days_that_count_begin_after_the_warm_up() -> None:
    assert counted(date(2026, 1, 1), 365, 31 * 86_400)[3:] == (date(2026, 2, 1), date(2026, 12, 31))


# ── several runs ──
def test_quantiles_are_those_of_all_runs_together() -> None:
    runs = [Outcome({}, stays={"": Sample(((HOUR, 9), (8 * HOUR, 1)))}) for _ in range(4)]
    runs.append(Outcome({}, stays={"": Sample(((HOUR, 4), (8 * HOUR, 6)))}))
    found = estimates(runs)
    assert found["stay_50"].mean == 1 and found["stay_90"].mean == 8  # ten of fifty took eight
    assert found["stay_50"].values == (1, 1, 1, 1, 8)


def test_a_reading_that_one_run_does_not_touch_has_its_one_value_there() -> None:
    unclear = Outcome(
        {"indicator·率": None}, readings={"率": (("reopened=a", 0.5), ("reopened=b", 1))}
    )
    clear = Outcome({"indicator·率": 0.25})
    found = estimates([unclear, clear])
    assert found["reading·率·reopened=a"].values == (0.5, 0.25)
    assert found["reading·率·reopened=b"].values == (1, 0.25)
    assert found["indicator·率"].values == (None, 0.25)


def test_readings_that_agree_in_every_run_are_one_and_name_only_what_matters() -> None:
    keys = [(a, b) for a in "xy" for b in "uv"]
    told = tuple((f"dated_by={a},cut_off={b}", float(a == "x")) for a, b in keys)
    found = estimates([Outcome({}, readings={"率": told})])
    assert [name for name in found if name.startswith("reading")] == [
        "reading·率·dated_by=x",
        "reading·率·dated_by=y",
    ]
