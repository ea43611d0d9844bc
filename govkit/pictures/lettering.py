"""How wide text is on paper, and how it is broken into even lines.

Text and a size go in; a width in units of the drawing, or lines that lose no character, come out.
Widths are never below those of the fonts a reader may have: Latin letters stand in a table of the
widest of four families, wide characters take 1 em.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from govkit.export.escape import shown

ELLIPSIS = "…"

# The widest of Noto Sans CJK, Noto Serif CJK, Liberation Sans and DejaVu Sans, rounded up:
# `python -m tests.pictures.fonts` measures them.
_REGULAR = (
    (0.28, "'"), (0.32, " j"), (0.36, ",.:;il|"), (0.40, "()-/[\\]ft"), (0.44, "!I"),
    (0.48, '"r'), (0.52, "*"), (0.56, "?Jcsz"), (0.60, "_vxy"), (0.64, "$0123456789FL`abdegkopq{}"),
    (0.68, "EPSThnu"), (0.72, "ABVXYZ"), (0.76, "CKR"), (0.80, "&DGNOQU"), (0.84, "#+<=>^w~"),
    (0.88, "H"), (0.96, "%"), (1.00, "Mm"), (1.04, "@"), (1.08, "W"),
)  # fmt: skip
_BOLD = (
    (0.36, " 'ijl"), (0.40, ",./:;\\|"), (0.44, "-If"), (0.48, "!()[]t"), (0.52, "r"), (0.56, "*"),
    (0.60, '"J_csz'), (0.64, "?`"), (0.68, "Laekvxy"), (0.72, "$0123456789EFSTbdghnopqu{}"),
    (0.76, "CPYZ"), (0.80, "ABKRVX"), (0.84, "#+<=>DGNU^~"), (0.88, "&HOQ"), (0.96, "w"),
    (1.04, "%@M"), (1.08, "m"), (1.12, "W"),
)  # fmt: skip
_TABLES = {
    False: {one: width for width, letters in _REGULAR for one in letters},
    True: {one: width for width, letters in _BOLD for one in letters},
}
# Wide enough for every letter of Latin, Greek and Cyrillic in these fonts.
_UNKNOWN = {False: 1.15, True: 1.25}
_PICTOGRAPH = 1.3
_ACCENT = 0.15
_WIDER = {"‰": 1.5, "™": 1.1} | dict.fromkeys("¼½¾", 1.1)


def points(size: float) -> float:
    """A size of letters in points, in units of the page (a quarter of a millimetre)."""
    return size * 25.4 / 72 * 4


SMALLEST = points(7.5)
"""No letter is smaller than this."""


def ems(text: str, *, bold: bool = False) -> float:
    """Width of `text` in em, as drawn; no font of the list draws it wider."""
    return _ems(shown(text), bold)


@lru_cache(maxsize=20_000)
def _ems(text: str, bold: bool) -> float:
    table = _TABLES[bold]
    return sum(
        table[character] if character in table else _em(character, bold) for character in text
    )


@lru_cache(maxsize=4_000)
def _em(character: str, bold: bool) -> float:
    """The width of one character that is not ASCII."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0.0
    if ord(character) >= 0x1F000 and ord(character) < 0x20000:
        return _PICTOGRAPH
    # Ambiguous signs (“ ” … ≥ →) are drawn wide by Chinese fonts.
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.category(character)[0] in "LN" and not character.isnumeric():
        base = unicodedata.normalize("NFD", character)[0]
        known = _TABLES[bold].get(base)
        return _UNKNOWN[bold] if known is None else known + _ACCENT
    return _WIDER.get(character, 1.0)


def forget() -> None:
    """Forget all widths and lines reckoned so far, for whoever measures how long they take."""
    for reckoned in (_ems, _em, _atoms, wrapped, widest, _clean):
        reckoned.cache_clear()


# ── one line, shortened: for the keys of charts alone ──


