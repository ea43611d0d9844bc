"""Whether a value keeps what a base says: two values enter, one of five answers leaves.

A bound may only be tightened, an exact figure stays, a list only grows. What cannot be compared is
`unclear`, never silently accepted. Nothing here knows texts, places or the words of a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit.model.statement import Strength
from govkit.values import Bound, Mapping, Quantity, Range, Rate, Refs, Share, Unknown, Words
from govkit.values.interval import Interval, of_value
from govkit.values.units import Units
from govkit.vocabulary.bounds import Bounding, bounds

Verdict = Literal["same", "tighter", "looser", "changed", "unclear"]
Amount = Quantity | Bound | Range | Rate | Unknown

BINDING: frozenset[Strength] = frozenset(["must", "should", "must_not"])
_RANKS: dict[Strength, int] = {
    "must": 4, "should": 3, "in_principle": 2, "encouraged": 1, "may": 1,
}  # fmt: skip

# Units of one dimension that are the same time, only counted in other steps.
_ALIKE = (
    frozenset(["second", "minute", "natural_hour"]),
    frozenset(["natural_day", "week"]),
    frozenset(["month", "quarter", "half_year", "year"]),
    frozenset(["", "percent", "permille"]),
)
_MEASURES = frozenset(["money", "area", "length"])


def weaker(base: Strength, own: Strength) -> bool:
    """Whether `own` binds less than `base`; a prohibition and a duty are never the same."""
    if "must_not" in (base, own):
        return own != base and base in BINDING
    return _RANKS[own] < _RANKS[base]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the values of one field, `kind.field` by the ids of the tables, are compared."""

    field: str
    units: Units
    forbids: bool = False

    @property
    def bounding(self) -> Bounding:
        """What a bare figure of the field is: the most, the least, or exactly so much."""
        return bounds().get(self.field, "exact")

    def verdict(self, base: object, own: object) -> Verdict:
        """What becomes of `base` where `own` is said in its place."""
        if base == own:
            return "same"
        if isinstance(base, Words) and isinstance(own, Words):
            return self._words(base, own)
        if isinstance(base, Refs) and isinstance(own, Refs):
            return self._refs(base, own)
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            return _entries(base, own)
        if isinstance(base, Share) and isinstance(own, Share):
            if base.base != own.base:
                return "unclear"
            return self.verdict(_bare(base), _bare(own))
        if isinstance(base, Amount) and isinstance(own, Amount):
            return self._amounts(base, own)
        return "unclear"

    def _amounts(self, base: Amount, own: Amount) -> Verdict:
        if not _commensurable(base, own, self.units):
            return "unclear"
        was, now = of_value(base, self.units, ""), of_value(own, self.units, "")
        if self.forbids:
            return "unclear" if _exact(base) else _inside(was, now)
        if self.bounding == "least":
            was, now = _turned(was), _turned(now)
        if _exact(base):
            if self.bounding not in ("most", "least"):
                return "same" if _exact(own) and now.low == was.low else "changed"
            was = Interval(None, was.high)
            if _exact(own) and now.high == was.high:
                return "same"
            return "unclear" if _approximate(own) and _meet(was, now) else _inside(now, was)
        if _approximate(base):
            return "unclear"
        if (was.low, was.high, was.open_low, was.open_high) == (
            now.low, now.high, now.open_low, now.open_high,
        ):  # fmt: skip
            return "same"
        found = _inside(now, was)
        return "unclear" if found == "looser" and self._partly(base, own, was, now) else found

    def _partly(self, base: Amount, own: Amount, was: Interval, now: Interval) -> bool:
        """Not inside, and yet not shown to be looser: an approximate figure, a shorter time."""
        if _approximate(own):
            return _meet(was, now)
        shorter = was.high is not None and now.high is not None and now.high <= was.high
        two_sided = was.low is not None and was.high is not None
        return self.bounding in ("most", "least") and two_sided and shorter

    def _words(self, base: Words, own: Words) -> Verdict:
        known, named = set(base.words), set(own.words)
        if self.bounding == "exempts":
            return _exempted(known, named, base.tail or own.tail)
        if not known <= named:
            return "changed"
        if base.total is None:
            return "tighter"
        return "unclear" if own.length is None else (
            "tighter" if own.length >= base.total else "changed"
        )  # fmt: skip

    def _refs(self, base: Refs, own: Refs) -> Verdict:
        known, named = set(base.refs), set(own.refs)
        if (base.mode, base.bound) != (own.mode, own.bound) or "any" in (base.mode, own.mode):
            return "same" if known == named and base.mode == own.mode else "unclear"
        if self.bounding == "exempts":
            return _exempted(known, named, base.tail or own.tail)
        return "tighter" if known <= named else "changed"


