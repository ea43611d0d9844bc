"""Weeks, thirds of a month (旬), months, quarters and years, and the n-th working day of a month.

Dates enter, periods and dates leave. Which cases belong to a period is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import MAXYEAR, date, timedelta
from typing import Literal, NamedTuple

from govkit.calendars.calendar import STANDARD, Calendar
from govkit.calendars.working_days import working_days

PeriodUnit = Literal["day", "week", "ten_days", "month", "quarter", "half_year", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Length of the periods that begin with a month, in months."""


class Period(NamedTuple):
    """A stretch of days, `first` and `last` included.

    `number` counts from 1 within `year` (a day: its number in the year; a week: its ISO number,
    and `year` is then the ISO year).
    """

    unit: PeriodUnit
    year: int
    number: int
    first: date
    last: date


def period_of(day: date, unit: PeriodUnit) -> Period:
    """The period of a unit that holds a day. Weeks begin on Monday. ValueError: unknown unit.

    The third `ten_days` of a month goes on to its end: 8 to 11 days.
    """
    day = date(day.year, day.month, day.day)
    if unit == "day":
        return Period(unit, day.year, day.timetuple().tm_yday, day, day)
    if unit == "week":
        year, number, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(unit, year, number, monday, monday + timedelta(days=6))
    if unit == "ten_days":
        third = min((day.day - 1) // 10, 2)
        ends = day.replace(day=third * 10 + 10) if third < 2 else _month_end(day.year, day.month)
        return Period(
            unit, day.year, day.month * 3 - 2 + third, day.replace(day=third * 10 + 1), ends
        )
    if unit not in MONTHS:
        raise ValueError(f"no period is called {unit!r}")
    length = MONTHS[unit]
    number = (day.month - 1) // length + 1
    month = (number - 1) * length + 1
    return Period(
        unit, day.year, number, date(day.year, month, 1), _month_end(day.year, month + length - 1)
    )


def _month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def nth_weekday(period: Period, weekday: int, number: int) -> date | None:
    """The n-th Monday (1) to Sunday (7) of a period, -1 for the last; None where it has none."""
    if number < 0:
        found = period.last - timedelta(days=(period.last.isoweekday() - weekday) % 7)
    else:
        ahead = (weekday - period.first.isoweekday()) % 7 + 7 * (number - 1)
        found = period.first + timedelta(days=ahead)
    return found if period.first <= found <= period.last else None


def nth_workday(
    year: int, month: int, number: int, calendar: Calendar = STANDARD["work_day"]
) -> date:
    """The n-th working day of a month; -1 is the last one, -2 the one before.

    Raises ValueError where the month has no such day. Whether the schedule of the year is known
    is told by `published`.
    """
    if not 1 <= year <= MAXYEAR or not 1 <= month <= 12 or number == 0:
        raise ValueError(f"there is no working day number {number} of {year}-{month}")
    first = date(year, month, 1).toordinal()
    last = _month_end(year, month).toordinal()
    all_year = working_days(calendar).year(year).worked
    worked = all_year[bisect_left(all_year, first) : bisect_right(all_year, last)]
    at = number - 1 if number > 0 else len(worked) + number
    if not 0 <= at < len(worked):
        raise ValueError(f"{year}-{month:02} has {len(worked)} working days, not {number}")
    return date.fromordinal(worked[at])
