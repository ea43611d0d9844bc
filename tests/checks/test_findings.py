"""Findings about structure, their places, and the exceptions a text makes of them."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text


def found(text: str) -> list[tuple[int, str]]:
    """Line and code of every finding, in the order of the text."""
    return [(d.span.line, d.code) for d in compile_text(text).diagnostics if d.span is not None]


COVER = "地区 甲\n层级 网格 { 数量：48 }\n"


@pytest.mark.parametrize(
    ("post", "gap"),
    [
        ("数量：45名；应有：1/网格", "-3"),
        ("数量：50名；应有：1/网格", "+2"),
        ("数量：90名；应有：2/网格", "-6"),
        ("数量：48名；应有：1/网格", None),
        ("数量：24名；应有：1/2网格", None),
        ("应有：1/网格", None),
        ("数量：45名", None),
        ("数量：45余名；应有：1/网格", "-2"),
        ("数量：40余名；应有：1/网格", None),
        ("数量：未知；应有：1/网格", None),
        ("数量：45名；应有：≥1/网格", "-3"),
        ("数量：45名；应有：1—2/网格", "-3"),
        ("数量：97名；应有：1—2/网格", "+1"),
        ("数量：60名；应有：1—2/网格", None),
        ("数量：近48名；应有：1/网格", None),
        ("数量：50余名；应有：1/网格", "+2"),
    ],
)
def test_the_gap_between_what_is_and_what_ought_to_be(post: str, gap: str | None) -> None:
    compiled = compile_text(f"{COVER}岗位 网格长 {{ 设于：网格；{post} }}")
    assert compiled.errors == ()
    gaps = [str(d.args["gap"]) for d in compiled.diagnostics if d.code == "GOV504"]
    assert gaps == ([gap] if gap else [])


def test_a_gap_shows_both_statements() -> None:
    compiled = compile_text(f"{COVER}岗位 网格长 {{\n  数量：45名\n  应有：1/网格\n}}")
    (finding,) = compiled.diagnostics
    assert finding.code == "GOV504"
    assert finding.span is not None
    assert finding.span.line == 4
    assert [label.span.line for label in finding.labels] == [5]
    assert (finding.args["have"], finding.args["ought"]) == ("45", "48")


def test_a_gap_is_that_of_the_count_in_force_and_stands_there() -> None:
    text = f"{COVER}岗位 网格长 {{ 应有：1/网格\n数量：48名 至 2020年\n数量：45名 自 2020年{{}}\n}}"
    assert found(text.replace("{}", "")) == [(5, "GOV504")]
    assert found(text.replace("{}", " 例外 GOV504 “缺员”")) == []


TWICE = """地区 甲
层级 社区 {{ 数量：6 }}
核对 {{
  一：社区 = 7{first}
  二：社区 = 8{second}
}}
"""


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("", "", [(4, "GOV601"), (5, "GOV601")]),
        (" 例外 GOV601 “照印”", "", [(5, "GOV601")]),
        (" 例外 GOV601 “照印”", " 例外 gov601 “照印”", []),
        (" 例外 GOV602 “照印”", " 例外 GOV601 “照印”", [(4, "GOV601"), (4, "GOV607")]),
        (" 例外 GOV601 “照印” 例外 GOV603 “照印”", " 例外 GOV601 “照印”", [(4, "GOV607")]),
    ],
)
def test_an_exception_holds_for_one_code_on_one_statement(
    first: str, second: str, left: list[tuple[int, str]]
) -> None:
    assert sorted(found(TWICE.format(first=first, second=second))) == left


def test_an_exception_elsewhere_excuses_nothing() -> None:
    text = "地区 甲 {clause}\n层级 社区 {{ 数量：6 }}\n核对 {{ 一：社区 = 7 }}"
    assert found(text.format(clause="例外 GOV601 “照印”")) == [(1, "GOV607"), (3, "GOV601")]


def test_an_exception_that_nothing_needs_is_stale() -> None:
    text = "地区 甲\n层级 社区 { 数量：6 }\n核对 {\n  一：社区 = 6 例外 GOV601 “照印”\n}"
    assert found(text) == [(4, "GOV607")]
    assert compile_text(text).model is not None, "a warning stands in nobody's way"


def test_nothing_is_called_stale_before_everything_was_checked() -> None:
    text = "地区 甲\n层级 社区 { 上级：社区；数量：6 }\n核对 { 一：社区 = 7 例外 GOV601 “照印” }"
    assert found(text) == [(2, "GOV501")]


def test_an_exception_marks_other_findings_as_well() -> None:
    gap = f"{COVER}岗位 网格长 {{ 应有：1/网格；数量：45名{{}} }}"
    assert found(gap.replace("{}", "")) == [(3, "GOV504")]
    assert found(gap.replace("{}", " 例外 GOV504 “缺员三名”")) == []
    doubt = "地区 甲\n层级 网格 { 数量：48 存疑 “不清”{} }"
    assert found(doubt.replace("{}", "")) == [(2, "GOV604")]
    assert found(doubt.replace("{}", " 例外 GOV604 “照印”")) == []


def test_every_level_of_a_circle_is_shown_once() -> None:
    compiled = compile_text(
        "地区 甲\n层级 一 { 上级：三 }\n层级 二 { 上级：一 }\n"
        "层级 三 { 上级：二 }\n层级 四 { 上级：一 }"
    )
    (finding,) = compiled.diagnostics
    assert finding.code == "GOV501"
    places = [finding.span, *(label.span for label in finding.labels)]
    assert sorted(span.line for span in places if span) == [2, 3, 4]


def test_counts_that_are_no_counts() -> None:
    text = "地区 甲\n层级 一 { 数量：1.5 }\n层级 二 {\n数量：3 至 2020年\n数量：2.5 自 2020年\n}"
    assert found(text) == [(2, "GOV503"), (5, "GOV503")]
    assert found("地区 甲\n层级 一 { 数量：1000000 }\n层级 二 { 数量：1000001 }") == [(3, "GOV502")]


@pytest.mark.parametrize(
    ("names", "count", "fits"),
    [
        ("东、南、西", "3", True),
        ("东、南、西", "4", False),
        ("东、南、西", "2", False),
        ("东、南、西 等", "4", True),
        ("东、南、西 等", "2", False),
        ("东、南、西", "3余个", True),
        ("东、南、西", "未知", True),
    ],
)
def test_listed_names_have_to_fit_the_count(names: str, count: str, fits: bool) -> None:
    codes = [code for _, code in found(f"地区 甲\n层级 社区 {{ 名录：{names}；数量：{count} }}")]
    assert codes == ([] if fits else ["GOV505"])


LADDER = """地区 甲
层级 街道 {{ 数量：1 }}
层级 社区 {{ 上级：街道；数量：6 }}
岗位 书记 {{ 设于：社区 }}
岗位 主任 {{ 设于：街道 }}
会议 联席会议 {{ 召集：社区；频次：1次/季 }}
事项 噪声 {{ 事项 夜间噪声 }}
事项 停车
流程 阶梯 {{
  适用：噪声{matters}
  级 社区 {{ 承办：书记；议事：联席会议{on} }}
  级 街道 {{ 承办：主任；议事：联席会议 }}
}}
{more}
"""


def test_a_meeting_without_a_way_on_and_a_matter_without_a_way() -> None:
    bare = LADDER.format(matters="", on="", more="")
    assert found(bare) == [(8, "GOV516"), (11, "GOV515")], "the highest rung needs no way on"
    on = "；遇：议而未决 → 街道"
    assert found(LADDER.format(matters="、停车", on=on, more="")) == []


def test_two_processes_for_one_matter() -> None:
    on = "；遇：议而未决 → 街道"
    second = "流程 快办 {\n  适用：停车%s\n  级 社区 { 承办：书记 }\n}"
    text = LADDER.format(matters="、停车", on=on, more=second)
    assert found(text % "") == [(15, "GOV517")]
    assert found(text % " 当 事项 = 停车") == []


def test_a_part_that_a_source_does_not_list_is_told_once() -> None:
    text = """地区 甲
出处 办法 { 篇目：总则、分则 }
层级 街道 据 办法·附则 { 数量：1；规模：3户 }
层级 社区 据 办法·总则 { 上级：街道；数量：6 据 办法·分则·第二条 }
"""
    assert found(text) == [(3, "GOV519")]
