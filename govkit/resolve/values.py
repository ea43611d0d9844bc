"""Values: the field's type chooses how the words behind the colon are read.

One reader per type of `fields.csv`. A reader gives a value object, or None after exactly one
finding; what cannot be read never becomes a name, a unit or a subtraction in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from govkit.diagnostics import Both
from govkit.resolve import expressions
from govkit.resolve.amounts import (
    amount_text,
    report_misread,
    report_strength,
    unknown,
    without_blanks,
)
from govkit.resolve.context import Context
from govkit.resolve.dimensions import fits
from govkit.resolve.lists import read_chain, read_refs, read_words, tail_of
from govkit.resolve.maps import (
    read_bands,
    read_ceiling,
    read_cells,
    read_formula,
    read_mix,
    read_outcome,
    read_severities,
    read_weights,
    rung,
)
from govkit.resolve.names import components
from govkit.resolve.near import near
from govkit.resolve.phrases import bare, strength_before
from govkit.resolve.references import kinds_text, reference
from govkit.resolve.rosters import read_roster
from govkit.resolve.shares import read_season, read_threshold
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
from govkit.values import (
    Chosen,
    Days,
    Distribution,
    Durations,
    Quantity,
    Range,
    Ref,
    Refs,
    Text,
    Unknown,
    Word,
)
from govkit.values.reading import (
    Misread,
    read_day,
    read_duration,
    read_moment,
    read_period,
    read_quantity,
    read_rate,
    read_recurrence,
)
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

Reader = Callable[[Context, FieldRow, Value], Any]
_QUOTED_NAME = re.compile(r"《[^《》]*》|「[^「」]*」|`[^`]*`")
_PER_KINDS = ("level", "body", "post", "team", "matter")
_AMOUNT = (Token, Bounded, Counted, Signed)


def read_value(context: Context, row: FieldRow, value: Value) -> Any:
    """The value of one field by its type; None after a finding."""
    read = READERS[row.type](context, row, value)
    return read if read is None or fits(context, row, value, read) else None


def single(context: Context, value: Value, joiner: str = "") -> Operand | None:
    """The one item of a value that may hold only one; None after a finding.

    `joiner` is the mark that was probably meant where a comma stands (`3次、月` → `3次/月`).
    """
    if len(value.items) == 1 and value.tail is None:
        return value.items[0]
    fix = None
    if joiner and value.tail is None:
        fix = joiner.join(context.text(item) for item in value.items)
    suggestions = (fix,) if fix else ()
    written, count = context.text(value), str(len(value.items))
    context.report("GOV312", value, suggestions=suggestions, fix=fix, written=written, count=count)
    return None


def _read(context: Context, item: Operand, reader: Callable[[str], Any]) -> Any:
    """Give the text of one item to a reader of figures; report what it cannot read."""
    read = reader(amount_text(context, item))
    if isinstance(read, Misread):
        report_misread(context, item, read)
        return None
    return read


def _scalar(reader: Callable[[Context, str], Any]) -> Reader:
    def read(context: Context, row: FieldRow, value: Value) -> Any:
        item = single(context, value)
        if item is None:
            return None
        return unknown(context, item) or _read(context, item, lambda text: reader(context, text))

    return read


def _text(context: Context, row: FieldRow, value: Value) -> Text | None:
    item = single(context, value)
    if item is None:
        return None
    if not isinstance(item, Token) or item.type not in ("STRING", "NAME"):
        written = context.text(value)
        context.report("GOV313", value, written=written, fix=f"“{written}”")
        return None
    return Text(str(item)[1:-1] if item.type == "STRING" else str(item))


def _word(context: Context, row: FieldRow, value: Value) -> Word | Unknown | None:
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    return closed_word(context, item, row.target)


def closed_word(context: Context, item: Operand, set_name: str) -> Word | None:
    """One word of a closed set; None after a finding that lists the near ones."""
    written = context.text(item)
    found = spellings(set_name).get(written)
    if found is None and "trigger" in set_name and context.names.find(written, ("event",)):
        found = written
    if found is None:
        known = word_set(set_name)
        near_words = near(written, spellings(set_name))
        choices = Both(
            "、".join(term.zh for term in known.values()),
            ", ".join(term.en for term in known.values()),
        )
        context.report("GOV314", item, suggestions=near_words, written=written, choices=choices)
        return None
    return Word(found)


def two_bounds(context: Context, value: Value) -> Range | None:
    """`超过60分、不满80分`: two bounds with a comma between them are one range."""
    if len(value.items) != 2 or value.tail is not None:
        return None
    read = read_quantity(context.text(value), context.units)
    return read if isinstance(read, Range) else None


def _quantity(context: Context, row: FieldRow, value: Value) -> Any:
    if (between := two_bounds(context, value)) is not None:
        return between
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    if isinstance(item, Infix | Call):
        return derived(context, item)
    if isinstance(item, Token) and item.type == "NAME":
        read = read_quantity(str(item), context.units)
        if not isinstance(read, Misread):
            return read
        if context.names.by_name.get(components(item)[0]):
            return expressions.expression(context, item)
        if not report_strength(context, item, str(item)):
            context.report("GOV301", item, written=str(item), part=str(item))
        return None
    if isinstance(item, _AMOUNT):
        return _read(context, item, lambda text: read_quantity(text, context.units))
    context.report("GOV301", item, written=context.text(item), part=context.text(item))
    return None


def derived(context: Context, item: Operand) -> Any:
    """A figure given by a formula, with or without a leading `=`."""
    if isinstance(item, Infix):
        first = item.parts[0]
        if isinstance(first, Bounded) and expressions.operator_of(str(first.comparison)) == "=":
            item = Infix([first.operand, *item.parts[1:]])
    return expressions.expression(context, item)


def _rate(context: Context, row: FieldRow, value: Value) -> Any:
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
            if isinstance(part, Token) and context.names.find(components(part)[-1], _PER_KINDS):
                stand_in = quoted.setdefault(str(part), f"x{len(quoted)}name")
                written_out = written_out.replace(str(part), stand_in)

    def named(name: str) -> str | None:
        written = next((mark for mark, word in quoted.items() if word == name), name)
        found = context.names.find(components(written)[-1], _PER_KINDS)
        return found[0].ref if len(found) == 1 else None

    text = without_blanks(_QUOTED_NAME.sub(standing_in, written_out))
    read = read_rate(text, context.units, named)
    if isinstance(read, Misread):
        if read.reason == "unknown_name":
            name = text[read.start : read.end]
            names = near(name, context.names.of(_PER_KINDS))
            wanted = kinds_text(_PER_KINDS)
            context.report("GOV401", item, suggestions=names, name=name, wanted=wanted)
            return None
        if report_strength(context, item, text):
            return None
        if row.type == "cadence" and read.reason in ("not_a_rate", "not_a_number"):
            context.report("GOV315", item, written=context.text(item))
            return None
        plain = read_quantity(text, context.units)
        if isinstance(plain, Misread):
            report_misread(context, item, read)
            return None
        return plain
    if sum(":" not in per for per in read.per) > 1:
        context.report("GOV301", item, written=context.text(item), part=context.text(item))
        return None
    return read


def _cadence(context: Context, row: FieldRow, value: Value) -> Any:
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
    found = _rate(context, row, value)
    if isinstance(found, Quantity):
        context.report("GOV315", item, written=context.text(item))
        return None
    return found


def _duration(context: Context, row: FieldRow, value: Value) -> Any:
    item = single(context, value)
    if item is None:
        return None
    if (blank := unknown(context, item)) is not None:
        return blank
    text = amount_text(context, item)
    read = read_duration(text, context.units)
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


def _phrased(row: FieldRow, text: str, context: Context) -> Any:
    """A limit in an official phrase whose other words only repeat the field: `会前3日`."""
    short = bare(row.id, text)
    if short == text:
        return Misread("not_a_duration", 0, len(text))
    recurrence = read_recurrence(short)
    if not isinstance(recurrence, Misread):
        return recurrence
    return read_duration(short, context.units)


def _days(context: Context, row: FieldRow, value: Value) -> Days | None:
    days = [_read(context, item, read_day) for item in value.items]
    return None if any(day is None for day in days) else Days(tuple(days))


def _chosen(context: Context, row: FieldRow, value: Value) -> Chosen | Unknown | None:
    """One or more words of a closed set: `反馈、结案`."""
    if len(value.items) == 1 and value.tail is None:
        blank = unknown(context, value.items[0])
        if blank is not None:
            return blank
    if value.tail is not None:
        context.report("GOV312", value, written=context.text(value), count=str(len(value.items)))
        return None
    words = [closed_word(context, item, row.target) for item in value.items]
    return None if None in words else Chosen(tuple(word.word for word in words if word))


def _durations(context: Context, row: FieldRow, value: Value) -> Durations | Unknown | None:
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
        amount = _duration(context, row, Value([item], None))
        if amount is not None and not isinstance(amount, Quantity):
            context.report("GOV316", item, written=context.text(item))
        found.append(amount)
    exact = tuple(amount for amount in found if isinstance(amount, Quantity))
    return Durations(exact) if len(exact) == len(found) else None


def _share(context: Context, row: FieldRow, value: Value) -> Any:
    item = single(context, value)
    return None if item is None else read_threshold(context, item)


def _ref(context: Context, row: FieldRow, value: Value) -> Ref | None:
    item = single(context, value)
    if item is None:
        return None
    ref = reference(context, item, row.kinds)
    return Ref(ref) if ref is not None else None


def _place(context: Context, row: FieldRow, value: Value) -> Ref | None:
    item = single(context, value)
    if item is None:
        return None
    return Ref("unit:" + "·".join(components(context.text(item))))


def _unit(context: Context, row: FieldRow, value: Value) -> Word | None:
    item = single(context, value)
    if item is None:
        return None
    written = context.text(item)
    unit = context.units.find(written)
    if unit is None:
        context.report("GOV302", item, suggestions=context.units.near(written), part=written,
                       written=written)  # fmt: skip
        return None
    return Word(unit.id)


def _distribution(context: Context, row: FieldRow, value: Value) -> Distribution | None:
    item = single(context, value)
    if item is None:
        return None
    if not isinstance(item, Call):
        amount = _duration(context, row, value)
        if amount is not None and not isinstance(amount, Quantity):
            context.report("GOV316", item, written=context.text(item))
        return Distribution("fixed", (amount,)) if isinstance(amount, Quantity) else None
    name = spellings("function").get(str(item.function))
    if name not in _PARAMETERS:
        context.report("GOV309", item.function, name=str(item.function))
        return None
    items = item.arguments.items if item.arguments is not None else []
    parameters = [_read(context, i, lambda text: read_quantity(text, context.units)) for i in items]
    wanted = _PARAMETERS[name]
    if any(not isinstance(parameter, Quantity) for parameter in parameters) or (
        wanted and len(parameters) != wanted
    ):
        if all(parameter is not None for parameter in parameters):
            context.report("GOV327", item, written=context.text(item), wanted=str(wanted or 1))
        return None
    return Distribution(name, tuple(parameters))


def _condition(context: Context, row: FieldRow, value: Value) -> Any:
    return expressions.value_expression(context, value)


_PARAMETERS = {
    "fixed": 1, "uniform": 2, "exponential": 1, "triangular": 3, "lognormal": 2, "empirical": 0,
}  # fmt: skip


def _rung(context: Context, row: FieldRow, value: Value) -> Ref | None:
    """One tier or step of the process the field stands in."""
    item = single(context, value)
    ref = rung(context, item) if item is not None else None
    return Ref(ref) if ref is not None else None


def _rungs(context: Context, row: FieldRow, value: Value) -> Refs | None:
    """Tiers or steps of the process the field stands in."""
    refs = [rung(context, item) for item in value.items]
    tail, total = tail_of(context, value)
    found = tuple(ref for ref in refs if ref is not None)
    return Refs(found, "", None, tail, total) if len(found) == len(refs) else None


READERS: dict[str, Reader] = {
    "text": _text,
    "word": _word,
    "words": read_words,
    "chosen": _chosen,
    "ref": _ref,
    "refs": read_refs,
    "chain": read_chain,
    "quantity": _quantity,
    "rate": _rate,
    "cadence": _cadence,
    "duration": _duration,
    "durations": _durations,
    "day": _scalar(lambda context, text: read_day(text)),
    "days": _days,
    "moment": _scalar(lambda context, text: read_moment(text)),
    "place": _place,
    "share": _share,
    "season": read_season,
    "formula": read_formula,
    "rung": _rung,
    "rungs": _rungs,
    "outcome": read_outcome,
    "ceiling": read_ceiling,
    "mix": read_mix,
    "distribution": _distribution,
    "severities": read_severities,
    "weights": read_weights,
    "cells": read_cells,
    "bands": read_bands,
    "condition": _condition,
    "unit": _unit,
    "table": read_roster,
}
