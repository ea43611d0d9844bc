"""A picture inside a Word file: drawn as PNG, with the words of its caption for those who hear it.

A `Picture` and the room it has enter; the XML of one paragraph leaves, and the image is a part of
the package. Where nothing can draw here, nothing leaves: the caption stands for it.
"""

from __future__ import annotations

import io
from typing import Any

from govkit.diagnostics import GovError
from govkit.document.parts import Picture
from govkit.export.docx_page import EMU
from govkit.export.escape import escape
from govkit.export.png import to_png

_TINY = '<w:rPr><w:sz w:val="2"/></w:rPr>'
_DPI, _TO_AN_INCH = 300, 1440  # dots, twips
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def drawn(picture: Picture, width: int, height: int, number: int, part: Any) -> str:
    """The paragraph of a drawing, at most so many twips wide and high; empty where none is made."""
    try:
        data = to_png(picture.svg, _DPI)
    except GovError:
        return ""
    across, down = _dots(data)
    high = width * down // across
    if high > height:
        width, high = height * across // down, height
    return _paragraph(picture, data, (width, high), number, part)


def sheet_drawn(
    picture: Picture, width: int, height: int, rim: int, number: int, part: Any, look: str = ""
) -> str:
    """The paragraph of a sheet, as large as the room on its page, all in twips.

    A sheet has the margins of a page in it: `rim` twips of them are cut away on every side, so that
    its letters keep their size on the paper that it was drawn for. `look` is how the paragraph
    differs from others. Raises `GovError` as `to_png` does.
    """
    data = to_png(picture.svg, _DPI)
    across, down = (dots * _TO_AN_INCH // _DPI for dots in _dots(data))
    wide, high = across - 2 * rim, down - 2 * rim
    scale = min(width / wide, height / high)
    x, y = (round(rim / side * 100_000) for side in (across, down))
    cut = f'<a:srcRect l="{x}" t="{y}" r="{x}" b="{y}"/>'
    sides = int(wide * scale), int(high * scale)
    return _paragraph(picture, data, sides, number, part, look + _TINY, cut)


def _dots(data: bytes) -> tuple[int, int]:
    """How wide and how high it is in dots."""
    across, down = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    return across, down


def _paragraph(
    picture: Picture, data: bytes, sides: tuple[int, int], number: int, part: Any,
    look: str = "", cut: str = "",
) -> str:  # fmt: skip
    key, _ = part.get_or_add_image(io.BytesIO(data))
    size = f'cx="{sides[0] * EMU}" cy="{sides[1] * EMU}"'
    told = escape(picture.caption)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Picture"/>{look}</w:pPr><w:r>'
        f"{_TINY if look else ''}<w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" '
        f'descr="{told}"/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{told}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/>{cut}<a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
