"""From a start and an amount to the instant a limit ends, and back.

Aware datetimes, amounts (days or hours, by the calendar's kind) and a calendar enter; instants in
the calendar's zone, amounts and the reading of a limit leave. Cases, clocks, pauses and wording
are not known here: a pause is `remaining` at its beginning and `due` again at its end.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from govkit.calendars.calendar import Calendar, Kind
from govkit.calendars.office_hours import Moment, office_hours
from govkit.calendars.working_days import DayOff, working_days
from govkit.calendars.zone import fixed, on_clock

DAY_SECONDS = 86_400
LONGEST_DAYS = 36_525
"""The longest amount accepted, a century: more is a slip of the pen."""


class Reading(NamedTuple):
    """How a limit was read, as data that a caller can word.

    `start`: the start event, local. `runs_from`: the first instant that counts. `first_day` and
    `last_day`: the first and the last day that count. `counted_to`: the last day before it moved
    to a working day; equal to `last_day` where it did not. `skipped`: the days passed over and
    why. `made_up`: weekend days that count because they are worked. `unpublished`: years whose
    holidays are not known and were taken to have none. `close_of_office`: ends at closing time,
    not at 24:00. `next_workday`: where natural days end on a day off and stay there, the working
    day after it.
    """

    kind: Kind
    amount: int | Fraction
    start: datetime
    runs_from: datetime
    first_day: date
    last_day: date
    counted_to: date
    skipped: tuple[DayOff, ...]
    made_up: tuple[date, ...]
    unpublished: tuple[int, ...]
    close_of_office: bool
    next_workday: date | None = None


class Overrun(NamedTuple):
    """By how much a limit was missed: whole days of its calendar, and hours beyond them, exactly.

    A limit in hours has no days: all of it is in hours of its calendar. What falls on days off or
    outside office hours is nothing. `unpublished`: years whose holidays are not known.
    """

    days: int
    hours: Fraction
    unpublished: tuple[int, ...] = ()


class Due(NamedTuple):
    """The end of a limit.

    `at` is in the calendar's zone; 24:00 of a day is written as 00:00 of the next.
    `provisional`: the limit touches a year whose holidays are not published and may still move.
    """

    at: datetime
    provisional: bool
    reading: Reading


def due(
    start: datetime,
    amount: int | Fraction,
    calendar: Calendar,
    *,
    close_of_office: bool = False,
) -> Due:
    """When a limit of `amount` days or hours that begins with `start` ends.

    Days: the day of the start is not counted; the limit ends at 24:00 of the last day, or at its
    closing hour if `close_of_office`. Zero days end with the day of the start. Hours run from the
    instant, on `work_hour` within office hours only; parts of a second are rounded up.
    A limit never ends before it starts. The rule for days is that of articles 201 and 203 of the
    Civil Code, except that a last day off is moved only where the calendar says so.

    Raises ValueError: a naive start, an amount below zero or above a century, part days, or
    `close_of_office` with hours.
    """
    begun = _local(start, calendar)
    _check_amount(amount, calendar)
    if amount < 0:
        raise ValueError("a limit cannot be shorter than nothing")
    if calendar.counts_days:
        return _due_in_days(begun, int(amount), calendar, close_of_office)
    if close_of_office:
        raise ValueError("a limit in hours cannot end at the close of office")
    if calendar.kind == "natural_hour":
        return _due_in_natural_hours(begun, amount, calendar)
    return _due_in_office_hours(begun, amount, calendar)


def elapsed(
    start: datetime, end: datetime, calendar: Calendar, *, close_of_office: bool = False
) -> int | Fraction:
    """How much of a limit has passed from `start` to `end`: whole days, or hours exactly.

    A day has passed at its 24:00, or at its closing hour if `close_of_office`; the day of the
    start is not counted. So `elapsed(start, due(start, n, calendar).at, calendar)` is n wherever
    the last day did not roll. Raises ValueError: naive instants, or an end before the start.
    """
    begun, ended = _local(start, calendar), _local(end, calendar)
    if ended < begun:
        raise ValueError("the end lies before the start")
    if calendar.kind == "natural_hour":
        return Fraction((ended - begun) // timedelta(seconds=1), 3600)
    first, last = _moment(begun), _moment(ended)
    if calendar.kind == "work_hour":
        return Fraction(max(0, office_hours(calendar).between(first, last)), 3600)
    day_end = _day_end(calendar, close_of_office, last.day)
    through = last.day if last.second >= day_end else last.day - 1
    return _count_days(first.day, through, calendar)


def remaining(now: datetime, limit: Due | datetime, calendar: Calendar) -> int | Fraction | None:
    """What is left of a limit, or None once it is past.

    Days: the counted days after today up to the last one; 0 on the last day. Hours: exact.
    `due(now, remaining(now, limit, calendar), calendar)` is the same end again. Give the whole
    `Due` where the last day may have rolled; an instant alone does not tell that.
    """
    moment = _local(now, calendar)
    end = _local(limit.at if isinstance(limit, Due) else limit, calendar)
    if moment > end:
        return None
    if not calendar.counts_days:
        return elapsed(moment, end, calendar)
    last = end - timedelta(seconds=1)
    through = limit.reading.counted_to if isinstance(limit, Due) else last.date()
    return _count_days(moment.toordinal(), through.toordinal(), calendar)


def overrun(end: datetime, now: datetime, calendar: Calendar) -> Overrun | None:
    """By how much `now` lies past the end of a limit; None where it does not.

    A day is over where the clock shows the time of the end again on the next day that counts; the
    hours beyond whole days are those of days that count. Raises ValueError: naive instants.
    """
    ended, moment = _local(end, calendar), _local(now, calendar)
    if moment <= ended:
        return None
    days = working_days(calendar)
    unpublished = (
        days.unsettled(ended.toordinal(), moment.toordinal())
        if calendar.kind in ("work_day", "work_hour")
        else ()
    )
    if not calendar.counts_days:
        return Overrun(0, Fraction(elapsed(ended, moment, calendar)), unpublished)
    start, last = _closing(ended, calendar), _moment(moment)
    through = last.day if last.second >= start.second else last.day - 1
    whole = _count_days(start.day, through, calendar)
    day = _move_days(start.day, whole, calendar)
    begun = _instant(Moment(day, start.second), calendar) if whole else max(
        ended, _instant(start, calendar)
    )  # fmt: skip
    if last.day <= day:
        beyond = moment - begun
    else:
        beyond = max(timedelta(), _instant(Moment(day, DAY_SECONDS), calendar) - begun)
        if _counts(last.day, calendar):
            beyond += moment - _instant(Moment(last.day, 0), calendar)
    return Overrun(whole, Fraction(max(0, beyond // timedelta(seconds=1)), 3600), unpublished)


def _closing(ended: datetime, calendar: Calendar) -> Moment:
    """The end as a time of the last day that counts; 00:00 is 24:00 of the day before."""
    at = _moment(ended)
    if at.second == 0:
        at = Moment(at.day - 1, DAY_SECONDS)
    if _counts(at.day, calendar):
        return at
    return Moment(working_days(calendar).nth_before(at.day, 1), DAY_SECONDS)


def _counts(day: int, calendar: Calendar) -> bool:
    return calendar.kind == "natural_day" or working_days(calendar).off(day) is None


def add(moment: datetime, amount: int | Fraction, calendar: Calendar) -> datetime:
    """The moment `amount` days or hours later on a calendar, or earlier if it is below zero.

    Days keep the time of day; zero changes nothing. Raises ValueError as `due` does.
    """
    begun = _local(moment, calendar)
    _check_amount(amount, calendar)
    if calendar.kind == "natural_hour":
        return _later(begun, _seconds(amount), calendar)
    start = _moment(begun)
    if calendar.kind == "work_hour":
        hours, seconds = office_hours(calendar), _seconds(amount)
        moved = hours.after(start, seconds) if seconds > 0 else hours.before(start, -seconds)
        return _instant(moved, calendar)
    return _instant(Moment(_move_days(start.day, int(amount), calendar), start.second), calendar)


def _local(moment: datetime, calendar: Calendar) -> datetime:
    """The instant in the calendar's zone, parts of a second cut off."""
    if moment.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return fixed(moment, calendar.tzinfo).replace(microsecond=0)


