"""Figures however they are typed: formatting keeps the meaning, twice is once, in both tongues."""

from __future__ import annotations

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import compile_text
from govkit.syntax.formatter import format_text
from tests.syntax.figure_texts import BASE, figure_text

STYLES = [(None, False), ("zh", False), ("en", False), ("en", True), ("zh", True)]
BATCHES, IN_BATCH = 10, 60
NIGHTLY_BATCHES, IN_NIGHTLY = 40, 1_000  # about 10,000 of them are valid


def model(text: str) -> Governance | None:
    return compile_text(text).model


def faults(text: str) -> list[str]:
    """What formatting does to a valid text in any style; nothing for a text that is not valid."""
    meant = model(text)
    found = []
    for lang, short in STYLES if meant is not None else ():
        new = format_text(text, lang, short=short)  # type: ignore[arg-type]
        if format_text(new, lang, short=short) != new:  # type: ignore[arg-type]
            found.append(f"twice is not once ({lang}, {short}): {new}")
        if model(new) != meant:
            found.append(f"the meaning is another ({lang}, {short}): {new}")
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_figure_keeps_its_meaning(batch: int) -> None:
    seeds = range(batch * IN_BATCH, (batch + 1) * IN_BATCH)
    assert [fault for seed in seeds for fault in faults(figure_text(seed))] == []


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(NIGHTLY_BATCHES))
def test_ten_thousand_figures_keep_their_meaning(batch: int) -> None:
    seeds = range(batch * IN_NIGHTLY, (batch + 1) * IN_NIGHTLY)
    assert [fault for seed in seeds for fault in faults(figure_text(seed))] == []


def test_most_of_the_figures_of_a_batch_are_worth_a_test() -> None:
    valid = sum(model(figure_text(seed)) is not None for seed in range(200))
    assert valid > 40


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
