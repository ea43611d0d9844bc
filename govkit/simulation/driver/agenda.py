"""The agenda: what happens next, in a total order that no place in memory and no hash decides.

Entries with an instant, a rank and the number of a case enter; they leave in the order of the
language, completion before move before end, made total. What an entry means is not known here.
"""

from __future__ import annotations

from enum import IntEnum
from heapq import heappop, heappush
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Rank(IntEnum):
    """What comes first at one instant. Idle holders are given work when all else is done."""

    COMPLETION = 0
    MOVE = 1
    END = 2
    CHANGE = 3
    ARRIVAL = 4
    WORK = 5


class Entry(NamedTuple, Generic[T]):
    """One thing to happen. At one instant and rank the older case comes first, then the entry that
    was made first."""

    at: int
    rank: Rank
    case: int
    serial: int
    what: T


class Agenda(Generic[T]):
    """What is still to happen."""

    def __init__(self) -> None:
        self._entries: list[Entry[T]] = []
        self._made = 0

    def add(self, at: int, rank: Rank, case: int, what: T) -> None:
        """One entry more. `at` is not before what was taken last."""
        self._made += 1
        heappush(self._entries, Entry(at, rank, case, self._made, what))

    def take(self) -> Entry[T] | None:
        """The next entry; None where nothing is left."""
        return heappop(self._entries) if self._entries else None

    @property
    def next_at(self) -> int | None:
        """When the next thing happens; None where nothing is left."""
        return self._entries[0].at if self._entries else None

    def __len__(self) -> int:
        return len(self._entries)
