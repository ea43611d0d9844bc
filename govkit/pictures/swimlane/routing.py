"""The lines of the level form: each way on tracks of its own, through no box and no text.

Boxes, lanes and ways out in their places enter; a sheet with lines and labels leaves. Where a line
passes boxes of other columns it runs in the gutter at the top of the lane it goes to, a way back in
the gutter at the bottom.
"""

from __future__ import annotations

from collections.abc import Callable

from govkit.pictures.swimlane.parts import Box, Kind, Point, Sheet, Text, Wire
from govkit.pictures.swimlane.placing import TRACK, Exit, Placed, shape, small, straight


def routed(placed: Placed) -> Sheet:
    """The whole level form as one sheet."""
    outs = {out.link: out for box in placed.exits for out in box}
    tracks = _tracks(placed, outs)
    sides = _sides(placed, outs)
    tops = _gutters(placed, tracks, "far")
    feet = _gutters(placed, tracks, "back")
    wires = []
    for number, link in enumerate(placed.flow.links):
        out, target = outs[number], placed.boxes[link.target]
        start = (placed.boxes[link.source].right, out.y)
        points: list[Point] = [start]
        if number in sides:
            if number in tracks:
                points += [(tracks[number], out.y), (tracks[number], sides[number])]
            points.append((target.x, sides[number]))
        else:
            entry, gutter = (tops | feet)[number]
            end = target.y if number in tops else target.bottom
            points += [(tracks[number], out.y), (tracks[number], gutter), (entry, gutter)]
            points.append((entry, end))
        wires.append(Wire(tuple(points), link.kind, link.doubtful))
    return Sheet(
        bottom=placed.bottom, size=placed.size, lanes=placed.lanes, boxes=placed.boxes,
        wires=tuple(wires), labels=tuple(_labels(placed)),
    )  # fmt: skip


def _labels(placed: Placed) -> list[tuple[Text, Kind]]:
    """The texts over the ways, beside their boxes."""
    letters = small(placed.size)
    found = []
    for box, exits in zip(placed.boxes, placed.exits, strict=True):
        for out in exits:
            for line, text in enumerate(reversed(out.lines)):
                y = out.y - 4 - letters * 0.16 - line * letters * 1.3
                kind = placed.flow.links[out.link].kind
                found.append((Text(box.right + 5, y, text, letters), kind))
    return found


def _rises(placed: Placed, position: int) -> bool:
    """Whether a way turns up behind its box: to a higher lane, or over the boxes of its own."""
    link = placed.flow.links[position]
    here, there = (placed.flow.nodes[n].lane for n in (link.source, link.target))
    return there < here or (there == here and shape(placed.flow, link) == "far")


def _tracks(placed: Placed, outs: dict[int, Exit]) -> dict[int, float]:
    """Where each way runs up or down behind its column: ways up first, none over another."""
    flow = placed.flow
    found = {}
    for column in range(max(flow.columns) + 1):
        own = [n for n, link in enumerate(flow.links)
               if flow.columns[link.source] == column and not straight(flow, link)]  # fmt: skip
        lane = {n: flow.nodes[flow.links[n].source].lane for n in own}
        up = [n for n in own if _rises(placed, n)]
        down = [n for n in own if n not in up]
        order = sorted(up, key=lambda n: (lane[n], outs[n].y))
        order += sorted(down, key=lambda n: (-lane[n], -outs[n].y))
        for place, number in enumerate(order):
            found[number] = placed.gap(column) + 8 + TRACK * place
    return found


def _sides(placed: Placed, outs: dict[int, Exit]) -> dict[int, float]:
    """The height at which each way from the column before comes into its box."""
    flow = placed.flow
    found: dict[int, float] = {}
    for target, box in enumerate(placed.boxes):
        own = [n for n, link in enumerate(flow.links)
               if link.target == target and shape(flow, link) == "next"]  # fmt: skip
        column = flow.columns[target] - 1
        taken = [
            out.y
            for source, exits in enumerate(placed.exits)
            if flow.columns[source] == column and flow.nodes[source].lane == box.node.lane
            for out in exits
        ]
        for number in own:
            if straight(flow, flow.links[number]):
                found[number] = outs[number].y
        bent = sorted((n for n in own if n not in found), key=lambda n: outs[n].y)
        for number in bent:
            found[number] = _free(box, [*taken, *(found[n] for n in own if n in found)])
    return found


def _free(box: Box, taken: list[float]) -> float:
    """A height at the side of a box where no other line runs."""
    for apart in (9.0, 6.0, 3.0):
        y = box.y + 11
        while y < box.bottom - 6:
            if all(abs(y - other) >= apart for other in taken):
                return y
            y += 1
    return box.y + 5 + len(taken) % 7


def _gutters(placed: Placed, tracks: dict[int, float], form: str) -> dict[int, tuple[float, float]]:
    """Where each way enters its box from above or below, and the height of its gutter."""
    flow = placed.flow
    found = {}
    for number, lane in enumerate(placed.lanes):
        own = [n for n, link in enumerate(flow.links)
               if flow.nodes[link.target].lane == number and shape(flow, link) == form]  # fmt: skip
        order = _nested(placed, own, tracks, number, form)
        entries = _entries(placed, order)
        for place, n in enumerate(order):
            y = lane.y + 8 + TRACK * place
            if form == "back":
                y = lane.y + lane.high - 8 - TRACK * (len(order) - 1 - place)
            found[n] = (entries[n], y)
    return found


def _nested(
    placed: Placed, own: list[int], tracks: dict[int, float], lane: int, form: str
) -> list[int]:
    """The ways of a gutter from the highest to the lowest, so that few cross."""
    flow = placed.flow

    def above(n: int) -> bool:
        source = flow.nodes[flow.links[n].source].lane
        return source < lane or (source == lane and form == "back")

    def by(turned: bool) -> Callable[[int], float]:
        return lambda n: -tracks[n] if turned else tracks[n]

    over = sorted((n for n in own if above(n)), key=by(form == "far"))
    under = sorted((n for n in own if not above(n)), key=by(form == "back"))
    return [*over, *under]


def _entries(placed: Placed, order: list[int]) -> dict[int, float]:
    """Where the ways of a gutter turn into their boxes: the highest at the right."""
    found = {}
    for target in {placed.flow.links[n].target for n in order}:
        box = placed.boxes[target]
        own = [n for n in order if placed.flow.links[n].target == target]
        step = min(14.0, (box.wide - 28) / max(len(own) - 1, 1))
        first = box.x + box.wide / 2 - step * (len(own) - 1) / 2
        for place, n in enumerate(reversed(own)):
            found[n] = first + step * place
    return found
