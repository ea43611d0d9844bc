"""Figures below zero: read with every sign, written back, computed with, told where none can be."""

from __future__ import annotations

from fractions import Fraction

import pytest

import govkit
from govkit.checks.figures import verdicts
from govkit.export.json import from_json, to_json
from govkit.pipeline import compile_text
from govkit.syntax.formatter import format_text
from govkit.values import Quantity
from govkit.values.reading import Misread, read_quantity, read_signed
from govkit.values.units import standard_units
from govkit.values.writing import write
from govkit.values.writing.official import write_official

UNITS = standard_units()
MODEL = """govkit 1
地区 甲街道
层级 社区 { 数量：6个 }
数据 {
  下降率：-36.87%
  增减：－5户
  经费：−12.5万元 存疑 "另一页不同" 另读 −13万元
  百分比：负百分之五
  原有：110户；现有：105户
}
核对 {
  变化：现有 - 原有 = 增减
  变化率：（现有 - 原有）/ 原有 = -4.55%
  回到：现有 - (-5户) = 原有
}
"""


def _model(text: str = MODEL) -> govkit.Governance:
    return govkit.loads(text)


def _values(model: govkit.Governance) -> dict[str, object]:
    return {line.name: line.value.value for line in model.figures}


@pytest.mark.parametrize(
    ("text", "zh", "en", "official"),
    [
        ("-36.87%", "-36.87%", "-36.87%", "-36.87%"),
        ("−36.87%", "-36.87%", "-36.87%", "-36.87%"),
        ("－36.87％", "-36.87%", "-36.87%", "-36.87%"),
        ("- 5户", "-5户", "-5 households", "-5 households"),
        ("负5户", "-5户", "-5 households", "-5 households"),
        ("−12.5万元", "-12.5万元", "-125_thousand yuan", "-125,000 yuan"),
        ("-1,200,000元", "-1200000元", "-1200000 yuan", "-1,200,000 yuan"),
        ("-1.5亿元", "-1.5亿元", "-0.15_billion yuan", "-150 million yuan"),
        ("-2/3", "-2/3", "-2/3", "-2/3"),
    ],
)
def test_signs_in_both_registers_and_tongues(text: str, zh: str, en: str, official: str) -> None:
    value = read_signed(text, UNITS)
    assert isinstance(value, Quantity) and value.number < 0 and value.step >= 0
    written = [write(value, "zh", str, UNITS), write(value, "en", str, UNITS)]
    assert written == [zh, en]
    assert [read_signed(one, UNITS) for one in written] == [value, value]
    assert write_official(value, "en", str, UNITS) == official
    assert read_signed(write_official(value, "zh", str, UNITS), UNITS) == value


def test_only_an_exact_amount_takes_a_sign() -> None:
    for text in ("-5余户", "-3~5户", "--5户", "-负5户", "≥-5户", "-", "负"):
        assert isinstance(read_signed(text, UNITS), Misread), text
    for text in ("-5户", "负5户"):
        assert isinstance(read_quantity(text, UNITS), Misread), text


def test_figures_and_checks() -> None:
    model = _model()
    values = _values(model)
    assert values["下降率"] == Quantity(Fraction(-3687, 10000), "percent", Fraction(1, 10000))
    assert values["增减"] == Quantity(Fraction(-5), "household")
    assert values["百分比"] == Quantity(Fraction(-5, 100), "percent", Fraction(1, 100))
    assert {verdict.answer for verdict in verdicts(model)} == {"agrees"}
    assert from_json(to_json(model)) == model


@pytest.mark.parametrize("short", [True, False])
def test_the_other_tongue_says_the_same(short: bool) -> None:
    text = format_text(MODEL, lang="en", short=short)
    assert "-5 households" in text and "or_read -0.13_million yuan" in text
    assert _values(_model(text)) == _values(_model())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("层级 街道 { 数量：-5个 }", "GOV369"),
        ("层级 街道 { 数量：负5个 }", "GOV369"),
        ("level Street { count: −5 }", "GOV369"),
        ("层级 街道 { 规模：－5户 }", "GOV369"),
        ("事项 噪声 { 时限：-3工作日 }", "GOV369"),
        ("数据 { 增减：-3~5户 }", "GOV305"),
        ("数据 { 增减：-5余户 }", "GOV305"),
    ],
)
def test_where_none_can_be(line: str, code: str) -> None:
    found = compile_text(f"govkit 1\n地区 甲街道\n{line}\n").errors
    assert [one.code for one in found] == [code]
    assert found[0].fix is None and not found[0].suggestions
