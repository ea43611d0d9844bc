"""What a list of acts makes of a duty: which of them count, and which periods were kept.

A duty, its acts and the calendars of the district enter; each act and each period leaves with its
verdict. Cases and moves are not known here, nor who acted: the acts given are those of one holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal

from govkit.calendars import due, elapsed, is_workday, on_clock
from govkit.engine.durations import amount_on_calendar
from govkit.engine.periods import DutyPeriod, due_periods, said
from govkit.engine.recurrence import Calendars, next_occasion
from govkit.model.duty import Duty
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season, Shares
from govkit.values.share import Found, Outcome, judge

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


# ── acts ──


def _verdict(
    duty: Duty, before: Act | None, act: Act, calendars: Calendars, unread: dict[str, None]
) -> ActVerdict:
    day = act.begins.date()
    season = said(duty.season, day)
    if isinstance(season, Season) and not season.holds(day):
        return "out_of_season"
    if before is not None and (gap := said(duty.gap, day)) is not None:
        short = _shorter(gap, before.over, act.begins, calendars)
        if short is None:
            unread["gap"] = None
        elif short:
            return "gap_too_short"
    if act.ends is not None and (length := said(duty.length, day)) is not None:
        short = _shorter(length, act.begins, act.ends, calendars)
        if short is None:
            unread["length"] = None
        elif short:
            return "too_brief"
    return "counts"


def _off_day(duty: Duty, act: Act, calendars: Calendars) -> bool:
    """Whether the duty is one of working days and the act fell on a day off."""
    cadence = said(duty.cadence, act.begins.date())
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
    counted = amount_on_calendar(wanted, since, calendars)
    if counted is None:
        return None
    name, amount = counted
    calendar = calendars[name]
    if until < since:
        return True
    if calendar.counts_days:  # the day of the second act counts in full
        until = on_clock(datetime.combine(until.date() + _DAY, time()), calendar.tzinfo)
    return elapsed(since, until, calendar) < amount


def publication(duty: Duty, over: datetime, calendars: Calendars) -> datetime | None:
    """By when an act that ended at `over` has to be made public; None where no time is stated.

    A recurring day is its next occasion, at the time of day it names, else at 24:00.
    """
    stated = duty.publish_by.at(over.date())
    if stated is None or isinstance(stated.value, Range):
        return None
    if isinstance(stated.value, Recurrence) and stated.value.time:
        day = next_occasion(stated.value, over.date(), calendars)
        hour, minute = (int(part) for part in stated.value.time.split(":"))
        if day is None:
            return None
        wall = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)
        return on_clock(wall, calendars["natural_day"].tzinfo)
    counted = amount_on_calendar(stated.value, over, calendars)
    if counted is None:
        return None
    calendar, amount = counted
    whole = int(amount) if amount.denominator == 1 else amount
    try:
        return due(over, whole, calendars[calendar]).at
    except (ValueError, OverflowError):  # part days, or past what a calendar can tell
        return None


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
    asked = said(duty.coverage, period.first)
    if asked is None or not period.in_season or isinstance(asked, Shares):
        return None, None
    if any(not act.on for act in acts):
        return None, "unknown"
    reached = len({act.on for act in acts})
    there = Found(Fraction(reached), Fraction(objects))
    found = judge(asked, lambda part: there).outcome
    return reached, "unknown" if found == "not_met" and period.partly else found
