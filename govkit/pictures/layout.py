"""Where everything goes: the largest lettering at which all cards fit a given region.

Cards of a plan and the size of a region enter, a `Layout` leaves, or nothing where even the
smallest lettering does not fit. Sizes are units of the page; nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, log

from govkit.pictures.lettering import SMALLEST, ems, line_count, widest
from govkit.pictures.plan import CardPlan, Row

_LARGEST, _STEP = 2.7, 0.04
_CHIP, _LABEL, _HEAD, _NOTE = 13.0, 14.0, 17.0, 13.0
# Chips have the smallest letters of a card.
_SMALLEST = SMALLEST / _CHIP
_LEAD = 1.3
# Headings of cards stay below the heading of the page.
_LARGEST_HEADING = 1.45
_MOST_LABEL_EMS = 7.0
_MOST_HEADING_EMS = 12.0
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
    chip_lines: int = 1
    label_lines: int = 1
    head_lines: int = 1
    summary_lines: int = 0

    @property
    def head(self) -> float:
        """Height of a card's heading; a summary that does not stand beside it stands below it."""
        more = (self.head_lines - 1) * _HEAD + self.summary_lines * _NOTE
        return (32 + more * _LEAD) * self.heading

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
        return (24 * self.tall + (self.chip_lines - 1) * _CHIP * _LEAD) * self.scale

    @property
    def row_gap(self) -> float:
        """Space between the rows of a card."""
        return 5 * self.scale * self.tall

    def lines(self, row: Row) -> int:
        """How many lines of chips a row takes; a note takes one."""
        return max(1, ceil(len(row.chips) / self.per_line))

    def height(self, row: Row) -> float:
        """Height of a row with its own padding."""
        chips = self.lines(row) * (self.chip_height + self.gap) - self.gap
        label = (24 + (self.label_lines - 1) * _LABEL * _LEAD) * self.scale if row.label else 0.0
        return max(chips, label) + 2 * self.row_gap

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


def _room(texts: Sequence[str], most: float, *, bold: bool = False) -> tuple[float, int]:
    """The width in em that texts are given, and how many lines the longest takes in it."""
    longest = max((ems(text, bold=bold) for text in texts), default=0.0)
    whole = max((widest(text, bold=bold) for text in texts), default=0.0)
    room = min(longest, max(most, whole))
    lines = max((line_count(text, room + 1e-6, 1.0, bold=bold) for text in texts), default=1)
    return room, lines


class _Measure:
    """What a layout needs to know of the cards, worked out once."""

    def __init__(self, cards: Sequence[CardPlan]) -> None:
        rows = [row for card in cards for row in card.rows]
        chips = [chip for row in rows for chip in row.chips]
        self.cards = cards
        shapes = [tuple((len(row.chips), bool(row.label)) for row in card.rows) for card in cards]
        self.of_shape = dict(zip(shapes, cards, strict=True))
        self.shapes = shapes
        self.label, self.label_lines = _room([row.label for row in rows], _MOST_LABEL_EMS)
        badge = max((ems(chip.badge) for chip in chips), default=0.0)
        chip, self.chip_lines = _room([chip.label for chip in chips], _MOST_LABEL_EMS)
        self.chip = chip + (badge + 0.3 if badge else 0.0)
        self.note = max((ems(row.note) for row in rows), default=0.0)
        labels = [card.label for card in cards]
        self.heading, self.head_lines = _room(labels, _MOST_HEADING_EMS, bold=True)
        self.summary = max((ems(card.summary) for card in cards), default=0.0)
        self.headline = self.heading * _HEAD + self.summary * _NOTE + 14
        self.most = max((len(row.chips) for row in rows), default=1)


def _try(
    measure: _Measure, columns: int, scale: float, width: float, height: float
) -> Layout | None:
    card_width = (width - GAP * (columns - 1)) / columns
    pad, gap = 8 * scale, 5 * scale
    label_width = (measure.label * _LABEL + 14) * scale if measure.label else 0.0
    room = card_width - 4 * pad - label_width
    least = max(30.0, measure.chip * _CHIP + 12) * scale
    per_line = min(int((room + gap) / (least + gap)), max(measure.most, 1))
    if not measure.label and per_line > 1:
        per_line = min(per_line, _square(measure, columns, room, height - GAP))
    if per_line < 1 or room < measure.note * _NOTE * scale:
        return None
    inside = card_width - 2 * pad
    if inside < max(measure.heading * _HEAD, measure.summary * _NOTE) * _heading(scale):
        return None
    below = int(measure.summary > 0 and inside < measure.headline * _heading(scale))
    lines = (measure.chip_lines, measure.label_lines, measure.head_lines, below)
    widest = (room + gap) / per_line - gap
    chip_width = min(widest, max(least, (130 if measure.label else 340) * scale))
    draft = Layout(scale, columns, card_width, (), label_width, per_line, chip_width, 1.0, *lines)
    heights = _heights(draft, measure)
    rows = tuple(max(heights[i : i + columns]) for i in range(0, len(heights), columns))
    if sum(rows) + GAP * (len(rows) - 1) > height:
        return None
    return replace(draft, row_heights=rows)


def _heights(draft: Layout, measure: _Measure) -> list[float]:
    """The height of every card; cards of one shape are reckoned once."""
    known = {shape: draft.card_height(card) for shape, card in measure.of_shape.items()}
    return [known[shape] for shape in measure.shapes]


def _square(measure: _Measure, columns: int, room: float, height: float) -> int:
    """Chips in a line so that chips without a row label fill their card in both directions."""
    rows = ceil(len(measure.cards) / columns)
    across: float = (measure.most * room * rows / (height * 2.4)) ** 0.5
    return max(1, ceil(across))


def _worth(layout: Layout, measure: _Measure) -> float:
    worth = layout.scale
    if measure.label and layout.per_line < measure.most:
        worth *= 0.8
    if layout.summary_lines:
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
    heights = _heights(draft, measure)
    columns = found.columns
    return tuple(max(heights[at : at + columns]) for at in range(0, len(heights), columns))
