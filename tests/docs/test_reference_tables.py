"""The two language references name every word of the tables in `grammars/`.

Each kind has a section of its own with each of its fields in both tongues and every other
spelling; closed sets, clauses and functions are named; the two documents keep the same anchors.
"""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest

from govkit.vocabulary.folder import grammars
from govkit.vocabulary.kinds import FieldRow, fields_of, kinds
from govkit.vocabulary.words import Term, word_set
from tests.together import together

from . import acts_table

DOCS = Path(__file__).parents[2] / "docs"
PAIR = {"en": "language.md", "zh": "语言.md"}
_ANCHOR = re.compile(r'^<a id="([^"]+)"></a>$', re.MULTILINE)
_EVERY = "*"
IN_7_6 = ("move", "trigger", "event", "decision", "occasion")  # listed whole in that section


def _text(lang: str) -> str:
    return (DOCS / PAIR[lang]).read_text(encoding="utf-8")


def _anchors(lang: str) -> list[str]:
    return _ANCHOR.findall(_text(lang))


def _sections(lang: str) -> dict[str, str]:
    """The text from each anchor to the next, by anchor."""
    text = _text(lang)
    found = [*_ANCHOR.finditer(text)]
    ends = [start.start() for _, start in pairwise(found)] + [len(text)]
    return {f[1]: text[f.end() : end] for f, end in zip(found, ends, strict=True)}


def _rows(lang: str, anchor: str) -> list[list[str]]:
    """The cells of every table row in a section."""
    lines = _sections(lang)[anchor].splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]


def _fields(kind: str) -> list[FieldRow]:
    """The fields of one kind; those that every kind has for `*`."""
    stated_in = "district" if kind == _EVERY else kind
    return [row for row in fields_of(stated_in).values() if row.kind == kind]


def _listed(lang: str, anchor: str) -> dict[str, tuple[str, set[str]]]:
    """First word of each row, to the word of the other tongue and the further spellings."""
    words = re.compile(r"`([^`]+)`")
    return {
        words.findall(row[0])[0]: (words.findall(row[1])[0], set(words.findall(row[2])))
        for row in _rows(lang, anchor)
    }


@pytest.mark.parametrize("lang", PAIR)
@pytest.mark.parametrize("kind", [id for id, row in kinds().items() if row.block != "open"])
def test_a_kind_lists_its_fields_in_both_tongues(lang: str, kind: str) -> None:
    other = "zh" if lang == "en" else "en"
    expected = {f.word(lang): (f.word(other), set(f.also)) for f in _fields(kind)}
    assert _listed(lang, f"kind-{kind}") == expected


@pytest.mark.parametrize("lang", PAIR)
def test_the_fields_of_every_kind_are_listed(lang: str) -> None:
    other = "zh" if lang == "en" else "en"
    expected = {f.word(lang): (f.word(other), set(f.also)) for f in _fields(_EVERY)}
    assert _listed(lang, "kind-every") == expected


@together("lang", PAIR)
@together("kind", list(kinds()))
def test_a_kind_has_a_section_with_its_words_and_two_examples(lang: str, kind: str) -> None:
    section, row = _sections(lang)[f"kind-{kind}"], kinds()[kind]
    for spelling in row.spellings:
        assert f"`{spelling}`" in section
    assert section.count("```gov model") == 1
    assert section.count("```gov-bad") == 1


@together("lang", PAIR)
@together("kind", list(kinds()))
def test_the_good_example_of_a_kind_uses_it(lang: str, kind: str) -> None:
    example = re.search(r"```gov model\n(.*?)```", _sections(lang)[f"kind-{kind}"], re.DOTALL)
    assert example is not None
    assert re.search(rf"(?:^|[{{；; \t]){re.escape(kinds()[kind].word(lang))} ", example[1], re.M)


@together("lang", PAIR)
@together("kind", list(kinds()))
def test_words_a_field_may_take_stand_in_its_section(lang: str, kind: str) -> None:
    section = _sections(lang)[f"kind-{kind}"]
    for field in _fields(kind):
        if field.type == "word":
            own = [name for name in field.target.split("+") if name not in IN_7_6]
            for term in word_set("+".join(own)).values():
                assert f"`{term.word(lang)}`" in section, field.id


@pytest.mark.parametrize("lang", PAIR)
@pytest.mark.parametrize(
    ("sets", "anchor"),
    [
        ("clause+strength", "s5"),
        ("function", "s6-13"),
        ("base", "v-share"),
        ("trigger+event+manner+move+decision+occasion", "s7-6"),
    ],
)
def test_a_closed_set_is_listed_whole(lang: str, sets: str, anchor: str) -> None:
    def listed(term: Term) -> tuple[str, tuple[str, set[str]]]:
        return term.word(lang), (term.word("zh" if lang == "en" else "en"), set(term.also))

    # A trigger and a move may share a word, so the rows are compared and not a mapping.
    words = re.compile(r"`([^`]+)`")
    rows = [[words.findall(cell) for cell in row[:3]] for row in _rows(lang, anchor)]
    found = {(row[0][0], row[1][0], frozenset(row[2])) for row in rows}
    expected = {
        (word, other, frozenset(also))
        for name in sets.split("+")
        for word, (other, also) in map(listed, word_set(name).values())
    }
    assert found == expected


@pytest.mark.parametrize("lang", PAIR)
def test_every_unit_is_named(lang: str) -> None:
    section = _sections(lang)["s6-1"]
    with (grammars() / "units.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            assert f"`{row[lang]}`" in section or not row[lang]


def test_both_documents_have_the_same_anchors() -> None:
    assert _anchors("en") == _anchors("zh")
    assert len(set(_anchors("en"))) == len(_anchors("en"))


@pytest.mark.parametrize("lang", PAIR)
def test_links_inside_a_document_lead_somewhere(lang: str) -> None:
    targets = set(re.findall(r"\]\(#([^)]+)\)", _text(lang)))
    assert targets <= set(_anchors(lang))


@pytest.mark.parametrize("lang", PAIR)
def test_the_table_of_fields_that_act_is_the_one_of_the_word_tables(lang: str) -> None:
    """`python -m tests.docs.acts_table` writes it anew."""
    assert acts_table.written(lang) == acts_table.section(lang)
