"""Official forms of conditions and formulas: `难度较大且金额超过5万元`, in words and no notation.

An expression and a writer enter, its words leave; what a name means is not known here beyond its
kind: what is counted (楼长不少于8名), what holds (处于应急状态), what has a value (难度为较大).
"""

from __future__ import annotations

from typing import cast

from govkit.values.expression import Call, Constant, Each, Expression, Infix, Name, Operator
from govkit.values.quantity import Bound, Comparison, Quantity
from govkit.values.writing.official.figures import bounded
from govkit.values.writing.official.phrasing import Official, phrase

_BINDING = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_COMPARING = 3
_NEGATED: dict[str, Comparison] = {
    "=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">",
}  # fmt: skip
_COUNTED = frozenset({"level", "body", "post", "team"})
# Words that follow what they describe without 为: 难度较大.
_DESCRIBING = ("较", "很", "特别", "重大", "紧急")
_ZH_ARITHMETIC = {"+": "加", "-": "减", "*": "乘以", "/": "除以"}
_EN_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
_ZH_WORDS = {
    "≥": "不少于", "≤": "不超过", ">": "多于", "<": "少于",
    "≠": "不等于", "=": "等于", "≈": "约等于",
}  # fmt: skip
_EN_WORDS = {
    "≥": "at least", "≤": "not more than", ">": "more than", "<": "less than", "≠": "not",
    "=": "equal to", "≈": "about",
}  # fmt: skip
_ZH_GRADES = {
    "≥": "为{}以上", "≤": "为{}以下", ">": "高于{}", "<": "低于{}", "≠": "不为{}", "=": "为{}",
    "≈": "约为{}",
}  # fmt: skip
_EN_GRADES = {
    "≥": "is {} or above", "≤": "is {} or below", ">": "is above {}", "<": "is below {}",
    "≠": "is not {}", "=": "is {}", "≈": "is about {}",
}  # fmt: skip


@phrase.register
def _(value: Constant, writer: Official) -> str:
    inside = value.value
    return writer.named(inside) if isinstance(inside, str) else writer(inside)


@phrase.register
def _(value: Name, writer: Official) -> str:
    name = writer.name(value.ref)
    if value.field:
        return writer.pick(f"{name}的{value.field}", f"{writer.plain(value.field)} of {name}")
    if value.ref.partition(":")[0] == "mode":
        return writer.pick(f"处于{name}状态", f"{name} is on")
    return writer.reason(name) if value.ref.startswith("event:") else name


@phrase.register
def _(value: Infix, writer: Official) -> str:
    operator = value.operator
    if operator in ("and", "or"):
        link = {"and": ("且", " and "), "or": ("或者", " or ")}[operator]
        parts = _chain(value, operator)
        sides = [_part(side, _BINDING[operator], writer) for side in parts]
        if operator == "or" and all(isinstance(side, Name) for side in parts):
            return writer.series(sides, "or")
        return writer.pick(*link).join(sides)
    if operator in _ZH_ARITHMETIC:
        return _arithmetic(value, writer)
    return _comparison(value, operator, writer)


def is_open(value: object) -> bool:
    """Whether a condition is one of several, so that 且 behind it would join the last alone."""
    pushed = _pushed(value) if isinstance(value, Infix | Call) else value
    return isinstance(pushed, Infix) and pushed.operator == "or"


def _chain(value: Expression, operator: str) -> list[Expression]:
    """The members of `a or b or c`, denials turned round."""
    value = _pushed(value)
    if isinstance(value, Infix) and value.operator == operator:
        return [*_chain(value.left, operator), *_chain(value.right, operator)]
    return [value]


def _pushed(value: Expression) -> Expression:
    """A denial as what it is printed as: `not(a and b)` is `not a or not b`; else the value."""
    if not (isinstance(value, Call) and value.function == "not" and len(value.arguments) == 1):
        return value
    inner = value.arguments[0]
    if isinstance(inner, Infix) and inner.operator in _NEGATED:
        return Infix(_NEGATED[inner.operator], inner.left, inner.right)
    if isinstance(inner, Infix) and inner.operator in ("and", "or"):
        other: Operator = "or" if inner.operator == "and" else "and"
        return Infix(other, Call("not", (inner.left,)), Call("not", (inner.right,)))
    if isinstance(inner, Call) and inner.function == "not" and len(inner.arguments) == 1:
        return _pushed(inner.arguments[0])
    return value


def _bracketed(text: str, writer: Official) -> str:
    return writer.pick(f"（{text}）", f"({text})")


def _part(value: Expression, level: int, writer: Official) -> str:
    """One side of 且 or 或者, in brackets where it binds less."""
    text = writer(value)
    loose = isinstance(value, Infix) and _BINDING.get(value.operator, _COMPARING) < level
    return _bracketed(text, writer) if loose else text


def _arithmetic(value: Infix, writer: Official) -> str:
    operator = value.operator
    level = _BINDING[operator]
    times = operator == "*" and isinstance(value.left, Constant) and writer.lang == "zh"
    left = _operand(value.left, level, writer)
    # 的3倍 behind a sum would be taken for that of its last part.
    right = _operand(value.right, 6 if times else level + 1, writer)
    if times:
        return f"{right}的{left}倍"
    if writer.lang == "en":
        return f"{left} {_EN_ARITHMETIC[operator]} {right}"
    return f"{left}{_ZH_ARITHMETIC[operator]}{right}"


def _operand(value: Expression, level: int, writer: Official) -> str:
    """One side of a sum or product, in brackets where it binds less or lists several things."""
    text = _side(value, writer)
    inner = isinstance(value, Infix) and _BINDING.get(value.operator, 0)
    lists = isinstance(value, Call) and (
        len(value.arguments) > 1 or isinstance(value.arguments[0], Infix)
    )
    return _bracketed(text, writer) if lists or (inner and 2 < inner < level) else text


