"""The recipe for a new kind, as a test: what a kind of the vocabulary needs, and which part lacks.

The tables of kinds and fields enter; for each kind leaves a list of what is missing, in words. An
empty list means that the kind is whole: texts, model, both references, the word list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args, get_origin

import pytest

from govkit.cli.lexicon import everything, of_kind
from govkit.model.governance import COLLECTIONS, NESTED, Governance
from govkit.model.statement import Attribute, Entity
from govkit.resolve.reading.values import READERS
from govkit.syntax.nodes import Block, Document, Field, Statement
from govkit.syntax.parser import parser
from govkit.vocabulary.kinds import FieldRow, field_words, fields_of, kind_words_in, kinds

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
REFERENCES = ("language.md", "语言.md")
EVERY_KIND = "*"
# Fields that are read and leave nothing in the model, each with the reason.
LEAVES_NOTHING = {
    ("district", "include"): "an included text reads as if it stood in its place",
    ("list", "table"): "its rows are items, as if they were written there",
}


def own_fields(kind: str) -> list[FieldRow]:
    """The fields of one kind, without those that every kind has."""
    return [row for row in fields_of(kind).values() if row.kind == kind]


@cache
def used_fields() -> dict[str, set[str]]:
    """Kind → the ids of the fields that a good text of this kind uses in a block of this kind."""
    used: dict[str, set[str]] = {kind: set() for kind in kinds()}
    for path in HERE.glob("*/good/**/*.gov"):
        document = parser().parse(path.read_text(encoding="utf-8"), start="start")
        assert isinstance(document, Document)
        kind = path.relative_to(HERE).parts[0]
        for holder, field in _fields(document.statements, "district"):
            row = field_words(holder).get(str(field.word))
            if row is not None and (holder == kind or row.kind == EVERY_KIND):
                used[holder].add(row.id)
    return used


def _fields(statements: list[Statement], inside: str) -> Iterator[tuple[str, Field]]:
    for statement in statements:
        if isinstance(statement, Field):
            yield inside, statement
        elif isinstance(statement, Block):
            inner = kind_words_in(inside).get(str(statement.kind), "")
            yield from _fields(statement.body or [], inner)


def model_class(kind: str) -> type[Entity] | None:
    """The class that holds the objects of a kind, found the way the compiler fills it."""
    if kind == "district":
        return Governance
    if kind in NESTED:
        outer = model_class(kinds()[kind].inside[0])
        return _held(outer, NESTED[kind]) if outer is not None else None
    return _held(Governance, COLLECTIONS.get(kind, kind))


def _held(outer: type[Entity], field: str) -> type[Entity] | None:
    info = outer.model_fields.get(field)
    held = get_args(info.annotation)[0] if info is not None else None
    return held if isinstance(held, type) and issubclass(held, Entity) else None


def model_fields(model: type[Entity]) -> set[str]:
    """The fields of a class that hold statements, without those of every kind."""
    return {
        name
        for name, info in model.model_fields.items()
        if name not in Entity.model_fields
        and isinstance(held := get_origin(info.annotation) or info.annotation, type)
        and issubclass(held, Attribute)
    }


def lacking_texts(kind: str) -> Iterator[str]:
    for verdict in ("good", "bad"):
        if not any((HERE / kind / verdict).glob("*.gov")):
            yield f"no text in tests/cases/{kind}/{verdict}"
    for row in own_fields(kind):
        if row.id not in used_fields()[kind]:
            yield f"no text in tests/cases/{kind}/good uses `{row.en}` ({row.zh})"


def lacking_model(kind: str) -> Iterator[str]:
    model = model_class(kind)
    if model is None:
        yield f"no class in govkit/model, or no field for `{kind}` in govkit/model/governance.py"
        return
    if kinds()[kind].block == "open":
        return
    listed = {row.id for row in own_fields(kind) if (kind, row.id) not in LEAVES_NOTHING}
    for name in sorted(listed - model_fields(model)):
        yield f"`{model.__name__}` lacks the field `{name}` of grammars/fields.csv"
    for name in sorted(model_fields(model) - listed):
        yield f"grammars/fields.csv lacks `{name}`, which `{model.__name__}` has"
    if kinds()[kind].block == "attributed" and "given" not in model.model_fields:
        yield f"`{model.__name__}` has no `given` for the model's own attributes"


def lacking_reading(kind: str) -> Iterator[str]:
    for row in own_fields(kind):
        if row.type not in READERS:
            yield f"nothing in resolve/reading/values.py reads `{row.type}`, the type of `{row.en}`"


def lacking_words(kind: str) -> Iterator[str]:
    row = kinds()[kind]
    for document in REFERENCES:
        if f'<a id="kind-{kind}"></a>' not in (DOCS / document).read_text(encoding="utf-8"):
            yield f"no section `kind-{kind}` in docs/{document}"
    for lang in ("zh", "en"):
        entries = [e for e in everything(lang) if e.group == "kind" and e.word == row.word(lang)]
        if not entries or not entries[0].example or not entries[0].meaning:
            yield f"`govkit words --lang {lang}` has no meaning or example of `{kind}`"
        if row.block != "open" and not of_kind(kind, lang):
            yield f"`govkit words --lang {lang} --kind {kind}` lists nothing"


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_lacks_nothing(kind: str) -> None:
    checks = (lacking_texts, lacking_model, lacking_reading, lacking_words)
    assert [what for check in checks for what in check(kind)] == []


def test_the_fields_of_every_kind_are_used() -> None:
    common = {row.id for row in fields_of("district").values() if row.kind == EVERY_KIND}
    assert common <= Entity.model_fields.keys()
    assert common <= set().union(*used_fields().values())


def test_no_folder_is_left_without_a_kind() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0].isalpha()}
    assert folders == set(kinds())


def test_every_second_good_text_is_english() -> None:
    texts = [path.read_text(encoding="utf-8") for path in HERE.glob("*/good/*.gov")]
    english = sum("\ndistrict " in f"\n{text}" for text in texts)
    assert len(texts) // 3 <= english <= 2 * len(texts) // 3


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that only the table has is reported in all its places, by name."""
    row = FieldRow("unit", "worth", "worth", "折合", (), "price", "", False, "", "")
    monkeypatch.setattr(f"{__name__}.own_fields", lambda kind: [row])
    assert list(lacking_texts("unit")) == ["no text in tests/cases/unit/good uses `worth` (折合)"]
    assert list(lacking_model("unit")) == [
        "`OwnUnit` lacks the field `worth` of grammars/fields.csv"
    ]
    assert "`price`, the type of `worth`" in " ".join(lacking_reading("unit"))
