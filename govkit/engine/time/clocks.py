"""Timers: from a stated limit and an instant to a running timer, and what is left of it.

A model and limits enter, `Timer` values leave. How days and hours are counted is the business of
`govkit.calendars`; when a timer starts, stops and what its end does is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from govkit.calendars import add, due, fixed, on_clock, overrun, remaining
from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.kept import datable
from govkit.engine.case.timer import Late, OtherEnd, Pause, Timer, TimerKind
from govkit.engine.plan.keeping import Keeps
from govkit.engine.time.counting import NOTHING, Amount, Kept
from govkit.engine.words.sentences import timer_id_name
from govkit.model.governance import Governance
from govkit.model.statement import Origin, Stated
from govkit.model.timekeeping import Timekeeping, zone_name
from govkit.timing.durations import UNITS, amount_on_calendar
from govkit.values import Bound, Quantity, Range, Recurrence, Unknown

MOST_KEPT = 4_096  # days and choices whose calendars are remembered
_SECOND = timedelta(seconds=1)


class _Run(NamedTuple):
    """Of a timer what its counting asks: its name, and the words of a clock."""

    id: str
    part: str
    start_rule: str
    end_rule: str


class Clocks:
    """The calendars of one model, and the timers that run on them.

    `_midnight`: what begins, rests or goes on at this instant does so by an end at 24:00 of a day,
    and counts from that day.
    """

    _midnight: datetime | None = None

    def __init__(self, model: Governance, strict: bool = False) -> None:
        self.zone = zone_name(model)
        try:
            self.time = Timekeeping(model)
        except ValueError:
            raise refuse("GOV728", zone=self.zone) from None
        self.tzinfo = self.time.tzinfo
        self.strict = strict
        self._kept_by: dict[tuple[Keeps, date | None], Kept] = {}
        self.calendars = self.kept()

    def kept(self, keeps: Keeps = NOTHING, day: date | None = None) -> Kept:
        """The calendars by unit where something chooses one, or where nothing does."""
        found = self._kept_by.get((keeps, day))
        if found is None:
            if len(self._kept_by) >= MOST_KEPT:
                self._kept_by.clear()
            found = self._kept_by[keeps, day] = Kept(self.time, keeps, day)
        return found

    def closing(self, at: datetime) -> Clocks:
        """The clocks for what an end at `at` brings about by itself.

        24:00 of a day is the end of that day: what begins with it counts from that day on, while
        an act at 00:00 is one of the day that begins.
        """
        if not self._is_midnight(at):
            return self
        found = copy(self)
        found._midnight = at
        return found

    def _is_midnight(self, at: datetime) -> bool:
        before = fixed(at - _SECOND, self.tzinfo)
        return before.date() < fixed(at, self.tzinfo).date()

    def _day(self, at: datetime) -> datetime:
        """An instant of the day from which days are counted for what happens at `at`."""
        return fixed(at - _SECOND, self.tzinfo) if at == self._midnight else at

    def local(self, at: datetime | str) -> datetime:
        """The instant in the district's zone with its offset, in whole seconds.

        Raises `GovError` (GOV729, GOV928 out of range).
        """
        if isinstance(at, str):
            written = at
            try:
                at = datetime.fromisoformat(written)
            except ValueError:
                raise refuse("GOV729", written=written) from None
        if datable(at).microsecond:
            at = at.replace(microsecond=0)
        return (on_clock if at.utcoffset() is None else fixed)(at, self.tzinfo)

    def start(
        self,
        kind: TimerKind,
        place: str,
        timer_id: str,
        stated: Stated[Any] | None,
        starts: datetime,
        rule: str,
        *,
        part: str = "",
        start_rule: str = "",
        end_rule: str = "",
        keeps: Keeps = NOTHING,
    ) -> Timer:
        """A timer that begins with an event; without an end where the limit cannot be counted.

        `part` is whom of several it binds. `start_rule` and `end_rule` are the words of a clock;
        one that does not fit the unit of the limit (`at_once` with days, `close_of_office` with
        hours) leaves it uncountable. `keeps`: the calendar that was chosen for it.

        Raises `GovError` (GOV725) in strict mode where its end is provisional.
        """
        ends: dict[str, Any] = {"unread": "absent"}
        if stated is not None:
            run = _Run(timer_id, part, start_rule, end_rule)
            ends = self._ends(stated, starts, run, self.kept(keeps, starts.date()))
        return Timer.model_construct(
            id=timer_id,
            kind=kind,
            place=place,
            part=part,
            starts=starts,
            rule=rule,
            start_rule=start_rule,
            end_rule=end_rule,
            citation=stated.origin if stated else Origin.model_construct(),
            strength=stated.strength if stated else None,
            **ends,
        )

    def _ends(self, stated: Stated[Any], starts: datetime, run: _Run, kept: Kept) -> dict[str, Any]:
        """The end of a limit as fields of a timer, with those that other readings of it give."""
        if isinstance(stated.value, Unknown):
            return {"unread": "unknown"}
        found = self._limited(stated.value, starts, run, kept)
        if not stated.doubts:
            return found
        return {**found, "others": tuple(self._others(found, stated, starts, run, kept))}

    def _limited(self, limit: Any, starts: datetime, run: _Run, kept: Kept) -> dict[str, Any]:
        """The end of a limit as fields of a timer.

        From 24:00 of a day it counts from that day, unless it would be over with it.
        """
        found: dict[str, Any] = {}
        before = self._day(starts)
        for day in (before, starts) if before is not starts else (starts,):
            amount = amount_on_calendar(limit, day, kept)
            begun = amount and self._begun(starts, day, amount, run, kept)
            if amount is None or begun is None:
                return {"unread": "uncountable"}
            found = self._counted(amount, begun, run, kept)
            due = found.get("due")
            if due is None or due > starts:
                counts_on = day is starts or run.start_rule == "same_day"
                return found if counts_on else self._from_day(found, day)
        return found

    @staticmethod
    def _from_day(found: dict[str, Any], day: datetime) -> dict[str, Any]:
        """The same with the day it counts from, where that is not the day of its start."""
        if "reading" not in found:
            return found
        reading = found["reading"].model_copy(update={"counted_from": day.date()})
        return {**found, "reading": reading}

    def _others(
        self,
        first: dict[str, Any],
        stated: Stated[Any],
        starts: datetime,
        run: _Run,
        kept: Kept,
    ) -> Iterator[OtherEnd]:
        """The ends that other readings of a limit give, where they are not the same."""
        for doubt in stated.doubts:
            limit = doubt.or_read
            if not isinstance(limit, Quantity | Bound | Range | Recurrence):
                continue
            due = self._limited(limit, starts, run, kept).get("due")
            if due is not None and due != first.get("due"):
                yield OtherEnd.model_construct(limit=limit, due=due, why=doubt.why)

    def resume(self, timer: Timer, at: datetime) -> Timer:
        """A paused timer that goes on at `at` with what was left of it."""
        if timer.left is None or timer.fired:
            return timer
        again = self._gone_on(timer, (timer.calendar, timer.left), at)
        if again.reading is None or timer.reading is None:
            return again.model_copy(update={"left": None})
        begun = {"amount": timer.reading.amount, "counted_from": timer.reading.counted_from}
        reading = again.reading.model_copy(update=begun)
        return again.model_copy(update={"left": None, "reading": reading})

    def _gone_on(self, timer: Timer, amount: Amount, at: datetime) -> Timer:
        """A timer counted on from an instant, that of a day which is over from the next one."""
        kept, again = self._kept(timer), timer
        for day in dict.fromkeys((self._day(at), at)):
            begun = day if kept[amount[0]].counts_days else at
            run = _Run(timer.id, timer.part, timer.start_rule, timer.end_rule)
            again = timer.model_copy(update=self._counted(amount, begun, run, kept))
            if again.due is None or again.due > at:
                break
        return again

    def pause(self, timer: Timer, at: datetime) -> Timer:
        """A timer that stops at `at` and keeps what is left."""
        if timer.due is None or timer.fired:
            return timer
        left = self._left(timer, at, self._counted_to(timer))
        return timer.model_copy(update={"left": left or Fraction(0)})

    def halt(self, timer: Timer, at: datetime) -> Timer:
        """A timer that has no end until it goes on (`restart`), and keeps what is left."""
        if timer.due is None or timer.fired:
            return timer
        return self.pause(timer, at).model_copy(update={"due": None, "paused_since": at})

    def restart(self, timer: Timer, at: datetime) -> Timer:
        """A halted timer that goes on at `at`; the pause is kept for the explanation."""
        if timer.paused_since is None:
            return timer
        pauses = (*timer.pauses, Pause.model_construct(since=timer.paused_since, until=at))
        again = self.resume(timer, at)
        return again.model_copy(update={"paused_since": None, "pauses": pauses})

    def later(self, timer: Timer, amount: Quantity) -> datetime | None:
        """The instant `amount` of time after the end of a timer; None where there is none.

        Days are counted from the day that the end closes: 24:00 of Friday and one working day more
        is 24:00 of Monday.
        """
        at = timer.due
        if at is None:
            return None
        last, kept = at - timedelta(seconds=1), self._kept(timer)
        counted = amount_on_calendar(amount, last, kept)
        if counted is None:
            return None
        calendar = kept[counted[0]]
        number = int(counted[1]) if counted[1].denominator == 1 else counted[1]
        try:
            return (
                due(last, number, calendar).at
                if calendar.counts_days
                else add(at, number, calendar)
            )
        except ValueError:
            return None

    def earlier(self, timer: Timer, amount: Quantity) -> datetime | None:
        """The instant `amount` of time before the end of a timer; None where there is none."""
        if amount.unit not in UNITS or timer.due is None:
            return None
        name, factor = UNITS[amount.unit]
        try:
            return add(timer.due, -amount.number * factor, self._kept(timer)[name])
        except ValueError:
            return None

    def _kept(self, timer: Timer) -> Kept:
        """The calendars of a timer that was counted before."""
        reading = timer.reading
        keeps = Keeps(reading.keeps, reading.rolls) if reading is not None else NOTHING
        return self.kept(keeps, timer.starts.date())

    def _begun(
        self,
        starts: datetime,
        day: datetime,
        amount: Amount,
        run: _Run,
        kept: Kept,
    ) -> datetime | None:
        """The instant counting begins at by a start rule; None where the rules do not fit.

        `day` is an instant of the day from which days are counted.
        """
        (unit, number), start_rule = amount, run.start_rule
        if not kept[unit].counts_days:
            if run.end_rule or start_rule == "same_day":
                return None
            if start_rule in ("", "at_once"):
                return starts
            return on_clock(datetime.combine(_next_day(day, start_rule, kept), time()),
                            self.tzinfo)  # fmt: skip
        if start_rule == "at_once":
            return None
        if start_rule == "same_day" and number:
            return add(starts, -1, kept["natural_day"])
        if start_rule == "next_work_day" and unit == "natural_day":
            before = _next_day(day, start_rule, kept) - timedelta(days=1)
            return on_clock(datetime.combine(before, day.time()), self.tzinfo)
        return day

    def view(self, timer: Timer, at: datetime) -> Timer:
        """The timer as seen at an instant: what remains of it, and whether it is past."""
        if timer.due is None:
            return timer
        past = timer.fired or at > timer.due
        left = None if past else self._left(timer, at, timer.due)
        overdue = past and not timer.is_open
        update = {"remaining": left, "overdue": overdue, "late": self.late(timer, at)}
        return timer.model_copy(update=update)

    def late(self, timer: Timer, at: datetime) -> Late | None:
        """By how much a limit is missed at an instant, in its own calendar; None where it is kept,
        or where its end is nobody's breach."""
        if timer.due is None or timer.reading is None or timer.is_open or timer.ends_a_right:
            return None
        try:
            past = overrun(timer.due, at, self._kept(timer)[timer.calendar])
        except ValueError:
            return None
        if past is None:
            return None
        moving = timer.provisional or bool(past.unpublished)
        return Late(calendar=timer.calendar, days=past.days, hours=past.hours, provisional=moving)

    def _left(self, timer: Timer, at: datetime, end: datetime | None) -> Fraction | None:
        """What is left until an end; None once it is past."""
        if end is None:
            return None
        calendar = self._kept(timer)[timer.calendar]
        left = remaining(self._day(at) if calendar.counts_days else at, end, calendar)
        return None if left is None else Fraction(left)

    def _counted_to(self, timer: Timer) -> datetime | None:
        """The end as it was counted, before it moved off a day off."""
        reading = timer.reading
        moved = reading is not None and reading.moved_from is not None
        if reading is None or not moved or reading.capped_by or timer.extensions:
            return timer.due
        assert reading.moved_from is not None
        after = reading.moved_from + timedelta(days=1)
        return on_clock(datetime.combine(after, time()), self.tzinfo)

    def _counted(self, amount: Amount, starts: datetime, run: _Run, kept: Kept) -> dict[str, Any]:
        """The end of an amount that begins with an instant, as fields of a timer."""
        try:
            end = kept.end(starts, amount, run.end_rule == "close_of_office")
        except ValueError:
            return {"unread": "uncountable"}
        if self.strict and end.provisional:
            years = Both.listed(map(str, end.reading.unpublished))
            raise refuse("GOV725", timer=timer_id_name(run.id, run.part), year=years)
        reading = kept.reading(starts, amount, end)
        return {"due": end.at, "provisional": end.provisional, "reading": reading}


def _next_day(starts: datetime, start_rule: str, kept: Kept) -> date:
    """The day after, or the next working day."""
    name = "work_day" if start_rule == "next_work_day" else "natural_day"
    return add(starts, 1, kept[name]).date()


def capped(timer: Timer, cap: Timer, at: datetime) -> Timer:
    """A limit that ends with the total where that is earlier, and not over yet."""
    if timer.due is None or cap.due is None or timer.fired or timer.reading is None:
        return timer
    if not at < cap.due < timer.due:
        return timer
    reading = timer.reading.model_copy(update={"capped_by": cap.id})
    return timer.model_copy(
        update={"due": cap.due, "provisional": cap.provisional, "reading": reading}
    )
