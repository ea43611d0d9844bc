"""Checks of when time runs: the zone of a district, its calendars, and who chooses them.

Each check is one small function over the model that yields findings; `CHECKS` lists them. How time
is counted is the business of `govkit.calendars`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from govkit.calendars import near_zones, zone_of
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import entities, refs_in, rungs, statements
from govkit.diagnostics import Both
from govkit.model.calendar import Calendar
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.keeping import Limited
from govkit.model.statement import Attribute, Stated
from govkit.model.timekeeping import (
    WORKING,
    above,
    base_of,
    changes_of,
    chosen,
    chosen_anywhere,
    dates_of,
)
from govkit.values import Bound, Chosen, Office, Quantity, Range, Recurrence, Text
from govkit.vocabulary.words import word_set

T = TypeVar("T")

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RUNNING = frozenset({"urgent_hour", "natural_hour"})
_DAYS = frozenset({"natural_day", "week", "month", "quarter", "half_year", "year"})


def check_zone(model: Governance) -> Iterator[Finding]:
    """GOV180: a time zone that this machine does not know."""
    for stated in model.zone:
        name = stated.value.text if isinstance(stated.value, Text) else ""
        try:
            zone_of(name)
        except ValueError:
            yield Finding("GOV180", "district.zone", {"zone": name}, near=near_zones(name))


def check_choice(model: Governance) -> Iterator[Finding]:
    """GOV184: two calendars of one base, none of them chosen. GOV187: one that is never used."""
    named = chosen_anywhere(model)
    idle = [one for one in model.calendars if one.name not in named]
    for family in (WORKING, frozenset({"natural_day"})):
        held = [one for one in idle if base_of(one) in family]
        if not model.calendar:
            for one, other in _rivals(held):
                yield Finding(
                    "GOV184", f"calendar:{other.name}", {"one": one.name, "other": other.name},
                    ((f"calendar:{one.name}", "other"),),
                )  # fmt: skip
    for one in idle:
        if model.calendar or base_of(one) in _RUNNING:
            yield Finding("GOV187", f"calendar:{one.name}", {"calendar": one.name})


def _rivals(held: list[Calendar]) -> Iterator[tuple[Calendar, Calendar]]:
    """Each calendar that holds on a day of one that began no later, with that one."""
    longest: Calendar | None = None
    for one in sorted(held, key=lambda one: one.since or date.min):
        if longest is not None and (one.since or date.min) < (longest.until or date.max):
            yield longest, one
        if longest is None or (longest.until or date.max) < (one.until or date.max):
            longest = one


def check_days(model: Governance) -> Iterator[Finding]:
    """GOV185: a day both off and worked. GOV186: days to work without an hour, or none to work."""
    for own in model.calendars:
        path = f"calendar:{own.name}"
        both = dates_of(own.holidays, own) & dates_of(own.workdays, own)
        for day in sorted(both)[:3]:
            yield Finding("GOV185", f"{path}.workdays", {"calendar": own.name, "day": str(day)},
                          ((f"{path}.holidays", "off"),))  # fmt: skip
        days = (date.min, *changes_of(own))
        for weekends, hours in zip(own.weekend.over(days), own.office.over(days), strict=True):
            off = _weekend(own, _plain(weekends))
            if len(off) == len(_WEEK):
                yield Finding("GOV186", f"{path}.weekend", {"calendar": own.name, "what": Both(
                    "一周里没有一天上班", "leaves no day of the week to work")})  # fmt: skip
                continue
            lacking = _without_hours(_plain(hours)) - off
            if lacking:
                first = word_set("weekday")[_WEEK[min(lacking) - 1]]
                yield Finding("GOV186", f"{path}.office", {"calendar": own.name, "what": Both(
                    f"{first.zh}上班，却没有写几点到几点",
                    f"has no hours for {first.en}, which is worked")})  # fmt: skip


def _plain(counted: tuple[tuple[int, Stated[T]], ...]) -> Stated[T] | None:
    """The statement that holds without a condition."""
    return next((stated for _, stated in counted if stated.when is None), None)


def _weekend(own: Calendar, stated: Stated[Any] | None) -> set[int]:
    """The weekdays that are off, Monday being 1."""
    if stated is None or not isinstance(stated.value, Chosen):
        return {6, 7} if base_of(own) in WORKING else set()
    return {_WEEK.index(word) + 1 for word in stated.value.words if word in _WEEK}


def _without_hours(stated: Stated[Any] | None) -> set[int]:
    """The weekdays that the office hours leave out; none where some hours are for every day."""
    hours = stated.value.hours if stated and isinstance(stated.value, Office) else ()
    if not hours or any(not entry.weekdays for entry in hours):
        return set()
    named = {number for entry in hours for run in entry.weekdays for number in run}
    return set(range(1, 8)) - named


def check_conditions(model: Governance) -> Iterator[Finding]:
    """GOV183: a condition on what a calendar says, which belongs to no case."""
    for own in model.calendars:
        for field, stated in statements(own):
            if stated.when is not None and not field.startswith(("note", "alias")):
                yield Finding("GOV183", f"calendar:{own.name}.{field}", {"calendar": own.name})


def check_handlers(model: Governance) -> Iterator[Finding]:
    """GOV188: those who handle a case, or have a duty, keep different calendars."""
    for process in model.processes:
        for path, rung in rungs(process):
            if not rung.calendar and not process.calendar:
                yield from _differing(model, f"{path}.handler", rung.name, refs_in(rung.handler))
    for duty in model.duties:
        if not duty.calendar:
            yield from _differing(model, f"duty:{duty.name}.who", duty.name, refs_in(duty.who))


def _differing(model: Governance, path: str, name: str, refs: tuple[str, ...]) -> Iterator[Finding]:
    found = {ref: above(model, ref, lambda thing: chosen(thing.calendar)) for ref in refs}
    if len(set(found.values())) > 1:
        who = "、".join(ref.partition(":")[2] for ref in found)
        yield Finding("GOV188", path, {"name": name, "who": who})


def check_rolls(model: Governance) -> Iterator[Finding]:
    """GOV189: whether an end rolls is said where no limit in days is."""
    for path, entity in entities(model):
        inner = path.startswith("process:") and "/" not in path
        if not isinstance(entity, Limited) or inner or not entity.rolls:
            continue
        if not any(_in_days(value) for value in _limits(entity)):
            yield Finding("GOV189", f"{path}.rolls", {"name": entity.name})


def _limits(entity: Any) -> Iterator[object]:
    """The values of all fields that hold a length of time, those of its clocks too."""
    things = [entity, *getattr(entity, "clocks", ())]
    if isinstance(entity, Duty):
        yield from (stated.value for stated in entity.cadence)
    for thing in things:
        for field in thing.__dict__.values():
            if isinstance(field, Attribute):
                yield from (stated.value for stated in field)


def _in_days(value: object) -> bool:
    """Whether a length of time is counted in days that may end on a day off."""
    if isinstance(value, Bound):
        value = value.quantity
    if isinstance(value, Range):
        value = value.high
    if isinstance(value, Recurrence):
        return True
    return isinstance(value, Quantity) and value.unit in _DAYS


CHECKS: tuple[Check, ...] = (
    check_zone,
    check_choice,
    check_days,
    check_conditions,
    check_handlers,
    check_rolls,
)
