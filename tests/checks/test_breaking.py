"""A failing rule names the units that break it, its figures, and fills the author's message.

Small models enter; the findings about their rules are asked for units, values and places.
"""

from __future__ import annotations

import pytest

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_text


def finding(holds: str, message: str = "不够", levels: str = "") -> Diagnostic:
    """The one finding about a rule over 3 communities with 2 grids each of 4 lanes."""
    text = f"""地区 甲
层级 街道 {{ 数量：1个 }}
层级 社区 {{ 上级：街道；数量：3个 }}
层级 网格 {{ 上级：社区；数量：{levels or "6"}个 }}
岗位 网格长 {{ 设于：网格；应有：1/网格 }}
数据 {{ 最少：7个 }}
规则 够用 {{ 应满足：{holds}；提示语：“{message}” }}
"""
    (found,) = [d for d in compile_text(text).diagnostics if d.code in ("GOV610", "GOV613")]
    return found


def said(found: Diagnostic, lang: str = "zh") -> str:
    return " ".join(render(found, lang).split())


def test_all_units_break_it() -> None:
    found = finding("每个(x 属于 社区：网格 ≥ 3)")
    assert found.code == "GOV610"
    assert "不符合的有 3 个：社区·1、社区·2、社区·3。" in said(found)
    assert "Broken by 3: 社区·1, 社区·2, 社区·3." in said(found, "en")
    assert [label.span.line for label in found.labels] == [4]


def test_only_some_units_break_it_and_which_is_by_the_even_spread() -> None:
    found = finding("每个(x 属于 社区：网格 ≥ 3)", levels="7")
    assert found.code == "GOV610"  # seven are not enough for three times three
    assert "按均匀分布推算，不符合的有 2 个：社区·2、社区·3。" in said(found)


def test_the_first_ten_are_named_and_all_are_counted() -> None:
    found = finding("每个(x 属于 网格：网格长 ≥ 2)", levels="37")
    assert "不符合的有 37 个：网格·1、" in said(found)
    assert "网格·10 等37个。" in said(found) and "网格·11" not in said(found)
    assert "网格·10 and 27 more." in said(found, "en")
    assert [label.span.line for label in found.labels] == [5]


def test_units_listed_by_name_are_named() -> None:
    text = """地区 甲
层级 社区 { 数量：3个；名录：东、中、西 共3个 }
层级 网格 { 上级：社区；数量：6个 }
规则 够用 { 应满足：每个(x 属于 社区：网格 ≥ 3) }
"""
    (found,) = compile_text(text).errors
    assert "不符合的有 3 个：东、中、西。" in said(found)


@pytest.mark.parametrize(
    ("holds", "message", "told"),
    [
        (
            "每个(某 属于 社区：网格 ≥ 3)",
            "{某}只有{网格}个网格",
            "社区·1、社区·2、社区·3只有2个网格",
        ),
        ("每个(某 属于 社区：网格 ≥ 最少)", "只有{网格}个，要{最少}个", "只有2个，要7个"),
        ("网格 ≥ 最少", "网格{网格}个，｛最少｝个才够", "网格6个，7个才够"),
        ("网格 ≥ 最少", "{社区}个社区都不够", "3个社区都不够"),
        ("网格 ≥ 最少", "没有空", "没有空"),
    ],
)
def test_the_message_is_filled(holds: str, message: str, told: str) -> None:
    assert f"不成立：{told}（" in said(finding(holds, message))


def test_a_part_of_a_condition_names_its_units() -> None:
    found = finding("网格 ≥ 最少 且 每个(x 属于 社区：网格 ≥ 3)")
    assert "不符合的有 3 个" in said(found)
    assert [label.span.line for label in found.labels] == [4, 6]


def test_where_leaves_units_out() -> None:
    found = finding("每个(x 属于 社区 其中 网格 ≥ 9：网格 ≥ 30) 且 网格 ≥ 7")
    assert found.code == "GOV610"
    assert "不符合的有" not in said(found)
