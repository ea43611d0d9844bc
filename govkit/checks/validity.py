"""Checks of dates: periods that overlap or leave a gap, and what is pointed at outside its time.

A whole model enters, with all its dates; findings leave. Which day anybody looks at the model is
not known here, except to `check_day`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import adds_up, claims, entities, numbered, statements
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.references import refs_of
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.model.validity import InForce
from govkit.values import Day
from govkit.values.condition import canonical
from govkit.values.expression import Expression

Period = tuple[date, date]  # the first day, and the day after the last


def check_periods(model: Governance) -> Iterator[Finding]:
    """GOV531: two values of one field hold on the same days. GOV532: days between two have none.

    A value without an end gives way to one that begins later, so those two do not overlap.
    """
    for path, entity in entities(model):
        for name, attribute in entity.__dict__.items():
            if not isinstance(attribute, Attribute) or len(attribute.root) < 2:
                continue
            if adds_up(path, name):
                continue
            yield from _periods(f"{path}.{name}", attribute)


def _periods(path: str, attribute: Attribute[Any]) -> Iterator[Finding]:
    """Statements of one field under one condition, each against the next to begin.

    Of those with a chance one is drawn, so that they stand beside each other.
    """
    sure = [(n, s) for n, s in attribute.numbered() if s.chance is None]
    told = [(n, s) for n, s in sure if s.when is None or s.since or s.until]
    alike: dict[Expression | None, list[tuple[int, Stated[Any]]]] = {}
    for pair in told:
        alike.setdefault(_condition(pair[1]), []).append(pair)
    for dated in alike.values():
        dated.sort(key=lambda pair: period(pair[1]))
        end = date.min
        for (first, before), (second, after) in pairwise(dated):
            places = (numbered(path, second), ((numbered(path, first), "earlier"),))
            end = max(end, period(before)[1])
            begin, until = max(period(before)[0], period(after)[0]), period(after)[1]
            sources = {before.origin.source, after.origin.source}
            if len(sources) == 2 and "" not in sources:
                continue  # two documents: told by the checks of sources
            if _together(before, after) and before.value != after.value:
                until = min(until, period(before)[1])
                yield Finding("GOV531", places[0], {"days": days(begin, until)}, places[1])
            elif end < begin:
                yield Finding("GOV532", places[0], {"days": days(end, begin)}, places[1])


def _condition(stated: Stated[Any]) -> Expression | None:
    return None if stated.when is None else canonical(stated.when)


def _together(before: Stated[Any], after: Stated[Any]) -> bool:
    """Whether two statements, the first beginning no later, both claim some day."""
    if before.until is None:
        return before.since == after.since
    return period(after)[0] < before.until


def check_references(model: Governance) -> Iterator[Finding]:
    """GOV533: a statement holds on days on which what it points at does not."""
    periods = {path: period(entity) for path, entity in entities(model) if _dated(entity)}
    periods.pop("district", None)
    if not periods:
        return
    outer = around = period(model)
    for path, entity in entities(model):
        if not path.startswith("item:") and "/" not in path:
            outer = shared(around, _outer(model, entity))
        own = shared(outer, period(entity))
        for at, claim, refs in _pointing(path, entity):
            holds = shared(own, period(claim))
            for ref in dict.fromkeys(refs):
                missing = _missing(holds, periods.get(ref))
                if missing is not None:
                    name = ref.partition(":")[2]
                    yield Finding("GOV533", at, {"name": name, "days": days(*missing)},
                                  ((ref, "target"),))  # fmt: skip


def _outer(model: Governance, entity: Entity) -> Period:
    """When an object holds: its own dates, and those of the matters it lies in."""
    found, parent = period(entity), model.get(f"matter:{getattr(entity, 'parent', '')}")
    while parent is not None:
        found = shared(found, period(parent))
        parent = model.get(f"matter:{getattr(parent, 'parent', '')}")
    return found


def _pointing(path: str, entity: Entity) -> Iterator[tuple[str, Claim, Iterator[str]]]:
    """The statements of an object that point at others: path, clauses, references."""
    if path.startswith("check:"):
        yield path, entity, refs_of(getattr(entity, "holds", None))
    if "/tier:" in path:
        yield path, entity, iter([f"level:{entity.name}"])
    for number, given in enumerate(getattr(entity, "given", ())):
        yield f"{path}.given[{number}]", given, iter([f"attribute:{given.attribute}"])
    for field, stated in statements(entity):
        yield path if path.startswith("figure:") else f"{path}.{field}", stated, refs_of(stated)


def _missing(holds: Period, there: Period | None) -> Period | None:
    """The first days of a period on which another does not hold; None where there are none."""
    if there is None or holds[0] >= holds[1]:
        return None
    if holds[0] < there[0]:
        return holds[0], min(there[0], holds[1])
    return (max(there[1], holds[0]), holds[1]) if there[1] < holds[1] else None


def check_heads(model: Governance) -> Iterator[Finding]:
    """GOV538: a statement that begins after its own block has ended, or ends before it begins."""
    for path, entity in entities(model):
        own = period(entity)
        for field, stated in statements(entity) if _dated(entity) else ():
            holds = period(stated)
            if _dated(stated) and shared(own, holds)[0] >= shared(own, holds)[1]:
                yield Finding("GOV538", f"{path}.{field}", {"days": days(*holds)},
                              ((path, "head"),))  # fmt: skip


def check_sources(model: Governance) -> Iterator[Finding]:
    """GOV539: something begins to hold by a source that had expired before."""
    expired = {
        source.name: source.expires.value.date
        for source in model.sources
        if isinstance(source.expires.value, Day)
    }
    for path, claim in claims(model) if expired else ():
        day = expired.get(claim.origin.source) if claim.origin.kind == "cited" else None
        if day is not None and claim.since is not None and claim.since >= day:
            source = claim.origin.source
            yield Finding("GOV539", path, {"source": source, "day": str(day),
                                           "since": str(claim.since)},
                          ((f"source:{source}.expires", "expires"),))  # fmt: skip


def check_day(model: Governance, taken: InForce[Governance]) -> Iterator[Finding]:
    """GOV534: on this day something points at what is not in force. GOV537: the model is not."""
    day = str(taken.model.day)
    if taken.model.day is not None and not model.holds_on(taken.model.day):
        yield Finding("GOV537", "district", {"name": model.name, "day": day,
                                             "days": days(*period(model))})  # fmt: skip
    for lost in taken.lost:
        yield Finding("GOV534", lost.path, {"name": lost.ref.partition(":")[2], "day": day},
                      ((lost.ref, "target"),))  # fmt: skip


def _dated(claim: Claim) -> bool:
    return claim.since is not None or claim.until is not None


def period(claim: Claim) -> Period:
    """The days on which something holds."""
    return claim.since or date.min, claim.until or date.max


def shared(one: Period, other: Period) -> Period:
    """The days of both; none where it ends before it begins."""
    return max(one[0], other[0]), min(one[1], other[1])


def days(begin: date, end: date) -> Both:
    """The days from `begin` to the day before `end`, in words."""
    last = end - timedelta(days=1) if date.min < end < date.max else end
    if begin == date.min and end == date.max:
        return Both("任何一天", "any day")
    if begin == date.min:
        return Both(f"{last}及以前", f"days up to {last}")
    if end == date.max:
        return Both(f"{begin}起", f"{begin} and later")
    if begin == last:
        return Both(f"{begin}", f"{begin}")
    return Both(f"{begin}至{last}", f"{begin} to {last}")


WHOLE: tuple[Check, ...] = (
    check_periods,
    check_references,
    check_heads,
    check_sources,
)
