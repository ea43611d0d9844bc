"""Text in lines of a given width: broken at blanks or between Chinese letters.

Text enters, lines leave. No line begins with a closing mark or ends with an opening one. Nothing
here knows a screen.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.diagnostics.width import visible, width

_NO_START = frozenset("，。；：、！？）」』》〉”’…,.;:)?!]")
_NO_END = frozenset("（「『《〈“‘([")
NARROWEST = 20


def wrapped(text: str, room: int) -> list[str]:
    """Lines of at most `room` cells (20 at least); line breaks of the text are kept."""
    lines: list[str] = []
    for stretch in text.split("\n"):
        lines += _lines(visible(stretch), max(room, NARROWEST))
    return lines


def _lines(text: str, room: int) -> list[str]:
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip()) > room:
            head = _head(line, room)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()]


def _head(text: str, room: int) -> str:
    """The first letters of a word that is longer than a line."""
    end = len(text)
    while end > 1 and width(text[:end]) > room:
        end -= 1
    return text[:end]


def _pieces(text: str) -> Iterator[str]:
    """Stretches that stay on one line: a Latin word with its blank, a letter with its marks."""
    piece = ""
    for letter in text:
        last = piece[-1:]
        wide = width(letter) > 1 or (last and width(last) > 1)
        if (
            last
            and (last == " " or wide)
            and letter not in _NO_START
            and last not in _NO_END
            and letter != " "
        ):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
