"""A document as lines of a terminal: headings, paragraphs, tables in columns or as records.

A `Document` enters, lines of styled pieces leave, as wide as the screen; into a file or a pipe they
are characters alone. What is new or gone is told by signs, `{+so+}` and `[-so-]`, and colours only
repeat it. What the document is about is not known here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from govkit.cli.paragraph import NARROWEST, wrapped
from govkit.cli.screen import Screen, can_show
from govkit.diagnostics.width import visible, width
from govkit.document.parts import (
    Blank,
    Block,
    Cell,
    Document,
    Heading,
    Keep,
    Line,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

Pieces = list[tuple[str, str]]
PIPED = 100
_BETWEEN = "  "
_SIGNS = {"new": ("{+", "+}"), "gone": ("[-", "-]")}
_STYLES = {"new": "new", "gone": "gone", "strong": "title", "quiet": "dim"}


def document_lines(document: Document, screen: Screen) -> Iterator[Pieces]:
    """The title, the parts and the foot; no line is wider than the screen where that can be."""
    body = _Body(_room(screen), document.lang)
    for style, text in (
        ("", document.annex),
        ("title", document.title),
        ("", document.subtitle),
    ):
        if text:
            yield from ([(style, line)] for line in wrapped(text, body.room))
    for block in document.blocks:
        yield from body.block(block)
    if document.foot:
        yield []
        yield from ([("dim", line)] for line in wrapped(document.foot, body.room))


def _room(screen: Screen) -> int:
    """Cells of a line: of the terminal, else as `COLUMNS` says."""
    if sys.stdout.isatty():
        return max(screen.console.width, NARROWEST)
    told = os.environ.get("COLUMNS", "")
    return max(int(told), NARROWEST) if told.isdecimal() else PIPED


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of a row in the columns that are shown: the first, how many, its lines, its style."""

    at: int
    across: int
    lines: tuple[str, ...] = ()
    style: str = ""


class _Body:
    """The blocks of a document on lines of so many cells."""

    def __init__(self, room: int, lang: str) -> None:
        self.room = room
        self.colon = "：" if lang == "zh" else ": "
        self.rule = "─" if can_show("─", sys.stdout.encoding or "ascii") else "-"

    def block(self, block: Block) -> Iterator[Pieces]:
        """One block; what begins something has an empty line above."""
        match block:
            case Heading(level, text):
                yield []
                yield from ([("title" if level < 3 else "", one)] for one in self.broken(text))
            case Paragraph(runs, style):
                yield from self.paragraph(runs, "- " if style == "item" else "")
            case Note(runs):
                yield from self.paragraph(runs, style="dim")
            case Blank(lines):
                yield from ([("", "_" * min(self.room, 40))] for _ in range(lines))
            case Picture():
                yield from ([("", one)] for one in self.broken(block.caption))
            case Keep():
                for part in block.parts:
                    yield from self.block(part)
            case Table():
                yield []
                if block.caption:
                    yield from ([("title", one)] for one in self.broken(block.caption))
                yield from self.table(block)
            case PageBreak():
                yield []

    def broken(self, text: str) -> list[str]:
        """Text in lines."""
        return wrapped(text, self.room)

    def paragraph(self, runs: Line, sign: str = "", style: str = "") -> Iterator[Pieces]:
        """A paragraph in lines; it has a style where all its words have one."""
        begin = sign
        for line in wrapped(_words(runs), self.room - len(sign)):
            yield [(style or _style(runs), begin + line)]
            begin = " " * len(sign)

    def table(self, table: Table) -> Iterator[Pieces]:
        """In columns where each has the room its words need, else row by row as records."""
        heads = tuple(table.grid(table.title_rows()))
        rows = tuple(table.grid(table.rows))
        shown = _shown(len(table.columns), (*heads, *rows))
        placed = [[*_placed(row, shown)] for row in (*heads, *rows)]
        weights = [table.columns[at].weight for at in shown]
        widths = _widths(placed, weights, self.room)
        if widths is None:
            told = table.standing(table.rows)
            yield from self.records(_titles(len(table.columns), heads), told)
            return
        broken = [[_fold(cell, widths) for cell in row] for row in placed]
        apart = any(len(cell.lines) > 1 for row in broken[len(heads) :] for cell in row)
        for number, row in enumerate(broken):
            if number == len(heads):
                if heads:
                    yield [("dim", _BETWEEN.join(self.rule * wide for wide in widths))]
            elif apart and number > len(heads):
                yield []
            yield from _laid(row, widths, "title" if number < len(heads) else "")

    def records(
        self, titles: list[str], rows: Iterable[Sequence[tuple[int, Cell]]]
    ) -> Iterator[Pieces]:
        """Each row as lines of title and words; a cell that reaches down is told again in every
        row that it stands in."""
        for row in rows:
            yield []
            for at, cell in row:
                title = titles[at]
                begin = f"{title}{self.colon}" if title else ""
                room = self.room - width(begin)
                if room < NARROWEST and any(map(_words, cell.lines)):
                    yield from ([("dim", line)] for line in self.broken(begin))
                    begin, room = _BETWEEN, self.room - len(_BETWEEN)
                for line in cell.lines:
                    for one in wrapped(_words(line), room) if _words(line) else ():
                        yield [("dim", begin), (_style(line), one)]
                        begin = " " * width(begin)


