"""Days and moments as printed, with the precision the text gives them.

Durations are `Quantity` values whose unit is a unit of time; when such a time runs is the business
of `govkit.calendars`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


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
    """A recurring moment: `每周二上午9:00`, `次月5日前`, `当日`.

    `period` is the unit of time it recurs in (`week`, `month`, `day`, `quarter`, `year`), `shift`
    counts whole periods after the event (`次月` → 1), `day` the day within the period (weekday
    1–7 for a week), `working` whether `day` counts working days, `time` the time of day as `HH:MM`,
    `before` whether it is a latest moment (`前`, `内`).
    """

    period: str
    shift: int = 0
    day: int | None = None
    working: bool = False
    time: str | None = None
    before: bool = False
    type: Literal["recurrence"] = "recurrence"
