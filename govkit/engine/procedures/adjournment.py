"""A meeting that was not held: the case stays as it is, and the time runs until it meets again.

A ladder, a case and a deliberation enter; the case after it leaves. Whether the meeting could be
held is judged in `attendance`.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.case import Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.timer import without
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.time.clocks import Clocks
from govkit.model.meeting import Meeting

NOT_HELD = "not_held"


def deliberated(ladder: Ladder, clocks: Clocks, case: Case, move: Move, at: datetime) -> Case:
    """The case after a meeting: decided, undecided, or as it was where too few came.

    Not held, the time of `adjourn` begins, where the text has one; held, it stops.
    """
    ref = f"meeting:{move.meeting}"
    timers = without(case.timers, "adjourn", place=case.place, part=ref)
    if move.trigger != NOT_HELD:
        return changed(case, status=move.trigger, timers=timers)
    meeting = ladder.model.get(ref)
    stated = None
    if isinstance(meeting, Meeting):
        stated = in_force(ladder.model, meeting.adjourn, case.value, case.day)
    if stated is None:
        return changed(case, timers=timers)
    number = sum(e.kind == "deliberate" and e.trigger == NOT_HELD for e in case.history) + 1
    name = case.place.partition(":")[2]
    timer_id = f"adjourn:{name}:{move.meeting}:{number}"
    timer = clocks.start("adjourn", case.place, timer_id, stated, at, f"{ref}.adjourn")
    return changed(case, timers=(*timers, timer.model_copy(update={"part": ref})))
