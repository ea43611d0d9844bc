"""Messages of rules name the bound that failed, and hold no brace that cannot be filled."""

from __future__ import annotations

import pytest

from govkit import compile_text
from govkit.checks.figures import judged
from govkit.diagnostics.catalogue import word

TEXT = """govkit 1
地区 甲 {
  层级 区 { 数量：2个 }
  层级 村 { 上级：区；数量：10个；应有：5/区 }
  数据 { 底：11；人口：约13万人 }
  规则 一 { 应满足：%s；提示语：“%s” }
}
"""


def told(holds: str, message: str = "一") -> str:
    """What is said of a rule that does not hold."""
    found = compile_text(TEXT % (holds, message)).diagnostics
    return "".join(word(one, "zh").text for one in found if one.code == "GOV610")


@pytest.mark.parametrize(
    ("holds", "says", "silent"),
    [
        ("11 ≤ 村 ≤ 21", "应当不少于 11", "21"), ("1 ≤ 村 ≤ 9", "应当不多于 9", "不少于"),
        ("村 > 10 且 村 < 3", "应当多于 10", "3"), ("村 = 1 或 村 = 2", "应当是 2", "不少于"),
        ("村 = 1 或 村 = 2", "应当是 1", ""), ("非（村 = 10）", "应当不等于 10", ""),
        ("非（村 ≤ 10 或 村 > 50）", "应当多于 10", "50"),
        ("全部（村 ≥ 5，村 ≥ 12）", "不少于 12", "少于 5"),
        ("每个（某 属于 区：村 ≤ 9 且 村 ≥ 6）", "算得 5，应当不少于 6", "9"),
    ],
)  # fmt: skip
def test_the_bound_that_failed_is_named(holds: str, says: str, silent: str) -> None:
    assert says in told(holds)
    assert not silent or silent not in told(holds)


def test_a_check_line_names_the_bound_that_failed_too() -> None:
    text = "govkit 1\n地区 甲 {\n  层级 村 { 数量：10个 }\n  核对 { 一：11 ≤ 村 ≤ 21 }\n}"
    found = [one for one in compile_text(text).diagnostics if one.code == "GOV601"]
    assert len(found) == 1 and "不少于 11" in word(found[0], "zh").text


def test_every_brace_is_filled() -> None:
    said = told("村 = 9", "{村}、{村.应有}、{底}、{层级.村}、{村.quota}、{人口}")
    assert "10、5、11、10、5、120000 ≤ x ≤ 140000" in said
    said = told("每个（某 属于 区：村 ≥ 6）", "{某}：{村}")
    assert "区·1、区·2：5" in said


@pytest.mark.parametrize("blank", ["{某}", "{村数}", "{村.颜色}", "｛没有｝"])
def test_a_brace_that_names_nothing_is_refused(blank: str) -> None:
    found = [one.code for one in compile_text(TEXT % ("村 = 10", f"只有{blank}")).diagnostics]
    assert "GOV225" in found


def test_the_lines_that_are_judged_are_those_without_an_end() -> None:
    lines = "一：村 = 9 至 2025-07-01；二：村 = 10"
    text = f"govkit 1\n地区 甲 {{\n  层级 村 {{ 数量：10个 }}\n  核对 {{ {lines} }}\n}}"
    model = compile_text(text).model
    assert model is not None
    assert [(line.name, verdict.name) for line, verdict in judged(model)] == [("二", "二")]


def test_subtypes_are_compared_with_the_names_of_the_whole() -> None:
    text = (
        "govkit 1\n地区 甲 {\n  层级 社区 { 数量：3个；名录：东、南、西 }\n"
        "  层级 老 { 类属：社区；数量：1个；名录：%s }\n"
        "  层级 新 { 类属：社区；数量：2个；名录：%s }\n}"
    )
    for old, new, code in (
        ("东", "南、西", []), ("北", "南、西", ["GOV224"]), ("东", "东 等", ["GOV226"]),
        ("东", "南 等", []),
    ):  # fmt: skip
        found = [one.code for one in compile_text(text % (old, new)).diagnostics]
        assert [one for one in found if one in ("GOV224", "GOV226")] == code


def test_an_exception_says_why() -> None:
    text = "govkit 1\n地区 甲 {\n  层级 村 { 数量：10个 }\n  核对 { 一：村 = 9 例外 GOV601%s }\n}"
    assert [one.code for one in compile_text(text % "").diagnostics] == ["GOV367"]
    assert [one.code for one in compile_text(text % " “ ”").diagnostics] == ["GOV367"]
    assert compile_text(text % " “原文如此”").diagnostics == ()
