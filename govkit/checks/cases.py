"""Every sort of case that a condition tells apart, and whether it holds for any or for all.

A model and conditions enter; a verdict leaves. Amounts are cut at the figures they are compared
with, and grades at the grades, so that one case stands for each stretch; of matters and modes one
stands for all that are not named. A comparison that cannot be cut that way, as of two amounts, is
taken to hold or not, freely. Where there are too many sorts nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from math import prod

from govkit.checks.cells import grades_of
from govkit.checks.environment import ModelEnvironment
from govkit.model.governance import Governance
from govkit.values import Range
from govkit.values.condition import canonical
from govkit.values.evaluate import BudgetSpent, Evaluator, UnlikeUnits, compare
from govkit.values.expression import Call, Constant, Expression, Infix, Name, names_in
from govkit.values.interval import Interval

MOST_SORTS = 4_096
MATTER = "case:matter"
_COMPARING = frozenset("=≠<≤>≥≈")
_NO_MODE = ""
# What only a case, or the story around it, decides.
_OF_A_CASE = ("attribute:", "move:", "case:", "option:", "story:")
Sort = Mapping[str, object]
"""One sort of case: what each thing asked about is in it."""


@dataclass
class _Named:
    """What a condition names that cases are told apart by."""

    amounts: dict[str, set[Fraction]] = field(default_factory=dict)
    grades: dict[str, set[str]] = field(default_factory=dict)
    modes: dict[str, None] = field(default_factory=dict)
    matters: dict[str, None] | None = None


@dataclass(frozen=True)
class Cases:
    """The cases of one model."""

    model: Governance
    _scales: dict[str, Mapping[str, int]] = field(default_factory=dict, repr=False, compare=False)
    _orders: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def figures(self) -> ModelEnvironment:
        """The figures of the model."""
        return ModelEnvironment(self.model)

    def scale(self, attribute: str) -> Mapping[str, int]:
        """The grades of an attribute, lowest first, with their places; none where it has none."""
        if attribute not in self._scales:
            grades = dict.fromkeys(grades_of(self.model, attribute))
            self._scales[attribute] = {grade: place for place, grade in enumerate(grades)}
        return self._scales[attribute]

    def verdict(self, condition: Expression) -> bool | None:
        """True: it holds for every case; False: for none; None: it depends, or cannot be told."""
        asked = self.asked(condition)
        if prod(len(values) for values in asked.values()) > MOST_SORTS:
            return None
        found: set[bool | None] = set()
        for values in product(*asked.values()):
            found.add(self.holds(condition, dict(zip(asked, values, strict=True))))
            if len(found) > 1:
                return None
        return found.pop() if found else None

    # ── what is asked about ──
    def asked(self, condition: Expression) -> dict[str, tuple[object, ...]]:
        """What a condition asks about, with the values that make a difference."""
        found: dict[str, tuple[object, ...]] = {}
        named = _Named()
        for part in _atoms(condition):
            if isinstance(part, Name):
                if part.ref.startswith("mode:"):
                    named.modes[part.ref] = None
                else:
                    found[part.ref] = (True, False)
            elif isinstance(part, Infix):
                self._compared(part, found, named)
        for ref, points in named.amounts.items():
            found[ref] = tuple(_stretches(points))
        for ref, grades in named.grades.items():
            found[ref] = self._cut_grades(ref, grades)
        if named.modes:
            found["mode"] = (_NO_MODE, *named.modes)
        if named.matters is not None:
            found[MATTER] = tuple(self._apart(named.matters))
        return found

    def _compared(self, part: Infix, found: dict[str, tuple[object, ...]], named: _Named) -> None:
        sides = (part.left, part.right)
        if any(isinstance(side, Name) and side.ref == MATTER for side in sides):
            refs = [side.ref for side in sides if isinstance(side, Name) and side.ref != MATTER]
            named.matters = {**(named.matters or {}), **dict.fromkeys(refs)}
            return
        graded = [side for side in sides if self._grades(side)]
        if graded:
            for side in graded:
                assert isinstance(side, Name)
                other = part.right if side is part.left else part.left
                points = named.grades.setdefault(side.ref, set())
                if isinstance(other, Constant):
                    points.add(str(other.value))
                else:  # two attributes: any grade of one may be a grade of the other
                    points.update(self._grades(side))
            return
        if self._fixed(part) is not None:
            return
        cut = self._cut(part)
        if cut is None:
            found[_free(part)] = (True, False)
        else:
            named.amounts.setdefault(cut[0], set()).update(cut[1])

    def _grades(self, side: Expression) -> Mapping[str, int]:
        if not isinstance(side, Name) or side.field or not side.ref.startswith("attribute:"):
            return {}
        return self.scale(side.ref.partition(":")[2])

    def _cut_grades(self, ref: str, named: set[str]) -> tuple[str, ...]:
        """The grades that are named, and one of each stretch between, below and above them."""
        scale = self.scale(ref.partition(":")[2])
        places = sorted(scale[grade] for grade in named if grade in scale)
        wanted = {place for at in places for place in (at - 1, at, at + 1)} if places else {0}
        order = self._orders.setdefault(ref, tuple(scale))
        return tuple(order[place] for place in sorted(wanted) if 0 <= place < len(order))

    def _apart(self, refs: Mapping[str, None]) -> Iterator[str]:
        """The matters that are named, and one that is none of them and lies in none."""
        names = [ref.partition(":")[2] for ref in refs if self.model.get(ref) is not None]
        yield from names
        inside = frozenset(names)
        for matter in self.model.matters:
            if inside.isdisjoint(self.model.lineage(matter.name)):
                yield matter.name
                return

    def _fixed(self, part: Infix) -> bool | None:
        """The truth of a comparison of the model's own figures; None where a case decides it."""
        if any(name.ref.startswith(_OF_A_CASE) for name in names_in(part)):
            return None
        try:
            truth = Evaluator(self.figures).truth(part)
        except (UnlikeUnits, BudgetSpent, RecursionError):
            return None
        return {"true": True, "false": False}.get(truth)

    def _cut(self, part: Infix) -> tuple[str, tuple[Fraction, ...]] | None:
        """The attribute of a comparison and the figures it is cut at."""
        for side, other in ((part.left, part.right), (part.right, part.left)):
            if not isinstance(side, Name) or side.field or not side.ref.startswith("attribute:"):
                continue
            found = self._figure(other)
            if found is None or part.operator == "≈":
                return None
            exact = found.exact is not None
            ranged = isinstance(other, Constant) and isinstance(other.value, Range)
            if not exact and not (ranged and part.operator in "=≠"):
                return None
            return side.ref, tuple(end for end in (found.low, found.high) if end is not None)
        return None

    def _figure(self, side: Expression) -> Interval | None:
        """What a side comes to without a case; None where it needs one."""
        if any(name.ref.startswith(_OF_A_CASE) for name in names_in(side)):
            return None
        if isinstance(side, Constant) and isinstance(side.value, str):
            return None
        try:
            found = Evaluator(self.figures).number(side)
        except (UnlikeUnits, BudgetSpent, RecursionError):
            return None
        return None if found.unknown else found

    # ── whether it holds ──
    def holds(self, condition: Expression, sort: Sort) -> bool | None:
        """Whether a condition holds for a sort of case; None where it says nothing."""
        if isinstance(condition, Infix) and condition.operator in ("and", "or"):
            return _joined(
                condition.operator == "or",
                [self.holds(condition.left, sort), self.holds(condition.right, sort)],
            )
        if isinstance(condition, Call):
            told = [self.holds(argument, sort) for argument in condition.arguments]
            if condition.function == "not":
                return None if not told or told[0] is None else not told[0]
            return _joined(condition.function == "any", told)
        if isinstance(condition, Name):
            if condition.ref.startswith("mode:"):
                return sort["mode"] == condition.ref
            return bool(sort[condition.ref])
        return self._comparison(condition, sort) if isinstance(condition, Infix) else None

    def _comparison(self, part: Infix, sort: Sort) -> bool | None:
        sides = (part.left, part.right)
        if any(isinstance(side, Name) and side.ref == MATTER for side in sides):
            around = {f"matter:{name}" for name in self.model.lineage(str(sort[MATTER]))}
            lies = any(isinstance(side, Name) and side.ref in around for side in sides)
            return lies == (part.operator != "≠")
        if _free(part) in sort:
            return bool(sort[_free(part)])
        grades = next((found for side in sides if (found := self._grades(side))), {})
        if grades:
            left, right = (self._grade(side, sort) for side in sides)
            if left in grades and right in grades:
                return _compare(part, _point(grades[left]), _point(grades[right]))
            return (left == right) == (part.operator != "≠")
        fixed = self._fixed(part)
        if fixed is not None:
            return fixed
        left_side, right_side = (self._amount(side, sort) for side in sides)
        if left_side is None or right_side is None:
            return None
        if left_side.exact is None or right_side.exact is None:  # a range: within it, or not
            within = compare(left_side, right_side, "=", Fraction(0)) != "false"
            return within == (part.operator != "≠")
        return _compare(part, left_side, right_side)

    def _grade(self, side: Expression, sort: Sort) -> str:
        if isinstance(side, Name):
            return str(sort.get(side.ref, ""))
        return side.value if isinstance(side, Constant) and isinstance(side.value, str) else ""

    def _amount(self, side: Expression, sort: Sort) -> Interval | None:
        if isinstance(side, Name) and side.ref in sort:
            amount = sort[side.ref]
            assert isinstance(amount, Fraction)
            return _point(amount)
        found = self._figure(side)
        return Interval(found.low, found.high, found.open_low, found.open_high) if found else None


