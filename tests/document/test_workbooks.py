"""A document as a workbook: read back by openpyxl and as XML, typed, named, printed."""

from __future__ import annotations

import html
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.document.building import cell, line
from govkit.document.parts import Column, Document, Heading, Note, Paragraph, Run, Table
from govkit.document.reading import tables_of, texts, words
from govkit.export.escape import shown
from govkit.export.xlsx import to_xlsx
from tests.document.conftest import document

ROOT = Path(__file__).parents[2]
NUMBERS = Table(
    (Column("数量", number=True), Column("编号")),
    tuple(
        (cell(text), cell(text)) for text in ("3", "2.50", "-4", "0.1", "1e5", "007", "5个", "=3")
    ),
    name="数",
)


def opened(found: Document) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(to_xlsx(found)))


def strings(sheet: Any) -> Iterator[str]:
    from openpyxl.utils.escape import unescape

    for row in sheet.iter_rows():
        for one in row:
            if one.value is not None:
                yield from unescape(str(one.value)).split("\n")


def said(found: Document) -> tuple[list[list[str]], list[str]]:
    """What each table says, and what stands in no table, as it can be seen."""
    tables = []
    for table in tables_of(found):
        rows = (*table.title_rows(), *table.rows)
        told = [table.caption, *(words(one) for row in rows for part in row for one in part.lines)]
        tables.append([text for text in map(shown, told) if text])
    rest = [shown(text) for text in texts(found)]
    for told in tables:
        for text in told:
            rest.remove(text)
    return tables, rest


def test_sheets_hold_the_tables_and_one_holds_the_rest(every_part: Document) -> None:
    *sheets, rest = opened(every_part).worksheets
    tables, others = said(every_part)
    assert [list(strings(sheet)) for sheet in sheets] == tables
    assert sorted(strings(rest)) == sorted(others)
    assert rest.title == {"zh": "说明", "en": "Notes"}[every_part.lang]


def test_no_note_is_cut_at_the_edge_of_the_paper(every_part: Document) -> None:
    sheet = opened(every_part).worksheets[-1]
    a_letter = 2.1  # millimetres, in the widest of the fonts that stand for one another
    assert sheet.column_dimensions["A"].width * a_letter < 297 - 2 * 19


def test_every_cell_is_text_whatever_it_begins_with(every_part: Document) -> None:
    book = opened(every_part)
    for sheet in book.worksheets:
        for one in (one for row in sheet.iter_rows() for one in row if one.value is not None):
            assert one.data_type == "s" and one.quotePrefix and one.number_format == "@", one.value
            assert one.hyperlink is None and one.comment is None
    with zipfile.ZipFile(io.BytesIO(to_xlsx(every_part))) as package:
        every = b"".join(package.read(name) for name in package.namelist())
    assert b"<f>" not in every and b"TargetMode" not in every and b"externalLink" not in every


def test_a_text_that_excel_would_read_as_a_number_of_a_letter_stays() -> None:
    found = Document("zh", "题", (Paragraph(line("_x0041_ 和 _X_")),))
    with zipfile.ZipFile(io.BytesIO(to_xlsx(found))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_ 和 _X_" in html.unescape(sheet)
    assert "_x0041_ 和 _X_" in list(strings(opened(found).worksheets[0]))


def test_exact_amounts_of_a_column_of_numbers_are_numbers() -> None:
    sheet = opened(Document("zh", "题", (NUMBERS,)))["数"]
    numbers = {row: (one.value, one.number_format) for row, (one, _) in
               enumerate(sheet.iter_rows(min_row=2), 2) if one.data_type == "n"}  # fmt: skip
    assert numbers == {2: (3, "0"), 3: (2.5, "0.00"), 4: (-4, "0"), 5: (0.1, "0.0")}
    assert all(one.data_type == "s" for (_, one) in sheet.iter_rows(min_row=2))
    assert [one.value for (one, _) in sheet.iter_rows(min_row=6)] == ["1e5", "007", "5个", "=3"]


def test_heads_are_frozen_repeated_in_print_and_filtered_by() -> None:
    sheet = opened(document("zh")).worksheets[0]
    assert sheet.freeze_panes == "A4" and sheet.print_title_rows == "$1:$3"
    assert sheet.auto_filter.ref.startswith("A3:C")
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A1:C1", "A2:B2", "B4:B5", "A6:B6"} <= merged


def test_widths_go_by_weight_and_rows_are_as_high_as_their_words() -> None:
    columns = (Column("甲", 1), Column("乙", 3))
    rows = ((cell("短"), cell("短")), (cell("短"), cell("长" * 200)))
    sheet = opened(Document("zh", "题", (Table(columns, rows, name="表"),)))["表"]
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)
    heights = [sheet.row_dimensions[at].height for at in (2, 3)]
    assert heights[0] == 15 and heights[1] >= 15 * (400 / widths[1])


