"""Whether a condition (`当 大小 = 大事`) holds for a case, and which statement counts.

Expressions and a case's values enter; True, False or None (cannot be told) leaves. The evaluator is
the one of `govkit.values`; what names mean in a case is said in `facts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from govkit.engine.plan.facts import CaseFacts, Reader, compare
from govkit.model.counting import in_turn
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, Stated
from govkit.model.strength import left_beside
from govkit.values import Bound, Infix, Quantity, Range
from govkit.values.evaluate import BudgetSpent, Evaluator, UnlikeUnits

T = TypeVar("T")


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
    if len(attribute.root) < 2 and (only := attribute.at(day)) is not None:
        yield only
        return
    against = tuple(prohibited(model, attribute, value, day))
    for stated in in_turn(tuple(attribute), day, lambda when: holds(model, when, value)):
        left = left_beside(stated, against)
        if left is not None:
            yield left


def prohibited(
    model: Governance, attribute: Attribute[T], value: Reader, day: date
) -> Iterator[Stated[T]]:
    """What must not be so in a case: the prohibitions of a field that hold for it."""
    for stated in attribute.prohibitions(day):
        if stated.when is None or holds(model, stated.when, value) is True:
            yield stated


def in_force(
    model: Governance, attribute: Attribute[T], value: Reader, day: date
) -> Stated[T] | None:
    """The statement that counts for a case; None where nothing is said."""
    if not attribute.root:
        return None
    return next(statements(model, attribute, value, day), None)


def holds(model: Governance, condition: Any, value: Reader) -> bool | None:
    """Whether a condition holds; None where it cannot be told from the values of the case."""
    if isinstance(condition, Infix) and condition.operator in ("and", "or"):
        sides = [holds(model, side, value) for side in (condition.left, condition.right)]
        decisive = condition.operator == "or"
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive
    try:
        truth = Evaluator(CaseFacts(model, value, model.unit_table)).truth(condition)
    except (BudgetSpent, UnlikeUnits):
        return None
    return {"true": True, "false": False}.get(truth)
