"""Kinds and their fields, as the tables `kinds.csv` and `fields.csv` list them.

A new kind or field is a row of these tables and a field of the model, never a change of grammar.
Look-ups take either tongue and any alias and give the row; nothing here knows about text or values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from govkit.vocabulary.entry import Entry
from govkit.vocabulary.folder import rows_of

BlockType = Literal["closed", "attributed", "open"]


@dataclass(frozen=True, slots=True)
class FieldRow(Entry):
    """One field of one kind (`*`: of every kind). `type` and `target` say how its value is read.

    `target` is what stands behind the colon of the type: kinds for references (`level|body`), a
    closed set for words (`word:move`). `many`: statements add up instead of replacing each other.
    `acts` names the places where a statement changes an answer (`check`, `case` …), or `words`:
    nothing follows from it.
    """

    kind: str
    id: str
    en: str
    zh: str
    also: tuple[str, ...]
    type: str
    target: str
    many: bool
    en_text: str
    zh_text: str
    acts: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds a reference of this field may point at."""
        return tuple(self.target.split("|")) if self.target else ()


@dataclass(frozen=True, slots=True)
class KindRow(Entry):
    """One kind. `naming`: `declares` a name, refers to a `name_of` kind, has `none`, or `optional`.

    `inside` lists the kinds it may stand in; a kind inside nothing is the model itself.
    """

    id: str
    en: str
    zh: str
    also: tuple[str, ...]
    block: BlockType
    naming: str
    name_of: str
    inside: tuple[str, ...]
    en_text: str
    zh_text: str
    en_example: str
    zh_example: str

    @property
    def names_of(self) -> tuple[str, ...]:
        """The kinds whose names a head of this kind may bear, where it refers to one."""
        return tuple(self.name_of.split("|")) if self.name_of else ()


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, KindRow]:
    """All kinds by id, in the order of the table."""
    found = {}
    for row in rows_of("kinds.csv"):
        naming, _, name_of = row["name"].partition(":")
        block: BlockType = row["block"]  # type: ignore[assignment]
        found[row["id"]] = KindRow(
            row["id"],
            row["en"],
            row["zh"],
            tuple(row["also"].split()),
            block,
            naming,
            name_of,
            tuple(row["inside"].split()),
            row["en_text"],
            row["zh_text"],
            row["example_en"],
            row["example_zh"],
        )
    return found


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, Mapping[str, FieldRow]]:
    found: dict[str, dict[str, FieldRow]] = {}
    for row in rows_of("fields.csv"):
        type_, _, target = row["type"].partition(":")
        found.setdefault(row["kind"], {})[row["id"]] = FieldRow(
            row["kind"],
            row["id"],
            row["en"],
            row["zh"],
            tuple(row["also"].split()),
            type_,
            target,
            row["many"] == "add",
            row["en_text"],
            row["zh_text"],
            tuple(row["acts"].split()),
        )
    return found


@lru_cache(maxsize=64)
def fields_of(kind: str) -> Mapping[str, FieldRow]:
    """The fields of a kind by id, its own first, then those every kind has."""
    if kinds()[kind].block == "open":
        return {}
    return {**_fields().get(kind, {}), **_fields()["*"]}


def closed_set(kind: str, field: str) -> str:
    """The closed set that the words of a field belong to; empty where it has none."""
    row = fields_of(kind).get(field) if kind in kinds() else None
    return row.target if row is not None and row.type in ("word", "chosen") else ""


def every_field() -> tuple[FieldRow, ...]:
    """All rows of the table in its order, those of every kind (`*`) among them."""
    return tuple(row for rows in _fields().values() for row in rows.values())


@lru_cache(maxsize=1)
def _bindings() -> frozenset[tuple[str, str]]:
    """What binds cases: fields that act in one, and what is listed beside them."""
    acting = {(row.kind, row.id) for row in every_field() if "case" in row.acts}
    return frozenset(acting | {(row["kind"], row["field"]) for row in rows_of("bindings.csv")})


def binds(kind: str, field: str) -> bool:
    """Whether a field of a kind binds cases: another value may change what becomes of one."""
    return (kind, field) in _bindings() or ("*", field) in _bindings()


@lru_cache(maxsize=1)
def binding_kinds() -> frozenset[str]:
    """The kinds whose objects bind cases, by their names and by fields of theirs."""
    return frozenset(kind for kind, _ in _bindings())


@lru_cache(maxsize=1)
def kind_words() -> Mapping[str, str]:
    """Every spelling of a kind, to its id; a word of two kinds stands for the first of them."""
    found: dict[str, str] = {}
    for row in kinds().values():
        for spelling in row.spellings:
            found.setdefault(spelling, row.id)
    return found


@lru_cache(maxsize=64)
def kind_words_in(outer: str) -> Mapping[str, str]:
    """Every spelling of a kind as it is read inside a block of `outer`, to its id.

    A word of two kinds (`角色`, `环节`) is the one that may stand there; with no kind around it, or
    where neither may, the first of the table.
    """
    found = dict(kind_words())
    for row in kinds().values() if outer else ():
        if outer in row.inside:
            found |= {spelling: row.id for spelling in row.spellings}
    return found


@lru_cache(maxsize=64)
def field_words(kind: str) -> Mapping[str, FieldRow]:
    """Every spelling of a field of this kind, to its row."""
    found: dict[str, FieldRow] = {}
    for row in fields_of(kind).values():
        for spelling in row.spellings:
            found.setdefault(spelling, row)
    return found
