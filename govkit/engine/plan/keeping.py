"""Which calendar a limit keeps, and whether its end moves off a day off: the nearest choice counts.

A ladder, a case and a place enter; the name of a calendar and an answer leave. How time is counted
by it is the business of `clocks`. The order is that of docs/decisions/0011-calendars.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.engine.case.case import Case
from govkit.engine.plan.conditions import holds, in_force
from govkit.engine.plan.ladder import Ladder, Value
from govkit.engine.plan.vacancy import present
from govkit.model.clock import Clock
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.process import Process
from govkit.model.timekeeping import above, answer, chosen
from govkit.values import Ref, Refs, Word


@dataclass(frozen=True, slots=True)
class Keeps:
    """The calendar a limit keeps (empty: nothing chooses one) and whether its end rolls."""

    name: str = ""
    rolls: bool | None = None


_NOTHING = Keeps()


def keeps(
    ladder: Ladder, case: Case, place: str, *, clock: Clock | None = None, part: str = ""
) -> Keeps:
    """What is chosen for a limit at a place: `tier:…`, `step:…`, `process:…` or `matter:…`.

    The clock, then the tier or step (or the state and the matter), then the process, then whoever
    handles the case there: the post, what it stands in, and so on upwards.
    """
    if not ladder.chooses:
        return _NOTHING
    said = [*([clock] if clock is not None else []), *_nearest(ladder, case, place)]
    names = (_named(ladder.model, case.value, case.day, thing) for thing in said)
    name = next((one for one in names if one), "")
    answers = (_rolls(ladder.model, case.value, case.day, thing) for thing in said)
    rolls = next((one for one in answers if one is not None), None)
    return Keeps(name or _of_handlers(ladder, case, place, part), rolls)


def keeps_of_matter(model: Governance, named: str, value: Value, day: date) -> Keeps:
    """What is chosen for the limit of a matter for a case of which no more is known than these.

    Of several processes for the matter the calendar that all of them name.
    """
    said = list(_of_matter(model, named, value, day))
    name = next((one for thing in said if (one := _named(model, value, day, thing))), "")
    answers = (_rolls(model, value, day, thing) for thing in said)
    rolls = next((one for one in answers if one is not None), None)
    ways = [one for one in model.processes if _is_for(one, model.lineage(named), day)]
    found = {_rolls(model, value, day, way) for way in ways}
    return Keeps(
        name or _alike(_named(model, value, day, way) for way in ways),
        rolls if rolls is not None or len(found) != 1 else found.pop(),
    )


def _is_for(process: Process, matters: Sequence[str], day: date) -> bool:
    stated = process.applies_to.at(day)
    refs = stated.value.refs if stated is not None and isinstance(stated.value, Refs) else ()
    return bool({f"matter:{name}" for name in matters} & set(refs))


def keeps_of_duty(model: Governance, duty: Duty, day: date) -> Keeps:
    """What is chosen for a duty on a day: by itself, else by all who have to do it alike."""
    stated = duty.who.at(day)
    who = stated.value.refs if stated is not None and isinstance(stated.value, Refs) else ()
    named = chosen(duty.calendar, day) or _alike(
        above(model, ref, lambda thing: chosen(thing.calendar, day)) for ref in who
    )
    return Keeps(named, answer(duty.rolls, day))


def _alike(names: Iterable[str]) -> str:
    """The one name that all share; empty where they differ."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""


def _nearest(ladder: Ladder, case: Case, place: str) -> Iterator[Any]:
    kind, _, name = place.partition(":")
    if kind == "matter":
        yield from _of_matter(ladder.model, name, case.value, case.day)
    elif (block := ladder.block(place)) is not None:
        yield block
    yield ladder.process


def _of_matter(model: Governance, named: str, value: Value, day: date) -> Iterator[Any]:
    """The states that hold and the matter, then the outer ones."""
    for outer in model.lineage(named):
        matter = model.matter(outer)
        for state in matter.states:
            if state.when is None or not state.holds_on(day):
                continue
            if holds(model, state.when, value) is True:
                yield state
        yield matter


def _named(model: Governance, values: Value, day: date, thing: Any) -> str:
    stated = in_force(model, thing.calendar, values, day)
    value = stated.value if stated is not None else None
    return value.ref.partition(":")[2] if isinstance(value, Ref) else ""


def _rolls(model: Governance, values: Value, day: date, thing: Any) -> bool | None:
    stated = in_force(model, thing.rolls, values, day)
    value = stated.value if stated is not None else None
    return value.word == "yes" if isinstance(value, Word) else None


def _of_handlers(ladder: Ladder, case: Case, place: str, part: str) -> str:
    """The calendar of whoever handles a case at a place; empty where they differ or name none."""
    block = ladder.block(place)
    if block is None:
        return ""
    refs: tuple[str, ...] = (part,) if part else ()
    if not refs:
        stated = in_force(ladder.model, block.handler, case.value, case.day)
        value = stated.value if stated is not None else None
        refs = present(ladder.model, value.refs, case.vacant) if isinstance(value, Refs) else ()

    def named(thing: Any) -> str:
        return _named(ladder.model, case.value, case.day, thing)

    return _alike(above(ladder.model, ref, named) for ref in refs)
