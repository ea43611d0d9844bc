"""The clocks of a text (时钟) at work: what an event starts, pauses and stops.

A case before and after an event enters, the case with its timers set right leaves. Limits of places
start with the place, in `limits`; here they rest while the case is parked (挂账), and end with the
total at the latest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from govkit.engine.case.case import Case, changed, numbered
from govkit.engine.case.timer import Timer, without
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.emergency import is_reported
from govkit.engine.plan.keeping import keeps
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.engine.time.clocks import Clocks, capped
from govkit.model.clock import Clock
from govkit.model.statement import Attribute
from govkit.values import Chosen, Refs, Word

# Of several handlers the first to do these has not done them for the case yet.
_BY_EACH = frozenset({"sign_for", "handle", "feed_back"})
# Where whoever was sent a case has not begun to work on it.
_UNTOUCHED = frozenset({"reported", "accepted", "dispatched", "signed", "incomplete"})
_PRESSING = frozenset({"urge", "supervise"})
# Timers that rest while the case is parked, beside the clocks that say so.
_RESTING = frozenset({"limit", "total", "matter", "countersign_within", "arrive_within"})


def scope(ladder: Ladder, case: Case) -> tuple[str, ...]:
    """The places whose clocks concern a case: its process, its tier, its step."""
    places = (f"process:{ladder.process.name}", f"tier:{case.tier}", f"step:{case.step}")
    return tuple(place for place in places if place == places[0] or ladder.block(place))


def clocks_at(ladder: Ladder, place: str) -> tuple[Clock, ...]:
    """The clocks stated at a place; those of the process itself for `process:…`."""
    if place.startswith("process:"):
        return ladder.process.clocks
    block = ladder.block(place)
    return block.clocks if block else ()


def in_scope(ladder: Ladder, case: Case) -> Iterator[tuple[str, Clock]]:
    """Every clock that concerns a case, with the place where it is stated."""
    for place in scope(ladder, case):
        for clock in clocks_at(ladder, place):
            yield place, clock


def clock_rule(ladder: Ladder, place: str, clock: Clock) -> str:
    """The id of a clock: `process:办件/tier:社区/clock:答复`."""
    inside = "" if place.startswith("process:") else f"/{place}"
    return f"process:{ladder.process.name}{inside}/clock:{clock.name}"


def clock_of(ladder: Ladder, timer: Timer) -> Clock | None:
    """The clock that a timer counts; None for other timers."""
    if timer.kind != "clock":
        return None
    for clock in clocks_at(ladder, timer.place):
        if timer.rule == f"{clock_rule(ladder, timer.place, clock)}.limit":
            return clock
    return None


def words_of(ladder: Ladder, case: Case, attribute: Attribute[Any]) -> frozenset[str]:
    """The words of a closed set that a field states for a case."""
    stated = in_force(ladder.model, attribute, case.value, case.day)
    value = stated.value if stated is not None else None
    if isinstance(value, Chosen):
        return frozenset(value.words)
    return frozenset({value.word} if isinstance(value, Word) else ())


def refs_in_force(ladder: Ladder, case: Case, attribute: Attribute[Any]) -> tuple[str, ...]:
    """The references that a field states for a case, vacant posts replaced."""
    stated = in_force(ladder.model, attribute, case.value, case.day)
    if stated is None or not isinstance(stated.value, Refs):
        return ()
    return present(ladder.model, stated.value.refs, case.vacant)


def word_in_force(ladder: Ladder, case: Case, attribute: Attribute[Any]) -> str:
    """The one word that a field states for a case; empty where it states none."""
    stated = in_force(ladder.model, attribute, case.value, case.day)
    return stated.value.word if stated and isinstance(stated.value, Word) else ""


def follow(
    ladder: Ladder,
    clocks: Clocks,
    before: Case | None,
    after: Case,
    kind: str,
    trigger: str,
    at: datetime,
) -> Case:
    """The case after an event with its clocks started, paused, resumed and stopped.

    What was asked for lapses with the limit it was about, and parking ends with the place.
    """
    if after.is_closed:
        return changed(after, request=None, suspended=None)
    after = _heard(ladder, before, _lapsed(_taken_on(after)))
    if not ladder.has_clocks and not after.suspended and not _any_paused(after.timers):
        return _within_total(after, at)
    happened = _happened(before, after, kind, trigger)
    places, concerned = scope(ladder, after), _concerned(ladder, before, after, kind)
    timers = []
    for timer in after.timers:
        clock = clock_of(ladder, timer)
        outside = timer.kind == "clock" and (timer.place not in places or clock is None)
        stopping = words_of(ladder, after, clock.stop) if clock else frozenset()
        stopped = timer.place in concerned and stopping & happened
        if outside or stopped:
            continue
        timers.append(timer)
    if len(timers) < len(after.timers):
        after = changed(after, timers=tuple(timers))
    for place, clock in in_scope(ladder, after):
        begins = word_in_force(ladder, after, clock.runs_from)
        if place in concerned and begins in happened:
            after = _started(ladder, clocks, after, place, clock, at)
    resting = tuple(_rested(ladder, clocks, after, timer, at) for timer in after.timers)
    return _within_total(_with(after, resting), at)


def _heard(ladder: Ladder, before: Case | None, after: Case) -> Case:
    """Without the time to report, once the case came to whoever is to hear of it."""
    if before is None or not any([timer.kind == "report_within" for timer in after.timers]):
        return after
    if not is_reported(ladder, before, after):
        return after
    return changed(after, timers=without(after.timers, "report_within"))


def _with(case: Case, timers: tuple[Timer, ...]) -> Case:
    """The case with these timers; itself where they are its own."""
    same = all(one is other for one, other in zip(timers, case.timers, strict=True))
    return case if same else changed(case, timers=timers)


def _any_paused(timers: tuple[Timer, ...]) -> bool:
    return any([timer.paused_since is not None for timer in timers])


def _within_total(case: Case, at: datetime) -> Case:
    """No limit of a place ends after the total, whether it began, went on or was extended."""
    total = case.total
    if total is None or len(case.timers) == 1:
        return case
    return _with(
        case,
        tuple([capped(t, total, at) if t.kind == "limit" else t for t in case.timers]),
    )


def _taken_on(case: Case) -> Case:
    """Without what a return needs, once whoever was sent the case works on it."""
    if case.sender is None or case.status in _UNTOUCHED:
        return case
    timers = without(case.timers, "return_within", place=case.place)
    return changed(case, sender=None, timers=timers)


def _lapsed(case: Case) -> Case:
    """Without a request whose limit is gone or that came to nothing, and not parked where it no
    longer lies."""
    request, suspended = case.request, case.suspended
    if request is None and suspended is None:
        return case
    if request and (
        request.place != case.place
        or (request.kind == "return" and case.sender is None)
        or (request.timer and all(timer.id != request.timer for timer in case.timers))
    ):
        request = None
    if suspended and suspended.place != case.place:
        suspended = None
    return changed(case, request=request, suspended=suspended)


def _concerned(ladder: Ladder, before: Case | None, after: Case, kind: str) -> frozenset[str]:
    """The places whose clocks an event concerns: where it happened, where it led, and the process.

    What a step beside the ladder does for itself is no event of its tier. Urging and supervision
    concern every place that has the case.
    """
    if kind in _PRESSING:
        return frozenset(scope(ladder, after))
    places = {f"process:{ladder.process.name}", after.place}
    return frozenset(places | ({before.place} if before else set()))


def _happened(before: Case | None, after: Case, kind: str, trigger: str) -> frozenset[str]:
    """What the event was, in the words that start and stop clocks."""
    found = {kind, trigger}
    if before is None:
        return frozenset({"opened", "arrived"})
    asked = before.request
    if kind == "decide" and trigger == "granted" and asked and asked.kind == "return":
        found |= {"return_order", "returned"}
    if dict(before.passes) != dict(after.passes):
        found.add("arrived")
    moved = before.place != after.place or before.status != after.status
    if kind in _BY_EACH and not moved:
        found -= {kind, trigger}
    return frozenset(found - {""})


def _started(
    ladder: Ladder, clocks: Clocks, case: Case, place: str, clock: Clock, at: datetime
) -> Case:
    """The case with a clock that begins, in the place of the same one that still runs."""
    where = "" if place.startswith("process:") else f"{place.partition(':')[2]}/"
    name = f"{where}{clock.name}"
    case, number = numbered(case, name)
    rule = f"{clock_rule(ladder, place, clock)}.limit"
    timer = clocks.start(
        "clock",
        place,
        f"clock:{name}:{number}",
        in_force(ladder.model, clock.limit, case.value, case.day),
        at,
        rule,
        start_rule=word_in_force(ladder, case, clock.start_rule),
        end_rule=word_in_force(ladder, case, clock.end_rule),
        keeps=keeps(ladder, case, place, clock=clock),
    )
    kept = tuple(held for held in case.timers if held.rule != rule)
    return changed(case, timers=(*kept, timer))


def _rested(ladder: Ladder, clocks: Clocks, case: Case, timer: Timer, at: datetime) -> Timer:
    """A timer that stands still while what pauses it lasts, and goes on afterwards."""
    clock = clock_of(ladder, timer)
    pausing = words_of(ladder, case, clock.pause) if clock else frozenset()
    if timer.kind in _RESTING:
        pausing = frozenset({"suspended"})
    lasting = {"suspended"} if case.suspended else set()
    if case.step and not ladder.by_steps:
        lasting.add("transferred")
    return clocks.halt(timer, at) if pausing & lasting else clocks.restart(timer, at)
