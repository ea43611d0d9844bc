"""How binding a rule is: the strength of the statement behind a rule id.

A model, a rule id and the values of a case enter; a strength leaves, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from govkit.engine.plan.conditions import statements
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Entity, Stated, Strength
from govkit.model.strength import is_open

_RULE = re.compile(r"(?P<path>.+?)(?:\.(?P<field>[a-z_]+))?(?:\[(?P<key>.*)\])?")


def strength_of(
    model: Governance, rule: str, value: Callable[[str], Any], day: date
) -> Strength | None:
    """The strength of the statement a rule id names: its own, else that of its block."""
    entity, stated = _behind(model, rule, value, day)
    own = stated.strength if stated is not None else None
    return own or (entity.strength if entity is not None else None)


def is_only_recommended(
    model: Governance, rule: str, value: Callable[[str], Any], day: date
) -> bool:
    """Whether a rule id names a statement that nobody breaches; what is not stated is none."""
    _, stated = _behind(model, rule, value, day)
    return stated is not None and is_open(stated.strength)


def stated_or(attribute: Attribute[Any] | None, rule: str, own: str) -> str:
    """The rule of a field where the text states it, else the engine's own: no rule is nowhere."""
    return rule if attribute else own


def _behind(
    model: Governance, rule: str, value: Callable[[str], Any], day: date
) -> tuple[Entity | None, Stated[Any] | None]:
    """The object and the statement behind a rule id."""
    match = _RULE.fullmatch(rule)
    entity = _entity(model, match["path"]) if match else None
    attribute = getattr(entity, match["field"] or "", None) if match else None
    if match is None or not isinstance(attribute, Attribute):
        return entity, None
    for stated in statements(model, attribute, value, day):
        entries = getattr(stated.value, "entries", None)
        keys = {str(key) for entry in entries or () for key in entry.keys}
        if match["key"] is None or entries is None or match["key"] in keys:
            return entity, stated
    return entity, None


def _entity(model: Governance, path: str) -> Entity | None:
    """`process:阶梯/tier:社区`, `list:社区权力/item:工程自建`, `meeting:联席会议`."""
    head, *inside = path.split("/")
    entity = model.get(head)
    for part in inside:
        kind, _, name = part.partition(":")
        among: tuple[Entity, ...] = getattr(entity, f"{kind}s", ())
        entity = next((one for one in among if one.name == name), None)
    return entity
