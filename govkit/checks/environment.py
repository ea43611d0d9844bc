"""What names mean to the checks of a model: counts, figures, lengths of lists, fields.

Which reading of a doubtful statement counts is settled before: `readings` gives the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor

from govkit.checks.reach import COUNTED, Reach
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.listing import Listing
from govkit.model.statement import Attribute
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
    Term,
    Unknown,
    Words,
    interval,
)
from govkit.values.evaluate import Evaluator, Truth
from govkit.values.expression import Expression, names_in
from govkit.values.interval import Interval
from govkit.values.units import Units, standard_units

_AMOUNTS = (Quantity, Bound, Range, Unknown, Rate)
_FORMULAS = (Constant, Infix, Call, Each, Name)


# A derived figure by reference, shown name and kind of unit.
Derived = dict[tuple[str, str, str], Interval]


@dataclass
class ModelEnvironment:
    """Names of one model; `around` is what `every` looks at one of (`level:社区`), or empty.

    `own` is how many units of each lower level that very unit has; without it, what any unit may
    have as tables say or by the even spread. `pinned` says for a name what a unit with the fewest
    or the most has. `strays` are the pairs of unit and name without a way between them.
    """

    model: Governance
    around: str = ""
    own: Mapping[str, int] = field(default_factory=dict)
    pinned: Mapping[str, Interval] = field(default_factory=dict)
    units: Units = field(default_factory=standard_units)
    derived: Derived = field(default_factory=dict)
    strays: list[tuple[str, str]] = field(default_factory=list)
    reach: Reach | None = None
    terms: dict[str, list[tuple[str, Term]]] = field(default_factory=dict)
    _open: tuple[str, ...] = ()

    def number(self, ref: str, field_id: str) -> Interval:
        """A count, a figure, the length of a list, or a named field of an object."""
        kind, _, name = ref.partition(":")
        shown = f"{name}.{field_id}" if field_id else name
        if kind == "variable":
            return interval.unknown(shown) if field_id else interval.point(Fraction(1))
        if ref in self._open:
            return interval.unknown(shown)
        if self.around and not field_id:
            counted = kind in COUNTED
            return self._reached(ref, shown) if counted else self.whole().number(ref, "")
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

    def ought(self, rate: object) -> Interval | None:
        """How many a quota per unit, `≥2名/网格`, asks for in all; None where that is not known."""
        if not isinstance(rate, Rate) or len(rate.per) != 1 or ":" not in rate.per[0]:
            return None
        each = interval.of_value(rate.amount, self.units, "")
        units = self.number(rate.per[0], "")
        found = interval.divide(interval.multiply(each, units), interval.point(rate.every))
        return None if found.missing else _whole(rate.amount, found)

    def in_all(self, ref: str) -> Interval:
        """How many there are: the count, or else what the quota asks for in all."""
        count = self.number(ref, "")
        quota = getattr(self.model.get(ref), "quota", None)
        asked = self.ought(quota.value) if isinstance(quota, Attribute) else None
        return asked if count.unknown and asked is not None else count

    def _attribute(self, attribute: Attribute[object], ref: str, shown: str) -> Interval:
        stated = attribute.at()
        if stated is None:  # a figure of a past year is still a figure
            past = [one for one in attribute if one.when is None]
            stated = past[-1] if past else None
        if stated is None:
            return interval.unknown(shown)
        value = stated.value
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
        key = (ref, shown, self.around)
        if key not in self.derived:
            inner = replace(self, _open=(*self._open, ref))
            self.derived[key] = Evaluator(inner).number(value)
        return self.derived[key]

    def _listed(self, listing: Listing) -> Interval:
        contents = listing.contents.value
        if contents is None:
            return interval.point(Fraction(len(listing.items)))
        length = contents.length if isinstance(contents, Words) else None
        if length is None:
            return interval.unknown(listing.name)
        stated = isinstance(contents, Words) and contents.total is not None
        return interval.point(Fraction(length if stated else length + len(listing.items)))

    def _reached(self, ref: str, shown: str) -> Interval:
        """How many one unit has; where nothing leads there, that is remembered."""
        if ref in self.pinned:
            return self.pinned[ref]
        if self.reach is None:
            self.reach = Reach(self.whole(), self.around, self.own)
        share = self.reach.to(ref)
        if share is None:
            if (self.around, ref) not in self.strays:
                self.strays.append((self.around, ref))
            return interval.unknown(shown)
        return share.each

    def whole(self) -> ModelEnvironment:
        """The same of the whole model."""
        return replace(self, around="", own={}, pinned={}, reach=None)

    def word(self, ref: str) -> str | None:
        """Grades belong to cases; a model has none."""
        return None

    def event(self, name: str) -> Truth:
        """Events belong to cases; a model has none."""
        return "unknown"

    def mode(self, name: str) -> Truth:
        """Modes are switched for a case; a model is under none."""
        return "unknown"

    def settles(self, comparison: Infix) -> Truth | None:
        """Grades and matters are of cases; a model has neither."""
        return None

    def inside(self, each: Each) -> tuple[ModelEnvironment, ...]:
        """As seen from one unit; where a table says what belongs to whom, from each sort of unit.

        Of what does not fall evenly on the units, some unit has no more than the mean and some no
        less, however it falls; so that each name is also asked with its least and its most.
        """
        kind, _, name = each.over.partition(":")
        if kind not in COUNTED:
            return ()
        one = replace(self, around=each.over, own={}, pinned={}, reach=None)
        sorts = self.model.tree.sorts(name) if kind == "level" else ()
        alike = tuple(replace(one, own=below) for below in sorts) or (one,)
        told = {f"level:{level}" for below in sorts for level in below}  # nothing is left to chance
        unsure = [ref for ref in counted_in(each) if ref not in told]
        edges = [pin for ref in unsure for pin in self._edges(each.over, ref)]
        return (*(replace(one, pinned=dict([pin])) for pin in edges), *alike)

    def _edges(self, around: str, ref: str) -> Iterator[tuple[str, Interval]]:
        """What a unit with the fewest has, and what one with the most has."""
        share = Reach(self.whole(), around).to(ref)
        if share is None or share.mean is None or share.each.exact is not None:
            return
        each, mean = share.each, share.mean
        if mean.high is not None and (each.low is None or each.low <= floor(mean.high)):
            yield ref, Interval(each.low, Fraction(floor(mean.high)))
        least = None if mean.low is None else Fraction(ceil(mean.low))
        if least is not None and (each.high is None or least <= each.high):
            yield ref, Interval(least, each.high)


def _whole(amount: object, asked: Interval) -> Interval:
    """What is counted is whole: one per 3 grids asks 64 grids for 22; `≤` of a part allows none."""
    if any(dimension in interval.STRICT for dimension, _ in asked.dimensions):
        return asked
    if isinstance(amount, Bound) and amount.comparison in ("≤", "<"):
        high = None if asked.high is None else Fraction(floor(asked.high))
        return asked if high is None or asked.high == high else replace(
            asked, high=high, open_high=False)  # fmt: skip
    low = None if asked.low is None else Fraction(ceil(asked.low))
    high = asked.high
    if high is not None and low is not None:
        high = max(low, Fraction(floor(high)))
    if (low, high) == (asked.low, asked.high):
        return asked
    below = asked.open_low and low == asked.low
    return replace(asked, low=low, high=high, open_low=below,
                   open_high=asked.open_high and high == asked.high)  # fmt: skip


def counted_in(each: Each) -> tuple[str, ...]:
    """The things that `every` counts in a unit, each once."""
    names = [*names_in(each.holds), *(names_in(each.where) if each.where is not None else ())]
    counted = (name.ref for name in names if not name.field and name.ref != each.over)
    return tuple(ref for ref in dict.fromkeys(counted) if ref.partition(":")[0] in COUNTED)
