"""Reminders of limits and clocks: when each is due, before and after the end, and who is told.

A case and its timers enter; reminders leave as timers of their own, worked out anew each time, so
that an extension or a pause moves them too. Nothing is sent here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.engine.case.case import Case, changed
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.clockwork import clock_of, refs_in_force
from govkit.model.clock import Reminding
from govkit.values import Durations


def reminding(ladder: Ladder, timer: Timer) -> Reminding | None:
    """What states the reminders of a timer: its clock, or the place whose limit it is."""
    if timer.kind == "limit":
        return ladder.block(timer.place)
    return clock_of(ladder, timer)


def reminders(ladder: Ladder, clocks: Clocks, case: Case, timer: Timer) -> Iterator[Timer]:
    """The reminders of one timer that were not sent yet, in the order of the text.

    One that would fall before the start of the limit is left out; so are all of a limit that has no
    end now. `due` is the instant of the reminder, `told` whom it goes to.
    """
    stated_by = reminding(ladder, timer)
    if stated_by is None or timer.due is None:
        return
    if not (stated_by.remind_before.root or stated_by.remind_after.root):
        return
    # Once a limit is extended it is reminded of anew, by reminders of their own.
    extended = f".{len(timer.extensions)}" if timer.extensions else ""
    told = refs_in_force(ladder, case, stated_by.remind_to)
    told = told or ((timer.part,) if timer.part else (case.handler.refs or case.holder.refs))
    for side in ("before", "after"):
        stated = in_force(ladder.model, getattr(stated_by, f"remind_{side}"), case.value, case.day)
        if stated is None or not isinstance(stated.value, Durations):
            continue
        for number, amount in enumerate(stated.value.durations, start=1):
            name = f"reminder:{timer.id}:{side}:{number}{extended}"
            at = clocks.earlier(timer, amount) if side == "before" else clocks.later(timer, amount)
            if at is None or at <= timer.starts or name in timer.reminded:
                continue
            yield Timer.model_construct(
                id=name,
                kind="reminder",
                place=timer.place,
                part=timer.part,
                starts=timer.starts,
                due=at,
                rule=f"{timer.rule.rpartition('.')[0]}.remind_{side}",
                citation=stated.origin,
                told=told,
            )


def notified(ladder: Ladder, case: Case, place: str) -> tuple[str, ...]:
    """Who is told (告知) of a case that comes to a place, and of its result there."""
    block = ladder.block(place)
    return refs_in_force(ladder, case, block.notify) if block is not None else ()


def all_reminders(ladder: Ladder, clocks: Clocks, case: Case) -> Iterator[Timer]:
    """The reminders of all timers of a case that were not sent yet."""
    for timer in case.timers:
        yield from reminders(ladder, clocks, case, timer)


def noted(case: Case, reminder: Timer) -> Case:
    """The case, its timer knowing that this reminder was sent."""
    timers = tuple(
        timer.model_copy(update={"reminded": (*timer.reminded, reminder.id)})
        if reminder.id.startswith(f"reminder:{timer.id}:")
        else timer
        for timer in case.timers
    )
    return changed(case, timers=timers)
