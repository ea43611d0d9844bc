"""What a word of a condition stands for: decided by the other side of its comparison.

A value of an attribute may be called like anything else in the model, in both tongues; where two
readings make sense nothing is chosen in silence.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from govkit import Engine, GovError, compile_text, format_text

DAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
ZH = """govkit 1
地区 甲 {
  层级 市 { 数量：1个 }
  层级 街道 { 上级：市；数量：2个 }
  岗位 主任 { 设于：街道 }
  要素 范围 { 取值：本地、区 }
  要素 等级 { 取值：1级、2级、3级 }
  要素 人数 { 单位：人 }
  事项 渗水 { 事项 楼顶 }
  事项 噪声
  %s
  流程 办理 {
    适用：渗水、噪声
    级 街道 { 承办：主任；时限：5日；时限：9日 当 %s }
    级 市 { 承办：主任 }
  }
}
"""
EN = """govkit 1
district A {
  level City { count: 1 }
  level Street { parent: City; count: 2 }
  post Clerk { at: Street }
  attribute scope { values: local, area }
  matter Leak { matter Roof }
  matter Noise
  %s
  process handling {
    applies_to: Leak, Noise
    tier Street { handler: Clerk; limit: 5 days; limit: 9 days when %s }
    tier City { handler: Clerk }
  }
}
"""


def codes(text: str) -> list[str]:
    """The codes of all errors of a text."""
    return [d.code for d in compile_text(text).diagnostics if d.severity == "error"]


def days(text: str, matter: str, unit: str, **given: Any) -> int:
    """The days of the limit that a case gets."""
    found = compile_text(text)
    assert found.model is not None, [(d.code, d.args) for d in found.diagnostics]
    case = Engine(found.model).open(matter, unit=unit, at=DAY, given=given)
    timer = next(timer for timer in case.timers if timer.kind == "limit")
    assert timer.due is not None
    return (timer.due.date() - DAY.date()).days - 1


SAME_NAME = {
    "level": ("层级 区 { 上级：市；数量：1个 }", "level area { parent: City; count: 1 }"),
    "post": ("岗位 区 { 设于：市 }", "post area { at: City }"),
    "body": ("机构 区 { 设于：市 }", "body area { at: City }"),
    "team": ("队伍 区 { 设于：市 }", "team area { at: City }"),
    "list": ("清单 区 { 内容：甲、乙 }", "list area { contents: a, b }"),
    "matter": ("事项 区", "matter area"),
    "meeting": ("会议 区 { 召集：主任 }", "meeting area { convener: Clerk }"),
    "mode": ("平急状态 区 { 决定：市 }", "mode area { decided_by: City }"),
    "event": ("事由 区", "event area"),
    "duty": (
        "制度 区 { 责任人：主任；内容：走访 }",
        "duty area { who: Clerk; act: visit }",
    ),
    "figure": ("数据 { 区：3 }", "figures { area: 3 }"),
    "attribute": ("要素 区 { 单位：元 }", "attribute area { unit: yuan }"),
}


@pytest.mark.parametrize("kind", SAME_NAME)
def test_a_value_called_like_something_else_is_that_value(kind: str) -> None:
    zh, en = SAME_NAME[kind]
    assert days(ZH % (zh, "范围 = 区"), "渗水", "街道·1", 范围="区") == 9
    assert days(ZH % (zh, "范围 = 区"), "渗水", "街道·1", 范围="本地") == 5
    assert days(ZH % (zh, "范围 ≥ 区"), "渗水", "街道·1", 范围="区") == 9
    assert days(ZH % (zh, "不是(区 = 范围)"), "渗水", "街道·1", 范围="本地") == 9
    assert days(EN % (en, "scope = area"), "Leak", "Street·1", scope="area") == 9
    assert days(EN % (en, "scope = area"), "Leak", "Street·1", scope="local") == 5


@pytest.mark.parametrize("kind", SAME_NAME)
def test_a_value_given_by_a_matter_is_that_value(kind: str) -> None:
    text = ZH % (SAME_NAME[kind][0] + "；事项 漏气 { 范围：区 }", "范围 = 区")
    text = text.replace("适用：渗水、噪声", "适用：渗水、噪声、漏气")
    assert days(text, "漏气", "街道·1") == 9


@pytest.mark.parametrize(
    ("condition", "level", "expected"),
    [
        ("等级 = 2级", "2级", 9), ("等级 = 2级", "1级", 5), ("等级 ≥ 2级", "3级", 9),
        ("不是(等级 ≥ 2级)", "1级", 9), ("任一(等级 < 2级，等级 = 3级)", "2级", 5),
        ("全部(等级 > 1级，等级 < 3级)", "2级", 9),
    ],
)  # fmt: skip
def test_grades_spelt_as_numbers_and_inside_calls_are_compared(
    condition: str, level: str, expected: int
) -> None:
    assert days(ZH % ("", condition), "渗水", "街道·1", 等级=level) == expected


@pytest.mark.parametrize(
    ("condition", "matter", "expected"),
    [
        ("事项 = 渗水", "渗水", 9),
        ("事项 = 渗水", "楼顶", 9),
        ("事项 = 楼顶", "渗水", 5),
        ("事项 = 渗水", "噪声", 5),
        ("事项 ≠ 渗水", "噪声", 9),
        ("不是(事项 = 事项.噪声)", "噪声", 5),
    ],
)
def test_the_matter_of_a_case_can_be_asked_for(condition: str, matter: str, expected: int) -> None:
    text = ZH % ("", condition)
    assert days(text, matter, "街道·1") == expected
    english = format_text(text, lang="en")
    assert compile_text(english).model == compile_text(text).model
    assert "when" in english and "matter = " in english.replace("≠", "=")


def test_figures_and_counts_of_the_model_decide_a_case() -> None:
    assert days(ZH % ("数据 { 界限：3人 }", "人数 > 界限"), "渗水", "街道·1", 人数=4) == 9
    assert days(ZH % ("数据 { 界限：3人 }", "人数 > 界限"), "渗水", "街道·1", 人数=3) == 5
    assert (
        days(ZH % ("数据 { 界限：1人；倍：界限 * 2 }", "人数 > 倍"), "渗水", "街道·1", 人数=3) == 9
    )


@pytest.mark.parametrize(
    ("extra", "condition", "clear"),
    [
        (
            "层级 范围 { 上级：市；数量：1个 }；层级 区 { 上级：市；数量：1个 }",
            "范围 = 区",
            ["要素.范围 = 区", "层级.范围 = 层级.区"],
        ),
        ("要素 词 {}；层级 区 { 上级：市；数量：1个 }", "词 = 区", ["词 = “区”", "词 = 层级.区"]),
        ("数据 { 人数：3人 }", "人数 = 3人", ["要素.人数 = 3人", "数据.人数 = 3人"]),
        ("事由 台风；平急状态 台风 { 决定：市 }", "台风", ["平急状态.台风", "事由.台风"]),
        (
            "层级 站 { 上级：市；数量：1个 }；机构 站 { 设于：市 }",
            "人数 = 站",
            ["人数 = 机构.站", "人数 = 层级.站"],
        ),
        (
            "要素 来源 { 取值：本地、区 }；要素 区 { 取值：本地、区 }",
            "来源 = 区",
            ["来源 = 来源.区", "来源 = 要素.区"],
        ),
    ],
)
def test_two_readings_are_an_error_that_says_how_to_write_each(
    extra: str, condition: str, clear: list[str]
) -> None:
    text = ZH % (extra, condition)
    found = [d for d in compile_text(text).diagnostics if d.code == "GOV365"]
    assert len(found) == 1
    assert codes(text) == ["GOV365"]
    for one in clear:
        assert "GOV365" not in codes(ZH % (extra, one))


def test_a_mode_called_like_a_value_is_the_mode_where_it_stands_alone() -> None:
    text = ZH % ("平急状态 区 { 决定：市 }", "区")
    assert codes(text) == []
    model = compile_text(text).model
    assert model is not None
    case = Engine(model).open("渗水", unit="街道·1", at=DAY, mode="区")
    due = next(timer.due for timer in case.timers if timer.kind == "limit")
    assert due is not None and (due.date() - DAY.date()).days == 10


def test_ways_on_ceilings_and_mixes_say_which_of_two_things_they_mean() -> None:
    ways = ZH % ("", "范围 = 区；遇：超时 → %s")
    ways = ways.replace(
        "    级 街道", "    步 市 { 承办：主任 }；步 解决 { 承办：主任 }\n    级 街道"
    )
    assert codes(ways % "市") == ["GOV365"]
    assert codes(ways % "解决") == ["GOV365"]
    assert codes(ways % "步.市") == codes(ways % "级.市") == codes(ways % "步.解决") == []
    twice = ZH % ("要素 急 { 取值：本地、区 }", "范围 = 范围.区")
    twice = twice.replace("适用：", "止于：%s → 市；适用：")
    assert codes(twice % "区") == ["GOV365"]
    assert codes(twice % "急.区") == codes(twice % "范围.区") == []
    mix = ZH % ("要素 急 { 取值：噪声、区 }；推演 { 构成：%s → 60% }", "范围 = 区")
    assert "GOV365" in codes(mix.replace("%s", "噪声"))
    assert "GOV365" not in codes(mix.replace("%s", "事项.噪声"))
    assert "GOV365" not in codes(mix.replace("%s", "急.噪声"))


def test_an_event_of_the_language_is_not_declared_again() -> None:
    assert codes(ZH % ("事由 逾期", "范围 = 区")) == ["GOV366"]
    assert codes(EN % ("event overdue", "scope = area")) == ["GOV366"]


MONEY = """govkit 1
地区 甲 {
  单位 比索
  层级 区 { 数量：1个 }
  要素 金额 { 单位：元；默认：5万元 }
  要素 罚款 { 单位：比索；默认：7比索 }
  要素 级 { 取值：1级、2级；默认：2级 }
  事项 N
  事项 M
  流程 办理 当 罚款 > 90比索 且 级 = 2级 {
    适用：N；级 区 { 承办：区；时限：5日；时限：9日 当 事项 = N 且 金额 = 5万元 }
  }
  流程 另办 { 适用：M；级 区 { 承办：区；时限：5日；时限：7日 当 金额 = 3万元..<5万元 } }
}
"""


def test_defaults_that_are_amounts_act_and_own_units_are_read_from_text() -> None:
    assert days(MONEY, "N", "区·1", 罚款="100 比索") == 9
    assert days(MONEY, "N", "区·1", 罚款="100比索", 金额="50001元") == 5
    assert days(MONEY, "M", "区·1", 金额="3万元") == 7
    assert days(MONEY, "M", "区·1", 金额="5万元") == days(MONEY, "M", "区·1") == 5
    english = format_text(MONEY, lang="en")
    assert compile_text(english).model == compile_text(MONEY).model


@pytest.mark.parametrize(
    ("default", "code"),
    [("5户", "GOV223"), ("约5万元", "GOV223"), ("小", "GOV223"), ("3", ""), ("0.5元", "")],
)
def test_a_default_is_an_amount_of_the_unit(default: str, code: str) -> None:
    found = [
        d.code for d in compile_text(MONEY.replace("默认：5万元", f"默认：{default}")).diagnostics
    ]
    assert [one for one in found if one == "GOV223"] == ([code] if code else [])


def test_a_default_is_one_of_the_grades() -> None:
    assert codes(MONEY.replace("默认：2级", "默认：3级"))[:1] == ["GOV217"]


def test_why_no_process_takes_a_case_is_told_with_the_values() -> None:
    model = compile_text(MONEY).model
    assert model is not None
    with pytest.raises(GovError) as caught:
        Engine(model).open("N", unit="区·1", at=DAY)
    told = str(caught.value)
    assert "办理" in told and "罚款 > 90比索 且 级 = 2级" in told and "罚款：7比索" in told


def test_an_event_that_happened_is_a_condition() -> None:
    text = ZH % ("会议 会 { 召集：主任 }", "议而未决；议事：会；遇：议而未决 → 步.再办")
    text = text.replace(
        "    级 市 {", "    步 再办 { 承办：主任；时限：3日；时限：7日 当 议而未决 }\n    级 市 {"
    )
    assert codes(text) == []
    model = compile_text(text).model
    assert model is not None
    engine = Engine(model)
    case = engine.open("渗水", unit="街道·1", at=DAY)
    for move in ("签收", "议事：议而未决", "移交：议而未决：再办"):
        case = engine.apply(case, move, at=DAY)
    due = next(t.due for t in case.timers if t.kind == "limit" and "再办" in t.rule)
    assert due is not None and (due.date() - DAY.date()).days == 8


@pytest.mark.parametrize(
    ("event", "field"),
    [("议定", "议事：会"), ("议而未决", "议事：会"), ("会签同意", "会签：主任"),
     ("逾期未到", "召集：主任；到场：1小时"), ("逾期未补", "补正：2日")],
)  # fmt: skip
def test_an_event_without_a_source_is_told(event: str, field: str) -> None:
    text = ZH % ("会议 会 { 召集：主任 }", f"范围 = 区；遇：{event} → 市")
    assert "GOV222" in [d.code for d in compile_text(text).diagnostics]
    if field.startswith(("议事", "会签")):
        there = compile_text(text.replace("级 街道 {", f"级 街道 {{ {field}；"))
        assert "GOV222" not in [d.code for d in there.diagnostics]


def test_two_processes_on_different_days_are_no_rivals() -> None:
    text = MONEY.replace(
        "流程 另办 {", "流程 旧办 { 适用：M 至 2025-01-01；级 区 { 承办：区 } }\n流程 另办 {"
    )
    rivals = [d.code for d in compile_text(text).diagnostics if d.code == "GOV517"]
    assert rivals == ["GOV517"]
    apart = text.replace("流程 另办 {", "流程 另办 自 2025-01-01 {")
    assert "GOV517" not in [d.code for d in compile_text(apart).diagnostics]


@pytest.mark.parametrize(
    ("grades", "told"),
    [("P1、P2、P3、P4", True), ("一级、二级、三级", True), ("甲、乙、丙", True),
     ("I、II、III", True),
     ("Tier_1、Tier_2", True), ("三级、二级、一级", False), ("1星、2星、3星", False),
     ("小、大", False),
     ("A级、B级、C级", True), ("P1、P3", False)],
)  # fmt: skip
def test_which_end_is_high_is_told_where_names_count_downwards(grades: str, told: bool) -> None:
    last = grades.split("、")[-1]
    text = ZH % (f"要素 重 {{ 取值：{grades} }}", f"重 ≥ {last}")
    found = [d.code for d in compile_text(text).diagnostics]
    assert ("GOV221" in found) == told
    equal = compile_text(ZH % (f"要素 重 {{ 取值：{grades} }}", f"重 = {last}")).diagnostics
    assert "GOV221" not in [d.code for d in equal]


def test_what_a_matter_gives_under_a_condition_acts() -> None:
    text = ZH % ("事项 漏气 { 范围：本地；范围：区 当 人数 > 3人 }", "范围 = 区")
    text = text.replace("适用：渗水、噪声", "适用：渗水、噪声、漏气")
    assert days(text, "漏气", "街道·1") == 5
    assert days(text, "漏气", "街道·1", 人数=3) == 5
    assert days(text, "漏气", "街道·1", 人数=4) == 9
    assert days(text, "漏气", "街道·1", 人数=4, 范围="本地") == 5
