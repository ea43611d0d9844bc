"""Random calendars against an oracle that walks single minutes; days and hours are one set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.calendars import (
    CHINA,
    NONE,
    UNKNOWN,
    Calendar,
    OfficePeriod,
    Public,
    add,
    due,
    elapsed,
    is_workday,
    on_clock,
    published,
    zone_of,
)
from govkit.calendars.office_hours import office_hours
from govkit.calendars.schedule import Holiday

FIRST, LAST = date(2025, 12, 20), date(2026, 1, 20)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
BROWN = Public(days=(Holiday(2026, date(2026, 1, 8), True, "建校日", "Founders' Day"),))


@st.composite
def offices(draw: Any) -> tuple[OfficePeriod, ...]:
    """One to three stretches of a day, in quarters of an hour."""
    marks = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
    marks = marks[: len(marks) // 2 * 2]
    clock = [time(mark // 4 % 24, mark % 4 * 15) for mark in marks]
    return tuple(OfficePeriod(*clock[at : at + 2]) for at in range(0, len(clock), 2))


@st.composite
def calendars(draw: Any, deep: bool = True) -> Calendar:
    off = draw(st.sets(st.sampled_from(DAYS), max_size=4))
    worked = draw(st.sets(st.sampled_from(DAYS), max_size=4)) - off
    own = draw(st.dictionaries(st.integers(0, 6), offices(), max_size=3))
    later = ()
    if deep and draw(st.booleans()):
        later = ((draw(st.sampled_from(DAYS)), draw(calendars(deep=False))),)
    return Calendar(
        "own",
        "work_hour",
        holidays=frozenset(off),
        workdays=frozenset(worked),
        office=draw(offices()),
        weekdays=tuple(sorted(own.items())),
        weekend=frozenset(draw(st.sets(st.integers(0, 6), max_size=5))),
        public_holidays=draw(st.sampled_from([None, CHINA, NONE, UNKNOWN, BROWN])),
        zone=draw(st.sampled_from(["Asia/Shanghai", "America/Toronto", "Asia/Urumqi"])),
        later=later,
    )


def worked_minutes(calendar: Calendar, first: datetime, last: datetime) -> list[datetime]:
    """Every minute of office time from `first` until `last`, on the clock of the wall."""
    found, at = [], first
    while at < last:
        now = calendar.on(at.date())
        off = at.date() in now.holidays or at.weekday() in now.weekend
        named = {row.day: row.off for row in rows(now.public)}.get(at.date())
        if named is not None and at.date() not in now.holidays:
            off = named
        if at.date() in now.workdays:
            off = False
        hours = dict(now.weekdays).get(at.weekday(), now.office)
        within = any(
            period.opens <= at.time() and (period.closes == time() or at.time() < period.closes)
            for period in hours
        )
        if within and not off:
            found.append(at)
        at += timedelta(minutes=1)
    return found


def rows(public: Public) -> tuple[Holiday, ...]:
    if public.days:
        return public.days
    if "china" not in public.places:
        return ()
    named = [(date(2026, 1, day), True) for day in (1, 2, 3)] + [(date(2026, 1, 4), False)]
    return tuple(Holiday(2026, day, off, "", "") for day, off in named)


minutes = st.integers(0, 9 * 24 * 60)


@given(calendars(), minutes, minutes)
@settings(deadline=None, max_examples=40)
def test_office_time_agrees_with_an_oracle_of_minutes(
    calendar: Calendar, start: int, length: int
) -> None:
    midnight = datetime.combine(FIRST, time())
    first = midnight + timedelta(minutes=start)
    last = first + timedelta(minutes=length)
    worked = worked_minutes(calendar, first, last)
    begun, ended = (on_clock(wall, zone_of(calendar.zone)) for wall in (first, last))
    assert elapsed(begun, ended, calendar) == Fraction(len(worked), 60)
    if worked:
        end = due(begun, Fraction(len(worked), 60), calendar).at
        assert end == on_clock(worked[-1] + timedelta(minutes=1), zone_of(calendar.zone))
        back = add(end, -Fraction(len(worked), 60), calendar)
        assert back == on_clock(worked[0], zone_of(calendar.zone))


@given(calendars(), st.sampled_from(DAYS), st.integers(1, 12))
@settings(deadline=None)
def test_days_and_hours_are_one_set_of_days(calendar: Calendar, start: date, count: int) -> None:
    """So many working days hold just the office hours of so many days that are worked."""
    begun = on_clock(datetime.combine(start, time(23, 59)), zone_of(calendar.zone))
    in_days = due(begun, count, replace(calendar, kind="work_day"))
    counted = [
        day for n in range(1, 60)
        if is_workday(day := start + timedelta(days=n), calendar)
    ][:count]  # fmt: skip
    if len(counted) < count:
        return
    assert in_days.reading.last_day == counted[-1]
    for day in counted:
        midnights = [
            on_clock(datetime.combine(day + timedelta(days=n), time()), zone_of(calendar.zone))
            for n in (0, 1)
        ]
        length = sum(p.end_seconds - p.start_seconds for p in office_hours(calendar).hours(
            day.toordinal()))  # fmt: skip
        assert elapsed(midnights[0], midnights[1], calendar) == Fraction(length, 3600) > 0


@given(calendars())
@settings(deadline=None)
def test_a_natural_day_that_rolls_ends_on_a_day_with_office_hours(calendar: Calendar) -> None:
    begun = on_clock(datetime.combine(FIRST, time(10)), zone_of(calendar.zone))
    days = replace(calendar, kind="natural_day")
    silent = due(begun, 5, days).reading
    rolled = due(begun, 5, replace(days, roll_to_workday=True)).reading
    assert silent.last_day == rolled.counted_to == FIRST + timedelta(days=5)
    assert (silent.next_workday or silent.last_day) == rolled.last_day
    assert office_hours(calendar).hours(rolled.last_day.toordinal())


@pytest.mark.parametrize(
    ("zone", "known", "is_off"),
    [
        ("Asia/Shanghai", True, True),
        ("Asia/Urumqi", True, True),
        ("PRC", True, True),
        ("Asia/Hong_Kong", False, False),
        ("Asia/Macau", False, False),
        ("Asia/Taipei", False, False),
        ("America/Toronto", False, False),
        ("UTC", False, False),
    ],
)
def test_public_holidays_follow_the_zone(zone: str, known: bool, is_off: bool) -> None:
    calendar = Calendar("here", "work_day", zone=zone)
    assert published(2026, calendar) is known
    assert is_workday(date(2026, 2, 17), calendar) is not is_off
    begun = on_clock(datetime(2025, 9, 30, 10), zone_of(zone))
    limit = due(begun, 1, calendar)
    assert limit.provisional is not known
    assert limit.reading.last_day == (date(2025, 10, 9) if is_off else date(2025, 10, 1))


def test_a_region_adds_its_days_and_is_provisional_without_data() -> None:
    guangxi = Calendar("gx", "work_day", public_holidays=Public(("china", "guangxi")))
    tibet = Calendar("xz", "work_day", public_holidays=Public(("china", "tibet")))
    assert not is_workday(date(2025, 3, 31), guangxi)
    assert is_workday(date(2025, 3, 31), tibet)
    assert published(2025, guangxi) and not published(2026, guangxi)
    assert not published(2025, tibet)


def test_holidays_of_other_countries_come_from_the_package() -> None:
    pytest.importorskip("holidays", reason="the optional extra `calendars` is not installed")
    scotland = Calendar(
        "sct", "work_day", zone="Europe/London", public_holidays=Public(("GB", "GB-SCT"))
    )
    assert not is_workday(date(2026, 11, 30), scotland)  # Saint Andrew's Day
    assert not is_workday(date(2026, 12, 25), scotland)
    assert published(2026, scotland)
    assert not published(2300, scotland)
    assert not published(2028, replace(scotland, public_holidays=Public(("ID",))))
    with pytest.raises(ValueError, match="no public holidays are known"):
        replace(scotland, public_holidays=Public(("GB-XYZ",)))


def test_without_the_package_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from govkit.calendars.abroad import PackageMissing, known_abroad

    monkeypatch.setitem(sys.modules, "holidays", None)
    known_abroad.cache_clear()
    with pytest.raises(PackageMissing, match=r"govkit\[calendars\]"):
        Calendar("gb", "work_day", public_holidays=Public(("GB",)))
    known_abroad.cache_clear()
