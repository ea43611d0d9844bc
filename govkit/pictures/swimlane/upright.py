"""The upright form: handlers side by side, a row per tier or step, over as many sheets as it takes.

A flow and a size of letters enter; sheets without their titles leave. A way stands in its box as
`超时 → 6 城区`; its line leaves the box there, runs in the room at the right of its lane and comes
into the other box from the gutter above its row. A way to another sheet ends in its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.model.naming import Pen
from govkit.pictures.sheet import Region
from govkit.pictures.swimlane.parts import (
    Box,
    Content,
    Flow,
    Lane,
    Link,
    Node,
    Part,
    Point,
    Sheet,
    Wire,
)
from govkit.pictures.swimlane.placing import content, lane_head

_TRACK = 8.0
_LEAST = 7.6  # of a box, in em
_STUB = 22.0


@dataclass(frozen=True, slots=True)
class Room:
    """What is free for the lanes, on the first sheet and on all others."""

    first: Region
    other: Region

    def of(self, number: int) -> Region:
        """The region of a sheet, from 0."""
        return self.first if number == 0 else self.other


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the lanes of a sheet stand, and how wide their boxes are."""

    lanes: tuple[int, ...]
    lefts: tuple[float, ...]
    wides: tuple[float, ...]
    box: float

    def left(self, lane: int) -> float:
        return self.lefts[self.lanes.index(lane)]


def single(pen: Pen, flow: Flow, room: Room, size: float) -> list[Sheet] | None:
    """The one sheet that holds all rows in letters of a size; None where none does."""
    pages = [list(range(len(flow.nodes)))]
    if not _fits(pen, flow, room, size, pages, 0):
        return None
    return [_sheet(pen, flow, room, size, pages, 0)]


def several(pen: Pen, flow: Flow, room: Room, size: float) -> list[Sheet] | None:
    """As many sheets as it takes; None where the lanes are too narrow for letters of a size."""
    pages: list[list[int]] = []
    for node in range(len(flow.nodes)):
        if pages and _fits(pen, flow, room, size, [*pages[:-1], [*pages[-1], node], []], -2):
            pages[-1].append(node)
        else:
            pages.append([node])
    alone = [_plan(flow, room, page, _used(flow, page)).box for page in pages]
    if any(box < _LEAST * size for box in alone):
        return None
    return [_sheet(pen, flow, room, size, pages, number) for number in range(len(pages))]


# ── which rows stand on which sheet ──


def _fits(
    pen: Pen, flow: Flow, room: Room, size: float, pages: list[list[int]], number: int
) -> bool:
    """Whether a sheet holds its rows, whatever the numbers of the others will be."""
    number %= len(pages)
    plan = _plan(flow, room, pages[number], _shown(flow, room, size, pages, number))
    if plan.box < _LEAST * size:
        return False
    region = room.of(number)
    rows = _contents(pen, flow, pages, number, plan.box, size)
    high = _head_high(flow, plan, size)
    for node in pages[number]:
        high += _gutter(flow, pages[number], node) + rows[node].high
    return region.top + high + 14 <= region.bottom


def _used(flow: Flow, page: list[int]) -> list[int]:
    """The lanes of some rows, the one that begins at the left."""
    return list(dict.fromkeys(flow.nodes[n].lane for n in page))


def _shown(flow: Flow, room: Room, size: float, pages: list[list[int]], number: int) -> list[int]:
    """The lanes of a sheet: all of them, or where they are too many those of its rows."""
    every = _used(flow, list(range(len(flow.nodes))))
    if len(pages[number]) == 1:
        return _used(flow, pages[number])
    if min(_plan(flow, room, page, every).box for page in pages) >= 1.25 * _LEAST * size:
        return every
    return _used(flow, pages[number])


def _plan(flow: Flow, room: Room, page: list[int], lanes: list[int]) -> _Plan:
    """The lanes side by side, boxes of one width, each with room for the lines beside them."""
    tracks = [12 + _TRACK * _track_count(flow, page, lane) + _cut(flow, page, lane)
              for lane in lanes]  # fmt: skip
    whole = room.first.width
    box = (whole - sum(tracks) - 10 * len(tracks)) / max(len(tracks), 1)
    wides = [box + 10 + one for one in tracks]
    lefts, x = [], room.first.left
    for wide in wides:
        lefts.append(x)
        x += wide
    return _Plan(tuple(lanes), tuple(lefts), tuple(wides), box)


