"""Amounts held against one another: the most a value allows, and whether one exceeds another.

Printed values enter, amounts and answers leave. Where nobody can tell, the answer is no.
"""

from __future__ import annotations

from govkit.values import Bound, Quantity, Range, interval
from govkit.values.units import standard_units


def most(value: object) -> Quantity | None:
    """The most that an amount allows; None where it is open upwards, or no amount."""
    if isinstance(value, Bound):
        value = value.quantity if value.comparison in ("≤", "<", "=") else None
    if isinstance(value, Range):
        value = value.high
    known = isinstance(value, Quantity) and value.direction in ("exact", "less")
    return value if isinstance(value, Quantity) and known else None


def exceeds(part: object, whole: object, equal: bool = False) -> bool:
    """Whether a part may be more than its whole, or as much; no where the units cannot be compared.

    A working day and a day are not compared: how many of the one are in the other is not said.
    """
    one, other = most(part), most(whole)
    if one is None or other is None:
        return False
    units = standard_units()
    mine, its = units.get(one.unit), units.get(other.unit)
    if one.unit == other.unit:
        first, second = one.number, other.number
    elif mine is None or its is None or mine.dimension != its.dimension:
        return False
    else:
        first, second = one.number * mine.factor, other.number * its.factor
    return first > second or (equal and first == second)


def admits(value: object, number: int, *, least: bool = False) -> bool:
    """Whether an amount, bound or range leaves room for this number; yes where nobody can tell.

    With `least` the number is one that may still grow (a list that ends in 等).
    """
    if not isinstance(value, Quantity | Bound | Range):
        return True
    if isinstance(value, Bound) and value.comparison in ("=", "≠"):
        return (value.quantity.number == number) is (value.comparison == "=")
    span = interval.of_value(value, standard_units(), "")
    if span.high is not None and (number > span.high or (span.open_high and number == span.high)):
        return False
    return least or not (
        span.low is not None and (number < span.low or (span.open_low and number == span.low))
    )
