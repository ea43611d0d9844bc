"""What a duty asks in a stretch of days, and what a list of acts makes of it.

A duty, its acts and the calendars of the district enter; each act and each period leaves with its
verdict. Cases and moves are not known here, nor who acted: the acts given are those of one holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Literal

from govkit.calendars import Calendar, Period, PeriodUnit, due, elapsed, is_workday, period_of
from govkit.model.duty import Duty
from govkit.model.statement import Attribute
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season
from govkit.values.interval import Interval, of_value
from govkit.values.units import standard_units

ActVerdict = Literal["counts", "out_of_season", "gap_too_short", "too_brief", "off_day"]
PeriodVerdict = Literal["kept", "missed", "exceeded", "out_of_season", "unclear"]
Calendars = Mapping[str, Calendar]

LONGEST_DAYS = 36_525
_DAY = timedelta(days=1)
_PERIODS: dict[str, PeriodUnit] = {
    "natural_day": "day", "work_day": "day", "day": "day", "week": "week", "month": "month",
    "quarter": "quarter", "half_year": "half_year", "year": "year",
}  # fmt: skip
# Unit of a gap or a length → the calendar it is counted on, and how many of its own one unit has.
_COUNTED: dict[str, tuple[str, Fraction]] = {
    "second": ("natural_hour", Fraction(1, 3600)),
    "minute": ("natural_hour", Fraction(1, 60)),
    "natural_hour": ("natural_hour", Fraction(1)),
    "urgent_hour": ("natural_hour", Fraction(1)),
    "work_hour": ("work_hour", Fraction(1)),
    "natural_day": ("natural_day", Fraction(1)),
    "work_day": ("work_day", Fraction(1)),
    "week": ("natural_day", Fraction(7)),
}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Act:
    """One act, both instants in the zone of the district; `ends` is None where it was not noted."""

    begins: datetime
    ends: datetime | None = None

    @property
    def over(self) -> datetime:
        """From when a gap runs."""
        return self.ends or self.begins


@dataclass(frozen=True, slots=True)
class ReviewedAct:
    """One act and its verdict; only `counts` goes into a period. `publish_by` ends the limit."""

    act: Act
    verdict: ActVerdict
    publish_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class DutyPeriod:
    """One period, first and last day included, and what it asks.

    Fewer than `least` acts are too few, `surely` are enough, more than `most` too many; between
    `least` and `surely` the text leaves it open. `partly`: season or window cut the period.
    """

    first: date
    last: date
    least: Fraction
    surely: Fraction
    most: Fraction | None = None
    in_season: bool = True
    partly: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedPeriod:
    """One period, how many acts counted in it, and the verdict."""

    period: DutyPeriod
    done: int
    verdict: PeriodVerdict


@dataclass(frozen=True, slots=True)
class Review:
    """All acts and periods; `unread` names fields of the duty that could not be counted."""

    acts: tuple[ReviewedAct, ...]
    periods: tuple[ReviewedPeriod, ...]
    unread: tuple[str, ...] = ()


def due_periods(
    duty: Duty, first: date, last: date, calendars: Calendars, objects: int = 1
) -> tuple[DutyPeriod, ...]:
    """The periods that touch a window, `first` and `last` included, and what each of them asks.

    A rate asks its number per period and object. Periods of several units (`1次/2周`) are counted
    from the one that holds `first`. A recurring day (`每月15日`) is a period up to that day, or of
    that day alone. Empty where the cadence gives no number. ValueError: a window of no days or of
    more than a century, or no object.
    """
    if last < first or (last - first).days > LONGEST_DAYS or objects < 1:
        raise ValueError("a window has at least one day, at most a century, and an object")
    stated = duty.cadence.at(first)
    season = _of(duty.season, first)
    value = stated.value if stated is not None else None
    if isinstance(value, Recurrence):
        return tuple(_recurring(value, season, first, last, calendars))
    if isinstance(value, Rate):
        return tuple(_at_a_rate(value, season, first, last, calendars, objects))
    return ()


def review(
    duty: Duty,
    acts: Iterable[Act],
    first: date,
    last: date,
    calendars: Calendars,
    objects: int = 1,
) -> Review:
    """The verdict on each act and each period of a window.

    Outside its season a duty neither asks nor counts anything. A gap runs from the end of the act
    before, whatever became of that one; an act that comes too soon or is too brief does not count.
    A period that season or window cut is `unclear` where it was not kept anyhow.
    """
    periods = due_periods(duty, first, last, calendars, objects)
    ordered = sorted(acts, key=lambda act: (act.begins, act.over))
    found: list[ReviewedAct] = []
    unread: dict[str, None] = {}
    if not periods:
        unread["cadence"] = None
    for before, act in zip([None, *ordered], ordered, strict=False):
        verdict = _verdict(duty, before, act, calendars, unread)
        if verdict == "counts" and _off_day(duty, act, calendars):
            verdict = "off_day"
        found.append(ReviewedAct(act, verdict, publication(duty, act.over, calendars)))
    if duty.publish_by and all(act.publish_by is None for act in found) and found:
        unread["publish_by"] = None
    counted = [act.act.begins.date() for act in found if act.verdict == "counts"]
    judged = tuple(_judged(period, counted) for period in periods)
    return Review(tuple(found), judged, tuple(unread))


def publication(duty: Duty, over: datetime, calendars: Calendars) -> datetime | None:
    """By when an act that ended at `over` has to be made public; None where no time is stated."""
    value = _of(duty.publish_by, over.date())
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
    if length.unit in _MONTHS:
        day = _months_later(over.date(), length.number * _MONTHS[length.unit])
        return None if day is None else datetime.combine(day + _DAY, time(), over.tzinfo)
    if length.unit not in _COUNTED:
        return None
    calendar, factor = _COUNTED[length.unit]
    amount = length.number * factor
    if calendars[calendar].counts_days and amount.denominator != 1:
        return None
    return due(over, int(amount) if amount.denominator == 1 else amount, calendars[calendar]).at


def recurring_day(value: Recurrence, day: date, calendars: Calendars) -> date | None:
    """The day a recurring moment means for an event on `day`; None where the period has none.

    `次月第5个工作日前` for 3 March is the fifth working day of April. For a period without a day
    (`当月内`) it is the last one; a period of a day that counts working days goes on to the next.
    """
    unit = _PERIODS.get(value.period)
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
    return _within(period, value, calendars)


def _within(period: Period, value: Recurrence, calendars: Calendars) -> date | None:
    days = [period.first + _DAY * n for n in range((period.last - period.first).days + 1)]
    if value.working:
        days = [day for day in days if is_workday(day, calendars["work_day"])]
    if value.day is None or value.day < 0:
        return days[-1] if days else None
    return days[value.day - 1] if value.day <= len(days) else None


def _of(attribute: Attribute[Any], day: date) -> Any:
    stated = attribute.at(day)
    return stated.value if stated is not None else None


# ── periods ──


def _at_a_rate(
    rate: Rate,
    season: Season | None,
    first: date,
    last: date,
    calendars: Calendars,
    objects: int,
) -> Iterator[DutyPeriod]:
    times = [per for per in rate.per if per in _PERIODS]
    if len(times) != 1 or rate.every.denominator != 1:
        return
    least, surely, most = (n if n is None else n * objects for n in _asked(rate.amount))
    if least is None or surely is None:
        return
    every = int(rate.every) if times[0] == rate.per[-1] else 1
    at = first
    while at <= last:
        begins = period_of(at, _PERIODS[times[0]])
        ends = begins
        for _ in range(every - 1):
            ends = period_of(ends.last + _DAY, _PERIODS[times[0]])
        at = ends.last + _DAY
        if times[0] == "work_day" and not is_workday(begins.first, calendars["work_day"]):
            continue
        holds, cut = _season_within(season, begins.first, ends.last)
        partly = cut or begins.first < first or ends.last > last
        yield DutyPeriod(begins.first, ends.last, least, surely, most, holds, partly)


def _asked(amount: object) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Too few below the first, enough from the second, too many above the third number."""
    reach: Interval = of_value(amount, standard_units(), "cadence")
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
    unit = _PERIODS.get(value.period)
    if unit is None:
        return
    one, at = Fraction(1), first
    while at <= last:
        period = period_of(at, unit)
        at = period.last + _DAY
        day = _within(period, value, calendars)
        if day is None or not first <= day <= last:
            continue
        begins = period.first if value.before or value.day is None else day
        holds = season.holds(day) if isinstance(season, Season) else True
        yield DutyPeriod(begins, day, one, one, None, holds, begins < first)


