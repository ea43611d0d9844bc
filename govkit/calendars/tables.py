"""A table whose rows are made when they are first asked for.

A number (a year, a day) enters, what belongs to it leaves. A row never changes once it is made, so
that threads may share a table: at worst two of them make the same row. What the rows are is not
known here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Row = TypeVar("Row")


class Table(dict[int, Row]):
    """Rows by number. When there are `most` of them all are forgotten and made again."""

    def __init__(self, make: Callable[[int], Row], most: int) -> None:
        self._make, self._most = make, most

    def __missing__(self, number: int) -> Row:
        made = self._make(number)
        if len(self) >= self._most:
            self.clear()
        self[number] = made
        return made
