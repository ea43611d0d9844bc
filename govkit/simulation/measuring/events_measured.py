"""What a log of events says beside a log of cases: chances by occasion, work, who was seen working.

Heads and rows of a log of events enter, with the model they are about; the same cases as a log of
cases leave, and what was counted along their way. A wait or a chance that no event shows is not
made up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from govkit.calendars import elapsed
from govkit.diagnostics import Diagnostic
from govkit.diagnostics.few import few
from govkit.engine.time.clocks import Clocks
from govkit.indicators import Log, read_log
from govkit.model.governance import Governance
from govkit.simulation.driver.occasions import Occasion, belongs
from govkit.simulation.measuring.measured import Happened, Waits
from govkit.values import Mapping as Map

NEEDED = ("case", "n", "instant", "kind", "from", "to", "trigger")
"""The heads by which a log of events is known; other columns are used where there are any."""

_CASES = ("case", "matter", "unit", "reported", "signed", "closed", "manner", "transferred_from")
_WORK = frozenset({"handle", "rework"})
_LEADING = ("escalate", "transfer")
# What was said by an event of its own before it led on.
_SAID_BEFORE: tuple[Occasion, ...] = ("met", "answered", "called")
_MANNER = "manner:"


class Event(NamedTuple):
    """One row: the number of its line, and what it says."""

    row: int
    n: int
    at: datetime
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Work:
    """What a station was seen to do: times from taking in hand to feeding back, in office hours;
    how often it did not come to that; how many people were seen at one unit at most."""

    hours: Waits
    broken_off: int
    people: int


@dataclass(frozen=True, slots=True)
class Events:
    """A log of events: its cases, what happened to them by occasion, the work of each station, how
    long somebody took who was called, and what was wrong with rows. `runs` are those it holds."""

    log: Log
    happened: tuple[Happened, ...]
    work: Mapping[str, Work]
    coming: Waits
    findings: tuple[Diagnostic, ...]
    runs: int


def is_of_events(columns: Iterable[str]) -> bool:
    """Whether heads are those of a log of events."""
    return set(NEEDED) <= {column.strip() for column in columns}


def read_events(
    columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], model: Governance
) -> Events:
    """The events of a table: `rows` are numbers of rows and their cells, as for `read_log`.

    A row without a moment or a number is a finding (GOV853) and left out.
    """
    places = {column.strip(): at for at, column in enumerate(columns)}
    findings: list[Diagnostic] = []
    cases: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for row, cells in rows:
        said = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        event = _event(row, said, findings)
        if event is not None:
            cases[said.get("variant", ""), said.get("replication", ""), said["case"]].append(event)
    for held in cases.values():
        held.sort(key=lambda event: event.n)
    course = _Course(model)
    for held in cases.values():
        course.follow(held)
    table = [(held[0].row, _as_case(held, name)) for (_, _, name), held in cases.items()]
    return Events(
        read_log(_CASES, table, model), tuple(course.happened()), course.work(),
        Waits(tuple(sorted(course.coming))), tuple(few(findings, lambda one: one.code)),
        len({(variant, run) for variant, run, _ in cases}),
    )  # fmt: skip


def _event(row: int, said: Mapping[str, str], findings: list[Diagnostic]) -> Event | None:
    """One row; None, with a finding, where it has no moment or no number."""
    for column, read in (("n", _number), ("instant", _moment)):
        if read(said.get(column, "")) is None:
            args = {"row": str(row), "column": column, "written": said.get(column, "")}
            findings.append(Diagnostic("GOV853", "warning", args=args))
            return None
    number, at = _number(said["n"]), _moment(said["instant"])
    assert number is not None and at is not None
    return Event(row, number, at, said)


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _moment(written: str) -> datetime | None:
    """A moment with its offset; None where it is none, or has none."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _as_case(events: Sequence[Event], name: str) -> list[str]:
    """A line as a log of cases has it, with the heads `_CASES`."""
    first = events[0].said
    unit = next((one.said["unit"] for one in reversed(events) if one.said.get("unit")), "")
    came = first.get("unit", "")
    signed = next((one for one in events if one.said["kind"] == "sign_for"), None)
    closed = next((one for one in reversed(events) if one.said["kind"] == "close"), None)
    manner = closed.said["to"].removeprefix(_MANNER) if closed else ""
    return [
        name, first.get("matter", ""), unit, _written(events[0]), _written(signed),
        _written(closed) if closed else "not_closed", manner, came if came != unit else "",
    ]  # fmt: skip


def _written(event: Event | None) -> str:
    return f"{event.at:%Y-%m-%d %H:%M}" if event is not None else ""


@dataclass
class _Stay:
    """A case in one place: what happened there so far, and since when somebody works on it."""

    place: str
    seen: Counter[str] = field(default_factory=Counter)
    begun: tuple[str, datetime] | None = None


