"""Traps that were measured before the language was built: each one row, none read in silence."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.pipeline import compile_text
from govkit.values import Quantity, Range

FRAME = """govkit 1
地区 甲 {{
  出处 求索 "一篇文章"
  层级 街道 {{ 数量：1个 }}
  层级 社区 {{ 上级：街道；数量：6个 }}
  岗位 书记 {{ 设于：社区 }}
  {line}
}}
"""


def codes(line: str) -> list[str]:
    """Codes of the errors a line makes inside a small model."""
    return [d.code for d in compile_text(FRAME.format(line=line)).errors]


def figure(text: str) -> object:
    """The value of a figure written as `text`."""
    compiled = compile_text(FRAME.format(line=f"数据 {{ 数：{text} }}"))
    assert compiled.model is not None, [(d.code, d.args) for d in compiled.errors]
    return compiled.model.figures[0].value.value


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,485", 1485, ""),
        ("1，485", 1485, ""),
        ("１２．５", Fraction("12.5"), ""),
        ("5个工作日", 5, "work_day"),
        ("四十万元", 400_000, "yuan"),
        ("270余支", 270, "team_piece"),
    ],
)
def test_numbers_that_were_misread(text: str, number: int, unit: str) -> None:
    value = figure(text)
    assert isinstance(value, Quantity)
    assert (value.number, value.unit) == (Fraction(number), unit)


def test_a_bare_hyphen_before_one_unit_is_a_range() -> None:
    value = figure("3-5户")
    assert isinstance(value, Range)
    assert (value.low.number, value.high.number) == (3, 5)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("数据 { 数：6据求索 }", "GOV304"),
        ("数据 { 数：3自2019-07-01 }", "GOV304"),
        ("数据 { 数：1331-715 }", "GOV305"),
        ("数据 { 数：6魑 }", "GOV302"),
        ("数据 { 数：" + "9" * 5000 + " }", "GOV303"),
        ("清单 名单 { 内容：商住、单位、老旧等3类 }", "GOV304"),
        ("清单 名单 { 内容：走访据求索 }", "GOV304"),
        ("制度 走访 { 频次：3次、月 }", "GOV312"),
        ("清单 名单 { 授予：社区据求索 }", "GOV403"),
        ("数据 { 数：《40万元 }", "GOV110"),
        ("数据 { 甲——乙：3 }", "GOV111"),
        ("制度 走访 { 责任人：社区。书记 }", "GOV115"),
        ("数据 { 数： }", "GOV105"),
        ("数据 { 数：“三 }", "GOV103"),
        ("岗位 站长 { 设于：《社区 }", "GOV112"),
        ("数据 { 数：3 4 }", "GOV109"),
        ("数据 { 数\u200b：3 }", "GOV116"),
        ("岗位 站长 { 上极：书记 }", "GOV202"),
        ("岗为 站长 { 设于：社区 }", "GOV201"),
        ("数量 6个", "GOV208"),
        ("岗位 站长 { 设于：社曲 }", "GOV401"),
        ("岗位 书记 { 设于：社区 }", "GOV406"),
        ("岗位 站长 { 设于：社区；设于：街道 }", "GOV203"),
        ("项 一 { 限额：3元 }", "GOV205"),
        ("数据 { 数：eveyr(社区) }", "GOV309"),
        ("清单 名单 { 内容：一、二 共3项 }", "GOV317"),
        ("岗位 站长 { 设于：社区 据 无此文 }", "GOV405"),
    ],
)
def test_every_slip_is_one_finding(line: str, code: str) -> None:
    assert codes(line) == [code]


@pytest.mark.parametrize(
    "line",
    [
        "清单 名单 { 内容：平等2级、高等 }",
        "岗位 镇（街道）书记 { 设于：社区 }",
        "岗位 《重大 事项》 { 设于：社区 }",
        "层级 层级 { 上级：街道；数量：3个 }",
        "岗位 站长 { 设于：社区 据 求索·一 “原文” 存疑 “两读” 必须 }",
        "核对 { 都有：每个（x 属于 社区：社区 ≥ 1） }",
        "数据 { 甲：6 - 2 }",
        "清单 名单 { 内容：一，\n   二，  # 说明\n   三 }",
        "清单 名单 { 内容：一\n   、二\n   、三 }",
        "岗位 站长\n  # 先说一句\n  { 设于：社区 }",
        "岗位 站长 ｛ 设于：社区 ｝",
        "岗位 站长 { 说明：”反着写的引号“ }",
        '岗位 站长 { 说明："“1+6+48”三级" }',
    ],
)
def test_what_reads_well_stays_silent(line: str) -> None:
    assert codes(line) == []


def test_ten_mistakes_give_ten_reports() -> None:
    lines = [
        "层级 一 { 上极：街道 }",
        "层及 二 { 上级：街道 }",
        "层级 三 { 数量： }",
        "层级 四 { 数量：6魑 }",
        "层级 五 { 上级：街到 }",
        "岗位 六 { 设于：社区 社区 }",
        "岗位 七 { 性质：专值 }",
        "制度 八 { 频次：三工作日 }",
        "数据 { 九：《4万元 }",
        "清单 十 { 内容：一、二 共4项 }",
    ]
    compiled = compile_text(FRAME.format(line="\n  ".join(lines)))
    found = [(d.span.line if d.span else 0) for d in compiled.errors]
    assert found == list(range(7, 17)), [(d.code, d.span and d.span.line) for d in compiled.errors]


def test_a_missing_brace_is_one_report() -> None:
    text = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个
  层级 社区 { 上级：街道；数量：6个 }
  岗位 书记 { 设于：社区 }
}
"""
    compiled = compile_text(text)
    assert [(d.code, d.span.line) for d in compiled.errors if d.span] == [("GOV101", 3)]
