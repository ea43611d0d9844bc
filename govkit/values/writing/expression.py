"""Short forms of expressions, with the brackets their binding needs and no others.

An expression and a writer enter, its text leaves; what a name means is not known here.
"""

from __future__ import annotations

from govkit.values.expression import Call, Constant, Each, Infix, Name
from govkit.values.quantity import Quantity
from govkit.values.wording import wording
from govkit.values.writing.writer import Writer, spell

_BINDING = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_COMPARING = 3


@spell.register
def _(value: Constant, writer: Writer) -> str:
    return writer(value.value)


@spell.register
def _(value: Name, writer: Writer) -> str:
    name = writer.name(value.ref)
    return f"{name}.{writer.name(value.field)}" if value.field else name


@spell.register
def _(value: Infix, writer: Writer) -> str:
    binding = _BINDING.get(value.operator, _COMPARING)
    left = _operand(value.left, binding - (binding != _COMPARING), writer)
    right = _operand(value.right, binding, writer)
    operator = value.operator
    if operator in ("and", "or"):
        operator = wording("logic", operator, writer.lang)  # type: ignore[assignment]
    return f"{left} {operator} {right}"


def _operand(value: object, least: int, writer: Writer) -> str:
    text = writer(value)
    loose = isinstance(value, Infix) and _BINDING.get(value.operator, _COMPARING) <= least
    broken = isinstance(value, Constant) and isinstance(value.value, Quantity) and "/" in text
    below = isinstance(value, Constant) and text.startswith("-")
    return f"({text})" if loose or broken or below else text


@spell.register
def _(value: Call, writer: Writer) -> str:
    arguments = ", ".join(writer(argument) for argument in value.arguments)
    return f"{wording('function', value.function, writer.lang)}({arguments})"


@spell.register
def _(value: Each, writer: Writer) -> str:
    name = wording("function", value.function, writer.lang)
    inside = wording("logic", "in", writer.lang)
    where = ""
    if value.where is not None:
        where = f" {wording('logic', 'where', writer.lang)} {writer(value.where)}"
    over = writer.name(value.over) if ":" in value.over else value.over
    colon = writer.pick("：", ": ")
    return f"{name}({value.variable} {inside} {over}{where}{colon}{writer(value.holds)})"
