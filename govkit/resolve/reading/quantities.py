"""Quantities of fields: amounts, rates, cadences, limits, distributions.

A parsed value enters, a value object leaves, or None after exactly one finding. Which field takes
which is said by its type; what may stand in a formula is read by `expressions`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from typing import Any

from govkit.draws.distributions import PARAMETERS, Reason, flaw_of
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import kinds_text
from govkit.resolve.reading import expressions
from govkit.resolve.reading.amounts import (
    amount_text,
    read_item,
    report_misread,
    report_strength,
    single,
    unknown,
)
from govkit.resolve.reading.phrases import bare, strength_before
from govkit.syntax.nodes import (
    Bounded,
    Call,
    Counted,
    Infix,
    Operand,
    Signed,
    Token,
    Value,
)
from govkit.syntax.strokes import PER_KINDS, over_one_thing
from govkit.values import Bound, Distribution, Durations, Quantity, Range, Rate, Unknown, Word
from govkit.values import expression as tree
from govkit.values.reading import (
    Misread,
    read_duration,
    read_mean,
    read_period,
    read_quantity,
    read_rate,
    read_recurrence,
    without_blanks,
)
from govkit.values.units import Units
from govkit.vocabulary.dimensions import dimensions_of
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings

_QUOTED_NAME = re.compile(r"《[^《》]*》|「[^「」]*」|`[^`]*`")
# Years in one unit of a dimension: instants end with the year 9999, and no rule runs that long.
_A_YEAR = {
    **{"time": Fraction(1, 366 * 86_400), "work_time": Fraction(1, 366 * 86_400)},
    **{"work_day": Fraction(1, 366), "month": Fraction(1, 12)},
}
MOST_YEARS = 200
_AMOUNT = (Token, Bounded, Counted, Signed)


def two_bounds(context: Context, value: Value) -> Range | None:
    """`超过60分、不满80分`: two bounds with a comma between them are one range."""
    if len(value.items) != 2 or value.tail is not None:
        return None
    read = read_quantity(context.text(value), context.units)
    return read if isinstance(read, Range) else None


def read_amount(context: Context, row: FieldRow, value: Value) -> Any:
    if (between := two_bounds(context, value)) is not None:
        return between
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    if (each := _per_unit(context, item)) is not None:
        return each
    if isinstance(item, Infix | Call):
        return derived(context, item)
    if isinstance(item, Token) and item.type == "NAME":
        read = read_quantity(str(item), context.units)
        if not isinstance(read, Misread):
            return read
        if context.names.by_name.get(components(item)[0]):
            return expressions.expression(context, item)
        if read.reason == "negative":
            report_misread(context, item, read)
        elif not report_strength(context, item, str(item)):
            context.report("GOV301", item, written=str(item), part=str(item))
        return None
    if isinstance(item, _AMOUNT):
        return read_item(context, item, lambda text: read_quantity(text, context.units))
    context.report("GOV301", item, written=context.text(item), part=context.text(item))
    return None


def _per_unit(context: Context, item: Operand) -> Any:
    """`每社区1—2名` and `1—2名/社区` where a total is stated: so many for each of them.

    Of the thing itself (`规模：每社区300—500户` of 社区) it is just the amount. None for all else.
    """
    written = context.text(item)
    named = isinstance(item, Token) and item.type == "NAME" and written.startswith("每")
    if not named and not (
        isinstance(item, Infix) and over_one_thing(item, partial(_is_amount, context))
    ):
        return None
    quoted: dict[str, str] = {}
    text = without_blanks(_brackets_out(context, written, quoted))
    names = {stand_in: name for name, stand_in in quoted.items()}
    read = read_rate(text, context.units, lambda word: _unit_kind(context, names.get(word, word)))
    if isinstance(read, Misread) or len(read.per) != 1 or ":" not in read.per[0]:
        return None
    amount, ref = read.amount, read.per[0]
    if ref == context.owner and read.every == 1:
        return amount
    total: tree.Expression = tree.Infix("*", tree.Constant(amount), tree.Name(ref))
    if read.every != 1:
        total = tree.Infix("/", total, tree.Constant(Quantity(read.every)))
    return total


def _is_amount(context: Context, word: str) -> bool:
    return not isinstance(read_quantity(word, context.units), Misread)


def _unit_kind(context: Context, name: str) -> str | None:
    found = context.names.find(components(name)[-1], PER_KINDS)
    return found[0].ref if len(found) == 1 else None


def derived(context: Context, item: Operand) -> Any:
    """A figure given by a formula, with or without a leading `=`."""
    if isinstance(item, Infix):
        first = item.parts[0]
        if isinstance(first, Bounded) and expressions.operator_of(str(first.comparison)) == "=":
            item = Infix([first.operand, *item.parts[1:]])
    return expressions.expression(context, item)


def read_rates(context: Context, row: FieldRow, value: Value) -> Any:
    item = single(context, value, "/")
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank

    quoted: dict[str, str] = {}

    def standing_in(match: re.Match[str]) -> str:
        return quoted.setdefault(match.group(), f"x{len(quoted)}name")

    written_out = context.text(item)
    if isinstance(item, Infix):
        for part in item.parts[2::2]:
            if isinstance(part, Token) and context.names.find(components(part)[-1], PER_KINDS):
                stand_in = quoted.setdefault(str(part), f"x{len(quoted)}name")
                written_out = written_out.replace(str(part), stand_in)
    written_out = _brackets_out(context, written_out, quoted)

    def named(name: str) -> str | None:
        written = next((mark for mark, word in quoted.items() if word == name), name)
        found = context.names.find(components(written)[-1], PER_KINDS)
        return found[0].ref if len(found) == 1 else None

    text = without_blanks(_QUOTED_NAME.sub(standing_in, written_out))
    read = read_rate(text, context.units, named)
    if isinstance(read, Misread):
        if read.reason == "unknown_name":
            name = text[read.start : read.end]
            names = near(name, context.names.of(PER_KINDS))
            wanted = kinds_text(PER_KINDS)
            context.report("GOV401", item, suggestions=names, name=name, wanted=wanted)
            return None
        if report_strength(context, item, text):
            return None
        if row.type == "cadence" and read.reason in ("not_a_rate", "not_a_number"):
            context.report("GOV315", item, written=context.text(item))
            return None
        plain = read_quantity(text, context.units)
        if isinstance(plain, Misread):
            per = "/" in text or text.startswith("每")
            report_misread(context, item, read if per else plain)
            return None
        return plain
    if sum(":" not in per for per in read.per) > 1:
        context.report("GOV301", item, written=context.text(item), part=context.text(item))
        return None
    return read


def _brackets_out(context: Context, text: str, quoted: dict[str, str]) -> str:
    """`每个村（社区）1个`: brackets that belong to a known name are none of the figure's."""
    for name in sorted(set(context.names.of(PER_KINDS)), key=len, reverse=True):
        if "（" in name and name in text:
            text = text.replace(name, quoted.setdefault(name, f"x{len(quoted)}name"))
    return text


