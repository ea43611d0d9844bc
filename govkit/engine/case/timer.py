"""A timer: one limit or clock that runs for a case, with its end and how the end was counted.

Instants, amounts and names enter and leave as they are. How an end is counted is the business of
`clocks`, when a timer begins that of `limits`, `clockwork` and the modules of single features.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from pydantic import AwareDatetime

from govkit.model.frozen import Record
from govkit.model.statement import Duration, Origin, Strength
from govkit.model.strength import is_open
from govkit.values import Quantity

TimerKind = Literal[
    "limit",
    "sign_within",
    "return_within",
    "countersign_within",
    "arrive_within",
    "complete_within",
    "objection_within",
    "reopen_within",
    "adjourn",
    "report_within",
    "call_back_within",
    "total",
    "matter",
    "clock",
    "reminder",
]


class Skipped(Record):
    """A day that a limit passes over, with the festival where it is one."""

    day: date
    zh: str = ""
    en: str = ""


HolidaysKnown = Literal["", "unknown", "local_unknown"]


class LimitReading(Record):
    """How a limit was counted, as data. `amount` is in days or hours of `calendar`.

    `keeps` is the text's own calendar it keeps, empty for the standard one. `rolls`: whether an end
    in days moves off a day off, None where the text does not say; `moved_from` is the day off it
    was moved from, `or_moved_to` the working day it would move to. `holidays`: `unknown` where no
    public holidays are known, `local_unknown` where those of a region may come on top.
    `counted_from` is the day that ended when it began at 24:00; None: it counts from the day of its
    start.
    """

    calendar: str
    keeps: str = ""
    rolls: bool | None = None
    amount: Fraction
    first_day: date
    last_day: date
    moved_from: date | None = None
    or_moved_to: date | None = None
    holidays: HolidaysKnown = ""
    skipped: tuple[Skipped, ...] = ()
    made_up: tuple[date, ...] = ()
    unpublished: tuple[int, ...] = ()
    capped_by: str = ""
    counted_from: date | None = None


class OtherEnd(Record):
    """The end of a limit under another reading of it, as counted when the timer began."""

    limit: Duration
    due: AwareDatetime
    why: str = ""


class Pause(Record):
    """A stretch of time that a limit did not run."""

    since: AwareDatetime
    until: AwareDatetime


class Late(Record):
    """By how much a limit was missed, exactly: whole days of its calendar and the hours beyond.

    A limit in hours has no days. What falls on days off or outside office hours is nothing.
    `provisional`: it touches years whose holidays are not published or not known.
    """

    calendar: str
    days: int = 0
    hours: Fraction = Fraction(0)
    provisional: bool = False


class Timer(Record):
    """One running limit, a clock of the text, or a reminder of one (in `Engine.due` only).

    `id` is made of names (`limit:支部:1`). `part` is the handler it binds where it binds one of
    several. `due` is None where the text gives no limit that can be
    counted; `unread` then says why (`absent`, `unknown`, `uncountable`). `fired`: its end was
    entered. `remaining`, `overdue` and `late` (by how much) are filled by `Engine.due` only; `left`
    by a pause.
    `start_rule` and `end_rule` are the words of a clock (`next_day`, `close_of_office`). While
    `paused_since` is set it does not run and has no end. `extensions` were granted, each an
    amount of time; `reminded` are the reminders sent so far, `told` whom a reminder goes to.
    `others` are the ends under other readings of a doubtful limit, where they lie elsewhere.
    """

    id: str
    kind: TimerKind
    place: str
    part: str = ""
    starts: AwareDatetime
    due: AwareDatetime | None = None
    provisional: bool = False
    reading: LimitReading | None = None
    unread: Literal["", "absent", "unknown", "uncountable"] = ""
    rule: str = ""
    citation: Origin = Origin.model_construct()
    strength: Strength | None = None
    fired: bool = False
    left: Fraction | None = None
    start_rule: str = ""
    end_rule: str = ""
    extensions: tuple[Quantity, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused_since: AwareDatetime | None = None
    reminded: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    others: tuple[OtherEnd, ...] = ()
    remaining: Fraction | None = None
    overdue: bool = False
    late: Late | None = None

    @property
    def is_open(self) -> bool:
        """Whether the limit only recommends or allows: its end is nobody's breach, and leads on to
        nothing."""
        return is_open(self.strength)

    @property
    def is_whole(self) -> bool:
        """Whether it belongs to the whole case, not to one place of it."""
        whole = self.place.partition(":")[0] in ("process", "matter", "mode")
        return whole and self.kind != "reopen_within"

    @property
    def ends_a_right(self) -> bool:
        """Whether its end is nobody's breach, but that of a right: to return, object, reopen."""
        return self.kind in ("return_within", "objection_within", "reopen_within")

    @property
    def calendar(self) -> str:
        """The calendar it is counted on; empty where there is no end."""
        return self.reading.calendar if self.reading else ""


def next_end(part: str, timers: tuple[Timer, ...]) -> datetime | None:
    """The next end of a limit that binds whoever holds a case, or one of several."""
    ends = [
        timer.due
        for timer in timers
        if timer.due and not timer.fired and timer.kind in ("limit", "total", "matter")
        if not timer.is_open and (not part or timer.part in ("", part))
    ]
    return min(ends, default=None)


def end_of(
    kind: TimerKind, place: str, part: str, fired: bool, timers: tuple[Timer, ...]
) -> datetime | None:
    """The end of the first timer of a kind at a place (of one handler); with `fired` also where it
    has run out."""
    found = first(timers, kind, place, part)
    return None if found is None or (found.fired and not fired) else found.due


def first(timers: tuple[Timer, ...], kind: str, place: str, part: str = "") -> Timer | None:
    """The first timer of a kind at a place (of one handler)."""
    for timer in timers:
        if timer.kind == kind and timer.place == place and part in ("", timer.part):
            return timer
    return None


def without(
    timers: tuple[Timer, ...], *kinds: TimerKind, place: str = "", part: str = ""
) -> tuple[Timer, ...]:
    """Timers but those of these kinds, at a place, of one handler; what is not named is any."""
    return tuple(
        timer
        for timer in timers
        if (kinds and timer.kind not in kinds)
        or place not in ("", timer.place)
        or part not in ("", timer.part)
    )
