"""Findings about tables are worded whole: no placeholder is left open, in either tongue."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.diagnostics import catalogue
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_path

from .conftest import Book

TABLES = [code for code in catalogue.entries() if "GOV161" <= code <= "GOV179"]
LEVEL = "层级 社区 { 名录：东、西 }\n层级 网格 { 上级：社区；%s }\n"
TEXTS = {
    "GOV161": ("单元：东", ""),
    "GOV164": ('单元：表格("a.csv")', "<html>"),
    "GOV166": ('单元：表格("a.csv", "二")', "名称\n一\n"),
    "GOV167": ('单元：表格("a.csv")', "名称,name\n一,二\n"),
    "GOV168": ('单元：表格("a.csv")', "序号\n一\n"),
    "GOV169": ('单元：表格("a.csv")', "名称,编号;上级\n"),
    "GOV170": ('单元：表格("a.csv")', '名称,编号\n"一,1\n'),
    "GOV171": ('单元：表格("a.csv")', "名称,编号\n,1\n"),
    "GOV175": ('单元：表格("a.csv")', "名称\n一\n合计\n"),
    "GOV176": ('单元：表格("a.csv")', "序号,名称\n1,一\n"),
    "GOV177": ('单元：表格("a.csv")', "名称\n一\n一\n"),
    "GOV178": ('单元：表格("a.csv")', "名称,上级\n一,南\n"),
    "GOV179": ('数量：3；单元：表格("a.csv")', "名称\n一\n"),
}


def whole(path: Path, code: str) -> None:
    found = [one for one in compile_path(path).diagnostics if one.code == code]
    assert len(found) == 1
    for lang in ("zh", "en"):
        assert "{" not in render(found[0], lang).replace("{ ", "")


@pytest.mark.parametrize("code", TEXTS)
def test_findings_about_csv(tmp_path: Path, code: str) -> None:
    field, rows = TEXTS[code]
    (tmp_path / "主.gov").write_text("govkit 1\n地区 甲\n" + LEVEL % field, encoding="utf-8")
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    whole(tmp_path, code)


def test_a_missing_heading_is_named_in_the_tongue_of_the_message(tmp_path: Path) -> None:
    field, rows = TEXTS["GOV168"]
    (tmp_path / "主.gov").write_text("govkit 1\n地区 甲\n" + LEVEL % field, encoding="utf-8")
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    found = next(one for one in compile_path(tmp_path).diagnostics if one.code == "GOV168")
    assert "「名称」" in render(found, "zh") and "「name」" not in render(found, "zh")
    assert "`name`" in render(found, "en")


def test_findings_about_workbooks(tmp_path: Path, book: Book) -> None:
    def change(sheet: object) -> None:
        sheet.merge_cells("B2:B3")  # type: ignore[attr-defined]
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]

    rows: list[list[object]] = [["名称", "上级"], ["一", "东"], ["二", ""], ["=A1", "西"]]
    book(*rows, name="a.xlsx", change=change)
    field = '单元：表格("a.xlsx")'
    (tmp_path / "主.gov").write_text("govkit 1\n地区 甲\n" + LEVEL % field, encoding="utf-8")
    for code in ("GOV172", "GOV173", "GOV174"):
        whole(tmp_path, code)


def test_every_code_of_tables_is_met_in_a_test() -> None:
    """The rest is met in the tests of the reader and by the examples of the catalogue."""
    elsewhere = {"GOV162", "GOV163", "GOV165", "GOV172", "GOV173", "GOV174"}
    assert set(TABLES) == set(TEXTS) | elsewhere
