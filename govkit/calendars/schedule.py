"""The published holiday schedules, place by place and year by year, as data.

A `Public` (whose public holidays count) enters; days named off or worked, and the years that are
known, leave. Weekends, calendars and limits are not known here.

Sources: the yearly notices of the General Office of the State Council on the holidays of 2024
(25 October 2023), 2025 (12 November 2024) and 2026 (4 November 2025); for Guangxi decree no. 98 of
its people's government, by which the third and fourth day of the third lunar month are off.
"""

from __future__ import annotations

import csv
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from govkit.calendars.abroad import Year, holidays_abroad, known_abroad


class Holiday(NamedTuple):
    """One row: a day that the schedule of a year names, off or worked.

    `schedule` is the year of the notice; a notice may name days of the December before.
    """

    schedule: int
    day: date
    off: bool
    festival_zh: str
    festival_en: str


@dataclass(frozen=True)
class Public:
    """Whose public holidays count.

    `places`: `china`, its `REGIONS`, or countries of the package `holidays` (`GB`, `GB-SCT`).
    `days`: those a text brings itself; the years they lie in are then known. Neither: there are
    none. `known` is False where nobody has said whose holidays count and no zone tells.
    `named` is False where the places follow from the zone alone.
    """

    places: tuple[str, ...] = ()
    days: tuple[Holiday, ...] = ()
    known: bool = True
    named: bool = True


CHINA = Public(("china",))
NONE = Public()
UNKNOWN = Public(known=False, named=False)
REGIONS = ("guangxi", "tibet", "xinjiang", "ningxia")
"""Regions of China with public holidays of their own; those of Guangxi are data."""


class Schedule:
    """The days that are named for some places, and the years for which they are known."""

    def __init__(self, public: Public) -> None:
        self._public = public
        self._days = {row.day.toordinal(): row for row in public.days}
        self._years = frozenset(row.schedule for row in public.days)
        self._foreign = [one for one in public.places if one not in ("china", *REGIONS)]
        self._tables = [rows_of(one) for one in public.places if one not in self._foreign]
        for table in self._tables:  # a region names its days after the country
            self._days.update({row.day.toordinal(): row for row in table})

    def day(self, ordinal: int) -> Holiday | None:
        """What the schedules say of a day; None where they do not name it."""
        found = self._days.get(ordinal)
        if found is not None or not self._foreign:
            return found
        day = date.fromordinal(ordinal)
        for year in self._of_year(day.year):
            if day in year.days:
                return Holiday(day.year, day, True, year.days[day], year.days[day])
        return None

    def named(self, year: int) -> frozenset[int]:
        """The ordinals of the days of a year that the schedules name; others may be among them."""
        abroad = (day.toordinal() for found in self._of_year(year) for day in found.days)
        return frozenset(self._days).union(abroad)

    def settled(self, year: int) -> bool:
        """Whether the public holidays of a year are known for every place."""
        if not self._public.known or (self._public.days and year not in self._years):
            return False
        if any(all(row.schedule != year for row in table) for table in self._tables):
            return False
        return all(found.sure for found in self._of_year(year))

    def _of_year(self, year: int) -> list[Year]:
        return [holidays_abroad(place, year) for place in self._foreign]


@lru_cache(maxsize=64)
def schedule_of(public: Public) -> Schedule:
    """The schedules of some places; equal ones share them. ValueError for a place not known."""
    for place in public.places:
        if place not in ("china", *REGIONS):
            known_abroad(place)
    return Schedule(public)


def read_row(row: Mapping[str, str]) -> Holiday:
    """One line of the table. ValueError for a day that is neither `off` nor `work`."""
    if row["day"] not in ("off", "work"):
        raise ValueError(f"holiday table: {row['date']} is neither off nor work")
    return Holiday(
        int(row["schedule"]),
        date.fromisoformat(row["date"]),
        row["day"] == "off",
        row["festival_zh"],
        row["festival_en"],
    )


@lru_cache(maxsize=8)
def rows_of(place: str) -> tuple[Holiday, ...]:
    """The rows that come with the library for China or a region. ValueError: a day stands twice."""
    name = "holidays.csv" if place == "china" else "local_holidays.csv"
    lines = (pkgutil.get_data("govkit.calendars", name) or b"").decode("utf-8").splitlines()
    found = [
        read_row(row) for row in csv.DictReader(lines)
        if place == "china" or row["region"] == place
    ]  # fmt: skip
    if len({row.day for row in found}) != len(found):
        raise ValueError("holiday table: a day stands twice")
    return tuple(found)