# ── acts ──


def _verdict(
    duty: Duty, before: Act | None, act: Act, calendars: Calendars, unread: dict[str, None]
) -> ActVerdict:
    day = act.begins.date()
    season = _of(duty.season, day)
    if isinstance(season, Season) and not season.holds(day):
        return "out_of_season"
    if before is not None and (gap := _of(duty.gap, day)) is not None:
        short = _shorter(gap, before.over, act.begins, calendars)
        if short is None:
            unread["gap"] = None
        elif short:
            return "gap_too_short"
    if act.ends is not None and (length := _of(duty.length, day)) is not None:
        short = _shorter(length, act.begins, act.ends, calendars)
        if short is None:
            unread["length"] = None
        elif short:
            return "too_brief"
    return "counts"


def _off_day(duty: Duty, act: Act, calendars: Calendars) -> bool:
    """Whether the duty is one of working days and the act fell on a day off."""
    cadence = _of(duty.cadence, act.begins.date())
    return (
        isinstance(cadence, Rate)
        and "work_day" in cadence.per
        and not is_workday(act.begins.date(), calendars["work_day"])
    )


def _shorter(wanted: object, since: datetime, until: datetime, calendars: Calendars) -> bool | None:
    """Whether the time between two instants is less than wanted; None where it cannot be counted.

    Days are told by the calendar: from the 1st to the 11th are ten days, whatever the hours.
    """
    if isinstance(wanted, Range):
        wanted = wanted.low
    if isinstance(wanted, Bound):
        if wanted.comparison not in ("≥", ">"):
            return None
        wanted = wanted.quantity
    if not isinstance(wanted, Quantity):
        return None
    if wanted.unit in _MONTHS:
        day = _months_later(since.date(), wanted.number * _MONTHS[wanted.unit])
        return None if day is None else until.date() < day
    if wanted.unit not in _COUNTED:
        return None
    name, factor = _COUNTED[wanted.unit]
    calendar = calendars[name]
    if until < since:
        return True
    if calendar.counts_days:  # the day of the second act counts in full
        until = datetime.combine(until.date() + _DAY, time(), until.tzinfo)
    return elapsed(since, until, calendar) < wanted.number * factor


def _months_later(day: date, months: Fraction) -> date | None:
    if months.denominator != 1:
        return None
    number = day.year * 12 + day.month - 1 + int(months)
    try:
        first = date(number // 12, number % 12 + 1, 1)
    except ValueError:
        return None
    return min(first + _DAY * (day.day - 1), period_of(first, "month").last)


def _judged(period: DutyPeriod, counted: Sequence[date]) -> ReviewedPeriod:
    done = sum(period.first <= day <= period.last for day in counted)
    verdict: PeriodVerdict = "unclear"
    if not period.in_season:
        verdict = "out_of_season"
    elif period.most is not None and done > period.most:
        verdict = "exceeded"
    elif done >= period.surely and (period.most is None or not period.partly):
        verdict = "kept"
    elif done < period.least and not period.partly:
        verdict = "missed"
    return ReviewedPeriod(period, done, verdict)
