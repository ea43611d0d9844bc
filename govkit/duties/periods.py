"""The periods of a duty: what it asks in a stretch of days, cut by its season and by the window.

A duty, a window and the calendars of the district enter; periods with their numbers leave. What was
done in them is judged in `duties`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from govkit.calendars import is_workday, period_of
from govkit.model.duty import Duty
from govkit.model.statement import Attribute
from govkit.model.strength import is_open
from govkit.timing.durations import MONTHS, UNITS
from govkit.timing.recurrence import PERIODS, Calendars, day_within
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season
from govkit.values.interval import Interval, of_value
from govkit.values.units import standard_units

LONGEST_DAYS = 36_525
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DutyPeriod:
    """One period, first and last day included, and what it asks of each object.

    Fewer than `least` acts are too few, `surely` are enough, more than `most` too many; between
    `least` and `surely` the text leaves it open. `partly`: season, window or a change of the rate
    cut the period. With a `calendar` it is hours or days on it that are asked, not acts. `in_all`:
    the numbers are for all objects together (`2次/月/10户`).
    """

    first: date
    last: date
    least: Fraction
    surely: Fraction
    most: Fraction | None = None
    in_season: bool = True
    partly: bool = False
    calendar: str = ""
    in_all: bool = False


def due_periods(
    duty: Duty, first: date, last: date, calendars: Calendars, objects: int = 1
) -> tuple[DutyPeriod, ...]:
    """The periods that touch a window, `first` and `last` included, and what each of them asks.

    A rate asks its number per period and object. Where the rate, the season or the duty itself
    changes on a day, each stretch has its own, and a period across that day is two parts. Periods
    of several units (`1次/2周`) are counted from the one that holds the first day of a stretch. A
    recurring day (`每月15日`) is a period up to that day, or of that day alone. Empty where the
    cadence gives no number. ValueError: no days, more than a century of them, or no object.
    """
    if last < first or (last - first).days > LONGEST_DAYS or objects < 1:
        raise ValueError("a window has at least one day, at most a century, and an object")
    found: list[DutyPeriod] = []
    for since, until in _stretches(duty, first, last):
        value, season = said(duty.cadence, since), said(duty.season, since)
        if not duty.holds_on(since):
            continue
        if isinstance(value, Recurrence) and value == Recurrence("ten_days"):
            value = Rate(Quantity(Fraction(1)), ("ten_days",))  # 每旬一次
        if isinstance(value, Recurrence):
            periods = _recurring(value, season, since, until, calendars)
        elif isinstance(value, Rate):
            periods = _at_a_rate(value, season, since, until, calendars, objects)
        else:
            continue
        found += (_own_days(period, since, until, first, last) for period in periods)
    return tuple(found)


def _stretches(duty: Duty, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The stretches of a window in which one rate and one season hold, first and last day each."""
    claims = [duty, *duty.cadence, *duty.season]
    turns = {day for claim in claims for day in (claim.since, claim.until) if day is not None}
    begins = first
    for day in sorted(turn for turn in turns if first < turn <= last):
        if _holding(duty, day) != _holding(duty, begins):
            yield begins, day - _DAY
            begins = day
    yield begins, last


def _holding(duty: Duty, day: date) -> tuple[Any, ...]:
    return duty.holds_on(day), said(duty.cadence, day), said(duty.season, day)


def _own_days(period: DutyPeriod, since: date, until: date, first: date, last: date) -> DutyPeriod:
    """A period without the days on which another rate holds; the window alone takes none."""
    begins = period.first if since == first else max(period.first, since)
    ends = period.last if until == last else min(period.last, until)
    return replace(period, first=begins, last=ends)


def said(attribute: Attribute[Any], day: date) -> Any:
    """The value of a field of a duty on a day; None where nothing is said."""
    stated = attribute.at(day)
    return stated.value if stated is not None else None


def asked(attribute: Attribute[Any], day: date) -> Any:
    """The same where it can be breached: what is encouraged or allowed asks for nothing."""
    stated = attribute.at(day)
    return None if stated is None or is_open(stated.strength) else stated.value


