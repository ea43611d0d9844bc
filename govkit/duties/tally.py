"""What the acts of a period come to on each object, and whether the duty was kept there.

A period, the acts that count in it and the objects of one holder enter; verdicts leave, of each
object and of the period. Which acts count is decided in `duties`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import accumulate
from typing import Any, Literal

from govkit.calendars import Calendar, elapsed, is_workday, on_clock
from govkit.duties.periods import DutyPeriod
from govkit.timing.recurrence import Calendars
from govkit.values import Share, Shares
from govkit.values.share import Found, Outcome, judge, leaves

PeriodVerdict = Literal[
    "kept", "missed", "exceeded", "departed", "open", "out_of_season", "unclear"
]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """One act, both instants in the zone of the district; `ends` is None where it was not noted.

    `on` are keys of the caller's own for the objects it was done on: one, several that one round
    covers, or none where that was not noted.
    """

    begins: datetime
    ends: datetime | None = None
    on: tuple[str, ...] = ()

    @property
    def over(self) -> datetime:
        """From when a gap runs."""
        return self.ends or self.begins


@dataclass(frozen=True, slots=True)
class Done:
    """So much was done: at the least `low`, at most `high`, None where that is not known."""

    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class ReviewedObject:
    """One object in one period: its key, how many acts counted there, and the verdict.

    `amount` is what the rate is compared with: acts, or hours or days of them.
    """

    on: str
    done: int
    amount: Fraction
    verdict: PeriodVerdict


@dataclass(frozen=True, slots=True)
class Tally:
    """A period judged: over all objects, and each that an act names."""

    verdict: PeriodVerdict
    objects: tuple[ReviewedObject, ...] = ()
    reached: int | None = None
    covered: Outcome | None = None


def tally(
    period: DutyPeriod, acts: Sequence[Act], number: int, asked: Any, calendars: Calendars
) -> Tally:
    """The verdict on a period with so many objects; `asked` is the coverage, None where none is.

    Each object is judged by itself. The period is kept where enough of them are: all, or the share
    or number that the coverage asks. Acts that name no object could be on any of several, and are
    no proof for one.
    """
    if not period.in_season:
        return Tally("out_of_season")
    together = period.in_all or (number == 1 and asked is None)
    if together:
        return Tally(_verdict(period, measured(period, acts, calendars)))
    names = tuple(dict.fromkeys(key for act in acts for key in act.on))
    nameless = [act for act in acts if not act.on]
    spare = measured(period, nameless, calendars) if number > 1 else Done(Fraction(0), Fraction(0))
    found: list[Done] = []
    objects: list[ReviewedObject] = []
    for name in names or ("",):
        own = [act for act in acts if name in act.on or (number == 1 and not act.on)]
        if not name and number > 1:
            break
        done = measured(period, own, calendars)
        found.append(done)
        verdict = _verdict(period, _with(done, spare))
        objects.append(ReviewedObject(name, len(own), done.low, verdict))
    found += [Done(Fraction(0), Fraction(0))] * (number - len(found))
    return _over_all(period, found, spare, asked, tuple(o for o in objects if o.on))


def _over_all(
    period: DutyPeriod,
    found: list[Done],
    spare: Done,
    asked: Any,
    objects: tuple[ReviewedObject, ...],
) -> Tally:
    verdicts = [_verdict(period, _with(done, spare)) for done in found]
    sure = verdicts.count("kept")
    reached = None if asked is None or spare.high != 0 else sure
    covered = _enough(asked, sure, len(found)) if asked is not None else None
    possible = _enough(asked, _possible(period, found, spare), len(found))
    if covered == "not_met" and possible != "not_met":
        covered = "unknown"
    total = sum((done.low for done in found), spare.low)
    over = period.most is not None and total > period.most * len(found)
    verdict: PeriodVerdict = "unclear"
    if over or "exceeded" in verdicts:
        verdict = "exceeded"
    elif _enough(asked, sure, len(found)) == "met" and _none_too_many(period, found, spare):
        verdict = "kept"
    elif possible == "not_met":
        verdict = "missed"
    return Tally(verdict, objects, reached, covered)


def _enough(asked: Any, count: int, number: int) -> Outcome:
    """Whether so many objects of all are enough: every one where no coverage is asked."""
    if asked is None:
        return "met" if count == number else "not_met"
    parts = list(leaves(asked)) if isinstance(asked, Shares) else [asked]
    if len({part.base for part in parts if isinstance(part, Share)}) > 1:
        return "unknown"  # of several groups it is not known which object belongs to which
    there = Found(Fraction(count), Fraction(number), ())
    return judge(asked, lambda part: there).outcome


def _possible(period: DutyPeriod, found: list[Done], spare: Done) -> int:
    """How many objects may have been kept, what names none shared out as well as can be."""
    if period.partly or spare.high is None:
        return len(found)
    gaps = sorted(
        Fraction(0) if done.high is None else max(Fraction(0), period.least - done.high)
        for done in found
    )
    return sum(needed <= spare.high for needed in accumulate(gaps))


def _none_too_many(period: DutyPeriod, found: list[Done], spare: Done) -> bool:
    most = period.most
    if most is None:
        return True
    ends = (_with(done, spare).high for done in found)
    return not period.partly and all(end is not None and end <= most for end in ends)


def _with(done: Done, spare: Done) -> Done:
    """What was done on an object, with what may have been done on it too."""
    both = done.high is not None and spare.high is not None
    return Done(done.low, done.high + spare.high if both else None)  # type: ignore[operator]


def _verdict(period: DutyPeriod, done: Done) -> PeriodVerdict:
    most = period.most
    if most is not None and done.low > most:
        return "exceeded"
    within = most is None or (done.high is not None and done.high <= most and not period.partly)
    if done.low >= period.surely and within:
        return "kept"
    if done.high is not None and done.high < period.least and not period.partly:
        return "missed"
    return "unclear"


# ── how much was done ──
def measured(period: DutyPeriod, acts: Iterable[Act], calendars: Calendars) -> Done:
    """Acts, or the hours or days of them that fall into the period, as the rate counts.

    Acts that overlap count once. How long an act lasted whose end was not noted is not known; a
    day counts where anything was done on it.
    """
    if not period.calendar:
        count = Fraction(sum(1 for act in acts))
        return Done(count, count)
    held = list(acts)
    calendar = calendars[period.calendar]
    if calendar.counts_days:
        days = {day for act in held for day in _days(act, period.first, period.last)}
        worked = sum(period.calendar != "work_day" or is_workday(day, calendar) for day in days)
        return Done(Fraction(worked), Fraction(worked))
    hours = sum(
        (Fraction(elapsed(*stretch, calendar)) for stretch in _stretches(held, period, calendar)),
        Fraction(0),
    )
    return Done(hours, None if any(act.ends is None for act in held) else hours)


def _days(act: Act, first: date, last: date) -> Iterator[date]:
    end = act.over
    if act.ends is not None and end > act.begins and end.time() == time():
        end -= timedelta(seconds=1)
    day = max(act.begins.date(), first)
    while day <= min(end.date(), last):
        yield day
        day += _DAY


def _stretches(
    acts: list[Act], period: DutyPeriod, calendar: Calendar
) -> list[tuple[datetime, datetime]]:
    """The stretches of time of acts inside a period, those that touch made one."""
    found: list[tuple[datetime, datetime]] = []
    for act in sorted(acts, key=lambda act: act.begins):
        if act.ends is None:
            continue
        since = max(act.begins, on_clock(datetime.combine(period.first, time()), calendar.tzinfo))
        after = on_clock(datetime.combine(period.last + _DAY, time()), calendar.tzinfo)
        until = min(act.ends, after)
        if found and since <= found[-1][1]:
            since, until = found[-1][0], max(found.pop()[1], until)
        if since < until:
            found.append((since, until))
    return found


def touches(act: Act, period: DutyPeriod) -> bool:
    """Whether an act belongs to a period: by its beginning, or for hours by any part of it."""
    if not period.calendar:
        return period.first <= act.begins.date() <= period.last
    return any(True for _ in _days(act, period.first, period.last))
