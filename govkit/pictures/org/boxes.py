"""How high a box is, and how its text stands in it.

A box, a width and letters enter; a height, or shapes on a page, leave. Headings are bold and in the
middle, what stands in the box begins with ◦ at its left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from govkit.pictures import paper
from govkit.pictures.lettering import SMALLEST, halved, line_count, points, widest, wrapped
from govkit.pictures.org.plan import Box
from govkit.pictures.paper import Page

TEAM, TEAM_LINE = "#e7f1e4", "#6f9468"
LEVEL_LINE = "#8fa3ba"
_HEAD, _LEAD = 1.3, 1.34
# Fill, border and radius of each kind.
SHAPES = {
    "body": (paper.PAPER, paper.BAND, 2.0),
    "post": (paper.CHIP, paper.CHIP_LINE, 9.0),
    "team": (TEAM, TEAM_LINE, 9.0),
}


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a chart: `size` for headings, in units."""

    size: float

    @classmethod
    def of(cls, size: float) -> Letters:
        """Letters of so many points."""
        return cls(points(size))

    @property
    def small(self) -> float:
        """The size of what stands below a heading."""
        return max(SMALLEST, 0.86 * self.size)

    @property
    def pad(self) -> float:
        """Space between border and text."""
        return 0.42 * self.size

    @property
    def gap(self) -> float:
        """Space between boxes."""
        return 0.62 * self.size

    @property
    def bullet(self) -> float:
        """How far what stands in a box is set in."""
        return 1.1 * self.small


def height(box: Box, wide: float, letters: Letters) -> float:
    """How high a box of this width is."""
    room = wide - 2 * letters.pad
    heads = line_count(box.label, room, letters.size, bold=True)
    lines = sum(
        line_count(line.text, room - (letters.bullet if line.inner else 0), letters.small)
        for line in box.lines
    )
    return heads * letters.size * _HEAD + lines * letters.small * _LEAD + 2 * letters.pad


def parts(box: Box, wide: float, letters: Letters, room: float) -> tuple[Box, ...]:
    """A box, or several of the same object with a part of what it says each, none above `room`."""
    if height(box, wide, letters) <= room or not box.lines:
        return (box,)
    half = len(box.lines) // 2
    first, rest = box.lines[:half], box.lines[half:]
    if not half:
        line = rest[0]
        inside = wide - 2 * letters.pad - (letters.bullet if line.inner else 0)
        cut = halved(line.text, inside, letters.small)
        if len(cut) < 2:
            return (box,)
        first = (replace(line, text=cut[0]),)
        rest = (replace(line, text=cut[1], goes_on=True),)
    both = (replace(box, lines=first), replace(box, lines=rest))
    return tuple(part for one in both for part in parts(one, wide, letters, room))


def least_width(box: Box, letters: Letters) -> float:
    """The width below which a word or a number of the box would be cut."""
    text = max((widest(line.text) for line in box.lines), default=0.0) * letters.small
    room = max(widest(box.label, bold=True) * letters.size, text + letters.bullet)
    return room + 2 * letters.pad


def draw(page: Page, box: Box, x: float, y: float, wide: float, letters: Letters) -> None:
    """Put a box on a page."""
    fill, line, radius = SHAPES[box.kind]
    page.open(box.tip, ref=box.ref)
    high = height(box, wide, letters)
    page.rect(x, y, wide, high, fill=fill, line=line, radius=radius, dashed=box.dashed)
    write(page, box, x, y, wide, letters)
    page.close()


def write(
    page: Page, box: Box, x: float, y: float, wide: float, letters: Letters, *, centred: bool = True
) -> None:
    """The text of a box, its upper left corner at (x, y)."""
    room = wide - 2 * letters.pad
    left, middle = x + letters.pad, x + wide / 2
    at, anchor = (middle, "middle") if centred else (left, "start")
    y += letters.pad
    for text in wrapped(box.label, room, letters.size, bold=True):
        page.text(at, y + letters.size, text, letters.size, anchor=anchor, bold=True)  # type: ignore[arg-type]
        y += letters.size * _HEAD
    for line in box.lines:
        inset = letters.bullet if line.inner else 0.0
        for number, text in enumerate(wrapped(line.text, room - inset, letters.small)):
            base = y + letters.small
            if line.inner:
                if not number and not line.goes_on:
                    page.text(left, base, "◦", letters.small)
                page.text(left + inset, base, text, letters.small)
            else:
                page.text(at, base, text, letters.small, anchor=anchor, colour=paper.QUIET)  # type: ignore[arg-type]
            y += letters.small * _LEAD
