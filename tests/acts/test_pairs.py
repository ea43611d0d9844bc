"""The contract of acting: for each field and each place it names, two texts and two answers.

The texts differ in that field alone. The answers are as the pair says, and they differ in more than
in words that the statements bring along. How a pair is written stands in `pairs.py`, what may be
asked in `questions.py`. A field or place that has no pair yet stands in `unproven.txt`.
"""

from __future__ import annotations

import re

import pytest

from govkit.checks.statements import NESTED
from govkit.model.governance import COLLECTIONS
from govkit.vocabulary.acts import clauses
from govkit.vocabulary.kinds import every_field

from .pairs import HERE, Pair, compiled, differing, pairs
from .questions import QUESTIONS

PAIRS = list(pairs())
NAMED = {
    f"{kind}.{row.id} {place}"
    for kind, row in (
        *((row.kind, row) for row in every_field()),
        *(("clause", row) for row in clauses()),
    )
    for place in row.acts
    if place in QUESTIONS
}
UNPROVEN = set((HERE / "unproven.txt").read_text(encoding="utf-8").splitlines()) - {""}
_WORD = re.compile(r"[^\W\d_]\w*")
# Where the objects inside another one are held, and fields that are kept under another name.
_INSIDE = {holder[0]: holder[1] for inside in NESTED.values() for holder in inside}
_KEPT_AS = {("list", "table"): "items"}
# What a clause of a statement is kept as; a strength as `strength`, a line under its own name.
_CLAUSES = {
    "cite": "origin",
    "assume": "origin",
    "proposed": "origin",
    "doubt": "doubts",
    "or_read": "doubts",
    "except": "approvals",
    **{row.id: "strength" for row in clauses() if row.set == "strength"},
}
# What brings another file into the text differs in what that file says.
_OTHER_FILES = {("district", "include"), ("district", "extends")}


def test_every_place_that_a_field_names_has_a_pair() -> None:
    proven = {pair.name for pair in PAIRS}
    assert NAMED - proven == UNPROVEN, "write a pair, or change the column `acts`"


def test_every_pair_is_about_a_place_that_its_field_names() -> None:
    assert {pair.name for pair in PAIRS} <= NAMED


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_two_texts_that_differ_in_one_field_have_two_answers(pair: Pair) -> None:
    texts = [compiled(text, pair.files) for text in pair.texts]
    exports = [text.model.model_dump(mode="json") for text in texts]
    if (pair.kind, pair.field) not in _OTHER_FILES and all(text.model.name for text in texts):
        at = _kept(pair)
        found = list(differing(*exports))
        assert found and all(_within(path, at) for path in found), f"in {at} alone: {found}"
    answers = [QUESTIONS[pair.place](text, pair.ask) for text in texts]
    assert answers == [*pair.gives]
    own = {*_WORD.findall(pair.one)} ^ {*_WORD.findall(pair.two)}
    assert _without(own, answers[0]) != _without(own, answers[1]), "more than its own words"


def _kept(pair: Pair) -> tuple[str, ...]:
    """Where the model keeps a field, or a clause."""
    if pair.kind == "clause":
        return (_CLAUSES.get(pair.field, pair.field),)
    return (*_held(pair.kind), _KEPT_AS.get((pair.kind, pair.field), pair.field))


def _held(kind: str) -> tuple[str, ...]:
    """Under which name the objects of a kind are held; the model itself under none."""
    return () if kind == "district" else (COLLECTIONS.get(kind) or _INSIDE[kind],)


def _within(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a path leads through a field of the objects that are held under a name."""
    length = len(wanted)
    return any(path[at : at + length] == wanted for at in range(len(path)))


def _without(own: set[str], answer: list[str]) -> list[str]:
    """An answer less the words that only one of the statements brings along."""
    return [_WORD.sub(lambda word: "…" if word[0] in own else word[0], line) for line in answer]