def _moment(local: datetime) -> Moment:
    return Moment(local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second)


def _instant(moment: Moment, calendar: Calendar) -> datetime:
    try:
        midnight = datetime.combine(date.fromordinal(moment.day), time.min)
        return on_clock(midnight + timedelta(seconds=moment.second), calendar.tzinfo)
    except (OverflowError, ValueError):
        raise ValueError("the limit leaves the range of the calendar") from None


def _later(local: datetime, seconds: int, calendar: Calendar) -> datetime:
    try:
        return fixed(local + timedelta(seconds=seconds), calendar.tzinfo)
    except (OverflowError, ValueError):
        raise ValueError("the limit leaves the range of the calendar") from None


def _check_amount(amount: int | Fraction, calendar: Calendar) -> None:
    if not isinstance(amount, int | Fraction):
        raise ValueError("an amount is a whole number or a fraction")
    if calendar.counts_days and amount != int(amount):
        raise ValueError("a limit in days has whole days")
    days = Fraction(amount) if calendar.counts_days else Fraction(amount, 24)
    if not -LONGEST_DAYS <= days <= LONGEST_DAYS:
        raise ValueError(f"a limit is at most {LONGEST_DAYS} days")


def _seconds(hours: int | Fraction) -> int:
    """Hours as whole seconds, away from zero."""
    return ceil(hours * 3600) if hours >= 0 else floor(hours * 3600)


