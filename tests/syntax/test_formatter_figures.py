"""Figures however they are typed: formatting keeps the meaning, twice is once, in both tongues."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.syntax.figure_sweep import Sweep, faults, model, sweep
from tests.syntax.figure_texts import BASE, SORTS, sorted_text

# FIGURES_FROM=123456 takes other texts; a fault names its seed.
FIRST = int(os.environ.get("FIGURES_FROM", "0"))
QUICK = 60
NIGHTLY_BATCHES, IN_BATCH = 40, 250  # 10,000 valid texts


def assert_clean(found: Sweep, wanted: int) -> None:
    print(f"seeds {found.first} to {found.first + found.tried - 1}")
    assert found.faults == []
    assert found.valid.total() == wanted


def test_a_figure_keeps_its_meaning() -> None:
    assert_clean(sweep(FIRST, QUICK, 4 * QUICK), QUICK)


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(NIGHTLY_BATCHES))
def test_ten_thousand_figures_keep_their_meaning(batch: int) -> None:
    found = sweep(FIRST + batch * 4 * IN_BATCH, IN_BATCH, 4 * IN_BATCH)
    assert_clean(found, IN_BATCH)
    spread = [sort for sort, valid in found.sorts.items() if valid]
    assert len(spread) > 1.6 * len(SORTS), "too few sorts of fields had a valid text"


def test_the_texts_are_of_every_sort_in_both_tongues() -> None:
    made = Counter(sorted_text(seed)[0] for seed in range(4_000))
    assert {f"{lang} {sort.name}" for sort in SORTS for lang in ("zh", "en")} == set(made)
    assert min(made.values()) > 20


@pytest.mark.parametrize("line", [
    "数据 { 数：7/2家 }", "数据 { 数：3/2work_days }",
    "层级 田 { 上级：村；职能：不少于 3人 }",
    "会议 会 { 召集：村；出席：不超过应到会的2/3；通过：应到会的2/3以上 }",
    "会议 会 { 召集：村；出席：≥2/3元of due }", "数据 { 数：约1/2亿元 }", "数据 { 数：1/2亿个 }",
    "数据 { 数：0.5至7/2个工作日 }", "数据 { 数：约7/2-１２家 }", "数据 { 数：三-4小时 }",
    "岗位 丁 { 设于：村；应有：至少1/2/村/年 }", "队伍 队 { 设于：村；人数：<约7/2人 }",
    "层级 田 { 上级：村；职能：<= 3.0个工作日以内、≥１２、１,485次 }", "数据 { 数：两至1,485户 }",
    "核对 { 行：楼 / 村 = 3；又：楼/村=6/2；再：（楼+3）/ 4 = 3 }",
])  # fmt: skip
def test_measured_faults(line: str) -> None:
    text = BASE.format(line)
    assert model(text) is not None
    assert faults(text) == []


@pytest.mark.parametrize(("written", "number"), [
    ("7/2家", "7/2"), ("7/2 家", "7/2"), ("≥7/2家", "7/2"), ("1/2亿个", "50000000"),
    ("约7/2个", "7/2"), ("３／２个", "3/2"),
])  # fmt: skip
def test_a_fraction_before_its_unit_is_one_figure(written: str, number: str) -> None:
    found = model(BASE.format(f"数据 {{ 数：{written} }}"))
    assert found is not None
    value = found.figures[0].value.value
    assert str(getattr(value, "quantity", value).number) == number  # type: ignore[union-attr]


def test_words_behind_an_arrow_stay_letter_for_letter() -> None:
    text = BASE.format("考核 考 { 对象：村；周期：每年；兑换：≥95分 → 休假，其余 → 无 ＋ 表扬 }")
    assert model(text) is not None
    assert faults(text) == []


def test_a_number_as_a_name_is_the_same_in_either_width() -> None:
    text = BASE.format("场景 景 { 事项：事；回合 １ { 动作：签收 }；回合 2 { 动作：处置 } }")
    found = model(text)
    assert found is not None
    assert [turn.name for turn in found.scenarios[0].turns] == ["1", "2"]
    assert faults(text) == []


@pytest.mark.parametrize("words", [
    "！＝ 每个（x 属于 村：员 ≥ 1）", "求和（１、２）", "<= 最大（每个（x 属于 村：员 ≥ 1），2）",
])  # fmt: skip
def test_words_that_look_like_a_call_stay_as_printed(words: str) -> None:
    text = BASE.format(f"层级 田 {{ 上级：村；职能：{words} }}")
    assert faults(text) == []
