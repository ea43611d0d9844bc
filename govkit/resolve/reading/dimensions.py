"""Whether an amount is of the kind that its field takes: a ceiling in money, a number in pieces.

A value that was read and its field enter; a finding leaves where the unit is of another dimension.
A bare number and a unit of the model's own fit every field.
"""

from __future__ import annotations

from typing import Any

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.syntax.nodes import Value
from govkit.values import Bound, Distribution, Quantity, Range, Rate
from govkit.values.units import Units
from govkit.vocabulary.dimensions import dimensions_of
from govkit.vocabulary.kinds import FieldRow

_FITS_ALL = frozenset(["number", "own"])


def fits(context: Context, row: FieldRow, value: Value, read: Any) -> bool:
    """Whether the unit of an amount is one that the field takes; a finding where it is not."""
    wanted = dimensions_of(row.kind, row.id)
    unit = context.units.get(_unit_of(read)) if wanted else None
    if unit is None or unit.dimension in _FITS_ALL or unit.dimension in wanted:
        return True
    examples = [_example(context.units, dimension) for dimension in wanted]
    context.report(
        "GOV331", value, written=context.text(value), field=Both(row.zh, row.en),
        unit=Both(unit.zh, unit.en),
        wanted=Both("、".join(e.zh for e in examples), ", ".join(e.en for e in examples)),
    )  # fmt: skip
    return False


def _unit_of(read: Any) -> str:
    """The id of the unit an amount is printed in; empty for what is no amount."""
    if isinstance(read, Rate):
        return _unit_of(read.amount)
    if isinstance(read, Bound):
        return read.quantity.unit
    if isinstance(read, Distribution):
        return read.parameters[0].unit
    if isinstance(read, Range):
        return read.low.unit or read.high.unit
    return read.unit if isinstance(read, Quantity) else ""


def _example(units: Units, dimension: str) -> Both:
    """The unit that stands for a dimension in a message: the one of its name, else the first."""
    of_it = [unit for unit in units if unit.dimension == dimension]
    unit = next((u for u in of_it if u.id == dimension), of_it[0])
    return Both(unit.zh, unit.en)
