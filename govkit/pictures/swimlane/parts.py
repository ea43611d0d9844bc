"""What a swimlane is made of: the flow of a process in words, and sheets with everything placed.

Ready words and numbers enter and stay as they are; every class is frozen. Lengths are in units of
the page, a quarter of a millimetre. No model and no SVG is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["line", "tag", "quiet", "way"]
Kind = Literal["up", "over", "back"]
Point = tuple[float, float]


# ── the flow in words ──


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a box says: a line, a limit (`tag`), a citation (`quiet`) or a way out (`way`)."""

    text: str
    look: Look = "line"


@dataclass(frozen=True, slots=True)
class Node:
    """A tier or a step: its number in the text, its path, its lane, how high it stands."""

    number: int
    ref: str
    name: str
    lane: int
    rank: float
    parts: tuple[Part, ...]
    source: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """All ways from one node to another as one line, by their positions; `implied` has no rule."""

    source: int
    target: int
    label: str
    kind: Kind
    doubtful: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A process: what stands over it, its lanes from the highest down, its nodes, its ways."""

    title: str
    model: str
    heads: tuple[str, ...]
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    columns: tuple[int, ...]
    foot: tuple[str, ...]
    stepped: bool


# ── a sheet ──


@dataclass(frozen=True, slots=True)
class Text:
    """A line of letters from its left edge on its baseline."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one look in a box, `top` from its upper edge; `way` is the position of a link."""

    look: Look
    lines: tuple[str, ...]
    top: float
    high: float
    size: float
    way: int = -1


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a box of a width: its head, its blocks, how high it comes."""

    head: tuple[str, ...]
    head_high: float
    head_size: float
    blocks: tuple[Block, ...]
    high: float


@dataclass(frozen=True, slots=True)
class Box:
    """A node at its place."""

    node: Node
    content: Content
    x: float
    y: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def bottom(self) -> float:
        return self.y + self.high


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip with the name of its handler in a head of its own."""

    lines: tuple[str, ...]
    x: float
    y: float
    wide: float
    high: float
    head_wide: float
    head_high: float


@dataclass(frozen=True, slots=True)
class Wire:
    """A line with an arrow at its end."""

    points: tuple[Point, ...]
    kind: Kind
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `bottom` is where the lanes end, `size` that of the letters in boxes."""

    bottom: float
    size: float
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    labels: tuple[tuple[Text, Kind], ...] = ()
