"""Which calendar a limit keeps, and whether its end moves off a day off: the nearest choice counts.

A ladder, a case and a place enter; the name of a calendar and an answer leave. How time is counted
by it is the business of `clocks`. The order is that of docs/decisions/0011-calendars.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.engine.case import Case
from govkit.engine.conditions import holds, in_force
from govkit.engine.ladder import Ladder
from govkit.engine.vacancy import present
from govkit.model.clock import Clock
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.timekeeping import above, answer, chosen
from govkit.values import Ref, Refs, Word


@dataclass(frozen=True, slots=True)
class Keeps:
    """The calendar a limit keeps (empty: nothing chooses one) and whether its end rolls."""

    name: str = ""
    rolls: bool | None = None


def keeps(
    ladder: Ladder, case: Case, place: str, *, clock: Clock | None = None, part: str = ""
) -> Keeps:
    """What is chosen for a limit at a place: `tier:…`, `step:…`, `process:…` or `matter:…`.

    The clock, then the tier or step (or the state and the matter), then the process, then whoever
    handles the case there: the post, what it stands in, and so on upwards.
    """
    said = [*([clock] if clock is not None else []), *_nearest(ladder, case, place)]
    names = (_named(ladder.model, case, thing) for thing in said)
    name = next((one for one in names if one), "")
    answers = (_rolls(ladder.model, case, thing) for thing in said)
    rolls = next((one for one in answers if one is not None), None)
    return Keeps(name or _of_handlers(ladder, case, place, part), rolls)


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
        for outer in ladder.model.lineage(name):
            matter = ladder.model.matter(outer)
            for state in matter.states:
                if state.when is not None and state.holds_on(case.day) and (
                    holds(ladder.model, state.when, case.value) is True
                ):  # fmt: skip
                    yield state
            yield matter
    elif (block := ladder.block(place)) is not None:
        yield block
    yield ladder.process


def _named(model: Governance, case: Case, thing: Any) -> str:
    stated = in_force(model, thing.calendar, case.value, case.day)
    value = stated.value if stated is not None else None
    return value.ref.partition(":")[2] if isinstance(value, Ref) else ""


def _rolls(model: Governance, case: Case, thing: Any) -> bool | None:
    stated = in_force(model, thing.rolls, case.value, case.day)
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
    return _alike(above(ladder.model, ref, lambda thing: _named(ladder.model, case, thing))
                  for ref in refs)  # fmt: skip
