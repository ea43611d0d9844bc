"""How a limit is counted: the calendars that something has chosen for it, and the account of it.

What chooses a calendar, a day and an amount enter; calendars by unit and the reading of an end
leave. Timers, pauses and what an end does are not known here. Limits of one calendar that begin on
the same day with the same amount are counted alike, and share one account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from govkit.calendars import STANDARD, Calendar, Due, PackageMissing, due
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.timer import HolidaysKnown, LimitReading, Skipped
from govkit.engine.plan.keeping import Keeps
from govkit.model.timekeeping import Timekeeping

NOTHING = Keeps()
Amount = tuple[str, Fraction]
MOST_COUNTED = 4_096  # accounts that are remembered of each choice of calendars
_DAYS = frozenset({"work_day", "natural_day"})


class Kept(Mapping[str, Calendar]):
    """The calendars that count the units of a limit, by unit, as something has chosen them."""

    def __init__(self, time: Timekeeping, keeps: Keeps = NOTHING, day: date | None = None) -> None:
        self._time, self._keeps, self._day = time, keeps, day
        self._names: dict[str, str] = {}
        self._calendars: dict[str, Calendar] = {}
        self._readings: dict[tuple[str, int, int], LimitReading] = {}

    def name(self, unit: str) -> str:
        """The text's own calendar that counts a unit; empty for the standard one."""
        found = self._names.get(unit)
        if found is None:
            found = self._keeps.name or self._time.default(unit, self._day)
            self._names[unit] = found
        return found

    def rolls(self, unit: str) -> bool | None:
        """Whether an end in days moves off a day off; None where nobody says so."""
        if unit != "natural_day" or self._keeps.rolls is not None:
            return self._keeps.rolls
        return self._time.rolls(self.name(unit), self._day)

    def __getitem__(self, unit: str) -> Calendar:
        found = self._calendars.get(unit)
        if found is None:
            if unit not in STANDARD:
                raise KeyError(unit)
            try:
                found = self._time.of(unit, self.name(unit), self.rolls(unit) or False)
            except PackageMissing:
                raise refuse("GOV915", calendar=self.name(unit)) from None
            self._calendars[unit] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(STANDARD)

    def __len__(self) -> int:
        return len(STANDARD)

    def end(self, starts: datetime, amount: Amount, close_of_office: bool) -> Due:
        """When an amount that begins with an instant ends. Raises ValueError as `due` does."""
        unit, number = amount
        whole = number.numerator if number.denominator == 1 else number
        return due(starts, whole, self[unit], close_of_office=close_of_office)

    def reading(self, starts: datetime, amount: Amount, end: Due) -> LimitReading:
        """How an end was counted, as data of the engine."""
        unit, number = amount
        if unit not in _DAYS:
            return self._read(amount, end)
        key = unit, number.numerator, starts.toordinal()
        found = self._readings.get(key)
        if found is None:
            if len(self._readings) >= MOST_COUNTED:
                self._readings.clear()
            found = self._readings[key] = self._read(amount, end)
        return found

    def _read(self, amount: Amount, end: Due) -> LimitReading:
        unit, number = amount
        read, rolls = end.reading, self.rolls(unit)
        moved = read.last_day != read.counted_to
        return LimitReading.model_construct(
            calendar=unit,
            keeps=self.name(unit),
            rolls=rolls,
            amount=number,
            first_day=read.first_day,
            last_day=read.last_day,
            moved_from=read.counted_to if moved else None,
            or_moved_to=read.next_workday if rolls is None else None,
            skipped=tuple(
                _skipped(off.day, off.festival_zh or "", off.festival_en or "")
                for off in read.skipped
            ),
            made_up=read.made_up,
            unpublished=read.unpublished,
            holidays=_holidays(self[unit], read.first_day) if unit.startswith("work_") else "",
        )


@lru_cache(maxsize=4_096)
def _skipped(day: date, zh: str, en: str) -> Skipped:
    return Skipped.model_construct(day=day, zh=zh, en=en)


def _holidays(calendar: Calendar, day: date) -> HolidaysKnown:
    """What is known of the public holidays that a calendar keeps."""
    public = calendar.on(day).public
    if not public.known:
        return "unknown"
    return "local_unknown" if public.places == ("china",) and not public.named else ""
