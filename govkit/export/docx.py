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

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import refuse
from govkit.diagnostics.width import width
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
    Row,
    Run,
    Table,
)
from govkit.document.reading import words
from govkit.export import docx_official as official
from govkit.export.docx_page import EMU, ENDS, RIM, Sheet, number, page_of, sheet_of, turn_sections
from govkit.export.docx_picture import drawn, sheet_drawn
from govkit.export.docx_style import NAMES, NUMBERING, SETTINGS, STYLES
from govkit.export.docx_template import in_styles, kept_section, opened, take_styles
from govkit.export.escape import escape, shown
from govkit.export.packages import undated

# Twips: a twentieth of a point. What a line of handwriting takes.
_HAND = 500
_FRAME = 2 * 220
_TITLE = 1900  # what a title takes of the first page
_KEPT = {"officeDocument", "core-properties", "styles", "numbering", "settings", "footer", "image"}
_SMALL_FROM = 8  # columns, from which an official table has smaller letters
_MARK = 56  # what the mark at the end of a paragraph may take beneath a picture
_FOOT = 736  # what a caption and the end of a section take beneath a picture on its page
_LETTER, _LINE = 120, 300  # twips: half a Chinese letter of a table, and a line of it
# Stands where a drawing would, so that nobody hands in a file that lost one without a word.
_NOT_DRAWN = {
    "zh": "（图没有画出：这台电脑缺画图的程序包 resvg-py，或者缺中文字体；存成 .html 可以看图。）",
    "en": "(Not drawn: this computer lacks the package resvg-py or a Chinese font; "
    "in an .html file the picture can be seen.)",
}
_MARKS = {
    "": "",
    "new": '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:u w:val="single"/></w:rPr>',
    "gone": '<w:rPr><w:strike/><w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/></w:rPr>',
    "strong": '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/></w:rPr>',
    "quiet": '<w:rPr><w:color w:val="333333"/><w:sz w:val="22"/></w:rPr>',
}


def to_docx(document: Document, template: bytes | None = None) -> bytes:
    """The file, in the styles of a template where there is one.

    Raises `GovError`: GOV993 where python-docx is not installed, GOV995 for a template that is no
    Word file or refers to something outside of it; for a document of sheets GOV980 and GOV993 where
    they cannot be drawn.
    """
    if find_spec("docx") is None:
        raise refuse("GOV993", what="Word", package="python-docx")
    from docx import Document as new_package
    from docx.oxml import parse_xml

    package: Any = new_package() if template is None else opened(template)
    part, sheet = package.part, sheet_of(document)
    section = "<w:sectPr/>"
    renamed: dict[str, str] = {}
    if template is not None:
        section, sheet = kept_section(package, document)
        renamed = take_styles(package, document.official, parse_xml)
    body = _Body(sheet, document, part, sheet if "Reference" in section else None)
    inside = "".join(body.written(document, template is not None))
    if template is not None:
        inside = in_styles(inside, renamed)
    # The whole text at once, in place of the template's: nodes that move from tree to tree are
    # dear, and no node of it is wanted.
    part._element = parse_xml(
        f"<w:document {NAMES}><w:body>{inside}{section}</w:body></w:document>"
    )
    package = part.document
    if template is None:
        _dress(package, document.official, parse_xml)
        _page(package, document, sheet, parse_xml)
    lying = (*body.ended, body.lies)
    turn_sections(part._element, [body.page_of(one) if one else None for one in lying])
    package.core_properties._element.clear()  # no dates, no author, no words of a template
    package.core_properties.title = shown(document.title)[:255]
    package.core_properties.language = {"zh": "zh-CN", "en": "en"}[document.lang]
    out = io.BytesIO()
    package.save(out)
    return undated(out.getvalue())


def _dress(package: Any, is_official: bool, parse_xml: Any) -> None:
    """Styles, bullets and settings of our own in place of the template's, and nothing of it."""
    part = package.part
    for element, text in (
        (package.styles.element, official.STYLES if is_official else STYLES),
        (part.numbering_part.element, NUMBERING),
        (package.settings.element, official.SETTINGS if is_official else SETTINGS),
    ):
        for old in list(element):
            element.remove(old)
        for new in list(parse_xml(text)):
            element.append(new)
    for rels in (part.rels, part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] not in _KEPT:
                rels.pop(key)


