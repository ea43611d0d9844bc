"""What `every` and `some` count in one unit: the ways down, their bounds, and no way at all.

One small district enters each test with a line of checks or a rule; its answer and findings leave.
"""

from __future__ import annotations

import pytest

from govkit.checks.figures import verdicts
from govkit.checks.statements import NESTED
from govkit.diagnostics import Diagnostic
from govkit.diagnostics.plain import render
from govkit.model.governance import COLLECTIONS
from govkit.pipeline import compile_text
from govkit.vocabulary.kinds import kinds

DISTRICT = """govkit 1
地区 东湖街道
层级 街道 {{ 数量：2 }}
层级 社区 {{ 上级：街道；数量：6 }}
层级 老社区 {{ 类属：社区；数量：2 }}
层级 新社区 {{ 类属：社区；数量：4 }}
层级 网格 {{ 上级：社区；数量：15 }}
层级 楼门 {{ 上级：网格；应有：4/网格 }}
岗位 书记 {{ 设于：社区；数量：6名 }}
岗位 副书记 {{ 设于：社区；数量：4名 }}
岗位 网格长 {{ 设于：网格；应有：1/网格 }}
岗位 楼门长 {{ 设于：楼门；应有：1/楼门 }}
岗位 巡查员 {{ 应有：2名/网格 }}
机构 服务站 {{ 设于：社区；数量：9 }}
岗位 站长 {{ 设于：服务站；数量：9名 }}
机构 分站 {{ 隶属：服务站；数量：18 }}
机构 律所 {{ 覆盖：≥1 社区；覆盖率：100%；数量：3 }}
机构 银行 {{ 覆盖：社区；覆盖率：50%；数量：3 }}
岗位 柜员 {{ 设于：银行；数量：30名 }}
机构 医院 {{ 覆盖：社区；数量：1 }}
机构 超市 {{ 覆盖：社区；数量：2 }}
队伍 巡逻队 {{ 设于：社区；应有：1/社区；公式：1 队长 + N 队员 }}
岗位 队长
岗位 队员
岗位 顾问 {{ 数量：8名 }}
数据 {{ 预算：40万元；队数：未知 }}
{line}
"""


def answer(holds: str) -> str:
    """How a line of checks is answered."""
    model = compile_text(DISTRICT.format(line=f"核对 {{ 行：{holds} 例外 GOV601 “试” }}")).model
    assert model is not None, holds
    return verdicts(model)[-1].answer


