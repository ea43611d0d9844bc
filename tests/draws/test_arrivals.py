"""Arrivals: the mean is the integral of the intensity, and another intensity moves the same cases.

Bounds are the two-sided 99.9 % of a Poisson count, by its normal limit, with fixed seeds.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from govkit.draws import Intensity, Run, Weights, arrivals, intensity, spread_over
from govkit.draws.arrivals import DAY
from govkit.values import Season, SeasonSpan, Stretch

NEW_YEAR = date(2026, 1, 1)
MORNING, AFTERNOON = Stretch(9 * 60, 12 * 60), Stretch(14 * 60, 18 * 60)
SUMMER = Season((SeasonSpan((6, 1), (9, 30)),))
HOURS, REST = spread_over(((MORNING, 0.45), (AFTERNOON, 0.45)), 0.10)
BUSY = Weights(
    hours=HOURS, rest_of_hours=REST,
    weekdays=((6, 0.4), (7, 0.4)), seasons=((SUMMER, 1.2),), rest_of_seasons=0.9,
    dates=((date(2026, 2, 17), 0.0),),
)  # fmt: skip
ORIGIN = ("日常", "网格·61")
BOUND = 3.29


def year(weights: Weights | None = None, cases: int = 195) -> Intensity:
    return intensity(NEW_YEAR, 365, cases, "month", weights)


def expected_on(of: Intensity, day: date) -> float:
    """The cases expected on one day, read from the intensity."""
    start = (day - NEW_YEAR).days * DAY
    at = dict(zip(of.edges, of.expected, strict=True))
    return at[start + DAY] - at[start]


@pytest.mark.parametrize("weights", [None, BUSY])
def test_weights_leave_the_mean_of_the_year_alone(weights: Weights | None) -> None:
    assert year(weights).total == pytest.approx(12 * 195)


@pytest.mark.parametrize(
    ("cases", "per", "every", "days", "total"),
    [
        (3, "natural_day", 1, 10, 30),
        (1, "natural_hour", 1, 2, 48),
        (7, "week", 1, 14, 14),
        (7, "week", 2, 14, 7),
        (31, "month", 1, 31 + 14, 31 + 15.5),  # January, and half of February
        (90, "quarter", 1, 90, 90),
        (365, "year", 1, 73, 73),
        (1, "work_day", 1, 10, 6),  # 1 to 3 January are off, Sunday the 4th is worked
    ],
)
def test_a_rate_is_per_calendar_period(
    cases: int, per: str, every: int, days: int, total: float
) -> None:
    of = intensity(NEW_YEAR, days, cases, per, every=Fraction(every))
    assert of.total == pytest.approx(total)


def test_days_and_hours_have_the_stated_weights() -> None:
    of = year(BUSY)
    friday, saturday = (expected_on(of, date(2026, 3, day)) for day in (6, 7))
    assert saturday / friday == pytest.approx(0.4)
    assert expected_on(of, date(2026, 7, 3)) / expected_on(of, date(2026, 5, 1)) == pytest.approx(
        1.2 / 0.9
    )
    assert expected_on(of, date(2026, 2, 17)) == 0
    parts = dict(zip(of.edges, of.expected, strict=True))
    start = (date(2026, 3, 6) - NEW_YEAR).days * DAY
    morning = parts[start + 12 * 3600] - parts[start + 9 * 3600]
    assert morning / friday == pytest.approx(0.45)


def test_a_weight_is_not_a_share() -> None:
    """Three hours with twice the weight of the other 21 hold 6 of 27 parts."""
    of = intensity(NEW_YEAR, 1, 27, "natural_day", Weights(hours=((MORNING, 2.0),)))
    assert of.expected == pytest.approx((0, 9, 15, 27))


def test_the_mean_count_over_many_keys_is_the_integral() -> None:
    of = intensity(NEW_YEAR, 59, 60, "month", BUSY)
    keys = 300
    seen: Counter[str] = Counter()
    for replication in range(keys):
        for _, second in arrivals(Run.of(1, replication), ORIGIN, of):
            day = NEW_YEAR + timedelta(days=second // DAY)
            hour = second % DAY // 3600
            seen["all"] += 1
            seen["weekend"] += day.isoweekday() > 5
            seen["morning"] += 9 <= hour < 12
            seen["feast"] += day == date(2026, 2, 17)
    weekends = math.fsum(
        expected_on(of, day)
        for day in (NEW_YEAR + timedelta(days=n) for n in range(59))
        if day.isoweekday() > 5
    )
    for name, mean in (("all", of.total), ("weekend", weekends), ("morning", 0.45 * of.total)):
        assert abs(seen[name] - keys * mean) < BOUND * math.sqrt(keys * mean), name
    assert seen["feast"] == 0


def test_counts_scatter_as_a_poisson_count_does() -> None:
    of = intensity(NEW_YEAR, 30, 1, "natural_day")
    counts = [sum(1 for _ in arrivals(Run.of(2, n), ORIGIN, of)) for n in range(400)]
    mean = math.fsum(counts) / len(counts)
    ratio = math.fsum((c - mean) ** 2 for c in counts) / (len(counts) - 1) / mean
    assert abs(ratio - 1) < BOUND * math.sqrt(2 / (len(counts) - 1))


def test_a_higher_rate_moves_every_case_earlier_and_loses_none() -> None:
    run = Run.of(3)
    of = year(BUSY)
    before = list(arrivals(run, ORIGIN, of))
    for factor in (1.0001, 1.2, 2.0, 10.0):
        after = list(arrivals(run, ORIGIN, of.times(factor)))
        assert [case.number for case in after] == list(range(1, len(after) + 1))
        assert len(after) >= len(before)
        assert all(b.second <= a.second for a, b in zip(before, after, strict=False))
    assert sum(b.second < a.second for a, b in zip(before, after, strict=False)) > len(before) - 5
    again = list(arrivals(run, ORIGIN, year(BUSY, 390)))
    assert len(again) == len(list(arrivals(run, ORIGIN, of.times(2))))


def test_other_weights_move_the_same_cases_within_the_year() -> None:
    run = Run.of(4)
    plain, busy = (list(arrivals(run, ORIGIN, year(weights))) for weights in (None, BUSY))
    assert [case.number for case in plain] == [case.number for case in busy]
    assert [case.second for case in plain] != [case.second for case in busy]


@pytest.mark.parametrize("weights", [None, BUSY])
def test_cases_come_in_order_inside_the_run(weights: Weights | None) -> None:
    cases = list(arrivals(Run.of(5), ORIGIN, year(weights)))
    assert all(a.second <= b.second for a, b in pairwise(cases))
    assert all(isinstance(case.second, int) and 0 <= case.second < 365 * DAY for case in cases)


def test_a_longer_run_only_adds_cases() -> None:
    short, long = (intensity(NEW_YEAR, days, 195, "month", BUSY) for days in (40, 365))
    few, many = (list(arrivals(Run.of(6), ORIGIN, of)) for of in (short, long))
    assert many[: len(few)] == few


def test_units_and_streams_draw_apart() -> None:
    run, of = Run.of(7), year()
    rows = [
        tuple(case.second for case in arrivals(run, origin, of))
        for origin in (("日常", "网格·1"), ("日常", "网格·2"), ("工程", "网格·1"))
    ]
    assert len(set(rows)) == 3
    assert not set(rows[0][:200]) & set(rows[1][:200])


def test_nothing_comes_in_where_nothing_is_expected() -> None:
    assert list(arrivals(Run.of(8), ORIGIN, intensity(NEW_YEAR, 30, 0, "month"))) == []
    night = Weights(hours=((Stretch(0, 480), 0.0), (Stretch(1200, 1440), 0.0)))
    cases = list(arrivals(Run.of(8), ORIGIN, intensity(NEW_YEAR, 60, 9, "natural_day", night)))
    assert len(cases) > 400
    assert all(8 <= case.second % DAY // 3600 < 20 for case in cases)


def test_a_leap_year_and_a_run_over_new_year() -> None:
    leap = intensity(date(2028, 1, 1), 366, 366, "year", BUSY)
    assert leap.total == pytest.approx(366)
    over = intensity(date(2026, 12, 1), 62, 31, "month", BUSY)
    parts = [
        intensity(first, 31, 31, "month", BUSY) for first in (date(2026, 12, 1), date(2027, 1, 1))
    ]
    assert over.total == pytest.approx(sum(part.total for part in parts))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: intensity(NEW_YEAR, 1, 3, "work_hour"),
        lambda: intensity(NEW_YEAR, 1, -3, "month"),
        lambda: intensity(NEW_YEAR, 1, 3, "month", Weights(rest_of_weekdays=0.0)),
        lambda: intensity(NEW_YEAR, 1, 3, "month", Weights(rest_of_weekdays=-1.0)),
        lambda: intensity(NEW_YEAR, 1, 3, "month", Weights(hours=((MORNING, -1.0),))),
        lambda: intensity(NEW_YEAR, 1, 3, "month", Weights(rest_of_hours=0.0)),
        lambda: spread_over(((Stretch(0, 1440), 0.9),), 0.1),
        lambda: spread_over(((Stretch(0, 1440), 0.5), (MORNING, 0.5)), 0.0),
    ],
)
def test_what_gives_no_intensity_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"no intensity|weights|shares"):
        wrong()
