"""Findings about meetings, duties and posts, at the edges of each rule."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text

HEAD = "地区 甲\n层级 街道 { 数量：1 }\n"


def codes(line: str) -> list[str]:
    compiled = compile_text(HEAD + line)
    assert compiled.errors == ()
    return [d.code for d in compiled.diagnostics if "GOV571" <= d.code <= "GOV589"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("出席：≥2/3 应到会；通过：≥1/2 到会", []),
        ("通过：≥49% 到会", ["GOV575"]),
        ("通过：全部（≥1/3 面积、>1/2 人数）", []),
        ("通过：任一（≥1/3 面积、>1/2 人数）", ["GOV575"]),
        ("通过：≥1/3 到会 例外 GOV575 “章程如此”", []),
        ("通过：>100% 到会", ["GOV574"]),
        ("通过：100% 到会", []),
        ("出席：全部（≥2/3 面积、不超过人数的2/3）", ["GOV574"]),
        ("出席：≥2/3 应到会；延会：7天；再次会议出席：≥1/2 应到会", []),
        ("出席：≥1/2 应到会；再次会议出席：≥51% 应到会", ["GOV576"]),
        ("出席：≥1/2 应到会；再次会议出席：≥51% 户主", []),
        ("延会：7天", ["GOV586"]),
        ("出席：未知；延会：7天", []),
        ("临时召集：≥20% 业主", ["GOV577"]),
        ("临时召集：≥20% 业主；召集时限：未知", []),
    ],
)
def test_meetings(fields: str, wanted: list[str]) -> None:
    assert codes(f"会议 大会 {{ 召集：街道；{fields} }}") == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("频次：3次/月；间隔：10天", []),
        ("频次：4次/月；间隔：10天", ["GOV578"]),
        ("频次：≤4次/月；间隔：10天", []),
        ("频次：不少于4次/月；间隔：10天", ["GOV578"]),
        ("频次：每月不少于4次；间隔：≥10天", ["GOV578"]),
        ("频次：1次/天；间隔：24小时", []),
        ("频次：1次/天；间隔：24小时；时长：1小时", ["GOV578"]),
        ("频次：1次/周；间隔：5工作日", []),
        ("频次：1次/周；间隔：6工作日", ["GOV578"]),
        ("频次：4次/年；间隔：30天；时段：6月1日至8月31日", []),
        ("频次：5次/年；间隔：30天；时段：6月1日至8月31日", ["GOV578"]),
        ("频次：12次/天；时长：2小时", []),
        ("频次：13次/天；时长：2小时", ["GOV587"]),
        ("频次：1次/天；时长：1小时；每人对象：24户/街道", []),
        ("频次：1次/天；时长：1小时；每人对象：25户/街道", ["GOV587"]),
        ("频次：≥4小时/月；时长：2小时", []),
        ("频次：经常；间隔：10天", []),
        ("时段：6月至9月、11月至次年3月", []),
        ("时段：6月至9月、9月30日至10月5日", ["GOV579"]),
        ("时段：11月至次年3月、3月1日至4月1日", ["GOV579"]),
        ("频次：1次/月；公开：账目；公开期限：1个月", []),
        ("频次：1次/月；公开：账目；公开期限：32天", ["GOV583"]),
        ("频次：1次/周；公开：账目；公开期限：次月第5个工作日前", ["GOV583"]),
        ("频次：1次/月；公开期限：次月第5个工作日前", ["GOV588"]),
        ("覆盖率：≤90% 住户", ["GOV574"]),
    ],
)
def test_duties(fields: str, wanted: list[str]) -> None:
    assert codes(f"制度 巡河 {{ 责任人：街道；{fields} }}") == wanted


@pytest.mark.parametrize(
    ("chief", "helpers", "wanted"),
    [
        ("数量：4名；管理幅度：≤6 网格员", "数量：24名", []),
        ("数量：4名；管理幅度：≤6 网格员", "数量：25名", ["GOV584"]),
        ("数量：4名；管理幅度：<6 网格员", "数量：24名", ["GOV584"]),
        ("数量：4名；管理幅度：≥6 网格员", "数量：23名", ["GOV584"]),
        ("数量：4名；管理幅度：5—7 网格员", "数量：29名", ["GOV584"]),
        ("数量：4名；管理幅度：6 网格员", "数量：24名", []),
        ("应有：2/街道；管理幅度：≤6 网格员", "应有：13/街道", ["GOV584"]),
        ("数量：未知；管理幅度：≤6 网格员", "数量：24名", []),
        ("数量：4名；管理幅度：≤6 网格员", "数量：24余名", []),
        ("数量：4名；管理幅度：≤6 网格员 当 忙 = 是", "数量：25名", []),
        ("数量：4名；管理幅度：网格员", "数量：25名", ["GOV588"]),
        ("数量：4名；管理幅度：≤1 街道", "数量：25名", []),
        ("兼任：网格员；兼岗上限：2个岗", "数量：1名", []),
        ("兼任：网格员；兼岗上限：1个岗", "数量：1名", ["GOV585"]),
    ],
)
def test_posts(chief: str, helpers: str, wanted: list[str]) -> None:
    text = f"要素 忙 {{ 取值：否、是 }}\n岗位 网格长 {{ 设于：街道；{chief} }}\n"
    found = codes(f"{text}岗位 网格员 {{ 设于：街道；{helpers} }}")
    assert [code for code in found if code != "GOV504"] == wanted


def test_a_span_tells_the_exact_mean_and_both_counts() -> None:
    text = "岗位 长 { 设于：街道；数量：7名；管理幅度：≤3 员 }\n岗位 员 { 设于：街道；数量：25名 }"
    (finding,) = compile_text(HEAD + text).diagnostics
    assert (finding.args["holders"], finding.args["total"]) == ("7", "25")
    assert (finding.args["mean"], finding.args["extreme"]) == ("25/7", "4")
    assert [label.span.line for label in finding.labels] == [4]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("责任人：书记；会同：民政科", []),
        ("会同：民政科", ["GOV639"]),
        ("责任人：书记、民政科；会同：街道、民政科", ["GOV640"]),
        ("责任人：书记；会同：民政科；会同：书记 不得", []),
        ("会同：民政科 不得", []),
        ("责任人：书记 不得；会同：民政科", ["GOV639"]),
        ("责任人：民政科 不得；责任人：书记；会同：民政科", []),
        ("责任人：书记；责任人：民政科 当 急时；会同：民政科", []),
        ("责任人：书记；责任人：民政科 当 急时；会同：民政科 当 急时", ["GOV640"]),
    ],
)
def test_a_duty_is_done_jointly_with_others(said: str, expected: list[str]) -> None:
    text = (
        "govkit 1\n地区 甲 {\n层级 街道 { 数量：1个 }\n岗位 书记 { 设于：街道 }\n"
        "机构 民政科 { 设于：街道 }\n平急状态 急时 { 决定：街道 }\n"
        f"义务 编制清单 应当 {{ {said}；内容：编制清单 }}\n}}\n"
    )
    codes = [one.code for one in compile_text(text).diagnostics]
    assert [code for code in codes if code in ("GOV639", "GOV640")] == expected
    assert not [one for one in compile_text(text).diagnostics if one.severity == "error"]
