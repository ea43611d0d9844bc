"""The sheets of a drawing as pictures of a document, numbered where there are several.

Texts of SVG and a caption enter, pictures leave, or a document of nothing but these; what is drawn
is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govkit.document.parts import Document, Picture
from govkit.model.naming import Pen
from govkit.pictures.paper import paper_of


def sheets(pen: Pen, drawn: tuple[str, ...], caption: str) -> Iterator[Picture]:
    """The sheets of one picture, numbered where there are several, each for a page of its own."""
    of = len(drawn)
    for number, sheet in enumerate(drawn, 1):
        count = pen.pick(f"（第{number}张，共{of}张）", f" ({number} of {of})")
        page: Literal["lying", "upright"] = (
            "upright" if paper_of(sheet) == "A4 upright" else "lying"
        )
        yield Picture(sheet, caption + (count if of > 1 else ""), page=page)


def drawing(pen: Pen, drawn: tuple[str, ...], title: str) -> Document:
    """A drawing alone, each sheet of it a page of the paper that it was drawn for."""
    paper = paper_of(drawn[0])
    return Document(
        pen.lang,
        title,
        tuple(sheets(pen, drawn, title)),
        wide=paper != "A4 upright",
        paper="A3" if paper == "A3" else "A4",
        sheets=True,
    )
