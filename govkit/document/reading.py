"""Every string of a document, in the order it is read, and every table.

A `Document` enters, its strings or tables leave: one string for each heading, paragraph, caption
and line of a cell, none for what is empty. It is what every format holds, no more and no less.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import (
    Blank,
    Block,
    Document,
    Heading,
    Keep,
    Line,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)


def texts(document: Document) -> tuple[str, ...]:
    """The annex, the title, what stands beneath it, every string of the parts, and the foot."""
    inner = [text for block in document.blocks for text in _texts(block)]
    every = (document.annex, document.title, document.subtitle, *inner, document.foot)
    return tuple(text for text in every if text)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph() | Note():
            yield words(block.runs)
        case Table():
            yield block.caption
            for row in (*block.title_rows(), *block.rows):
                for cell in row:
                    yield from map(words, cell.lines)
        case Picture():
            yield block.caption
        case Keep():
            for part in block.parts:
                yield from _texts(part)
        case Blank() | PageBreak():
            return


def tables_of(document: Document) -> Iterator[Table]:
    """The tables of a document in order, those in groups too."""
    for block in document.blocks:
        yield from (part for part in _simple(block) if isinstance(part, Table))


def _simple(block: Block) -> Iterator[Block]:
    if isinstance(block, Keep):
        yield from block.parts
    else:
        yield block


def words(line: Line) -> str:
    """The words of one line without their marks."""
    return "".join(run.text for run in line)
