"""One item of a value: its text as a reader wants it, and the finding when it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from govkit.diagnostics import Both
from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.references import clause_apart, glued
from govkit.resolve.reading.phrases import beginning, strength_before
from govkit.syntax.nodes import Counted, Operand, Token, Value
from govkit.values import Unknown
from govkit.values.reading import Misread, without_blanks
from govkit.vocabulary.words import spellings

_BARE_HYPHEN = re.compile(r"[\d.,]+[-－][\d.,]++\w*+$")

_LEVEL = Both("层级", "level")

# Reason of a misreading → code of the catalogue.
_CODES = {
    "negative": "GOV369",
    "unknown_unit": "GOV302",
    "two_units": "GOV302",
    "too_many_digits": "GOV303",
    "glued_clause_word": "GOV304",
    "bare_hyphen_range": "GOV305",
    "ambiguous": "GOV305",
    "no_such_date": "GOV310",
    "not_a_date": "GOV310",
    "not_a_moment": "GOV310",
    "not_a_recurrence": "GOV310",
    "empty_range": "GOV311",
    "unknown_name": "GOV401",
}


def amount_text(context: Context, part: Operand) -> str:
    """The characters of a number, bound or counted thing without the blanks between them."""
    return without_blanks(context.text(part))


def unknown_value(token: str) -> Unknown:
    """The unknown value a token spells; a mask keeps its stars, a word or `?` is just unknown."""
    return Unknown(str(token) if "*" in token else "?")


def unknown(context: Context, item: Operand) -> Unknown | None:
    """The unknown value an item spells (`未知`, `?`, `**`), or None where it is something else."""
    if isinstance(item, Token) and (
        item.type == "UNKNOWN"
        or (item.type == "NAME" and spellings("word").get(str(item)) == "unknown")
    ):
        return unknown_value(item)
    return None


def report_misread(context: Context, part: Operand, misread: Misread) -> None:
    """Turn a misreading into one finding about `part`, with the spelling to use."""
    written = context.text(part)
    code = _CODES.get(misread.reason, "GOV301")
    if code == "GOV301" and _BARE_HYPHEN.match(written):
        code = "GOV305"
    if report_strength(context, part, written):
        return
    split = glued(context, written)
    suggestion = misread.suggestion or split
    if isinstance(part, Counted) and (apart := clause_apart(str(part.name))) is not None:
        suggestion = f"{part.number} {apart}"
    guilty = written[misread.start : misread.end] or written
    if code == "GOV401":
        context.report(code, part, suggestions=misread.near, name=guilty, wanted=_LEVEL)
        return
    suggestions = (suggestion,) if suggestion else misread.near
    context.report(
        code, part, suggestions=suggestions, fix=suggestion, written=written, part=guilty
    )


def report_inexact(context: Context, part: Operand) -> None:
    """One finding about a bound or a range where one number has to stand."""
    context.report("GOV339", part, written=context.text(part))


def report_strength(context: Context, part: Operand, text: str, figure: str = "") -> bool:
    """One finding where a strength or a beginning stands in front of a figure; whether it did.

    `figure` is the figure alone, where the caller knows how to read it.
    """
    first = strength_before(text)
    begin = beginning(first[1] if first else text)
    if begin is not None:
        context.report("GOV341", part, written=text, begin=begin[0], rest=begin[1])
        return True
    if first is None:
        return False
    fixed = f"{figure or first[1]} {first[0]}"
    context.report("GOV340", part, suggestions=(fixed,), fix=fixed, written=text, word=first[0])
    return True


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


def read_item(context: Context, item: Operand, reader: Callable[[str], Any]) -> Any:
    """Give the text of one item to a reader of figures; report what it cannot read."""
    read = reader(amount_text(context, item))
    if isinstance(read, Misread):
        report_misread(context, item, read)
        return None
    return read
