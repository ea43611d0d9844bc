"""Links inside one HTML file: boxes of pictures to the rows they are of, rows to their boxes, a
list of contents to the headings.

A `Document` enters, ids and links leave as text of HTML. A link is only where both its ends are in
the document, so none leads nowhere; what an object is, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from govkit.document.parts import Block, Document, Heading, Keep, Picture, Simple, Table
from govkit.export.escape import escape, shown

# A box of a picture opens with its ref; groups that stand in it have none.
_GROUP = re.compile(r"<(/?)g\b([^>]*?)(/?)>")
_REF = re.compile(r'\bdata-ref="([^"]*)"')
_NAMES = {"zh": "目录", "en": "Contents"}


def id_of(ref: str) -> str:
    """An id for a ref, each ref its own: letters and digits stay, all else stands by number."""
    return "".join(one if one.isalnum() else f"_{ord(one):x}_" for one in shown(ref))


@dataclass(slots=True)
class Links:
    """What is linked with what, and which of it has been written already.

    `rows` are refs of headings and cells, `boxes` those of pictures. The first row and the first
    box of a ref are the ends of links; all later boxes lead to the row as well. With `listing` the
    headings are kept for a list of contents.
    """

    rows: frozenset[str]
    boxes: frozenset[str]
    listing: bool = False
    _done: set[str] = field(default_factory=set)
    _headings: list[tuple[int, str, str]] = field(default_factory=list)

    def anchor(self, ref: str) -> str:
        """The attribute `id` of the first row of a ref, nothing for others."""
        return f' id="{id_of(ref)}"' if ref and self._first(f"row {ref}") else ""

    def heading(self, heading: Heading) -> str:
        """The attribute `id` of a heading: that of what it is about, else its number if listed."""
        told = self.anchor(shown(heading.ref))
        if self.listing:
            told = told or f' id="h-{len(self._headings) + 1}"'
            self._headings.append((heading.level, heading.text, told[5:-1]))
        return told

    def contents(self, lang: str) -> Iterator[str]:
        """The headings written so far as a list of links, those of the first two levels."""
        depth = 0
        for level, text, id in self._headings:
            if level > 2 or not text:
                continue
            if not depth:
                yield f'<nav aria-label="{_NAMES[lang]}">'
            wanted = level if depth else 1
            close = "</li></ul>" * (depth - wanted) + "</li><li>"
            yield "<ul><li>" * (wanted - depth) if wanted > depth else close
            yield f'<a href="#{id}">{escape(text)}</a>'
            depth = wanted
        if depth:
            yield "</li></ul>" * depth + "</nav>"

    def back(self, ref: str, inner: str) -> str:
        """`inner` of the first row of a ref as a link to its box, else as it is."""
        if ref not in self.boxes or not self._first(f"back {ref}"):
            return inner
        return f'<a href="#box-{id_of(ref)}">{inner}</a>'

    def picture(self, svg: str) -> str:
        """A drawing whose boxes of known refs are links; with links it is a group, not one image,
        so that they can be reached without a mouse.
        """
        open_groups: list[str] = []
        found = 0

        def turned(group: re.Match[str]) -> str:
            nonlocal found
            closing, told, empty = group.groups()
            if closing:
                return open_groups.pop() if open_groups else group[0]
            if empty:
                return group[0]
            ref = _REF.search(told)
            if ref is None or (name := shown(unescape(ref[1]))) not in self.rows:
                open_groups.append("</g>")
                return group[0]
            if "</a>" in open_groups:  # no link in a link
                open_groups.append("</g>")
                return group[0]
            open_groups.append("</a>")
            found += 1
            own = f' id="box-{id_of(name)}"' if self._first(f"box {name}") else ""
            return f'<a{told}{own} href="#{id_of(name)}">'

        linked = _GROUP.sub(turned, svg)
        return linked.replace(' role="img"', ' role="group"', 1) if found else svg

    def _first(self, what: str) -> bool:
        if what in self._done:
            return False
        self._done.add(what)
        return True


def links_of(document: Document) -> Links:
    """The links of a document, none written yet."""
    rows, boxes = set(), set()
    for part in _parts(document.blocks):
        if isinstance(part, Heading):
            rows.add(shown(part.ref))
        elif isinstance(part, Table):
            every = (*part.title_rows(), *part.rows)
            rows |= {shown(cell.ref) for row in every for cell in row}
        elif isinstance(part, Picture):
            boxes |= {shown(unescape(ref)) for ref in _REF.findall(part.svg)}
    rows.discard("")
    return Links(frozenset(rows), frozenset(boxes & rows), document.contents)


def _parts(blocks: tuple[Block, ...] | tuple[Simple, ...]) -> Iterator[Block]:
    for block in blocks:
        yield from _parts(block.parts) if isinstance(block, Keep) else (block,)
