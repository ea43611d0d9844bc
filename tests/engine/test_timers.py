"""Limits across holidays, at their very end, and what happens when they run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Timer, words

Walk = Callable[..., Case]
EngineOf = Callable[..., Engine]


def limit(engine: Engine, case: Case, at: str | None = None) -> Timer:
    return next(timer for timer in engine.due(case, at) if timer.kind == "limit")


def test_seven_working_days_across_national_day(engine: Engine) -> None:
    case = engine.open("邻里纠纷", unit="网格·61", at="2026-09-28 10:00")
    timer = limit(engine, case, "2026-10-08 10:00")
    # 29, 30 September; 1 to 7 October off; 8, 9, Saturday 10 worked; 11 off; 12, 13.
    assert timer.id == "limit:支部:1"
    assert timer.due == datetime.fromisoformat("2026-10-14T00:00:00+08:00")
    assert timer.reading is not None
    assert [day.isoformat() for day in timer.reading.made_up] == ["2026-10-10"]
    assert {off.day.day for off in timer.reading.skipped} == {1, 2, 3, 4, 5, 6, 7, 11}
    assert timer.remaining == 4
    assert not timer.provisional
    assert "国庆节" in words.of(timer, "zh") and "2026-10-13 24:00" in words.of(timer, "zh")


def test_a_year_without_a_schedule_is_provisional_or_refused(engine: Engine) -> None:
    case = engine.open("邻里纠纷", unit="网格·61", at="2026-12-30 10:00")
    timer = limit(engine, case)
    assert timer.provisional and "2027" in words.of(timer, "zh")
    strict = Engine(engine.model, strict_calendar=True)
    with pytest.raises(GovError) as caught:
        strict.open("邻里纠纷", unit="网格·61", at="2026-12-30 10:00")
    assert caught.value.diagnostics[0].code == "GOV725"


def test_at_the_end_the_move_comes_before_the_expiry(engine: Engine, dispute: Case) -> None:
    # Seven working days from Monday 2 March end with Wednesday 11 March.
    assert engine.apply(dispute, "sign_for", at="2026-03-12 00:00").tier == "支部"
    assert engine.tick(dispute, "2026-03-11 23:59:59").tier == "支部"
    assert engine.tick(dispute, "2026-03-12 00:00:01").tier == "社区"
    assert engine.moves(dispute, "2026-03-12 00:00:01")[0].tier == "社区"


def test_expiry_moves_the_case_by_itself_and_the_history_says_so(
    engine: Engine, dispute: Case
) -> None:
    case = engine.tick(dispute, "2026-03-20 08:00")
    event = case.history[-1]
    assert (event.kind, event.trigger, event.automatic) == ("escalate", "overdue", True)
    assert (event.timer, event.actor) == ("limit:支部:1", "")
    assert event.rules[:2] == (
        "process:网格事项/tier:支部.on[overdue]",
        "process:网格事项/tier:支部.limit",
    )
    assert event.citation.kind == "assumed"
    assert event.at.isoformat() == "2026-03-12T00:00:00+08:00"
    # The next limit starts with the event, on Wednesday 11 March: ten working days after it.
    following = limit(engine, case)
    assert following.starts == event.at
    assert following.due is not None and following.due.isoformat() == "2026-03-26T00:00:00+08:00"
    assert case.as_of.isoformat() == "2026-03-20T08:00:00+08:00"


def test_a_refusal_after_an_expiry_says_what_moved(
    engine: Engine, walk: Walk, dispute: Case
) -> None:
    case = walk(dispute, "sign_for", "handle")
    with pytest.raises(GovError) as caught:
        engine.apply(case, "feed_back", at="2026-03-13 09:00")
    assert [found.code for found in caught.value.diagnostics] == ["GOV712", "GOV738"]


def test_without_a_rule_the_case_stays_and_is_overdue(engine: Engine) -> None:
    case = engine.open("邻里纠纷", unit="社区·1", at="2026-03-02 09:00")
    case = engine.tick(case, "2026-04-01 09:00")
    assert (case.tier, case.history[-1].kind) == ("社区", "expire")
    assert limit(engine, case).overdue
    assert engine.tick(case, "2026-05-01 09:00").history == case.history
    assert "已超时" in engine.explain(case).text("zh")


def test_ticking_in_steps_or_at_once_is_the_same(engine: Engine, dispute: Case) -> None:
    stepwise = dispute
    for day in range(3, 29):
        stepwise = engine.tick(stepwise, f"2026-03-{day:02} 12:00")
    assert stepwise == engine.tick(dispute, "2026-03-28 12:00")


def test_the_total_caps_a_limit_and_runs_on(engine_of: EngineOf) -> None:
    engine = engine_of("总时限：3自然日")
    case = engine.open("邻里纠纷", unit="社区·1", at="2026-03-02 09:00")
    timers = {timer.id: timer for timer in engine.due(case)}
    assert timers["limit:社区:1"].due == timers["total:网格事项"].due
    reading = timers["limit:社区:1"].reading
    assert reading is not None and reading.capped_by == "total:网格事项"


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("24小时", "2026-03-03T09:00:00+08:00"),
        ("2紧急工作时", "2026-03-02T11:00:00+08:00"),
        ("4工作时", "2026-03-02T15:00:00+08:00"),
        ("3自然日", "2026-03-06T00:00:00+08:00"),
        ("1周", "2026-03-10T00:00:00+08:00"),
        ("1个月", "2026-04-03T00:00:00+08:00"),
        ("3至5工作日", "2026-03-10T00:00:00+08:00"),
        ("未知", None),
    ],
)
def test_the_units_of_a_limit(written: str, due: str | None, engine_of: EngineOf) -> None:
    engine = engine_of("", ("时限：10工作日", f"时限：{written}"))
    case = engine.open("邻里纠纷", unit="社区·1", at="2026-03-02 09:00")
    timer = limit(engine, case)
    assert (timer.due.isoformat() if timer.due else None) == due
    if due is None:
        assert timer.unread == "unknown"


def test_an_absent_limit_is_said(engine_of: EngineOf) -> None:
    engine = engine_of("", ("；时限：15工作日", ""))
    case = engine.open("邻里纠纷", unit="街道·1", at="2026-03-02 09:00")
    timer = limit(engine, case)
    assert (timer.due, timer.unread) == (None, "absent")
    assert "没有给出时限" in words.of(timer, "zh") and "no limit" in words.of(timer, "en")
    assert engine.tick(case, "2027-03-02 09:00").history == case.history


def test_days_of_the_districts_own_calendar_count(engine_of: EngineOf) -> None:
    day_off = "日历 本街 { 基于：工作日；放假：2026-03-03 }\n  要素 大小"
    engine = engine_of("", ("要素 大小", day_off))
    case = engine.open("邻里纠纷", unit="网格·1", at="2026-03-02 09:00")
    due = limit(engine, case).due
    assert due is not None and due.isoformat() == "2026-03-13T00:00:00+08:00"


def test_instants_are_whole_seconds_in_the_districts_zone(engine: Engine) -> None:
    at = datetime(2026, 3, 2, 1, 0, 0, 999_999, tzinfo=UTC)
    case = engine.open("邻里纠纷", unit="网格·61", at=at)
    assert case.opened_at.isoformat() == "2026-03-02T09:00:00+08:00"


def test_nothing_happens_before_the_last_event(engine: Engine, dispute: Case) -> None:
    for early in (engine.tick, engine.moves):
        with pytest.raises(GovError) as caught:
            early(dispute, "2026-03-02 08:59:59")
        assert caught.value.diagnostics[0].code == "GOV707"
    with pytest.raises(GovError):
        engine.apply(dispute, "sign_for", at="2026-03-02 08:59:59", on_breach="record")


def test_remaining_hours_are_exact(engine_of: EngineOf) -> None:
    engine = engine_of("", ("时限：10工作日", "时限：4工作时"))
    case = engine.open("邻里纠纷", unit="社区·1", at="2026-03-02 11:30")
    assert limit(engine, case, "2026-03-02 14:15").remaining == Fraction(13, 4)


def test_a_step_that_runs_late_leads_where_its_rule_says(engine_of: EngineOf) -> None:
    engine = engine_of("", ("遇：不同意 → 支部", "遇：不同意 → 支部；遇：超时 → 社区"))
    case = engine.open("邻里纠纷", unit="支部·1", at="2026-03-02 09:00")
    for move in ("sign_for", "deliberate:agreed", "transfer:agreed"):
        case = engine.apply(case, move, at="2026-03-02 10:00")
    late = engine.tick(case, "2026-03-10 00:00:01")
    assert (late.tier, late.step, late.history[-1].timer) == ("社区", "", "limit:外办:1")
    assert {timer.kind for timer in late.timers} == {"limit", "return_within"}
    back = engine.apply(late, "return_order", at="2026-03-10 09:00")
    assert (back.tier, back.step, back.status) == ("支部", "外办", "dispatched")
    timers = {timer.id: timer for timer in engine.due(back)}
    assert timers["limit:外办:1"].overdue and not timers["limit:支部:1"].overdue


def test_a_missed_signature_is_entered_and_nothing_moves(engine_of: EngineOf) -> None:
    engine = engine_of("", ("时限：15工作日", "时限：15工作日；签收时限：2工作时"))
    case = engine.open("邻里纠纷", unit="街道·1", at="2026-03-02 09:00")
    assert engine.moves(case)[1].deadline == datetime.fromisoformat("2026-03-02T11:00:00+08:00")
    late = engine.tick(case, "2026-03-02 12:00")
    assert (late.status, late.history[-1].timer) == ("reported", "sign_within:街道:1")
    signed = engine.apply(late, "sign_for", at="2026-03-02 14:00")
    assert {timer.kind for timer in signed.timers} == {"limit"}
