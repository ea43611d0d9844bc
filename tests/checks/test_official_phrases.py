"""What an official types around a figure: read where it repeats the field, else told."""

from __future__ import annotations

import pytest

from govkit.diagnostics import Diagnostic
from govkit.pipeline import compile_text

TEXT = """govkit 1
地区 甲 {{
  层级 街道 {{ 数量：1个 }}
  层级 社区 {{ 上级：街道；数量：3个 }}
  岗位 书记 {{ 设于：社区；应有：1/社区 }}
  机构 中队 {{ 设于：街道；数量：1个 }}
  事项 噪声 {{ {matter} }}
  会议 例会 {{ 召集：书记；{meeting} }}
  制度 巡查 {{ 责任人：书记；{duty} }}
  清单 权力 {{ 类型：权力；授予：社区；项 自建 {{ {item} }} }}
  流程 办理 {{
    适用：噪声
    {process}
    级 社区 {{ 承办：书记；{tier} }}
  }}
}}
"""
PLACES = ("matter", "meeting", "duty", "item", "process", "tier")


def text(place: str, field: str) -> str:
    return TEXT.format(**{one: field if one == place else "" for one in PLACES})


def first(place: str, field: str) -> Diagnostic:
    return next(d for d in compile_text(text(place, field)).diagnostics if d.severity == "error")


@pytest.mark.parametrize(
    ("place", "phrase", "short"),
    [
        ("matter", "时限：10个工作日内办结", "时限：10工作日"),
        ("matter", "时限：在10个工作日内办理完毕 应当", "时限：10工作日 应当"),
        ("tier", "签收时限：派单后2小时内签收", "签收时限：2小时"),
        ("tier", "吹哨：中队；到场时限：接到吹哨后30分钟内到场", "吹哨：中队；到场时限：30分钟"),
        ("tier", "时限：3个工作日；提前提醒：提前1个工作日", "时限：3个工作日；提前提醒：1工作日"),
        ("tier", "时限：3个工作日；逾期提醒：逾期1天后", "时限：3个工作日；逾期提醒：1天"),
        (
            "tier",
            "时限：3日；延期：最多延长2日；延期审批：街道",
            "时限：3日；延期：最多2日；延期审批：街道",
        ),
        ("process", "重开期限：结案后15日内；重开去向：社区", "重开期限：15日；重开去向：社区"),
        ("meeting", "频次：每季度至少召开一次", "频次：≥1次/季"),
        ("meeting", "频次：按季度", "频次：1次/季"),
        ("meeting", "频次：1次/月；提前通知：会前3日", "频次：1次/月；提前通知：3日"),
        ("meeting", "频次：1次/月；提前通知：至少提前3日通知", "频次：1次/月；提前通知：≥3日"),
        ("meeting", "频次：1次/月；出席：应到会的80%以上", "频次：1次/月；出席：≥80% 应到会"),
        ("meeting", "频次：1次/月；通过：到会人数过半数同意", "频次：1次/月；通过：>1/2 到会人数"),
        ("duty", "频次：1次/日；间隔：每次间隔不少于4小时", "频次：1次/日；间隔：≥4小时"),
        ("item", "限额：5万元以下（含5万元）", "限额：≤5万元"),
        ("item", "限额：５万元（不含本数）以下", "限额：<5万元"),
    ],
)
def test_a_phrase_that_repeats_the_field_reads_as_the_figure(
    place: str, phrase: str, short: str
) -> None:
    long, brief = compile_text(text(place, phrase)), compile_text(text(place, short))
    assert long.model is not None, [(d.code, dict(d.args)) for d in long.errors]
    assert long.model == brief.model


@pytest.mark.parametrize(
    ("place", "field", "suggestion"),
    [
        ("matter", "时限：应当在10个工作日内办结", "10个工作日内 应当"),
        ("meeting", "频次：原则上每季度一次", "每季度一次 原则上"),
        ("item", "限额：应当不超过5万元", "不超过5万元 应当"),
    ],
)
def test_a_strength_in_front_is_told_and_never_dropped(
    place: str, field: str, suggestion: str
) -> None:
    found = first(place, field)
    assert (found.code, found.suggestions) == ("GOV340", (suggestion,))
    said = field.partition("：")[0]
    assert compile_text(text(place, f"{said}：{suggestion}")).model is not None


def test_those_who_should_come_are_no_strength() -> None:
    found = first("meeting", "出席：应到会的人")
    assert found.code == "GOV301" and found.suggestions == ()


def test_two_shares_in_one_word_are_told_apart() -> None:
    found = first("meeting", "通过：参会面积过半数且参会人数三分之二以上同意")
    assert (found.code, found.suggestions) == (
        "GOV589",
        ("全部（>1/2 参会面积、≥2/3 参会人数）",),
    )


@pytest.mark.parametrize("word", ["公示期", "公示期限"])
def test_how_long_something_is_shown_is_not_by_when(word: str) -> None:
    """公示期不少于7天 is a length; `公开期限` is the last day."""
    assert first("duty", f"频次：按月；公开：收支；{word}：不少于7天").code == "GOV202"


def test_what_corresponds_is_written_with_an_arrow() -> None:
    found = first("process", "止于：小：社区")
    assert (found.code, found.args["word"]) == ("GOV342", "止于")
    assert first("matter", "时限：5日 备注：甲").code != "GOV342"


def test_others_are_the_rest() -> None:
    table = """govkit 1
地区 甲 {
  要素 急 { 取值：缓、急 }
  要素 重 { 取值：轻、重 }
  要素 级别 { 取值：低、高 }
  对照表 表 { 键：急、重；得出：级别；取值：（急，其他）→ 高，其余 → 低 }
}
"""
    found = next(d for d in compile_text(table).diagnostics if d.severity == "error")
    assert (found.code, found.suggestions) == ("GOV329", ("其余",))


def test_a_beginning_has_a_place_of_its_own() -> None:
    found = first("tier", "时限：应当自受理之日起5个工作日内办结")
    assert found.code == "GOV341"
    assert (found.args["begin"], found.args["rest"]) == ("自受理之日起", "5个工作日内办结")


def test_a_phrase_of_another_field_is_not_read() -> None:
    """`签收` behind a limit to finish would be another limit."""
    assert first("matter", "时限：2小时内签收").code in ("GOV302", "GOV316")


def test_what_is_in_brackets_is_not_taken_for_a_bound() -> None:
    assert first("item", "限额：五万元以下（不含增值税）").code == "GOV301"
    assert first("item", "限额：5万元以下（不含增值税）").code == "GOV123"


def test_a_cadence_that_cannot_be_read_is_not_said_to_lack_its_period() -> None:
    found = first("meeting", "频次：每周一至周五")
    assert found.code == "GOV315"
