"""Team formulas against what is registered, and shares that no whole number gives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.checks.formulas import needs
from govkit.pipeline import compile_text, loads

GRIDS = """地区 甲
层级 区 {{ 数量：1 }}
层级 网格 {{ 上级：区；数量：48 }}
岗位 网格长 {{ 设于：网格；数量：{chiefs} }}
岗位 网格员 {{ 设于：网格；数量：143名 }}
岗位 指导员 {{ 设于：区；数量：5名 }}
队伍 力量 {{ 设于：网格；公式：{formula} }}
"""


@pytest.mark.parametrize(
    ("chiefs", "formula", "code"),
    [
        ("48名", "1 网格长 + N 网格员", None),
        ("47名", "1 网格长 + N 网格员", "GOV528"),
        ("49名", "1 网格长 + N 网格员", "GOV529"),
        ("49名", "≥1 网格长 + N 网格员", None),
        ("47名", "≥1 网格长", "GOV528"),
        ("40余名", "1 网格长", None),  # 40 to 50
        ("近48名", "1 网格长", "GOV528"),  # less than 48
        ("未知", "1 网格长", None),
        ("48名", "1 指导员 + 1 网格长", "GOV528"),  # 5 of 48
        ("48名", "* 指导员 + 1 网格长", None),
        ("1名", "5 {网格长、网格员}", "GOV528"),  # 144 of 240
        ("1名", "3 {网格长、网格员}", None),  # 144 of 144
        ("48名", "1 志愿者", None),  # a free word is not counted
    ],
)
def test_fixed_terms_are_compared_with_what_is_registered(
    chiefs: str, formula: str, code: str | None
) -> None:
    compiled = compile_text(GRIDS.format(chiefs=chiefs, formula=formula))
    found = [d.code for d in compiled.diagnostics if d.code in ("GOV528", "GOV529")]
    assert found == ([code] if code else [])


def test_the_number_of_teams_is_the_count_then_the_quota_then_the_place() -> None:
    text = GRIDS.format(chiefs="48名", formula="1 网格长")
    for line, teams in (("数量：20支", 20), ("应有：2/网格", 96), ("应有：1/2网格", 24)):
        model = loads(text.replace("公式", f"{line}；公式"))
        assert [need.teams.exact for need in needs(model, model.teams[0])] == [teams]
    model = loads(text)
    assert [need.teams.exact for need in needs(model, model.teams[0])] == [48]


def test_any_number_gets_an_average() -> None:
    model = loads(GRIDS.format(chiefs="48名", formula="1 网格长 + N 网格员"))
    averages = {need.words: need.average for need in needs(model, model.teams[0])}
    assert averages == {("网格长",): 1, ("网格员",): Fraction(143, 48)}


@pytest.mark.parametrize(
    ("share", "impossible"),
    [("83%", False), ("83.3%", False), ("83.4%", True), ("90%", True), ("100%", False)],
)
def test_a_share_of_six_units_has_seven_values(share: str, impossible: bool) -> None:
    text = f"地区 甲\n层级 社区 {{ 数量：6个 }}\n机构 站 {{ 覆盖：社区；覆盖率：{share} }}\n"
    found = [d.code for d in compile_text(text).diagnostics if d.code == "GOV530"]
    assert found == (["GOV530"] if impossible else [])
