"""Where every box of an org chart stands: the largest letters at which one sheet holds all.

A chart and the free region of a sheet enter; placed bands leave, sheet by sheet. Where even the
smallest letters do not fit on one sheet, larger ones go on over several, cut between bands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from govkit.model.naming import Pen
from govkit.pictures.lettering import line_count
from govkit.pictures.org.boxes import Letters, height, least_width, parts
from govkit.pictures.org.forest import Forest, Node, forest
from govkit.pictures.org.plan import Band, Box, Chart, without
from govkit.pictures.sheet import Region

# Letters of headings in points, largest first; a chart of several sheets has those of `_SEVERAL`.
_SIZES = (13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_SEVERAL = (9.0, 8.0, 7.5)
_STACKS = (1, 2, 3, 4, 6, 9)
BETWEEN_BANDS = 7.0
RAIL = 10.0
"""How far a box of a stack is set in, to leave room for the line at its left."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of one width, and the column of levels before them."""

    left: float
    label: float
    columns: int
    wide: float
    gap: float

    def x(self, column: float) -> float:
        """The left edge of a column."""
        return self.left + self.label + self.gap + column * (self.wide + self.gap)


@dataclass(frozen=True, slots=True)
class Placed:
    """A box at its place."""

    box: Box
    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node of the forest: its boxes, and the lower edge of the row it stands in."""

    node: Node
    boxes: tuple[Placed, ...]
    row_bottom: float
    sheet: int = 0


@dataclass(slots=True)
class Piece:
    """A band, or what one sheet holds of it; places are relative to its upper edge."""

    band: Band
    high: float
    nodes: list[PlacedNode] = field(default_factory=list)
    side: list[Placed] = field(default_factory=list)
    y: float = 0.0
    sheet: int = 0
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A chart with all its places."""

    chart: Chart
    letters: Letters
    grid: Grid
    pieces: tuple[Piece, ...]
    sheets: int
    strip: float
    """The height kept free at the edges of sheets for lines that go on elsewhere."""


Planted = Callable[[int], Forest]
"""The forest of a chart by the height of its stacks."""


def _plant(chart: Chart) -> Planted:
    return cache(lambda stack: forest(chart, stack))


def goes_on(pen: Pen, sheet: int, node: Node) -> str:
    """`→ 第2张 坡队党支部`, at the foot of a sheet."""
    name, more = node.boxes[0].label, len(node.boxes)
    if more > 1:
        name = pen.pick(f"{name}等{more}个", f"{name} and {more - 1} more")
    return f"→ {pen.pick(f'第{sheet + 1}张', f'sheet {sheet + 1}:')} {name}"


def comes_from(pen: Pen, sheet: int, node: Node) -> str:
    """`第1张 区委 →`, at the top of a sheet."""
    return f"{pen.pick(f'第{sheet + 1}张', f'sheet {sheet + 1}:')} {node.boxes[0].label} →"


def arrange(chart: Chart, pen: Pen, region: Region) -> Arrangement:
    """The chart in the largest letters that one sheet holds, else on several sheets."""
    planted = _plant(chart)
    low, high = 0, len(_SIZES) - 1
    best = None
    while low <= high:
        middle = (low + high) // 2
        found = _on_one(chart, region, Letters.of(_SIZES[middle]), planted)
        if found is not None:
            best, high = found, middle - 1
        else:
            low = middle + 1
    if best is not None:
        return best
    several = [
        _on_several(chart, pen, region, letters, *fitted)
        for letters in map(Letters.of, _SEVERAL)
        if (fitted := _fitted(chart, region, letters, planted)) is not None
    ]
    if several:
        return min(several, key=lambda found: found.sheets)
    return _narrowed(chart, pen, region)


def _narrowed(chart: Chart, pen: Pen, region: Region) -> Arrangement:
    """The chart with those lines told in words for which no column is left."""
    letters = Letters.of(_SEVERAL[-1])
    free = max(1, _most_columns(chart, region, letters)[0] - 2)
    while (fitted := _fitted(chart, region, letters, _plant(chart))) is None:
        parted = forest(chart, _STACKS[-1]).beyond(free)
        chart = without(chart, parted or set(chart.parents), pen)
    return _on_several(chart, pen, region, letters, *fitted)


# ── columns ──


def _label_width(chart: Chart, region: Region, letters: Letters) -> float:
    needed = max(
        (least_width(band.head, letters) + inset(band.depth) for band in chart.bands), default=0.0
    )
    return min(max(needed, 0.1 * region.width, 7 * letters.size), 0.17 * region.width)


def inset(depth: int) -> float:
    """How far the label of a level is set in."""
    return 9.0 * min(depth, 6)


