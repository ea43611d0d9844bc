"""Workbooks (XLSX): from the bytes of a workbook to the lines of one sheet, as an official sees it.

openpyxl is an optional extra and read here alone. Nothing is ever written; merged cells are filled,
hidden rows are read and told, a formula without a value is told by the address of its cell.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from govkit.diagnostics import Both
from govkit.source import SourceFile
from govkit.tables.number_format import DIGITS, shown_number
from govkit.tables.separated import tidy
from govkit.tables.table import Line, Notes, TableError, Unsure, marked_column

BETWEEN = " │ "
MOST_UNPACKED = 100_000_000
MOST_COLUMNS = 200
SAVE_AGAIN = Both(
    "用 Excel 或 WPS 打开，「另存为」Excel 工作簿（.xlsx）或 CSV",
    "open it in a spreadsheet program and save it as .xlsx or CSV",
)
MOST_MERGED = 1_000_000
_AREA = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,8}):([A-Z]{1,3})(\d{1,8})"')
_SHOWN = 8
_HEAD_BYTES = 4_096

_NO_VALUE = {
    "formula": Both(
        "是公式，文件里没有存下算出的结果", "is a formula, and the file holds no result of it"
    ),
    "error": Both("是一个错误值", "is an error value"),
    "format": Both(
        "显示的数和存的数不一样（单元格格式把数缩小了，或者在中间加了字）",
        "shows another number than it holds (its format divides it, or puts signs inside it)",
    ),
    "digits": Both(
        "是一个超过15位的数，表格软件已经把后面几位改成了0",
        "is a number of more than 15 digits, whose last digits the program has replaced by zeros",
    ),
}
_REMEDY = {
    "formula": Both(
        "用 Excel 或 WPS 打开，等算完再保存一次；或者把公式换成算出的结果",
        "open it in a spreadsheet program and save it again; or put the result in its place",
    ),
    "error": Both("改好这一格的公式，或者直接填上内容", "mend the formula, or enter the content"),
    "format": Both(
        "把这一格的格式改成「常规」，再按看到的重新填写，例如「40万元」",
        "set its format to General and enter what is meant, with its unit",
    ),
    "digits": Both(
        "把这一列设成文本格式，再重新填写", "set the column to text and enter the number again"
    ),
}


@dataclass(frozen=True)
class Sheet:
    """The lines of one sheet and the text they are shown in."""

    source: SourceFile
    lines: list[Line]


def sheet_of(data: bytes, name: str, sheet: str, notes: Notes, most: int) -> Sheet:
    """One sheet of a workbook; the first that is not hidden where `sheet` is empty.

    Raises `TableError` where there is no such sheet or the workbook cannot be opened.
    """
    formulas = _check(data, name, notes)
    chosen = _chosen(_opened(data, name, notes, values=True), name, sheet, notes)
    if chosen.max_row > most or chosen.max_column > MOST_COLUMNS:
        _too_large(chosen, notes, most)
    written = _formulas(data, name, chosen.title, notes) if formulas else frozenset()
    merged = _merged(chosen)
    rows = [[_read(cell, written) for cell in row] for row in chosen.iter_rows()]
    _fill(rows, merged)
    _unmark(rows)
    shown = f"{name}#{chosen.title}" if sheet else name
    source, lines = _rendered(shown, rows)
    _tell(chosen, merged, len(rows), source, notes)
    return Sheet(source, lines)


def places_of(text: str) -> list[tuple[int, int]]:
    """Where the cells of one rendered row stand in its text."""
    found, at = [], 0
    for cell in text.split(BETWEEN):
        found.append((at, at + len(cell)))
        at += len(cell) + len(BETWEEN)
    return found


@dataclass(slots=True)
class _Cell:
    """A cell as it is shown; its address only where something is wrong with it."""

    text: str
    trouble: str = ""
    address: str = ""


# ── opening ──
def _check(data: bytes, name: str, notes: Notes) -> bool:
    """Refuse what is no workbook or unpacks to too much; whether any cell holds a formula."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            names = packed.namelist()
            if size > MOST_UNPACKED:
                raise notes.refuse(
                    "GOV165", None, name=name, what=Both("展开后的大小", "its unpacked size"),
                    size=f"{size / 1e6:.0f} MB", limit=f"{MOST_UNPACKED / 1e6:.0f} MB",
                )  # fmt: skip
            if "xl/workbook.xml" not in names:
                raise _no_table(name, notes)
            if any(_declares(packed, part) for part in names):
                raise _no_table(name, notes)
            texts = [packed.read(part) for part in names if part.startswith("xl/worksheets/")]
            for text in texts:
                _refuse_wide_areas(text, name, notes)
            return any(b"<f>" in text or b"<f " in text for text in texts)
    except TableError:
        raise
    except Exception:  # a damaged archive raises what its packing makes of it
        raise _no_table(name, notes) from None


