"""How much work comes to a station straight from outside, against the hours it has.

The reach and the numbers of a run enter; loads leave. Work that comes on from other places, by
chance or because a limit ran out, is not in them: a load is the least there will be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from govkit.draws.arrivals import DAY
from govkit.engine import Case
from govkit.simulation.driver.actors import holders_of
from govkit.simulation.driver.life import Key
from govkit.simulation.driver.setup import Arriving, Working
from govkit.simulation.workload.reach import Reach, Reached

HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Load:
    """A station: hours of work that come to all its units straight from outside, and the hours on
    duty that its holders have there, in the whole run."""

    ref: str
    offered: float
    has: float

    @property
    def share(self) -> float | None:
        """Offered hours of each hour there is; None where there is none."""
        return self.offered / self.has if self.has else None


def loads(reach: Reach, days: int) -> tuple[Load, ...]:
    """The load of each station to which cases come straight from outside, the highest first."""
    offered: dict[Key, float] = defaultdict(float)
    for stream in reach.setup.streams:
        for key, hours in _offered(reach, stream):
            offered[key] += hours
    by: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (ref, unit), hours in offered.items():
        by[ref][0] += hours
        by[ref][1] += _has(reach.setup.stations[ref], unit, days)
    found = (Load(ref, *both) for ref, both in by.items())
    return tuple(sorted(found, key=lambda one: (-(one.share or 0), one.ref)))


def _offered(reach: Reach, stream: Arriving) -> Iterator[tuple[Key, float]]:
    """Hours of work of a stream by station and unit."""
    kinds = list(reach.weighed(stream))
    for unit, intensity in stream.units.items():
        for case, weight in kinds:
            here = Reached(reach.ladder(case), case, case.place)
            refs = next(iter(reach.refs(here)), ())
            working = reach.setup.station(refs)
            if working is None or here.lacks or reach.model.unit(unit).level != _level(reach, case):
                continue
            time = reach.setup.service(case, working, "handle")
            if time is None:
                continue
            level = here.ladder.level_at(case.place, case.value, case.day)
            at = here.ladder.unit_at(unit, level)
            hours = float(time.seconds) * time.law.mean / HOUR
            yield (working.ref, at), intensity.total * float(weight) * hours


def _level(reach: Reach, case: Case) -> str:
    return reach.model.unit(case.unit).level


def _has(working: Working, unit: str, days: int) -> float:
    """Hours on duty of all holders at a unit, less those they are away on the average."""
    marks = [0, *(at for at, _ in working.later), days * DAY]
    found = 0.0
    for begin, end in pairwise(marks):
        now = working.at(begin)
        seconds = working.duty.worked(min(end, days * DAY)) - working.duty.worked(begin)
        found += seconds * holders_of(now, unit) * (1 - now.absent)
    return found / HOUR
