"""A landscape page of SVG: rectangles, lines and text in a calm palette that prints in grey.

Shapes go in, one SVG document leaves. Units are a quarter of a millimetre, the origin is the upper
left corner. The page knows no model; every text passes `escape`.
"""

from __future__ import annotations

from typing import Literal

from govkit.pictures.escape import escape
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


class Page:
    """One page that shapes are put on, from the back to the front."""

    def __init__(self, title: str, description: str, height: float = HEIGHT) -> None:
        self.height = height
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
        dashed: bool = False, arrow: bool = False,
    ) -> None:  # fmt: skip
        """A line through points, with a head at its end where `arrow`."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        dash = ' stroke-dasharray="6 4"' if dashed else ""
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

    def open(self, tip: str, **data: str) -> None:
        """Open a group with a tooltip and `data-…` attributes, for readers on a screen."""
        marks = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
        self._parts.append(f"<g{marks}><title>{escape(tip)}</title>")

    def close(self) -> None:
        """Close the group opened last."""
        self._parts.append("</g>")

    def svg(self) -> str:
        """The whole document."""
        height = f"{_n(self.height / 4)}mm"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(WIDTH / 4)}mm" height="{height}"'
            f' viewBox="0 0 {_n(WIDTH)} {_n(self.height)}" role="img"'
            f' font-family="{FONTS}" stroke-width="1.2">'
        )
        title = f"<title>{escape(self._title)}</title><desc>{escape(self._description)}</desc>"
        ground = f'<rect width="{_n(WIDTH)}" height="{_n(self.height)}" fill="{PAPER}"/>'
        return "\n".join([head, title, ground, *self._parts, "</svg>", ""])


def _n(number: float) -> str:
    """A number with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
