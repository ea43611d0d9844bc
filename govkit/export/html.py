"""A document as one HTML file, readable on a screen and printed on its paper as it stands.

A `Document` enters, one text leaves: no script, no outside address, no font file; its own policy
forbids to load anything. Links lead inside the file alone (`html_links`). What the document is
about is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govkit.document.parts import (
    Align,
    Blank,
    Block,
    Cell,
    Column,
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
from govkit.export.escape import escape, shown
from govkit.export.html_links import Links, links_of

_TONGUES = {"zh": "zh-CN", "en": "en"}
_MARKS = {"new": "ins", "gone": "del", "strong": "strong", "quiet": "small"}
# Millimetres between the margins of a page, less a title: what cards of a page share.
_ROOM = {False: 226, True: 138}

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 10mm 6mm 16mm; background: #fff; color: #111;
  font-size: 12pt; line-height: 1.5; overflow-wrap: anywhere;
  font-family: "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", SimSun, sans-serif; }
body.wide { max-width: 265mm; }
h1 { font-size: 18pt; line-height: 1.3; margin: 0 0 2mm; text-align: center; }
h2 { font-size: 14pt; line-height: 1.3; margin: 6mm 0 2mm; }
h3, h4, h2.inner { font-size: 12pt; line-height: 1.3; margin: 4mm 0 1mm; }
h1, h2, h3, h4, caption, p.note { break-after: avoid; break-inside: avoid; }
p { margin: 1.5mm 0; orphans: 2; widows: 2; }
p.subtitle { text-align: center; margin-bottom: 4mm; }
p.note, small { font-size: 11pt; color: #333; }
ins { font-weight: 700; text-decoration: underline; }
ul { margin: 1.5mm 0; padding-left: 6mm; } li { margin: .8mm 0; }
table { border-collapse: collapse; width: calc(100% - .3mm); table-layout: fixed; margin: 2mm 0 4mm;
  font-size: 11pt; line-height: 1.4; }
caption { text-align: left; padding: 0 0 1mm; }
th, td { border: .3mm solid #333; padding: 1mm 1.6mm; vertical-align: top; text-align: left;
  font-weight: 400; }
th p, td p { margin: 0; }
.center { text-align: center; } .right { text-align: right; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.shade { background: #eee; }
.blank { height: 9mm; border-bottom: .3mm solid #333; }
.keep { break-inside: avoid; margin: 3mm 0; }
.framed { border: .4mm solid #111; padding: 3mm 5mm; margin: 0 0 6mm; }
.framed > :first-child { margin-top: 0; }
figure { margin: 3mm 0; break-inside: avoid; } figcaption { font-size: 11pt; color: #333; }
figure svg { display: block; max-width: 100%; height: auto; }
.page { break-before: page; }
p.annex { text-align: left; font-weight: 700; }
a { color: #0b4a8f; text-decoration: underline; text-decoration-style: dotted; }
a:focus-visible { outline: .6mm solid #0b4a8f; }
svg a { text-decoration: none; }
svg a:hover rect, svg a:focus-visible rect { stroke: #0b4a8f; stroke-width: 3; }
:target { outline: .6mm solid #0b4a8f; }
nav { margin: 4mm 0; columns: 70mm; } nav ul { list-style: none; padding-left: 4mm; }
nav > ul { margin: 0; padding: 0; } nav > ul > li { break-inside: avoid; }
footer { margin-top: 6mm; font-size: 11pt; color: #333; }
"""
_PRINT = """
@page { size: %s%s; margin: 18mm 16mm 16mm; @bottom-center { content: counter(page);
  font-size: 11pt; } }
@media print { body, body.wide { max-width: none; padding: 0; }
  .shade { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  figure svg { max-height: %smm; }
  a { color: inherit; text-decoration: none; } :target { outline: none; } }
"""


# A drawing with a page of its own in a document: that page has its margins, but for the foot.
_OWN = """
@page lying { size: %s landscape; margin: 5mm 5mm 15mm; }
@page upright { size: %s; margin: 5mm 5mm 15mm; }
@media print { figure.lying, figure.upright { margin: 0; break-before: page; break-after: page; }
  figure.lying { page: lying; } figure.upright { page: upright; }
  figure.lying svg, figure.upright svg { margin: -5.75mm 0 -5.75mm -5.75mm; max-width: none;
    width: calc(100%% + 11.5mm); clip-path: inset(5.7mm); }
  figure.lying svg { max-height: %smm; } figure.upright svg { max-height: %smm; } }
"""
# A drawing on sheets: each fills its page, whose margins are in it.
_SHEETS = """
body, body.wide { max-width: none; padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%%); }
figure { margin: 0 0 4mm; } figure svg { width: 100%%; }
@page { size: %s%s; margin: 0; }
@media print { figure { margin: 0; height: %smm; break-after: page; overflow: hidden; }
  figure:last-of-type { break-after: auto; } figure svg { height: auto; max-height: 100%%; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_SIDES = {"A4": (210, 297), "A3": (297, 420)}  # millimetres


def _print(document: Document) -> str:
    """How it is printed: on which paper, and how high a drawing may be on it."""
    down = _SIDES[document.paper][not document.wide]
    lying = " landscape" if document.wide else ""
    if document.sheets:
        return _SHEETS % (document.paper, lying, down - 0.2)
    own = any(isinstance(one, Picture) and one.page for one in document.blocks)
    rooms = (side - 16.5 for side in _SIDES[document.paper])  # 20 mm of margins, 8 of a caption
    of_pictures = _OWN % (document.paper, document.paper, *rooms) if own else ""
    return _PRINT % (document.paper, lying, down - (62 if document.wide else 72)) + of_pictures


def to_html(document: Document) -> str:
    """The whole file, in the tongue of the document."""
    sheet = _STYLE + _print(document)
    title = escape(document.title)
    page = _Page(document.wide, document.sheets, links_of(document), [1])
    unseen = ' class="unseen"' if document.sheets else ""
    told = list(_blocks(document.blocks, page))
    body = [
        f'<p class="annex">{escape(document.annex)}</p>' if document.annex else "",
        f"<h1{unseen}>{title}</h1>",
        f'<p class="subtitle">{escape(document.subtitle)}</p>' if document.subtitle else "",
        "".join(page.links.contents(document.lang)),
        *told,
        f"<footer><p>{escape(document.foot)}</p></footer>" if document.foot else "",
    ]
    look = ' class="wide"' if document.wide else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{_TONGUES[document.lang]}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{sheet}</style>\n</head>\n"
        f"<body{look}>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What all parts of one file are written with: how wide it is, whether it is of sheets, what is
    linked in it."""

    wide: bool
    sheets: bool
    links: Links
    _above: list[int]

    def depth(self, wanted: int) -> int:
        """The depth of the next heading: as wanted, but at most one below the heading above it."""
        deep = min(wanted, self._above[-1] + 1)
        self._above.append(deep)
        return deep


