"""The sheets of a drawing as pictures of a document, numbered where there are several.

Texts of SVG and a caption enter, pictures leave; what is drawn is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import Picture
from govkit.model.naming import Pen


def sheets(pen: Pen, drawn: tuple[str, ...], caption: str) -> Iterator[Picture]:
    """The sheets of one picture, numbered where there are several."""
    of = len(drawn)
    for number, sheet in enumerate(drawn, 1):
        count = pen.pick(f"（第{number}张，共{of}张）", f" ({number} of {of})")
        yield Picture(sheet, caption + (count if of > 1 else ""))
