"""An official document in Word has the look of GB/T 9704; read from the parts of the file."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from govkit.document.building import cell
from govkit.document.parts import Cell, Column, Document, Heading, Paragraph, Run, Table
from govkit.export.docx import to_docx

pytest.importorskip("docx")
TABLE = Table(
    (Column("序号"), Column("职责", 4)),
    tuple((cell(str(at)), cell("巡查走访" * 20)) for at in range(1, 90)),
    head=((Cell(((Run("职责清单"),),), across=2),),),
)
OFFICIAL = Document(
    "zh", "某街道职责清单", (Heading(1, "一、职责"), Paragraph((Run("正文"),)), TABLE),
    subtitle="（某办发〔2026〕3号）", official=True, annex="附件1",
)  # fmt: skip
MM = 1440 / 25.4


def parts(document: Document, template: bytes | None = None) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(to_docx(document, template))) as package:
        return {
            name: package.read(name).decode()
            for name in package.namelist()
            if name.endswith(".xml")
        }


def style(styles: str, name: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', styles, re.S)
    assert found is not None, name
    return found[0]


def look(styles: str, name: str) -> tuple[str, float, bool]:
    """Font of Chinese letters, size in points, whether bold."""
    found = style(styles, name)
    font, size = re.search(r'w:eastAsia="([^"]*)"', found), re.search(r'<w:sz w:val="(\d+)"', found)
    assert font is not None and size is not None
    return font[1], int(size[1]) / 2, "<w:b/>" in found


@pytest.mark.parametrize(
    ("wide", "size", "margins"),
    [(False, (210, 297), (37, 35, 28, 26)), (True, (297, 210), (28, 26, 25, 25))],
)
def test_paper_and_margins(
    wide: bool, size: tuple[int, int], margins: tuple[int, int, int, int]
) -> None:
    body = parts(replace(OFFICIAL, wide=wide))["word/document.xml"]
    sides = re.search(r"<w:pgSz [^>]*>", body)
    around = re.search(r"<w:pgMar [^>]*>", body)
    assert sides is not None and around is not None
    for name, expected in zip("wh", size, strict=True):
        found = re.search(rf'w:{name}="(\d+)"', sides[0])
        assert found is not None and abs(int(found[1]) - expected * MM) < 2
    for name, expected in zip(("top", "bottom", "left", "right"), margins, strict=True):
        found = re.search(rf'w:{name}="(\d+)"', around[0])
        assert found is not None and abs(int(found[1]) - expected * MM) < 2, name


def test_fonts_and_sizes_are_those_of_the_standard() -> None:
    styles = parts(OFFICIAL)["word/styles.xml"]
    assert look(styles, "Annex") == ("黑体", 16, False)
    assert look(styles, "Title") == ("宋体", 22, True)
    assert look(styles, "Subtitle") == ("楷体", 16, False)
    assert look(styles, "Normal") == ("仿宋", 16, False)
    assert [look(styles, f"Heading{at}")[0] for at in (1, 2)] == ["黑体", "楷体"]
    assert look(styles, "TableText")[:2] == ("仿宋", 12)
    assert look(styles, "TableSmall")[1] == 10.5
    assert 'w:line="560" w:lineRule="exact"' in style(styles, "Normal")
    assert 'w:eastAsia="zh-CN"' in styles
    assert "Theme" not in styles
    assert "theme" not in " ".join(parts(OFFICIAL))


def test_the_annex_stands_first_and_the_title_on_the_third_line() -> None:
    body = parts(OFFICIAL)["word/document.xml"]
    lines = re.findall(r"<w:p>.*?</w:p>", body, re.S)
    told = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", line)) for line in lines[:4]]
    assert told == ["附件1", "", "某街道职责清单", "（某办发〔2026〕3号）"]
    styles = [re.search(r'<w:pStyle w:val="(\w+)"', line) for line in lines[:3]]
    assert [one and one[1] for one in styles] == ["Annex", "Annex", "Title"]


def test_every_head_row_is_repeated_and_no_row_is_cut() -> None:
    body = parts(OFFICIAL)["word/document.xml"]
    rows = re.findall(r"<w:tr>.*?</w:tr>", body, re.S)
    assert [("<w:tblHeader/>" in row) for row in rows[:3]] == [True, True, False]
    assert sum("<w:tblHeader/>" in row for row in rows) == 2
    assert all("<w:cantSplit/>" in row for row in rows)
    assert '<w:tblLayout w:type="fixed"/>' in body
    # A row higher than half a page may be cut, or its page would stay empty.
    high = replace(TABLE, rows=((cell("1"), cell("巡查走访" * 400)),))
    last = re.findall(
        r"<w:tr>.*?</w:tr>", parts(replace(OFFICIAL, blocks=(high,)))["word/document.xml"], re.S
    )[-1]
    assert "<w:cantSplit/>" not in last


def test_numbers_of_pages_stand_at_the_outer_side() -> None:
    found = parts(OFFICIAL)
    feet = [text for name, text in found.items() if name.startswith("word/footer")]
    assert {re.sub(r"<[^>]*>", "", foot).strip() for foot in feet} == {"— 1 —"}
    sides = sorted(side for foot in feet for side in re.findall(r'<w:jc w:val="(\w+)"', foot))
    assert sides == ["left", "right"]
    assert all('Chars="100"' in foot and '<w:fldSimple w:instr=" PAGE ">' in foot for foot in feet)
    assert "<w:evenAndOddHeaders/>" in found["word/settings.xml"]
    even = re.search(r'<w:footerReference w:type="even"', found["word/document.xml"])
    assert even is not None


def test_a_template_brings_the_styles_of_the_office() -> None:
    import docx
    from docx.shared import Pt

    office = docx.Document()
    office.styles["Heading 1"].font.size = Pt(31)
    office.sections[0].left_margin = 1234 * 635
    out = io.BytesIO()
    office.save(out)
    found = parts(OFFICIAL, out.getvalue())
    assert look_size(found["word/styles.xml"], "Heading1") == 31
    assert 'w:left="1234"' in found["word/document.xml"]


def look_size(styles: str, name: str) -> float:
    found = re.search(r'<w:sz w:val="(\d+)"', style(styles, name))
    assert found is not None
    return int(found[1]) / 2
