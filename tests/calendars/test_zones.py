"""Instants where clocks change: the hour skipped, the hour that comes twice, old offsets."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.calendars import NONE, Calendar, add, due, elapsed, fixed, on_clock, remaining, zone_of

NEW_YORK = zone_of("America/New_York")
ZONES = [
    "America/New_York",
    "Asia/Shanghai",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
]
zones = st.sampled_from(ZONES)
# Around both changes of clocks in New York in 2026: 8 March and 1 November.
around = st.sampled_from([datetime(2026, 3, 8), datetime(2026, 11, 1), datetime(2026, 4, 5)])
seconds = st.integers(-3 * 86_400, 3 * 86_400)


def wall(text: str, fold: int = 0) -> datetime:
    return on_clock(datetime.fromisoformat(text).replace(fold=fold), NEW_YORK)


@pytest.mark.parametrize(
    ("written", "fold", "utc"),
    [
        ("2026-03-08 01:59:59", 0, "2026-03-08T06:59:59+00:00"),
        ("2026-03-08 02:30", 0, "2026-03-08T07:30:00+00:00"),  # skipped: read as 03:30
        ("2026-03-08 03:30", 0, "2026-03-08T07:30:00+00:00"),
        ("2026-11-01 01:30", 0, "2026-11-01T05:30:00+00:00"),
        ("2026-11-01 01:30", 1, "2026-11-01T06:30:00+00:00"),
    ],
)
def test_wall_clocks_around_a_change(written: str, fold: int, utc: str) -> None:
    assert wall(written, fold) == datetime.fromisoformat(utc)
    assert wall(written, fold).astimezone(UTC).isoformat() == utc


def test_the_hour_that_comes_twice_is_an_hour_long() -> None:
    first, second = wall("2026-11-01 01:30"), wall("2026-11-01 01:30", 1)
    assert second - first == timedelta(hours=1)
    assert first < wall("2026-11-01 01:10", 1) < second


@given(zones, around, seconds)
@settings(deadline=None)
def test_an_instant_equals_its_copy_from_text(name: str, base: datetime, shift: int) -> None:
    at = fixed(base.replace(tzinfo=UTC) + timedelta(seconds=shift), zone_of(name))
    copy = datetime.fromisoformat(at.isoformat())
    assert copy == at and copy.utcoffset() == at.utcoffset()
    assert at.replace(tzinfo=None) == at.astimezone(ZoneInfo(name)).replace(tzinfo=None)


@given(zones, around, seconds, seconds)
@settings(deadline=None)
def test_instants_are_compared_in_utc(name: str, base: datetime, one: int, two: int) -> None:
    start = base.replace(tzinfo=UTC)
    first = fixed(start + timedelta(seconds=one), zone_of(name))
    second = fixed(start + timedelta(seconds=two), zone_of(name))
    assert (first < second) is (one < two)
    assert (second - first) == timedelta(seconds=two - one)


@given(zones, around, seconds, st.integers(0, 5 * 86_400))
@settings(deadline=None)
def test_running_hours_are_hours_of_the_clockmaker(
    name: str, base: datetime, shift: int, length: int
) -> None:
    calendar = Calendar("running", "natural_hour", zone=name)
    start = fixed(base.replace(tzinfo=UTC) + timedelta(seconds=shift), zone_of(name))
    limit = due(start, Fraction(length, 3600), calendar)
    assert limit.at - start == timedelta(seconds=length)
    assert elapsed(start, limit.at, calendar) == Fraction(length, 3600)
    assert remaining(start, limit, calendar) == Fraction(length, 3600)


@given(zones, around, seconds, st.integers(0, 20))
@settings(deadline=None)
def test_days_end_at_midnight_of_the_wall_clock(
    name: str, base: datetime, shift: int, count: int
) -> None:
    calendar = Calendar("days", "natural_day", zone=name)
    start = fixed(base.replace(tzinfo=UTC) + timedelta(seconds=shift), zone_of(name))
    limit = due(start, count, calendar)
    assert limit.at.time() == time()
    assert (limit.at.date() - start.date()).days == count + 1
    assert elapsed(start, limit.at, calendar) == count


def test_office_hours_never_run_backwards_in_the_hour_that_comes_twice() -> None:
    night = Calendar(
        "night", "work_hour", zone="America/New_York", weekend=frozenset({0}),
        office=((time(0), time(6)),), public_holidays=NONE,  # type: ignore[arg-type]
    )  # fmt: skip
    assert elapsed(wall("2026-11-01 01:50"), wall("2026-11-01 01:10", 1), night) == 0
    assert add(wall("2026-11-01 00:30"), 2, night) == wall("2026-11-01 02:30")


@pytest.mark.parametrize("year", [1, 1800, 1900, 9999])
def test_offsets_are_whole_minutes_at_every_time(year: int) -> None:
    at = on_clock(datetime(year, 6, 1), zone_of("Asia/Shanghai"))
    assert (at.utcoffset() or timedelta()) % timedelta(minutes=1) == timedelta()
    assert at.replace(tzinfo=None) == datetime(year, 6, 1)


def test_the_ends_of_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="range of the calendar"):
        fixed(datetime(1, 1, 1, tzinfo=UTC), NEW_YORK)
    with pytest.raises(ValueError, match="range of the calendar"):
        on_clock(datetime(1, 1, 1), zone_of("Asia/Shanghai"))
