"""Setups made by hand: the numbers of a district without a text that says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from govkit.calendars import STANDARD, is_workday
from govkit.draws.arrivals import intensity
from govkit.draws.distributions import Law
from govkit.engine import Engine
from govkit.pipeline import load
from govkit.simulation.driver.daily import Daily
from govkit.simulation.driver.duty import Duty
from govkit.simulation.driver.setup import Arriving, Setup, Shares, Time, Times, Working
from govkit.simulation.driver.transition import Walk

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY, HOUR = 86_400, 3_600
FIRST = date(2026, 1, 1)


def exponential(hours: float) -> Time:
    law = Law("exponential", "natural_hour", (hours,), "exponential")
    return Time(law, Fraction(HOUR))


def every(hours: float) -> tuple[Times, ...]:
    return (Times({"else": exponential(hours)}),)


def fixed(hours: float) -> Time:
    return Time(Law("fixed", "natural_hour", (hours,), "fixed"), Fraction(HOUR))


def office(days: int, opens: int = 9, closes: int = 17) -> Duty:
    work = STANDARD["work_day"]
    return Duty(
        (n * DAY + opens * HOUR, n * DAY + closes * HOUR)
        for n in range(days)
        if is_workday(FIRST + timedelta(days=n), work)
    )


def some_of(duty: Duty, hours_a_day: float) -> Duty:
    return Duty((b, min(e, b + round(hours_a_day * HOUR))) for b, e in duty.stretches)


def percent(**shares: int) -> tuple[tuple[str, Fraction], ...]:
    return tuple((name, Fraction(share, 100)) for name, share in shares.items())


def guangming(days: int = 365, cases: int = 195) -> tuple[Walk, Setup]:
    """Numbers like those of the district's own workload."""
    engine = Engine(load(str(EXAMPLES / "guangming")))
    walk = Walk(engine, datetime(FIRST.year, FIRST.month, FIRST.day))
    open_hours = office(days + 60)
    units = [unit.id for unit in engine.model.units("网格")]
    busy = intensity(FIRST, days, Fraction(cases, len(units)), "month")
    matters = percent(邻里事务=30, 邻里纠纷=30, 邻里困难=20, 民生热点=10, 综治问题=5, 重大事项=5)
    stations: Mapping[str, Working] = {
        one.ref: one
        for one in (
            Working("post:支部书记", {"": 1}, some_of(open_hours, 1.2), every(4)),
            Working("post:社区书记", {"": 1}, some_of(open_hours, 4), every(6)),
            Working("level:街道", {"": 2}, open_hours, every(8)),
            Working("body:相关单位", {"": 4}, open_hours, every(8)),
            Working("meeting:支部党员大会", {}, open_hours, per_session=10,
                    sessions=tuple(n * DAY + 19 * HOUR for n in range(9, days + 60, 30))),
            Working("meeting:联席会议", {}, open_hours, per_session=10,
                    sessions=tuple(n * DAY + 15 * HOUR for n in range(3, days + 60, 91))),
            Working("meeting:社区党委会", {}, open_hours, per_session=8,
                    sessions=tuple(n * DAY + 9 * HOUR for n in range(4, days + 60, 7))),
        )
    }  # fmt: skip
    return walk, Setup(
        (Arriving("群众上门", dict.fromkeys(units, busy), Daily.always(matters)),),
        stations,
        open_hours,
        chances=(Shares(percent(deliberate=20, undecided=10, obstructed=5, needs_department=5)),),
        delays=(Times({"arrived": fixed(2), "arrive": exponential(0.7), "countersign": fixed(8)}),),
    )
