"""Separated text with a column of findings behind its own; every other character stays.

A text and the texts of rows enter, a text leaves. Whose findings they are is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from govkit.export.csv import cell
from govkit.source import SourceFile
from govkit.tables.reading import MOST_ROWS
from govkit.tables.separated import lines_of, written_cells
from govkit.tables.table import Line, Notes, TableError, marked_column


def with_column(text: str, marks: Mapping[int, str]) -> str:
    """The text with the marks, each at the end of its row and all in one column; earlier ones go.

    Each line break stays what it is. Raises `ValueError` where the cells of the text cannot be told
    apart.
    """
    bare = text.replace("\r\n", "\n")
    try:
        source = SourceFile("", bare.replace("\r", "\n"))
        lines, between = lines_of(source, Notes(), MOST_ROWS)
    except TableError:
        raise ValueError(text[:1]) from None
    column = _column(lines)
    # Where two characters stand for one break, places in the text lie farther on.
    twice = [found.start() - at for at, found in enumerate(re.finditer("\r\n", text))]
    parts, at = [], 0
    for line in lines:
        start, end = (place + bisect_left(twice, place) for place in (line.start, line.end))
        cells = written_cells(text[start:end], between)[: len(line.cells)]
        beside = marks.get(line.number)
        if len(cells) > column:
            cells[column] = ""
        if beside is not None:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = '"' + cell(beside).replace('"', '""') + '"'
        elif len(cells) == column + 1:
            cells.pop()
        parts += [text[at:start], between.join(cells)]
        at = end
    return "".join([*parts, text[at:]])


def _column(lines: Sequence[Line]) -> int:
    """Which cell of a row holds the marks, from 0: that of earlier ones, else one behind an empty
    one behind the longest row."""
    earlier = marked_column(line.cells for line in lines)
    if earlier is not None:
        return earlier
    return max((len(line.cells) for line in lines), default=0) + 1
