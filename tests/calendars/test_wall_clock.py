"""Offsets that are kept by day, against a zone that is asked each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones
from zoneinfo._zoneinfo import ZoneInfo as OpenZone  # type: ignore[import-not-found]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.calendars import fixed, on_clock, zone_of
from govkit.calendars.wall_clock import LAST_DAY, wall_clock

NAMES = sorted(available_timezones())
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
zones = st.sampled_from(NAMES)
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def changes(name: str) -> list[datetime]:
    """The instants at which a zone changes its offset, as its file lists them."""
    return [EPOCH + timedelta(seconds=at) for at in OpenZone.no_cache(name)._trans_utc]


@st.composite
def walls(draw: st.DrawFn, name: str) -> datetime:
    """A time without a zone: within three days of a change of clocks, or anywhere."""
    near = [at for at in changes(name) if 2 < at.year < 9998]
    fold, second = draw(st.integers(0, 1)), draw(st.integers(-3 * 86_400, 3 * 86_400))
    if near and draw(st.booleans()):
        wall = draw(st.sampled_from(near)).replace(tzinfo=None) + timedelta(seconds=second)
    else:
        wall = draw(st.datetimes())
    return wall.replace(fold=fold)


def asked(at: datetime, zone: tzinfo) -> datetime:
    utc = at.astimezone(UTC)
    return utc.astimezone(whole(utc.astimezone(zone).utcoffset()))


def whole(offset: timedelta | None) -> timezone:
    assert offset is not None
    return timezone(timedelta(minutes=round(offset / timedelta(minutes=1))))


@given(zones, st.data())
@settings(deadline=None, max_examples=400)
def test_an_instant_is_shown_as_the_zone_says(name: str, data: st.DataObject) -> None:
    zone = ZoneInfo(name)
    at = data.draw(walls(name)).replace(tzinfo=data.draw(st.one_of(offsets, st.just(zone))))
    try:
        expected = asked(at, zone)
    except OverflowError:
        with pytest.raises(ValueError, match="range of the calendar"):
            fixed(at, zone)
        return
    assert repr(fixed(at, zone)) == repr(expected)
    assert repr(wall_clock(name).local(at)) == repr(expected.replace(microsecond=0))


@given(zones, st.data())
@settings(deadline=None, max_examples=400)
def test_a_wall_time_is_the_instant_the_zone_says(name: str, data: st.DataObject) -> None:
    zone, wall = ZoneInfo(name), data.draw(walls(name))
    stated = wall.replace(tzinfo=whole(wall.replace(tzinfo=zone).utcoffset()), fold=0)
    try:
        expected = asked(stated, zone)
    except OverflowError:
        with pytest.raises(ValueError, match="range of the calendar"):
            on_clock(wall, zone)
        return
    assert repr(on_clock(wall, zone)) == repr(expected)
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    shown = wall_clock(name).at(wall.toordinal(), second)
    assert shown == on_clock(wall.replace(microsecond=0, fold=0), zone)


def test_no_zone_changes_its_clocks_and_back_within_a_day() -> None:
    """What offsets that are kept by day rest upon."""
    short = []
    for name in NAMES:
        zone = ZoneInfo(name)
        for at, following in pairwise(changes(name)):
            before = (at - timedelta(seconds=1)).astimezone(zone).utcoffset()
            seen = [one.astimezone(zone).utcoffset() for one in (at, following)]
            if following - at <= timedelta(days=1) and before == seen[1] != seen[0]:
                short.append((name, at))
    assert short == []


@given(st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Apia"]),
       st.integers(1, LAST_DAY))  # fmt: skip
@settings(deadline=None)
def test_midnight_ends_a_day_and_begins_the_next(name: str, day: int) -> None:
    clock = wall_clock(name)
    for number, second in ((day, 0), (day, 86_400)):
        try:
            begins = clock.midnights[number + second // 86_400]
        except ValueError:
            with pytest.raises(ValueError, match="range of the calendar"):
                clock.at(number, second)
            continue
        assert clock.at(number, second) == begins


def test_a_zone_that_cannot_be_kept_is_asked_each_time() -> None:
    class Odd(tzinfo):
        __hash__ = None  # type: ignore[assignment]

        def utcoffset(self, at: datetime | None) -> timedelta:
            return timedelta(hours=3)

        def dst(self, at: datetime | None) -> timedelta:
            return timedelta()

    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert fixed(at, Odd()) == at
    assert fixed(at, Odd()).utcoffset() == timedelta(hours=3)
    assert on_clock(datetime(2026, 3, 2, 12), Odd()) == at


def test_a_day_of_change_has_both_its_offsets() -> None:
    clock = wall_clock("America/New_York")
    day = date(2026, 3, 8).toordinal()
    length = clock.at(day, 86_400) - clock.at(day, 0)
    assert length == timedelta(hours=23)
    assert clock.at(day + 5, 86_400) - clock.at(day + 5, 0) == timedelta(hours=24)
    assert zone_of("America/New_York") is ZoneInfo("America/New_York")
