"""What one workload says on each day of a run, and how often and how long things are for a case.

A model with its clocks, a workload and the days of a run enter; statements leave as values by day,
shares and times. What the fields are for is said by `streams`, `stations` and `numbers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from govkit.calendars import Calendar, is_workday
from govkit.calendars.office_hours import office_hours
from govkit.draws.arrivals import DAY
from govkit.draws.distributions import Flaw, Law, law_of, seconds_of
from govkit.engine import Engine
from govkit.engine.plan.conditions import holds
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Attribute, Stated
from govkit.model.strength import is_open
from govkit.model.workload import ELSE, Workload
from govkit.simulation.driver import setup
from govkit.simulation.driver.daily import Daily
from govkit.simulation.driver.duty import Duty, Stretch
from govkit.simulation.driver.gaps import Gap
from govkit.simulation.driver.setup import Holds, OfMatter, Place, Shares, Time, Times
from govkit.simulation.workload.conditions import Condition
from govkit.values import Arrow, Distribution, Quantity, Rate, Ref, Text, Word
from govkit.values import Mapping as Map

# One thing has one name in chances, whether a text speaks of the move or of what comes of it.
_NAMES = {"returned": "return_order", "withdrawn": "withdraw"}
Said = tuple[str, Any]
"""A block that may state a field, with its path."""


class Reading:
    """A workload, read for a run of so many days from a first one; `gaps` is what it lacks."""

    def __init__(self, engine: Engine, workload: Workload, first: date, days: int) -> None:
        self.engine, self.model, self.workload = engine, engine.model, workload
        self.first, self.days = first, days
        self.gaps: list[Gap] = []
        self.path = f"workload:{workload.name}"
        self.modes: Daily[str] = Daily.always("")
        self.modes = self.daily("mode", (self.path, workload)).to(_name_of)

    # ── by day ──
    def daily(self, name: str, *said: Said) -> Daily[Any]:
        """The value of a field on each day: of the first of some blocks, and there of the first
        statement, that holds then; None where none does."""
        known = [(path, one) for path, block in said for one in getattr(block, name).root]
        if not known:
            return Daily.always(None)
        first = known[0][1]
        if first.when is None and not first.since and not first.until:
            return Daily.always(first.value)
        return Daily.of((n * DAY, self._value(name, known, n)) for n in range(self.days + 1))

    def _value(self, name: str, known: list[tuple[str, Stated[Any]]], number: int) -> Any:
        for path, one in known:
            if self._counts(one, number, f"{path}.{name}"):
                return one.value
        return None

    def _counts(self, stated: Stated[Any], number: int, path: str) -> bool:
        """Whether a statement holds on a day, whatever the case; not to be told is a gap."""
        if not stated.holds_on(self.first + timedelta(days=number)):
            return False
        if stated.when is None:
            return True
        truth = holds(self.model, stated.when, self._under(self.modes.at(number * DAY)))
        if truth is None:
            self.gaps.append(Gap(path, "of_case"))
        return bool(truth)

    def _under(self, mode: str, matter: str = "") -> Callable[[str], Any]:
        def value(name: str) -> Word | Text | None:
            if name.startswith("mode:"):
                return Word("on" if name == f"mode:{mode}" else "off")
            return Text(matter) if matter and name == "case:matter" else None

        return value

    def of_matter(self, stated: Stated[Any]) -> OfMatter:
        """Whether a statement holds for a new case of a matter at an instant."""

        def counts(matter: str, at: int) -> bool:
            if not stated.holds_on(self.first + timedelta(days=at // DAY)):
                return False
            value = self._under(self.modes.at(at), matter)
            return stated.when is None or holds(self.model, stated.when, value) is True

        return counts

    # ── by case ──
    def chances(self, said: Attribute[Any]) -> Iterator[Shares]:
        """How often things happen, statement by statement."""
        for stated in said:
            rows = dict[str, Fraction]()
            rest: Fraction | None = None
            for entry in stated.value.entries:
                name = str(entry.keys[0])
                if name == ELSE:
                    rest = number_of(entry)
                else:
                    rows.setdefault(_NAMES.get(name, name), number_of(entry))
            yield Shares(tuple(rows.items()), self._holds(stated), rest)

    def ways(self) -> dict[Place, tuple[Shares, ...]]:
        """The chances that ways name themselves, by process and place."""
        found = {place: tuple(self._on_the_way(block.on)) for place, block, _ in self.places()}
        return {place: rows for place, rows in found.items() if rows}

    def obliged(self) -> frozenset[Place]:
        """The places whose cases have to be called back, by their own word or their process's."""
        found = set()
        for place, block, process in self.places():
            said = block.called_back_by or process.called_back_by
            if any(one.strength is not None and not is_open(one.strength) for one in said):
                found.add(place)
        return frozenset(found)

    def apart(self) -> frozenset[Place]:
        """The places that the text keeps apart from others, and those others."""
        found = set()
        for place, block, process in self.places():
            refs = [ref for one in block.apart for ref in getattr(one.value, "refs", ())]
            found |= {place, *((process.name, ref) for ref in refs)} if refs else set()
        return frozenset(found)

    def places(self) -> Iterator[tuple[Place, Tier | Step, Process]]:
        """All tiers and steps, with their processes."""
        for process in self.model.processes:
            for tier in process.tiers:
                yield (process.name, f"tier:{tier.name}"), tier, process
            for step in process.steps:
                yield (process.name, f"step:{step.name}"), step, process

    def _on_the_way(self, said: Attribute[Any]) -> Iterator[Shares]:
        for stated in said:
            if stated.chance is not None:
                keys = [str(key) for entry in stated.value.entries for key in entry.keys]
                rows = tuple((_NAMES.get(key, key), stated.chance) for key in keys)
                yield Shares(rows, self._holds(stated))

    def times(self, said: Attribute[Any], path: str) -> Iterator[Times]:
        """How long things take, statement by statement."""
        for stated in said:
            value = stated.value
            entries = value.entries if isinstance(value, Map) else ()
            times = {str(e.keys[0]): self._time(e.to[0], path) for e in entries}
            if isinstance(value, Distribution):
                times = {ELSE: self._time(value, path)}
            yield Times({key: t for key, t in times.items() if t}, self._holds(stated))

    def _time(self, value: Any, path: str) -> Time | None:
        law = self.law(value, path)
        seconds = self.seconds_of(law.unit) if law else None
        if law is None or seconds is None:
            self.gaps.append(Gap(path, "service"))
            return None
        return Time(law, seconds, working=law.unit.startswith("work_"))

    def _holds(self, stated: Stated[Any]) -> Holds:
        if stated.when is None and stated.since is None and stated.until is None:
            return setup.always
        return Condition(self.model, stated)

    def law(self, value: Any, path: str) -> Law | None:
        """The law of a distribution; None, and a gap, where it has none."""
        found = law_of(value, self.model.unit_table)
        if isinstance(found, Flaw):  # only of a model that was not read from a text
            self.gaps.append(Gap(path, "service"))
            return None
        return found

    # ── time ──
    def seconds_of(self, unit: str) -> Fraction | None:
        """The seconds of a unit of time; a working day has those of an office that is open."""
        if unit != "work_day":
            return seconds_of(unit, self.model.unit_table)
        hours = office_hours(self.calendar("work_hour"))
        day = self.first
        while not is_workday(day, self.calendar("work_day")):
            day += timedelta(days=1)
        return Fraction(sum(h.end_seconds - h.start_seconds for h in hours.hours(day.toordinal())))

    def calendar(self, unit: str, name: str = "") -> Calendar:
        """The calendar of a unit of time, or the one of a name."""
        return self.engine.clocks.time.of(unit, name)

    def office(self) -> Duty:
        """When offices are open, by the calendar of the workload."""
        return Duty(self.stretches(self.calendars((self.path, self.workload)), self.office_of))

    def calendars(self, *said: Said) -> Daily[str]:
        """The name of the calendar that counts on each day; empty for the ordinary one."""
        return self.daily("calendar", *said).to(_name_of)

    def stretches(
        self, calendars: Daily[str], hours: Callable[[date, str], Any]
    ) -> Iterator[Stretch]:
        """The hours of all days of work, those of each day by its date and its calendar."""
        for number in range(self.days + 1):
            day, name = self.first + timedelta(days=number), calendars.at(number * DAY)
            if is_workday(day, self.calendar("work_day", name)):
                for opens, closes in hours(day, name):
                    yield number * DAY + opens, number * DAY + closes

    def office_of(self, day: date, calendar: str = "") -> Iterator[Stretch]:
        """The hours of the office on a day."""
        open_hours = office_hours(self.calendar("work_hour", calendar))
        for hours in open_hours.hours(day.toordinal()):
            yield hours.start_seconds, hours.end_seconds


def _name_of(stated: Any) -> str:
    return stated.ref.partition(":")[2] if isinstance(stated, Ref) else ""


def is_rate(value: Any) -> bool:
    """Whether something is so much per something, in a plain figure."""
    return isinstance(value, Rate) and isinstance(value.amount, Quantity)


def entries_of(stated: Map | None) -> Iterator[tuple[str, Fraction]]:
    """The keys of a map with their numbers."""
    for entry in stated.entries if stated is not None else ():
        yield str(entry.keys[0]), number_of(entry)


def number_of(entry: Arrow) -> Fraction:
    """The number of an entry."""
    (value,) = entry.to
    assert isinstance(value, Quantity)
    return value.number
