"""Rubrics, refusals and limits that a scenario expects of its course."""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Walk, debrief, read_course

# Opened on a Monday at 9:30; signed for after two hours, so the limit of five working days ends on
# the Monday after, at 24:00. The course never rises and closes on Thursday.
TEXT = """govkit 1
地区 湖滨 {{
  层级 街道 {{ 数量：1个 }}
  层级 社区 {{ 上级：街道；数量：3个 }}
  岗位 书记 {{ 设于：社区 }}
  要素 大小 {{ 取值：小事、大事；默认：小事 }}
  事项 邻里纠纷
  流程 逐级办理 {{
    适用：邻里纠纷
    级 社区 {{ 承办：书记；时限：5工作日；遇：事项重大 → 街道 }}
    级 街道 {{ 承办：街道 }}
  }}
  场景 楼道 {{
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    教员提示：“先听两边的话。”；课时：40分钟
    回合 1 {{ 动作：签收；经过：2小时；渠道：热线；考点：首接负责；{first} }}
    回合 2 {{ 动作：处置；经过：1天 }}
    回合 3 {{ 动作：反馈；经过：1天 }}
    回合 4 {{ 动作：核查；经过：1天 }}
    回合 5 {{ 动作：结案；方式：解决 }}
    评分 {{ {rubric} }}
  }}
}}
"""


def walk(rubric: str = "", first: str = "") -> Walk:
    model = loads(TEXT.format(rubric=rubric, first=first or "说明：“无”"))
    return Walk.begin(Engine(model), read_course(model, "楼道"))


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("签收 ≤ 2小时", "earned"),
        ("签收 < 90分钟", "missed"),
        ("签收 ≤ 1工作日", "earned"),
        ("结案 ≤ 2工作日", "missed"),
        ("结案 > 2工作日", "earned"),
        ("2小时 ≥ 签收", "earned"),
        ("上报", "missed"),
        ("非(上报)", "earned"),
        ("上报 ≤ 9工作日", "missed"),
        ("上报 > 1小时", "missed"),
        ("签收 < 2小时", "missed"),
        ("签收 ≥ 2小时", "earned"),
        ("签收 > 2小时", "missed"),
        ("签收 且 非(上报)", "earned"),
        ("上报 或 处置", "earned"),
        ("大小 = 小事", "earned"),
        ("大小 = 大事 且 签收", "missed"),
    ],
)
def test_a_line_is_marked_by_its_condition(line: str, marked: str) -> None:
    found = debrief(walk(f"一项：10分 当 {line}").played())
    assert [(m.name, m.points, m.marked) for m in found.marks] == [("一项", 10, marked)]


@pytest.mark.parametrize("line", ["签收 = 2小时", "上报 ≠ 2小时"])
def test_an_instant_is_never_as_long_as_a_time_and_that_is_refused(line: str) -> None:
    with pytest.raises(GovError) as refusal:
        walk(f"一项：10分 当 {line}")
    assert "GOV216" in [found.code for found in refusal.value.diagnostics]


def test_a_line_without_a_condition_is_ticked_by_hand() -> None:
    found = debrief(walk("说话得体：5分").played())
    assert [mark.marked for mark in found.marks] == ["by_hand"]


def test_a_scenario_without_a_rubric_has_no_marks() -> None:
    assert debrief(walk().played()).marks == ()


def test_a_move_has_no_meaning_in_other_conditions() -> None:
    with pytest.raises(GovError) as refusal:
        loads("govkit 1\n地区 甲 { 层级 街道；事项 噪声 { 时限：5天 当 上报 } }\n")
    assert "GOV401" in [found.code for found in refusal.value.diagnostics]


def test_what_a_turn_calls_unlawful_is_offered_and_refused() -> None:
    begun = walk(first="不合法：结案·解决、核查")
    assert begun.decision is not None
    named = [c.asked for c in begun.decision.choices if c.grade == "unlawful"]
    assert {"close:resolved", "verify"} <= set(named)
    assert begun.played().is_over


def test_a_lawful_move_called_unlawful_stops_the_course() -> None:
    with pytest.raises(GovError) as refusal:
        walk(first="不合法：受理").played()
    assert [found.code for found in refusal.value.diagnostics] == ["GOV760"]


def test_the_limit_ends_when_the_turn_says() -> None:
    assert walk(first="届满：2026-03-10 00:00").played().is_over


def test_a_limit_that_ends_at_another_time_stops_the_course() -> None:
    with pytest.raises(GovError) as refusal:
        walk(first="届满：2026-03-09 00:00").played()
    found = refusal.value.diagnostics[0]
    assert found.code == "GOV761"
    assert str(found.args["ends"].word("zh")) == "2026-03-10 00:00"  # type: ignore[union-attr]


def test_a_walk_that_strays_keeps_its_marks_apart_from_the_score() -> None:
    begun = walk("不越级：10分 当 非(上报)")
    before = debrief(begun.played()).score
    assert before.full == debrief(walk().played()).score.full
