"""Pictures in a Word file: drawn with the words of their captions, or missed aloud."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from govkit.diagnostics.placeless import refuse
from govkit.document.building import cell
from govkit.document.parts import Column, Document, Picture, Table
from govkit.export import docx_picture
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.values.units import Lang

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="25mm" viewBox="0 0 200 100">'
    '<rect width="200" height="100"/></svg>'
)


def _body(lang: Lang = "zh") -> tuple[str, list[str]]:
    document = Document(lang, "题", (Picture(SVG, "甲“乙”图", 50),))
    with zipfile.ZipFile(io.BytesIO(to_docx(document))) as package:
        return package.read("word/document.xml").decode(), package.namelist()


def test_a_picture_is_as_wide_as_asked_and_has_words_for_those_who_hear_it() -> None:
    body, parts = _body()
    assert any(name.startswith("word/media/") for name in parts)
    [(across, down)] = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', body)
    assert int(across) == pytest.approx(50 * 36_000, rel=0.01)
    assert int(down) == pytest.approx(25 * 36_000, rel=0.01)
    assert 'descr="甲“乙”图"' in body


def test_a_caption_beneath_a_picture_is_not_kept_with_the_heading_of_the_next_page() -> None:
    body, _ = _body()
    [caption] = re.findall(r'<w:pStyle w:val="Caption"/>(.*?)</w:pPr>', body)
    assert caption == '<w:keepNext w:val="0"/>'


@pytest.mark.parametrize(("lang", "said"), [("zh", "图没有画出"), ("en", "Not drawn")])
def test_a_picture_that_cannot_be_drawn_is_missed_aloud(
    lang: Lang, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fontless(svg: str, dpi: float) -> bytes:
        raise refuse("GOV980")

    assert said not in _body(lang)[0]
    monkeypatch.setattr(docx_picture, "to_png", fontless)
    body, parts = _body(lang)
    assert said in body and "甲“乙”图" in body
    assert not any(name.startswith("word/media/") for name in parts)


@pytest.mark.parametrize(
    ("paper", "wide", "size"),
    [("A4", False, "A4;"), ("A4", True, "A4 landscape;"), ("A3", True, "A3 landscape;")],
)
def test_a_page_is_printed_on_its_paper(paper: str, wide: bool, size: str) -> None:
    document = Document("zh", "题", (), wide=wide, paper=paper)  # type: ignore[arg-type]
    assert f"@page {{ size: {size}" in to_html(document)


def test_cells_stand_in_every_row_they_reach() -> None:
    rows = (
        (cell("高", down=3), cell("1")),
        (cell("2"),),
        (cell("3"),),
        (cell("低"), cell("4")),
    )
    table = Table((Column("甲"), Column("乙")), rows)
    told = [[one.lines[0][0].text for _, one in row] for row in table.standing(rows)]
    assert told == [["高", "1"], ["高", "2"], ["高", "3"], ["低", "4"]]
