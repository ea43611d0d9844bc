"""A table that was read: headings, rows with their true numbers, and the place of every cell.

What leaves a reader of files enters here as lines; files, formats and the meaning of columns are
not known. Findings are gathered in `Notes`, which words nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from govkit.diagnostics import Both, Diagnostic, Filler, Label
from govkit.diagnostics.catalogue import severity_of
from govkit.source import SourceFile, Span

MOST_TITLES = 10
Cut = Callable[[str], list[tuple[int, int]]]
# What heads the column that `govkit check --mark` adds; whoever reads a table passes it over.
MARKED = ("govkit 检查结果", "govkit findings")

# How each cell begins of the row that tells how to fill in a table; it is no row of the table.
HINT = Both("填写：", "Fill in: ")
_HINT = re.compile(r"(?:填写(?:说明)?|(?:how to )?fill in)\s*[:：]", re.IGNORECASE)


class TableError(Exception):
    """Ends the reading of a table; its finding is in the notes already. Never leaves the room."""


@dataclass
class Notes:
    """The findings about one table, in the order they were made."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: str, span: Span | None, labels: tuple[Label, ...] = (), **args: Filler
    ) -> None:
        """Note one finding; without a span it is about the file as a whole."""
        self.found.append(Diagnostic(code, severity_of(code), span, args, labels))

    def refuse(
        self, code: str, span: Span | None, labels: tuple[Label, ...] = (), **args: Filler
    ) -> TableError:
        """Note one finding that ends the reading."""
        self.add(code, span, labels, **args)
        return TableError(code)


@dataclass(frozen=True, slots=True)
class Unsure:
    """A cell whose content cannot be relied on: its address in the sheet, what is wrong with it."""

    address: str
    what: Both
    remedy: Both


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file before it has headings: its number, its cells, its place in the text.

    `unsure` holds cells of a workbook that matter only where their column is used.
    """

    number: int
    cells: tuple[str, ...]
    start: int
    end: int
    unsure: Mapping[int, Unsure] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The first cell that holds something; empty where none does."""
        return next((cell for cell in self.cells if cell), "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number its file shows it under (from 1), and its cells by heading."""

    number: int
    cells: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as a text names it: its file, its sheet (empty: the first one, or CSV), what is in
    it (None where it could not be read)."""

    path: Path
    sheet: str
    table: Table | None

    @property
    def name(self) -> str:
        """How findings call it."""
        return f"{self.path}#{self.sheet}" if self.sheet else str(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table. `source` is the text they stand in; of a workbook, a rendering whose
    lines have the numbers of the rows. `at` tells which cell a column is, `cut` gives the places of
    the cells of one row's text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    source: SourceFile
    headings: Line
    at: Mapping[str, int]
    cut: Cut

    def span(self, row: Row, column: str = "") -> Span:
        """The place of a cell, or of the whole row where the column is empty or not written."""
        return self._span(row.start, row.end, column)

    def heading(self, column: str = "") -> Span:
        """The place of a heading, or of the whole row of headings."""
        return self._span(self.headings.start, self.headings.end, column)

    def _span(self, start: int, end: int, column: str) -> Span:
        at = self.at.get(column)
        if at is not None:
            places = self.cut(self.source.text[start:end])
            if at < len(places):
                first, last = places[at]
                if last > first:
                    return Span(self.source, start + first, start + last)
        return Span(self.source, start, end)


def marked_column(lines: Iterable[Iterable[str]]) -> int | None:
    """Which cell of a line, from 0, holds the findings of an earlier check; None where none does.

    Its head stands among the first lines that hold something, as the headings do.
    """
    filled = (cells for cells in map(tuple, lines) if any(cells))
    for cells in islice(filled, MOST_TITLES):
        for at, cell in enumerate(cells):
            if cell.startswith(MARKED):
                return at
    return None


def is_hint(cell: str) -> bool:
    """Whether a cell tells how to fill in its column, by how it begins."""
    return _HINT.match(cell) is not None


def heading_of(cell: str) -> str:
    """A heading without the blanks set for looks (`名 称`) and the mark of a required column."""
    word = cell.strip(" *＊\u3000")
    return "".join(word.split()) if not word.isascii() else " ".join(word.split())


def folded(heading: str) -> str:
    """A heading as it is compared: `Granted to` is `granted_to`."""
    return heading.casefold().replace(" ", "_")
