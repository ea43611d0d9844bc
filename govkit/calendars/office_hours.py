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
from govkit.calendars.working_days import KEPT_YEARS, WorkingDays, working_days

DAY_SECONDS = 86_400


class Moment(NamedTuple):
    """A local instant: ordinal of the day, seconds after its midnight (0 … 86 400)."""

    day: int
    second: int


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
        wall = moment.day * DAY_SECONDS + moment.second
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
        return Moment(day, opens + wanted - (self.passed[at - 1] if at else 0))


class OfficeHours:
    """The office time of one calendar, counted by table. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._days: WorkingDays = working_days(calendar)
        in_turn = (calendar, *(changed for _, changed in calendar.later))
        self._weeks = [[one.hours_of(weekday) for weekday in range(7)] for one in in_turn]
        self._years: dict[int, YearHours] = {}

    def hours(self, day: int) -> Office:
        """The office hours of a day; none on a day off."""
        return () if self._days.off(day) is not None else self._hours(day)

    def closing(self, day: int) -> int:
        """The second at which office hours of its weekday end, whether the day is worked or not."""
        return self._hours(day)[-1].end_seconds

    def between(self, start: Moment, end: Moment) -> int:
        """Office seconds from `start` to `end`, which must not lie before it."""
        first, last = (date.fromordinal(moment.day).year for moment in (start, end))
        passed = self._year(last).until(end) - self._year(first).until(start)
        return passed + sum(self._year(year).total for year in range(first, last))

    def after(self, start: Moment, seconds: int) -> Moment:
        """The earliest moment by which `seconds` of office time have passed since `start`."""
        if not seconds:
            return start
        begun = date.fromordinal(start.day).year
        wanted = self._year(begun).until(start) + seconds
        for year in range(begun, MAXYEAR + 1):
            table = self._year(year)
            if wanted <= table.total:
                return table.reached(wanted)
            wanted -= table.total
        raise ValueError(f"the calendar ends with the year {MAXYEAR}")

    def before(self, end: Moment, seconds: int) -> Moment:
        """The latest moment from which `seconds` of office time pass until `end`."""
        if not seconds:
            return end
        ended = date.fromordinal(end.day).year
        left = self._year(ended).until(end) - seconds
        for year in range(ended, MINYEAR - 1, -1):
            if left >= 0:
                return self._year(year).left(left)
            if year > MINYEAR:
                left += self._year(year - 1).total
        raise ValueError(f"the calendar begins with the year {MINYEAR}")

    def opening(self, start: Moment) -> Moment:
        """The first moment from `start` on at which office time runs."""
        begun = date.fromordinal(start.day).year
        passed = self._year(begun).until(start)
        for year in range(begun, MAXYEAR + 1):
            table = self._year(year)
            if passed < table.total:
                return table.left(passed)
            passed = 0
        raise ValueError(f"the calendar ends with the year {MAXYEAR}")

    def _hours(self, day: int) -> Office:
        return self._weeks[self._days.turn(day)][(day - 1) % 7]

    def _year(self, year: int) -> YearHours:
        table = self._years.get(year)
        if table is None:
            if len(self._years) >= KEPT_YEARS:
                self._years.clear()
            table = self._years[year] = self._build(year)
        return table

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


@lru_cache(maxsize=256)
def office_hours(calendar: Calendar) -> OfficeHours:
    """The office time of a calendar; equal calendars share it."""
    return OfficeHours(calendar)
