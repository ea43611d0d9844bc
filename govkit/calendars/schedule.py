"""The published holiday schedules, year by year, as data.

The rows of `holidays.csv` enter; a table from days to holidays and make-up days leaves, with the
years it is complete for. Weekends, calendars and limits are not known here.

Source: the yearly notices of the General Office of the State Council on the holidays of 2024
(25 October 2023), 2025 (12 November 2024) and 2026 (4 November 2025).
"""

from __future__ import annotations

import csv
import pkgutil
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class Holiday(NamedTuple):
    """One row: a day that the schedule of a year names, off or worked.

    `schedule` is the year of the notice; a notice may name days of the December before.
    """

    schedule: int
    day: date
    off: bool
    festival_zh: str
    festival_en: str


class Schedule(NamedTuple):
    """All published schedules: the days they name by ordinal, and the years they settle."""

    days: Mapping[int, Holiday]
    years: frozenset[int]


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


@lru_cache(maxsize=1)
def public_schedule() -> Schedule:
    """The schedules that come with the library. ValueError where a day stands twice."""
    data = pkgutil.get_data("govkit.calendars", "holidays.csv") or b""
    rows = [read_row(row) for row in csv.DictReader(data.decode("utf-8").splitlines())]
    days = {row.day.toordinal(): row for row in rows}
    if len(days) != len(rows):
        raise ValueError("holiday table: a day stands twice")
    return Schedule(MappingProxyType(days), frozenset(row.schedule for row in rows))
