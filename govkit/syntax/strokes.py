"""Where a stroke between two parts of a value says "per" and where it divides.

A row of operands enters, yes or no leaves. The reading of values and the formatter both ask here,
so that what one takes for `3 per village` the other never prints as a division. No name is known.
"""

from __future__ import annotations

from collections.abc import Callable

from lark import Token

from govkit.syntax.nodes import Bounded, Counted, Infix, Operand, end_of, start_of

PER_KINDS = ("level", "body", "post", "team", "matter")  # what a rate can be per
_STROKES = ("/", "／")


def over_one_thing(row: Infix, is_amount: Callable[[str], bool]) -> bool:
    """`1名/社区`, `三名/社区`, `1名/2社区`: an amount over one thing, no blank before the stroke.

    `is_amount` says of a word whether it is a number with its unit.
    """
    if len(row.parts) != 3 or not _tight(row):
        return False
    left, _, right = row.parts
    if not isinstance(right, Token | Counted):
        return False
    if _is_name(left):
        return is_amount(str(left))
    number = isinstance(left, Token) and left.type == "NUMBER"
    return number or isinstance(left, Bounded | Counted)


def over_names(row: Infix) -> bool:
    """`3次/月`, `3000万元/社区/年`: something over words, no blank in front of any stroke."""
    return _tight(row) and all(_is_name(part) for part in row.parts[2::2])


def _tight(row: Infix) -> bool:
    """Whether all its operators are strokes that touch what stands before them."""
    pairs = zip(row.parts[::2], row.parts[1::2], strict=False)
    return all(str(mark) in _STROKES and end_of(left) == start_of(mark) for left, mark in pairs)


def _is_name(part: Operand) -> bool:
    return isinstance(part, Token) and part.type == "NAME"
