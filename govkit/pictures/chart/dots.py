"""Dots with whiskers: a value of each row with its interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from govkit.pictures.chart.frame import COLOURS, MOST, WIDTH, Scale, foot, names, note, rows_of
from govkit.pictures.paper import QUIET, Page


class Dot(NamedTuple):
    """A row: its name, its value, the ends of its interval where there is one, and what is written
    beside it."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    note: str


def draw(
    dots: Sequence[Dot], title: str, description: str, unit: str,
    written: Callable[[float], str], most: float = 0,
) -> str:  # fmt: skip
    """The chart. `most` is the end of the scale where that is known (1 for shares)."""
    rows = rows_of([one.label for one in dots], [one.note for one in dots])
    known = [v for one in dots for v in (one.value, one.low, one.high) if v is not None]
    scale = Scale.over([max(v, 0) for v in known], rows.left, rows.right, most)
    page = Page(title, description, rows.height, width=WIDTH, inside=True)
    foot(page, scale, rows, written, unit)
    names(page, rows)
    for row, one in enumerate(dots):
        y, colour = rows.middle(row), COLOURS[row] if row < MOST else QUIET
        if one.low is not None and one.high is not None:
            ends = (scale.at(one.low), scale.at(one.high))
            page.line([(ends[0], y), (ends[1], y)], colour=colour, wide=2)
            for x in ends:
                page.line([(x, y - 6), (x, y + 6)], colour=colour, wide=2)
        if one.value is not None:
            page.dot(scale.at(one.value), y, 5.5, row if row < MOST else 0, colour)
        note(page, rows, row, one.note)
    return page.svg()
