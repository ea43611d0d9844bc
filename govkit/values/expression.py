"""Expression trees of checks, conditions and rules: frozen, tagged, free of text positions.

A name means its count (level, body, post, team), its value (figure, attribute of a case), its
length (list) or its moment (step); which one is settled when the text is resolved, and stands in
the reference (`level:网格`, `figure:总人口`, `attribute:金额`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govkit.values.quantity import Bound, Quantity, Range, Unknown
from govkit.values.time import Day, Moment

Operator = Literal["+", "-", "*", "/", "=", "≠", "<", "≤", ">", "≥", "≈", "and", "or"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written into the expression, or a word such as an attribute's value (`小事`)."""

    value: Quantity | Unknown | Day | Moment | Bound | Range | str
    type: Literal["constant"] = "constant"


@dataclass(frozen=True, slots=True)
class Name:
    """A reference `kind:name`, with a field of it where the text says `一级.时限`.

    `kind` `variable` is the name bound by `every` or `some`; `event` is a trigger word,
    `mode` a mode that is on or not.
    """

    ref: str
    field: str = ""
    type: Literal["name"] = "name"


@dataclass(frozen=True, slots=True)
class Infix:
    """`left operator right`; comparisons may be chained by the reader into `and`."""

    operator: Operator
    left: Expression
    right: Expression
    type: Literal["infix"] = "infix"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed table (`sum`, `not`, `max` …) with its arguments."""

    function: str
    arguments: tuple[Expression, ...]
    type: Literal["call"] = "call"


@dataclass(frozen=True, slots=True)
class Each:
    """`every(x in over where … : holds)` or `some(…)`."""

    function: Literal["every", "some", "count"]
    variable: str
    over: str
    where: Expression | None
    holds: Expression
    type: Literal["each"] = "each"


Expression = Constant | Name | Infix | Call | Each


def names_in(expression: Expression) -> Iterator[Name]:
    """The names an expression uses, in their order; those that `every` and `some` bind left out."""
    if isinstance(expression, Name):
        if not expression.ref.startswith("variable:"):
            yield expression
    elif isinstance(expression, Infix):
        yield from (*names_in(expression.left), *names_in(expression.right))
    elif isinstance(expression, Call):
        for argument in expression.arguments:
            yield from names_in(argument)
    elif isinstance(expression, Each):
        yield from names_in(expression.holds)
        yield from names_in(expression.where) if expression.where is not None else ()
