"""What an object says on one day: of statements that differ in their dates, the one in force.

An indicator or an assessment and a day enter; the same object leaves with the statements that
count on that day. What the statements mean is not known here.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from govkit.model.statement import Attribute, Entity

E = TypeVar("E", bound=Entity)
_ALWAYS = {"since": None, "until": None}


def in_force(entity: E, day: date | None) -> E:
    """The object as of a day, with everything inside it; without a day, unchanged.

    A field without a statement in force on that day says nothing; items that do not hold are gone.
    """
    if day is None:
        return entity
    changed: dict[str, object] = {}
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        if isinstance(value, Attribute) and value:
            kept = tuple(s.model_copy(update=_ALWAYS) for _, s in value.counting(day))
            changed[name] = type(value).model_construct(kept)
        elif isinstance(value, tuple) and value and isinstance(value[0], Entity):
            changed[name] = tuple(in_force(one, day) for one in value if one.holds_on(day))
    return entity.model_copy(update=changed)