def fit(text: str, room: float, size: float) -> str:
    """`text` in at most `room` units at this font size; a shortened text ends in `…`."""
    text = shown(text)
    allowed = room / size
    if ems(text) <= allowed:
        return text
    kept, used = "", ems(ELLIPSIS)
    for character in text:
        used += ems(character)
        if used > allowed:
            break
        kept += character
    return kept.rstrip() + ELLIPSIS


def lines(text: str, room: float, size: float, most: int) -> list[str]:
    """`text` broken into at most `most` lines of `room` units; what does not fit ends in `…`."""
    found = list(wrapped(text, room, size))
    return found if len(found) <= most else [*found[: most - 1], _rest(found, most, room, size)]


def _rest(found: list[str], most: int, room: float, size: float) -> str:
    gap = " " if found[most - 1][-1:].isascii() and found[most - 1][-1:] else ""
    return fit(gap.join(found[most - 1 :]), room, size)


# ── even lines that lose nothing ──

_OPENING = "（(〔[【《〈“‘「『→"
_CLOSING = "）)〕]】》〉”’」』、，。；：！？,.;:!?…％%"
_COUNTED = (
    "个工作日|个自然日|个小时|个社区|个网格|个月|个人|工作日|自然日|小时|分钟|季度|万元|亿元|公里|平方米|"
    "[\u4e00-\u9fff]"
)
# What stays whole: a number with its unit, an article, a Latin word, a run of stars for a number.
_WHOLE = re.compile(
    rf"第[一二三四五六七八九十百零〇\d]+[条款项章节编页张]"
    r"|[≥≤<>＞＜±约每]?[≥≤]?[\d*][\d*.,:/%‰×+\-–—~～]*[\d*%‰]?(?:[余多几]|\.\.<?\d+)*"
    rf"(?:(?:{_COUNTED})(?:/[\u4e00-\u9fff]{{1,4}})?| [\u4e00-\u9fff]{{1,4}}| [a-z]+)?"
    r"|N [\u4e00-\u9fff]{1,4}"
    r"|[^\W\d_\u2e80-\uffff][^\W_\u2e80-\uffff'’.&/@\-]*(?:['’.&/@\-][^\W_\u2e80-\uffff]+)*"
    r"|每[个支名家户处]|——|……|〔[\u4e00-\u9fff]{1,3}〕"
    r"|.",
    re.DOTALL,
)


@lru_cache(maxsize=20_000)
def _atoms(text: str, bold: bool) -> tuple[tuple[str, float], ...]:
    """The pieces that a line never breaks, each with its width; a blank stands behind its piece."""
    found: list[str] = []
    for piece in _WHOLE.findall(text):
        if found and (
            piece in _CLOSING or piece.isspace() or found[-1].rstrip()[-1:] in tuple(_OPENING)
        ):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple((piece, _ems(piece, bold)) for piece in found)


