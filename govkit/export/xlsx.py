"""A document as an Excel workbook: a sheet for each table, and one for all that is no table.

A `Document` enters, the bytes of a file leave, the same for the same document. Text is typed as
text whatever it begins with; there are no formulas, links or macros. The workbook is made by
openpyxl, of the extra `office`, imported when used. What the document is about is not known here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from math import ceil
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.diagnostics.width import width
from govkit.document import building
from govkit.document.parts import (
    Block,
    Cell,
    Document,
    Heading,
    Keep,
    Line,
    Note,
    Paragraph,
    Picture,
    Row,
    Table,
)
from govkit.document.reading import words
from govkit.document.sheet_name import sheet_name
from govkit.export.escape import shown
from govkit.export.packages import undated
from govkit.export.xlsx_form import Options

_WIDE = {"A4": 130, "A3": 185}  # letters across the paper, landscape, at 11 points
_OF_NOTES = 110  # of the sheet of notes, which LibreOffice cuts at the edge and does not shrink
_NARROWEST, _POINTS, _HIGHEST = 5, 15.0, 409.0
_LONGEST = 32_767  # letters of a cell; beyond them Excel calls a file broken
_REST = {"zh": "说明", "en": "Notes"}
_SHEET = {"zh": "表", "en": "Table "}
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.(\d{1,6}))?")
_READ_AS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DATED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def to_xlsx(document: Document) -> bytes:
    """The file.

    Raises `GovError` (GOV993) where openpyxl is not installed, and (GOV986) where a cell holds more
    than Excel can.
    """
    if find_spec("openpyxl") is None:
        raise refuse("GOV993", what="Excel", package="openpyxl")
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    looks = _Looks()
    names = {_REST[document.lang].lower()}
    options = Options(document)
    for name, table in _named(document):
        sheet = book.create_sheet(sheet_name(shown(name), names))
        made = _Sheet(sheet, table, document, looks)
        made.write()
        if document.form:
            options.offer(sheet, table, made.top)
    _rest(book.create_sheet(_REST[document.lang]), document, looks)
    if options.lists:
        options.write(book.create_sheet(options.name))
    book.properties.creator = None
    book.properties.title = shown(document.title)[:255]
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue(), {"docProps/core.xml": lambda text: _DATED.sub(b"", text)})


def _named(document: Document) -> Iterator[tuple[str, Table]]:
    """Each table with what its sheet is called: its name, its caption, the heading above it."""
    above = ""
    for block in document.blocks:
        for part in block.parts if isinstance(block, Keep) else (block,):
            if isinstance(part, Heading):
                above = part.text
            elif isinstance(part, Table):
                yield part.name or part.caption or above or _SHEET[document.lang], part


class _Looks:
    """The looks of cells, each made once: of a cell of a table, a head, a heading, a paragraph."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}

    def dress(
        self, cell: Any, font: str = "", stands: str = "left", shade: bool = False,
        line: bool = True, number: str = "",
    ) -> None:  # fmt: skip
        """Give a cell a look: `font` is "", "strong", "quiet", "new", "gone" or "title"."""
        key = (font, stands, shade, line, number)
        if key in self._made:
            cell._style = self._made[key]
            return
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell.font = Font(
            name="宋体",
            size={"title": 16, "quiet": 10}.get(font, 11),
            bold=font in ("strong", "title", "new"),
            strike=font == "gone",
            underline="single" if font == "new" else None,
        )
        cell.alignment = Alignment(
            horizontal="right" if number else stands, vertical="top", wrap_text=True
        )
        if shade:
            cell.fill = PatternFill("solid", fgColor="EEEEEE")
        if line:
            side = Side("thin", color="333333")
            cell.border = Border(side, side, side, side)
        if number:
            cell.number_format = number
        else:
            cell.number_format = "@"
            cell.quotePrefix = True
        self._made[key] = cell._style


