"""Who works: from the stations of a workload to holders, hours, service and order.

A reading of a workload enters; stations in numbers leave. What waits there is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Any

from govkit.calendars import is_workday
from govkit.draws.arrivals import DAY
from govkit.model.workload import Station
from govkit.simulation.driver.daily import Daily
from govkit.simulation.driver.duty import Duty, Stretch
from govkit.simulation.driver.gaps import Gap
from govkit.simulation.driver.setup import Working
from govkit.simulation.workload.reading import Reading, Said, is_rate
from govkit.timing.recurrence import next_occasion
from govkit.values import Chosen, Office, Quantity, Rate, Recurrence, Ref, Word, Words

# Working days of a unit of time that capacity is stated for.
_WORKING_DAYS = {"work_day": Fraction(1), "natural_day": Fraction(1), "week": Fraction(5),
                 "month": Fraction(21), "quarter": Fraction(125, 2),
                 "year": Fraction(250)}  # fmt: skip
MOST = 10_000
"""So many may work at a time at a station of one unit; each is a person with days of his own."""
_BY_DAY = ("holders", "order", "priority", "in_hand", "absent")


class Stations(Reading):
    """Reads the stations of a workload."""

    def stations(self) -> dict[str, Working]:
        """All stations by what they are; a meeting of which the text says when it sits is one."""
        found = {one.of: self._station(one) for one in self.workload.stations}
        for meeting in self.model.meetings:
            ref, times = f"meeting:{meeting.name}", meeting.cadence.value
            if ref not in found and isinstance(times, Recurrence):
                found[ref] = Working(ref, {}, Duty([]), sessions=tuple(self._sittings(times, 0)))
        return found

    def _station(self, station: Station) -> Working:
        path, meets = self._path(station), station.of.startswith("meeting:")
        service = station.service or self.workload.service
        times = tuple(self.times(service, f"{path}.service"))
        if not times and not meets:
            self.gaps.append(Gap(f"{path}.service", "service"))
        known = Working(
            station.of, {}, Duty([]) if meets else self._duty(station, path), times,
            tuple(self.chances(station.chances)),
            sessions=tuple(self._sessions(station, path)) if meets else (),
        )  # fmt: skip
        said = self._said(station)
        by: dict[str, Daily[Any]] = {name: self.daily(name, *said) for name in _BY_DAY}
        by["per_session"] = self.daily("per_session", said[0])
        if not meets:
            by["holders"] = by["holders"].to(lambda one: self._holders(station, one, path))
        marks = sorted({0, *chain.from_iterable(one.changes for one in by.values())})
        kinds = [_on(known, {n: d.at(m) for n, d in by.items()}, meets) for m in marks]
        return replace(kinds[0], later=tuple(zip(marks[1:], kinds[1:], strict=True)))

    def _path(self, station: Station) -> str:
        return f"{self.path}/station:{station.of.partition(':')[2]}"

    def _said(self, station: Station) -> tuple[Said, Said]:
        """Where a field of a station may stand: in its block, else in the workload."""
        return (self._path(station), station), (self.path, self.workload)

    # ── how many ──
    def _holders(self, station: Station, stated: Any, path: str) -> int:
        if stated is None:
            stated = self._stated_holders(station.of)
        amount = stated.amount if isinstance(stated, Rate) else stated
        if isinstance(stated, Rate) and stated.per != (self._level(station.of),):
            amount = None  # of another level than where it stands: that says nothing of each unit
        if isinstance(amount, Quantity) and amount.direction == "exact":
            number = amount.number
            if 1 <= number <= MOST and number.denominator == 1:  # there is no half holder
                return int(number)
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

    # ── when ──
    def _duty(self, station: Station, path: str) -> Duty:
        said = self._said(station)
        on_duty, capacity = self.daily("on_duty", *said), self.daily("capacity", *said)
        calendars = self.calendars(*said)
        kept = bool(station.calendar or self.workload.calendar)
        found: list[Stretch] = []
        for number in range(self.days + 1):
            second, day = number * DAY, self.first + timedelta(days=number)
            duty, name = on_duty.at(second), calendars.at(second)
            around = isinstance(duty, Word) and not kept
            if around or is_workday(day, self.calendar("work_day", name)):
                hours = self._hours(station, duty, capacity.at(second), path)
                found += [(second + opens, second + closes) for opens, closes in hours(day, name)]
        return Duty(found)

    def _hours(self, station: Station, duty: Any, capacity: Any, path: str) -> Any:
        """The hours of a day that is worked on, by its date and the calendar of then."""
        if isinstance(duty, Word):  # round the clock
            return lambda day, name: [(0, DAY)]
        if isinstance(duty, Office):
            return partial(_hours_of, duty)
        if capacity is None and station.holders:
            return self.office_of
        known = is_rate(capacity) and capacity.per[-1] in _WORKING_DAYS
        second = self.seconds_of(capacity.amount.unit) if known else None
        if second is None:
            gap = Gap(f"{path}.capacity", "hours")
            if gap not in self.gaps:
                self.gaps.append(gap)
            return self.office_of
        per = _WORKING_DAYS[capacity.per[-1]] * capacity.every
        return partial(self._first_hours, round(capacity.amount.number * second / per))

    def _first_hours(self, seconds: int, day: date, calendar: str) -> Iterator[Stretch]:
        """So many seconds of a working day, from the opening of the office on."""
        for opens, closes in self.office_of(day, calendar):
            if seconds <= 0:
                return
            yield opens, min(closes, opens + seconds)
            seconds -= closes - opens

    def _sessions(self, station: Station, path: str) -> Iterator[int]:
        meeting: Any = self.model.get(station.of)
        cadence = meeting.cadence.value if meeting is not None else None
        stated = self.daily("sessions", (path, station))
        for number, (begin, said) in enumerate(stated.pieces):
            ends = [*stated.changes, (self.days + 1) * DAY][number]
            times = said if isinstance(said, Recurrence) else cadence
            if not isinstance(times, Recurrence):
                self.gaps.append(Gap(f"{path}.sessions", "sessions"))
                continue
            yield from (at for at in self._sittings(times, begin // DAY) if begin <= at < ends)

    def _sittings(self, stated: Recurrence, number: int) -> Iterator[int]:
        hour, _, minute = (stated.time or "15:00").partition(":")
        second, day = int(hour) * 3_600 + int(minute) * 60, self.first + timedelta(days=number)
        last = self.first + timedelta(days=self.days)
        while day <= last:
            found = next_occasion(stated, day, self.engine.clocks.calendars)
            if found is None or found > last:
                return
            yield (found - self.first).days * DAY + second
            day = found + timedelta(days=1)


def _on(known: Working, stated: dict[str, Any], meets: bool) -> Working:
    """A station as it is while some statements hold."""
    order, priority, in_hand, absent = (stated[name] for name in _BY_DAY[1:])
    most = getattr(stated["per_session"], "quantity", stated["per_session"])
    return replace(
        known,
        holders={} if meets else {"": stated["holders"]},
        order=order.words if isinstance(order, Chosen) else ("arrived_first",),
        priority=priority.words if isinstance(priority, Words) else (),
        in_hand=int(in_hand.number) if isinstance(in_hand, Quantity) else 1,
        absent=float(absent.number) if isinstance(absent, Quantity) else 0.0,
        per_session=int(most.number) if isinstance(most, Quantity) else None,
    )


def _hours_of(office: Office, day: date, calendar: str) -> Iterable[Stretch]:
    """The hours of a day: those of its weekday, else those of every working day."""
    weekday = day.isoweekday()
    for hours in office.hours:
        if not hours.weekdays or any(weekday in days for days in hours.weekdays):
            return [(one.opens * 60, one.closes * 60) for one in hours.stretches]
    return []
