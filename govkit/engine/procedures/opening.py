"""The opening of a case: its values, its process, its place, and the timers that begin with it.

What was reported and the versions of a model enter; the case at its intake leaves with its first
event, or `GovError` where no process takes it. What the instant has no part in is worked out once
for all cases that come alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from typing import Any

from govkit.diagnostics import GovError
from govkit.engine.case.case import NOBODY, Case, changed
from govkit.engine.case.event import Event
from govkit.engine.case.grading import graded, with_values
from govkit.engine.case.past import recorded
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.given import conditional_values, read_given, stated_values
from govkit.engine.plan.intake import intake, known_matter, refuse_if_gone
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.lookup import looked_up
from govkit.engine.plan.vacancy import vacant_posts
from govkit.engine.plan.versions import Version, Versions
from govkit.engine.procedures.modes import mode_named
from govkit.engine.procedures.passage import Passage
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.clockwork import follow
from govkit.engine.time.limits import Limit, begun, limits_here, whole_limits
from govkit.engine.time.reminders import notified
from govkit.model.mode import Mode
from govkit.version import __version__

MOST_KNOWN = 4_096  # openings that are remembered
Through = Callable[[Ladder], Passage]
_JSON = JSONEncoder(ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Report:
    """What was given with an opening; `vacant` are posts by name, `at` is in the model's zone."""

    matter: str
    unit: str
    at: datetime
    mode: str = ""
    vacant: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A case as it comes in, before its limits begin; its instants are those of another case."""

    passage: Passage
    case: Case
    limits: tuple[Limit, ...]
    place: str
    rules: tuple[str, ...]
    told: tuple[str, ...]


class Openings:
    """Opens cases, and remembers how one came in by all that was given but the instant."""

    def __init__(self, versions: Versions, clocks: Clocks, passage: Through) -> None:
        self._versions, self._clocks, self._passage = versions, clocks, passage
        self._known: dict[tuple[Any, ...], Intake] = {}

    def opened(self, report: Report) -> Case:
        """The case at its intake. Raises `GovError` (GOV701–GOV706, GOV739, GOV740, GOV791,
        GOV844, GOV920) where nothing takes it."""
        now = report.at
        bound = self._versions.on(now.date())
        values = self._values(bound, report) if report.given else ()
        day = None if bound.model.day is None else now.date()
        key = id(bound), day, report.matter, report.unit, report.mode, report.vacant, values
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._taken_in(bound, report, values)
        event = _event(known, report, values)
        case = known.case.model_copy(
            update={
                "id": _id(event),
                "as_of": now,
                "opened_at": now,
                "grades": tuple([row.model_copy(update={"at": now}) for row in known.case.grades]),
                "timers": begun(self._clocks, known.limits, now),
            }
        )
        ladder = known.passage.ladder
        return follow(ladder, self._clocks, None, recorded(case, event), "open", "", now)

    def _values(self, bound: Version, report: Report) -> tuple[CaseValue, ...]:
        try:
            return read_given(bound.model, report.given)
        except GovError:
            self._named(bound, report)  # what is wrong with the other names comes first
            raise

    def _named(self, bound: Version, report: Report) -> tuple[Mode | None, tuple[str, ...]]:
        """The mode and the vacant posts that are named. Raises `GovError` for unknown names."""
        mode = mode_named(bound.model, report.mode)
        day = report.at.date()
        refuse_if_gone(self._versions.model, bound.model, report.matter, report.unit, day)
        known_matter(bound.model, report.matter)
        return mode, vacant_posts(bound.model, report.vacant)

    def _taken_in(self, bound: Version, report: Report, values: tuple[CaseValue, ...]) -> Intake:
        now, matter, unit = report.at, report.matter, report.unit
        mode, vacant = self._named(bound, report)
        case = Case.model_construct(
            id="",
            revision=1,
            binding=self._versions.model.binding,
            library=__version__,
            zone=self._clocks.zone,
            as_of=now,
            opened_at=now,
            matter=matter,
            process="",
            mode=report.mode,
            unit=unit,
            tier="",
            status="reported",
            holder=NOBODY,
            vacant=vacant,
        )
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
        case, limits = whole_limits(ladder, case)
        passage = self._passage(ladder)
        case = passage.at_intake(case, place)
        here = limits_here(ladder, case)
        return Intake(passage, case, (*limits, *here), place, rules, told)


def _event(known: Intake, report: Report, values: tuple[CaseValue, ...]) -> Event:
    return Event.model_construct(
        revision=1,
        at=report.at,
        kind="open",
        matter=report.matter,
        unit=known.case.unit,
        vacant=known.case.vacant,
        actor=report.actor,
        target=known.place,
        rules=known.rules,
        mode=report.mode,
        given=values,
        told=known.told,
        idempotency_key=report.idempotency_key,
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
