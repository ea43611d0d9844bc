"""Bands: how many go from where to where, as wide as their number. What came from a place stands at
the left, where it went at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from govkit.pictures.chart.frame import COLOURS, SIZE, SMALL, WIDTH
from govkit.pictures.lettering import ems
from govkit.pictures.paper import INK, QUIET, Page

_TALL, _LEAST, _GAP, _NODE = 220.0, 18.0, 8.0, 10.0


class Heads(NamedTuple):
    """What stands above the two sides."""

    left: str
    right: str


class _Side(NamedTuple):
    tops: dict[str, float]
    counts: dict[str, float]
    bottom: float


def draw(
    flows: Mapping[tuple[str, str], float], labels: Callable[[str], str], heads: Heads,
    title: str, description: str, written: Callable[[float], str],
    order: Sequence[str] = (),
) -> str:  # fmt: skip
    """The chart. Names go in `order`, others behind; a flow of nothing is not drawn."""
    drawn = {pair: count for pair, count in flows.items() if count > 0}
    places = dict.fromkeys((*order, *(name for pair in drawn for name in pair)))
    unit = _TALL / max(sum(drawn.values()), 1e-9)
    left = _side(drawn, places, 0, unit)
    right = _side(drawn, places, 1, unit)
    page = Page(title, description, max(left.bottom, right.bottom) + 12, width=WIDTH, inside=True)
    notes = [f"{labels(name)} {written(count)}" for side in (left, right)
             for name, count in side.counts.items()]  # fmt: skip
    room = min(max(map(ems, notes), default=4.0) * SIZE + 14, WIDTH * 0.3)
    x0, x1 = room + _NODE, WIDTH - room - _NODE
    page.text(x0, 18, heads.left, SMALL, anchor="end", colour=QUIET, room=room + _NODE)
    page.text(x1, 18, heads.right, SMALL, colour=QUIET, room=room + _NODE)
    out, into = dict(left.tops), dict(right.tops)
    for begins in places:
        for ends in places:
            count = drawn.get((begins, ends), 0.0)
            if count:
                colour = COLOURS[list(places).index(begins) % len(COLOURS)]
                page.band((x0, out[begins]), (x1, into[ends]), count * unit, colour, 0.45)
                out[begins] += count * unit
                into[ends] += count * unit
    for side, x, anchor in ((left, x0 - _NODE, "end"), (right, x1, "start")):
        for name, top in side.tops.items():
            high = max(side.counts[name] * unit, 1.0)
            page.rect(x, top, _NODE, high, fill=INK)
            text, at = f"{labels(name)} {written(side.counts[name])}", x - 6
            y = top + max(high, _LEAST) / 2 + SIZE * 0.36
            if anchor == "end":
                page.text(at, y, text, SIZE, anchor="end", room=room - 8)
            else:
                page.text(x + _NODE + 6, y, text, SIZE, room=room - 8)
    return page.svg()


def _side(
    flows: Mapping[tuple[str, str], float], places: Mapping[str, None], end: int, unit: float
) -> _Side:
    """Where each name stands on a side: as high as its number, and never lower than its text."""
    counts = {
        name: total
        for name in places
        if (total := sum(count for pair, count in flows.items() if pair[end] == name)) > 0
    }
    tops, at = {}, 30.0
    for name, count in counts.items():
        tops[name] = at
        at += max(count * unit, _LEAST) + _GAP
    return _Side(tops, counts, at)
