"""Whether a condition (`当 大小 = 大事`) holds for a case, and which statement counts.

Expressions and a case's values enter; True, False or None (cannot be told) leaves. The evaluator is
the one of `govkit.values`; what a case adds is the order of its grades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Stated
from govkit.values import Bound, Constant, Each, Infix, Name, Quantity, Range, Text, Word
from govkit.values import Words as WordList
from govkit.values.evaluate import BudgetSpent, Environment, Evaluator, Truth, UnlikeUnits
from govkit.values.interval import Interval, of_value, unknown
from govkit.values.units import Units, standard_units

T = TypeVar("T")
Reader = Callable[[str], Any]
_ORDER: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
    "≈": lambda a, b: a == b,
}


def compare(comparison: str, left: Fraction, right: Fraction) -> bool:
    """`left comparison right` for exact numbers."""
    return _ORDER[comparison](left, right)


def within(amount: Fraction, limit: Quantity | Bound | Range) -> bool:
    """Whether an amount keeps a limit; a bare figure includes itself."""
    if isinstance(limit, Bound):
        return compare(limit.comparison, amount, limit.quantity.number)
    if isinstance(limit, Range):
        return amount < limit.high.number or (amount == limit.high.number and limit.include_high)
    return amount <= limit.number


def statements(
    model: Governance, attribute: Attribute[T], value: Reader, day: date
) -> Iterator[Stated[T]]:
    """The statements that count on `day` whose condition holds, conditional ones first."""
    stands = [stated for _, stated in attribute.counting(day)]
    for stated in stands:
        if stated.when is not None and holds(model, stated.when, value) is True:
            yield stated
    yield from (stated for stated in stands if stated.when is None)


def in_force(
    model: Governance, attribute: Attribute[T], value: Reader, day: date
) -> Stated[T] | None:
    """The statement that counts for a case; None where nothing is said."""
    return next(statements(model, attribute, value, day), None)


@dataclass
class _CaseFacts:
    """What names of a condition stand for in one case: its own values, nothing else."""

    value: Reader
    units: Units

    def number(self, ref: str, field: str) -> Interval:
        """The amount of an attribute; unknown for everything that is no attribute."""
        kind, _, name = ref.partition(":")
        held = self.value(name) if kind == "attribute" else None
        return unknown(ref) if held is None else of_value(held, self.units, name)

    def word(self, ref: str) -> str | None:
        """The grade of an attribute."""
        held = self.value(ref.partition(":")[2])
        if isinstance(held, Text):
            return held.text
        return held.word if isinstance(held, Word) else None

    def event(self, name: str) -> Truth:
        """Events are keys of `on`, not conditions of a case."""
        return "unknown"

    def mode(self, name: str) -> Truth:
        """Whether the case is under this mode."""
        held = self.value(f"mode:{name}")
        return "unknown" if held is None else "true" if held.word == "on" else "false"

    def inside(self, each: Each) -> Sequence[Environment]:
        """A case has no units inside."""
        return ()


def holds(model: Governance, condition: Any, value: Reader) -> bool | None:
    """Whether a condition holds; None where it cannot be told from the values of the case."""
    if isinstance(condition, Infix) and condition.operator in ("and", "or"):
        sides = [holds(model, side, value) for side in (condition.left, condition.right)]
        decisive = condition.operator == "or"
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive
    ranked = _ranked(model, condition, value) if isinstance(condition, Infix) else None
    if ranked is not None:
        return ranked
    try:
        truth = Evaluator(_CaseFacts(value, standard_units())).truth(condition)
    except (BudgetSpent, UnlikeUnits):
        return None
    return {"true": True, "false": False}.get(truth)


def _ranked(model: Governance, condition: Infix, value: Reader) -> bool | None:
    """`大小 ≥ 常事`: grades in their order; None where the condition is not of this form."""
    ranks: dict[str, Fraction] = {}
    for side in (condition.left, condition.right):
        if isinstance(side, Name) and side.ref.startswith("attribute:"):
            grades = getattr(getattr(model.get(side.ref), "values", None), "value", None)
            if isinstance(grades, WordList):
                ranks = {grade: Fraction(rank) for rank, grade in enumerate(grades.words)}
    left, right = (ranks.get(_word(s, value)) for s in (condition.left, condition.right))
    if left is None or right is None or condition.operator not in _ORDER:
        return None
    return compare(condition.operator, left, right)


def _word(side: Any, value: Reader) -> str:
    if isinstance(side, Name):
        held = value(side.ref.partition(":")[2])
        return held.word if isinstance(held, Word) else ""
    if isinstance(side, Constant) and isinstance(side.value, str):
        return side.value
    return ""
