"""What an exploration finds wrong: for each finding a lesson that has it, and one that has not."""

from __future__ import annotations

import pytest

from govkit.engine import Engine
from govkit.pipeline import compile_text, loads
from govkit.scenario import explored, findings
from govkit.scenario.lesson import exploring

from .test_exploration import DISTRICT, ENDS

SOUND = f"""回合 甲 “第一件事？” {{ 角色：书记；不允许：退
      选项 办 “去办” {{ 动作：处置；经过：2小时；评级：最佳；情形：“办起来了。” }}
      选项 等 “等等” {{ 经过：2工作日；评级：欠妥；情形：“街道来了人。” 当 所在 = 街道 }}
      选项 退 “退回” {{ 动作：退单 }} }}
    回合 乙 “然后？” {{ 角色：书记
      选项 结 “办结” {{ 动作：反馈、核查·核查通过、结案·解决；评级：最佳 }}
      选项 问 “去问” {{ 询问：老住户；经过：1小时；评级：可行；转到：乙；点评：“好。” }}
      选项 放 “放着” {{ 评级：欠妥；点评：“再说。” }} }}
    {ENDS}"""
MODE = f"状态：急时\n    {SOUND}"
FIRST = MODE.replace("选项 办 “去办” { ", "选项 办 “去办” { 先期处置：疏散转移；")


def codes(body: str) -> list[str]:
    """The findings of the lesson with this body."""
    return [one.code for one in findings(explored(Engine(loads(DISTRICT % body)), "课"))]


def test_a_sound_lesson_has_none() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("GOV690", "“放着” {", "“放着” 当 所在 = 街道 且 所在 = 社区 {"),  # never offered
        ("GOV690", "回合 乙 “然后？” {", "回合 乙 “然后？” 当 超时 且 非(等) {"),  # never put
        ("GOV690", "情形：“办起来了。”", "情形：“办起来了。”；情形：“到了街道。” 当 所在 = 街道"),
        ("GOV690", "处置结果 没办", "处置结果 白办 当 所在 = 街道 且 办 { }\n    处置结果 没办"),
        ("GOV690", "回合 甲", "导调信息 雨 当 超时 { 时刻：1小时；情形：“下雨。” }\n    回合 甲"),
        ("GOV691", "；不允许：退", ""),  # refused everywhere and not named so
        ("GOV691", "；不允许：退", "；不允许：退、等"),  # named so and allowed
        ("GOV692", "处置结果 没办 {", "处置结果 没办 当 所在 = 社区 {"),
        ("GOV693", "处置结果 没办 {", "处置结果 没办 { 动作：反馈；"),  # not handled before
        ("GOV693", "处置结果 办成 当 进展 = 已结案 { 评级：最佳 }",
         "处置结果 办成 当 进展 = 已结案 { 评级：可行 }"),
        ("GOV693", "回合 甲", "办结于：街道\n    回合 甲"),
        ("GOV694", "情形：“办起来了。”", "情形：“件到了街道。”"),
        ("GOV694", "情形：“办起来了。”", "情形：“已经办结。”"),
        ("GOV694", "情形：“办起来了。”", "情形：“超时了。”"),
        ("GOV697", "选项 等 “等等” { ", "选项 等 “等等” 当 超时 { "),
        ("GOV688", "点评：“再说。”", "点评：“不得放着。”"),
        ("GOV689", "角色：书记\n      选项 结", "角色：街道主任\n      选项 结"),
    ],
)  # fmt: skip
def test_each_finding_by_a_lesson_that_differs_in_one_place(code: str, old: str, new: str) -> None:
    assert SOUND.count(old) == 1
    body = SOUND.replace(old, new)
    if "街道主任" in new:
        body = f"角色 街道主任 {{ 岗位：街道 }}\n    {body}"
    assert code in codes(body)


