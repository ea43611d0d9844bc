"""What a base binds beside figures: maps, lists with an order or a number, deciders, readings.

Two statements of one field enter, the base's and that of the text below it; which finding comes is
asked, in both tongues. `""` is none: what is restated, tightened or added is no loosening.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pipeline import compile_path

ZH = """地区 市 {
层级 街道 { 数量：1 }
层级 社区 { 上级：街道；数量：2 }
层级 网格 { 上级：社区；数量：4 }
机构 甲局 { 设于：街道 }
岗位 主任 { 设于：街道 }
岗位 书记 { 设于：社区 }
岗位 网格长 { 设于：网格 }
要素 大小 { 取值：小、中、大 }
要素 急 { 取值：急、缓 }
要素 级别 { 取值：一级、二级、三级 }
事项 噪声
BLOCK
}
"""
EN = """district City {
level Street { count: 1 }
level Community { parent: Street; count: 2 }
level Grid { parent: Community; count: 4 }
body Bureau { at: Street }
post Chief { at: Street }
post Clerk { at: Community }
post Warden { at: Grid }
attribute size { values: small, mid, big }
attribute haste { values: urgent, calm }
attribute grade { values: first, second, third }
matter Noise
BLOCK
}
"""


def told(folder: Path, around: str, base: str, own: str, more: str = "") -> list[str]:
    """The codes about a text that states `own` where its base states `base`."""
    zh = any(ord(c) > 255 for c in around)
    head, below = (ZH, "地区 街 { 上位文件：“市.gov”\n") if zh else (
        EN, 'district Below { extends: "市.gov"\n')  # fmt: skip
    (folder / "市.gov").write_text(head.replace("BLOCK", (around % base) + more), encoding="utf-8")
    (folder / "街.gov").write_text(f"{below}{around % own}\n}}", encoding="utf-8")
    found = compile_path(folder / "街.gov")
    wrong = [d for d in found.errors if d.code[:5] not in ("GOV54", "GOV56")]
    assert wrong == [], [(d.code, str(d.span), dict(d.args)) for d in wrong]
    return [d.code for d in found.diagnostics if d.code[:5] in ("GOV54", "GOV55", "GOV56")]


PROCESS = (
    "流程 报修 { 适用：噪声；%s；级 网格 { 承办：网格长 }；"
    "级 社区 { 承办：书记 }；级 街道 { 承办：主任 } }"
)
TIER = "流程 报修 { 适用：噪声；级 网格 { 承办：网格长 }；级 社区 { %s } }"
EN_PROCESS = (
    "process Fix { applies_to: Noise; %s; tier Grid { handler: Warden }; "
    "tier Community { handler: Clerk }; tier Street { handler: Chief } }"
)
EN_TIER = "process Fix { applies_to: Noise; tier Grid { handler: Warden }; tier Community { %s } }"
REVIEW = "考核 年度 { 对象：社区；周期：1次/年；%s }"
EN_REVIEW = "assessment Yearly { of: Community; period: 1 times/year; %s }"
TABLE = "对照表 定级 { 键：大小、急；得出：级别；%s }"
POST = "岗位 组长 { 设于：社区；%s }"

MAPS = [
    (PROCESS, "止于：小 → 网格，大 → 街道 必须", "止于：小 → 网格", "GOV549"),
    (EN_PROCESS, "ceiling: small -> Grid, big -> Street must", "ceiling: small -> Grid", "GOV549"),
    (PROCESS, "止于：小 → 网格，大 → 街道 必须", "止于：大 → 街道，小 → 网格", ""),
    (PROCESS, "止于：小 → 网格，大 → 街道 必须", "止于：小 → 网格，中 → 社区，大 → 街道", ""),
    (PROCESS, "止于：小 → 网格，其余 → 街道 必须", "止于：其余 → 街道，小 → 网格", "GOV549"),
    (
        EN_PROCESS,
        "ceiling: small -> Grid, else -> Street must",
        "ceiling: else -> Street, small -> Grid",
        "GOV549",
    ),
    (PROCESS, "止于：小 → 网格，其余 → 街道 必须", "止于：小 → 社区，其余 → 街道", "GOV549"),
    (REVIEW, "权重：党建 → 40%、服务 → 60% 必须", "权重：党建 → 40%、办事 → 60%", "GOV549"),
    (REVIEW, "权重：党建 → 40%、服务 → 60% 必须", "权重：服务 → 60%、党建 → 40%", ""),
    (REVIEW, "权重：党建 → 40%、服务 → 60% 必须", "权重：党建 → 50%、服务 → 50%", "GOV549"),
    (REVIEW, "等次：≥90分 → 优秀，其余 → 一般 必须", "等次：≥80分 → 优秀，其余 → 一般", "GOV549"),
    (REVIEW, "等次：≥90分 → 优秀 必须", "等次：≥80分 → 优秀", "GOV549"),
    (EN_REVIEW, "bands: ≥90 points -> good must", "bands: ≥80 points -> good", "GOV549"),
    (REVIEW, "等次：≥90分 → 优秀，≥80分 → 良好 必须", "等次：≥80分 → 良好，≥90分 → 优秀", "GOV549"),
    (
        REVIEW,
        "等次：≥90分 → 优秀，80..<90分 → 良好 必须",
        "等次：80..<90分 → 良好，≥90分 → 优秀",
        "",
    ),
    (REVIEW, "等次：≥90分 → 优秀 必须", "等次：≥90分 → 优秀，60..<90分 → 合格", ""),
    (REVIEW, "兑换：≥10分 → 牙膏，≥20分 → 毛巾 必须", "兑换：≥20分 → 毛巾", "GOV549"),
    (REVIEW, "连续：≥2次 → 约谈 必须", "连续：≥3次 → 约谈", "GOV549"),
    (EN_REVIEW, "streak: ≥2 times -> talk must", "streak: ≥3 times -> talk", "GOV549"),
    (
        "机构 议事会 { 设于：社区；%s }",
        "保留席位：妇女 → 2席 必须",
        "保留席位：青年 → 2席",
        "GOV549",
    ),
    (
        "body Council { at: Community; %s }",
        "reserved: women -> 2 must",
        "reserved: youth -> 2",
        "GOV549",
    ),
    (TABLE, "取值：（小，急）→ 一级，其余 → 二级 必须", "取值：其余 → 二级", "GOV549"),
    (
        TABLE,
        "取值：（小，急）→ 一级，其余 → 二级 必须",
        "取值：（小，其余）→ 二级，其余 → 二级",
        "GOV549",
    ),
    (
        TABLE,
        "取值：（小，急）→ 一级，其余 → 二级 必须",
        "取值：（小，急）→ 一级，（大，缓）→ 二级，其余 → 二级",
        "",
    ),
]
LISTS = [
    # the number before a list
    (POST, "管理幅度：≤8 网格长 必须", "管理幅度：≤100 网格长", "GOV542"),
    (POST, "管理幅度：≤8 网格长 必须", "管理幅度：≤6 网格长", ""),
    ("post Lead { at: Community; %s }", "span: ≤8 Warden must", "span: ≤100 Warden", "GOV542"),
    ("机构 站 { 设于：社区；%s }", "覆盖：≥2 网格 必须", "覆盖：≥1 网格", "GOV542"),
    ("body Stop { at: Community; %s }", "covers: ≥2 Grid must", "covers: ≥1 Grid", "GOV542"),
    ("机构 站 { 设于：社区；%s }", "覆盖：≥2 网格 必须", "覆盖：网格", "GOV549"),
    # how many in all
    ("事项 违建 { %s }", "协办：甲局 等9个 必须", "协办：甲局、书记、主任", "GOV549"),
    (
        "matter Shed { %s }",
        "assistants: Bureau etc 9 must",
        "assistants: Bureau, Clerk, Chief",
        "GOV549",
    ),
    ("事项 违建 { %s }", "协办：甲局 等3个 必须", "协办：甲局、书记、主任", ""),
    # whoever stands first leads; grades, chains and orders keep their order
    (TIER, "承办：书记、网格长 必须", "承办：网格长、书记", "GOV549"),
    (EN_TIER, "handler: Clerk, Warden must", "handler: Warden, Clerk", "GOV549"),
    (TIER, "承办：书记 必须", "承办：书记、网格长", ""),
    ("要素 程度 { %s }", "取值：轻、重 必须", "取值：重、轻", "GOV549"),
    ("要素 程度 { %s }", "取值：轻、重 必须", "取值：轻、中度、重", ""),
    ("attribute harm { %s }", "values: light, heavy must", "values: heavy, light", "GOV549"),
    ("会议 例会 { %s }", "程序：报告、表决 必须", "程序：表决、报告", "GOV549"),
    # who decides
    (
        TIER,
        "承办：书记；时限：5天；延期：2天；延期审批：主任 必须",
        "延期审批：主任、书记",
        "GOV542",
    ),
    (
        EN_TIER,
        "handler: Clerk; limit: 5 days; extend: 2 days; extended_by: Chief must",
        "extended_by: Chief, Clerk",
        "GOV542",
    ),
    (TIER, "承办：书记；延期：2天；延期审批：主任、书记 必须", "延期审批：主任", ""),
    ("平急状态 战时 { %s }", "决定：主任 必须", "决定：主任、书记", "GOV542"),
    ("制度 巡查 { %s }", "委托：书记 必须", "委托：书记、网格长", "GOV542"),
    # closed words and single references are as they are
    (POST, "空缺：上提 必须", "空缺：上提", ""),
    ("岗位 副手 { %s }", "设于：社区 必须", "设于：街道", "GOV549"),
    ("post Deputy { %s }", "at: Community must", "at: Street", "GOV549"),
]
READINGS = [
    ("事项 违建 { %s }", "时限：5天 必须", "时限：5天 存疑 “原文不清” 另读 9天", "GOV543"),
    ("matter Shed { %s }", "limit: 5 days must",
     'limit: 5 days doubt "unclear" or_read 9 days', "GOV543"),
    ("事项 违建 { %s }", "时限：5天 必须 存疑 “两处不一” 另读 7天", "时限：6天", "GOV543"),
    ("事项 违建 { %s }", "时限：5天 必须 存疑 “两处不一” 另读 7天", "时限：5天", ""),
    ("事项 违建 { %s }", "时限：5天 必须 存疑 “两处不一” 另读 7天", "时限：8天", "GOV542"),
    ("事项 违建 { %s }", "时限：5天 必须 存疑 “两处不一” 另读 7天",
     "时限：5天 存疑 “两处不一” 另读 7天", ""),
    ("岗位 组员 { %s }", "数量：50 必须", "数量：50个", ""),
    ("岗位 组员 { %s }", "数量：50 必须", "数量：50人", ""),
    ("岗位 组员 { %s }", "数量：50 必须", "数量：40人", "GOV549"),
    ("岗位 组员 { %s }", "应有：1/网格 必须", "应有：1人/网格", ""),
    ("post Aide { %s }", "quota: 1/Grid must", "quota: 1 persons/Grid", ""),
    ("制度 巡查 { %s }", "内容：看路灯 原则上", "内容：看路灯 不得", "GOV544"),
    ("duty Watch { %s }", "act: lamps in_principle", "act: lamps must_not", "GOV544"),
]  # fmt: skip


@pytest.mark.parametrize(("around", "base", "own", "code"), [*MAPS, *LISTS, *READINGS])
def test_what_binds_beside_figures(
    around: str, base: str, own: str, code: str, tmp_path: Path
) -> None:
    assert told(tmp_path, around, base, own) == ([code] if code else [])
    free = base
    for word in (" 必须", " must"):
        free = free.replace(word, "")
    if free != base:
        assert told(tmp_path, around, free, own) == []


@pytest.mark.parametrize(("around", "base", "own", "code"), [*MAPS, *LISTS])
def test_what_is_restated_word_for_word_is_never_a_finding(
    around: str, base: str, own: str, code: str, tmp_path: Path
) -> None:
    assert told(tmp_path, around, base, base) == []
