"""The column `acts` of `grammars/fields.csv`: every field says where it changes an answer."""

from __future__ import annotations

import pytest

from govkit.export.schema import schema
from govkit.vocabulary.acts import clauses, places, said, words_only
from govkit.vocabulary.kinds import FieldRow, every_field, fields_of
from govkit.vocabulary.words import word_set
from tests.together import together

PLACES = {"check", "case", "duty", "log", "lesson", "report", "simulation"}
ALONE = {"words"}


@together("field", every_field(), ids=lambda row: f"{row.kind}.{row.id}")
def test_a_field_names_its_places_or_says_that_it_is_only_words(field: FieldRow) -> None:
    assert field.acts
    assert len(set(field.acts)) == len(field.acts)
    assert set(field.acts) <= PLACES or (len(field.acts) == 1 and set(field.acts) <= ALONE)


def test_more_than_text_or_words_is_only_words_for_a_reason() -> None:
    bare = {
        (row.kind, row.id)
        for row in every_field()
        if row.acts == ("words",) and row.type not in ("text", "words")
    }
    assert bare == set(words_only())
    assert all(zh and en for zh, en in words_only().values())


def test_each_place_has_its_words_in_both_tongues() -> None:
    assert set(places()) == PLACES | ALONE
    assert all(
        one.word(lang) and one.text(lang) for one in places().values() for lang in ("zh", "en")
    )


@pytest.mark.parametrize(
    ("kind", "field", "zh", "en"),
    [
        ("tier", "limit", "起作用于检查、办件", "acts in: check, case"),
        ("tier", "content", "起作用于检查", "acts in: check"),
        ("process", "intake", "只是文字，不产生后果", "words: nothing follows"),
    ],
)
def test_where_a_field_acts_in_words(kind: str, field: str, zh: str, en: str) -> None:
    row = fields_of(kind)[field]
    assert (said(row, "zh"), said(row, "en")) == (zh, en)


def test_the_schema_says_where_a_field_acts() -> None:
    """In a list for programs, and in the descriptions of both tongues."""
    team, post = (schema()["$defs"][name]["properties"] for name in ("Team", "Post"))
    assert team["headcount"]["x-acts"] == ["check"]
    assert post["term"]["x-acts"] == ["words"]
    assert post["term"]["description"].endswith("只是文字，不产生后果")
    assert post["term"]["x-description-en"].endswith("words: nothing follows")


def test_every_clause_and_strength_says_where_it_acts() -> None:
    rows = {(row.set, row.id): row.acts for row in clauses()}
    wanted = {
        (term.set, term.id) for name in ("clause", "strength") for term in word_set(name).values()
    }
    assert {key for key in rows if key[0] != "line"} == wanted
    assert all(acts and set(acts) <= PLACES | ALONE for acts in rows.values())
