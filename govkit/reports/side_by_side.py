"""Districts side by side as a document: a row for each topic, a column for each district.

A comparison and the words that head it enter, a document leaves. What the topics are called is said
by whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from govkit.analysis.comparison import Comparison
from govkit.document.building import cell, line, note
from govkit.document.parts import Column, Document, Row, Table
from govkit.values.units import Lang


def side_by_side(
    found: Comparison,
    headings: Sequence[str],
    *,
    title: str,
    remark: str,
    corner: str,
    lang: Lang,
) -> Document:
    """One table under a title and a remark. `headings` name the rows in their order, `corner` the
    first column; a district that says nothing on a topic has a dash there."""
    columns = (Column(corner, 2), *(Column(name, 5) for name in found.districts))
    rows: tuple[Row, ...] = tuple(
        (cell(line(heading, "strong")), *(cell(*(lines or ("—",))) for lines in row.cells))
        for heading, row in zip(headings, found.rows, strict=True)
    )
    return Document(lang, title, (note(remark), Table(columns, rows)), wide=True)
