"""Whom a place asks while it handles a case: bodies that countersign, bodies called to the spot.

A ladder and a case enter; the case with one entry and one clock for each body leaves. Nobody's
accountability moves; which moves are lawful and where answers lead is not known here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from govkit.engine.case.case import Answer, Asked, Case, changed, numbered
from govkit.engine.case.timer import TimerKind, without
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.keeping import keeps
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import present
from govkit.engine.time.clocks import Clocks
from govkit.values import Refs

Asking = Literal["countersign", "summon"]
Verdict = Literal["", "consented", "declined"]
CLOCKS: dict[Asking, TimerKind] = {"countersign": "countersign_within", "summon": "arrive_within"}


def to_ask(ladder: Ladder, case: Case, asking: Asking) -> tuple[str, ...]:
    """Whom the text names at the place of a case, vacant posts replaced."""
    block = ladder.block(case.place)
    stated = in_force(ladder.model, getattr(block, asking), case.value, case.day) if block else None
    if stated is None or not isinstance(stated.value, Refs):
        return ()
    return present(ladder.model, tuple(dict.fromkeys(stated.value.refs)), case.vacant)


def begun(ladder: Ladder, clocks: Clocks, case: Case, at: datetime) -> Case:
    """The case with everybody asked to countersign where it lies; each is asked once a stay."""
    if any(a.asking == "countersign" and a.place == case.place for a in case.asked):
        return case
    for ref in to_ask(ladder, case, "countersign"):
        case = ask(ladder, clocks, case, "countersign", ref, at)
    return case


def ask(ladder: Ladder, clocks: Clocks, case: Case, asking: Asking, ref: str, at: datetime) -> Case:
    """The case with one body asked, and its clock where the text gives it one."""
    place, kind = case.place, CLOCKS[asking]
    unit = ladder.unit_at(case.unit, ladder.level_of(ref))
    entry = Asked.model_construct(asking=asking, ref=ref, unit=unit, place=place, at=at)
    others = tuple(a for a in case.asked if (a.asking, a.ref, a.place) != (asking, ref, place))
    timers = without(case.timers, kind, place=place, part=ref)
    block = ladder.block(place)
    stated = in_force(ladder.model, getattr(block, kind), case.value, case.day) if block else None
    if stated is not None:
        name = place.partition(":")[2]
        number, start = case.comings(name), f"{kind}:{name}:{asked_name(case, ref)}"
        if asking == "summon":  # who has come may be called again
            case, number = numbered(case, start)
        rule = ladder.rule(place, kind)
        kept = keeps(ladder, case, place, part=ref)
        timer_id = f"{start}:{number}"
        timer = clocks.start(kind, place, timer_id, stated, at, rule, part=ref, keeps=kept)
        timers = (*timers, timer)
    return changed(case, asked=(*others, entry), timers=timers)


def answered(case: Case, asking: Asking, ref: str, answer: Answer, silent: bool = False) -> Case:
    """The case with the answer of one body; its clock stops."""
    asked = tuple(
        a.model_copy(update={"answer": answer, "silent": silent})
        if (a.asking, a.ref) == (asking, ref) and not a.answer
        else a
        for a in case.asked
    )
    timers = without(case.timers, CLOCKS[asking], part=ref)
    return changed(case, asked=asked, timers=timers)


def waiting(case: Case, asking: Asking, place: str = "") -> tuple[Asked, ...]:
    """Who has been asked (at a place) and has not answered."""
    return tuple(
        a for a in case.asked if a.asking == asking and not a.answer and place in ("", a.place)
    )


def verdict(case: Case) -> Verdict:
    """What countersigning came to where the case lies: agreed by all, dissent, or open yet."""
    here = [a for a in case.asked if a.asking == "countersign" and a.place == case.place]
    if not here or any(not a.answer for a in here):
        return ""
    return "declined" if any(a.answer == "declined" for a in here) else "consented"


def asked_name(case: Case, ref: str) -> str:
    """The name of a body, as ids have it; with its kind where another one has the same name."""
    name = ref.partition(":")[2]
    alike = {a.ref for a in case.asked if a.ref.partition(":")[2] == name} - {ref}
    return ref if alike else name


def left(case: Case, place: str) -> tuple[Asked, ...]:
    """Who is still asked once the case leaves a place."""
    return tuple(a for a in case.asked if a.place != place)
