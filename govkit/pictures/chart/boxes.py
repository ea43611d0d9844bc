"""Boxes: how times of many cases lie, the middle half as a box, the median in it, a whisker on
either side. Groups of rows, one row for each variant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from govkit.pictures.chart.frame import COLOURS, WIDTH, Scale, foot, names, note, rows_of
from govkit.pictures.paper import PAPER, Page


class Box(NamedTuple):
    """A row: five values that rise (two ends, the box, the median between), and what is written
    beside it. `variant` is its colour; `first` of its group."""

    label: str
    low: float
    quarter: float
    half: float
    three_quarters: float
    high: float
    note: str
    variant: int = 0
    first: bool = False


def draw(
    boxes: Sequence[Box], title: str, description: str, unit: str, written: Callable[[float], str]
) -> str:
    """The chart."""
    rows = rows_of([one.label for one in boxes], [one.note for one in boxes],
                   [row for row, one in enumerate(boxes) if one.first])  # fmt: skip
    scale = Scale.over([one.high for one in boxes], rows.left, rows.right)
    page = Page(title, description, rows.height, width=WIDTH, inside=True)
    foot(page, scale, rows, written, unit)
    names(page, rows)
    for row, one in enumerate(boxes):
        y, colour = rows.middle(row), COLOURS[one.variant]
        low, left, half, right, high = (scale.at(value) for value in one[1:6])
        page.line([(low, y), (high, y)], colour=colour, wide=2)
        for x in (low, high):
            page.line([(x, y - 5), (x, y + 5)], colour=colour, wide=2)
        page.rect(left, y - 8, max(right - left, 1), 16, fill=colour)
        page.line([(half, y - 8), (half, y + 8)], colour=PAPER, wide=3)
        note(page, rows, row, one.note)
    return page.svg()
