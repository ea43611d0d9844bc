"""What each strength does on each field: the table of the vocabulary, held against the checks.

Every field of the good texts of this folder is given each of the six strengths in turn. Where the
table says that it does something nothing is reported; where it says nothing, that is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from govkit.pipeline import compile_text
from govkit.syntax.nodes import Block, Document, Field, Statement
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import field_words, fields_of, kind_words_in, kinds
from govkit.vocabulary.strengths import STRENGTHS, effect, passes, sense_table, senses
from govkit.vocabulary.words import word_set

HERE = Path(__file__).parent
CODES = {"GOV350", "GOV351", "GOV352"}
# Fields that leave no statement in the model (an included text, a table that gives the items) or
# that name files, or codes, which the good texts of this folder do not have.
LEFT_OUT = {("district", "include"), ("list", "table"), ("district", "extends"),
            ("level", "units"), ("district", "severity")}  # fmt: skip
OPEN = {kind for kind, row in kinds().items() if row.block == "open"}


def test_every_field_and_every_head_has_a_row_and_no_other() -> None:
    fields = {(kind, field) for kind in kinds() for field, row in fields_of(kind).items()
              if row.kind == kind}  # fmt: skip
    every = {("*", field) for field, row in fields_of("level").items() if row.kind == "*"}
    assert set(sense_table()) == fields | every | {(kind, "") for kind in kinds()}
    assert set(sense_table().values()) == set(senses())


def test_a_prohibition_never_binds_as_its_opposite() -> None:
    for sense in senses().values():
        assert sense.effects["must_not"] in ("forbids", "none"), sense.id
        assert {sense.effects["encouraged"], sense.effects["may"]} <= {"open", "none", "binds"}
    assert {s.id for s in senses().values() if s.effects["may"] == "binds"} == {"right"}


def expected(kind: str, field: str, strength: str) -> set[str]:
    """The code that the table asks for."""
    done = effect(kind, field, strength)
    if done == "base":
        return {"GOV352"}
    if done == "none":
        return {"GOV351" if strength == "must_not" else "GOV350"}
    return set()


Told = tuple[str, str, Path, int]


def _fields(statements: list[Statement], inside: str) -> Iterator[tuple[str, Field]]:
    for statement in statements:
        if isinstance(statement, Field):
            yield inside, statement
        elif isinstance(statement, Block):
            kind = kind_words_in(inside).get(str(statement.kind), "")
            yield from _fields(list(statement.body or ()), kind)


@cache
def first_uses() -> dict[tuple[str, str], Told]:
    """Kind and field → a good text that compiles by itself, and where the field ends in it."""
    found: dict[tuple[str, str], Told] = {}
    for path in sorted(HERE.glob("*/good/**/*.gov")):
        text = path.read_text(encoding="utf-8")
        if compile_text(text).model is None:
            continue  # it needs files beside it
        document = parser().parse(text, start="start")
        assert isinstance(document, Document)
        for kind, field in _fields(document.statements, "district"):
            row = field_words(kind).get(str(field.word)) if kind and kind not in OPEN else None
            strong = any(clause.kind == "strength" for clause in field.clauses)
            if row is not None and row.kind == kind and not strong:
                end = field.end
                while text[end : end + 1] in tuple(")）"):  # the node ends inside its brackets
                    end += 1
                found.setdefault((kind, row.id), (kind, row.id, path, end))
    return found


def test_nearly_every_field_is_reached() -> None:
    rows = {(kind, field) for kind, field in sense_table() if field and kind != "*"}
    assert rows - set(first_uses()) - LEFT_OUT == set()


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("kind", sorted({kind for kind, field in sense_table() if field} - {"*"}))
def test_each_strength_does_on_each_field_what_the_table_says(kind: str, strength: str) -> None:
    word = word_set("strength")[strength].zh
    for own, field, path, end in first_uses().values():
        if own != kind:
            continue
        text = path.read_text(encoding="utf-8")
        given = compile_text(f"{text[:end]} {word}{text[end:]}")
        told = {found.code for found in given.diagnostics} & CODES
        wanted = expected(kind, field, strength)
        if given.model is None and not wanted and strength == "must_not":
            continue  # what is taken away was needed: another finding says so
        assert told == wanted, (field, [(d.code, str(d.span)) for d in given.diagnostics])


def test_a_head_hands_on_what_does_something() -> None:
    for kind, field in sense_table():
        for strength in STRENGTHS:
            if passes(kind, field, strength):
                assert expected(kind, field, strength) == set()
