"""What a case gets by the base and by the text below it: conditions, dates, additions, levels.

A base and a text that extends it enter, in both tongues; the codes of the findings and the cell
that they show are asked. An empty list: nothing is loosened.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.diagnostics import Diagnostic
from govkit.pipeline import Compiled, compile_path

ZH = """地区 市 {
层级 街道 { 数量：1 }
层级 社区 { 上级：街道；数量：2 }
岗位 主任 { 设于：街道 }
岗位 书记 { 设于：社区 }
要素 大小 { 取值：小、中、大 }
要素 脏 { 取值：是、否 }
要素 金额 { 单位：元 }
要素 面积 { 单位：平方米 }
事项 闲事
BLOCK
}
"""
EN = """district City {
level Street { count: 1 }
level Community { parent: Street; count: 2 }
post Chief { at: Street }
post Clerk { at: Community }
attribute size { values: small, mid, big }
attribute dirty { values: yes, no }
attribute cost { unit: yuan }
attribute area { unit: square_metre }
matter Idle
BLOCK
}
"""


def project(folder: Path, *blocks: str) -> Compiled:
    """The lowest of several texts, each of which extends the one before."""
    zh = any("一" <= c <= "龥" for c in "".join(blocks))
    (folder / "0.gov").write_text((ZH if zh else EN).replace("BLOCK", blocks[0]), encoding="utf-8")
    for number, block in enumerate(blocks[1:], start=1):
        head = f"地区 丁{number} {{ 上位文件：“{number - 1}.gov”" if zh else (
            f'district Below{number} {{ extends: "{number - 1}.gov"')  # fmt: skip
        (folder / f"{number}.gov").write_text(f"{head}\n{block}\n}}", encoding="utf-8")
    return compile_path(folder / f"{len(blocks) - 1}.gov")


def about(found: Compiled) -> list[Diagnostic]:
    wrong = [d for d in found.errors if d.code[:5] not in ("GOV54", "GOV56")]
    assert wrong == [], [(d.code, str(d.span), dict(d.args)) for d in wrong]
    return [
        d
        for d in found.diagnostics
        if d.code[:5] in ("GOV54", "GOV55", "GOV56") or d.code == "GOV607"
    ]


def told(folder: Path, *blocks: str) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    lang = "zh" if any("一" <= c <= "龥" for c in "".join(blocks)) else "en"
    return [
        (d.code, getattr(d.args.get("where", ""), lang, ""))
        for d in about(project(folder, *blocks))
    ]


def codes(folder: Path, *blocks: str) -> list[str]:
    return [d.code for d in about(project(folder, *blocks))]


CELLS = [
    ("时限：2天 必须 当 大小 = 小；时限：9天 必须 当 脏 = 是", "时限：9天 当 脏 = 是",
     [("GOV542", "（当 大小 = 小 且 脏 = 是）")]),
    ("limit: 2 days must when size = small; limit: 9 days must when dirty = yes",
     "limit: 9 days when dirty = yes",
     [("GOV542", " (when size = small and dirty = yes)")]),
    ("时限：2天 必须 当 大小 = 小；时限：9天", "时限：9天；时限：2天 当 大小 = 小 至 2020-01-01",
     [("GOV542", "（当 大小 = 小，自 2020-01-01）")]),
    ("limit: 2 days must when size = small; limit: 9 days",
     "limit: 9 days; limit: 2 days when size = small until 2020-01-01",
     [("GOV542", " (when size = small, since 2020-01-01)")]),
    ("时限：5天 必须 当 金额 ≤ 100元；时限：10天", "时限：12天 当 金额 > 100元", []),
    ("limit: 5 days must when cost ≤ 100 yuan; limit: 10 days",
     "limit: 12 days when cost > 100 yuan", []),
    ("时限：5天 必须 当 金额 ≤ 100元；时限：10天", "时限：12天 当 金额 > 99元",
     [("GOV542", "（当 金额 > 99元 且 金额 < 100元）")]),
    ("时限：5天 必须 当 大小 = 小 且 脏 = 是", "时限：5天 当 脏 = 是 且 大小 = 小", []),
    ("时限：5天 必须 当 大小 = 小 且 脏 = 是", "时限：6天 当 脏 = 是 且 大小 = 小",
     [("GOV542", "（当 大小 = 小 且 脏 = 是）")]),
    ("limit: 5 days must when size = small and dirty = yes",
     "limit: 5 days when dirty = yes and size = small", []),
    ("时限：5天 必须 当 大小 ≥ 中；时限：9天", "时限：9天；时限：4天 当 大小 = 大",
     [("GOV542", "（当 大小 = 中）")]),
    ("limit: 5 days must when size ≥ mid; limit: 9 days",
     "limit: 9 days; limit: 4 days when size = big; limit: 5 days when size = mid", []),
    ("时限：5天 必须；时限：3天 必须 自 2025-01-01", "时限：5天", [("GOV542",
     "（自 2025-01-01）")]),
    ("limit: 5 days must; limit: 3 days must since 2025-01-01", "limit: 3 days", []),
    ("时限：5天 必须", "时限：5天；时限：9天 自 2030-01-01 至 2031-01-01",
     [("GOV542", "（自 2030-01-01，至 2031-01-01）")]),
    ("时限：5天 必须 当 金额 > 1元", "时限：9天 当 面积 > 1平方米",
     [("GOV542", "（当 金额 > 1元 且 面积 > 1平方米）")]),
    # two conditions that are not looked into: nobody knows whether they go together
    ("时限：5天 必须 当 金额 + 金额 > 9元", "时限：9天 当 金额 + 金额 < 3元", [("GOV543",
     "（当 金额 + 金额 > 9元 且 金额 + 金额 < 3元）")]),
    ("时限：5天 必须 当 金额 + 金额 > 9元", "时限：9天 当 金额 + 金额 > 9元", [("GOV542",
     "（当 金额 + 金额 > 9元）")]),
    ("时限：5天 必须 当 非(大小 = 小)", "时限：5天 当 大小 ≠ 小", []),
]  # fmt: skip


@pytest.mark.parametrize(("base", "own", "expected"), CELLS)
def test_the_value_a_case_gets_is_what_binds(
    base: str, own: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    matter = "事项 噪声 {{ {} }}" if "时限" in base else "matter Noise {{ {} }}"
    assert told(tmp_path, matter.format(base), matter.format(own)) == expected


HEADS = [
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时限：5天 必须 } }",
     "流程 报修 至 2026-01-01 { }",
     [("GOV540", "（自 2026-01-01）")]),
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时限：5天 必须 } }",
     "流程 报修 当 大小 = 小 { }",
     [("GOV540", "（当 大小 = 中）")]),
    ("process Fix { applies_to: Idle; tier Community { handler: Clerk; limit: 5 days must } }",
     "process Fix until 2026-01-01 { }", [("GOV540", " (since 2026-01-01)")]),
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时限：5天 } }", "流程 报修 至 2026-01-01 { }",
     []),
    ("流程 报修 至 2026-01-01 { 适用：闲事；级 社区 { 承办：书记；时限：5天 必须 } }",
     "流程 报修 至 2027-01-01 { }", []),
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时限：5天 必须 } }",
     "流程 报修 { 级 社区 自 2026-01-01 { } }", [("GOV540", "（至 2026-01-01）")]),
]  # fmt: skip


@pytest.mark.parametrize(("base", "own", "expected"), HEADS)
def test_a_head_is_not_narrowed_where_fields_bind(
    base: str, own: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert told(tmp_path, base, own) == expected


PROCESS = (
    "流程 报修 { 适用：噪声；级 社区 { 承办：书记；时限：5天 %s } }\n事项 噪声 { 时限：9天 %s }"
)
SIDE_DOORS = [
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 状况 夜里 当 脏 = 是 { 时限：9天 } }",
     ["GOV542"]),
    ("matter Noise { limit: 5 days must }",
     "matter Noise { state Night when dirty = yes { limit: 9 days } }", ["GOV542"]),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 状况 夜里 当 脏 = 是 { 时限：4天 } }", []),
    ("事项 噪声 { 时限：5天 }", "事项 噪声 { 状况 夜里 当 脏 = 是 { 时限：9天 } }", []),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 事项 夜噪 { 时限：9天 } }", ["GOV542"]),
    ("matter Noise { limit: 5 days must }", "matter Noise { matter Night { limit: 9 days } }",
     ["GOV542"]),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 事项 夜噪 { 时限：3天 } }", []),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 除外：装修 }", ["GOV542"]),
    ("matter Noise { limit: 5 days must }", "matter Noise { excludes: works }", ["GOV542"]),
    ("事项 噪声 { 时限：5天 }", "事项 噪声 { 除外：装修 }", []),
    (PROCESS % ("必须", ""), "流程 报修 { 级 社区 { 延期：3天；延期审批：主任 } }", ["GOV542"]),
    (PROCESS % ("", ""), "流程 报修 { 级 社区 { 延期：3天；延期审批：主任 } }", []),
    (PROCESS % ("必须", ""), "流程 报修 { 级 社区 { 挂账：等材料；恢复：材料齐；挂账审批：主任 } }",
     ["GOV542"]),
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时钟 答复 { 起于：签收；时限：2天 必须 } } }",
     "流程 报修 { 级 社区 { 时钟 答复 { 暂停：挂账 } } }", ["GOV542"]),
    (PROCESS % ("必须", ""), "平急状态 战时 { 暂停：报修 }", ["GOV542"]),
    (PROCESS % ("", ""), "平急状态 战时 { 暂停：报修 }", []),
    ("process Fix { applies_to: Idle; tier Community { handler: Clerk; limit: 5 days must } }",
     "mode War { suspends: Fix }", ["GOV542"]),
    (PROCESS % ("必须", ""),
     "流程 急修 当 脏 = 是 { 适用：噪声；级 社区 { 承办：书记；时限：8天 } }", ["GOV542"]),
    (PROCESS % ("必须", ""),
     "流程 急修 当 脏 = 是 { 适用：噪声；级 社区 { 承办：书记；时限：4天 } }", []),
    (PROCESS % ("必须", ""), "流程 急修 当 脏 = 是 { 适用：噪声；级 街道 { 承办：主任 } }",
     ["GOV543"]),
    (PROCESS % ("必须", ""), "流程 杂事 { 适用：闲事；级 社区 { 承办：书记；时限：8天 } }", []),
    ("流程 报修 { 适用：闲事；级 社区 { 承办：书记；时钟 答复 { 起于：签收；时限：2天 必须 } } }",
     "流程 报修 { 级 社区 { 时钟 答复 { 起算：次日起 } } }", ["GOV543"]),
    ("制度 巡查 { 责任人：书记；频次：1次/月 必须 }", "制度 巡查 { 时段：3月至5月 }", ["GOV542"]),
    ("duty Watch { who: Clerk; cadence: 1 times/month must }", "duty Watch { unless: rain }",
     ["GOV542"]),
    ("会议 例会 { 出席：≥2/3 应到会 必须 }", "会议 例会 { 延会：7天；再次会议出席：≥1/3 应到会 }",
     ["GOV542"]),
    ("事项 噪声 { 时限：2天 必须 当 大小 = 小；时限：9天 }", "事项 噪声 { 大小：大 }", ["GOV543"]),
    ("事项 噪声 { 时限：2天 必须 当 大小 = 小；时限：9天 }",
     "事项 噪声 { 大小：大 例外 GOV543 “看过了” }", []),
    ("事项 噪声 { 时限：2天 必须；脏：是 }", "事项 噪声 { 大小：大；脏：否 }", []),
    ("事项 甲事\n流程 报修 { 适用：闲事、甲事；级 社区 { 承办：书记；时限：5天 必须 } }",
     "流程 报修 { 适用：甲事 }", ["GOV540"]),
    ("matter Lamp\nprocess Fix { applies_to: Idle, Lamp; "
     "tier Community { handler: Clerk; limit: 5 days must } }",
     "process Fix { applies_to: Lamp }", ["GOV540"]),
    ("事项 外 { 时限：5天 必须；事项 内 }\n事项 别", "事项 别 { 事项 内 { } }", ["GOV540"]),
    ("matter Outer { limit: 5 days must; matter Inner }\nmatter Other",
     "matter Outer { matter Inner { } }", []),
    ("清单 权 必须 { 类型：权力；授予：社区；项 小修 { 限额：≤5元 } }",
     "清单 权 { 项 小修 { 授予：街道 } }",
     ["GOV549"]),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 顺延：是 }", ["GOV542"]),
    ("事项 噪声 { 时限：5天 必须 }", "事项 噪声 { 顺延：否 }", []),
    ("matter Noise { limit: 5 days must }", "matter Noise { rolls: yes }", ["GOV542"]),
    ("事项 噪声 { 时限：5工作日 必须 }", "日历 本街 { 基于：工作日；放假：2026-05-06 }",
     ["GOV543"]),
    ("事项 噪声 { 时限：5工作日 }", "日历 本街 { 基于：工作日；放假：2026-05-06 }", []),
    ("推演 { 到件：200件/月 必须 }", "推演 { 到件：300件/月 }", ["GOV549"]),
    ("事项 噪声 { 别称：噪音；时限：5天 必须 }", "事项 噪音 { 时限：30天 }", ["GOV560"]),
    ("matter Noise { alias: Din; limit: 5 days must }", "matter Din { limit: 30 days }",
     ["GOV560"]),
    ("事项 噪声 { 别称：噪音；时限：5天 }", "事项 噪音 { 时限：30天 }", []),
]  # fmt: skip


@pytest.mark.parametrize(("base", "own", "expected"), SIDE_DOORS)
def test_additions_do_not_loosen_by_the_side_door(
    base: str, own: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, base, own) == expected


LEVELS = [
    # what is copied binds further down, and only where it bound above
    (("时限：5天 必须 当 大小 = 小；时限：10天", "时限：4天", "时限：4天 当 大小 = 小；时限：10天"),
     []),
    (("时限：5天 必须 当 大小 = 小；时限：10天", "时限：4天", "时限：6天"), ["GOV542"]),
    (("时限：5天 必须", "时限：4天 必须", "时限：5天"), ["GOV542"]),
    (("时限：5天 原则上", "时限：7天 例外 GOV544 “远”", "时限：9天"), ["GOV544", "GOV545"]),
    (("时限：5天 原则上", "时限：7天 例外 GOV544 “远”", "时限：7天"), ["GOV545"]),
    (("时限：5天 可以", "时限：7天", "时限：9天"), []),
    (("limit: 5 days must", "limit: 4 days", "limit: 5 days"), ["GOV542"]),
    (("limit: 5 days in_principle", 'limit: 7 days except GOV544 "far"', "limit: 9 days"),
     ["GOV544", "GOV545"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), LEVELS)
def test_three_levels(texts: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    matter = "事项 噪声 {{ {} }}" if "时限" in texts[0] else "matter Noise {{ {} }}"
    assert codes(tmp_path, *(matter.format(text) for text in texts)) == expected


def test_may_inside_a_binding_head_stays_free_at_every_level(tmp_path: Path) -> None:
    base = "流程 报修 必须 { 适用：闲事；级 社区 { 承办：书记；时限：5天 可以 } }"
    own = "流程 报修 { 级 社区 { 时限：7天 } }"
    assert codes(tmp_path, base, own, own.replace("7", "9")) == []
    again = "流程 报修 { 级 社区 { 时限：5天 可以 } }"
    assert codes(tmp_path, base, again) == []


def test_too_many_cells_are_said_not_to_be_compared(tmp_path: Path) -> None:
    names = [f"量{n}" for n in range(9)]
    base = "\n".join(f"要素 {name} {{ 单位：元 }}" for name in names)
    when = " 且 ".join(f"{name} > 1元" for name in names)
    base += f"\n事项 噪声 {{ 时限：5天 必须 当 {when}；时限：9天 }}"
    own = f"事项 噪声 {{ 时限：4天 当 {when} 且 大小 = 小 }}"
    assert codes(tmp_path, base, own) == ["GOV550"]


def test_long_fields_are_compared_within_bounds(tmp_path: Path) -> None:
    """Statements, periods and cells multiply; what is looked at is bounded, and that is told."""
    days = [f"{2000 + n // 12}-{n % 12 + 1:02}-01" for n in range(150)]
    base = "；".join(f"时限：5天 必须 当 金额 > {n}元 自 {day}" for n, day in enumerate(days))
    own = "时限：4天 当 金额 > 7元 自 2000-01-01 至 2000-03-01"
    matter = "事项 噪声 {{ {} }}".format
    assert codes(tmp_path, matter(base), matter(own)) == ["GOV550"]
    looser = own.replace("4天", "9天")
    assert codes(tmp_path, matter("时限：5天 必须"), matter(looser)) == ["GOV542"]
