"""A drawing alone as a document: each sheet fills a page, and its letters keep their size."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which
from typing import Literal

import pytest

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import refuse
from govkit.document.parts import Document, Picture
from govkit.export import docx_picture
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.export.pdf import document_pdf
from govkit.model.naming import Pen
from govkit.pictures.paper import SIZES, Page, Paper, paper_of, stacked
from govkit.pipeline import loads
from govkit.reports.sheets import drawing
from tests.lesson.tools import tool

MM = 36_000  # EMU
SIDES: dict[Paper, tuple[int, int]] = {"A3": (420, 297), "A4": (297, 210), "A4 upright": (210, 297)}


def _sheet(paper: Paper, higher: float = 0) -> str:
    width, height = SIZES[paper]
    page = Page("图", "图", height + higher, width=width)
    page.text(200, 200, "网格化管理中心", 40)
    return page.svg()


def _document(paper: Paper, *, of: int = 1, higher: float = 0) -> Document:
    model = loads("govkit 1\n地区 甲 { 层级 街道 { 数量：1个 } }\n")
    return drawing(Pen(model, "zh"), (_sheet(paper, higher),) * of, "甲 组织架构图")


def _body(document: Document) -> str:
    pytest.importorskip("docx")
    pytest.importorskip("resvg_py")
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        return package.read("word/document.xml").decode()


def _shown(body: str) -> tuple[float, float, list[float]]:
    """Width and height on the page, and what is cut off: left, top, right, bottom; all in mm."""
    extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', body)
    assert extent is not None
    cut = re.search(r'<a:srcRect l="(\d+)" t="(\d+)" r="(\d+)" b="(\d+)"/>', body)
    wide, high = (int(part) / MM for part in extent.groups())
    return wide, high, [int(part) / 100_000 for part in cut.groups()] if cut else []


@pytest.mark.parametrize("paper", SIDES)
def test_letters_keep_their_size_in_word(paper: Paper) -> None:
    wide, high, (left, top, right, bottom) = _shown(_body(_document(paper)))
    across, down = SIDES[paper]
    assert wide == pytest.approx(across * (1 - left - right), abs=0.3)
    assert high == pytest.approx(down * (1 - top - bottom), abs=0.3)
    assert max(left * across, top * down) < 5.8  # the rim that no sheet draws in
    assert wide < across - 10 and high < down - 10


def test_a_sheet_that_is_higher_than_its_paper_is_made_smaller_and_not_cut() -> None:
    for document in (_document("A3", higher=400), _document("A4 upright", higher=900)):
        wide, high, cut = _shown(_body(document))
        down = 297
        assert cut == [] and high <= down - 10
        assert wide / high < SIDES["A3" if document.wide else "A4 upright"][0] / down
        assert "max-height: 100%" in to_html(document)


def test_every_sheet_but_the_first_begins_a_page_and_says_in_words_what_it_is() -> None:
    body = _body(_document("A4", of=3))
    assert body.count("<w:pageBreakBefore/>") == 2 and body.count("<w:p>") == 3
    assert [f"（第{at}张，共3张）" in body for at in (1, 2, 3)] == [True] * 3
    assert re.findall(r'<wp:docPr id="\d+"[^>]*descr="([^"]*)"', body)[0] == (
        "甲 组织架构图（第1张，共3张）"
    )


def test_the_margins_are_said_in_full() -> None:
    around = re.search(r"<w:pgMar [^>]*>", _body(_document("A4")))
    assert around is not None
    names = set(re.findall(r"w:(\w+)=", around[0]))
    assert names == {"top", "bottom", "left", "right", "header", "footer", "gutter"}


@pytest.mark.parametrize("code", ["GOV980", "GOV993"])
def test_a_page_without_its_sheet_is_refused(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(svg: str, dpi: float) -> bytes:
        raise refuse("GOV980") if code == "GOV980" else refuse(code, what="PNG", package="resvg-py")

    monkeypatch.setattr(docx_picture, "to_png", missing)
    with pytest.raises(GovError, match=code):
        _body(_document("A4"))


@pytest.mark.parametrize("paper", SIDES)
def test_a_page_of_the_web_is_printed_on_the_paper_of_its_sheets(paper: Paper) -> None:
    name: Literal["A3", "A4"] = "A3" if paper == "A3" else "A4"
    lying = "" if paper == "A4 upright" else " landscape"
    assert f"@page {{ size: {name}{lying}; margin: 0; }}" in to_html(_document(paper))


def test_a_pdf_has_a_page_for_each_sheet_and_its_text_can_be_searched(tmp_path: Path) -> None:
    tool("chromium")
    document = _document("A3", of=3, higher=300)
    path = tmp_path / "图.pdf"
    path.write_bytes(document_pdf(document))
    assert b"/Count 3" in path.read_bytes()
    if (reader := which("pdftotext")) is None:
        pytest.skip("pdftotext is missing (poppler-utils)")
    told = subprocess.run([reader, path, "-"], capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.count("网格化管理中心") == 3


def test_the_paper_is_read_off_the_sheet() -> None:
    for paper in SIDES:
        assert paper_of(_sheet(paper)) == paper_of(_sheet(paper, 500)) == paper
    assert paper_of(stacked((_sheet("A4"), _sheet("A4")))) == "A4"


def test_a_picture_of_another_size_stands_on_a_page_too() -> None:
    svg = Page("图", "图", 1800, width=1800).svg()
    assert paper_of(svg) == "A3"
    wide, high, cut = _shown(
        _body(Document("zh", "图", (Picture(svg, "图"),), wide=True, paper="A3", sheets=True))
    )
    assert cut == [] and wide == pytest.approx(high, rel=0.01) and high < 297 - 10
