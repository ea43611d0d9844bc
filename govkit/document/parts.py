"""What a document is made of: headings, paragraphs, tables, room to write in, groups kept whole.

Words enter and leave as they are; nothing is escaped and nothing is laid out. A part says what it
is (`gone`, `keep together`, `two lines to write on`), a format decides how that looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "new", "gone", "strong", "quiet"]
Align = Literal["left", "center", "right"]

# A box to tick, as it is printed on forms; every format has this sign.
BOX = "□"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: new, gone, strong (what matters) or quiet (a remark)."""

    text: str
    mark: Mark = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; it never stands alone at the foot of a page.

    `ref` names the object it is about (`post:网格长`), for formats that can lead there.
    """

    level: Literal[1, 2, 3]
    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; an `item` is one line of a list."""

    runs: Line
    style: Literal["", "item"] = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on how to read or to use what follows; it does not end a page."""

    runs: Line


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty lines for somebody to write on, by hand."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its lines, how many columns and rows it takes, and room to write by hand.

    `room` is in lines of handwriting, over and above what is printed; `shade` sets a cell off and
    says nothing by itself. `ref` names the object the row is about (`post:网格长`), for formats
    that can lead there.
    """

    lines: tuple[Line, ...] = ()
    across: int = 1
    down: int = 1
    align: Align | None = None
    shade: bool = False
    room: int = 0
    ref: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width against the others, where its words stand.

    Cells of a column of numbers that hold a plain decimal are numbers where a format knows them.
    Of a table to be filled in, `hint` says beneath the title what to write, and `choices` are what
    may be chosen where a format can offer that; with `others` something else may be written too.
    `choices_from` names the table whose first column holds them instead, as it is being filled in.
    """

    title: str = ""
    weight: int = 1
    align: Align = "left"
    number: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    others: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `head` are rows above the titles; all of them are repeated on every page.

    A row names only the cells that begin in it: where a cell of a row above reaches down, nothing
    stands. Columns without any title have no row of titles. `name` is what a format calls it that
    gives each table a place of its own; else the caption, else the heading above it.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    caption: str = ""
    name: str = ""

    def title_rows(self) -> tuple[Row, ...]:
        """The rows that head the table: `head`, the titles of the columns, then their hints."""
        if not any(column.title for column in self.columns):
            return self.head
        titles = tuple(
            Cell(((Run(column.title, "strong"),),), align=column.align, shade=True)
            for column in self.columns
        )
        if not any(column.hint for column in self.columns):
            return (*self.head, titles)
        hints = tuple(Cell(((Run(one.hint, "quiet"),),), shade=True) for one in self.columns)
        return (*self.head, titles, hints)

    def grid(self, rows: tuple[Row, ...]) -> Iterator[tuple[tuple[int, Cell], ...]]:
        """For each row the cells that begin in it, each with the column it begins in, from 0.

        Raises `ValueError` where the cells of a row do not fill the columns, or reach below the
        last row.
        """
        open_above = [0] * len(self.columns)
        for row in rows:
            cells = iter(row)
            begun: list[tuple[int, Cell]] = []
            at = 0
            while at < len(open_above):
                if open_above[at]:
                    open_above[at] -= 1
                    at += 1
                    continue
                cell = next(cells, None)
                if cell is None or any(open_above[at : at + cell.across]):
                    raise ValueError("the cells of a row do not fill its columns")
                begun.append((at, cell))
                open_above[at : at + cell.across] = [cell.down - 1] * cell.across
                at += cell.across
            if next(cells, None) is not None or len(open_above) != len(self.columns):
                raise ValueError("a row has more cells than columns")
            yield tuple(begun)
        if any(open_above):
            raise ValueError("a cell reaches below the last row")

    def standing(self, rows: tuple[Row, ...]) -> Iterator[tuple[tuple[int, Cell], ...]]:
        """For each row the cells that stand in it, from above too, in the order of their columns.

        Raises `ValueError` as `grid` does.
        """
        reaching: dict[int, tuple[int, Cell]] = {}
        for begun in self.grid(rows):
            reaching |= {at: (cell.down, cell) for at, cell in begun}
            yield tuple((at, cell) for at, (_, cell) in sorted(reaching.items()))
            reaching = {at: (down - 1, cell) for at, (down, cell) in reaching.items() if down > 1}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, what it shows, and how wide it stands on paper in millimetres.

    A width of 0 is as wide as the page allows. The caption is printed and read out in its place.
    With `page` it has a page of its own that lies so, whose margins are in it; the caption and the
    number of the page stand beneath it.
    """

    svg: str
    caption: str
    width_mm: float = 0
    page: Literal["", "lying", "upright"] = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Parts that are never cut in two: a card, a slip. `framed` is drawn around and cut out.

    With `to_page` it takes at least so large a part of a page that this many stand on one.
    """

    parts: tuple[Simple, ...]
    framed: bool = False
    to_page: int = 0


Simple = Heading | Paragraph | Note | Blank | Table | Picture
Block = Simple | PageBreak | Keep


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its tongue, title, what stands beneath it, parts, and a foot.

    `foot` stands at the foot of every page where the format has pages, else at the end. `wide` is
    landscape. `official` has the look of an official document (GB/T 9704), where a paper for a
    class has a smaller one; `annex` (`附件1`) then stands above the title. With `contents` the
    headings are listed at the beginning where a format can lead to them. A `form` is filled in with
    a spreadsheet program and read again: its tables have no words but their own. Of `sheets` each
    picture is a page of its own with its title in it, and nothing is printed but the pictures.
    """

    lang: Literal["zh", "en"]
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    foot: str = ""
    wide: bool = False
    paper: Literal["A4", "A3"] = "A4"
    official: bool = False
    annex: str = ""
    contents: bool = False
    form: bool = False
    sheets: bool = False
