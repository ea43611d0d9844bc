"""Which of several dated statements counts: the same answer wherever it is asked.

Texts in which a later value stands beside an earlier one without an end enter; the model, a case,
its limits, powers and handlers, the ways on, the checks and the screens are asked for it.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Engine, compile_text, loads
from govkit.analysis.structure import structure
from govkit.model.matter import Matter
from govkit.model.process import Tier
from govkit.model.statement import Attribute
from govkit.values.condition import canonical, same_condition

ZH = """govkit 1
地区 甲 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：2 }
  岗位 书记 { 设于：社区 }
  岗位 副书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  要素 大小 { 取值：小、大 }
  要素 金额 { 单位：元 }
  清单 权力 { 类型：权力；授予：社区；项 小修 { 限额：≤9元；限额：≤2元 自 2025-01-01 } }
  事项 噪声 { 所需：小修；大小：小；大小：大 自 2025-01-01
    时限：5天；时限：3天 自 2025-01-01
    时限：9天 当 大小 = 大 且 金额 > 1元
    时限：7天 当 1元 < 金额 且 大小 = 大 自 2025-03-01 }
  流程 报修 { 适用：噪声
    级 社区 { 承办：书记；承办：副书记 自 2025-01-01
      时限：4天；时限：2天 自 2025-01-01
      遇：越权 或 难度大 → 社区；遇：难度大 → 街道 自 2025-01-01 }
    级 街道 { 承办：主任 }
  }
}
"""
EN = """govkit 1
district A {
  level Street { count: 1 }
  level Community { parent: Street; count: 2 }
  post Clerk { at: Community }
  post Deputy { at: Community }
  post Chief { at: Street }
  attribute size { values: small, big }
  attribute cost { unit: yuan }
  list Powers { type: power; granted_to: Community
    item Repair { limit: ≤9 yuan; limit: ≤2 yuan since 2025-01-01 } }
  matter Noise { needs: Repair; size: small; size: big since 2025-01-01
    limit: 5 days; limit: 3 days since 2025-01-01
    limit: 9 days when size = big and cost > 1 yuan
    limit: 7 days when 1 yuan < cost and size = big since 2025-03-01 }
  process Fix { applies_to: Noise
    tier Community { handler: Clerk; handler: Deputy since 2025-01-01
      limit: 4 days; limit: 2 days since 2025-01-01
      on: out_of_power or difficult -> Community; on: difficult -> Street since 2025-01-01 }
    tier Street { handler: Chief }
  }
}
"""
TONGUES = [
    (ZH, "噪声", "社区·1", "副书记", "小修", "金额", "大小", "大"),
    (EN, "Noise", "Community·1", "Deputy", "Repair", "cost", "size", "big"),
]
both = pytest.mark.parametrize(
    ("text", "matter", "unit", "deputy", "item", "cost", "size", "big"), TONGUES, ids=["zh", "en"]
)
BEFORE, AFTER = date(2024, 6, 1), date(2025, 6, 1)


@both
def test_the_one_that_began_last_counts_for_a_case(
    text: str, matter: str, unit: str, deputy: str, item: str, cost: str, size: str, big: str
) -> None:
    engine = Engine(loads(text))
    case = engine.open(matter, unit=unit, at="2025-06-02 09:00", **{cost: 1})
    due = {timer.kind: str(timer.due)[:10] for timer in engine.due(case)}
    assert due == {"matter": "2025-06-06", "limit": "2025-06-05"}
    assert case.grade(size) == big
    assert case.turn.refs == (f"post:{deputy}",)
    early = engine.open(matter, unit=unit, at="2024-06-03 09:00", **{cost: 1})
    due = {timer.kind: str(timer.due)[:10] for timer in engine.due(early)}
    assert due == {"matter": "2024-06-09", "limit": "2024-06-08"}
    costly = engine.open(matter, unit=unit, at="2025-06-02 09:00", **{cost: 2})
    assert {str(t.due)[:10] for t in engine.due(costly) if t.kind == "matter"} == {"2025-06-10"}


@both
@pytest.mark.parametrize("day", [None, AFTER])
def test_the_model_the_screens_and_the_checks_say_what_the_case_gets(
    day: date | None, text: str, matter: str, unit: str, deputy: str, item: str, cost: str,
    size: str, big: str,
) -> None:  # fmt: skip
    compiled = compile_text(text, as_of=day)
    assert compiled.model is not None
    model = compiled.model
    held = model.matter(matter)
    assert isinstance(held, Matter)
    assert held.limit.value is not None and held.limit.value.number == 3  # type: ignore[union-attr]
    assert model.get(f"item:{item}").limit.value.quantity.number == 2  # type: ignore[union-attr]
    tier = model.processes[0].tiers[0]
    assert isinstance(tier, Tier)
    ways = {
        key: a.to[0] for _, s in tier.on.counting(day) for a in s.value.entries for key in a.keys
    }
    assert set(ways) == {"out_of_power", "difficult"}
    assert len(set(ways.values())) == 2
    assert not [d for d in compiled.diagnostics if d.code in ("GOV531", "GOV619")]


@both
def test_of_a_day_what_gave_way_is_gone(
    text: str, matter: str, unit: str, deputy: str, item: str, cost: str, size: str, big: str
) -> None:
    model = loads(text).as_of(AFTER)
    assert [s.value.number for s in model.matter(matter).limit] == [3, 7]  # type: ignore[union-attr]
    assert [g.value.word for g in model.matter(matter).given] == [big]  # type: ignore[union-attr]
    (row,) = structure(model, "en").processes
    (limit,) = [said.text for said in row.tiers[0].said if said.field == "limit"]
    assert "2 days" in limit and "4" not in limit
    early = loads(text).as_of(BEFORE)
    assert [s.value.number for s in early.matter(matter).limit] == [5, 9]  # type: ignore[union-attr]


def test_a_limit_is_held_against_the_total_of_its_own_days() -> None:
    text = """地区 甲 {
  层级 街道 { 数量：1 }
  岗位 主任 { 设于：街道 }
  事项 噪声
  流程 报修 { 适用：噪声；总时限：9工作日；总时限：4工作日 自 2025-01-01
    级 街道 { 承办：主任；时限：6工作日 %s；时限：3工作日 自 2025-01-01 } }
}
"""
    told = [d.code for d in compile_text(text % "").diagnostics]
    assert "GOV619" not in told
    longer = text.replace("时限：3工作日 自 2025-01-01", "时限：5工作日 自 2025-02-01")
    findings = [d for d in compile_text(longer % "").diagnostics if d.code == "GOV619"]
    assert [d.span.text for d in findings if d.span] == ["时限：6工作日", "时限：5工作日"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("大小 = 小 且 金额 > 1元", "金额 > 1元 且 大小 = 小", True),
        ("大小 = 小 且 (金额 > 1元 且 金额 < 9元)", "金额 < 9元 且 金额 > 1元 且 大小 = 小", True),
        ("1元 < 金额", "金额 > 1元", True),
        ("大小 = 小 或 大小 = 小", "大小 = 小", True),
        ("金额 ≥ 1元", "金额 > 1元", False),
        ("大小 = 小 且 金额 > 1元", "大小 = 小 或 金额 > 1元", False),
    ],
)
def test_conditions_that_say_the_same_are_the_same(one: str, other: str, same: bool) -> None:
    text = f"""地区 甲 {{
  要素 大小 {{ 取值：小、大 }}
  要素 金额 {{ 单位：元 }}
  事项 噪声 {{ 时限：1天 当 {one}；时限：2天 当 {other}；时限：9天 }}
}}
"""
    model = compile_text(text).model
    assert model is not None
    first, second, _ = model.matter("噪声").limit
    assert first.when is not None and second.when is not None
    assert same_condition(first.when, second.when) is same
    assert canonical(canonical(first.when)) == canonical(first.when)


DAYS = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
clauses = st.tuples(st.sampled_from([None, *DAYS]), st.sampled_from([None, *DAYS]))


@given(st.lists(clauses, max_size=6), st.sampled_from([date(2023, 5, 5), *DAYS, date(2027, 5, 5)]))
def test_the_latest_beginning_counts_and_nothing_else_of_that_day(
    dated: list[tuple[date | None, date | None]], day: date
) -> None:
    stated = [
        {"value": n, "since": since, "until": until} for n, (since, until) in enumerate(dated)
    ]
    attribute = Attribute[int].model_validate(stated)
    stands = [
        (since or date.min, -n) for n, (since, until) in enumerate(dated)
        if (since is None or since <= day) and (until is None or day < until)
    ]  # fmt: skip
    counted = attribute.at(day)
    assert (counted.value if counted else None) == (-max(stands)[1] if stands else None)
    assert [n for n, _ in attribute.counting(day)] == sorted(
        -n for began, n in stands if began == max(stands)[0]
    )
