"""Chance that can be repeated: keys, distributions, arrivals, intervals.

Names, numbers and values of the language enter; uniform numbers, amounts, instants and intervals
leave. Everything is a pure function of its arguments, on the standard library alone, without its
generators. Cases, engines and screens are not known here.

`key`: whole-number keys and the uniform number for a purpose; `distributions`: what a distribution
of the language draws; `arrivals`: when cases come in; `intervals`: means, differences and quantiles
over replications, with their intervals.
"""

from govkit.draws.arrivals import Arrival, Intensity, Weights, arrivals, intensity, spread_over
from govkit.draws.distributions import Flaw, Law, flaw_of, law_of, seconds_of, whole_seconds
from govkit.draws.intervals import (
    Estimate,
    by_chance,
    difference,
    estimate,
    pooled_quantile,
    t_quantile,
)
from govkit.draws.key import Draws, Run, case_key, purpose, run_key, uniform, word_key

__all__ = [
    "Arrival",
    "Draws",
    "Estimate",
    "Flaw",
    "Intensity",
    "Law",
    "Run",
    "Weights",
    "arrivals",
    "by_chance",
    "case_key",
    "difference",
    "estimate",
    "flaw_of",
    "intensity",
    "law_of",
    "pooled_quantile",
    "purpose",
    "run_key",
    "seconds_of",
    "spread_over",
    "t_quantile",
    "uniform",
    "whole_seconds",
    "word_key",
]