def findings(line: str) -> list[Diagnostic]:
    text = DISTRICT.format(line=line)
    codes = ("GOV608", "GOV609", "GOV610", "GOV613")
    return [d for d in compile_text(text).diagnostics if d.code in codes]


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        # levels below, one step and several
        ("每个（x 属于 街道：社区 = 3）", "agrees"),
        ("每个（x 属于 街道：网格 ≥ 6）", "agrees"),
        ("每个（x 属于 街道：网格 ≥ 8）", "differs"),  # 15 are fewer than 2 × 8
        ("每个（x 属于 社区：楼门 ≥ 8）", "agrees"),  # 2 or 3 grids, 4 each
        # a subtype is some of its whole
        ("每个（x 属于 社区：老社区 ≤ 1）", "agrees"),
        ("每个（x 属于 社区：老社区 = 1）", "differs"),
        ("每个（x 属于 街道：老社区 ≤ 2）", "agrees"),
        # posts and bodies at the level, below it, at a body that stands there
        ("每个（x 属于 社区：书记 = 1）", "agrees"),
        ("每个（x 属于 街道：书记 = 3）", "agrees"),
        ("每个（x 属于 社区：网格长 ≥ 2）", "agrees"),
        ("每个（x 属于 街道：楼门长 ≥ 24）", "agrees"),
        ("每个（x 属于 社区：站长 ≥ 1）", "agrees"),
        ("每个（x 属于 社区：站长 ≥ 2）", "differs"),
        ("每个（x 属于 社区：分站 ≥ 2）", "agrees"),
        ("每个（x 属于 服务站：分站 = 2）", "agrees"),
        ("每个（x 属于 服务站：站长 = 1）", "agrees"),
        # a quota per unit of a level below
        ("每个（x 属于 社区：巡查员 ≥ 4）", "agrees"),
        ("每个（x 属于 社区：巡查员 ≥ 7）", "differs"),
        # a team's formula
        ("每个（x 属于 巡逻队：队长 = 1）", "agrees"),
        ("每个（x 属于 社区：队长 = 1）", "agrees"),
        ("每个（x 属于 社区：队员 ≥ 1）", "undecidable"),
        # cover
        ("每个（x 属于 社区：律所 ≥ 1）", "agrees"),
        ("每个（x 属于 社区：律所 ≤ 3）", "agrees"),
        ("每个（x 属于 社区：律所 ≥ 2）", "possible"),
        ("每个（x 属于 网格：律所 ≥ 1）", "agrees"),  # through its community
        ("每个（x 属于 社区：银行 ≥ 1）", "differs"),  # half are not covered
        ("每个（x 属于 社区：医院 = 1）", "agrees"),
        ("有的（x 属于 社区：柜员 ≥ 5）", "possible"),  # whose tellers they are is not said
        ("每个（x 属于 社区：柜员 ≤ 30）", "agrees"),
        ("每个（x 属于 社区：超市 ≥ 1）", "possible"),  # nothing says who serves whom
        # pigeons and holes
        ("每个（x 属于 社区：副书记 ≥ 1）", "differs"),
        ("每个（x 属于 社区：副书记 ≤ 1）", "agrees"),
        ("有的（x 属于 社区：副书记 ≥ 1）", "agrees"),
        ("有的（x 属于 社区：副书记 = 0）", "agrees"),
        ("有的（x 属于 社区：副书记 ≥ 2）", "differs"),
        ("有的（x 属于 社区：网格 ≥ 3）", "agrees"),
        ("每个（x 属于 社区 其中 网格 ≥ 3：副书记 ≥ 1）", "possible"),
        ("每个（x 属于 社区：副书记 + 服务站 ≥ 1）", "agrees"),
        # what is not counted in units keeps its value
        ("每个（x 属于 社区：预算 = 40万元）", "agrees"),
        ("每个（x 属于 社区：队数 ≥ 1）", "undecidable"),
        ("每个（x 属于 书记：x = 1）", "agrees"),
    ],
)
def test_what_a_unit_has(holds: str, expected: str) -> None:
    assert answer(holds) == expected


@pytest.mark.parametrize(
    ("holds", "unit", "counted", "ways"),
    [
        ("每个(x 属于 网格：书记 ≥ 1)", "网格", "书记", "设于「社区」"),
        ("有的(x 属于 社区：街道 ≥ 1)", "社区", "街道", "没有写设在哪里"),
        ("每个(x 属于 社区：顾问 ≥ 1)", "社区", "顾问", "没有写设在哪里"),
        ("每个(x 属于 街道：预算 ≥ 1元 或 顾问 ≥ 1)", "街道", "顾问", "没有写设在哪里"),
        ("每个(x 属于 楼门：医院 ≥ 1 且 巡查员 ≥ 1)", "楼门", "巡查员", "应有数按「网格」算"),
    ],
)
@pytest.mark.parametrize("block", ["核对 {{ 行：{} }}", "规则 行 {{ 应满足：{} }}"])
def test_no_way_is_an_error_that_names_both_and_what_there_is(
    block: str, holds: str, unit: str, counted: str, ways: str
) -> None:
    (found,) = findings(block.format(holds))
    assert found.code == "GOV608"
    assert (found.args["unit"], found.args["counted"]) == (unit, counted)
    assert ways in render(found, "zh")
    assert [label.key for label in found.labels] == ["counted", "unit"]


def test_only_what_comes_in_units_is_gone_through() -> None:
    (found,) = findings("规则 行 { 应满足：每个(x 属于 预算：社区 ≥ 1) }")
    assert found.code == "GOV609"


def test_an_open_rule_is_a_sentence() -> None:
    (found,) = findings("规则 行 { 应满足：每个(x 属于 社区：超市 ≥ 1) }")
    assert "算得 0 到 2，应当不少于 1。" in render(found, "zh")
    assert "found 0 to 2, expected at least 1" in " ".join(render(found, "en").split())


def test_what_is_nested_in_a_kind_is_walked() -> None:
    """Every kind that stands inside another one is reached by the one walk over a model."""
    walked = {inner for inners in NESTED.values() for inner, _ in inners} | {*COLLECTIONS}
    lines = {row.id for row in kinds().values() if row.block == "open"}
    assert {row.id for row in kinds().values() if row.inside} - lines - walked == set()
