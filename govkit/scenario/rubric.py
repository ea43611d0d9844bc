"""The rubric of a scenario: which of its lines a walk has earned.

A walk enters, the lines with their verdict leave. A line without a condition is for whoever leads
the class to tick; a move in a condition means the time from the opening to its first occurrence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any, Literal

from govkit.engine.plan.conditions import holds
from govkit.model.scenario import RubricLine, Scenario
from govkit.model.statement import Stated
from govkit.scenario.walk import Walk
from govkit.values import Bound, Call, Constant, Infix, Name, Quantity

Marked = Literal["earned", "missed", "by_hand", "unclear"]
_ORDER = {"<": lt, "≤": le, ">": gt, "≥": ge}
_TURNED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "=": "=", "≠": "≠", "≈": "≈"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the rubric: its name, what it is worth, and what became of it."""

    name: str
    points: Fraction
    marked: Marked


def marks(walk: Walk) -> tuple[Mark, ...]:
    """The marks of a walk, in the order of the rubric; empty where the scenario has none."""
    scenario = walk.engine.model.get(f"scenario:{walk.course.name}")
    lines = scenario.rubric if isinstance(scenario, Scenario) else ()
    return tuple(_mark(walk, line) for line in lines)


def _mark(walk: Walk, line: RubricLine) -> Mark:
    """What became of one line."""
    stated = next(iter(line.points), None)
    if stated is None or stated.when is None:
        return Mark(line.name, points_of(stated), "by_hand")
    truth = _truth(walk, stated.when)
    marked: Marked = "unclear" if truth is None else "earned" if truth else "missed"
    return Mark(line.name, points_of(stated), marked)


def points_of(stated: Stated[Any] | None) -> Fraction:
    value = stated.value if stated is not None else None
    if isinstance(value, Bound):
        value = value.quantity
    return value.number if isinstance(value, Quantity) else Fraction(0)


def _truth(walk: Walk, condition: Any) -> bool | None:
    """Whether a condition holds for a walk; None where it cannot be told."""
    if isinstance(condition, Infix) and condition.operator in ("and", "or"):
        sides = [_truth(walk, side) for side in (condition.left, condition.right)]
        decisive = condition.operator == "or"
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive
    if isinstance(condition, Call) and condition.function == "not":
        inner = _truth(walk, condition.arguments[0]) if condition.arguments else None
        return None if inner is None else not inner
    if isinstance(condition, Call) and condition.function in ("all", "any"):
        sides = [_truth(walk, side) for side in condition.arguments]
        decisive = condition.function == "any"
        return decisive if decisive in sides else None if None in sides else not decisive
    if _move_of(condition):
        return _happened(walk, _move_of(condition)) is not None
    if isinstance(condition, Infix):
        for side, other, operator in (
            (condition.left, condition.right, condition.operator),
            (condition.right, condition.left, _TURNED.get(condition.operator, "")),
        ):
            if _move_of(side):
                return _in_time(walk, _move_of(side), operator, other)
    return holds(walk.engine.model, condition, walk.case.value)


def _move_of(side: Any) -> str:
    """The id of the move a name stands for; empty where it stands for something else."""
    if isinstance(side, Name) and side.ref.startswith("move:"):
        return side.ref.removeprefix("move:")
    return ""


def _happened(walk: Walk, move: str) -> datetime | None:
    """When a move was first made."""
    return next((event.at for event in walk.case.history if event.kind == move), None)


def _in_time(walk: Walk, move: str, operator: str, other: Any) -> bool | None:
    """`签收 ≤ 1工作日`: within the limit, counted as every limit is. Never made: not earned."""
    amount = other.value if isinstance(other, Constant) else None
    if isinstance(amount, Bound):
        operator, amount = amount.comparison, amount.quantity
    if not isinstance(amount, Quantity):
        return None
    timer = walk.engine.clocks.start(
        "limit", "", f"rubric:{move}", Stated(value=amount), walk.opened.opened_at, ""
    )
    if timer.due is None:
        return None
    compare = _ORDER.get(operator)
    if compare is None:  # an instant equals a limit by chance only
        return None
    made = _happened(walk, move)
    return made is not None and compare(made, timer.due)


def written_points(points: Fraction) -> str:
    """Points as they are shown: `10`, `2.5`."""
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"
