"""What the checks find in workloads: times, places, shares, hours, holders, chances, origins."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text
from govkit.syntax.formatter import format_text

DISTRICT = """govkit 1
地区 甲 {{
  层级 街道 {{ 数量：2个 }}
  层级 社区 {{ 上级：街道；数量：6个 }}
  岗位 书记 {{ 设于：社区；应有：1/社区 }}
  岗位 专员 {{ 设于：社区；应有：≥1名/社区 }}
  岗位 顾问 {{ 设于：社区；数量：12名 }}
  岗位 帮手 {{ 设于：社区；数量：约12名 }}
  队伍 小分队 {{ 设于：社区；人数：3人；公式：1 组长 + N 队员 }}
  队伍 大队 {{ 设于：社区；人数：≥3人；公式：1 组长 + N 队员 }}
  日历 夜班 {{ 休息日：周日 }}
  会议 议事会 {{ 召集：社区；频次：1次/周 }}
  事由 吵架 {{ 说明：“谈不拢” }}
  事项 噪声
  事项 漏水
  流程 办理 {{
    适用：噪声、漏水
    级 社区 {{ 承办：书记；议事：议事会；吹哨：小分队；遇：需部门协调 或 吵架 或 议而未决 → 街道 }}
    级 街道 {{ 承办：专员 }}
  }}
  推演 {{
{lines}
  }}
}}
"""
WORKLOADS = {f"GOV{number}" for number in range(960, 980)} | {"GOV521"}
STREAM = "来件 上门 {{ 到件：20件/月 假设；发生于：社区 假设；{line} }}"
STATION = "力量 书记 {{ {line} }}"


def found(lines: str) -> list[str]:
    """The codes about workloads, the same in either tongue; every finding stands on a line."""
    text = DISTRICT.format(lines=lines)
    told = [one for one in compile_text(text).diagnostics if one.code in WORKLOADS]
    english = compile_text(format_text(text, "en")).diagnostics
    assert [one.code for one in told] == [one.code for one in english if one.code in WORKLOADS]
    assert all(one.span is not None and one.span.line > 18 for one in told)
    return [one.code for one in told]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("时段：9—12点 → 60%，12—18点 → 40% 假设", []),
        ("时段：9—12点 → 60%，11:59-18:00 → 40% 假设", ["GOV963"]),
        ("时段：9—12点 → 0%，其余 → 0% 假设", ["GOV963"]),
        ("星期：周一至周五 → 1，周日 → 1 假设", []),
        ("星期：周一至周五 → 1，周五 → 2 假设", ["GOV963"]),
        ("季节：11月15日至次年3月15日 → 2，3月16日至5月31日 → 1 假设", []),
        ("季节：11月15日至次年3月15日 → 2，3月1日至5月31日 → 1 假设", ["GOV963"]),
        ("事项：噪声 假设", []),
        ("事项：噪声、漏水 假设", ["GOV964"]),
        ("事项：噪声 → 60%，漏水 → 30% 假设", ["GOV521"]),
        ("事项：噪声 → 60%，其余 → 40% 假设", []),
        ("发生于：社区·6 → 3，其余 → 1 当 吵架 假设", []),
        ("发生于：社区·7 → 3，其余 → 1 当 吵架 假设", ["GOV969"]),
        ("事项：噪声", ["GOV970"]),
        ("说明：“夏天多些”", []),
    ],
)
def test_a_stream(line: str, codes: list[str]) -> None:
    assert found(STREAM.format(line=line)) == codes


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("在岗：周二 → 9—12点，周四 → 14—17点 假设；工时：6小时/周 假设", []),
        ("在岗：周二 → 9—12点，周四 → 14—18点 假设；工时：6小时/周 假设", ["GOV966"]),
        ("在岗：9—12点、14—17点 假设；工时：6工作小时/日 假设", []),
        ("在岗：9—12点、14—17点 假设；工时：30小时/书记/周 假设", []),
        ("在岗：9—12点、14—17点 假设；工时：5小时/日 假设", ["GOV966"]),
        ("在岗：全天 假设；工时：168小时/周 假设", []),
        ("在岗：全天 假设；工时：24小时/日 假设", []),
        ("在岗：全天 假设；工时：40小时/周 假设", ["GOV966"]),
        ("在岗：全天 假设；工时：20小时/月 假设", []),
        ("人数：≥1名/社区 假设", ["GOV967"]),
        ("人数：未知 假设", ["GOV967"]),
        ("人数：约2名/社区 假设", ["GOV967"]),
        ("人数：2名 假设", []),
        ("发生率：需部门协调 → 60%，吵架 → 30%，吹哨 → 10%，其余 → 0% 假设", []),
        ("发生率：需部门协调 → 60%，吵架 → 30%，吹哨 → 20%，其余 → 0% 假设", ["GOV968"]),
        ("发生率：需部门协调 → 60%，其余 → 30% 假设", ["GOV968"]),
        ("发生率：议定 → 60%，议而未决 → 50% 假设", ["GOV968"]),
        ("发生率：议事 → 100%，需部门协调 → 60%，议而未决 → 100% 假设", []),
        ("用时：2小时", ["GOV970"]),
        ("日历：夜班", []),
    ],
)
def test_a_station(line: str, codes: list[str]) -> None:
    assert found(STATION.format(line=line)) == codes


@pytest.mark.parametrize(
    ("name", "codes"),
    [("书记", []), ("顾问", []), ("小分队", []), ("议事会", []), ("专员", ["GOV967"]),
     ("帮手", ["GOV967"]), ("大队", ["GOV967"]), ("街道", ["GOV967"])],
)  # fmt: skip
def test_who_works_is_known_from_the_model_or_has_to_be_said(name: str, codes: list[str]) -> None:
    assert found(f"力量 {name} {{ 次序：先到先办 假设 }}") == codes
    assert found(f"人数：2名 假设\n力量 {name} {{ 次序：先到先办 假设 }}") == []


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("到件：20件/月 假设", ["GOV965"]),
        ("到件：20件/月 假设；发生于：社区 假设", []),
        ("来件 上门 { 到件：20件/月 假设 }", ["GOV965"]),
        ("发生于：社区 假设；来件 上门 { 到件：20件/月 假设 }", []),
        ("到件：20件/月 假设；来件 上门 { 发生于：社区 假设 }", []),
        ("到件：20件/月；发生于：社区；预运行：1周", ["GOV970"]),
        (
            "力量 专员 { 人数：1名/社区 假设 }\n发生率：吵架 → 80%，需部门协调 → 30% 假设",
            ["GOV968"],
        ),
        # the step of the specialist names nothing that could happen
        ("力量 专员 { 人数：1名/社区 假设；发生率：吵架 → 80%，需部门协调 → 30% 假设 }", []),
    ],
)
def test_a_workload(lines: str, codes: list[str]) -> None:
    assert found(lines) == codes


def test_the_line_to_add_names_what_the_model_has() -> None:
    text = DISTRICT.format(lines="来件 上门 { 到件：20件/月 假设 }")
    (one,) = [one for one in compile_text(text).diagnostics if one.code == "GOV965"]
    assert one.args["level"] == "社区"


def test_a_workload_that_the_head_assumes_needs_no_word_on_each_line() -> None:
    text = DISTRICT.format(lines="来件 上门 { 到件：20件/月；发生于：社区 }")
    assumed = text.replace("推演 {", "推演 日常 假设 “练习” {")
    codes = [one.code for one in compile_text(assumed).diagnostics]
    assert "GOV970" not in codes and "GOV970" in [d.code for d in compile_text(text).diagnostics]
