"""Which days are worked, counted by table.

A calendar enters; tables of its working days by year leave, built when a year is first asked for
and searched by bisection, so that a long limit costs no more than a short one. Instants, hours
and limits are not known here: days are proleptic ordinals (`date.toordinal`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Literal, NamedTuple

from govkit.calendars.calendar import STANDARD, Calendar
from govkit.calendars.schedule import schedule_of


class DayOff(NamedTuple):
    """A day that does not count, and why; the festival's names are empty where none is known."""

    day: date
    reason: Literal["weekend", "holiday"]
    festival_zh: str = ""
    festival_en: str = ""


class YearTable(NamedTuple):
    """One year: ordinals of working days, of days off, of weekend days worked, all ascending."""

    worked: tuple[int, ...]
    off: tuple[int, ...]
    off_days: tuple[DayOff, ...]
    made_up: tuple[int, ...]


class WorkingDays:
    """The working days of one calendar. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._begins = [begins.toordinal() for begins, _ in calendar.later]
        self._in_turn = [calendar, *(changed for _, changed in calendar.later)]
        self._schedules = [schedule_of(one.public) for one in self._in_turn]
        self._years: dict[int, YearTable] = {}

    def calendar(self, ordinal: int) -> Calendar:
        """What the calendar is on a day."""
        return self._in_turn[bisect_right(self._begins, ordinal)]

    def off(self, ordinal: int) -> DayOff | None:
        """Why a day is off, or None for a working day: own days, public schedule, weekend."""
        day, at = date.fromordinal(ordinal), bisect_right(self._begins, ordinal)
        calendar, row = self._in_turn[at], self._schedules[at].day(ordinal)
        names = (row.festival_zh, row.festival_en) if row and row.off else ("", "")
        if day in calendar.workdays:
            return None
        if day in calendar.holidays:
            return DayOff(day, "holiday", *names)
        if row:
            return DayOff(day, "holiday", *names) if row.off else None
        return DayOff(day, "weekend") if day.weekday() in calendar.weekend else None

    def settled(self, year: int) -> bool:
        """Whether the holidays of a year are known (always, where public ones do not count)."""
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        concerned = range(bisect_right(self._begins, first), bisect_right(self._begins, last) + 1)
        return all(
            year in self._in_turn[at].settled_years or self._schedules[at].settled(year)
            for at in concerned
        )

    def year(self, year: int) -> YearTable:
        """The table of one year."""
        table = self._years.get(year)
        if table is None:
            table = self._years[year] = self._build(year)
        return table

    def _build(self, year: int) -> YearTable:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        reasons = [(ordinal, self.off(ordinal)) for ordinal in range(first, last + 1)]
        worked = tuple(ordinal for ordinal, off in reasons if off is None)
        return YearTable(
            worked,
            tuple(ordinal for ordinal, off in reasons if off is not None),
            tuple(off for _, off in reasons if off is not None),
            tuple(o for o in worked if (o - 1) % 7 in self.calendar(o).weekend),
        )

    def nth_after(self, ordinal: int, count: int) -> int:
        """The `count`-th (≥ 1) working day after a day. ValueError past the last year."""
        for year in range(date.fromordinal(ordinal).year, MAXYEAR + 1):
            worked = self.year(year).worked
            at = bisect_right(worked, ordinal) + count - 1
            if at < len(worked):
                return worked[at]
            count = at - len(worked) + 1
        raise ValueError(f"the calendar ends with the year {MAXYEAR}")

    def nth_before(self, ordinal: int, count: int) -> int:
        """The `count`-th (≥ 1) working day before a day. ValueError before the first year."""
        for year in range(date.fromordinal(ordinal).year, MINYEAR - 1, -1):
            worked = self.year(year).worked
            before = bisect_left(worked, ordinal)
            if count <= before:
                return worked[before - count]
            count -= before
        raise ValueError(f"the calendar begins with the year {MINYEAR}")

    def count(self, after: int, through: int) -> int:
        """Number of working days d with `after` < d ≤ `through`; 0 where there is none."""
        if through <= after:
            return 0
        first, last = date.fromordinal(after).year, date.fromordinal(through).year
        whole = sum(len(self.year(year).worked) for year in range(first, last))
        low = bisect_right(self.year(first).worked, after)
        return whole + bisect_right(self.year(last).worked, through) - low

    def days_off(self, first: int, last: int) -> tuple[DayOff, ...]:
        """The days off from `first` to `last`, both included."""
        found: list[DayOff] = []
        for table in self._tables(first, last):
            low, high = bisect_left(table.off, first), bisect_right(table.off, last)
            found.extend(table.off_days[low:high])
        return tuple(found)

    def made_up(self, first: int, last: int) -> tuple[date, ...]:
        """The weekend days that are worked, from `first` to `last`, both included."""
        return tuple(
            date.fromordinal(ordinal)
            for table in self._tables(first, last)
            for ordinal in table.made_up
            if first <= ordinal <= last
        )

    def unsettled(self, first: int, last: int) -> tuple[int, ...]:
        """The years from `first` to `last` (ordinals) whose holidays are not known."""
        return tuple(year for year in _years(first, last) if not self.settled(year))

    def _tables(self, first: int, last: int) -> list[YearTable]:
        return [self.year(year) for year in _years(first, last)]


def _years(first: int, last: int) -> range:
    if last < first:
        return range(0)
    return range(date.fromordinal(first).year, date.fromordinal(last).year + 1)


@lru_cache(maxsize=256)
def working_days(calendar: Calendar) -> WorkingDays:
    """The tables of a calendar; equal calendars share them."""
    return WorkingDays(calendar)


def is_workday(day: date, calendar: Calendar = STANDARD["work_day"]) -> bool:
    """Whether a day is worked; where the year is not `published`, by its weekday alone."""
    return working_days(calendar).off(day.toordinal()) is None


def published(year: int, calendar: Calendar = STANDARD["work_day"]) -> bool:
    """Whether the holidays of a year are known, from the public schedule or the calendar."""
    return working_days(calendar).settled(year)
