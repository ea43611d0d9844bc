"""What is wrong with a picture, seen from outside: its SVG text is read as shapes on paper.

An SVG text enters, faults in words leave, none for a sound picture. Widths are those of real fonts
(`fonts.py`), never those that the drawing reckoned with. A box is the first rectangle of a group
with `data-ref`; a text belongs to every rectangle that its middle lies in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree

from tests.pictures.fonts import real_ems

SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 7.5 * 25.4 / 72 * 4
# What two shapes may share before an eye sees it, in quarters of a millimetre.
_TOUCH = 0.6
_RIM = 23.0  # as wide as `RIM` of the pages of Word
# The height of the paper by its width.
_HIGHEST = {4 * 420.0: 4 * 297.0, 4 * 297.0: 4 * 210.0, 4 * 210.0: 4 * 297.0}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet, of a text, a box or a shape; `told` names it in a fault."""

    left: float
    top: float
    right: float
    bottom: float
    told: str

    def holds(self, other: Area) -> bool:
        return (
            self.left <= other.left + _TOUCH
            and self.top <= other.top + _TOUCH
            and other.right <= self.right + _TOUCH
            and other.bottom <= self.bottom + _TOUCH
        )

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right - _TOUCH
            and other.left < self.right - _TOUCH
            and self.top < other.bottom - _TOUCH
            and other.top < self.bottom - _TOUCH
        )

    def around(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Picture:
    """One sheet as shapes. `lines` are straight pieces from one bend to the next."""

    sheet: Area
    texts: list[tuple[Area, float]] = field(default_factory=list)
    boxes: list[Area] = field(default_factory=list)
    shapes: list[Area] = field(default_factory=list)
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)


def read(svg: str) -> Picture:
    """The shapes of one sheet."""
    root = ElementTree.fromstring(svg)
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    picture = Picture(Area(0, 0, wide, high, "sheet"))
    _collect(root, picture, "", [False])
    return picture


def _collect(node: ElementTree.Element, picture: Picture, ref: str, boxed: list[bool]) -> None:
    for one in node:
        if one.tag == f"{SVG}g":
            own = one.get("data-ref", "")
            if own:
                picture.refs.append(own)
            _collect(one, picture, own or ref, [False] if own else boxed)
        elif one.tag == f"{SVG}rect":
            area = _rect(one, ref)
            if ref and not boxed[0]:
                boxed[0] = True
                picture.boxes.append(area)
            picture.shapes.append(area)
        elif one.tag == f"{SVG}text":
            size = float(one.attrib["font-size"])
            picture.texts.append((_text(one, size), size))
        elif one.tag == f"{SVG}polyline":
            points = _points(one)
            picture.lines += list(pairwise(points))


def _rect(node: ElementTree.Element, ref: str) -> Area:
    x, y = float(node.get("x", 0)), float(node.get("y", 0))
    right, bottom = x + float(node.attrib["width"]), y + float(node.attrib["height"])
    return Area(x, y, right, bottom, ref or "shape")


def words(node: ElementTree.Element) -> str:
    """What a text element shows, without its tooltip."""
    tip = node.find(f"{SVG}title")
    return (node.text or "") + ((tip.tail or "") if tip is not None else "")


def _text(node: ElementTree.Element, size: float) -> Area:
    text = words(node)
    wide = real_ems(text, bold=node.get("font-weight") == "bold") * size
    x, y = float(node.attrib["x"]), float(node.attrib["y"])
    x -= wide * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
    return Area(x, y - 0.82 * size, x + wide, y + 0.12 * size, text)


def _points(node: ElementTree.Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in node.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


# ── what is wrong ──


def faults(svg: str, author: str = "", *, growing: bool = False) -> list[str]:
    """Every breach of the laws of pictures; `author` is text in which `…` may stand.

    A `growing` picture may be higher than its paper: a swimlane with a box that no sheet holds.
    """
    picture = read(svg)
    return [
        *(() if growing else _higher_than_its_paper(picture)),
        *_in_the_rim(picture),
        *_texts_out_of_place(picture),
        *_small_or_cut(picture, author),
        *(f"texts overlap: {one.told} | {two.told}" for one, two in _meeting(_texts(picture))),
        *_boxes_overlapping(picture),
        *_lines_through(picture),
    ]


def _higher_than_its_paper(picture: Picture) -> Iterator[str]:
    most = _HIGHEST.get(picture.sheet.right, picture.sheet.bottom)
    if picture.sheet.bottom > most:
        yield f"sheet of {picture.sheet.bottom / 4:.0f} mm on paper of {most / 4:.0f} mm"


def _in_the_rim(picture: Picture) -> Iterator[str]:
    """Printers do not reach it, and Word leaves it to the margins of the page."""
    sheet = picture.sheet
    for one in (*_texts(picture), *(area for area in picture.shapes if not area.holds(sheet))):
        inner = (one.left, one.top, sheet.right - one.right, sheet.bottom - one.bottom)
        if min(inner) < _RIM:
            yield f"in the rim of the sheet: {one.told}"


def _texts(picture: Picture) -> list[Area]:
    return [area for area, _ in picture.texts]


def _texts_out_of_place(picture: Picture) -> Iterator[str]:
    for text in _texts(picture):
        if not picture.sheet.holds(text):
            yield f"text off the sheet: {text.told}"
        x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
        for shape in picture.shapes:
            if shape.around(x, y) and not shape.holds(text):
                yield f"text out of its box {shape.told}: {text.told}"
    for box in picture.shapes:
        if not picture.sheet.holds(box):
            yield f"box off the sheet: {box.told}"


def _small_or_cut(picture: Picture, author: str) -> Iterator[str]:
    for text, size in picture.texts:
        if size < SMALLEST - 0.1:
            yield f"letters of {size / SMALLEST * 7.5:.1f} pt: {text.told}"
        if "…" in text.told and "…" not in author:
            yield f"shortened: {text.told}"


def _meeting(areas: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Pairs that overlap."""
    open_: list[Area] = []
    for area in sorted(areas, key=lambda one: one.top):
        open_ = [one for one in open_ if one.bottom > area.top]
        yield from ((one, area) for one in open_ if one.meets(area))
        open_.append(area)


def _boxes_overlapping(picture: Picture) -> Iterator[str]:
    for one, two in _meeting(picture.boxes):
        if not one.holds(two) and not two.holds(one):
            yield f"boxes overlap: {one.told} | {two.told}"


def _lines_through(picture: Picture) -> Iterator[str]:
    for (x0, y0), (x1, y1) in picture.lines:
        line = Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), "line")
        for kind, areas in (("box", picture.boxes), ("text", _texts(picture))):
            for area in areas:
                inner = Area(
                    area.left + 1, area.top + 1, area.right - 1, area.bottom - 1, area.told
                )
                if _crosses(line, (x0, y0), (x1, y1), inner):
                    yield f"line through a {kind}: {area.told}"


def _crosses(line: Area, start: tuple[float, float], end: tuple[float, float], area: Area) -> bool:
    """Whether a straight line has a point inside an area."""
    if line.right <= area.left or area.right <= line.left:
        return False
    if line.bottom <= area.top or area.bottom <= line.top:
        return False
    if line.left == line.right or line.top == line.bottom:
        return True
    low, high = 0.0, 1.0
    for begin, finish, least, most in (
        (start[0], end[0], area.left, area.right),
        (start[1], end[1], area.top, area.bottom),
    ):
        one, two = sorted(((least - begin) / (finish - begin), (most - begin) / (finish - begin)))
        low, high = max(low, one), min(high, two)
    return low < high
