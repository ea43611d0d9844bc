"""The articles of a text: found in Word files and in plain ones, told where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pipeline import compile_path
from govkit.syntax.formatter import format_text
from govkit.tables import read_articles

TEXT = """目　录

第一条　目的

# 某某条例

第一章　总则

第一条 为了推进治理，制定本条例。
　　第二条　本条例所称网格，是指……
第二条规定的网格，由街道划分。
**第三条** 街道应当：
（一）巡查；
第三条之一 新增的一条。
第四条
"""
FOUND = ("第一条", "第二条", "第三条", "第三条之一", "第四条")


def _word(path: Path, text: str) -> Path:
    from docx import Document

    document = Document()
    for line in text.splitlines():
        paragraph = document.add_paragraph()
        for letter in (line[:2], line[2:]):  # Word cuts words where it likes
            paragraph.add_run(letter)
    document.save(str(path))
    return path


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
def test_every_article_is_found_once(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"条例{ending}"
    if ending == ".docx":
        _word(path, TEXT)
    else:
        path.write_bytes(TEXT.encode("gb18030" if ending == ".txt" else "utf-8"))
    assert read_articles(path, name="条例") == (FOUND, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "GOV160"),
        ("没有条款的文件".encode(), "GOV160"),
        (b"PK\x03\x04 broken", "GOV164"),
        (b"\x00\x01\x02\xff\xfe\x00", "GOV164"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(data)
    articles, found = read_articles(tmp_path / "x.docx", name="x.docx")
    assert (articles, [one.code for one in found]) == ((), [code])


def _compiled(folder: Path, sections: str) -> list[str]:
    (folder / "甲.gov").write_text(
        f"govkit 1\n地区 甲 {{\n  出处 条例 {{ 篇目：{sections} }}\n"
        "  层级 街道 据 条例·第一条 { 数量：1个 }\n}\n",
        encoding="utf-8",
    )
    return [one.code for one in compile_path(folder / "甲.gov").diagnostics]


def test_a_source_takes_its_parts_from_its_text(tmp_path: Path) -> None:
    (tmp_path / "条例.txt").write_text(TEXT, encoding="utf-8")
    assert _compiled(tmp_path, "原文(“条例.txt”)") == ["GOV634"]
    model = compile_path(tmp_path / "甲.gov").model
    assert model is not None
    assert model.sources[0].sections.values[0].words == (  # type: ignore[union-attr]
        "第一条至第三条", "第三条之一", "第四条",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sections", "code"),
    [
        ("原文(“没有.docx”)", "GOV152"),
        ("原文(“../外面.txt”)", "GOV157"),
        ("原文(“条例.txt”、“另一份.txt”)", "GOV159"),
        ("第一条至第四条 共5条", "GOV317"),
    ],
)
def test_a_text_that_is_not_there_is_told(sections: str, code: str, tmp_path: Path) -> None:
    inside = tmp_path / "里面"
    inside.mkdir()
    (tmp_path / "外面.txt").write_text(TEXT, encoding="utf-8")
    (inside / "条例.txt").write_text(TEXT, encoding="utf-8")
    assert code in _compiled(inside, sections)


def test_a_text_is_named_in_either_tongue(tmp_path: Path) -> None:
    (tmp_path / "条例.txt").write_text(TEXT, encoding="utf-8")
    written = (
        "govkit 1\n地区 甲 {\n  出处 条例 { 篇目：原文(“条例.txt”)；不纳入：第四条、附则 }\n"
        "  层级 街道 据 条例·第一条 { 数量：1个 }\n}\n"
    )
    english = format_text(written, "en")
    assert 'articles_of("条例.txt")' in english or "articles_of(“条例.txt”)" in english
    assert "left_out: 第四条" in english and "原文" not in english
    assert "原文(" in format_text(english, "zh")
    models = []
    for number, text in enumerate((written, english)):
        path = tmp_path / f"{number}.gov"
        path.write_text(text, encoding="utf-8")
        models.append(compile_path(path).model)
    assert models[0] is not None and models[1] is not None
    assert models[0].sources == models[1].sources


# ── Word files as offices write them ──

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LEVEL = (
    '<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{never}'
    '<w:lvlText w:val="{text}"/></w:lvl>'
)


def _file(path: Path, body: str, levels: str = "", styles: str = "", more: str = "") -> Path:
    """A Word file of its parts; list 1 has the levels."""
    from zipfile import ZipFile

    named = f'xmlns:w="{_W}" xmlns:mc="{_MC}"'
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    parts = {
        "document": f"<w:document {named}><w:body>{body}</w:body></w:document>",
        "numbering": f"<w:numbering {named}>{abstract}{number}{more}</w:numbering>",
        "styles": f"<w:styles {named}>{styles}</w:styles>",
    }
    with ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(f"word/{name}.xml", text)
    return path


def _said(text: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr><w:r>{text}</w:r></w:p>"


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _listed(at: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    "written",
    [
        f"<w:tab/>{_t('第十二条之一')}<w:tab/>{_t('规定')}",
        f"{_t('第十二条之一')}<w:tab/>{_t('规定')}",
        f"{_t('　　第十二条之一　规定')}",
        f"{_t(chr(0x200B) + '第十二条之一 规定')}",
        f"{_t('第十一章 总则')}<w:br/>{_t('第十二条之一 规定')}",
        f"{_t('第十二')}</w:r><w:r>{_t('条之一')}<w:br/>{_t('规定')}",
    ],
)
def test_tabs_and_blanks_around_a_number_hide_no_article(written: str, tmp_path: Path) -> None:
    path = _file(tmp_path / "条例.docx", _said(written))
    assert read_articles(path, name="条例") == (("第十二条之一",), [])


def test_articles_in_tables_and_text_boxes_are_read(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{_said(_t('第二条 框里'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = (
        f"<w:p><w:r>{both}</mc:AlternateContent></w:r><w:r>{_t('第一条 正文')}</w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{_said(_t('第三条'))}</w:tc><w:tc>{_said(_t('第三条 又'))}</w:tc>"
        f"</w:tr></w:tbl><w:p><w:moveFrom><w:r>{_t('第九条 移走')}</w:r></w:moveFrom></w:p>"
        f"<w:p><w:del><w:r><w:delText>第八条 删去</w:delText></w:r></w:del></w:p>"
    )
    found = read_articles(_file(tmp_path / "条例.docx", body), name="条例")
    assert found == (("第一条", "第二条", "第三条"), [])


def test_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """Chapters and articles of one list: articles go on from chapter to chapter."""
    levels = _LEVEL.format(at=0, form="chineseCountingThousand", never="", text="第%1章") + (
        _LEVEL.format(
            at=1, form="chineseCountingThousand", never='<w:lvlRestart w:val="0"/>', text="第%2条"
        )
    )
    chapter, article = _said(_t("总则"), _listed(0)), _said(_t("规定"), _listed(1))
    path = _file(tmp_path / "条例.docx", (chapter + article * 6) * 2, levels)
    numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二"
    assert read_articles(path, name="条例")[0] == tuple(f"第{one}条" for one in numbers.split())


def test_lists_of_styles_in_digits_and_begun_anew_are_read(tmp_path: Path) -> None:
    levels = _LEVEL.format(at=0, form="decimal", never="", text="第%1条")
    styles = (
        f'<w:style w:styleId="条"><w:pPr>{_listed(0)}</w:pPr></w:style>'
        '<w:style w:styleId="下"><w:basedOn w:val="条"/></w:style>'
    )
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="101"/></w:lvlOverride></w:num>'
    )
    styled = [_said(_t("规定"), f'<w:pStyle w:val="{name}"/>') for name in ("条", "下", "无")]
    off = _said(_t("不编号"), '<w:pStyle w:val="条"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = "".join([*styled, off, *[_said(_t("规定"), _listed(0, 2))] * 2])
    path = _file(tmp_path / "条例.docx", body, levels, styles, more)
    assert read_articles(path, name="条例")[0] == ("第1条", "第2条", "第101条", "第102条")


@pytest.mark.parametrize(
    ("number", "written"),
    [(10, "十"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (200, "二百")],
)
def test_counted_numbers_are_written_as_word_does(
    number: int, written: str, tmp_path: Path
) -> None:
    levels = _LEVEL.format(at=0, form="chineseCounting", never="", text="第%1条")
    path = _file(tmp_path / "条例.docx", _said(_t("规定"), _listed(0)) * number, levels)
    assert read_articles(path, name="条例")[0][-1] == f"第{written}条"
