"""Days that a text means: of a recurring moment, of months later, of the time to publish.

Values and instants enter, days and instants leave. What is due by then is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TypeAlias

from govkit.calendars import Calendar, Period, PeriodUnit, due, is_workday, period_of
from govkit.model.duty import Duty
from govkit.values import Bound, Quantity, Recurrence

Calendars: TypeAlias = Mapping[str, Calendar]

_DAY = timedelta(days=1)
PERIODS: dict[str, PeriodUnit] = {
    "natural_day": "day", "work_day": "day", "day": "day", "week": "week", "month": "month",
    "quarter": "quarter", "half_year": "half_year", "year": "year",
}  # fmt: skip
# Unit of a gap or a length → the calendar it is counted on, and how many of its own one unit has.
COUNTED: dict[str, tuple[str, Fraction]] = {
    "second": ("natural_hour", Fraction(1, 3600)),
    "minute": ("natural_hour", Fraction(1, 60)),
    "natural_hour": ("natural_hour", Fraction(1)),
    "urgent_hour": ("natural_hour", Fraction(1)),
    "work_hour": ("work_hour", Fraction(1)),
    "natural_day": ("natural_day", Fraction(1)),
    "work_day": ("work_day", Fraction(1)),
    "week": ("natural_day", Fraction(7)),
}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def publication(duty: Duty, over: datetime, calendars: Calendars) -> datetime | None:
    """By when an act that ended at `over` has to be made public; None where no time is stated."""
    stated = duty.publish_by.at(over.date())
    try:
        return None if stated is None else _until(stated.value, over, calendars)
    except (ValueError, OverflowError):  # centuries ahead, past what a calendar can tell
        return None


def _until(value: object, over: datetime, calendars: Calendars) -> datetime | None:
    if isinstance(value, Recurrence):
        day = recurring_day(value, over.date(), calendars)
        if day is None:
            return None
        hour, minute = (int(part) for part in (value.time or "24:00").split(":"))
        midnight = datetime.combine(day, time(), over.tzinfo)
        return midnight + timedelta(hours=hour, minutes=minute)
    length = value.quantity if isinstance(value, Bound) else value
    if not isinstance(length, Quantity):
        return None
    if length.unit in MONTHS:
        day = months_later(over.date(), length.number * MONTHS[length.unit])
        return None if day is None else datetime.combine(day + _DAY, time(), over.tzinfo)
    if length.unit not in COUNTED:
        return None
    calendar, factor = COUNTED[length.unit]
    amount = length.number * factor
    if calendars[calendar].counts_days and amount.denominator != 1:
        return None
    return due(over, int(amount) if amount.denominator == 1 else amount, calendars[calendar]).at


def recurring_day(value: Recurrence, day: date, calendars: Calendars) -> date | None:
    """The day a recurring moment means for an event on `day`; None where the period has none.

    `次月第5个工作日前` for 3 March is the fifth working day of April. For a period without a day
    (`当月内`) it is the last one; a period of a day that counts working days goes on to the next.
    """
    unit = PERIODS.get(value.period)
    if unit is None:
        return None
    if unit == "day":
        for _ in range(value.shift):
            day += _DAY
            while value.working and not is_workday(day, calendars["work_day"]):
                day += _DAY
        return day
    period = period_of(day, unit)
    for _ in range(value.shift):
        period = period_of(period.last + _DAY, unit)
    return day_within(period, value, calendars)


def day_within(period: Period, value: Recurrence, calendars: Calendars) -> date | None:
    """The day of a period that a recurring moment names; None where it has no such day."""
    days = [period.first + _DAY * n for n in range((period.last - period.first).days + 1)]
    if value.working:
        days = [day for day in days if is_workday(day, calendars["work_day"])]
    if value.day is None or value.day < 0:
        return days[-1] if days else None
    return days[value.day - 1] if value.day <= len(days) else None


def months_later(day: date, months: Fraction) -> date | None:
    """The same day of a later month, or its last day; None for part months or past the end."""
    if months.denominator != 1:
        return None
    number = day.year * 12 + day.month - 1 + int(months)
    try:
        first = date(number // 12, number % 12 + 1, 1)
    except ValueError:
        return None
    return min(first + _DAY * (day.day - 1), period_of(first, "month").last)
