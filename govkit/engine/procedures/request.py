"""The open request of a case (申请): who decides on it, until when it can be granted.

A ladder and a case enter; what the text states of asking and deciding leaves. Extension,
parking, return and forced closing ask by it, `deciding` answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Asking, Case, Part, Request, changed
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.engine.procedures.procedure import Lawful, Refusal
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant
from govkit.model.statement import Origin, Stated
from govkit.values import Refs

ASKED_FIRST = "engine:asked_first"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a field states for a case: its value, the id of the rule, its source."""

    value: Any
    rule: str
    origin: Origin


def stated_here(ladder: Ladder, case: Case, name: str) -> Standing | None:
    """What a field of the place states for a case, else the same field of its process."""
    if (own := stated_at(ladder, case, name)) is not None:
        return Standing(own.value, ladder.rule(case.place, name), own.origin)
    field = getattr(ladder.process, name, None)
    whole = in_force(ladder.model, field, case.value, case.day) if field else None
    if whole is None:
        return None
    return Standing(whole.value, f"process:{ladder.process.name}.{name}", whole.origin)


def stated_at(ladder: Ladder, case: Case, name: str) -> Stated[Any] | None:
    """What a field of the place of a case states for it; None where it says nothing."""
    block = ladder.block(case.place)
    if block is None:
        return None
    return in_force(ladder.model, getattr(block, name), case.value, case.day)


def deciders(ladder: Ladder, case: Case, name: str, part: Part | None) -> tuple[str, ...]:
    """Who decides by a field of the place or else of its process, without those who ask."""
    stated = stated_here(ladder, case, name)
    if stated is None or not isinstance(stated.value, Refs):
        return ()
    asking = (part.ref,) if part else case.holder.refs
    refs = present(ladder.model, stated.value.refs, case.vacant)
    return tuple(ref for ref in refs if ref not in asking)


def asked(
    ladder: Ladder,
    case: Case,
    move: Move,
    at: datetime,
    kind: Asking,
    decided_by: tuple[str, ...],
    timer: Timer | None = None,
) -> Case:
    """The case with an open request.

    Where nobody decides, or another one is open, what is recorded opens none: it stands in the
    history. A request that broke a rule has none itself.
    """
    if not decided_by or case.request is not None:
        return case
    request = Request.model_construct(
        kind=kind,
        place=case.place,
        at=at,
        timer=timer.id if timer else "",
        part=move.part,
        by=move.party.refs,
        decided_by=decided_by,
        amount=move.amount,
        subject=move.subject,
        rule=move.reason.rule,
        citation=move.reason.citation,
    )
    return changed(case, request=request)


def reasoned(kind: str, parts: tuple[str, ...], moves: tuple[Move, ...]) -> Move | None:
    """The lawful request of a kind with the reason that an id names; None where it names none."""
    found = next((move for move in moves if move.kind == kind), None)
    if found is None or not parts:
        return None
    return replace(found, id=":".join((kind, *parts)), subject="：".join(parts))


def timer_of(case: Case, request: Request) -> Timer | None:
    """The limit that a request is about; None where it is gone."""
    return next((one for one in case.timers if one.id == request.timer), None)


def too_late(scene: Scene, request: Request) -> bool:
    """Whether the limit that a request is about has ended; all else knows no end."""
    if request.kind != "extension":
        return False
    timer = timer_of(scene.case, request)
    return timer is None or timer.fired or timer.due is None or scene.at > timer.due


def asked_already(scene: Scene, lawful: Lawful) -> Refusal | None:
    """One request at a time."""
    open_now = scene.case.request
    if open_now is None:
        return None
    found = finding("GOV779", lawful=lawful.words, at=instant(open_now.at))
    return Refusal(found, ASKED_FIRST)
