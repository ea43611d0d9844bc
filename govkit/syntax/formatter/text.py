"""The formatter: one style for every text, and the same text in the other tongue.

Text enters and text leaves; its meaning, its comments and the author's own words stay. A text
that does not parse comes back as it was: reporting errors is the business of the caller.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from lark.exceptions import UnexpectedInput

from govkit.syntax.formatter.layout import laid_out
from govkit.syntax.formatter.lexemes import Lexeme, cut
from govkit.syntax.formatter.printer import printed
from govkit.syntax.formatter.statements import edits_of
from govkit.syntax.formatter.style import spelled
from govkit.syntax.formatter.words import Edits, Lang
from govkit.syntax.nodes import depth_of

# A text nested deeper than any reader can follow is left to the checks of its limits.
DEEPEST = 64
_ONE_LINE_BREAK = re.compile(r"\r\n?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OPERANDS = frozenset({"NAME", "NUMBER"})


def format_text(text: str, lang: Lang | None = None, *, short: bool = False) -> str:
    """`text` in the one style of the project, ended by a line break.

    `lang` (`zh` or `en`) turns every word of the vocabulary into that tongue; None leaves each
    word as it is and takes quotation marks and punctuation from the tongue used most. `short`
    also writes figures in official spelling (`不少于3人`) in their short form (`≥3人`).

    Raises nothing. A text that does not parse, or whose form would not survive, comes back
    unchanged.
    """
    plain = _ONE_LINE_BREAK.sub("\n", text.removeprefix("\ufeff"))
    try:
        document, lexemes = cut(plain)
        if depth_of(document.statements) > DEEPEST:
            return text
        edits = edits_of(document, lexemes, plain, lang, short)
        style = lang or _majority(edits, plain)
        wanted = _edited(lexemes, edits)
        for lexeme in wanted:
            lexeme.text = spelled(lexeme, style)
        new = printed(laid_out(wanted), style)
        found = cut(new)[1]
    except UnexpectedInput:
        return text
    return new if _same(wanted, found) else text


def _majority(edits: Edits, text: str) -> Lang:
    """The tongue most words of the vocabulary are in; with none of them, that of the letters."""
    chinese, english = edits.tongues["zh"], edits.tongues["en"]
    if chinese == english:
        return "zh" if _CHINESE.search(text) else "en"
    return "zh" if chinese > english else "en"


def _edited(lexemes: list[Lexeme], edits: Edits) -> list[Lexeme]:
    """The lexemes with the edits applied, tight strokes and the commas of maps marked."""
    kept: list[Lexeme] = []
    end = -1
    for lexeme, after in zip_longest(lexemes, lexemes[1:]):
        if lexeme.start < end:
            continue
        edit = edits.texts.get(lexeme.start) if lexeme.kind not in ("newline", "wrap") else None
        if edit is not None:
            end, lexeme.text = edit
            if lexeme.kind in _OPERANDS or end > lexeme.end:
                lexeme.kind = lexeme.kind if lexeme.kind == "TAIL" else "FIGURE"
        elif lexeme.start in edits.strokes and not _would_be_fraction(kept[-1], after):
            lexeme.kind = "hyphen" if lexeme.kind == "SIGN" else "slash"
        elif lexeme.kind == "comma" and kept and _in_a_number(kept[-1], lexeme, after):
            lexeme.kind = "thousands"
        kept.append(lexeme)
    _mark_maps(kept)
    return kept


def _in_a_number(before: Lexeme, comma: Lexeme, after: Lexeme | None) -> bool:
    """Whether a tight comma stands before the last three digits of a number, as in 两至1,485."""
    tight = after is not None and before.end == comma.start and comma.end == after.start
    if after is None or not tight or comma.text not in (",", "，"):
        return False
    three, fourth = after.text[:3], after.text[3:4]
    return before.text[-1:].isdigit() and three.isdigit() and not fourth.isdigit()


def _would_be_fraction(before: Lexeme, after: Lexeme | None) -> bool:
    """Whether a tight stroke would make one figure of two: `2 / 3` is not `2/3`. Where it stood
    tight between the same words, it did not."""
    tight = after is not None and before.kind != "FIGURE" and before.end + 1 == after.start
    digits = after is not None and before.text[-1:].isdigit() and after.text[:1].isdigit()
    return digits and not tight and ":" not in before.text.replace("：", ":")


def _mark_maps(lexemes: list[Lexeme]) -> None:
    """A comma in front of an entry with an arrow is a comma of a map, bracket by bracket."""
    levels: list[Lexeme | None] = [None]
    for lexeme in lexemes:
        if lexeme.kind in ("left", "group", "opening"):
            levels.append(None)
        elif lexeme.kind in ("right", "group_end", "closing") and len(levels) > 1:
            levels.pop()
        elif lexeme.kind in ("closing", "colon", "newline", "semicolon"):
            levels[-1] = None
        elif lexeme.kind == "comma":
            levels[-1] = lexeme
        elif lexeme.kind == "arrow" and (comma := levels[-1]) is not None:
            comma.kind, levels[-1] = "map_comma", None


_LAYOUT = frozenset({"newline", "wrap", "semicolon"})
_TYPED = {"slash": "TIMES", "hyphen": "SIGN"}


def _same(wanted: list[Lexeme], found: list[Lexeme]) -> bool:
    """Whether the printed text holds what it should: the same words, marks and comments.

    Line breaks and semicolons may differ.
    """
    return _essence(wanted) == _essence(found)


def _essence(lexemes: list[Lexeme]) -> list[tuple[str, str]]:
    """Kind and text of each word, the text of all else; an edited stretch in its own lexemes."""
    essence: list[tuple[str, str]] = []
    for lexeme in lexemes:
        if lexeme.kind == "FIGURE":
            essence += _essence(cut(f"x: {lexeme.text}")[1])[2:]
        elif lexeme.kind not in _LAYOUT:
            kind = _TYPED.get(lexeme.kind, lexeme.kind)
            essence.append((kind if kind.isupper() else "", lexeme.text))
    return essence
