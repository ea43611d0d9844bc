"""A document as a Word file, with real headings, tables whose heads repeat, and cards kept whole.

A `Document` enters, the bytes of a file leave, the same for the same document. The package is made
by python-docx, of the extra `office`, imported when used; parts are written as XML and read once.
What the document is about is not known here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from govkit.diagnostics.placeless import refuse
from govkit.document.parts import (
    Blank,
    Block,
    Cell,
    Document,
    Heading,
    Keep,
    Line,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from govkit.document.reading import words
from govkit.export.docx_style import NAMES, NUMBERING, SETTINGS, STYLES
from govkit.export.escape import escape, shown
from govkit.export.packages import undated

# Twips: a twentieth of a point. A4, its margins, and what a line of handwriting takes.
_SHORT, _LONG = 11906, 16838
_TOP, _SIDE, _BOTTOM = 1020, 907, 1020
_EMU = 635  # of one twip, the unit of python-docx
_HAND = 500
_FRAME = 2 * 220
_TITLE = 1900  # what a title takes of the first page
_KEPT = {"officeDocument", "core-properties", "styles", "numbering", "settings", "footer"}
_MARKS = {
    "": "",
    "new": '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:u w:val="single"/></w:rPr>',
    "gone": "<w:rPr><w:strike/></w:rPr>",
    "strong": '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/></w:rPr>',
    "quiet": '<w:rPr><w:color w:val="333333"/><w:sz w:val="22"/></w:rPr>',
}


def to_docx(document: Document) -> bytes:
    """The file. Raises `GovError` (GOV993) where python-docx is not installed."""
    if find_spec("docx") is None:
        raise refuse("GOV993", what="Word", package="python-docx")
    from docx import Document as new_package
    from docx.oxml import parse_xml

    part: Any = new_package().part
    # The whole text at once, in place of the template's: nodes that move from tree to tree are
    # dear, and no node of it is wanted.
    inside = "".join(_Body(document.wide).written(document))
    part._element = parse_xml(
        f"<w:document {NAMES}><w:body>{inside}<w:sectPr/></w:body></w:document>"
    )
    package = part.document
    _dress(package, parse_xml)
    _page(package, document, parse_xml)
    package.core_properties._element.clear()  # no dates, no author, no words of a template
    package.core_properties.title = shown(document.title)[:255]
    package.core_properties.language = {"zh": "zh-CN", "en": "en"}[document.lang]
    out = io.BytesIO()
    package.save(out)
    return undated(out.getvalue())


def _dress(package: Any, parse_xml: Any) -> None:
    """Styles, bullets and settings of our own in place of the template's, and nothing of it."""
    part = package.part
    for element, text in (
        (package.styles.element, STYLES),
        (part.numbering_part.element, NUMBERING),
        (package.settings.element, SETTINGS),
    ):
        for old in list(element):
            element.remove(old)
        for new in list(parse_xml(text)):
            element.append(new)
    for rels in (part.rels, part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] not in _KEPT:
                rels.pop(key)


