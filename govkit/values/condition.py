"""One form for conditions that say the same: `A and B` is `B and A`, `5 < a` is `a > 5`.

An expression enters; an equal expression leaves, the same for every way to write it that differs in
order, nesting or the side of a comparison. Whether it holds is not asked here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from govkit.values.expression import Call, Constant, Each, Expression, Infix, Operator

_TURNED: dict[Operator, Operator] = {
    "=": "=", "≠": "≠", "≈": "≈", "<": ">", "≤": "≥", ">": "<", "≥": "≤",
}  # fmt: skip
_DENIED: dict[Operator, Operator] = {
    "=": "≠", "≠": "=", "<": "≥", "≤": ">", ">": "≤", "≥": "<",
}  # fmt: skip
_JOINING = {"and": "all", "or": "any"}


@lru_cache(maxsize=4096)
def canonical(condition: Expression) -> Expression:
    """The condition in its one form: parts that all or any have to hold in one order, each once."""
    if isinstance(condition, Infix):
        if condition.operator in _JOINING:
            return _joined(_JOINING[condition.operator], (condition.left, condition.right))
        left, right = canonical(condition.left), canonical(condition.right)
        if condition.operator in _TURNED and _first(right, left):
            return Infix(_TURNED[condition.operator], right, left)
        if condition.operator in ("+", "*") and repr(right) < repr(left):
            left, right = right, left
        return Infix(condition.operator, left, right)
    if isinstance(condition, Call):
        if condition.function in ("all", "any"):
            return _joined(condition.function, condition.arguments)
        inner = tuple(canonical(one) for one in condition.arguments)
        if condition.function == "not" and len(inner) == 1:
            return _denied(inner[0])
        return replace(condition, arguments=inner)
    if isinstance(condition, Each):
        where = canonical(condition.where) if condition.where is not None else None
        return replace(condition, where=where, holds=canonical(condition.holds))
    return condition


def same_condition(one: Expression | None, other: Expression | None) -> bool:
    """Whether two conditions say the same, as far as their form shows; none is only like none."""
    if one is None or other is None or one == other:
        return one == other
    return canonical(one) == canonical(other)


def _joined(function: str, parts: tuple[Expression, ...]) -> Expression:
    found: dict[Expression, None] = {}
    for part in map(canonical, parts):
        inner = isinstance(part, Call) and part.function == function
        found.update(dict.fromkeys(part.arguments if inner else (part,)))  # type: ignore[union-attr]
    if len(found) == 1:
        return next(iter(found))
    return Call(function, tuple(sorted(found, key=repr)))


def _denied(inner: Expression) -> Expression:
    """What holds where `inner` does not; the denial itself where its form does not show it."""
    if isinstance(inner, Infix) and inner.operator in _DENIED:
        return replace(inner, operator=_DENIED[inner.operator])
    if isinstance(inner, Call) and inner.function == "not":
        return inner.arguments[0]
    return Call("not", (inner,))


def _first(one: Expression, other: Expression) -> bool:
    """Whether one side of a comparison stands first: a name before a constant, else by its form."""
    fixed = isinstance(one, Constant), isinstance(other, Constant)
    return repr(one) < repr(other) if fixed[0] == fixed[1] else fixed[1]