class _Course:
    """Follows cases through their events, and counts what they come to at each occasion."""

    def __init__(self, model: Governance) -> None:
        self.offers = {place: offered for place, offered in _offered(model)}
        self.hours = Clocks(model).time.of("work_hour", "")
        self.coming: list[float] = []
        self._count: Counter[str] = Counter()
        self._known: Counter[str] = Counter()
        self._hours: dict[str, list[float]] = defaultdict(list)
        self._broken: Counter[str] = Counter()
        self._people: dict[tuple[str, str], set[str]] = defaultdict(set)

    def follow(self, events: Sequence[Event]) -> None:
        """One case from its first event to its last."""
        stay, called = _Stay(events[0].said["to"]), dict[str, datetime]()
        for event in events[1:]:
            said, kind = event.said, event.said["kind"]
            station, unit = said.get("station", ""), said.get("unit", "")
            if station:
                self._people[station, unit].add(said.get("actor", ""))
            part = said.get("part", "")
            if kind == "summon":
                called[part] = event.at
            elif kind == "arrive" and part in called:
                self.coming.append((event.at - called.pop(part)).total_seconds() / 3_600)
            self._occasions(stay, said)
            self._worked(stay, event)
            if said["to"] and said["to"] != said["from"]:
                self._left(stay)
                stay = _Stay(said["to"])

    # ── chances ──
    def _occasions(self, stay: _Stay, said: Mapping[str, str]) -> None:
        """At each event: which occasions a case came to with it, and what happened there."""
        kind, trigger = said["kind"], said["trigger"]
        name = trigger if kind in (*_LEADING, "deliberate", "verify") else kind
        at = self.offers.get(stay.place, frozenset())
        first = not stay.seen[name]
        stay.seen[name] += 1
        if kind == "sign_for" and stay.seen["sign_for"] == 1:
            self._came(at, "in_hand")
        elif kind == "handle":
            self._came(at, "begun")
            if not stay.seen["deliberate"] and "deliberate" in at and stay.seen["handle"] == 1:
                self._known["deliberate"] += 1
        elif kind == "deliberate":
            if not stay.seen["deliberate"]:
                self._known["deliberate"] += 1
                self._count["deliberate"] += 1
            stay.seen["deliberate"] += 1
            self._came(at, "met")
        elif kind == "feed_back" or belongs(name, "done"):
            self._came(at, "done")
        elif kind == "verify":
            self._came({*at, "failed"}, "answered")
            self._count["failed"] += name == "failed"
        follows = kind in _LEADING and any(belongs(name, one) for one in _SAID_BEFORE)
        if name in at and not follows and (first or not belongs(name, "in_hand")):
            self._count[name] += 1

    def _came(self, at: Iterable[str], occasion: Occasion) -> None:
        for name in at:
            if belongs(name, occasion):
                self._known[name] += 1

    def happened(self) -> Iterator[Happened]:
        """What was counted, in the order of its names."""
        for name in sorted(self._known):
            yield Happened(name, min(self._count[name], self._known[name]), self._known[name])

    # ── work ──
    def _worked(self, stay: _Stay, event: Event) -> None:
        kind, station = event.said["kind"], event.said.get("station", "")
        if kind in _WORK and station:
            stay.begun = (station, event.at)
        elif stay.begun and (kind == "feed_back" or belongs(event.said["trigger"], "done")):
            of, since = stay.begun
            self._hours[of].append(float(elapsed(since, max(since, event.at), self.hours)))
            stay.begun = None

    def _left(self, stay: _Stay) -> None:
        if stay.begun:
            self._broken[stay.begun[0]] += 1

    def work(self) -> Mapping[str, Work]:
        """What each station was seen to do."""
        most: Counter[str] = Counter()
        for (station, _), people in self._people.items():
            most[station] = max(most[station], len(people))
        return {
            station: Work(Waits(tuple(sorted(hours))), self._broken[station], most[station])
            for station, hours in sorted(self._hours.items())
        }


def _offered(model: Governance) -> Iterator[tuple[str, frozenset[str]]]:
    """What the text leads on from a place, and whether it meets or calls others there."""
    found: dict[str, set[str]] = defaultdict(set)
    for process in model.processes:
        for kind, rungs in (("tier", process.tiers), ("step", process.steps)):
            for rung in rungs:
                names = found[f"{kind}:{rung.name}"]
                names.update(
                    str(key) for stated in rung.on if isinstance(stated.value, Map)
                    for entry in stated.value.entries for key in entry.keys
                )  # fmt: skip
                if rung.deliberates:
                    names.update(("deliberate", "undecided"))
                if rung.summon:
                    names.add("summon")
    yield from ((place, frozenset(names)) for place, names in found.items())
