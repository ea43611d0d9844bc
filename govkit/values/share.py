"""Thresholds on several bases at once, and whether figures reach them.

A share, an amount or several of them joined by `all`, `any`, `min` or `max` and a way to look up
figures enter; met, not met or unknown leaves, with the bases that are missing and the parts that
fall short. Meetings, votes and whoever gives the figures are not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from govkit.values.quantity import Bound, Comparison, Quantity, Share, Unknown

Mode = Literal["all", "any", "min", "max"]
Outcome = Literal["met", "not_met", "unknown"]
# What is there of a base and how much the base is in all; None where it was not given. The base is
# the text's own word, empty for an amount that is compared as it is (`≥50人`).
Figures = Callable[[str], tuple[Fraction | None, Fraction | None]]


@dataclass(frozen=True, slots=True)
class Shares:
    """Several thresholds: `all(≥2/3 专有面积, ≥2/3 人数)`, `min(≥2/3 应到会, ≥50人)`.

    `all`: each of them; `any`: one is enough; `min` and `max`: the lesser or greater of numbers
    of one and the same thing.
    """

    mode: Mode
    parts: tuple[Threshold, ...]
    type: Literal["shares"] = "shares"


Threshold = Share | Bound | Quantity | Unknown | Shares
Leaf = Share | Bound | Quantity | Unknown


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One part that is not met: `count` is there, `needed` is the least whole number that does."""

    part: Leaf
    count: Fraction
    needed: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """`missing` names the bases without figures, `short` the parts that are not met."""

    outcome: Outcome
    missing: tuple[str, ...] = ()
    short: tuple[Shortfall, ...] = ()


def bases(threshold: Threshold) -> tuple[str, ...]:
    """The bases a threshold names, each once, in the order of the text; amounts have none."""
    found = [part.base for part in leaves(threshold) if isinstance(part, Share)]
    return tuple(dict.fromkeys(found))


def leaves(threshold: Threshold) -> Iterator[Leaf]:
    """The single shares and amounts of a threshold, in the order of the text."""
    if isinstance(threshold, Shares):
        for part in threshold.parts:
            yield from leaves(part)
    else:
        yield threshold


def judge(threshold: Threshold, figures: Figures) -> Judgement:
    """Whether figures reach a threshold; a figure without a comparison means at least as much.

    `min` of lower bounds is reached by whoever reaches one of them, `max` by whoever reaches all.
    A missing figure makes the answer unknown only where it could still change it.
    """
    if not isinstance(threshold, Shares):
        return _single(threshold, figures)
    parts = [judge(part, figures) for part in threshold.parts]
    decisive: Outcome = "not_met" if threshold.mode in ("all", "max") else "met"
    other: Outcome = "met" if decisive == "not_met" else "not_met"
    outcomes = [part.outcome for part in parts]
    outcome: Outcome = (
        decisive if decisive in outcomes else "unknown" if "unknown" in outcomes else other
    )
    missing = tuple(dict.fromkeys(base for part in parts for base in part.missing))
    short = tuple(fall for part in parts for fall in part.short)
    return Judgement(
        outcome,
        missing if outcome == "unknown" else (),
        () if outcome == "met" else short,
    )


def _single(threshold: Leaf, figures: Figures) -> Judgement:
    if isinstance(threshold, Unknown):
        return Judgement("unknown", (threshold.printed,))
    base = threshold.base if isinstance(threshold, Share) else ""
    count, whole = figures(base)
    wanted = _wanted(threshold, whole)
    if count is None or wanted is None:
        return Judgement("unknown", (base,))
    comparison, number = wanted
    if _compares(comparison, count, number):
        return Judgement("met")
    needed = floor(number) + 1 if comparison == ">" else ceil(number)
    return Judgement("not_met", (), (Shortfall(threshold, count, needed),))


def _wanted(
    threshold: Share | Bound | Quantity, whole: Fraction | None
) -> tuple[Comparison, Fraction] | None:
    if isinstance(threshold, Quantity):
        return "≥", threshold.number
    if isinstance(threshold, Bound):
        return threshold.comparison, threshold.quantity.number
    comparison = "≥" if threshold.comparison in ("=", "≈") else threshold.comparison
    return None if whole is None else (comparison, threshold.number * whole)


def _compares(comparison: Comparison, left: Fraction, right: Fraction) -> bool:
    if comparison in ("≥", ">"):
        return left > right or (comparison == "≥" and left == right)
    if comparison in ("≤", "<"):
        return left < right or (comparison == "≤" and left == right)
    return left != right if comparison == "≠" else left == right
