"""How many acts a duty asks in each period: of one holder, and of all of them together.

A model and a duty enter; intervals leave, exact where the text is. What was done is judged in
`duties`; how often a period comes is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from govkit.duties.periods import counted_in, without_unit
from govkit.model.duty import Duty
from govkit.model.governance import Governance
from govkit.model.statement import Attribute
from govkit.model.strength import forbids
from govkit.values import Quantity, Rate, Refs, Share
from govkit.values.interval import Interval, add, divide, multiply, of_value, point, unknown
from govkit.values.units import standard_units

_TIMES = frozenset(
    ["natural_day", "work_day", "week", "month", "quarter", "half_year", "year"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """Acts per period of `every` × `unit`: `each` holder's, the number of `holders`, and `total`.

    An interval without ends is unknown and names in `missing` what the text does not say. With a
    `calendar` they are hours or days on it. Where a coverage is stated the acts are rounds, and
    `reach` is how many objects one round covers; None elsewhere.
    """

    unit: str
    every: Fraction
    each: Interval
    holders: Interval
    total: Interval
    calendar: str = ""
    reach: Interval | None = None


def demand(model: Governance, duty: Duty, day: date | None = None) -> Demand | None:
    """Rate times objects times holders as of a day; None where the cadence gives no number.

    The rate is asked for each object of a holder (`each`), unless a coverage says that one round
    covers several. A rate per something of the model (`≥2 times/month/River`) is asked for each of
    them: of all by their count, of one holder by `each`. The holders are those of `who`, by their
    count or by their quota times the units it is per.
    """
    stated = duty.cadence.at(day)
    rate = stated.value if stated is not None else None
    if not isinstance(rate, Rate) or forbids(duty.strength):
        return None
    units = [per for per in rate.per if per in _TIMES]
    calendar, factor = counted_in(rate.amount)
    if len(units) != 1 or calendar is None:
        return None
    acts = multiply(_counted(without_unit(rate.amount), duty.name), point(factor))
    holders = _holders(model, duty, day)
    every = rate.every if units[0] == rate.per[-1] else Fraction(1)
    if every != rate.every:  # 2次/月/10户: so many for every ten of them
        acts = divide(acts, point(rate.every))
    each, reach = _objects(duty, day), None
    per = _per(duty, rate, day)
    coverage = _of(duty.coverage, day)
    if coverage is not None:
        reach = _reach(coverage, each, duty.name)
        return Demand(units[0], every, acts, holders, multiply(acts, holders), calendar, reach)
    if each is None and per:
        total = multiply(acts, headcount(model, per, day))
        of_one = total if holders == point(Fraction(1)) else unknown(f"{duty.name}.each")
        return Demand(units[0], every, of_one, holders, total, calendar)
    of_one = acts if each is None else multiply(acts, each)
    return Demand(units[0], every, of_one, holders, multiply(of_one, holders), calendar)


def _holders(model: Governance, duty: Duty, day: date | None) -> Interval:
    who = _of(duty.who, day)
    if not isinstance(who, Refs) or who.mode == "any" or who.tail == "and_more":
        return unknown(f"{duty.name}.who")
    holders = point(Fraction(0))
    for ref in who.refs:
        holders = add(holders, headcount(model, ref, day))
    return holders


def _objects(duty: Duty, day: date | None) -> Interval | None:
    """How many objects one holder is in charge of; None where it is not said."""
    objects = _of(duty.each, day)
    if objects is None:
        return None
    amount = objects.amount if isinstance(objects, Rate) else objects
    return _counted(amount, f"{duty.name}.each")


def _per(duty: Duty, rate: Rate, day: date | None) -> str:
    """What of the model a rate is per, unless it is its own holder; empty where nothing is."""
    who = _of(duty.who, day)
    own = who.refs if isinstance(who, Refs) else ()
    return next((per for per in rate.per if ":" in per and per not in own), "")


def _reach(coverage: Any, each: Interval | None, name: str) -> Interval:
    """How many objects one round covers: a number, or a share of those in charge."""
    if isinstance(coverage, Share):
        share = of_value(Quantity(coverage.number), standard_units(), name)
        return unknown(f"{name}.each") if each is None else multiply(each, share)
    return _counted(coverage, f"{name}.coverage")


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
