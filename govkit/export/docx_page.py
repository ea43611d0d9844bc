"""The paper of a Word file: its size, its margins, and what stands at the foot of each page.

A `Document` enters; lengths in twips and the XML of feet leave. Official documents keep the margins
of GB/T 9704, papers for a class have smaller ones. The words of the document are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from govkit.document.parts import Document

EMU = 635  # of one twip, a twentieth of a point; lengths of python-docx are in EMU
_SIZES = {"A4": (11906, 16838), "A3": (16838, 23811)}
_EDGE = 284  # 5 mm, which printers need
RIM = 326  # 5.75 mm: what is cut off a sheet on every side, so that it fits between such margins
_FEET = 850  # 15 mm, with the number of the page in it
_ONCE = ("titlePg", "pgNumType")  # of the first page of a template
_OF_TEXT = ("cols", "docGrid")
ENDS = "SectionEnd"  # how the paragraph is marked that ends a section
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_DASH = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in twips: its sides as it lies, and its margins."""

    across: int
    down: int
    top: int
    bottom: int
    left: int
    right: int
    foot: int

    @property
    def width(self) -> int:
        """What stands between the margins from left to right."""
        return self.across - self.left - self.right

    @property
    def height(self) -> int:
        """What stands between the margins from top to bottom."""
        return self.down - self.top - self.bottom


def sheet_of(document: Document) -> Sheet:
    """The page that a document is written on; a drawing has the margins that printers need."""
    short, long = _SIZES[document.paper]
    across, down = (long, short) if document.wide else (short, long)
    if document.sheets:
        return Sheet(across, down, _EDGE, _EDGE, _EDGE, _EDGE, 0)
    if not document.official:
        return Sheet(across, down, 1020, 1020, 907, 907, 450)
    top, bottom, left, right = (28, 26, 25, 25) if document.wide else (37, 35, 28, 26)
    twips = 1440 / 25.4
    foot = round((bottom - 7) * twips) - 320
    return Sheet(
        across, down, round(top * twips), round(bottom * twips),
        round(left * twips), round(right * twips), foot,
    )  # fmt: skip


def page_of(document: Document, lies: str, kept: Sheet | None = None) -> Sheet:
    """A page of its own for a picture that has margins in it, with room for the number beneath.

    `kept` is the page of a template with words above and beneath, which need their room.
    """
    short, long = _SIZES[document.paper]
    across, down = (long, short) if lies == "lying" else (short, long)
    if kept is not None:
        return Sheet(across, down, kept.top, kept.bottom, _EDGE, _EDGE, kept.foot)
    return Sheet(across, down, _EDGE, _FEET, _EDGE, _EDGE, _EDGE)


def turn_sections(body: Any, pages: Sequence[Sheet | None]) -> None:
    """Give every section, in their order, its page: that of the last one unless it has its own. The
    ends of sections are the paragraphs in `ENDS`."""
    [last] = body.iter(f"{_W}sectPr")
    ends = [one.getparent() for one in body.iter(f"{_W}pStyle") if one.get(f"{_W}val") == ENDS]
    places = []
    for layout in ends:
        layout[0].set(f"{_W}val", "Gap")
        layout.append(deepcopy(last))
        places.append(layout[-1])
    for at, (section, page) in enumerate(zip((*places, last), pages, strict=True)):
        if at or page:
            _clear(section, _ONCE if at else ())
        if page:
            _turn(section, page)


def _clear(section: Any, once: Sequence[str]) -> None:
    """Take out what holds for the first section alone, and what would not let a page begin."""
    for name in (*once, "type"):
        for one in section.findall(f"{_W}{name}"):
            section.remove(one)


def _turn(section: Any, page: Sheet) -> None:
    _clear(section, _OF_TEXT)
    size, around = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    size.set(f"{_W}orient", "landscape" if page.across > page.down else "portrait")
    size.set(f"{_W}w", str(page.across))
    size.set(f"{_W}h", str(page.down))
    for name in ("top", "bottom", "left", "right"):
        around.set(f"{_W}{name}", str(getattr(page, name)))
    if page.foot:
        around.set(f"{_W}footer", str(page.foot))


def number(official: bool, even: bool = False) -> str:
    """The number of a page: in the middle, or 「— 1 —」 at the outer side, one letter in."""
    if not official:
        return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_NUMBER}</w:p>'
    side, stands = ("left", "left") if even else ("right", "right")
    look = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{stands}"/>'
    told = f"{_DASH.format('— ')}{_NUMBER}{_DASH.format(' —')}"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{look}</w:pPr>{told}</w:p>'
