"""The limits that a move ended after their end.

Cases before and after an event and the calendars enter; `Missed` values leave. How lateness is
counted is the business of `govkit.calendars`; whether it is a breach is not known here.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Case
from govkit.engine.case.event import Missed
from govkit.engine.time.clocks import Clocks


def ended_late(clocks: Clocks, before: Case, after: Case, at: datetime) -> tuple[Missed, ...]:
    """The limits that ran before an event, no longer run after it, and had ended before it."""
    if before.timers is after.timers:
        return ()
    held = [*after.timers]
    for resting in (after.sender, after.incomplete):
        held += resting.timers if resting is not None else ()
    running = {(timer.id, timer.starts) for timer in held}
    return tuple(
        Missed.model_construct(timer=timer.id, part=timer.part, late=late)
        for timer in before.timers
        if (timer.id, timer.starts) not in running and (late := clocks.late(timer, at)) is not None
    )