def _cut(flow: Flow, page: list[int], lane: int) -> float:
    """Room for the ends of ways that go to other sheets."""
    links = _from(flow, page, lane)
    return _STUB if any(link.target not in page for link in links) else 0.0


def _track_count(flow: Flow, page: list[int], lane: int) -> int:
    inside = [link for link in _from(flow, page, lane) if link.target in page]
    return len([link for link in inside if not _down(page, link)])


def _from(flow: Flow, page: list[int], lane: int) -> list[Link]:
    return [link for link in flow.links
            if link.source in page and flow.nodes[link.source].lane == lane]  # fmt: skip


def _down(page: list[int], link: Link) -> bool:
    """Whether a way without a rule goes down to the very next row of its sheet."""
    return link.implied and link.target == link.source + 1 and link.target in page


# ── what stands in the boxes ──


def _contents(
    pen: Pen, flow: Flow, pages: list[list[int]], number: int, box: float, size: float
) -> dict[int, Content]:
    return {
        n: content(_arrived(pen, flow, pages, n), box, size, tuple(_ways(pen, flow, pages, n)))
        for n in pages[number]
    }


def _page_of(pages: list[list[int]], node: int) -> int:
    """The sheet of a node, from 1; of one not yet placed the widest number there can be."""
    return next((n + 1 for n, page in enumerate(pages) if node in page), 88)


def _arrived(pen: Pen, flow: Flow, pages: list[list[int]], number: int) -> Node:
    """A node that says from which other sheets ways come to it."""
    node = flow.nodes[number]
    here = _page_of(pages, number)
    found: dict[int, list[str]] = {}
    for link in flow.links:
        sheet = _page_of(pages, link.source)
        if link.target == number and sheet != here:
            other = flow.nodes[link.source]
            found.setdefault(sheet, []).append(f"{other.number} {other.name}")
    told = [
        pen.pick(f"接第{sheet}张 {'、'.join(names)}", f"from sheet {sheet}: {', '.join(names)}")
        for sheet, names in found.items()
    ]
    parts = (*node.parts, *(Part(text, "quiet") for text in told))
    return Node(
        node.number, node.ref, node.name, node.lane, node.rank, parts, node.source, node.doubtful
    )


def _ways(
    pen: Pen, flow: Flow, pages: list[list[int]], number: int
) -> Iterator[tuple[str, int]]:  # fmt: skip
    """The ways of a box as lines: those up first, the nearest on top, then the farthest down."""
    own = [n for n, link in enumerate(flow.links) if link.source == number]
    here = _page_of(pages, number)

    def order(position: int) -> tuple[bool, int]:
        target = flow.links[position].target
        return target > number, -target

    for position in sorted(own, key=order):
        link = flow.links[position]
        target, sheet = flow.nodes[link.target], _page_of(pages, link.target)
        if _down(pages[here - 1] if here <= len(pages) else [], link):
            continue
        there = f"{target.number} {target.name}"
        if sheet != here:
            there = pen.pick(f"第{sheet}张 {there}", f"sheet {sheet}, {there}")
        yield f"{link.label} → {there}", position


# ── a sheet ──


def _gutter(flow: Flow, page: list[int], node: int) -> float:
    """The height above a row: a track for each way that comes into its box."""
    return 22 + _TRACK * sum(l.target == node and l.source in page for l in flow.links)  # noqa: E741


def _head_high(flow: Flow, plan: _Plan, size: float) -> float:
    heads = [lane_head(flow.lanes[lane], plan.wides[n] - 10, size)
             for n, lane in enumerate(plan.lanes)]  # fmt: skip
    return max(len(lines) for lines in heads) * size * 1.35 + 12


