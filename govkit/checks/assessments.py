"""Checks of assessments and indicators: weights, points, bands, streaks, and what is left open.

A model enters, findings leave. Scores are computed elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import items_in, numbered, refs_in
from govkit.checks.wording import name_of, plain
from govkit.diagnostics import Both, Filler
from govkit.model.assessment import Assessment
from govkit.model.governance import Governance
from govkit.model.listing import Item
from govkit.model.statement import Attribute, Entity
from govkit.values import Bound, Mapping, Quantity, Range, Unknown, Words

Edge = tuple[Fraction | None, Fraction | None, bool, bool]


def check_weights(model: Governance) -> Iterator[Finding]:
    """GOV521: weights, or the parts of a mix, that do not add up to the whole."""
    for path, owner, field in _wholes(model):
        for number, stated in getattr(owner, field).numbered():
            if not isinstance(stated.value, Mapping):
                continue
            shares = [a.to[0] for a in stated.value.entries if isinstance(a.to[0], Quantity)]
            total = sum((share.number for share in shares), Fraction(0))
            whole = all(s.unit in ("percent", "permille") for s in shares)
            if shares and whole and total != 1:
                sum_of = f"{float(total * 100):g}%"
                filled: dict[str, Filler] = {
                    "name": owner.name, "what": _WHOLES[field], "total": sum_of}  # fmt: skip
                yield Finding("GOV521", numbered(f"{path}.{field}", number), filled)


_WHOLES = {"weights": Both("权重", "weights"), "mix": Both("构成", "mix"),
           "matters": Both("事项比重", "shares of matters")}  # fmt: skip


def _wholes(model: Governance) -> Iterator[tuple[str, Entity, str]]:
    """Paths, objects and fields whose shares make a whole: weights, mixes, shares of matters."""
    for one in model.assessments:
        yield f"assessment:{one.name}", one, "weights"
    for workload in model.workloads:
        path = f"workload:{workload.name}"
        around = [(path, workload), *((f"{path}/stream:{s.name}", s) for s in workload.streams)]
        yield from ((at, one, field) for at, one in around for field in ("mix", "matters"))


def check_points(model: Governance) -> Iterator[Finding]:
    """GOV522: items whose points do not add up to the total, or to those of the item around them.

    Items without points take off from the total or add beyond it.
    """
    for assessment in model.assessments:
        path = f"assessment:{assessment.name}"
        yield from _sums(path, assessment, assessment.total, "total")
        for item in items_in(assessment):
            yield from _sums(f"item:{item.name}", item, item.points, "points")


def _sums(
    path: str, whole: Assessment | Item, total: Attribute[Any], field: str
) -> Iterator[Finding]:
    """Whether the items directly inside come to the points of the whole, where all are exact."""
    points = [_points(item) for item in whole.items if item.points or not (item.add or item.deduct)]
    exact = [number for number in points if number is not None]
    stated = total.value
    if not isinstance(stated, Quantity) or not exact or len(exact) != len(points):
        return
    found = sum(exact, Fraction(0))
    if found != stated.number:
        kind = Both("考核", "assessment") if field == "total" else Both("项", "item")
        yield Finding("GOV522", f"{path}.{field}",
                      {"kind": kind, "name": whole.name, "total": plain(stated.number),
                       "found": plain(found)},
                      tuple((f"item:{item.name}.points", "part")
                            for item in whole.items))  # fmt: skip


def _points(item: Item) -> Fraction | None:
    """The exact points of an item, or those of the items inside it together; None if unknown."""
    stated = item.points.value
    if isinstance(stated, Quantity):
        return stated.number if stated.direction == "exact" else None
    worth = [inner for inner in item.items if inner.points or not (inner.add or inner.deduct)]
    inside = [_points(inner) for inner in worth]
    known = [number for number in inside if number is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(inside) else None


def check_bands(model: Governance) -> Iterator[Finding]:
    """GOV523: bands that leave a gap or overlap over the real numbers."""
    for assessment in model.assessments:
        yield from _band_gaps(assessment, "bands")


def _band_gaps(assessment: Assessment, field: str) -> Iterator[Finding]:
    for stated in getattr(assessment, field):
        entries = stated.value.entries
        edges = sorted((_edges(a.keys[0]) for a in entries if a.keys[0] != "else"), key=_low_first)
        closed = any(arrow.keys[0] == "else" for arrow in entries)
        wrong: list[Both] = []
        for (_, high, _, in_high), (low, _, in_low, _) in pairwise(edges):
            if high is None or low is None:
                continue
            if high > low or (high == low and in_high and in_low):
                wrong.append(_twice(low, high))
            elif not closed and (high < low or not (in_high or in_low)):
                wrong.append(_nowhere(high, low))
        if wrong:
            what = Both("；".join(one.zh for one in wrong), "; ".join(one.en for one in wrong))
            args: dict[str, Filler] = {"name": assessment.name, "what": what}
            yield Finding("GOV523", f"assessment:{assessment.name}.{field}", args)


def _twice(low: Fraction, high: Fraction) -> Both:
    """Scores that fall into two bands."""
    if low == high:
        return Both(f"{plain(low)} 同时在两档里", f"{plain(low)} is in two bands")
    return Both(f"{plain(low)} 到 {plain(high)} 同时在两档里",
                f"{plain(low)} to {plain(high)} are in two bands")  # fmt: skip


def _nowhere(high: Fraction, low: Fraction) -> Both:
    """Scores that fall into no band."""
    if low == high:
        return Both(f"{plain(low)} 哪一档都不在", f"{plain(low)} is in no band")
    return Both(f"{plain(high)} 和 {plain(low)} 之间没有档",
                f"between {plain(high)} and {plain(low)} there is no band")  # fmt: skip


def _edges(key: object) -> Edge:
    if isinstance(key, Range):
        return key.low.number, key.high.number, key.include_low, key.include_high
    if isinstance(key, Bound):
        number = key.quantity.number
        if key.comparison in ("≥", ">"):
            return number, None, key.comparison == "≥", False
        return None, number, False, key.comparison == "≤"
    if isinstance(key, Quantity):
        return key.number, key.number, True, True
    return None, None, False, False


def _low_first(edge: Edge) -> tuple[bool, Fraction]:
    return edge[0] is not None, edge[0] or Fraction(0)


def check_streaks(model: Governance) -> Iterator[Finding]:
    """GOV870: a streak of a grade that the bands do not have."""
    for assessment in model.assessments:
        bands = assessment.bands.value
        grades = {str(arrow.to[0]) for arrow in bands.entries} if bands is not None else set()
        named = assessment.streak_band.value
        for grade in named.words if isinstance(named, Words) else ():
            if grade not in grades:
                yield Finding("GOV870", f"assessment:{assessment.name}.streak_band",
                              {"name": assessment.name, "grade": grade})  # fmt: skip


def check_indicators(model: Governance) -> Iterator[Finding]:
    """GOV527: an indicator that leaves its numerator or denominator open answers unclear."""
    for indicator in model.indicators:
        for field, word in (
            ("numerator", Both("分子", "numerator")),
            ("denominator", Both("分母", "denominator")),
        ):
            attribute = getattr(indicator, field)
            if not attribute or isinstance(attribute.value, Unknown):
                yield Finding("GOV527", f"indicator:{indicator.name}",
                              {"name": indicator.name, "field": word})  # fmt: skip


def check_assessors(model: Governance) -> Iterator[Finding]:
    """GOV623: somebody assesses himself."""
    for one in model.assessments:
        both = [ref for ref in refs_in(one.of) if ref in refs_in(one.assessed_by)]
        if both:
            yield Finding("GOV623", f"assessment:{one.name}.assessed_by",
                          {"name": one.name, "who": name_of(both[0])},
                          ((f"assessment:{one.name}.of", "of"),))  # fmt: skip


CHECKS: tuple[Check, ...] = (
    check_weights,
    check_points,
    check_bands,
    check_streaks,
    check_indicators,
    check_assessors,
)
