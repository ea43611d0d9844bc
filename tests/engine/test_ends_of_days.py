"""What an end at 24:00 brings about by itself belongs to the day that ends."""

from __future__ import annotations

import pytest

from govkit.engine import Case, Engine, Timer, words
from govkit.pipeline import loads

TIERS = """govkit 1
district Town {{
  {own}
  level Town {{ count: 1 }}
  level Quarter {{ parent: Town; count: 4 }}
  level Block {{ parent: Quarter; count: 9 }}
  body Guard {{ at: Block }}
  team Watch {{ at: Quarter }}
  matter Noise {{ {matter} }}
  process Ladder {{ applies_to: Noise; {process}
    tier Block {{ handler: Block; {block} }}
    tier Quarter {{ handler: Quarter; {quarter} }}
    tier Town {{ handler: Town; {town} }}
    step Aside {{ handler: Watch; {aside} }}
  }}
}}
"""
MONDAY = "2026-03-02 10:00"
FAR = "2026-06-30 12:00"


def engine_of(**parts: str) -> Engine:
    fields = ("own", "matter", "process", "block", "quarter", "town", "aside")
    return Engine(loads(TIERS.format(**{name: parts.get(name, "") for name in fields})))


def opened(engine: Engine, at: str = MONDAY) -> Case:
    return engine.open("Noise", unit="Block·1", at=at)


def end_of(case: Case, kind: str, place: str = "") -> str:
    """The end of a timer, local, without its offset."""
    found = next(t for t in case.timers if t.kind == kind and place in ("", t.place))
    assert found.due is not None
    return found.due.strftime("%m-%d %H:%M")


def timer(case: Case, kind: str) -> Timer:
    return next(one for one in case.timers if one.kind == kind)


def test_two_tiers_of_two_working_days_end_on_friday() -> None:
    engine = engine_of(block="limit: 2 work_days; on: overdue → Quarter",
                       quarter="limit: 2 work_days; on: overdue → Town")  # fmt: skip
    case = engine.tick(opened(engine), "2026-03-05 08:00")
    assert case.tier == "Quarter"
    assert timer(case, "limit").starts == case.history[-1].at
    # Opened on Monday: Tuesday, Wednesday; then Thursday, Friday 6 March to 24:00.
    assert end_of(case, "limit") == "03-07 00:00"
    assert "from 2026-03-04 24:00 to 2026-03-06 24:00" in words.of(timer(case, "limit"), "en")
    assert engine.tick(case, "2026-03-07 00:01").tier == "Town"


def test_the_same_in_chinese() -> None:
    text = """govkit 1
地区 镇 { 层级 镇 { 数量：1 }; 层级 村 { 上级：镇；数量：9 }; 事项 噪音
  流程 办 { 适用：噪音
    级 村 { 承办：村；时限：2工作日；遇：超时 → 镇 }
    级 镇 { 承办：镇；时限：2工作日 } } }
"""
    engine = Engine(loads(text))
    case = engine.tick(engine.open("噪音", unit="村·1", at=MONDAY), "2026-03-05 08:00")
    assert end_of(case, "limit") == "03-07 00:00"
    assert "2026-03-04 24:00" in words.of(timer(case, "limit"), "zh")


@pytest.mark.parametrize(
    ("limit", "ends"),
    [
        ("2 work_days", ["03-05 00:00", "03-07 00:00", "03-11 00:00"]),
        ("2 days", ["03-05 00:00", "03-07 00:00", "03-09 00:00"]),
        ("1 weeks", ["03-10 00:00", "03-17 00:00", "03-24 00:00"]),
        # To the same day of a later month, each time.
        ("1 months", ["04-03 00:00", "05-03 00:00", "06-03 00:00"]),
        # By the 5th of the next month: of April, of May, of June.
        ("次月5日前", ["04-06 00:00", "05-06 00:00", "06-06 00:00"]),
        # By Friday: with the end of one Friday the next one is meant.
        ("每周五前", ["03-07 00:00", "03-14 00:00", "03-21 00:00"]),
        # A limit of no day ends with the day of its start, of which nothing would be left.
        ("0 days", ["03-03 00:00", "03-04 00:00", "03-05 00:00"]),
        # Hours run from the instant: 38 hours end at 24:00 of Tuesday.
        ("38 hours", ["03-04 00:00", "03-05 14:00", "03-07 04:00"]),
        ("8 work_hours", ["03-03 11:00", "03-04 12:00", "03-05 15:00"]),
    ],
)
def test_three_tiers_in_a_row(limit: str, ends: list[str]) -> None:
    engine = engine_of(block=f"limit: {limit}; on: overdue → Quarter",
                       quarter=f"limit: {limit}; on: overdue → Town",
                       town=f"limit: {limit}")  # fmt: skip
    case, found = opened(engine), []
    for tier in ("Block", "Quarter", "Town"):
        assert case.tier == tier
        found.append(end_of(case, "limit"))
        case = engine.tick(case, f"2026-{found[-1]}:01")
    assert found == ends


