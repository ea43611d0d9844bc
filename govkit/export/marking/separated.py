"""Separated text with a column of findings behind its own; every other character stays.

A text and the texts of rows enter, a text leaves. Whose findings they are is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govkit.export.csv import cell
from govkit.source import SourceFile
from govkit.tables import MARKED
from govkit.tables.reading import MOST_ROWS
from govkit.tables.separated import lines_of, written_cells
from govkit.tables.table import Line, Notes, TableError


def with_column(text: str, marks: Mapping[int, str]) -> str:
    """The text with the marks, each at the end of its row and all in one column; earlier ones go.

    Line breaks are `\\n` alone, as they are where rows were counted. Raises `ValueError` where the
    cells of the text cannot be told apart.
    """
    try:
        lines, between = lines_of(SourceFile("", text), Notes(), MOST_ROWS)
    except TableError:
        raise ValueError(text[:1]) from None
    column = _column(lines)
    parts, at = [], 0
    for line in lines:
        cells = written_cells(text[line.start : line.end], between)[: len(line.cells)]
        beside = marks.get(line.number)
        if len(cells) > column:
            cells[column] = ""
        if beside is not None:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = '"' + cell(beside).replace('"', '""') + '"'
        elif len(cells) == column + 1:
            cells.pop()
        parts += [text[at : line.start], between.join(cells)]
        at = line.end
    return "".join([*parts, text[at:]])


def _column(lines: Sequence[Line]) -> int:
    """Which cell of a row holds the marks, from 0: that of earlier ones, else one behind an empty
    one behind the longest row."""
    earlier = (
        at for line in lines for at, text in enumerate(line.cells) if text.startswith(MARKED)
    )
    return next(earlier, max((len(line.cells) for line in lines), default=0) + 1)
