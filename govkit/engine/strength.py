"""How binding a rule is: the strength of the statement behind a rule id.

A model, a rule id and the values of a case enter; a strength leaves, or None. What follows from it
is decided by the caller: leaving a norm `in_principle` (原则上) is a departure and no breach.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from govkit.engine.conditions import statements
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Entity, Strength

_RULE = re.compile(r"(?P<path>.+?)(?:\.(?P<field>[a-z_]+))?(?:\[(?P<key>.*)\])?")


def strength_of(
    model: Governance, rule: str, value: Callable[[str], Any], day: date
) -> Strength | None:
    """The strength of the statement a rule id names: its own, else that of its block."""
    match = _RULE.fullmatch(rule)
    entity = _entity(model, match["path"]) if match else None
    if match is None or entity is None:
        return None
    attribute = getattr(entity, match["field"] or "", None)
    if not isinstance(attribute, Attribute):
        return entity.strength
    for stated in statements(model, attribute, value, day):
        entries = getattr(stated.value, "entries", None)
        keys = {str(key) for entry in entries or () for key in entry.keys}
        if match["key"] is None or entries is None or match["key"] in keys:
            return stated.strength or entity.strength
    return entity.strength


def _entity(model: Governance, path: str) -> Entity | None:
    """`process:阶梯/tier:社区`, `list:社区权力/item:工程自建`, `meeting:联席会议`."""
    head, *inside = path.split("/")
    entity = model.get(head)
    for part in inside:
        kind, _, name = part.partition(":")
        among: tuple[Entity, ...] = getattr(entity, f"{kind}s", ())
        entity = next((one for one in among if one.name == name), None)
    return entity
