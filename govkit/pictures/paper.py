"""A page of SVG: shapes, lines and text in a calm palette that prints in grey.

Shapes go in, one SVG document leaves. The origin is the upper left corner; on a page of its own
units are a quarter of a millimetre. The page knows no model; every text passes `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from govkit.export.escape import escape
from govkit.pictures.lettering import fit

FONTS = "'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',SimSun,sans-serif"
WIDTH, HEIGHT = 1680.0, 1188.0

INK = "#1f2933"
QUIET = "#52606d"
LINE = "#8494a6"
PAPER = "#ffffff"
BAND = "#2f4b6e"
HEAD = "#dbe5ef"
ROW = "#f2f5f9"
CHIP = "#fbf3e3"
CHIP_LINE = "#b79b6b"
DOUBT = "#8a5a12"

Anchor = Literal["start", "middle", "end"]

Paper = Literal["A3", "A4", "A4 upright", "A4 numbered", "A4 upright numbered"]
SIZES: dict[Paper, tuple[float, float]] = {
    "A3": (1680.0, 1188.0),
    "A4": (1188.0, 840.0),
    "A4 upright": (840.0, 1188.0),
    "A4 numbered": (1188.0, 752.0),
    "A4 upright numbered": (840.0, 1100.0),
}
"""Width and height of a sheet in units; A3 and A4 lie on their long side. A numbered one leaves
room at the foot of the page for a caption and the number of the page."""
UPRIGHT: dict[Paper, Paper] = {
    "A4 numbered": "A4 upright numbered",
    "A4 upright numbered": "A4 upright numbered",
}
"""The paper of what is drawn upright for another; `A4 upright` for those that are not named."""


class Page:
    """One page that shapes are put on, from the back to the front."""

    def __init__(
        self,
        title: str,
        description: str,
        height: float = HEIGHT,
        *,
        width: float = WIDTH,
        inside: bool = False,
    ) -> None:
        """`inside`: it is part of another page and as wide as that allows."""
        self.height, self.width, self.inside = height, width, inside
        self._parts: list[str] = []
        self._title = title
        self._description = description

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = PAPER,
        line: str = "none",
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """A rectangle; `line` is the colour of its border."""
        shape = f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        round_ = f' rx="{_n(radius)}"' if radius else ""
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self._parts.append(f'{shape}{round_} fill="{fill}" stroke="{line}"{dash}/>')

    def line(
        self, points: list[tuple[float, float]], *, colour: str = LINE, wide: float = 1.5,
        dashed: bool = False, arrow: bool = False, dash: str = "",
    ) -> None:  # fmt: skip
        """A line through points, with a head at its end where `arrow`."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        dash = "6 4" if dashed else dash
        dash = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{_n(wide)}"'
            f' stroke-linejoin="round"{dash}/>'
        )
        if arrow and len(points) > 1:
            self._head(points[-2], points[-1], colour)

    def _head(self, before: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        """A head drawn as a shape of its own: markers get lost in office programs."""
        (x0, y0), (x, y) = before, end
        long = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 1e-6)
        dx, dy = (x - x0) / long, (y - y0) / long
        left = (x - 11 * dx - 5.5 * dy, y - 11 * dy + 5.5 * dx)
        right = (x - 11 * dx + 5.5 * dy, y - 11 * dy - 5.5 * dx)
        path = " ".join(f"{_n(a)},{_n(b)}" for a, b in (end, left, right))
        self._parts.append(f'<polygon points="{path}" fill="{colour}"/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        room: float | None = None,
        colour: str = INK,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        """Text on the baseline `y`; shortened to `room`, the whole then stands in its tooltip."""
        short = fit(text, room, size) if room is not None else text
        weight = ' font-weight="bold"' if bold else ""
        at = f' text-anchor="{anchor}"' if anchor != "start" else ""
        tip = f"<title>{escape(text)}</title>" if escape(short) != escape(text) else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}"{at}{weight}>'
            f"{tip}{escape(short)}</text>"
        )

    def dot(self, x: float, y: float, size: float, shape: int, fill: str) -> None:
        """A mark: a disc, a square, a diamond or a triangle, by number."""
        if shape % 4 == 0:
            self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" fill="{fill}"/>')
            return
        around = (
            [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
            [(0, -1.2), (1.2, 1), (-1.2, 1)],
        )[shape % 4 - 1]
        self.area([(x + size * dx, y + size * dy) for dx, dy in around], fill)

    def area(self, points: list[tuple[float, float]], fill: str, opacity: float = 1.0) -> None:
        """A filled shape."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        through = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(f'<polygon points="{path}" fill="{fill}"{through}/>')

    def band(
        self,
        left: tuple[float, float],
        right: tuple[float, float],
        wide: float,
        fill: str,
        opacity: float = 1.0,
    ) -> None:
        """A band from one upper left corner to another, bent once each way; equally wide."""
        (x0, y0), (x1, y1) = left, right
        half = (x0 + x1) / 2
        path = (
            f"M{_n(x0)} {_n(y0)}C{_n(half)} {_n(y0)} {_n(half)} {_n(y1)} {_n(x1)} {_n(y1)}"
            f"V{_n(y1 + wide)}"
            f"C{_n(half)} {_n(y1 + wide)} {_n(half)} {_n(y0 + wide)} {_n(x0)} {_n(y0 + wide)}Z"
        )
        self._parts.append(f'<path d="{path}" fill="{fill}" fill-opacity="{opacity:g}"/>')

    def open(self, tip: str, **data: str) -> None:
        """Open a group with a tooltip and `data-…` attributes, for readers on a screen.

        A box of an object carries `ref="kind:name"`.
        """
        marks = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
        self._parts.append(f"<g{marks}><title>{escape(tip)}</title>")

    def close(self) -> None:
        """Close the group opened last."""
        self._parts.append("</g>")

    def svg(self) -> str:
        """The whole document."""
        size = f'width="{_n(self.width / 4)}mm" height="{_n(self.height / 4)}mm"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {"" if self.inside else size + " "}'
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img"'
            f' font-family="{FONTS}" stroke-width="1.2">'
        )
        title = f"<title>{escape(self._title)}</title><desc>{escape(self._description)}</desc>"
        ground = f'<rect width="{_n(self.width)}" height="{_n(self.height)}" fill="{PAPER}"/>'
        return "\n".join([head, title, ground, *self._parts, "</svg>", ""])


def paper_of(sheet: str) -> Paper:
    """The paper a sheet was drawn for: the narrowest that is as wide as it, else the widest."""
    found = _SIZE.search(sheet)
    assert found is not None, "a sheet has a size"
    wide = float(found[1])
    return min(
        (paper for paper, (width, _) in SIZES.items() if width >= wide),
        key=lambda paper: SIZES[paper][0],
        default="A3",
    )


_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="0 0 (\S+) (\S+)"')


def stacked(sheets: Sequence[str]) -> str:
    """Several sheets as one document, one below the other; a single one as it is."""
    if len(sheets) == 1:
        return sheets[0]
    inner, wide, y = [], 0.0, 0.0
    for sheet in sheets:
        found = _SIZE.search(sheet)
        assert found is not None, "a sheet has a size"
        box = f'viewBox="0 0 {found[1]} {found[2]}"'
        size = f'y="{_n(y)}" width="{found[1]}" height="{found[2]}" {box}'
        inner.append(sheet[: found.start()] + size + sheet[found.end() :])
        wide, y = max(wide, float(found[1])), y + float(found[2])
    size = f'width="{_n(wide / 4)}mm" height="{_n(y / 4)}mm" viewBox="0 0 {_n(wide)} {_n(y)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{"".join(inner)}</svg>\n'


def _n(number: float) -> str:
    """A number with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
