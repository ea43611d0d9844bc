"""Thirty amendments of one small text, and the sentence that each gives, in both tongues."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govkit.analysis.diff.comparing import diff
from govkit.document.parts import Document, Run, Table
from govkit.document.reading import texts, words
from govkit.model.governance import Governance
from govkit.pipeline import loads
from govkit.reports.amendment import amendment
from govkit.reports.wanted import Wanted
from govkit.values.units import Lang

TABLE = tomllib.loads(Path(__file__).with_name("amendments.toml").read_text(encoding="utf-8"))
TEXT: str = TABLE["text"].lstrip("\n")
AMENDMENTS: list[dict[str, Any]] = TABLE["amendment"]


@pytest.fixture(scope="module")
def base() -> Governance:
    return loads(TEXT)


def amended(*names: str) -> Governance:
    text = TEXT
    for one in AMENDMENTS:
        if one["name"] in names:
            for old, new in ((one["from"], one["to"]), *([one["also"]] if "also" in one else [])):
                assert text.count(old) == 1, (one["name"], old)
                text = text.replace(old, new)
    return loads(text)


def told(old: Governance, new: Governance, lang: Lang = "zh", **choices: Any) -> Document:
    renamed = choices.pop("renamed", None)
    return amendment(old, new, diff(old, new, renamed), Wanted(lang), **choices)


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def column(document: Document, number: int) -> list[str]:
    return [words(line) for row in table_of(document).rows for line in row[number].lines]


def runs(document: Document, column: int) -> list[Run]:
    return [run for row in table_of(document).rows for line in row[column].lines for run in line]


def test_there_are_thirty() -> None:
    assert len(AMENDMENTS) == len({one["name"] for one in AMENDMENTS}) == 30


@pytest.mark.parametrize("one", AMENDMENTS, ids=lambda one: one["name"])
def test_an_amendment_gives_its_sentence(one: dict[str, Any], base: Governance) -> None:
    new = amended(one["name"])
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        assert column(told(base, new, lang), 4) == one[lang]
        way = one.get(f"{lang}_way", one[lang])
        assert column(told(base, new, lang, direction=True), 4) == way
        # every change is marked somewhere, or stands in a row of its own
        document = told(base, new, lang)
        marked = {run.mark for number in (1, 2, 3) for run in runs(document, number)}
        assert marked & {"new", "gone"}


@pytest.mark.parametrize("one", AMENDMENTS, ids=lambda one: one["name"])
def test_taken_back_it_gives_a_sentence_as_well(one: dict[str, Any], base: Governance) -> None:
    new = amended(one["name"])
    forth, back = told(base, new), told(new, base)
    if "also" not in one:  # an alias tells of a rename one way only
        assert len(column(back, 4)) == len(column(forth, 4))
        assert len(table_of(back).rows) == len(table_of(forth).rows)


def test_the_head_gives_both_numbers_and_counts_what_the_rows_say(base: Governance) -> None:
    new = amended("the number of a document", "a count", "a duty added", "a duty removed",
                  "a limit that is new", "a rename")  # fmt: skip
    document = told(base, new)
    assert document.title == "湖滨街道网格管理办法修订对照表"
    assert document.subtitle == "（修改前：湖街发〔2026〕12号；修改后：湖街发〔2026〕30号）"
    assert texts(document)[2] == (
        "共6处，其中修改2项，改名1项，增加3项，删去1项；另有1项只是跟着改名变动，不列。"
    )
    english = told(base, new, "en")
    assert texts(english)[2] == (
        "6 in all, 2 changed, 1 renamed, 3 added, 1 removed; "
        "not listed, since they only follow a rename: 1."
    )
    assert len(column(document, 4)) == 7


def test_what_is_new_or_gone_as_a_whole_has_an_empty_side(base: Governance) -> None:
    added = told(base, amended("a duty added"))
    assert column(added, 2) == ["（新增）"]
    assert column(added, 3) == ["制度 走访入户", "　责任人：网格员", "　频次：应当每月2次"]
    assert {run.mark for run in runs(added, 3)} == {"", "new"}
    removed = told(base, amended("a duty removed"))
    assert column(removed, 3) == ["（删去）"]
    assert column(removed, 2) == ["制度 台账公开", "　责任人：社区书记", "　内容：公开台账"]
    assert {run.mark for run in runs(removed, 2)} == {"", "gone"}


def test_the_article_stands_in_a_column_of_its_own_old_and_new(base: Governance) -> None:
    document = told(base, amended("an article of an object"))
    assert [(run.text, run.mark) for run in runs(document, 1)] == [
        ("第三条", "gone"), ("第五条", "new"),
    ]  # fmt: skip


def test_a_note_of_the_new_text_is_the_reason(base: Governance) -> None:
    reason = "；说明：“楼栋增加，人手不够”"
    new = loads(TEXT.replace("数量：64个 }", f"数量：72个{reason} }}", 1))
    document = told(base, new)
    assert column(document, 5) == ["楼栋增加，人手不够"]
    assert column(document, 4) == ["数量由64个改为72个。"]
    alone = told(base, loads(TEXT.replace("数量：64个 }", f"数量：64个{reason} }}", 1)))
    assert column(alone, 4) == ["增加说明：楼栋增加，人手不够。"]


def test_figures_and_scenarios_are_counted_and_told_where_all_is_asked_for(
    base: Governance,
) -> None:
    new = loads(TEXT.rstrip().removesuffix("}") + "  数据 { 人口：13万人 假设 }\n}\n")
    document = told(base, new)
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert texts(document)[1:] == (
        "没有修改。", "另有1项是数据、核对、推演和场景的修改，不列。",
    )  # fmt: skip
    assert column(told(base, new, every=True), 4) == ["新增数据“人口”。"]


def test_nothing_is_told_of_a_text_and_itself_in_either_tongue(base: Governance) -> None:
    assert texts(told(base, loads(TEXT)))[1:] == ("没有修改。",)
    assert texts(told(base, loads(TEXT), "en"))[1:] == ("Nothing has changed.",)
