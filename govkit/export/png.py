"""A drawing as PNG, for programs that take no SVG: SVG text and a resolution enter, bytes leave.

resvg draws it, an optional extra and loaded here alone. Without a Chinese font it would leave the
letters out and say nothing, so it is tried on one first. What is drawn is not known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from govkit.diagnostics.placeless import refuse

# What a picture counts in: millimetres are turned into these by the number of them to an inch.
_TO_AN_INCH = 96
_MM_TO_AN_INCH = 25.4
# More dots than any printer takes for one sheet; a drawing of one sheet stays far below.
_MOST_ACROSS = 12_000
_WIDTH = re.compile(r'<svg\b[^>]*?\swidth="([0-9.]+)(mm)?"')
_FONTS = "'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',SimSun,sans-serif"
_SAMPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="16" '
    f'font-size="16" font-family="{_FONTS}">%s</text></svg>'
)
# No font draws it: what is drawn in its place is what is drawn for a letter that is missing.
_NOBODYS = "\U000f1234"


def to_png(svg: str, dpi: float = 200) -> bytes:
    """The drawing at `dpi` dots to an inch, on white.

    A width in millimetres is kept; a bare number counts as 96 to an inch. Raises `GovError` where
    the extra is missing (GOV993) and where no Chinese font is there (GOV980).
    """
    draw = _drawing()
    if not _has_chinese():
        raise refuse("GOV980")
    return bytes(draw(svg_string=svg, dpi=_TO_AN_INCH, background="#ffffff", width=_dots(svg, dpi)))


def _dots(svg: str, dpi: float) -> int:
    """How many dots it is wide."""
    found = _WIDTH.search(svg)
    if found is None:
        return round(8 * dpi)
    inches = float(found[1]) / (_MM_TO_AN_INCH if found[2] else _TO_AN_INCH)
    return max(1, min(round(inches * dpi), _MOST_ACROSS))


def _drawing() -> Any:
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise refuse("GOV993", what="PNG", package="resvg-py") from None
    return svg_to_bytes


@lru_cache(maxsize=1)
def _has_chinese() -> bool:
    """Whether a Chinese letter is drawn otherwise than one that no font has."""
    draw = _drawing()
    letter, nobodys = (draw(svg_string=_SAMPLE % one) for one in ("网", _NOBODYS))
    return bytes(letter) != bytes(nobodys)
