"""The opening of a case: its values, its process, its place, and the timers that begin with it.

A version of a model, a case that names matter and unit, and given values enter; the case at its
intake leaves with its first event, or `GovError` where no process takes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from govkit.engine.case.case import Case, changed
from govkit.engine.case.event import Event
from govkit.engine.case.grading import graded, with_values
from govkit.engine.case.past import recorded
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.given import conditional_values, stated_values
from govkit.engine.plan.intake import intake
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.lookup import looked_up
from govkit.engine.plan.versions import Version
from govkit.engine.procedures.passage import Passage
from govkit.engine.time.clockwork import follow
from govkit.engine.time.limits import with_whole_timers
from govkit.engine.time.reminders import notified
from govkit.model.mode import Mode


def opened(
    bound: Version,
    passage: Callable[[Ladder], Passage],
    case: Case,
    mode: Mode | None,
    values: tuple[CaseValue, ...],
    actor: str,
    idempotency_key: str,
) -> Case:
    """The case at its intake. Raises `GovError` (GOV702–GOV704, GOV739) where nothing takes it."""
    now, matter = case.opened_at, case.matter
    stated = stated_values(bound.model, matter, case.day)
    case = graded(with_values(case, stated), stated, now, 1, f"matter:{matter}")
    case = graded(with_values(case, values), values, now, 1, "open")
    asked = frozenset(held.attribute for held in values)
    more = conditional_values(bound.model, matter, case.day, case.value, asked)
    case = graded(with_values(case, more), more, now, 1, f"matter:{matter}")
    case = looked_up(bound.model, case, now, 1)
    ladder, place, unit, rules = intake(bound, case, mode)
    event = Event(
        revision=1,
        at=now,
        kind="open",
        matter=matter,
        unit=unit,
        vacant=case.vacant,
        actor=actor,
        target=place,
        rules=rules,
        mode=case.mode,
        given=values,
        told=notified(ladder, case, place),
        idempotency_key=idempotency_key,
    )
    case = changed(
        case,
        id=_id(changed(case, unit=unit), event),
        process=ladder.process.name,
        unit=unit,
    )
    case = recorded(case, event)
    course = passage(ladder)
    case = with_whole_timers(ladder, course.clocks, case)
    case = course.come_in(case, place, now)
    return follow(ladder, course.clocks, None, case, "open", "", now)


def _id(case: Case, event: Event) -> str:
    """The id of a case, a digest of all that was given with its opening; equal openings have one.

    Two of them are told apart by the caller's key.
    """
    values = sorted((held.attribute, held.model_dump_json()) for held in event.given)
    given = [case.matter, case.unit, event.at.isoformat(), case.mode, sorted(case.vacant),
             event.actor, values, event.idempotency_key]  # fmt: skip
    written = json.dumps(given, ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:16]
