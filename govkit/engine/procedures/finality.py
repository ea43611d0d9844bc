"""When a case is final: the time to object to a result, the time to take a closed case up again.

A ladder, the calendars and a case enter; the clocks of both leave, and the case as it is reopened.
Where silence then leads is the business of `expiry`.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Case, changed, numbered
from govkit.engine.case.timer import Timer, TimerKind
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.keeping import keeps
from govkit.engine.plan.ladder import Ladder
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.limits import with_whole_timers
from govkit.values import Ref


def objections_open(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case with the clock of objections, which runs from a passed verification.

    The work is done, so the limit of the place ends; those of the whole case run on.
    """
    kind, place = "objection_within", case.place
    counted, number = numbered(case, f"{kind}:{place.partition(':')[2]}")
    timer = _clock(ladder, clocks, case, "objection_within", place, number, at)
    if timer is None:
        return case
    case = counted
    ended = ("objection_within", "limit")
    kept = tuple(t for t in case.timers if t.kind not in ended or t.place != case.place)
    return changed(case, timers=(*kept, timer))


def objections_until(case: Case) -> Timer | None:
    """The clock of objections while it runs."""
    for timer in case.timers:
        if timer.kind == "objection_within" and timer.due is not None and not timer.fired:
            return timer
    return None


def after_closing(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> tuple[Timer, ...]:
    """The only clock of a closed case: how long it may be reopened."""
    if not reopens_at(ladder, case):
        return ()
    place, number = f"process:{ladder.process.name}", case.reopened + 1
    timer = _clock(ladder, clocks, case, "reopen_within", place, number, at)
    return (timer,) if timer is not None else ()


def reopens_at(ladder: Ladder, case: Case) -> str:
    """The place where a reopened case goes; empty where the text does not say."""
    stated = in_force(ladder.model, ladder.process.reopen_to, case.value, case.day)
    ref = stated.value.ref if stated and isinstance(stated.value, Ref) else ""
    return ref if ladder.block(ref) is not None else ""


def too_late(case: Case, at: datetime) -> Timer | None:
    """The clock of reopening where it has run out at an instant."""
    for timer in case.timers:
        if timer.kind == "reopen_within" and timer.due is not None and at > timer.due:
            return timer
    return None


def taken_up(ladder: Ladder, clocks: Clocks, case: Case, place: str, at: datetime) -> Case:
    """The case open again, at its new place before it arrives there: its limits begin anew."""
    kind, _, name = place.partition(":")
    tier = name if kind == "tier" else ladder.level_at(place, case.value, case.day)
    if kind == "step" and not ladder.by_steps:  # a step beside the ladder works for a tier
        tier = case.tier
    fresh = {
        "status": "dispatched",
        "tier": tier,
        "step": name if kind == "step" else "",
        "manner": "",
        "merged_into": None,
        "closed_at": None,
        "failures": 0,
        "dispute": "",
        "returned": (),
        "return_asked": (),
        "asked": (),
        "reopened": case.reopened + 1,
        "called_back": None,
        "timers": (),
    }
    return with_whole_timers(ladder, clocks, changed(case, **fresh), at)


def _clock(
    ladder: Ladder,
    clocks: Clocks,
    case: Case,
    kind: TimerKind,
    place: str,
    number: int,
    at: datetime,
) -> Timer | None:
    process = ladder.process
    stated = in_force(ladder.model, getattr(process, kind), case.value, case.day)
    if stated is None:
        return None
    timer_id = f"{kind}:{place.partition(':')[2]}:{number}"
    rule = f"process:{process.name}.{kind}"
    kept = keeps(ladder, case, place)
    return clocks.start(kind, place, timer_id, stated, at, rule, keeps=kept)
