"""Separated text (CSV): from a text to lines of cells, with the place of each.

Comma, semicolon or tab separate, quotation marks protect, as RFC 4180 has it. A quoted cell may run
over several lines; numbers are those of the text's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from govkit.diagnostics import Both
from govkit.source import SourceFile, Span
from govkit.tables.table import Line, Notes

MARKS = ",;\t"
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_BLANKS = re.compile(r"\s+")
_BROKEN = re.compile(r"[\n\r\t]")
_NAMES = {
    ",": Both("逗号", "a comma"),
    ";": Both("分号", "a semicolon"),
    "\t": Both("制表符", "a tab"),
}


def lines_of(source: SourceFile, notes: Notes, most: int) -> tuple[list[Line], str]:
    """The lines of a text and the mark between their cells; at most `most` lines.

    Line breaks are `\\n` alone: whoever makes the source puts them so.
    Raises `TableError` where the mark is not clear or a quotation mark has no partner.
    """
    mark = _mark(source, notes)
    return list(_lines(source, mark, notes, most)), mark


def places_of(text: str, mark: str) -> list[tuple[int, int]]:
    """Where the cells of one row stand in its text, without the quotation marks."""
    found = []
    for match in _cells(mark).finditer(text):
        quoted = match[1] is not None
        found.append(match.span(1 if quoted else 3))
        if match[2 if quoted else 4] != mark:
            break
    return found


def written_cells(text: str, mark: str) -> list[str]:
    """The cells of one row as they are written, with quotation marks and blanks."""
    found = []
    for match in _cells(mark).finditer(text):
        after = match[2] if match[1] is not None else match[4]
        found.append(match[0][: len(match[0]) - len(after)])
        if after != mark:
            break
    return found


def tidy(cell: str) -> str:
    """A cell without outer blanks and with its line breaks as blanks."""
    cell = cell.strip(" \t\r\n\u3000\u00a0\ufeff\u200b")
    return _BLANKS.sub(" ", cell) if _BROKEN.search(cell) else cell


def _mark(source: SourceFile, notes: Notes) -> str:
    """The mark of the first line that has one; two of them in one line are one too many."""
    at = 0
    for line in source.text.splitlines(keepends=True)[:50]:
        bare = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
        used = [mark for mark in MARKS if mark in bare]
        if len(used) > 1:
            here = Span(source, at, at + len(line.rstrip("\n")))
            first, second = _NAMES[used[0]], _NAMES[used[1]]
            raise notes.refuse("GOV169", here, first=first, second=second)
        if used:
            return used[0]
        at += len(line)
    return ","


@lru_cache(maxsize=8)
def _cells(mark: str) -> re.Pattern[str]:
    """A quoted or a plain cell, and what follows it: the mark, a line break, or the end."""
    other = re.escape(mark)
    return re.compile(
        rf'[ \u3000]*"((?:[^"]++|"")*+)"[ \u3000]*(?={other}|\n|\Z)({other}|\n|)'
        rf"|([^{other}\n]*)({other}|\n|)"
    )


def _lines(source: SourceFile, mark: str, notes: Notes, most: int) -> Iterator[Line]:
    text, number = source.text, 1
    cells: list[str] = []
    start = lines = 0
    for match in _cells(mark).finditer(text):
        quoted, plain = match[1], match[3]
        after = match[2] if quoted is not None else match[4]
        if quoted is not None:
            cells.append(tidy(quoted.replace('""', '"')))
            lines += quoted.count("\n")
        else:
            if plain.lstrip(" \u3000").startswith('"'):
                raise notes.refuse("GOV170", Span(source, match.start(), match.end(3)))
            cells.append(tidy(plain))
        if after == mark:
            continue
        yield Line(number, tuple(cells), start, match.end() - len(after))
        number, start, cells, lines = number + lines + 1, match.end(), [], 0
        if start >= len(text):
            return
        if number > most:
            raise notes.refuse(
                "GOV165", Span(source, start, start), name=source.name,
                what=Both("行数", "rows"), size=f"{source.line_count:,}", limit=f"{most:,}",
            )  # fmt: skip
