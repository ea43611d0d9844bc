"""What a calendar is: which days and hours count.

Plain values enter and are checked once; a frozen, hashable `Calendar` leaves. How time is counted
on it is the business of `working_days`, `office_hours` and `limits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from govkit.calendars.schedule import CHINA, UNKNOWN, Public, schedule_of
from govkit.calendars.zone import zone_of

Kind = Literal["natural_day", "work_day", "work_hour", "natural_hour"]


class OfficePeriod(NamedTuple):
    """A stretch of office hours on a working day; `closes` of 00:00 means 24:00."""

    opens: time
    closes: time

    @property
    def start_seconds(self) -> int:
        """Opening, in seconds after midnight."""
        return _seconds(self.opens)

    @property
    def end_seconds(self) -> int:
        """Closing, in seconds after midnight, at most 86 400."""
        return _seconds(self.closes) or 86_400


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


Office = tuple[OfficePeriod, ...]
OFFICE: Office = (
    OfficePeriod(time(9), time(12)),
    OfficePeriod(time(14), time(18)),
)
"""The office hours of a calendar that names none: 09:00 to 12:00 and 14:00 to 18:00."""

MAINLAND = frozenset(
    f"Asia/{city}" for city in ("Shanghai", "Urumqi", "Kashgar", "Chongqing", "Chungking", "Harbin")
) | {"PRC"}
"""The zones of mainland China; those of Hong Kong, Macao and Taiwan are not among them."""


def public_of_zone(zone: str) -> Public:
    """Whose public holidays count where nothing but the zone is known."""
    return replace(CHINA, named=False) if zone in MAINLAND else UNKNOWN


@dataclass(frozen=True)
class Calendar:
    """When time runs.

    `kind`: `natural_day` counts every day, `work_day` working days, `work_hour` office hours on
    working days, `natural_hour` runs on without a break. `holidays` are further days off,
    `workdays` further working days (make-up days); both stand above the public schedule.
    `weekend`: weekly days off, Monday is 0. `public_holidays`: whose holidays count; None: China's
    in a zone of the mainland, elsewhere they are not known. `settled_years`: years for which this
    calendar's own days are the complete schedule. `office`: the hours of a working day;
    `weekdays`: those of single weekdays that have their own. `roll_to_workday` (natural_day only):
    a last day that is off moves to the next working day. `zone`: in which days begin and end.
    `later`: what the calendar is from a day on, ascending. Raises ValueError for values at odds.
    """

    name: str
    kind: Kind
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    office: Office = OFFICE
    weekdays: tuple[tuple[int, Office], ...] = ()
    zone: str = "Asia/Shanghai"
    weekend: frozenset[int] = frozenset({5, 6})
    public_holidays: Public | None = None
    settled_years: frozenset[int] = frozenset()
    roll_to_workday: bool = False
    later: tuple[tuple[date, Calendar], ...] = ()

    def __post_init__(self) -> None:
        office = tuple(OfficePeriod(opens, closes) for opens, closes in self.office)
        object.__setattr__(self, "office", office)
        for name in ("holidays", "workdays", "weekend", "settled_years"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        self._check_days()
        for hours in (office, *(hours for _, hours in self.weekdays)):
            _check_office(self.name, hours)
        if list(self.later) != sorted(self.later, key=lambda change: change[0]):
            raise ValueError(f"calendar {self.name}: changes follow one another")
        zone_of(self.zone)
        schedule_of(self.public)

    def _check_days(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"calendar {self.name}: there is no kind {self.kind!r}")
        if any(isinstance(day, datetime) for day in self.holidays | self.workdays):
            raise ValueError(f"calendar {self.name}: holidays and workdays are dates")
        both = self.holidays & self.workdays
        if both:
            raise ValueError(f"calendar {self.name}: {min(both)} is both off and worked")
        if not self.weekend < frozenset(range(7)):
            raise ValueError(f"calendar {self.name}: the weekend leaves no day to work")
        if self.roll_to_workday and self.kind != "natural_day":
            raise ValueError(f"calendar {self.name}: only natural days roll to a working day")

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was counted on this calendar and is asked for again at every count, by its name."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: what was counted is counted again where a copy needs it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def public(self) -> Public:
        """Whose public holidays count, as stated or by the zone."""
        return public_of_zone(self.zone) if self.public_holidays is None else self.public_holidays

    def on(self, day: date) -> Calendar:
        """What the calendar is on a day."""
        found = self
        for begins, changed in self.later:
            if begins <= day:
                found = changed
        return found

    def hours_of(self, weekday: int) -> Office:
        """The office hours of a weekday (Monday is 0) that is worked."""
        return dict(self.weekdays).get(weekday, self.office)

    @property
    def counts_days(self) -> bool:
        """True for the two kinds counted in days, false for those counted in hours."""
        return self.kind in ("natural_day", "work_day")

    @property
    def tzinfo(self) -> tzinfo:
        """The rules of `zone`."""
        return zone_of(self.zone)


def _check_office(name: str, office: Office) -> None:
    if not office:
        raise ValueError(f"calendar {name}: there are no office hours")
    free_from = 0
    for period in office:
        if any(at.microsecond or at.tzinfo for at in period):
            raise ValueError(f"calendar {name}: office hours are whole seconds without a zone")
        if not free_from <= period.start_seconds < period.end_seconds:
            raise ValueError(f"calendar {name}: office hours must follow one another")
        free_from = period.end_seconds


STANDARD: Mapping[str, Calendar] = MappingProxyType(
    {
        "natural_day": Calendar("natural_day", "natural_day"),
        "work_day": Calendar("work_day", "work_day"),
        "work_hour": Calendar("work_hour", "work_hour"),
        "urgent_hour": Calendar("urgent_hour", "natural_hour"),
        "natural_hour": Calendar("natural_hour", "natural_hour"),
    }
)
"""The calendars every district has, by name. Urgent hours run day and night, like natural hours."""
