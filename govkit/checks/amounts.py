"""Amounts held against one another: the most a value allows, and whether one exceeds another.

Printed values enter, amounts and answers leave. Where nobody can tell, the answer is no.
"""

from __future__ import annotations

from govkit.values import Bound, Quantity, Range
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
