"""The column `acts` of `grammars/fields.csv`: every field says where it changes an answer."""

from __future__ import annotations

import pytest

from govkit.vocabulary.kinds import FieldRow, every_field

PLACES = {"check", "case", "duty", "log", "lesson", "report"}
ALONE = {"words", "later"}


@pytest.mark.parametrize("field", every_field(), ids=lambda row: f"{row.kind}.{row.id}")
def test_a_field_names_its_places_or_says_that_it_is_only_words(field: FieldRow) -> None:
    assert field.acts
    assert len(set(field.acts)) == len(field.acts)
    assert set(field.acts) <= PLACES or (len(field.acts) == 1 and set(field.acts) <= ALONE)
