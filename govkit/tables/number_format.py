"""Number formats of cells: from a number and its format to what somebody sees in the sheet.

`40` under `0"万元"` is seen, and therefore read, as 40万元. A number and a format code enter, a
text leaves, or None where the format shows another number than the one that is stored. Workbooks
and the meaning of what is seen are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

DIGITS = 10**15  # a spreadsheet keeps no more digits than these
_BRACKETED = re.compile(r"\[(?:\$([^\]-]*)(?:-[^\]]*)?|[^\]]*)\]")
_DIGIT = frozenset("0#?")
_YUAN = frozenset(["¥", "￥", "CNY", "RMB"])
_SIGNS = "-() "  # how a section for numbers below zero marks them
_GENERAL = re.compile(r"general|G/通用格式", re.IGNORECASE)


def shown_number(value: int | float, form: str) -> str | None:
    """A number as its format shows it, with all its digits: `3` and not `3.0`, `70%`, `40万元`.

    None where the format divides by thousands, or puts a point or digits of its own between those
    of the number: what is seen is then not what is stored.
    """
    read = _parts(_section(form, value))
    if read is None:
        return None
    before, digits, after = read
    scaled = abs(value) * 100 if "%" in after else abs(value)
    number = _plain(scaled, "%" in after)
    if digits and number.isdigit():
        number = number.zfill(len(digits))
    if before in _YUAN:
        before, after = "", f"{after.strip().removesuffix('元')}元"
    return f"{'-' if value < 0 else ''}{before}{number}{after}".strip()


def _plain(value: int | float, share: bool) -> str:
    if value == int(value) and abs(value) < DIGITS:
        return str(int(value))
    return f"{value:.10g}" if share else f"{value:.15g}"


def _section(form: str, value: int | float) -> str:
    """The part of a format that serves a number: positive, negative, zero."""
    sections = _split(form)
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=1024)
def _split(form: str) -> tuple[str, ...]:
    """The sections of a format, which semicolons outside quotation marks divide."""
    found, start = [], 0
    for at, mark, literal in _marks(form):
        if mark == ";" and not literal:
            found.append(form[start:at])
            start = at + 1
    return (*found, form[start:])


def _marks(form: str) -> Iterator[tuple[int, str, bool]]:
    """Each visible character of a format: its place, itself, and whether it stands for itself."""
    at, quoted = 0, False
    while at < len(form):
        mark = form[at]
        if mark == '"':
            quoted = not quoted
        elif quoted:
            yield at, mark, True
        elif mark in "\\!" and at + 1 < len(form):
            at += 1
            yield at, form[at], True
        elif mark in "_*":  # a blank as wide as the next character, or a filling by it
            at += 1
        else:
            yield at, mark, False
        at += 1


@lru_cache(maxsize=1024)
def _parts(section: str) -> tuple[str, str, str] | None:
    """What stands before the number, its whole digits, and what stands behind; None as above."""
    section = _BRACKETED.sub(lambda found: f'"{found[1]}"' if found[1] else "", section)
    section = _GENERAL.sub("0", section) if _GENERAL.search(section) else section
    marks = [(mark, literal) for _, mark, literal in _marks(section)]
    places = [at for at, (mark, literal) in enumerate(marks) if mark in _DIGIT and not literal]
    if not places:
        return "", "", ""  # a format of text, or of dates: the number as it is
    first, last = places[0], places[-1]
    inside = marks[first : last + 1]
    if any(literal for _, literal in inside) or marks[last + 1 : last + 2] == [(",", False)]:
        return None
    whole = "".join(mark for mark, _ in inside).partition(".")[0]
    general = bool(set(whole) - {"0"}) or "." in "".join(mark for mark, _ in inside)
    before = "".join(mark for mark, literal in marks[:first] if literal or mark in "¥￥$")
    after = "".join(mark for mark, literal in marks[last + 1 :] if literal or mark == "%")
    return before.strip(_SIGNS), "" if general or len(whole) < 2 else whole, after.rstrip(_SIGNS)
