"""Workbooks: cells as an official sees them, and everything that is easily overlooked is told."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from govkit.diagnostics import Diagnostic
from govkit.tables import Table, read_table, reading, workbook

from .conftest import Book

pytest.importorskip("openpyxl")
HEAD: list[object] = ["名称", "编号"]


def read(path: Path, sheet: str = "", *known: str) -> tuple[Table, list[Diagnostic]]:
    table, found = read_table(path, sheet, known=known)
    assert table is not None, [one.code for one in found]
    return table, found


def told(path: Path, sheet: str = "") -> list[str]:
    return [one.code for one in read_table(path, sheet)[1]]


def test_rows_have_the_numbers_of_the_sheet(book: Book) -> None:
    path = book(["网格表"], HEAD, ["东里", "01"], [], ["西里", "02"], [None, None])
    table, found = read(path, "", "名称")
    assert [(row.number, row.cells["名称"]) for row in table.rows] == [(3, "东里"), (5, "西里")]
    place = table.span(table.rows[1], "编号")
    assert (place.line, place.text) == (5, "02")
    assert [one.code for one in found] == ["GOV176"]


def test_a_value_is_what_its_reader_sees(book: Book) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = "0000"
        sheet["B5"].number_format = "0%"

    rows = [61, 3.0, 0.5, 0.6, date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), " 甲\n乙 ", True]
    path = book(HEAD, *[["东里", value] for value in rows], change=change)
    assert [row.cells["编号"] for row in read(path)[0].rows] == [
        "0061", "3", "0.5", "60%", "2026-03-02", "2026-03-02 09:30", "甲 乙", "TRUE",
    ]  # fmt: skip


def test_a_sheet_is_taken_by_its_name_else_the_first_one_seen(book: Book) -> None:
    def hide(sheet: Any) -> None:
        sheet.sheet_state = "hidden"

    path = book(HEAD, ["旧", 1], change=hide, 二=[["名称"], ["新"]], 三=[["名称"], ["末"]])
    assert [row.cells["名称"] for row in read(path)[0].rows] == ["新"]
    table, _ = read(path, "三")
    assert [row.cells["名称"] for row in table.rows] == ["末"]
    assert table.source.name.endswith("表.xlsx#三")
    assert told(path, "四") == ["GOV166"]


def test_merged_cells_are_filled_and_told_once(book: Book) -> None:
    path = book(
        ["社区", "名称"], ["东里", "一"], [None, "二"], ["西里", "三"],
        change=lambda sheet: sheet.merge_cells("A2:A3"),
    )  # fmt: skip
    table, found = read(path)
    assert [row.cells["社区"] for row in table.rows] == ["东里", "东里", "西里"]
    assert [(one.code, str(one.args["areas"].word("zh"))) for one in found] == [  # type: ignore[union-attr]
        ("GOV174", "A2:A3")
    ]


def test_hidden_rows_and_columns_are_read_and_named(book: Book) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions.group("B", "D", hidden=True)

    head = [*HEAD, "一", "二", "三"]
    table, found = read(book(head, ["东里", 1], ["西里", 2], change=change))
    assert len(table.rows) == 2
    assert [one.code for one in found] == ["GOV173"]
    assert found[0].args["hidden"].word("zh") == "第3行、B:D列"  # type: ignore[union-attr]


def test_a_formula_without_a_result_is_named_by_its_cell(book: Book) -> None:
    path = book(HEAD, ["东里", "=1+1"], ["西里", 2])
    [finding] = read_table(path)[1]
    assert (finding.code, finding.args["cell"]) == ("GOV172", "B2")
    assert finding.span is not None and finding.span.line == 2


def test_a_formula_without_a_result_is_told_in_every_column_that_is_used(book: Book) -> None:
    path = book(HEAD, ["=A9", "=1+1"], ["西里", "=2"])
    assert [one.args["cell"] for one in read_table(path)[1]] == ["A2", "B2", "B3"]


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (40, '0"万元"', "40万元"), (40, 'General"万元"', "40万元"), (40, '#,##0.00"元"', "40元"),
        (7, '"G"000', "G007"), (7, "000", "007"), (0.678, "0.0%", "67.8%"),
        (5, '0" days"', "5 days"),
        (40, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "40元"),
        (-40, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "-40元"),
        (0, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "0元"),
        (-3, "0;[Red](0)", "-3"), (-3, "0", "-3"), (3.5, "0.00", "3.5"), (5, "\\约0", "约5"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(
    book: Book, value: float, form: str, seen: str
) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = form

    path = book(HEAD, ["东里", value], change=change)
    assert [row.cells["编号"] for row in read(path)[0].rows] == [seen]


@pytest.mark.parametrize(
    "form", ['0!.0,"万"', '0!.0000"万元"', "#,##0,", "0.0,,", '[>=10000]0!.0,"万";0', '0"万"0']
)
def test_a_format_that_shows_another_number_is_told(book: Book, form: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = form

    [finding] = read_table(book(HEAD, ["东里", 400000], change=change))[1]
    assert (finding.code, finding.args["cell"]) == ("GOV172", "B2")


def test_a_merge_of_a_whole_sheet_is_refused_at_once(book: Book, tmp_path: Path) -> None:
    path = book(HEAD, ["东里", 1], change=lambda sheet: sheet.merge_cells("A2:B2"))
    wide = tmp_path / "宽.xlsx"
    with ZipFile(path) as old, ZipFile(wide, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"A2:B2", b"A2:XFD1048576"))
    assert told(wide) == ["GOV165"]


def test_a_cell_longer_than_a_spreadsheet_can_hold_is_told(book: Book, tmp_path: Path) -> None:
    long = tmp_path / "长.csv"
    long.write_text(f"名称,编号\n东里,{'甲' * 32_768}\n西里,{'甲' * 32_767}\n", encoding="utf-8")
    table, found = read(long)
    assert [row.cells["名称"] for row in table.rows] == ["西里"]
    assert [(one.code, one.args["row"]) for one in found] == [("GOV171", "2")]


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        ([["网格", "说明"], ["名称", "编号"], ["东里", "01"]], 1),
        ([["表"], ["名称", "说明"], ["名称", "编号"]], 2),
        ([["名称", "编号"], ["编号", "名称"]], 1),
        ([["情况", "情况", "上级"], ["名称", "编号", "上级"], ["一", "1", "东里"]], 2),
        ([["网格名录"], ["名称"], ["编号"]], 2),
    ],
)
def test_headings_are_not_looked_for_among_rows_of_data(
    book: Book, rows: list[list[object]], heading: int
) -> None:
    table, _ = read(book(*rows), "", "名称", "编号", "上级", "网格")
    assert table.headings.number == heading


def test_a_formula_in_a_column_or_row_without_a_use_does_no_harm(book: Book) -> None:
    path = book(["名称", "户数"], ["东里", "=1+1"], ["合计", "=B2"])
    assert [one.code for one in read(path, "", "名称")[1]] == ["GOV175"]
    assert told(path) == ["GOV172", "GOV175"]


def test_error_values_and_lost_digits_are_named(book: Book) -> None:
    path = book(HEAD, ["东里", "#REF!"], ["西里", 310112001001001001], ["北里", 1.5])
    assert [(one.code, one.args["cell"]) for one in read_table(path)[1]] == [
        ("GOV172", "B2"),
        ("GOV172", "B3"),
    ]


def test_totals_are_no_rows(book: Book) -> None:
    path = book(HEAD, ["东里", 1], ["合计", 1])
    assert len(read(path)[0].rows) == 1
    assert told(path) == ["GOV175"]


def test_too_large_sheets_are_not_read(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(HEAD, ["东里", 1], ["西里", 2])
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert told(path) == ["GOV165"]
    monkeypatch.undo()
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 1)
    assert told(path) == ["GOV165"]


def test_a_workbook_that_unpacks_without_end_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(workbook.MOST_UNPACKED // 10_000_000 + 1):
                part.write(bytes(10_000_000))
    assert path.stat().st_size < 1_000_000
    assert told(path) == ["GOV165"]


@pytest.mark.parametrize("names", [["a.txt"], ["xl/workbook.xml"]])
def test_other_packed_files_are_no_workbooks(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "文档.docx"
    with ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    assert told(path) == ["GOV164"]


def test_without_the_library_the_way_out_is_told(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(HEAD, ["东里", 1])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert told(path) == ["GOV163"]


def test_entities_are_not_expanded(book: Book, tmp_path: Path) -> None:
    path = book(HEAD, ["东里", 1])
    bomb = tmp_path / "弹.xlsx"
    with ZipFile(path) as old, ZipFile(bomb, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part.startswith("xl/worksheets/"):
                text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
            new.writestr(part, text)
    assert told(bomb) == ["GOV164"]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_gives_findings_and_nothing_else(
    book: Book, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    data = bytearray(book(HEAD, ["东里", "=1"], ["西里", 2.5], ["合计", 2]).read_bytes())
    for _ in range(chance.randint(1, 9)):
        at = chance.randrange(4, len(data))
        if chance.random() < 0.6:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randint(1, 40)]
    path = tmp_path / "坏.xlsx"
    path.write_bytes(data)
    table, found = read_table(path)
    assert table is not None or [one.severity for one in found].count("error") == 1


def test_a_row_with_more_than_headings_is_no_repeated_heading(book: Book) -> None:
    path = book(["名称"], ["东里"], [None, "多出来的"], ["名称"])
    assert told(path) == ["GOV171", "GOV175"]


def test_signs_that_a_program_writes_by_number_are_read_as_themselves(book: Book) -> None:
    path = book(
        ["名称", "编号"],
        ["东_x000D_\n里", "_x005F_x0041_"],
        ["西_x0041_", "_x41_"],
        ["南_x000D_里", ""],
    )
    found, _ = read_table(path, known={"名称"})
    assert found is not None
    assert [tuple(row.cells.values()) for row in found.rows] == [
        ("东 里", "_x0041_"),
        ("西A", "_x41_"),
        ("南 里", ""),
    ]
