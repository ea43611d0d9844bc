"""Sending a case back for completion (退回补正): papers are missing, nobody is the wrong one.

A ladder, the calendars and a case enter; the case that waits for what is missing leaves with its
clocks stopped, or the case as it was, its clocks gone on with what was left. No return (退单).
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Bearer, Case, Incomplete, changed, numbered
from govkit.engine.case.timer import Pause, Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.keeping import keeps
from govkit.engine.plan.ladder import Ladder
from govkit.engine.time.clocks import Clocks
from govkit.model.statement import Duration, Stated


def time_to_complete(ladder: Ladder, case: Case) -> Stated[Duration] | None:
    """The time the text gives for completing where the case lies; None: it is not sent back."""
    block = ladder.block(case.place)
    return in_force(ladder.model, block.complete_within, case.value, case.day) if block else None


def stay(case: Case) -> str:
    """This stay at a place: a case is sent back for completion once in each."""
    return f"{case.place}:{case.pass_count(case.place)}"


def sent_back(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case waiting for what is missing: all its clocks stop, one runs for whoever completes.

    The time to report what was done first runs on.
    """
    place, kind = case.place, "complete_within"
    name = place.partition(":")[2]
    case, number = numbered(case, f"{kind}:{name}")
    timer = clocks.start(
        "complete_within",
        place,
        f"{kind}:{name}:{number}",
        time_to_complete(ladder, case),
        at,
        ladder.rule(place, kind),
        keeps=keeps(ladder, case, place),
    )
    running = tuple(held for held in case.timers if held.kind == "report_within")
    waiting = Incomplete.model_construct(
        status=case.status,
        turn=case.turn,
        timers=tuple(clocks.pause(held, at) for held in case.timers if held not in running),
    )
    update = {
        "status": "incomplete",
        "turn": who_completes(case),
        "timers": (timer, *running),
        "incomplete": waiting,
        "completions": (*case.completions, stay(case)),
    }
    return changed(case, **update)


def who_completes(case: Case) -> Bearer:
    """Who sent the case here; at intake, the unit that reported it."""
    if case.sender is not None and case.sender.holder.refs:
        return case.sender.holder
    return reporter(case)


def reporter(case: Case) -> Bearer:
    """The unit that reported the case."""
    return Bearer.model_construct(unit=case.unit, refs=(f"level:{case.unit.partition('·')[0]}",))


def completed(clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case as it was before it was sent back; its clocks go on with what was left.

    Clocks that began while it waited run on, in the place of the same one that had stopped.
    """
    before = case.incomplete
    if before is None:
        return case
    begun = tuple(held for held in case.timers if held.kind != "complete_within")
    again = {held.rule for held in begun}
    stopped = (held for held in before.timers if held.kind != "clock" or held.rule not in again)
    since = next((t.starts for t in case.timers if t.kind == "complete_within"), at)
    timers = (*(_resumed(clocks, held, since, at) for held in stopped), *begun)
    update = {
        "status": before.status,
        "turn": before.turn,
        "timers": timers,
        "incomplete": None,
    }
    return changed(case, **update)


def _resumed(clocks: Clocks, timer: Timer, since: datetime, at: datetime) -> Timer:
    """A timer that goes on; that of the matter keeps since when it rested, for it may be counted
    anew."""
    again = clocks.resume(timer, at)
    if timer.kind != "matter" or timer.left is None or timer.fired:
        return again
    return again.model_copy(update={"pauses": (*again.pauses, Pause(since=since, until=at))})