class _Sheet:
    """One table on a sheet of its own."""

    def __init__(self, sheet: Any, table: Table, document: Document, looks: _Looks) -> None:
        self.sheet, self.table, self.looks = sheet, table, looks
        whole = sum(column.weight for column in table.columns)
        wide = _WIDE[document.paper]
        self.widths = [max(_NARROWEST, wide * one.weight / whole) for one in table.columns]
        self.at = self.top = 0
        self.paper, self.form = document.paper, document.form

    def write(self) -> None:
        """The caption, the head, the rows, and how they are shown and printed."""
        from openpyxl.utils import get_column_letter

        for number, wide in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = round(wide, 2)
        if self.table.caption and not self.form:
            caption = Cell(
                ((building.line(self.table.caption, "strong")),), across=len(self.widths)
            )
            self.rows(((caption,),), head=True, line=False)
        heads = self.table.title_rows()
        self.rows(heads, head=True)
        top = self.top = self.at
        self.rows(self.table.rows)
        if top:
            self.sheet.freeze_panes = f"A{top + 1}"
            self.sheet.print_title_rows = f"1:{top}"
        if heads and not self.form:
            last = get_column_letter(len(self.widths))
            self.sheet.auto_filter.ref = f"A{top}:{last}{max(self.at, top)}"
        _printed(self.sheet, self.paper)

    def rows(self, rows: tuple[Row, ...], head: bool = False, line: bool = True) -> None:
        """Some rows beneath those that stand already."""
        heights = [_POINTS] * len(rows)
        tall: list[tuple[int, int, float]] = []
        for number, row in enumerate(self.table.grid(rows)):
            for at, cell in row:
                self.cell(self.at + number + 1, at, cell, head, line)
                wide = sum(self.widths[at : at + cell.across])
                high = _height(cell, wide)
                if cell.down == 1:
                    heights[number] = max(heights[number], high)
                else:
                    tall.append((number, cell.down, high))
        for number, down, high in tall:
            missing = high - sum(heights[number : number + down])
            for one in range(number, number + down) if missing > 0 else ():
                heights[one] += missing / down
        for number, high in enumerate(heights):
            self.sheet.row_dimensions[self.at + number + 1].height = round(min(high, _HIGHEST), 1)
        self.at += len(rows)

    def cell(self, row: int, at: int, cell: Cell, head: bool, line: bool) -> None:
        """One cell, over all rows and columns it takes."""
        column = self.table.columns[at]
        made = self.sheet.cell(row, at + 1)
        stands = cell.align or column.align
        number = None if head or not column.number else _number(cell)
        if number is None:
            font = _filled(made, cell.lines)
            if head and font != "quiet":
                font = "strong"
            self.looks.dress(made, font, stands, cell.shade, line)
        else:
            made.value, look = number
            self.looks.dress(made, "", stands, cell.shade, line, look)
        if cell.across > 1 or cell.down > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row + cell.down - 1,
                start_column=at + 1, end_column=at + cell.across,
            )  # fmt: skip


def _number(cell: Cell) -> tuple[int | float, str] | None:
    """The number that a cell holds, and how it is shown; None where it is a text."""
    text = words(cell.lines[0]) if len(cell.lines) == 1 else ""
    found = _NUMBER.fullmatch(text)
    if found is None or len(text.lstrip("-").replace(".", "")) > 15:
        return None
    if not found[3]:
        return (int(text), "0") if text != "-0" else None
    return float(text), f"0.{'0' * len(found[3])}"


def _filled(cell: Any, lines: tuple[Line, ...]) -> str:
    """Put lines into a cell as text; the one mark that all of them have leaves, else nothing."""
    told = [line for line in lines if words(line)]
    text = "\n".join(_text(words(line)) for line in told)
    if len(text) > _LONGEST:
        most = f"{_LONGEST:,}"
        why = Both(f"有一格超过 {most} 个字，Excel 放不下", f"a cell has more than {most} letters")
        known = Both(".docx、.html、.md", ".docx, .html, .md")
        raise refuse("GOV986", ending=".xlsx", why=why, known=known)
    marks = {run.mark for line in told for run in line if run.text}
    if len(marks) > 1:
        cell.value = _rich(told)
    elif text:
        cell.value = text
        cell.data_type = "s"
    return marks.pop() if len(marks) == 1 else ""


def _rich(lines: list[Line]) -> Any:
    """Runs of several looks in one cell."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    looks: dict[str, dict[str, Any]] = {
        "": {},
        "new": {"b": True, "u": "single"},
        "gone": {"strike": True},
        "strong": {"b": True},
        "quiet": {"sz": 10},
    }
    parts = []
    for number, line in enumerate(lines):
        for place, run in enumerate(run for run in line if run.text):
            begin = "\n" if number and not place else ""
            font = InlineFont(rFont="宋体", **{"sz": 11, **looks[run.mark]})
            parts.append(TextBlock(font, begin + _text(run.text)))
    return CellRichText(parts)


def _text(text: str) -> str:
    """A text as it can be seen; what Excel would read as the number of a letter stays as it is."""
    return _READ_AS.sub("_x005F_", shown(text))


def _height(cell: Cell, wide: float) -> float:
    """Points that the words of a cell take, with room to write by hand."""
    lines = sum(max(1, ceil(width(shown(words(line))) * 1.1 / wide)) for line in cell.lines)
    return max(lines, 1) * _POINTS + 24 * cell.room


def _rest(sheet: Any, document: Document, looks: _Looks) -> None:
    """What is no table, each string in a row."""
    wide = _OF_NOTES
    sheet.column_dimensions["A"].width = wide
    told = [
        ("strong", document.annex),
        ("title", document.title),
        ("", document.subtitle),
        *(one for block in document.blocks for one in _strings(block)),
        ("quiet", document.foot),
    ]
    row = 0
    for font, text in told:
        line = text if isinstance(text, tuple) else building.line(text, "strong")
        if words(line):
            row += 1
            made = sheet.cell(row, 1)
            own = _filled(made, (line,))
            looks.dress(made, own if isinstance(text, tuple) else font, line=False)
            high = _height(Cell((line,)), wide) * (1.5 if font == "title" else 1)
            sheet.row_dimensions[row].height = min(high, _HIGHEST)
    _printed(sheet, "A4")


def _strings(block: Block) -> Iterator[tuple[str, str | Line]]:
    match block:
        case Heading():
            yield "strong", block.text
        case Paragraph() | Note():
            yield "", block.runs
        case Picture():
            yield "", block.caption
        case Keep():
            for part in block.parts:
                yield from _strings(part)
        case _:
            return


def _printed(sheet: Any, paper: str) -> None:
    """Landscape, one page wide, as many pages long as it takes, their number at the foot."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = {"A4": 9, "A3": 8}[paper]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.center.text = "— &P —"
