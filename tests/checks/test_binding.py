"""What a base binds and how it may be stated again: one row per value, strength and answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.pipeline import Compiled, compile_path
from tests.together import together

BASE = """地区 市
层级 街道 {{ 数量：1 }}
机构 甲局 {{ 设于：街道 }}
机构 乙局 {{ 设于：街道 }}
清单 权力 {{ 类型：权力；项 自建 {{ {item} }} }}
事项 纠纷 {{ {matter} }}
会议 协商会 {{ {meeting} }}
制度 走访 {{ {duty} }}
数据 {{ 面积：3平方公里；{figure} }}
"""


def compiled(folder: Path, where: str, base: str, own: str) -> Compiled:
    """A street that states one field of its city's text again."""
    said = dict.fromkeys(("item", "matter", "meeting", "duty"), "") | {"figure": "户：1户"}
    (folder / "市.gov").write_text(BASE.format(**(said | {where: base})), encoding="utf-8")
    block = {
        "item": "清单 权力 { 项 自建 { %s } }", "matter": "事项 纠纷 { %s }",
        "meeting": "会议 协商会 { %s }", "duty": "制度 走访 { %s }", "figure": "数据 { %s }",
    }[where] % own  # fmt: skip
    text = f"地区 街道办\n上位文件：“市.gov”\n{block}\n"
    (folder / "街道.gov").write_text(text, encoding="utf-8")
    return compile_path(folder / "街道.gov")


def told(found: Compiled) -> list[str]:
    return [d.code for d in found.diagnostics if d.code.startswith(("GOV54", "GOV607"))]


