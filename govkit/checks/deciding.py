"""Which comparison of a condition decides that it does not hold, or that it is open.

An expression and the environment it was worked out in enter; the comparisons that decide leave,
each with the figure that is asked for on its right (`a ≥ 11` of `11 ≤ a ≤ 21`). How they are told
is not known here.
"""

from __future__ import annotations

from govkit.checks.environment import ModelEnvironment
from govkit.values.evaluate import BudgetSpent, Compared, Evaluator, Truth, UnlikeUnits
from govkit.values.expression import Call, Constant, Each, Expression, Infix

_TURNED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_DENIED = {"=": "≠", "≠": "=", "<": "≥", "≤": ">", ">": "≤", "≥": "<"}


def deciding(known: ModelEnvironment, holds: Expression, wanted: bool = True) -> list[Compared]:
    """The comparisons for which a condition is not what is `wanted` of it.

    Of several that all have to hold the first that does not, of several of which one has to hold
    all of them.
    """
    if _is(known, holds, wanted):
        return []
    if isinstance(holds, Infix) and holds.operator in ("and", "or"):
        sides = [deciding(known, side, wanted) for side in (holds.left, holds.right)]
        return _of_parts(sides, (holds.operator == "and") == wanted)
    if isinstance(holds, Call) and holds.function in ("all", "any"):
        parts = [deciding(known, part, wanted) for part in holds.arguments]
        return _of_parts(parts, (holds.function == "all") == wanted)
    if isinstance(holds, Call) and holds.function == "not" and holds.arguments:
        return deciding(known, holds.arguments[0], not wanted)
    if isinstance(holds, Each):
        inside = [deciding(one, holds.holds, wanted) for one in known.inside(holds)
                  if holds.where is None or _is(one, holds.where, True)]  # fmt: skip
        return _of_parts(inside, True)
    return _compared(known, holds, wanted) if isinstance(holds, Infix) else []


def _of_parts(parts: list[list[Compared]], all_have_to: bool) -> list[Compared]:
    broken = [part for part in parts if part]
    if all_have_to:
        return broken[0] if broken else []
    return [one for part in broken for one in part]


def _is(known: ModelEnvironment, holds: Expression, wanted: bool) -> bool:
    try:
        truth: Truth = Evaluator(known).truth(holds)
    except (UnlikeUnits, BudgetSpent, RecursionError):
        return False
    return truth == ("true" if wanted else "false")


def _compared(known: ModelEnvironment, holds: Infix, wanted: bool) -> list[Compared]:
    """The sides of one comparison, what is asked for on the right."""
    left, right, operator = holds.left, holds.right, str(holds.operator)
    if not wanted:
        operator = _DENIED.get(operator, operator)
    if isinstance(left, Constant) and not isinstance(right, Constant):
        left, right, operator = right, left, _TURNED.get(operator, operator)
    evaluator = Evaluator(known)
    try:
        return [Compared(evaluator.number(left), operator, evaluator.number(right))]
    except (UnlikeUnits, BudgetSpent, RecursionError):
        return []
