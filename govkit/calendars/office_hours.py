"""Office time within working days, to the second, counted by table.

A place in time (`Moment`: day and second of that day, local) and a number of office seconds
enter; a moment or a number leaves. Zones, limits and their reading are not known here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from govkit.calendars.calendar import Calendar, Office
from govkit.calendars.tables import Table
from govkit.calendars.working_days import KEPT_YEARS, WorkingDays, working_days

DAY_SECONDS = 86_400


Moment = tuple[int, int]
"""A local instant: ordinal of the day, seconds after its midnight (0 … 86 400)."""


class YearHours(NamedTuple):
    """One year of stretches of office time, in order.

    `opens`: when each opens, in seconds after the midnight before ordinal 0. `passed`: the office
    seconds of the year up to its close. `total`: those of the whole year.
    """

    opens: tuple[int, ...]
    passed: tuple[int, ...]
    total: int

    def until(self, moment: Moment) -> int:
        """Office seconds of the year until a moment of it."""
        wall = moment[0] * DAY_SECONDS + moment[1]
        at = bisect_right(self.opens, wall) - 1
        if at < 0:
            return 0
        before = self.passed[at - 1] if at else 0
        return min(before + wall - self.opens[at], self.passed[at])

    def reached(self, wanted: int) -> Moment:
        """Where office time first comes to `wanted` (> 0): a closing, not an opening."""
        return self._within(bisect_left(self.passed, wanted), wanted)

    def left(self, wanted: int) -> Moment:
        """Where office time goes past `wanted` (< total): an opening, not a closing."""
        return self._within(bisect_right(self.passed, wanted), wanted)

    def _within(self, at: int, wanted: int) -> Moment:
        day, opens = divmod(self.opens[at], DAY_SECONDS)
        return day, opens + wanted - (self.passed[at - 1] if at else 0)


class OfficeHours:
    """The office time of one calendar, counted by table. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._days: WorkingDays = working_days(calendar)
        in_turn = (calendar, *(changed for _, changed in calendar.later))
        self._weeks = [[one.hours_of(weekday) for weekday in range(7)] for one in in_turn]
        self._closings = [[hours[-1].end_seconds for hours in week] for week in self._weeks]
        self._years = Table(self._build, KEPT_YEARS)

    def hours(self, day: int) -> Office:
        """The office hours of a day; none on a day off."""
        off = self._days.off(day) is not None
        return () if off else self._weeks[self._days.turn(day)][(day - 1) % 7]

    def closing(self, day: int) -> int:
        """The second at which office hours of its weekday end, whether the day is worked or not."""
        return self._closings[self._days.turn(day)][(day - 1) % 7]

    def between(self, start: Moment, end: Moment) -> int:
        """Office seconds from `start` to `end`, which must not lie before it."""
        first, last = date.fromordinal(start[0]).year, date.fromordinal(end[0]).year
        passed = self._years[last].until(end) - self._years[first].until(start)
        if first == last:
            return passed
        return passed + sum(self._years[year].total for year in range(first, last))

    def after(self, start: Moment, seconds: int) -> Moment:
        """The earliest moment by which `seconds` of office time have passed since `start`."""
        if not seconds:
            return start
        begun = date.fromordinal(start[0]).year
        table = self._years[begun]
        wanted = table.until(start) + seconds
        while wanted > table.total:
            if begun == MAXYEAR:
                raise ValueError(f"the calendar ends with the year {MAXYEAR}")
            wanted, begun = wanted - table.total, begun + 1
            table = self._years[begun]
        return table.reached(wanted)

    def before(self, end: Moment, seconds: int) -> Moment:
        """The latest moment from which `seconds` of office time pass until `end`."""
        if not seconds:
            return end
        ended = date.fromordinal(end[0]).year
        table = self._years[ended]
        left = table.until(end) - seconds
        while left < 0:
            if ended == MINYEAR:
                raise ValueError(f"the calendar begins with the year {MINYEAR}")
            ended -= 1
            table = self._years[ended]
            left += table.total
        return table.left(left)

    def opening(self, start: Moment) -> Moment:
        """The first moment from `start` on at which office time runs."""
        begun = date.fromordinal(start[0]).year
        table = self._years[begun]
        passed = table.until(start)
        while passed >= table.total:
            if begun == MAXYEAR:
                raise ValueError(f"the calendar ends with the year {MAXYEAR}")
            passed, begun = 0, begun + 1
            table = self._years[begun]
        return table.left(passed)

    def _build(self, year: int) -> YearHours:
        weeks = [[_stretches(hours) for hours in week] for week in self._weeks]
        stretches = [
            (day * DAY_SECONDS + opens, length)
            for day in self._days.year(year).worked
            for opens, length in weeks[self._days.turn(day)][(day - 1) % 7]
        ]
        passed = tuple(accumulate(length for _, length in stretches))
        total = passed[-1] if passed else 0
        return YearHours(tuple(opens for opens, _ in stretches), passed, total)


def _stretches(hours: Office) -> list[tuple[int, int]]:
    """When each stretch opens and how long it is, in seconds."""
    return [(one.start_seconds, one.end_seconds - one.start_seconds) for one in hours]


def office_hours(calendar: Calendar) -> OfficeHours:
    """The office time of a calendar; equal calendars share it."""
    found: OfficeHours | None = calendar.kept.get("office hours")
    if found is None:
        found = calendar.kept["office hours"] = _shared(calendar)
    return found


@lru_cache(maxsize=256)
def _shared(calendar: Calendar) -> OfficeHours:
    return OfficeHours(calendar)
