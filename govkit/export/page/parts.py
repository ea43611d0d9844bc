"""What a page is made of: sections of paragraphs, lists, tables, pictures and commands.

Words enter and leave as they are; nothing is escaped yet and no mark of HTML is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands first, further lines below it, and whether it is marked."""

    text: str
    more: tuple[str, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: heads, rows of cells, a caption. A row of one cell is a heading; with `numbers`
    all columns but the first hold numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `strong` is what the page is about, `quiet` a remark."""

    text: str
    kind: Literal["", "strong", "quiet"] = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one line each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG text that was made by this library, its title above it and what stands below."""

    svg: str
    title: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody types."""

    text: str


Part = Table | Text | Items | Picture | Command


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading; `id` names it in the page."""

    id: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: its tongue, title, what is said first and last, and its sections."""

    lang: Literal["zh", "en"]
    title: str
    opening: tuple[Part, ...]
    sections: tuple[Section, ...]
    closing: str = ""
