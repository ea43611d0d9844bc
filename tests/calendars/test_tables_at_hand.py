"""What is kept between counts: tables, hashes, and the reading of a limit."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest

from govkit.calendars import (
    STANDARD,
    Calendar,
    Due,
    Public,
    Reading,
    add,
    due,
    is_workday,
    remaining,
    zone_of,
)
from govkit.calendars import limits as limits_module
from govkit.calendars.tables import Table

START = datetime(2026, 2, 12, 10, tzinfo=zone_of("Asia/Shanghai"))
WORK_DAY, WORK_HOUR = STANDARD["work_day"], STANDARD["work_hour"]
OWN = Calendar(
    "own",
    "work_hour",
    holidays=frozenset({date(2026, 3, 3)}),
    public_holidays=Public(("china", "guangxi")),
    later=((date(2026, 3, 9), replace(WORK_HOUR, weekend=frozenset({6}))),),
)
LOAD = """
import pickle, sys
from govkit.calendars import STANDARD, is_workday
from datetime import date
one = pickle.loads(sys.stdin.buffer.read())
found = {hash(one) == hash(STANDARD['work_day']), one == STANDARD['work_day']}
assert found == {True}, found
assert not is_workday(date(2026, 2, 17), one)
"""


def test_a_table_makes_each_row_once_and_forgets_them_all_when_it_is_full() -> None:
    made: list[int] = []

    def square(number: int) -> int:
        made.append(number)
        return number * number

    table = Table(square, 3)
    assert [table[n] for n in (2, 3, 2, 4, 3)] == [4, 9, 4, 16, 9]
    assert made == [2, 3, 4]
    assert table[5] == 25 and len(table) == 1
    assert table[2] == 4 and made == [2, 3, 4, 5, 2]


def test_a_row_that_cannot_be_made_is_not_kept() -> None:
    def refused(number: int) -> int:
        raise ValueError("no")

    table = Table(refused, 3)
    with pytest.raises(ValueError, match="no"):
        table[1]
    assert len(table) == 0


@pytest.mark.parametrize("calendar", [WORK_DAY, WORK_HOUR, OWN], ids=lambda one: one.name)
def test_threads_that_begin_together_get_the_answers_of_one(calendar: Calendar) -> None:
    amounts = range(0, 1500, 50)
    fresh = replace(calendar, name="fresh for one thread")
    expected = [repr(due(START, amount, fresh)) for amount in amounts]
    shared, together = replace(calendar, name="shared by threads"), Barrier(8)

    def counted(_: int) -> list[str]:
        together.wait()
        return [repr(due(START, amount, shared)) for amount in amounts]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(counted, range(8))) == [expected] * 8


@pytest.mark.parametrize("name", sorted(STANDARD))
def test_a_limit_is_a_value(name: str) -> None:
    limit, same = due(START, 5, STANDARD[name]), due(START, 5, STANDARD[name])
    assert limit == same and hash(limit) == hash(same) and limit is not same
    assert limit != due(START, 6, STANDARD[name])
    assert limit != (limit.at, limit.provisional, limit.reading)
    copy = pickle.loads(pickle.dumps(limit))
    assert copy == limit and repr(copy) == repr(limit)
    at, provisional, reading = limit
    assert limit == Due(at, provisional, reading)
    assert repr(limit) == f"Due(at={at!r}, provisional={provisional!r}, reading={reading!r})"
    for field in ("at", "provisional", "reading", "another"):
        with pytest.raises(AttributeError):
            setattr(limit, field, None)


def test_a_reading_is_made_when_it_is_first_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(*values: object) -> Reading:
        made.append(1)
        return Reading(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(limits_module, "Reading", counted)
    for name in STANDARD:
        limit = due(START, 5, STANDARD[name])
        assert remaining(START, limit.at, STANDARD[name]) == 5
        assert made == []
        assert limit.reading is limit.reading
        assert made.pop() and made == []


def test_a_calendar_is_found_in_another_process() -> None:
    """Hashes of text differ from process to process, and tables do not travel."""
    assert hash(WORK_DAY) == hash(replace(WORK_DAY))
    assert is_workday(date(2026, 2, 14), WORK_DAY)
    assert len(pickle.dumps(WORK_DAY)) == len(pickle.dumps(replace(WORK_DAY)))
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", LOAD],
            input=pickle.dumps(WORK_DAY),
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )


def test_a_copy_of_a_calendar_counts_as_the_calendar() -> None:
    copy = pickle.loads(pickle.dumps(OWN))
    assert copy == OWN and hash(copy) == hash(OWN) and repr(copy) == repr(OWN)
    end = due(START, 40, OWN).at
    assert due(START, 40, copy).at == end
    assert add(end, -40, copy) == START


def test_many_years_are_counted_alike_before_and_after_they_are_forgotten() -> None:
    calendar = replace(WORK_DAY, name="forgetful")
    first = repr(due(START, 250, calendar))
    for century in range(1000, 2000, 100):
        begun = START.replace(year=century)
        assert add(add(begun, 36_000, calendar), -36_000, calendar) >= begun - timedelta(days=3)
    assert repr(due(START, 250, calendar)) == first