def test_ticking_once_and_by_hours_is_the_same() -> None:
    engine = engine_of(block="limit: 2 work_days; on: overdue → Quarter",
                       quarter="limit: 2 days; on: overdue → Town",
                       town="limit: 3 work_days")  # fmt: skip
    stepwise = opened(engine)
    for day in range(3, 12):
        for hour in ("00:00:00", "00:00:01", "12:00"):
            stepwise = engine.tick(stepwise, f"2026-03-{day:02} {hour}")
    assert stepwise == engine.tick(opened(engine), "2026-03-11 12:00")


def test_limits_of_steps_and_of_a_step_beside_tiers() -> None:
    engine = engine_of(quarter="limit: 2 days; on: overdue → Aside", aside="limit: 2 work_days")
    case = engine.open("Noise", unit="Quarter·1", at=MONDAY)
    case = engine.tick(case, "2026-03-05 08:00")
    assert (case.place, end_of(case, "limit", "step:Aside")) == ("step:Aside", "03-07 00:00")
    text = """govkit 1
district Town { level Town { count: 1 }; team A { at: Town }; team B { at: Town }; matter Noise
  process Way { applies_to: Noise
    step one { handler: A; limit: 2 work_days; on: overdue → two }
    step two { handler: B; limit: 2 work_days } } }
"""
    steps = Engine(loads(text))
    case = steps.tick(steps.open("Noise", unit="Town·1", at=MONDAY), "2026-03-05 08:00")
    assert (case.step, end_of(case, "limit")) == ("two", "03-07 00:00")


# ── clocks ──
CLOCK = "clock Answer {{ from: arrived; limit: {limit}; {more} }}"


@pytest.mark.parametrize(
    ("limit", "more", "ends"),
    [
        ("2 work_days", "", "03-07 00:00"),
        ("2 work_days", "starts: next_day", "03-07 00:00"),
        ("2 days", "starts: next_work_day", "03-07 00:00"),
        ("2 work_days", "ends: close_of_office", "03-06 18:00"),
        # The day of the start is the first: of Wednesday nothing is left, so it is Thursday.
        ("2 work_days", "starts: same_day", "03-07 00:00"),
        ("2 hours", "starts: at_once", "03-05 02:00"),
        # From 00:00 of the day after Wednesday, which is the very instant.
        ("2 hours", "starts: next_day", "03-05 02:00"),
        ("2 hours", "starts: next_work_day", "03-05 02:00"),
    ],
)
def test_a_clock_that_begins_with_an_end(limit: str, more: str, ends: str) -> None:
    engine = engine_of(block="limit: 2 work_days; on: overdue → Quarter",
                       quarter=CLOCK.format(limit=limit, more=more))  # fmt: skip
    case = engine.tick(opened(engine), "2026-03-05 00:00:01")
    assert end_of(case, "clock", "tier:Quarter") == ends


def test_the_end_of_a_clock_moves_the_case_and_starts_others() -> None:
    pressing = ("clock Answer { from: arrived; limit: 2 work_days; on: overdue → Quarter; "
                "on_expiry: supervise; supervised_by: Town }\n")  # fmt: skip
    whole = "clock Watched { from: supervise; limit: 2 days }"
    engine = engine_of(block=pressing, quarter="limit: 2 work_days; sign_within: 1 work_days",
                       process=whole)  # fmt: skip
    case = engine.tick(opened(engine), "2026-03-05 08:00")
    assert case.tier == "Quarter"
    assert end_of(case, "limit") == "03-07 00:00"
    assert end_of(case, "sign_within") == "03-06 00:00"
    assert end_of(case, "clock", "process:Ladder") == "03-07 00:00"


def test_a_clock_that_rests_by_an_end_keeps_the_whole_next_day() -> None:
    resting = "clock Answer { from: sign_for; limit: 5 work_days; pause: transferred }"
    engine = engine_of(quarter=f"limit: 2 work_days; on: overdue → Aside; {resting}",
                       aside="on: done → Quarter")  # fmt: skip
    case = engine.open("Noise", unit="Quarter·1", at=MONDAY)
    case = engine.tick(engine.apply(case, "sign_for", at=MONDAY), "2026-03-05 08:00")
    assert (case.place, timer(case, "clock").left) == ("step:Aside", 3)
    for move in ("sign_for", "handle", "feed_back"):
        case = engine.apply(case, move, at="2026-03-05 10:00")
    # Thursday the 5th is the day on which it goes on; three working days after it.
    assert end_of(case, "clock") == "03-11 00:00"


def test_a_limit_that_a_return_takes_up_had_rested_from_the_day_that_ended() -> None:
    answer = "clock Answer { from: arrived; limit: 2 days; on: overdue → Quarter }"
    engine = engine_of(block=f"limit: 9 days; {answer}")
    case = engine.tick(opened(engine), "2026-03-05 08:00")
    assert case.sender is not None
    assert [t.left for t in case.sender.timers if t.kind == "limit"] == [7]
    case = engine.apply(case, "return_order", at="2026-03-05 10:00")
    assert (case.tier, end_of(case, "limit")) == ("Block", "03-13 00:00")


