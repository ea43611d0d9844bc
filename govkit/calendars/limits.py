"""From a start and an amount to the instant a limit ends, and back.

Aware datetimes, amounts (days or hours, by the calendar's kind) and a calendar enter; instants in
the calendar's zone, amounts and the reading of a limit leave. Cases, clocks, pauses and wording
are not known here: a pause is `remaining` at its beginning and `due` again at its end.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from math import ceil, floor

from govkit.calendars.calendar import Calendar
from govkit.calendars.office_hours import DAY_SECONDS, Moment, office_hours
from govkit.calendars.reading import Due, Overrun, Reading
from govkit.calendars.wall_clock import WallClock, wall_clock
from govkit.calendars.working_days import WorkingDays, working_days

LONGEST_DAYS = 36_525
"""The longest amount accepted, a century: more is a slip of the pen."""


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
    clock = wall_clock(calendar.zone)
    begun = clock.local(start)
    kind = calendar.kind
    if type(amount) is not int or not 0 <= amount <= LONGEST_DAYS:
        _check_amount(amount, calendar)
        if amount < 0:
            raise ValueError("a limit cannot be shorter than nothing")
    if kind == "work_day":
        count = amount if type(amount) is int else int(amount)
        return _due_in_working_days(begun, count, calendar, clock, close_of_office)
    if kind == "natural_day":
        return _due_in_natural_days(begun, int(amount), calendar, clock, close_of_office)
    if close_of_office:
        raise ValueError("a limit in hours cannot end at the close of office")
    if kind == "natural_hour":
        return _due_in_natural_hours(begun, amount, calendar, clock)
    return _due_in_office_hours(begun, amount, calendar, clock)


def elapsed(
    start: datetime, end: datetime, calendar: Calendar, *, close_of_office: bool = False
) -> int | Fraction:
    """How much of a limit has passed from `start` to `end`: whole days, or hours exactly.

    A day has passed at its 24:00, or at its closing hour if `close_of_office`; the day of the
    start is not counted. So `elapsed(start, due(start, n, calendar).at, calendar)` is n wherever
    the last day did not roll. Raises ValueError: naive instants, or an end before the start.
    """
    clock = wall_clock(calendar.zone)
    begun, ended = clock.local(start), clock.local(end)
    if ended < begun:
        raise ValueError("the end lies before the start")
    if not calendar.counts_days:
        return _hours_between(begun, ended, calendar)
    last, second = _moment(ended)
    if second < _day_end(calendar, close_of_office, last):
        last -= 1
    return _count_days(begun.toordinal(), last, calendar)


def remaining(now: datetime, limit: Due | datetime, calendar: Calendar) -> int | Fraction | None:
    """What is left of a limit, or None once it is past.

    Days: the counted days after today up to the last one; 0 on the last day. Hours: exact.
    `due(now, remaining(now, limit, calendar), calendar)` is the same end again. Give the whole
    `Due` where the last day may have rolled; an instant alone does not tell that.
    """
    clock = wall_clock(calendar.zone)
    moment = clock.local(now)
    end = clock.local(limit.at if isinstance(limit, Due) else limit)
    if moment > end:
        return None
    if not calendar.counts_days:
        return _hours_between(moment, end, calendar)
    if isinstance(limit, Due):
        through = limit.reading.counted_to.toordinal()
    else:
        through = (end - timedelta(seconds=1)).toordinal()
    return _count_days(moment.toordinal(), through, calendar)


def overrun(end: datetime, now: datetime, calendar: Calendar) -> Overrun | None:
    """By how much `now` lies past the end of a limit; None where it does not.

    A day is over where the clock shows the time of the end again on the next day that counts; the
    hours beyond whole days are those of days that count. Raises ValueError: naive instants.
    """
    clock = wall_clock(calendar.zone)
    ended, moment = clock.local(end), clock.local(now)
    if moment <= ended:
        return None
    days, (last, second) = working_days(calendar), _moment(moment)
    worked = calendar.kind in ("work_day", "work_hour")
    unpublished = days.unsettled(ended.toordinal(), last) if worked else ()
    if not calendar.counts_days:
        return Overrun(0, _hours_between(ended, moment, calendar), unpublished)
    start, closes = _closing(ended, days if worked else None)
    through = last if second >= closes else last - 1
    whole = days.count(start, through) if worked else max(0, through - start)
    day = (days.nth_after(start, whole) if worked else start + whole) if whole else start
    begun = clock.at(day, closes)
    if not whole and begun < ended:
        begun = ended
    if last <= day:
        beyond = moment - begun
    else:
        beyond = max(timedelta(), clock.midnights[day + 1] - begun)
        if not worked or days.off(last) is None:
            beyond += moment - clock.midnights[last]
    seconds = beyond.days * DAY_SECONDS + beyond.seconds
    return Overrun(whole, Fraction(max(0, seconds), 3600), unpublished)


def _closing(ended: datetime, days: WorkingDays | None) -> Moment:
    """The end as a time of the last day that counts, one that is worked where `days` are given.

    00:00 is 24:00 of the day before.
    """
    day, second = _moment(ended)
    if second == 0:
        day, second = day - 1, DAY_SECONDS
    if days is None or days.off(day) is None:
        return day, second
    return days.nth_before(day, 1), DAY_SECONDS


def add(moment: datetime, amount: int | Fraction, calendar: Calendar) -> datetime:
    """The moment `amount` days or hours later on a calendar, or earlier if it is below zero.

    Days keep the time of day; zero changes nothing. Raises ValueError as `due` does.
    """
    clock = wall_clock(calendar.zone)
    begun = clock.local(moment)
    _check_amount(amount, calendar)
    if calendar.kind == "natural_hour":
        return _later(begun, _seconds(amount), clock)
    start = _moment(begun)
    if calendar.kind == "work_hour":
        hours, seconds = office_hours(calendar), _seconds(amount)
        moved = hours.after(start, seconds) if seconds > 0 else hours.before(start, -seconds)
        return clock.at(*moved)
    return clock.at(_move_days(start[0], int(amount), calendar), start[1])


def _moment(local: datetime) -> Moment:
    return local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second


def _later(local: datetime, seconds: int, clock: WallClock) -> datetime:
    try:
        return clock.local(local + timedelta(seconds=seconds))
    except (OverflowError, ValueError):
        raise ValueError("the limit leaves the range of the calendar") from None


def _check_amount(amount: int | Fraction, calendar: Calendar) -> None:
    if type(amount) is int and -LONGEST_DAYS <= amount <= LONGEST_DAYS:
        return
    if not isinstance(amount, int | Fraction):
        raise ValueError("an amount is a whole number or a fraction")
    if calendar.counts_days and amount != int(amount):
        raise ValueError("a limit in days has whole days")
    days = Fraction(amount) if calendar.counts_days else Fraction(amount, 24)
    if not -LONGEST_DAYS <= days <= LONGEST_DAYS:
        raise ValueError(f"a limit is at most {LONGEST_DAYS} days")


def _seconds(hours: int | Fraction) -> int:
    """Hours as whole seconds, away from zero."""
    if type(hours) is int:
        return hours * 3600
    return ceil(hours * 3600) if hours >= 0 else floor(hours * 3600)


def _day_end(calendar: Calendar, close_of_office: bool, ordinal: int) -> int:
    return office_hours(calendar).closing(ordinal) if close_of_office else DAY_SECONDS


def _hours_between(begun: datetime, ended: datetime, calendar: Calendar) -> Fraction:
    if calendar.kind == "natural_hour":
        return Fraction((ended - begun) // timedelta(seconds=1), 3600)
    passed = office_hours(calendar).between(_moment(begun), _moment(ended))
    return Fraction(max(0, passed), 3600)


def _count_days(after: int, through: int, calendar: Calendar) -> int:
    if calendar.kind == "natural_day":
        return max(0, through - after)
    return working_days(calendar).count(after, through)


def _move_days(day: int, count: int, calendar: Calendar) -> int:
    if count == 0 or calendar.kind == "natural_day":
        return day + count
    days = working_days(calendar)
    return days.nth_after(day, count) if count > 0 else days.nth_before(day, -count)


def _due_in_working_days(
    start: datetime, count: int, calendar: Calendar, clock: WallClock, close: bool
) -> Due:
    days = working_days(calendar)
    begun = start.toordinal()
    last, unpublished = days.after(begun, count) if count else (begun, ())
    at = clock.at(last, _day_end(calendar, True, last)) if close else clock.midnights[last + 1]
    reading = partial(_of_working_days, start, count, calendar, last, unpublished, close)
    return Due(at if at > start else start, bool(unpublished), reading)


def _of_working_days(
    start: datetime,
    count: int,
    calendar: Calendar,
    last: int,
    unpublished: tuple[int, ...],
    close: bool,
) -> Reading:
    days, clock = working_days(calendar), wall_clock(calendar.zone)
    begun = start.toordinal()
    first = days.nth_after(begun, 1) if count else begun
    last_day = date.fromordinal(last)
    skipped, made_up = days.within(begun + 1, last)
    return Reading(
        calendar.kind,
        count,
        start,
        clock.midnights[first] if count else start,
        date.fromordinal(first),
        last_day,
        last_day,
        skipped,
        made_up,
        unpublished,
        close,
    )


def _due_in_natural_days(
    start: datetime, count: int, calendar: Calendar, clock: WallClock, close: bool
) -> Due:
    days = working_days(calendar)
    counted_to = start.toordinal() + count
    workday = days.nth_after(counted_to, 1) if days.off(counted_to) is not None else counted_to
    last = workday if calendar.roll_to_workday else counted_to
    unpublished = days.unsettled(counted_to, last) if calendar.roll_to_workday else ()
    at = clock.at(last, _day_end(calendar, close, last))
    reading = partial(_of_natural_days, start, count, calendar, workday, close)
    return Due(at if at > start else start, bool(unpublished), reading)


def _of_natural_days(
    start: datetime, count: int, calendar: Calendar, workday: int, close: bool
) -> Reading:
    days, clock = working_days(calendar), wall_clock(calendar.zone)
    begun = start.toordinal()
    first, counted_to = begun + min(count, 1), begun + count
    last = workday if calendar.roll_to_workday else counted_to
    looked_to = last if calendar.roll_to_workday else counted_to - 1
    return Reading(
        calendar.kind,
        count,
        start,
        clock.midnights[first] if count else start,
        date.fromordinal(first),
        date.fromordinal(last),
        date.fromordinal(counted_to),
        *days.within(counted_to, looked_to),
        days.unsettled(counted_to, looked_to),
        close,
        date.fromordinal(workday) if last != workday else None,
    )


def _due_in_natural_hours(
    start: datetime, amount: int | Fraction, calendar: Calendar, clock: WallClock
) -> Due:
    at = _later(start, _seconds(amount), clock)
    return Due(at, False, partial(_of_natural_hours, start, amount, calendar, at))


def _of_natural_hours(
    start: datetime, amount: int | Fraction, calendar: Calendar, at: datetime
) -> Reading:
    last = at.date()
    return Reading(calendar.kind, amount, start, start, start.date(), last, last, (), (), (), False)


def _due_in_office_hours(
    start: datetime, amount: int | Fraction, calendar: Calendar, clock: WallClock
) -> Due:
    begun, seconds = _moment(start), _seconds(amount)
    last, second = office_hours(calendar).after(begun, seconds)
    unpublished = working_days(calendar).unsettled(begun[0], last) if seconds else ()
    reading = partial(_of_office_hours, start, amount, calendar, last, unpublished)
    return Due(clock.at(last, second), bool(unpublished), reading)


def _of_office_hours(
    start: datetime,
    amount: int | Fraction,
    calendar: Calendar,
    last: int,
    unpublished: tuple[int, ...],
) -> Reading:
    days, clock = working_days(calendar), wall_clock(calendar.zone)
    begun = _moment(start)
    first = office_hours(calendar).opening(begun) if amount else begun
    last_day = date.fromordinal(last)
    skipped, made_up = days.within(begun[0], last) if amount else ((), ())
    return Reading(
        calendar.kind,
        amount,
        start,
        clock.at(*first),
        date.fromordinal(first[0]),
        last_day,
        last_day,
        skipped,
        made_up,
        unpublished,
        False,
    )
