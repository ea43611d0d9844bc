"""What names mean to the checks of a model: counts, figures, lengths of lists, fields.

`other` asks for the second reading wherever a statement carries one. The environment remembers
which figures were missing and which doubts an answer went through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.listing import Listing
from govkit.model.statement import Attribute, Doubt, Stated
from govkit.values import (
    Bound,
    Call,
    Constant,
    Each,
    Infix,
    Name,
    Quantity,
    Range,
    Rate,
    Refs,
    Unknown,
    Words,
    interval,
)
from govkit.values.evaluate import Evaluator, Truth
from govkit.values.expression import Expression
from govkit.values.interval import Interval
from govkit.values.units import Units, standard_units

_AMOUNTS = (Quantity, Bound, Range, Unknown, Rate)
_FORMULAS = (Constant, Infix, Call, Each, Name)


# A derived figure by reference, shown name and unit level: its number and the doubts behind it.
Derived = dict[tuple[str, str, str], tuple[Interval, tuple[Doubt, ...]]]


@dataclass
class ModelEnvironment:
    """Names of one model; `unit_level` is set while `every` looks at one unit.

    `own` is how many units of each lower level that very unit has; without it, what any unit may
    have as tables say or by the even spread.
    """

    model: Governance
    other: bool = False
    unit_level: str = ""
    own: Mapping[str, int] = field(default_factory=dict)
    units: Units = field(default_factory=standard_units)
    doubts: list[Doubt] = field(default_factory=list)
    derived: Derived = field(default_factory=dict)
    _open: tuple[str, ...] = ()

    def number(self, ref: str, field_id: str) -> Interval:
        """A count, a figure, the length of a list, or a named field of an object."""
        kind, _, name = ref.partition(":")
        shown = f"{name}.{field_id}" if field_id else name
        if kind == "variable":
            return interval.unknown(shown) if field_id else interval.point(Fraction(1))
        if ref in self._open:
            return interval.unknown(shown)
        if self.unit_level and not field_id:
            return self._per_unit(ref, kind, name)
        entity = self.model.get(ref)
        if entity is None:
            return interval.unknown(shown)
        wanted = field_id or ("value" if kind == "figure" else "count")
        attribute = getattr(entity, wanted, None)
        if isinstance(attribute, Attribute) and attribute:
            return self._attribute(attribute, ref, shown)
        if isinstance(entity, Listing) and not field_id:
            return self._listed(entity)
        if isinstance(entity, Level) and not field_id and (count := self.model.tree.count(name)):
            return interval.point(Fraction(count))
        return interval.unknown(shown)

    def _attribute(self, attribute: Attribute[object], ref: str, shown: str) -> Interval:
        stated = attribute.at()
        if stated is None:  # a figure of a past year is still a figure
            past = [one for one in attribute if one.when is None]
            stated = past[-1] if past else None
        if stated is None:
            return interval.unknown(shown)
        value = self._chosen(stated)
        if isinstance(value, _AMOUNTS):
            return interval.of_value(value, self.units, shown)
        if isinstance(value, Words):
            length = value.length
            return interval.unknown(shown) if length is None else interval.point(Fraction(length))
        if isinstance(value, Refs):
            if value.total is None and (value.tail == "and_more" or value.bound is not None):
                return interval.unknown(shown)
            return interval.point(Fraction(value.total or len(value.refs)))
        if isinstance(value, _FORMULAS):
            return self._worked_out(value, ref, shown)
        return interval.unknown(shown)

    def _worked_out(self, value: Expression, ref: str, shown: str) -> Interval:
        """A derived figure, worked out once however often it is used."""
        key = (ref, shown, self.unit_level)
        if key not in self.derived:
            inner = replace(self, doubts=[], _open=(*self._open, ref))
            self.derived[key] = Evaluator(inner).number(value), tuple(inner.doubts)
        number, doubts = self.derived[key]
        self.doubts += [doubt for doubt in doubts if doubt not in self.doubts]
        return number

    def _chosen(self, stated: Stated[object]) -> object:
        """The value, or its second reading where that is asked for."""
        for doubt in stated.doubts:
            if doubt.or_read is not None:
                if doubt not in self.doubts:
                    self.doubts.append(doubt)
                if self.other:
                    return doubt.or_read
        return stated.value

    def _listed(self, listing: Listing) -> Interval:
        contents = listing.contents.value
        if contents is None:
            return interval.point(Fraction(len(listing.items)))
        length = contents.length if isinstance(contents, Words) else None
        if length is None:
            return interval.unknown(listing.name)
        stated = isinstance(contents, Words) and contents.total is not None
        return interval.point(Fraction(length if stated else length + len(listing.items)))

    def _per_unit(self, ref: str, kind: str, name: str) -> Interval:
        """How many of something one unit of the level has: by count, by quota, by the spread."""
        level = self.unit_level
        whole = replace(self, unit_level="", own={})
        if kind == "figure":
            return whole.number(ref, "")
        if kind == "level":
            return self._spread(level, name)
        entity = self.model.get(ref)
        at = getattr(entity, "at", None)
        units = self.model.tree.count(level)
        total = whole.number(ref, "")
        stands = at and any(stated.value.ref == f"level:{level}" for stated in at)
        if stands and units and total.low is not None:
            low = total.low // units
            high = None if total.high is None else -(-total.high // units)
            return Interval(Fraction(low), None if high is None else Fraction(high))
        for stated in getattr(entity, "quota", None) or ():
            rate = stated.value
            if isinstance(rate, Rate) and rate.per == (f"level:{level}",):
                amount = interval.of_value(rate.amount, self.units, name)
                return interval.divide(amount, interval.point(rate.every))
        return interval.unknown(name)

    def _spread(self, level: str, name: str) -> Interval:
        """Units of a lower level in one unit: as a table says, else by the even spread from each
        level to the next."""
        tree = self.model.tree
        if name in self.own:
            return interval.point(Fraction(self.own[name]))
        if name == level:
            return interval.point(Fraction(1))
        above = tree.above(name)
        if level not in above:
            return interval.unknown(name)
        steps = [name, *above[: above.index(level) + 1]]
        low = high = 1
        for lower, upper in pairwise(steps):
            here, there = tree.count(lower), tree.count(upper)
            if not here or not there:
                return interval.unknown(lower if not here else upper)
            fewest, most = here // there, -(-here // there)
            if tree.is_placed(lower):
                listed = [below[lower] for below in tree.sorts(upper)]
                fewest, most = min(listed), max(listed)
            low, high = low * fewest, high * most
        return Interval(Fraction(low), Fraction(high))

    def word(self, ref: str) -> str | None:
        """Grades belong to cases; a model has none."""
        return None

    def event(self, name: str) -> Truth:
        """Events belong to cases; a model has none."""
        return "unknown"

    def mode(self, name: str) -> Truth:
        """Modes are switched for a case; a model is under none."""
        return "unknown"

    def inside(self, over: str) -> tuple[ModelEnvironment, ...]:
        """As seen from one unit of a level; where a table says what belongs to whom, from each sort
        of unit with the units below it."""
        kind, _, name = over.partition(":")
        if kind != "level":
            return ()
        sorts = self.model.tree.sorts(name)
        return tuple(replace(self, unit_level=name, own=below, derived={}) for below in sorts) or (
            replace(self, unit_level=name, own={}),
        )