# ── other ends that move a case ──
def test_silence_and_nobody_coming() -> None:
    asking = ("limit: 30 days; countersign: Watch; countersign_within: 2 days; "
              "silence: declines; on: declined → Town")  # fmt: skip
    engine = engine_of(quarter=asking, town="limit: 2 work_days")
    case = engine.open("Noise", unit="Quarter·1", at=MONDAY)
    case = engine.apply(case, "sign_for", at="2026-03-02 11:00")
    case = engine.tick(case, "2026-03-05 08:00")
    assert (case.tier, end_of(case, "limit")) == ("Town", "03-07 00:00")
    calling = "limit: 30 days; summon: Watch; arrive_within: 2 days; on: absent → Town"
    engine = engine_of(quarter=calling, town="limit: 2 work_days")
    case = engine.open("Noise", unit="Quarter·1", at=MONDAY)
    for move in ("sign_for", "summon:Watch"):
        case = engine.apply(case, move, at="2026-03-02 11:00")
    case = engine.tick(case, "2026-03-05 08:00")
    assert (case.tier, end_of(case, "limit")) == ("Town", "03-07 00:00")


def test_no_completion_and_no_objection() -> None:
    engine = engine_of(block="limit: 9 days; complete_within: 2 days; on: incomplete → Quarter",
                       quarter="limit: 2 work_days", matter="limit: 20 days")  # fmt: skip
    case = engine.apply(opened(engine), "send_back", at="2026-03-02 11:00")
    case = engine.tick(case, "2026-03-05 08:00")
    assert (case.tier, end_of(case, "limit")) == ("Quarter", "03-07 00:00")
    # Twenty days were left on the 2nd, and it rested through the 4th.
    assert end_of(case, "matter") == "03-25 00:00"
    final = "objection_within: 2 days; reopen_to: Quarter; reopen_within: 5 days"
    engine = engine_of(process=final, block="limit: 9 days; on: silence → resolved")
    case = opened(engine)
    for move in ("sign_for", "handle", "feed_back", "verify"):
        case = engine.apply(case, move, at="2026-03-02 11:00")
    case = engine.tick(case, "2026-03-05 08:00")
    assert (case.status, end_of(case, "reopen_within")) == ("closed", "03-10 00:00")


# ── acts ──
@pytest.mark.parametrize("move", ["escalate:obstructed:Quarter", "transfer:obstructed:Aside"])
def test_an_act_at_midnight_is_one_of_the_day_that_begins(move: str) -> None:
    engine = engine_of(block="limit: 9 days; on: obstructed → Quarter; on: major → Aside",
                       quarter="limit: 2 work_days", aside="limit: 2 work_days")  # fmt: skip
    case = opened(engine)
    for first in ("sign_for", "handle"):
        case = engine.apply(case, first, at="2026-03-02 11:00")
    case = engine.apply(case, move.replace("transfer:obstructed", "transfer:major"),
                        at="2026-03-05 00:00")  # fmt: skip
    assert end_of(case, "limit", case.place) == "03-10 00:00"


def test_a_clock_from_the_signature_starts_on_the_day_of_that_act() -> None:
    signed = "limit: 9 days; clock Work { from: sign_for; limit: 2 work_days }"
    engine = engine_of(block="limit: 2 work_days; on: overdue → Quarter", quarter=signed)
    case = engine.tick(opened(engine), "2026-03-05 00:00:01")
    for at, ends in (("2026-03-05 00:00:01", "03-10 00:00"), ("2026-03-06 09:00", "03-11 00:00")):
        assert end_of(engine.apply(case, "sign_for", at=at), "clock") == ends


# ── calendars ──
def test_a_midnight_that_the_clocks_skip() -> None:
    # In Havana the clocks go from 00:00 to 01:00 on Sunday 8 March: Saturday ends at 01:00.
    engine = engine_of(own='zone: "America/Havana"', block="limit: 1 days; on: overdue → Quarter",
                       quarter="limit: 1 days")  # fmt: skip
    case = opened(engine, "2026-03-06 10:00")
    assert end_of(case, "limit") == "03-08 01:00"
    case = engine.tick(case, "2026-03-08 06:00")
    assert (case.tier, end_of(case, "limit")) == ("Quarter", "03-09 00:00")


def test_a_case_with_such_a_limit_is_stored_and_explained() -> None:
    engine = engine_of(block="limit: 2 days; on: overdue → Quarter", quarter="limit: 2 days")
    case = engine.tick(opened(engine), FAR)
    assert engine.adopt_json(case.to_json()) == case
    reading = timer(case, "limit").reading
    assert reading is not None and reading.counted_from is not None
    assert reading.counted_from.isoformat() == "2026-03-04"
    assert "2026-03-04 24:00" in engine.explain(case).text("en")
