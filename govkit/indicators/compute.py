"""An indicator over a log: numerator, denominator and rate per unit, under every open reading.

A model, a log, an indicator and a period enter; figures leave. Counts are whole, rates exact; what
a blank cell leaves unknown is a pair of bounds. Scores and wording are not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import floor

from govkit.engine.time.clocks import Clocks
from govkit.indicators import counting
from govkit.indicators.counting import Truth
from govkit.indicators.in_force import in_force
from govkit.indicators.log import Case, Log
from govkit.indicators.periods import Span, cut_off, ends
from govkit.indicators.places import WHOLE, Places
from govkit.indicators.readings import SETS, Reading, Settings, settings
from govkit.model.governance import Governance
from govkit.model.indicator import Indicator
from govkit.values import Bound, Quantity, Range, Words
from govkit.vocabulary.words import spellings

_DIGITS = {"whole_percent": 0, "one_decimal": 1, "two_decimals": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one reading gives for one unit.

    `numerator` and `denominator` count the certain cases; a count has no denominator (None).
    `least` and `most` bound the value: equal where it is known, both None where nothing is
    counted. `blanks` are the rows and columns whose blank cells keep it open, `provisional` the
    rows whose limit was counted over days whose holidays are not published or not known.
    """

    reading: Reading
    numerator: int
    denominator: int | None
    least: Fraction | None
    most: Fraction | None
    blanks: tuple[tuple[int, str], ...] = ()
    provisional: tuple[int, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The exact value, None where there is none or it is not known."""
        return self.least if self.least == self.most and not self.blanks else None

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two figures alike, whichever reading gave them."""
        return (self.numerator, self.denominator, *self.result, bool(self.provisional))

    @property
    def result(self) -> tuple[object, ...]:
        """What a figure comes to: its bounds, and whether blanks keep it open."""
        return (self.least, self.most, bool(self.blanks))


@dataclass(frozen=True, slots=True)
class Computed:
    """An indicator for one unit (the empty name: for all of them) in one period.

    `figures` differ from each other; `open` names the settings that make their values differ
    (two readings may come to one value by other counts). `unread` pairs a
    field with a word that belongs to no closed set (empty: nothing is said). `left_out` pairs a
    row with the reason it does not count: `excluded`, `unreached`.
    `assumed`: units were put under their parents by an even spread.
    """

    indicator: str
    unit: str
    span: Span | None
    figures: tuple[Figure, ...]
    open: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    assumed: bool = False

    @property
    def state(self) -> str:
        """`known`, `provisional` (known, but the end of a limit may move), `no_value` (nothing to
        divide by), `unknown` (a blank decides), `unclear`."""
        if len({figure.result for figure in self.figures}) != 1:
            return "unclear"
        if self.figures[0].blanks:
            return "unknown"
        if self.figures[0].least is None:
            return "no_value"
        return "provisional" if self.figures[0].provisional else "known"

    @property
    def value(self) -> Fraction | None:
        """The one exact value, known or provisional; None in every other state."""
        return self.figures[0].value if self.state in ("known", "provisional") else None


def compute(
    model: Governance,
    log: Log,
    indicator: Indicator,
    span: Span | None = None,
    of: Iterable[str] | None = None,
) -> tuple[Computed, ...]:
    """The indicator for every unit it is `of`, and last for all of them together.

    The indicator is taken as it is in force on the last day of the period. `span` None: over the
    whole log. `of` names units instead of those of the indicator. The
    numerator is counted among the cases of the denominator. In the last row each case counts
    once, even where it counts for several units.
    """
    indicator = in_force(indicator, span.last if span else None)
    told = settings(indicator, log, span)
    places = Places(model, log, indicator.of.value, tuple(of) if of is not None else None)
    tallies = _tallies(model, log, indicator, told, span, places)
    found = []
    for unit in (*places.units, WHOLE):
        figures = {reading: tally.figure(unit, reading) for reading, tally in tallies.items()}
        first = next(iter(tallies.values()), None)
        found.append(
            Computed(
                indicator.name, unit, span, _distinct(figures.values()), _open(figures, told),
                told.unread, first.left_out(unit) if first else (), places.assumed,
            )
        )  # fmt: skip
    return tuple(found)


def by_reading(
    model: Governance, log: Log, indicator: Indicator, span: Span | None = None
) -> dict[Reading, Figure]:
    """The indicator for all units together, under each reading that the log makes matter.

    Empty where its numerator or its denominator is of no closed set.
    """
    indicator = in_force(indicator, span.last if span else None)
    told = settings(indicator, log, span)
    places = Places(model, log, indicator.of.value)
    tallies = _tallies(model, log, indicator, told, span, places)
    return {reading: tally.figure(WHOLE, reading) for reading, tally in tallies.items()}


def _tallies(
    model: Governance,
    log: Log,
    indicator: Indicator,
    told: Settings,
    span: Span | None,
    places: Places,
) -> dict[Reading, _Tally]:
    clocks = Clocks(model)
    return {
        reading: _tally(model, log, indicator, reading, span, places, clocks)
        for reading in told.readings()
    }


def _distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        kept.setdefault(figure.same, figure)
    return tuple(kept.values())


def _open(figures: dict[Reading, Figure], told: Settings) -> tuple[str, ...]:
    """The settings that alone, the others kept, change a figure."""
    found = []
    for name in SETS:
        if len(told.choices[name]) < 2:
            continue
        seen: dict[tuple[str, ...], tuple[object, ...]] = {}
        for reading, figure in figures.items():
            rest = tuple(getattr(reading, other) for other in SETS if other != name)
            if seen.setdefault(rest, figure.result) != figure.result:
                found.append(name)
                break
    return tuple(found)


# ── adding up ──

# A case of a unit: whether it is in the denominator and, if so, in the numerator.
_Ways = frozenset[tuple[bool, bool]]
_IN, _BELOW, _OUT = (True, True), (True, False), (False, False)


class _Tally:
    """The cases of one reading by unit."""

    def __init__(self, reading: Reading, places: Places) -> None:
        self.counts: dict[str, list[int]] = {unit: [0, 0] for unit in (*places.units, WHOLE)}
        self.maybe: dict[str, list[tuple[Case, _Ways]]] = {unit: [] for unit in self.counts}
        self.out: dict[str, list[tuple[int, str]]] = {unit: [] for unit in self.counts}
        self.moving: dict[str, list[int]] = {unit: [] for unit in self.counts}
        sets = (*reading.numerator, *reading.denominator)
        dated = {"due" if reading.dated_by == "day_due" else reading.dated_by[4:]}
        self.columns = counting.columns_of(sets) | dated | {"unit", "excluded_by"}
        if places.matters:
            self.columns |= {"matter"}

    def add(self, unit: str, case: Case, inside: Truth, above: Truth) -> None:
        ways = _ways(inside, above)
        if ways == {_OUT}:
            return
        if "due" in self.columns and case.provisional:
            self.moving[unit].append(case.row)
        if len(ways) > 1:
            self.maybe[unit].append((case, ways))
            return
        self.counts[unit][1] += 1
        self.counts[unit][0] += ways == {_IN}

    def left_out(self, unit: str) -> tuple[tuple[int, str], ...]:
        return tuple(self.out[unit])

    def figure(self, unit: str, reading: Reading) -> Figure:
        above, below = self.counts[unit]
        unsure = self.maybe[unit]
        blanks = tuple(
            (case.row, column) for case, _ in unsure for column in sorted(self.columns & case.blank)
        ) or tuple((case.row, "") for case, _ in unsure)  # fmt: skip
        moving = tuple(self.moving[unit])
        if "no_base" in reading.denominator:
            low = above + sum(_IN in ways and len(ways) == 1 for _, ways in unsure)
            high = above + sum(_IN in ways for _, ways in unsure)
            return Figure(reading, above, None, Fraction(low), Fraction(high), blanks, moving)
        least = _bound(above, below, [_lowest(ways) for _, ways in unsure])
        most = _bound(above, below, [_highest(ways) for _, ways in unsure])
        return Figure(reading, above, below, least, most, blanks, moving)


def _ways(inside: Truth, above: Truth) -> _Ways:
    """What a case may turn out to be: out, in the denominator alone, or in both."""
    if inside is False:
        return frozenset({_OUT})
    counted = {_IN} if above else {_BELOW} if above is False else {_IN, _BELOW}
    return frozenset(counted | ({_OUT} if inside is None else set()))


def _lowest(ways: _Ways) -> tuple[bool, bool]:
    return _BELOW if _BELOW in ways else _OUT if _OUT in ways else _IN


def _highest(ways: _Ways) -> tuple[bool, bool]:
    return _IN if _IN in ways else _OUT if _OUT in ways else _BELOW


def _bound(above: int, below: int, taken: list[tuple[bool, bool]]) -> Fraction | None:
    below += sum(inside for inside, _ in taken)
    above += sum(in_both for _, in_both in taken)
    return Fraction(above, below) if below else None


def _tally(
    model: Governance,
    log: Log,
    indicator: Indicator,
    reading: Reading,
    span: Span | None,
    places: Places,
    clocks: Clocks,
) -> _Tally:
    tally = _Tally(reading, places)
    end = _end(indicator, reading, span)
    for case in counting.cases_of(log, reading, model, clocks):
        inside = counting.both(counting.within(case, reading, span), places.about(case))
        inside = counting.both(inside, counting.member(case, reading.denominator, reading, end))
        if inside is False:
            continue
        gone = counting.excluded(case, reading, indicator)
        lost = counting.unreached(case, reading)
        above = counting.member(case, reading.numerator, reading, end)
        for unit, own in _shares(case, reading, places):
            if own and (gone or lost):
                tally.out[unit].append((case.row, "excluded" if gone else "unreached"))
            kept = False if gone or lost else None if gone is None else True
            tally.add(unit, case, counting.both(counting.both(inside, kept), own), above)
    return tally


def _shares(case: Case, reading: Reading, places: Places) -> list[tuple[str, Truth]]:
    """The units a case counts for, surely or perhaps; the whole counts it once."""
    own = counting.units_of(case, reading)
    sure = {places.held(unit) for unit in own if unit is not None}
    if None in own:
        shares: list[tuple[str, Truth]] = [
            (unit, True if unit in sure else None) for unit in places.units
        ]
        return [*shares, (WHOLE, True if places.any or sure - {None} else None)]
    known = [(unit, True) for unit in places.units if unit in sure]
    return [*known, (WHOLE, True)] if known else []


def _end(indicator: Indicator, reading: Reading, span: Span | None) -> datetime | None:
    if span is None or reading.cut_off == "whole_log":
        return None
    if reading.cut_off == "stated":
        return cut_off(span, indicator.cut_off.value)
    return ends(span)


# ── printing ──


def rounding_of(indicator: Indicator) -> tuple[int, str] | None:
    """Decimals of the percentage and the way to round; halves go up where no way is said."""
    value = indicator.rounding.value
    known = spellings("rounding")
    said = {known.get(word) for word in (value.words if isinstance(value, Words) else ())}
    digits = next((_DIGITS[word] for word in _DIGITS if word in said), None)
    return None if digits is None else (digits, "truncated" if "truncated" in said else "half_up")


def rounded(value: Fraction, indicator: Indicator) -> Fraction:
    """A rate as the indicator rounds it; unchanged where it does not say to how many decimals."""
    told = rounding_of(indicator)
    if told is None:
        return value
    scale = 100 * 10 ** told[0]
    part = Fraction(1, 2) if told[1] == "half_up" else Fraction(0)
    return Fraction(floor(value * scale + part), scale)


def reached(value: Fraction, indicator: Indicator) -> bool | None:
    """Whether a value is what the indicator aims at; an amount without a mark means at least.

    None where there is no target, or where the exact and the rounded value give two answers.
    """
    answers = {
        holds(indicator.target.value, one) for one in (value, rounded(value, indicator))
    }  # fmt: skip
    return answers.pop() if len(answers) == 1 else None


def holds(target: object, value: Fraction) -> bool | None:
    """Whether a value keeps an amount, a bound or a range; None for anything else."""
    if isinstance(target, Quantity):
        return value >= target.number if target.direction == "exact" else None
    if isinstance(target, Bound):
        edge = target.quantity.number
        return {"≥": value >= edge, ">": value > edge, "≤": value <= edge, "<": value < edge}.get(
            target.comparison
        )
    if isinstance(target, Range):
        low, high = target.low.number, target.high.number
        above = value > low or (target.include_low and value == low)
        return above and (value < high or (target.include_high and value == high))
    return None
