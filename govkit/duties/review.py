"""What a list of acts makes of a duty: which of them count, and which periods were kept.

A duty, its acts and the calendars of the district enter; each act and each period leaves with its
verdict. Cases and moves are not known here, nor who acted: the acts given are those of one holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from govkit.calendars import due, elapsed, is_workday, on_clock
from govkit.diagnostics import Both, GovError
from govkit.diagnostics.placeless import refuse
from govkit.duties.periods import DutyPeriod, asked, due_periods, said
from govkit.duties.tally import Act, PeriodVerdict, ReviewedObject, tally, touches
from govkit.model.duty import Duty
from govkit.model.strength import departs, forbids, is_open
from govkit.timing.durations import amount_on_calendar
from govkit.timing.recurrence import Calendars, next_occasion
from govkit.values import Bound, Quantity, Range, Rate, Recurrence, Season
from govkit.values.share import Outcome

ActVerdict = Literal[
    "counts",
    "not_in_force",
    "out_of_season",
    "gap_too_short",
    "too_brief",
    "off_day",
    "forbidden",
]
Objects = int | tuple[str, ...] | None

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReviewedAct:
    """One act and its verdict; only `counts` goes into a period. `publish_by` ends the limit.

    `counts_for` are the objects it counts for: those of its own to which it did not come too soon.
    """

    act: Act
    verdict: ActVerdict
    publish_by: datetime | None = None
    counts_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedPeriod:
    """One period, how many acts counted in it, and the verdict; `objects` those that acts name.

    `reached` is on how many objects it was kept and `covered` whether that is the coverage asked;
    both say nothing where no coverage is asked or the objects were not noted.
    """

    period: DutyPeriod
    done: int
    verdict: PeriodVerdict
    reached: int | None = None
    covered: Outcome | None = None
    objects: tuple[ReviewedObject, ...] = ()


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
    objects: Objects = None,
) -> Review:
    """The verdict on each act and each period of a window.

    Each object is judged by itself. Outside its season, and before and after it holds, a duty
    neither asks nor counts anything. A gap runs from the end of the act before on the same object,
    whatever became of that one, and is not judged where there are several objects and an act names
    none. An act too soon or too brief does not count. A period that season or window cut is
    `unclear` where it was not kept anyhow. Raises `GovError` (GOV907) for more objects than there
    are.

    Each act of a duty that must not be done (不得) is `forbidden`. A period that does not keep a
    cadence in principle is `departed`, for which a reason is asked; of one that is encouraged or
    allowed it is `open`, which is no breach.
    """
    ordered = sorted(acts, key=lambda act: (act.begins, act.over))
    number = _number(duty, ordered, objects, first)
    periods = due_periods(duty, first, last, calendars, number)
    found: list[ReviewedAct] = []
    unread: dict[str, None] = {}
    if not periods and not _is_forbidden(duty, first):
        unread["cadence"] = None
    latest: dict[str, Act] = {}
    for act in ordered:
        found.append(_reviewed(duty, act, latest, number, calendars, unread))
        latest |= dict.fromkeys(_keys(act, number), act)
    if duty.publish_by and all(act.publish_by is None for act in found) and found:
        unread["publish_by"] = None
    counted = [replace(a.act, on=a.counts_for) for a in found if a.verdict == "counts"]
    judged = tuple(_judged(period, counted, duty, number, calendars) for period in periods)
    return Review(tuple(found), judged, tuple(unread))


def _number(duty: Duty, acts: Sequence[Act], objects: Objects, day: date) -> int:
    """How many objects the holder has: as given, else as `each` says, else those that are named.

    Where no act names one, all are on one object.
    """
    named = {key for act in acts for key in act.on}
    known = frozenset(objects) if isinstance(objects, tuple) else None
    if known is not None and not named <= known:
        raise _not_in_charge(named - known, len(known))
    each = said(duty.each, day)
    amount = each.amount if isinstance(each, Rate) else each
    stated = amount.number if isinstance(amount, Quantity) and amount.direction == "exact" else None
    if known is not None:
        number = len(known)
    elif isinstance(objects, int):
        number = objects
    elif named and stated is not None and stated.denominator == 1:
        number = int(stated)
    else:
        number = max(1, len(named))
    if number >= 1 and len(named) > number:
        raise _not_in_charge(named, number)
    return number


def _not_in_charge(keys: set[str], number: int) -> GovError:
    words = Both.listed(sorted(keys)[:3])
    return refuse("GOV907", who=words, number=str(number))


# ── acts ──


def _keys(act: Act, number: int) -> tuple[str, ...]:
    """The objects of an act, apart from each other where there are several."""
    return act.on if number > 1 and act.on else ("",)


def _reviewed(
    duty: Duty,
    act: Act,
    latest: dict[str, Act],
    number: int,
    calendars: Calendars,
    unread: dict[str, None],
) -> ReviewedAct:
    """One act, on each of its objects; it counts for those where nothing is against it."""
    apart = number == 1 or bool(act.on)
    if not apart and duty.gap:
        unread["gap"] = None
    keys = _keys(act, number)
    verdicts = {
        key: _verdict(duty, latest.get(key) if apart else None, act, calendars, unread)
        for key in keys
    }
    verdict = "counts" if "counts" in verdicts.values() else verdicts[keys[0]]
    if verdict == "counts" and _off_day(duty, act, calendars):
        verdict = "off_day"
    counts_for = tuple(key for key in keys if key and verdicts[key] == "counts")
    if number == 1:
        counts_for = act.on
    published = publication(duty, act.over, calendars)
    return ReviewedAct(act, verdict, published, counts_for if verdict == "counts" else ())


def _verdict(
    duty: Duty, before: Act | None, act: Act, calendars: Calendars, unread: dict[str, None]
) -> ActVerdict:
    day = act.begins.date()
    if not duty.holds_on(day):
        return "not_in_force"
    season = said(duty.season, day)
    if isinstance(season, Season) and not season.holds(day):
        return "out_of_season"
    if _is_forbidden(duty, day):
        return "forbidden"
    if before is not None and (gap := asked(duty.gap, day)) is not None:
        short = _shorter(gap, before.over, act.begins, calendars)
        if short is None:
            unread["gap"] = None
        elif short:
            return "gap_too_short"
    if act.ends is not None and (length := asked(duty.length, day)) is not None:
        short = _shorter(length, act.begins, act.ends, calendars)
        if short is None:
            unread["length"] = None
        elif short:
            return "too_brief"
    return "counts"


def _is_forbidden(duty: Duty, day: date) -> bool:
    """Whether the act of a duty is one that must not be done."""
    return forbids(duty.strength) or bool(duty.act.prohibitions(day) and not duty.act.at(day))


def _by_strength(verdict: PeriodVerdict, duty: Duty, day: date) -> PeriodVerdict:
    """The verdict on a period, where it was not kept by how binding the cadence is."""
    if verdict not in ("missed", "exceeded"):
        return verdict
    stated = duty.cadence.at(day)
    strength = (stated and stated.strength) or duty.strength
    return "open" if is_open(strength) else "departed" if departs(strength) else verdict


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


def _judged(
    period: DutyPeriod, counted: Sequence[Act], duty: Duty, number: int, calendars: Calendars
) -> ReviewedPeriod:
    within = [act for act in counted if touches(act, period)]
    found = tally(period, within, number, said(duty.coverage, period.first), calendars)
    objects = tuple(
        replace(one, verdict=_by_strength(one.verdict, duty, period.first)) for one in found.objects
    )
    verdict = _by_strength(found.verdict, duty, period.first)
    return ReviewedPeriod(period, len(within), verdict, found.reached, found.covered, objects)