def _side(value: Expression, writer: Official) -> str:
    """One side of a comparison or a sum: what is counted is called 数 in Chinese."""
    if isinstance(value, Name) and not value.field and _kind(value) in _COUNTED:
        name = writer.name(value.ref)
        return writer.pick(f"{name}数", f"the number of {name}")
    truth = _pushed(value)
    open_ = isinstance(truth, Infix) and truth.operator not in _ZH_ARITHMETIC
    return _bracketed(writer(value), writer) if open_ else writer(value)


def _kind(value: Name) -> str:
    return value.ref.partition(":")[0]


def _comparison(value: Infix, operator: str, writer: Official) -> str:
    left, right = value.left, value.right
    if isinstance(right, Constant) and isinstance(right.value, str):
        return _graded(left, operator, writer.named(right.value), writer)
    if isinstance(right, Constant) and isinstance(right.value, Quantity):
        return _measured(left, operator, right.value, writer)
    if isinstance(left, Name) and _kind(left) == "story" and isinstance(right, Name):
        return _graded(left, operator, writer(right), writer)
    if (
        isinstance(right, Name)
        and _kind(right) not in (*_COUNTED, "figure", "attribute")
        and (operator in ("=", "≠") and not right.field)
    ):
        return _graded(left, operator, writer(right), writer)
    words = _EN_WORDS if writer.lang == "en" else _ZH_WORDS
    space = writer.pick("", " ")
    verb = writer.pick("", "is ")
    return f"{_side(left, writer)}{space}{verb}{words[operator]}{space}{_side(right, writer)}"


def _graded(left: Expression, operator: str, grade: str, writer: Official) -> str:
    name = writer(left) if isinstance(left, Name) else _side(left, writer)
    if writer.lang == "en":
        return f"{name} {_EN_GRADES[operator].format(grade)}"
    if operator == "=" and grade.startswith(_DESCRIBING):
        return f"{name}{grade}"
    return name + _ZH_GRADES[operator].format(grade)


def _measured(left: Expression, operator: str, amount: Quantity, writer: Official) -> str:
    """`金额不超过20万元`, `楼长不少于8名`, `the price is not more than 500 pounds`."""
    counted = isinstance(left, Name) and not left.field and _kind(left) in _COUNTED
    bare = (
        writer.measure(left.ref) if isinstance(left, Name) and counted and not amount.unit else ""
    )
    subject = writer(left) if counted and bare else _side(left, writer)
    bound = Bound(cast(Comparison, operator), amount)
    if operator == "=":
        return writer.pick(f"{subject}为{writer(amount)}{bare}", f"{subject} is {writer(amount)}")
    if operator == "≈" and writer.lang == "zh":
        return f"{subject}约为{writer(amount)}{bare}"
    if writer.lang == "en":
        return f"{_side(left, writer)} is {bounded(bound, writer)}"
    return subject + bounded(bound, writer, counted=bare)


@phrase.register
def _(value: Call, writer: Official) -> str:
    if value.function == "not" and len(value.arguments) == 1:
        return _not(value.arguments[0], writer)
    several = len(value.arguments) > 1
    parts = [_operand(one, 6 if several else 0, writer) if several else _side(one, writer)
             for one in value.arguments]  # fmt: skip
    listed = writer.series(parts)
    zh = {
        "sum": f"{listed}合计", "max": f"{listed}中最大的", "min": f"{listed}中最小的",
        "floor": f"{listed}（舍去尾数）", "ceiling": f"{listed}（进位取整）",
        "length": f"{listed}的项数",
    }  # fmt: skip
    en = {
        "sum": f"the sum of {listed}", "max": f"the greatest of {listed}",
        "min": f"the least of {listed}", "floor": f"{listed} rounded down",
        "ceiling": f"{listed} rounded up", "length": f"the number of entries of {listed}",
    }  # fmt: skip
    known = en if writer.lang == "en" else zh
    word = value.function if value.function not in known else ""
    return known.get(value.function, f"{word}{listed}")


def _not(value: Expression, writer: Official) -> str:
    """The opposite: `未超时`, `不处于应急状态`; a comparison is turned round."""
    denied = Call("not", (value,))
    pushed = _pushed(denied)
    if pushed != denied:
        return writer(pushed)
    if isinstance(value, Name):
        name = writer.name(value.ref)
        if _kind(value) == "mode":
            return writer.pick(f"不处于{name}状态", f"{name} is not on")
        return writer.pick(f"未{name}", f"not {name}")
    if isinstance(value, Each) and value.function == "some":
        over, holds = _over(value, writer), _part(_pushed(value.holds), _COMPARING, writer)
        return writer.pick(f"没有一个{over}的{holds}", f"in no {over} {holds}")
    return writer.pick(f"并非{writer(value)}", f"it is not so that {writer(value)}")


@phrase.register
def _(value: Each, writer: Official) -> str:
    over, holds = _over(value, writer), _part(_pushed(value.holds), _COMPARING, writer)
    if value.function == "every":
        return writer.pick(f"每个{over}的{holds}", f"in every {over} {holds}")
    if value.function == "some":
        return writer.pick(f"至少有一个{over}的{holds}", f"in at least one {over} {holds}")
    return writer.pick(f"{holds}的{over}的个数", f"the number of {over} where {holds}")


def _over(value: Each, writer: Official) -> str:
    """What it runs through, with the condition in front of it: `码头不少于1个的港区`."""
    over = writer.named(value.over)
    if value.where is None:
        return over
    where = _part(_pushed(value.where), _COMPARING, writer)
    return writer.pick(f"{where}的{over}", f"{over} where {where},")
