"""Assessments over a log: points of items, totals, grades, ranks, streaks and what follows.

A model, a log, an assessment and a period enter; one `Assessed` per unit leaves. Missing data is
never zero, and what the text leaves open is kept as readings. Rates are counted in `compute`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from govkit.indicators.compute import Computed, compute, holds
from govkit.indicators.in_force import in_force
from govkit.indicators.items import Measured, item_points
from govkit.indicators.log import Instant, Log
from govkit.indicators.periods import Span, before, spans_of
from govkit.indicators.places import Places
from govkit.indicators.possible import UNKNOWN, Possible, Score, added, exactly, merged
from govkit.model.assessment import Assessment
from govkit.model.governance import Governance
from govkit.model.indicator import Indicator
from govkit.model.listing import Item
from govkit.model.units import names_of
from govkit.values import Bound, Mapping, Quantity, Range, Word, Words

# By the name of an indicator: it, and what it gave by unit.
Rates = dict[str, tuple[Indicator, dict[str, Computed]]]


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The points of one item. `left_out`: it had no figure and was taken out of the total."""

    name: str
    score: Score
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """One unit in one period.

    `grades`: the grades the score may have, one where it is settled; the empty name is a score
    in no band. `rewards`: likewise what it can be exchanged for. `rank`: the best and the worst
    place within `group`; None where there is only one unit or the group is not known. `run`: how
    often in a row, at least and at most, a grade of the streak came; `effects`: what follows.
    """

    unit: str
    span: Span | None
    items: tuple[ItemScore, ...]
    score: Score
    grades: tuple[str, ...] = ()
    rewards: tuple[str, ...] = ()
    group: str | None = ""
    rank: tuple[int, int] | None = None
    run: tuple[int, int] | None = None
    effects: tuple[str, ...] = ()


def assess(
    model: Governance, log: Log, assessment: Assessment, span: Span | None = None
) -> tuple[Assessed, ...]:
    """Every unit the assessment is of, in the order of the model.

    A streak looks back over the periods of the log that came before without a gap.
    """
    found = _scored(model, log, assessment, span)
    found = _ranked(found, in_force(assessment, span.last if span else None))
    if span is None:
        return found
    now = in_force(assessment, span.last)
    streak = now.streak.value
    if not isinstance(streak, Mapping):
        return found
    earlier = _earlier(model, log, assessment, span)
    return tuple(_streaked(one, earlier, now, streak) for one in found)


# ── points and grades ──


def _scored(
    model: Governance, log: Log, assessment: Assessment, span: Span | None
) -> tuple[Assessed, ...]:
    day = span.last if span else None
    assessment = in_force(assessment, day)
    rates = {
        name: (
            in_force(indicator, day),
            {one.unit: one for one in compute(model, log, indicator, span)},
        )
        for name, indicator in _indicators(model, assessment)
    }
    found = []
    for unit in Places(model, log, assessment.of.value).units:
        items = tuple(_item(model, assessment, item, unit, rates) for item in assessment.items)
        moving = any(
            one is not None and one.state == "provisional"
            for _, rates_of in rates.values() for one in (rates_of.get(unit),)
        )  # fmt: skip
        score = replace(_total(assessment, items), provisional=moving)
        found.append(
            Assessed(
                unit, span, items, score, _all_hits(assessment.bands.value, score),
                _all_hits(assessment.exchange.value, score), _group(model, assessment, unit),
            )
        )  # fmt: skip
    return tuple(found)


def _indicators(model: Governance, assessment: Assessment) -> Iterator[tuple[str, Indicator]]:
    for item in _every(assessment.items):
        measure = item.measure.value
        if measure is not None:
            name = measure.ref.partition(":")[2]
            yield name, next(one for one in model.indicators if one.name == name)


