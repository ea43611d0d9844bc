"""When a holder is at work: stretches of time, and the working seconds up to any instant.

Stretches in whole seconds from the beginning of the run enter; working seconds leave for an
instant, and the instant for working seconds. Whose hours these are is not known here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

Stretch = tuple[int, int]
"""From the first second at work to the first one that is not."""


class Duty:
    """The hours of one holder. The end of a service is one search over all nights between."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        """Raises ValueError where stretches are empty, overlap or are out of order."""
        self.stretches = tuple(_joined(stretches))

    @cached_property
    def _begins(self) -> list[int]:
        return [begin for begin, _ in self.stretches]

    @cached_property
    def _through(self) -> list[int]:
        """Working seconds up to the end of each stretch."""
        return list(accumulate(end - begin for begin, end in self.stretches))

    def worked(self, at: int) -> int:
        """Working seconds before an instant."""
        number = bisect_right(self._begins, at) - 1
        if number < 0:
            return 0
        begin, end = self.stretches[number]
        return self._through[number] - max(0, end - max(at, begin))

    def reached(self, worked: int) -> int | None:
        """The first instant before which so many seconds are worked; None where they never are."""
        if worked <= 0:
            return 0
        number = bisect_left(self._through, worked)
        if number == len(self._through):
            return None
        return self.stretches[number][1] - (self._through[number] - worked)

    def at_work(self, at: int) -> bool:
        """Whether an instant lies in a stretch."""
        return self.next_at_work(at) == at

    def next_at_work(self, at: int) -> int | None:
        """The first instant at work that is not before `at`; None where there is none."""
        number = bisect_right(self._begins, at) - 1
        if number >= 0 and at < self.stretches[number][1]:
            return at
        return self._begins[number + 1] if number + 1 < len(self._begins) else None

    def without(self, days: Iterable[Stretch]) -> Duty:
        """The same hours but those of some days, each from its first second to the next day's."""
        left, away = [], sorted(days)
        for begin, end in self.stretches:
            number = max(0, bisect_right(away, (begin, 0)) - 1)
            for gone, back in away[number:]:
                if gone >= end:
                    break
                if begin < gone:
                    left.append((begin, gone))
                begin = max(begin, min(back, end))
            if begin < end:
                left.append((begin, end))
        return Duty(left)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that follow one another without a gap are one."""
    found: list[Stretch] = []
    for begin, end in stretches:
        if begin >= end or (found and begin < found[-1][1]):
            raise ValueError("stretches of work are not empty, and follow one another")
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found
