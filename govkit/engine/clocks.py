"""Timers: from a stated limit and an instant to a running timer, and what is left of it.

A model and limits enter, `Timer` values leave. How days and hours are counted is the business of
`govkit.calendars`; when a timer starts, stops and what its end does is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from govkit.calendars import STANDARD, Calendar, add, due, fixed, on_clock, remaining, zone_of
from govkit.diagnostics import Both
from govkit.engine.durations import UNITS, amount_on_calendar
from govkit.engine.findings import refuse
from govkit.engine.kept import datable
from govkit.engine.sentences import timer_name
from govkit.engine.timer import LimitReading, Pause, Skipped, Timer, TimerKind
from govkit.model.governance import Governance
from govkit.model.statement import Stated
from govkit.values import Quantity, Unknown


class Clocks:
    """The calendars of one model, and the timers that run on them."""

    def __init__(self, model: Governance, strict: bool = False) -> None:
        zone = model.zone.value
        self.zone = zone.text if zone is not None else "Asia/Shanghai"
        try:
            self.tzinfo = zone_of(self.zone)
        except ValueError:
            raise refuse("GOV728", zone=self.zone) from None
        self.strict = strict
        self.calendars = {
            name: _own(model, name, replace(calendar, zone=self.zone))
            for name, calendar in STANDARD.items()
        }

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
        at = datable(at).replace(microsecond=0)
        return (on_clock if at.utcoffset() is None else fixed)(at, self.tzinfo)

    def start(
        self,
        kind: TimerKind,
        place: str,
        timer_id: str,
        stated: Stated[Any] | None,
        starts: datetime,
        rule: str,
        start_rule: str = "",
        end_rule: str = "",
    ) -> Timer:
        """A timer that begins with an event; without an end where the limit cannot be counted.

        `start_rule` and `end_rule` are the words of a clock; one that does not fit the unit of the
        limit (`at_once` with days, `close_of_office` with hours) leaves it uncountable.

        Raises `GovError` (GOV725) in strict mode where its end is provisional.
        """
        blank = Timer(
            id=timer_id,
            kind=kind,
            place=place,
            starts=starts,
            rule=rule,
            start_rule=start_rule,
            end_rule=end_rule,
        )
        if stated is None:
            return blank.model_copy(update={"unread": "absent"})
        blank = blank.model_copy(update={"citation": stated.origin})
        if isinstance(stated.value, Unknown):
            return blank.model_copy(update={"unread": "unknown"})
        amount = amount_on_calendar(stated.value, starts, self.calendars)
        begun = amount and self._begun(starts, amount[0], amount[1], start_rule, end_rule)
        if amount is None or begun is None:
            return blank.model_copy(update={"unread": "uncountable"})
        return self._counted(blank, amount[0], amount[1], begun)

    def resume(self, timer: Timer, at: datetime) -> Timer:
        """A paused timer that goes on at `at` with what was left of it."""
        if timer.left is None or timer.fired:
            return timer
        again = self._counted(timer, timer.calendar, timer.left, at)
        if again.reading is None or timer.reading is None:
            return again.model_copy(update={"left": None})
        reading = again.reading.model_copy(update={"amount": timer.reading.amount})
        return again.model_copy(update={"left": None, "reading": reading})

    def pause(self, timer: Timer, at: datetime) -> Timer:
        """A timer that stops at `at` and keeps what is left."""
        if timer.due is None or timer.fired:
            return timer
        return timer.model_copy(update={"left": self._left(timer, at) or Fraction(0)})

    def halt(self, timer: Timer, at: datetime) -> Timer:
        """A timer that has no end until it goes on (`restart`), and keeps what is left."""
        if timer.due is None or timer.fired:
            return timer
        return self.pause(timer, at).model_copy(update={"due": None, "paused_since": at})

    def restart(self, timer: Timer, at: datetime) -> Timer:
        """A halted timer that goes on at `at`; the pause is kept for the explanation."""
        if timer.paused_since is None:
            return timer
        pauses = (*timer.pauses, Pause(since=timer.paused_since, until=at))
        again = self.resume(timer, at)
        return again.model_copy(update={"paused_since": None, "pauses": pauses})

    def later(self, at: datetime, amount: Quantity) -> datetime | None:
        """The instant `amount` of time after an end; None where it cannot be counted.

        Days are counted from the day that the end closes: 24:00 of Friday and one working day more
        is 24:00 of Monday.
        """
        last = at - timedelta(seconds=1)
        counted = amount_on_calendar(amount, last, self.calendars)
        if counted is None:
            return None
        calendar = self.calendars[counted[0]]
        number = int(counted[1]) if counted[1].denominator == 1 else counted[1]
        try:
            return (
                due(last, number, calendar).at
                if calendar.counts_days
                else add(at, number, calendar)
            )
        except ValueError:
            return None

    def earlier(self, at: datetime, amount: Quantity) -> datetime | None:
        """The instant `amount` of time before an end; None where it cannot be counted."""
        if amount.unit not in UNITS:
            return None
        name, factor = UNITS[amount.unit]
        try:
            return add(at, -amount.number * factor, self.calendars[name])
        except ValueError:
            return None

    def _begun(
        self, starts: datetime, name: str, amount: Fraction, start_rule: str, end_rule: str
    ) -> datetime | None:
        """The instant counting begins at by a start rule; None where the rules do not fit."""
        if not self.calendars[name].counts_days:
            if end_rule or start_rule == "same_day":
                return None
            if start_rule in ("", "at_once"):
                return starts
            return on_clock(
                datetime.combine(self._next_day(starts, start_rule), time()), self.tzinfo
            )
        if start_rule == "at_once":
            return None
        if start_rule == "same_day" and amount:
            return add(starts, -1, self.calendars["natural_day"])
        if start_rule == "next_work_day" and name == "natural_day":
            before = self._next_day(starts, start_rule) - timedelta(days=1)
            return on_clock(datetime.combine(before, starts.time()), self.tzinfo)
        return starts

    def _next_day(self, starts: datetime, start_rule: str) -> date:
        """The day after, or the next working day."""
        name = "work_day" if start_rule == "next_work_day" else "natural_day"
        return add(starts, 1, self.calendars[name]).date()

    def view(self, timer: Timer, at: datetime) -> Timer:
        """The timer as seen at an instant: what remains of it, and whether it is past."""
        if timer.due is None:
            return timer
        past = timer.fired or at > timer.due
        left = None if past else self._left(timer, at)
        return timer.model_copy(update={"remaining": left, "overdue": past})

    def _left(self, timer: Timer, at: datetime) -> Fraction | None:
        if timer.due is None:
            return None
        left = remaining(at, timer.due, self.calendars[timer.calendar])
        return None if left is None else Fraction(left)

    def _counted(
        self, timer: Timer, calendar: str, amount: Fraction, starts: datetime | None = None
    ) -> Timer:
        whole = int(amount) if amount.denominator == 1 else amount
        try:
            end = due(
                starts or timer.starts,
                whole,
                self.calendars[calendar],
                close_of_office=timer.end_rule == "close_of_office",
            )
        except ValueError:
            return timer.model_copy(update={"unread": "uncountable"})
        if self.strict and end.provisional:
            years = Both.listed(map(str, end.reading.unpublished))
            raise refuse("GOV725", timer=timer_name(timer), year=years)
        reading = LimitReading(
            calendar=calendar,
            amount=amount,
            first_day=end.reading.first_day,
            last_day=end.reading.last_day,
            skipped=tuple(
                Skipped(day=off.day, zh=off.festival_zh or "", en=off.festival_en or "")
                for off in end.reading.skipped
            ),
            made_up=end.reading.made_up,
            unpublished=end.reading.unpublished,
        )
        return timer.model_copy(
            update={"due": end.at, "provisional": end.provisional, "reading": reading}
        )


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


def _own(model: Governance, name: str, calendar: Calendar) -> Calendar:
    """A standard calendar with the days that the district's own calendars add to it.

    A calendar that names no base speaks of working time.
    """
    for own in model.calendars:
        base = own.based_on.value
        bases = (base.word,) if base is not None and hasattr(base, "word") else ()
        if name not in (bases or ("work_day", "work_hour")):
            continue
        off = {day.date for days in own.holidays.values for day in days.days}
        on = {day.date for days in own.workdays.values for day in days.days}
        calendar = replace(
            calendar,
            holidays=(calendar.holidays - on) | off,
            workdays=(calendar.workdays | on) - off,
        )
    return calendar
