"""Which calendar a limit keeps, in both tongues; what its reading says; what a pause leaves."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Timer, words
from govkit.pipeline import loads

# Each place says that its own weekday is the one day of the week that is worked.
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACES = ("clock", "tier", "process", "post", "body", "district")
TEXT = """govkit 1
district Town {
  CALENDARS
  §district
  level Town { count: 1 }
  body Hall { at: Town §body }
  post Clerk { at: Hall §post }
  matter Noise
  process Ladder { applies_to: Noise §process
    tier Town { handler: Clerk; limit: 3 work_days §tier
      clock Call { from: opened; limit: 1 work_days §clock } }
  }
}
"""


def town(chosen: dict[str, str]) -> Engine:
    """Calendars named after the place that chooses them, each with one working day of its own."""
    calendars = "\n".join(
        f"calendar Of_{place} {{ public_holidays: none; weekend: "
        f"{', '.join(day for day in DAYS if day != DAYS[at])} }}"
        for at, place in enumerate(PLACES) if place in chosen
    )  # fmt: skip
    text = TEXT.replace("CALENDARS", calendars)
    for place in PLACES:
        said = f"\n calendar: Of_{place}\n" if place in chosen else ""
        text = text.replace(f"§{place}", said)
    return Engine(loads(text))


def clock(case: Case) -> Timer:
    return next(timer for timer in case.timers if timer.kind == "clock")


@given(st.sets(st.sampled_from(PLACES), min_size=1))
@settings(deadline=None, max_examples=40)
def test_the_nearest_choice_counts(chosen: set[str]) -> None:
    engine = town(dict.fromkeys(chosen, ""))
    case = engine.open("Noise", unit="Town·1", at="2026-03-01 09:00")
    timer = clock(case)
    nearest = next(place for place in PLACES if place in chosen)
    assert timer.reading is not None
    assert timer.reading.keeps == f"Of_{nearest}"
    assert timer.reading.last_day.weekday() == PLACES.index(nearest)
    assert f"by the calendar `Of_{nearest}`" in words.of(timer, "en")
    assert Case.from_json(case.to_json()) == case


ROLLING = """govkit 1
地区 镇 {
  层级 镇 { 数量：1个 }
  岗位 主任 { 设于：镇 }
  事项 噪声
  流程 办件 { 适用：噪声；级 镇 { 承办：主任；时限：LIMIT；挂账：等料；挂账审批：镇；恢复：料到 } }
}
"""


def limit(text: str, at: str = "2026-03-02 09:00") -> tuple[Engine, Case, Timer]:
    engine = Engine(loads(ROLLING.replace("LIMIT", text)))
    case = engine.open("噪声", unit="镇·1", at=at)
    [timer] = [timer for timer in engine.due(case) if timer.kind == "limit"]
    return engine, case, timer


def test_an_end_on_a_day_off_stays_moves_or_names_both_days() -> None:
    _, _, silent = limit("5天")
    assert silent.due == datetime.fromisoformat("2026-03-08T00:00:00+08:00")
    assert silent.reading is not None and silent.reading.or_moved_to == date(2026, 3, 9)
    assert "顺延的话，至 2026-03-09 24:00 止" in words.of(silent, "zh")
    assert "moved, it would end on 2026-03-09 24:00" in words.of(silent, "en")
    _, _, rolled = limit("5天；顺延：是")
    assert rolled.due == datetime.fromisoformat("2026-03-10T00:00:00+08:00")
    assert rolled.reading is not None and rolled.reading.moved_from == date(2026, 3, 7)
    _, _, kept = limit("5天；顺延：否")
    assert kept.due == silent.due
    assert kept.reading is not None and kept.reading.or_moved_to is None
    _, _, on_a_workday = limit("4天")
    assert on_a_workday.reading is not None and on_a_workday.reading.or_moved_to is None


def test_a_pause_of_no_length_leaves_a_moved_end_where_it_is() -> None:
    engine, case, timer = limit("5天；顺延：是")
    at = engine.clocks.local("2026-03-04 10:00")
    [held] = [one for one in case.timers if one.kind == "limit"]
    again = engine.clocks.restart(engine.clocks.halt(held, at), at)
    assert again.due == timer.due


@pytest.mark.parametrize(
    ("zone", "due", "provisional", "says"),
    [
        ("America/Toronto", "2025-10-02T00:00:00-04:00", True, "no public holidays are known"),
        ("Asia/Hong_Kong", "2025-10-02T00:00:00+08:00", True, "no public holidays are known"),
        ("Asia/Shanghai", "2025-10-10T00:00:00+08:00", False, "local holidays not counted"),
    ],
)
def test_public_holidays_are_those_of_the_place(
    zone: str, due: str, provisional: bool, says: str
) -> None:
    text = ROLLING.replace("LIMIT", "1工作日").replace("镇 {\n", f'镇 {{\n  时区："{zone}"\n', 1)
    engine = Engine(loads(text))
    case = engine.open("噪声", unit="镇·1", at="2025-09-30 10:00")
    [timer] = [one for one in case.timers if one.kind == "limit"]
    assert timer.due == datetime.fromisoformat(due)
    assert timer.provisional is provisional
    assert says in words.of(timer, "en")
    if provisional:
        with pytest.raises(GovError) as caught:
            Engine(engine.model, strict_calendar=True).open(
                "噪声", unit="镇·1", at="2025-09-30 10:00"
            )
        assert [one.code for one in caught.value.diagnostics] == ["GOV725"]


@pytest.mark.parametrize("kind", ["work_days", "work_hours"])
def test_a_calendar_moves_days_and_hours_alike(kind: str) -> None:
    text = """govkit 1
