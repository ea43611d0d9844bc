"""What a finding offers: statements that can be read where they would stand, and no others."""

from __future__ import annotations

import pytest

from govkit.diagnostics import Diagnostic
from govkit.diagnostics.plain import render
from govkit.pipeline import compile_text
from govkit.values import Quantity, Rate

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
    ("数据 { @ }", "面积：1.平方公里"),
    ("层级 户组 { 上级：网格；@ }", "人数：3—5人"),
]


def _told(block: str, line: str) -> tuple[str, Diagnostic]:
    frame = ENGLISH if (block + line).isascii() else CHINESE
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


ASSESSED = "考核 述职 { 对象：书记；@ }"
CRITERION = "考核 述职 { 对象：书记；项 实效 { 分值：40分；@ } }"
# What is pasted from a document, and what it is told to be.
PASTED = [
    (POST, "职能：（一）宣传政策；（二）收集民情", "GOV126", "职能：宣传政策、收集民情"),
    (POST, "职能：1.宣传政策；2.收集民情；3.调解", "GOV126", "职能：宣传政策、收集民情、调解"),
    (POST, "职能：① 宣传政策、② 收集民情", "GOV126", "职能：宣传政策、收集民情"),
    (CLERK, "functions: (1) visits; (2) reports", "GOV126", "functions: visits, reports"),
    (POST, "性质：专职 据 办法·总则、办法·细则", "GOV133", "据 办法·总则 据 办法·细则"),
    (POST, "性质：专职 据 办法·总则，办法·细则", "GOV133", "据 办法·总则 据 办法·细则"),
    (POST, "性质：专职 据 办法·总则 和 办法·细则", "GOV133", "据 办法·总则 据 办法·细则"),
    (ASSESSED, "办件质量 40分", "GOV135", "项 办件质量 { 分值：40分 }"),
    (ASSESSED, "办件质量40分", "GOV135", "项 办件质量 { 分值：40分 }"),
    (ASSESSED, "办件质量：40分", "GOV135", "项 办件质量 { 分值：40分 }"),
    (ASSESSED, "办件质量（40分）", "GOV135", "项 办件质量 { 分值：40分 }"),
    ("assessment Year { of: Head; @ }", "Quality: 40", "GOV135", "item Quality { points: 40 }"),
    (CRITERION, "每发现一起扣5分", "GOV132", "扣分：每发现一起扣5分"),
    (CRITERION, "扣完为止", "GOV132", "最低分：0分"),
    (CRITERION, "扣分：每漏报一件扣2分，扣完为止", "GOV312", "扣分：每漏报一件扣2分；最低分：0分"),
    ("队伍 红队 { 设于：街道；@ }", "人数：1 ~ 2名", "GOV118", "1—2名"),
    ("队伍 红队 { 设于：街道；@ }", "人数：300 —— 500名", "GOV118", "300—500名"),
    ("队伍 红队 { 设于：街道；@ }", "人数：1∼2名", "GOV118", "1—2名"),
    ("队伍 红队 { 设于：街道；@ }", "人数：1―2名", "GOV118", "1—2名"),
    ("team Watch { at: Town; @ }", "size: 1 ~ 2 persons", "GOV118", "1—2"),
    ("清单 经费 { 类型：经费；授予：街道；@ }", "总额：30——40万元", "GOV305", "30万——40万元"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "line", "code", "offer"), PASTED)
def test_what_is_pasted_is_told_once_with_the_form(
    block: str, line: str, code: str, offer: str
) -> None:
    text, error = _told(block, line)
    assert (error.code, error.suggestions) == (code, (offer,))
    _mended(text, error)


@pytest.mark.parametrize("number", ["1. ", "① ", "（一）", "一、", "第一条 "])
@pytest.mark.parametrize(
    ("block", "line"), [(POST, "性质：专职"), ("@", "岗位 网格员 { 设于：网格 }")]
)
def test_numbering_in_front_of_a_field_and_of_a_head(block: str, line: str, number: str) -> None:
    text, error = _told(block, number + line)
    assert error.code == "GOV126" and error.fix is not None
    fix = error.fix
    assert compile_text(text[: fix.span.start] + fix.text + text[fix.span.end :]).errors == ()


@pytest.mark.parametrize("pair", ["【】", "〔〕", "()", "（）", "[]", "［］"])
@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("岗位 网格员", "设于：网格；性质：专职"),
        ("岗位 网格员", "设于：网格\n    性质：专职\n  "),
        ("岗位 网格员 “专职队员”", "设于：网格"),
        ("post Clerk", "at: Block; nature: full_time"),
    ],
)
def test_another_bracket_in_place_of_braces(head: str, fields: str, pair: str) -> None:
    frame = ENGLISH if head.isascii() else CHINESE
    (error,) = compile_text(frame.replace("@", f"{head} {pair[0]} {fields} {pair[1]}")).errors
    assert (error.code, error.args["pair"], error.args["head"]) == ("GOV134", pair, head)


def test_brackets_that_belong_to_a_name_or_a_value_stay() -> None:
    text = CHINESE.replace("@", "岗位 微网格长（员） { 设于：网格；应有：1/网格 }")
    assert compile_text(text).errors == ()


@pytest.mark.parametrize("value", ["≥1人", "≥1", "1至2人", "至多3人", "1/3以上"])
def test_a_bound_where_one_number_has_to_stand(value: str) -> None:
    block = "机构 议事会 { 设于：街道；席位：9；@ }"
    _, error = _told(block, f"保留席位：妇女 → {value}")
    assert error.code == "GOV339"
    assert value not in render(error, "zh").partition("改法：")[2]


@pytest.mark.parametrize(
    "value",
    ["每发现一起扣5分", "每漏报一件扣2分", "每迟报一次扣1分", "每查实一起扣3分", "每瞒报一件扣5分"],
)
def test_points_off_for_each_of_what_is_found(value: str) -> None:
    model = compile_text(CHINESE.replace("@", CRITERION.replace("@", f"扣分：{value}"))).model
    assert model is not None
    rate = model.assessments[0].items[0].deduct.value
    assert isinstance(rate, Rate) and isinstance(rate.amount, Quantity)
    assert str(rate.amount.number) in value and len(rate.per) == 1
