"""Short ways to make the parts of a document out of plain strings.

Strings enter, lines, paragraphs and cells leave. A text of several lines becomes several
paragraphs, or several lines of a cell; nothing is left out but empty lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import BOX, Align, Cell, Line, Mark, Note, Paragraph, Run


def line(text: str, mark: Mark = "") -> Line:
    """One line of one look."""
    return (Run(text, mark),)


def tick(text: str) -> Line:
    """A box to tick, and what it stands for."""
    return (Run(f"{BOX} {text}" if text else BOX),)


def labelled(label: str, text: str) -> Line:
    """What it is, strong, then what it says."""
    return (Run(label, "strong"), Run(text))


def paragraphs(text: str, mark: Mark = "") -> tuple[Paragraph, ...]:
    """A paragraph for each line of a text."""
    return tuple(Paragraph(line(part, mark)) for part in _lines(text))


def items(*texts: str) -> tuple[Paragraph, ...]:
    """A line of a list for each text."""
    return tuple(Paragraph(line(text), "item") for text in texts)


def note(text: str) -> Note:
    """A remark."""
    return Note(line(text))


def cell(
    *texts: str | Line,
    mark: Mark = "",
    across: int = 1,
    down: int = 1,
    align: Align | None = None,
    shade: bool = False,
    room: int = 0,
    ref: str = "",
) -> Cell:
    """A cell of lines; a text of several lines takes as many."""
    lines = tuple(
        one
        for text in texts
        for one in (
            (line(part, mark) for part in _lines(text)) if isinstance(text, str) else [text]
        )
    )
    return Cell(lines, across, down, align, shade, room, ref)


def _lines(text: str) -> Iterator[str]:
    return (part for part in text.split("\n") if part.strip())
