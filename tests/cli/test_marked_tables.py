"""`govkit check --mark`: their workbook comes back with its errors, nothing else changed."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from govkit.pipeline import compile_path
from tests.document.office import turned

from .conftest import Run

openpyxl = pytest.importorskip("openpyxl")

TEXT = """govkit 1
地区 东湖 {
  层级 社区 { 名录：东里、西里 }
  层级 网格 { 上级：社区；单元：表格("网格.xlsx") }
}
"""
ENGLISH = """govkit 1
district Lake {
  level Community { names: East, West }
  level Grid { parent: Community; units: table("grids.csv") }
}
"""
BAD_ROWS = (4, 54, 104, 154, 204, 254, 255, 256, 257, 258, 259, 260, 301)


def workbook_of_300(path: Path) -> None:
    """A title over merged cells, headings, 300 rows of which some have no name, and all the things
    that people put into a workbook."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "网格名册"
    sheet.append(["东湖街道网格名册"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["名称", "编号", "所属社区", "户数"])
    for number in range(4, 304):
        name = None if number in BAD_ROWS else f"网格{number}"
        sheet.append([name, f"{number:03}", None if number % 2 else "东里", number])
    for top in range(4, 304, 2):
        sheet.merge_cells(f"C{top}:C{top + 1}")
    sheet["B7"].comment = Comment("核对过", "网格办")
    choices = DataValidation(type="list", formula1='"东里,西里"')
    choices.add("C4:C303")
    sheet.add_data_validation(choices)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=3, max_row=20))
    sheet.add_chart(chart, "K5")
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.auto_filter.ref = "A3:D303"
    sheet.column_dimensions["A"].width = 20
    book.create_sheet("说明")["A1"] = "填表说明"
    book.save(path)


def found_in(folder: Path) -> list[tuple[str, int]]:
    return sorted(
        (one.code, one.span.line)
        for one in compile_path(folder).every
        if one.span is not None and ".gov" not in one.span.source.name
    )


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "东湖.gov").write_text(TEXT, encoding="utf-8")
    workbook_of_300(tmp_path / "网格.xlsx")
    return tmp_path


def test_a_workbook_of_300_rows_comes_back_marked(folder: Path, run: Run) -> None:
    before = (folder / "网格.xlsx").read_bytes()
    ran = run("check", folder, "--批注")
    assert ran.status == 1
    assert f"已标在副本上：{folder / '网格_检查结果.xlsx'}（15 行，15 处）" in ran.out
    assert (folder / "网格.xlsx").read_bytes() == before
    theirs, ours = parts(folder / "网格.xlsx"), parts(folder / "网格_检查结果.xlsx")
    assert [name for name in theirs if theirs[name] != ours[name]] == ["xl/worksheets/sheet1.xml"]
    assert theirs.keys() == ours.keys()
    sheet = openpyxl.load_workbook(folder / "网格_检查结果.xlsx")["网格名册"]
    told = {row: sheet.cell(row, 6).value for row in range(1, 310) if sheet.cell(row, 6).value}
    assert sorted(told) == [1, 3, *BAD_ROWS]
    assert told[3].splitlines()[0] == "govkit 检查结果"
    assert told[54] == "错误 GOV171：第54行没有写名称。补上名称，或者删去这一行。"
    assert sheet["B7"].comment.text == "核对过"
    assert sheet.freeze_panes == "A4" and sheet.auto_filter.ref == "A3:D303"
    assert len(sheet.merged_cells.ranges) == 151 and len(sheet._charts) == 1
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet.column_dimensions["A"].width == 20 and sheet.column_dimensions["F"].width == 60


def test_the_copy_has_the_same_findings_in_the_same_rows(folder: Path, run: Run) -> None:
    found = found_in(folder)
    assert [row for code, row in found if code == "GOV171"] == list(BAD_ROWS)
    run("check", folder, "--mark")
    os.replace(folder / "网格_检查结果.xlsx", folder / "网格.xlsx")
    assert found_in(folder) == found
    assert "检查结果" not in run("check", folder).out.replace("网格_检查结果", "")
    # Marked once more it has one column of findings, and not two.
    run("check", folder, "--mark")
    sheet = openpyxl.load_workbook(folder / "网格_检查结果.xlsx")["网格名册"]
    assert sheet.max_column == 6


