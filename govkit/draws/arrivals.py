"""When cases come in: gaps of a unit-rate Poisson process, stretched by the stated intensity.

A rate and weights of hours, weekdays, seasons and dates become an intensity, constant between its
edges; a run and an intensity become the instants of cases. The n-th case has its own gap, so that
another rate or another season moves the same cases. What a case is about is not known here.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from govkit.calendars import STANDARD, Calendar, PeriodUnit, is_workday, period_of
from govkit.draws.key import Run
from govkit.values import Season, Stretch

GAP = "arrival"
"""The purpose of the draw that is the gap before a case."""
DAY = 86_400
PERIODS: dict[str, PeriodUnit] = {
    "natural_day": "day", "week": "week", "month": "month", "quarter": "quarter",
    "half_year": "half_year", "year": "year",
}  # fmt: skip
PACES = frozenset({*PERIODS, "natural_hour", "work_day"})
"""The units of time that cases can be counted per."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How busy hours, weekdays, seasons and dates are against each other; the first hit counts.

    Weights are not shares: they multiply the intensity where they hold, and what is not named has
    the weight of the rest, 1 where nothing is said. They move cases within the day or the calendar
    year and leave the mean of the year alone.
    """

    hours: tuple[tuple[Stretch, float], ...] = ()
    rest_of_hours: float = 1.0
    weekdays: tuple[tuple[int, float], ...] = ()
    rest_of_weekdays: float = 1.0
    seasons: tuple[tuple[Season, float], ...] = ()
    rest_of_seasons: float = 1.0
    dates: tuple[tuple[date, float], ...] = ()

    def of_day(self, day: date) -> float:
        """The weight of a day: of its weekday (Monday is 1), season and date, multiplied."""
        weekday = next((w for at, w in self.weekdays if at == day.isoweekday()), None)
        season = next((w for at, w in self.seasons if at.holds(day)), None)
        special = next((w for at, w in self.dates if at == day), 1.0)
        return (
            (self.rest_of_weekdays if weekday is None else weekday)
            * (self.rest_of_seasons if season is None else season)
            * special
        )

    def within_day(self) -> tuple[tuple[int, float], ...]:
        """Pieces of a day: the second each ends at, and the share of the day's cases up to there.

        Raises ValueError where a weight is below zero, or every hour has none.
        """
        marks = {0, 1440} | {m for at, _ in self.hours for m in (at.opens, at.closes)}
        edges = sorted(mark for mark in marks if 0 <= mark <= 1440)
        parts = [(b, (b - a) * self._at(a)) for a, b in pairwise(edges)]
        total = math.fsum(weight for _, weight in parts)
        if total <= 0 or min(weight for _, weight in parts) < 0:
            raise ValueError("weights of hours are above zero somewhere and below it nowhere")
        sums = [math.fsum(w for _, w in parts[: n + 1]) / total for n in range(len(parts))]
        sums[-1] = 1.0
        return tuple((end * 60, share) for (end, _), share in zip(parts, sums, strict=True))

    def _at(self, minute: int) -> float:
        hit = (weight for at, weight in self.hours if at.opens <= minute < at.closes)
        return next(hit, self.rest_of_hours)


def spread_over(
    shares: Sequence[tuple[Stretch, float]], rest: float
) -> tuple[tuple[tuple[Stretch, float], ...], float]:
    """Weights of hours and of the rest from shares of the day's cases, of stretches that are apart.

    `9—12点 → 45%，其余 → 55%`: 45 % of the cases come in within these three hours. Raises
    ValueError where the rest has a share and no hour is left for it.
    """
    left = 1440 - sum(at.closes - at.opens for at, _ in shares)
    if left < 0 or (rest and not left):
        raise ValueError("shares of stretches that overlap, or of a rest without an hour")
    weights = tuple((at, share / (at.closes - at.opens)) for at, share in shares)
    return weights, rest / left if left else 0.0


@dataclass(frozen=True, slots=True)
class Intensity:
    """Cases that are expected up to an instant; it rises evenly between its edges.

    `edges` are seconds from the first midnight of the run, rising from 0; `expected` are the cases
    up to each of them, never falling.
    """

    edges: tuple[int, ...]
    expected: tuple[float, ...]

    @property
    def total(self) -> float:
        """The cases expected in the whole run."""
        return self.expected[-1]

    def times(self, factor: float) -> Intensity:
        """The same busy and quiet hours with so many times the cases."""
        return Intensity(self.edges, tuple(factor * cases for cases in self.expected))

    def second(self, cases: float, start: int = 1) -> tuple[int, int] | None:
        """The whole second in which so many cases are reached, and the number of its piece.

        None where the run ends before. `start` is a piece from which on to look.
        """
        at = bisect_left(self.expected, cases, start)
        if at == len(self.expected):
            return None
        low, high = self.edges[at - 1], self.edges[at]
        before, after = self.expected[at - 1], self.expected[at]
        part = (cases - before) / (after - before)
        return min(low + math.floor(part * (high - low)), high - 1), at


def intensity(
    first: date,
    days: int,
    cases: Fraction | float,
    per: str,
    weights: Weights | None = None,
    *,
    every: Fraction = Fraction(1),
    calendar: Calendar = STANDARD["work_day"],
) -> Intensity:
    """The intensity of a run of so many `days` from the midnight before `first`.

    `cases` are expected per `every` of the unit of time `per`, one of `PACES`; a month is a
    calendar month. Raises ValueError for another unit, less than no cases, or weights that are
    below zero or leave no day of a year.
    """
    if per not in PACES or cases < 0 or every <= 0:
        raise ValueError(f"no intensity of {cases} cases per {every} {per}")
    busy = weights or Weights()
    pieces = busy.within_day()
    factor = float(Fraction(cases) / every)
    edges, expected, total = [0], [0.0], 0.0
    for number in range(days):
        day = first + timedelta(days=number)
        of_day = factor * _part(day, per, calendar) * busy.of_day(day)
        of_day *= _evened(day.year, per, busy, calendar)
        edges += [number * DAY + end for end, _ in pieces]
        expected += [total + of_day * share for _, share in pieces]
        total = expected[-1]
    return Intensity(tuple(edges), tuple(expected))


def _part(day: date, per: str, calendar: Calendar) -> float:
    """How many of the unit of time lie in a day: a 31st of a month in January."""
    if per == "natural_hour":
        return 24.0
    if per == "work_day":
        return float(is_workday(day, calendar))
    period = period_of(day, PERIODS[per])
    return 1 / ((period.last - period.first).days + 1)


@lru_cache(maxsize=256)
def _evened(year: int, per: str, weights: Weights, calendar: Calendar) -> float:
    """What all days of a year are multiplied by, so that weights leave its mean alone."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
    parts = [_part(day, per, calendar) for day in days]
    known = [weights.of_day(day) for day in days]
    weighted = math.fsum(part * weight for part, weight in zip(parts, known, strict=True))
    if min(known) < 0 or weighted <= 0:
        raise ValueError(f"weights of days are above zero somewhere in {year} and never below it")
    return math.fsum(parts) / weighted


class Arrival(NamedTuple):
    """A case by its number, from 1 on, and the second it comes in, from the start of the run."""

    number: int
    second: int


def arrivals(run: Run, origin: Sequence[str], of: Intensity) -> Iterator[Arrival]:
    """The cases of a stream at a unit (`origin`), in the order they come in, to the end of the run.

    A higher intensity moves every case earlier, never later, and adds cases at the end.
    """
    reached, piece, number = 0.0, 1, 1
    while True:
        reached -= math.log1p(-run.draws(*origin, number=number).uniform(GAP))
        found = of.second(reached, piece)
        if found is None:
            return
        second, piece = found
        yield Arrival(number, second)
        number += 1
