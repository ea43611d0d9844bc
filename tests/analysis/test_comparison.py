"""Districts side by side, and the page of the examples that is made from them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govkit.analysis.comparison import TOPICS, Comparison, compare
from govkit.cli import main
from govkit.document.parts import Document, Table
from govkit.document.reading import words
from govkit.export.csv import document_csv
from govkit.export.markdown import to_markdown
from govkit.model.governance import Governance
from govkit.pipeline import compile_path, loads
from govkit.reports.side_by_side import side_by_side

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "districts.md"


@pytest.fixture(scope="module")
def both(every_kind: Governance, district: Governance) -> Comparison:
    return compare([district, every_kind])


def test_every_topic_has_a_cell_for_every_district(both: Comparison) -> None:
    assert both.districts == ("光明街道", "样区")
    assert [row.topic for row in both.rows] == list(TOPICS)
    assert {len(row.cells) for row in both.rows} == {2}


@pytest.mark.parametrize(
    ("topic", "line"),
    [
        ("levels", "微网格：未知"),
        ("teams", "红队：≥1 书记 + 2 {网格长、志愿者} + N 队员；3—5人"),
        ("powers", "权力：自建 ≤40万元"),
        ("ceilings", "阶梯：小事 → 社区，常事 → 街道"),
        ("limits", "阶梯：社区 7工作日（假设）、街道 10工作日（拟定）"),
        ("meetings", "联席会议：频次 1次/季；出席 ≥2/3 应到会；通过 ≥50% 到会"),
        ("duties", "接待日：1次/月 原则上"),
    ],
)
def test_what_a_district_says(both: Comparison, topic: str, line: str) -> None:
    assert line in both.row(topic).cells[1]


def test_powers_are_told_apart_from_other_lists(both: Comparison) -> None:
    powers, lists = both.row("powers").cells[1], both.row("lists").cells[1]
    assert [line.partition("：")[0] for line in powers] == ["权力"]
    assert [line.partition("：")[0] for line in lists] == ["经费"]


def test_an_assessment_has_its_weights_grades_and_points(both: Comparison) -> None:
    [line] = both.row("assessments").cells[1]
    for told in ("总分 100分", "权重 日常 → 60%", "等次 ≥90分 → 优秀", "实效 60分"):
        assert told in line


def test_an_assumed_count_is_marked() -> None:
    model = loads("govkit 1\n地区 甲 { 层级 街道 { 数量：1个 假设 “推演” } }\n")
    assert compare([model]).row("levels").cells == (("街道：1个（假设）",),)
    assert compare([model], "en").row("levels").cells == (("街道: 1 piece (assumed)",),)


def _document(found: Comparison) -> Document:
    return side_by_side(found, TOPICS, title="标题", remark="说明", corner="方面", lang="zh")


def test_markdown_keeps_marks_of_the_text_as_text() -> None:
    name = "a|b*c<d>"
    model = loads(f"govkit 1\n地区 甲 {{ 层级 「{name}」 {{ 数量：1 }} }}\n")
    page = to_markdown(_document(compare([model])))
    [line] = [line for line in page.splitlines() if line.startswith("| **levels**")]
    assert line == r"| **levels** | a\|b\*c&lt;d&gt;：1 |"
    assert "| **teams** | — |" in page


def test_the_table_has_a_head_and_a_row_for_each_topic(both: Comparison) -> None:
    head, *_ = csv.reader(document_csv(_document(both)).lstrip("\ufeff").splitlines())
    assert head == ["方面", "光明街道", "样区"]
    table = next(block for block in _document(both).blocks if isinstance(block, Table))
    assert [words(row[0].lines[0]) for row in table.rows] == list(TOPICS)
    assert words(table.rows[0][1].lines[0]) == "街道：1"


def _districts() -> list[Path]:
    """The folders of the examples that hold a district that compiles, by name."""
    folders = sorted(file.parent for file in (ROOT / "examples").glob("*/*.gov")
                     if file.stem == file.parent.name)  # fmt: skip
    return [folder for folder in folders if compile_path(folder).model is not None]


def test_the_page_of_the_examples_is_in_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # When this fails: govkit compare --lang zh <the folders> -o docs/districts.md
    monkeypatch.setenv("GOVKIT_LANG", "zh")
    target = tmp_path / "districts.md"
    assert main(["compare", *map(str, _districts()), "--lang", "zh", "-o", str(target)]) == 0
    assert PAGE.read_text(encoding="utf-8") == target.read_text(encoding="utf-8")