def test_marks_go_where_the_row_was_mended(folder: Path, run: Run) -> None:
    run("check", folder, "--mark")
    copy = folder / "网格_检查结果.xlsx"
    book = openpyxl.load_workbook(copy)  # its texts are shared ones now, as Excel saves them
    for row in BAD_ROWS[:-1]:
        book["网格名册"].cell(row, 1).value = f"补{row}"
    book.save(folder / "网格.xlsx")
    assert [row for code, row in found_in(folder) if code == "GOV171"] == [301]
    assert "（3 行，3 处）" in run("check", folder, "--mark").out
    sheet = openpyxl.load_workbook(copy)["网格名册"]
    assert [row for row in range(1, 310) if sheet.cell(row, 6).value] == [1, 3, 301]


def test_work_done_in_a_copy_is_never_lost(folder: Path, run: Run) -> None:
    run("check", folder, "--mark")
    copy = folder / "网格_检查结果.xlsx"
    first = copy.read_bytes()
    run("check", folder, "--mark")
    assert copy.read_bytes() == first
    assert not (folder / "网格_检查结果2.xlsx").exists()
    book = openpyxl.load_workbook(copy)
    book["网格名册"]["A54"] = "改好了"
    book.save(copy)
    changed = copy.read_bytes()
    assert "网格_检查结果2.xlsx" in run("check", folder, "--mark").out
    assert copy.read_bytes() == changed


def test_a_link_or_a_folder_in_the_way_stays(folder: Path, run: Run) -> None:
    (folder / "别的.xlsx").write_bytes(b"")
    (folder / "网格_检查结果.xlsx").symlink_to(folder / "别的.xlsx")
    (folder / "网格_检查结果2.xlsx").mkdir()
    assert "网格_检查结果3.xlsx" in run("check", folder, "--mark").out
    assert (folder / "别的.xlsx").read_bytes() == b""