def _day_end(calendar: Calendar, close_of_office: bool, ordinal: int) -> int:
    if not close_of_office:
        return DAY_SECONDS
    day = date.fromordinal(ordinal)
    return calendar.on(day).hours_of(day.weekday())[-1].end_seconds


def _count_days(after: int, through: int, calendar: Calendar) -> int:
    if calendar.kind == "natural_day":
        return max(0, through - after)
    return working_days(calendar).count(after, through)


def _move_days(day: int, count: int, calendar: Calendar) -> int:
    if count == 0 or calendar.kind == "natural_day":
        return day + count
    days = working_days(calendar)
    return days.nth_after(day, count) if count > 0 else days.nth_before(day, -count)


def _due_in_days(start: datetime, count: int, calendar: Calendar, close: bool) -> Due:
    days = working_days(calendar)
    begun = start.toordinal()
    first = _move_days(begun, min(count, 1), calendar)
    counted_to = last = _move_days(begun, count, calendar)
    is_off = calendar.kind == "natural_day" and days.off(counted_to) is not None
    if is_off and calendar.roll_to_workday:
        last = days.nth_after(counted_to, 1)
    looked_from, looked_to = begun + 1, last
    if calendar.kind == "natural_day":
        looked_from, looked_to = counted_to, last if calendar.roll_to_workday else counted_to - 1
    unpublished = days.unsettled(looked_from, looked_to)
    at = max(start, _instant(Moment(last, _day_end(calendar, close, last)), calendar))
    stays_off = is_off and not calendar.roll_to_workday
    reading = Reading(
        calendar.kind,
        count,
        start,
        _instant(Moment(first, 0), calendar) if count else start,
        date.fromordinal(first),
        date.fromordinal(last),
        date.fromordinal(counted_to),
        days.days_off(looked_from, looked_to),
        days.made_up(looked_from, looked_to),
        unpublished,
        close,
        date.fromordinal(days.nth_after(counted_to, 1)) if stays_off else None,
    )
    return Due(at, bool(unpublished), reading)


def _due_in_natural_hours(start: datetime, amount: int | Fraction, calendar: Calendar) -> Due:
    at = _later(start, _seconds(amount), calendar)
    last = at.date()
    reading = Reading(
        calendar.kind, amount, start, start, start.date(), last, last, (), (), (), False
    )
    return Due(at, False, reading)


def _due_in_office_hours(start: datetime, amount: int | Fraction, calendar: Calendar) -> Due:
    days, hours = working_days(calendar), office_hours(calendar)
    begun, seconds = _moment(start), _seconds(amount)
    first = hours.opening(begun) if seconds else begun
    last = hours.after(begun, seconds)
    unpublished = days.unsettled(begun.day, last.day) if seconds else ()
    last_day = date.fromordinal(last.day)
    reading = Reading(
        calendar.kind,
        amount,
        start,
        _instant(first, calendar),
        date.fromordinal(first.day),
        last_day,
        last_day,
        days.days_off(begun.day, last.day) if seconds else (),
        days.made_up(begun.day, last.day) if seconds else (),
        unpublished,
        False,
    )
    return Due(_instant(last, calendar), bool(unpublished), reading)
