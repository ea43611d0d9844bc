"""The paper of a Word file: its size, its margins, and what stands at the foot of each page.

A `Document` enters; lengths in twips and the XML of feet leave. Official documents keep the margins
of GB/T 9704, papers for a class have smaller ones. The words of the document are not known here.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.document.parts import Document

# Twips, twentieths of a point.
_SIZES = {"A4": (11906, 16838), "A3": (16838, 23811)}
_EDGE = 284  # 5 mm, which printers need
RIM = 326  # 5.75 mm: what is cut off a sheet on every side, so that it fits between such margins
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


def number(official: bool, even: bool = False) -> str:
    """The number of a page: in the middle, or 「— 1 —」 at the outer side, one letter in."""
    if not official:
        return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_NUMBER}</w:p>'
    side, stands = ("left", "left") if even else ("right", "right")
    look = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{stands}"/>'
    told = f"{_DASH.format('— ')}{_NUMBER}{_DASH.format(' —')}"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{look}</w:pPr>{told}</w:p>'
