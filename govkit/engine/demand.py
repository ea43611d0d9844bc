"""How many acts a duty asks in each period: of one holder, and of all of them together.

A model and a duty enter; intervals leave, exact where the text is. What was done is judged in
`duties`; how often a period comes is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.statement import Attribute
from govkit.values import Rate, Refs
from govkit.values.interval import Interval, add, divide, multiply, of_value, point, unknown
from govkit.values.units import standard_units

_TIMES = frozenset(
    ["natural_day", "work_day", "week", "month", "quarter", "half_year", "year"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """Acts per period of `every` × `unit`: `each` holder's, the number of `holders`, and `total`.

    An interval without ends is unknown and names in `missing` what the text does not say.
    """

    unit: str
    every: Fraction
    each: Interval
    holders: Interval
    total: Interval


def demand(model: Governance, duty: Duty, day: date | None = None) -> Demand | None:
    """Rate times objects times holders as of a day; None where the cadence gives no number.

    `each` multiplies the rate by the objects one holder is in charge of; the holders are those of
    `who`, by their count or by their quota times the units it is per.
    """
    stated = duty.cadence.at(day)
    rate = stated.value if stated is not None else None
    if not isinstance(rate, Rate):
        return None
    units = [per for per in rate.per if per in _TIMES]
    if len(units) != 1:
        return None
    acts = _counted(rate.amount, duty.name)
    objects = _of(duty.each, day)
    if objects is not None:
        amount = objects.amount if isinstance(objects, Rate) else objects
        acts = multiply(acts, _counted(amount, f"{duty.name}.each"))
    who = _of(duty.who, day)
    if not isinstance(who, Refs) or who.mode == "any" or who.tail == "and_more":
        holders = unknown(f"{duty.name}.who")
    else:
        holders = point(Fraction(0))
        for ref in who.refs:
            holders = add(holders, headcount(model, ref, day))
    every = rate.every if units[0] == rate.per[-1] else Fraction(1)
    return Demand(units[0], every, acts, holders, multiply(acts, holders))


def headcount(model: Governance, ref: str, day: date | None = None) -> Interval:
    """How many there are of a level, body, post or team: its count, else quota times units."""
    name = ref.partition(":")[2]
    entity = model.get(ref)
    count = _of(getattr(entity, "count", Attribute[Any].none()), day)
    if count is not None:
        return _counted(count, name)
    quota = _of(getattr(entity, "quota", Attribute[Any].none()), day)
    if not isinstance(quota, Rate) or len(quota.per) != 1:
        return unknown(name)
    kind, _, level = quota.per[0].partition(":")
    units = model.tree.count(level) if kind == "level" else None
    if units is None:
        return unknown(name)
    each = divide(_counted(quota.amount, name), point(quota.every))
    return multiply(each, point(Fraction(units)))


def _counted(value: object, name: str) -> Interval:
    """A number of things, without the unit it is counted in."""
    found = of_value(value, standard_units(), name)
    return Interval(found.low, found.high, found.open_low, found.open_high, missing=found.missing)


def _of(attribute: Attribute[Any], day: date | None) -> Any:
    stated = attribute.at(day)
    return stated.value if stated is not None else None
