"""A page as HTML: every part by its own few marks, every text escaped.

A `Page` enters, one HTML text leaves. Pictures are SVG of this library and go in as they are;
nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.export.escape import escape
from govkit.export.page.parts import Cell, Command, Items, Page, Part, Picture, Section, Table, Text
from govkit.export.page.style import STYLE

_TONGUES = {"zh": "zh-CN", "en": "en"}


def write(page: Page) -> str:
    """The whole file. It may load nothing: its own policy forbids it."""
    body = "\n".join((
        f"<h1>{escape(page.title)}</h1>",
        *map(_part, page.opening),
        *map(_section, page.sections),
        f"<footer>{escape(page.closing)}</footer>" if page.closing else "",
    ))  # fmt: skip
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{_TONGUES[page.lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    parts = "\n".join(map(_part, section.parts))
    return (
        f'<section id="{escape(section.id)}">\n<h2>{escape(section.heading)}</h2>\n{parts}\n'
        "</section>"
    )


def _part(part: Part) -> str:
    match part:
        case Text(text, kind):
            return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
        case Items(lines):
            return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        case Picture(svg, title, caption):
            above = f"<h3>{escape(title)}</h3>" if title else ""
            below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
            return f"<figure>\n{above}{svg}{below}</figure>"
        case Command(text):
            return f"<pre><code>{escape(text)}</code></pre>"
        case Table():
            return "\n".join(_table(part))


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide">'
    yield '<table class="numbers">' if table.numbers else "<table>"
    if table.caption:
        yield f"<caption>{escape(table.caption)}</caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        if len(row) == 1:
            wide = len(table.heads)
            yield f'<tr><th class="group" colspan="{wide}">{escape(row[0].text)}</th></tr>'
            continue
        first, *others = row
        cells = "".join(map(_cell, others))
        yield f'<tr><th scope="row">{escape(first.text)}</th>{cells}</tr>'
    yield "</tbody></table>"
    yield "</div>"


def _cell(cell: Cell) -> str:
    more = "".join(f"<span>{escape(line)}</span>" for line in cell.more)
    text = f"<b>{escape(cell.text)}</b>" if cell.more else escape(cell.text)
    return f'<td class="marked">{text}{more}</td>' if cell.marked else f"<td>{text}{more}</td>"
