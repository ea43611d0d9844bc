"""Interval arithmetic over exact rationals, with dimensions.

An `Interval` is what is known of a number: both ends (None: open-ended), whether an end itself is
left out, and the dimensions that must match in a comparison (money, area, length, time; persons,
posts, households and points among counts; other things that are counted have none). `step` is the
precision of a figure as printed, 0 for a computed one. An unknown number names the figures it is
unknown for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from govkit.values.quantity import Bound, Quantity, Range, Rate, Unknown
from govkit.values.units import Units

End = Fraction | None
# Dimensions that a comparison has to agree on; a bare number is none of them.
STRICT = frozenset({"money", "area", "length", "time", "work_time", "work_day", "month"})
# Counted apart from one another, while a bare number and a number of pieces go with each of them.
APART = frozenset({"person", "post", "household", "point", "star", "age"})


@dataclass(frozen=True, slots=True)
class Interval:
    """`low ≤ x ≤ high`, without an end where it is open. `missing` names what is unknown."""

    low: End = None
    high: End = None
    open_low: bool = False
    open_high: bool = False
    dimensions: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()
    step: Fraction = field(default=Fraction(0), compare=False)

    @property
    def exact(self) -> Fraction | None:
        """The one value it can be, or None."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def unknown(self) -> bool:
        """Whether nothing is known because a figure is missing."""
        return bool(self.missing) and self.low is None and self.high is None


def point(number: Fraction) -> Interval:
    """An exact number without dimension."""
    return Interval(number, number)


def unknown(*missing: str) -> Interval:
    """Nothing is known, because of these figures."""
    return Interval(missing=tuple(dict.fromkeys(missing)))


def of_quantity(quantity: Quantity, units: Units) -> Interval:
    """What a printed amount says: `270余` is 270 up to, not including, 280.

    余 多 超 逾 go up to the next unit of the number's own magnitude, 近 comes down from it by as
    much; 约 and 左右 go as far to either side, where no share is stated.
    """
    unit = units.get(quantity.unit)
    dimension = unit.dimension if unit is not None else ""
    factor = unit.factor if unit is not None and dimension in STRICT else Fraction(1)
    dimensions = ((dimension, 1),) if dimension in STRICT | APART else ()
    number = quantity.number * factor
    if quantity.direction == "exact":
        return Interval(number, number, dimensions=dimensions, step=quantity.step * factor)
    reach = magnitude(quantity.number) * factor
    if quantity.direction == "more":
        return Interval(number, number + reach, False, True, dimensions)
    if quantity.direction == "less":
        return Interval(number - reach, number, True, True, dimensions)
    if quantity.share is not None:
        spread = abs(number) * quantity.share
        return Interval(number - spread, number + spread, dimensions=dimensions)
    return Interval(number - reach, number + reach, dimensions=dimensions)


def magnitude(number: Fraction) -> Fraction:
    """The place of the last digit that is not 0: 270 → 10, 200000000 → 10^8, 6.1 → 1/10."""
    if number == 0:
        return Fraction(1)
    unit, rest = Fraction(1), abs(number)
    while rest.denominator != 1 and unit.denominator < 10**12:
        rest *= 10
        unit /= 10
    whole = rest.numerator
    while whole and whole % 10 == 0:
        whole //= 10
        unit *= 10
    return unit


def of_value(value: object, units: Units, name: str) -> Interval:
    """What any printed amount says: amounts, bounds, ranges, rates; others are unknown."""
    if isinstance(value, Quantity):
        return of_quantity(value, units)
    if isinstance(value, Bound):
        inner = of_quantity(value.quantity, units)
        open_ended = value.comparison in ("<", ">")
        if value.comparison in ("≥", ">"):
            return replace(inner, high=None, open_low=open_ended, open_high=False)
        if value.comparison in ("≤", "<"):
            return replace(inner, low=None, open_low=False, open_high=open_ended)
        return inner
    if isinstance(value, Range):
        low, high = of_quantity(value.low, units), of_quantity(value.high, units)
        return Interval(
            low.low, high.high, not value.include_low, not value.include_high, high.dimensions
        )
    if isinstance(value, Rate):
        inner = of_value(value.amount, units, name)
        times = [per for per in value.per if units.get(per) is not None and per]
        dimensions = dict(inner.dimensions)
        for per in times:
            dimensions[f"per_{per}"] = dimensions.get(f"per_{per}", 0) + 1
        return replace(divide(inner, point(value.every)), dimensions=_tidy(dimensions))
    if isinstance(value, Unknown):
        return unknown(name)
    return unknown(name)


def alike(left: Interval, right: Interval) -> bool:
    """Whether two numbers may be added or compared.

    Measures have to agree. Of counts only those fail that name different things, such as persons
    and households; a product or a rate of them (households per person, times persons) may say
    either, and passes.
    """
    if left.dimensions == right.dimensions:
        return True
    measured = [
        {(name, power) for name, power in side.dimensions if name not in APART}
        for side in (left, right)
    ]
    counted = [
        {(name, power) for name, power in side.dimensions if name in APART and power > 0}
        for side in (left, right)
    ]
    return measured[0] == measured[1] and not (
        len(counted[0]) == len(counted[1]) == 1 and counted[0] != counted[1]
    )


def _tidy(dimensions: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((key, power) for key, power in dimensions.items() if power))


