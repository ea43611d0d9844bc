"""The last day of a limit that recurs: `次月5日前`, `当日`, `每周五前`.

A recurring moment, the day of the start and the working days of the district enter; a day leaves,
or None where the form names no day to end with. Instants are not known here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from govkit.calendars import Calendar, add, nth_workday, period_of
from govkit.calendars.periods import MONTHS
from govkit.values import Recurrence

MOST_TRIES = 24


def last_day(value: Recurrence, start: date, working: Calendar) -> date | None:
    """The last day that counts, the named day itself included; not before the start.

    `次月…` is counted from the period of the start; without such a shift it is the next occasion
    from the day of the start on. A limit with a time of day has no last day.
    """
    if value.time is not None or (value.working and value.period not in ("day", "month")):
        return None
    try:
        if value.period == "day":
            return _some_days(value, start, working)
        if value.period != "week" and value.period not in MONTHS:
            return None
        return _occasion(value, start, working)
    except (ValueError, OverflowError):
        return None


def _some_days(value: Recurrence, start: date, working: Calendar) -> date | None:
    """`当日`, `次日`, `次工作日`."""
    if value.day is not None:
        return None
    if not value.working or not value.shift:
        return start + timedelta(days=value.shift)
    return add(datetime.combine(start, time(), working.tzinfo), value.shift, working).date()


def _occasion(value: Recurrence, start: date, working: Calendar) -> date | None:
    for shift in range(value.shift, value.shift + MOST_TRIES):
        found = _day_of(value, _first_day(start, value.period, shift), working)
        if found is not None and (value.shift or found >= start):
            return found
        if value.shift:
            return None
    return None


def _first_day(start: date, period: str, shift: int) -> date:
    """The first day of the period `shift` periods after that of the start."""
    here = period_of(start, period)  # type: ignore[arg-type]
    if period == "week":
        return here.first + timedelta(weeks=shift)
    month = here.first.year * 12 + here.first.month - 1 + shift * MONTHS[period]
    return date(month // 12, month % 12 + 1, 1)


def _day_of(value: Recurrence, first: date, working: Calendar) -> date | None:
    """The day that a period beginning with `first` names; its last day where it names none."""
    last = period_of(first, value.period).last  # type: ignore[arg-type]
    if value.day is None or (value.day == -1 and not value.working):
        return last
    if value.working:
        return nth_workday(first.year, first.month, value.day, working)
    if not 1 <= value.day <= (last - first).days + 1:
        return None
    return first + timedelta(days=value.day - 1)
