"""The limits that begin with the case or with its coming to a place.

A ladder, the calendars and a case enter; limits leave, and the timers that they begin. That no
limit ends after the total, and that some rest meanwhile, is the business of `clockwork`; clocks of
the text begin there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from govkit.engine.case.case import Case, changed, numbered
from govkit.engine.case.timer import Timer, TimerKind
from govkit.engine.plan.conditions import holds, in_force
from govkit.engine.plan.given import stated_values
from govkit.engine.plan.keeping import Keeps, keeps, keeps_of_matter
from govkit.engine.plan.ladder import Ladder, Value
from govkit.engine.plan.parts import OF_PART, part_name
from govkit.engine.time.clocks import Clocks
from govkit.model.governance import Governance
from govkit.model.statement import Stated


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that begins: its timer without the instants. `part` is whom of several it binds."""

    kind: TimerKind
    place: str
    id: str
    stated: Stated[Any] | None
    rule: str
    keeps: Keeps
    part: str = ""


def begun(clocks: Clocks, limits: Iterable[Limit], at: datetime) -> tuple[Timer, ...]:
    """The timers of limits that begin at an instant."""
    return tuple(
        [
            clocks.start(one.kind, one.place, one.id, one.stated, at, one.rule,
                         part=one.part, keeps=one.keeps)
            for one in limits
        ]
    )  # fmt: skip


def with_whole_timers(
    ladder: Ladder, clocks: Clocks, case: Case, starts: datetime | None = None
) -> Case:
    """The case with the timers of the whole: the process's total, and the matter's limit unless it
    runs. Those of its places are gone.

    They run from the opening, those that do not run yet from `starts` where it is given.
    """
    case, limits = whole_limits(ladder, case, starts)
    running = tuple(timer for timer in case.timers if timer.kind == "matter")
    fresh = begun(clocks, limits, starts or case.opened_at)
    return changed(case, timers=(*fresh, *running))


def whole_limits(
    ladder: Ladder, case: Case, starts: datetime | None = None
) -> tuple[Case, list[Limit]]:
    """The limits of the whole that begin, and the case that has counted them."""
    process, found = ladder.process, []
    left = case.total
    if left is not None and left.id not in dict(case.started):
        case, _ = numbered(case, left.id)
    total = in_force(ladder.model, process.total, case.value, case.day)
    if total is not None:
        place, rule = f"process:{process.name}", f"process:{process.name}.total"
        case, timer_id = _whole_id(case, f"total:{process.name}", starts)
        found.append(Limit("total", place, timer_id, total, rule, keeps(ladder, case, place)))
    rule, limit = matter_limit(ladder.model, case.matter, case.value, case.day)
    if limit is not None and all(timer.kind != "matter" for timer in case.timers):
        place = f"matter:{case.matter}"
        case, timer_id = _whole_id(case, place, starts)
        found.append(Limit("matter", place, timer_id, limit, rule, keeps(ladder, case, place)))
    return case, found


def _whole_id(case: Case, name: str, starts: datetime | None) -> tuple[Case, str]:
    """The id of a timer of the whole case: its plain name, with a number where it begins anew.

    What began with the opening is counted when the case is reopened or leaves the process.
    """
    if starts is None:
        return case, name
    case, number = numbered(case, name, so_far=min(case.reopened, 1))
    return case, name if number == 1 else f"{name}:{number}"


def matter_limit(
    model: Governance, named: str, value: Value, day: date
) -> tuple[str, Stated[Any] | None]:
    """The path and the limit of a matter for a case of these values, opened on a day; None where
    nothing is said.

    The first state (状况) whose condition holds comes before the limit of the matter itself. A
    matter inside another takes what it does not say from the outer one.
    """
    for name in model.lineage(named):
        matter = model.matter(name)
        for state in matter.states:
            if not state.holds_on(day) or state.when is None:
                continue
            limit = in_force(model, state.limit, value, day)
            if limit is not None and holds(model, state.when, value) is True:
                return f"matter:{name}/state:{state.name}.limit", limit
        limit = in_force(model, matter.limit, value, day)
        if limit is not None:
            return f"matter:{name}.limit", limit
    return "", None


def followed(
    ladder: Ladder, clocks: Clocks, before: Case, after: Case, at: datetime
) -> tuple[Case, tuple[str, ...]]:
    """The case whose matter's limit follows its grades, and the rule that gives it now.

    The first state that holds gives the limit, counted from the same start; what it rested, it
    rested. Nothing changes where the same rule gives it, or no value has changed.
    """
    if after.is_closed or after.values == before.values:
        return after, ()
    rule, limit = matter_limit(ladder.model, after.matter, after.value, after.day)
    waiting = after.incomplete
    timers = waiting.timers if waiting is not None else after.timers
    old = next((timer for timer in timers if timer.kind == "matter"), None)
    if limit is None or old is None or old.rule == rule:
        return after, ()
    place = f"matter:{after.matter}"
    kept = keeps(ladder, after, place)
    fresh = clocks.start("matter", place, old.id, limit, old.starts, rule, keeps=kept)
    for pause in old.pauses:
        fresh = clocks.restart(clocks.halt(fresh, pause.since), pause.until)
    if old.paused_since is not None:
        fresh = clocks.halt(fresh, old.paused_since)
    if waiting is not None:
        fresh = clocks.pause(fresh, after.timers[0].starts)
    if old.fired and fresh.due is not None and fresh.due <= at:
        fresh = fresh.model_copy(update={"fired": True})
    elif old.fired:  # what had ended runs again, as a timer of its own
        after, number = numbered(after, place, so_far=1)
        fresh = fresh.model_copy(update={"id": f"{place}:{number}"})
    held = tuple(fresh if timer is old else timer for timer in timers)
    if waiting is None:
        return changed(after, timers=held), (rule,)
    return changed(after, incomplete=waiting.model_copy(update={"timers": held})), (rule,)


def limit_as_stated(
    model: Governance, clocks: Clocks, named: str, day: date, starts: datetime
) -> Timer | None:
    """The limit of a matter, run from an instant, for a case opened on a day of which nothing more
    is known; None where nothing is said."""
    held = {one.attribute: one.value for one in stated_values(model, named, day)}
    rule, limit = matter_limit(model, named, held.get, day)
    if limit is None:
        return None
    place, kept = f"matter:{named}", keeps_of_matter(model, named, held.get, day)
    return clocks.start("matter", place, place, limit, starts, rule, keeps=kept)


def limits_here(ladder: Ladder, case: Case) -> list[Limit]:
    """The limits of a stay that begins where a case lies: of the place, or of each of several
    handlers all of whom are needed."""
    each = [part.ref for part in case.parts] if case.joint == "all" else [""]
    return [limit for ref in each for limit in place_limits(ladder, case, ref)]


def place_limits(ladder: Ladder, case: Case, ref: str = "") -> Iterator[Limit]:
    """The limits of a stay: limit, time to sign, time to return; those of one of several handlers.

    `ref` is the handler where all of several are needed, each with timers of his own.
    """
    block, place = ladder.block(case.place), case.place
    if block is None:
        return
    name = place.partition(":")[2]
    number = case.comings(name)
    name = f"{name}:{part_name(case, ref)}" if ref else name
    for kind in OF_PART:
        if kind == "return_within" and case.status != "dispatched":
            continue
        stated = in_force(ladder.model, getattr(block, kind), case.value, case.day)
        if stated is not None or kind == "limit":
            rule, kept = ladder.rule(place, kind), keeps(ladder, case, place, part=ref)
            yield Limit(kind, place, f"{kind}:{name}:{number}", stated, rule, kept, ref)
