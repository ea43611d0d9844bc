"""Forms that somebody filled in: typed by hand, rearranged, saved by another program."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govkit.export.saving import save
from govkit.model.governance import Governance
from govkit.pipeline import compile_path, loads
from govkit.values.units import Lang
from tests.document.office import turned
from tests.reports.test_forms import TEXT, held, made, read_back

OFFICE = """govkit 1
地区 东湖街道
出处 办法 {{ 篇目：第一条、第二条 }}
层级 街道 {{ 数量：1 }}
层级 社区 {{ 上级：街道；{communities} }}
层级 网格 {{ 上级：社区；{grids} }}
岗位 书记 {{ 设于：社区 }}
清单 权力 {{ 类型：权力；授予：社区；{powers} }}
日历 大厅 {{ {days} }}
"""
EMPTY = OFFICE.format(communities="", grids="", powers="", days="")
TYPED: dict[str, list[list[object]]] = {
    "社区": [["东里", 1], ["西里", "02"]],
    "网格": [["第一网格", "007", "东里"], ["第二网格", 8, "02"], ["第一网格", None, "西里"]],
    "权力": [
        ["维修", "40万元以下", "路灯、井盖", "书记", None, "办法·第一条"],
        ["指挥", "未知", "保洁", None, "在岗期间", None],
    ],
    "大厅": [[dt.datetime(2027, 1, 4), "放假"], ["2027年1月9日", "上班"]],
}
BY_TABLE = OFFICE.format(
    communities='单元：表格("表.xlsx", "社区")',
    grids='单元：表格("表.xlsx", "网格")',
    powers='明细：表格("表.xlsx", "权力")',
    days='放假：表格("表.xlsx", "大厅")；上班：表格("表.xlsx", "大厅")',
)
# What the same rows say in plain tables, without the help of a form.
PLAIN = {
    "社区": "名称,编号\n东里,1\n西里,02\n",
    "网格": "名称,编号,上级\n第一网格,007,东里\n第二网格,8,02\n第一网格,,西里\n",
}


def expected(folder: Path) -> Governance:
    """The model of the same rows, written by hand."""
    folder = folder / "hand"
    folder.mkdir()
    for name, text in PLAIN.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    text = OFFICE.format(
        communities='单元：表格("社区.csv")',
        grids='单元：表格("网格.csv")',
        powers="""项 维修 据 办法·第一条 { 限额：40万元以下；内容：路灯、井盖；授予：书记 }
        项 指挥 { 限额：未知；内容：保洁；说明：“在岗期间” }""",
        days="放假：2027-01-04；上班：2027-01-09",
    )
    (folder / "主.gov").write_text(text, encoding="utf-8")
    found = compile_path(folder / "主.gov").model
    assert found is not None
    return found


def read(folder: Path, text: str = BY_TABLE) -> tuple[Governance, set[str]]:
    (folder / "主.gov").write_text(text, encoding="utf-8")
    found = compile_path(folder / "主.gov")
    assert found.model is not None, [(one.code, str(one.span)) for one in found.errors]
    return found.model, {one.code for one in found.diagnostics}


def typed(folder: Path, change: Callable[[Any], None] | None = None, lang: Lang = "zh") -> Path:
    """An empty form with rows typed in; `change` gets each sheet afterwards."""
    import openpyxl

    path = folder / "表.xlsx"
    save(made(loads(EMPTY), lang, empty=True), path)
    book = openpyxl.load_workbook(path)
    for name, rows in TYPED.items():
        for at, row in enumerate(rows, start=3):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    book[name].cell(at, column, value)
        if change is not None:
            change(book[name])
    book.save(path)
    return path


def _titled(sheet: Any) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "东湖街道上报表"


def _without_hints(sheet: Any) -> None:
    sheet.delete_rows(2)


def _sorted(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, row in enumerate([*rows[1:], rows[0]], start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value


def _with_a_number(sheet: Any) -> None:
    sheet.insert_cols(1)
    sheet["A1"] = "序号"
    for at in range(3, sheet.max_row + 1):
        sheet.cell(at, 1, at - 2)


def _swapped(sheet: Any) -> None:
    for row in sheet.iter_rows(max_col=2):
        row[0].value, row[1].value = row[1].value, row[0].value


def _merged(sheet: Any) -> None:
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=sheet.max_column)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (None, set()),
        (_titled, {"GOV176"}),
        (_without_hints, set()),
        (_sorted, set()),
        (_swapped, set()),
        (_with_a_number, {"GOV176"}),
        (_merged, {"GOV174"}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_filled_in_by_hand_gives_the_model_written_by_hand(
    tmp_path: Path, change: Callable[[Any], None] | None, told: set[str], lang: Lang
) -> None:
    typed(tmp_path, change, lang)
    model, codes = read(tmp_path)
    assert held(model) == held(expected(tmp_path))
    about_tables = {code for code in codes if "GOV170" <= code <= "GOV179" or code == "GOV867"}
    assert about_tables == told


@pytest.mark.parametrize("cell", ["A2", "B2"])
def test_rows_that_begin_in_the_hints_are_told(tmp_path: Path, cell: str) -> None:
    import openpyxl

    path = typed(tmp_path)
    book = openpyxl.load_workbook(path)
    book["社区"][cell] = "北里"
    book.save(path)
    (tmp_path / "主.gov").write_text(BY_TABLE, encoding="utf-8")
    errors = compile_path(tmp_path / "主.gov").errors
    assert [(one.code, one.span.line) for one in errors if one.span] == [("GOV171", 2)]


def test_a_sheet_saved_as_csv_is_read_the_same(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(typed(tmp_path))
    text = BY_TABLE
    for name in TYPED:
        with (tmp_path / f"{name}.csv").open("w", encoding="gb18030", newline="") as file:
            for row in book[name].iter_rows(values_only=True):
                shown = (f"{one:%Y-%m-%d}" if isinstance(one, dt.datetime) else one for one in row)
                csv.writer(file).writerow(shown)
        text = text.replace(f'"表.xlsx", "{name}"', f'"{name}.csv"')
    model, _ = read(tmp_path, text)
    assert held(model) == held(expected(tmp_path))


def _by_office(path: Path, *endings: str) -> Path:
    """A workbook opened and saved by LibreOffice, format by format."""
    for number, ending in enumerate(endings):
        folder = path.parent / f"saved{number}"
        folder.mkdir()
        [path] = turned(folder, ending, path)
    return path


@pytest.mark.nightly
@pytest.mark.parametrize("endings", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_program_may_save_a_form(
    tmp_path: Path, endings: tuple[str, ...], lang: Lang
) -> None:
    import openpyxl

    model = loads(TEXT)
    found = made(model, lang)
    assert held(read_back(tmp_path, TEXT, found)) == held(model)
    before = openpyxl.load_workbook(tmp_path / "表.xlsx")
    saved = _by_office(tmp_path / "表.xlsx", *endings)
    shutil.copy(saved, tmp_path / "表.xlsx")
    assert held(read(tmp_path, (tmp_path / "主.gov").read_text(encoding="utf-8"))[0]) == held(model)
    after = openpyxl.load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    assert [one.sheet_state for one in after] == [one.sheet_state for one in before]
    for sheet in before:
        kept = after[sheet.title].data_validations.dataValidation
        assert {str(one.sqref)[0] for one in kept} == {
            str(one.sqref)[0] for one in sheet.data_validations.dataValidation
        }
        assert [cell.value for cell in after[sheet.title][1]][: sheet.max_column] == [
            cell.value for cell in sheet[1]
        ]
