"""Strokes: a fraction, a rate or a division, the same for the resolver and for the formatter."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.syntax.formatter import format_text
from govkit.values import Bound, Infix, Quantity, Rate
from tests.syntax.figure_sweep import faults, model
from tests.syntax.figure_texts import BASE, ENGLISH_BASE


def line_value(written: str) -> object:
    found = model(BASE.format(f"数据 {{ 数：{written} }}"))
    assert found is not None
    return found.figures[0].value.value


def size(written: str) -> object:
    found = model(BASE.format(f"层级 田 {{ 上级：村；规模：{written} }}"))
    assert found is not None
    return next(level for level in found.levels if level.name == "田").size.value


@pytest.mark.parametrize("written", ["7/2个/楼", "约7/2个/楼", "<=约7/2个/楼", "７／２个/楼"])
def test_a_fraction_may_stand_in_front_of_a_rate(written: str) -> None:
    value = line_value(written)
    assert isinstance(value, Rate)
    assert value.per == ("level:楼",)
    amount = value.amount.quantity if isinstance(value.amount, Bound) else value.amount
    assert isinstance(amount, Quantity)
    assert amount.number == Fraction(7, 2)


@pytest.mark.parametrize("written", ["10余/楼", "=10余/楼", "10余/ 楼"])
def test_a_stroke_that_touches_its_figure_says_per(written: str) -> None:
    assert isinstance(line_value(written), Rate)


@pytest.mark.parametrize("written", ["10余 /楼", "=10余 /楼", "10余 / 楼"])
def test_a_stroke_apart_divides_and_stays_apart(written: str) -> None:
    text = BASE.format(f"数据 {{ 数：{written} }}")
    assert isinstance(line_value(written), Infix)
    assert " / 楼" in format_text(text)
    assert " / 楼" in format_text(text, "en")
    assert faults(text) == []


@pytest.mark.parametrize(("chinese", "digits"), [
    ("三名/村", "3名/村"), ("三名/2村", "3名/2村"), ("百分之七十/员", "70%/员"),
    ("半个/楼", "0.5个/楼"),
])  # fmt: skip
def test_a_figure_in_characters_is_per_as_one_in_digits_is(chinese: str, digits: str) -> None:
    one, other = size(chinese), size(digits)
    assert isinstance(one, Infix)
    assert isinstance(other, Infix)
    assert any(isinstance(found, Infix) and found.operator == "*" for found in (one, one.left))
    assert (one.operator, one.right) == (other.operator, other.right)


@pytest.mark.parametrize("line", [
    "figures { number: 7/2 establishments }", "figures { number: 3/2work_days }",
    "level field { parent: hamlet; functions: ≥ 3persons }",
    "meeting council { convener: hamlet; quorum: ≥2/3 of due }",
    "meeting council { convener: hamlet; quorum: 3 persons }",
    "figures { number: 1/2_million_approx yuan }", "figures { number: 7/2_approx pieces/tower }",
    "figures { number: =1/2 establishments }", "figures { number: 12_plus /tower }",
    "figures { number: 12_plus/tower }", "figures { number: patrols, ≥3 pieces }",
    "figures { number: ≥3 pieces, <9 pieces }",
    "figures { number: patrols, ≥3 persons etc 9 kinds }",
    "level field { parent: hamlet; size: 7/2 / 2 pieces }",
    "level field { parent: hamlet; functions: 1,485 work_days }",
    "post delta { at: hamlet; quota: ≥3 persons/2hamlet }",
    'figures { number: 5 doubt "x" or_read 3 pieces/tower }',
    "workload year { cases: 3 cases/month; service: triangular(1/2 hours, 1 / 2 days, 3 days) }",
    "checks { line: tower/hamlet=6/2; other: (tower+3)/ 4 = 3 }",
])  # fmt: skip
def test_english_figures_keep_their_meaning(line: str) -> None:
    text = ENGLISH_BASE.format(line)
    assert model(text) is not None
    assert faults(text) == []


@pytest.mark.parametrize("line", [
    "数据 { 数：=1/2家内 }", "数据 { 数：=约7/2days以内 }", "数据 { 数：=5家内 }",
    "数据 { 数：＝ 5家内 }",
    "层级 田 { 上级：村；职能：约1,485 工作日左右 }", "层级 田 { 上级：村；职能：15 项左右 }",
    "数据 { 数：百分之七十到3/2工作日 }", "层级 田 { 上级：村；规模：半到2/3亿元 }",
    "数据 { 数：=10余 /楼 }", "层级 田 { 上级：村；规模：10余 /楼 }",
    "层级 田 { 上级：村；规模：3个/金额 }",
    "层级 田 { 上级：村；规模：≥3/2元/半年 }", "层级 田 { 上级：村；规模：将近5％／员 }",
    "数据 { 数：5 存疑 “x” 另读 3个/村 }", "数据 { 数：5 存疑 “x” 另读 3个 /村 }",
    "数据 { 数：5 存疑 “x” 另读 0.5-\u30007/2 万元 }", "数据 { 数：5 存疑 “x” 另读 1 / 2亿元 }",
    "数据 { 数：5 存疑 “x” 另读 楼 - 3个 }",
    "岗位 丁 { 设于：村；应有：4万个之内/百户 }", "岗位 丁 { 设于：村；应有：3个/2村 }",
    "推演 演 { 到件：每村约1/2~3/4 }", "清单 单 { 类型：经费；授予：村；总额：每2年0.5——7/2元 }",
    "制度 制 { 责任人：员；每人对象：每村3件-５件 }", "会议 会 { 召集：村；通过：1/2亿家 }",
    "会议 会 { 召集：村；出席：≥百分之七十名 }", "会议 会 { 召集：村；出席：3人以上 }",
    "推演 演 { 到件：3件/月；用时：三角（1\u3000/2亿秒、2亿秒、三亿秒） }",
    "数据 { 数：每村近２,０００\xa0人以内 }", "数据 { 数：调解、≥3个 }", "数据 { 数：≥3个、<9个 }",
    "数据 { 数：三家巡查、≥5户 等9类 }", "数据 { 数：超过3家、不满5家 }",
    "推演 演 { 到件：3件/月；用时：指数（1\t/2亿 秒） }",
])  # fmt: skip
def test_chinese_figures_keep_their_meaning(line: str) -> None:
    text = BASE.format(line)
    assert model(text) is not None
    assert faults(text) == []


@pytest.mark.parametrize("written", ["60_pl    us", "3y  uan", "3 个 work \t days"])
def test_words_with_several_blanks_between_them_are_two_words(written: str) -> None:
    assert model(BASE.format(f"数据 {{ 数：{written} }}")) is None
