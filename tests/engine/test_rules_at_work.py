"""Rules of a text that the engine once passed over.

Powers of a step inside a process of tiers, conditions on the chain of a mode, where `overdue` leads
at the end of a total or of a matter's limit.
"""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

MONDAY = "2026-03-02 09:00"
CHINESE = """govkit 1
地区 新城区 {
  层级 区 { 数量：1 }
  层级 社区 { 上级：区；数量：6 }
  层级 网格 { 上级：社区；数量：60 }
  岗位 区长 { 设于：区 }
  岗位 书记 { 设于：社区 }
  队伍 巡查队 { 设于：网格 }
  队伍 外聘队
  要素 金额 { 单位：元 }
  清单 网格权力 { 类型：权力；授予：网格
    项 处罚 { 限额：200元以下 存疑 "含不含本数" 另读 <200元 } }
  事项 占道 { 所需：处罚 }
  流程 办件 { 适用：占道
    级 社区 { 承办：书记；时限：9自然日；遇：职权外 → 巡查；遇：执行受阻 → 外聘 }
    级 区 { 承办：区长；时限：9自然日 }
    步 巡查 { 承办：巡查队；时限：3自然日；遇：越权 → 区 }
    步 外聘 { 承办：外聘队；时限：3自然日；遇：越权 → 区 }
  }
}
"""


def patrol(**given: object) -> tuple[Engine, Case]:
    engine = Engine(loads(CHINESE))
    case = engine.open("占道", unit="社区·1", at=MONDAY, **given)
    for move in ("签收", "处置"):
        case = engine.apply(case, move, at=MONDAY)
    return engine, case


def at_step(step: str, trigger: str, **given: object) -> tuple[Engine, Case]:
    engine, case = patrol(**given)
    for move in (f"移交：{trigger}：{step}", "签收"):
        case = engine.apply(case, move, at=MONDAY)
    return engine, case


# ── powers of a step ──
def test_a_step_inside_tiers_is_judged_where_it_says_so() -> None:
    engine, case = at_step("巡查", "职权外", 金额=300)
    ids = [move.id for move in engine.moves(case)]
    assert "escalate:out_of_power:区" in ids and "handle" not in ids
    with pytest.raises(GovError) as caught:
        engine.apply(case, "处置", at=MONDAY)
    assert caught.value.diagnostics[0].code == "GOV718"
    assert "网格" in caught.value.text("zh")
    up = engine.apply(case, "上报：越权", at=MONDAY)
    assert up.place == "tier:区"
    assert up.history[-1].rules[:2] == (
        "process:办件/step:巡查.on[out_of_power]", "list:网格权力/item:处罚.limit",
    )  # fmt: skip


def test_within_its_power_the_step_handles() -> None:
    engine, case = at_step("巡查", "职权外", 金额=100)
    ids = [move.id for move in engine.moves(case)]
    assert "handle" in ids and "escalate:out_of_power:区" not in ids
    engine, edge = at_step("巡查", "职权外", 金额=200)
    move = next(move for move in engine.moves(edge) if move.id == "handle")
    assert [turning.other for turning in move.turnings] == ["beyond"]


def test_a_handler_who_stands_at_no_level_is_not_judged() -> None:
    engine, case = at_step("外聘", "执行受阻", 金额=300)
    assert "handle" in [move.id for move in engine.moves(case)]


# ── the chain of a mode ──
ENGLISH = """govkit 1
district Town {
  level Town { count: 1 }
  level Quarter { parent: Town; count: 4 }
  level Block { parent: Quarter; count: 9 }
  post Head { at: Town }
  team Guard { at: Quarter }
  team Patrol { at: Block }
  attribute size { values: small, big }
  mode storm { CHAINS }
  matter Noise
  process Ladder { applies_to: Noise
    tier Block { handler: Patrol; limit: 9 days }
    tier Quarter { handler: Guard; limit: 9 days }
    tier Town { handler: Head; limit: 9 days }
  }
}
"""


@pytest.mark.parametrize(
    ("chains", "size", "to"),
    [
        ("chain: Head → Patrol when size = big", "big", ["Block"]),
        ("chain: Head → Patrol when size = big", "small", []),
        ("chain: Head → Patrol when size = big", None, []),
        ("chain: Head → Guard; chain: Head → Patrol when size = big", "big", ["Block"]),
        ("chain: Head → Guard; chain: Head → Patrol when size = big", "small", ["Quarter"]),
    ],
)
def test_the_chain_of_a_mode_keeps_its_conditions(
    chains: str, size: str | None, to: list[str]
) -> None:
    engine = Engine(loads(ENGLISH.replace("CHAINS", chains)))
    given = {} if size is None else {"size": size}
    case = engine.open("Noise", unit="Town·1", at=MONDAY, mode="storm", given=given)
    case = engine.apply(case, "sign_for", at=MONDAY)
    assert [m.id for m in engine.moves(case) if m.kind == "transfer"] == [
        f"transfer:{name}" for name in to
    ]


# ── the end of the whole ──
WHOLE = """govkit 1
district Town {
  level Town { count: 1 }
  level Quarter { parent: Town; count: 4 }
  level Block { parent: Quarter; count: 9 }
  team Works { at: Quarter }
  matter Noise { MATTER }
  process Ladder { applies_to: Noise; TOTAL
    tier Block { handler: Block; BLOCK; on: overdue → Quarter; on: major → Aside }
    tier Quarter { handler: Quarter; limit: 30 days; on: overdue → Town }
    tier Town { handler: Town; limit: 2 work_days; on: overdue → terminated }
    step Aside { handler: Works; limit: 30 days; ASIDE }
  }
}
"""


