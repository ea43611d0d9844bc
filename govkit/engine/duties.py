"""What a duty asks in a stretch of days, and what a list of acts makes of it.

A duty, its acts and the calendars of the district enter; each act and each period leaves with its
verdict. Cases and moves are not known here, nor who acted: the acts given are those of one holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Literal

from govkit.calendars import elapsed, is_workday, period_of
from govkit.engine.recurring import (
    COUNTED,
    MONTHS,
    PERIODS,
    Calendars,
    day_within,
    months_later,
    publication,
)
from govkit.model.duty import Duty
from govkit.model.statement import Attribute
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season, Shares
from govkit.values.interval import Interval, of_value
from govkit.values.share import Outcome, judge
from govkit.values.units import standard_units

ActVerdict = Literal["counts", "out_of_season", "gap_too_short", "too_brief", "off_day"]
PeriodVerdict = Literal["kept", "missed", "exceeded", "out_of_season", "unclear"]

LONGEST_DAYS = 36_525
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """One act, both instants in the zone of the district; `ends` is None where it was not noted.

    `on` is a key of the caller's own for the object it was done on, empty where that was not noted.
    """

    begins: datetime
    ends: datetime | None = None
    on: str = ""

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
    """One period, how many acts counted in it, and the verdict.

    `reached` is how many objects they were done on and `covered` whether that is the share asked;
    both say nothing where no coverage is asked or the objects were not noted.
    """

    period: DutyPeriod
    done: int
    verdict: PeriodVerdict
    reached: int | None = None
    covered: Outcome | None = None


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
    before on the same object, whatever became of that one, and is not judged where there are
    several objects and an act names none. An act too soon or too brief does not count.
    A period that season or window cut is `unclear` where it was not kept anyhow.
    """
    periods = due_periods(duty, first, last, calendars, objects)
    ordered = sorted(acts, key=lambda act: (act.begins, act.over))
    found: list[ReviewedAct] = []
    unread: dict[str, None] = {}
    if not periods:
        unread["cadence"] = None
    latest: dict[str, Act] = {}
    for act in ordered:
        apart = objects == 1 or act.on
        if not apart and duty.gap:
            unread["gap"] = None
        verdict = _verdict(duty, latest.get(act.on) if apart else None, act, calendars, unread)
        latest[act.on] = act
        if verdict == "counts" and _off_day(duty, act, calendars):
            verdict = "off_day"
        found.append(ReviewedAct(act, verdict, publication(duty, act.over, calendars)))
    if duty.publish_by and all(act.publish_by is None for act in found) and found:
        unread["publish_by"] = None
    counted = [act.act for act in found if act.verdict == "counts"]
    judged = tuple(_judged(period, counted, duty, objects) for period in periods)
    return Review(tuple(found), judged, tuple(unread))


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
    times = [per for per in rate.per if per in PERIODS]
    if len(times) != 1 or rate.every.denominator != 1:
        return
    least, surely, most = (n if n is None else n * objects for n in _asked(rate.amount))
    if least is None or surely is None:
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
    if wanted.unit in MONTHS:
        day = months_later(since.date(), wanted.number * MONTHS[wanted.unit])
        return None if day is None else until.date() < day
    if wanted.unit not in COUNTED:
        return None
    name, factor = COUNTED[wanted.unit]
    calendar = calendars[name]
    if until < since:
        return True
    if calendar.counts_days:  # the day of the second act counts in full
        until = datetime.combine(until.date() + _DAY, time(), until.tzinfo)
    return elapsed(since, until, calendar) < wanted.number * factor


def _judged(period: DutyPeriod, counted: Sequence[Act], duty: Duty, objects: int) -> ReviewedPeriod:
    within = [act for act in counted if period.first <= act.begins.date() <= period.last]
    done = len(within)
    verdict: PeriodVerdict = "unclear"
    if not period.in_season:
        verdict = "out_of_season"
    elif period.most is not None and done > period.most:
        verdict = "exceeded"
    elif done >= period.surely and (period.most is None or not period.partly):
        verdict = "kept"
    elif done < period.least and not period.partly:
        verdict = "missed"
    reached, covered = _coverage(period, within, duty, objects)
    return ReviewedPeriod(period, done, verdict, reached, covered)


def _coverage(
    period: DutyPeriod, acts: Sequence[Act], duty: Duty, objects: int
) -> tuple[int | None, Outcome | None]:
    """How many objects were reached, and whether that is enough; a cut period may still be."""
    asked = _of(duty.coverage, period.first)
    if asked is None or not period.in_season or isinstance(asked, Shares):
        return None, None
    if any(not act.on for act in acts):
        return None, "unknown"
    reached = len({act.on for act in acts})
    found = judge(asked, lambda base: (Fraction(reached), Fraction(objects))).outcome
    return reached, "unknown" if found == "not_met" and period.partly else found