def test_marks_are_runs_of_one_cell_and_more_than_a_colour() -> None:
    import openpyxl

    marked = (Run("改为", ""), Run("3日", "new"), Run("5日", "gone"))
    whole = cell(line("新增", "new"))
    found = Document("zh", "题", (Table((Column("甲"),), ((cell(marked),), (whole,))),))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(found)), rich_text=True)
    sheet = book.worksheets[0]
    runs = [
        (str(run), bool(run.font.b), run.font.u, bool(run.font.strike)) for run in sheet["A2"].value
    ]
    assert runs == [
        ("改为", False, None, False),
        ("3日", True, "single", False),
        ("5日", False, None, True),
    ]
    assert sheet["A3"].font.b and sheet["A3"].font.u == "single"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["职责清单", "职责清单", "职责清单"], ["职责清单", "职责清单·2", "职责清单·3"]),
        (["a/b[1]:*?\\", "'x'"], ["a·b·1·····", "x"]),
        (["甲" * 40, "甲" * 40], ["甲" * 31, "甲" * 29 + "·2"]),
        (["𠮷" * 20], ["𠮷" * 15]),
        (["History", "说明", "NOTES", "notes"], ["History·", "说明·2", "NOTES", "notes·2"]),
        (["", "'"], ["表", "1"]),
    ],
)
def test_names_of_sheets_are_legal_and_unlike(wanted: list[str], names: list[str]) -> None:
    tables = tuple(Table((Column("甲"),), ((cell("1"),),), name=name) for name in wanted)
    assert opened(Document("zh", "题", tables)).sheetnames == [*names, "说明"]


def test_a_sheet_is_called_by_its_table_its_caption_or_the_heading_above() -> None:
    rows = ((cell("1"),),)
    column = (Column("甲"),)
    blocks = (
        Heading(1, "一、岗位"), Note(line("注")), Table(column, rows),
        Table(column, rows, caption="表2"), Table(column, rows, caption="表3", name="三"),
    )  # fmt: skip
    names = opened(Document("zh", "题", blocks)).sheetnames
    assert names == ["一、岗位", "表2", "三", "说明"]


def test_a_cell_too_long_for_excel_is_refused_and_cut_nowhere() -> None:
    for many, refused in ((32_767, False), (32_768, True)):
        found = Document("zh", "题", (Table((Column("甲"),), ((cell("长" * many),),)),))
        if refused:
            with pytest.raises(GovError) as told:
                to_xlsx(found)
            assert told.value.diagnostics[0].code == "GOV986"
        else:
            assert opened(found).worksheets[0]["A2"].value == "长" * many


PRINTED = """
import hashlib
from tests.document.conftest import document
from govkit.document.parts import Document
from govkit.export.saving import write
found = document("zh")
one = Document("zh", "题", tuple(part for part in found.blocks if type(part).__name__ == "Table"))
for ending in (".docx", ".xlsx", ".html", ".md"):
    print(ending, hashlib.sha256(write(found, ending)).hexdigest())
print(".csv", hashlib.sha256(write(one, ".csv")).hexdigest())
"""


def test_the_same_document_is_the_same_bytes_anywhere() -> None:
    def printed(seed: str, zone: str, lang: str) -> str:
        told = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": lang}
        done = subprocess.run(
            [sys.executable, "-c", PRINTED],
            env=told, text=True, cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout

    first = printed("1", "Asia/Shanghai", "C")
    assert len(first.splitlines()) == 5 and first == printed("2", "America/New_York", "C.UTF-8")