def _sheet(
    pen: Pen, flow: Flow, room: Room, size: float, pages: list[list[int]], number: int
) -> Sheet:
    """One sheet: its boxes from the top down, then the ways between them."""
    page = pages[number]
    plan = _plan(flow, room, page, _shown(flow, room, size, pages, number))
    contents = _contents(pen, flow, pages, number, plan.box, size)
    top = room.of(number).top
    head = _head_high(flow, plan, size)
    boxes: dict[int, Box] = {}
    gutters: dict[int, float] = {}
    y = top + head
    for n in page:
        gutters[n] = y
        y += _gutter(flow, page, n)
        node = flow.nodes[n]
        boxes[n] = Box(node, contents[n], plan.left(node.lane) + 10, y, plan.box, contents[n].high)
        y += contents[n].high
    lanes = tuple(
        Lane(
            lane_head(flow.lanes[lane], plan.wides[n] - 10, size),
            plan.lefts[n], top, plan.wides[n], y + 14 - top, plan.wides[n], head,
        )
        for n, lane in enumerate(plan.lanes)
    )  # fmt: skip
    wires = tuple(_wires(flow, page, boxes, gutters))
    return Sheet(y + 14, size, lanes, tuple(boxes.values()), wires)


# ── ways ──


def _wires(
    flow: Flow, page: list[int], boxes: dict[int, Box], gutters: dict[int, float]
) -> Iterator[Wire]:
    inside = [n for n, link in enumerate(flow.links)
              if link.source in boxes and link.target in boxes]  # fmt: skip
    tracks = _tracks(flow, page, boxes, inside)
    entries = _entries(flow, boxes, gutters, inside, tracks)
    for number, link in enumerate(flow.links):
        if link.source not in boxes:
            continue
        box = boxes[link.source]
        if number not in inside:
            y = _leaves(box, number)
            yield Wire(((box.right, y), (box.right + _STUB, y)), link.kind, link.doubtful)
            continue
        x, gutter = entries[number]
        end: Point = (x, boxes[link.target].y)
        if number not in tracks:
            start = (box.x + box.wide / 2, box.bottom)
            bend = [] if abs(start[0] - x) < 0.5 else [(start[0], gutter), (x, gutter)]
            yield Wire((start, *bend, end), link.kind, link.doubtful)
            continue
        y = _leaves(box, number)
        track = tracks[number]
        points = ((box.right, y), (track, y), (track, gutter), (x, gutter), end)
        yield Wire(points, link.kind, link.doubtful)


def _leaves(box: Box, way: int) -> float:
    """The height of the line in a box where a way stands."""
    block = next(block for block in box.content.blocks if block.way == way)
    return box.y + block.top + block.size * (0.65 + (len(block.lines) - 1) * 1.32)


def _tracks(
    flow: Flow, page: list[int], boxes: dict[int, Box], inside: list[int]
) -> dict[int, float]:
    """Where each way runs beside its lane: the shorter the nearer, none over another."""
    found = {}
    for lane in {box.node.lane for box in boxes.values()}:
        own = [n for n in inside if flow.nodes[flow.links[n].source].lane == lane
               and not _down(page, flow.links[n])]  # fmt: skip

        def long(n: int) -> tuple[float, float]:
            link = flow.links[n]
            y = _leaves(boxes[link.source], n)
            return abs(boxes[link.target].y - y), y

        beside = 10 + _cut(flow, page, lane)
        for place, n in enumerate(sorted(own, key=long)):
            found[n] = boxes[flow.links[n].source].right + beside + _TRACK * place
    return found


def _entries(
    flow: Flow,
    boxes: dict[int, Box],
    gutters: dict[int, float],
    inside: list[int],
    tracks: dict[int, float],
) -> dict[int, tuple[float, float]]:
    """Where each way comes into its box from above, and the height of its gutter."""
    found: dict[int, tuple[float, float]] = {}
    for target, box in boxes.items():
        own = [n for n in inside if flow.links[n].target == target]
        middle = box.x + box.wide / 2
        start = {n: tracks.get(n, boxes[flow.links[n].source].x + box.wide / 2) for n in own}
        order = sorted(own, key=lambda n: start[n])
        step = min(16.0, (box.wide - 24) / max(len(own) - 1, 1))
        first = middle - step * (len(own) - 1) / 2
        xs = {n: first + step * place for place, n in enumerate(order)}
        fixed = [n for n in own if n not in tracks and abs(start[n] - middle) < 0.5]
        for n in fixed:
            shift = middle - xs[n]
            xs = {one: x + shift for one, x in xs.items()}
        xs = {n: min(max(x, box.x + 8), box.right - 8) for n, x in xs.items()}
        far = sorted(own, key=lambda n: abs(start[n] - xs[n]))
        for place, n in enumerate(far):
            found[n] = xs[n], gutters[target] + 8 + _TRACK * place
    return found
