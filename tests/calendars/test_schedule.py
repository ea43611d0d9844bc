"""The holiday table: it must agree with itself, with the weekday arithmetic and with the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govkit.calendars import NONE, STANDARD, Calendar, is_workday, published
from govkit.calendars.schedule import Holiday, read_row, rows_of
from tests.together import together

ROWS = sorted(rows_of("china"), key=lambda row: row.day)
YEARS = sorted({row.schedule for row in ROWS})
FESTIVALS = {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
FIXED_STARTS = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}


def rows_of_year(year: int, off: bool) -> list[Holiday]:
    return [row for row in ROWS if row.schedule == year and row.off is off]


def test_the_table_covers_three_years() -> None:
    assert YEARS == [2024, 2025, 2026]


@pytest.mark.parametrize("row", [row for row in ROWS if not row.off], ids=lambda row: str(row.day))
def test_make_up_days_are_weekend_days(row: Holiday) -> None:
    assert row.day.weekday() >= 5


@together("row", ROWS, ids=lambda row: str(row.day))
def test_a_day_belongs_to_its_schedule(row: Holiday) -> None:
    assert row.day.year == row.schedule or row.day >= date(row.schedule - 1, 12, 25)
    assert row.festival_zh in FESTIVALS
    assert row.festival_en


@pytest.mark.parametrize("year", YEARS)
def test_every_festival_is_there_once_without_gaps(year: int) -> None:
    for festival in FESTIVALS - {"中秋节", "国庆节"}:
        days = [row.day for row in rows_of_year(year, off=True) if row.festival_zh == festival]
        assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    autumn = {"中秋节", "国庆节"}
    assert autumn <= {row.festival_zh for row in rows_of_year(year, off=True)}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("festival", sorted(FIXED_STARTS))
def test_festivals_of_the_solar_calendar_begin_on_their_day(year: int, festival: str) -> None:
    first = min(row.day for row in rows_of_year(year, off=True) if row.festival_zh == festival)
    assert (first.month, first.day) == FIXED_STARTS[festival]


@pytest.mark.parametrize(("year", "statutory"), [(2024, 11), (2025, 13), (2026, 13)])
def test_weekdays_gained_equal_the_statutory_holidays(year: int, statutory: int) -> None:
    """Weekdays off less weekend days worked: 11 by law until 2024, 13 since 2025."""
    weekdays_off = [row for row in rows_of_year(year, off=True) if row.day.weekday() < 5]
    assert len(weekdays_off) - len(rows_of_year(year, off=False)) == statutory


@pytest.mark.parametrize(("year", "off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_days_named_by_each_notice(year: int, off: int, worked: int) -> None:
    assert (len(rows_of_year(year, off=True)), len(rows_of_year(year, off=False))) == (off, worked)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 2, 9), True),
        (date(2024, 2, 10), False),
        (date(2024, 2, 18), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2026, 1, 4), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 17), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 9, 20), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_known_days(day: date, worked: bool) -> None:
    assert is_workday(day) is worked


def test_years_without_a_schedule_have_weekends_only() -> None:
    assert published(2026)
    assert not published(2027)
    assert not published(2023)
    assert is_workday(date(2027, 10, 1))
    assert not is_workday(date(2027, 10, 2))


def test_a_calendar_may_settle_a_year_itself() -> None:
    own = Calendar("own", "work_day", settled_years=frozenset({2027}))
    assert published(2027, own)
    assert not published(2028, own)


def test_own_days_stand_above_the_schedule_and_the_weekend() -> None:
    own = Calendar(
        "own",
        "work_day",
        holidays=frozenset({date(2026, 2, 14), date(2026, 3, 3)}),
        workdays=frozenset({date(2026, 2, 16), date(2026, 3, 7)}),
    )
    assert not is_workday(date(2026, 2, 14), own)
    assert not is_workday(date(2026, 3, 3), own)
    assert is_workday(date(2026, 2, 16), own)
    assert is_workday(date(2026, 3, 7), own)


def test_weekends_and_public_holidays_can_be_left_out() -> None:
    everyday = Calendar("everyday", "work_day", weekend=frozenset(), public_holidays=NONE)
    assert is_workday(date(2026, 2, 17), everyday)
    assert is_workday(date(2026, 3, 7), everyday)
    assert published(2040, everyday)


def test_a_row_is_off_or_work() -> None:
    row = {"schedule": "2026", "date": "2026-01-01", "day": "rest"}
    with pytest.raises(ValueError, match="neither off nor work"):
        read_row(row)


def test_standard_calendars_are_hashable_and_named_by_their_key() -> None:
    assert {calendar.name for calendar in STANDARD.values()} == set(STANDARD)
    assert len(set(STANDARD.values())) == len(STANDARD)
