"""How wide text is on paper, and how to make it fit.

Text and a size go in, a width in units of the drawing or shorter text comes out. The rule is coarse
and holds for every font of the list: a wide character takes 1 em, any other 0.6 em.
"""

from __future__ import annotations

import unicodedata

from govkit.export.escape import shown

ELLIPSIS = "…"
_NARROW = 0.6


def ems(text: str) -> float:
    """Width of `text` in em, as drawn."""
    return sum(_em(character) for character in shown(text))


def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0.0
    # Ambiguous signs (“ ” … ≥ →) are drawn wide by Chinese fonts.
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW


def fit(text: str, room: float, size: float) -> str:
    """`text` in at most `room` units at this font size; a shortened text ends in `…`."""
    text = shown(text)
    allowed = room / size
    if ems(text) <= allowed:
        return text
    kept, used = "", _em(ELLIPSIS)
    for character in text:
        used += _em(character)
        if used > allowed:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def lines(text: str, room: float, size: float, most: int) -> list[str]:
    """`text` broken into at most `most` lines of `room` units; what does not fit ends in `…`."""
    rest = shown(text)
    found: list[str] = []
    while rest and len(found) < most - 1:
        head = _head(rest, room / size)
        found.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    if rest:
        found.append(fit(rest, room, size))
    return found


def _head(text: str, allowed: float) -> str:
    """As much of `text` as fits, Latin words whole; at least one character."""
    used = 0.0
    for index, character in enumerate(text):
        used += _em(character)
        if used > allowed:
            cut = max(index, 1)
            blank = text.rfind(" ", 0, cut)
            latin = text[cut - 1 : cut + 1].isascii() and " " not in text[cut - 1 : cut + 1]
            return text[: blank + 1] if latin and blank > cut // 2 else text[:cut]
    return text
