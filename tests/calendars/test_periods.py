"""Periods and numbered working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.calendars import PeriodUnit, is_workday, nth_weekday, nth_workday, period_of


@pytest.mark.parametrize(
    ("day", "unit", "year", "number", "first", "last"),
    [
        (date(2026, 2, 17), "day", 2026, 48, date(2026, 2, 17), date(2026, 2, 17)),
        (date(2026, 2, 17), "month", 2026, 2, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2024, 2, 17), "month", 2024, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 2, 10), "ten_days", 2026, 4, date(2026, 2, 1), date(2026, 2, 10)),
        (date(2026, 2, 11), "ten_days", 2026, 5, date(2026, 2, 11), date(2026, 2, 20)),
        (date(2026, 2, 28), "ten_days", 2026, 6, date(2026, 2, 21), date(2026, 2, 28)),
        (date(2026, 12, 31), "ten_days", 2026, 36, date(2026, 12, 21), date(2026, 12, 31)),
        (date(2026, 2, 17), "quarter", 2026, 1, date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 12, 31), "quarter", 2026, 4, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), "half_year", 2026, 2, date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), "year", 2026, 1, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), "week", 2026, 53, date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_known_periods(
    day: date, unit: PeriodUnit, year: int, number: int, first: date, last: date
) -> None:
    assert period_of(day, unit) == (unit, year, number, first, last)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["day", "week", "ten_days", "month", "quarter", "half_year", "year"]),
)
def test_periods_tile_the_days(day: date, unit: PeriodUnit) -> None:
    period = period_of(day, unit)
    assert period.first <= day <= period.last
    assert period_of(period.first, unit) == period == period_of(period.last, unit)
    assert period_of(period.last + timedelta(days=1), unit).first == period.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("weekday", "number", "found"),
    [
        (1, 1, date(2026, 2, 2)), (7, 1, date(2026, 2, 1)), (6, -1, date(2026, 2, 28)),
        (7, -1, date(2026, 2, 22)), (3, 4, date(2026, 2, 25)), (3, 5, None),
    ],
)  # fmt: skip
def test_numbered_weekdays(weekday: int, number: int, found: date | None) -> None:
    assert nth_weekday(period_of(date(2026, 2, 17), "month"), weekday, number) == found


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="decade"):
        period_of(date(2026, 1, 1), "decade")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("month", "number", "day"),
    [
        (10, 1, date(2026, 10, 8)),
        (10, 3, date(2026, 10, 10)),
        (10, 4, date(2026, 10, 12)),
        (2, -1, date(2026, 2, 28)),
        (1, 2, date(2026, 1, 5)),
    ],
)
def test_numbered_working_days(month: int, number: int, day: date) -> None:
    assert nth_workday(2026, month, number) == day


def test_the_two_counts_of_a_month_meet() -> None:
    worked = [date(2026, 9, n) for n in range(1, 31) if is_workday(date(2026, 9, n))]
    assert [nth_workday(2026, 9, n + 1) for n in range(len(worked))] == worked
    assert [nth_workday(2026, 9, n - len(worked)) for n in range(len(worked))] == worked


@pytest.mark.parametrize(("month", "number"), [(2, 0), (2, 24), (2, -24), (13, 1)])
def test_days_that_are_not_there_are_refused(month: int, number: int) -> None:
    with pytest.raises(ValueError, match="working day"):
        nth_workday(2026, month, number)