def whole(matter: str = "", total: str = "", block: str = "limit: 9 days", aside: str = "") -> Case:
    return engine_of(matter, total, block, aside).open("Noise", unit="Block·1", at=MONDAY)


def engine_of(matter: str, total: str, block: str, aside: str) -> Engine:
    text = WHOLE.replace("MATTER", matter).replace("TOTAL", total).replace("BLOCK", block)
    return Engine(loads(text.replace("ASIDE", aside)))


TOTAL = ("", "total: 2 work_days", "limit: unknown", "")
MATTER = ("limit: 2 work_days", "", "limit: 9 days", "")


@pytest.mark.parametrize(
    ("parts", "timer", "rule"),
    [
        (TOTAL, "total:Ladder", "process:Ladder.total"),
        (MATTER, "matter:Noise", "matter:Noise.limit"),
    ],
)
def test_the_end_of_the_whole_leads_on(
    parts: tuple[str, str, str, str], timer: str, rule: str
) -> None:
    engine = engine_of(*parts)
    case = engine.tick(engine.open("Noise", unit="Block·1", at=MONDAY), "2026-03-06 08:00")
    event = case.history[-1]
    assert (case.tier, event.kind, event.trigger) == ("Quarter", "escalate", "overdue")
    assert event.timer == timer and event.automatic
    assert event.rules[:2] == ("process:Ladder/tier:Block.on[overdue]", rule)
    assert words.of(event, "en") and engine.explain(case).text("zh")
    # It ended at 24:00 of Wednesday: 30 days from the 4th on.
    (limit,) = [one for one in case.timers if one.kind == "limit"]
    assert limit.due is not None and limit.due.strftime("%m-%d %H:%M") == "04-04 00:00"
    # It leads on once: nothing more ends before the limit of the Quarter.
    assert engine.tick(case, "2026-04-03 23:00").tier == "Quarter"


def test_the_limit_of_a_place_ends_with_the_total_and_leads_on_once() -> None:
    engine = engine_of("", "total: 2 work_days", "limit: 9 work_days", "")
    case = engine.tick(engine.open("Noise", unit="Block·1", at=MONDAY), "2026-03-06 08:00")
    assert [(e.kind, e.timer) for e in case.history[1:]] == [
        ("escalate", "limit:Block:1"), ("expire", "total:Ladder"),
    ]  # fmt: skip
    assert case.tier == "Quarter"


def test_the_matter_and_the_total_ending_together_lead_on_once() -> None:
    engine = engine_of("limit: 2 work_days", "total: 2 work_days", "limit: unknown", "")
    case = engine.tick(engine.open("Noise", unit="Block·1", at=MONDAY), "2026-03-06 08:00")
    assert [(e.kind, e.timer) for e in case.history[1:]] == [
        ("escalate", "matter:Noise"), ("expire", "total:Ladder"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("aside", "tier", "step"),
    [("", "Quarter", ""), ("on: overdue → Town", "Town", ""), ("on: done → Block", "Quarter", "")],
)
def test_at_a_step_beside_its_own_way_or_that_of_its_tier(aside: str, tier: str, step: str) -> None:
    engine = engine_of("limit: 4 days", "", "limit: 30 days", aside)
    case = engine.open("Noise", unit="Block·1", at=MONDAY)
    for move in ("sign_for", "handle", "transfer:major"):
        case = engine.apply(case, move, at=MONDAY)
    assert case.step == "Aside"
    late = engine.tick(case, "2026-03-10 08:00")
    assert (late.tier, late.step, late.history[-1].timer) == (tier, step, "matter:Noise")


def test_where_the_place_says_nothing_the_case_stays() -> None:
    engine = Engine(loads(WHOLE.replace("MATTER", "limit: 2 days").replace("TOTAL", "")
                          .replace("BLOCK; on: overdue → Quarter;", "limit: 9 days;")
                          .replace("ASIDE", "")))  # fmt: skip
    case = engine.tick(engine.open("Noise", unit="Block·1", at=MONDAY), "2026-03-06 08:00")
    assert (case.tier, case.history[-1].kind) == ("Block", "expire")


def test_a_case_that_is_parked_or_waits_is_not_led_on() -> None:
    engine = engine_of("limit: 4 days", "", "limit: 30 days; complete_within: 20 days", "")
    case = engine.apply(engine.open("Noise", unit="Block·1", at=MONDAY), "send_back", at=MONDAY)
    assert engine.tick(case, "2026-03-20 08:00").tier == "Block"


def test_in_a_process_of_steps() -> None:
    text = """govkit 1
district Town { level Town { count: 1 }; team A { at: Town }; team B { at: Town }; matter Noise
  process Way { applies_to: Noise; total: 2 work_days
    step one { handler: A; on: overdue → two }
    step two { handler: B; limit: 2 work_days } } }
"""
    engine = Engine(loads(text))
    case = engine.tick(engine.open("Noise", unit="Town·1", at=MONDAY), "2026-03-05 08:00")
    assert (case.step, case.history[-1].timer) == ("two", "total:Way")
