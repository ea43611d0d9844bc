"""A model whose names are twice as long, to see pictures under stress.

A model enters; the same model leaves with every name and title of what pictures show written twice.
"""

from __future__ import annotations

import json
import re
from typing import Any

from govkit.export.json import from_json, to_json
from govkit.model.governance import Governance

_HELD = ("levels", "bodies", "posts", "teams", "matters", "processes")
_INNER = ("tiers", "steps")
_REF = re.compile(r"(level|body|post|team|matter|process|tier|step):(?=.)([^·]+)")


def twice(model: Governance) -> Governance:
    """The model with names twice as long."""
    data = json.loads(to_json(model))
    for held in _HELD:
        for one in data.get(held, ()):
            _rename(one)
            for inner in (two for key in _INNER for two in one.get(key, ())):
                _rename(inner)
    return from_json(json.dumps(_longer(data), ensure_ascii=False))


def _rename(one: dict[str, Any]) -> None:
    one["name"] *= 2
    if one.get("title"):
        one["title"] *= 2


def _longer(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _longer(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_longer(one) for one in value]
    if isinstance(value, str) and (found := _REF.fullmatch(value)):
        return f"{found[1]}:{found[2] * 2}"
    return value
