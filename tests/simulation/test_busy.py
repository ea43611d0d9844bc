"""How much work comes to a station from outside, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.simulation.experiments.experiment import prepared, prepared_plan
from govkit.simulation.workload.load import Load, loads
from govkit.simulation.workload.reach import Reach
from tests.simulation.test_experiment import SMALL, model

MARCH = date(2026, 3, 1)


def load(text: str = SMALL, cases: int = 20) -> dict[str, Load]:
    plan = prepared_plan(model(cases, text), "", MARCH, 31)
    walk, setup, _ = prepared(plan, "base")
    return {one.ref: one for one in loads(Reach(walk, setup), 31)}


def test_offered_hours_and_hours_on_duty() -> None:
    """Three grids with 20 cases of 4 hours; 22 working days of 4 hours for each officer."""
    (one,) = load().values()
    assert one.ref == "post:网格员"
    assert one.offered == pytest.approx(3 * 20 * 4)
    assert one.has == pytest.approx(3 * 22 * 4)
    assert one.share == pytest.approx(20 / 22)


def test_twice_the_cases_are_twice_the_load_and_who_is_away_has_fewer_hours() -> None:
    (base,), (more,) = load().values(), load(cases=40).values()
    assert more.offered == pytest.approx(2 * base.offered) and more.has == base.has
    (away,) = load(SMALL.replace("预运行：2天", "预运行：2天；不在岗率：25% 假设")).values()
    assert away.has == pytest.approx(0.75 * base.has) and away.offered == base.offered


def test_hands_that_come_later_count_from_then_on() -> None:
    """A second officer from 16 March on: 12 of the 22 working days."""
    hands = "承办力量 网格员 { 人数：2名 自 2026-03-16 假设；人数：1名 假设；"
    (one,) = load(SMALL.replace("承办力量 网格员 { ", hands)).values()
    assert one.has == pytest.approx(3 * (22 + 12) * 4)
