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
from govkit.calendars.tables import Table

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

    `off_days` and `made_up_days` tell of the days beside which they stand; `last` is 31 December.
    """

    last: int
    worked: tuple[int, ...]
    off: tuple[int, ...]
    off_days: tuple[DayOff, ...]
    made_up: tuple[int, ...]
    made_up_days: tuple[date, ...]

    def within(self, first: int, last: int) -> tuple[tuple[DayOff, ...], tuple[date, ...]]:
        """The days off and the weekend days worked, from `first` to `last`, both included."""
        off = self.off_days[bisect_left(self.off, first) : bisect_right(self.off, last)]
        low, high = bisect_left(self.made_up, first), bisect_right(self.made_up, last)
        return off, self.made_up_days[low:high]


class WorkingDays:
    """The working days of one calendar. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._begins = [begins.toordinal() for begins, _ in calendar.later]
        self._in_turn = [calendar, *(changed for _, changed in calendar.later)]
        self._schedules = [schedule_of(one.public) for one in self._in_turn]
        own = frozenset[date]().union(*(one.holidays | one.workdays for one in self._in_turn))
        self._own = frozenset(day.toordinal() for day in own)
        self._years = Table(self._build, KEPT_YEARS)
        self._unsettled = Table(self._unsettled_of, KEPT_YEARS)

    def turn(self, ordinal: int) -> int:
        """Which of the calendars that follow one another holds on a day, from 0."""
        return bisect_right(self._begins, ordinal)

    def off(self, ordinal: int) -> DayOff | None:
        """Why a day is off, or None for a working day: own days, public schedule, weekend."""
        table = self._years[date.fromordinal(ordinal).year]
        at = bisect_left(table.off, ordinal)
        return table.off_days[at] if at < len(table.off) and table.off[at] == ordinal else None

    def settled(self, year: int) -> bool:
        """Whether the holidays of a year are known (always, where public ones do not count)."""
        return not self._unsettled[year]

    def year(self, year: int) -> YearTable:
        """The table of one year."""
        return self._years[year]

    def nth_after(self, ordinal: int, count: int) -> int:
        """The `count`-th (≥ 1) working day after a day. ValueError past the last year."""
        return self.after(ordinal, count)[0]

    def after(self, ordinal: int, count: int) -> tuple[int, tuple[int, ...]]:
        """`nth_after`, and the years from the day after up to it whose holidays are not known."""
        year = date.fromordinal(ordinal).year
        table, unsettled = self._years[year], self._unsettled[year]
        worked = table.worked
        at = bisect_right(worked, ordinal) + count - 1
        if at < len(worked):
            return worked[at], unsettled
        if ordinal == table.last:
            unsettled = ()
        while at >= len(worked):
            if year == MAXYEAR:
                raise ValueError(f"the calendar ends with the year {MAXYEAR}")
            at, year = at - len(worked), year + 1
            worked = self._years[year].worked
            unsettled += self._unsettled[year]
        return worked[at], unsettled

    def nth_before(self, ordinal: int, count: int) -> int:
        """The `count`-th (≥ 1) working day before a day. ValueError before the first year."""
        year = date.fromordinal(ordinal).year
        worked = self._years[year].worked
        at = bisect_left(worked, ordinal) - count
        while at < 0:
            if year == MINYEAR:
                raise ValueError(f"the calendar begins with the year {MINYEAR}")
            year -= 1
            worked = self._years[year].worked
            at += len(worked)
        return worked[at]

    def count(self, after: int, through: int) -> int:
        """Number of working days d with `after` < d ≤ `through`; 0 where there is none."""
        if through <= after:
            return 0
        first, last = date.fromordinal(after).year, date.fromordinal(through).year
        before = bisect_right(self._years[first].worked, after)
        upto = bisect_right(self._years[last].worked, through)
        if first == last:
            return upto - before
        return sum(len(self._years[year].worked) for year in range(first, last)) + upto - before

    def within(self, first: int, last: int) -> tuple[tuple[DayOff, ...], tuple[date, ...]]:
        """The days off and the weekend days worked, from `first` to `last`, both included."""
        if last < first:
            return (), ()
        year = date.fromordinal(first).year
        table = self._years[year]
        off, made_up = table.within(first, last)
        while table.last < last:
            year += 1
            table = self._years[year]
            more_off, more_made_up = table.within(first, last)
            off, made_up = off + more_off, made_up + more_made_up
        return off, made_up

    def unsettled(self, first: int, last: int) -> tuple[int, ...]:
        """The years from `first` to `last` (ordinals) whose holidays are not known."""
        if last < first:
            return ()
        year, through = date.fromordinal(first).year, date.fromordinal(last).year
        if year == through:
            return self._unsettled[year]
        return tuple([one for one in range(year, through + 1) if self._unsettled[one]])

    def _unsettled_of(self, year: int) -> tuple[int, ...]:
        """The year where its holidays are not known, else nothing."""
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        known = all(
            year in self._in_turn[at].settled_years or self._schedules[at].settled(year)
            for at in range(self.turn(first), self.turn(last) + 1)
        )
        return () if known else (year,)

    def _build(self, year: int) -> YearTable:
        """Days that are named are looked up one by one; the others go by the weekend alone."""
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        weekends, weekend = [one.weekend for one in self._in_turn], self._in_turn[0].weekend
        if self._begins:
            at_weekend = [day for day in days if (day - 1) % 7 in weekends[self.turn(day)]]
        else:
            at_weekend = [day for day in days if (day - 1) % 7 in weekend]
        named = self._own.union(*(one.named(year) for one in self._schedules)).intersection(days)
        off = {
            day: DayOff(date.fromordinal(day), "weekend") for day in at_weekend if day not in named
        }
        off |= {day: why for day in named if (why := self._named(day)) is not None}
        ordered = tuple(sorted(off))
        made_up = tuple(day for day in at_weekend if day not in off)
        return YearTable(
            days[-1],
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


def working_days(calendar: Calendar) -> WorkingDays:
    """The tables of a calendar; equal calendars share them."""
    found: WorkingDays | None = calendar.kept.get("working days")
    if found is None:
        found = calendar.kept["working days"] = _shared(calendar)
    return found


@lru_cache(maxsize=256)
def _shared(calendar: Calendar) -> WorkingDays:
    return WorkingDays(calendar)


def is_workday(day: date, calendar: Calendar = STANDARD["work_day"]) -> bool:
    """Whether a day is worked; where the year is not `published`, by its weekday alone."""
    return working_days(calendar).off(day.toordinal()) is None


def published(year: int, calendar: Calendar = STANDARD["work_day"]) -> bool:
    """Whether the holidays of a year are known, from the public schedule or the calendar."""
    return working_days(calendar).settled(year)