def _atoms(condition: Expression) -> Iterator[Expression]:
    """The parts of a condition that are true or false by themselves."""
    if isinstance(condition, Infix) and condition.operator in ("and", "or"):
        yield from (*_atoms(condition.left), *_atoms(condition.right))
    elif isinstance(condition, Call):
        for argument in condition.arguments:
            yield from _atoms(argument)
    elif isinstance(condition, Name | Infix):
        yield condition


def _free(part: Infix) -> str:
    """What a comparison that cannot be cut is remembered by."""
    return f"?{canonical(part)!r}"


def _stretches(cuts: set[Fraction]) -> Iterator[Fraction]:
    """Nothing, each figure, and an amount between each two and above the last."""
    points = sorted({Fraction(0), *(cut for cut in cuts if cut > 0)})
    for low, high in pairwise(points):
        yield low
        yield (low + high) / 2
    yield points[-1]
    yield points[-1] + 1


def _joined(either: bool, told: list[bool | None]) -> bool | None:
    """Whether all, or with `either` any, of some truths hold."""
    if either in told:
        return either
    return None if None in told or not told else not either


def _compare(part: Infix, left: Interval, right: Interval) -> bool:
    return compare(left, right, part.operator, Fraction(0)) == "true"


def _point(number: Fraction | int) -> Interval:
    return Interval(Fraction(number), Fraction(number))
