"""The lessons of Quanyu: which courses come to which end, what is refused, what state tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.pipeline import load

from .following import best, follow

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "quanyu"
TONGUES = ("", "english")


@cache
def engine(tongue: str = "") -> Engine:
    return Engine(load(FOLDER / tongue))


UP = "拍照报#1 先住开"
COURSES = [
    ("空调滴水", "看过 讲清 调解 夜听", "安静了", "best"),
    ("空调滴水", "问物业 看过 讲清 起诉 调解 夜听", "安静了", "best"),
    ("空调滴水", "罚款 讲清 调解 夜听", "接上了", "acceptable"),
    ("空调滴水", "看过 公家 拍照", "接上了", "acceptable"),
    ("空调滴水", "看过 讲清 逼签", "还在滴", "poor"),
    ("空调滴水", "看过 讲清 调解 不管", "没回话", "poor"),
    ("坡上裂缝", f"{UP} 撤人 报中心 请亲人 派专业 等评估", "都在", "best"),
    ("坡上裂缝", "拍照报#2 换电话 先住开 撤人 报中心 请亲人 派专业 等评估", "都在", "best"),
    ("坡上裂缝", f"{UP} 等指令 赶紧撤 请亲人 派专业 等评估", "有惊无险", "acceptable"),
    ("坡上裂缝", "上坡 换电话 先住开 撤人 报中心 要人来 派专业 等评估", "有惊无险", "acceptable"),
    ("坡上裂缝", f"{UP} 撤人 报中心 签字 派专业 等评估", "有人受伤", "poor"),
    ("坡上裂缝", f"{UP} 撤人 报中心 请亲人 派专业 放回", "有人受伤", "poor"),
    ("坡上裂缝", f"{UP} 再看 在家等 报中心 派专业 等评估", "有人受伤", "poor"),
]
REFUSED = [
    ("空调滴水", "", "报站"),
    ("空调滴水", "看过 讲清", "升级"),
    ("空调滴水", "看过 讲清 调解", "秒结"),
    ("坡上裂缝", "", "跳到城区"),
]


@pytest.mark.parametrize(("name", "course", "ending", "grade"), COURSES)
def test_courses_come_to_their_ends(name: str, course: str, ending: str, grade: str) -> None:
    assert follow(engine(), name, *course.split()).ending == (ending, grade)


@pytest.mark.parametrize("name", ["空调滴水", "坡上裂缝", "车库进水"])
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


def test_the_slope_crosses_into_an_emergency_by_the_warning() -> None:
    ordinary = follow(engine(), "坡上裂缝")
    urgent = follow(engine(), "坡上裂缝", *UP.split())
    assert ordinary.stop.position.case.mode == "平时"
    assert urgent.stop.position.case.mode == "急时"
    assert [one.inject for one in urgent.stop.told if one.inject] == ["预警"]


def test_people_are_brought_out_before_any_report_and_it_stands_in_the_history() -> None:
    done = follow(engine(), "坡上裂缝", *UP.split(), "撤人")
    (first,) = [one for one in done.stop.position.case.history if one.kind == "act_first"]
    assert first.rules == ("mode:急时.first",)
    by_hand = follow(engine(), "坡上裂缝", "拍照报#1", "先住开")
    assert not [one for one in by_hand.stop.position.case.history if one.kind == "act_first"]


def test_a_report_that_waits_for_the_levels_is_overdue() -> None:
    at_once = follow(engine(), "坡上裂缝", *UP.split(), "撤人", "报中心")
    waited = follow(engine(), "坡上裂缝", *UP.split(), "撤人", "等逐级")
    late = [
        [one.timer for one in course.stop.position.case.history if one.kind == "expire"]
        for course in (at_once, waited)
    ]
    assert late == [[], ["report_within:急时:1"]]


def test_what_is_told_follows_who_left_before() -> None:
    some, none = (
        follow(engine(), "坡上裂缝", *course.split(), "撤人").landings["撤人"].story
        for course in (UP, "拍照报#1 守坡")
    )
    assert some.startswith("先走的三户") and none.startswith("人绕着田埂")


def test_no_fine_no_shaming_and_no_public_money_is_best() -> None:
    for choice in ("点名", "罚款"):
        assert follow(engine(), "空调滴水", choice).grade(choice) == "poor"
    paid = follow(engine(), "空调滴水", "看过", "公家")
    assert paid.grade("公家") == "poor" and paid.ending[0] == "? 收尾"
