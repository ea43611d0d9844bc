"""What the runs of one variant say together, and two variants beside each other.

Outcomes of replications enter; estimates by the name of their figure leave. What a figure is of
and how it is shown are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govkit.draws.intervals import Estimate, difference, estimate
from govkit.simulation.outcome import Outcome


def estimates(outcomes: Sequence[Outcome]) -> Mapping[str, Estimate]:
    """Every figure of some runs with its interval."""
    rows = [one.figures for one in outcomes]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: estimate([row.get(name) for row in rows]) for name in names}


def differences(base: Sequence[Outcome], other: Sequence[Outcome]) -> Mapping[str, Estimate]:
    """`other` less `base` for every figure, run by run: both had the same cases."""
    mine, theirs = [one.figures for one in base], [one.figures for one in other]
    names = dict.fromkeys(name for row in (*mine, *theirs) for name in row)
    return {
        name: difference([row.get(name) for row in mine], [row.get(name) for row in theirs])
        for name in names
    }
