"""`show` and the report `full` leave nothing out: every field, every strength, every clause.

The good texts of the cases and the pairs of texts of the acts enter; each of their statements is
given clauses of its own, with words that stand nowhere else, and the document has to hold them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from govkit.analysis.provenance import statements_of
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.statement import Approval, Attribute, Doubt, Origin
from govkit.pipeline import compile_path
from govkit.values import Text
from govkit.values.units import Lang
from govkit.vocabulary.kinds import every_field, fields_of
from govkit.vocabulary.strengths import STRENGTHS
from tests.acts.pairs import compiled, pairs
from tests.bench.shown_figures import MODELS, missing, objects_of, whole

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "examples" / "gallery").glob("*.gov"))
KINDS_OF_ORIGIN = ("cited", "derived", "assumed", "proposed", "none")
# Fields that leave no statement in a model: an included text, a table that gives the items.
NO_STATEMENT = {("district", "include"), ("list", "table")}


def _rows(model: Governance) -> set[tuple[str, str]]:
    """The rows of the table of fields that a model states."""
    return {row for kind, _, entity in objects_of(model) for row in _stated(kind, entity)}


def _stated(kind: str, entity: Any) -> Iterator[tuple[str, str]]:
    for field, row in fields_of(kind).items():
        held = getattr(entity, field, None)
        if isinstance(held, Attribute) and held.root:
            yield row.kind, field


def _models() -> list[Governance]:
    """As few small models as state every field between them."""
    wanted = {(row.kind, row.id) for row in every_field()} - NO_STATEMENT
    found = []
    for model in _small_models(wanted):
        new = _rows(model) & wanted
        if new:
            wanted -= new
            found.append(model)
    assert not wanted, sorted(wanted)
    return found


def _small_models(wanted: set[tuple[str, str]]) -> Iterator[Governance]:
    """Texts with many fields each, then for what is still wanted the pair that proves its act."""
    for path in sorted((ROOT / "tests" / "cases").glob("*/good/every_field.gov")):
        model = compile_path(path).model
        assert model is not None, path
        yield model
    for pair in pairs():
        for text in pair.texts:
            if (pair.kind, pair.field) in wanted:
                yield compiled(text, pair.files).model


def marked(model: Governance, turn: int) -> Governance:
    """The model with clauses of its own on each statement; `turn` says which strengths come."""
    numbers = count(turn)

    def clauses(statement: Any) -> Any:
        n = next(numbers)
        kind = KINDS_OF_ORIGIN[n % len(KINDS_OF_ORIGIN)]
        day = date(2001, 1, 1) + timedelta(days=n)
        return statement.model_copy(
            update={
                "strength": STRENGTHS[n % len(STRENGTHS)],
                "since": day,
                "until": day + timedelta(days=40_000),
                "doubts": (Doubt(why=f"why-{n}-", or_read=Text(f"other-{n}-")),),
                "approvals": (Approval(code=f"GOV{n:03}", why=f"approved-{n}-"),),
                "chance": Fraction(n % 97 + 1, 100),
                "origin": Origin(
                    kind=kind,
                    source=f"source-{n}-" if kind == "cited" else "",
                    place=f"place-{n}-" if kind == "cited" else "",
                    quotation=f"quoted-{n}-" if kind == "cited" else "",
                    remark=f"remark-{n}-" if kind != "none" else "",
                ),
            }
        )

    def altered(kind: str, entity: Any) -> Any:
        update: dict[str, Any] = {}
        fields = fields_of(kind) or ("value", "points", "note")
        for field in fields:
            held = getattr(entity, field, None)
            if isinstance(held, Attribute) and held.root:
                update[field] = type(held).model_construct(tuple(map(clauses, held.root)))
        if getattr(entity, "given", ()):
            update["given"] = tuple(map(clauses, entity.given))
        for inner, holder in held_in(kind).items():
            update[holder] = tuple(altered(inner, one) for one in getattr(entity, holder))
        return clauses(entity.model_copy(update=update))

    update: dict[str, Any] = {
        collection: tuple(altered(kind, one) for one in getattr(model, collection))
        for kind, collection in COLLECTIONS.items()
    }
    for lines in ("figures", "checks"):
        update[lines] = tuple(altered(lines, one) for one in getattr(model, lines))
    changed: Governance = altered("district", model).model_copy(update=update)
    return changed


@pytest.fixture(scope="module")
def models() -> list[Governance]:
    return _models()


@pytest.mark.parametrize(("lang", "turn"), [("zh", 0), ("zh", 3), ("en", 0), ("en", 3)])
def test_every_field_is_told_with_every_strength_and_clause(
    models: list[Governance], lang: Lang, turn: int
) -> None:
    seen: set[str | None] = set()
    for number, model in enumerate(models):
        changed = marked(model, turn + number)
        seen |= {claim.strength for _, claim, _, _ in statements_of(changed)}
        assert missing(changed, whole(changed, lang)) == []
    assert seen == set(STRENGTHS)


def test_no_statement_of_a_district_or_a_statute_is_missing() -> None:
    for path in MODELS:
        model = compile_path(ROOT / path).model
        assert model is not None
        assert missing(model, whole(model, model.lang)) == [], path


@pytest.mark.nightly
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_statement_of_any_example_is_missing_in_either_tongue(lang: Lang) -> None:
    for path in (*(ROOT / name for name in MODELS), *GALLERY):
        model = compile_path(path).model
        assert model is not None
        assert missing(model, whole(model, lang)) == [], path


def test_what_is_missing_would_be_seen(models: list[Governance]) -> None:
    model = next(one for one in models if len(list(statements_of(one))) > 5)
    document = whole(model, "zh")
    one = marked(model, 0)
    assert len(missing(one, document)) >= len(list(statements_of(one)))
