"""Events entered into a case: those of moves, and those of timers that run out by themselves.

A case, a move and an instant enter; the case with one event more leaves. Timers fire in the order
of their ends; where the text says `遇：超时 → X`, the case goes there by itself. Reminders
are entered in the same order, before an end at the same instant.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Answer, Case, Party, changed
from govkit.engine.case.event import Event
from govkit.engine.case.move import Move, Reason
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import statements
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.asked import answered, verdict
from govkit.engine.procedures.completion import completed
from govkit.engine.procedures.enactment import Enactor
from govkit.engine.procedures.oversight import pressed
from govkit.engine.procedures.proposal import may_go
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.silence import counted, event_of, led_by
from govkit.engine.time.clockwork import clock_of, follow, word_in_force
from govkit.engine.time.missed import ended_late
from govkit.engine.time.reminders import all_reminders, noted, notified
from govkit.engine.words.sentences import timer_sentence

MOST_EXPIRIES = 1_000
# What happens by itself and leaves the case where it is.
STAYING = frozenset({"expire", "remind", "urge", "supervise"})


def entered(scene: Scene, after: Case, move: Move, **more: Any) -> Case:
    """The case with the event of a move in its history; `more` are further fields of the event."""
    more.setdefault("told", _told(scene, after, move))
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
        subject=move.subject,
        amount=move.amount,
        part=move.part,
        rules=rules or tuple(breach.rule for breach in more.get("breaches", ())),
        citation=move.reason.citation,
        turnings=move.turnings,
        **more,
    )
    as_of, history = max(scene.at, scene.case.as_of), (*after.history, event)
    return changed(after, revision=event.revision, as_of=as_of, history=history)


def _told(scene: Scene, after: Case, move: Move) -> tuple[str, ...]:
    """Whom the text wants told: of a result where it was fed back, of a case where it arrives."""
    here, there = scene.case.place, after.place
    places = [here] if move.kind == "feed_back" else []
    places += [there] if there != here and not after.is_closed else []
    told = (ref for place in places for ref in notified(scene.ladder, after, place))
    return tuple(dict.fromkeys(told))


def fired(enactor: Enactor, case: Case, now: datetime, inclusive: bool) -> Case:
    """The case with all timers fired that ended before `now`; at `now` too, if `inclusive`.

    Raises `GovError` (GOV732) where expiries lead in a circle.
    """
    for _ in range(MOST_EXPIRIES):
        ended = [
            (timer.due, timer.kind != "reminder", timer.id, timer)
            for timer in (
                *case.timers,
                *all_reminders(enactor.ladder, enactor.clocks, case),
            )
            if timer.due is not None
            and not timer.fired
            and not timer.is_open
            and timer.kind not in ("return_within", "reopen_within")
            and (timer.due < now or (inclusive and timer.due == now))
        ]
        if not ended or case.is_closed:
            return case
        first = min(ended)[3]
        if first.kind == "reminder":
            case = _remind(enactor, case, first)
        else:
            case = _expire(enactor, case, first)
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
    answer = counted(enactor.ladder, case, timer) if timer.kind == "countersign_within" else ""
    after = answered(case, "countersign", timer.part, answer, silent=True) if answer else case
    outcome = _after_silence(enactor, after, timer) if answer else _way_on(enactor, case, timer)
    if outcome is not None and not may_go(Scene(enactor.ladder, after, at), outcome.to):
        outcome = None
    if answer:
        move = _silent(enactor, case, timer, answer, outcome)
    elif outcome is not None:
        move = _going(enactor, case, timer, outcome)
    else:
        reason = Reason(timer.rule, timer.citation, timer_sentence(timer))
        move = Move("expire", "expire", Party(), case.tier, reason, to=timer.place, part=timer.part)
    if outcome is not None:
        after = enactor.lead(completed(enactor.clocks, after, at), outcome.to, at)
    trigger = move.trigger or event_of(timer)
    after = follow(enactor.ladder, enactor.clocks, case, after, move.kind, trigger, at)
    late = ended_late(enactor.clocks, case, after, at)
    after = entered(scene, after, move, timer=timer.id, automatic=True, missed=late)
    return _pressed(enactor, after, timer, at) if timer.kind == "clock" else after


def _silent(
    enactor: Enactor, case: Case, timer: Timer, answer: Answer, outcome: Outcome | None
) -> Move:
    """The answer that the silence of one body counts as."""
    rules = (enactor.ladder.rule(timer.place, "silence"), *((outcome.rule,) if outcome else ()))
    return Move(
        f"countersign:{answer}",
        "countersign",
        Party(),
        case.tier,
        Reason(timer.rule, timer.citation, timer_sentence(timer), rules),
        to=outcome.to if outcome else "",
        trigger=answer,
        part=timer.part,
    )


def _remind(enactor: Enactor, case: Case, reminder: Timer) -> Case:
    """Enters a reminder; the case stays as it is."""
    assert reminder.due is not None
    at = max(reminder.due, case.history[-1].at)
    reason = Reason(reminder.rule, reminder.citation, timer_sentence(reminder))
    move = Move("remind", "remind", Party(), case.tier, reason, to=reminder.place)
    scene = Scene(enactor.ladder, case, at)
    after, more = noted(case, reminder), {"timer": reminder.id, "told": reminder.told}
    return entered(scene, after, move, automatic=True, **more)


def _pressed(enactor: Enactor, case: Case, timer: Timer, at: datetime) -> Case:
    """Where a clock says so, its end urges the handler or puts the case under supervision."""
    clock = clock_of(enactor.ladder, timer)
    kind = word_in_force(enactor.ladder, case, clock.on_expiry) if clock else ""
    if not kind or clock is None:
        return case
    rule, origin = f"{timer.rule.rpartition('.')[0]}.on_expiry", timer.citation
    move = Move(kind, kind, Party(), case.tier, Reason(rule, origin, timer_sentence(timer)))
    after = pressed(enactor.ladder, case, kind)
    after = follow(enactor.ladder, enactor.clocks, case, after, kind, "", at)
    told = case.holder.refs if kind == "urge" else after.supervisors
    scene = Scene(enactor.ladder, case, at)
    return entered(scene, after, move, timer=timer.id, told=told, automatic=True)


def _way_on(enactor: Enactor, case: Case, timer: Timer) -> Outcome | None:
    """Where the text leads when a limit or a clock runs out; None where it says nothing."""
    if timer.kind != "clock":
        return led_by(enactor.ladder, case, timer)
    clock = clock_of(enactor.ladder, timer)
    model = enactor.ladder.model
    for stated in statements(model, clock.on, case.value, case.day) if clock else ():
        for entry in stated.value.entries:
            if "overdue" in entry.keys:
                rule = f"{timer.rule.rpartition('.')[0]}.on[overdue]"
                return Outcome("overdue", str(entry.to[0]), rule, stated.origin)
    return None


def _after_silence(enactor: Enactor, case: Case, timer: Timer) -> Outcome | None:
    """Where the case goes once all have answered or their silence was counted; None: nowhere."""
    came_to = verdict(case) if timer.place == case.place else ""
    return enactor.ladder.outcome(case, came_to) if came_to else None


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
        f"{kind}:{outcome.trigger}:{name}",
        kind,
        Party(),
        case.tier,
        Reason(outcome.rule, outcome.citation, timer_sentence(timer), more),
        to=outcome.to,
        trigger=outcome.trigger,
        manner=name if kind == "close" else "",
        passes_ceiling=ceiling.level if ceiling else "",
    )
