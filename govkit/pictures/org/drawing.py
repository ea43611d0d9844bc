"""An arranged chart put down on its sheets: bands, boxes, lines of command, and where they go on.

An `Arrangement` and a page for each sheet enter; shapes are on the pages afterwards.
"""

from __future__ import annotations

from govkit.model.naming import Pen
from govkit.pictures import paper
from govkit.pictures.lettering import wrapped
from govkit.pictures.org.boxes import LEVEL_LINE, draw, write
from govkit.pictures.org.places import (
    Arrangement,
    Piece,
    PlacedNode,
    comes_from,
    goes_on,
    inset,
)
from govkit.pictures.paper import Page
from govkit.pictures.sheet import Region

_BANDS = ("#ffffff", "#f7f9fb")
_WIRE = paper.BAND
_BELOW_ROW = 7.0


def bottom_of(found: Arrangement, sheet: int, top: float = 0.0) -> float:
    """Where the picture on one sheet ends; `top` where nothing is on it."""
    ends = [piece.y + piece.high for piece in found.pieces if piece.sheet == sheet]
    return max(ends, default=top) + (found.strip if sheet < found.sheets - 1 else 0.0)


def put(page: Page, pen: Pen, found: Arrangement, sheet: int, region: Region) -> None:
    """Draw one sheet."""
    for number, piece in enumerate(found.pieces):
        if piece.sheet == sheet:
            _band(page, pen, found, piece, region, _BANDS[number % 2])
    _Wires(page, pen, found, sheet, region).draw()
    for piece in found.pieces:
        if piece.sheet != sheet:
            continue
        for placed in (*(one for node in piece.nodes for one in node.boxes), *piece.side):
            y = piece.y + placed.y
            draw(page, placed.box, placed.x, y, placed.wide, found.letters)


def _band(
    page: Page, pen: Pen, found: Arrangement, piece: Piece, region: Region, fill: str
) -> None:
    head, left = piece.band.head, region.left + inset(piece.band.depth)
    wide = region.left + found.grid.label - left
    page.rect(
        region.left, piece.y, region.width, piece.high, fill=fill, line="#d5dde6", radius=2
    )  # fmt: skip
    page.open(head.tip, **({"ref": head.ref} if head.ref else {}))
    page.rect(
        left, piece.y, wide, piece.high, fill=paper.HEAD if head.ref else "#ececec",
        line=LEVEL_LINE if head.dashed else "none", dashed=head.dashed,
    )  # fmt: skip
    write(page, head, left, piece.y, wide, found.letters, centred=False)
    page.close()


class _Wires:
    """The lines of command on one sheet."""

    def __init__(
        self, page: Page, pen: Pen, found: Arrangement, sheet: int, region: Region
    ) -> None:
        self.page, self.pen, self.found, self.sheet, self.region = page, pen, found, sheet, region
        self.placed = {
            id(node.node): (piece, node) for piece in found.pieces for node in piece.nodes
        }

    def draw(self) -> None:
        """All of them, those cut by the edge of the sheet with what they lead to."""
        for piece, parent in self.placed.values():
            here = piece.sheet == self.sheet
            lower = [self.placed[id(node)] for node in parent.node.below]
            if here and lower:
                self._down(piece, parent, lower)
            elif not here:
                for below, child in lower:
                    if below.sheet == self.sheet:
                        self._from_above(piece, parent, below, child)

    def _down(
        self, piece: Piece, parent: PlacedNode, lower: list[tuple[Piece, PlacedNode]]
    ) -> None:
        box = parent.boxes[0]
        x, bus = box.x + box.wide / 2, piece.y + parent.row_bottom + _BELOW_ROW
        across = [self._entry(child) for _, child in lower]
        only = len(lower) == 1 and across[0] == x
        if not only:
            self._line((x, piece.y + box.y + box.high), (x, bus))
            if min(x, *across) < max(x, *across):
                self._line((min(x, *across), bus), (max(x, *across), bus))
        start = piece.y + box.y + box.high if only else bus
        for (below, child), at in zip(lower, across, strict=True):
            if below.sheet == self.sheet:
                self._into(below, child, at, start)
            else:
                self._cut(below, child, at, start)

    def _entry(self, node: PlacedNode) -> float:
        """Where the line to a node comes down: in the middle of a box, at the left of a stack."""
        first = node.boxes[0]
        return first.x - 7 if len(node.boxes) > 1 else first.x + first.wide / 2

    def _into(self, piece: Piece, child: PlacedNode, x: float, start: float) -> None:
        if len(child.boxes) == 1:
            self._line((x, start), (x, piece.y + child.boxes[0].y), arrow=True)
            return
        middles = [piece.y + box.y + box.high / 2 for box in child.boxes]
        self._line((x, start), (x, middles[-1]))
        for box, y in zip(child.boxes, middles, strict=True):
            self._line((x, y), (box.x, y))

    def _cut(self, below: Piece, child: PlacedNode, x: float, start: float) -> None:
        """The line ends at the foot of the sheet: → 第2张 坡队党支部."""
        top = bottom_of(self.found, self.sheet) - self.found.strip
        self._line((x, start), (x, top + 4))
        self._note(goes_on(self.pen, below.sheet, child.node), child, top + 6)

    def _from_above(
        self, piece: Piece, parent: PlacedNode, below: Piece, child: PlacedNode
    ) -> None:
        x = self._entry(child)
        bottom = self.region.top + self.found.strip - 10
        self._note(comes_from(self.pen, piece.sheet, parent.node), child, bottom, up=True)
        self._into(below, child, x, bottom)

    def _note(self, text: str, child: PlacedNode, y: float, *, up: bool = False) -> None:
        """Text over or under the column of a node."""
        size, grid = self.found.letters.small, self.found.grid
        lines = wrapped(text, grid.wide, size)
        middle = grid.x(child.node.column) + grid.wide / 2
        y -= len(lines) * size * 1.34 if up else 0
        for line in lines:
            y += size * 1.34
            self.page.text(middle, y - size * 0.3, line, size, anchor="middle", colour=paper.QUIET)

    def _line(
        self, start: tuple[float, float], end: tuple[float, float], *, arrow: bool = False
    ) -> None:
        self.page.line([start, end], colour=_WIRE, wide=1.6, arrow=arrow)
