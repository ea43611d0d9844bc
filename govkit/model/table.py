"""The kind `table` (对照表): two graded attributes of a case that together give a third.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping as Entries

from govkit.model.statement import Attribute, Entity, RefsLike, WordLike
from govkit.values import Mapping, Ref, Refs

ELSE = "else"
Pair = tuple[str, str]


class Table(Entity):
    """Two graded attributes of a case that together give a third."""

    keys: Attribute[RefsLike] = Attribute[RefsLike].none()
    gives: Attribute[Ref] = Attribute[Ref].none()
    cells: Attribute[Mapping] = Attribute[Mapping].none()
    monotone: Attribute[WordLike] = Attribute[WordLike].none()

    @property
    def key_names(self) -> tuple[str, ...]:
        """The names of the attributes it is read by."""
        stated = self.keys.value
        if not isinstance(stated, Refs):
            return ()
        return tuple(ref.partition(":")[2] for ref in stated.refs)

    @property
    def given_name(self) -> str:
        """The name of the attribute it gives; empty where it does not say."""
        stated = self.gives.value
        return stated.ref.partition(":")[2] if stated is not None else ""


def pairs(cells: Mapping, rows: tuple[str, ...], columns: tuple[str, ...]) -> Entries[Pair, str]:
    """Every pair of grades that the cells cover, with the grade it gives; the first hit counts."""
    found: dict[Pair, str] = {}
    told: set[tuple[object, ...]] = set()
    for number in range(len(cells.entries)):
        if cells.entries[number].keys in told:
            continue
        told.add(cells.entries[number].keys)
        for pair in covered(cells, number, rows, columns):
            found.setdefault(pair, str(cells.entries[number].to[0]))
    return found


def covered(
    cells: Mapping, number: int, rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[Pair, ...]:
    """The pairs of grades one cell speaks of; `else` stands for every grade of its side."""
    keys = cells.entries[number].keys
    row, column = (str(keys[0]), str(keys[1])) if len(keys) == 2 else (ELSE, ELSE)
    return tuple(
        (one, other)
        for one in (rows if row == ELSE else (row,))
        for other in (columns if column == ELSE else (column,))
    )
