"""The table of facts: what is printed, what comes out, from which figures, with which verdict."""

from __future__ import annotations

import csv
import io

import pytest

from govkit.analysis.facts import Fact, facts
from govkit.diagnostics.width import visible
from govkit.export.csv import MARK, to_csv
from govkit.pipeline import compile_text

TEXT = """govkit 1
地区 甲 据 办法 {
  出处 办法 { 类型：文件；篇目：总则、细则 }
  层级 街道 { 数量：1个 据 办法·总则 }
  层级 社区 { 上级：街道；数量：6个 据 办法·总则；规模：300户 据 办法·细则 }
  层级 网格 { 上级：社区；数量：40个 据 办法·细则 存疑 “另一处写作四十八” 另读 48个 }
  层级 楼栋 { 上级：网格；数量：未知 }
  数据 { 队员：270余人 据 办法·细则；覆盖：3个 假设 “估计” }
  核对 {
    总数：街道 + 社区 = 7个
    每社区：网格 / 社区 = 6.67
    覆盖率：覆盖 / 社区 = 60% 例外 GOV601 “原文如此”
    楼栋数：楼栋 = 200 据 办法·总则
    人数：队员 / 3 = 92人
    户数：社区.规模 * 社区 ≥ 1000户
    都有：每个(x 属于 社区：网格 ≥ 1)
  }
}
"""


@pytest.fixture(scope="module")
def told() -> dict[str, Fact]:
    compiled = compile_text(TEXT, "甲.gov")
    assert compiled.model is not None, compiled.errors
    return {fact.name: fact for fact in facts(compiled.model, compiled.places)}


def test_every_check_is_told_in_order(told: dict[str, Fact]) -> None:
    assert list(told) == ["总数", "每社区", "覆盖率", "楼栋数", "人数", "户数", "都有"]


def test_printed_and_computed_stand_beside_each_other(told: dict[str, Fact]) -> None:
    assert (told["总数"].printed, told["总数"].computed) == ("7个", "7")
    assert (told["每社区"].computed, told["每社区"].rounding) == ("6.6667", "0.01")
    assert (told["覆盖率"].printed, told["覆盖率"].computed) == ("60%", "50%")
    assert told["覆盖率"].rounding == "1%"
    assert told["户数"].printed == "≥ 1000户"
    assert told["楼栋数"].computed == ""


def test_the_verdict_and_that_of_the_second_reading(told: dict[str, Fact]) -> None:
    verdicts = {name: (fact.verdict, next(iter(fact.others), None)) for name, fact in told.items()}
    assert verdicts["总数"] == ("agrees", None)
    assert verdicts["每社区"] == ("agrees", "differs")
    assert verdicts["覆盖率"] == ("differs", None)
    assert verdicts["楼栋数"] == ("undecidable", None)
    assert verdicts["人数"] == ("possible", None)


def test_what_the_text_approves_of_says_why(told: dict[str, Fact]) -> None:
    assert (told["覆盖率"].approved, told["覆盖率"].why) == (True, "原文如此")
    assert not any(fact.approved for name, fact in told.items() if name != "覆盖率")


def test_the_figures_behind_a_formula_each_once(told: dict[str, Fact]) -> None:
    base = {name: [(one.name, one.value) for one in fact.base] for name, fact in told.items()}
    assert base["总数"] == [("街道", "1个"), ("社区", "6个")]
    assert base["每社区"][0] == ("网格", "40个（另读 48个）")
    assert base["户数"] == [("社区.规模", "300户"), ("社区", "6个")]
    assert base["都有"] == [("社区", "6个"), ("网格", "40个（另读 48个）")]
    assert base["楼栋数"] == [("楼栋", "未知")]
    assert told["覆盖率"].base[0].origin == "assumed"


def test_places_and_sources(told: dict[str, Fact]) -> None:
    line = TEXT.splitlines().index("    总数：街道 + 社区 = 7个") + 1
    assert told["总数"].place == f"甲.gov:{line}"
    assert told["总数"].source == "办法·总则"
    assert told["每社区"].source == "办法·细则、办法·总则"
    assert told["楼栋数"].source == "办法·总则"


def test_a_model_without_its_text_has_facts_without_places() -> None:
    model = compile_text(TEXT).model
    assert model is not None
    assert {fact.place for fact in facts(model)} == {""}


def test_english_facts_are_in_english() -> None:
    model = compile_text(TEXT).model
    assert model is not None
    first, *_ = facts(model, lang="en")
    assert first.printed == "7 pieces"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(cell: str) -> None:
    text = to_csv([["甲", cell]])
    assert text.startswith(MARK)
    [row] = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""))
    assert row == ["甲", f"'{visible(cell)}"]


def test_other_cells_come_back_as_they_are() -> None:
    row = ["≥ 810人", "甲，乙", 'a"b', "a,b", "一\n二", ""]
    [back] = csv.reader(io.StringIO(to_csv([row]).removeprefix(MARK), newline=""))
    assert back == row
