"""`govkit words`: every word can be found, and every example can be typed as it stands."""

from __future__ import annotations

import pytest

from govkit.cli.lexicon import Entry, everything, groups, of_kind, search
from govkit.cli.wording import Tongue, table
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import terms

from .conftest import Run

TONGUES: tuple[Tongue, ...] = ("zh", "en")
EXAMPLES = [
    pytest.param(entry, id=f"{lang}:{entry.group}:{entry.word}:{number}")
    for lang in TONGUES
    for number, entry in enumerate(everything(lang))
    if entry.group in ("kind", "field", "clause", "trigger", "event", "move", "tail", "word")
]


@pytest.mark.parametrize("entry", EXAMPLES)
def test_an_example_can_be_typed(entry: Entry) -> None:
    # A condition on its own is half a statement.
    example = entry.example
    parser().parse(f"govkit 1\n地区 甲 {{\n{example}\n}}\n", start="start")
    assert example.strip()


@pytest.mark.parametrize("lang", TONGUES)
def test_every_row_of_the_tables_is_an_entry(lang: Tongue) -> None:
    words = {(entry.word, entry.other) for entry in everything(lang)}
    pairs = [(term.zh, term.en) for term in terms()]
    pairs += [(kind.zh, kind.en) for kind in kinds().values()]
    pairs += [(row.zh, row.en) for kind in kinds() for row in fields_of(kind).values()]
    assert [pair for pair in pairs if (pair if lang == "zh" else pair[::-1]) not in words] == []


def test_a_word_is_found_in_either_tongue_and_by_its_other_spellings() -> None:
    for word in ("逾期", "超时", "overdue"):
        found = search(word, everything("zh"))
        assert found.spelled
        assert found.entries[0].word == "超时"


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    words = [entry.word for entry in search("时限", everything("zh")).entries]
    assert words[0] == "时限"
    assert "签收时限" in words


@pytest.mark.parametrize(("word", "meant"), [("期限", "时限"), ("deadline", "limit")])
def test_a_near_synonym_leads_to_the_word_of_the_language(word: str, meant: str) -> None:
    found = search(word, everything("zh"))
    assert not found.spelled
    assert all(meant in entry.spellings for entry in found.entries)


def test_near_synonyms_lead_somewhere() -> None:
    entries = everything("zh")
    known = {spelling for entry in entries for spelling in (entry.word, entry.other)}
    meant = {name for names in table("examples")["near"].values() for name in names.split()}
    assert meant <= known


@pytest.mark.parametrize("lang", TONGUES)
def test_every_group_that_is_named_can_be_listed(lang: Tongue) -> None:
    for name in [*groups(lang), *kinds(), *(kind.word(lang) for kind in kinds().values())]:
        found = of_kind(name, lang)
        if found is None:
            assert kinds()[name if name in kinds() else "figures"].block == "open"


def test_a_word_that_leads_nowhere(run: Run) -> None:
    ran = run("words", "qqqq")
    assert ran.status == 1
    assert ran.err.startswith("错误 GOV813 ")


def test_what_is_printed(run: Run) -> None:
    assert "时限：5工作日" in run("words", "时限").out
    assert "limit: 5 work_days" in run("words", "deadline", "--lang", "en").out
    listed = run("words").out
    assert all(kind.zh in listed for kind in kinds().values())
    fields = run("words", "--kind", "流程").out
    assert "止于" in fields
    assert "频次" not in fields
