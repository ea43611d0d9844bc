"""Cases that conditions can tell apart: their space cut at every constant they name.

Conditions enter; a `Cutting` leaves, whose cells are one case each for all the cases that no
condition tells from it: below, at and above every figure, each grade, mode and word, and a value
that is not given. What follows for a case in a cell is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial, reduce
from itertools import pairwise, product
from math import gcd, prod

from govkit.values import interval
from govkit.values.condition import canonical
from govkit.values.expression import Call, Constant, Expression, Infix, Name
from govkit.values.quantity import Quantity, Unknown
from govkit.values.units import Units

Held = Fraction | str | bool | None
_ORDERED = frozenset("<≤>≥")
_COMPARISONS = frozenset("=≠<≤>≥≈")
_OTHER = "\0"  # a word that no condition names
# Names that stand for a fact of the case or the day, true or not.
_FACTS = ("mode:", "event:")


@dataclass(frozen=True, slots=True)
class Order:
    """What is known of the words of conditions: the grades of each attribute by its reference, the
    lowest first, and the matters that each matter lies in.
    """

    grades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of an axis, None where none is given, and the condition that says it."""

    held: Held
    said: Expression


@dataclass(frozen=True, slots=True)
class Axis:
    """Something conditions ask about, with the points they tell apart.

    `open`: it is a condition that is not looked into, so that nobody knows which points there are.
    """

    about: Expression
    points: tuple[Point, ...]
    open: bool = False


Cell = tuple[int, ...]


