"""The numbers of a simulation: who comes, who works, what happens how often, how long it takes.

What a workload says, made into numbers, enters; rates, hours, laws and chances leave for a case.
Where a number comes from and what is missing is said where the workload is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from govkit.draws.arrivals import Intensity
from govkit.draws.distributions import Law, whole_seconds
from govkit.engine import Case
from govkit.simulation.driver.daily import Daily
from govkit.simulation.driver.duty import Duty

Holds = Callable[[Case], bool]
OfMatter = Callable[[str, int], bool]
"""Whether something is said of a new case: by its matter and the instant."""
Place = tuple[str, str]
"""A process and a tier or step of it."""
Parts = tuple[tuple[str, Fraction], ...]
"""Names with the share of each."""
ELSE = "else"
_NO_MODE = Daily.always("")
_NOBODY_AWAY: Daily[tuple[str, ...]] = Daily(((0, ()),))
NEVER = 2**62  # past the end of every run


def always(case: Case) -> bool:
    """The condition of what is said of all cases."""
    return True


@dataclass(frozen=True)
class Shares:
    """How often things happen, in the order of the text; of each, the first statement that holds.

    `rest` is how often everything else does, None where nothing is said of it: a statement that
    speaks of everything is the last that counts.
    """

    rows: tuple[tuple[str, Fraction], ...]
    holds: Holds = always
    rest: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each thing happens to a case where it lies, by name; `rest`: everything else."""

    of: Mapping[str, Fraction]
    rest: Fraction = Fraction(0)

    def share(self, name: str) -> Fraction:
        """How often something happens."""
        return self.of.get(name, self.rest)

    def any_of(self, *names: str) -> bool:
        """Whether some of these may happen."""
        return bool(self.rest) or any(self.of.get(name) for name in names)


@dataclass(frozen=True)
class Time:
    """How long something takes: a law, and how many seconds its unit has. `working`: of somebody
    who is no station it runs while offices are open."""

    law: Law
    seconds: Fraction
    working: bool = False

    def drawn(self, u: float) -> int:
        """Whole seconds, at least one, for a number between 0 and 1."""
        return whole_seconds(self.law.quantile(u), self.seconds)


@dataclass(frozen=True)
class Times:
    """How long things take, by move or occasion."""

    of: Mapping[str, Time]
    holds: Holds = always

    def taken(self, kind: str) -> Time | None:
        """The time of a move; that of everything else where it has none of its own."""
        return self.of.get(kind) or self.of.get(ELSE)


@dataclass(frozen=True)
class Working:
    """A station at each of its units: holders by unit, hours, service, and what goes first.

    `later` is what it is from some instants on; `duty` and `sessions` are those of the whole run.
    """

    ref: str
    holders: Mapping[str, int]
    duty: Duty
    service: tuple[Times, ...] = ()
    chances: tuple[Shares, ...] = ()
    order: tuple[str, ...] = ("arrived_first",)
    priority: tuple[str, ...] = ()
    in_hand: int = 1
    absent: float = 0.0
    sessions: tuple[int, ...] = ()
    per_session: int | None = None
    later: tuple[tuple[int, Working], ...] = ()

    def at(self, second: int) -> Working:
        """The station as it is at an instant: holders, order, hands and absence may change."""
        found = self
        for begins, other in self.later:
            if begins > second:
                break
            found = other
        return found


def whatever(matter: str, at: int) -> bool:
    """The condition of what is said of all new cases."""
    return True


@dataclass(frozen=True)
class Mix:
    """The shares of the grades of an attribute, for the new cases that `of` says."""

    attribute: str
    parts: Parts
    of: OfMatter = whatever


@dataclass(frozen=True)
class Amount:
    """How large an attribute is, for the new cases that `of` says."""

    attribute: str
    law: Law
    of: OfMatter = whatever


@dataclass(frozen=True)
class Arriving:
    """A stream: cases by unit, and what they are about. Of each attribute the first of `mix` and
    of `amounts` counts whose condition holds."""

    name: str
    units: Mapping[str, Intensity]
    matters: Daily[Parts]
    mix: tuple[Mix, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True)
class Setup:
    """All numbers of a run. `office` is when offices are open, in seconds of the run; `work_day`
    how many seconds an office is open in a day. `ways` are the chances that the ways of a process
    and a place name themselves; `modes` and `vacant` what is on, and which posts nobody holds."""

    streams: tuple[Arriving, ...]
    stations: Mapping[str, Working]
    office: Duty
    chances: tuple[Shares, ...] = ()
    delays: tuple[Times, ...] = ()
    ways: Mapping[Place, tuple[Shares, ...]] = field(default_factory=dict)
    obliged: frozenset[Place] = frozenset()
    apart: frozenset[Place] = frozenset()
    modes: Daily[str] = _NO_MODE
    vacant: Daily[tuple[str, ...]] = _NOBODY_AWAY
    work_day: int = 8 * 3_600

    def station(self, refs: Sequence[str]) -> Working | None:
        """The station of the first of some references that is one."""
        return next((self.stations[ref] for ref in refs if ref in self.stations), None)

    def shares(self, case: Case, *stations: Working) -> Chances:
        """How often each thing happens to a case: what is said nearer comes first, on the way, at
        some stations one after the other, in the workload."""
        found: dict[str, Fraction] = {}
        own = self.ways.get((case.process, case.place), ()) if self.ways else ()
        theirs = (said for station in stations for said in station.chances)
        for said in (*own, *theirs, *self.chances):
            if said.holds(case):
                for key, share in said.rows:
                    found.setdefault(key, share)
                if said.rest is not None:
                    return Chances(found, said.rest)
        if (case.process, case.place) in self.obliged:
            found.setdefault("call_back", Fraction(1))
        return Chances(found)

    def service(self, case: Case, station: Working, kind: str) -> Time | None:
        """How long a move takes at a station."""
        return _taken(station.service, case, kind)

    def delay(self, case: Case, kind: str) -> Time | None:
        """How long somebody takes who is no station."""
        return _taken(self.delays, case, kind)

    def after(self, at: int, seconds: int, time: Time) -> int:
        """The instant so many seconds of a time later; of office hours where it is working time."""
        if not time.working:
            return at + seconds
        found = self.office.reached(self.office.worked(at) + seconds)
        return NEVER if found is None else found


def _taken(said: Sequence[Times], case: Case, kind: str) -> Time | None:
    for times in said:
        if times.holds(case) and (time := times.taken(kind)) is not None:
            return time
    return None
