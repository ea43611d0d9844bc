"""Values: the field's type chooses how the words behind the colon are read.

One reader per type of `fields.csv`. A reader gives a value object, or None after exactly one
finding; what cannot be read never becomes a name, a unit or a subtraction in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import reference
from govkit.resolve.reading import expressions
from govkit.resolve.reading.amounts import (
    amount_text,
    read_item,
    single,
    unknown,
)
from govkit.resolve.reading.calendars import read_days, read_office, read_public
from govkit.resolve.reading.dimensions import fits
from govkit.resolve.reading.lists import (
    read_chain,
    read_led,
    read_parts,
    read_refs,
    read_words,
    tail_of,
)
from govkit.resolve.reading.maps import (
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
from govkit.resolve.reading.quantities import (
    read_amount,
    read_cadence,
    read_limit,
    read_limits,
    read_rates,
)
from govkit.resolve.reading.shares import read_season, read_threshold
from govkit.resolve.reading.stories import read_next, read_seat, read_seats
from govkit.resolve.reading.workloads import (
    read_chances,
    read_distributions,
    read_grades,
    read_matters,
    read_on_duty,
    read_session,
    read_weighting,
    read_where,
)
from govkit.resolve.tables.rosters import read_roster
from govkit.syntax.nodes import (
    Operand,
    Token,
    Value,
)
from govkit.values import (
    Chosen,
    Moment,
    Quantity,
    Ref,
    Refs,
    Roster,
    Text,
    Unknown,
    Word,
)
from govkit.values.reading import (
    read_day,
    read_moment,
)
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

Reader = Callable[[Context, FieldRow, Value], Any]
_DATED = re.compile(r"\d{4}\D")


def read_value(context: Context, row: FieldRow, value: Value) -> Any:
    """The value of one field by its type; None after a finding."""
    read = READERS[row.type](context, row, value)
    return read if read is None or fits(context, row, value, read) else None


def _scalar(reader: Callable[[Context, str], Any]) -> Reader:
    def read(context: Context, row: FieldRow, value: Value) -> Any:
        item = single(context, value)
        if item is None:
            return None
        return unknown(context, item) or read_item(
            context, item, lambda text: reader(context, text)
        )

    return read


def _instant(context: Context, row: FieldRow, value: Value) -> Moment | Quantity | Unknown | None:
    """`2026-03-16 10:00`, or how long after the beginning: `20分钟`."""
    item = single(context, value)
    if item is None:
        return None
    if _DATED.match(written := amount_text(context, item)):
        found: Moment | None = read_item(context, item, read_moment)
        return found
    read = read_limit(context, row, value)
    if read is None or isinstance(read, Quantity | Unknown):
        return read
    context.report("GOV316", item, written=written)
    return None


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


def _condition(context: Context, row: FieldRow, value: Value) -> Any:
    found = expressions.condition(context, value)
    if found is None or expressions.is_statement(found):
        return found
    context.report("GOV332", value, written=context.text(value))
    return None


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


def _roster(context: Context, row: FieldRow, value: Value) -> Roster | None:
    """The units of the level that is being read."""
    return read_roster(context, value, context.level)


READERS: dict[str, Reader] = {
    "text": _text,
    "word": _word,
    "words": read_words,
    "parts": read_parts,
    "led": read_led,
    "chosen": _chosen,
    "ref": _ref,
    "refs": read_refs,
    "chain": read_chain,
    "quantity": read_amount,
    "rate": read_rates,
    "cadence": read_cadence,
    "duration": read_limit,
    "durations": read_limits,
    "day": _scalar(lambda context, text: read_day(text)),
    "days": read_days,
    "office": read_office,
    "public_holidays": read_public,
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
    "distribution": read_distributions,
    "chances": read_chances,
    "where": read_where,
    "matters": read_matters,
    "weighting": read_weighting,
    "grades": read_grades,
    "on_duty": read_on_duty,
    "session": read_session,
    "severities": read_severities,
    "weights": read_weights,
    "cells": read_cells,
    "seat": read_seat,
    "seats": read_seats,
    "next": read_next,
    "instant": _instant,
    "bands": read_bands,
    "condition": _condition,
    "unit": _unit,
    "table": _roster,
}
