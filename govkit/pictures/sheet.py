"""What all sheets of one picture share: the band with the title, the legend and the foot.

A pen, a paper and ready texts enter; pages leave on which only the middle is still to be drawn. No
text is shortened: a long title takes two lines, a long foot as many as it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govkit.model.naming import Pen
from govkit.pictures import paper
from govkit.pictures.lettering import SMALLEST, ems, points, widest, wrapped
from govkit.pictures.paper import SIZES, Page, Paper

MARGIN = 30.0
GAP = 12.0
_TITLES = (22.0, 20.0, 18.5, 17.0, 15.5, 14.0, 12.0, 10.0, 9.0, 7.5)
_FOOT = points(8)
_LEAD = 1.4
# Between a sign of the legend and its meaning, and between one meaning and the next sign.
_BESIDE, _BETWEEN = 8.0, 26.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of the legend: how wide it is, how it is drawn at (x, middle), what it means."""

    wide: float
    draw: Callable[[Page, float, float], None]
    label: str


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a sheet that is free for the picture itself."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in a given size."""

    text: str
    size: float


class Frame:
    """The sheets of one picture: `region` says what is free, `sheet` gives a page with the rest."""

    def __init__(
        self,
        pen: Pen,
        size: Paper,
        heading: str,
        kind: str,
        *,
        description: str = "",
        under: Sequence[str] = (),
        legend: Sequence[Mark] = (),
        notes: Sequence[str] = (),
    ) -> None:
        """`kind` is what the picture is (组织架构图); `under` are lines below the title, `notes`
        lines at the foot, before the sources of the model."""
        self.pen, self.heading, self.kind = pen, heading, kind
        self.description = description or kind
        self.width, self.height = SIZES[size]
        inside = self.width - 2 * MARGIN
        # The widest number of a sheet is reckoned in, so that all sheets are alike.
        self._side = ems(self._sided(88, 88), bold=False) * points(12) + 40
        largest = 22.0 if size == "A3" else 17.0
        self._title = _fitted(heading, inside - self._side - 36, 2, largest)
        self._under = [
            _Line(text, points(9)) for one in under for text in wrapped(one, inside, points(9))
        ]
        self._notes = [
            text for one in (*notes, sources(pen)) if one for text in wrapped(one, inside, _FOOT)
        ]
        self._legend = _rows(legend, inside)

    def _sided(self, number: int, of: int) -> str:
        """`组织架构图 第1张，共2张`."""
        if of < 2:
            return self.kind
        count = self.pen.pick(f"第{number}张，共{of}张", f"sheet {number} of {of}")
        return f"{self.kind}{self.pen.pick('　', ' · ')}{count}"

    @property
    def _band(self) -> float:
        size = self._title[0].size
        return max(48.0, 18 + size * _LEAD * len(self._title))

    @property
    def _foot(self) -> float:
        legend = sum(map(_height, self._legend)) + (6 if self._legend else 0)
        return legend + len(self._notes) * _FOOT * _LEAD + 4

    @property
    def region(self) -> Region:
        """What a full sheet leaves free."""
        top = MARGIN + self._band + GAP
        top += sum(line.size * _LEAD for line in self._under) + (6 if self._under else 0)
        bottom = self.height - MARGIN - self._foot - GAP
        return Region(MARGIN, top, self.width - MARGIN, bottom)

    def sheet(self, number: int, of: int, bottom: float | None = None) -> Page:
        """Sheet `number` of `of` with band, legend and foot; no higher than its middle needs.

        `bottom` is where the picture on it ends; without it the sheet has its full height.
        """
        region = self.region
        bottom = region.bottom if bottom is None else bottom
        high = bottom + self.height - region.bottom
        count = self.pen.pick(f"（第{number}张，共{of}张）", f" (sheet {number} of {of})")
        title = f"{self.heading}{count}" if of > 1 else self.heading
        page = Page(title, self.description, high, width=self.width)
        self._head(page, number, of)
        self._feet(page, bottom + GAP)
        return page

    def _head(self, page: Page, number: int, of: int) -> None:
        inside = self.width - 2 * MARGIN
        page.rect(MARGIN, MARGIN, inside, self._band, fill=paper.BAND, radius=5)
        size = self._title[0].size
        middle = MARGIN + self._band / 2
        y = middle + size * (0.36 - _LEAD / 2 * (len(self._title) - 1))
        for line in self._title:
            page.text(MARGIN + 18, y, line.text, line.size, colour=paper.PAPER, bold=True)
            y += size * _LEAD
        page.text(
            self.width - MARGIN - 18, middle + points(12) * 0.36, self._sided(number, of),
            points(12), colour=paper.HEAD, anchor="end",
        )  # fmt: skip
        y = MARGIN + self._band + GAP
        for line in self._under:
            page.text(MARGIN, y + line.size, line.text, line.size, colour=paper.QUIET)
            y += line.size * _LEAD

    def _feet(self, page: Page, top: float) -> None:
        for row in self._legend:
            x = MARGIN
            for told in row:
                told.mark.draw(page, x, top + 12)
                for number, text in enumerate(told.lines):
                    y = top + 12 + _FOOT * (0.36 + _LEAD * number)
                    page.text(x + told.mark.wide + _BESIDE, y, text, _FOOT)
                x += told.wide + _BETWEEN
            top += _height(row)
        top += 6 if self._legend else 0
        for text in self._notes:
            page.text(MARGIN, top + _FOOT, text, _FOOT, colour=paper.QUIET)
            top += _FOOT * _LEAD


@dataclass(frozen=True, slots=True)
class _Told:
    """A sign of the legend with its meaning, on as many lines as the sheet asks for."""

    mark: Mark
    lines: tuple[str, ...]

    @property
    def wide(self) -> float:
        """From the left of the sign to the end of the longest line."""
        longest = max((ems(line) for line in self.lines), default=0.0)
        return self.mark.wide + _BESIDE + longest * _FOOT


def _height(row: Sequence[_Told]) -> float:
    return 24.0 + _FOOT * _LEAD * (max(len(told.lines) for told in row) - 1)


def _rows(legend: Sequence[Mark], room: float) -> list[list[_Told]]:
    """The signs in as many rows as they need."""
    rows: list[list[_Told]] = []
    used = room
    for mark in legend:
        told = _Told(mark, tuple(wrapped(mark.label, room - mark.wide - _BESIDE, _FOOT)))
        if used + told.wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(told)
        used += told.wide + _BETWEEN
    return rows


def _fitted(text: str, room: float, most: int, largest: float) -> list[_Line]:
    """`text` in the largest title letters that need at most `most` lines; in the smallest, more."""
    for size in (points(one) for one in _TITLES if one <= largest):
        found = wrapped(text, room, size, bold=True)
        if len(found) <= most and widest(text, bold=True) * size <= room:
            break
    return [_Line(one, max(size, SMALLEST)) for one in found]


def sources(pen: Pen) -> str:
    """`资料来源：…`: the documents that a model is drawn from; empty where it names none."""
    names = [source.title or source.name for source in pen.model.sources]
    if not names:
        return ""
    return pen.pick("资料来源：", "Sources: ") + pen.pick("；", "; ").join(names)
