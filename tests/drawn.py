"""Sweeps that do a part of their rows by day and the whole by night.

The rows of a sweep enter; those of the day leave. Which they are is drawn from the day and the name
of the sweep, so that sweeps of like rows share them and each meets all within days. `GOVKIT_DAY`
draws those of another day again; a run that failed ends with its day.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
DAY = os.environ.get("GOVKIT_DAY") or date.today().isoformat()
NIGHT = 1  # of all rows, one in so many: all


def part_of(sweep: str, rows: Iterable[T], share: int) -> list[T]:
    """One in `share` of the rows, those of the day, in their order; at least one; all for 1."""
    listed = list(rows)
    order = Random(f"{DAY}/{sweep}").sample(range(len(listed)), len(listed))
    return [listed[number] for number in sorted(order[::share])]


def of_the_day(sweep: str, rows: Iterable[Any], share: int) -> list[Any]:
    """Rows for `pytest.mark.parametrize`: one in `share` by day, the others by night."""
    listed = list(rows)
    today = set(part_of(sweep, range(len(listed)), share))
    return [row if n in today else _by_night(row) for n, row in enumerate(listed)]


def by_day(share: int) -> Any:
    """A mark for a test that draws within itself: `share` by day, `NIGHT` by night."""
    whole = pytest.param(NIGHT, id="night", marks=pytest.mark.nightly)
    return pytest.mark.parametrize("share", [pytest.param(share, id="day"), whole])


def _by_night(row: Any) -> Any:
    values = row if isinstance(row, tuple) else (row,)
    return pytest.param(*values, marks=pytest.mark.nightly)
