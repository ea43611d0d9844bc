"""How binding a rule is: the strength of the statement behind a rule id, and limits that were left.

A model, a rule id and the values of a case enter; a strength leaves, or None. A scene enters; the
limits `in_principle` (原则上) that ran out since somebody last acted leave, as departures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from govkit.engine.conditions import statements
from govkit.engine.event import Breach, Event
from govkit.engine.findings import fillers, finding
from govkit.engine.scene import Scene
from govkit.engine.sentences import instant, timer_id_name
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Entity, Stated, Strength
from govkit.model.strength import departs, is_open
from govkit.values import Quantity

# Timers whose end somebody has to keep, and the fields that give them. Other ends close a right.
_LIMITS = frozenset({"limit", "total", "matter", "sign_within", "countersign_within",
                     "arrive_within", "complete_within", "clock"})  # fmt: skip
_FIELDS = _LIMITS - {"matter", "clock"}
_NO_MOVES = frozenset({"switch", "vacate", "resume"})
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


def missed(scene: Scene) -> tuple[Breach, ...]:
    """The limits in principle that ran out since the last move: each is left for a reason, or the
    move is refused."""
    found: list[Breach] = []
    case, model = scene.case, scene.ladder.model
    for event in reversed(case.history):
        if not event.automatic and event.kind not in _NO_MOVES:
            break
        if event.timer.partition(":")[0] not in _LIMITS or event.kind == "remind":
            continue
        rules = [rule for rule in event.rules if rule.rpartition(".")[2] in _FIELDS]
        for rule in rules:
            if departs(strength_of(model, rule, case.value, case.day)):
                found.append(_missed(scene, event, rule))
    return tuple(reversed(found))


def _missed(scene: Scene, event: Event, rule: str) -> Breach:
    what, due = timer_id_name(event.timer, event.part), instant(event.at)
    late = Quantity(Fraction(int((scene.at - event.at).total_seconds())), "second")
    told = finding("GOV912", what=what, due=due)
    return Breach(code=told.code, rule=rule, citation=event.citation, excess=late,
                  words=fillers(told), strength="in_principle")  # fmt: skip


def _entity(model: Governance, path: str) -> Entity | None:
    """`process:阶梯/tier:社区`, `list:社区权力/item:工程自建`, `meeting:联席会议`."""
    head, *inside = path.split("/")
    entity = model.get(head)
    for part in inside:
        kind, _, name = part.partition(":")
        among: tuple[Entity, ...] = getattr(entity, f"{kind}s", ())
        entity = next((one for one in among if one.name == name), None)
    return entity
