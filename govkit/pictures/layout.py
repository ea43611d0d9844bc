"""Where everything goes: the largest lettering at which all cards fit a given region.

Cards of a plan and the size of a region enter, a `Layout` leaves, or nothing where even the
smallest lettering does not fit. Sizes are units of the page; nothing is drawn here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, log

from govkit.pictures.lettering import ems
from govkit.pictures.plan import CardPlan, Row

_LARGEST, _SMALLEST, _STEP = 2.7, 0.66, 0.04
# Headings of cards stay below the heading of the page.
_LARGEST_HEADING = 1.45
_MOST_LABEL_EMS = 7.0
_MOST_COLUMNS = 24
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes at one lettering. `tall` stretches chips and gaps to fill the region, not letters."""

    scale: float
    columns: int
    card_width: float
    row_heights: tuple[float, ...]
    label_width: float
    per_line: int
    chip_width: float
    tall: float

    @property
    def head(self) -> float:
        """Height of a card's heading."""
        return 32 * self.heading

    @property
    def heading(self) -> float:
        """How much the heading of a card is enlarged."""
        return _heading(self.scale)

    @property
    def pad(self) -> float:
        """Space between a card's border and what is in it."""
        return 8 * self.scale

    @property
    def gap(self) -> float:
        """Space between chips."""
        return 5 * self.scale

    @property
    def chip_height(self) -> float:
        """Height of a chip, and of a line of text in its place."""
        return 24 * self.scale * self.tall

    @property
    def row_gap(self) -> float:
        """Space between the rows of a card."""
        return 5 * self.scale * self.tall

    def lines(self, row: Row) -> int:
        """How many lines of chips a row takes; a note takes one."""
        return max(1, ceil(len(row.chips) / self.per_line))

    def height(self, row: Row) -> float:
        """Height of a row with its own padding."""
        return self.lines(row) * (self.chip_height + self.gap) - self.gap + 2 * self.row_gap

    def card_height(self, card: CardPlan) -> float:
        """Height of a card with everything in it."""
        inside = sum(self.height(row) + self.row_gap for row in card.rows) - self.row_gap
        return self.head + 2 * self.pad + inside


def _heading(scale: float) -> float:
    return min(scale, _LARGEST_HEADING)


def arrange(cards: Sequence[CardPlan], width: float, height: float) -> Layout | None:
    """The layout with the largest letters that fits; None where none does.

    A layout whose rows break into several lines of chips, whose headings are cut or which leaves
    places empty has to have clearly larger letters to be chosen.
    """
    measure = _Measure(cards)
    found = [
        layout
        for columns in range(1, min(len(cards), _MOST_COLUMNS) + 1)
        if (layout := _largest(measure, columns, width, height)) is not None
    ]
    if not found:
        return None
    return _filled(max(found, key=lambda layout: _worth(layout, measure)), measure, height)


def _largest(measure: _Measure, columns: int, width: float, height: float) -> Layout | None:
    steps = int((_LARGEST - _SMALLEST) / _STEP) + 1
    for step in range(steps):
        layout = _try(measure, columns, _LARGEST - step * _STEP, width, height)
        if layout is not None:
            return layout
    return None


class _Measure:
    """What a layout needs to know of the cards, worked out once."""

    def __init__(self, cards: Sequence[CardPlan]) -> None:
        rows = [row for card in cards for row in card.rows]
        chips = [chip for row in rows for chip in row.chips]
        self.cards = cards
        self.label = min(max((ems(row.label) for row in rows), default=0.0), _MOST_LABEL_EMS)
        longest = max((ems(chip.label) + ems(chip.badge) for chip in chips), default=0.0)
        self.chip = min(longest, _MOST_LABEL_EMS)
        self.note = min(max((ems(row.note) for row in rows), default=0.0), 12.0)
        self.heading = min(max((ems(card.label) for card in cards), default=0.0), 8.0)
        self.headline = (
            max((ems(c.label) * 17 + ems(c.summary) * 13 for c in cards), default=0) + 14
        )
        self.most = max((len(row.chips) for row in rows), default=1)
        self.shapes = [Counter(len(row.chips) for row in card.rows) for card in cards]


