"""How many of something one unit has: the ways down to levels, bodies, posts and teams.

A model's figures and two references enter; bounds for one unit leave, or nothing where no statement
leads from one to the other. Ways go down only: by 上级 and 类属, by where a thing stands, by a
quota per unit, by belonging to a body, by a team's formula, by cover. What an expression then makes
of the number is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Any, Protocol

from govkit.model.body import Body
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.post import Post
from govkit.model.statement import Attribute
from govkit.model.team import Team
from govkit.values import Formula, Quantity, Rate, Ref, Refs, Term, interval
from govkit.values.interval import Interval
from govkit.values.units import Units

COUNTED = ("level", "body", "post", "team")
_ONE = interval.point(Fraction(1))


class Figures(Protocol):
    """What is known of a model as a whole."""

    @property
    def model(self) -> Governance:
        """The model itself."""
        ...

    @property
    def units(self) -> Units:
        """The units of measure of its figures."""
        ...

    @property
    def terms(self) -> dict[str, list[tuple[str, Term]]]:
        """Terms of the formulas of teams by what they name; filled when first asked for."""
        ...

    def number(self, ref: str, field_id: str) -> Interval:
        """How many there are in all."""
        ...


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit has: bounds for any of them, and the mean over all.

    `mean` is None where the things counted may belong to several units, or to none. `apart`: each
    of them belongs to exactly one unit, so that what belongs to them in turn does as well.
    """

    each: Interval
    mean: Interval | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A statement that leads from something to what it belongs to.

    `by` is the field that says so; `amount` is how many belong to one, where the statement says it.
    """

    by: str
    to: str
    amount: Interval | None = None


@dataclass
class Reach:
    """Ways from the units of `around`; `own` are counts of one very unit, by level."""

    known: Figures
    around: str
    own: Mapping[str, int] = field(default_factory=dict)
    _found: dict[str, Share | None] = field(default_factory=dict)

    def to(self, ref: str) -> Share | None:
        """How many of `ref` a unit has; None where nothing leads there."""
        if ref not in self._found:
            self._found[ref] = None  # a circle leads nowhere
            self._found[ref] = self._to(ref)
        return self._found[ref]

    def _to(self, ref: str) -> Share | None:
        if ref == self.around:
            return Share(_ONE, _ONE, True)
        kind, _, name = ref.partition(":")
        if kind == "level" and name in self.own:
            return Share(interval.point(Fraction(self.own[name])), self._mean(ref), True)
        stated = list(ways_up(self.known, ref))
        shares = []
        for way in stated:
            above = self.to(way.to)
            if above is not None:
                several = len({other.to for other in stated if other.by == way.by}) > 1
                shares.append(self._by(ref, way, above, several and way.by != "formula"))
        shares += [] if shares else list(self._by_cover(ref))
        sure = [share for share in shares if not share.each.missing]
        return next(iter([*sure, *shares]), None)

    def _by(self, ref: str, way: Way, above: Share, several: bool) -> Share:
        """So many to each unit above, times the units above that one unit has."""
        total, there = self.known.number(ref, ""), self.known.number(way.to, "")
        if way.amount is not None and total.missing and several:
            return Share(interval.unknown(*total.missing))
        if way.amount is not None and total.missing:
            mean = above.mean if above.apart else None
            mean = None if mean is None else interval.multiply(way.amount, mean)
            return Share(interval.multiply(way.amount, above.each), mean, above.apart)
        if way.by == "kind_of":
            few = Interval(Fraction(0), _lower(total.high, above.each.high))
            apart = above.apart and not several
            return Share(few, self._mean(ref) if apart else None, apart)
        if several:  # some of them stand elsewhere, and nothing says how many
            return Share(Interval(Fraction(0), total.high, missing=total.missing))
        each = self._placed(ref, way) or _spread(total, there)
        mean = self._mean(ref) if above.apart else None
        return Share(interval.multiply(each, above.each), mean, above.apart)

    def _placed(self, ref: str, way: Way) -> Interval | None:
        """Fewest and most units of a level below one unit above, where a table says which."""
        tree, name = self.known.model.tree, ref.partition(":")[2]
        if way.by != "parent" or not tree.is_placed(name):
            return None
        listed = [below[name] for below in tree.sorts(way.to.partition(":")[2])]
        return Interval(Fraction(min(listed)), Fraction(max(listed))) if listed else None

    def _mean(self, ref: str) -> Interval | None:
        """All of them over all units; None where either is not known."""
        total, there = self.known.number(ref, ""), self.known.number(self.around, "")
        if total.missing or there.missing or there.exact in (None, Fraction(0)):
            return None
        return interval.divide(_bare(total), _bare(there))

    def _by_cover(self, ref: str) -> Iterator[Share]:
        """A body or team that covers the unit, one above it, or some below it."""
        entity = self.known.model.get(ref)
        covered = entity.covers.value if isinstance(entity, Body | Team) else None
        if not isinstance(covered, Refs):
            return
        total = self.known.number(ref, "")
        for to in covered.refs:
            below = self.to(to)
            if below is None and not self._stands_below(to):
                continue
            whole = _covers_all(entity, covered, total)
            least = Fraction(0)
            if whole and (below is None or (below.each.low or 0) >= 1):
                least = Fraction(1)
            none = Interval(Fraction(0), Fraction(0)) if _leaves_some(entity) else None
            yield Share(Interval(least, total.high, missing=total.missing), none)

    def _stands_below(self, ref: str) -> bool:
        """Whether the units lie below those of a level."""
        (kind, _, name), (other, _, upper) = self.around.partition(":"), ref.partition(":")
        return kind == other == "level" and upper in self.known.model.tree.above(name)


def ways_up(known: Figures, ref: str) -> Iterator[Way]:
    """What a thing belongs to, as its own statements say, those that place it first."""
    entity = known.model.get(ref)
    if isinstance(entity, Level):
        yield from (Way("parent", to) for to in _refs(entity.parent))
        yield from (Way("kind_of", to) for to in _refs(entity.kind_of))
    if isinstance(entity, Body | Post | Team):
        yield from (Way("at", to) for to in _refs(entity.at))
    if isinstance(entity, Level | Body | Post | Team):
        for stated in entity.quota:
            rate = stated.value
            if isinstance(rate, Rate) and len(rate.per) == 1 and ":" in rate.per[0]:
                amount = interval.of_value(rate.amount, known.units, ref.partition(":")[2])
                amount = interval.divide(_bare(amount), interval.point(rate.every))
                yield Way("quota", rate.per[0], amount)
    if isinstance(entity, Body):
        yield from (Way("part_of", to) for to in _refs(entity.part_of))
    for team, term in _terms(known).get(ref, ()):
        if team != ref:
            yield Way("formula", team, _of_term(known, term, ref))


def _terms(known: Figures) -> Mapping[str, list[tuple[str, Term]]]:
    """The terms of the formulas of all teams, by what they name: walked through once."""
    if not known.terms:
        known.terms[""] = []
        for team in known.model.teams:
            formula = team.formula.value
            for term in formula.terms if isinstance(formula, Formula) else ():
                for ref in dict.fromkeys(term.refs):
                    known.terms.setdefault(ref, []).append((f"team:{team.name}", term))
    return known.terms


def _of_term(known: Figures, term: Term, ref: str) -> Interval:
    """How many of a post each team has by its formula; `N` does not say."""
    if term.number is None:
        return interval.unknown(ref.partition(":")[2])
    number = _bare(interval.of_value(term.number, known.units, ref.partition(":")[2]))
    return number if len(term.refs) == 1 else Interval(Fraction(0), number.high)


def _spread(total: Interval, there: Interval) -> Interval:
    """The fewest and the most that one of `there` has, as evenly as whole numbers allow."""
    if total.missing or there.missing or not there.low or not there.high:
        return interval.unknown(*(total.missing or there.missing or ("÷0",)))
    low = None if total.low is None else Fraction(floor(total.low / there.high))
    high = None if total.high is None else Fraction(ceil(total.high / there.low))
    return Interval(low, high)


def _covers_all(entity: object, covered: Refs, total: Interval) -> bool:
    """Whether every unit is covered: by a share of 100%, or by one that names them without more."""
    share = entity.coverage.value if isinstance(entity, Body) else None
    if isinstance(share, Quantity):
        return share.number >= 1 and share.direction == "exact"
    return total.exact == 1 and covered.bound is None and covered.mode != "any"


def _leaves_some(entity: object) -> bool:
    """Whether some unit is surely not covered: a share below the whole."""
    share = entity.coverage.value if isinstance(entity, Body) else None
    return isinstance(share, Quantity) and share.direction == "exact" and share.number < 1


def _bare(value: Interval) -> Interval:
    """The number alone: what belongs to a unit is counted, whatever it is counted in."""
    return Interval(value.low, value.high, value.open_low, value.open_high, (), value.missing)


def _lower(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    ends = [end for end in (one, other) if end is not None]
    return min(ends, default=None)


def _refs(attribute: Attribute[Any]) -> Iterator[str]:
    for value in attribute.values:
        if isinstance(value, Ref):
            yield value.ref
        elif isinstance(value, Refs):
            yield from value.refs
