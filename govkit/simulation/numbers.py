"""From a workload of the text to the numbers of a run; what is missing is told, never guessed.

A model with its clocks, a workload and the days of a run enter; a `Setup` leaves, or `Gap`s: each
names the field that would have to say something. How cases move is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from govkit.calendars import Calendar, add, is_workday
from govkit.calendars.office_hours import office_hours
from govkit.draws.arrivals import DAY, PACES, Intensity, Weights, intensity, spread_over
from govkit.draws.distributions import Flaw, Law, law_of, seconds_of
from govkit.engine import Case, Engine
from govkit.engine.plan.conditions import holds
from govkit.model.statement import Attribute, Stated
from govkit.model.workload import ELSE, Arriving, Station, Workload, span_of, stretch_of
from govkit.simulation import setup
from govkit.simulation.duty import Duty, Stretch
from govkit.simulation.gaps import Gap
from govkit.simulation.setup import Holds, Setup, Shares, Time, Times
from govkit.timing.durations import amount_on_calendar
from govkit.timing.recurrence import next_occasion
from govkit.values import (
    Arrow,
    Chosen,
    Distribution,
    Office,
    Quantity,
    Rate,
    Recurrence,
    Ref,
    Refs,
    Season,
    Text,
    Word,
    Words,
)
from govkit.values import Mapping as Map

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Working days of a unit of time that capacity is stated for.
_WORKING_DAYS = {"work_day": Fraction(1), "natural_day": Fraction(1), "week": Fraction(5),
                 "month": Fraction(21), "year": Fraction(250)}  # fmt: skip


class Numbers:
    """Reads one workload for a run of so many days from a first one."""

    def __init__(self, engine: Engine, workload: Workload, first: date, days: int) -> None:
        self.engine, self.model, self.workload = engine, engine.model, workload
        self.first, self.days = first, days
        self.gaps: list[Gap] = []
        self._path = f"workload:{workload.name}"

    def read(self) -> Setup:
        """The numbers; what they lack, and what cannot be run, stands in `gaps`."""
        self._unread()
        return Setup(
            streams=tuple(self._streams()),
            stations={one.of: self._station(one) for one in self.workload.stations},
            office=self._office(),
            chances=tuple(self._chances(self.workload.chances, f"{self._path}.chances")),
            delays=tuple(self._times(self.workload.delays, f"{self._path}.delays")),
        )

    @property
    def warm_up(self) -> int:
        """The warm-up in seconds, on the calendar of its unit."""
        stated = self._value("warm_up", (self._path, self.workload))
        clocks = self.engine.clocks
        begins = clocks.local(datetime(self.first.year, self.first.month, self.first.day))
        amount = amount_on_calendar(stated, begins, clocks.calendars)
        if amount is None:
            return 0
        end = add(begins, amount[1], clocks.calendars[amount[0]])
        return int((end - begins).total_seconds())

    def _value(self, name: str, *said: tuple[str, Any]) -> Any:
        """The one value of a field, of the first of some blocks that states it, each with its path.

        Several statements, conditions and periods are a gap: here they would be left out.
        """
        for path, block in said:
            stated = getattr(block, name).root
            if stated:
                one = stated[0]
                if len(stated) > 1 or one.when is not None or one.since or one.until:
                    self.gaps.append(Gap(f"{path}.{name}", "several"))
                return one.value
        return None

    def _unread(self) -> None:
        """What a workload or a way may say and the driver does not do yet."""
        for name in ("mode", "vacant"):
            if getattr(self.workload, name):
                self.gaps.append(Gap(f"{self._path}.{name}", "later"))
        for process in self.model.processes:
            for kind, blocks in (("tier", process.tiers), ("step", process.steps)):
                for block in blocks:
                    if any(stated.chance is not None for stated in block.on):
                        path = f"process:{process.name}/{kind}:{block.name}"
                        self.gaps.append(Gap(f"{path}.on", "later"))

    # ── arrivals ──
    def _streams(self) -> Iterator[setup.Arriving]:
        for stream in self.workload.streams:
            yield self._stream(stream, stream.name, f"{self._path}/stream:{stream.name}")
        if self.workload.cases and not self.workload.streams:
            yield self._stream(self.workload, "", self._path)

    def _stream(self, stream: Arriving, name: str, path: str) -> setup.Arriving:
        units = self._weighed_units(stream, path)
        rate = self._value("cases", (path, stream))
        if not _is_rate(rate) or rate.per[-1] not in PACES:
            self.gaps.append(Gap(f"{path}.cases", "rate"))
            rate = Rate(Quantity(Fraction(0), "piece"), ("month",))
        whole = rate.amount.number
        for per in rate.per[:-1]:
            whole *= sum(1 for _ in self.model.units(per.partition(":")[2]))
        total = sum(units.values())
        flow = partial(intensity, self.first, self.days, per=rate.per[-1], every=rate.every,
                       weights=self._weights(stream, path))  # fmt: skip
        flows: dict[str, Intensity] = {
            unit: flow(cases=whole * weight / total) for unit, weight in units.items() if weight
        }
        return setup.Arriving(
            name, flows, self._matters(stream, path), tuple(self._mix(stream, path)),
            tuple(self._amounts(stream, path)),
        )  # fmt: skip

    def _weighed_units(self, stream: Arriving, path: str) -> Mapping[str, Fraction]:
        stated = self._value("at", (path, stream))
        if isinstance(stated, Refs):
            level = stated.refs[0].partition(":")[2]
            return {unit.id: Fraction(1) for unit in self.model.units(level)}
        if isinstance(stated, Map):
            weights = {str(entry.keys[0]): _number(entry) for entry in stated.entries}
            rest = weights.pop(ELSE, Fraction(0))
            named = {self.model.unit(key.removeprefix("unit:")): w for key, w in weights.items()}
            others = {
                unit.id: rest for level in {one.level for one in named}
                for unit in self.model.units(level)
            }  # fmt: skip
            return others | {unit.id: weight for unit, weight in named.items()}
        self.gaps.append(Gap(f"{path}.at", "where"))
        return {}

    def _matters(self, stream: Arriving, path: str) -> tuple[tuple[str, Fraction], ...]:
        stated = self._value("matters", (path, stream))
        if isinstance(stated, Refs):
            share = Fraction(1, len(stated.refs))
            return tuple((ref.partition(":")[2], share) for ref in stated.refs)
        if isinstance(stated, Map):
            return tuple(
                (key.removeprefix("matter:"), share)
                for key, share in self._without_rest(stated, f"{path}.matters")
            )
        self.gaps.append(Gap(f"{path}.matters", "matters"))
        return ()

    def _without_rest(self, stated: Map, path: str) -> Iterator[tuple[str, Fraction]]:
        """The entries of a map; a share of everything else is a gap, where it is one."""
        for entry in stated.entries:
            if entry.keys[0] != ELSE:
                yield str(entry.keys[0]), _number(entry)
            elif _number(entry):
                self.gaps.append(Gap(path, "rest"))

    def _mix(
        self, stream: Arriving, path: str
    ) -> Iterator[tuple[str, tuple[tuple[str, Fraction], ...]]]:
        stated = self._value("mix", (path, stream))
        by: dict[str, list[tuple[str, Fraction]]] = {}
        for key, share in self._without_rest(stated, f"{path}.mix") if stated else ():
            attribute, _, grade = key.partition("=")
            by.setdefault(attribute.removeprefix("attribute:"), []).append((grade, share))
        yield from ((name, tuple(shares)) for name, shares in by.items())

    def _amounts(self, stream: Arriving, path: str) -> Iterator[setup.Amount]:
        for stated in stream.amounts:
            for entry in stated.value.entries:
                law = self._law(entry.to[0], f"{path}.amounts")
                if law is not None:
                    name = str(entry.keys[0]).removeprefix("attribute:")
                    yield setup.Amount(name, law, partial(self._of_matter, stated.when))

    def _of_matter(self, condition: Any, matter: str) -> bool:
        def value(name: str) -> Text | None:
            return Text(matter) if name == "case:matter" else None

        return condition is None or holds(self.model, condition, value) is True

    def _weights(self, stream: Arriving, path: str) -> Weights:
        hours, rest_of_hours = [], 0.0
        for key, share in _entries(self._value("hours", (path, stream))):
            if key == ELSE:
                rest_of_hours = float(share)
            else:
                hours.append((stretch_of(key), float(share)))
        spread = spread_over(hours, rest_of_hours) if hours else ((), 1.0)
        weekdays, seasons = (
            [(key, float(weight)) for key, weight in _entries(self._value(name, (path, stream)))]
            for name in ("weekdays", "seasons")
        )
        return Weights(
            hours=spread[0],
            rest_of_hours=spread[1],
            weekdays=tuple(
                (_WEEKDAYS.index(key.removeprefix("weekday:")) + 1, weight)
                for key, weight in weekdays
                if key != ELSE
            ),
            rest_of_weekdays=dict(weekdays).get(ELSE, 1.0),
            seasons=tuple(
                (Season((span_of(key),)), weight) for key, weight in seasons if key != ELSE
            ),
            rest_of_seasons=dict(seasons).get(ELSE, 1.0),
        )

    # ── work ──
    def _station(self, station: Station) -> setup.Working:
        path = f"{self._path}/station:{station.of.partition(':')[2]}"
        order, priority, in_hand, absent = (
            self._value(name, *self._said(station))
            for name in ("order", "priority", "in_hand", "absent")
        )
        most = self._value("per_session", (path, station))
        most = getattr(most, "quantity", most)
        meets = station.of.startswith("meeting:")
        service = station.service or self.workload.service
        times = tuple(self._times(service, f"{path}.service"))
        if not times and not meets:
            self.gaps.append(Gap(f"{path}.service", "service"))
        return setup.Working(
            station.of,
            {} if meets else {"": self._holders(station, path)},
            self._duty(station, path) if not meets else Duty([]),
            times,
            tuple(self._chances(station.chances, f"{path}.chances")),
            order.words if isinstance(order, Chosen) else ("arrived_first",),
            priority.words if isinstance(priority, Words) else (),
            int(in_hand.number) if isinstance(in_hand, Quantity) else 1,
            float(absent.number) if isinstance(absent, Quantity) else 0.0,
            tuple(self._sessions(station, path)) if meets else (),
            int(most.number) if isinstance(most, Quantity) else None,
        )

    def _said(self, station: Station) -> tuple[tuple[str, Any], tuple[str, Any]]:
        """Where a field of a station may stand: in its block, else in the workload."""
        path = f"{self._path}/station:{station.of.partition(':')[2]}"
        return (path, station), (self._path, self.workload)

    def _holders(self, station: Station, path: str) -> int:
        stated = self._value("holders", *self._said(station))
        if stated is None:
            stated = self._stated_holders(station.of)
        amount = stated.amount if isinstance(stated, Rate) else stated
        if isinstance(stated, Rate) and stated.per != (self._level(station.of),):
            amount = None  # of another level than where it stands: that says nothing of each unit
        if isinstance(amount, Quantity) and amount.direction == "exact" and amount.number >= 1:
            return int(amount.number)
        self.gaps.append(Gap(f"{path}.holders", "holders"))
        return 1

    def _stated_holders(self, ref: str) -> Any:
        """How many the text says hold a post, in each unit of its level."""
        post: Any = self.model.get(ref)
        quota = getattr(post, "quota", None)
        if quota is not None and quota.value is not None:
            return quota.value
        count = getattr(post, "count", None)
        if count is None or not isinstance(count.value, Quantity):
            return None
        units = sum(1 for _ in self.model.units(self._level(ref).partition(":")[2]))
        each = count.value.number / units if units else Fraction(0)
        return Quantity(each, count.value.unit) if each.denominator == 1 else None

    def _level(self, ref: str) -> str:
        """The level at which a station stands; empty where it stands at none."""
        if ref.startswith("level:"):
            return ref
        at = getattr(self.model.get(ref), "at", None)
        return at.value.ref if at is not None and isinstance(at.value, Ref) else ""

    def _duty(self, station: Station, path: str) -> Duty:
        stated = self._value("on_duty", *self._said(station))
        calendar = self._calendar("work_day", station)
        if isinstance(stated, Word):  # round the clock
            if not (station.calendar or self.workload.calendar):
                return Duty([(0, (self.days + 1) * DAY)])
            return Duty(self._stretches(calendar, lambda day: [(0, DAY)]))
        if isinstance(stated, Office):
            return Duty(self._stretches(calendar, partial(_hours_of, stated)))
        capacity = self._value("capacity", *self._said(station))
        if capacity is None and station.holders:
            return self._office(station)
        known = _is_rate(capacity) and capacity.per[-1] in _WORKING_DAYS
        second = self._seconds_of(capacity.amount.unit) if known else None
        if second is None:
            self.gaps.append(Gap(f"{path}.capacity", "hours"))
            return self._office(station)
        per = _WORKING_DAYS[capacity.per[-1]] * capacity.every
        seconds = round(capacity.amount.number * second / per)
        return Duty(self._stretches(calendar, partial(self._first_hours, seconds, station)))

    def _first_hours(self, seconds: int, station: Station, day: date) -> Iterator[Stretch]:
        """So many seconds of a working day, from the opening of the office on."""
        for opens, closes in self._office_of(day, station):
            if seconds <= 0:
                return
            yield opens, min(closes, opens + seconds)
            seconds -= closes - opens

    def _office_of(self, day: date, station: Station | None = None) -> Iterator[Stretch]:
        for hours in office_hours(self._calendar("work_hour", station)).hours(day.toordinal()):
            yield hours.start_seconds, hours.end_seconds

    def _office(self, station: Station | None = None) -> Duty:
        calendar = self._calendar("work_day", station)
        return Duty(self._stretches(calendar, partial(self._office_of, station=station)))

    def _stretches(self, calendar: Calendar, hours: Any) -> Iterator[Stretch]:
        for number in range(self.days + 1):
            day = self.first + timedelta(days=number)
            if is_workday(day, calendar):
                for opens, closes in hours(day):
                    yield number * DAY + opens, number * DAY + closes

    def _calendar(self, unit: str, station: Station | None = None) -> Calendar:
        said = self._said(station) if station else ((self._path, self.workload),)
        chosen = self._value("calendar", *said)
        name = chosen.ref.partition(":")[2] if isinstance(chosen, Ref) else ""
        return self.engine.clocks.time.of(unit, name)

    def _sessions(self, station: Station, path: str) -> Iterator[int]:
        stated = self._value("sessions", (path, station))
        if not isinstance(stated, Recurrence):
            meeting: Any = self.model.get(station.of)
            stated = meeting.cadence.value if meeting is not None else None
        if not isinstance(stated, Recurrence):
            self.gaps.append(Gap(f"{path}.sessions", "sessions"))
            return
        hour, _, minute = (stated.time or "15:00").partition(":")
        second, day = int(hour) * 3_600 + int(minute) * 60, self.first
        last = self.first + timedelta(days=self.days)
        while day <= last:
            found = next_occasion(stated, day, self.engine.clocks.calendars)
            if found is None or found > last:
                return
            yield (found - self.first).days * DAY + second
            day = found + timedelta(days=1)

    # ── chances and times ──
    def _chances(self, said: Attribute[Any], path: str) -> Iterator[Shares]:
        for stated in said:
            whole = any(entry.keys[0] == ELSE for entry in stated.value.entries)
            rows = tuple(self._without_rest(stated.value, path))
            yield Shares(rows, self._holds(stated), whole)

    def _times(self, said: Attribute[Any], path: str) -> Iterator[Times]:
        for stated in said:
            value = stated.value
            entries = value.entries if isinstance(value, Map) else ()
            times = {str(e.keys[0]): self._time(e.to[0], path) for e in entries}
            if isinstance(value, Distribution):
                times = {ELSE: self._time(value, path)}
            yield Times({key: t for key, t in times.items() if t}, self._holds(stated))

    def _time(self, value: Any, path: str) -> Time | None:
        law = self._law(value, path)
        seconds = self._seconds_of(law.unit) if law else None
        if law is None or seconds is None:
            self.gaps.append(Gap(path, "service"))
            return None
        return Time(law, seconds, working=law.unit.startswith("work_"))

    def _seconds_of(self, unit: str) -> Fraction | None:
        """The seconds of a unit of time; a working day has those of an office that is open."""
        if unit != "work_day":
            return seconds_of(unit, self.model.unit_table)
        hours = office_hours(self._calendar("work_hour"))
        day = self.first
        while not is_workday(day, self._calendar("work_day")):
            day += timedelta(days=1)
        return Fraction(sum(h.end_seconds - h.start_seconds for h in hours.hours(day.toordinal())))

    def _holds(self, stated: Stated[Any]) -> Holds:
        if stated.when is None and stated.since is None and stated.until is None:
            return setup.always

        def counts(case: Case) -> bool:
            when = stated.when is None or holds(self.model, stated.when, case.value) is True
            return when and stated.holds_on(case.as_of.date())

        return counts

    def _law(self, value: Any, path: str) -> Law | None:
        found = law_of(value, self.model.unit_table)
        if isinstance(found, Flaw):  # only of a model that was not read from a text
            self.gaps.append(Gap(path, "service"))
            return None
        return found


def _is_rate(value: Any) -> bool:
    """Whether something is so much per something, in a plain figure."""
    return isinstance(value, Rate) and isinstance(value.amount, Quantity)


def _entries(stated: Map | None) -> Iterator[tuple[str, Fraction]]:
    for entry in stated.entries if stated is not None else ():
        yield str(entry.keys[0]), _number(entry)


def _number(entry: Arrow) -> Fraction:
    (value,) = entry.to
    assert isinstance(value, Quantity)
    return value.number


def _hours_of(office: Office, day: date) -> Iterable[Stretch]:
    """The hours of a day: those of its weekday, else those of every working day."""
    weekday = day.isoweekday()
    for hours in office.hours:
        if not hours.weekdays or any(weekday in days for days in hours.weekdays):
            return [(one.opens * 60, one.closes * 60) for one in hours.stretches]
    return []
