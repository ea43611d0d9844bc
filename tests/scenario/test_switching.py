"""Modes switched in the course of a lesson, and conditions that are true while a mode is on."""

from __future__ import annotations

from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Walk, read_course

TEXT = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区 }
  事项 内涝
  平急状态 急时 { 决定：街道 }
  流程 逐级办理 {
    适用：内涝
    级 社区 { 承办：书记；时限：3工作日；遇：难度大 → 街道 }
    级 街道 { 承办：街道；时限：2小时 当 急时；时限：2工作日 当 非（急时） }
  }
  场景 大雨 {
    事项：内涝；发生于：社区·2；开始：2026-07-02 09:00
    回合 1 { 动作：签收；经过：30分钟 }
    回合 2 { 动作：切换；状态：急时；经过：10分钟；情形：“红色预警” }
    回合 3 { 动作：处置；经过：5分钟 }
    回合 4 { 动作：上报；因：难度大；去向：街道；经过：15分钟 }
    回合 5 { 动作：签收 }
    回合 6 { 动作：切换 }
    回合 7 { 动作：处置 }
    回合 8 { 动作：反馈 }
    回合 9 { 动作：核查 }
    回合 10 { 动作：结案；方式：解决 }
  }
}
"""


def walked(text: str = TEXT) -> Walk:
    model = loads(text)
    return Walk.begin(Engine(model), read_course(model, "大雨")).played()


def test_a_mode_is_switched_on_its_way_and_is_no_decision() -> None:
    walk = walked()
    assert [taken.decision.turn.name for taken in walk.taken if taken.decision.turn] == [
        "1", "3", "4", "5", "7", "8", "9", "10",
    ]  # fmt: skip
    switches = [event for event in walk.case.history if event.kind == "switch"]
    assert [(f"{event.at:%H:%M}", event.mode) for event in switches] == [
        ("09:40", "急时"),
        ("10:00", ""),
    ]
    handled = walk.taken[1]
    assert f"{handled.decision.at:%H:%M}" == "09:45"
    assert handled.decision.turn is not None
    assert handled.decision.turn.stories == ("红色预警",)


def test_a_limit_with_a_mode_as_its_condition_counts_while_it_is_on() -> None:
    def hours_at_the_top(text: str) -> float:
        after = walked(text).taken[2].after
        timer = next(t for t in after.timers if t.place == "tier:街道" and t.kind == "limit")
        assert timer.due is not None
        return (timer.due - timer.starts).total_seconds() / 3600

    assert hours_at_the_top(TEXT) == 2
    assert hours_at_the_top(TEXT.replace("动作：切换；状态：急时；", "")) > 24


def test_a_mode_beside_a_move_is_switched_before_it() -> None:
    text = TEXT.replace("动作：切换；状态：急时；经过：10分钟；", "").replace(
        "动作：上报；因", "动作：上报；状态：急时；因"
    )
    assert walked(text).taken[2].decision.case.mode == "急时"
