"""Statements in the official register: strength before the value, condition first, dates, marks."""

from __future__ import annotations

import pytest

from govkit import Governance, loads
from govkit.model.naming import Pen

ZH = """govkit 1
地区 甲 {
  出处 办法 { 类型：文件；施行：2026-02-01 }
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：2个；应有：≥1/街道 应当 }
  要素 难度 { 取值：一般、较大 }
  要素 金额 { 单位：元 }
  事由 扯皮
  岗位 书记 { 设于：社区；数量：2名；应有：1/社区；兼任：主任 不得；职能：调解、巡查 等 }
  岗位 主任 { 设于：社区；数量：2名；任期：5年；来源：党员、群众 共2 鼓励 }
  清单 权力 { 类型：权力；授予：社区；
    项 采购 {
      限额：≤10万元 自 2025-01-01 至 2026-01-01
      限额：≤20万元 自 2026-01-01 存疑 “旧印” 另读 <20万元 } }
  事项 噪声 { 难度：一般 }
  流程 办 { 适用：噪声
    级 社区 { 承办：书记；时限：5工作日 假设 “没有写”
      遇：超时 → 街道 当 难度 = 较大；遇：扯皮 → 街道 }
    级 街道 { 承办：街道；时限：15工作日 拟定 当 金额 > 5万元 } }
  制度 走访 { 责任人：书记 应当；频次：≥2次/月 应当；时段：6月1日至9月30日
    委托：主任 可以；覆盖率：≥90% 社区 原则上 }
}
"""


@pytest.fixture(scope="module")
def model() -> Governance:
    return loads(ZH)


@pytest.mark.parametrize(
    ("kind", "name", "field", "zh"),
    [
        ("level", "社区", "quota", "应当每个街道不少于1个"),
        ("post", "书记", "quota", "每个社区1名"),
        ("post", "书记", "concurrent", "不得兼任主任"),
        ("post", "书记", "functions", "调解、巡查等"),
        ("post", "主任", "drawn_from", "鼓励从党员、群众共2类中产生"),
        ("post", "主任", "term", "5年"),
        ("duty", "走访", "who", "应当由书记负责"),
        ("duty", "走访", "cadence", "应当每月不少于2次"),
        ("duty", "走访", "season", "每年6月1日至9月30日"),
        ("duty", "走访", "delegate", "可以委托主任"),
        ("duty", "走访", "coverage", "原则上社区的90%以上"),
        ("source", "办法", "in_force", "2026年2月1日"),
    ],
)
def test_a_field_reads_as_documents_print_it(
    model: Governance, kind: str, name: str, field: str, zh: str
) -> None:
    assert Pen(model, register="official").field(model.get(f"{kind}:{name}"), kind, field) == zh  # type: ignore[arg-type]


def _inside(model: Governance) -> tuple[object, object, object]:
    item = model.get("list:权力").items[0]  # type: ignore[union-attr]
    first, second = model.get("process:办").tiers  # type: ignore[union-attr]
    return item, first, second


def test_dates_conditions_other_readings_and_marks(model: Governance) -> None:
    pen = Pen(model, register="official", marks="bracket")
    item, first, second = _inside(model)
    assert pen.field(item, "item", "limit") == (  # type: ignore[arg-type]
        "10万元以下，自2025年1月1日起至2025年12月31日止；"
        "20万元以下，自2026年1月1日起施行〔另读不满20万元〕"
    )
    assert pen.field(first, "tier", "limit") == "5个工作日〔假设〕"  # type: ignore[arg-type]
    assert pen.field(first, "tier", "on") == "超时且难度较大的，报街道；扯皮的，报街道"  # type: ignore[arg-type]
    assert pen.field(second, "tier", "limit") == "金额超过5万元的，15个工作日〔拟定〕"  # type: ignore[arg-type]


def test_marks_are_a_star_a_bracket_or_nothing(model: Governance) -> None:
    _, first, _ = _inside(model)
    limit = first.limit.root[0]  # type: ignore[attr-defined]
    told = [Pen(model, "zh", "official", marks).stated(limit) for marks in ("star", "bracket", "")]
    assert told == ["5个工作日＊", "5个工作日〔假设〕", "5个工作日"]
    assert Pen(model, "en", "official", "bracket").stated(limit) == "5 working days [assumed]"


def test_english_reads_as_plain_legal_english(model: Governance) -> None:
    pen = Pen(model, "en", register="official", marks="star")
    item, first, second = _inside(model)
    told = {
        pen.field(item, "item", "limit"),  # type: ignore[arg-type]
        pen.field(first, "tier", "on"),  # type: ignore[arg-type]
        pen.field(second, "tier", "limit"),  # type: ignore[arg-type]
        pen.field(model.get("duty:走访"), "duty", "cadence"),  # type: ignore[arg-type]
        pen.field(model.get("post:书记"), "post", "concurrent"),  # type: ignore[arg-type]
    }
    assert told == {
        "not more than 100,000 yuan, from 1 January 2025 to 31 December 2025; not more than "
        "200,000 yuan, from 1 January 2026 [or read: less than 200,000 yuan]",
        "where the limit has run out and 难度 is 较大, it goes to 街道; "
        "where 扯皮 occurs, it goes to 街道",
        "where 金额 is more than 50,000 yuan, 15 working days*",
        "should be at least 2 times a month",
        "must not also hold 主任",
    }


def test_the_short_register_is_as_it_was(model: Governance) -> None:
    pen = Pen(model)
    item, first, _ = _inside(model)
    assert pen.field(item, "item", "limit") == (  # type: ignore[arg-type]
        "≤10万元 自 2025-01-01 至 2026-01-01；≤20万元 自 2026-01-01（另读 <20万元）"
    )
    assert pen.field(first, "tier", "on") == "超时 → 街道 当 难度 = 较大；扯皮 → 街道"  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", [[], [["诉讼"]], [["诉讼"], [], []]])
def test_words_that_lead_on_are_as_many_as_their_ends(ends: list[list[str]]) -> None:
    text = ZH.replace("事项 噪声 { 难度：一般 }", "事项 噪声 { 不予受理：已起诉 → 诉讼、已复核 }")
    data = loads(text.replace(" 当 难度 = 较大", "")).model_dump(mode="json")
    value = data["matters"][0]["not_accepted_for"][0]["value"]
    assert Governance.model_validate(data).matters[0].not_accepted_for
    value["ends"] = ends
    with pytest.raises(ValueError, match=f"2 words and {len(ends)} ends"):
        Governance.model_validate(data)