@lru_cache(maxsize=20_000)
def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` as even lines of at most `room` units; all of it, at least one line.

    No line begins with a closing sign or ends with an opening one; numbers keep their units; words
    stay whole unless one alone is wider than `room`; no single character stands on the last line.
    """
    text = _clean(text)
    allowed = room / size
    whole = _ems(text, bold)
    if whole <= allowed:
        return (text,)
    atoms = _narrow(_atoms(text, bold), allowed, bold)
    count = len(_filled(atoms, allowed))
    return tuple(_joined(one) for one in _even(atoms, count, allowed))


def halved(text: str, room: float, size: float) -> tuple[str, ...]:
    """`text` cut in two behind the middle one of its lines; whole where it has only one."""
    text = _clean(text)
    found = _filled(_narrow(_atoms(text, False), room / size, False), room / size)
    if len(found) < 2:
        return (text,)
    end = sum(len(piece) for line in found[: len(found) // 2] for piece, _ in line)
    return text[:end].rstrip(), text[end:]


@lru_cache(maxsize=20_000)
def widest(text: str, *, bold: bool = False) -> float:
    """The width in em of the widest piece of `text` that no line breaks: the least room for it."""
    pieces = _atoms(_clean(text), bold)
    return max((_ems(piece.rstrip(), bold) for piece, _ in pieces), default=0.0)


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str:
    """Text as it is drawn, on one line and without needless blanks."""
    return " ".join(shown(text).split())


_Line = list[tuple[str, float]]


def line_count(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many lines `wrapped` gives, without making them even."""
    text = _clean(text)
    if _ems(text, bold) <= room / size:
        return 1
    return len(_filled(_narrow(_atoms(text, bold), room / size, bold), room / size))


def _narrow(atoms: tuple[tuple[str, float], ...], allowed: float, bold: bool) -> _Line:
    """The pieces, those wider than a line cut into characters with the signs that close them."""
    found: _Line = []
    for piece, width in atoms:
        if width <= allowed or _ems(piece.rstrip(), bold) <= allowed:
            found.append((piece, width))
            continue
        part = ""
        for character in _characters(piece):
            if part and _ems(part + character, bold) > allowed:
                found.append((part, _ems(part, bold)))
                part = ""
            part += character
        found.append((part, _ems(part, bold)))
    return found


def _characters(piece: str) -> list[str]:
    """The characters of a piece; closing signs stay with what they close, opening ones too."""
    found: list[str] = []
    for character in piece:
        joined = found and (character in _CLOSING or character == " " or found[-1][-1] in _OPENING)
        if joined:
            found[-1] += character
        else:
            found.append(character)
    return found


def _filled(atoms: _Line, allowed: float) -> list[_Line]:
    """Lines filled one after the other."""
    found: list[_Line] = [[]]
    used = 0.0
    for atom in atoms:
        blank = 0.3 if atom[0].endswith(" ") else 0.0
        if found[-1] and used + atom[1] - blank > allowed + 1e-9:
            found.append([])
            used = 0.0
        found[-1].append(atom)
        used += atom[1]
    return found


def _even(atoms: _Line, count: int, allowed: float) -> list[_Line]:
    """`count` lines, the longest as short as can be; each broken at a stop or blank where near."""
    found: list[_Line] = []
    while count > 1 and len(atoms) > 1:
        cut = _near_stop(atoms, len(_shortest(atoms, count, allowed)[0]), count, allowed)
        found.append(atoms[:cut])
        atoms = atoms[cut:]
        count -= 1
    return _last_in_company([*found, atoms], allowed)


def _shortest(atoms: _Line, count: int, allowed: float) -> list[_Line]:
    """`count` lines at most, filled to the least width that still gives no more of them."""
    low, high, found = _width(atoms) / count, allowed, _filled(atoms, allowed)
    while high - low > 0.3:
        middle = (low + high) / 2
        tried = _filled(atoms, middle)
        if len(tried) > count:
            low = middle
        else:
            high, found = middle, tried
    return found


def _near_stop(atoms: _Line, cut: int, count: int, allowed: float) -> int:
    """`cut`, or a place at most three pieces away that is behind a stop and needs no more lines."""
    if cut >= len(atoms):
        return len(atoms) - 1
    least = 0.45 * _width(atoms) / count
    for step in (0, 1, -1, 2, -2, 3, -3):
        at = cut + step
        if not 0 < at < len(atoms) or not _stops(atoms[at - 1][0]):
            continue
        before, behind = _width(atoms[:at]), _width(atoms[at:])
        even = least <= before <= allowed + 1e-9 and least <= behind
        if even and len(_filled(atoms[at:], allowed)) < count:
            return at
    return cut


def _width(line: _Line) -> float:
    return sum(width for _, width in line) - (0.3 if line and line[-1][0].endswith(" ") else 0.0)


def _stops(piece: str) -> bool:
    return piece[-1] in "、，。；： ,;）)" and not piece[0].isdigit() and piece != "+ "


def _last_in_company(found: list[_Line], allowed: float) -> list[_Line]:
    """No single character alone on the last line: it takes another one down to it."""
    last = found[-1]
    if len(_joined(last)) == 1 and len(found) > 1 and len(found[-2]) > 1:
        moved = [found[-2][-1], *last]
        if _width(moved) <= allowed:
            found[-2:] = [found[-2][:-1], moved]
    return found


def _joined(line: _Line) -> str:
    return "".join(piece for piece, _ in line).rstrip()
