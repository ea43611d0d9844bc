"""What of a model binds its cases: the fields that act in a case, of the kinds that have such ones.

A model enters, plain data leave, whose digest is `Governance.binding`. Which fields act is said in
`grammars/fields.csv` (`acts`); `grammars/bindings.csv` lists what binds beside them, with reasons.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from govkit.model.statement import Attribute, Claim, Entity
from govkit.vocabulary.kinds import binding_kinds, binds, kinds

_KIND_OF = {
    "Governance": "district",
    "OwnUnit": "unit",
    "OwnEvent": "event",
    "CaseAttribute": "attribute",
    "Listing": "list",
    "FigureLine": "figures",
    "CheckLine": "checks",
    "RubricLine": "rubric",
}
# Clauses and texts that say something about a statement and change nothing in a case.
FREE = ("origin", "approvals", "chance", "title")


def kind_of(cls: type[Claim]) -> str:
    """The kind of a class of the model."""
    name = _KIND_OF.get(cls.__name__, cls.__name__.lower())
    return name if name in kinds() else ""


def digest(model: Entity) -> str:
    """A short hash of what binds cases."""
    return sha256(json.dumps(bound(model), ensure_ascii=False).encode()).hexdigest()[:16]


def bound(claim: Claim) -> dict[str, Any]:
    """What of an object binds cases, as plain data."""
    return dict(_parts(claim))


def _parts(claim: Claim) -> Iterator[tuple[str, Any]]:
    kind = kind_of(type(claim))
    plain = {}
    for field in type(claim).model_fields:
        value = getattr(claim, field)
        if field in FREE or value is None:
            continue
        if field == "doubts":
            yield field, _readings(claim.model_dump(mode="json", include={"doubts"}))
        elif isinstance(value, Attribute):
            if value and binds(kind, field):
                yield field, [_stated(each) for each in value.model_dump(mode="json")]
        elif isinstance(value, tuple):
            held = [each for each in value if isinstance(each, Claim)]
            kept = [bound(each) for each in held if _is_bound(each)]
            if kept:
                yield field, kept
        else:
            plain[field] = value
    yield "", claim.model_dump(mode="json", include=set(plain))


def _is_bound(claim: Claim) -> bool:
    kind = kind_of(type(claim))
    return not kind or kind in binding_kinds()


def _stated(dumped: dict[str, Any]) -> dict[str, Any]:
    """A statement without what only explains it; of its doubts the other readings alone."""
    kept = {key: value for key, value in dumped.items() if key not in (*FREE, "doubts")}
    readings = _readings(dumped)
    return kept | ({"or_read": readings} if readings else {})


def _readings(dumped: dict[str, Any]) -> list[Any]:
    return [doubt["or_read"] for doubt in dumped.get("doubts", ()) if "or_read" in doubt]
