"""The points of one item: its cap, less so much per unit short, never below the floor.

An item and the figures of its indicators enter; points leave, with one reading for each way to
take what the item leaves open. None leaves where there is no figure to measure it by.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from govkit.indicators.compute import Computed, Figure, rounded
from govkit.indicators.possible import UNKNOWN, Possible, added, exactly, merged
from govkit.model.indicator import Indicator
from govkit.model.listing import Item
from govkit.values import Bound, Quantity, Rate, Word

Measured = dict[str, tuple[Indicator, Computed | None]]
"""By the name of an indicator: it and what it gave for the unit at hand."""

_WAYS = ("in_proportion", "left_off", "as_one")
# What one of a unit of share is.
_SHARES = {
    "percent": Fraction(1, 100),
    "percentage_point": Fraction(1, 100),
    "permille": Fraction(1, 1000),
}


def item_points(item: Item, measured: Measured, missing: list[str]) -> tuple[Possible, ...] | None:
    """The points of an item with those of the items inside it.

    None where its indicator has no value; names of items that cannot be worked out are put into
    `missing`. Items inside that have points of their own make up the item; those without take
    their deductions off its points.
    """
    own = _own(item, measured)
    if own is None:
        return None
    if all(one.low is None for one in own):
        missing.append(item.name)
    for inner in item.items:
        points = item_points(inner, measured, missing)
        if points is None:
            missing.append(inner.name)
            points = UNKNOWN
        own = added(own, points)
    return _clamped(item, own)


def _own(item: Item, measured: Measured) -> tuple[Possible, ...] | None:
    measure = item.measure.value
    cap = _amount(item.points.value)
    if measure is None:
        if not item.items:
            return UNKNOWN
        apart = any(inner.points for inner in item.items)
        return exactly(Fraction(0) if apart or cap is None else cap)
    name = measure.ref.partition(":")[2]
    indicator, computed = measured[name]
    if computed is None or computed.state == "no_value":
        return None
    if not computed.figures:
        return UNKNOWN
    return merged(
        one
        for number, figure in enumerate(computed.figures)
        for one in _of_figure(item, indicator, figure, _choice(computed, number))
    )


def _choice(computed: Computed, number: int) -> tuple[tuple[str, str], ...]:
    if computed.state != "unclear":
        return ()
    return ((f"indicator:{computed.indicator}", str(number)),)


def _of_figure(
    item: Item, indicator: Indicator, figure: Figure, chosen: tuple[tuple[str, str], ...]
) -> Iterator[Possible]:
    """The points one figure gives, for every way to take part units and rounding."""
    if figure.least is None or figure.most is None:
        yield Possible(None, None, chosen)
        return
    stated = item.part_units.value
    ways = (stated.word,) if isinstance(stated, Word) else _WAYS
    found = []
    for way in ways:
        for exact in ("exact", "rounded"):
            ends = [figure.least, figure.most]
            if exact == "rounded" and figure.denominator is not None:
                ends = [rounded(end, indicator) for end in ends]
            points = [worth(item, end, way) for end in ends]
            choices = (*chosen, (f"item:{item.name}.part_units", way),
                       (f"item:{item.name}.rounded", exact))  # fmt: skip
            if points[0] is None or points[1] is None:
                yield Possible(None, None, chosen)
                return
            low, high = sorted((points[0], points[1]))
            found.append(Possible(low, high, tuple(sorted(choices))))
    yield from _only_what_matters(found, chosen)


def _only_what_matters(
    found: list[Possible], chosen: tuple[tuple[str, str], ...]
) -> Iterator[Possible]:
    """One value for each that differs; without its choices where none does."""
    apart: dict[tuple[Fraction | None, Fraction | None], Possible] = {}
    for one in found:
        apart.setdefault((one.low, one.high), one)
    if len(apart) == 1:
        only = found[0]
        yield Possible(only.low, only.high, chosen)
        return
    yield from apart.values()


def worth(item: Item, value: Fraction, way: str) -> Fraction | None:
    """The points of an item for one exact value, before its floor and its ceiling.

    With a threshold `full`: all points where it holds, else less so much per unit short; with
    `add` more per unit beyond. Without a threshold every unit counts, from `repeat_from` on: it
    takes off, or it adds, up to the points there are. Where it should do both, where a rate is
    measured in cases or the other way round, and where a threshold is missed and nothing says
    how much that takes off: None.
    """
    cap = _amount(item.points.value) or Fraction(0)
    full = item.full.value
    short, beyond = _distance(full, value, item)
    if item.add and not item.deduct and (not full or not item.points):
        gained = _points(item.add.value, beyond, way, full)
        return None if gained is None else min(gained, cap) if item.points else gained
    if full is None and item.add and item.deduct:
        return None
    if short:
        lost = _points(item.deduct.value, short, way, full)
        return None if lost is None else cap - lost
    if beyond and item.add:
        gained = _points(item.add.value, beyond, way, full)
        return None if gained is None else cap + gained
    return cap


def _points(rate: object, distance: Fraction, way: str, full: object) -> Fraction | None:
    """The points of a distance at so much per unit."""
    units = _units(rate, distance, way, full)
    if units is None or not isinstance(rate, Rate):
        return None
    each = _amount(rate.amount)
    return None if each is None else units * each


def _distance(full: object, value: Fraction, item: Item) -> tuple[Fraction, Fraction]:
    """How far a value falls short of the threshold, and how far it lies beyond."""
    edge = _amount(full)
    if edge is None:
        first = _amount(item.repeat_from.value) or Fraction(1)
        counted = max(Fraction(0), value - (first - 1))
        return counted, counted
    if isinstance(full, Bound) and full.comparison in ("≤", "<"):
        return max(Fraction(0), value - edge), max(Fraction(0), edge - value)
    return max(Fraction(0), edge - value), max(Fraction(0), value - edge)


def _units(rate: object, distance: Fraction, way: str, full: object) -> Fraction | None:
    """How many of its units a distance has; None where the rate counts something else."""
    if not isinstance(rate, Rate) or len(rate.per) != 1 or not rate.every:
        return None
    share = rate.per[0] in _SHARES
    edge = full.quantity if isinstance(full, Bound) else full
    if isinstance(edge, Quantity) and (edge.unit in _SHARES) != share:
        return None
    size = rate.every * _SHARES.get(rate.per[0], Fraction(1))
    number = distance / size
    if way == "left_off":
        return Fraction(floor(number))
    return Fraction(ceil(number)) if way == "as_one" else number


def _amount(value: object) -> Fraction | None:
    if isinstance(value, Bound):
        value = value.quantity
    if isinstance(value, Quantity) and value.direction == "exact":
        return value.number
    return None


def _clamped(item: Item, points: tuple[Possible, ...]) -> tuple[Possible, ...]:
    """Never above `most`, never below `least`; without a floor, points below zero stay open."""
    most, least = _amount(item.most.value), _amount(item.least.value)
    found = []
    for one in points:
        if most is not None:
            one = one.mapped(lambda value: min(value, most))
        if least is not None:
            one = one.mapped(lambda value: max(value, least))
        elif item.points and one.low is not None and one.low < 0:
            key = f"item:{item.name}.least"
            zero = one.mapped(lambda value: max(value, Fraction(0)))
            found.append(Possible(zero.low, zero.high, (*one.choices, (key, "zero"))))
            one = Possible(one.low, one.high, (*one.choices, (key, "none")))
        found.append(one)
    return merged(found)
