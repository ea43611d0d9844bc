"""The numbers of a simulation: who comes, who works, what happens how often, how long it takes.

What a workload says, made into numbers, enters; rates, hours, laws and chances leave for a case.
Where a number comes from and what is missing is said where the workload is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from govkit.draws.arrivals import Intensity
from govkit.draws.distributions import Law, whole_seconds
from govkit.engine import Case
from govkit.simulation.duty import Duty

Holds = Callable[[Case], bool]
ELSE = "else"
NEVER = 2**62  # past the end of every run


def always(case: Case) -> bool:
    """The condition of what is said of all cases."""
    return True


@dataclass(frozen=True)
class Shares:
    """How often things happen, in the order of the text; of each, the first statement that holds.

    `whole`: it speaks of everything else too, so that what is said after it does not count.
    """

    rows: tuple[tuple[str, Fraction], ...]
    holds: Holds = always
    whole: bool = False


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
    """A station at each of its units: holders by unit, hours, service, and what goes first."""

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


@dataclass(frozen=True)
class Amount:
    """How large an attribute is, for the cases of the matters that `of` says."""

    attribute: str
    law: Law
    of: Callable[[str], bool]


@dataclass(frozen=True)
class Arriving:
    """A stream: cases by unit, and what they are about."""

    name: str
    units: Mapping[str, Intensity]
    matters: tuple[tuple[str, Fraction], ...]
    mix: tuple[tuple[str, tuple[tuple[str, Fraction], ...]], ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True)
class Setup:
    """All numbers of a run. `office` is when offices are open, in seconds of the run."""

    streams: tuple[Arriving, ...]
    stations: Mapping[str, Working]
    office: Duty
    chances: tuple[Shares, ...] = ()
    delays: tuple[Times, ...] = ()

    def station(self, refs: Sequence[str]) -> Working | None:
        """The station of the first of some references that is one."""
        return next((self.stations[ref] for ref in refs if ref in self.stations), None)

    def shares(self, case: Case, station: Working | None) -> Mapping[str, Fraction]:
        """How often each thing happens to a case: what is said nearer comes first."""
        found: dict[str, Fraction] = {}
        for said in (*(station.chances if station else ()), *self.chances):
            if said.holds(case):
                for key, share in said.rows:
                    found.setdefault(key, share)
                if said.whole:
                    break
        return found

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
