"""Days and moments as printed, with the precision the text gives them.

Durations are `Quantity` values whose unit is a unit of time; when such a time runs is the business
of `govkit.calendars`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govkit.values.quantity import Quantity

# The days that a period may have at most; one that is all of a day has no day in it.
LONGEST = {"day": 0, "week": 7, "ten_days": 11, "month": 31, "quarter": 92, "year": 366}
# Of each day of the week, so many every period has; a week has no numbered ones.
WEEKDAYS_OF = {"ten_days": 1, "month": 4, "quarter": 12, "year": 52}
_CLOCK = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Day:
    """A date. `precision` `year` or `month` means the first day of it stands for the whole."""

    date: dt.date
    precision: Literal["day", "month", "year"] = "day"
    type: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class Days:
    """A list of dates, in the order of the text."""

    days: tuple[Day, ...]
    type: Literal["days"] = "days"


@dataclass(frozen=True, slots=True)
class Durations:
    """A list of durations (`2工作日、4小时`), in the order of the text."""

    durations: tuple[Quantity, ...]
    type: Literal["durations"] = "durations"


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall-clock instant in the district's zone, whole seconds, without offset."""

    at: dt.datetime
    type: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class SeasonSpan:
    """The same stretch of every year, first and last day included; it may run over New Year.

    Days are (month, day); a last day of 29 February stands for the end of February.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def wraps(self) -> bool:
        """Whether it runs over New Year."""
        return self.last < self.first

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies within it."""
        at = (day.month, day.day)
        if self.wraps:
            return at >= self.first or at <= self.last
        return self.first <= at <= self.last


@dataclass(frozen=True, slots=True)
class Season:
    """Stretches of every year: `6月1日至9月30日`, `11月15日至次年3月15日`."""

    spans: tuple[SeasonSpan, ...]
    type: Literal["season"] = "season"

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies within one of its stretches."""
        return any(span.holds(day) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring moment: `每周二上午9:00`, `次月5日前`, `当日`, `每旬`.

    `period` is the unit of time it recurs in (`day`, `week`, `month`, `quarter`, `year`, and
    `ten_days` for 旬: 1–10, 11–20 and from 21 to the end of a month), `shift`
    counts whole periods after the event (`次月` → 1), `day` the day within the period (weekday
    1–7 for a week), `working` whether `day` counts working days, `time` the time of day as `HH:MM`,
    `before` whether it is a latest moment (`前`, `内`). With a `weekday` (1–7) `day` counts those:
    `每月第一个周一` is day 1 of weekday 1.
    """

    period: str
    shift: int = 0
    day: int | None = None
    working: bool = False
    time: str | None = None
    before: bool = False
    weekday: int | None = None
    type: Literal["recurrence"] = "recurrence"

    @property
    def every(self) -> bool:
        """Whether it says `每` rather than `当`: a day or a time of each period, or each 旬."""
        named = self.day is not None or self.time is not None
        return named or (self.period == "ten_days" and not self.before)

    def __post_init__(self) -> None:
        """Raises `ValueError` for what is no moment: stored data may say anything."""
        most = LONGEST.get(self.period)
        if most is None or not (self.day in (None, -1) or 1 <= (self.day or 0) <= most):
            raise ValueError(self)
        if self.weekday is not None and (
            self.working
            or not 1 <= self.weekday <= 7
            or self.day not in (-1, *range(1, WEEKDAYS_OF.get(self.period, -1) + 1))
            or self.period not in WEEKDAYS_OF
        ):
            raise ValueError(self)
        if self.time is not None and not _CLOCK.fullmatch(self.time):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week that follow one another, first and last included; Monday is 1."""

    first: int
    last: int

    def __post_init__(self) -> None:
        """Raises `ValueError` for days that no week has."""
        if not 1 <= self.first <= self.last <= 7:
            raise ValueError(self)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a day, in minutes after midnight; it ends at 24:00 at the latest."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of some weekdays, or, where none is named, of every working day."""

    stretches: tuple[Stretch, ...]
    weekdays: tuple[Weekdays, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """Office hours: `9:00-12:00、13:30-17:30`, or `周一至周四 → 9:00-12:00，周五 → 9:00-11:00`."""

    hours: tuple[DayHours, ...]
    type: Literal["office"] = "office"


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day of a table of public holidays: off or worked, and for which festival."""

    date: dt.date
    off: bool = True
    festival: str = ""


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Whose public holidays count: `中国、广西`, `GB、SCT`, none, or the days of a table.

    `places` are ids of the set `public_place` or codes (`GB`, `GB-SCT`); without places and days
    there are none.
    """

    places: tuple[str, ...] = ()
    days: tuple[PublicDay, ...] = ()
    type: Literal["public_holidays"] = "public_holidays"