def _titles(many: int, heads: Sequence[Sequence[tuple[int, Cell]]]) -> list[str]:
    """What stands above each column, from the outermost group to its own title."""
    titles: list[list[str]] = [[] for _ in range(many)]
    for row in heads:
        for at, cell in row:
            told = " ".join(filter(None, map(_words, cell.lines)))
            for place in range(at, at + cell.across) if told else ():
                titles[place].append(told)
    return ["·".join(one) for one in titles]


def _shown(many: int, rows: Sequence[Sequence[tuple[int, Cell]]]) -> list[int]:
    """The columns in which something stands."""
    held = {
        place
        for row in rows
        for at, cell in row
        if any(map(_words, cell.lines))
        for place in range(at, at + cell.across)
    }
    return [at for at in range(many) if at in held]


def _placed(row: Sequence[tuple[int, Cell]], shown: list[int]) -> Iterator[_Placed]:
    for at, cell in row:
        places = [number for number, one in enumerate(shown) if at <= one < at + cell.across]
        lines = tuple(text for line in cell.lines if (text := _words(line)))
        if places and lines:
            yield _Placed(places[0], len(places), lines, _style(cell.lines[0]))


def _widths(rows: list[list[_Placed]], weights: list[int], room: int) -> list[int] | None:
    """Cells for each column, or None where there is no room for columns.

    A column takes what its longest line takes; those that are wider than their share of the room,
    and than the narrowest line that is broken, share by weight what the others leave.
    """
    wanted = [1] * len(weights)
    for across in sorted({cell.across for row in rows for cell in row}):
        for cell in (cell for row in rows for cell in row if cell.across == across):
            longest = max(width(line) for line in cell.lines)
            last = cell.at + across - 1
            before = sum(wanted[cell.at : last]) + len(_BETWEEN) * (across - 1)
            needed = longest if across == 1 else min(longest, NARROWEST)
            wanted[last] = max(wanted[last], needed - before)
    left = room - len(_BETWEEN) * (len(weights) - 1)
    open_yet = list(range(len(weights)))
    while open_yet:
        shares = sum(weights[at] for at in open_yet)
        fits = [
            at for at in open_yet
            if wanted[at] <= NARROWEST or wanted[at] * shares <= left * weights[at]
        ]  # fmt: skip
        if not fits:
            break
        left -= sum(wanted[at] for at in fits)
        open_yet = [at for at in open_yet if at not in fits]
    for at in open_yet:
        wanted[at] = left * weights[at] // sum(weights[one] for one in open_yet)
    too_narrow = left < 0 or any(wanted[at] < NARROWEST for at in open_yet)
    return None if too_narrow else wanted


def _span(cell: _Placed, widths: list[int]) -> int:
    return sum(widths[cell.at : cell.at + cell.across]) + len(_BETWEEN) * (cell.across - 1)


def _fold(cell: _Placed, widths: list[int]) -> _Placed:
    """The cell with its lines broken to the room it has."""
    room = _span(cell, widths)
    lines = tuple(
        one
        for line in cell.lines
        for one in ([line] if width(line) <= room else wrapped(line, room))
    )
    return _Placed(cell.at, cell.across, lines, cell.style)


def _laid(row: list[_Placed], widths: list[int], style: str) -> Iterator[Pieces]:
    """The lines of one row, every cell under the words above it."""
    starts = [sum(widths[:at]) + len(_BETWEEN) * at for at in range(len(widths))]
    for texts in zip_longest(*(cell.lines for cell in row), fillvalue=""):
        pieces: Pieces = []
        done = 0
        for cell, text in zip(row, texts, strict=True):
            if text:
                pieces += [("", " " * (starts[cell.at] - done)), (style or cell.style, text)]
                done = starts[cell.at] + width(text)
        yield pieces
    if not row:
        yield []


def _words(line: Line) -> str:
    """The words of a line as they can be shown, what is new or gone between its signs."""
    told = []
    for run in line:
        begin, end = _SIGNS.get(run.mark, ("", ""))
        told.append(f"{begin}{visible(run.text)}{end}" if run.text else "")
    return "".join(told)


def _style(line: Line) -> str:
    """The style of a line whose words all have one mark."""
    marks = {run.mark for run in line if run.text}
    return _STYLES.get(marks.pop(), "") if len(marks) == 1 else ""