def _page(package: Any, document: Document, parse_xml: Any) -> None:
    """The size of the paper, its margins, and the foot of every page."""
    from docx.enum.section import WD_ORIENT

    [section] = package.sections
    across, down = (_LONG, _SHORT) if document.wide else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if document.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = across * _EMU, down * _EMU
    section.top_margin, section.bottom_margin = _TOP * _EMU, _BOTTOM * _EMU
    section.left_margin = section.right_margin = _SIDE * _EMU
    section.footer_distance = 450 * _EMU
    section.footer.is_linked_to_previous = False
    foot = section.footer._element
    for old in list(foot):
        foot.remove(old)
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    lines = [_paragraph((Run(document.foot),), "Footer")] if document.foot else []
    lines.append(f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{number}</w:p>')
    for new in list(parse_xml(f"<w:ftr {NAMES}>{''.join(lines)}</w:ftr>")):
        foot.append(new)


class _Body:
    """The blocks of one document as XML, on paper of one size."""

    def __init__(self, wide: bool) -> None:
        self.width = (_LONG if wide else _SHORT) - 2 * _SIDE
        self.height = (_SHORT if wide else _LONG) - _TOP - _BOTTOM - _TITLE

    def written(self, document: Document) -> Iterator[str]:
        """The title, what stands beneath it, and every block."""
        yield _paragraph((Run(document.title),), "Title")
        if document.subtitle:
            yield _paragraph((Run(document.subtitle),), "Subtitle")
        for block in document.blocks:
            yield self.block(block, self.width)

    def block(self, block: Block, width: int, next_too: bool = False) -> str:
        """One block; `next_too` keeps it on the page of what follows."""
        match block:
            case Heading(level, text):
                return _paragraph((Run(text),), f"Heading{level}", next_too)
            case Paragraph(runs, style):
                return _paragraph(runs, "ListBullet" if style == "item" else "Normal", next_too)
            case Note(runs):
                return _paragraph(runs, "Note", next_too)
            case Picture():
                return _paragraph((Run(block.caption),), "Caption", next_too)
            case Blank(lines):
                rows = _lines(lines, width, next_too)
                return _table_of("Lines", [width], rows) + _gap(next_too)
            case Table():
                return self.table(block, width, next_too)
            case Keep():
                return self.framed(block, width) if block.framed else self.kept(block, width)
            case PageBreak():
                return '<w:p><w:pPr><w:pStyle w:val="Gap"/><w:pageBreakBefore/></w:pPr></w:p>'

    def kept(self, keep: Keep, width: int) -> str:
        """Parts on one page: each but the last is kept with the next."""
        last = len(keep.parts) - 1
        return "".join(self.block(part, width, at < last) for at, part in enumerate(keep.parts))

    def framed(self, keep: Keep, width: int) -> str:
        """Parts in one cell that no page cuts, as high as the page is to hold them."""
        inside = "".join(self.block(part, width - _FRAME) for part in keep.parts)
        if not inside.endswith("</w:p>"):
            inside += _gap()
        high = ""
        if keep.to_page:
            high = f'<w:trHeight w:val="{self.height // keep.to_page}" w:hRule="atLeast"/>'
        row = (
            f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr><w:tc><w:tcPr>"
            f'<w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc></w:tr>'
        )
        return _table_of("Frame", [width], row) + _gap() + _gap()

    def table(self, table: Table, width: int, next_too: bool) -> str:
        """Caption, head rows that repeat, rows that no page cuts."""
        whole = sum(column.weight for column in table.columns)
        widths = [width * column.weight // whole for column in table.columns]
        widths[-1] += width - sum(widths)
        heads = table.title_rows()
        rows = "".join((
            *_rows(table, heads, widths, '<w:cantSplit/><w:tblHeader/>', True),
            *_rows(table, table.rows, widths, "<w:cantSplit/>", next_too),
        ))  # fmt: skip
        caption = _paragraph((Run(table.caption),), "Caption") if table.caption else ""
        return caption + _table_of("Grid", widths, rows) + _gap(next_too)


def _table_of(style: str, widths: list[int], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _rows(
    table: Table, rows: tuple[tuple[Cell, ...], ...], widths: list[int], kind: str, next_too: bool
) -> Iterator[str]:
    """Every row with the cells that begin in it and the rest of those that reach into it."""
    reaching: dict[int, tuple[int, int]] = {}  # by first column: rows still to go, columns
    for begun in table.grid(rows):
        cells: dict[int, str] = {}
        for at, (left, across) in list(reaching.items()):
            wide = sum(widths[at : at + across])
            cells[at] = _cell(Cell(across=across), wide, "left", "<w:vMerge/>", next_too)
            reaching[at] = (left - 1, across)
        reaching = {at: rest for at, rest in reaching.items() if rest[0]}
        room = 0
        for at, cell in begun:
            merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
            stands = cell.align or table.columns[at].align
            wide = sum(widths[at : at + cell.across])
            cells[at] = _cell(cell, wide, stands, merged, next_too)
            room = max(room, cell.room and _HAND * cell.room + 280 * len(cell.lines))
            if cell.down > 1:
                reaching[at] = (cell.down - 1, cell.across)
        high = f'<w:trHeight w:val="{room}" w:hRule="atLeast"/>' if room else ""
        inside = "".join(cells[at] for at in sorted(cells))
        yield f"<w:tr><w:trPr>{kind}{high}</w:trPr>{inside}</w:tr>"


def _cell(cell: Cell, width: int, stands: str, merged: str, next_too: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' if cell.shade else ""
    lines = [line for line in cell.lines if words(line)] or [()]
    inside = "".join(_paragraph(line, "TableText", next_too, stands) for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{shade}</w:tcPr>'
        f"{inside}</w:tc>"
    )


def _lines(count: int, width: int, next_too: bool) -> str:
    cell = _cell(Cell(), width, "left", "", next_too)
    high = f'<w:trHeight w:val="{_HAND}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>{cell}</w:tr>" * count


def _gap(next_too: bool = False) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{"<w:keepNext/>" if next_too else ""}</w:pPr></w:p>'


def _paragraph(runs: Line, style: str, next_too: bool = False, stands: str = "left") -> str:
    kept = "<w:keepNext/>" if next_too else ""
    side = f'<w:jc w:val="{stands}"/>' if stands != "left" else ""
    inside = "".join(map(_run, runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{side}</w:pPr>{inside}</w:p>'


def _run(run: Run) -> str:
    text = f'<w:t xml:space="preserve">{escape(run.text)}</w:t>' if run.text else ""
    return f"<w:r>{_MARKS[run.mark]}{text}</w:r>"