def _at_a_rate(
    rate: Rate,
    season: Season | None,
    first: date,
    last: date,
    calendars: Calendars,
    objects: int,
) -> Iterator[DutyPeriod]:
    times = [per for per in rate.per if per in PERIODS]
    if len(times) != 1 or rate.every.denominator != 1:
        return
    calendar, factor = counted_in(rate.amount)
    in_all = rate.every != 1 and times[0] != rate.per[-1]
    if in_all:  # 2次/月/10户: so many for every ten of them
        factor *= objects / rate.every
    least, surely, most = (n if n is None else n * factor for n in _asked(rate.amount))
    if least is None or surely is None or calendar is None:
        return
    every = int(rate.every) if times[0] == rate.per[-1] else 1
    at = first
    while at <= last:
        begins = period_of(at, PERIODS[times[0]])
        ends = begins
        for _ in range(every - 1):
            ends = period_of(ends.last + _DAY, PERIODS[times[0]])
        at = ends.last + _DAY
        if times[0] == "work_day" and not is_workday(begins.first, calendars["work_day"]):
            continue
        holds, cut = _season_within(season, begins.first, ends.last)
        partly = cut or begins.first < first or ends.last > last
        yield DutyPeriod(
            begins.first, ends.last, least, surely, most, holds, partly, calendar, in_all
        )


def counted_in(amount: object) -> tuple[str | None, Fraction]:
    """The calendar that a rate counts hours or days on, empty for acts; how many one unit is.

    None for a length of time that no calendar counts (`1个月/年`).
    """
    inner = amount.quantity if isinstance(amount, Bound) else amount
    inner = inner.low if isinstance(inner, Range) else inner
    unit = inner.unit if isinstance(inner, Quantity) else ""
    if unit in UNITS:
        return UNITS[unit]
    return (None if unit in MONTHS else ""), Fraction(1)


def without_unit(amount: Any) -> Any:
    """The bare numbers of an amount: 4 of `≥4小时`."""
    match amount:
        case Quantity():
            return replace(amount, unit="")
        case Bound():
            return replace(amount, quantity=replace(amount.quantity, unit=""))
        case Range():
            return replace(amount, low=without_unit(amount.low), high=without_unit(amount.high))
    return amount


def _asked(amount: object) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Too few below the first, enough from the second, too many above the third number."""
    reach: Interval = of_value(without_unit(amount), standard_units(), "cadence")
    if isinstance(amount, Bound) and amount.comparison in ("≤", "<"):
        open_ended = amount.comparison == "<" and amount.quantity.number.denominator == 1
        most = amount.quantity.number - (1 if open_ended else 0)
        return Fraction(0), Fraction(0), most
    if isinstance(amount, Bound):
        least = amount.quantity.number + (1 if amount.comparison == ">" else 0)
        return least, least, None
    if isinstance(amount, Range):
        return amount.low.number, amount.low.number, amount.high.number
    return reach.low, reach.high, None


def _season_within(season: Season | None, first: date, last: date) -> tuple[bool, bool]:
    """Whether the season touches a period, and whether its edge lies across one of the period's.

    A season that lies whole inside the period leaves the whole number due.
    """
    if not isinstance(season, Season):
        return True, False
    days = [first + _DAY * n for n in range((last - first).days + 1)]
    inside = [season.holds(day) for day in days]
    if not any(inside) or all(inside):
        return any(inside), False
    runs_in = inside[0] and season.holds(first - _DAY)
    runs_out = inside[-1] and season.holds(last + _DAY)
    return True, runs_in or runs_out


def _recurring(
    value: Recurrence, season: Season | None, first: date, last: date, calendars: Calendars
) -> Iterator[DutyPeriod]:
    unit = PERIODS.get(value.period)
    if unit is None:
        return
    one, at = Fraction(1), first
    while at <= last:
        period = period_of(at, unit)
        at = period.last + _DAY
        day = day_within(period, value, calendars)
        if day is None or not first <= day <= last:
            continue
        begins = period.first if value.before or value.day is None else day
        holds = season.holds(day) if isinstance(season, Season) else True
        yield DutyPeriod(begins, day, one, one, None, holds, begins < first)
