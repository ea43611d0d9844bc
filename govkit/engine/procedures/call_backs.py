"""The time to call back (回访时限), and what a new answer does to the calls made before.

A ladder, the calendars and a case whose result was fed back, or that is closed, enter; the case
leaves with the clock that begins. Who calls and what follows is said by `calling_back`.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Case, changed, numbered
from govkit.engine.case.timer import Timer, TimerKind, without
from govkit.engine.plan.call_back import CallBack, call_back, call_back_within
from govkit.engine.plan.keeping import keeps
from govkit.engine.plan.ladder import Ladder
from govkit.engine.time.clocks import Clocks

KIND: TimerKind = "call_back_within"


def uncalled(case: Case) -> Case:
    """The case whose result is worked on again: what was asked about the last one is over."""
    if case.called_back is None and running(case) is None:
        return case
    return changed(case, called_back=None, timers=without(case.timers, KIND))


def after_feedback(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case with the time to call back, where it runs from the feedback."""
    stated = call_back(ladder, case) if case.status == "fed_back" else None
    if stated is None or stated.after_closing:
        return case
    return _begun(ladder, clocks, case, at)


def after_close(ladder: Ladder, clocks: Clocks, before: Case, after: Case, at: datetime) -> Case:
    """The closed case with the time to call back: it runs on, or begins now."""
    stated = call_back(ladder, after)
    if stated is None or not is_asked(stated, after):
        return after
    timer = running(before)
    if timer is not None:
        return changed(after, timers=(*after.timers, timer))
    return _begun(ladder, clocks, after, at)


def is_asked(stated: CallBack, case: Case) -> bool:
    """Whether a closed case is one to ask about: somebody took it up, and nobody took it back, or
    has answered."""
    taken_up = case.past.reached != "" and case.manner != "withdrawn"
    return taken_up and not stated.is_over(case)


def running(case: Case) -> Timer | None:
    """The time to call back that runs."""
    return next((timer for timer in case.timers if timer.kind == KIND), None)


def _begun(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    found = call_back_within(ladder, case)
    if found is None:
        return case
    rule, stated = found
    name = case.place.partition(":")[2]
    case, number = numbered(case, f"{KIND}:{name}")
    timer = clocks.start(
        KIND,
        case.place,
        f"{KIND}:{name}:{number}",
        stated,
        at,
        rule,
        keeps=keeps(ladder, case, case.place),
    )
    return changed(case, timers=(*without(case.timers, KIND), timer))
