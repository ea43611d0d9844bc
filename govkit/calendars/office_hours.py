"""Office time within working days, to the second.

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
from govkit.calendars.working_days import WorkingDays, working_days


class Moment(NamedTuple):
    """A local instant: ordinal of the day, seconds after its midnight (0 … 86 400)."""

    day: int
    second: int


class YearHours(NamedTuple):
    """One year: its working days by ordinal, and the office seconds up to the end of each."""

    days: tuple[int, ...]
    totals: tuple[int, ...]

    @property
    def total(self) -> int:
        """The office seconds of the year."""
        return self.totals[-1] if self.totals else 0


class OfficeHours:
    """The office time of one calendar, counted by table. Years are built on demand and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self._days: WorkingDays = working_days(calendar)
        self._years: dict[int, YearHours] = {}

    def hours(self, day: int) -> Office:
        """The office hours of a day; none on a day off."""
        if self._days.off(day) is not None:
            return ()
        return self._days.calendar(day).hours_of((day - 1) % 7)

    def between(self, start: Moment, end: Moment) -> int:
        """Office seconds from `start` to `end`, which must not lie before it."""
        if start.day == end.day:
            return self._worked(end) - self._worked(start)
        first, last = (date.fromordinal(moment.day).year for moment in (start, end))
        whole = sum(self._year(year).total for year in range(first, last))
        return whole + self._passed(end) - self._passed(start)

    def after(self, start: Moment, seconds: int) -> Moment:
        """The earliest moment by which `seconds` of office time have passed since `start`."""
        if not seconds:
            return start
        wanted = self._passed(start) + seconds
        for year in range(date.fromordinal(start.day).year, MAXYEAR + 1):
            table = self._year(year)
            if wanted <= table.total:
                at = bisect_left(table.totals, wanted)
                before = table.totals[at - 1] if at else 0
                return self._reached(table.days[at], wanted - before)
            wanted -= table.total
        raise ValueError(f"the calendar ends with the year {MAXYEAR}")

    def before(self, end: Moment, seconds: int) -> Moment:
        """The latest moment from which `seconds` of office time pass until `end`."""
        if not seconds:
            return end
        left = self._passed(end) - seconds
        for year in range(date.fromordinal(end.day).year, MINYEAR - 1, -1):
            table = self._year(year)
            if left >= 0:
                at = bisect_right(table.totals, left)
                return self._left(table.days[at], left - (table.totals[at - 1] if at else 0))
            if year > MINYEAR:
                left += self._year(year - 1).total
        raise ValueError(f"the calendar begins with the year {MINYEAR}")

    def opening(self, start: Moment) -> Moment:
        """The first moment from `start` on at which office time runs."""
        hours = self.hours(start.day)
        if hours and self._worked(start) < _length(hours):
            return self._left(start.day, self._worked(start))
        return self._left(self._days.nth_after(start.day, 1), 0)

    def _year(self, year: int) -> YearHours:
        table = self._years.get(year)
        if table is None:
            days = self._days.year(year).worked
            lengths = (_length(self._days.calendar(o).hours_of((o - 1) % 7)) for o in days)
            table = self._years[year] = YearHours(days, tuple(accumulate(lengths)))
        return table

    def _passed(self, moment: Moment) -> int:
        """Office seconds of the moment's year until then."""
        table = self._year(date.fromordinal(moment.day).year)
        before = bisect_left(table.days, moment.day)
        return (table.totals[before - 1] if before else 0) + self._worked(moment)

    def _worked(self, moment: Moment) -> int:
        """Office seconds of the moment's day that have passed."""
        return sum(
            max(0, min(moment.second, period.end_seconds) - period.start_seconds)
            for period in self.hours(moment.day)
        )

    def _reached(self, day: int, worked: int) -> Moment:
        """Where the day's office time first comes to `worked` (> 0): a closing, not an opening."""
        for period in self.hours(day):
            length = period.end_seconds - period.start_seconds
            if worked <= length:
                return Moment(day, period.start_seconds + worked)
            worked -= length
        raise ValueError("the day has no such office time")

    def _left(self, day: int, worked: int) -> Moment:
        """Where the day's office time goes past `worked` (< a day): an opening, not a closing."""
        for period in self.hours(day):
            length = period.end_seconds - period.start_seconds
            if worked < length:
                return Moment(day, period.start_seconds + worked)
            worked -= length
        raise ValueError("the day has no such office time")


def _length(hours: Office) -> int:
    return sum(period.end_seconds - period.start_seconds for period in hours)


@lru_cache(maxsize=256)
def office_hours(calendar: Calendar) -> OfficeHours:
    """The office time of a calendar; equal calendars share it."""
    return OfficeHours(calendar)
