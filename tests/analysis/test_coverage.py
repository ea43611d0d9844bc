"""Which articles are written about: held against tables made by hand, article by article."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govkit.analysis.coverage import Coverage, coverage
from govkit.document.reading import texts
from govkit.model.articles import article_of, articles_in, cited_in, numeral, run_of
from govkit.pipeline import load, loads
from govkit.reports.reporting import report, rows
from govkit.values.units import Lang

STATUTES = Path(__file__).parent / "statutes"


@pytest.mark.parametrize("statute", ["binzhou-grid", "zhejiang-river-chief"])
def test_a_statute_agrees_with_its_table_made_by_hand(statute: str) -> None:
    [found] = coverage(load(STATUTES / f"{statute}.gov"))
    with (STATUTES / f"{statute}.csv").open(encoding="utf-8", newline="") as file:
        wanted = [
            ((int(row["article"]),), row["state"], tuple(row["where"].split()))
            for row in csv.DictReader(file)
        ]
    assert [(part.key, part.state, part.where) for part in found.parts] == wanted
    assert found.beyond == ()


def _text(source: str, *places: str, tail: str = "") -> str:
    """A model whose bodies cite places of a source with these fields."""
    citing = "\n".join(
        f"  机构 甲{n} 据 办法{'·' if place else ''}{place} {{ 设于：街道 }}"
        for n, place in enumerate(places)
    )
    return (
        f"govkit 1\n地区 样区 {{\n  出处 办法 {{ {source} }}\n  层级 街道 {{ 数量：1个 }}\n"
        f"{citing}\n{tail}}}\n"
    )


def _of(source: str, *places: str, tail: str = "") -> Coverage:
    """The coverage of that source."""
    [found] = coverage(loads(_text(source, *places, tail=tail)), "办法")
    return found


def _cited(found: Coverage) -> list[str]:
    return [part.words for part in found.parts if part.state == "cited"]


def test_a_run_counts_out_its_articles() -> None:
    found = _of("篇目：第一条至第四十四条 共44条", "第二条", "第四十四条第三款")
    assert len(found.parts) == 44
    assert _cited(found) == ["第二条", "第四十四条"]


def test_second_is_no_beginning_of_twentieth() -> None:
    found = _of("篇目：第一条至第三十条", "第二十条", "第十二条之一")
    assert _cited(found) == ["第二十条"]
    assert [part.words for part in found.beyond] == ["第十二条之一"]
    listed = _of("篇目：第一条至第十二条、第十二条之一、第十三条", "第十二条之一")
    assert len(listed.parts) == 14
    assert _cited(listed) == ["第十二条之一"]


def test_what_is_left_out_and_cited_all_the_same_is_cited() -> None:
    found = _of("篇目：第一条至第三条；不纳入：第二条、第三条", "第三条")
    assert [part.state for part in found.parts] == ["uncited", "left_out", "cited"]
    assert found.count("left_out") == 1


def test_a_place_counts_to_the_longest_part_that_is_listed() -> None:
    found = _of("篇目：一、四、四（一）、四十", "四（一）2", "四（二）", "四十", "四十一")
    assert {part.words: len(part.where) for part in found.parts} == {
        "一": 0, "四": 1, "四（一）": 1, "四十": 1,
    }  # fmt: skip


def test_several_articles_of_one_citation_all_count() -> None:
    found = _of("篇目：第一条至第九条", "第二条至第三条第一款", "分则·第八条")
    assert _cited(found) == ["第二条", "第三条", "第八条"]


def test_without_parts_what_is_cited_stands_in_order() -> None:
    found = _of("类型：文件", "第十条", "附则", "第二条", "")
    assert not found.listed
    assert [part.words for part in found.parts] == ["第二条", "第十条", "附则"]


def test_a_citation_counts_wherever_it_stands_and_each_object_once() -> None:
    tail = """
  岗位 长 { 设于：街道 据 办法·第一条；来源：“招聘” 据 办法·第一条 }
  事项 小事 { }
  流程 办理 { 适用：小事；步 一 { 承办：长；时限：3日 据 办法·第二条
    时钟 复核 据 办法·第三条 { 时限：2日 } } }
"""
    found = _of("篇目：第一条至第三条", tail=tail)
    assert [part.where for part in found.parts] == [
        ("post:长",),
        ("process:办理/step:一",),
        ("process:办理/step:一/clock:复核",),
    ]


@pytest.mark.parametrize(
    ("place", "article"),
    [
        ("第二十四条", (24,)), ("第24条", (24,)), ("第一百零五条第二款", (105,)),
        ("第十二条之一", (12, 1)), ("Article 7", (7,)), ("Art. 7(2)", (7,)), ("12", (12,)),
        ("总则", None), ("四（一）", None), ("第三章", None), ("第条", None), ("", None),
    ],
)  # fmt: skip
def test_an_article_is_a_number(place: str, article: tuple[int, ...] | None) -> None:
    assert article_of(place) == article


def test_runs_are_read_in_both_tongues_and_never_backwards() -> None:
    assert run_of("第一条至第四十四条") == run_of("Articles 1 to 44") == ((1,), (44,))
    assert run_of("Articles 1-44") == ((1,), (44,))
    assert run_of("第五条至第三条") is None
    assert run_of("第一条至第九千条") is None
    assert articles_in("总则") == ()
    assert list(cited_in("第三条、第五条")) == [(3,), (5,)]


def test_numerals_are_those_of_statutes() -> None:
    numbers = (1, 10, 11, 20, 44, 100, 105, 110, 111, 1260)
    told = "一 十 十一 二十 四十四 一百 一百零五 一百一十 一百一十一 一千二百六十"
    assert " ".join(map(numeral, numbers)) == told
    assert [article_of(f"第{numeral(n)}条") for n in numbers] == [(n,) for n in numbers]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_names_every_article_and_the_gaps_in_words(lang: Lang) -> None:
    model = load(STATUTES / "zhejiang-river-chief.gov")
    told = texts(report(model, "coverage", lang))
    assert {f"第{numeral(n)}条" for n in range(1, 19)} <= set(told)
    gap, apart = (
        ("未涉及", "注明不纳入") if lang == "zh" else ("not covered", "left out on purpose")
    )
    assert told.count(gap) == 5 and told.count(apart) == 4
    assert any(("18条中写到9条（50%）" if lang == "zh" else "9 of 18 are cited (50%)") in one
               for one in told)  # fmt: skip


def test_more_than_six_objects_are_counted() -> None:
    model = loads(_text("篇目：第一条", *["第一条"] * 8))
    assert any(text.endswith("机构 甲5 等8处") for text in texts(report(model, "coverage")))
    [data] = rows(model, "coverage")
    assert len(data["parts"][0]["where"]) == 8