def read_cadence(context: Context, row: FieldRow, value: Value) -> Any:
    item = single(context, value, "/")
    if item is None:
        return None
    if isinstance(item, Token) and item.type == "NAME":
        word = spellings("cadence").get(str(item))
        if word is not None:
            return Word(word)
        period = read_period(str(item), context.units)
        if not isinstance(period, Misread):
            return period
        recurrence = read_recurrence(str(item))
        if not isinstance(recurrence, Misread):
            return recurrence
    found = read_rates(context, row, value)
    if isinstance(found, Quantity) or (isinstance(found, Rate) and not _in_time(found, context)):
        context.report("GOV315", item, written=context.text(item))
        return None
    return found


def _in_time(rate: Rate, context: Context) -> bool:
    """Whether a rate is per some time; `每次1小时` says how long, not how often."""
    units = (context.units.get(per) for per in rate.per)
    return any(unit is not None and unit.is_time for unit in units)


def read_limit(context: Context, row: FieldRow, value: Value) -> Any:
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    text = amount_text(context, item)
    read = read_duration(text, context.units)
    if _years(read, context.units) > MOST_YEARS:
        context.report("GOV457", item, written=context.text(item))
        return None
    if isinstance(read, Misread):
        recurrence = read_recurrence(text)
        if not isinstance(recurrence, Misread):
            return recurrence
        short = _phrased(row, text, context)
        if not isinstance(short, Misread):
            return short
        first = strength_before(text)
        if report_strength(context, item, text, bare(row.id, first[1]) if first else ""):
            return None
        if read.reason in ("not_a_duration", "not_a_number"):
            context.report("GOV316", item, suggestions=read.near, written=context.text(item))
        else:
            report_misread(context, item, read)
        return None
    return read


def _years(read: object, units: Units) -> Fraction:
    """How many years an amount of time takes up at the least; no calendar is asked."""
    ends = [read] if isinstance(read, Quantity) else []
    ends += [read.quantity] if isinstance(read, Bound) else []
    ends += [read.low, read.high] if isinstance(read, Range) else []
    known = [(end.number, unit) for end in ends if (unit := units.get(end.unit)) is not None]
    taken = (number * unit.factor * _A_YEAR.get(unit.dimension, 0) for number, unit in known)
    return max(taken, default=Fraction(0))