VALUES = [
    # a limit is a ceiling
    ("matter", "时限：10工作日", "时限：10工作日", ""),
    ("matter", "时限：10工作日", "时限：7工作日", ""),
    ("matter", "时限：10工作日", "时限：≤7工作日", ""),
    ("matter", "时限：10工作日", "时限：11工作日", "GOV542"),
    ("matter", "时限：10工作日", "时限：≥3工作日", "GOV542"),
    ("matter", "时限：10工作日", "时限：3至12工作日", "GOV542"),
    ("matter", "时限：10工作日", "时限：7天", "GOV543"),
    ("matter", "时限：10工作日", "时限：未知", "GOV543"),
    ("matter", "时限：未知", "时限：7工作日", "GOV543"),
    ("matter", "时限：10工作日", "时限：7工作日 存疑 “两处不一” 另读 12工作日", "GOV543"),
    ("matter", "时限：24小时", "时限：90分钟", ""),
    ("matter", "时限：24小时", "时限：1天", "GOV543"),
    ("matter", "时限：3—5工作日", "时限：4—5工作日", ""),
    ("matter", "时限：3—5工作日", "时限：4—6工作日", "GOV542"),
    ("matter", "时限：3—5工作日", "时限：2工作日", "GOV543"),
    ("matter", "时限：≥7天", "时限：10天", ""),
    ("matter", "时限：≥7天", "时限：5天", "GOV542"),
    ("item", "限额：40万元", "限额：20万元", ""),
    ("item", "限额：<40万元", "限额：≤40万元", "GOV542"),
    ("item", "限额：≤40万元", "限额：<40万元", ""),
    ("item", "限额：≤40万元", "限额：约38万元", ""),
    ("item", "限额：≤40万元", "限额：约40万元", "GOV543"),
    ("item", "限额：≤40万元", "限额：约60万元", "GOV542"),
    # notice, quorum and majority are floors
    ("meeting", "提前通知：3天", "提前通知：5天", ""),
    ("meeting", "提前通知：3天", "提前通知：1周", ""),
    ("meeting", "提前通知：3天", "提前通知：2天", "GOV542"),
    ("meeting", "出席：≥1/2 应到会", "出席：≥2/3 应到会", ""),
    ("meeting", "出席：≥1/2 应到会", "出席：≥1/3 应到会", "GOV542"),
    ("meeting", "出席：≥1/2 应到会", "出席：≥2/3 到会", "GOV543"),
    ("meeting", "通过：≥1/2 到会", "通过：≥1/2 出席人数", ""),
    ("meeting", "通过：≥1/2 到会", "通过：≥1/2 应到会", ""),
    ("meeting", "通过：≥1/2 应到会", "通过：≥1/2 到会", "GOV542"),
    ("meeting", "通过：≥1/2 到会", "通过：≥1/3 应到会", "GOV543"),
    # rates
    ("duty", "频次：≥1次/月", "频次：≥2次/月", ""),
    ("duty", "频次：≥2次/月", "频次：≥1次/月", "GOV542"),
    ("duty", "频次：≥2次/月", "频次：3次/月", ""),
    ("duty", "频次：≥1次/月", "频次：≥1次/周", "GOV543"),
    ("duty", "频次：1次/月", "频次：2次/月", "GOV549"),
    # exact figures and figures without a direction
    ("figure", "户：300户", "户：300户", ""),
    ("figure", "户：300户", "户：200户", "GOV549"),
    ("figure", "户：300—500户", "户：320—450户", ""),
    ("figure", "户：300—500户", "户：250—450户", "GOV542"),
    ("figure", "户：≤2平方公里", "户：≤100公顷", ""),
    ("figure", "户：≤2平方公里", "户：≤300公顷", "GOV542"),
    ("figure", "户：≥60%", "户：≥70%", ""),
    # lists
    ("meeting", "参加：书记、居民", "参加：居民、书记、物业", ""),
    ("meeting", "参加：书记、居民", "参加：居民", "GOV549"),
    ("meeting", "参加：书记 等3类", "参加：书记、居民", "GOV549"),
    ("meeting", "参加：书记 等3类", "参加：书记、居民 等", "GOV543"),
    ("matter", "除外：噪声、犬吠", "除外：噪声", ""),
    ("matter", "除外：噪声", "除外：噪声、犬吠", "GOV542"),
    ("matter", "协办：甲局", "协办：甲局、乙局", ""),
    ("matter", "协办：甲局、乙局", "协办：乙局", "GOV549"),
    ("matter", "协办：any(甲局, 乙局)", "协办：甲局", "GOV543"),
    # what has no order
    ("duty", "设于：甲局", "设于：乙局", "GOV549"),
    ("meeting", "议题：物业费", "议题：物业费", ""),
]  # fmt: skip


@together("strength", ["必须", "应当"])
@together(("where", "base", "own", "code"), VALUES)
def test_a_binding_value_may_only_be_tightened(
    where: str, base: str, own: str, code: str, strength: str, tmp_path: Path
) -> None:
    clause = base.find(" 存疑")
    bound = f"{base} {strength}" if clause < 0 else base
    found = compiled(tmp_path, where, bound, own)
    assert [d.code for d in found.errors if not d.code.startswith("GOV54")] == []
    assert told(found) == ([code] if code else [])


@together(("where", "base", "own", "code"), VALUES)
@together("strength", ["", " 鼓励", " 可以"])
def test_what_does_not_bind_is_overridden_freely(
    where: str, base: str, own: str, code: str, strength: str, tmp_path: Path
) -> None:
    assert told(compiled(tmp_path, where, base + strength, own)) == []


@pytest.mark.parametrize(("where", "base", "own", "code"), VALUES)
def test_leaving_a_principle_needs_a_reason(
    where: str, base: str, own: str, code: str, tmp_path: Path
) -> None:
    principle = f"{base} 原则上"
    assert told(compiled(tmp_path, where, principle, own)) == (["GOV544"] if code else [])
    reasoned = compiled(tmp_path, where, principle, f"{own} 例外 GOV544 “路远”")
    assert told(reasoned) == ["GOV545" if code else "GOV607"]
    bare = compiled(tmp_path, where, principle, f"{own} 例外 GOV544")
    assert "GOV367" in [one.code for one in bare.diagnostics]


