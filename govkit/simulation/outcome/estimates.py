"""What the runs of one variant say together, and two variants beside each other.

Outcomes of replications enter; estimates by the name of their figure leave. Times of many cases
give quantiles of all runs together, an unclear indicator a figure for every reading. How figures
are shown is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from govkit.draws.intervals import Estimate, difference, estimate, quantile_of_counts
from govkit.simulation.outcome.outcome import Outcome, Sample

HOUR = 3_600
QUANTILES = (50, 90, 95)
OPEN_SHARE = 0.01
"""With more unfinished cases than this a time is only a lower bound."""


def estimates(outcomes: Sequence[Outcome]) -> Mapping[str, Estimate]:
    """Every figure of some runs with its interval.

    Beside those of the runs: `stay_50`, `stay_90`, `stay_95` of whole cases and `wait_50·…` and so
    on of each place, in hours; `reading·INDICATOR·…` for each reading of an unclear indicator.
    """
    rows = [one.figures for one in outcomes]
    names = dict.fromkeys(name for row in rows for name in row)
    found = {name: estimate([row.get(name) for row in rows]) for name in names}
    found |= {name: quantile_of_counts(*of) for name, of in _quantiles(outcomes).items()}
    return found | {name: estimate(values) for name, values in _readings(outcomes)}


def differences(base: Sequence[Outcome], other: Sequence[Outcome]) -> Mapping[str, Estimate]:
    """`other` less `base` for every figure, run by run: both had the same cases."""
    mine, theirs = estimates(base), estimates(other)
    empty = (None,) * len(base)
    return {
        name: difference(
            mine[name].values if name in mine else empty,
            theirs[name].values if name in theirs else empty,
        )
        for name in dict.fromkeys((*mine, *theirs))
    }


def open_share(figures: Mapping[str, Estimate]) -> float:
    """How many of the cases are not finished, on average."""
    means = [one.mean for name in ("cases", "unfinished") if (one := figures.get(name)) is not None]
    cases, unfinished = means if len(means) == 2 else (None, None)
    return (unfinished or 0) / cases if cases else 0.0


def only_at_least(figure: str, figures: Mapping[str, Estimate]) -> bool:
    """Whether a figure is a time of cases of which too many are not finished."""
    timed = figure.partition("·")[0].partition("_")[0] in ("stay", "wait")
    return timed and open_share(figures) > OPEN_SHARE


def _quantiles(
    outcomes: Sequence[Outcome],
) -> dict[str, tuple[list[dict[float, int]], float]]:
    found = {}
    for kind, samples in (("stay", [{"": one.stays.get("", Sample())} for one in outcomes]),
                          ("wait", [one.waits for one in outcomes])):  # fmt: skip
        for name in dict.fromkeys(name for each in samples for name in each):
            counts = [_hours(each.get(name, Sample())) for each in samples]
            for share in QUANTILES:
                full = f"{kind}_{share}·{name}" if name else f"{kind}_{share}"
                found[full] = (counts, share / 100)
    return found


def _hours(sample: Sample) -> dict[float, int]:
    return {seconds / HOUR: count for seconds, count in sample.rows}


def _readings(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[float | None]]]:
    """The readings of an indicator that is unclear in some run, as far as their values differ."""
    for name in dict.fromkeys(name for one in outcomes for name in one.readings):
        ways: dict[str, dict[str, None]] = {}
        for one in outcomes:
            for key, _ in one.readings.get(name, ()):
                for setting, choice in _chosen(key):
                    ways.setdefault(setting, {})[choice] = None
        under = {
            tuple(zip(ways, choices, strict=True)): [
                _under(one, name, dict(zip(ways, choices, strict=True))) for one in outcomes
            ]
            for choices in product(*ways.values())
        }
        told: dict[tuple[float | None, ...], None] = {}
        matter = [setting for setting in ways if _matters(setting, under)]
        for chosen, values in under.items():
            if tuple(values) not in told:
                told[tuple(values)] = None
                kept = ",".join(f"{one}={way}" for one, way in chosen if one in matter)
                yield f"reading·{name}·{kept}", values


def _chosen(key: str) -> Iterator[tuple[str, str]]:
    for one in key.split(","):
        setting, _, choice = one.partition("=")
        yield setting, choice


def _under(outcome: Outcome, name: str, chosen: Mapping[str, str]) -> float | None:
    """The value of a run under some choices; those that its log does not touch change nothing."""
    for key, value in outcome.readings.get(name, ()):
        if all(chosen[setting] == choice for setting, choice in _chosen(key)):
            return value
    known = (outcome.figures.get(f"{kind}·{name}") for kind in ("indicator", "indicator_count"))
    return next((value for value in known if value is not None), None)


def _matters(setting: str, under: Mapping[tuple[tuple[str, str], ...], list[float | None]]) -> bool:
    """Whether another choice, the rest alike, ever gives another value."""
    seen: dict[tuple[tuple[str, str], ...], list[float | None]] = {}
    for chosen, values in under.items():
        rest = tuple(one for one in chosen if one[0] != setting)
        if seen.setdefault(rest, values) != values:
            return True
    return False
