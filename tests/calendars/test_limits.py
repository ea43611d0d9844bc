"""Limits worked by hand: Spring Festival and National Day 2026, office hours, pauses, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from govkit.calendars import STANDARD, Calendar, add, due, elapsed, remaining, zone_of

ZONE = zone_of("Asia/Shanghai")
WORK_DAY, NATURAL_DAY = STANDARD["work_day"], STANDARD["natural_day"]
WORK_HOUR, URGENT_HOUR = STANDARD["work_hour"], STANDARD["urgent_hour"]
ROLLING = replace(NATURAL_DAY, roll_to_workday=True)


def at(text: str) -> datetime:
    """`02-14 17:00` in 2026, or a full ISO date."""
    return datetime.fromisoformat(text if text[:2] == "20" else f"2026-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Fri 13, Sat 14 (made up), then off until Mon 23; Tue 24, Wed 25, Thu 26.
        ("02-12 10:00", 5, "02-27 00:00"),
        # A start within the holiday: Tue 24, Wed 25, Thu 26.
        ("02-17 08:00", 3, "02-27 00:00"),
        # Fri 27, Sat 28 (made up).
        ("02-26 23:59", 2, "03-01 00:00"),
        ("02-27 00:00", 1, "03-01 00:00"),
        # Sun 20 September is made up.
        ("09-18 17:00", 1, "09-21 00:00"),
        # Mid-Autumn Fri 25 to Sun 27, then Mon 28.
        ("09-24 09:00", 1, "09-29 00:00"),
        # National Day 1 to 7 October; Thu 8, Fri 9, Sat 10 (made up), then Mon 12.
        ("09-30 16:00", 3, "10-11 00:00"),
        ("09-30 16:00", 4, "10-13 00:00"),
        # Zero days: until the end of the same day, even if it is off.
        ("10-03 12:00", 0, "10-04 00:00"),
    ],
)
def test_working_days(start: str, days: int, end: str) -> None:
    assert due(at(start), days, WORK_DAY).at == at(end)


@pytest.mark.parametrize(
    ("start", "days", "end", "rolled_end"),
    [
        ("02-12 10:00", 5, "02-18 00:00", "02-25 00:00"),
        ("02-12 10:00", 12, "02-25 00:00", "02-25 00:00"),
        ("02-13 10:00", 1, "02-15 00:00", "02-15 00:00"),
        ("09-26 10:00", 7, "10-04 00:00", "10-09 00:00"),
    ],
)
def test_natural_days_roll_only_where_the_calendar_says_so(
    start: str, days: int, end: str, rolled_end: str
) -> None:
    assert due(at(start), days, NATURAL_DAY).at == at(end)
    assert due(at(start), days, ROLLING).at == at(rolled_end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("02-13 09:00", 7, "02-13 18:00"),
        ("02-13 11:30", 1, "02-13 14:30"),
        ("02-13 12:30", 2, "02-13 16:00"),
        ("02-13 09:00", 3, "02-13 12:00"),
        ("02-13 20:00", 1, "02-14 10:00"),
        # One hour on the made-up Saturday, two on the Tuesday after the festival.
        ("02-14 17:00", 3, "02-24 11:00"),
        ("02-18 03:00", Fraction(1, 2), "02-24 09:30"),
        ("09-30 17:00", 8, "10-08 18:00"),
        ("09-30 17:00", 15, "10-09 18:00"),
        ("09-30 17:00", 22, "10-10 18:00"),
        ("10-03 12:00", 0, "10-03 12:00"),
    ],
)
def test_office_hours(start: str, hours: int | Fraction, end: str) -> None:
    assert due(at(start), hours, WORK_HOUR).at == at(end)


def test_urgent_hours_run_through_nights_and_holidays() -> None:
    assert due(at("02-14 17:00"), 24, URGENT_HOUR).at == at("02-15 17:00")
    assert due(at("02-14 17:00"), Fraction(1, 2), URGENT_HOUR).at == at("02-14 17:30")


def test_parts_of_a_second_are_cut_from_the_start_and_rounded_up_in_the_amount() -> None:
    start = at("02-14 17:00") + timedelta(microseconds=999_999)
    assert due(start, Fraction(1, 7200), URGENT_HOUR).at == at("02-14 17:00") + timedelta(seconds=1)


def test_close_of_office() -> None:
    assert due(at("09-30 16:00"), 3, WORK_DAY, close_of_office=True).at == at("10-10 18:00")
    assert due(at("09-30 19:00"), 0, WORK_DAY, close_of_office=True).at == at("09-30 19:00")


def test_the_reading_of_working_days() -> None:
    reading = due(at("02-12 10:00"), 5, WORK_DAY).reading
    assert (reading.first_day, reading.last_day) == (date(2026, 2, 13), date(2026, 2, 26))
    assert reading.runs_from == at("02-13 00:00")
    assert [off.day.day for off in reading.skipped] == list(range(15, 24))
    assert {(off.reason, off.festival_zh) for off in reading.skipped} == {("holiday", "春节")}
    assert reading.made_up == (date(2026, 2, 14),)
    assert reading.unpublished == ()


def test_the_reading_tells_weekends_from_holidays() -> None:
    reading = due(at("03-05 10:00"), 2, WORK_DAY).reading
    assert [(off.day.day, off.reason) for off in reading.skipped] == [
        (7, "weekend"),
        (8, "weekend"),
    ]


def test_the_reading_of_a_rolled_limit() -> None:
    reading = due(at("02-12 10:00"), 5, ROLLING).reading
    assert (reading.counted_to, reading.last_day) == (date(2026, 2, 17), date(2026, 2, 24))
    assert [off.day.day for off in reading.skipped] == list(range(17, 24))
    plain = due(at("02-12 10:00"), 5, NATURAL_DAY).reading
    assert plain.counted_to == plain.last_day == date(2026, 2, 17)
    assert plain.skipped == ()


def test_the_reading_of_office_hours() -> None:
    reading = due(at("02-14 18:30"), 1, WORK_HOUR).reading
    assert reading.runs_from == at("02-24 09:00")
    assert [off.day.day for off in reading.skipped] == list(range(15, 24))


@pytest.mark.parametrize(
    ("start", "runs_from"),
    [
        ("03-02 08:00", "03-02 09:00"),
        ("03-02 10:15", "03-02 10:15"),
        ("03-02 12:00", "03-02 14:00"),
        ("03-02 13:00", "03-02 14:00"),
        ("03-02 18:00", "03-03 09:00"),
    ],
)
def test_office_time_begins_with_the_first_open_hour(start: str, runs_from: str) -> None:
    assert due(at(start), 1, WORK_HOUR).reading.runs_from == at(runs_from)


def test_years_without_a_schedule_are_provisional() -> None:
    # Thu 31 December; in 2027, with weekends only, Fri 1 and Mon 4 January.
    late = due(at("12-30 10:00"), 3, WORK_DAY)
    assert late.at == at("2027-01-05 00:00")
    assert late.provisional
    assert late.reading.unpublished == (2027,)
    assert not due(at("12-30 10:00"), 1, WORK_DAY).provisional
    assert due(at("12-31 17:00"), 2, WORK_HOUR).provisional
    assert due(at("12-30 10:00"), 3, ROLLING).provisional
    assert not due(at("12-30 10:00"), 3, NATURAL_DAY).provisional
    assert not due(at("12-31 17:00"), 20, URGENT_HOUR).provisional


def test_a_start_in_another_zone_counts_from_the_local_day() -> None:
    start = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # Tuesday 3 March, 01:00 in China
    end = due(start, 1, WORK_DAY).at
    assert end == at("03-05 00:00")
    assert end.utcoffset() == timedelta(hours=8)


def test_summer_time_moves_days_but_not_hours() -> None:
    try:
        berlin = zone_of("Europe/Berlin")
    except ValueError:
        pytest.skip("no zone database on this machine")
    start = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)
    hours = Calendar("h", "natural_hour", zone="Europe/Berlin")
    days = Calendar("d", "natural_day", zone="Europe/Berlin")
    assert due(start, 24, hours).at == datetime(2026, 3, 29, 13, 0, tzinfo=berlin)
    assert elapsed(start, due(start, 24, hours).at, hours) == 24
    assert due(start, 1, days).at == datetime(2026, 3, 30, 0, 0, tzinfo=berlin)


def test_a_pause_keeps_what_is_left() -> None:
    limit = due(at("03-02 10:00"), 5, WORK_DAY)  # until Monday 9 March, 24:00
    left = remaining(at("03-04 15:00"), limit, WORK_DAY)
    assert left == 3
    assert due(at("03-16 09:00"), 3, WORK_DAY).at == at("03-20 00:00")
    hours = due(at("03-06 16:00"), 4, WORK_HOUR)  # two hours on Friday, two on Monday
    assert remaining(at("03-07 12:00"), hours, WORK_HOUR) == 2
    assert remaining(at("03-06 16:45"), hours, WORK_HOUR) == Fraction(13, 4)


def test_nothing_remains_of_a_limit_that_is_past() -> None:
    limit = due(at("03-02 10:00"), 1, WORK_DAY)
    assert remaining(at("03-03 23:59:59"), limit, WORK_DAY) == 0
    assert remaining(limit.at, limit.at, WORK_DAY) == 0
    assert remaining(at("03-04 00:00:01"), limit, WORK_DAY) is None


def test_a_rolled_limit_paused_on_its_rolled_days_ends_as_before() -> None:
    limit = due(at("02-12 10:00"), 5, ROLLING)
    left = remaining(at("02-20 10:00"), limit, ROLLING)
    assert left == 0
    assert due(at("02-20 10:00"), left, ROLLING).at == limit.at


def test_elapsed_counts_days_that_have_ended() -> None:
    assert elapsed(at("09-30 16:00"), at("10-08 23:59:59"), WORK_DAY) == 0
    assert elapsed(at("09-30 16:00"), at("10-09 00:00"), WORK_DAY) == 1
    assert elapsed(at("09-30 16:00"), at("10-08 18:00"), WORK_DAY, close_of_office=True) == 1
    assert elapsed(at("09-30 16:00"), at("10-08 18:00"), NATURAL_DAY) == 7


def test_adding_keeps_the_time_of_day_and_goes_both_ways() -> None:
    assert add(at("09-30 16:00"), 2, WORK_DAY) == at("10-09 16:00")
    assert add(at("10-09 16:00"), -2, WORK_DAY) == at("09-30 16:00")
    assert add(at("10-03 16:00"), -1, WORK_DAY) == at("09-30 16:00")
    assert add(at("10-09 16:00"), -9, NATURAL_DAY) == at("09-30 16:00")
    assert add(at("10-08 10:00"), -2, WORK_HOUR) == at("09-30 17:00")
    assert add(at("10-08 10:00"), -1, WORK_HOUR) == at("10-08 09:00")
    assert add(at("10-08 15:00"), -1, WORK_HOUR) == at("10-08 14:00")
    assert add(at("10-08 10:00"), -36, URGENT_HOUR) == at("10-06 22:00")


def test_office_hours_up_to_midnight() -> None:
    night = Calendar("night", "work_hour", office=((time(18), time(0)),))  # type: ignore[arg-type]
    assert due(at("03-02 20:00"), 4, night).at == at("03-03 00:00")
    assert due(at("03-02 20:00"), 5, night).at == at("03-03 19:00")
    assert elapsed(at("03-02 20:00"), at("03-03 00:00"), night) == 4


def test_what_is_refused() -> None:
    naive = datetime(2026, 3, 2, 10, 0)
    with pytest.raises(ValueError, match="time zone"):
        due(naive, 1, WORK_DAY)
    with pytest.raises(ValueError, match="time zone"):
        elapsed(at("03-01 00:00"), naive, WORK_DAY)
    with pytest.raises(ValueError, match="shorter than nothing"):
        due(at("03-02 10:00"), -1, WORK_DAY)
    with pytest.raises(ValueError, match="whole days"):
        due(at("03-02 10:00"), Fraction(1, 2), WORK_DAY)
    with pytest.raises(ValueError, match="close of office"):
        due(at("03-02 10:00"), 1, WORK_HOUR, close_of_office=True)
    with pytest.raises(ValueError, match="before the start"):
        elapsed(at("03-02 10:00"), at("03-01 10:00"), WORK_DAY)
    with pytest.raises(ValueError, match="at most"):
        due(at("03-02 10:00"), 10**12, WORK_DAY)
    with pytest.raises(ValueError, match="whole number or a fraction"):
        due(at("03-02 10:00"), 1.5, WORK_HOUR)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(STANDARD))
def test_limits_past_the_last_year_are_refused(name: str) -> None:
    start = datetime(9999, 12, 20, 12, 0, tzinfo=ZONE)
    with pytest.raises(ValueError, match=r"calendar|range|ordinal"):
        due(start, 1000, STANDARD[name])
