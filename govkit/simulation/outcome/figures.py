"""The figures of one run: what its sums and its stations come to, by name.

Sums and stations enter; numbers leave, None where one is undefined. Times are in hours, shares
between 0 and 1. How figures are called on a screen is said by `wording`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from govkit.simulation.driver.life import Key
from govkit.simulation.driver.station import Station
from govkit.simulation.outcome.sums import UP, Sums, Times

HOUR = 3_600


def figures(sums: Sums, stations: Mapping[Key, Station], now: int) -> dict[str, float | None]:
    """All figures of a run by name, in one order; what belongs to a place has it behind `·`."""
    stuck = sum(one.count for one in sums.dead_ends.found.values())
    of_cases = (*_cases(sums), *_times(sums), *_places(sums))
    return dict((*of_cases, *_work(stations, now), ("dead_ends", stuck)))


def _cases(sums: Sums) -> Iterator[tuple[str, float | None]]:
    counts = sums.counts
    opened, closed = counts["opened"], counts["closed"]
    yield "cases", opened
    yield "closed", closed
    yield "unfinished", opened - closed
    yield "closing_rate", _ratio(closed, opened)
    yield "on_time_rate", _ratio(counts["in_time"], counts["in_time"] + counts["late"])
    yield "late_open", counts["late_open"]
    yield "without_limit", counts["without_limit"]
    yield "escalated", _ratio(counts[UP], opened)
    yield "returned", _ratio(counts["return_order"], opened)
    yield "reworked", _ratio(counts["rework"], opened)
    yield "reopened", _ratio(counts["reopened"], opened)


def _times(sums: Sums) -> Iterator[tuple[str, float | None]]:
    yield "stay", _mean(sums.whole)
    for kind, of in (("stay_of", sums.of_matter), ("stay_at", sums.stays_at),
                     ("wait_at", sums.waits_at), ("wait", sums.waits)):  # fmt: skip
        for name, times in sorted(of.items()):
            yield f"{kind}·{name}", _mean(times)


def _places(sums: Sums) -> Iterator[tuple[str, float | None]]:
    for kind, of in (("ran_out", sums.ran_out), ("went_up", sums.went_up)):
        for name in sorted(sums.came):
            yield f"{kind}·{name}", _ratio(of[name], sums.came[name])


def _work(stations: Mapping[Key, Station], now: int) -> Iterator[tuple[str, float | None]]:
    worked: dict[str, Fraction] = defaultdict(Fraction)
    on_duty: Counter[str] = Counter()
    lost = Fraction(0)
    for (ref, _), station in stations.items():
        name = ref.partition(":")[2]
        lost += Fraction(station.lost)
        for holder in station.holders:
            holder.work_until(now)
            worked[name] += Fraction(holder.busy)
            on_duty[name] += holder.duty.worked(now)
    for name in sorted(worked):
        yield f"use·{name}", float(worked[name] / on_duty[name]) if on_duty[name] else None
    for name in sorted(worked):
        yield f"worked·{name}", float(worked[name] / HOUR)
    for name in sorted(worked):
        yield f"on_duty·{name}", on_duty[name] / HOUR
    yield "work_lost", float(lost / HOUR)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(times: Times) -> float | None:
    return None if times.mean is None else times.mean / HOUR
