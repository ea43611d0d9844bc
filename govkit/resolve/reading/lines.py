"""Lines of a section of figures: `总人口：约13万人`, `每格：户数 / 网格`, `口号：“……”`.

One parsed line enters, the keyword arguments of its object leave. The form of the value says how it
is read, because the line has no field that could; what the figure is used for is not known here.
"""

from __future__ import annotations

from typing import Any

from govkit.model.statement import Origin
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.reading.amounts import single, unknown
from govkit.resolve.reading.clauses import DERIVED, own_origin, read_clauses
from govkit.resolve.reading.expressions import operator_of
from govkit.resolve.reading.quantities import derived, two_bounds
from govkit.resolve.reading.values import read_value
from govkit.syntax.nodes import Bounded, Field, Infix, Operand, Signed, Token, Value
from govkit.syntax.strokes import over_names
from govkit.values import Bound, Call, Constant, Each, Quantity, Range, Unknown
from govkit.values import Infix as InfixValue
from govkit.values import Name as NameValue
from govkit.values.reading import Misread, read_signed
from govkit.vocabulary.kinds import FieldRow

WORKED_OUT = (InfixValue, NameValue, Call, Each)  # values that follow from others


def figure_line(context: Context, field: Field, origin: Origin) -> dict[str, Any] | None:
    """One line of a section of figures."""
    item = _single(field.value)
    between = two_bounds(context, field.value)
    if (
        between is None
        and item is None
        and any(isinstance(part, Token) and part.type == "NUMBER" for part in field.value.items)
    ):
        single(context, field.value)
        return None
    claim = read_clauses(context, field.clauses, origin)
    value = between or _figure(context, field.value, item)
    if value is None:
        return None
    if isinstance(value, WORKED_OUT) and not own_origin(field):
        claim["origin"] = DERIVED
    return {"name": components(str(field.word))[-1], "value": [{**claim, "value": value}]}


def _figure(context: Context, value: Value, item: Operand | None) -> Any:
    if item is None:
        return read_value(context, _WORDS, value)
    if isinstance(item, Token):
        if item.type == "STRING":
            return read_value(context, _TEXT, value)
        if item.type == "NAME" and unknown(context, item) is None:
            read = read_signed(str(item), context.units)
            return _derived(context, item) if isinstance(read, Misread) else read
    if isinstance(item, Signed):
        found = _derived(context, item)
        if isinstance(found, InfixValue) and isinstance(found.right, Constant):
            # -3~5户, -5余户: what the sign belongs to has two readings.
            written = context.text(item)
            context.report("GOV305", item, written=written, part=written)
            return None
        return found
    if isinstance(item, Infix):
        return read_value(context, _RATE, value) if over_names(item) else _derived(context, item)
    if isinstance(item, Bounded) and operator_of(str(item.comparison)) == "=":
        return _derived(context, item.operand)
    return read_value(context, _QUANTITY, value)


def _derived(context: Context, item: Operand) -> Any:
    """A figure worked out from others; a lone amount is just that amount."""
    found = derived(context, item)
    if isinstance(found, Constant):
        found = found.value
    if isinstance(found, Quantity | Bound | Range | Unknown | NameValue | InfixValue | Call):
        return found
    if found is not None:
        written = context.text(item)
        context.report("GOV301", item, written=written, part=written)
    return None


def _single(value: Value) -> Operand | None:
    """The one item of a value, None where there are several or a tail."""
    return value.items[0] if len(value.items) == 1 and value.tail is None else None


def _row(type_: str) -> FieldRow:
    return FieldRow("figures", "value", "", "", (), type_, "", False, "", "")


_WORDS, _TEXT, _RATE, _QUANTITY = _row("words"), _row("text"), _row("rate"), _row("quantity")