def _blocks(blocks: tuple[Block, ...], page: _Page) -> Iterator[str]:
    """The blocks one after another; lines of a list that follow each other are one list."""
    listed: list[str] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph) and block.style == "item":
            listed.append(f"<li>{_line(block.runs)}</li>")
            continue
        if listed:
            yield f"<ul>{''.join(listed)}</ul>"
            listed = []
        if block is not None:
            yield _block(block, page)


def _block(block: Block, page: _Page) -> str:
    match block:
        case Picture():
            svg = page.links.picture(block.svg)
            look = ' class="unseen"' if page.sheets else ""
            caption = f"<figcaption{look}>{escape(block.caption)}</figcaption>"
            own = f' class="{block.page}"' if block.page and not page.sheets else ""
            return f"<figure{own}>{svg}{caption}</figure>"
        case Heading(level, text, ref):
            own, inner = page.links.heading(block), page.links.back(shown(ref), escape(text))
            deep = page.depth(level + 1)
            look = ' class="inner"' if deep == 2 < level + 1 else ""
            return f"<h{deep}{own}{look}>{inner}</h{deep}>"
        case Paragraph(runs):
            return f"<p>{_line(runs)}</p>"
        case Note(runs):
            return f'<p class="note">{_line(runs)}</p>'
        case Blank(lines):
            return '<div class="blank"></div>' * lines
        case PageBreak():
            return '<div class="page"></div>'
        case Keep():
            look = "keep framed" if block.framed else "keep"
            high = (
                f' style="min-height: {_ROOM[page.wide] // block.to_page}mm"'
                if block.to_page
                else ""
            )
            return f'<section class="{look}"{high}>{"".join(_blocks(block.parts, page))}</section>'
        case Table():
            return "\n".join(_table(block, page.links))


def _line(runs: Line) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if not run.mark:
        return escape(run.text)
    return f"<{_MARKS[run.mark]}>{escape(run.text)}</{_MARKS[run.mark]}>"


def _table(table: Table, links: Links) -> Iterator[str]:
    whole = sum(column.weight for column in table.columns)
    yield "<table>"
    if table.caption:
        yield f"<caption>{escape(table.caption)}</caption>"
    shares = (f'<col style="width: {100 * one.weight / whole:.2f}%">' for one in table.columns)
    yield f"<colgroup>{''.join(shares)}</colgroup>"
    heads = table.title_rows()
    if heads:
        yield f"<thead>{''.join(_rows(table, heads, 'th', links))}</thead>"
    yield "<tbody>"
    yield from _rows(table, table.rows, "td", links)
    yield "</tbody></table>"


def _rows(
    table: Table, rows: tuple[tuple[Cell, ...], ...], mark: str, links: Links
) -> Iterator[str]:
    for row in table.grid(rows):
        cells = (_cell(cell, table.columns[at], mark, links) for at, cell in row)
        yield f"<tr>{''.join(cells)}</tr>"


def _cell(cell: Cell, column: Column, mark: str, links: Links) -> str:
    stands: Align = cell.align or column.align
    look = " ".join([*([stands] if stands != "left" else []), *(["shade"] if cell.shade else [])])
    ref = shown(cell.ref)
    told = (
        links.anchor(ref),
        f' scope="{"col" if cell.across == 1 else "colgroup"}"' if mark == "th" else "",
        f' class="{look}"' if look else "",
        f' colspan="{cell.across}"' if cell.across > 1 else "",
        f' rowspan="{cell.down}"' if cell.down > 1 else "",
    )
    inner = [_line(line) for line in cell.lines if words(line)]
    if inner:
        inner[0] = links.back(ref, inner[0])
    lines = "".join(f"<p>{line}</p>" for line in inner)
    empty = f'<div style="height: {8 * cell.room}mm"></div>' if cell.room else ""
    return f"<{mark}{''.join(told)}>{lines}{empty}</{mark}>"
