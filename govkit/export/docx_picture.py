"""A picture inside a Word file: drawn as PNG, with the words of its caption for those who hear it.

A `Picture` and the room it has enter; the XML of one paragraph leaves, and the image is a part of
the package. Where nothing can draw here, nothing leaves: the caption stands for it.
"""

from __future__ import annotations

import io
from typing import Any

from govkit.diagnostics import GovError
from govkit.document.parts import Picture
from govkit.export.escape import escape
from govkit.export.png import to_png

_BREAK = "<w:pageBreakBefore/>"
_EMU = 635  # of one twip
_DPI = 300
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def drawn(
    picture: Picture, width: int, height: int, number: int, part: Any, *, begins_page: bool = False
) -> str:
    """The paragraph of a drawing, at most so many twips wide and high; empty where none is made."""
    try:
        data = to_png(picture.svg, _DPI)
    except GovError:
        return ""
    across, down = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    high = width * down // across
    if high > height:
        width, high = height * across // down, height
    key, _ = part.get_or_add_image(io.BytesIO(data))
    size = f'cx="{width * _EMU}" cy="{high * _EMU}"'
    told = escape(picture.caption)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Picture"/>{_BREAK if begins_page else ""}</w:pPr><w:r>'
        "<w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" '
        f'descr="{told}"/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{told}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
