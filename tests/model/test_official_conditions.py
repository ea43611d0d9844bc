"""Conditions in both registers: what is printed reads back as the condition that was written."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from itertools import product

import pytest

from govkit import Governance, loads
from govkit.model.naming import Pen
from govkit.values import (
    Bound,
    Call,
    Constant,
    Each,
    Expression,
    Infix,
    Name,
    Quantity,
    Share,
)
from govkit.values.units import Lang
from govkit.values.writing.official import write_official

TEXT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：2个 }
  要素 难度 { 取值：一般、较大 }
  要素 金额 { }
  要素 人数 { }
  平急状态 急时 { }
  事由 扯皮
  事项 噪声 { 难度：一般 }
  流程 办 { 适用：噪声
    级 社区 { 承办：社区；时限：5工作日
SAID }
    级 街道 { 承办：街道；时限：15工作日 } }
}
"""
DRAW = random.Random(7)
MODES = ("甲", "乙", "丙")
FIGURES = {"a": 7, "b": 3, "c": 2}


def _model(said: str) -> Governance:
    return loads(TEXT.replace("SAID", said))


def _conditions(written: list[str]) -> list[Expression | None]:
    model = _model("\n".join(f"遇：超时 → 街道 当 {one}" for one in written))
    return [stated.when for stated in model.get("process:办").tiers[0].on.root]  # type: ignore[union-attr]


def _sum(depth: int) -> str:
    if not depth or DRAW.random() < 0.3:
        return DRAW.choice(["金额", "人数", "5", "2", "10"])
    if DRAW.random() < 0.8:
        return f"({_sum(depth - 1)}) {DRAW.choice('+-*/')} ({_sum(depth - 1)})"
    return f"{DRAW.choice(['合计', '最大', '最小'])}({_sum(depth - 1)}, {_sum(depth - 1)})"


def _condition(depth: int) -> str:
    if not depth:
        return DRAW.choice(["急时", "扯皮", "难度 = 较大", "金额 > 5", "人数 ≈ 3"])
    kind = DRAW.random()
    if kind < 0.3:
        return f"非({_condition(depth - 1)})"
    if kind < 0.7:
        return f"({_condition(depth - 1)}) {DRAW.choice('且或')} ({_condition(depth - 1)})"
    return f"{_sum(2)} {DRAW.choice('<>=≠≤≥≈')} {_sum(2)}"


def test_short_conditions_read_back_as_the_same_tree() -> None:
    found = _conditions([_condition(3) for _ in range(60)])
    pen = Pen(_model(""))
    assert _conditions([pen.written(one) for one in found]) == found


# ── the official register, read by the brackets alone ──


def _truth(depth: int) -> Expression:
    if not depth:
        return Name(f"mode:{DRAW.choice(MODES)}")
    if DRAW.random() < 0.4:
        return Call("not", (_truth(depth - 1),))
    return Infix(DRAW.choice(["and", "or"]), _truth(depth - 1), _truth(depth - 1))


def _holds(value: Expression, now: dict[str, bool]) -> bool:
    if isinstance(value, Call):
        return not _holds(value.arguments[0], now)
    if isinstance(value, Infix):
        both = _holds(value.left, now), _holds(value.right, now)
        return all(both) if value.operator == "and" else any(both)
    assert isinstance(value, Name)
    return now[value.ref.partition(":")[2]]


def _said(value: object, lang: Lang) -> str:
    return write_official(value, lang, lambda ref: ref.rpartition(":")[2])


def _as_python(text: str) -> str:
    for pattern, word in (
        ("不处于(.)状态", r"(not \1)"), ("处于(.)状态", r"\1"),
        ("(.) is not on", r"(not \1)"), ("(.) is on", r"\1"),
        ("且", " and "), ("或者|、", " or "), (r"\b, ", " or "), ("（", "("), ("）", ")"),
        ("加| plus ", "+"), ("减| minus ", "-"), ("乘以| times ", "*"), ("除以| divided by ", "/"),
        (r"的(\d)倍", r"*\1"),
    ):  # fmt: skip
        text = re.sub(pattern, word, text)
    return text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_official_conditions_hold_when_the_condition_does(lang: Lang) -> None:
    for _ in range(150):
        value = _truth(4)
        text = _as_python(_said(value, lang))
        for states in product([True, False], repeat=3):
            now = dict(zip(MODES, states, strict=True))
            assert bool(eval(text, {}, now)) == _holds(value, now), (value, text)


def _formula(depth: int) -> Expression:
    if not depth or DRAW.random() < 0.2:
        if DRAW.random() < 0.3:
            return Constant(Quantity(Fraction(DRAW.choice([2, 3]))))
        return Name(f"figure:{DRAW.choice(list(FIGURES))}")
    return Infix(DRAW.choice(["+", "-", "*"]), _formula(depth - 1), _formula(depth - 1))


