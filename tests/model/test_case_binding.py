"""What binds cases and what does not: each kind, each field, each clause, over all examples.

Which side a field falls on is data (`acts` of fields.csv, bindings.csv); the tests hold the digest
against it, and lives of cases against a model that has nothing left but what binds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from govkit.engine import Engine
from govkit.model.binding import FREE, bound, kind_of
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.statement import Attribute, Claim, Origin
from govkit.pipeline import load, loads
from govkit.vocabulary.kinds import binding_kinds, binds, every_field, kinds
from tests.engine.lives import lived

EXAMPLES = Path(__file__).parents[2] / "examples"
PATHS = [
    *(EXAMPLES / name for name in ("binzhou", "guangming", "haolinju", "qixian", "quanyu")),
    *sorted((EXAMPLES / "gallery").glob("*.gov")),
    EXAMPLES / "tables",
]
# Read while the text is, so that the model has what it says and not the field.
READ = {("list", "table")}


@cache
def models() -> tuple[Governance, ...]:
    return tuple(load(str(path)) for path in PATHS)


def objects(held: Claim) -> Iterator[Claim]:
    """An object of a model and all objects within it."""
    yield held
    for field in type(held).model_fields:
        value = getattr(held, field)
        if isinstance(value, tuple):
            for each in value:
                if isinstance(each, Claim):
                    yield from objects(each)


def test_each_field_falls_on_the_side_that_the_tables_name() -> None:
    seen: set[tuple[str, str]] = set()
    for model in models():
        for held in objects(model):
            kind = kind_of(type(held))
            for field in type(held).model_fields:
                value = getattr(held, field)
                if not isinstance(value, Attribute) or not value or (kind, field) in seen:
                    continue
                seen.add((kind, field))
                without = held.model_copy(update={field: type(value).none()})
                changes = bound(held) != bound(without)
                assert changes == binds(kind, field), (kind, field)
    rows = {(row.kind, row.id) for row in every_field() if row.kind != "*"}
    assert {row for row in rows - seen - READ if binds(*row)} == set(), "no example has it"
    assert len(rows - seen) < len(rows) / 10


def test_each_collection_falls_on_the_side_of_its_kind() -> None:
    seen = set()
    for model in models():
        for kind, field in [*COLLECTIONS.items(), ("figures", "figures"), ("checks", "checks")]:
            if getattr(model, field) and kind not in seen:
                seen.add(kind)
                without = model.model_copy(update={field: ()})
                assert without.fingerprint != model.fingerprint
                assert (without.binding != model.binding) == (kind in binding_kinds()), kind
    assert set(COLLECTIONS) - seen <= {"workload", "unit"}
    assert binding_kinds() <= set(kinds())


TEXT = """govkit 1
district Eastlake cite Rules {
  source Rules { type: document }
  level Street { count: 1 }
  post Clerk { at: Street }
  attribute cost { unit: yuan }
  matter Noise { note: "loud" }
  process Ladder {
    applies_to: Noise
    tier Street "The street" { handler: Clerk; limit: 5 work_days cite Rules; content: "x" }
  }
}
"""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('note: "loud"', 'note: "very loud"', True),
        ('"The street"', '"A street"', True),
        ("5 work_days cite Rules", "5 work_days proposed", True),
        ("5 work_days cite Rules", '5 work_days doubt "why"', True),
        ("type: document", 'type: document; publisher: "x"', True),
        ('content: "x"', 'content: "y"', True),
        ("district Eastlake", "district Westlake", False),
        ("5 work_days cite Rules", '5 work_days doubt "why" or_read 6 work_days', False),
        ("5 work_days cite Rules", "6 work_days cite Rules", False),
        ("5 work_days cite Rules", "5 days cite Rules", False),
        ("5 work_days cite Rules", "5 work_days since 2020-01-01", False),
        ("5 work_days cite Rules", "5 work_days when cost > 5 yuan", False),
        ("5 work_days cite Rules", "5 work_days in_principle cite Rules", False),
        ("post Clerk { at: Street }", "post Clerk { at: Street }\n  post Mayor", False),
        ("post Clerk { at: Street }", "post Clerk { at: Street; functions: help }", True),
        ("count: 1", "count: 2", False),
        ("matter Noise", "matter Smell\n  matter Noise", False),
    ],
)
def test_each_clause_falls_on_one_side(old: str, new: str, same: bool) -> None:
    assert old in TEXT
    before, after = loads(TEXT), loads(TEXT.replace(old, new))
    assert (before.binding == after.binding) == same
    assert before.fingerprint != after.fingerprint
    case = Engine(before).open("Noise", unit="Street·1", at="2026-03-02 09:00")
    if same:
        assert Engine(after).adopt_json(case.to_json()) == case
        assert Engine(after).apply(case, "sign_for", at="2026-03-02 10:00").status == "signed"


def bare(held: Any) -> Any:
    """An object with nothing left but what binds cases, and its citations."""
    if isinstance(held, tuple):
        return tuple(
            bare(each)
            for each in held
            if not isinstance(each, Claim)
            or not kind_of(type(each))
            or kind_of(type(each)) in binding_kinds()
        )
    if not isinstance(held, Claim):
        return held
    update: dict[str, Any] = {}
    for field in type(held).model_fields:
        value = getattr(held, field)
        if isinstance(value, Attribute):
            if not binds(kind_of(type(held)), field):
                update[field] = type(value).none()
        elif field == "title":
            update[field] = ""
        elif isinstance(value, tuple) and field not in FREE and field != "doubts":
            update[field] = bare(value)
    return held.model_copy(update=update)


@pytest.mark.parametrize("number", range(len(PATHS)), ids=[path.stem for path in PATHS])
def test_cases_live_alike_under_what_binds_them_alone(number: int) -> None:
    model = models()[number]
    stripped = bare(model)
    assert stripped.binding == model.binding and stripped.fingerprint != model.fingerprint
    whole, short = Engine(model), Engine(stripped)
    for life in range(6):
        name = f"bare/{PATHS[number].stem}/{life}"
        cases, others = ([*lived(engine, Random(name), 11)] for engine in (whole, short))
        assert cases == others


def test_a_copy_works_its_hashes_out_anew() -> None:
    model = loads(TEXT)
    hashes = (model.fingerprint, model.binding, len(model.tree.parents))
    other = model.model_copy(update={"levels": (), "day": date(2026, 1, 1)})
    assert other.fingerprint != hashes[0] and other.binding != hashes[1]
    assert not other.tree.parents and model.tree.parents
    assert model.model_copy(update={"origin": Origin(kind="assumed")}).binding == hashes[1]