ORDER = ["必须", "应当", "原则上", "鼓励", "可以"]


@pytest.mark.parametrize("base", [*ORDER, "不得", ""])
@pytest.mark.parametrize("own", [*ORDER, "不得", ""])
def test_force_is_never_weakened(base: str, own: str, tmp_path: Path) -> None:
    found = compiled(tmp_path, "meeting", f"参加：书记 {base}", f"参加：书记 {own}")
    binds = base in ("必须", "应当", "不得")
    turned = base != own and own and "不得" in (base, own)
    weaker = own in ORDER and base in ORDER and ORDER.index(own) > ORDER.index(base)
    if binds and own and (turned or weaker):
        assert told(found) == ["GOV541"]
    elif base == "原则上" and own in ("鼓励", "可以", "不得"):
        assert told(found) == ["GOV544"]
    else:
        assert told(found) == []


def test_a_statement_that_says_no_strength_keeps_that_of_the_base(tmp_path: Path) -> None:
    found = compiled(tmp_path, "matter", "时限：10工作日 应当", "时限：7工作日")
    assert found.model is not None
    (limit,) = found.model.matter("纠纷").limit
    assert (limit.strength, limit.value.number) == ("should", 7)


@pytest.mark.parametrize(
    ("base", "own", "code"),
    [
        ("参加：书记", "参加：书记、居民", ""),
        ("参加：书记、居民", "参加：书记", "GOV549"),
        ("出席：≥2/3 到会", "出席：≥1/2 到会", ""),
        ("出席：≥1/2 到会", "出席：≥2/3 到会", "GOV542"),
        ("提前通知：3天", "提前通知：2天", "GOV543"),
    ],
)
def test_a_prohibition_may_only_forbid_more(base: str, own: str, code: str, tmp_path: Path) -> None:
    found = compiled(tmp_path, "meeting", f"{base} 不得", own)
    assert told(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("base", "own", "code"),
    [
        # what holds always is held against what holds sometimes, and the other way round
        ("时限：5工作日 应当", "时限：3工作日 当 面积 > 1", ""),
        ("时限：5工作日 应当", "时限：9工作日 当 面积 > 1", "GOV542"),
        ("时限：5工作日 应当", "时限：5工作日；时限：9工作日 当 面积 > 1", "GOV542"),
        ("时限：5工作日 应当 当 面积 > 1", "时限：9工作日", "GOV542"),
        ("时限：5工作日 应当 当 面积 > 1", "时限：9工作日；时限：4工作日 当 面积 > 1", ""),
        ("时限：5工作日 应当 当 面积 > 1", "时限：9工作日 当 面积 > 2", "GOV542"),
        ("时限：5工作日 应当 当 面积 > 1", "时限：4工作日 当 面积 > 2", ""),
        # days that never meet
        ("时限：5工作日 应当 至 2026-01-01", "时限：9工作日 自 2026-01-01", ""),
        ("时限：5工作日 应当 至 2026-01-01", "时限：9工作日 自 2025-12-01", "GOV542"),
        ("时限：5工作日 应当", "时限：9工作日 自 2026-01-01", "GOV542"),
    ],
)
def test_conditions_and_dates_say_what_is_held_against_what(
    base: str, own: str, code: str, tmp_path: Path
) -> None:
    assert told(compiled(tmp_path, "matter", base, own)) == ([code] if code else [])


def test_what_cannot_be_decided_may_be_approved_and_what_is_loosened_may_not(
    tmp_path: Path,
) -> None:
    base = "时限：10工作日 应当"
    days = compiled(tmp_path, "matter", base, "时限：9天 例外 GOV543 “按日历数，更短”")
    assert told(days) == []
    assert days.model is not None
    for code in ("GOV541", "GOV542", "GOV549"):
        loose = compiled(tmp_path, "matter", base, f"时限：12工作日 例外 {code} “路远”")
        assert told(loose) == ["GOV542"]
        assert loose.model is None
