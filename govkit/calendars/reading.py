"""The answers about limits: when one ends, how it was read, by how much it was missed.

Instants, days and amounts enter, values leave that never change. What is told of a limit beside its
end is worked out when it is first asked for. How time is counted is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from govkit.calendars.calendar import Kind
from govkit.calendars.working_days import DayOff


class Reading(NamedTuple):
    """How a limit was read, as data that a caller can word.

    `start`: the start event, local. `runs_from`: the first instant that counts. `first_day` and
    `last_day`: the first and the last day that count. `counted_to`: the last day before it moved
    to a working day; equal to `last_day` where it did not. `skipped`: the days passed over and
    why. `made_up`: weekend days that count because they are worked. `unpublished`: years whose
    holidays are not known and were taken to have none. `close_of_office`: ends at closing time,
    not at 24:00. `next_workday`: where natural days end on a day off and stay there, the working
    day after it.
    """

    kind: Kind
    amount: int | Fraction
    start: datetime
    runs_from: datetime
    first_day: date
    last_day: date
    counted_to: date
    skipped: tuple[DayOff, ...]
    made_up: tuple[date, ...]
    unpublished: tuple[int, ...]
    close_of_office: bool
    next_workday: date | None = None


class Overrun(NamedTuple):
    """By how much a limit was missed: whole days of its calendar, and hours beyond them, exactly.

    A limit in hours has no days: all of it is in hours of its calendar. What falls on days off or
    outside office hours is nothing. `unpublished`: years whose holidays are not known.
    """

    days: int
    hours: Fraction
    unpublished: tuple[int, ...] = ()


class Due:
    """The end of a limit: `at`, `provisional` and `reading`, which can be unpacked in this order.

    `at` is in the calendar's zone; 24:00 of a day is written as 00:00 of the next.
    `provisional`: the limit touches a year whose holidays are not published and may still move.
    `reading`: how it was read, worked out when it is first asked for.
    """

    __slots__ = ("_at", "_provisional", "_reading")

    def __init__(
        self, at: datetime, provisional: bool, reading: Reading | Callable[[], Reading]
    ) -> None:
        self._at = at
        self._provisional = provisional
        self._reading = reading

    @property
    def at(self) -> datetime:
        """The instant of the end."""
        return self._at

    @property
    def provisional(self) -> bool:
        """Whether the end may still move."""
        return self._provisional

    @property
    def reading(self) -> Reading:
        """How the limit was read."""
        reading = self._reading
        if not isinstance(reading, Reading):
            reading = self._reading = reading()
        return reading

    def __iter__(self) -> Iterator[Any]:
        return iter((self._at, self._provisional, self.reading))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Due) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Due(at={self._at!r}, provisional={self._provisional!r}, reading={self.reading!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Due, tuple(self)
