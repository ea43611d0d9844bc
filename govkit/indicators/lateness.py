"""How late each case of a log was closed, in the calendar of the limit of its matter.

A model and the cases of a log enter; the cases closed after their limit leave, with the least and
the most that the cells allow: a bare day may be any moment of it. Rates are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from govkit.calendars import on_clock
from govkit.engine.case.timer import Late, LimitReading, Timer
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.limits import limit_as_stated
from govkit.indicators.log import Case, Instant, Log
from govkit.indicators.periods import Span
from govkit.model.governance import Governance


@dataclass(frozen=True, slots=True)
class LateCase:
    """One case that was closed late: its row and number, and by how much at least and at most."""

    row: int
    number: str
    unit: str
    least: Late
    most: Late


def late_cases(model: Governance, log: Log, span: Span | None) -> tuple[LateCase, ...]:
    """The cases certainly closed after their limit; those of a period by the day of the limit."""
    return tuple(_late(model, log, span))


def _late(model: Governance, log: Log, span: Span | None) -> Iterator[LateCase]:
    clocks = Clocks(model)
    for case in log.cases:
        due, closed = case.due, case.closed
        if due is None or not isinstance(closed, Instant) or closed.low <= due.high:
            continue
        if span is not None and not (case.due_day and span.first <= case.due_day <= span.last):
            continue
        timer = _timer(model, case, due, clocks)
        least = _amount(timer, due.high, closed.low, clocks)
        most = _amount(timer, due.low, closed.high, clocks)
        if least is not None and most is not None:
            yield LateCase(case.row, case.number, case.unit or "", least, most)


def _timer(model: Governance, case: Case, due: Instant, clocks: Clocks) -> Timer:
    """The limit of the matter; where none can be counted, one in natural days with this end."""
    start = case.accepted or case.reported or due
    day = (case.reported or start).day
    timer = case.matter and limit_as_stated(
        model, clocks, case.matter, day, clocks.local(start.low)
    )
    if timer and timer.reading is not None:
        return timer.model_copy(update={"provisional": case.provisional})
    at, last = clocks.local(due.high), case.due_day or due.day
    none = Fraction(0)
    reading = LimitReading(calendar="natural_day", amount=none, first_day=last, last_day=last)
    return Timer(id="matter:", kind="matter", place="", starts=at, reading=reading, rule="")


def _amount(timer: Timer, end: datetime, at: datetime, clocks: Clocks) -> Late | None:
    """By how much a wall clock lies past another one, in the calendar of a limit."""
    ended, now = (on_clock(wall, clocks.tzinfo) for wall in (end, at))
    return clocks.late(timer.model_copy(update={"due": ended}), now)
