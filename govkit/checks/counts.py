"""Checks of counts: what there is against what there ought to be, seats, shares and sizes.

A model enters, findings leave. What an author's own formulas come to is asked in `figures`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from govkit.checks.amounts import most
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.statements import entities, items_in, numbered
from govkit.checks.wording import shown, written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.statement import Attribute
from govkit.model.strength import is_open
from govkit.values import Bound, Formula, Quantity, Refs, Term, interval
from govkit.values.interval import Interval, half_up
from govkit.values.units import standard_units
from govkit.values.writing import write

_SHARES = frozenset(["percent", "permille"])


def check_count_whole(model: Governance) -> Iterator[Finding]:
    """GOV503: a number of things that is no whole number, or below zero."""
    for path, entity in entities(model):
        count = entity.__dict__.get("count")
        if not isinstance(count, Attribute):
            continue
        for number, stated in count.numbered():
            value = stated.value
            if isinstance(value, Quantity) and (
                value.number < 0 or (value.number.denominator != 1 and value.direction == "exact")
            ):
                at = numbered(f"{path}.count", number)
                yield Finding("GOV503", at, {"name": entity.name})


def check_quota(model: Governance) -> Iterator[Finding]:
    """GOV504: fewer or more than there ought to be; both figures and the gap are told."""
    known = ModelEnvironment(model)
    for path, entity in entities(model):
        count, quota = entity.__dict__.get("count"), entity.__dict__.get("quota")
        if not isinstance(count, Attribute) or not isinstance(quota, Attribute) or not quota:
            continue
        have, counted = count.value, count.at()
        number = next((n for n, stated in count.numbered() if stated == counted), 0)
        if not isinstance(have, Quantity):
            continue
        there = interval.of_value(have, known.units, entity.name)
        at = numbered(f"{path}.count", number)
        for stated in quota:
            asked = stated.when is None and not is_open(stated.strength)
            ought = known.ought(stated.value) if asked else None
            gap = _gap(there, ought) if ought is not None else None
            if gap is not None and ought is not None:
                yield Finding("GOV504", at, {
                    "name": entity.name, "have": shown(there), "ought": shown(ought),
                    "gap": f"{'+' if gap > 0 else ''}{gap}",
                }, ((f"{path}.quota", "quota"),))  # fmt: skip


def _gap(there: Interval, ought: Interval) -> Fraction | None:
    """The least that is missing (below zero) or too much; None where the two may agree."""
    if there.high is not None and ought.low is not None and there.high < ought.low:
        return there.high - ought.low
    if there.low is not None and ought.high is not None and there.low > ought.high:
        return there.low - ought.high
    return None


def check_amount_units(model: Governance) -> Iterator[Finding]:
    """GOV507: an amount of cases, or a limit on one, whose unit is not that of the attribute."""
    units = {a.name: a.unit.value.word for a in model.attributes if a.unit.value is not None}
    for path, entity in entities(model) if units else ():
        for number, given in enumerate(entity.__dict__.get("given", ())):
            value = given.value
            wanted = units.get(given.attribute)
            if isinstance(value, Quantity) and wanted and value.unit != wanted:
                yield _without_unit(f"{path}.given[{number}]", value, given.attribute, wanted)
    money = next((name for name, unit in units.items() if unit == "yuan"), None)
    for listing in model.lists if money else ():
        for item in items_in(listing):
            for stated in item.limit:
                value = getattr(stated.value, "quantity", stated.value)
                if isinstance(value, Quantity) and not value.unit and money:
                    yield _without_unit(f"item:{item.name}.limit", value, money, "yuan")


def _without_unit(path: str, value: Quantity, attribute: str, unit: str) -> Finding:
    units = standard_units()
    written = Both(write(value, "zh", str), write(value, "en", str))
    wanted = Both(units.word(unit, "zh"), units.word(unit, "en"))
    return Finding("GOV507", path, {"written": written, "attribute": attribute, "unit": wanted})


def check_reserved_seats(model: Governance) -> Iterator[Finding]:
    """GOV508: more seats are kept than there are, or more than the whole by their shares."""
    for body in model.bodies:
        seats = body.seats.value
        there_are = seats.number if isinstance(seats, Quantity) else None
        for stated in body.reserved:
            kept = [arrow.to[0] for arrow in stated.value.entries]
            amounts = [amount for amount in kept if isinstance(amount, Quantity)]
            shares = sum((a.number for a in amounts if _is_share(a)), Fraction(0))
            counted = sum((a.number for a in amounts if not _is_share(a)), Fraction(0))
            if there_are is not None:
                counted += shares * there_are
                over = counted > there_are
            else:
                over = shares > 1
            if over:
                yield Finding("GOV508", f"body:{body.name}.reserved", {
                    "name": body.name,
                    "kept": str(counted) if there_are is not None else f"{float(shares):.0%}",
                    "seats": str(there_are) if there_are is not None else "100%",
                })  # fmt: skip


def _is_share(amount: Quantity) -> bool:
    return amount.unit in _SHARES or (amount.unit == "" and amount.number.denominator != 1)


def check_coverage(model: Governance) -> Iterator[Finding]:
    """GOV530: a share of covered units that no whole number of them gives, as it is printed."""
    for body in model.bodies:
        share, covers = body.coverage.value, body.covers.value
        if not isinstance(share, Quantity) or share.direction != "exact":
            continue
        if not isinstance(covers, Refs) or len(covers.refs) != 1:
            continue
        kind, _, level = covers.refs[0].partition(":")
        units = model.tree.count(level) if kind == "level" else None
        if not units:
            continue
        near = half_up(share.number * units, Fraction(1))
        if half_up(near / units, share.step) != share.number:
            yield Finding("GOV530", f"body:{body.name}.coverage", {
                "name": body.name, "level": level, "units": str(units),
                "share": _percent(share.number),
                "near": f"{near}/{units} = {_percent(near / units)}",
            }, ((f"level:{level}.count", "count"),))  # fmt: skip


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.4g}%"


def check_team_sizes(model: Governance) -> Iterator[Finding]:
    """GOV624: a team that is smaller than the members its formula always has."""
    for team in model.teams:
        formula, size = team.formula.value, team.size.value
        whole = most(size)
        if not isinstance(formula, Formula) or whole is None:
            continue
        fixed = sum((_least(term) for term in formula.terms), Fraction(0))
        if fixed > whole.number:
            yield Finding("GOV624", f"team:{team.name}.size", {
                "team": team.name, "size": written(size), "fixed": str(fixed),
            }, ((f"team:{team.name}.formula", "formula"),))  # fmt: skip


def _least(term: Term) -> Fraction:
    """How many there are of a term of a formula at the least."""
    if isinstance(term.number, Bound):
        return term.number.quantity.number if term.number.comparison == "≥" else Fraction(0)
    return term.number.number if isinstance(term.number, Quantity) else Fraction(0)


def check_whole_coverage(model: Governance) -> Iterator[Finding]:
    """GOV625: more is covered than there is."""
    for body in model.bodies:
        share = body.coverage.value
        if isinstance(share, Quantity) and share.unit == "percent" and share.number > 1:
            yield Finding("GOV625", f"body:{body.name}.coverage",
                          {"name": body.name, "share": written(share)})  # fmt: skip


GROUND: tuple[Check, ...] = (check_count_whole,)
CHECKS: tuple[Check, ...] = (
    check_quota,
    check_amount_units,
    check_reserved_seats,
    check_coverage,
    check_team_sizes,
    check_whole_coverage,
)
