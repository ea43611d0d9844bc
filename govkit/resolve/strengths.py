"""The strength on a head, handed to everything in its block that says none of its own.

A model enters; the same model leaves, in which each statement carries the strength that is its own,
so that no reader has to look at heads. What a strength does where is a table of the vocabulary.
"""

from __future__ import annotations

from typing import Any

from govkit.model.governance import COLLECTIONS, NESTED, Governance
from govkit.model.statement import Attribute, Entity, Strength
from govkit.vocabulary.strengths import passes

_KINDS = {field: kind for kind, field in COLLECTIONS.items()}
_KINDS |= {field: kind for kind, field in NESTED.items() if kind != "rubric"}


def strengthened(model: Governance) -> Governance:
    """The model with the strengths of heads on what they hold for, blocks inside included."""
    found = _entity(model, "district", None)
    assert isinstance(found, Governance)
    return found


def _entity(entity: Entity, kind: str, outer: Strength | None) -> Entity:
    own = entity.strength
    if own is None and outer is not None and passes(kind, "", outer):
        own = outer
    handed = own or outer
    update: dict[str, Any] = {} if own == entity.strength else {"strength": own}
    for name, value in entity.__dict__.items():
        if isinstance(value, Attribute):
            if own is not None and value.root and passes(kind, name, own):
                filled = _filled(value, own)
                update |= {} if filled is value else {name: filled}
        elif isinstance(value, tuple) and value and name in _KINDS:
            inner = tuple(_entity(one, _KINDS[name], handed) for one in value)
            if any(new is not old for new, old in zip(inner, value, strict=True)):
                update[name] = inner
    return entity.model_copy(update=update) if update else entity


def _filled(attribute: Attribute[Any], strength: Strength) -> Attribute[Any]:
    """The statements, each with the strength of the head where it states none."""
    if all(stated.strength is not None for stated in attribute.root):
        return attribute
    return type(attribute).model_construct(
        tuple(
            stated if stated.strength else stated.model_copy(update={"strength": strength})
            for stated in attribute.root
        )
    )
