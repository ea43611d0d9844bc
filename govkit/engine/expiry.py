"""Events entered into a case: those of moves, and those of timers that run out by themselves.

A case, a move and an instant enter; the case with one event more leaves. Timers fire in the order
of their ends; where the text says `遇：超时 → X`, the case goes there by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from govkit.diagnostics import Both
from govkit.engine.case import Case, Event, Party, Timer
from govkit.engine.enact import Enactor, changed
from govkit.engine.ladder import Outcome
from govkit.engine.move import Move, Reason
from govkit.engine.refusals import refuse
from govkit.engine.scene import Scene

MOST_EXPIRIES = 1_000


def entered(scene: Scene, after: Case, move: Move, **more: Any) -> Case:
    """The case with the event of a move in its history; `more` are further fields of the event."""
    rules = tuple(dict.fromkeys(rule for rule in (move.reason.rule, *move.reason.more) if rule))
    event = Event(
        revision=after.revision + 1,
        at=scene.at,
        kind=move.kind,
        move=move.id,
        origin=scene.case.place,
        target=move.to or after.place,
        trigger=move.trigger,
        manner=move.manner,
        meeting=move.meeting,
        part=move.part,
        rules=rules or tuple(breach.rule for breach in more.get("breaches", ())),
        citation=move.reason.citation,
        turnings=move.turnings,
        **more,
    )
    return changed(after, revision=event.revision, as_of=scene.at, history=(*after.history, event))


def fired(enactor: Enactor, case: Case, now: datetime, inclusive: bool) -> Case:
    """The case with all timers fired that ended before `now`; at `now` too, if `inclusive`.

    Raises `GovError` (GOV732) where expiries lead in a circle.
    """
    for _ in range(MOST_EXPIRIES):
        ended = [
            (timer.due, timer.id, timer)
            for timer in case.timers
            if timer.due is not None
            and not timer.fired
            and timer.kind != "return_within"
            and (timer.due < now or (inclusive and timer.due == now))
        ]
        if not ended or case.is_closed:
            return case
        case = _expire(enactor, case, min(ended)[2])
    raise refuse("GOV732", count=str(MOST_EXPIRIES))


def _expire(enactor: Enactor, case: Case, timer: Timer) -> Case:
    """Enters the end of one timer, at its end or, where it was paused, at the last event."""
    assert timer.due is not None
    at = max(timer.due, case.history[-1].at)
    timers = tuple(
        held.model_copy(update={"fired": True}) if held.id == timer.id else held
        for held in case.timers
    )
    case = changed(case, timers=timers)
    scene = Scene(enactor.ladder, case, at)
    outcome = enactor.ladder.outcome(case, "overdue", timer.place)
    if timer.kind == "limit" and outcome is not None and _may_go(enactor, case, outcome):
        move = _going(enactor, case, timer, outcome)
        after = enactor.lead(case, outcome.to, at)
    else:
        reason = Reason(timer.rule, timer.citation, _sentence(timer))
        move = Move("expire", "expire", Party(), case.tier, reason, to=timer.place, part=timer.part)
        after = case
    return entered(scene, after, move, timer=timer.id, automatic=True)


def _may_go(enactor: Enactor, case: Case, outcome: Outcome) -> bool:
    if outcome.to.startswith("manner:"):
        return True
    known = enactor.ladder.block(outcome.to) is not None and outcome.to != case.place
    return known and enactor.ladder.may_come(case, outcome.to)


def _going(enactor: Enactor, case: Case, timer: Timer, outcome: Outcome) -> Move:
    """The move that an expiry makes by itself."""
    kind_of_target, _, name = outcome.to.partition(":")
    ceiling = enactor.ladder.passes_ceiling(case, outcome.to)
    if kind_of_target == "manner":
        kind = "close"
    else:
        kind = "escalate" if enactor.ladder.is_above(outcome.to, case.tier) else "transfer"
    more = (timer.rule, *((ceiling.rule,) if ceiling else ()))
    return Move(
        f"{kind}:overdue:{name}",
        kind,
        Party(),
        case.tier,
        Reason(outcome.rule, outcome.citation, _sentence(timer), more),
        to=outcome.to,
        trigger="overdue",
        manner=name if kind == "close" else "",
        passes_ceiling=ceiling.level if ceiling else "",
    )


def _sentence(timer: Timer) -> Both:
    return Both(timer.word("zh"), timer.word("en"))