def test_only_what_is_wrong_in_rows_is_marked(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    for row in (["名称", "上级"], ["甲", "东里"], ["乙", "西里"]):
        book.active.append(row)
    book.save(folder / "网格.xlsx")
    ran = run("check", folder, "--mark")
    assert ran.status == 0 and "没有另存副本" in ran.out
    text = "govkit 1\n地区 东湖\n层级 社区 { 数量：2 }\n"
    (folder / "东湖.gov").write_text(text, encoding="utf-8")
    assert "没有读到表格" in run("check", folder, "--mark").out


def test_macros_are_refused_and_what_cannot_be_written_is_told(folder: Path, run: Run) -> None:
    plain = (folder / "网格.xlsx").read_bytes()
    with ZipFile(folder / "网格.xlsx", "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    ran = run("check", folder, "--mark")
    assert ran.status == 1 and "GOV846" in ran.err and "里面有宏" in ran.err
    assert not list(folder.glob("*_检查结果*"))
    (folder / "网格.xlsx").write_bytes(plain)
    if os.geteuid():
        folder.chmod(0o500)
        ran = run("check", folder, "--mark")
        folder.chmod(0o700)
        assert ran.status == 1 and "GOV808" in ran.err


def test_copies_that_may_have_been_changed_have_an_end(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govkit.cli.marked_tables.MOST_COPIES", 2)
    for name in ("网格_检查结果.xlsx", "网格_检查结果2.xlsx"):
        (folder / name).write_bytes(b"mine")
    ran = run("check", folder, "--mark")
    assert ran.status == 1 and "GOV847" in ran.err and "2 份" in ran.err


@pytest.mark.parametrize(
    ("encoding", "ended"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n"),
                            ("utf-16", "\n")],
)  # fmt: skip
def test_csv_keeps_its_letters_and_its_lines(
    tmp_path: Path, run: Run, encoding: str, ended: str
) -> None:
    (tmp_path / "东湖.gov").write_text(TEXT.replace("xlsx", "csv"), encoding="utf-8")
    rows = ['网格名册,,', '名称,编号,上级', '"甲,一",01,东里', '', ',02,西里', '"乙\n二",03,西里',
            ',=1,"西里"']  # fmt: skip
    before = ended.join(rows).encode(encoding)
    (tmp_path / "网格.csv").write_bytes(before)
    found = found_in(tmp_path)
    ran = run("check", tmp_path, "--mark")
    assert "网格_检查结果.csv" in ran.out
    assert (tmp_path / "网格.csv").read_bytes() == before
    copy = (tmp_path / "网格_检查结果.csv").read_bytes()
    assert copy.startswith(before[:3])
    text = copy.decode(encoding)
    assert text.count("\r\n") == (ended == "\r\n") * before.decode(encoding).count("\r\n")
    lines, own = text.split(ended), ended.join(rows).split(ended)
    assert [line[: len(mine)] for line, mine in zip(lines, own, strict=True)] == own
    assert lines[1] == '名称,编号,上级,,"govkit 检查结果"'
    counted = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    assert [at for at, line in counted if "GOV171" in line] == [5, 8]
    os.replace(tmp_path / "网格_检查结果.csv", tmp_path / "网格.csv")
    assert found_in(tmp_path) == found
    assert run("check", tmp_path, "--mark").status == 1
    assert (tmp_path / "网格_检查结果.csv").read_bytes() == copy


def test_english_models_get_english_marks(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOVKIT_LANG")
    (tmp_path / "lake.gov").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "grids.csv").write_text("name,parent\n,East\n", encoding="utf-8")
    ran = run("check", tmp_path, "--mark")
    assert "Marked in a copy" in ran.out and "grids_checked.csv" in ran.out
    copy = (tmp_path / "grids_checked.csv").read_text(encoding="utf-8")
    assert copy.splitlines()[0] == 'name,parent,,"govkit findings"'
    assert "error GOV171: Row 2 has no name." in copy


def test_results_for_programs_stay_alone_and_repeat_no_cell(tmp_path: Path, run: Run) -> None:
    import json

    (tmp_path / "东湖.gov").write_text(TEXT.replace("xlsx", "csv"), encoding="utf-8")
    rows = "名称,上级,填表人\n甲,东里,\n,,填表人：张某某\n,西里,13800000000\n"
    (tmp_path / "网格.csv").write_text(rows, encoding="utf-8")
    ran = run("check", tmp_path, "--mark", "--json", "--sarif", "out.sarif")
    told = json.loads(ran.out)
    assert {one["code"] for one in told["diagnostics"]} == {"GOV171", "GOV175", "GOV176"}
    assert "已标在副本上" in ran.err
    log = (tmp_path / "out.sarif").read_text(encoding="utf-8")
    for secret in ("张某某", "13800000000"):
        assert secret not in ran.out and secret not in log
    assert "13800000000" in (tmp_path / "网格_检查结果.csv").read_text(encoding="utf-8")


def test_it_does_not_wait_for_changes(folder: Path, run: Run) -> None:
    ran = run("check", folder, "--mark", "--watch")
    assert ran.status == 2 and "GOV807" in ran.err


def test_all_sheets_of_a_workbook_are_marked_in_one_copy(tmp_path: Path, run: Run) -> None:
    (tmp_path / "东湖.gov").write_text(
        TEXT.replace("名录：东里、西里", '单元：表格("表.xlsx", "社区")').replace(
            '表格("网格.xlsx")', '表格("表.xlsx", "网#格")'
        ),
        encoding="utf-8",
    )
    book = openpyxl.Workbook()
    sheets: dict[str, Any] = {"社区": [["名称"], ["东里"], [None, "多"]],
                              "网#格": [["名称", "上级"], [None, "东里"]]}  # fmt: skip
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    ran = run("check", tmp_path, "--mark")
    assert ran.out.count("已标在副本上") == 1, ran.out
    copy = openpyxl.load_workbook(BytesIO((tmp_path / "表_检查结果.xlsx").read_bytes()))
    assert copy["社区"].cell(3, 4).value.startswith("错误 GOV171：第3行")
    assert copy["网#格"].cell(2, 4).value.startswith("错误 GOV171：第2行")


@pytest.mark.nightly
def test_libreoffice_opens_the_copy_and_what_it_saves_reads_the_same(
    folder: Path, run: Run
) -> None:
    found = found_in(folder)
    run("check", folder, "--mark")
    (folder / "saved").mkdir()
    turned(folder / "saved", "xlsx:Calc MS Excel 2007 XML", folder / "网格_检查结果.xlsx")
    os.replace(folder / "saved" / "网格_检查结果.xlsx", folder / "网格.xlsx")
    assert found_in(folder) == found
    # What it saved holds the marks, as shared texts; they go when it is marked again.
    assert "网格_检查结果.xlsx" in run("check", folder, "--mark").out
    sheet = openpyxl.load_workbook(folder / "网格_检查结果.xlsx")["网格名册"]
    assert [row for row in range(1, 310) if sheet.cell(row, 6).value] == [1, 3, *BAD_ROWS]


def test_a_sheet_without_room_for_a_column_is_refused(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(["名称", "上级", *(f"列{number}" for number in range(197))])
    book.active.append([None, "东里"])
    book.save(folder / "网格.xlsx")
    ran = run("check", folder, "--mark")  # 199 columns, and one between them and the marks
    assert ran.status == 1 and "GOV846" in ran.err and "列数到了 200" in ran.err
    assert not list(folder.glob("*_检查结果*"))


@pytest.mark.parametrize(
    ("kind", "told"),
    [("vnd.ms-excel.sheet.macroEnabled.main+xml", "里面有宏"),
     ("vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "结构不认识")],
)  # fmt: skip
def test_what_would_not_open_under_its_new_name_is_refused(
    folder: Path, run: Run, kind: str, told: str
) -> None:
    plain = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    found = parts(folder / "网格.xlsx")
    with ZipFile(folder / "网格.xlsx", "w") as package:
        for name, data in found.items():
            package.writestr(name, data.replace(plain, kind.encode()))
    ran = run("check", folder, "--mark")
    assert ran.status == 1 and "GOV846" in ran.err and told in ran.err


def test_lines_wrap_where_the_workbook_has_a_plain_format_that_wraps(
    folder: Path, run: Run
) -> None:
    from openpyxl.styles import Alignment

    run("check", folder, "--mark")
    copy = openpyxl.load_workbook(folder / "网格_检查结果.xlsx")["网格名册"]
    assert not copy["F54"].alignment.wrap_text
    book = openpyxl.load_workbook(folder / "网格.xlsx")
    book["说明"]["A1"].alignment = Alignment(wrap_text=True)
    book.save(folder / "网格.xlsx")
    run("check", folder, "--mark")
    copy = openpyxl.load_workbook(folder / "网格_检查结果.xlsx")["网格名册"]
    assert copy["F54"].alignment.wrap_text


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_table_that_cannot_be_read_is_marked_where_it_is_wrong(
    tmp_path: Path, run: Run, ending: str
) -> None:
    """Two columns of one name: there is no table, and the place is known all the same."""
    (tmp_path / "东湖.gov").write_text(TEXT.replace("xlsx", ending), encoding="utf-8")
    rows = [["网格名册"], ["名称", "名称", "上级"], ["甲", "乙", "东里"]]
    table = tmp_path / f"网格.{ending}"
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(table)
    else:
        table.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    found = found_in(tmp_path)
    assert found == [("GOV167", 2)]
    assert "（1 行，1 处）" in run("check", tmp_path, "--mark").out
    os.replace(tmp_path / f"网格_检查结果.{ending}", table)
    assert found_in(tmp_path) == found


def test_what_a_text_says_against_a_row_is_marked_in_the_row(tmp_path: Path, run: Run) -> None:
    """A finding about the text that points into a table stands beside the row it points to."""
    (tmp_path / "东湖.gov").write_text(
        "govkit 1\n地区 东湖 {\n层级 社区 { 数量：1 }\n清单 甲 { 类型：权力；授予：社区"
        '；明细：表格("项.csv")；项 巡查 { } }\n}\n',
        encoding="utf-8",
    )
    (tmp_path / "项.csv").write_text("名称\n走访\n巡查\n", encoding="utf-8")
    every = [one for one in compile_path(tmp_path).every if one.severity == "error"]
    assert [one.code for one in every] == ["GOV406"]
    run("check", tmp_path, "--mark")
    copy = (tmp_path / "项_检查结果.csv").read_text(encoding="utf-8").splitlines()
    assert [at for at, line in enumerate(copy, start=1) if "GOV406" in line] == [3]
