"""By how much a limit was missed, in words of both tongues.

Amounts enter, words leave. How lateness is counted and whether it is a breach is not known here.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.engine.case.timer import Late
from govkit.engine.words.wording import both

_DAYS = ("natural_day", "work_day")


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
