"""How wide text is on a screen, and how to show what a screen would hide or obey.

Text enters; text that is safe to print, or a number of cells, leaves. One cell is the width of a
Latin letter, a Chinese character takes two. Nothing here knows a finding, a file or a colour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ELLIPSIS = "…"
TAB = " " * 4

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks by their category, yet nothing is drawn for them.
_HIDDEN_CHARACTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_COMBINING_CATEGORIES = frozenset({"Mn", "Me"})
# Hangul vowels and finals are drawn inside the syllable that the consonant before them opens.
_HANGUL_TAIL = range(0x1160, 0x1200)
# Printed signs of ASCII and of Chinese: none is hidden, none combines.
_PLAIN = re.compile(r"[ -~\u2010-\u2027\u3001-\u3020\u4e00-\u9fff\uff01-\uff5e]*")
# No script stacks more marks than this on one letter; a longer pile buries the lines around it.
_MARKS_ON_ONE_LETTER = 4


@lru_cache(maxsize=4096)
def _cell(character: str) -> tuple[str, int]:
    if character == "\t":
        return TAB, len(TAB)
    if is_hidden(character):
        return _by_number(character)
    category = unicodedata.category(character)
    if category in _COMBINING_CATEGORIES or ord(character) in _HANGUL_TAIL:
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _by_number(character: str) -> tuple[str, int]:
    shown = f"<U+{ord(character):04X}>"
    return shown, len(shown)


def cells(text: str) -> Iterator[tuple[str, int]]:
    """For each code point of `text` what is shown for it and how many cells that takes.

    A tab is four spaces wherever it stands. Control characters, direction marks, zero-width
    characters, byte order marks and line separators appear by number (`<U+202E>`); so does a
    combining mark beyond the fourth in a row.
    """
    pile = 0
    for character in text:
        shown, wide = _cell(character)
        pile = 0 if wide else pile + 1
        yield (shown, wide) if pile <= _MARKS_ON_ONE_LETTER else _by_number(character)


def width(text: str) -> int:
    """Cells that `visible(text)` takes on a terminal with fixed-width letters."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(wide for _, wide in cells(text))


def visible(text: str) -> str:
    """`text` with everything a screen would hide or obey shown by number; safe to apply twice."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(shown for shown, _ in cells(text))


def is_hidden(character: str) -> bool:
    """Whether a screen or an editor would draw nothing for a character, or obey it."""
    category = unicodedata.category(character)
    return category in _HIDDEN_CATEGORIES or character in _HIDDEN_CHARACTERS


def cut(text: str, room: int) -> str:
    """`visible(text)` in at most `room` cells (at least 1); a cut text ends in `…`."""
    kept: list[str] = []
    ends: list[int] = []
    used = 0
    for shown, wide in cells(text):
        if used + wide > room:
            while kept and used > room - 1:
                used -= ends.pop()
                kept.pop()
            return "".join(kept) + ELLIPSIS
        kept.append(shown)
        ends.append(wide)
        used += wide
    return "".join(kept)