@dataclass
class Cutting:
    """The axes of some conditions. A cell is the number of a point on each of them."""

    axes: tuple[Axis, ...]
    units: Units
    order: Order = field(default_factory=Order)

    @cached_property
    def size(self) -> int:
        """How many cells there are."""
        return prod(len(axis.points) for axis in self.axes)

    @cached_property
    def _number(self) -> Mapping[Expression, int]:
        return {axis.about: number for number, axis in enumerate(self.axes)}

    def cells(self, most: int) -> Iterator[Cell]:
        """The cells in order; where there are more, so many of them from all over the space."""
        if self.size <= most:
            yield from product(*(range(len(axis.points)) for axis in self.axes))
            return
        step = next(
            n for n in range(self.size * 5 // 8 | 1, 2 * self.size) if gcd(n, self.size) == 1
        )
        for number in range(most):
            yield self._cell(number * step % self.size)

    def _cell(self, number: int) -> Cell:
        found = []
        for axis in reversed(self.axes):
            number, at = divmod(number, len(axis.points))
            found.append(at)
        return tuple(reversed(found))

    def holds(self, condition: Expression, cell: Cell) -> bool | None:
        """Whether a condition holds in a cell; None where a value it asks for is not given."""
        return self._truth(canonical(condition), cell)

    def _truth(self, condition: Expression, cell: Cell) -> bool | None:
        if isinstance(condition, Call) and condition.function in ("all", "any"):
            sides = [self._truth(one, cell) for one in condition.arguments]
            decisive = condition.function == "any"
            if decisive in sides:
                return decisive
            return None if None in sides else not decisive
        if isinstance(condition, Call) and condition.function == "not":
            inner = self._truth(condition.arguments[0], cell)
            return None if inner is None else not inner
        about = _about(condition)
        number = self._number.get(about)
        if number is None:
            return None
        held = self.axes[number].points[cell[number]].held
        if isinstance(held, bool) or held is None:
            return held
        assert isinstance(condition, Infix) and isinstance(condition.right, Constant | Name)
        return self._compared(condition, held)

    def _compared(self, condition: Infix, held: Fraction | str) -> bool | None:
        wanted = _wanted(condition, self.units)
        if isinstance(held, Fraction):
            return _ordered(condition.operator, held, wanted) if isinstance(wanted, Fraction) \
                else None  # fmt: skip
        if condition.operator in ("=", "≈", "≠"):
            hit = held == wanted or wanted in self.order.around.get(held, ())
            return hit == (condition.operator != "≠")
        assert isinstance(condition.left, Name)
        ranks = self.order.grades.get(condition.left.ref, ())
        if held not in ranks or wanted not in ranks:
            return None
        assert isinstance(wanted, str)
        return _ordered(
            condition.operator, Fraction(ranks.index(held)), Fraction(ranks.index(wanted))
        )

    def said(self, cell: Cell, axes: Sequence[int]) -> Expression | None:
        """The condition that says which cell it is, on the axes that matter."""
        found: Expression | None = None
        for number in axes:
            said = self.axes[number].points[cell[number]].said
            found = said if found is None else Infix("and", found, said)
        return found


def cut(conditions: Iterable[Expression], units: Units, order: Order) -> Cutting:
    """The space of cases cut at the constants of these conditions."""
    asked: dict[Expression, list[Expression]] = {}
    for condition in conditions:
        for atom in _atoms(canonical(condition)):
            asked.setdefault(_about(atom), []).append(atom)
    axes = [_axis(about, atoms, units, order) for about, atoms in asked.items()]
    return Cutting(tuple(axes), units, order)


def _atoms(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, Call) and condition.function in ("all", "any", "not"):
        for argument in condition.arguments:
            yield from _atoms(argument)
    else:
        yield condition


def _about(atom: Expression) -> Expression:
    """What an atom asks about: a name it compares with a constant, else the atom itself."""
    if isinstance(atom, Infix) and atom.operator in _COMPARISONS and isinstance(atom.left, Name):
        right = atom.right
        if isinstance(right, Name) and right.ref.startswith("matter:") and not right.field:
            return atom.left
        if isinstance(right, Constant) and (
            isinstance(right.value, str)
            or (isinstance(right.value, Quantity) and right.value.direction == "exact")
        ):  # fmt: skip
            return atom.left
    return atom


def _wanted(atom: Infix, units: Units) -> Fraction | str | None:
    """The constant of an atom as a number or a word."""
    if isinstance(atom.right, Name):
        return atom.right.ref
    assert isinstance(atom.right, Constant)
    value = atom.right.value
    if isinstance(value, Quantity):
        return interval.of_quantity(value, units).low
    return value if isinstance(value, str) else None


def _axis(about: Expression, atoms: list[Expression], units: Units, order: Order) -> Axis:
    compared = [atom for atom in atoms if isinstance(atom, Infix) and atom.left == about]
    if len(compared) < len(atoms) or not isinstance(about, Name):
        fact = isinstance(about, Name) and about.ref.startswith(_FACTS)
        points = (Point(True, about), Point(False, Call("not", (about,))))
        return Axis(about, points, open=not fact)
    wanted = {_wanted(atom, units) for atom in compared}
    unset = (
        (Point(None, Infix("=", about, Constant(Unknown()))),)
        if about.ref.startswith("attribute:")
        else ()
    )
    if all(isinstance(one, Fraction) for one in wanted):
        return Axis(about, (*_numbers(about, compared, units), *unset))
    if all(isinstance(one, str) for one in wanted):
        return Axis(about, (*_words(about, compared, units, order), *unset))
    return Axis(about, (Point(True, about), Point(False, Call("not", (about,)))), open=True)


def _numbers(about: Name, atoms: list[Infix], units: Units) -> Iterator[Point]:
    """Below, at and above each figure. The amount of a case is never below zero."""
    ends: dict[Fraction, Expression] = {}
    for atom in atoms:
        end = _wanted(atom, units)
        assert isinstance(end, Fraction)
        ends.setdefault(end, atom.right)
    cuts = sorted(ends)
    if cuts[0] > 0 or not about.ref.startswith("attribute:"):
        below = cuts[0] / 2 if cuts[0] > 0 else cuts[0] - 1
        yield Point(below, Infix("<", about, ends[cuts[0]]))
    for low, high in pairwise(cuts):
        yield Point(low, Infix("=", about, ends[low]))
        between = Infix("and", Infix(">", about, ends[low]), Infix("<", about, ends[high]))
        yield Point((low + high) / 2, between)
    yield Point(cuts[-1], Infix("=", about, ends[cuts[-1]]))
    yield Point(cuts[-1] + 1, Infix(">", about, ends[cuts[-1]]))


def _words(about: Name, atoms: list[Infix], units: Units, order: Order) -> Iterator[Point]:
    """Every grade of a graded attribute, else every word that is named, and any other."""
    rights = {_wanted(atom, units): atom.right for atom in atoms}
    known = order.grades.get(about.ref, ())
    for word in dict.fromkeys((*known, *rights)):
        if isinstance(word, str):
            yield Point(word, Infix("=", about, rights.get(word, Constant(word))))
    if not known:
        others: Sequence[Expression] = [Infix("≠", about, right) for right in rights.values()]
        yield Point(_OTHER, reduce(partial(Infix, "and"), others))


def _ordered(operator: str, left: Fraction, right: Fraction) -> bool:
    if operator in _ORDERED:
        return left < right if operator == "<" else left <= right if operator == "≤" else (
            left > right if operator == ">" else left >= right
        )  # fmt: skip
    return (left == right) == (operator != "≠")
