"""Reading a table: from a path to rows under their headings, whatever the file is made of.

A path enters that somebody else has allowed; a `Table` and findings leave. A finding without a
place is about the file as a whole. The meaning of columns is not known, only which heading is
needed to tell the row of headings from a title above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from govkit.diagnostics import Both, Diagnostic, Label
from govkit.source import SourceFile, Span, decoded
from govkit.tables import separated
from govkit.tables.bytes import read_bytes
from govkit.tables.table import (
    MOST_TITLES,
    Cut,
    Line,
    Notes,
    Row,
    Table,
    TableError,
    folded,
    heading_of,
    is_hint,
    marked_column,
)

MOST_ROWS = 200_000
MOST_CHARACTERS = 32_767  # of one cell, as spreadsheet programs have it
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|meta|head|style|\?xml|div)", re.IGNORECASE)
_TOTALS = frozenset(
    ["合计", "总计", "小计", "共计", "总数", "总和", "total", "totals", "subtotal", "sum",
     "grand total"]
)  # fmt: skip
_BRACKETS = re.compile(r" ?[（(][^（()）]*[)）]$")
_REMARK = re.compile(r"(?:注|备注|说明|附注|填表人|填报人|制表人?|审核人?|notes?)\s*\d*[:：]", re.I)


def read_table(
    path: Path, sheet: str = "", *, name: str = "", known: Collection[str] = ()
) -> tuple[Table | None, list[Diagnostic]]:
    """The table in a CSV file or in a sheet of a workbook, and what was found about it.

    `sheet`: the name of a sheet; empty for the first one. `name`: how findings call the file.
    `known`: the headings that are understood, folded; the line that has most of them holds the
    headings, lines above it are titles, and only their cells have to be sure. None where the file
    cannot be read; a table may come with errors about single rows.
    """
    notes = Notes()
    shown = name or str(path)
    try:
        data = read_bytes(path, shown, notes)
        lines, source, mark = _lines(data, shown, sheet, notes)
        return _table(shown, lines, source, mark, set(known), notes), notes.found
    except TableError:
        return None, notes.found


def _lines(data: bytes, name: str, sheet: str, notes: Notes) -> tuple[list[Line], SourceFile, str]:
    """The lines of a file, by what it holds and not by how it is called; the mark of CSV."""
    from govkit.tables import workbook

    if data.startswith(b"PK"):
        found = workbook.sheet_of(data, name, sheet, notes, MOST_ROWS)
        return found.lines, found.source, ""
    _refuse_others(data, name, notes)
    text = decoded(data)
    if text is None:
        what = Both("不是文本，也不是工作簿，读不出字来", "is neither text nor a workbook")
        raise notes.refuse("GOV164", None, name=name, what=what, remedy=workbook.SAVE_AGAIN)
    if sheet:
        none = Both("CSV 只有一张表，没有表名", "one sheet without a name, as CSV has")
        raise notes.refuse("GOV166", None, name=name, sheet=sheet, sheets=none)
    source = SourceFile(name, text[0].replace("\r\n", "\n").replace("\r", "\n"))
    lines, mark = separated.lines_of(source, notes, MOST_ROWS)
    return lines, source, mark


def _refuse_others(data: bytes, name: str, notes: Notes) -> None:
    """Old workbooks, locked ones and pages of markup under the name of a workbook."""
    from govkit.tables import workbook

    what, remedy = None, workbook.SAVE_AGAIN
    if data.startswith(_OLE) and _LOCKED in data:
        what = Both("设了打开密码", "is protected by a password")
        remedy = Both(
            "去掉打开密码再保存，或者另存为 CSV", "save it without the password, or as CSV"
        )
    elif data.startswith(_OLE):
        what = Both("是旧版 Excel 或 WPS 文件（.xls、.et）", "is a workbook of the old kind (.xls)")
    elif _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        what = Both(
            "其实是网页，只是文件名像表格；从业务系统里导出的常常是这样",
            "is a web page under the name of a table, as some systems export it",
        )
    if what is not None:
        raise notes.refuse("GOV164", None, name=name, what=what, remedy=remedy)


# ── headings and rows ──
def _table(
    name: str, lines: list[Line], source: SourceFile, mark: str, known: set[str], notes: Notes,
) -> Table:  # fmt: skip
    from govkit.tables import workbook

    cut = workbook.places_of if not mark else lambda text: separated.places_of(text, mark)
    lines = _unmarked(lines, source, cut)
    top = _headings(lines, known)
    if top is None:
        raise notes.refuse(
            "GOV164", None, name=name, what=Both("里面什么也没有", "is empty"),
            remedy=Both("检查文件保存了没有", "see whether it was saved"),
        )  # fmt: skip
    line = lines[top]
    columns = _columns(line, source, notes, mark)
    titles = [above.number for above in lines[:top] if not _tells_how(above) and above.first]
    if titles:
        first = Span(source, lines[0].start, line.start)
        notes.add("GOV176", first, what=Both(
            f"第{'、'.join(map(str, titles))}行（列名上面的表名或说明）",
            f"line {', '.join(map(str, titles))} above the headings",
        ))  # fmt: skip
    rows = tuple(_rows(lines[top + 1 :], columns, known, source, notes))
    at = {column: number for number, column in enumerate(columns) if column}
    return Table(name, tuple(at), rows, source, line, at, cut)


def _headings(lines: list[Line], known: set[str]) -> int | None:
    """Which line holds the headings: the first near the top that has a known word and is no title.

    Titles fill one cell above a wider table. Where a heading spans several columns, the line right
    below counts in its place if it has all its known words and more; rows of data are never looked
    at.
    """
    filled = list(islice((at for at, line in enumerate(lines) if line.first), MOST_TITLES))
    width = max((len(set(filter(None, lines[at].cells))) for at in filled), default=0)

    def words(at: int) -> set[str]:
        return known & {_word(heading_of(cell)) for cell in lines[at].cells}

    def title(at: int) -> bool:
        return width > 1 and len(set(filter(None, lines[at].cells))) < 2

    for number, at in enumerate(filled):
        if words(at) and not title(at):
            below = filled[number + 1] if number + 1 < len(filled) else at
            spans = len(set(lines[at].cells)) < len(lines[at].cells)
            return below if spans and words(below) > words(at) else at
    return next((at for at in filled if not title(at)), filled[0] if filled else None)


def _unmarked(lines: list[Line], source: SourceFile, cut: Cut) -> list[Line]:
    """The lines without the column of findings that an earlier check added."""
    column = marked_column(line.cells for line in lines)
    if column is None:
        return lines
    return [_without(line, column, source, cut) if column < len(line.cells) else line
            for line in lines]  # fmt: skip


def _without(line: Line, column: int, source: SourceFile, cut: Cut) -> Line:
    """The line without what stands in a column; where it is the last one, the text ends before."""
    cells = [*line.cells]
    cells[column] = ""
    end = line.end
    if column == len(cells) - 1:
        while cells and not cells[-1]:
            cells.pop()
        places = cut(source.text[line.start : line.end])
        end = line.start + (places[len(cells) - 1][1] if cells else 0)
    unsure = {at: one for at, one in line.unsure.items() if at != column}
    return Line(line.number, tuple(cells), line.start, end, unsure)


def _word(heading: str) -> str:
    """A heading as it is compared, without the unit in brackets behind it."""
    return folded(_BRACKETS.sub("", heading))


def _columns(line: Line, source: SourceFile, notes: Notes, mark: str) -> list[str]:
    from govkit.tables import workbook

    columns = [heading_of(cell) for cell in line.cells]
    while columns and not columns[-1]:
        columns.pop()
    text = source.text[line.start : line.end]
    places = separated.places_of(text, mark) if mark else workbook.places_of(text)
    for number, column in enumerate(columns):
        earlier = columns.index(column)
        if column and earlier < number:
            here, there = (
                Span(source, line.start + first, line.start + last)
                for first, last in (places[number], places[earlier])
            )
            raise notes.refuse("GOV167", here, (Label(there, "earlier"),), column=column)
    return columns


def _rows(
    lines: list[Line], columns: list[str], known: set[str], source: SourceFile, notes: Notes
) -> Iterator[Row]:
    """The rows below the headings; blank ones and hints on how to fill in the table are skipped,
    totals and remarks skipped and told."""
    width = len(columns)
    unnamed = [at for at, column in enumerate(columns) if not column]
    named = [(at, column) for at, column in enumerate(columns) if column]
    used = [at for at, column in named if not known or _word(column) in known]
    for line in lines:
        first = line.first
        if (not first and not line.unsure) or _tells_how(line):
            continue
        cells = line.cells
        whole = Span(source, line.start, line.end)
        bare = "".join(first.split()) if not first.isascii() else first.strip(" :").casefold()
        remark = _REMARK.match(first)
        if any(map(is_hint, cells)):
            row = str(line.number)
            notes.add("GOV171", whole, row=row, what=_OVER_HINTS, remedy=_OVER_HINTS_REMEDY)
            continue
        if bare.rstrip(":：") in _TOTALS or remark:
            # Of a remark only the word before its colon: what follows may be somebody's name.
            written = remark[0] if remark else first
            notes.add("GOV175", whole, row=str(line.number), written=written)
            continue
        pairs = zip_longest(cells, columns, fillvalue="")
        same = all(heading_of(cell) in ("", above) for cell, above in pairs)
        if first and same:  # the headings once more
            notes.add("GOV175", whole, row=str(line.number), written=first)
            continue
        if any(cells[width:]) or any(cells[at] for at in unnamed if at < len(cells)):
            row = str(line.number)
            notes.add("GOV171", whole, row=row, what=_TOO_MANY, remedy=_TOO_MANY_REMEDY)
            continue
        for at in used:
            if (cell := line.unsure.get(at)) is not None:
                notes.add("GOV172", whole, cell=cell.address, what=cell.what, remedy=cell.remedy)
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            notes.add("GOV171", whole, row=str(line.number), what=_TOO_LONG, remedy=_SPLIT)
            continue
        found = {column: cells[at] if at < len(cells) else "" for at, column in named}
        yield Row(line.number, found, line.start, line.end)


def kept(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Which rows of cells, from 0, a workbook gives back as they stand beneath these headings.

    Others would be passed over as totals, remarks or headings, or would lose a sign.
    """
    from govkit.tables.workbook import text_of

    lines = [Line(n, tuple(map(text_of, row)), 0, 0) for n, row in enumerate(rows)]
    read = _rows(lines, list(columns), set(), SourceFile("", ""), Notes())
    same = (row for row in read if tuple(row.cells.values()) == tuple(rows[row.number]))
    return frozenset(row.number for row in same)


def _tells_how(line: Line) -> bool:
    """Whether a line tells how to fill in the table and says nothing else."""
    filled = [cell for cell in line.cells if cell]
    return bool(filled) and all(map(is_hint, filled))


_OVER_HINTS = Both(
    "是填写说明，里面又填了内容", "tells how to fill in the table, and has content beside that"
)
_OVER_HINTS_REMEDY = Both(
    "把内容填到下面的行里，填写说明整行删去；不是填写说明的，开头不要写「填写：」",
    "enter the content in a row below and delete the row of hints; a cell that is no hint must not "
    "begin with `Fill in:`",
)
_TOO_LONG = Both(
    f"有一格超过 {MOST_CHARACTERS:,} 个字",
    f"has a cell of more than {MOST_CHARACTERS:,} characters",
)
_SPLIT = Both(
    "把长的文字放到正文的「说明」里，这里只写名称",
    "keep the long text in a `note` of the text, and only the name here",
)
_TOO_MANY = Both("有的内容上面没有列名", "has content below no heading")
_TOO_MANY_REMEDY = Both(
    "给这一列加上列名；内容里有逗号的，用双引号把这一格括起来",
    "give the column a heading; put a cell that holds a comma in double quotation marks",
)