def _refuse_wide_areas(text: bytes, name: str, notes: Notes) -> None:
    """Refuse merged areas of more cells than a table may have; each cell of one becomes an object
    as soon as the library opens the sheet."""
    cells = 0
    for area in _AREA.finditer(text):
        left, top, right, bottom = area.groups()
        rows = abs(int(bottom) - int(top)) + 1
        cells += rows * (abs(_column(right) - _column(left)) + 1)
    if cells > MOST_MERGED:
        raise notes.refuse(
            "GOV165", None, name=name, what=Both("合并的单元格", "the number of merged cells"),
            size=f"{cells:,}", limit=f"{MOST_MERGED:,}",
        )  # fmt: skip


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _declares(packed: ZipFile, part: str) -> bool:
    """Whether a part declares entities of its own, which no spreadsheet program writes."""
    if not part.endswith((".xml", ".rels")):
        return False
    with packed.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(_HEAD_BYTES)


def _no_table(name: str, notes: Notes) -> TableError:
    return notes.refuse(
        "GOV164", None, name=name,
        what=Both("不是工作簿（.xlsx），或者已经损坏", "is no workbook (.xlsx), or is damaged"),
        remedy=SAVE_AGAIN,
    )  # fmt: skip


def _opened(data: bytes, name: str, notes: Notes, values: bool) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise notes.refuse("GOV163", None, name=name) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(BytesIO(data), data_only=values, keep_links=False)
        except Exception:  # whatever a damaged part makes the library raise
            raise _no_table(name, notes) from None


def _chosen(book: Any, name: str, sheet: str, notes: Notes) -> Any:
    titles = [one.title for one in book.worksheets]
    if not sheet:
        seen = [one for one in book.worksheets if one.sheet_state == "visible"]
        if seen or book.worksheets:
            return (seen or book.worksheets)[0]
    if sheet not in titles:
        listed = Both("、".join(titles[:_SHOWN]), ", ".join(titles[:_SHOWN]))
        raise notes.refuse("GOV166", None, name=name, sheet=sheet, sheets=listed)
    return book[sheet]


def _too_large(chosen: Any, notes: Notes, most: int) -> None:
    rows = chosen.max_row > most
    what = Both("行数", "its number of rows") if rows else Both("列数", "its number of columns")
    size, limit = (chosen.max_row, most) if rows else (chosen.max_column, MOST_COLUMNS)
    raise notes.refuse(
        "GOV165", None, name=chosen.title, what=what, size=f"{size:,}", limit=f"{limit:,}"
    )


def _formulas(data: bytes, name: str, title: str, notes: Notes) -> frozenset[str]:
    """The addresses of the cells that hold a formula; a second reading of the workbook tells."""
    sheet = _opened(data, name, notes, values=False)[title]
    return frozenset(
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )


# ── cells ──
def _read(cell: Any, formulas: frozenset[str]) -> _Cell:
    trouble = _trouble(cell, formulas)
    return _Cell(_shown(cell), trouble, cell.coordinate if trouble else "")