def _exempted(known: set[str], named: set[str], tail: str) -> Verdict:
    if tail:
        return "unclear"
    return "tighter" if named <= known else "looser"


def _entries(base: Mapping, own: Mapping) -> Verdict:
    """Two maps of events: what both name has to lead to the same; the rest is no contradiction."""
    leads = {key: arrow.to for arrow in base.entries for key in arrow.keys}
    again = {key: arrow.to for arrow in own.entries for key in arrow.keys}
    if any(leads[key] != to for key, to in again.items() if key in leads):
        return "unclear"
    return "same"


def _bare(share: Share) -> Amount:
    amount = Quantity(share.number, "", share.step)
    return amount if share.comparison == "=" else Bound(share.comparison, amount)


def _figures(value: Amount) -> tuple[Quantity, ...]:
    """The printed figures of an amount; none where it is unknown."""
    if isinstance(value, Rate):
        return _figures(value.amount)
    if isinstance(value, Bound):
        return (value.quantity,)
    if isinstance(value, Range):
        return (value.low, value.high)
    return (value,) if isinstance(value, Quantity) else ()


def _exact(value: Amount) -> bool:
    inner = value.amount if isinstance(value, Rate) else value
    return isinstance(inner, Quantity) and inner.direction == "exact"


def _approximate(value: Amount) -> bool:
    return any(figure.direction != "exact" for figure in _figures(value))


def _commensurable(base: Amount, own: Amount, units: Units) -> bool:
    """Whether both are known, in units that can be compared, and per the same."""
    figures = (*_figures(base), *_figures(own))
    if not _figures(base) or not _figures(own):
        return False
    pers = [value.per if isinstance(value, Rate) else () for value in (base, own)]
    if pers[0] != pers[1]:
        return False
    for value in (base, own):
        inner = value.amount if isinstance(value, Rate) else value
        if isinstance(inner, Bound) and inner.comparison in ("≠", "≈"):
            return False
    return all(_alike(figures[0].unit, figure.unit, units) for figure in figures)


def _alike(one: str, other: str, units: Units) -> bool:
    if one == other or any(one in group and other in group for group in _ALIKE):
        return True
    first, second = units.get(one), units.get(other)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    return first.dimension in _MEASURES


def _turned(value: Interval) -> Interval:
    """The number with its sign turned, so that a floor is compared as a ceiling."""
    return Interval(
        None if value.high is None else -value.high,
        None if value.low is None else -value.low,
        value.open_high,
        value.open_low,
        value.dimensions,
    )


def _inside(inner: Interval, outer: Interval) -> Verdict:
    low = outer.low is None or (
        inner.low is not None
        and (inner.low > outer.low
             or (inner.low == outer.low and (inner.open_low or not outer.open_low)))
    )  # fmt: skip
    high = outer.high is None or (
        inner.high is not None
        and (inner.high < outer.high
             or (inner.high == outer.high and (inner.open_high or not outer.open_high)))
    )  # fmt: skip
    return "tighter" if low and high else "looser"


def _meet(one: Interval, other: Interval) -> bool:
    """Whether some number is in both."""
    below = one.high is not None and other.low is not None and one.high < other.low
    above = one.low is not None and other.high is not None and one.low > other.high
    return not (below or above)
