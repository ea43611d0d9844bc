"""What the names of a condition stand for in one case: its values, its matter, the model's figures.

A model and the reader of a case's values enter; numbers, words and truths leave for the one
evaluator of `govkit.values`. Which statement of a field counts is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

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
    Text,
    Unknown,
    Word,
)
from govkit.values import Words as WordList
from govkit.values.evaluate import Environment, Evaluator, Truth
from govkit.values.evaluate import compare as compare_intervals
from govkit.values.interval import Interval, alike, of_value, point, unknown
from govkit.values.units import Units

Reader = Callable[[str], Any]
MATTER = "case:matter"
_AMOUNTS = (Quantity, Bound, Range, Unknown)
_FORMULAS = (Constant, Infix, Call, Each, Name)
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


@dataclass
class CaseFacts:
    """The environment of a condition in one case; `_open` are figures being worked out."""

    model: Governance
    value: Reader
    units: Units
    _open: tuple[str, ...] = ()

    def number(self, ref: str, field: str) -> Interval:
        """The amount of an attribute; else the count, figure or length that the model states."""
        kind, _, name = ref.partition(":")
        if kind == "attribute":
            held = self.value(name)
            return unknown(name) if held is None else of_value(held, self.units, name)
        entity = self.model.get(ref)
        if entity is None or ref in self._open:
            return unknown(name)
        wanted = field or ("value" if kind == "figure" else "count")
        attribute = getattr(entity, wanted, None)
        stated = attribute.at() if isinstance(attribute, Attribute) else None
        if stated is not None:
            return self._of(stated.value, ref, name)
        if isinstance(entity, Level) and not field and (count := self.model.tree.count(name)):
            return point(Fraction(count))
        if isinstance(entity, Listing) and not field and not entity.contents:
            return point(Fraction(len(entity.items)))
        return unknown(name)

    def _of(self, value: object, ref: str, name: str) -> Interval:
        if isinstance(value, _AMOUNTS):
            return of_value(value, self.units, name)
        if isinstance(value, _FORMULAS):
            return Evaluator(replace(self, _open=(*self._open, ref))).number(value)
        return unknown(name)

    def word(self, ref: str) -> str | None:
        """The grade of an attribute."""
        held = self.value(ref.partition(":")[2])
        if isinstance(held, Text):
            return held.text
        return held.word if isinstance(held, Word) else None

    def event(self, name: str) -> Truth:
        """Whether it has happened to the case so far."""
        held = self.value(f"event:{name}")
        return "unknown" if held is None else "true" if held.word == "on" else "false"

    def mode(self, name: str) -> Truth:
        """Whether the case is under this mode."""
        held = self.value(f"mode:{name}")
        return "unknown" if held is None else "true" if held.word == "on" else "false"

    def inside(self, each: Each) -> Sequence[Environment]:
        """A case has no units inside."""
        return ()

    def settles(self, comparison: Infix) -> Truth | None:
        """`大小 ≥ 常事` by the order of the grades; `事项 = 内涝` by what the matter lies in."""
        for tell in (self._matter, self._ranked, self._within, self._exactly):
            told = tell(comparison)
            if told is not None:
                return told
        return None

    def _matter(self, comparison: Infix) -> Truth | None:
        sides = [s for s in (comparison.left, comparison.right) if isinstance(s, Name)]
        if len(sides) != 2 or MATTER not in (sides[0].ref, sides[1].ref):
            return None
        held = self.value(MATTER)
        if not isinstance(held, Text):
            return "unknown"
        around = {f"matter:{name}" for name in self.model.lineage(held.text)}
        lies = any(side.ref in around for side in sides)
        return "true" if lies == (comparison.operator != "≠") else "false"

    def _ranked(self, comparison: Infix) -> Truth | None:
        """Grades in their order; None where the comparison is not of this form."""
        orders = {
            grades for side in (comparison.left, comparison.right) if (grades := self._grades(side))
        }
        if len(orders) != 1:
            return None
        ranks = {grade: Fraction(rank) for rank, grade in enumerate(orders.pop())}
        left, right = (ranks.get(self._said(s)) for s in (comparison.left, comparison.right))
        if left is None or right is None or comparison.operator not in _ORDER:
            return None
        return "true" if compare(comparison.operator, left, right) else "false"

    def _within(self, comparison: Infix) -> Truth | None:
        """`得分 = 65..<85`: within the range, where an amount is compared with a written one."""
        sides = (comparison.left, comparison.right)
        ranges = [s for s in sides if isinstance(s, Constant) and isinstance(s.value, Range)]
        if len(ranges) != 1 or comparison.operator not in "=≠":
            return None
        left, right = (self._number(side) for side in sides)
        amount, known = (right, left) if ranges[0] is sides[0] else (left, right)
        if amount is None or known is None or amount.exact is None:
            return None
        inside = compare_intervals(amount, known, "=", Fraction(0)) != "false"
        return "true" if inside == (comparison.operator == "=") else "false"

    def _exactly(self, comparison: Infix) -> Truth | None:
        """An amount of a case is what it is; only printed figures are equal as they are printed."""
        if comparison.operator not in "=≠":
            return None
        left, right = (self._number(side) for side in (comparison.left, comparison.right))
        if left is None or right is None or left.exact is None or right.exact is None:
            return None
        if not alike(left, right):
            return None
        return "true" if (left.exact == right.exact) == (comparison.operator == "=") else "false"

    def _number(self, side: Any) -> Interval | None:
        """What a side comes to; None where it is a word or a truth, or nothing is known."""
        if isinstance(side, Constant) and isinstance(side.value, str):
            return None
        if isinstance(side, Name) and self.word(side.ref) is not None:
            return None
        found = Evaluator(self).number(side)
        return None if found.unknown else found

    def _grades(self, side: Any) -> tuple[str, ...]:
        if not isinstance(side, Name) or not side.ref.startswith("attribute:"):
            return ()
        grades = getattr(getattr(self.model.get(side.ref), "values", None), "value", None)
        return grades.words if isinstance(grades, WordList) else ()

    def _said(self, side: Any) -> str:
        if isinstance(side, Name):
            held = self.value(side.ref.partition(":")[2])
            return held.word if isinstance(held, Word) else ""
        if isinstance(side, Constant) and isinstance(side.value, str):
            return side.value
        return ""
