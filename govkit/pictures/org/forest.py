"""Columns for all that has a line of command: a tidy forest.

A chart and a height of stacks enter; nodes with column, band and row leave. A leaf takes the next
column, a parent stands over the middle of its children, a tree takes the leftmost columns that are
free in every band it passes. Nothing here knows a size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govkit.pictures.org.plan import Box, Chart


@dataclass(slots=True)
class Node:
    """One box, or several leaves of one parent and one band on top of each other (a stack)."""

    boxes: tuple[Box, ...]
    band: int
    row: int
    tree: int = 0
    column: float = 0.0
    below: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for node in self.below:
            yield from node.all()


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees with their places; `used` is the number of columns taken in each band."""

    trees: tuple[Node, ...]
    used: tuple[int, ...]

    @property
    def columns(self) -> int:
        """How many columns the forest needs."""
        return max(self.used, default=0)

    def nodes(self) -> Iterator[Node]:
        """All nodes, tree by tree."""
        for tree in self.trees:
            yield from tree.all()

    def beyond(self, columns: int) -> set[str]:
        """The boxes to be parted from their leaders, so that so many columns are enough.

        A tree that is too wide loses the branches that stick out; where none is, the trees that
        stand too far to the right are given up.
        """
        wide = {ref for tree in self.trees for ref in _overhang(tree, columns)}
        return wide or {
            box.ref
            for tree in self.trees
            if max(node.column for node in tree.all()) >= columns
            for node in tree.all()
            for box in node.boxes
        }


def forest(chart: Chart, stack: int) -> Forest:
    """The forest of a chart, at most `stack` leaves on top of each other."""
    bands = {box.ref: at for at, band in enumerate(chart.bands) for box in band.boxes}
    boxes = {box.ref: box for band in chart.bands for box in band.boxes}
    below: dict[str, list[str]] = {}
    for ref in boxes:
        if above := chart.parents.get(ref):
            below.setdefault(above, []).append(ref)

    def node(ref: str, row: int) -> Node:
        made = Node((boxes[ref],), bands[ref], row)
        leaves: dict[int, list[str]] = {}
        for child in below.get(ref, ()):
            lower = row + 1 if bands[child] == bands[ref] else 0
            if child in below:
                made.below.append(node(child, lower))
            else:
                leaves.setdefault(bands[child], []).append(child)
        for band, refs in leaves.items():
            lower = row + 1 if band == bands[ref] else 0
            for start in range(0, len(refs), stack):
                part = tuple(boxes[one] for one in refs[start : start + stack])
                made.below.append(Node(part, band, lower))
        made.below.sort(key=lambda one: (one.band, one.row))
        return made

    trees = tuple(node(ref, 0) for ref in boxes if ref in below and ref not in chart.parents)
    taken: list[set[int]] = [set() for _ in chart.bands]
    for number, tree in enumerate(trees):
        for one in tree.all():
            one.tree = number
        _stand(tree, taken)
    used = tuple(max(columns, default=-1) + 1 for columns in taken)
    return Forest(trees, used)


def _overhang(node: Node, columns: int) -> Iterator[str]:
    """The boxes below a node that `columns` columns do not hold."""
    used = 0
    for lower in node.below:
        wide = sum(not one.below for one in lower.all())
        if used and used + wide > columns:
            yield from (box.ref for box in lower.boxes)
        else:
            used += wide
            if wide > columns:
                yield from _overhang(lower, columns)


def _stand(tree: Node, taken: list[set[int]]) -> None:
    """Give a tree its columns."""
    wide = _spread(tree, 0)
    passed = [taken[band] for band in range(tree.band, max(n.band for n in tree.all()) + 1)]
    start = 0
    while any(column in band for band in passed for column in range(start, start + wide)):
        start += 1
    for node in tree.all():
        node.column += start
    for band in passed:
        band.update(range(start, start + wide))


def _spread(node: Node, start: int) -> int:
    """Columns of a node and what is below it, from `start`; gives how many they are."""
    if not node.below:
        node.column = start
        return 1
    wide = 0
    for lower in node.below:
        wide += _spread(lower, start + wide)
    node.column = (node.below[0].column + node.below[-1].column) / 2
    return wide
