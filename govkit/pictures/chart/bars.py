"""Bars of a share: how much of what there is was used, with all that there is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govkit.pictures.chart.frame import COLOURS, WIDTH, Scale, foot, names, note, rows_of
from govkit.pictures.paper import HEAD, LINE, Page


class Bar(NamedTuple):
    """A row: the share of what there is, and what is written beside it."""

    label: str
    share: float
    note: str
    variant: int = 0
    first: bool = False


def draw(bars: Sequence[Bar], title: str, description: str, unit: str) -> str:
    """The chart."""
    rows = rows_of([one.label for one in bars], [one.note for one in bars],
                   [row for row, one in enumerate(bars) if one.first])  # fmt: skip
    scale = Scale.over([], rows.left, rows.right, 1.0)
    page = Page(title, description, rows.height, width=WIDTH, inside=True)
    foot(page, scale, rows, lambda value: f"{100 * value:.0f} %", unit)
    names(page, rows)
    for row, one in enumerate(bars):
        y = rows.middle(row)
        page.rect(rows.left, y - 8, rows.right - rows.left, 16, fill=HEAD, line=LINE)
        wide = max(scale.at(one.share) - rows.left, 0)
        page.rect(rows.left, y - 8, wide, 16, fill=COLOURS[one.variant])
        note(page, rows, row, one.note)
    return page.svg()