def _phrased(row: FieldRow, text: str, context: Context) -> Any:
    """A limit in an official phrase whose other words only repeat the field: `会前3日`."""
    short = bare(row.id, text)
    if short == text:
        return Misread("not_a_duration", 0, len(text))
    recurrence = read_recurrence(short)
    if not isinstance(recurrence, Misread):
        return recurrence
    return read_duration(short, context.units)


def read_limits(context: Context, row: FieldRow, value: Value) -> Durations | Unknown | None:
    """A list of exact durations: `2工作日、4小时`."""
    if len(value.items) == 1 and value.tail is None:
        blank = unknown(context, value.items[0])
        if blank is not None:
            return blank
    if value.tail is not None:
        context.report("GOV316", value.tail, written=str(value.tail))
        return None
    found = []
    for item in value.items:
        amount = read_limit(context, row, Value([item], None))
        if amount is not None and not isinstance(amount, Quantity):
            context.report("GOV316", item, written=context.text(item))
        found.append(amount)
    exact = tuple(amount for amount in found if isinstance(amount, Quantity))
    return Durations(exact) if len(exact) == len(found) else None


_TIMES = frozenset(_A_YEAR)
# Why a distribution cannot be drawn → code of the catalogue.
_FLAWS: dict[Reason, str] = {
    "parameters": "GOV327",
    "units": "GOV955", "spread_unit": "GOV956", "upside_down": "GOV957", "negative": "GOV958",
    "no_mean": "GOV958", "no_spread": "GOV959", "vast": "GOV960",
}  # fmt: skip


def read_law(context: Context, row: FieldRow, item: Operand) -> Distribution | None:
    """A distribution that can be drawn: `指数(4工作小时)`, `平均4工作小时`, or one amount alone."""
    if not isinstance(item, Call):
        amount = _without_law(context, row, item)
        return amount if amount is not None and _drawn(context, row, [item], amount) else None
    name = spellings("function").get(str(item.function))
    if name not in PARAMETERS:
        context.report("GOV309", item.function, name=str(item.function))
        return None
    items = item.arguments.items if item.arguments is not None else []
    parameters = [
        read_item(context, i, lambda text: read_quantity(text, context.units)) for i in items
    ]
    if any(parameter is None for parameter in parameters):
        return None
    exact = [one for one in parameters if isinstance(one, Quantity) and one.direction == "exact"]
    wanted = PARAMETERS[name]
    if len(exact) != len(parameters) or len(exact) != (wanted or max(len(exact), 1)):
        context.report("GOV327", item, written=context.text(item), wanted=str(wanted or 1))
        return None
    read = Distribution(name, tuple(exact))
    return read if _drawn(context, row, items, read) else None


def _without_law(context: Context, row: FieldRow, item: Operand) -> Distribution | None:
    """A mean in one word, or an amount that never varies: a time where the field takes times."""
    text = amount_text(context, item)
    mean = read_mean(text, context.units)
    if isinstance(mean, Distribution):
        return mean
    if dimensions_of(row.kind, row.id):
        amount = read_limit(context, row, Value([item], None))
    else:
        amount = unknown(context, item) or read_item(
            context, item, lambda text: read_quantity(text, context.units)
        )
    if isinstance(amount, Quantity):
        return Distribution("fixed", (amount,))
    if amount is not None and dimensions_of(row.kind, row.id):
        context.report("GOV316", item, written=context.text(item))
    elif amount is not None:
        context.report("GOV327", item, written=context.text(item), wanted="1")
    return None


def _drawn(context: Context, row: FieldRow, items: list[Operand], read: Distribution) -> bool:
    """Whether a distribution can be drawn; one finding at the parameter that forbids it.

    Where a field takes times alone, a number without a unit is none of them.
    """
    wanted = dimensions_of(row.kind, row.id)
    times = bool(wanted) and set(wanted) <= _TIMES
    for item, amount in zip(items, read.parameters, strict=True):
        if amount.direction != "exact":
            written, number = context.text(item), str(PARAMETERS[read.name])
            context.report("GOV327", item, written=written, wanted=number)
            return False
        if times and _years(amount, context.units) > MOST_YEARS:
            context.report("GOV457", item, written=context.text(item))
            return False
        if times and not amount.unit and not (read.name == "lognormal" and item is items[-1]):
            context.report("GOV316", item, written=context.text(item))
            return False
    flaw = flaw_of(read, context.units)
    if flaw is None:
        return True
    first, last = items[flaw.at[0]], items[flaw.at[-1]]
    one, part = context.text(first), context.text(last)
    context.report(_FLAWS[flaw.reason], last, written=part, part=part, other=one)
    return False
