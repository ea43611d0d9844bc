"""What the sheet of a workbook is called: a wish enters, a name that Excel takes leaves."""

from __future__ import annotations

import re

_NAMED = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name unlike all that are taken, whatever the case of their letters; it is taken then."""
    plain = _ILLEGAL.sub("·", wanted).strip("' ") or "1"
    if plain.lower() == "history":
        plain += "·"
    name, number = _cut(plain, _NAMED), 1
    while name.lower() in taken:
        number += 1
        name = f"{_cut(plain, _NAMED - len(str(number)) - 1)}·{number}"
    taken.add(name.lower())
    return name


def _cut(text: str, room: int) -> str:
    """As many letters as take so many units of UTF-16, in which Excel counts."""
    while len(text.encode("utf-16-le")) > 2 * room:
        text = text[:-1]
    return text
