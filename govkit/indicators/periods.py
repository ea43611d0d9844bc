"""Periods of counting: what somebody writes for one, the one before, and when counting ends.

Written periods, dates and the `cut_off` of an indicator enter; stretches of days and instants
leave. Which case belongs to a period is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import get_args

from govkit.calendars import Period, PeriodUnit, nth_weekday, nth_workday, period_of
from govkit.values import Rate, Recurrence

Span = Period
_MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?份?")
_QUARTER = re.compile(r"(\d{4})(?:-?Q|年第?)([1-4一二三四])(?:季度?)?", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})(?:-?H|年)([12上下])(?:半年)?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})年?度?")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


def stretch(written: str) -> Span | None:
    """The period somebody writes: `2026-03`, `2026年3月`, `2026-Q1`, `2026年上半年`, `2026`.

    None where it is none of these.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    patterns: tuple[tuple[re.Pattern[str], PeriodUnit, int], ...] = (
        (_YEAR, "year", 12), (_MONTH, "month", 1), (_HALF, "half_year", 6), (_QUARTER, "quarter", 3)
    )  # fmt: skip
    for pattern, unit, months in patterns:
        match = pattern.fullmatch(text)
        if match is None or (unit == "quarter" and "Q" not in text.upper() and "季" not in text):
            continue
        second = match[2] if match.re.groups > 1 else "1"
        number = _NUMBERS.get(second) or int(second)
        if 1 <= number <= 12 // months and int(match[1]):
            return period_of(date(int(match[1]), (number - 1) * months + 1, 1), unit)
    return None


def before(span: Span) -> Span | None:
    """The period of the same length before this one; None before the first year there is."""
    if span.first == date.min:
        return None
    return period_of(span.first - timedelta(days=1), span.unit)


def spans_of(days: Iterable[date], unit: PeriodUnit) -> list[Span]:
    """The periods that hold any of the days, first to last."""
    return sorted({period_of(day, unit) for day in days}, key=lambda span: span.first)


def unit_of(cadence: object) -> PeriodUnit | None:
    """The length of the periods a cadence speaks of (`1次/月` → month); None where it is open."""
    if isinstance(cadence, Rate) and len(cadence.per) == 1 and cadence.every == 1:
        unit = {"natural_day": "day"}.get(cadence.per[0], cadence.per[0])
        return next((known for known in get_args(PeriodUnit) if known == unit), None)
    return None


def ends(span: Span) -> datetime:
    """24:00 of the last day of a period."""
    return datetime.combine(span.last, time.min) + timedelta(days=1)


def cut_off(span: Span, stated: object) -> datetime | None:
    """When counting ends for a period by `次月5日前` and the like; None where that is not said.

    The day named is counted in full, unless a time of day is printed.
    """
    if not isinstance(stated, Recurrence):
        return None
    try:
        held = period_of(span.last, stated.period)  # type: ignore[arg-type]
        for _ in range(stated.shift):
            held = period_of(held.last + timedelta(days=1), held.unit)
        day = held.last if stated.day is None else _nth_day(held, stated)
    except (ValueError, OverflowError):
        return None
    if day is None:
        return None
    if stated.time is not None:
        return datetime.combine(day, time.fromisoformat(stated.time))
    return datetime.combine(day, time.min) + timedelta(days=1)


def _nth_day(held: Span, stated: Recurrence) -> date | None:
    number = stated.day or 0
    if stated.weekday is not None:
        return nth_weekday(held, stated.weekday, number)
    if stated.working:
        return nth_workday(held.first.year, held.first.month, number)
    day = held.first + timedelta(days=number - 1)
    return day if day <= held.last else None
