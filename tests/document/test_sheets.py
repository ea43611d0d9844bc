"""A drawing alone as a document: each sheet fills a page, and its letters keep their size."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Literal

import pytest

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import refuse
from govkit.document.parts import Block, Document, Paragraph, Picture, Run
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


def _scale(shown: tuple[float, float, list[float]], across: float, down: float) -> float:
    """How large a sheet of this size stands there; nothing but its rim is cut off."""
    wide, high, (left, top, right, bottom) = shown
    assert left * across < 5.9 and top * down < 5.9  # the rim that no sheet draws in
    found = wide / (across * (1 - left - right))
    assert high / (down * (1 - top - bottom)) == pytest.approx(found, rel=0.002)
    return found


@pytest.mark.parametrize("paper", SIDES)
def test_letters_keep_their_size_in_word(paper: Paper) -> None:
    wide, high, cut = _shown(_body(_document(paper)))
    across, down = SIDES[paper]
    assert 1 <= _scale((wide, high, cut), across, down) < 1.01
    assert wide < across - 9.9 and high < down - 10


def test_a_sheet_that_is_higher_than_its_paper_is_made_smaller_and_not_cut() -> None:
    for paper, higher in (("A3", 400), ("A4 upright", 900)):
        document = _document(paper, higher=higher)
        across, down = SIDES[paper][0], SIDES[paper][1] + higher / 4
        shown = _shown(_body(document))
        assert _scale(shown, across, down) < 0.8 and shown[1] < 297 - 10
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
    document = Document("zh", "图", (Picture(svg, "图"),), wide=True, paper="A3", sheets=True)
    shown = _shown(_body(document))
    assert _scale(shown, 450, 450) < 0.7 and shown[1] < 297 - 10


def _report(paper: Literal["A4", "A3"], *lies: Literal["lying", "upright"], last: bool) -> Document:
    """A report with a sheet after each of its sentences."""
    sheets: dict[str, Paper] = {"lying": "A4 numbered", "upright": "A4 upright numbered"}
    blocks: list[Block] = []
    for one in lies:
        blocks += (Paragraph((Run("正文"),)), Picture(_sheet(sheets[one]), "图", page=one))
    if not last:
        blocks.append(Paragraph((Run("正文"),)))
    return Document("zh", "报告", tuple(blocks), wide=True, paper=paper, official=True)


def _pages(body: str) -> list[tuple[str, str, str]]:
    """Width, height and upper margin of each section, in twips."""
    return re.findall(
        r'<w:sectPr[ >].*?<w:pgSz [^>]*w:w="(\d+)" w:h="(\d+)".*?<w:pgMar w:top="(\d+)"', body, re.S
    )


@pytest.mark.parametrize("last", [True, False])
def test_in_a_report_a_sheet_has_a_page_of_its_own_that_lies_as_it_does(last: bool) -> None:
    body = _body(_report("A4", "lying", "upright", last=last))
    text, lying, upright = ("16838", "11906", "1587"), ("16838", "11906", "284"), (
        "11906", "16838", "284",
    )  # fmt: skip
    assert _pages(body) == [text, lying, text, upright, *([] if last else [text])]
    assert body.count("w:footerReference") == 2 * len(_pages(body))
    for inner, size in zip(body.split("<wp:inline")[1:], ((297, 188), (210, 275)), strict=True):
        assert 1 <= _scale(_shown("<wp:inline" + inner), *size) < 1.01


def test_on_a3_a_sheet_in_a_report_is_as_large_as_its_page() -> None:
    body = _body(_report("A3", "upright", last=True))
    assert _pages(body)[-1] == ("16838", "23811", "284")
    assert 1.3 < _scale(_shown(body), 210, 275) < 1.45


def test_two_sheets_after_each_other_are_two_pages() -> None:
    report = _report("A4", "lying", last=True)
    body = _body(replace(report, blocks=report.blocks + report.blocks[-1:]))
    assert len(_pages(body)) == 3


def test_the_words_of_a_template_keep_their_room_beside_a_sheet() -> None:
    docx = pytest.importorskip("docx")
    office = docx.Document()
    [section] = office.sections
    section.header.paragraphs[0].text = "某街道办事处"
    section.different_first_page_header_footer = True
    out = io.BytesIO()
    office.save(out)
    written = to_docx(_report("A4", "upright", last=False), out.getvalue())
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        body = package.read("word/document.xml").decode()
    assert [one[2] for one in _pages(body)] == ["1440"] * 3
    assert body.count("<w:titlePg/>") == 1 and body.count("w:headerReference") == 3
    assert _shown(body)[1] < 297 - 2 * 25.4


@pytest.mark.parametrize(("paper", "rooms"), [("A4", (193.5, 280.5)), ("A3", (280.5, 403.5))])
def test_a_page_of_its_own_is_turned_in_print(
    paper: Literal["A4", "A3"], rooms: tuple[float, float]
) -> None:
    page = to_html(_report(paper, "lying", "upright", last=True))
    assert '<figure class="lying">' in page and '<figure class="upright">' in page
    assert f"@page lying {{ size: {paper} landscape; margin: 5mm 5mm 15mm; }}" in page
    assert f"@page upright {{ size: {paper}; margin: 5mm 5mm 15mm; }}" in page
    assert f"figure.lying svg {{ max-height: {rooms[0]}mm; }}" in page
    assert f"figure.upright svg {{ max-height: {rooms[1]}mm; }}" in page
    assert "@page lying" not in to_html(Document("zh", "题", ()))


def test_a_sheet_that_cannot_be_drawn_in_a_report_is_missed_aloud(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fontless(svg: str, dpi: float) -> bytes:
        raise refuse("GOV980")

    monkeypatch.setattr(docx_picture, "to_png", fontless)
    assert "图没有画出" in _body(_report("A4", "lying", last=True))
