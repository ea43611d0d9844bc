"""What each strength does on each field and on each head, as two tables list it.

A kind, a field (empty: the head of a block) and a strength enter; its effect leaves. `senses.csv`
says what the six strengths do to each sort of statement, `strengths.csv` of which sort a field is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from govkit.vocabulary.entry import Entry
from govkit.vocabulary.folder import rows_of

# `binds`: to leave it is a breach. `departs`: it may be left for a reason. `open`: it is never
# breached. `forbids`: what it names must not be so. `base`: it binds only a text that builds upon
# this one. `none`: it says nothing.
Effect = Literal["binds", "departs", "open", "forbids", "base", "none"]
STRENGTHS = ("must", "should", "in_principle", "encouraged", "may", "must_not")


@dataclass(frozen=True, slots=True)
class Sense(Entry):
    """One sort of statement. `passes_on`: whether 不得 on the head of a block goes on to it."""

    id: str
    effects: Mapping[str, Effect]
    passes_on: bool
    en: str
    zh: str
    also: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def senses() -> Mapping[str, Sense]:
    """All sorts of statements by id."""
    return {
        row["sense"]: Sense(
            row["sense"],
            {strength: cast(Effect, row[strength]) for strength in STRENGTHS},
            row["passes_on"] == "yes",
            row["en"],
            row["zh"],
        )
        for row in rows_of("senses.csv")
    }


@lru_cache(maxsize=1)
def sense_table() -> Mapping[tuple[str, str], str]:
    """The id of the sense of every field by kind and field; the head of a kind has no field."""
    return {(row["kind"], row["field"]): row["sense"] for row in rows_of("strengths.csv")}


def sense_of(kind: str, field: str = "") -> Sense:
    """Of which sort a field is; without one, the head of a block of this kind."""
    table = sense_table()
    return senses()[table.get((kind, field)) or table.get(("*", field), "fact")]


def effect(kind: str, field: str, strength: str) -> Effect:
    """What a strength does on a field."""
    return sense_of(kind, field).effects[strength]


def passes(kind: str, field: str, strength: str) -> bool:
    """Whether a strength on the head of a block is also that of this field."""
    sense = sense_of(kind, field)
    if strength == "must_not" and not sense.passes_on:
        return False
    return sense.effects[strength] not in ("none", "base")
