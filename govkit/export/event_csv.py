"""A log of events as CSV that Excel opens as it is meant: one row for each event.

Rows of one case enter, with the heads of their columns; text leaves. What the columns mean is not
known here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import lru_cache

from govkit.export.csv import MARK, cell

Cell = str | int | bool
Rows = Sequence[Sequence[Cell]]
TAIL = ""


def head(columns: Sequence[str]) -> str:
    """What stands before all rows: the mark of UTF-8 and the heads."""
    return MARK + body(columns)([columns])


def body(columns: Sequence[str]) -> Callable[[Rows], str]:
    """Makes text of rows; a cell like a formula gets a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)

    def text(rows: Rows) -> str:
        writer.writerows([_written(value) for value in row] for row in rows)
        found = out.getvalue()
        out.seek(0)
        out.truncate()
        return found

    return text


def _written(value: Cell) -> Cell:
    if isinstance(value, str):
        return _cell(value) if value else value
    return ("true" if value else "false") if isinstance(value, bool) else value


_cell = lru_cache(maxsize=65_536)(cell)
