"""Headcounts, superiors, documents, funds and meetings held against what stands beside them."""

from __future__ import annotations

import pytest

from govkit.pipeline import compile_text

ZH = "地区 甲\n层级 街道 { 数量：1 }\n层级 社区 { 上级：街道；数量：6 }\n"
EN = "district A\nlevel Street { count: 1 }\nlevel Community { parent: Street; count: 6 }\n"


def codes(line: str, head: str = ZH) -> list[str]:
    compiled = compile_text(head + line)
    assert compiled.errors == ()
    return [d.code for d in compiled.diagnostics if "GOV380" <= d.code <= "GOV389"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("数量：6支；人数：5人；总人数：30人", []),
        ("数量：6支；人数：5人；总人数：31人", ["GOV380"]),
        ("数量：6支；人数：4—6人；总人数：36人", []),
        ("数量：6支；人数：4—6人；总人数：37人", ["GOV380"]),
        ("数量：6支；人数：≥5人；总人数：40人", []),
        ("数量：6支；人数：≥5人；总人数：29人", ["GOV380"]),
        ("人数：5人；总人数：31人", ["GOV380"]),  # one in each community
        ("数量：6支；人数：5人；总人数：30余人", []),
        ("数量：6支；人数：5人；总人数：未知", []),
        ("数量：未知；人数：5人；总人数：31人", []),
        ("总人数：31人", []),
    ],
)
def test_headcounts(fields: str, wanted: list[str]) -> None:
    assert codes(f"队伍 巡逻队 {{ 设于：社区；{fields} }}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("body Team_B { at: Street; commanded_by: Community }", ["GOV381"]),
        ("body Team_B { at: Community; commanded_by: Street }", []),
        ("body Team_B { at: Community; commanded_by: Community }", []),
        ("team Crew { at: Street; commanded_by: Head }; post Head { at: Community }", ["GOV381"]),
        ("post Head { at: Street; appointed_by: Board }; body Board { at: Community }", ["GOV381"]),
        ("post Head { at: Hall; appointed_by: Street }; body Hall { at: Community }", []),
        ("post Head { at: Street; appointed_by: Board }; body Board", []),
        ("post Head { appointed_by: Community }", []),
    ],
)
def test_nobody_is_commanded_or_appointed_from_below(text: str, wanted: list[str]) -> None:
    assert codes(text.replace("; post", "\npost").replace("; body", "\nbody"), EN) == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("日期：2025-03-01；施行：2025-03-01", []),
        ("日期：2025-03-01；施行：2025-02-28", ["GOV382"]),
        ("日期：2025-03-01；失效：2025-03-01", ["GOV382"]),
        ("施行：2025-03-01；失效：2025-02-01", ["GOV382"]),
        ("日期：2025-03-01；施行：2025-02-01；失效：2025-01-01", ["GOV382", "GOV382"]),
        ("日期：2025年；施行：2025-02-28", []),
        ("日期：未知；施行：2025-02-28", []),
        ("日期：2025-03-01；施行：2025-02-28 例外 GOV382 “追溯”", []),
    ],
)
def test_dates_of_a_document(fields: str, wanted: list[str]) -> None:
    assert codes(f"出处 办法 {{ {fields} }}") == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("性质：专职；兼任：调解员", ["GOV383"]),
        ("性质：兼职；兼任：调解员", []),
        ("性质：专职", []),
    ],
)
def test_a_full_time_post(fields: str, wanted: list[str]) -> None:
    assert codes(f"岗位 网格员 {{ 设于：社区；{fields} }}\n岗位 调解员 {{ 设于：社区 }}") == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("总额：120万元；标准：20万元/社区", []),
        ("总额：100万元；标准：20万元/社区", ["GOV384"]),
        ("总额：100万元；标准：≥20万元/社区", ["GOV384"]),
        ("总额：130万元；标准：≥20万元/社区", []),
        ("总额：100万元/年；标准：20万元/社区/年", ["GOV384"]),
        ("总额：100万元/年；标准：20万元/社区", []),  # not of one time
        ("总额：约120万元；标准：20万元/社区", []),
        ("总额：未知；标准：20万元/社区", []),
    ],
)
def test_funds(fields: str, wanted: list[str]) -> None:
    assert codes(f"清单 经费 {{ 类型：经费；授予：社区；{fields} }}") == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("cadence: 1 times/week; notice: 7 days", []),
        ("cadence: 1 times/week; notice: 8 days", ["GOV385"]),
        ("cadence: 2 times/month; notice: 16 days", ["GOV385"]),
        ("cadence: ≤1 times/week; notice: 8 days", []),
        ("cadence: monday_of_every_week; notice: 8 days", ["GOV385"]),
        ("cadence: 1 times/year; quorum: ≥1/2 of due; adjourn: 14 months", ["GOV385"]),
        ("cadence: 1 times/year; quorum: ≥1/2 of due; adjourn: 7..15 days", []),
        ("cadence: 1 times/week; special: ≥20% of due; special_within: 3 weeks", ["GOV385"]),
        ("cadence: as_needed; notice: 8 days", []),
        ("notice: 8 days", []),
    ],
)
def test_before_the_next_meeting(fields: str, wanted: list[str]) -> None:
    assert codes(f"meeting Board {{ convener: Street; {fields} }}", EN) == wanted


POSTS = "岗位 空岗 { 设于：社区；数量：0名 }\n岗位 满岗 { 设于：社区；数量：6名 }\n事项 噪声"
RUNG = "流程 办理 { 适用：噪声；级 社区 { 承办：社区；? } }"
CLOCK = "流程 办理 { 适用：噪声；时钟 钟 { 起于：立案；时限：3天；? } }"


@pytest.mark.parametrize(
    "text",
    [
        "制度 走访 { 责任人：社区；频次：1次/月；委托：? }",
        "考核 月评 { 对象：社区；考核人：? }",
        "指标 率 { 分子：按期办结；分母：应办结；剔除决定：? }",
        "流程 办理 { 适用：噪声；裁决：? }",
        "流程 办理 { 适用：噪声；先行承办：? }",
        "事项 餐饮 { 协办：? }",
        "事项 餐饮 { 兜底：? }",
        "队伍 巡逻队 { 设于：社区；指挥：? }",
        "岗位 书记 { 设于：社区；任命：? }",
        "清单 权力 { 类型：权力；授予：? }",
        *(RUNG.replace("?", f"{field}：?") for field in (
            "告知", "会签", "吹哨", "提醒对象", "延期审批", "挂账审批")),
        *(CLOCK.replace("?", f"{field}：?") for field in ("提醒对象", "催办人", "督办人")),
    ],
)  # fmt: skip
def test_what_rests_with_a_post_that_nobody_holds(text: str) -> None:
    def told(post: str) -> int:
        found = compile_text(f"{ZH}{POSTS}\n{text.replace('?', post)}").diagnostics
        assert not [d.code for d in found if d.code < "GOV380"]  # it was read
        return [d.code for d in found].count("GOV617")

    assert (told("空岗"), told("满岗")) == (1, 0)
