"""The lessons of Qixian: which courses come to which end, what is refused, what state tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.pipeline import load

from .following import best, follow

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "qixian"
TONGUES = ("", "english")


@cache
def engine(tongue: str = "") -> Engine:
    return Engine(load(FOLDER / tongue))


COURSES = [
    ("积分垫底", "核实 听完 报总网格 推选", "好聚好散", "best"),
    ("积分垫底", "核实 试三月 报总网格 我兼着", "换了人", "acceptable"),
    ("积分垫底", "放放 推选", "换了人", "acceptable"),
    ("积分垫底", "核实 摆分数 报总网格 推选", "不服气", "poor"),
    ("积分垫底", "核实 听完 自己定 推选", "不服气", "poor"),
    ("积分垫底", "核实 补记录 报总网格 推选", "糊涂账", "poor"),
    ("积分垫底", "核实 听完 报总网格 群里换", "没人接", "poor"),
    ("电梯广告收入", "陪着要 报网格长 开会 报上去 表决 等表决", "账清人和", "best"),
    ("电梯广告收入", "陪着要 报网格长 开会 再开会#1", "网格办成", "best"),
    ("电梯广告收入", "陪着要 报网格长 开会 再开会#2 报上去 表决 等表决", "账清人和", "best"),
    ("电梯广告收入", "劝算了 开会 报上去 表决 等表决", "绕路办成", "acceptable"),
    ("电梯广告收入", "陪着要 报网格长 拍板 停下报 表决 等表决", "绕路办成", "acceptable"),
    ("电梯广告收入", "陪着要 报网格长 开会 报上去 报街道", "街道接手", "acceptable"),
    ("电梯广告收入", "陪着要 报网格长 开会 报上去 委员签", "账清人散", "poor"),
    ("楼道充电", "劝走 报网格长 报火警 开会#1 正规装", "车有去处", "best"),
    ("楼道充电", "劝走 报网格长 报火警 开会#2 再议#1 正规装", "车有去处", "best"),
    ("楼道充电", "劝走 报网格长 报火警 开会#2 报上去 请表决", "车有去处", "best"),
    ("楼道充电", "贴纸 报网格长 报火警 开会#1 正规装", "亡羊补牢", "acceptable"),
    ("楼道充电", "劝走 报网格长 群里喊 补报警 开会#1 正规装", "亡羊补牢", "acceptable"),
    ("楼道充电", "劝走 报网格长 报火警 开会#2 报上去 给街道", "等街道", "acceptable"),
    ("楼道充电", "劝走 报网格长 报火警 架空层", "回到楼道", "poor"),
]
# Where the process refuses: the course to the question, the option, the rule that says so.
REFUSED = [
    ("积分垫底", "", "直接退"),
    ("积分垫底", "核实 听完", "报分数"),
    ("电梯广告收入", "", "请街道罚"),
    ("电梯广告收入", "陪着要", "答复了事"),
    ("电梯广告收入", "陪着要 报网格长 开会", "举手"),
    ("楼道充电", "", "请部门"),
    ("楼道充电", "劝走 报网格长 报火警 开会#2", "硬定"),
]


@pytest.mark.parametrize(("name", "course", "ending", "grade"), COURSES)
def test_courses_come_to_their_ends(name: str, course: str, ending: str, grade: str) -> None:
    assert follow(engine(), name, *course.split()).ending == (ending, grade)


@pytest.mark.parametrize("name", ["积分垫底", "电梯广告收入", "楼道充电"])
def test_the_best_course_ends_best_in_both_tongues_and_in_time(name: str) -> None:
    ours, twin = (best(engine(tongue), name) for tongue in TONGUES)
    assert ours.ending[1] == "best" and not ours.is_overdue
    assert ours.questions == twin.questions
    assert ours.stop.story == twin.stop.story


@pytest.mark.parametrize(("name", "course", "option"), REFUSED)
def test_what_the_process_refuses_leaves_the_case_as_it_was(
    name: str, course: str, option: str
) -> None:
    before = follow(engine(), name, *course.split())
    after = follow(engine(), name, *course.split(), option)
    assert after.grade(option) == "unlawful" and after.rule(option)
    assert after.stop.position.case == before.stop.position.case
    assert after.stop.scene == before.stop.scene


def test_a_low_score_is_no_ground_to_report_an_exit() -> None:
    refused = follow(engine(), "积分垫底", "核实", "听完", "报分数")
    assert "符合退出情形" in refused.landings["报分数"].refusal.text("zh")  # type: ignore[union-attr]


def test_who_waits_loses_the_case_to_the_next_level() -> None:
    waited = follow(engine(), "积分垫底", "放放")
    assert waited.stop.position.case.tier == "总网格" and waited.is_overdue
    assert waited.landings["放放"].story.startswith("五个工作日")


def test_a_second_meeting_can_come_too_late() -> None:
    late = follow(engine(), "电梯广告收入", "劝算了", "推出去", "开会", "再开会#1")
    assert late.grade("再开会#1") == "late"
    assert late.stop.position.case.tier == "总网格"


def test_what_burns_depends_on_what_was_cleared_before() -> None:
    cleared = follow(engine(), "楼道充电", "劝走", "报网格长")
    blocked = follow(engine(), "楼道充电", "贴纸", "报网格长")
    assert cleared.stop.scene == blocked.stop.scene
    assert "楼梯上没有车" in cleared.stop.story and "还停着四辆" in blocked.stop.story


def test_nobody_who_enters_the_fire_is_praised_and_who_did_not_call_is_asked_again() -> None:
    for choice in ("拖车", "群里喊", "等网格长"):
        course = follow(engine(), "楼道充电", "劝走", "报网格长", choice)
        assert course.grade(choice) == "poor"
        assert course.ending[0] == "? 还在烧"
    assert follow(engine(), "楼道充电", "劝走", "报网格长", "报火警").ending[0] == "? 选址"
