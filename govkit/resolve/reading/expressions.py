"""Expressions: from a flat row of operands and operators to a tree with settled names.

Precedence, loosest first: or, and, comparisons (a chain means and), plus and minus, times and over.
What a name stands for is settled here and written into the reference.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from fractions import Fraction

from govkit.resolve.declaring.context import Context
from govkit.resolve.declaring.names import components
from govkit.resolve.declaring.near import near
from govkit.resolve.declaring.references import report_elsewhere, unknown_name, unknown_part
from govkit.resolve.reading.amounts import amount_text, report_misread, unknown_value
from govkit.resolve.reading.readings import COUNTED, TwoReadings, compared, one_number, one_truth
from govkit.resolve.reading.stories import option, told
from govkit.syntax.nodes import (
    Arrowed,
    Bounded,
    Braced,
    Bracketed,
    Call,
    Counted,
    Each,
    Group,
    Infix,
    Operand,
    Signed,
    Token,
    Value,
    brackets_in,
)
from govkit.syntax.reading import DEEPEST
from govkit.values import expression as tree
from govkit.values.quantity import Bound, Quantity, Range, Unknown
from govkit.values.reading import Misread, read_day, read_quantity
from govkit.vocabulary.words import spellings

_OPERATORS = {
    "+": "+", "＋": "+", "-": "-", "－": "-", "−": "-",
    "*": "*", "＊": "*", "×": "*", "/": "/", "／": "/", "÷": "/",
    "=": "=", "==": "=", "＝": "=", "＝＝": "=", "≠": "≠", "!=": "≠", "！＝": "≠", "≈": "≈",
    "<": "<", "＜": "<", "﹤": "<", ">": ">", "＞": ">", "﹥": ">",
    "≤": "≤", "<=": "≤", "≦": "≤", "⩽": "≤", "＜＝": "≤", "≥": "≥", ">=": "≥", "≧": "≥",
    "⩾": "≥", "＞＝": "≥",
    "不少于": "≥", "不低于": "≥", "不小于": "≥", "至少": "≥", "最少": "≥",
    "不超过": "≤", "不高于": "≤", "不多于": "≤", "不大于": "≤", "至多": "≤", "最多": "≤",
    "不足": "<", "不满": "<", "低于": "<", "少于": "<", "小于": "<",
    "高于": ">", "多于": ">", "大于": ">", "超过": ">", "等于": "=",
}  # fmt: skip
_COMPARING = frozenset("=≠<≤>≥≈")
_LOGIC = frozenset(["and", "or"])
_LEVELS = (
    frozenset(["or"]), frozenset(["and"]), _COMPARING, frozenset("+-"), frozenset("*/"),
)  # fmt: skip
_OF_TRUTHS = frozenset(["not", "all", "any"])
_TRUE_OR_FALSE = ("event:", "mode:", "move:", "option:")
MOST_OPERANDS = 64
_ZERO = Fraction(0)


def operator_of(written: str) -> str:
    """The operator a written mark or word stands for; `and` and `or` in both tongues."""
    found = _OPERATORS.get(written) or _OPERATORS.get(unicodedata.normalize("NFKC", written))
    return found if found is not None else spellings("logic")[written]


def expression(context: Context, part: Operand, truth: bool = False) -> tree.Expression | None:
    """The tree of one operand or row, or None after a finding.

    `truth`: something that holds or does not is wanted here, as in a condition, not a number.
    """
    if brackets_in((part,)) > DEEPEST:
        context.report("GOV131", part, limit=str(DEEPEST))
        return None
    if isinstance(part, Infix):
        return _row(context, part, truth)
    if isinstance(part, Bracketed):
        if len(part.value.items) != 1 or part.value.tail is not None:
            context.report("GOV308", part, written=context.text(part))
            return None
        return expression(context, part.value.items[0], truth)
    if isinstance(part, Bounded):
        bound = _amount(context, part)
        return tree.Constant(bound) if bound is not None else None
    if isinstance(part, Counted):
        amount = _amount(context, part)
        return tree.Constant(amount) if amount is not None else None
    if isinstance(part, Signed):
        inner = expression(context, part.operand)
        if inner is None or operator_of(str(part.sign)) == "+":
            return inner
        lone = inner.value if isinstance(inner, tree.Constant) else None
        if isinstance(lone, Quantity) and lone.direction == "exact":
            return tree.Constant(replace(lone, number=-lone.number))
        return tree.Infix("-", tree.Constant(Quantity(_ZERO)), inner)
    if isinstance(part, Call):
        return _call(context, part)
    if isinstance(part, Each):
        return _each(context, part)
    if isinstance(part, Group | Arrowed | Braced):
        context.report("GOV308", part, written=context.text(part))
        return None
    return _leaf(context, part, truth)


def _row(context: Context, row: Infix, truth: bool) -> tree.Expression | None:
    if len(row.parts) > 2 * MOST_OPERANDS:
        context.report("GOV130", row, limit=str(MOST_OPERANDS))
        return None
    operators = [operator_of(str(mark)) for mark in row.parts[1::2]]
    parts = list(row.parts[::2])
    try:
        settled = _settled(context, parts, operators)
    except TwoReadings:
        return None
    logic = truth and any(operator in ("and", "or") for operator in operators)
    operands = [
        settled[at] if at in settled
        else expression(context, part, logic and _alone(at, operators, _LOGIC))
        for at, part in enumerate(parts)
    ]  # fmt: skip
    if any(operand is None for operand in operands):
        return None
    known = [operand for operand in operands if operand is not None]
    return _fold(known, operators, _LEVELS)


def _alone(at: int, operators: list[str], around: frozenset[str]) -> bool:
    """Whether a part of a row has only operators of this sort beside it."""
    return all(operator in around for operator in operators[max(at - 1, 0) : at + 1])


def _settled(
    context: Context, parts: list[Operand], operators: list[str]
) -> dict[int, tree.Expression]:
    """The parts whose reading the other side of their comparison decides."""
    found: dict[int, tree.Expression] = {}
    for at, operator in enumerate(operators):
        sides = (at, at + 1)
        if operator not in _COMPARING or any(s in found for s in sides):
            continue
        if all(_alone(side, operators, _LOGIC | _COMPARING) for side in sides):
            pair = told(context, parts[at], parts[at + 1])
            pair = pair or compared(context, parts[at], parts[at + 1], operator)
            found |= dict(zip(sides, pair, strict=True)) if pair is not None else {}
    return found


def _fold(
    operands: list[tree.Expression],
    operators: list[str],
    levels: tuple[frozenset[str], ...],
) -> tree.Expression:
    """Split the row at its loosest operators and join the pieces from the left."""
    if len(operands) == 1:
        return operands[0]
    here, *tighter = levels
    pieces: list[tree.Expression] = []
    joints: list[str] = []
    begin = 0
    for at, operator in enumerate(operators):
        if operator in here:
            pieces.append(_fold(operands[begin : at + 1], operators[begin:at], tuple(tighter)))
            joints.append(operator)
            begin = at + 1
    pieces.append(_fold(operands[begin:], operators[begin:], tuple(tighter)))
    joined = pieces[0]
    if here is _COMPARING:
        return _chain(pieces, joints)
    for operator, piece in zip(joints, pieces[1:], strict=True):
        joined = tree.Infix(operator, joined, piece)  # type: ignore[arg-type]
    return joined


def _chain(pieces: list[tree.Expression], joints: list[str]) -> tree.Expression:
    """`a < b < c` means `a < b and b < c`."""
    if not joints:
        return pieces[0]
    links: list[tree.Expression] = [
        tree.Infix(operator, left, right)  # type: ignore[arg-type]
        for operator, left, right in zip(joints, pieces, pieces[1:], strict=False)
    ]
    joined = links[0]
    for link in links[1:]:
        joined = tree.Infix("and", joined, link)
    return joined


def _leaf(context: Context, token: Token, truth: bool) -> tree.Expression | None:
    if token.type == "UNKNOWN":
        return tree.Constant(unknown_value(token))
    if token.type == "STRING":
        return tree.Constant(str(token)[1:-1])
    if token.type == "NUMBER":
        amount = _amount(context, token)
        return tree.Constant(amount) if amount is not None else None
    try:
        return _name(context, token, truth)
    except TwoReadings:
        return None


def _name(context: Context, token: Token, truth: bool) -> tree.Expression | None:
    path = components(token)
    first = path[0]
    if first in context.variables:
        return tree.Name(f"variable:{first}", path[1] if len(path) > 1 else "")
    chosen = option(context, path)
    if chosen is not None:
        return chosen
    found = one_truth(context, token) if truth or _is_move(context, path) else None
    found = found or one_number(context, token)
    if found is not None:
        return found
    owners = context.names.values.get(path[-1], ())
    if owners and (len(path) == 1 or (len(path) == 2 and path[0] in owners)):
        return tree.Constant(path[-1])
    if len(path) == 1 and (found := one_truth(context, token)) is not None:
        return found
    if len(path) > 1 and (owners or spellings("trigger+event").get(path[-1])):
        unknown_part(context, token, path[0], ("attribute",) if owners else COUNTED)
        return None
    if spellings("word").get(path[-1]) == "unknown":
        return tree.Constant(unknown_value(token))
    phrase = read_quantity(str(token), context.units)
    if not isinstance(phrase, Misread):
        return tree.Constant(phrase)
    placed = context.names.find(path[-1], COUNTED) if len(path) == 2 else []
    if len(placed) == 1 and context.names.by_name.get(path[0]):
        report_elsewhere(context, token, placed[0], path[0])
        return None
    unknown_name(context, token, COUNTED)
    return None


def _is_move(context: Context, path: tuple[str, ...]) -> bool:
    """Whether a rubric names a move; what it is measured by is beside it (`签收 ≤ 1工作日`)."""
    return context.told is not None and len(path) == 1 and path[0] in spellings("move")


def _call(context: Context, call: Call) -> tree.Expression | None:
    function = spellings("function").get(str(call.function))
    if function is None:
        names = near(str(call.function), spellings("function"))
        context.report("GOV309", call.function, suggestions=names, name=str(call.function))
        return None
    items = call.arguments.items if call.arguments is not None else []
    truth = function in _OF_TRUTHS
    arguments = [expression(context, item, truth) for item in items]
    if any(argument is None for argument in arguments):
        return None
    return tree.Call(function, tuple(a for a in arguments if a is not None))


def _each(context: Context, each: Each) -> tree.Expression | None:
    function = spellings("function").get(str(each.function))
    if function not in ("every", "some"):
        context.report("GOV309", each.function, name=str(each.function))
        return None
    over = expression(context, each.over)
    if not isinstance(over, tree.Name):
        if over is not None:
            context.report("GOV308", each.over, written=context.text(each.over))
        return None
    if over.ref.partition(":")[0] not in ("level", "body", "post", "team"):
        context.report("GOV609", each.over, name=context.text(each.over))
        return None
    outer = context.variables
    context.variables = (*outer, str(each.variable))
    where = expression(context, each.where, truth=True) if each.where is not None else None
    holds = expression(context, each.holds, truth=True)
    context.variables = outer
    if holds is None or (each.where is not None and where is None):
        return None
    return tree.Each(
        "every" if function == "every" else "some", str(each.variable), over.ref, where, holds
    )


def _amount(context: Context, part: Operand) -> Quantity | Bound | Range | Unknown | None:
    text = amount_text(context, part)
    read = read_quantity(text, context.units)
    if not isinstance(read, Misread):
        return read
    day = read_day(text)
    if not isinstance(day, Misread):
        return day  # type: ignore[return-value]
    report_misread(context, part, read)
    return None


def condition(context: Context, value: Value) -> tree.Expression | None:
    """The condition of a whole value: one item, no tail."""
    if len(value.items) != 1 or value.tail is not None:
        context.report("GOV308", value, written=context.text(value))
        return None
    return expression(context, value.items[0], truth=True)


def is_statement(holds: tree.Expression) -> bool:
    """Whether an expression, and each part of it that 且, 或 or 非 joins, is true or false."""
    if isinstance(holds, tree.Infix):
        if holds.operator in _LOGIC:
            return is_statement(holds.left) and is_statement(holds.right)
        return holds.operator not in "+-*/"
    if isinstance(holds, tree.Call):
        parts = all(is_statement(argument) for argument in holds.arguments)
        return holds.function in _OF_TRUTHS and bool(holds.arguments) and parts
    if isinstance(holds, tree.Each):
        return is_statement(holds.holds) and (holds.where is None or is_statement(holds.where))
    return isinstance(holds, tree.Name) and holds.ref.startswith(_TRUE_OR_FALSE)