def _shown(cell: Any) -> str:
    """A cell's value as its reader sees it: `3` and not `3.0`, a date without midnight."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        from openpyxl.utils.escape import unescape

        return text_of(unescape(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return tidy(str(value))


def text_of(text: str) -> str:
    """A text as it is read from a cell."""
    return tidy(text).replace(BETWEEN.strip(), "|")


def _number(value: int | float, form: str) -> str:
    seen = shown_number(value, form)
    return f"{value:.15g}" if seen is None else seen


def _trouble(cell: Any, formulas: frozenset[str]) -> str:
    if cell.value is None:
        return "formula" if formulas and cell.coordinate in formulas else ""
    if cell.data_type == "e":
        return "error"
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    if number and abs(cell.value) >= DIGITS:
        return "digits"
    apart = number and shown_number(cell.value, str(cell.number_format or "")) is None
    return "format" if apart else ""


def _merged(chosen: Any) -> list[tuple[str, int, int, int, int]]:
    """Merged ranges: address, first row, last row, first column, last column."""
    return [
        (str(area.coord), area.min_row, area.max_row, area.min_col, area.max_col)
        for area in chosen.merged_cells.ranges
    ]


def _fill(rows: list[list[_Cell]], merged: list[tuple[str, int, int, int, int]]) -> None:
    for _, top, bottom, left, right in merged:
        first = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            for cell in row[left - 1 : right]:
                cell.text = first.text
                cell.trouble = "" if cell is not first else first.trouble


def _unmark(rows: list[list[_Cell]]) -> None:
    """Empty the column of findings that an earlier check added."""
    column = marked_column([cell.text for cell in row] for row in rows)
    if column is not None:
        for row in rows:
            row[column] = _Cell("")


# ── the text of a sheet ──
def _rendered(name: str, rows: list[list[_Cell]]) -> tuple[SourceFile, list[Line]]:
    """The rows as a text with one line each, so that a line has the number of its row."""
    while rows and not any(cell.text or cell.trouble for cell in rows[-1]):
        rows.pop()
    texts, lines, at = [], [], 0
    for number, row in enumerate(rows, start=1):
        cells = [cell.text for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        text = BETWEEN.join(cells)
        lines.append(Line(number, tuple(cells), at, at + len(text), _unsure(row)))
        texts.append(text)
        at += len(text) + 1
    return SourceFile(name, "\n".join(texts)), lines


def _unsure(row: list[_Cell]) -> dict[int, Unsure]:
    return {
        at: Unsure(cell.address, _NO_VALUE[cell.trouble], _REMEDY[cell.trouble])
        for at, cell in enumerate(row)
        if cell.trouble
    }


def _tell(
    chosen: Any,
    merged: list[tuple[str, int, int, int, int]],
    last: int,
    source: SourceFile,
    notes: Notes,
) -> None:
    """The findings about what a reader of the sheet may not see."""
    if merged:
        areas = [Both(area, area) for area, *_ in sorted(merged, key=lambda area: area[1:])]
        notes.add("GOV174", None, name=source.name, areas=_some(areas))
    hidden = list(_hidden(chosen, last))
    if hidden:
        notes.add("GOV173", None, name=source.name, hidden=_some(hidden))


def _hidden(chosen: Any, last: int) -> Iterator[Both]:
    """Hidden rows by number, hidden columns by letter."""
    from openpyxl.utils import get_column_letter

    for number in sorted(chosen.row_dimensions):
        if chosen.row_dimensions[number].hidden and number <= last:
            yield Both(f"第{number}行", f"row {number}")
    for letter, column in chosen.column_dimensions.items():
        if column.hidden and column.min <= chosen.max_column:
            last_letter = get_column_letter(min(column.max, chosen.max_column))
            shown = letter if letter == last_letter else f"{letter}:{last_letter}"
            yield Both(f"{shown}列", f"column {shown}")


def _some(names: list[Both]) -> Both:
    more = len(names) - _SHOWN
    zh = "、".join(name.zh for name in names[:_SHOWN])
    en = ", ".join(name.en for name in names[:_SHOWN])
    return Both(f"{zh} 等{len(names)}处", f"{en} and {more} more") if more > 0 else Both(zh, en)
