"""What a log of cases says about a workload: counts, rates with their intervals, shares, waits.

The cases of a log and a period enter; measured figures leave, each with what it was counted among.
What a log cannot tell is not filled in, and how a figure is written in a text is not known here.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from govkit.indicators import Case, Log
from govkit.indicators.log import Instant
from govkit.model.governance import Governance

CAME = ("reported", "accepted", "signed")
"""The columns that may say when a case came in, the first that a log has."""

LEAST = 5
"""So many cases must be expected in each cell before an unevenness is looked for."""

_ONE_IN_100, _TWO_IN_100 = 2.326, 1.96
_YEAR = 365
_PER_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Uneven:
    """How unevenly cases fall into cells: counts, how much room each cell had, and the test of it.

    `known` is how many cases tell their cell. `chi2` is None where they are too few to look.
    """

    counts: tuple[int, ...]
    room: tuple[float, ...]
    chi2: float | None
    bound: float

    @property
    def known(self) -> int:
        """How many cases tell."""
        return sum(self.counts)

    @property
    def shown(self) -> bool:
        """Whether the counts carry weights: by chance alone once in a hundred logs."""
        return self.chi2 is not None and self.chi2 > self.bound

    def weights(self) -> tuple[float, ...]:
        """How many times the mean each cell has; zero where it had no room."""
        mean = self.known / sum(self.room)
        return tuple(
            count / room / mean if room else 0.0
            for count, room in zip(self.counts, self.room, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Stream:
    """Cases that came in at the units of one level; of none (`""`) where the log does not tell.

    `per_month` is the rate with its 95 % interval, `matters` counts by matter, `units` by unit.
    """

    level: str
    cases: int
    per_month: tuple[float, float, float]
    matters: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, int], ...]
    over_units: Uneven
    weekdays: Uneven
    hours: Uneven
    months: Uneven


@dataclass(frozen=True, slots=True)
class Happened:
    """How often something happened to those cases of which the log tells."""

    key: str
    count: int
    known: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Times in hours, the shortest first; `unfinished` are those that had no end yet."""

    hours: tuple[float, ...]
    unfinished: int = 0

    def quantile(self, share: float) -> float:
        """The smallest time at or below which at least that share lies."""
        return self.hours[max(0, min(len(self.hours) - 1, int(share * len(self.hours))))]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a log says. `rows` are all cases, `undated` those without a day on which they came, and
    `outside` those that came outside the period; neither is in any stream.

    `stays` are by the level of the last unit, from coming in to closing.
    """

    first: date
    last: date
    months: float
    column: str
    rows: int
    undated: int
    outside: int
    streams: tuple[Stream, ...]
    happened: tuple[Happened, ...]
    signing: Waits
    stays: Mapping[str, Waits]


def measured(
    log: Log, model: Governance, first: date | None = None, last: date | None = None
) -> Measured | None:
    """What a log says of the days from `first` to `last`, both included; else of all its days.

    None where no case tells when it came in, in these days.
    """
    column = next((name for name in CAME if name in log.columns), "")
    came = {case.row: _instant(case, column) for case in log.cases}
    days = [at.day for at in came.values() if at is not None]
    begins, ends = first or min(days, default=None), last or max(days, default=None)
    if begins is None or ends is None:
        return None
    within = [case for case in log.cases if (at := came[case.row]) and begins <= at.day <= ends]
    if not within:
        return None
    months = sum(map(_of_month, _days(begins, ends)))
    by_level: dict[str, list[Case]] = {}
    for case in within:
        by_level.setdefault(_level(model, _received(case)), []).append(case)
    streams = tuple(
        _stream(model, level, cases, [at for case in cases if (at := came[case.row])],
                months, (begins, ends))
        for level, cases in sorted(by_level.items(), key=lambda item: -len(item[1]))
    )  # fmt: skip
    return Measured(
        begins, ends, months, column, len(log.cases), len(log.cases) - len(days),
        len(days) - len(within), streams, tuple(_happened(log, within)),
        _waits((came[case.row], case.signed) for case in within if column != "signed"),
        _stays(model, within, came),
    )  # fmt: skip


# ── cases that come in ──
def _stream(
    model: Governance, level: str, cases: Sequence[Case], came: Sequence[Instant],
    months: float, span: tuple[date, date],
) -> Stream:  # fmt: skip
    days = list(_days(*span))
    timed = [at.low for at in came if at.low == at.high]
    by_unit = Counter(_received(case) or "" for case in cases)
    references = [model.tree.reference(one) for one in model.units(level)] if level else []
    names = references or list(by_unit)
    whole_year = len(days) >= _YEAR
    return Stream(
        level,
        len(cases),
        tuple(n / months for n in (len(cases), *poisson(len(cases)))),  # type: ignore[arg-type]
        tuple(Counter(case.matter for case in cases if case.matter).most_common()),
        tuple((name, by_unit[name]) for name in names),
        uneven([by_unit[name] for name in names], [1.0] * len(names)),
        _by(range(7), [at.day.weekday() for at in came], [day.weekday() for day in days]),
        _by(range(24), [at.hour for at in timed], list(range(24))),
        _monthly([at.day for at in came] if whole_year else [], days),
    )  # fmt: skip


def _by(cells: range, of_cases: Iterable[int], of_room: Iterable[int]) -> Uneven:
    counts, room = Counter(of_cases), Counter(of_room)
    return uneven([counts[cell] for cell in cells], [float(room[cell]) for cell in cells])


def _monthly(came: Iterable[date], days: Iterable[date]) -> Uneven:
    """Cases by calendar month. A rate per month is the same in a short one: all have equal room."""
    counts, room = Counter(day.month for day in came), [0.0] * 12
    for day in days:
        room[day.month - 1] += _of_month(day)
    return uneven([counts[month] for month in range(1, 13)], room)


def _of_month(day: date) -> float:
    """Which part of its month a day is."""
    return 1 / monthrange(day.year, day.month)[1]


def uneven(counts: Sequence[int], room: Sequence[float]) -> Uneven:
    """Pearson's χ² of counts against an even spread over the room that each cell had.

    The bound is the 99 % quantile of χ² (Wilson and Hilferty 1931). Not looked for where any cell
    with room would get fewer than `LEAST` cases.
    """
    cells = [(count, space) for count, space in zip(counts, room, strict=True) if space]
    mean = sum(counts) / sum(room) if sum(room) else 0.0
    free = max(1, len(cells) - 1)
    bound = free * (1 - 2 / (9 * free) + _ONE_IN_100 * sqrt(2 / (9 * free))) ** 3
    few = len(cells) < 2 or any(mean * space < LEAST for _, space in cells)
    chi2 = None if few else sum((c - mean * s) ** 2 / (mean * s) for c, s in cells)
    return Uneven(tuple(counts), tuple(room), chi2, bound)


def poisson(count: int) -> tuple[float, float]:
    """The 95 % interval of a mean of which so many were counted (Byar's approximation)."""
    z, n, more = _TWO_IN_100, count, count + 1
    low = n * (1 - 1 / (9 * n) - z / (3 * sqrt(n))) ** 3 if n else 0.0
    return low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3


def merged(uneven_: Uneven) -> list[tuple[int, int, float]]:
    """Neighbouring cells that differ by chance alone, as one: first cell, cell after the last, and
    the weight. A cell is taken in where χ² of the two is below its 95 % quantile, 3.84."""
    found: list[tuple[int, int, float, int, float]] = []
    for cell, (count, room) in enumerate(zip(uneven_.counts, uneven_.room, strict=True)):
        if found:
            begins, _, _, before, space = found[-1]
            mean = (before + count) / (space + room) if space + room else 0.0
            if not mean or not room or not space or (
                (count - mean * room) ** 2 / (mean * room)
                + (before - mean * space) ** 2 / (mean * space) < 3.84
            ):  # fmt: skip
                found[-1] = (begins, cell + 1, 0.0, before + count, space + room)
                continue
        found.append((cell, cell + 1, 0.0, count, room))
    mean = uneven_.known / sum(uneven_.room)
    return [(a, b, n / room / mean if room else 0.0) for a, b, _, n, room in found]


# ── what happened to them ──
def _happened(log: Log, cases: Sequence[Case]) -> Iterable[Happened]:
    """Shares of what a log has a column for."""

    def share(key: str, known: Callable[[Case], bool], did: Callable[[Case], bool]) -> Happened:
        among = [case for case in cases if known(case)]
        return Happened(key, sum(map(did, among)), len(among))

    if "manner" in log.columns:
        for key in ("rejected", "terminated", "forced"):
            yield share(key, lambda c: c.manner is not None, lambda c, key=key: c.manner == key)  # type: ignore[misc]
    if "call_back" in log.columns:
        called = ("satisfied", "dissatisfied", "unreached")
        yield share("dissatisfied", lambda c: c.call_back in called,
                    lambda c: c.call_back == "dissatisfied")  # fmt: skip
        yield share("unreached", lambda c: c.call_back in called,
                    lambda c: c.call_back == "unreached")  # fmt: skip
    if "transferred_from" in log.columns:
        yield share("transferred", lambda c: c.transferred_from is not None,
                    lambda c: bool(c.transferred_from))  # fmt: skip
    if "reopened" in log.columns:
        yield share("reopened", lambda c: isinstance(c.closed, Instant),
                    lambda c: c.reopened is not None)  # fmt: skip


def _stays(
    model: Governance, cases: Iterable[Case], came: Mapping[int, Instant | None]
) -> Mapping[str, Waits]:
    by_level: dict[str, list[Case]] = {}
    for case in cases:
        by_level.setdefault(_level(model, case.unit), []).append(case)
    return {
        level: _waits((came[case.row], case.closed) for case in held)
        for level, held in sorted(by_level.items())
    }


def _waits(spans: Iterable[tuple[Instant | None, Instant | bool | None]]) -> Waits:
    """Times between moments that are both known to the minute."""
    held = list(spans)
    hours = [
        (end.low - start.low).total_seconds() / _PER_HOUR
        for start, end in held
        if isinstance(end, Instant) and start is not None
        and start.low == start.high and end.low == end.high and end.low >= start.low
    ]  # fmt: skip
    return Waits(tuple(sorted(hours)), sum(end is False for _, end in held))


# ── rows ──
def _instant(case: Case, column: str) -> Instant | None:
    found = getattr(case, column) if column else None
    return found if isinstance(found, Instant) else None


def _received(case: Case) -> str | None:
    """The unit that got it first."""
    return case.transferred_from or case.unit


def _level(model: Governance, unit: str | None) -> str:
    """The level of a unit; empty where it is none."""
    try:
        return model.unit(unit).level if unit else ""
    except KeyError:
        return ""


def _days(first: date, last: date) -> Iterable[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
