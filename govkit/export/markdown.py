"""A document as Markdown, for those who keep texts beside texts: CommonMark with tables.

A `Document` enters, one text leaves. Marks that Markdown would obey are escaped, so what is read
is what was said; cells over several columns or rows stand in the first, since Markdown merges none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from govkit.export.escape import shown

_TAGS = {"new": "ins", "gone": "del"}
_STANDS = {"left": "---", "center": ":-:", "right": "--:"}
_OBEYED = re.compile(r"[\\`*_\[\]|~#$]|:(?=//)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What begins a list, a heading's line or a table at the beginning of a line.
_OPENING = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")


def to_markdown(document: Document) -> str:
    """The whole text; it ends in a line feed."""
    parts = [
        _opened(_text(document.annex)),
        f"# {_text(document.title)}",
        _text(document.subtitle),
        *_blocks(document.blocks),
        _text(document.foot),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    listed: list[str] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph) and block.style == "item":
            listed.append(f"- {_opened(_line(block.runs))}")
            continue
        if listed:
            yield "\n".join(listed)
            listed = []
        if block is not None:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {_text(text)}" if text else ""
        case Paragraph(runs) | Note(runs):
            yield _opened(_line(runs))
        case Picture():
            yield _opened(_text(block.caption))
        case Blank(lines):
            yield from ["___"] * lines
        case Table():
            yield _opened(_text(block.caption))
            yield "\n".join(_table(block))
        case Keep():
            yield from _blocks(block.parts)
        case PageBreak():
            return


def _table(table: Table) -> Iterator[str]:
    """The first row of the head as Markdown knows one; those below it are rows like others."""
    heads = table.title_rows()
    rows = [*table.grid(heads), *table.grid(table.rows)]
    many = len(table.columns)
    if not heads:
        yield f"|{' |' * many}"
    for at, row in enumerate(rows):
        if at == (1 if heads else 0):
            yield f"| {' | '.join(_STANDS[column.align] for column in table.columns)} |"
        cells = [""] * many
        for column, cell in row:
            cells[column] = _cell(cell)
        yield f"| {' | '.join(cells)} |"
    if len(rows) == (1 if heads else 0):
        yield f"| {' | '.join(_STANDS[column.align] for column in table.columns)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell.lines if words(line))


def _line(runs: Line) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    """The words, marked. What is new or gone is always marked; what is strong only where
    Markdown takes the mark: beside a letter, not beside a full stop or a colon."""
    inner = run.text.strip()
    tag = _TAGS.get(run.mark)
    if tag and inner:
        return f"<{tag}>{_text(run.text)}</{tag}>"
    if run.mark != "strong" or not (inner and inner[0].isalnum() and inner[-1].isalnum()):
        return _text(run.text)
    before, _, after = run.text.partition(inner)
    return f"{before}**{_text(inner)}**{after}"


def _text(text: str) -> str:
    return _OBEYED.sub(lambda found: f"\\{found[0]}", shown(text).translate(_ENTITIES))


def _opened(line: str) -> str:
    """A line that begins nothing but itself."""
    kept = re.sub(r"^ +| +$", lambda found: "&#32;" * len(found[0]), line)
    found = _OPENING.match(kept)
    if not found:
        return kept
    end = found.end()
    return f"{kept[:end]}\\{kept[end:]}" if found[0][0].isdigit() else f"\\{kept}"
