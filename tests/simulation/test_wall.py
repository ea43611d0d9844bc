"""Seconds of a run on the clock on the wall, where clocks change and where they do not."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from govkit.calendars.wall_clock import on_clock
from govkit.pipeline import compile_text
from govkit.simulation.driver.wall import Wall
from govkit.simulation.experiments.experiment import experiment
from govkit.simulation.simulation import Simulation

DAY = 86_400
BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
ZONES = (
    ("Europe/Berlin", datetime(2026, 3, 27)),
    ("Europe/Berlin", datetime(2026, 10, 23)),
    ("America/New_York", datetime(2026, 3, 6)),
    ("America/Sao_Paulo", datetime(2018, 11, 2)),  # clocks went forward at midnight
    ("Australia/Lord_Howe", datetime(2026, 4, 3)),  # by half an hour
    ("Asia/Shanghai", datetime(2026, 3, 27)),
)


def wall_of(zone: str, first: datetime) -> Wall:
    found = ZoneInfo(zone)
    return Wall(on_clock(first, found), found)


@pytest.mark.parametrize(("zone", "first"), ZONES)
def test_later_seconds_never_give_earlier_instants_and_each_comes_back(
    zone: str, first: datetime
) -> None:
    wall = wall_of(zone, first)
    seconds = sorted({*range(0, 4 * DAY, 300), *range(1, 4 * DAY, 1_799)})
    instants = [wall.instant(second) for second in seconds]
    assert instants == sorted(instants)
    for second, instant in zip(seconds, instants, strict=True):
        back = wall.second(instant)
        assert wall.instant(back) == instant
        assert back == second or second < back <= second + 3_600  # the hour that was skipped


@pytest.mark.parametrize(("zone", "first"), ZONES)
def test_no_instant_comes_before_its_second(zone: str, first: datetime) -> None:
    wall = wall_of(zone, first)
    for step in range(0, 4 * DAY, 293):
        instant = wall.begins + timedelta(seconds=step)
        second = wall.second(instant)
        assert wall.instant(second) >= instant
        assert second == 0 or wall.instant(second - 1) < instant


@pytest.mark.parametrize(
    ("wall", "at", "shown"),
    [
        (wall_of(*ZONES[0]), 2 * DAY + 9 * 3_600, "2026-03-29T09:00:00+02:00"),
        (wall_of(*ZONES[0]), 2 * DAY + 2 * 3_600 + 1_800, "2026-03-29T03:00:00+02:00"),
        (wall_of(*ZONES[1]), 2 * DAY + 9 * 3_600, "2026-10-25T09:00:00+01:00"),
        (wall_of(*ZONES[1]), 2 * DAY + 2 * 3_600 + 1_800, "2026-10-25T02:30:00+02:00"),
        (wall_of(*ZONES[1]), 2 * DAY + 3 * 3_600, "2026-10-25T03:00:00+01:00"),
    ],
)
def test_the_hour_of_a_second_is_that_of_the_wall(wall: Wall, at: int, shown: str) -> None:
    assert wall.instant(at).isoformat() == shown


TEXT = """
district Trial {
  zone: "Europe/Berlin"
  level Town { count: 1 }
  level Ward { parent: Town; count: 2 }
  post Clerk { at: Ward }
  post Head { at: Town }
  matter Noise
  process Handling {
    applies_to: Noise
    tier Ward { handler: Clerk; limit: 20 hours; on: overdue → Town }
    tier Town { handler: Head; limit: 30 hours }
  }
  workload Year since FROM until UNTIL {
    delays: sign_for → fixed(10 minutes) assume
    stream Reports { cases: 400 cases/month assume; at: Ward assume; matters: Noise assume }
    station Clerk { holders: 1 person/Ward assume; on_duty: monday-sunday → 0:00-6:00 assume
      calendar: All assume; service: exponential(20 minutes) assume }
    station Head { holders: 1 person/Town assume; on_duty: monday-sunday → 0:00-6:00 assume
      calendar: All assume; service: exponential(20 minutes) assume }
  }
  calendar All { weekend: none }
}
"""


@pytest.mark.parametrize(
    ("since", "until"), [("2026-03-26", "2026-04-02"), ("2026-10-22", "2026-10-29")]
)
def test_work_keeps_its_hours_when_clocks_change_in_the_middle_of_it(
    since: str, until: str
) -> None:
    found = compile_text(TEXT.replace("FROM", since).replace("UNTIL", until))
    assert found.model is not None, found.diagnostics
    assert experiment(found.model, days=6, replications=1).figures["base"][0]["closed"]
    simulation = Simulation(found.model, days=6)
    simulation.run()
    rows = list(simulation.events())
    fed_back = [datetime.fromisoformat(row.instant) for row in rows if row.move == "feed_back"]
    assert len({one.date() for one in fed_back}) >= 5
    assert all(one.hour < 6 or (one.hour, one.minute) == (6, 0) for one in fed_back)
    for case in simulation.cases.values():
        assert simulation.engine.replay(case) == case