def _worth(value: Expression) -> int:
    if isinstance(value, Infix):
        left, right = _worth(value.left), _worth(value.right)
        return {"+": left + right, "-": left - right, "*": left * right}[value.operator]
    if isinstance(value, Constant):
        return int(value.value.number)  # type: ignore[union-attr]
    assert isinstance(value, Name)
    return FIGURES[value.ref.partition(":")[2]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_official_sums_come_to_what_the_formula_does(lang: Lang) -> None:
    for _ in range(200):
        value = _formula(3)
        text = _as_python(_said(value, lang))
        assert eval(text, {}, dict(FIGURES)) == _worth(value), (value, text)


A, B, C = (Name(f"mode:{name}") for name in MODES)
X, Y = Name("figure:x"), Name("figure:y")
FIVE = Quantity(Fraction(5), "person")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (
            Infix("and", A, Call("not", (Infix("and", B, C),))),
            "处于甲状态且（不处于乙状态或者不处于丙状态）",
            "甲 is on and (乙 is not on or 丙 is not on)",
        ),
        (
            Infix("=", Infix("<", X, Y), A),
            "（x少于y）为处于甲状态",
            "(x is less than y) is 甲 is on",
        ),
        (
            Infix("+", X, Call("max", (X, Y))),
            "x加（x和y中最大的）",
            "x plus (the greatest of x and y)",
        ),
        (
            Infix("and", A, Each("every", "x", "level:社区", None, Infix("or", B, C))),
            "处于甲状态且每个社区的（处于乙状态或者处于丙状态）",
            "甲 is on and in every 社区 (乙 is on or 丙 is on)",
        ),
        (
            Call("not", (Each("some", "x", "level:社区", None, Infix("and", B, C)),)),
            "没有一个社区的（处于乙状态且处于丙状态）",
            "in no 社区 (乙 is on and 丙 is on)",
        ),
        (Infix("≈", X, Constant(FIVE)), "x约为5人", "x is about 5 persons"),
        (Infix("≈", Name("attribute:难度"), Constant("小")), "难度约为小", "难度 is about 小"),
        (Bound("≈", FIVE), "约5人", "about 5 persons"),
        (Share(Fraction(1, 2), "到会", "≈", Fraction(0)), "到会约二分之一", "about half of 到会"),
    ],
)
def test_official_conditions_are_worded(value: object, zh: str, en: str) -> None:
    assert (_said(value, "zh"), _said(value, "en")) == (zh, en)


# ── strengths of ways out ──


@pytest.mark.parametrize(
    ("way", "zh", "en"),
    [
        ("超时 → 街道 不得", "超时的，不得报街道",
         "where the limit has run out, it must not go to 街道"),
        ("超时 → 街道 可以", "超时的，可以报街道",
         "where the limit has run out, it may go to 街道"),
        ("超时 → 街道 鼓励", "超时的，鼓励报街道",
         "where the limit has run out, it is encouraged to go to 街道"),
        ("超时 → 街道 原则上", "超时的，原则上报街道",
         "where the limit has run out, it in principle goes to 街道"),
        ("超时 → 街道", "超时的，报街道", "where the limit has run out, it goes to 街道"),
        ("超时 → 街道 不得 当 急时 或 扯皮", "超时且（处于急时状态或者扯皮）的，不得报街道",
         "where the limit has run out and (急时 is on or 扯皮 occurs), it must not go to 街道"),
    ],
)  # fmt: skip
def test_a_strength_of_a_way_out_stands_before_its_verb(way: str, zh: str, en: str) -> None:
    model = _model(f"遇：{way}")
    tier = model.get("process:办").tiers[0]  # type: ignore[union-attr]
    told = [Pen(model, lang, "official").field(tier, "tier", "on") for lang in ("zh", "en")]
    assert told == [zh, en]


@pytest.mark.parametrize(
    ("said", "field", "zh", "en"),
    [
        ("告知：全部(主任、委员) 不得", "notify", "不得告知主任和委员",
         "must not tell 主任 and 委员"),
        ("吹哨：主任 不得 当 非(急时 且 难度 = 较大)", "summon",
         "不处于急时状态或者难度不为较大的，不得呼叫主任",
         "where 急时 is not on or 难度 is not 较大, must not call 主任"),
        ("会签：全部(主任、委员)", "countersign", "主任和委员共同", "主任 and 委员 jointly"),
    ],
)  # fmt: skip
def test_what_is_done_to_several_is_not_done_by_them(
    said: str, field: str, zh: str, en: str
) -> None:
    posts = "  岗位 主任 { 设于：社区；数量：2名 }\n  岗位 委员 { 设于：社区；数量：2名 }\n  事由"
    model = loads(TEXT.replace("SAID", said + "\n遇：超时 → 街道").replace("  事由", posts))
    tier = model.get("process:办").tiers[0]  # type: ignore[union-attr]
    told = [Pen(model, lang, "official").field(tier, "tier", field) for lang in ("zh", "en")]
    assert told == [zh, en]


def test_days_of_the_week_are_written_large_in_english() -> None:
    model = _model("")
    assert Pen(model, "en", "official").name("saturday") == "Saturday"
    assert Pen(model, "en").name("saturday") == "saturday"
    assert Pen(model, "zh", "official").name("saturday") == "周六"