def _combined(left: Interval, right: Interval, sign: int) -> tuple[tuple[str, int], ...]:
    dimensions = dict(left.dimensions)
    for key, power in right.dimensions:
        dimensions[key] = dimensions.get(key, 0) + sign * power
    return _tidy(dimensions)


def _missing(left: Interval, right: Interval) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*left.missing, *right.missing)))


def add(left: Interval, right: Interval) -> Interval:
    """The sum; dimensions are those of the left, which the caller has compared."""
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return Interval(
        low,
        high,
        left.open_low or right.open_low,
        left.open_high or right.open_high,
        left.dimensions or right.dimensions,
        _missing(left, right),
        _finer(left, right) if _is_time(left) and _is_time(right) else Fraction(0),
    )


def precision(left: Interval, right: Interval) -> Fraction:
    """At what step two numbers are compared: the coarser that is printed, of two lengths of time
    the finer. A computed one has none."""
    if _is_time(left) and _is_time(right):
        return _finer(left, right) or max(left.step, right.step)
    return max(left.step, right.step)


def _finer(left: Interval, right: Interval) -> Fraction:
    return min(left.step, right.step) if left.step and right.step else Fraction(0)


def _is_time(value: Interval) -> bool:
    return dict(value.dimensions) in ({"time": 1}, {"work_time": 1}, {"work_day": 1}, {"month": 1})


def negate(value: Interval) -> Interval:
    """The number with its sign turned."""
    return replace(
        value,
        low=None if value.high is None else -value.high,
        high=None if value.low is None else -value.low,
        open_low=value.open_high,
        open_high=value.open_low,
    )


def multiply(left: Interval, right: Interval) -> Interval:
    """The product. An end is left out where a factor there is, unless a 0 that is in decides."""
    dimensions, missing = _combined(left, right, 1), _missing(left, right)
    corners = [
        (_times(a, b), (ao or bo) and (a, ao) != (0, False) != (b, bo))
        for (a, ao), (b, bo) in product(_ends(left), _ends(right))
    ]
    return _hull(corners, dimensions, missing)


def divide(left: Interval, right: Interval) -> Interval:
    """The quotient; unknown where the divisor may be 0."""
    dimensions, missing = _combined(left, right, -1), _missing(left, right)
    if right.low is None or right.high is None or right.low <= 0 <= right.high:
        if right.low is not None and right.low > 0 and left.low is not None and left.low >= 0:
            high = None if left.high is None else left.high / right.low
            return Interval(Fraction(0), high, False, False, dimensions, missing)
        return Interval(dimensions=dimensions, missing=missing or ("÷0",))
    inverse = Interval(
        1 / right.high, 1 / right.low, right.open_high, right.open_low, (), right.missing
    )
    return replace(multiply(left, inverse), dimensions=dimensions)


_INFINITE = object()


def _ends(value: Interval) -> list[tuple[object, bool]]:
    low: object = value.low if value.low is not None else (-1, _INFINITE)
    high: object = value.high if value.high is not None else (1, _INFINITE)
    return [(low, value.open_low), (high, value.open_high)]


def _times(a: object, b: object) -> object:
    if isinstance(a, tuple) or isinstance(b, tuple):
        sign_a, sign_b = _sign(a), _sign(b)
        if sign_a == 0 or sign_b == 0:
            return Fraction(0)
        return (sign_a * sign_b, _INFINITE)
    assert isinstance(a, Fraction) and isinstance(b, Fraction)
    return a * b


def _sign(a: object) -> int:
    if isinstance(a, tuple):
        return int(a[0])
    assert isinstance(a, Fraction)
    return (a > 0) - (a < 0)


def _hull(
    corners: list[tuple[object, bool]],
    dimensions: tuple[tuple[str, int], ...],
    missing: tuple[str, ...],
) -> Interval:
    low: End
    high: End
    if any(isinstance(c, tuple) and c[0] < 0 for c, _ in corners):
        low, open_low = None, False
    else:
        finite = [(c, o) for c, o in corners if isinstance(c, Fraction)]
        low = min((c for c, _ in finite), default=None)
        open_low = all(o for c, o in finite if c == low) if finite else False
    if any(isinstance(c, tuple) and c[0] > 0 for c, _ in corners):
        high, open_high = None, False
    else:
        finite = [(c, o) for c, o in corners if isinstance(c, Fraction)]
        high = max((c for c, _ in finite), default=None)
        open_high = all(o for c, o in finite if c == high) if finite else False
    return Interval(low, high, open_low, open_high, dimensions, missing)


def rounded(value: Interval, step: Fraction) -> Interval:
    """Both ends rounded half up to a printed precision."""
    if step <= 0:
        return value
    return replace(
        value,
        low=None if value.low is None else half_up(value.low, step),
        high=None if value.high is None else _rounded_high(value, step),
        open_low=False,
        open_high=False,
    )


def _rounded_high(value: Interval, step: Fraction) -> Fraction:
    assert value.high is not None
    top = half_up(value.high, step)
    just_reached = value.open_high and (value.high / step + Fraction(1, 2)).denominator == 1
    return top - step if just_reached else top


def half_up(number: Fraction, step: Fraction) -> Fraction:
    """`number` rounded to a multiple of `step`, halves away from zero."""
    sign = -1 if number < 0 else 1
    return sign * ((abs(number) / step + Fraction(1, 2)) // 1) * step
