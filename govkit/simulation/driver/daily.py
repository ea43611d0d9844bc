"""What holds on which day of a run: a value, and from which second on another one does.

Values and seconds enter; the value of an instant leaves. Where values come from is not known here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Daily(Generic[T]):
    """`pieces` are values, each with the second from which on it holds; the first holds from 0."""

    pieces: tuple[tuple[int, T], ...]

    @classmethod
    def always(cls, value: T) -> Daily[T]:
        """The same value on every day."""
        return cls(((0, value),))

    @classmethod
    def of(cls, values: Iterable[tuple[int, T]]) -> Daily[T]:
        """Of values by second, in order; one that goes on is told once."""
        pieces: list[tuple[int, T]] = []
        for second, value in values:
            if not pieces or pieces[-1][1] != value:
                pieces.append((second, value))
        return cls(tuple(pieces))

    @property
    def first(self) -> T:
        """The value at the beginning."""
        return self.pieces[0][1]

    @property
    def values(self) -> tuple[T, ...]:
        """All values, in the order in which they hold."""
        return tuple(value for _, value in self.pieces)

    @property
    def changes(self) -> tuple[int, ...]:
        """The seconds at which another value begins to hold."""
        return tuple(second for second, _ in self.pieces[1:])

    def at(self, second: int) -> T:
        """The value that holds at an instant."""
        if len(self.pieces) == 1:
            return self.pieces[0][1]
        return self.pieces[bisect_right(self.pieces, second, key=lambda one: one[0]) - 1][1]

    def to(self, made: Callable[[T], U]) -> Daily[U]:
        """The same days with what is made of each value."""
        return Daily(tuple((second, made(value)) for second, value in self.pieces))
