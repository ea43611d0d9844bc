"""Thresholds on several bases at once, and whether figures reach them.

A share, an amount or several of them joined by `all`, `any`, `min` or `max` and a way to look up
figures enter; met, not met or unknown leaves, with the figures that are missing and the parts that
decide and fall short. Meetings, votes and whoever gives the figures are not known here.
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
class Found:
    """What there is for one part: so many are there, so many in all; what is missing by name.

    `whole` says nothing for an amount, which is compared as it is (`≥50人`).
    """

    count: Fraction | None = None
    whole: Fraction | None = None
    missing: tuple[str, ...] = ()


Figures = Callable[[Leaf], Found]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One part that is not met: `count` is there, `needed` is the least that does.

    Whole things need a whole number of them. Of what comes in fractions (shares of ownership)
    `beyond` says that more than `needed` is asked.
    """

    part: Leaf
    count: Fraction
    needed: Fraction
    beyond: bool = False

    @property
    def gap(self) -> Fraction:
        """By how much it falls short."""
        return self.needed - self.count

    @property
    def distance(self) -> Fraction:
        """The gap as a part of what is needed, by which unlike things are compared."""
        return self.gap / self.needed if self.needed else Fraction(0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`missing` names the figures that are missing, `short` the parts that decide and are not met.

    `reached` are the parts that are met, each with what is there and what is needed.
    """

    outcome: Outcome
    missing: tuple[str, ...] = ()
    short: tuple[Shortfall, ...] = ()
    reached: tuple[Shortfall, ...] = ()


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
    A missing figure makes the answer unknown only where it could still change it. Nothing is a
    share of nothing: where the whole is 0, no share is met.
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
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    short = tuple(fall for part in parts for fall in part.short)
    return Judgement(
        outcome,
        missing if outcome == "unknown" else (),
        _deciding(threshold.mode, short) if outcome == "not_met" else (),
        tuple(fall for part in parts for fall in part.reached),
    )


def _deciding(mode: Mode, short: tuple[Shortfall, ...]) -> tuple[Shortfall, ...]:
    """Of the parts that fall short those that decide: each of `all`, else one.

    `min` is the least of its numbers and `max` the greatest; of `any`, and of unlike things, it
    is the part that is nearest (for `max` the farthest).
    """
    if mode == "all" or len(short) < 2:
        return short
    alike = len({fall.count for fall in short}) == 1
    if mode == "max":
        return (max(short, key=lambda fall: fall.needed if alike else fall.distance),)
    if mode == "min" and alike:
        return (min(short, key=lambda fall: fall.needed),)
    return (min(short, key=lambda fall: fall.distance),)


def _single(threshold: Leaf, figures: Figures) -> Judgement:
    if isinstance(threshold, Unknown):
        return Judgement("unknown", (threshold.printed,))
    found = figures(threshold)
    wanted = _wanted(threshold, found.whole)
    if found.count is None or wanted is None:
        return Judgement("unknown", found.missing)
    comparison, number = wanted
    whole = all(n.denominator == 1 for n in (found.count, found.whole) if n is not None)
    reached = Shortfall(threshold, found.count, *_least(comparison, number, whole))
    if found.whole != 0 and _compares(comparison, found.count, number):
        return Judgement("met", reached=(reached,))
    if found.whole == 0:
        reached = Shortfall(threshold, found.count, Fraction(1))
    return Judgement("not_met", short=(reached,))


def _least(comparison: Comparison, number: Fraction, whole: bool) -> tuple[Fraction, bool]:
    """The least that meets a comparison, and whether more than that is asked."""
    if not whole:
        return number, comparison == ">"
    return Fraction(floor(number) + 1 if comparison == ">" else ceil(number)), False


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
