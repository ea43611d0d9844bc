"""Laws of limits, against a loop over single days as the oracle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.calendars import (
    STANDARD,
    Calendar,
    DayOff,
    add,
    due,
    elapsed,
    is_workday,
    overrun,
    remaining,
    zone_of,
)
from govkit.calendars.working_days import WorkingDays

ZONE = zone_of("Asia/Shanghai")
SPLIT_OFFICE = Calendar(
    "split",
    "work_hour",
    holidays=frozenset({date(2026, 3, 3)}),
    workdays=frozenset({date(2026, 3, 7)}),
    office=((time(8, 30), time(12)), (time(13, 30), time(17, 15)), (time(20), time(0))),  # type: ignore[arg-type]
)
DAY_CALENDARS = [STANDARD["natural_day"], STANDARD["work_day"]]
HOUR_CALENDARS = [STANDARD["work_hour"], STANDARD["urgent_hour"], SPLIT_OFFICE]
CALENDARS = DAY_CALENDARS + HOUR_CALENDARS
ROLLING = replace(STANDARD["natural_day"], roll_to_workday=True)

calendars = st.sampled_from(CALENDARS)
instants = st.datetimes(datetime(2023, 11, 1), datetime(2027, 3, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=ZONE)
)
days = st.integers(0, 400)
seconds = st.integers(0, 60 * 7 * 3600)


def amount_of(calendar: Calendar, number: int) -> int | Fraction:
    return number % 400 if calendar.counts_days else Fraction(number, 3600)


def last_day_by_loop(start: datetime, count: int, calendar: Calendar) -> date:
    day = start.date()
    while count:
        day += timedelta(days=1)
        if calendar.kind == "natural_day" or is_workday(day, calendar):
            count -= 1
    while calendar.roll_to_workday and not is_workday(day, calendar):
        day += timedelta(days=1)
    return day


def office_end_by_loop(start: datetime, left: timedelta, calendar: Calendar) -> datetime:
    end, day = start, start.date()
    while left:
        for period in calendar.office if is_workday(day, calendar) else ():
            midnight = datetime.combine(day, time.min, ZONE)
            opens = max(start, midnight + timedelta(seconds=period.start_seconds))
            closes = midnight + timedelta(seconds=period.end_seconds)
            step = min(left, max(closes - opens, timedelta()))
            if step:
                end, left = opens + step, left - step
        day += timedelta(days=1)
    return end


@given(instants, days, st.sampled_from([*DAY_CALENDARS, ROLLING]))
@settings(deadline=None)
def test_day_limits_agree_with_a_loop_over_days(
    start: datetime, count: int, calendar: Calendar
) -> None:
    last = last_day_by_loop(start, count, calendar)
    limit = due(start, count, calendar)
    assert limit.reading.last_day == last
    assert limit.at == datetime.combine(last, time.min, ZONE) + timedelta(days=1)


@given(instants, seconds, st.sampled_from([STANDARD["work_hour"], SPLIT_OFFICE]))
@settings(deadline=None)
def test_office_limits_agree_with_a_loop_over_days(
    start: datetime, number: int, calendar: Calendar
) -> None:
    expected = office_end_by_loop(start, timedelta(seconds=number), calendar)
    assert due(start, Fraction(number, 3600), calendar).at == expected


@given(instants, seconds, seconds, calendars)
@settings(deadline=None)
def test_due_grows_with_the_amount(start: datetime, one: int, two: int, calendar: Calendar) -> None:
    less, more = sorted((amount_of(calendar, one), amount_of(calendar, two)))
    assert due(start, less, calendar).at <= due(start, more, calendar).at


@given(instants, instants, seconds, calendars, st.booleans())
@settings(deadline=None)
def test_due_grows_with_the_start(
    one: datetime, two: datetime, number: int, calendar: Calendar, close: bool
) -> None:
    earlier, later = sorted((one, two))
    amount = amount_of(calendar, number)
    close = close and calendar.counts_days
    first = due(earlier, amount, calendar, close_of_office=close).at
    assert earlier <= first <= due(later, amount, calendar, close_of_office=close).at


@given(instants, seconds, calendars, st.booleans())
@settings(deadline=None)
def test_what_has_passed_at_the_end_is_the_amount(
    start: datetime, number: int, calendar: Calendar, close: bool
) -> None:
    amount = amount_of(calendar, number)
    close = close and calendar.counts_days
    end = due(start, amount, calendar, close_of_office=close).at
    assert elapsed(start, end, calendar, close_of_office=close) == amount
    if amount and end > start:
        just_before = max(start, end - timedelta(seconds=1))
        assert elapsed(start, just_before, calendar, close_of_office=close) < amount


@given(instants, seconds, st.sampled_from([*CALENDARS, ROLLING]), st.floats(0, 1))
@settings(deadline=None)
def test_a_pause_of_no_length_changes_nothing(
    start: datetime, number: int, calendar: Calendar, share: float
) -> None:
    limit = due(start, amount_of(calendar, number), calendar)
    length = (limit.at - start) // timedelta(seconds=1)
    now = start + timedelta(seconds=min(int(length * share), max(0, length - 1)))
    left = remaining(now, limit, calendar)
    assert left is not None
    assert due(now, left, calendar).at == limit.at


@given(instants, seconds, st.sampled_from(HOUR_CALENDARS))
@settings(deadline=None)
def test_passed_and_left_make_the_whole_in_hours(
    start: datetime, number: int, calendar: Calendar
) -> None:
    limit = due(start, amount_of(calendar, number), calendar)
    now = start + (limit.at - start) / 3
    left = remaining(now, limit, calendar)
    assert left is not None
    assert elapsed(start, now, calendar) + left == limit.reading.amount


@given(instants, seconds, calendars)
@settings(deadline=None)
def test_adding_and_taking_away_come_back_to_counted_time(
    start: datetime, number: int, calendar: Calendar
) -> None:
    amount = amount_of(calendar, number)
    back = add(add(start, amount, calendar), -amount, calendar)
    if calendar.kind in ("natural_day", "natural_hour") or not amount:
        assert back == start
    elif calendar.kind == "work_day":
        assert (back == start) is is_workday(start.date(), calendar)
    else:
        assert back >= start
        assert elapsed(start, back, calendar) == 0


@given(instants, days)
@settings(deadline=None)
def test_the_days_counted_and_skipped_fill_the_stretch(start: datetime, count: int) -> None:
    calendar = STANDARD["work_day"]
    limit = due(start, count, calendar)
    stretch = (limit.reading.last_day - start.date()).days
    assert len(limit.reading.skipped) + count == stretch
    assert not any(is_workday(off.day, calendar) for off in limit.reading.skipped)
    assert all(is_workday(day, calendar) and day.weekday() > 4 for day in limit.reading.made_up)
    years = {start.year, limit.reading.last_day.year}
    if limit.provisional:
        assert years - {2024, 2025, 2026}


@pytest.mark.parametrize("name", ["work_day", "work_hour"])
def test_a_long_limit_asks_about_single_days_only_while_tables_are_built(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar = replace(STANDARD[name], name="counted")
    start = datetime(2026, 2, 12, 10, 0, tzinfo=ZONE)
    asked: list[int] = []
    named = WorkingDays._named

    def counted(tables: WorkingDays, ordinal: int) -> DayOff | None:
        asked.append(ordinal)
        return named(tables, ordinal)

    monkeypatch.setattr(WorkingDays, "_named", counted)
    limit = due(start, 2000, calendar)
    assert limit.reading.skipped
    assert len(asked) == len(set(asked)) > 0
    asked.clear()
    for amount in (0, 1, 400, 1990):
        again = due(start, amount, calendar)
        assert len(again.reading.skipped) <= len(limit.reading.skipped)
        assert remaining(start, again, calendar) == amount
    assert overrun(start, limit.at, calendar) is not None
    assert asked == []
