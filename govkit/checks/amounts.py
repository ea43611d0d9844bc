"""Amounts held against one another: the most a value allows, and whether one exceeds another.

Printed values enter, amounts and answers leave. Where nobody can tell, the answer is no.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from govkit.values import Bound, Quantity, Range, Rate, Recurrence, interval
from govkit.values.units import standard_units

_YEAR = Fraction(3652425, 10000)  # mean days of a year of the calendar
# Mean days of a unit of time. A working day of a gap takes seven fifths, holidays left aside.
MEAN_DAYS: Mapping[str, Fraction] = {
    "second": Fraction(1, 86400), "minute": Fraction(1, 1440), "natural_hour": Fraction(1, 24),
    "urgent_hour": Fraction(1, 24), "work_hour": Fraction(1, 24), "natural_day": Fraction(1),
    "work_day": Fraction(7, 5), "day": Fraction(1), "week": Fraction(7), "ten_days": _YEAR / 36,
    "month": _YEAR / 12,
    "quarter": _YEAR / 4, "half_year": _YEAR / 2, "year": _YEAR,
}  # fmt: skip


def least_days(value: object) -> Fraction:
    """A least length of time in days, 0 where none is stated."""
    if isinstance(value, Range):
        value = value.low
    if isinstance(value, Bound):
        value = value.quantity if value.comparison in ("≥", ">") else None
    if not isinstance(value, Quantity):
        return Fraction(0)
    return value.number * MEAN_DAYS.get(value.unit, Fraction(0))


def days_between(cadence: object) -> Fraction | None:
    """How many days lie between two times of a cadence, on the average; None where it is open."""
    if isinstance(cadence, Recurrence):
        return MEAN_DAYS.get(cadence.period)
    if not isinstance(cadence, Rate) or len(cadence.per) != 1 or cadence.per[0] not in MEAN_DAYS:
        return None
    amount: object = cadence.amount
    if isinstance(amount, Bound):
        amount = amount.quantity if amount.comparison in ("≥", "=") else None
    if not isinstance(amount, Quantity) or amount.number <= 0:
        return None
    return MEAN_DAYS[cadence.per[0]] * cadence.every / amount.number


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
