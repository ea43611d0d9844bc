"""CSV files: every encoding and mark, numbers of rows as the text has them, places of cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.source import SourceFile
from govkit.tables import Table, read_table, reading
from govkit.tables import bytes as bytes_of_files
from govkit.tables.separated import lines_of, places_of
from govkit.tables.table import Notes

TEXT = "名称,编号\n东里,01\n西里,02\n"
CELLS = st.text(st.sampled_from('甲乙a1,;"\n. '), max_size=6)


def table(path: Path, text: str | bytes, *known: str) -> Table:
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    found, _ = read_table(path, known=known)
    assert found is not None
    return found


def codes(path: Path, text: str | bytes, *known: str) -> list[str]:
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return [one.code for one in read_table(path, known=known)[1]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_rows_without_a_finding(path: Path, encoding: str) -> None:
    found = table(path, TEXT.encode(encoding))
    assert found.columns == ("名称", "编号")
    assert [dict(row.cells) for row in found.rows] == [
        {"名称": "东里", "编号": "01"},
        {"名称": "西里", "编号": "02"},
    ]
    assert codes(path, TEXT.encode(encoding)) == []


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_marks_and_line_breaks(path: Path, mark: str, ending: str) -> None:
    found = table(path, TEXT.replace(",", mark).replace("\n", ending))
    assert [(row.number, row.cells["编号"]) for row in found.rows] == [(2, "01"), (3, "02")]


def test_a_single_column_needs_no_mark(path: Path) -> None:
    assert [row.cells["名称"] for row in table(path, "名称\n东里\n西里").rows] == ["东里", "西里"]


def test_rows_have_the_numbers_of_the_text(path: Path) -> None:
    text = '名称,说明\n"东\n里","一\n二"\n\n  ,  \n西里,"甲, ""乙"""\n'
    found = table(path, text)
    assert [row.number for row in found.rows] == [2, 7]
    assert found.rows[0].cells == {"名称": "东 里", "说明": "一 二"}
    assert found.rows[1].cells["说明"] == '甲, "乙"'
    assert [found.span(row, "说明").line for row in found.rows] == [3, 7]
    assert found.span(found.rows[1], "名称").text == "西里"
    assert found.span(found.rows[1]).line == 7


def test_headings_lose_the_blanks_set_for_looks(path: Path) -> None:
    assert table(path, "\u3000名 称 ,*编\u3000号,Granted to\n东里,1,x\n").columns == (
        "名称",
        "编号",
        "Granted to",
    )


def test_titles_stand_above_the_headings(path: Path) -> None:
    text = "东湖街道网格一览表,\n2026年3月,\n名称,编号\n东里,1\n"
    assert table(path, text, "名称").columns == ("名称", "编号")
    assert codes(path, text, "名称") == ["GOV176"]


@pytest.mark.parametrize(
    "first", ["合计", "总 计", "小计：", "Total", "注：截至三月", "备注: 无", "名称"]
)
def test_totals_remarks_and_repeated_headings_are_no_rows(path: Path, first: str) -> None:
    text = f"名称,编号\n东里,1\n{first},{'编号' if first == '名称' else 1}\n西里,2\n"
    assert [row.number for row in table(path, text).rows] == [2, 4]
    assert codes(path, text) == ["GOV175"]


@pytest.mark.parametrize("first", ["合计路", "总计划科", "注册处", "Totality"])
def test_a_name_that_only_begins_like_a_total_is_a_row(path: Path, first: str) -> None:
    text = f"名称,编号\n{first},1\n"
    assert [row.cells["名称"] for row in table(path, text).rows] == [first]
    assert codes(path, text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("名称,限额\n东里,1,000\n", "GOV171"),
        ("名称,,编号\n东里,无列名,1\n", "GOV171"),
        ("名称,name,名称\n东里,a,b\n", "GOV167"),
        ("名称,编号;上级\n东里,1;2\n", "GOV169"),
        ('名称,编号\n"东里,1\n西里,2\n', "GOV170"),
        ('名称,编号\n"东"里,1\n', "GOV170"),
        ("", "GOV164"),
        (" \n,,\n", "GOV164"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "GOV164"),
        (b"PK\x03\x04 broken", "GOV164"),
        (b"\x00\x01\x02\x03" * 9, "GOV164"),
        ("<html><table><tr><td>1</td></tr></table>", "GOV164"),
        ('\ufeff<?xml version="1.0"?><Workbook/>', "GOV164"),
    ],
)
def test_what_cannot_be_read_is_one_finding(path: Path, text: str | bytes, code: str) -> None:
    assert codes(path, text) == [code]


def test_old_locked_and_disguised_files_are_told_apart(path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    told = []
    for data in (ole, ole + "EncryptedPackage".encode("utf-16-le"), b"<table>"):
        path.write_bytes(data)
        [finding] = read_table(path)[1]
        told.append(str(finding.args["what"]))
    assert len(set(told)) == 3
    assert "密码" in told[1]


def test_too_many_rows_and_bytes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert codes(path, TEXT) == []
    assert codes(path, TEXT + "北里,03\n") == ["GOV165"]
    monkeypatch.setattr(bytes_of_files, "MOST_BYTES", 5)
    assert codes(path, TEXT) == ["GOV165"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [one.code for one in read_table(tmp_path / "无.csv")[1]] == ["GOV152"]


def test_csv_has_no_sheets(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    assert [one.code for one in read_table(path, "表一")[1]] == ["GOV166"]


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    """The standard library writes, this room reads; cells are compared without their blanks."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["x", "y"], *rows])
    source = SourceFile("x", written.getvalue())
    lines, mark = lines_of(source, Notes(), 1000)
    tidy = [tuple(" ".join(c.replace("\n", " ").split(" ")).strip() for c in row) for row in rows]
    assert mark == ","
    assert [tuple(" ".join(c.split()) for c in line.cells) for line in lines[1:]] == [
        tuple(" ".join(c.split()) for c in row) for row in tidy
    ]
    for line in lines:
        assert source.position(line.start) == (line.number, 1)
        assert len(places_of(source.text[line.start : line.end], mark)) == 2
