"""Over both changes of clocks a live case and the same case from JSON are one and the same."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
district Town {
  zone: "ZONE"
  level Town { count: 1 }
  post Clerk { at: Town }
  matter Permit
  process Desk {
    applies_to: Permit
    total: 30 hours
    tier Town {
      handler: Clerk; limit: 6 hours; extend: 24 hours; extended_by: Town
      clock Answer { from: arrived; starts: same_day; limit: 2 days; stop: feed_back }
    }
  }
}
"""
NEW_YORK = Engine(loads(TEXT.replace("ZONE", "America/New_York")))
LORD_HOWE = Engine(loads(TEXT.replace("ZONE", "Australia/Lord_Howe")))


def outcome(engine: Engine, case: Case, move: str, at: str) -> Any:
    """The case after a move, or the codes of its refusal."""
    try:
        return engine.apply(case, move, at=at)
    except GovError as refused:
        return [one.code for one in refused.diagnostics]


@pytest.mark.parametrize(
    ("opened", "then"),
    [
        ("2026-11-01T01:50:00-04:00", "2026-11-01T01:10:00-05:00"),  # the clock shows less
        ("2026-11-01T00:30:00-04:00", "2026-11-01T05:40:00-05:00"),  # 6 hours 10 minutes
        ("2026-11-01T00:30:00-04:00", "2026-11-01T05:20:00-05:00"),  # 5 hours 50 minutes
        ("2026-03-08T01:50:00-05:00", "2026-03-08T03:10:00-04:00"),
        ("2026-03-08T00:30:00-05:00", "2026-03-08T07:20:00-04:00"),  # 5 hours 50 minutes
        ("2026-03-08T00:30:00-05:00", "2026-03-08T07:40:00-04:00"),
        ("2026-03-08T02:30:00", "2026-03-08T03:30:00"),  # the clock never shows 02:30
    ],
)
def test_live_and_stored_cases_take_the_same_moves(opened: str, then: str) -> None:
    live = NEW_YORK.open("Permit", unit="Town·1", at=opened)
    stored = Case.from_json(live.to_json())
    assert stored == live
    assert NEW_YORK.due(stored) == NEW_YORK.due(live)
    assert outcome(NEW_YORK, live, "sign_for", then) == outcome(NEW_YORK, stored, "sign_for", then)
    assert isinstance(outcome(NEW_YORK, live, "sign_for", then), Case)


def test_six_hours_are_six_hours_over_both_changes() -> None:
    for opened, ends in (
        ("2026-11-01T00:30:00-04:00", "2026-11-01T05:30:00-05:00"),
        ("2026-03-08T00:30:00-05:00", "2026-03-08T07:30:00-04:00"),
    ):
        case = NEW_YORK.open("Permit", unit="Town·1", at=opened)
        [limit] = [timer for timer in case.timers if timer.kind == "limit"]
        assert limit.due == datetime.fromisoformat(ends)
        assert limit.due is not None
        assert limit.due - case.opened_at == timedelta(hours=6)


def test_a_clock_from_the_same_day_counts_the_day_the_wall_clock_shows() -> None:
    case = NEW_YORK.open("Permit", unit="Town·1", at="2026-11-01T23:30:00-05:00")
    [clock] = [timer for timer in case.timers if timer.kind == "clock"]
    assert clock.due == datetime.fromisoformat("2026-11-03T00:00:00-05:00")


@given(
    st.sampled_from([NEW_YORK, LORD_HOWE]),
    st.sampled_from(["2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"]),
    st.integers(-86_400, 86_400),
    st.lists(
        st.tuples(
            st.sampled_from(["sign_for", "handle", "feed_back", "verify", "close"]),
            st.integers(1, 30_000),
        ),
        max_size=5,
    ),
)
@settings(deadline=None, max_examples=60)
def test_random_walks_over_a_change_agree(
    engine: Engine, day: str, shift: int, moves: list[tuple[str, int]]
) -> None:
    at = datetime.fromisoformat(f"{day}T12:00:00+00:00") + timedelta(seconds=shift)
    live = engine.open("Permit", unit="Town·1", at=at)
    for move, wait in moves:
        at += timedelta(seconds=wait)
        stored = Case.from_json(live.to_json())
        assert stored == live
        elsewhere = at.astimezone(timezone(timedelta(hours=9)))
        after = outcome(engine, live, move, at.isoformat())
        assert outcome(engine, stored, move, elsewhere.isoformat()) == after
        if isinstance(after, Case):
            live = after