def _page(package: Any, document: Document, sheet: Sheet, parse_xml: Any) -> None:
    """The size of the paper, its margins, and the foot of every page."""
    from docx.enum.section import WD_ORIENT

    [section] = package.sections
    section.orientation = WD_ORIENT.LANDSCAPE if document.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = sheet.across * EMU, sheet.down * EMU
    section.top_margin, section.bottom_margin = sheet.top * EMU, sheet.bottom * EMU
    section.left_margin, section.right_margin = sheet.left * EMU, sheet.right * EMU
    section.footer_distance, section.header_distance = sheet.foot * EMU, 0
    section.gutter = 0
    if document.sheets:
        return
    feet = [(section.footer, False)]
    if document.official:
        feet.append((section.even_page_footer, True))
    for foot, even in feet:
        foot.is_linked_to_previous = False
        for old in list(foot._element):
            foot._element.remove(old)
        lines = [_paragraph((Run(document.foot),), "Footer")] if document.foot else []
        lines.append(number(document.official, even))
        for new in list(parse_xml(f"<w:ftr {NAMES}>{''.join(lines)}</w:ftr>")):
            foot._element.append(new)


class _Body:
    """The blocks of one document as XML, on paper of one size."""

    def __init__(
        self, sheet: Sheet, document: Document, part: Any, kept: Sheet | None = None
    ) -> None:
        self.lang = document.lang
        self.width = sheet.width
        self.page = sheet.height
        self.height = sheet.height - _TITLE
        self.official = document.official
        self.document = document
        self.worded = kept  # the page of a template that prints words above or beneath
        self.part = part
        self.pictures = 0
        self.lies = ""  # how the section lies that is being written, if it is of a picture
        self.ended: list[str] = []

    def written(self, document: Document, has_foot: bool) -> Iterator[str]:
        """The title, what stands beneath it, and every block; the foot at the end on request.

        The title of sheets is drawn on each of them.
        """
        if document.sheets:
            for block in document.blocks:
                yield self.block(block, self.width)
            return
        if document.annex:
            yield _paragraph((Run(document.annex),), "Annex")
            yield _paragraph((), "Annex")  # the title stands on the third line
        yield _paragraph((Run(document.title),), "Title")
        if document.subtitle:
            yield _paragraph((Run(document.subtitle),), "Subtitle")
        for block in document.blocks:
            yield self.turned(block.page if isinstance(block, Picture) else "")
            yield self.block(block, self.width)
        if has_foot and document.foot:
            yield self.turned("")
            yield _paragraph((Run(document.foot),), "Note")

    def page_of(self, lies: str) -> Sheet:
        """The page of its own that a picture has."""
        return page_of(self.document, lies, self.worded)

    def turned(self, lies: str) -> str:
        """The end of a section, before what lies otherwise or has a page of its own."""
        if not lies and not self.lies:
            return ""
        self.ended.append(self.lies)
        self.lies = lies
        return f'<w:p><w:pPr><w:pStyle w:val="{ENDS}"/></w:pPr></w:p>'

    def picture(self, picture: Picture, width: int, next_too: bool) -> str:
        """The drawing above its caption; where it cannot be drawn here, it is said in its place."""
        caption = _paragraph((Run(picture.caption),), "Caption", next_too, ends=not next_too)
        room = min(round(picture.width_mm * 1440 / 25.4) or width, width)
        self.pictures += 1
        if self.document.sheets:
            begins = "<w:pageBreakBefore/>" if self.pictures > 1 else ""
            return sheet_drawn(
                picture, width, self.page - _MARK, RIM, self.pictures, self.part, begins
            )
        if self.lies:
            image = self.sheet(picture, self.page_of(self.lies))
        else:
            image = drawn(picture, room, self.page - 1200, self.pictures, self.part)
        if not image:
            image = _paragraph((Run(_NOT_DRAWN[self.lang]),), "Note", True)
        return image + caption

    def sheet(self, picture: Picture, page: Sheet) -> str:
        """The drawing on a page of its own; empty where it cannot be drawn here."""
        try:
            return sheet_drawn(
                picture, page.width, page.height - _FOOT, RIM, self.pictures, self.part
            )
        except GovError:
            return ""

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
                return self.picture(block, width, next_too)
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
        look = "TableText"
        if self.official and len(table.columns) >= _SMALL_FROM:
            look = "TableSmall"
        most = self.page // 2 if self.official and not next_too else 0
        rows = "".join((
            *_rows(table, heads, widths, look, True, 0, "<w:tblHeader/>"),
            *_rows(table, table.rows, widths, look, next_too, most),
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
    table: Table, rows: tuple[Row, ...], widths: list[int], look: str, next_too: bool,
    most: int, kind: str = "",
) -> Iterator[str]:  # fmt: skip
    """Every row with the cells that begin in it and the rest of those that reach into it.

    A row that takes more than `most` twips may be cut by the end of a page, others never; 0 is
    never.
    """
    reaching: dict[int, tuple[int, int]] = {}  # by first column: rows still to go, columns
    for begun in table.grid(rows):
        cells: dict[int, str] = {}
        for at, (left, across) in list(reaching.items()):
            wide = sum(widths[at : at + across])
            cells[at] = _cell(Cell(across=across), wide, "left", "<w:vMerge/>", next_too, look)
            reaching[at] = (left - 1, across)
        reaching = {at: rest for at, rest in reaching.items() if rest[0]}
        room = high = 0
        for at, cell in begun:
            merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
            stands = cell.align or table.columns[at].align
            wide = sum(widths[at : at + cell.across])
            cells[at] = _cell(cell, wide, stands, merged, next_too, look)
            room = max(room, cell.room and _HAND * cell.room + 280 * len(cell.lines))
            high = max(high, _high(cell, wide) if most else 0)
            if cell.down > 1:
                reaching[at] = (cell.down - 1, cell.across)
        told = "" if most and high > most else "<w:cantSplit/>"
        least = f'<w:trHeight w:val="{room}" w:hRule="atLeast"/>' if room else ""
        inside = "".join(cells[at] for at in sorted(cells))
        yield f"<w:tr><w:trPr>{told}{least}{kind}</w:trPr>{inside}</w:tr>"


def _high(cell: Cell, wide: int) -> int:
    """Twips that the words of a cell take from top to bottom, about."""
    letters = max(1, (wide - 180) // _LETTER)
    lines = sum(1 + width(words(line)) // letters for line in cell.lines)
    return lines * _LINE


def _cell(
    cell: Cell, wide: int, stands: str, merged: str, next_too: bool, look: str = "TableText"
) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' if cell.shade else ""
    lines = [line for line in cell.lines if words(line)] or [()]
    inside = "".join(_paragraph(line, look, next_too, stands) for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merged}{shade}</w:tcPr>'
        f"{inside}</w:tc>"
    )


def _lines(count: int, width: int, next_too: bool) -> str:
    cell = _cell(Cell(), width, "left", "", next_too)
    high = f'<w:trHeight w:val="{_HAND}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>{cell}</w:tr>" * count


def _gap(next_too: bool = False) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{"<w:keepNext/>" if next_too else ""}</w:pPr></w:p>'


def _paragraph(
    runs: Line, style: str, next_too: bool = False, stands: str = "left", *, ends: bool = False
) -> str:
    """One paragraph; `ends`: it is not kept with the next, whatever its style says."""
    kept = "<w:keepNext/>" if next_too else '<w:keepNext w:val="0"/>' if ends else ""
    side = f'<w:jc w:val="{stands}"/>' if stands != "left" else ""
    inside = "".join(map(_run, runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{side}</w:pPr>{inside}</w:p>'


def _run(run: Run) -> str:
    text = f'<w:t xml:space="preserve">{escape(run.text)}</w:t>' if run.text else ""
    return f"<w:r>{_MARKS[run.mark]}{text}</w:r>"