def _try(
    measure: _Measure, columns: int, scale: float, width: float, height: float
) -> Layout | None:
    card_width = (width - GAP * (columns - 1)) / columns
    pad, gap = 8 * scale, 5 * scale
    label_width = (measure.label * 14 + 14) * scale if measure.label else 0.0
    room = card_width - 4 * pad - label_width
    least = max(30.0, measure.chip * 13 + 12) * scale
    per_line = min(int((room + gap) / (least + gap)), max(measure.most, 1))
    if not measure.label and per_line > 1:
        per_line = min(per_line, _square(measure, columns, room, height - GAP))
    if per_line < 1 or room < measure.note * 13 * scale:
        return None
    if card_width - 2 * pad < measure.heading * 17 * _heading(scale):
        return None
    widest = (room + gap) / per_line - gap
    chip_width = min(widest, max(least, (130 if measure.label else 340) * scale))
    draft = Layout(scale, columns, card_width, (), label_width, per_line, chip_width, 1.0)
    heights = [_height(draft, shape) for shape in measure.shapes]
    rows = tuple(max(heights[i : i + columns]) for i in range(0, len(heights), columns))
    if sum(rows) + GAP * (len(rows) - 1) > height:
        return None
    return Layout(scale, columns, card_width, rows, label_width, per_line, chip_width, 1.0)


def _height(draft: Layout, shape: Counter[int]) -> float:
    line = draft.chip_height + draft.gap
    rows = sum(
        many * (max(1, ceil(chips / draft.per_line)) * line - draft.gap + 3 * draft.row_gap)
        for chips, many in shape.items()
    )
    return draft.head + 2 * draft.pad + rows - draft.row_gap


def _square(measure: _Measure, columns: int, room: float, height: float) -> int:
    """Chips in a line so that chips without a row label fill their card in both directions."""
    rows = ceil(len(measure.cards) / columns)
    across: float = (measure.most * room * rows / (height * 2.4)) ** 0.5
    return max(1, ceil(across))


def _worth(layout: Layout, measure: _Measure) -> float:
    worth = layout.scale
    if measure.label and layout.per_line < measure.most:
        worth *= 0.8
    if layout.card_width - 2 * layout.pad < measure.headline * layout.heading:
        worth *= 0.92
    rows = len(layout.row_heights)
    empty = rows * layout.columns - len(measure.cards)
    shape = layout.card_width * rows / max(sum(layout.row_heights), 1.0)
    return worth * (1 - 0.3 * empty / len(measure.cards)) - 0.03 * abs(log(shape / 1.4))


def _filled(found: Layout, measure: _Measure, height: float) -> Layout:
    """The same layout with chips and gaps stretched over spare height, within reason."""
    room = height - GAP * (len(found.row_heights) - 1)
    once, twice = sum(_rows(found, measure, 1.0)), sum(_rows(found, measure, 2.0))
    most = 1.7 if measure.label else 4.2
    tall = max(1.0, min(most, 1 + (room - once) / max(twice - once, 1.0)))
    if sum(_rows(found, measure, tall)) > room + 1e-6:
        # Cards of unlike shapes do not grow alike; this much always fits.
        tall = max(1.0, min(most, room / once))
    return replace(found, tall=tall, row_heights=_rows(found, measure, tall))


def _rows(found: Layout, measure: _Measure, tall: float) -> tuple[float, ...]:
    """The height of each row of cards when stretched by `tall`."""
    draft = replace(found, tall=tall)
    heights = [draft.card_height(card) for card in measure.cards]
    columns = found.columns
    return tuple(max(heights[at : at + columns]) for at in range(0, len(heights), columns))
