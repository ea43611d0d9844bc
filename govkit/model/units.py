"""Units: the numbered or named places of a level, computed from counts and never stored.

Units are numbered through the district. Of C units of a level under P units of the level above,
unit i belongs to parent floor((i−1)·P/C)+1: an even spread, which a text may not imply and which
reports therefore show as assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.model.level import Level
from govkit.values import Quantity, Words

MOST_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its level, its number from 1, its name where the text lists names."""

    level: str
    number: int
    name: str = ""

    @property
    def id(self) -> str:
        """`level·number`, the way a text refers to it."""
        return f"{self.level}·{self.number}"

    @property
    def label(self) -> str:
        """The listed name, else the id."""
        return self.name or self.id


class UnitTree:
    """The levels of one model, their parents and the units they hold."""

    def __init__(self, levels: tuple[Level, ...]) -> None:
        self._levels = {level.name: level for level in levels}
        self.parents = {level.name: _parent_of(level) for level in levels}
        self._names: dict[str, Unit] = {}
        for level in levels:
            for number, name in enumerate(names_of(level), start=1):
                self._names.setdefault(name, Unit(level.name, number, name))

    def count(self, level: str) -> int | None:
        """How many units a level has; None where the text does not give an exact number."""
        return count_of(self._levels[level])

    def parent_level(self, level: str) -> str | None:
        """The name of the level above; None at the top."""
        return self.parents[level]

    def above(self, level: str) -> tuple[str, ...]:
        """The levels above, nearest first."""
        found: list[str] = []
        parent = self.parents[level]
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.parents[parent]
        return tuple(found)

    def below(self, level: str) -> tuple[str, ...]:
        """The levels directly below, in the order of the text."""
        return tuple(name for name in self._levels if self.parent_level(name) == level)

    def roots(self) -> tuple[str, ...]:
        """The levels without a parent."""
        return tuple(name for name in self._levels if self.parent_level(name) is None)

    def unit(self, name: str) -> Unit:
        """The unit `level·number` or of this listed name. Raises `KeyError` where there is none."""
        if name in self._names:
            return self._names[name]
        listed = self._names.get(name.partition("·")[2])
        if listed is not None and listed.level == name.partition("·")[0]:
            return listed
        level, _, number = name.rpartition("·")
        if not level:
            level, _, number = name.rpartition(".")
        if (
            level not in self._levels
            or not number.isascii()
            or not number.isdigit()
            or len(number) > 9
        ):
            raise KeyError(name)
        count = self.count(level)
        if int(number) < 1 or (count is not None and int(number) > count):
            raise KeyError(name)
        return self._made(level, int(number))

    def units(self, level: str) -> Iterator[Unit]:
        """All units of a level, first to last; none where their number is not known."""
        for number in range(1, min(self.count(level) or 0, MOST_UNITS) + 1):
            yield self._made(level, number)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit above by the even spread; None at the top or where a count is not known."""
        parent = self.parent_level(unit.level)
        if parent is None:
            return None
        here, there = self.count(unit.level), self.count(parent)
        if there == 1:
            return self._made(parent, 1)
        if not here or not there:
            return None
        return self._made(parent, (unit.number - 1) * there // here + 1)

    def ancestor(self, unit: Unit, level: str) -> Unit | None:
        """The unit of a level at or above this one; None where there is no way up to it."""
        found: Unit | None = unit
        while found is not None and found.level != level:
            found = self.parent_of(found)
        return found

    def children_of(self, unit: Unit, level: str) -> Iterator[Unit]:
        """The units of the level directly below that belong to a unit, by the even spread."""
        here, there = self.count(level), self.count(unit.level)
        if not here or not there:
            return
        first = -(-(unit.number - 1) * here // there) + 1
        last = -(-unit.number * here // there)
        for number in range(first, last + 1):
            yield self._made(level, number)

    def _made(self, level: str, number: int) -> Unit:
        names = names_of(self._levels[level])
        return Unit(level, number, names[number - 1] if number <= len(names) else "")


def _parent_of(level: Level) -> str | None:
    parent = level.parent.value
    return parent.ref.partition(":")[2] if parent is not None else None


def names_of(level: Level) -> tuple[str, ...]:
    """The units a level lists by name."""
    names = level.names.value
    return names.words if isinstance(names, Words) else ()


def count_of(level: Level) -> int | None:
    """The exact number of units of a level; a list of names counts itself."""
    count = level.count.value
    if isinstance(count, Quantity) and count.direction == "exact" and count.number.denominator == 1:
        return int(count.number)
    return len(names_of(level)) or None
