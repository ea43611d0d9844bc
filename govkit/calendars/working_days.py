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

KEPT_YEARS = 512
"""So many years are kept of each calendar: five of the longest limits."""


class DayOff(NamedTuple):
    """A day that does not count, and why; the festival's names are empty where none is known."""

    day: date
    reason: Literal["weekend", "holiday"]
    festival_zh: str = ""
    festival_en: str = ""


class YearTable(NamedTuple):
    """One year: ordinals of working days, of days off, of weekend days worked, all ascending.

    `off_days` and `made_up_days` tell of the days beside which they stand.
    """

    worked: tuple[int, ...]
    off: tuple[int, ...]
    off_days: tuple[DayOff, ...]
    made_up: tuple[int, ...]
    made_up_days: tuple[date, ...]


class WorkingDays:
    """The working days of one calendar. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._begins = [begins.toordinal() for begins, _ in calendar.later]
        self._in_turn = [calendar, *(changed for _, changed in calendar.later)]
        self._schedules = [schedule_of(one.public) for one in self._in_turn]
        own = frozenset[date]().union(*(one.holidays | one.workdays for one in self._in_turn))
        self._own = frozenset(day.toordinal() for day in own)
        self._years: dict[int, YearTable] = {}
        self._settled: dict[int, bool] = {}

    def turn(self, ordinal: int) -> int:
        """Which of the calendars that follow one another holds on a day, from 0."""
        return bisect_right(self._begins, ordinal)

    def off(self, ordinal: int) -> DayOff | None:
        """Why a day is off, or None for a working day: own days, public schedule, weekend."""
        table = self.year(date.fromordinal(ordinal).year)
        at = bisect_left(table.off, ordinal)
        return table.off_days[at] if at < len(table.off) and table.off[at] == ordinal else None

    def settled(self, year: int) -> bool:
        """Whether the holidays of a year are known (always, where public ones do not count)."""
        known = self._settled.get(year)
        if known is None:
            if len(self._settled) >= KEPT_YEARS:
                self._settled.clear()
            known = self._settled[year] = self._is_settled(year)
        return known

    def year(self, year: int) -> YearTable:
        """The table of one year."""
        table = self._years.get(year)
        if table is None:
            if len(self._years) >= KEPT_YEARS:
                self._years.clear()
            table = self._years[year] = self._build(year)
        return table

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
        before = bisect_right(self.year(first).worked, after)
        upto = bisect_right(self.year(last).worked, through)
        if first == last:
            return upto - before
        return sum(len(self.year(year).worked) for year in range(first, last)) + upto - before

    def days_off(self, first: int, last: int) -> tuple[DayOff, ...]:
        """The days off from `first` to `last`, both included."""
        found: tuple[DayOff, ...] = ()
        for year in _years(first, last):
            table = self.year(year)
            low, high = bisect_left(table.off, first), bisect_right(table.off, last)
            found += table.off_days[low:high]
        return found

    def made_up(self, first: int, last: int) -> tuple[date, ...]:
        """The weekend days that are worked, from `first` to `last`, both included."""
        found: tuple[date, ...] = ()
        for year in _years(first, last):
            table = self.year(year)
            low, high = bisect_left(table.made_up, first), bisect_right(table.made_up, last)
            found += table.made_up_days[low:high]
        return found

    def unsettled(self, first: int, last: int) -> tuple[int, ...]:
        """The years from `first` to `last` (ordinals) whose holidays are not known."""
        return tuple([year for year in _years(first, last) if not self.settled(year)])

    def _is_settled(self, year: int) -> bool:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return all(
            year in self._in_turn[at].settled_years or self._schedules[at].settled(year)
            for at in range(self.turn(first), self.turn(last) + 1)
        )

    def _build(self, year: int) -> YearTable:
        """Days that are named are looked up one by one; the others go by the weekend alone."""
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        weekends = [one.weekend for one in self._in_turn]
        at_weekend = [
            day for day in days if (day - 1) % 7 in weekends[self.turn(day)]
        ]  # fmt: skip
        named = self._own.union(*(one.named(year) for one in self._schedules)).intersection(days)
        off = {
            day: DayOff(date.fromordinal(day), "weekend") for day in at_weekend if day not in named
        }
        off |= {day: why for day in named if (why := self._named(day)) is not None}
        ordered = tuple(sorted(off))
        made_up = tuple(day for day in at_weekend if day not in off)
        return YearTable(
            tuple(day for day in days if day not in off),
            ordered,
            tuple(off[day] for day in ordered),
            made_up,
            tuple(date.fromordinal(day) for day in made_up),
        )

    def _named(self, ordinal: int) -> DayOff | None:
        """Why a day is off that a calendar or a schedule names; None for a working day."""
        day, at = date.fromordinal(ordinal), self.turn(ordinal)
        calendar, row = self._in_turn[at], self._schedules[at].day(ordinal)
        names = (row.festival_zh, row.festival_en) if row and row.off else ("", "")
        if day in calendar.workdays:
            return None
        if day in calendar.holidays:
            return DayOff(day, "holiday", *names)
        if row:
            return DayOff(day, "holiday", *names) if row.off else None
        return DayOff(day, "weekend") if day.weekday() in calendar.weekend else None


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
