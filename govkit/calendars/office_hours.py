"""Office time within working days, to the second.

A place in time (`Moment`: day and second of that day, local) and a number of office seconds
enter; a moment or a number leaves. Zones, limits and their reading are not known here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from govkit.calendars.calendar import Calendar
from govkit.calendars.working_days import WorkingDays, working_days


class Moment(NamedTuple):
    """A local instant: ordinal of the day, seconds after its midnight (0 … 86 400)."""

    day: int
    second: int


class OfficeHours:
    """The office time of one calendar, counted by table."""

    def __init__(self, calendar: Calendar) -> None:
        self._days: WorkingDays = working_days(calendar)
        self._starts = [period.start_seconds for period in calendar.office]
        self._ends = [period.end_seconds for period in calendar.office]
        lengths = [end - start for start, end in zip(self._starts, self._ends, strict=True)]
        self._totals = list(accumulate(lengths))
        self.day_seconds = self._totals[-1]

    def _open(self, day: int) -> bool:
        return self._days.off(day) is None

    def _worked(self, moment: Moment) -> int:
        """Office seconds of the moment's day that have passed."""
        if not self._open(moment.day):
            return 0
        period = bisect_right(self._starts, moment.second) - 1
        if period < 0:
            return 0
        idle = max(0, self._ends[period] - moment.second)
        return self._totals[period] - idle

    def between(self, start: Moment, end: Moment) -> int:
        """Office seconds from `start` to `end`, which must not lie before it."""
        if start.day == end.day:
            return self._worked(end) - self._worked(start)
        full_days = self._days.count(start.day - 1, end.day - 1)
        return full_days * self.day_seconds - self._worked(start) + self._worked(end)

    def after(self, start: Moment, seconds: int) -> Moment:
        """The earliest moment by which `seconds` of office time have passed since `start`."""
        if not seconds:
            return start
        left = self.day_seconds - self._worked(start) if self._open(start.day) else 0
        if seconds <= left:
            return self._reached(start.day, self._worked(start) + seconds)
        full_days, rest = divmod(seconds - left - 1, self.day_seconds)
        return self._reached(self._days.nth_after(start.day, full_days + 1), rest + 1)

    def before(self, end: Moment, seconds: int) -> Moment:
        """The latest moment from which `seconds` of office time pass until `end`."""
        if not seconds:
            return end
        worked = self._worked(end)
        if seconds <= worked:
            return self._left(end.day, worked - seconds)
        full_days, rest = divmod(seconds - worked - 1, self.day_seconds)
        day = self._days.nth_before(end.day, full_days + 1)
        return self._left(day, self.day_seconds - rest - 1)

    def opening(self, start: Moment) -> Moment:
        """The first moment from `start` on at which office time runs."""
        if self._open(start.day) and self._worked(start) < self.day_seconds:
            return self._left(start.day, self._worked(start))
        return self._left(self._days.nth_after(start.day, 1), 0)

    def _reached(self, day: int, worked: int) -> Moment:
        """Where the day's office time first comes to `worked` (> 0): a closing, not an opening."""
        period = bisect_left(self._totals, worked)
        return Moment(day, self._ends[period] - (self._totals[period] - worked))

    def _left(self, day: int, worked: int) -> Moment:
        """Where the day's office time goes past `worked` (< a day): an opening, not a closing."""
        period = bisect_right(self._totals, worked)
        return Moment(day, self._ends[period] - (self._totals[period] - worked))


@lru_cache(maxsize=256)
def office_hours(calendar: Calendar) -> OfficeHours:
    """The office time of a calendar; equal calendars share it."""
    return OfficeHours(calendar)
