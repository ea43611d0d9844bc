"""From the calendars of a text to calendars that count: one set of days for days and hours alike.

A model enters; calendars of `govkit.calendars` leave, by the unit that is counted and the name of
the text's own calendar. Which calendar a limit keeps is decided where limits are counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

from govkit.calendars import (
    NONE,
    STANDARD,
    UNKNOWN,
    Calendar,
    Holiday,
    Kind,
    Office,
    OfficePeriod,
    Public,
    zone_of,
)
from govkit.model.calendar import Calendar as Stated
from govkit.model.governance import Governance
from govkit.model.keeping import Keeping
from govkit.model.statement import Attribute, Claim
from govkit.values import Chosen, Days, PublicHolidays, Ref, Stretch, Text, Word
from govkit.values import Office as OfficeHours

DEFAULT_ZONE = "Asia/Shanghai"
_NUMBERS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4}
_NUMBERS |= {"saturday": 5, "sunday": 6}
_ALL_DAY: Office = (OfficePeriod(time(0), time(0)),)
WORKING = frozenset({"", "work_day", "work_hour"})
"""What a calendar of working time is based on; one that names no base is one too."""


def zone_name(model: Governance) -> str:
    """The time zone of a district."""
    stated = model.zone.value
    return stated.text if isinstance(stated, Text) else DEFAULT_ZONE


def base_of(calendar: Stated) -> str:
    """The standard calendar that one of the text starts from; empty where it names none."""
    value = calendar.based_on.value
    return value.word if isinstance(value, Word) else ""


def chosen(attribute: Attribute[Any], day: date | None = None) -> str:
    """The name of the calendar that a field names on a day; empty where it names none."""
    stated = attribute.at(day)
    value = stated.value if stated is not None else None
    return value.ref.partition(":")[2] if isinstance(value, Ref) else ""


def answer(attribute: Attribute[Any], day: date | None = None) -> bool | None:
    """Yes or no, as a field says on a day; None where it says nothing."""
    stated = attribute.at(day)
    value = stated.value if stated is not None else None
    return value.word == "yes" if isinstance(value, Word) else None


class Timekeeping:
    """The calendars of one model. Each is built when it is first asked for, and kept.

    Raises ValueError where the zone is not known.
    """

    def __init__(self, model: Governance) -> None:
        self.zone = zone_name(model)
        self.tzinfo = zone_of(self.zone)
        self._district = model.calendar
        self._own = {one.name: one for one in model.calendars}
        named = chosen_anywhere(model)
        self._idle = tuple(one for one in model.calendars if one.name not in named)
        self._days: dict[str, Calendar] = {}
        self._built: dict[tuple[str, str, bool], Calendar] = {}

    def of(self, unit: str, name: str = "", rolls: bool = False) -> Calendar:
        """The calendar that counts a unit (`work_day`, `natural_hour` …) by one of the text's own.

        An empty name: the standard one. `rolls`: an end of natural days moves off a day off.
        Raises ValueError where its public holidays need a package that is not installed.
        """
        rolls = rolls and unit == "natural_day"
        key = (unit, name if name in self._own else "", rolls)
        if key not in self._built:
            calendar = replace(STANDARD[unit], zone=self.zone)
            if key[1]:
                calendar = self._counting(key[1], calendar.kind)
            self._built[key] = replace(calendar, roll_to_workday=rolls)
        return self._built[key]

    def default(self, unit: str, day: date | None = None) -> str:
        """The calendar that a limit in a unit keeps where nothing chooses one.

        The district's; else the one of the base of that unit; else, for natural days, the one of
        working time, by which they move off a day off.
        """
        if name := chosen(self._district, day):
            return name
        bases = [{unit}] if unit == "natural_day" else []
        for base in (*bases, WORKING):
            if unit not in ("natural_day", *WORKING):
                break
            for one in self._idle:
                if base_of(one) in base and (day is None or one.holds_on(day)):
                    return one.name
        return ""

    def rolls(self, name: str, day: date | None = None) -> bool | None:
        """Whether limits that keep a calendar move off a day off; None where it does not say."""
        own = self._own.get(name)
        return None if own is None else answer(own.rolls, day)

    def _counting(self, name: str, kind: Kind) -> Calendar:
        if name not in self._days:
            self._days[name] = self._set_of_days(self._own[name])
        return replace(self._days[name], kind=kind)

    def _set_of_days(self, own: Stated) -> Calendar:
        """One set of days: what the calendar is at first, and from each day on that changes it."""
        first, *later = (self._as_of(own, day) for day in (None, *changes_of(own)))
        return replace(first, later=tuple(zip(changes_of(own), later, strict=True)))

    def _as_of(self, own: Stated, day: date | None) -> Calendar:
        """What a calendar says on a day; None: before any change."""
        at = date.min if day is None else day
        plain = Calendar(own.name, "work_day", zone=self.zone)
        if not own.holds_on(at):
            return plain
        if base_of(own) not in WORKING:
            plain = replace(plain, weekend=frozenset(), public_holidays=NONE)
        if base_of(own) in ("urgent_hour", "natural_hour"):
            plain = replace(plain, office=_ALL_DAY)
        off, on = (dates_of(field, own) for field in (own.holidays, own.workdays))
        return replace(
            plain,
            holidays=off,
            workdays=on - off,
            weekend=_weekend(own, at, plain.weekend),
            public_holidays=_public(own, at, plain.public_holidays),
            settled_years=frozenset(
                day.date.year for stated in own.settled for day in stated.value.days
            ),
            **_office(own, at, plain),
        )


def above(model: Governance, ref: str, named: Callable[[Any], str]) -> str:
    """The calendar that a post, body, team or level names, or what it stands in, upwards."""
    seen: set[str] = set()
    while ref and ref not in seen:
        seen.add(ref)
        thing = model.get(ref)
        if not isinstance(thing, Keeping):
            return ""
        if name := named(thing):
            return name
        outer = getattr(thing, "at", None)
        value = outer.value if outer is not None else None
        ref = value.ref if isinstance(value, Ref) else ""
    return ""


def chosen_anywhere(model: Governance) -> frozenset[str]:
    """The names of all calendars that something in a model chooses."""
    things: list[Any] = [model, *model.levels, *model.bodies, *model.posts, *model.teams]
    things += [*model.duties, *model.matters, *model.processes]
    for matter in model.matters:
        things += matter.states
    for workload in model.workloads:
        things += [workload, *workload.stations]
    for process in model.processes:
        things += process.clocks
        for rung in (*process.tiers, *process.steps):
            things += [rung, *rung.clocks]
    named = {
        stated.value.ref.partition(":")[2]
        for thing in things for stated in thing.calendar if isinstance(stated.value, Ref)
    }  # fmt: skip
    return frozenset(named)


def changes_of(own: Stated) -> tuple[date, ...]:
    """The days on which a statement about the calendar begins or ends."""
    claims: list[Claim] = [own, *own.weekend, *own.office, *own.public_holidays]
    days = {day for claim in claims for day in (claim.since, claim.until) if day is not None}
    return tuple(sorted(days - {date.min}))


def dates_of(attribute: Attribute[Days], own: Stated) -> frozenset[date]:
    """The days that are named and lie within the time of their statement and of the calendar."""
    return frozenset(
        day.date
        for stated in attribute if stated.when is None
        for day in stated.value.days if stated.holds_on(day.date) and own.holds_on(day.date)
    )  # fmt: skip


def _weekend(own: Stated, at: date, else_: frozenset[int]) -> frozenset[int]:
    stated = own.weekend.at(at)
    value = stated.value if stated is not None else None
    if not isinstance(value, Chosen):
        return else_
    return frozenset(_NUMBERS[word] for word in value.words if word in _NUMBERS)


def _public(own: Stated, at: date, else_: Public | None) -> Public | None:
    stated = own.public_holidays.at(at)
    if stated is None:
        return else_
    value = stated.value
    if not isinstance(value, PublicHolidays):
        return UNKNOWN
    days = (Holiday(d.date.year, d.date, d.off, d.festival, d.festival) for d in value.days)
    return Public(value.places, tuple(days))


def _office(own: Stated, at: date, plain: Calendar) -> dict[str, Any]:
    """The hours of a working day, and of the weekdays that have their own.

    Where only weekdays are named, any other day that is worked keeps the hours of the first entry.
    """
    stated = own.office.at(at)
    value = stated.value if stated is not None else None
    if not isinstance(value, OfficeHours):
        return {"office": plain.office, "weekdays": plain.weekdays}
    every = next((one for one in value.hours if not one.weekdays), value.hours[0])
    weekdays = {
        day - 1: _periods(entry.stretches)
        for entry in value.hours for run in entry.weekdays for day in run
    }  # fmt: skip
    return {"office": _periods(every.stretches), "weekdays": tuple(sorted(weekdays.items()))}


def _periods(stretches: tuple[Stretch, ...]) -> Office:
    return tuple(OfficePeriod(_time(one.opens), _time(one.closes)) for one in stretches)


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
