"""By how much a limit is missed: in its own calendar, exactly, in timers, events and words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.engine import Case, Engine, Timer, words
from govkit.pipeline import loads

TEXT = """govkit 1
district Town {{
  {own}
  level Town {{ count: 1 }}
  body Hall {{ at: Town }}
  post Clerk {{ at: Hall }}
  post Head {{ at: Hall }}
  matter Noise
  process Ladder {{ applies_to: Noise
    tier Town {{ handler: Clerk; limit: {limit}; extend: 2 work_days; extended_by: Head }}
  }}
}}
"""
CHINA, NEW_YORK = "", 'zone: "America/New_York"'
OWN = "calendar: Desk\n calendar Desk { public_holidays: none; weekend: friday, saturday }"


def opened(limit: str, at: str, own: str = CHINA) -> tuple[Engine, Case]:
    engine = Engine(loads(TEXT.format(limit=limit, own=own)))
    return engine, engine.open("Noise", unit="Town·1", at=at)


def limit_of(engine: Engine, case: Case, at: str) -> Timer:
    return next(timer for timer in engine.due(case, at) if timer.kind == "limit")


@pytest.mark.parametrize(
    ("limit", "own", "start", "now", "days", "hours", "en", "zh"),
    [
        # Ends Wednesday 4 March 24:00.
        ("2 days", CHINA, "2026-03-02 09:00", "2026-03-07 03:00", 2, Fraction(3),
         "2 days and 3 hours", "2天3小时"),
        ("2 days", CHINA, "2026-03-02 09:00", "2026-03-05 00:01", 0, Fraction(1, 60),
         "1 minute", "1分钟"),
        # Ends Friday 6 March 24:00; Monday and Tuesday are over, three hours of Wednesday.
        ("4 work_days", CHINA, "2026-03-02 09:00", "2026-03-11 03:00", 2, Fraction(3),
         "2 working days and 3 hours", "2工作日3小时"),
        ("4 work_days", CHINA, "2026-03-02 09:00", "2026-03-08 12:00", 0, Fraction(0),
         "0 working days (days off only)", "0工作日（只过了休息日）"),
        # Ends 30 September 24:00; the holiday is nothing, 8 and 9 October and Saturday 10 count.
        ("2 work_days", CHINA, "2026-09-28 09:00", "2026-10-11 12:00", 3, Fraction(0),
         "3 working days", "3工作日"),
        ("6 hours", CHINA, "2026-03-02 09:00", "2026-03-03 16:30", 0, Fraction(51, 2),
         "25 hours and 30 minutes", "25小时30分钟"),
        # Friday and Saturday are off: ends Sunday 8 March 24:00.
        ("4 work_days", OWN, "2026-03-02 09:00", "2026-03-15 01:00", 4, Fraction(1),
         "4 working days and 1 hour", "4工作日1小时"),
        # The clocks go from 02:00 to 03:00 on 8 March: one day of 23 hours, then two hours.
        ("1 days", NEW_YORK, "2026-03-06 09:00", "2026-03-08 03:00", 0, Fraction(2),
         "2 hours", "2小时"),
        ("1 days", NEW_YORK, "2026-03-06 09:00", "2026-03-09 03:00", 1, Fraction(3),
         "1 day and 3 hours", "1天3小时"),
    ],
)  # fmt: skip
def test_in_the_calendar_of_the_limit(
    limit: str, own: str, start: str, now: str, days: int, hours: Fraction, en: str, zh: str
) -> None:
    engine, case = opened(limit, start, own)
    timer = limit_of(engine, case, now)
    assert timer.overdue and timer.late is not None
    assert (timer.late.days, timer.late.hours, timer.late.provisional) == (days, hours, False)
    assert (words.of(timer.late, "en"), words.of(timer.late, "zh")) == (en, zh)
    assert f", overdue by {en}." in words.of(timer, "en")
    assert f"，已超时 {zh}。" in words.of(timer, "zh")


def test_working_hours_count_within_office_hours_alone() -> None:
    engine, case = opened("3 work_hours", "2026-03-06 14:00")
    due = case.timers[0].due
    assert due is not None and due.isoformat() == "2026-03-06T17:00:00+08:00"
    night = limit_of(engine, case, "2026-03-07 12:00").late
    monday = limit_of(engine, case, "2026-03-09 10:15").late
    assert night is not None and monday is not None
    assert monday.hours - night.hours == Fraction(5, 4)
    assert "working hour" in words.of(monday, "en") and "工作小时" in words.of(monday, "zh")


@pytest.mark.parametrize("limit", ["2 days", "2 work_days", "63 hours"])
def test_exactly_at_the_end_is_not_late(limit: str) -> None:
    engine, case = opened(limit, "2026-03-02 09:00")
    assert limit_of(engine, case, "2026-03-05 00:00").late is None
    after = limit_of(engine, case, "2026-03-05 00:00:01").late
    assert after is not None and (after.days, after.hours) == (0, Fraction(1, 3600))


def test_an_unpublished_year_leaves_it_provisional() -> None:
    engine, case = opened("2 work_days", "2026-12-28 09:00")
    late = limit_of(engine, case, "2027-01-05 12:00").late
    assert late is not None and late.provisional
    assert words.of(late, "en").endswith("(provisional)")
    assert words.of(late, "zh").endswith("（暂定）")


def test_the_move_that_ends_a_limit_late_keeps_by_how_much() -> None:
    engine, case = opened("4 work_days", "2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    case = engine.apply(case, "handle", at="2026-03-11 03:00")
    case = engine.apply(case, "feed_back", at="2026-03-11 03:00")
    case = engine.apply(case, "verify", at="2026-03-11 03:00")
    case = engine.apply(case, "close", at="2026-03-11 03:00")
    kept = [one for event in case.history for one in event.missed]
    assert [(one.timer, one.late.days, one.late.hours) for one in kept] == [
        ("limit:Town:1", 2, Fraction(3))
    ]
    assert Case.from_json(case.to_json()) == case
    explained = engine.explain(case)
    assert "late by 2 working days and 3 hours." in explained.text("en")
    assert "超时 2工作日3小时。" in explained.text("zh")


def test_a_move_in_time_keeps_nothing() -> None:
    engine, case = opened("4 work_days", "2026-03-02 09:00")
    for move in ("sign_for", "handle", "feed_back", "verify", "close"):
        case = engine.apply(case, move, at="2026-03-07 00:00")
    assert case.is_closed and not any(event.missed for event in case.history)


def test_a_pause_and_an_extension_move_the_end_it_is_counted_from() -> None:
    engine, case = opened("4 work_days", "2026-03-02 09:00")
    whole = limit_of(engine, case, "2026-03-11 03:00").late
    timer = case.timers[0]
    clocks = engine.clocks
    paused = clocks.halt(timer, clocks.local("2026-03-03 09:00"))
    again = clocks.restart(paused, clocks.local("2026-03-04 09:00"))
    at = clocks.local("2026-03-11 03:00")
    late = clocks.late(again, at)
    assert clocks.late(paused, at) is None
    assert whole is not None and late is not None
    assert (whole.days - late.days, late.hours) == (1, whole.hours)
    amount = engine.model.processes[0].tiers[0].extend.value
    longer = timer.model_copy(update={"due": clocks.later(timer, amount)})
    extended = clocks.late(longer, at)
    assert extended is not None and (extended.days, extended.hours) == (0, Fraction(3))
