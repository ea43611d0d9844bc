"""A curve over days: the mean of each day as a line, with its band, from a first date on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from govkit.pictures.chart.frame import (
    COLOURS,
    DASHES,
    GRID,
    SMALL,
    WIDTH,
    Scale,
    key,
)
from govkit.pictures.lettering import ems
from govkit.pictures.paper import INK, LINE, QUIET, Page

_PLOT = 230.0


class Line(NamedTuple):
    """A value for each day, with the ends of its band where there is one."""

    label: str
    values: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def draw(
    lines: Sequence[Line], first: date, title: str, description: str, unit: str,
    month: Callable[[date], str], warm_up: int = 0, warm_up_label: str = "",
) -> str:  # fmt: skip
    """The chart; a line stands at the end of the warm-up, in days."""
    keyed = [one.label for one in lines] if len(lines) > 1 else []
    top = 34.0 + 20 * sum(1 for _ in _breaks(keyed))
    bottom = top + _PLOT
    page = Page(title, description, bottom + 30, width=WIDTH, inside=True)
    tallest = [v for one in lines for v in (*one.values, *one.high)]
    scale = Scale.over(tallest, bottom, top)
    numbers = [f"{tick:,.0f}" if tick == int(tick) else f"{tick:g}" for tick in scale.ticks]
    left = 24 + max(map(ems, numbers)) * SMALL
    days = max((len(one.values) for one in lines), default=1)
    across = Scale(0, max(days - 1, 1), 1, left, WIDTH - 14)
    if keyed:
        key(page, keyed, 14, lambda *at: _stroke(page, *at))
    page.text(left, top - 12, unit, SMALL, colour=QUIET)
    for tick, text in zip(scale.ticks, numbers, strict=True):
        y = scale.at(tick)
        page.line([(left, y), (WIDTH - 14, y)], colour=GRID, wide=1)
        page.text(left - 8, y + SMALL * 0.36, text, SMALL, anchor="end", colour=QUIET)
    _months(page, across, bottom, first, days, month)
    for number, one in enumerate(lines):
        if one.low and one.high:
            edge = [(across.at(day), scale.at(value)) for day, value in enumerate(one.high)]
            back = [(across.at(day), scale.at(value)) for day, value in enumerate(one.low)]
            page.area([*edge, *reversed(back)], COLOURS[number], 0.22)
    for number, one in enumerate(lines):
        path = [(across.at(day), scale.at(value)) for day, value in enumerate(one.values)]
        page.line(path, colour=COLOURS[number], wide=2, dash=DASHES[number])
    if warm_up:
        _warm_up(page, across.at(warm_up), top, bottom, warm_up_label)
    return page.svg()


def _breaks(labels: Sequence[str]) -> list[int]:
    """Where the key is broken into lines, as `key` does."""
    found, x = [0] if labels else [], 16.0
    for number, label in enumerate(labels):
        wide = min(ems(label) * SMALL, WIDTH / 2) + 52
        if x + wide > WIDTH and x > 16:
            found.append(number)
            x = 16.0
        x += wide
    return found


def _stroke(page: Page, number: int, x: float, y: float) -> None:
    page.line([(x, y), (x + 28, y)], colour=COLOURS[number], wide=2, dash=DASHES[number])


def _months(
    page: Page, across: Scale, bottom: float, first: date, days: int,
    month: Callable[[date], str],
) -> None:  # fmt: skip
    """A mark at the first of each month; its name where there is room."""
    page.line([(across.begins, bottom), (across.ends, bottom)], colour=LINE, wide=1)
    free = across.begins - 20
    for day in range(days):
        at = first + timedelta(days=day)
        if at.day != 1 and day:
            continue
        x, text = across.at(day), month(at)
        half = ems(text) * SMALL / 2
        page.line([(x, bottom), (x, bottom + 5)], colour=LINE, wide=1)
        x = min(max(x, half + 2), WIDTH - half - 2)
        if x - half > free:
            page.text(x, bottom + 19, text, SMALL, anchor="middle", colour=QUIET)
            free = x + half + 8


def _warm_up(page: Page, x: float, top: float, bottom: float, label: str) -> None:
    page.line([(x, top - 4), (x, bottom)], colour=INK, wide=1.2, dash="4 3")
    half = ems(label) * SMALL
    anchor, at = ("end", x - 4) if x + half + 8 > WIDTH else ("start", x + 4)
    page.text(at, top + 10, label, SMALL, anchor=anchor, colour=INK)  # type: ignore[arg-type]
