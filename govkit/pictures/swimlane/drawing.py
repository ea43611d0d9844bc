"""A sheet with everything in its place as SVG text.

Lanes, boxes and lines enter; they are put on a page that has its title and its foot. What kind a
way is shows in its head as well as its colour: a full one up, an open one on, a diamond back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govkit.model.naming import Pen
from govkit.pictures import paper
from govkit.pictures.paper import Page
from govkit.pictures.sheet import Mark
from govkit.pictures.swimlane.parts import Block, Box, Flow, Kind, Lane, Point, Sheet, Wire

_COLOURS: dict[Kind, str] = {"up": "#b3261e", "over": paper.BAND, "back": paper.DOUBT}
_PALE = "#f7f9fb"
_TAG, _ON_TAG = "#fff3d6", "#5c4400"
_SIGN = 30.0


def put(page: Page, flow: Flow, sheet: Sheet) -> None:
    """Everything of a sheet, from the back to the front."""
    for number, lane in enumerate(sheet.lanes):
        _lane(page, lane, number, sheet.size)
    for wire in sheet.wires:
        _wire(page, wire)
    for box in sheet.boxes:
        _box(page, box, flow)
    for text, kind in sheet.labels:
        page.text(text.x, text.y, text.text, text.size, colour=_COLOURS[kind])


def described(pen: Pen, flow: Flow) -> str:
    """The picture in words: who handles what, and where it goes from there."""
    told = []
    for number, node in enumerate(flow.nodes):
        where = pen.pick("；", "; ").join(
            f"{link.label} → {flow.nodes[link.target].name}"
            for link in flow.links
            if link.source == number
        )
        name, handler = f"{node.number} {node.name}", flow.lanes[node.lane]
        zh = f"{name}（{handler}）{'：' if where else ''}{where}。"
        told.append(pen.pick(zh, f"{name} ({handler}){': ' if where else ''}{where}."))
    return pen.pick("", " ").join([pen.pick("泳道图。", "Swimlane."), *told])


# ── lanes and boxes ──


def _lane(page: Page, lane: Lane, number: int, size: float) -> None:
    fill = _PALE if number % 2 else paper.PAPER
    page.rect(lane.x, lane.y, lane.wide, lane.high, fill=fill, line=paper.LINE)
    page.rect(lane.x, lane.y, lane.head_wide, lane.head_high, fill=paper.HEAD, line=paper.LINE)
    first = lane.y + lane.head_high / 2 - (len(lane.lines) - 1) * size * 0.675 + size * 0.35
    for place, line in enumerate(lane.lines):
        x, y = lane.x + lane.head_wide / 2, first + place * size * 1.35
        page.text(x, y, line, size, anchor="middle", bold=True)


def _box(page: Page, box: Box, flow: Flow) -> None:
    node, content = box.node, box.content
    page.open(node.name, ref=node.ref)
    dashed = node.doubtful
    page.rect(box.x, box.y, box.wide, box.high, line=paper.BAND, radius=5, dashed=dashed)
    page.rect(box.x, box.y, box.wide, content.head_high, fill=paper.BAND, radius=5)
    for place, line in enumerate(content.head):
        y = box.y + content.head_size * (1.15 + place * 1.3)
        page.text(
            box.x + box.wide / 2, y, line, content.head_size,
            anchor="middle", colour=paper.PAPER, bold=True,
        )  # fmt: skip
    for block in content.blocks:
        _block(page, box, block, flow)
    page.close()


def _block(page: Page, box: Box, block: Block, flow: Flow) -> None:
    x, top, colour = box.x + 9, box.y + block.top, paper.INK
    if block.look == "tag":
        high = block.high - block.size * 0.25
        page.rect(x - 2, top, box.wide - 14, high, fill=_TAG, line=paper.CHIP_LINE, radius=4)
        x, top, colour = x + 4, top + block.size * 0.12, _ON_TAG
    elif block.look == "quiet":
        colour = paper.QUIET
    elif block.look == "way":
        colour = _COLOURS[flow.links[block.way].kind]
    for place, line in enumerate(block.lines):
        page.text(x, top + block.size * (1.0 + place * 1.32), line, block.size, colour=colour)


# ── ways ──


def _wire(page: Page, wire: Wire) -> None:
    wide = 2.0 if wire.kind == "up" else 1.5
    page.line(list(wire.points), colour=_COLOURS[wire.kind], wide=wide, dashed=wire.doubtful)
    _arrow(page, wire.points[-2], wire.points[-1], wire.kind)


def _arrow(page: Page, before: Point, end: Point, kind: Kind) -> None:
    """The head of a line, drawn as a shape of its own: markers get lost in office programs."""
    (x0, y0), (x, y) = before, end
    long = max(abs(x - x0) + abs(y - y0), 1e-6)
    dx, dy = (x - x0) / long, (y - y0) / long

    def at(back: float, aside: float) -> Point:
        return x - back * dx - aside * dy, y - back * dy + aside * dx

    colour = _COLOURS[kind]
    if kind == "up":
        page.area([(x, y), at(10, 4.5), at(10, -4.5)], colour)
    elif kind == "over":
        page.line([at(8, 4.5), (x, y), at(8, -4.5)], colour=colour, wide=1.8)
    else:
        page.area([(x, y), at(5, 4), at(10, 0), at(5, -4)], colour)


# ── legend ──


def legend(pen: Pen, flow: Flow) -> Iterator[Mark]:
    """The signs that occur in the flow."""
    words: tuple[tuple[Kind, str], ...] = (
        ("up", pen.pick("上报、提级", "to a higher tier")),
        ("over", pen.pick("转办、流转", "handed on")),
        ("back", pen.pick("退回、返回", "back")),
    )
    known = {link.kind for link in flow.links}
    yield from (Mark(_SIGN, _sign(kind), told) for kind, told in words if kind in known)
    if any(part.look == "tag" for node in flow.nodes for part in node.parts):
        yield Mark(_SIGN, _tag, pen.pick("时限、时钟", "limits and clocks"))
    if any(link.doubtful for link in flow.links):
        yield Mark(_SIGN, _dash, pen.pick("假设、拟定的去向", "a way that is assumed or proposed"))
    if any(node.doubtful for node in flow.nodes):
        told = pen.pick("假设、拟定的一级或一步", "a tier or step that is assumed or proposed")
        yield Mark(_SIGN, _dashed_box, told)


def _sign(kind: Kind) -> Callable[[Page, float, float], None]:
    return lambda page, x, y: _wire(page, Wire(((x, y), (x + _SIGN, y)), kind))


def _tag(page: Page, x: float, y: float) -> None:
    page.rect(x, y - 6, _SIGN, 12, fill=_TAG, line=paper.CHIP_LINE, radius=4)


def _dash(page: Page, x: float, y: float) -> None:
    page.line([(x, y), (x + _SIGN, y)], colour=paper.QUIET, dashed=True)


def _dashed_box(page: Page, x: float, y: float) -> None:
    page.rect(x, y - 6, _SIGN, 12, line=paper.BAND, radius=3, dashed=True)
