"""What a finding offers: statements that can be read where they would stand, and no others."""

from __future__ import annotations

import pytest

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_text

CHINESE = """govkit 1
地区 样区 {
  出处 办法 "办法" { 类型：文件；篇目：总则、细则 }
  层级 街道 { 数量：1个 }
  层级 网格 { 上级：街道；数量：30个 }
  岗位 书记 { 设于：街道 }
  要素 难度 { 取值：普通、疑难 }
  事项 纠纷 { 说明：“邻里” }
  @
}
"""
ENGLISH = """govkit 1
district Hill {
  level Town { count: 1 }
  level Block { parent: Town; count: 30 }
  post Head { at: Town }
  attribute hardness { values: plain, hard }
  matter Noise { note: "at night" }
  @
}
"""
STEP = "流程 调解 { 适用：纠纷；级 街道 { 承办：书记；@ } }"
RUNG = "process Calm { applies_to: Noise; tier Town { handler: Head; @ } }"
POST = "岗位 网格员 { 设于：网格；@ }"
CLERK = "post Clerk { at: Block; @ }"
DUTY = "制度 巡查 { 责任人：书记；@ }"
ROUND = "duty Round { who: Head; @ }"

# A value without its field → the statement that is offered.
WITHOUT_FIELD = [
    (POST, "专职", "性质：专职"),
    (POST, "每个网格1名", "应有：每个网格1名"),
    (POST, "1名/网格", "应有：1名/网格"),
    (POST, "3名", "数量：3名"),
    (POST, "不少于3名", "数量：不少于3名"),
    (POST, "任期3年", "任期：3年"),
    (POST, "上级书记", "上级：书记"),
    (DUTY, "每月不少于2次", "频次：每月不少于2次"),
    (DUTY, "每次不少于1小时", "时长：每次不少于1小时"),
    (STEP, "3个工作日", "时限：3个工作日"),
    (STEP, "2小时内到场", "到场时限：2小时内到场"),
    (STEP, "1小时内签收", "签收时限：1小时内签收"),
    ("日历 大厅 { 基于：工作日；@ }", "9:00-17:00", "办公时间：9:00-17:00"),
    ("会议 例会 { 召集：街道；@ }", "每季度1次", "频次：每季度1次"),
    ("层级 户组 { 数量：3个；@ }", "网格", "上级：网格"),
    (CLERK, "full_time", "nature: full_time"),
    (CLERK, "1/Block", "quota: 1/Block"),
    (RUNG, "3 work_days", "limit: 3 work_days"),
    (ROUND, "2 times/month", "cadence: 2 times/month"),
]  # fmt: skip
# One value in the wrong field, and several in one.
ELSEWHERE = [
    (POST, "性质：每个网格1名", "应有：每个网格1名"),
    (POST, "应有：专职", "性质：专职"),
    (STEP, "时限：2小时内到场", "到场时限：2小时内到场"),
    (STEP, "时限：2小时内到场，24小时内办结", "到场时限：2小时内到场；时限：24小时内办结"),
    (STEP, "时限：1小时内签收、3天内办结", "签收时限：1小时内签收；时限：3天内办结"),
    (STEP, "时限：3个工作日，可延长2个工作日", "时限：3个工作日；延期：可延长2个工作日"),
    (STEP, "时限：3天内办结，办结后1日内回访", "时限：3天内办结；回访时限：办结后1日内回访"),
    (DUTY, "频次：每日不少于2次，每次不少于1小时", "频次：每日不少于2次；时长：每次不少于1小时"),
    (DUTY, "频次：每月1次，每次半天 据 办法·细则",
     "频次：每月1次 据 办法·细则；时长：每次半天 据 办法·细则"),
    (DUTY, "频次：每次不少于1小时", "时长：每次不少于1小时"),
    (STEP, "时限：普通3天，疑难7天", "时限：3天 当 难度 = 普通；时限：7天 当 难度 = 疑难"),
    (CLERK, "quota: full_time", "nature: full_time"),
]  # fmt: skip
# Nothing can be said for these; what was said for some of them once was nonsense.
NOTHING = [
    (POST, "宣传政策"),
    (STEP, "时限：书记"),
    (STEP, "时限：3天、5天"),
    (DUTY, "频次：每月5日、15日"),
    (POST, "数量：1,48名"),
]


def _told(block: str, line: str) -> tuple[str, Diagnostic]:
    frame = ENGLISH if block.isascii() else CHINESE
    text = frame.replace("@", block.replace("@", line))
    (error,) = compile_text(text).errors
    return text, error


@pytest.mark.parametrize(("block", "value", "offer"), WITHOUT_FIELD)
def test_a_value_without_its_field_is_offered_the_field(block: str, value: str, offer: str) -> None:
    text, error = _told(block, value)
    assert (error.code, error.suggestions) == ("GOV132", (offer,))
    _mended(text, error)


@pytest.mark.parametrize(("block", "line", "offer"), ELSEWHERE)
def test_a_value_in_the_wrong_field_is_offered_the_right_one(
    block: str, line: str, offer: str
) -> None:
    text, error = _told(block, line)
    assert error.suggestions == (offer,)
    _mended(text, error)


def _mended(text: str, error: Diagnostic) -> None:
    fix = error.fix
    assert fix is not None and fix.text == error.suggestions[0]
    assert compile_text(text[: fix.span.start] + fix.text + text[fix.span.end :]).errors == ()


@pytest.mark.parametrize(("block", "line"), NOTHING)
def test_what_cannot_be_read_is_not_offered(block: str, line: str) -> None:
    _, error = _told(block, line)
    assert (error.suggestions, error.fix) == ((), None)


def test_a_field_that_stands_there_is_not_offered_again() -> None:
    _, error = _told(POST, "性质：专职；兼职")
    assert error.code == "GOV208"
    assert error.suggestions == ()


@pytest.mark.parametrize(
    ("block", "line", "attribute", "statement"),
    [
        (STEP, "时限：一般3天，复杂7天", "要素 情形 { 取值：一般、复杂 }",
         "时限：3天 当 情形 = 一般；时限：7天 当 情形 = 复杂"),
    ],
)  # fmt: skip
def test_cases_that_nothing_declares_are_told_with_the_attribute(
    block: str, line: str, attribute: str, statement: str
) -> None:
    text, error = _told(block, line)
    assert error.code == "GOV338"
    shown = render(error, "en" if block.isascii() else "zh")
    assert attribute in shown and statement in shown
    last = text.rstrip().rindex("}")
    mended = text[:last].replace(line, statement) + attribute + "\n}\n"
    assert compile_text(mended).errors == ()


def test_of_words_for_a_field_those_are_offered_that_take_its_value() -> None:
    _, fitting = _told(DUTY, "频级：每月2次")
    _, used = _told(DUTY, "频次：每月2次；频级：每月3次")
    _, neither = _told(DUTY, "频级：书记")
    assert fitting.suggestions == ("频次", "频率")
    assert "频次" not in used.suggestions
    assert "频次" in neither.suggestions