district Town {
  calendar Desk { based_on: work_day; holidays: 2026-03-03 }
  level Town { count: 1 }
  matter Noise
  process Ladder { applies_to: Noise; tier Town { handler: Town; limit: AMOUNT } }
}
"""
    amount = {"work_days": "1 work_days", "work_hours": "8 work_hours"}[kind]
    engine = Engine(loads(text.replace("AMOUNT", amount)))
    case = engine.open("Noise", unit="Town·1", at="2026-03-02 09:00")
    [timer] = [one for one in case.timers if one.kind == "limit"]
    assert timer.reading is not None
    assert timer.reading.last_day == date(2026, 3, 4)


def test_hours_and_holidays_that_change_count_by_their_own_days() -> None:
    text = """govkit 1
district Town {
  calendar Desk {
    holidays: 2026-03-03 until 2026-03-01; holidays: 2026-03-05 since 2026-03-01
    office: 9:00-17:00 until 2026-03-04; office: 10:00-12:00 since 2026-03-04
  }
  level Town { count: 1 }
  matter Noise
  process Ladder { applies_to: Noise; tier Town { handler: Town; limit: 19 work_hours } }
}
"""
    engine = Engine(loads(text))
    case = engine.open("Noise", unit="Town·1", at="2026-03-02 09:00")
    [timer] = [one for one in case.timers if one.kind == "limit"]
    # 8 on Monday and on Tuesday, 2 on Wednesday, Thursday is off, 1 on Friday.
    assert timer.due == datetime.fromisoformat("2026-03-06T11:00:00+08:00")


def test_a_calendar_of_another_time_is_not_kept() -> None:
    text = """govkit 1
district Town {
  calendar Old until 2026-03-04 { weekend: none }
  calendar New since 2026-03-04 { weekend: sunday }
  level Town { count: 1 }
  matter Noise
  process Ladder { applies_to: Noise; tier Town { handler: Town; limit: 3 work_days } }
}
"""
    engine = Engine(loads(text))
    for at, keeps in (("2026-03-02 09:00", "Old"), ("2026-03-05 09:00", "New")):
        case = engine.open("Noise", unit="Town·1", at=at)
        [timer] = [one for one in case.timers if one.kind == "limit"]
        assert timer.reading is not None and timer.reading.keeps == keeps