def _most_columns(chart: Chart, region: Region, letters: Letters) -> tuple[int, float]:
    """How many columns a sheet holds, and how wide each must be at least."""
    boxes = [box for band in chart.bands for box in band.boxes]
    widest = max((least_width(box, letters) for box in boxes), default=0.0) + RAIL
    least = max(9.0 * letters.size, min(widest, 13.5 * letters.size))
    room = region.width - _label_width(chart, region, letters) - letters.gap
    return max(1, int(room / (least + letters.gap))), least


def _fitted(
    chart: Chart, region: Region, letters: Letters, planted: Planted
) -> tuple[Forest, Grid] | None:
    """The forest with the lowest stacks that the width holds, and the grid; None where none."""
    most, least = _most_columns(chart, region, letters)
    for stack in _STACKS:
        trees = planted(stack)
        standing = {box.ref for node in trees.nodes() for box in node.boxes}
        needed = enough = 0
        tall = _tall(trees, region, least, letters)
        for at, (band, used) in enumerate(zip(chart.bands, trees.used, strict=True)):
            beside = sum(box.ref not in standing for box in band.boxes) + (at in tall)
            needed = max(needed, used + min(beside, 2 if used else 1))
            enough = max(enough, used + beside)
        if needed <= most:
            columns = max(1, min(most, enough))
            label = _label_width(chart, region, letters)
            room = region.width - label - letters.gap
            wide = min(room / columns - letters.gap, max(13.5 * letters.size, least))
            return trees, Grid(region.left, label, columns, wide, letters.gap)
    return None


def _tall(trees: Forest, region: Region, wide: float, letters: Letters) -> set[int]:
    """The bands with boxes that may not find room on one sheet: what is cut off stands beside."""
    return {
        node.band
        for node in trees.nodes()
        if sum(height(box, wide, letters) for box in node.boxes) > region.height / 2
    }


# ── bands ──


def _on_one(chart: Chart, region: Region, letters: Letters, planted: Planted) -> Arrangement | None:
    fitted = _fitted(chart, region, letters, planted)
    if fitted is None:
        return None
    trees, grid = fitted
    pieces = [
        piece
        for at in range(len(chart.bands))
        for piece in _pieces(chart, trees, at, grid, letters, region.height)
    ]
    total = sum(piece.high for piece in pieces) + BETWEEN_BANDS * (len(pieces) - 1)
    if total > region.height or any(piece.continued for piece in pieces):
        return None
    y = region.top
    for piece in pieces:
        piece.y = y
        y += piece.high + BETWEEN_BANDS
    return Arrangement(chart, letters, grid, tuple(pieces), 1, 0.0)


def _on_several(
    chart: Chart, pen: Pen, region: Region, letters: Letters, trees: Forest, grid: Grid
) -> Arrangement:
    notes = [told for node in trees.nodes() for told in _notes(pen, node)]
    most = max((line_count(told, grid.wide, letters.small) for told in notes), default=0)
    strip = letters.small * 1.34 * most + 14 if most else 0.0
    room = region.height - 2 * strip
    y, sheet = region.top, 0
    placed: list[Piece] = []
    for at in range(len(chart.bands)):
        for piece in _pieces(chart, trees, at, grid, letters, room):
            if placed and y + piece.high > region.bottom - strip:
                sheet += 1
                y = region.top + strip
            piece.y, piece.sheet = y, sheet
            y += piece.high + BETWEEN_BANDS
            placed.append(piece)
    return Arrangement(chart, letters, grid, tuple(placed), sheet + 1, strip)


def _notes(pen: Pen, node: Node) -> tuple[str, str]:
    """What a line to or from a node may have to say at the edge of a sheet."""
    return goes_on(pen, 87, node), comes_from(pen, 87, node)


def _pieces(
    chart: Chart, trees: Forest, at: int, grid: Grid, letters: Letters, room: float
) -> list[Piece]:
    """A band as one piece, or as several where it is higher than `room`."""
    band = chart.bands[at]
    rows: dict[int, list[Node]] = {}
    for node in trees.nodes():
        if node.band == at:
            rows.setdefault(node.row, []).append(node)
    standing = {box.ref for nodes in rows.values() for node in nodes for box in node.boxes}
    beside = [box for box in band.boxes if box.ref not in standing]
    start = trees.used[at] if trees.used else 0
    waiting = [rows[row] for row in sorted(rows)]
    filler = _Filler(grid, letters, room)
    beside = [part for box in beside for part in filler.parts(box)]
    heads = filler.heads(band)
    pieces: list[Piece] = []
    while not pieces or waiting or beside or len(pieces) < len(heads):
        head = heads[min(len(pieces), len(heads) - 1)]
        piece = filler.piece(replace(band, head=head), waiting, beside, start)
        piece.continued = bool(pieces)
        pieces.append(piece)
    return pieces


