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
