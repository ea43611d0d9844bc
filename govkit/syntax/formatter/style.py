"""How one lexeme is spelled in each tongue, and between which two of them stands a blank.

A lexeme enters, its text leaves. This module sees two neighbours at most: lines, depth and the
vocabulary are not known here.
"""

from __future__ import annotations

import re

from govkit.syntax.formatter.lexemes import Lexeme

_MARKS = {
    "zh": {
        "colon": "：",
        "comma": "、",
        "map_comma": "，",
        "semicolon": "；",
    },
    "en": {"colon": ":", "comma": ",", "map_comma": ",", "semicolon": ";"},
}
_SAME = {
    "arrow": "→",
    "left": "(",
    "right": ")",
    "opening": "{",
    "closing": "}",
    "group": "{",
    "group_end": "}",
    "slash": "/",
    "thousands": ",",
    "hyphen": "-",
    "ANY_NUMBER": "N",
}
_COMPARISONS = {
    **dict.fromkeys((">=", "≧", "⩾"), "≥"),
    **dict.fromkeys(("<=", "≦", "⩽"), "≤"),
    **dict.fromkeys(("!=", "≠"), "≠"),
    **dict.fromkeys(("==", "="), "="),
    "﹤": "<",
    "﹥": ">",
}
_WORD_COMPARISONS = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "最少"), "≥"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于", "至多", "最多"), "≤"),
    **dict.fromkeys(("不足", "不满", "低于", "少于", "小于"), "<"),
    **dict.fromkeys(("高于", "多于", "大于", "超过"), ">"),
    "等于": "=",
}
_TIMES = {"*": "×", "÷": "/"}
_NARROW = str.maketrans(
    "０１２３４５６７８９．，％／：＝＜＞！＋－＊？Ｎ\u3000", "0123456789.,%/:=<>!+-*?N "
)
_NARROW_TAIL = str.maketrans("０１２３４５６７８９", "0123456789")

_STRAIGHT = re.compile(r'"[^"\n]*"')
_CURLY = re.compile(r"“(?:[^“”\n]++|“[^“”\n]*”)*+”")

_OPERANDS = frozenset({"NAME", "NUMBER", "FIGURE", "STRING", "UNKNOWN", "right", "group_end"})
_SIGNS = frozenset({"COMPARISON", "SIGN"})
_SIGN_MARKS = "<>=≥≤≠≈+-−"
_CLOSERS = frozenset({"colon", "comma", "map_comma", "right", "group_end", "slash"})
_CLOSERS |= {"thousands", "hyphen"}


def spelled(lexeme: Lexeme, lang: str) -> str:
    """The text of a lexeme in the style of `lang`; names, comments and unknown kinds as typed."""
    kind, text = lexeme.kind, lexeme.text
    if kind in _SAME:
        return _SAME[kind]
    if kind in _MARKS[lang]:
        return _MARKS[lang][kind]
    if kind in ("NUMBER", "SIGN", "UNKNOWN"):
        return text.translate(_NARROW)
    if kind == "STRING":
        return _quoted(text, lang)
    if kind == "COMPARISON":
        text = text.translate(_NARROW)
        if lang == "en":
            text = _WORD_COMPARISONS.get(text, text)
        return _COMPARISONS.get(text, text)
    if kind == "TIMES":
        text = text.translate(_NARROW)
        return _TIMES.get(text, text)
    if kind == "TAIL":
        return _tail(text)
    return text


def shortened(comparison: str) -> str:
    """The sign for an official phrase of comparison (`不少于` → `≥`); signs as they are."""
    return _WORD_COMPARISONS.get(comparison, comparison)


def _quoted(text: str, lang: str) -> str:
    """The string in the quotation marks of `lang`, as typed where its own marks forbid them."""
    inside = text[1:-1]
    curly, straight = f"“{inside}”", f'"{inside}"'
    if lang == "en":
        return straight if _STRAIGHT.fullmatch(straight) else text
    if "“" in inside or "”" in inside:
        return text
    return curly if _CURLY.fullmatch(curly) else text


_TAIL = re.compile(r"([^\W\d]+)[ \t\u3000]*(?:(\d+)[ \t\u3000]*([^\W\d]*))?")


def _tail(text: str) -> str:
    """`等9类`, `etc 9 kinds`: Chinese words touch the number, English ones stand apart."""
    found = _TAIL.fullmatch(text)
    if found is None or found[2] is None:
        return text.rstrip(" \t\u3000")
    word, number, counter = found[1], found[2].translate(_NARROW_TAIL), found[3]
    gap = " " if word.isascii() else ""
    after = " " if counter.isascii() and counter else ""
    return f"{word}{gap}{number}{after}{counter}"


def is_prefix(before: Lexeme | None, lexeme: Lexeme) -> bool:
    """Whether a comparison or sign belongs to what follows it (`≥3人`) and joins nothing."""
    return lexeme.kind in _SIGNS and (before is None or before.kind not in _OPERANDS)


def blank_between(
    earlier: Lexeme | None, before: Lexeme, after: Lexeme, prefix: bool, lang: str
) -> bool:
    """Whether a blank stands between `before` and `after`, both already spelled.

    `earlier` stands in front of `before`; `prefix` says that `before` is a prefix.
    """
    if before.kind == "TAIL" and after.kind == "right":
        return True
    if before.kind in ("left", "group", "slash", "thousands", "hyphen") or after.kind in _CLOSERS:
        return False
    if before.kind == "CALL" and after.kind == "left":
        return False
    if prefix:
        return before.text[-1] not in _SIGN_MARKS and not after.text[0].isdigit()
    if before.kind in _MARKS["zh"]:
        # `3：20` and `3，485` without a blank would be one figure.
        if lang == "en":
            return True
        return before.kind != "comma" and earlier is not None and _two_figures(earlier, after)
    return True


def _two_figures(before: Lexeme, after: Lexeme) -> bool:
    return before.text[-1:].isdigit() and after.text[:1].isdigit()
