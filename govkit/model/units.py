"""Units: the numbered or named places of a level, computed from counts or listed in a table.

Units are numbered through the district. A table may say under which unit each stands; where none
does, unit i of C units of a level under P units of the level above belongs to parent
floor((i−1)·P/C)+1: an even spread, which a text may not imply and which reports therefore show as
assumed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govkit.model.level import Level
from govkit.values import Quantity, Roster, Words

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
        self._children: dict[str | None, list[str]] = {}
        for name, parent in self.parents.items():
            self._children.setdefault(parent, []).append(name)
        self._listed = {level.name: names_of(level) for level in levels}
        self._names: dict[str, list[Unit]] = {}
        self._placed: dict[str, tuple[int, ...]] = {}
        self._sorts: dict[str, tuple[Mapping[str, int], ...]] = {}
        self._below: dict[str, dict[int, list[int]]] = {}
        self._kinds = {
            level.name: {stated.value.ref.partition(":")[2] for stated in level.kind_of}
            for level in levels
        }
        self._any_placed = any(self.is_placed(name) for name in self._levels)
        for level in levels:
            names = self._listed[level.name]
            times = Counter(names) if level.units else {}
            for number, name in enumerate(names, start=1):
                if times.get(name, 1) == 1:  # a name of two units in a table refers to neither
                    self._names.setdefault(name, []).append(Unit(level.name, number, name))

    def count(self, level: str) -> int | None:
        """How many units a level has; None where the text does not give an exact number."""
        return count_of(self._levels[level])

    def parent_level(self, level: str) -> str | None:
        """The name of the level above; None at the top."""
        return self.parents[level]

    def above(self, level: str) -> tuple[str, ...]:
        """The levels above, nearest first."""
        found: dict[str, None] = {}
        parent = self.parents[level]
        while parent is not None and parent not in found:
            found[parent] = None
            parent = self.parents[parent]
        return tuple(found)

    def below(self, level: str) -> tuple[str, ...]:
        """The levels directly below, in the order of the text."""
        return tuple(self._children.get(level, ()))

    def roots(self) -> tuple[str, ...]:
        """The levels without a parent."""
        return tuple(self._children.get(None, ()))

    def unit(self, name: str) -> Unit:
        """The unit `level·number` or of this listed name, also behind its level (`网格·新港一`).

        A number counts before a name that is a number too, so that every unit is found by its id.
        Raises `KeyError` where there is none, or where a name stands in several levels.
        """
        found = self.readings(name)
        if not found or (len(found) > 1 and found[0].id != _dotted(name)):
            raise KeyError(name)
        return found[0]

    def readings(self, name: str) -> tuple[Unit, ...]:
        """Every unit that a written name can mean, the one with this id first.

        A unit that a subtype lists again (老城 of 社区) is the one of the whole level.
        """
        found = [] if (one := self._numbered(name)) is None else [one]
        found += self._names.get(name, ())
        level, _, own = _dotted(name).partition("·")
        found += [unit for unit in self._names.get(own, ()) if unit.level == level]
        levels = {unit.level for unit in found}
        return tuple(unit for unit in dict.fromkeys(found) if not self._kinds[unit.level] & levels)

    def reference(self, unit: Unit) -> str:
        """What to call a unit so that it is found again: its listed name, else its id."""
        return unit.label if self.readings(unit.label) == (unit,) else unit.id

    def _numbered(self, name: str) -> Unit | None:
        """The unit `level·number`; None where there is no such number."""
        level, _, number = _dotted(name).rpartition("·")
        if level not in self._levels or not number.isascii() or not number.isdigit():
            return None
        count = self.count(level)
        if len(number) > 9 or int(number) < 1 or (count is not None and int(number) > count):
            return None
        return self._made(level, int(number))

    def units(self, level: str) -> Iterator[Unit]:
        """All units of a level, first to last; none where their number is not known."""
        for number in range(1, min(self.count(level) or 0, MOST_UNITS) + 1):
            yield self._made(level, number)

    def parent_of(self, unit: Unit) -> Unit | None:
        """The unit above, as a table says or by the even spread.

        None at the top, where a count is not known, or where the table names no known unit.
        """
        parent = self.parent_level(unit.level)
        if parent is None:
            return None
        if self.is_placed(unit.level):
            placed = self.placed(unit.level)
            above = placed[unit.number - 1] if unit.number <= len(placed) else 0
            return self._made(parent, above) if above else None
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
        """The units of the level directly below that belong to a unit."""
        if self.is_placed(level):
            if level not in self._below:
                below: dict[int, list[int]] = {}
                for number, above in enumerate(self.placed(level), start=1):
                    below.setdefault(above, []).append(number)
                self._below[level] = below
            for number in self._below[level].get(unit.number, ()):
                yield self._made(level, number)
            return
        here, there = self.count(level), self.count(unit.level)
        if not here or not there:
            return
        first = -(-(unit.number - 1) * here // there) + 1
        last = -(-unit.number * here // there)
        for number in range(first, last + 1):
            yield self._made(level, number)

    def is_placed(self, level: str) -> bool:
        """Whether a table says under which unit of the level above the units stand."""
        roster = roster_of(self._levels[level])
        return roster is not None and any(entry.parent for entry in roster.entries)

    def placed(self, level: str) -> tuple[int, ...]:
        """The number of the unit above for each unit of a level, as the table says; 0 where what
        it says is no unit of the level above, or fits several."""
        if level not in self._placed:
            roster, parent = roster_of(self._levels[level]), self.parents[level]
            known = self._written(parent) if parent in self._levels else {}
            entries = roster.entries if roster is not None else ()
            self._placed[level] = tuple(known.get(entry.parent, 0) for entry in entries)
        return self._placed[level]

    def sorts(self, level: str) -> tuple[Mapping[str, int], ...]:
        """The sorts of units of a level by how many units of each lower level belong to them.

        Only lower levels that tables place all the way up are told; without any, there are none.
        """
        if not self._any_placed:
            return ()
        if level not in self._sorts:
            lower = [name for name in self._levels if self._is_placed_below(name, level)]
            counts = [Counter(self._ancestors(name, level)) for name in lower]
            units = range(1, min(self.count(level) or 0, MOST_UNITS) + 1) if lower else range(0)
            found = dict.fromkeys(tuple(count[number] for count in counts) for number in units)
            self._sorts[level] = tuple(dict(zip(lower, sort, strict=True)) for sort in found)
        return self._sorts[level]

    def _is_placed_below(self, name: str, level: str) -> bool:
        above = self.above(name)
        steps = (name, *above[: above.index(level)]) if level in above else ()
        return bool(steps) and all(self.is_placed(step) for step in steps)

    def _ancestors(self, name: str, level: str) -> tuple[int, ...]:
        """For each unit of a lower level the number of the unit above it at `level`."""
        parent = self.parents[name]
        if parent is None or parent == level:
            return self.placed(name)
        beyond = (0, *self._ancestors(parent, level))
        return tuple(beyond[number] for number in self.placed(name))

    def _written(self, level: str | None) -> Mapping[str, int]:
        """Every way to write a unit of a level → its number; 0 where it fits several units.

        A name counts before a code, a code before `level·number`.
        """
        assert level is not None
        roster = roster_of(self._levels[level])
        codes = [entry.code for entry in roster.entries] if roster is not None else []
        numbers = range(1, min(self.count(level) or 0, MOST_UNITS) + 1)
        known: dict[str, int] = {}
        for words in (self._listed[level], codes, [f"{level}·{number}" for number in numbers]):
            ways: dict[str, int] = {}
            for number, word in enumerate(words, start=1):
                ways[word] = 0 if word in ways else number
            known = ways | known
        known.pop("", None)
        return known

    def _made(self, level: str, number: int) -> Unit:
        names = self._listed[level]
        return Unit(level, number, names[number - 1] if number <= len(names) else "")


def _dotted(name: str) -> str:
    """`网格.61` as `网格·61`."""
    head, dot, number = name.rpartition(".")
    return f"{head}·{number}" if dot and "·" not in name else name


def _parent_of(level: Level) -> str | None:
    parent = level.parent.value
    return parent.ref.partition(":")[2] if parent is not None else None


def roster_of(level: Level) -> Roster | None:
    """The units a level lists in a table; None where it has none."""
    return level.units.value


def names_of(level: Level) -> tuple[str, ...]:
    """The units a level lists by name, in a table or in the text."""
    roster = roster_of(level)
    if roster is not None:
        return tuple(entry.name for entry in roster.entries)
    names = level.names.value
    return names.words if isinstance(names, Words) else ()


def count_of(level: Level) -> int | None:
    """The exact number of units of a level; a list of names and a table count themselves."""
    count = level.count.value
    if isinstance(count, Quantity) and count.direction == "exact" and count.number.denominator == 1:
        return int(count.number)
    roster = roster_of(level)
    listed = level.names.value
    names = len(listed.words) if isinstance(listed, Words) else 0
    return (len(roster.entries) if roster is not None else names) or None
