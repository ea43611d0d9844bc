"""Distributions of the language as laws to draw from: one uniform number in, one amount out.

A `Distribution` of a text enters; a law with its unit, its mean and its inverse leaves, or the one
flaw that keeps it from being drawn. Every law rises with the uniform number, so that a longer mean
lengthens the same case. What the amount is of, and who draws it, is not known here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import Literal

from govkit.values import Distribution, Quantity
from govkit.values.units import Units, standard_units

Reason = Literal[
    "parameters", "units", "spread_unit", "negative", "no_mean", "upside_down", "no_spread", "vast"
]
PARAMETERS = {
    "fixed": 1, "uniform": 2, "exponential": 1, "mean": 1, "triangular": 3, "lognormal": 2,
    "empirical": 0,
}  # fmt: skip
"""How many numbers each distribution takes; 0: any, one at the least."""
_NORMAL = NormalDist()
MOST_SPREAD = 10
"""Of a log-normal: at 10 its mean is 10²¹ times its median already."""
MOST = Fraction(10) ** 18
EXPONENTIAL = frozenset({"exponential", "mean"})
"""`平均4工作小时` says a mean and no more; it is drawn as an exponential with that mean."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a distribution cannot be drawn: the reason, and the parameters that show it, by number.

    `parameters`: no such distribution, or another number of them. `units`: not of one dimension.
    `spread_unit`: the spread of a log-normal is a plain number. `negative`: below zero. `no_mean`:
    zero, where more is needed. `upside_down`: not in rising order. `no_spread`: both ends are
    equal, or the spread is zero. `vast`: beyond any use.
    """

    reason: Reason
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A distribution ready to be drawn from. Amounts are floats in `unit`.

    `name` is the law that is drawn, `written` the word of the text; they differ where the text
    only says a mean. `parameters` are in the unit, but for the spread of a log-normal.
    """

    name: str
    unit: str
    parameters: tuple[float, ...]
    written: str

    @property
    def shape_assumed(self) -> bool:
        """Whether the text gives a mean alone, so that the law is our reading and no statement."""
        return self.written != self.name

    @property
    def mean(self) -> float:
        """The mean, in the unit."""
        return _MEANS[self.name](self.parameters)

    def quantile(self, u: float) -> float:
        """The amount at or below which the share `u` (above 0, below 1) lies, in the unit."""
        return _INVERSES[self.name](self.parameters, u)


def law_of(value: Distribution, units: Units | None = None) -> Law | Flaw:
    """The law of a distribution, in the unit of its first parameter; or its flaw."""
    table = units or standard_units()
    flaw = flaw_of(value, table)
    if flaw is not None:
        return flaw
    name = "exponential" if value.name in EXPONENTIAL else value.name
    numbers = [float(number) for number in _numbers(value, table)]
    if name == "empirical":
        numbers.sort()
    return Law(name, value.parameters[0].unit, tuple(numbers), value.name)


def flaw_of(value: Distribution, units: Units | None = None) -> Flaw | None:
    """The first flaw of the parameters of a distribution; None where it can be drawn."""
    table = units or standard_units()
    last = len(value.parameters) - 1
    if last < 0 or PARAMETERS.get(value.name) not in (0, last + 1):
        return Flaw("parameters", ())
    if value.name == "lognormal" and _dimension(value.parameters[last], table) not in (
        "number",
        "share",
    ):
        return Flaw("spread_unit", (last,))
    amounts = value.parameters[:last] if value.name == "lognormal" else value.parameters
    first = _dimension(amounts[0], table)
    for at, amount in enumerate(amounts):
        if _dimension(amount, table) != first:
            return Flaw("units", (0, at))
    numbers = _numbers(value, table)
    for at, number in enumerate(numbers):
        if number < 0:
            return Flaw("negative", (at,))
        if number > (MOST_SPREAD if value.name == "lognormal" and at == last else MOST):
            return Flaw("vast", (at,))
    return _flaw_of_shape(value.name, numbers)


def _flaw_of_shape(name: str, numbers: Sequence[Fraction]) -> Flaw | None:
    if name in EXPONENTIAL or name == "lognormal":
        if not numbers[0]:
            return Flaw("no_mean", (0,))
        return Flaw("no_spread", (1,)) if name == "lognormal" and not numbers[1] else None
    if name in ("uniform", "triangular"):
        for at in range(1, len(numbers)):
            if numbers[at] < numbers[at - 1]:
                return Flaw("upside_down", (at - 1, at))
        if numbers[0] == numbers[-1]:
            return Flaw("no_spread", (0, len(numbers) - 1))
    return None


def _dimension(amount: Quantity, units: Units) -> str:
    unit = units.get(amount.unit)
    return unit.dimension if unit is not None else amount.unit


def _numbers(value: Distribution, units: Units) -> list[Fraction]:
    """The parameters in the unit of the first one; what has another dimension stays."""
    unit = value.parameters[0].unit
    found = []
    for amount in value.parameters:
        turned = units.convert(amount, unit) if amount.unit != unit else amount
        found.append((turned or amount).number)
    return found


def seconds_of(unit: str, units: Units | None = None) -> Fraction | None:
    """How many seconds one of a unit of time has; None where a calendar has to say (work days,
    months) or it is no unit of time. An hour of work is an hour."""
    found = (units or standard_units()).get(unit)
    if found is None or found.dimension not in ("time", "work_time"):
        return None
    return found.factor


def whole_seconds(amount: float, seconds: Fraction | float) -> int:
    """An amount of a unit of so many `seconds` in whole seconds, at least one. Halves go up."""
    return max(1, math.floor(amount * float(seconds) + 0.5))


_Numbers = tuple[float, ...]


def _triangular(of: _Numbers, u: float) -> float:
    low, mode, high = of
    width = high - low
    turn = (mode - low) / width
    if u < turn:
        return low + math.sqrt(u * width * (mode - low))
    return high - math.sqrt((1 - u) * width * (high - mode))


_INVERSES: dict[str, Callable[[_Numbers, float], float]] = {
    "fixed": lambda of, u: of[0],
    "uniform": lambda of, u: of[0] + u * (of[1] - of[0]),
    "exponential": lambda of, u: -of[0] * math.log1p(-u),
    "triangular": _triangular,
    "lognormal": lambda of, u: of[0] * math.exp(of[1] * _NORMAL.inv_cdf(u)),
    "empirical": lambda of, u: of[int(u * len(of))],
}
_MEANS: dict[str, Callable[[_Numbers], float]] = {
    "fixed": lambda of: of[0],
    "uniform": lambda of: (of[0] + of[1]) / 2,
    "exponential": lambda of: of[0],
    "triangular": lambda of: math.fsum(of) / 3,
    "lognormal": lambda of: of[0] * math.exp(of[1] ** 2 / 2),
    "empirical": lambda of: math.fsum(of) / len(of),
}
