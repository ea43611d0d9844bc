"""Conditions are checked when they are written, and agree with what the engine makes of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import compile_text, format_text
from govkit.checks.cases import Cases
from govkit.engine.plan.conditions import holds
from govkit.model.governance import Governance
from govkit.values import Call, Constant, Infix, Name, Quantity, Text, Word
from govkit.values.expression import Expression

TEXT = """govkit 1
地区 甲 {
  单位 比索；单位 贝
  层级 区 { 数量：1个 }
  要素 大小 { 取值：小事、大事、难事 }
  要素 任期 { 单位：月 }
  要素 金额 { 单位：元 }
  要素 罚款 { 单位：比索 }
  平急状态 急 { 决定：区 }
  平急状态 战 { 决定：区 }
  事项 渗水 { 事项 里 }
  事项 噪声
  流程 办理 { 适用：渗水、噪声；级 区 { 承办：区；时限：5日；时限：9日 当 %s } }
}
"""
KNOWN = {"GOV216", "GOV217", "GOV218", "GOV219", "GOV220", "GOV332"}


def codes(condition: str, text: str = TEXT) -> list[str]:
    """What is found about a condition, in both tongues."""
    zh = text % condition
    found = [d.code for d in compile_text(zh).diagnostics if d.code in KNOWN]
    english = compile_text(format_text(zh, lang="en")).diagnostics
    assert [d.code for d in english if d.code in KNOWN] == found
    return found


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("任期 ≤ 12", "GOV216"), ("任期 ≤ 1年", ""), ("任期 ≤ 30天", "GOV216"),
        ("金额 > 3", "GOV216"), ("金额 > 3户", "GOV216"), ("金额 > 0", ""), ("金额 ≥ 0", "GOV219"),
        ("罚款 > 3贝", "GOV216"), ("罚款 > 3", "GOV216"), ("罚款 > 3比索", ""),
        ("大小 = 5", "GOV216"), ("金额 = 大事", "GOV216"), ("大小 = 金额", "GOV216"),
        ("大小 = “大”", "GOV217"), ("大小 = 小事 或 大事", "GOV332"), ("非（大事）", "GOV332"),
        ("事项 > 渗水", "GOV216"), ("事项 = 渗水 且 事项 = 噪声", "GOV218"),
        ("事项 = 里 且 事项 ≠ 渗水", "GOV218"), ("事项 = 渗水 或 事项 = 噪声", "GOV219"),
        ("大小 > 难事", "GOV218"), ("大小 < 小事", "GOV218"), ("大小 ≥ 小事", "GOV219"),
        ("大小 = 小事 且 大小 = 大事", "GOV218"), ("大小 = 小事 或 大小 ≠ 小事", "GOV219"),
        ("金额 > 5万元 且 金额 < 3万元", "GOV218"), ("金额 > 3万元 或 金额 < 5万元", "GOV219"),
        ("3万元 < 金额 < 5万元", ""), ("急 且 战", "GOV218"), ("急 或 非（急）", "GOV219"),
        ("超时 且 非（超时）", "GOV218"), ("区 > 5", "GOV218"), ("区 = 1", "GOV219"),
        ("金额 = 3万元..<5万元 且 金额 = 4万元", ""),
        ("金额 = 3万元..<5万元 且 金额 = 5万元", "GOV218"),
        ("有的（某 属于 区：区 ≥ 1）", "GOV220"), ("金额 > 2 * 金额", ""),
    ],
)  # fmt: skip
def test_what_a_condition_is_told(condition: str, code: str) -> None:
    assert codes(condition) == ([code] if code else [])


def test_heads_and_rules_are_looked_at_too() -> None:
    head = TEXT.replace("流程 办理 {", "流程 办理 当 大小 > 难事 {") % "急"
    assert "GOV218" in [d.code for d in compile_text(head).diagnostics]
    rule = TEXT.replace("流程 办理", "规则 一 { 应满足：区 }；流程 办理") % "急"
    assert "GOV332" in [d.code for d in compile_text(rule).diagnostics]


MODEL = compile_text(TEXT % "急").model
AMOUNTS = [Fraction(n, 2) for n in range(11)]
GRADES = ("小事", "大事", "难事")
MATTERS = ("渗水", "里", "噪声")


def yuan(number: int) -> Constant:
    return Constant(Quantity(Fraction(number), "yuan", Fraction(1)))


atoms: st.SearchStrategy[Expression] = st.one_of(
    st.builds(
        Infix, st.sampled_from("=≠<≤>≥"), st.just(Name("attribute:金额")),  # type: ignore[arg-type]
        st.integers(0, 4).map(yuan),
    ),
    st.builds(
        Infix, st.sampled_from("=≠<≤>≥"), st.just(Name("attribute:大小")),  # type: ignore[arg-type]
        st.sampled_from(GRADES).map(Constant),
    ),
    st.builds(
        Infix, st.sampled_from("=≠"), st.just(Name("case:matter")),  # type: ignore[arg-type]
        st.sampled_from([Name(f"matter:{matter}") for matter in MATTERS]),
    ),
    st.sampled_from([Name("mode:急"), Name("mode:战")]),
)  # fmt: skip
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Infix, st.sampled_from(["and", "or"]), inner, inner),  # type: ignore[arg-type]
        st.builds(lambda one: Call("not", (one,)), inner),
    ),
    max_leaves=6,
)


def every_case() -> list[dict[str, Any]]:
    """One case for each amount, grade, matter and mode that a drawn condition can tell apart."""
    return [
        {"金额": Quantity(amount, "yuan"), "大小": Word(grade), "case:matter": Text(matter),
         **{f"mode:{one}": Word("on" if one == mode else "off") for one in ("急", "战")}}
        for amount, grade, matter, mode in product(AMOUNTS, GRADES, MATTERS, ("", "急", "战"))
    ]  # fmt: skip


CASES = every_case()


@given(conditions)
def test_never_and_always_are_what_the_engine_finds_in_every_case(condition: Expression) -> None:
    assert isinstance(MODEL, Governance)
    found = {holds(MODEL, condition, case.get) for case in CASES}
    assert None not in found
    expected = found.pop() if len(found) == 1 else None
    assert Cases(MODEL).verdict(condition) == expected
