"""How late: the limits that a move ended after their end, and the words of by how much.

Cases before and after an event and the calendars enter; `Missed` values leave, and `Both` tongues.
How lateness is counted is the business of `govkit.calendars`; whether it is a breach is not known.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from govkit.diagnostics import Both
from govkit.engine.event import Missed
from govkit.engine.timer import Late
from govkit.engine.wording import both

if TYPE_CHECKING:
    from govkit.engine.case import Case
    from govkit.engine.clocks import Clocks

_DAYS = ("natural_day", "work_day")


def ended_late(clocks: Clocks, before: Case, after: Case, at: datetime) -> tuple[Missed, ...]:
    """The limits that ran before an event, no longer run after it, and had ended before it."""
    held = [*after.timers]
    for resting in (after.sender, after.incomplete):
        held += resting.timers if resting is not None else ()
    running = {(timer.id, timer.starts) for timer in held}
    return tuple(
        Missed(timer=timer.id, part=timer.part, late=late)
        for timer in before.timers
        if (timer.id, timer.starts) not in running and (late := clocks.late(timer, at)) is not None
    )


def late_words(late: Late) -> Both:
    """`2工作日3小时`, `2 working days and 3 hours`; for a limit in hours hours and minutes."""
    unit = "natural_hour" if late.calendar in _DAYS else late.calendar
    seconds = int(late.hours * 3600)
    counts = (
        (late.calendar, late.days),
        (unit, seconds // 3600),
        ("minute", seconds // 60 % 60),
        ("second", seconds % 60),
    )
    parts = [_counted(key, count) for key, count in counts if count]
    words = parts[0] if parts else both(f"late.nothing_{late.calendar}")
    for number, then in enumerate(parts[1:], start=2):
        words = both("late.and" if number == len(parts) else "late.more", first=words, then=then)
    return both("late.provisional", late=words) if late.provisional else words


def _counted(key: str, count: int) -> Both:
    return both(f"late.{key}", n=str(count), s=Both("", "" if count == 1 else "s"))


def missed_words(name: Both, late: Late) -> Both:
    """One limit that ended late, as a sentence."""
    return both("late.missed", name=name, late=late_words(late))
