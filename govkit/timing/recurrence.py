"""The days that a recurring moment of the text means: `次月5日前`, `每周五`, `每月第5个工作日`.

A recurring moment and a day enter, a day leaves. What is due by then is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from govkit.calendars import Calendar, Period, PeriodUnit, is_workday, nth_weekday, period_of
from govkit.values import Recurrence

Calendars: TypeAlias = Mapping[str, Calendar]

_DAY = timedelta(days=1)
PERIODS: dict[str, PeriodUnit] = {
    "natural_day": "day", "work_day": "day", "day": "day", "week": "week", "ten_days": "ten_days",
    "month": "month", "quarter": "quarter", "half_year": "half_year", "year": "year",
}  # fmt: skip


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


def next_occasion(value: Recurrence, day: date, calendars: Calendars) -> date | None:
    """The day that a recurring moment means from `day` on, `day` itself included.

    `次月…` is counted from the period of the start; without such a shift it is the next occasion
    from the day of the start on. None where there is no such day.
    """
    try:
        found = recurring_day(value, day, calendars)
        if found is not None and found < day and not value.shift:
            found = recurring_day(replace(value, shift=1), day, calendars)
    except (ValueError, OverflowError):  # centuries ahead, past what a calendar can tell
        return None
    return found


def day_within(period: Period, value: Recurrence, calendars: Calendars) -> date | None:
    """The day of a period that a recurring moment names; None where it has no such day."""
    if value.weekday is not None and value.day is not None:
        return nth_weekday(period, value.weekday, value.day)
    days = [period.first + _DAY * n for n in range((period.last - period.first).days + 1)]
    if value.working:
        days = [day for day in days if is_workday(day, calendars["work_day"])]
    if value.day is None or value.day < 0:
        return days[-1] if days else None
    return days[value.day - 1] if value.day <= len(days) else None
