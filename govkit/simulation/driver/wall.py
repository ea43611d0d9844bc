"""Seconds of a run on the clock on the wall: every day has 86,400 of them, whatever the clocks do.

A first instant enters; instants of the zone for seconds of the run leave, and back. Duty, sessions
and arrivals are hours of the wall, limits run on instants: here the two meet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from govkit.calendars.wall_clock import fixed, on_clock

HOUR = 3_600


class Wall:
    """The clock of one zone, from a first instant on.

    Later seconds never give earlier instants. What clocks skip when they go forward is the instant
    at which they do so; of an hour that comes twice the run has the first, and what falls into the
    second comes when it is over.
    """

    def __init__(self, begins: datetime, zone: tzinfo) -> None:
        """`begins` is aware."""
        self.begins, self.zone = begins, zone
        self._wall = begins.replace(tzinfo=None)
        self._last = 0, begins

    def instant(self, at: int) -> datetime:
        """The instant of a second of the run."""
        second, found = self._last
        if second != at:
            wall = self._wall + timedelta(seconds=at)
            found = on_clock(wall, self.zone)
            shown = found.replace(tzinfo=None)
            if shown != wall:
                found = self._leap(at, int((shown - wall).total_seconds()))
            self._last = at, found
        return found

    def second(self, at: datetime) -> int:
        """The first second of the run that is no earlier than an instant."""
        shown = fixed(at, self.zone).replace(tzinfo=None) - self._wall
        found = -(-shown // timedelta(seconds=1))
        if self.instant(found) >= at:
            return found
        high = found + HOUR
        while self.instant(high) < at:
            high += HOUR
        return self._first(found, high, lambda second: self.instant(second) >= at)

    def _leap(self, at: int, skipped: int) -> datetime:
        """When the clocks went forward, for a second that they skip."""

        def shows(second: int) -> bool:
            wall = self._wall + timedelta(seconds=second)
            return on_clock(wall, self.zone).replace(tzinfo=None) == wall

        ends = self._first(at, at + skipped, shows)
        return on_clock(self._wall + timedelta(seconds=ends), self.zone)

    @staticmethod
    def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
        """The first second above `low` from which something holds; it holds at `high`."""
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if holds(middle) else (middle, high)
        return high