def _every(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _every(item.items)


def _item(
    model: Governance,
    assessment: Assessment,
    item: Item,
    unit: str,
    rates: Rates,
) -> ItemScore:
    measured: Measured = {
        name: (indicator, by_unit.get(unit)) for name, (indicator, by_unit) in rates.items()
    }
    missing: list[str] = []
    points = item_points(item, measured, missing)
    stated = assessment.missing.value
    if points is None:
        policy = stated.word if isinstance(stated, Word) else ""
        cap = _number(item.points.value)
        if policy == "left_out" and cap is not None:
            return ItemScore(item.name, Score(exactly(Fraction(0))), left_out=True)
        if policy == "full_points" and cap is not None:
            return ItemScore(item.name, Score(exactly(cap)))
        return ItemScore(item.name, Score(UNKNOWN, (item.name,)))
    return ItemScore(item.name, Score(points, tuple(missing)))


def _total(assessment: Assessment, items: tuple[ItemScore, ...]) -> Score:
    """The sum of the items, those left out scaled away, bonus on top.

    With weights each item counts by its share of its own points, times its weight, of the total.
    """
    caps = {item.name: _number(item.points.value) for item in assessment.items}
    bonus = {item.name for item in assessment.items if item.add and not item.points}
    weights = _weights(assessment)
    known = [cap for name, cap in caps.items() if name not in bonus and cap is not None]
    whole = _number(assessment.total.value) or sum(known, Fraction(0))
    base, extra, gone = exactly(Fraction(0)), exactly(Fraction(0)), Fraction(0)
    for one in items:
        cap = caps[one.name]
        if one.name in bonus:
            extra = added(extra, one.score.possible)
            continue
        share = weights.get(one.name) if weights else None
        if one.left_out:
            gone += (share or Fraction(0)) * whole if weights else cap or Fraction(0)
            continue
        points = one.score.possible
        if weights:
            points = _weighted(points, share, cap, whole)
        base = added(base, points)
    missing = tuple(name for one in items for name in one.score.missing)
    if gone and gone < whole:
        base = merged(one.mapped(lambda value: value * whole / (whole - gone)) for one in base)
    elif gone:
        return Score(UNKNOWN, missing or tuple(one.name for one in items if one.left_out))
    return Score(added(base, extra), missing)


def _weighted(
    points: tuple[Possible, ...], share: Fraction | None, cap: Fraction | None, whole: Fraction
) -> tuple[Possible, ...]:
    if share is None or not cap or not whole:
        return UNKNOWN
    factor = share * whole / cap
    return merged(one.mapped(lambda value: value * factor) for one in points)


def _weights(assessment: Assessment) -> dict[str, Fraction]:
    value = assessment.weights.value
    entries = value.entries if isinstance(value, Mapping) else ()
    return {
        str(arrow.keys[0]).rpartition(":")[2]: arrow.to[0].number
        for arrow in entries if isinstance(arrow.to[0], Quantity)
    }  # fmt: skip


def _number(value: object) -> Fraction | None:
    if isinstance(value, Bound):
        value = value.quantity
    if isinstance(value, Quantity) and value.direction == "exact":
        return value.number
    return None


# ── bands ──


def hit(mapping: Mapping, value: Fraction) -> str:
    """What a value leads to by the first band that holds it; empty where none does."""
    for arrow in mapping.entries:
        if _holds(arrow.keys[0], value):
            return str(arrow.to[0])
    return ""


def _holds(key: object, value: Fraction) -> bool:
    if isinstance(key, Quantity):
        return value == key.number
    return key == "else" or bool(holds(key, value))


def _all_hits(mapping: Mapping | None, score: Score) -> tuple[str, ...]:
    """All that a score may lead to; every band where nothing is known of it."""
    if not isinstance(mapping, Mapping):
        return ()
    found: dict[str, None] = {}
    for one in score.possible:
        found.update(dict.fromkeys(_hits(mapping, one.low, one.high)))
    return tuple(found)


def _hits(mapping: Mapping, low: Fraction | None, high: Fraction | None) -> Iterator[str]:
    if low is not None and high is not None:
        edges = {edge for arrow in mapping.entries for edge in _edges(arrow.keys[0])}
        inner = sorted({low, high, *(edge for edge in edges if low < edge < high)})
        between = [(one + other) / 2 for one, other in pairwise(inner)]
        for value in sorted([*inner, *between], reverse=True):
            yield hit(mapping, value)
        return
    for arrow in mapping.entries:
        yield str(arrow.to[0])


def _edges(key: object) -> tuple[Fraction, ...]:
    if isinstance(key, Range):
        return key.low.number, key.high.number
    if isinstance(key, Bound):
        return (key.quantity.number,)
    return (key.number,) if isinstance(key, Quantity) else ()


# ── groups and ranks ──


def _group(model: Governance, assessment: Assessment, unit: str) -> str | None:
    """The group a unit is ranked in: a level of that name it belongs to; None where unknown."""
    value = assessment.groups.value
    if not isinstance(value, Words) or not value.words:
        return ""
    levels = {level.name: level for level in model.levels}
    for word in value.words:
        if word in levels and (unit in names_of(levels[word]) or _level_of(model, unit) == word):
            return word
    return None


def _level_of(model: Governance, unit: str) -> str:
    try:
        return model.unit(unit).level
    except KeyError:
        return ""


def _ranked(found: tuple[Assessed, ...], assessment: Assessment) -> tuple[Assessed, ...]:
    """Places within each group; equal scores share the better place, the next one is left out.

    Units are compared under the same readings of the log. One without any figure has no place
    where the text leaves out what is missing.
    """
    stated = assessment.missing.value
    leaves_out = isinstance(stated, Word) and stated.word == "left_out"
    placed = [one for one in found if not (leaves_out and _without_data(one))]
    ranked = []
    for one in found:
        rivals = [other for other in placed if other.group == one.group and other is not one]
        if one.group is None or not rivals or one not in placed:
            ranked.append(one)
            continue
        places = [_places(here, rivals) for here in one.score.possible]
        ranked.append(replace(one, rank=(min(best for best, _ in places),
                                         max(worst for _, worst in places))))  # fmt: skip
    return tuple(ranked)


def _places(here: Possible, rivals: list[Assessed]) -> tuple[int, int]:
    """The best and the worst place of a score, among rivals read in the same way."""
    best = worst = 1
    for other in rivals:
        against = other.score.under(here.choices)
        best += here.high is not None and all(
            one.low is not None and one.low > here.high for one in against
        )
        worst += here.low is None or any(one.high is None or one.high > here.low for one in against)
    return best, worst


def _without_data(one: Assessed) -> bool:
    """Whether nothing of what a unit is assessed by has a figure."""
    return bool(one.items) and all(item.left_out for item in one.items)


# ── streaks ──


def _earlier(
    model: Governance, log: Log, assessment: Assessment, span: Span
) -> list[dict[str, tuple[str, ...]]]:
    """The grades by unit of the periods before, the last one first."""
    days = [
        found.day for case in log.cases for found in (case.reported, case.closed, case.due)
        if isinstance(found, Instant)
    ]  # fmt: skip
    first = spans_of(days, span.unit)[0] if days else span
    found, at = [], before(span)
    while at is not None and at.first >= first.first:
        scored = _scored(model, log, assessment, at)
        found.append({one.unit: one.grades for one in scored})
        at = before(at)
    return found


def _streaked(
    one: Assessed,
    earlier: list[dict[str, tuple[str, ...]]],
    assessment: Assessment,
    streak: Mapping,
) -> Assessed:
    value = assessment.streak_band.value
    counted = set(value.words) if isinstance(value, Words) else set()
    grades = [one.grades, *(by_unit.get(one.unit, ()) for by_unit in earlier)]
    least = _run(bool(each) and set(each) <= counted for each in grades)
    most = _run(bool(set(each) & counted) for each in grades)
    effects = (hit(streak, Fraction(times)) for times in range(least, most + 1) if times)
    return replace(one, run=(least, most), effects=tuple(dict.fromkeys(e for e in effects if e)))


def _run(held: Iterable[bool]) -> int:
    number = 0
    for one in held:
        if not one:
            break
        number += 1
    return number
