"""Quotas ask for whole persons, and `每社区1—2名` is a range wherever a range may stand."""

from __future__ import annotations

from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import compile_text, format_text

TEXT = """govkit 1
地区 甲 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：10个；%s }
  层级 网格 { 上级：社区；数量：64个 }
  岗位 专干 { 设于：社区；%s }
  制度 走访 { 责任人：专干；内容：走访；%s }
}
"""


def gaps(post: str) -> list[str]:
    """The gaps that GOV504 tells of a post."""
    found = compile_text(TEXT % ("", post, "")).diagnostics
    return [str(one.args["gap"]) for one in found if one.code == "GOV504"]


@pytest.mark.parametrize(
    ("quota", "count", "gap"),
    [
        ("1名/3个网格", 20, ["-2"]), ("1名/3个网格", 22, []), ("1名/3个网格", 21, ["-1"]),
        ("1名/3个网格", 23, ["+1"]), ("≥1名/3个网格", 21, ["-1"]), ("≥1名/3个网格", 30, []),
        ("≤1名/3个网格", 21, []), ("≤1名/3个网格", 22, ["+1"]),
        ("每社区1—2名", 9, ["-1"]), ("每社区1—2名", 20, []), ("每社区1-2名", 21, ["+1"]),
        ("每个社区1～2名", 12, []), ("1—2名/社区", 21, ["+1"]), ("每社区1至2名", 21, ["+1"]),
    ],
)  # fmt: skip
def test_a_quota_asks_for_whole_persons(quota: str, count: int, gap: list[str]) -> None:
    assert gaps(f"应有：{quota}；数量：{count}名") == gap


@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 330), st.sampled_from(["", "≥", "≤"]))
def test_the_gap_is_what_makes_the_quota_whole(
    each: int, every: int, there: int, bound: str
) -> None:
    exact = each * 64 / every
    least = 0 if bound == "≤" else ceil(exact)
    most = floor(exact) if bound == "≤" else ceil(exact) if not bound else 10**9
    gap = there - least if there < least else there - most if there > most else 0
    found = gaps(f"应有：{bound}{each}名/{every}个网格；数量：{there}名")
    assert found == ([f"{gap:+d}"] if gap else [])


@pytest.mark.parametrize(
    ("post", "line", "answer"),
    [
        ("数量：每社区1—2名", "专干 ≥ 10", "相符"), ("数量：每社区1—2名", "专干 ≤ 20", "相符"),
        ("数量：每社区1—2名", "专干 = 12", "可能"), ("数量：每社区1—2名", "专干 = 9", "不符"),
        ("数量：2名/社区", "专干 = 20", "相符"), ("数量：每社区不少于1名", "专干 ≥ 10", "相符"),
        ("数量：每2个社区1名", "专干 = 5", "相符"),
    ],
)  # fmt: skip
def test_so_many_for_each_is_a_total_where_a_total_stands(
    post: str, line: str, answer: str
) -> None:
    text = (TEXT % ("", post, "")).rstrip().removesuffix("}") + f"  核对 {{ 一：{line} }}\n}}\n"
    found = [one.code for one in compile_text(text).diagnostics if one.code.startswith("GOV60")]
    assert found == {"相符": [], "可能": ["GOV602"], "不符": ["GOV601"]}[answer]
    assert compile_text(format_text(text, lang="en")).model == compile_text(text).model


@pytest.mark.parametrize("size", ["每社区300—500户", "300—500户", "每社区300-500户", "300至500户"])
def test_a_size_for_each_of_the_thing_itself_is_just_the_size(size: str) -> None:
    plain = compile_text(TEXT % ("规模：300—500户", "", "")).model
    assert plain is not None and compile_text(TEXT % (f"规模：{size}", "", "")).model == plain


@pytest.mark.parametrize(
    "often", ["每月1—2次", "1—2次/月", "每月1至2次", "每月1-2次", "每月1～2次"]
)
def test_a_cadence_may_be_a_range(often: str) -> None:
    plain = compile_text(TEXT % ("", "", "频次：1—2次/月")).model
    assert plain is not None and compile_text(TEXT % ("", "", f"频次：{often}")).model == plain
