"""How large a box is, and where the boxes of the level form stand.

A flow and a size of letters enter; contents of boxes, lanes and columns with their places leave. It
knows how wide text is, and of lines between boxes only how much room they take.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from govkit.pictures.lettering import SMALLEST, ems, wrapped
from govkit.pictures.sheet import Region
from govkit.pictures.swimlane.parts import Block, Box, Content, Flow, Lane, Link, Node, Part

TRACK = 9.0
PAD = 9.0
_LEAST_BOX, _MOST_BOX = 9.0, 24.0  # in em
_LEAST_LABEL, _MOST_LABEL = 5.2, 12.0


# ── what a box needs ──


def small(size: float) -> float:
    """Letters of citations and labels beside those of a size."""
    return max(SMALLEST, size * 0.9)


def content(
    node: Node, wide: float, size: float, ways: tuple[tuple[str, int], ...] = ()
) -> Content:
    """A box of a width: `ways` stand in it as lines, each with the position of its link."""
    room = wide - 2 * PAD
    head_size = size * 1.12
    head = wrapped(f"{node.number} {node.name}", room, head_size, bold=True)
    head_high = len(head) * head_size * 1.3 + size * 0.5
    blocks: list[Block] = []
    top = head_high + size * 0.45
    parts = [*((part, -1) for part in node.parts), *((Part(text, "way"), n) for text, n in ways)]
    for part, way in parts:
        block = _block(part, room, size, top, way)
        blocks.append(block)
        top += block.high
    if node.source:
        block = _block(Part(node.source, "quiet"), room, size, top, -1)
        blocks.append(block)
        top += block.high
    return Content(head, head_high, head_size, tuple(blocks), top + size * 0.35)


def _block(part: Part, room: float, size: float, top: float, way: int) -> Block:
    letters = small(size) if part.look == "quiet" else size
    inner = room - 8 if part.look == "tag" else room
    lines = wrapped(part.text, inner, letters)
    gap = size * 0.55 if part.look == "tag" else size * 0.25
    return Block(part.look, lines, top, len(lines) * letters * 1.32 + gap, letters, way)


def lane_head(name: str, room: float, size: float) -> tuple[str, ...]:
    """The name of a lane, broken to its head."""
    return wrapped(name, room, size, bold=True)


# ── the level form ──


@dataclass(frozen=True, slots=True)
class Exit:
    """A way as it leaves its box: the lines of its label, and where the line runs."""

    link: int
    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The level form before its lines: boxes and lanes in place, the ways out of each box."""

    flow: Flow
    size: float
    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]
    exits: tuple[tuple[Exit, ...], ...]
    label_wide: tuple[float, ...]
    bottom: float

    def gap(self, column: int) -> float:
        """Where the room of the tracks behind a column begins."""
        own = next(n for n, c in enumerate(self.flow.columns) if c == column)
        return self.boxes[own].right + self.label_wide[column]


def shape(flow: Flow, link: Link) -> str:
    """How a line runs: `next` to the next column, `far` past others, or `back`."""
    distance = flow.columns[link.target] - flow.columns[link.source]
    return "back" if distance <= 0 else "next" if distance == 1 else "far"


def straight(flow: Flow, link: Link) -> bool:
    """Whether a line runs straight across into the next box of its own lane."""
    alike = flow.nodes[link.source].lane == flow.nodes[link.target].lane
    return alike and shape(flow, link) == "next"