@dataclass(frozen=True, slots=True)
class _Filler:
    """Puts as many rows and boxes of a band into a piece as `room` holds."""

    grid: Grid
    letters: Letters
    room: float

    def piece(self, band: Band, rows: list[list[Node]], beside: list[Box], start: int) -> Piece:
        """The next piece; what it holds is taken from `rows` and `beside`."""
        label = height(band.head, self._label(band), self.letters)
        piece = Piece(band, label)
        self._rows(piece, rows)
        cuts = (cut for placed in piece.nodes for cut in self.cut(placed.node))
        beside[:0] = [part for cut in cuts for part in cut[1:]]
        self._side(piece, beside, start, forced=not piece.nodes)
        return piece

    def heads(self, band: Band) -> tuple[Box, ...]:
        """What stands before a band, on as many sheets as its height asks for."""
        return parts(band.head, self._label(band), self.letters, self.room)

    def parts(self, box: Box) -> tuple[Box, ...]:
        """A box, or several of the same object, none too high."""
        return parts(box, self.grid.wide - RAIL, self.letters, self._free)

    def cut(self, node: Node) -> tuple[tuple[Box, ...], ...]:
        """Each box of a node in parts, so that the first ones together are not too high."""
        wide, gaps = self._wide(node), self.letters.gap * (len(node.boxes) - 1)
        total = sum(height(box, wide, self.letters) for box in node.boxes) + gaps
        share = self._free if total <= self._free else (self._free - gaps) / len(node.boxes)
        return tuple(parts(box, wide, self.letters, share) for box in node.boxes)

    def _label(self, band: Band) -> float:
        return self.grid.label - inset(band.depth)

    @property
    def _free(self) -> float:
        """How high a box may be that stands alone in its piece."""
        return self.room - 2 * self._top - 4

    @property
    def _top(self) -> float:
        return 1.1 * self.letters.gap

    @property
    def _bus(self) -> float:
        return max(26.0, 1.6 * self.letters.gap)

    def _rows(self, piece: Piece, rows: list[list[Node]]) -> None:
        ends: dict[int, float] = {}  # each tree has rows of its own
        while rows:
            highs: dict[int, float] = {}
            for node in rows[0]:
                highs[node.tree] = max(highs.get(node.tree, 0.0), self._high(node))
            tops = {tree: ends[tree] + self._bus if tree in ends else self._top for tree in highs}
            bottom = max(tops[tree] + high for tree, high in highs.items())
            if piece.nodes and bottom + self._top + 4 > self.room:
                return
            for node in rows.pop(0):
                y = tops[node.tree]
                piece.nodes.append(self._node(node, y, y + highs[node.tree]))
            ends |= {tree: tops[tree] + high for tree, high in highs.items()}
            piece.high = max(piece.high, bottom + self._top + 4)

    def _high(self, node: Node) -> float:
        wide = self._wide(node)
        boxes = sum(height(box, wide, self.letters) for box in self._boxes(node))
        return boxes + self.letters.gap * (len(node.boxes) - 1)

    def _boxes(self, node: Node) -> tuple[Box, ...]:
        """The boxes of a node, of those that are too high the first part."""
        return tuple(cut[0] for cut in self.cut(node))

    def _wide(self, node: Node) -> float:
        return self.grid.wide - (RAIL if len(node.boxes) > 1 else 0.0)

    def _node(self, node: Node, y: float, bottom: float) -> PlacedNode:
        wide = self._wide(node)
        x = self.grid.x(node.column) + self.grid.wide - wide
        placed = []
        for box in self._boxes(node):
            high = height(box, wide, self.letters)
            placed.append(Placed(box, x, y, wide, high))
            y += high + self.letters.gap
        return PlacedNode(node, tuple(placed), bottom)

    def _side(self, piece: Piece, beside: list[Box], start: int, *, forced: bool) -> None:
        """Each box goes to the shortest of the columns that are free."""
        if forced:
            start = min(start, self.grid.columns - 1)
        columns = [self._top] * (self.grid.columns - start)
        while beside and columns:
            high = height(beside[0], self.grid.wide, self.letters)
            column = columns.index(min(columns))
            y = columns[column]
            if y + high + self._top > self.room and (piece.side or not forced):
                return
            x = self.grid.x(start + column)
            piece.side.append(Placed(beside.pop(0), x, y, self.grid.wide, high))
            columns[column] = y + high + self.letters.gap
            piece.high = max(piece.high, y + high + self._top)
