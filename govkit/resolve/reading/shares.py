"""Shares and seasons: thresholds on one or several bases, and stretches of every year.

An operand or a value enters; a share, an amount, several of them joined by a function, or a season
leaves, or None after exactly one finding. Which field asks for it is not known here.
"""

from __future__ import annotations

import re
from typing import Any

from govkit.resolve.declaring.context import Context
from govkit.resolve.reading.amounts import amount_text, report_misread, unknown
from govkit.syntax.nodes import Call, Infix, Operand, Value, brackets_in
from govkit.syntax.reading import DEEPEST
from govkit.values import Season, Share, Shares, Unknown
from govkit.values.reading import Misread, read_headcount, read_season_span, read_share
from govkit.values.units import Lang
from govkit.values.writing import write
from govkit.vocabulary.kinds import FieldRow
from govkit.vocabulary.words import spellings, word_set

# 面积和人数均占三分之二以上: the share holds of each of two bases.
_TWO_BASES = re.compile(r"(.[^和与及、]*?)(?:以及|[和与及、])(.+)(?:均|都|各|分别|同时)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_REMARK = re.compile(r"[(（](?!不?含)[^()（）]*[)）]\s*$")
_BLANK_RUN = re.compile(r"[ \t\u3000]+")


def read_threshold(context: Context, item: Operand) -> Any:
    """A share or amount, or several of them; brackets inside each other are bounded."""
    if brackets_in((item,)) > DEEPEST:
        context.report("GOV131", item, limit=str(DEEPEST))
        return None
    return _threshold(context, item)


def _threshold(context: Context, item: Operand) -> Any:
    """A share of a base, a counted amount, or several of them joined by a function."""
    if isinstance(item, Call):
        return _shares(context, item)
    if (blank := unknown(context, item)) is not None:
        return blank
    if isinstance(item, Infix) and _joined_by_logic(context, item):
        return None
    written = _BLANK_RUN.sub(" ", context.text(item))
    if _REMARK.search(written):
        context.report("GOV326", item, written=written)
        return None
    amount = read_headcount(amount_text(context, item), context.units)
    if not isinstance(amount, Misread):
        return amount
    read = read_share(written)
    if isinstance(read, Misread):
        if not _joined_in_a_word(context, item, written):
            report_misread(context, item, read)
        return None
    if not read.base:
        context.report("GOV326", item, written=written)
        return None
    if (two := _TWO_BASES.fullmatch(read.base)) is not None:
        parts = [_share_of(read, two[1]), _share_of(read, two[2])]
        fix = _function("all", parts, read.base)
        context.report("GOV589", item, suggestions=(fix,), fix=fix, written=written)
        return None
    return read


def _share_of(share: Share, base: str) -> str:
    """One share of another base, as it is written in the tongue of that base."""
    lang: Lang = "zh" if _CHINESE.search(base) else "en"
    return write(Share(share.number, base, share.comparison, share.step), lang, str)


def _function(name: str, parts: list[str], like: str) -> str:
    term = word_set("function")[name]
    if _CHINESE.search(like):
        return f"{term.zh}（{'、'.join(parts)}）"
    return f"{term.en}({', '.join(parts)})"


def _joined_by_logic(context: Context, item: Infix) -> bool:
    """`≥2/3 面积 且 ≥2/3 人数`: a finding with the function that is meant."""
    words = {spellings("logic").get(str(mark)) for mark in item.parts[1::2]}
    if words not in ({"and"}, {"or"}):
        return False
    written = context.text(item)
    parts = [_BLANK_RUN.sub(" ", context.text(part)) for part in item.parts[::2]]
    fix = _function("all" if words == {"and"} else "any", parts, written)
    context.report("GOV589", item, suggestions=(fix,), fix=fix, written=written)
    return True


def _joined_in_a_word(context: Context, item: Operand, written: str) -> bool:
    """`面积三分之二以上且人数三分之二以上` in one word: the same finding."""
    read = [read_share(part) for part in re.split(r"[,，]?(?:并且|且|同时)", written)]
    shares = [one for one in read if isinstance(one, Share) and one.base]
    if len(shares) < 2 or len(shares) != len(read):
        return False
    fix = _function("all", [_share_of(one, one.base) for one in shares], written)
    context.report("GOV589", item, suggestions=(fix,), fix=fix, written=written)
    return True


def _shares(context: Context, call: Call) -> Shares | None:
    mode = spellings("function").get(str(call.function))
    if mode not in ("all", "any", "min", "max"):
        context.report("GOV571", call.function, written=str(call.function))
        return None
    items = call.arguments.items if call.arguments is not None else []
    if len(items) < 2 or (call.arguments is not None and call.arguments.tail is not None):
        context.report("GOV572", call, written=context.text(call))
        return None
    parts = [_threshold(context, item) for item in items]
    if any(part is None for part in parts):
        return None
    return Shares(mode, tuple(parts))  # type: ignore[arg-type]


def read_season(context: Context, row: FieldRow, value: Value) -> Season | Unknown | None:
    """Stretches of every year, one or several: `6月1日至9月30日、11月15日至次年3月15日`."""
    if len(value.items) == 1 and (blank := unknown(context, value.items[0])) is not None:
        return blank
    if value.tail is not None:
        context.report("GOV573", value.tail, written=str(value.tail))
        return None
    spans = []
    for item in value.items:
        span = read_season_span(amount_text(context, item))
        if isinstance(span, Misread):
            code = "GOV310" if span.reason == "no_such_date" else "GOV573"
            context.report(code, item, written=context.text(item))
            return None
        spans.append(span)
    return Season(tuple(spans))
