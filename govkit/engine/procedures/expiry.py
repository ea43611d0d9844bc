"""Events entered into a case: those of moves, and those of timers that run out by themselves.

A case, a move and an instant enter; the case with one event more leaves. Timers fire in the order
of their ends; where the text says `遇：超时 → X`, the case goes there by itself. Reminders
are entered in the same order, before an end at the same instant.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import NOBODY, Answer, Case, changed
from govkit.engine.case.event import Event
from govkit.engine.case.move import Move, Reason
from govkit.engine.case.past import recorded
from govkit.engine.case.timer import Timer
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.asked import answered
from govkit.engine.procedures.call_backs import running
from govkit.engine.procedures.oversight import pressed
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.proposal import may_go
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.waiting import completed
from govkit.engine.time.clockwork import clock_of, follow, word_in_force
from govkit.engine.time.missed import ended_late
from govkit.engine.time.reminders import all_reminders, noted, notified
from govkit.engine.words.sentences import timer_sentence

MOST_EXPIRIES = 1_000
# What happens by itself and leaves the case where it is.
STAYING = frozenset({"expire", "remind", "urge", "supervise"})


def entered(scene: Scene, after: Case, move: Move, **more: Any) -> Case:
    """The case with the event of a move in its history; `more` are further fields of the event,
    `also` further rules."""
    case, reason, here, there = scene.case, move.reason, scene.case.place, after.place
    if move.kind == "feed_back" or here != there:
        more.setdefault("told", _told(scene, after, move))
    if move.other is not None:
        more["others"] = (move.other,)
    elif case.linked and after.is_closed and not case.is_closed:
        more["others"] = case.merged
    also = more.pop("also", ())
    rules: tuple[str, ...] = (reason.rule,)
    if reason.more or not reason.rule:
        rules = tuple(dict.fromkeys(rule for rule in (reason.rule, *reason.more) if rule))
    event = Event.model_construct(
        revision=after.revision + 1,
        at=scene.at,
        kind=move.kind,
        move=move.id,
        origin=here,
        target=move.to or there,
        trigger=move.trigger,
        manner=move.manner,
        meeting=move.meeting,
        subject=move.subject,
        route=move.route,
        amount=move.amount,
        about=move.about,
        part=move.part,
        rules=(*(rules or tuple(breach.rule for breach in more.get("breaches", ()))), *also),
        citation=reason.citation,
        turnings=move.turnings,
        **more,
    )
    return recorded(after, event, as_of=max(scene.at, case.as_of))


def _told(scene: Scene, after: Case, move: Move) -> tuple[str, ...]:
    """Whom the text wants told: of a result where it was fed back, of a case where it arrives."""
    here, there = scene.case.place, after.place
    places = [here] if move.kind == "feed_back" else []
    places += [there] if there != here and not after.is_closed else []
    told = (ref for place in places for ref in notified(scene.ladder, after, place))
    return tuple(dict.fromkeys(told))


def fired(passage: Passage, case: Case, now: datetime) -> Case:
    """The case with all timers fired that ended before `now`.

    What ends at `now` comes after everything that is done at that second, whoever calls first: it
    is entered once the second is over. Raises `GovError` (GOV732) where expiries lead in a circle.
    """
    reminds = passage.ladder.reminds
    for _ in range(MOST_EXPIRIES):
        if not reminds and not _any_ended(case, now):
            return case
        first = next_ending(passage, case)
        if first is None or first.due is None or first.due >= now:
            return case
        case = _enter(passage, case, first)
    raise refuse("GOV732", count=str(MOST_EXPIRIES))


def _any_ended(case: Case, now: datetime) -> bool:
    for timer in case.timers:
        if timer.due is not None and not timer.fired and timer.due <= now:
            return True
    return False


def fired_once(passage: Passage, case: Case) -> Case:
    """The case after the next thing that time does to it, whenever that is; else the case."""
    first = next_ending(passage, case)
    return case if first is None else _enter(passage, case, first)


def _enter(passage: Passage, case: Case, timer: Timer) -> Case:
    """Enters the end of a timer, or a reminder."""
    return (_remind if timer.kind == "reminder" else _expire)(passage, case, timer)


def next_ending(passage: Passage, case: Case) -> Timer | None:
    """The timer or reminder whose end is entered next; None where nothing more happens by itself.

    At one instant a reminder comes before an end, an end that closes the case before any other.
    """
    if case.is_closed:
        return _next_after_closing(case)
    waiting = [
        (timer.due, timer.kind != "reminder", timer.id, timer)
        for timer in (*case.timers, *all_reminders(passage.ladder, passage.clocks, case))
        if timer.due is not None
        and not timer.fired
        and not timer.is_open
        and timer.kind not in ("return_within", "reopen_within")
    ]
    if not waiting:
        return None
    first = min(waiting)
    tied = [one[-1] for one in sorted(waiting) if one[:2] == first[:2]]
    closing = (one for one in tied if len(tied) > 1 and _closes(passage, case, one))
    return next(closing, first[-1])


def _next_after_closing(case: Case) -> Timer | None:
    """Of a closed case only the time to call back runs out; others are ends of a right."""
    timer = running(case)
    runs = timer is not None and timer.due is not None and not timer.fired and not timer.is_open
    return timer if runs else None


def _closes(passage: Passage, case: Case, timer: Timer) -> bool:
    outcome = passage.ending(case, timer).outcome
    return outcome is not None and outcome.to.startswith("manner:")


def next_instant(passage: Passage, case: Case) -> datetime | None:
    """The earliest instant at which time does something to a case, in whole seconds; None: never.

    It is the second after the end, and no instant before the last event: what ended before that is
    entered then.
    """
    first = next_ending(passage, case)
    if first is None or first.due is None:
        return None
    after = first.due.replace(microsecond=0) + timedelta(seconds=1)
    return max(after, case.last)


def _expire(passage: Passage, case: Case, timer: Timer) -> Case:
    """Enters the end of one timer, at its end or, where it was paused, at the last event.

    What the end means is said by the procedure whose timer it is. At 24:00 of a day it belongs to
    that day: limits that begin with it count from there.
    """
    assert timer.due is not None
    at = max(timer.due, case.last)
    passage = passage.closing(at) if at == timer.due else passage
    ladder, clocks = passage.ladder, passage.clocks
    timers = tuple(
        held.model_copy(update={"fired": True}) if held.id == timer.id else held
        for held in case.timers
    )
    case = changed(case, timers=timers)
    scene, end = Scene(ladder, case, at), passage.ending(case, timer)
    after, outcome = case, end.outcome
    if end.answer:
        after = answered(case, "countersign", timer.part, end.answer, silent=True)
    if outcome is not None and not may_go(Scene(ladder, after, at), outcome.to):
        outcome = None
    if end.answer:
        move = _silent(passage, case, timer, end.answer, outcome)
    elif outcome is not None:
        move = _going(passage, case, timer, outcome)
    else:
        reason = Reason(timer.rule, timer.citation, timer_sentence(timer))
        move = Move(
            "expire",
            "expire",
            NOBODY,
            case.tier,
            reason,
            timer.place,
            part=timer.part,
        )
    if outcome is not None:
        after = _by_itself(case, passage.lead(completed(clocks, after, at), outcome.to, at))
    trigger = move.trigger or passage.event_of(timer)
    after = follow(ladder, clocks, case, after, move.kind, trigger, at)
    late = ended_late(clocks, case, after, at)
    after = entered(scene, after, move, timer=timer.id, automatic=True, missed=late)
    return _pressed(passage, after, timer, at) if timer.kind == "clock" else after


def _by_itself(before: Case, after: Case) -> Case:
    """The case where it came, sent by nobody: time did it."""
    sender = after.sender
    if sender is None or sender is before.sender:
        return after
    return changed(after, sender=sender.model_copy(update={"by_itself": True}))


def _silent(
    passage: Passage, case: Case, timer: Timer, answer: Answer, outcome: Outcome | None
) -> Move:
    """The answer that the silence of one body counts as."""
    rules = (passage.ladder.rule(timer.place, "silence"), *((outcome.rule,) if outcome else ()))
    return Move(
        f"countersign:{answer}",
        "countersign",
        NOBODY,
        case.tier,
        Reason(timer.rule, timer.citation, timer_sentence(timer), rules),
        to=outcome.to if outcome else "",
        trigger=answer,
        part=timer.part,
    )


def _remind(passage: Passage, case: Case, reminder: Timer) -> Case:
    """Enters a reminder; the case stays as it is."""
    assert reminder.due is not None
    at = max(reminder.due, case.last)
    reason = Reason(reminder.rule, reminder.citation, timer_sentence(reminder))
    move = Move("remind", "remind", NOBODY, case.tier, reason, to=reminder.place)
    scene = Scene(passage.ladder, case, at)
    after, more = noted(case, reminder), {"timer": reminder.id, "told": reminder.told}
    return entered(scene, after, move, automatic=True, **more)


def _pressed(passage: Passage, case: Case, timer: Timer, at: datetime) -> Case:
    """Where a clock says so, its end urges the handler or puts the case under supervision."""
    clock = clock_of(passage.ladder, timer)
    kind = word_in_force(passage.ladder, case, clock.on_expiry) if clock else ""
    if not kind or clock is None:
        return case
    rule, origin = f"{timer.rule.rpartition('.')[0]}.on_expiry", timer.citation
    move = Move(kind, kind, NOBODY, case.tier, Reason(rule, origin, timer_sentence(timer)))
    after = pressed(passage.ladder, case, kind)
    after = follow(passage.ladder, passage.clocks, case, after, kind, "", at)
    told = case.holder.refs if kind == "urge" else after.supervisors
    scene = Scene(passage.ladder, case, at)
    return entered(scene, after, move, timer=timer.id, told=told, automatic=True)


def _going(passage: Passage, case: Case, timer: Timer, outcome: Outcome) -> Move:
    """The move that an expiry makes by itself."""
    kind_of_target, _, name = outcome.to.partition(":")
    ceiling = passage.ladder.passes_ceiling(case, outcome.to)
    if kind_of_target == "manner":
        kind = "close"
    else:
        kind = "escalate" if passage.ladder.is_above(outcome.to, case.tier) else "transfer"
    more = (timer.rule, *((ceiling.rule,) if ceiling else ()))
    return Move(
        f"{kind}:{outcome.trigger}:{name}",
        kind,
        NOBODY,
        case.tier,
        Reason(outcome.rule, outcome.citation, timer_sentence(timer), more),
        to=outcome.to,
        trigger=outcome.trigger,
        manner=name if kind == "close" else "",
        passes_ceiling=ceiling.level if ceiling else "",
    )