def level(flow: Flow, region: Region, size: float) -> Placed | None:
    """Boxes in lanes one under the other; None where the page is too narrow for this size."""
    widths = _widths(flow, region.width, size)
    if widths is None:
        return None
    head, box_wide, labels = widths
    lefts, x = [], region.left + head + 14
    for column in range(len(labels)):
        lefts.append(x)
        x += box_wide + labels[column] + _tracks(flow, column)
    exits = [_exits(flow, n, labels[flow.columns[n]], size) for n in range(len(flow.nodes))]
    contents = [content(node, box_wide, size) for node in flow.nodes]
    highs = [max(contents[n].high, _least(flow, n, exits)) for n in range(len(flow.nodes))]
    boxes: dict[int, Box] = {}
    lanes = []
    y = region.top
    for number, name in enumerate(flow.lanes):
        lines = lane_head(name, head - 14, size)
        into = [link for link in flow.links if flow.nodes[link.target].lane == number]
        above = 12 + TRACK * sum(shape(flow, link) == "far" for link in into)
        below = 12 + TRACK * sum(shape(flow, link) == "back" for link in into)
        own = [n for n, node in enumerate(flow.nodes) if node.lane == number]
        inside = max((highs[n] for n in own), default=0.0)
        high = max(above + inside + below, len(lines) * size * 1.35 + 16)
        for n in own:
            left = lefts[flow.columns[n]]
            boxes[n] = Box(flow.nodes[n], contents[n], left, y + above, box_wide, highs[n])
        lanes.append(Lane(lines, region.left, y, region.width, high, head, high))
        y += high
    placed = tuple(boxes[n] for n in range(len(flow.nodes)))
    lowered = tuple(
        tuple(replace(out, y=placed[n].y + out.y) for out in exits[n]) for n in range(len(placed))
    )
    return Placed(flow, size, placed, tuple(lanes), lowered, tuple(labels), y)


def _widths(flow: Flow, room: float, size: float) -> tuple[float, float, list[float]] | None:
    """The head of the lanes, the boxes, the room of labels behind each column."""
    count = max(flow.columns, default=-1) + 1
    if not count:
        return None
    longest = max(ems(name, bold=True) for name in flow.lanes) * size
    head = min(longest + 20, max(7.5 * size, 100.0))
    left = room - head - 14 - sum(_tracks(flow, column) for column in range(count))
    letters = small(size)
    wanted = []
    for column in range(count):
        told = [link.label for link in flow.links if flow.columns[link.source] == column]
        most = max((ems(text) for text in told), default=0.0)
        wanted.append(min(most + 1.2, _MOST_LABEL) * letters if told else 0.0)
    box = min((left - sum(wanted)) / count, _MOST_BOX * size)
    given = wanted
    if box < 12.5 * size:
        box = min(12.5 * size, left / count * 0.62)
        share = min((left - box * count) / max(sum(wanted), 1.0), 1.0)
        given = [one * share for one in wanted]
    least = [min(one, _LEAST_LABEL * letters) for one in wanted]
    if box < _LEAST_BOX * size or any(a < b for a, b in zip(given, least, strict=True)):
        return None
    return head, box, given


def _tracks(flow: Flow, column: int) -> float:
    """The room of the tracks behind a column."""
    own = [link for link in flow.links
           if flow.columns[link.source] == column and not straight(flow, link)]  # fmt: skip
    last = column == max(flow.columns)
    return (10.0 if last else 28.0) + TRACK * len(own)


def _exits(flow: Flow, node: int, room: float, size: float) -> list[Exit]:
    """The ways out of a box from the highest to the lowest target, each under its label."""
    letters = small(size)
    found: list[Exit] = []
    y = 0.0

    def height(position: int) -> float:
        link = flow.links[position]
        lane = flow.nodes[link.target].lane
        return lane + {"far": 0.2, "next": 0.5, "back": 0.8}[shape(flow, link)]

    own = [n for n, link in enumerate(flow.links) if link.source == node]
    for position in sorted(own, key=lambda n: (height(n), flow.columns[flow.links[n].target])):
        lines = wrapped(flow.links[position].label, room - 10, letters)
        y += len(lines) * letters * 1.3 + 7
        found.append(Exit(position, lines, y))
    return found


def _least(flow: Flow, node: int, exits: list[list[Exit]]) -> float:
    """The least height of a box: its ways out, and those that come in at its side."""
    into = [link for link in flow.links if link.target == node and shape(flow, link) == "next"]
    over = [out.y for link in into if straight(flow, link) for out in exits[link.source]
            if flow.links[out.link] is link]  # fmt: skip
    own = exits[node][-1].y if exits[node] else 0.0
    return max(own, *(y + 0.0 for y in over), 14.0 + 12.0 * len(into)) + 8
