"""What a walk rested on: the statements of the model behind its moves and limits.

A model and the rule ids of a case enter; grounds leave, each with its value, origin and doubts, so
that a debrief can list what is only assumed. A rule id that is no statement is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.diagnostics import Both
from govkit.engine.words.sentences import shown
from govkit.engine.words.wording import place_word, reason_word
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Doubt, Entity, Origin
from govkit.values import Refs
from govkit.vocabulary.kinds import fields_of

_RULE = re.compile(r"(?P<path>.+?)(?:\.(?P<field>[a-z_]+))?(?:\[(?P<key>.*)\])?")
_INSIDE = {"tier": "tiers", "step": "steps", "clock": "clocks", "item": "items"}


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement: its rule id, in words what it says, its origin, its doubts."""

    rule: str
    says: Both
    origin: Origin
    doubts: tuple[Doubt, ...] = ()


def grounds(model: Governance, rules: Iterable[str], day: date | None) -> tuple[Ground, ...]:
    """The statements behind rule ids, each once, in the order of the ids.

    Those in force on `day`; without a day, those without an end.
    """
    found: dict[str, Ground] = {}
    for rule in rules:
        for ground in _of(model, rule, day):
            found.setdefault(ground.rule, ground)
    return tuple(found.values())


def _of(model: Governance, rule: str, day: date | None) -> Iterator[Ground]:
    match = _RULE.fullmatch(rule)
    entity = _entity(model, match["path"]) if match else None
    if match is None or entity is None:
        return
    field, key = match["field"], match["key"]
    attribute = getattr(entity, field or "", None)
    for _, stated in attribute.counting(day) if isinstance(attribute, Attribute) else ():
        says = _says(entity, match["path"], field, key, stated.value)
        if says is not None:
            yield Ground(rule, says, stated.origin, (*stated.doubts, *entity.doubts))
            return


def _entity(model: Governance, path: str) -> Entity | None:
    head, *inside = path.split("/")
    entity = model.get(head)
    for part in inside:
        kind, _, name = part.partition(":")
        among: tuple[Entity, ...] = getattr(entity, _INSIDE.get(kind, ""), ())
        entity = next((one for one in among if one.name == name), None)
    return entity


def _says(entity: Entity, path: str, field: str, key: str | None, value: Any) -> Both | None:
    """`支部 · 时限：10工作日`; None where the value does not hold the key."""
    kind = path.rpartition("/")[2].partition(":")[0]
    word = fields_of(kind).get(field)
    name = Both(word.zh, word.en) if word else Both(field, field)
    written = _written(value, key)
    if written is None:
        return None
    return Both(
        f"{entity.name} · {name.zh}：{written.zh}", f"{entity.name} · {name.en}: {written.en}"
    )


def _written(value: Any, key: str | None) -> Both | None:
    if key is None:
        refs = value.refs if isinstance(value, Refs) else ()
        names = [ref.partition(":")[2] for ref in refs]
        return Both("、".join(names), ", ".join(names)) if names else shown(value)
    for entry in getattr(value, "entries", ()):
        if key in map(str, entry.keys):
            to = place_word(str(entry.to[0]))
            word = key.rpartition("=")[2]
            reason = reason_word(word) if "=" not in key else Both(word, word)
            return Both(f"{reason.zh} → {to.zh}", f"{reason.en} → {to.en}")
    return None