def test_what_is_denied_or_marked_is_no_finding() -> None:
    told = SOUND.replace("情形：“办起来了。”", "情形：“件还没有到街道，也没有办结。”")
    assert codes(told) == []
    marked = SOUND.replace("“放着” {", "“放着” 例外 GOV688 “区里的规定” {")
    told = marked.replace("“再说。”", "“不得放着。”")
    assert codes(told) == []
    checked = compile_text(DISTRICT % told).diagnostics
    assert "GOV607" not in [one.code for one in checked]  # asked for by the exploration


def test_an_exception_is_for_its_code_where_it_stands() -> None:
    fewer = SOUND.replace("选项 等 “等等” { ", "选项 等 “等等” 当 超时 { ")
    assert {"GOV690", "GOV697"} <= set(codes(fewer))
    marked = fewer
    for head, code in (("选项 等 “等等” 当 超时", "GOV690"), ("回合 甲 “第一件事？”", "GOV697")):
        marked = marked.replace(head, f"{head} 例外 {code} “就是这样”")
    assert not {"GOV690", "GOV697"} & set(codes(marked))


SCRIPTED = SOUND.replace(
    "回合 乙",
    """回合 店主 “说不说？” { 角色：店主
      选项 说 “门是我碰的” 概率 70% { 情形：“店主开了口。” }
      选项 不说 “我没看见” 概率 30% { 情形：“店主摇头。” } }
    回合 乙""",
)


def test_all_that_the_script_may_draw_is_walked() -> None:
    seat = "角色 店主 { 扮演：导调 }\n    "
    assert codes(seat + SCRIPTED) == []  # neither text is lost, whichever is drawn
    more = "情形：“店主摇头。”；情形：“又说。” 当 超时 且 办"
    assert codes(seat + SCRIPTED.replace("情形：“店主摇头。”", more)) == ["GOV690"]  # no draw does


def test_one_step_that_is_missing_is_told_once_and_with_its_reason() -> None:
    text = (DISTRICT % SOUND).replace("；自动办理：签收", "")
    found = list(findings(explored(Engine(loads(text)), "课")))
    assert found[0].code == "GOV691" and "GOV690" not in [one.code for one in found]
    why = found[0].args["why"]
    assert not isinstance(why, str) and "签收" in why.zh


def test_under_a_mode_that_lists_it_the_first_question_has_something_done_first() -> None:
    assert "GOV696" in codes(MODE)
    assert "GOV696" not in codes(FIRST)


def test_where_somebody_is_in_danger_some_option_calls_for_help() -> None:
    danger = SOUND.replace("回合 甲", "情形：“有人被困在电梯里。”\n    回合 甲")
    assert "GOV696" in codes(danger)
    assert "GOV696" not in codes(danger.replace("“去办”", "“打119，守在门外”"))


def test_a_lesson_that_is_too_big_is_cut_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    found = explored(Engine(loads(DISTRICT % SOUND)), "课", most=3)
    assert found.cut in ("甲", "乙")
    assert [one.code for one in findings(found)] == ["GOV699"]
    assert exploring.MOST_STATES == 5_000


def test_more_than_six_options_are_too_many() -> None:
    more = "".join(f"选项 放{n} “放着{n}” {{ 评级：欠妥；点评：“再说。” }}\n" for n in range(5))
    assert "GOV699" in codes(SOUND.replace("选项 放 ", f"{more}      选项 放 "))


def test_each_tells_a_shortest_course_that_shows_it() -> None:
    body = SOUND.replace("点评：“再说。”", "点评：“不得放着。”")
    [found] = findings(explored(Engine(loads(DISTRICT % body)), "课"))
    assert found.args["turn"] == "乙" and found.args["option"] == "放"
    course = found.args["course"]
    assert not isinstance(course, str) and course.zh in ("办 → 放", "等 → 放")


def test_a_lesson_that_compiles_is_what_is_explored() -> None:
    """The text of the tests above is sound for the checks as well."""
    found = compile_text(DISTRICT % SOUND).diagnostics
    assert [one.code for one in found if one.severity == "error"] == []
