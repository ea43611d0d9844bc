"""Whether a value keeps what a base says: two values enter, one of five answers leaves.

A bound may only be tightened, an exact figure stays, a list only grows. What cannot be compared is
`unclear`, never silently accepted. Nothing here knows texts, places or the words of a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govkit.model.statement import Strength
from govkit.resolve.refinement.maps import Verdict, map_verdict
from govkit.values import (
    Bound,
    Call,
    Chain,
    Chosen,
    Constant,
    Day,
    Durations,
    Each,
    Infix,
    Mapping,
    Moment,
    Name,
    Quantity,
    Range,
    Rate,
    Recurrence,
    Ref,
    Refs,
    Share,
    Unknown,
    Word,
    Words,
    ends_of,
)
from govkit.values.bases import ROLES, base_of
from govkit.values.condition import same_condition
from govkit.values.interval import Interval, of_value
from govkit.values.units import Units
from govkit.vocabulary.bounds import Bounding, bounds

Amount = Quantity | Bound | Range | Rate | Unknown
Listed = Words | Refs | Chosen | Chain
# Values that are as they are: another one is a change, neither tighter nor looser.
_STATED_AS_IS = (Word, Ref, Day, Moment, Recurrence, Durations)
_EXPRESSIONS = (Constant, Name, Infix, Call, Each)

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
_BARE = frozenset(["", "piece"])
_COUNTED = frozenset(["number", "piece", "person", "post", "household", "point", "star", "age"])


def weaker(base: Strength, own: Strength) -> bool:
    """Whether `own` binds less than `base`; to forbid is the opposite of every word that asks."""
    if "must_not" in (base, own):
        return own != base and base in (*BINDING, "in_principle")
    return _RANKS[own] < _RANKS[base]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the values of one field, `kind.field` by the ids of the tables, are compared."""

    field: str
    units: Units
    forbids: bool = False
    bound: Bounding | None = None

    @property
    def bounding(self) -> Bounding:
        """What a bare figure of the field is, or what a list of it means; `bound` overrules it."""
        return self.bound or bounds().get(self.field, "exact")

    def verdict(self, base: object, own: object) -> Verdict:
        """What becomes of `base` where `own` is said in its place."""
        if base == own:
            return "same"
        if isinstance(base, Listed) and isinstance(own, Listed) and type(base) is type(own):
            return self._lists(base, own)
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            return map_verdict(self, base, own)
        if isinstance(base, Share) and isinstance(own, Share):
            return self._shares(base, own)
        if isinstance(base, Amount) and isinstance(own, Amount):
            return self._amounts(base, own)
        if isinstance(base, _STATED_AS_IS) and type(base) is type(own):
            return "changed"
        if isinstance(base, _EXPRESSIONS) and isinstance(own, _EXPRESSIONS):
            return "same" if same_condition(base, own) else "unclear"
        return "unclear"

    def _shares(self, base: Share, own: Share) -> Verdict:
        """Shares of one whole as amounts; the same share of a wider whole asks for more."""
        was, now = base_of(base.base), base_of(own.base)
        verdict = self.verdict(_bare(base), _bare(own))
        if base.base == own.base or (was.role == now.role and was.key == now.key):
            return verdict
        wider = ROLES.index(now.role) < ROLES.index(was.role) if was.role and now.role else None
        if wider is None or was.key != now.key or self.bounding != "least" or self.forbids:
            return "unclear"
        if wider:
            return "tighter" if verdict in ("same", "tighter") else "unclear"
        return "looser" if verdict in ("same", "looser") else "unclear"

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

    def _lists(self, base: Listed, own: Listed) -> Verdict:
        """Lists of names or words: what is on them, in what order, how many in all, of how many."""
        bound = self._bound(base, own)
        if bound in ("looser", "changed", "unclear"):
            return bound
        first, second = names_on(base), names_on(own)
        known, named = set(first), set(second)
        modes = tuple(getattr(one, "mode", "") for one in (base, own))
        if "any" in modes or modes[0] != modes[1]:
            if known == named and modes in (("any", "any"), ("any", "all")):
                return "same" if modes[1] == "any" else "tighter"
            return "unclear"
        if self.bounding == "exempts" and not self.forbids and "all" not in modes:
            wider = {word for word in named & known if _leads_wider(base, own, word)}
            return "looser" if wider else _exempted(known, named, _tail(base) or _tail(own))
        if not known <= named or (
            self.bounding == "order" and [one for one in second if one in known] != list(first)
        ):  # fmt: skip
            return "changed"
        if self.bounding == "leads" and first and first[0] != second[0] and not modes[0]:
            return "changed"
        return _enough(base, own)

    def _bound(self, base: Listed, own: Listed) -> Verdict:
        """`≥2 Grid`, `≤8 Chief`: the number before a list, which binds as it is written."""
        was, now = (getattr(one, "bound", None) for one in (base, own))
        if was == now:
            return "same"
        if was is None:
            return "unclear"
        return self.verdict(was, now) if now is not None else "changed"


def across_readings(
    comparison: Comparison, base: Sequence[object], own: Sequence[object]
) -> Verdict:
    """The verdict on values of which each may be read in several ways, the first reading first.

    Only what holds under every reading of both is decided; the same readings again are the same.
    """
    if set(map(repr, base)) == set(map(repr, own)) and base[0] == own[0]:
        return "same"
    found = [comparison.verdict(was, now) for was in base for now in own]
    if all(verdict in ("same", "tighter") for verdict in found):
        return "tighter" if "tighter" in found else "same"
    loose = all(verdict in ("looser", "changed") for verdict in found)
    return found[0] if loose else "unclear"


def names_on(value: Listed) -> tuple[str, ...]:
    """The names or words of a list."""
    return value.refs if isinstance(value, Refs | Chain) else value.words


def _tail(value: Listed) -> bool:
    """Whether a list is open: `etc`, or with a number that is more than its names."""
    named, total = len(names_on(value)), getattr(value, "total", None)
    return getattr(value, "tail", "") == "and_more" or (total is not None and total > named)


def _enough(base: Listed, own: Listed) -> Verdict:
    """Whether a list that names all of the base's comes to as many in all."""
    wanted, has = getattr(base, "total", None), getattr(own, "total", None)
    if wanted is None:
        return "tighter"
    if has is None and _tail(own):
        return "unclear"
    return "tighter" if (len(names_on(own)) if has is None else has) >= wanted else "changed"


def _leads_wider(base: Listed, own: Listed, word: str) -> bool:
    """Whether a word that leads to somebody in the base leads to others, or to anybody, now."""
    if not isinstance(base, Words) or not isinstance(own, Words):
        return False
    was, now = ends_of(base, word), ends_of(own, word)
    return bool(was) and not (now and set(now) <= set(was))


def _exempted(known: set[str], named: set[str], tail: bool) -> Verdict:
    if tail:
        return "unclear"
    return "tighter" if named <= known else "looser"


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
    if first is None or second is None:
        return False
    dimensions = {first.dimension, second.dimension}
    if dimensions <= _MEASURES:
        return len(dimensions) == 1
    # `50` is `50 pieces`, `1/Grid` is `1 person/Grid`: what is counted needs no unit
    bare = one in _BARE or other in _BARE
    return bare and dimensions <= _COUNTED


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
