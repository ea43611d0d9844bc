"""Checks of codes: an example that fits the segments, and a prefix that another code gives.

A model enters, findings leave. Only widths that are stated as one whole number can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from govkit.checks.finding import Check, Finding
from govkit.checks.statements import numbered
from govkit.diagnostics import Both
from govkit.model.code import Code, Segment
from govkit.model.governance import Governance
from govkit.values import Bound, Quantity, Range


def check_segments(model: Governance) -> Iterator[Finding]:
    """GOV524: segments of a code that do not add up to its stated length."""
    for code in model.codes:
        total = code.total.value
        widths = [segment.width.value for segment in code.segments]
        exact = [width for width in widths if isinstance(width, Quantity)]
        if not isinstance(total, Quantity) or len(exact) != len(widths) or not exact:
            continue
        found = sum((width.number for width in exact), Fraction(0))
        if found != total.number:
            yield Finding("GOV524", f"code:{code.name}.total",
                          {"name": code.name, "total": str(total.number),
                           "found": str(found)},
                          tuple((f"code:{code.name}/segment:{s.name}.width", "part")
                                for s in code.segments))  # fmt: skip


def check_code_examples(model: Governance) -> Iterator[Finding]:
    """GOV596: an example that its own segments do not allow."""
    for code in model.codes:
        for number, stated in code.example.numbered():
            field = numbered("example", number)
            for reason in _misfits(code, stated.value.text):
                yield Finding("GOV596", f"code:{code.name}.{field}",
                              {"name": code.name, "example": stated.value.text,
                               "reason": reason})  # fmt: skip


def check_code_prefixes(model: Governance) -> Iterator[Finding]:
    """GOV597: a code that is to begin with another one and cannot."""
    for code in model.codes:
        stated = code.prefix.value
        upper = model.get(stated.ref) if stated is not None else None
        if not isinstance(upper, Code):
            continue
        reason = _unlike(code, upper)
        if reason is not None:
            yield Finding("GOV597", f"code:{code.name}.prefix",
                          {"name": code.name, "upper": upper.name, "reason": reason},
                          ((f"code:{upper.name}", "upper"),))  # fmt: skip


def _misfits(code: Code, example: str) -> Iterator[Both]:
    """What does not fit: the length, else a part outside the range of its segment."""
    length = _length(code)
    if length is not None and len(example) != length:
        yield Both(
            f"它有 {len(example)} 位，编码是 {length} 位",
            f"it has {len(example)} characters, the code has {length}",
        )
        return
    begin = 0
    for segment in code.segments:
        width = _whole(segment.width.value)
        if width is None:
            return
        part = example[begin : begin + width]
        begin += width
        if not _in_range(segment, part):
            yield Both(
                f"「{segment.name}」一段是「{part}」，不在范围以内",
                f"its part `{part}` is outside the range of `{segment.name}`",
            )


def _in_range(segment: Segment, part: str) -> bool:
    """Whether a part is a number of the range; true where no range is stated."""
    limit = segment.range.value
    if not isinstance(limit, Range | Bound):
        return True
    if not (part.isascii() and part.isdigit()):
        return False
    number = Fraction(int(part))
    if isinstance(limit, Bound):
        edge = limit.quantity.number
        return {
            "≥": number >= edge, ">": number > edge, "≤": number <= edge, "<": number < edge,
        }.get(limit.comparison, True)  # fmt: skip
    above = number > limit.low.number or (limit.include_low and number == limit.low.number)
    return above and (
        number < limit.high.number or (limit.include_high and number == limit.high.number)
    )


def _unlike(code: Code, upper: Code) -> Both | None:
    """Why a code cannot begin with another one; None where it can, as far as is known."""
    if code.name == upper.name:
        return Both("一个编码不能以自己开头", "no code begins with itself")
    head, whole = _length(upper), _length(code)
    if head is not None and whole is not None and head >= whole:
        return Both(
            f"「{upper.name}」有 {head} 位，本编码一共才 {whole} 位",
            f"`{upper.name}` has {head} characters, this code only {whole}",
        )
    widths = [_whole(segment.width.value) for segment in code.segments]
    known = [width for width in widths if width is not None]
    if head is not None and known and len(known) == len(widths) and head not in accumulate(known):
        return Both(
            f"「{upper.name}」有 {head} 位，本编码没有一段到第 {head} 位为止",
            f"`{upper.name}` has {head} characters, and no segment of this code ends there",
        )
    mine, its = code.example.value, upper.example.value
    if mine is not None and its is not None and not mine.text.startswith(its.text):
        return Both(
            f"示例「{mine.text}」不是以「{its.text}」开头",
            f"the example `{mine.text}` does not begin with `{its.text}`",
        )
    return None


def _length(code: Code) -> int | None:
    """The length of a code: its total, else the sum of its segments; None where it is open."""
    total = _whole(code.total.value)
    widths = [_whole(segment.width.value) for segment in code.segments]
    if total is not None or not widths:
        return total
    known = [width for width in widths if width is not None]
    return sum(known) if len(known) == len(widths) else None


def _whole(value: object) -> int | None:
    """A stated whole number; None for anything else."""
    if isinstance(value, Quantity) and value.direction == "exact" and value.number.denominator == 1:
        return int(value.number)
    return None


CHECKS: tuple[Check, ...] = (
    check_segments,
    check_code_examples,
    check_code_prefixes,
)
