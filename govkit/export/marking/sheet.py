"""The XML of one sheet with a column of text spliced into it; all else stays the same bytes.

Bytes and the texts of rows enter, bytes leave. The parts of a sheet are found by their places in
the bytes, so that nothing is written anew that somebody else wrote: no style, no space, no order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from govkit.export.escape import escape
from govkit.tables import MARKED

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_SPANS = re.compile(rb"""(\sspans=["']\d+:)(\d+)""")
_REF = re.compile(rb"""(\sref=["'])([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?""")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_READ_AS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTH = 60
"""Of the column that is added, in characters of the standard font."""
_APART = 2


@dataclass(slots=True)
class _Survey:
    """What stands in a sheet: its last column that holds something, the column of earlier marks."""

    last: int = 0
    marked: int | None = None


@dataclass(slots=True)
class _Element:
    """One element while it is open: where it and its start tag begin and end in the bytes."""

    name: str
    start: int
    tag_end: int
    number: int = 0
    style: str = ""
    at: int = 0
    """Of a row: behind its last cell before the column."""
    there: tuple[int, int, str] | None = None
    """Of a row: the cell that stands in the column."""
    texts: list[str] = field(default_factory=list)
    filled: bool = False
    shared: bool = False


def column_of(data: bytes, earlier: Collection[int]) -> int:
    """The column that marks go to, from 1: that of earlier marks, else two behind the last one.

    `earlier`: which of the shared texts of the workbook begin as the head of such a column does.
    Raises `ValueError` where the bytes are no sheet.
    """
    survey = _Surveyor(data, earlier).survey()
    return survey.marked if survey.marked is not None else survey.last + _APART


def spliced(data: bytes, column: int, marks: Mapping[int, str], style: str = "") -> bytes:
    """The sheet with the texts in the column, each in its row; what stood in the column goes.

    `style`: the number of the cell format of new cells. Raises `ValueError` where the bytes are no
    sheet.
    """
    return _Splicer(data, column, marks, style).spliced()


class _Reader:
    """Walks the elements of a sheet with their places in the bytes."""

    reads_texts = False

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.open: list[_Element] = []
        self.row = self.cell = 0

    def walk(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        if self.reads_texts:
            self.parser.CharacterDataHandler = self._text
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None

    def _start(self, name: str, given: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, start)
        if tag is None:  # of UTF-16, or of no tag that a sheet has
            raise ValueError(name)
        one = _Element(name.rpartition(":")[2], start, tag.end())
        above = self.open[-1].name if self.open else ""
        if one.name == "row" and above == "sheetData":
            self.row, self.cell = int(given.get("r", self.row + 1)), 0
            one.number, one.at = self.row, one.tag_end
        elif one.name == "c" and above == "row":
            found = _ADDRESS.fullmatch(given.get("r", ""))
            self.cell = number_of(found[1]) if found else self.cell + 1
            one.number, one.style = self.cell, given.get("s", "")
            one.shared = given.get("t") == "s"
        elif above == "c":
            self.open[-1].filled = True
        self.open.append(one)
        self.started(one, given)

    def _text(self, text: str) -> None:
        if self.open and self.open[-1].name in ("t", "v"):
            cell = next((one for one in reversed(self.open) if one.name == "c"), None)
            if cell is not None:
                cell.texts.append(text)

    def _end(self, name: str) -> None:
        one = self.open.pop()
        empty = self.data[one.tag_end - 2 : one.tag_end] == b"/>"
        at = self.parser.CurrentByteIndex
        end = one.tag_end if empty else self.data.index(b">", at) + 1
        self.ended(one, end, empty)

    def started(self, one: _Element, given: Mapping[str, str]) -> None:
        """An element began."""

    def ended(self, one: _Element, end: int, empty: bool) -> None:
        """An element ended before byte `end`; whether its start tag was all of it."""


class _Surveyor(_Reader):
    reads_texts = True

    def __init__(self, data: bytes, earlier: Collection[int]) -> None:
        super().__init__(data)
        self.earlier = frozenset(map(str, earlier))
        self.found = _Survey()

    def survey(self) -> _Survey:
        self.walk()
        return self.found

    def started(self, one: _Element, given: Mapping[str, str]) -> None:
        if one.name == "mergeCell":
            for letters, _ in _ADDRESS.findall(given.get("ref", "")):
                self.found.last = max(self.found.last, number_of(letters))

    def ended(self, one: _Element, end: int, empty: bool) -> None:
        if one.name != "c" or not one.filled:
            return
        text = "".join(one.texts)
        if text in self.earlier if one.shared else text.startswith(MARKED):
            self.found.marked = self.found.marked or one.number
        self.found.last = max(self.found.last, one.number)


class _Splicer(_Reader):
    def __init__(self, data: bytes, column: int, marks: Mapping[int, str], style: str) -> None:
        super().__init__(data)
        self.column, self.style = column, style
        self.marks = marks
        self.waiting = sorted(marks, reverse=True)
        self.edits: list[tuple[int, int, bytes]] = []
        self.prefix = b""
        self.wide = False
        """Whether the width of the column is said already."""
        self.widths: tuple[int, int] | None = None
        """Where a width for the column may stand: behind those of earlier columns."""
        self.lowest, self.highest = min(self.waiting, default=1), max(self.waiting, default=1)

    def spliced(self) -> bytes:
        self.walk()
        parts, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            parts += [self.data[at:start], text]
            at = end
        return b"".join([*parts, self.data[at:]])

    def started(self, one: _Element, given: Mapping[str, str]) -> None:
        if one.name == "dimension":
            self._widen(one)
        elif one.name == "cols":
            self.widths = (one.tag_end, one.tag_end)
        elif one.name == "col" and self.widths is not None:
            self.wide |= int(given["min"]) <= self.column <= int(given["max"])
        elif one.name == "sheetData":
            tag = self.data[one.start + 1 : one.tag_end]
            self.prefix = tag[: tag.index(b"sheetData")]
            self._set_width(one.start)
        elif one.name == "row" and one.number:
            while self.waiting and self.waiting[-1] < one.number:
                self.edits.append((one.start, one.start, self._row(self.waiting.pop())))

    def ended(self, one: _Element, end: int, empty: bool) -> None:
        above = self.open[-1] if self.open else None
        if one.name == "col" and self.widths is not None and above and above.name == "cols":
            first = re.search(rb"\smin=[\"'](\d+)", self.data[one.start : one.tag_end])
            if first and int(first[1]) < self.column:
                self.widths = (end, end)
        elif one.name == "c" and above is not None and above.name == "row":
            if one.number < self.column:
                above.at = end
            elif one.number == self.column:
                above.there = (one.start, end, one.style)
        elif one.name == "row" and one.number:
            self._mark(one, end, empty)
        elif one.name == "sheetData":
            self._rest(one, end, empty)

    def _mark(self, row: _Element, end: int, empty: bool) -> None:
        text = self.marks.get(row.number)
        if text is None or not self.waiting or self.waiting[-1] != row.number:
            if row.there is not None:
                self.edits.append((*row.there[:2], b""))
            return
        self.waiting.pop()
        style = row.there[2] if row.there is not None and row.there[2] else self.style
        cell = self._cell(row.number, text, style)
        tag = self.data[row.start : row.tag_end]
        if spans := _SPANS.search(tag):
            wide = max(int(spans[2]), self.column)
            tag = b"%s%s%d%s" % (tag[: spans.start()], spans[1], wide, tag[spans.end() :])
        if empty:
            name = self.prefix + b"row"
            whole = b"%s>%s</%s>" % (tag.removesuffix(b"/>").rstrip(), cell, name)
            self.edits.append((row.start, end, whole))
            return
        self.edits.append((row.start, row.tag_end, tag))
        start, stop = row.there[:2] if row.there is not None else (row.at, row.at)
        self.edits.append((start, stop, cell))

    def _rest(self, data: _Element, end: int, empty: bool) -> None:
        """The rows behind the last one that is written."""
        rows = b"".join(self._row(number) for number in reversed(self.waiting))
        if not rows:
            return
        if empty:
            tag = self.data[data.start : data.tag_end].removesuffix(b"/>").rstrip()
            whole = b"%s>%s</%ssheetData>" % (tag, rows, self.prefix)
            self.edits.append((data.start, end, whole))
        else:
            at = self.data.rindex(b"<", 0, end)
            self.edits.append((at, at, rows))

    def _row(self, number: int) -> bytes:
        cell = self._cell(number, self.marks[number], self.style)
        return b'<%srow r="%d">%s</%srow>' % (self.prefix, number, cell, self.prefix)

    def _cell(self, row: int, text: str, style: str) -> bytes:
        address = f"{letters_of(self.column)}{row}"
        formed = f' s="{style}"' if style else ""
        lines = "&#10;".join(map(_written, text.split("\n")))
        p = self.prefix.decode()
        return (
            f'<{p}c r="{address}"{formed} t="inlineStr"><{p}is><{p}t xml:space="preserve">'
            f"{lines}</{p}t></{p}is></{p}c>"
        ).encode()

    def _widen(self, one: _Element) -> None:
        """The area the sheet says it fills, with the column in it."""
        tag = self.data[one.start : one.tag_end]
        found = _REF.search(tag)
        if found is None:
            return
        first, top, last, bottom = found[2], int(found[3]), found[4], found[5]
        right = max(number_of((last or first).decode()), self.column)
        left = min(number_of(first.decode()), self.column)
        low, high = min(top, self.lowest), max(int(bottom or top), self.highest)
        area = f"{letters_of(left)}{low}:{letters_of(right)}{high}".encode()
        new = b"".join([tag[: found.start()], found[1], area, tag[found.end() :]])
        self.edits.append((one.start, one.tag_end, new))

    def _set_width(self, before: int) -> None:
        if self.wide:
            return
        at = self.column
        p = self.prefix.decode()
        col = f'<{p}col min="{at}" max="{at}" width="{_WIDTH}" customWidth="1"/>'
        if self.widths is None:
            self.edits.append((before, before, f"<{p}cols>{col}</{p}cols>".encode()))
        else:
            self.edits.append((*self.widths, col.encode()))


def _written(line: str) -> str:
    """One line as the text of a cell; `_x000D_` stays what it is."""
    return _READ_AS.sub("_x005F_", escape(line))


def number_of(letters: str) -> int:
    """The number of a column, `A` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number: int) -> str:
    """The letters of a column, 1 is `A`."""
    return "".join(reversed([*_letters(number)]))


def _letters(number: int) -> Iterator[str]:
    while number:
        number, rest = divmod(number - 1, 26)
        yield chr(65 + rest)
