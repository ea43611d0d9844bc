"""How long a count on a calendar takes, as a ratio to a yardstick loop in the same run.

Two hundred random instants of three years enter; a line for each kind of count leaves, with the
microseconds of one call on this machine and the ratio to the yardstick. Both are the best of many
rounds that take turns, so that a busy minute touches both. Nothing is asserted about time:

    python -m pytest -m bench tests/bench/test_calendars.py
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from time import process_time

import pytest

from govkit.calendars import STANDARD, add, due, fixed, overrun, remaining, zone_of
from tests.bench.yardstick import yardstick

pytestmark = pytest.mark.bench

ROUNDS = 40
ZONE = zone_of("Asia/Shanghai")
DAY, HOUR = STANDARD["work_day"], STANDARD["work_hour"]
NEW_YORK = replace(DAY, zone="America/New_York")
DRAW = Random("calendars")
STARTS = [
    fixed(datetime(2024, 1, 1, tzinfo=ZONE) + timedelta(seconds=DRAW.randrange(3 * 31_536_000)),
          ZONE)
    for _ in range(200)
]  # fmt: skip
ENDS = {at: due(at, 60, DAY).at for at in STARTS}
HOUR_ENDS = {at: due(at, 40, HOUR).at for at in STARTS}
LATER = {at: at + timedelta(days=DRAW.randrange(1, 30)) for at in STARTS}
NEW = count()

CALLS: dict[str, Callable[[datetime], object]] = {
    "due, 60 working days": lambda at: due(at, 60, DAY),
    "due, 60 working days, and its reading": lambda at: due(at, 60, DAY).reading,
    "due, 60 working days in New York": lambda at: due(at, 60, NEW_YORK),
    "due, 1 working day": lambda at: due(at, 1, DAY),
    "due, 400 working days": lambda at: due(at, 400, DAY),
    "due, 40 working hours": lambda at: due(at, 40, HOUR),
    "due, 40 working hours, and its reading": lambda at: due(at, 40, HOUR).reading,
    "remaining, in working days": lambda at: remaining(LATER[at], ENDS[at], DAY),
    "remaining, in working hours": lambda at: remaining(at, HOUR_ENDS[at], HOUR),
    "add, 5 working days earlier": lambda at: add(at, -5, DAY),
    "overrun, in working days": lambda at: overrun(at, LATER[at], DAY),
    "overrun, in working hours": lambda at: overrun(at, LATER[at], HOUR),
    "fixed": lambda at: fixed(at, ZONE),
}


def _took(call: Callable[[datetime], object], starts: list[datetime]) -> float:
    """µs of one call, over all starts."""
    begin = process_time()
    for at in starts:
        call(at)
    return (process_time() - begin) / len(starts) * 1e6


def test_calendars(capsys: pytest.CaptureFixture[str]) -> None:
    stick, best = float("inf"), dict.fromkeys(CALLS, float("inf"))
    gc.disable()
    try:
        for _ in range(ROUNDS):
            stick = min(stick, yardstick())
            for name, call in CALLS.items():
                best[name] = min(best[name], _took(call, STARTS))
        fresh = min(_took(_first, STARTS[:1]) for _ in range(ROUNDS))
    finally:
        gc.enable()
    assert all(ENDS[at] == due(at, 60, DAY).at > at for at in STARTS)
    with capsys.disabled():
        print(f"\n{'yardstick':<44}{stick:9.2f} µs")
        for name, took in [*best.items(), ("the first limit of a calendar", fresh)]:
            print(f"{name:<44}{took:9.2f} µs{took / stick:9.3f}")


def _first(at: datetime) -> object:
    """A limit on a calendar that nobody has counted on: its tables are built."""
    return due(at, 60, replace(DAY, name=f"new {next(NEW)}"))
