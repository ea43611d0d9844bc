"""A duration of the text as an amount on one calendar: so many working days, so many hours.

A value and the day or instant it runs from enter; a calendar's name and an exact amount leave, or
None where the form cannot be counted. What runs that long is not known here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from govkit.calendars import period_of
from govkit.timing.recurrence import Calendars, next_occasion
from govkit.values import Bound, Quantity, Range, Recurrence

_ONE = Fraction(1)
# Unit of a duration → its calendar and how many of the calendar's days or hours one unit has.
UNITS: dict[str, tuple[str, Fraction]] = {
    "second": ("natural_hour", Fraction(1, 3600)),
    "minute": ("natural_hour", Fraction(1, 60)),
    "natural_hour": ("natural_hour", _ONE),
    "work_hour": ("work_hour", _ONE),
    "urgent_hour": ("urgent_hour", _ONE),
    "natural_day": ("natural_day", _ONE),
    "work_day": ("work_day", _ONE),
    "week": ("natural_day", Fraction(7)),
}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def amount_on_calendar(
    value: object, starts: datetime, calendars: Calendars
) -> tuple[str, Fraction] | None:
    """The calendar and the amount on it; None where the form cannot be counted."""
    if isinstance(value, Bound):  # at least so long has no end
        value = value.quantity if value.comparison in ("≤", "<", "=") else None
    if isinstance(value, Range):
        value = value.high
    if isinstance(value, Recurrence):
        last = None if value.time else next_occasion(value, starts.date(), calendars)
        return None if last is None else ("natural_day", Fraction((last - starts.date()).days))
    if not isinstance(value, Quantity):
        return None
    if value.unit in MONTHS:
        end = months_later(starts.date(), value.number * MONTHS[value.unit])
        return None if end is None else ("natural_day", Fraction((end - starts.date()).days))
    if value.unit not in UNITS:
        return None
    calendar, factor = UNITS[value.unit]
    return calendar, value.number if factor is _ONE else value.number * factor


def months_later(day: date, months: Fraction) -> date | None:
    """The same day of a later month, or its last day; None for part months or past the end."""
    if months.denominator != 1:
        return None
    number = day.year * 12 + day.month - 1 + int(months)
    try:
        first = date(number // 12, number % 12 + 1, 1)
    except ValueError:
        return None
    return min(first + timedelta(days=day.day - 1), period_of(first, "month").last)
