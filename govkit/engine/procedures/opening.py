"""The opening of a case: its values, its process, its place, and the timers that begin with it.

A version of a model, a case that names matter and unit, and given values enter; the case at its
intake leaves with its first event, or `GovError` where no process takes it. What the instant has no
part in is worked out once for all cases that come alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from typing import Any

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
from govkit.engine.time.limits import Limit, begun, limits_here, whole_limits
from govkit.engine.time.reminders import notified
from govkit.model.mode import Mode

MOST_KNOWN = 4_096  # openings that are remembered
_JSON = JSONEncoder(ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Intake:
    """A case as it comes in, before its limits begin; its instants are those of another case."""

    ladder: Ladder
    case: Case
    limits: tuple[Limit, ...]
    place: str
    rules: tuple[str, ...]
    told: tuple[str, ...]


class Openings:
    """Opens cases, and remembers how one came in by all that was given but the instant."""

    def __init__(self, passage: Callable[[Ladder], Passage]) -> None:
        self._passage = passage
        self._known: dict[tuple[Any, ...], Intake] = {}

    def opened(
        self,
        bound: Version,
        blank: Case,
        mode: Mode | None,
        values: tuple[CaseValue, ...],
        actor: str,
        idempotency_key: str,
    ) -> Case:
        """The case at its intake. Raises `GovError` (GOV702–GOV704, GOV739, GOV920) where nothing
        takes it.

        `blank` names matter, unit, mode and vacant posts, and when it is opened.
        """
        day = None if bound.model.day is None else blank.day
        key = id(bound), day, blank.matter, blank.unit, blank.mode, blank.vacant, values
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._taken_in(bound, blank, mode, values)
        now, event = blank.opened_at, _event(known, blank, values, actor, idempotency_key)
        clocks = self._passage(known.ladder).clocks
        case = changed(
            known.case,
            id=_id(event),
            as_of=now,
            opened_at=now,
            grades=tuple([row.model_copy(update={"at": now}) for row in known.case.grades]),
            timers=begun(clocks, known.limits, now),
        )
        return follow(known.ladder, clocks, None, recorded(case, event), "open", "", now)

    def _taken_in(
        self, bound: Version, case: Case, mode: Mode | None, values: tuple[CaseValue, ...]
    ) -> Intake:
        now, matter = case.opened_at, case.matter
        stated = stated_values(bound.model, matter, case.day)
        case = graded(with_values(case, stated), stated, now, 1, f"matter:{matter}")
        case = graded(with_values(case, values), values, now, 1, "open")
        asked = frozenset(held.attribute for held in values)
        more = conditional_values(bound.model, matter, case.day, case.value, asked)
        case = graded(with_values(case, more), more, now, 1, f"matter:{matter}")
        case = looked_up(bound.model, case, now, 1)
        ladder, place, unit, rules = intake(bound, case, mode)
        told = notified(ladder, case, place)
        case = changed(case, process=ladder.process.name, unit=unit)
        case, whole = whole_limits(ladder, case)
        case = self._passage(ladder).at_intake(case, place)
        limits = (*whole, *limits_here(ladder, case))
        return Intake(ladder, case, limits, place, rules, told)


def _event(
    known: Intake, blank: Case, values: tuple[CaseValue, ...], actor: str, idempotency_key: str
) -> Event:
    return Event.model_construct(
        revision=1,
        at=blank.opened_at,
        kind="open",
        matter=blank.matter,
        unit=known.case.unit,
        vacant=blank.vacant,
        actor=actor,
        target=known.place,
        rules=known.rules,
        mode=blank.mode,
        given=values,
        told=known.told,
        idempotency_key=idempotency_key,
    )


def _id(event: Event) -> str:
    """The id of a case, a digest of all that was given with its opening; equal openings have one.

    Two of them are told apart by the caller's key.
    """
    values = sorted((held.attribute, _written(held)) for held in event.given)
    given = [event.matter, event.unit, event.at.isoformat(), event.mode, sorted(event.vacant),
             event.actor, values, event.idempotency_key]  # fmt: skip
    return sha256(_JSON.encode(given).encode()).hexdigest()[:16]


@lru_cache(maxsize=MOST_KNOWN)
def _written(held: CaseValue) -> str:
    return held.model_dump_json()
