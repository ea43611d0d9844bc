"""What a scenario says, read into a course; what is missing or wrong in it, named."""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Walk, read_course

from .conftest import LAKESIDE


def codes(error: pytest.ExceptionInfo[GovError]) -> list[str]:
    return [found.code for found in error.value.diagnostics]


def changed(old: str, new: str) -> Engine:
    assert LAKESIDE.count(old) == 1
    return Engine(loads(LAKESIDE.replace(old, new)))


def test_a_turn_without_a_move_lends_question_and_time_to_the_next(lakeside: Engine) -> None:
    course = read_course(lakeside.model, "慢")
    assert [turn.kind for turn in course.turns][:2] == ["sign_for", "sign_for"]
    assert course.turns[0].asks == ("先想一想",)
    decision = Walk.begin(lakeside, course).decision
    assert decision is not None
    assert f"{decision.at:%H:%M}" == "11:30"


@pytest.mark.parametrize("wanted", ["慢", "慢了一步", "1"])
def test_a_scenario_goes_by_name_title_or_number(lakeside: Engine, wanted: str) -> None:
    assert read_course(lakeside.model, wanted).name == "慢"


def test_an_unknown_scenario_is_refused_with_near_names(lakeside: Engine) -> None:
    with pytest.raises(GovError) as error:
        read_course(lakeside.model, "开大会")
    assert codes(error) == ["GOV757"]
    assert error.value.diagnostics[0].suggestions == ("开会",)


def test_a_model_without_scenarios_says_so() -> None:
    with pytest.raises(GovError) as error:
        read_course(loads("govkit 1\n地区 湖滨 { 层级 街道 { 数量：1个 } }\n"), "1")
    assert codes(error) == ["GOV750"]


def test_everything_wrong_is_said_at_once() -> None:
    text = LAKESIDE.replace(
        "场景 开会 {\n    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30",
        "场景 开会 {\n    事项：邻里纠纷",
    ).replace("经过：30分钟", "经过：1个月；亦可：吃饭")
    with pytest.raises(GovError) as error:
        read_course(loads(text), "开会")
    assert sorted(codes(error)) == ["GOV752", "GOV753", "GOV753", "GOV754"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("回合 4 { 动作：反馈 }", "", "GOV751"),
        ("回合 9 { 动作：结案；方式：解释说明 }", "", "GOV756"),
        ("回合 9 { 动作：结案；方式：解释说明 }", "回合 9 { 动作：结案；方式：终结 }", "GOV755"),
        ("办结于：社区；", "办结于：街道；", "GOV755"),
    ],
)
def test_a_course_that_cannot_be_played_is_refused(old: str, new: str, code: str) -> None:
    engine = changed(old, new)
    with pytest.raises(GovError) as error:
        Walk.begin(engine, read_course(engine.model, "开会")).played()
    assert codes(error) == [code]
    assert error.value.diagnostics[0].args["scenario"] == "开会"


def test_a_turn_that_is_not_lawful_is_named_with_what_is() -> None:
    engine = changed("回合 4 { 动作：反馈 }", "")
    with pytest.raises(GovError) as error:
        Walk.begin(engine, read_course(engine.model, "开会")).played()
    args = error.value.diagnostics[0].args
    assert args["turn"] == "5"
    assert args["why"].zh.endswith("。") and args["why"].en  # type: ignore[union-attr]
    assert "反馈" in str(args["lawful"])
