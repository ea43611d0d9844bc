"""The frame of a chart: its size, colours, a scale with round steps, and rows with their names.

Numbers enter; places on the page leave. What is drawn at them is the business of each chart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govkit.pictures.lettering import ems, lines
from govkit.pictures.paper import INK, LINE, QUIET, Page

WIDTH = 760.0
SIZE, SMALL = 13.0, 12.0
# Dark enough on white paper; in grey, marks and dashes tell them apart.
COLOURS = ("#1f4e79", "#b4540a", "#2f6b4f", "#6d4c91")
DASHES = ("", "7 4", "2 3", "10 3 2 3")
MOST = len(COLOURS)
"""How many variants have a colour of their own."""
GRID = "#d5dbe2"
_TOP, _BOTTOM, _GAP = 14.0, 40.0, 10.0


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 or below to a round number above the largest value, on a stretch of the page."""

    low: float
    high: float
    step: float
    begins: float
    ends: float

    @classmethod
    def over(cls, values: Sequence[float], begins: float, ends: float, most: float = 0) -> Scale:
        """The scale of some values; `most` is its end where that is known."""
        low, high = min((0.0, *values)), max((0.0, *values))
        step = _step((most or high) - low)
        high = most or step * max(1, math.ceil(high / step - 1e-9))
        return cls(step * math.floor(low / step + 1e-9), high, step, begins, ends)

    def at(self, value: float) -> float:
        """Where a value lies on the page; beyond the scale, at its end."""
        share = (value - self.low) / (self.high - self.low)
        return self.begins + min(max(share, 0.0), 1.0) * (self.ends - self.begins)

    @property
    def ticks(self) -> list[float]:
        """The round values in between, ends included."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def _step(span: float) -> float:
    """A round step that gives four to eight of them."""
    if span <= 0:
        return 1.0
    rough = span / 5
    power: float = 10.0 ** math.floor(math.log10(rough))
    return power * next(one for one in (1, 2, 5, 10) if one * power >= rough * 0.8)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with their names at the left and a text at the right; `top` of each, and how high."""

    tops: tuple[float, ...]
    high: float
    left: float
    right: float
    bottom: float
    labels: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """How high the page is, with the scale at its foot."""
        return self.bottom + _BOTTOM

    def middle(self, row: int) -> float:
        """The height at which a row is drawn."""
        return self.tops[row] + self.high / 2


def rows_of(
    labels: Sequence[str], notes: Sequence[str], groups: Sequence[int] = (), top: float = _TOP
) -> Rows:
    """The rows of a chart. `groups` are the rows before which there is more room."""
    longest = max((ems(one) for one in labels), default=0.0) * SIZE
    left = min(max(70.0, longest + 16), 250.0)
    broken = tuple(tuple(lines(one, left - 16, SIZE, 2)) for one in labels)
    high = 36.0 if any(len(one) > 1 for one in broken) else 26.0
    right = WIDTH - 16 - max((ems(one) for one in notes), default=0.0) * SMALL - 8
    tops, at = [], top
    for row in range(len(labels)):
        at += _GAP if row and row in groups else 0.0
        tops.append(at)
        at += high
    return Rows(tuple(tops), high, left, max(right, left + 180), at + 4, broken)


def names(page: Page, rows: Rows) -> None:
    """The names of rows, at the left."""
    for row, broken in enumerate(rows.labels):
        first = rows.middle(row) + SIZE * (0.36 - 0.6 * (len(broken) - 1))
        for number, text in enumerate(broken):
            page.text(rows.left - 10, first + number * SIZE * 1.2, text, SIZE, anchor="end")


def note(page: Page, rows: Rows, row: int, text: str) -> None:
    """The text of a row, at the right."""
    page.text(WIDTH - 12, rows.middle(row) + SMALL * 0.36, text, SMALL, anchor="end", colour=INK)


def foot(page: Page, scale: Scale, rows: Rows, written: Callable[[float], str], unit: str) -> None:
    """The scale below the rows, with faint lines through them and its unit."""
    for tick in scale.ticks:
        x = scale.at(tick)
        page.line([(x, rows.tops[0] - 4), (x, rows.bottom)], colour=GRID, wide=1)
    page.line([(scale.begins, rows.bottom), (scale.ends, rows.bottom)], colour=LINE, wide=1)
    free = -math.inf
    for tick in scale.ticks:
        text, x = written(tick), scale.at(tick)
        half = ems(text) * SMALL / 2
        if x - half > free and x + half < WIDTH:
            page.text(x, rows.bottom + 15, text, SMALL, anchor="middle", colour=QUIET)
            free = x + half + 6
    middle = (scale.begins + scale.ends) / 2
    page.text(middle, rows.bottom + 32, unit, SMALL, anchor="middle", colour=QUIET)


def key(
    page: Page, labels: Sequence[str], y: float, draw: Callable[[int, float, float], None]
) -> float:
    """What belongs to which variant, from the left, broken where it has to be; the height below."""
    x = 16.0
    for number, label in enumerate(labels):
        wide = min(ems(label) * SMALL, WIDTH / 2) + 52
        if x + wide > WIDTH and x > 16:
            x, y = 16.0, y + 20
        draw(number, x, y)
        page.text(x + 34, y + SMALL * 0.36, label, SMALL, room=wide - 48)
        x += wide
    return y + 18
