"""The clock on the wall of a zone: from an instant to what it shows, and back.

An instant or a wall time enters, an instant with nothing but the zone's offset of that moment
leaves. Which offset holds through a day is worked out once for each zone and day, so that only the
days around a change of clocks are searched; calendars and limits are not known here.
"""

from __future__ import annotations

from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from govkit.calendars.tables import Table
from govkit.calendars.zone import zone_of

KEPT_DAYS = 40_000
"""So many days are kept of each zone, a little more than a century."""
MARGIN = 4
"""Days at both ends of the calendar that are always searched."""
LAST_DAY = date(MAXYEAR, 12, 31).toordinal()
RULES = (ZoneInfo, timezone)
"""The kinds of zones whose offsets are kept; those of any other are asked for each time."""


def fixed(at: datetime, zone: tzinfo) -> datetime:
    """The same instant in a zone, with nothing but the offset of that moment.

    Instants with fixed offsets are compared and subtracted in UTC, and equal their own copies from
    JSON. Two of one `ZoneInfo` are compared by their wall clocks, wrongly where the clocks change.
    Offsets are whole minutes, as they can be written; older ones with seconds are rounded.

    Raises ValueError where the year leaves 1 to 9999.
    """
    if type(at) is datetime and at.tzinfo is not None and not at.fold and isinstance(zone, RULES):
        offset = _steady(zone)[at.toordinal()]
        if offset is not None:
            return at if at.tzinfo is offset else at.astimezone(offset)
    return _sought(at, zone)


def on_clock(wall: datetime, zone: tzinfo) -> datetime:
    """The instant at which the clocks of a zone show `wall` (without a zone), as `fixed` gives it.

    What they skip when they go forward is read with the offset before; of two equal times when they
    go back it is the first, unless `fold` says the second. Raises ValueError as `fixed` does.
    """
    if type(wall) is datetime and isinstance(zone, RULES):
        offset = _steady(zone)[wall.toordinal()]
        if offset is not None:
            return wall.replace(tzinfo=offset, fold=0)
    offset = _whole(wall.replace(tzinfo=zone).utcoffset())
    return _sought(wall.replace(tzinfo=offset, fold=0), zone)


class WallClock:
    """The clock of one zone. `midnights`: the instant at which each day begins, by ordinal."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._steady = _steady(zone)
        self.midnights = Table(self._midnight, KEPT_DAYS)

    def local(self, at: datetime) -> datetime:
        """The instant in the zone as `fixed` gives it, parts of a second cut off.

        Raises ValueError for an instant without a zone, and as `fixed` does.
        """
        if type(at) is datetime and at.tzinfo is not None and not at.fold:
            offset = self._steady[at.toordinal()]
            if offset is not None:
                if at.tzinfo is not offset:
                    at = _aware(at).astimezone(offset)
                return at.replace(microsecond=0) if at.microsecond else at
        return _sought(_aware(at), self._zone).replace(microsecond=0)

    def at(self, day: int, second: int) -> datetime:
        """The instant at a second (0 … 86 400) of a day's wall clock.

        Raises ValueError where it leaves the range of the calendar.
        """
        if self._steady[day] is not None:
            midnight = self.midnights[day]
            return midnight + timedelta(seconds=second) if second else midnight
        return self._searched(day, second)

    def _midnight(self, day: int) -> datetime:
        return self._searched(day, 0)

    def _searched(self, day: int, second: int) -> datetime:
        try:
            midnight = datetime.combine(date.fromordinal(day), time.min)
            return on_clock(midnight + timedelta(seconds=second), self._zone)
        except (OverflowError, ValueError):
            raise ValueError("the limit leaves the range of the calendar") from None


@lru_cache(maxsize=64)
def wall_clock(zone: str) -> WallClock:
    """The clock of a zone by its name. Raises ValueError as `zone_of` does."""
    return WallClock(zone_of(zone))


@lru_cache(maxsize=64)
def _steady(zone: tzinfo) -> Table[timezone | None]:
    """The offset that a zone keeps from the day before a day to the day after it, by ordinal.

    None where the clocks change within those days, and at both ends of the calendar. The offset is
    asked for at the four midnights of UTC: no zone changes its clocks and back within a day. As an
    offset is less than a day, no change that lies outside touches what the clocks show on the day.
    """

    def through(day: int) -> timezone | None:
        if not MARGIN < day < LAST_DAY - MARGIN:
            return None
        midnights = (datetime.fromordinal(day + n).replace(tzinfo=UTC) for n in (-1, 0, 1, 2))
        seen = {_whole(midnight.astimezone(zone).utcoffset()) for midnight in midnights}
        return seen.pop() if len(seen) == 1 else None

    return Table(through, KEPT_DAYS)


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return at


def _sought(at: datetime, zone: tzinfo) -> datetime:
    """`fixed`, by asking the zone."""
    try:
        utc = at.astimezone(UTC)
        return utc.astimezone(_whole(utc.astimezone(zone).utcoffset()))
    except OverflowError:
        raise ValueError("the instant leaves the range of the calendar") from None


def _whole(offset: timedelta | None) -> timezone:
    return _minutes_east(round((offset or timedelta()) / timedelta(minutes=1)))


@lru_cache(maxsize=4096)
def _minutes_east(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))
