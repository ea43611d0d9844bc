"""Two-key tables as grids of words, the way they are printed on paper: rows, columns, cells.

A model enters; one grid for each table leaves, for a screen or a page. Whether a table is whole is
not judged here: a cell that is missing is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.model.table import pairs
from govkit.values import Words


@dataclass(frozen=True, slots=True)
class Grid:
    """One table under one condition: `columns` are the heads, the first cell of a row its grade.

    `gives` is the attribute of the cells, `when` the condition in words, empty where there is none.
    """

    name: str
    title: str
    keys: tuple[str, str]
    gives: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    when: str = ""


def grids(model: Governance, pen: Pen) -> Iterator[Grid]:
    """The grids of all tables, one for each statement of their cells, in the order of the text."""
    for table in model.tables:
        names = table.key_names
        if len(names) != 2:
            continue
        rows, columns = (_grades(model, name) for name in names)
        for stated in table.cells:
            found = pairs(stated.value, rows, columns)
            conditions = [when for when in (table.when, stated.when) if when is not None]
            yield Grid(
                name=table.name,
                title=table.title,
                keys=(names[0], names[1]),
                gives=table.given_name,
                columns=columns,
                rows=tuple(
                    (row, *(found.get((row, column), "") for column in columns)) for row in rows
                ),
                when=pen.pick("；", "; ").join(pen.written(when) for when in conditions),
            )


def _grades(model: Governance, attribute: str) -> tuple[str, ...]:
    stated = getattr(model.get(f"attribute:{attribute}"), "values", None)
    return stated.value.words if stated and isinstance(stated.value, Words) else ()
