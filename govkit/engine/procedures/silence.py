"""What it means that nothing happened: a limit ran out, nobody answered, came or objected.

A ladder, a case and a timer that has run out enter; the answer that silence counts as leaves, or
where the text sends the case. Nothing is done to the case here.
"""

from __future__ import annotations

from govkit.engine.case.case import Answer, Case
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.model.statement import Origin
from govkit.values import Word

# The event that the end of a clock is, by its kind.
_EVENTS = {
    "arrive_within": ("absent",),
    "objection_within": ("silence",),
    "complete_within": ("incomplete",),
}


def event_of(timer: Timer) -> str:
    """The event that the end of a timer is, in a word of the language; `overdue` for a limit."""
    return next(iter(_EVENTS.get(timer.kind, ())), "overdue")


def meaning(ladder: Ladder, case: Case, place: str) -> str:
    """What no answer means at a place: `agrees`, `declines`, `escalates`; empty where unsaid."""
    block = ladder.block(place)
    stated = in_force(ladder.model, block.silence, case.value, case.day) if block else None
    return stated.value.word if stated and isinstance(stated.value, Word) else ""


def counted(ladder: Ladder, case: Case, timer: Timer) -> Answer:
    """The answer that the silence of one body counts as; empty where it counts as none."""
    answers: dict[str, Answer] = {"agrees": "consented", "declines": "declined"}
    return answers.get(meaning(ladder, case, timer.place), "")


def led_by(ladder: Ladder, case: Case, timer: Timer) -> Outcome | None:
    """Where the end of a timer leads by itself; None where the text does not say."""
    if timer.kind == "limit":
        final = () if ladder.process.objection_within else ("silence",)
        return _first(ladder, case, timer.place, ("overdue", *final))
    if timer.place != case.place:  # the case is elsewhere just now; nobody sends it on from here
        return None
    if timer.kind == "countersign_within":
        rises = meaning(ladder, case, timer.place) == "escalates"
        return _risen(ladder, case, timer) if rises else None
    return _first(ladder, case, timer.place, _EVENTS.get(timer.kind, ()))


def _first(ladder: Ladder, case: Case, place: str, events: tuple[str, ...]) -> Outcome | None:
    found = (ladder.outcome(case, event, place) for event in events)
    return next((outcome for outcome in found if outcome is not None), None)


def _risen(ladder: Ladder, case: Case, timer: Timer) -> Outcome | None:
    """Silence sends the case up: where `overdue` leads, else to the next tier above."""
    stated = ladder.outcome(case, "overdue", timer.place)
    if stated is not None:
        return stated
    above = ladder.names[ladder.rank(case.tier) + 1 :] if case.tier in ladder.names else ()
    if not above or case.step:
        return None
    rule = ladder.rule(timer.place, "silence")
    return Outcome("overdue", f"tier:{above[0]}", rule, Origin())
