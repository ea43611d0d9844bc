"""How figures are printed: the words in front of and behind a number, and the patterns of a figure.

Nothing enters; words with what they mean and compiled patterns leave, for the readers beside this
module. What a match comes to is said in `figures`.
"""

from __future__ import annotations

import re

from govkit.values.quantity import Comparison, Direction
from govkit.values.reading import numerals

LONGEST = 200

BEFORE: dict[str, Comparison] = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "不得少于", "不得低于", "至少", "最少"), "≥"),
    **dict.fromkeys(
        ("不超过", "不多于", "不高于", "不大于", "不得超过", "不超", "至多", "最多"), "≤"
    ),
    **dict.fromkeys(("不满", "不足", "未满", "不到", "低于", "少于", "小于"), "<"),
    **dict.fromkeys(("超过", "多于", "高于", "大于"), ">"),
    **dict.fromkeys(("at least", "no less than", "not less than", "no fewer than"), "≥"),
    **dict.fromkeys(("at most", "no more than", "not more than", "up to"), "≤"),
    **dict.fromkeys(("less than", "fewer than", "below"), "<"),
    **dict.fromkeys(("more than", "above"), ">"),
    **{"不等于": "≠", "not equal to": "≠", "exactly": "="},
    **{">=": "≥", "<=": "≤", "!=": "≠", "==": "=", "等于": "="},
    **{"≥": "≥", "≤": "≤", "<": "<", ">": ">", "=": "=", "≠": "≠", "≈": "≈"},
}
AFTER: dict[str, Comparison] = {
    **dict.fromkeys(("以上", "及以上", "or more", "and above"), "≥"),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内", "or less", "or fewer"), "≤"),
    **dict.fromkeys(("以外", "之外"), ">"),
}
NEAR: dict[str, Direction] = {
    **dict.fromkeys(("约", "大约", "大概", "~", "about", "approximately"), "about"),
    **dict.fromkeys(("近", "将近", "接近", "nearly", "almost"), "less"),
    **dict.fromkeys(("超", "逾", "a little over"), "more"),
}
ODD: dict[str, Direction] = {
    **{"余": "more", "多": "more", "+": "more", "plus": "more"},
    **{"-": "less", "nearly": "less", "approx": "about"},
}
SOFT: dict[str, Direction] = {
    **{"左右": "about", "上下": "about", "余": "more", "多": "more", "整": "exact"}
}


def one_of(words: dict[str, Comparison] | dict[str, Direction]) -> str:
    """The words as one pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


HAN = numerals.CHINESE
_APPROX = r"approx(?:(?P<either>[0-9]+(?:\.[0-9]+)?)%)?"
# ² and ³ are letters to `\w`; one way to read a character, and a unit of a few words at most.
_UNIT = r"[^\W\d_](?:[^\W\d]|[㎡ ]|(?<=m)[23](?![0-9])){0,60}?|[%‰㎡]"
# No numeral is longer than `MAX_DIGITS`: a longer one is refused before it is read.
_MOST = f"{{1,{numerals.MAX_DIGITS}}}"
_PRINTED = rf"""
    (?:(?P<base>[{HAN}]{_MOST})分之(?P<top>[{HAN}]{_MOST}|[0-9][0-9.]{{0,80}})
      |(?P<plain>{numerals.ARABIC})(?P<mag>[\s_]*+(?:thousand|million|billion|trillion)
                                           (?=[^a-z]|plus|approx|nearly|$)
                                         |\s*+[十百千万亿]{_MOST})?(?![0-9{HAN}])
      |(?P<mixed>[0-9.{HAN}]{_MOST})
      |(?P<half>半))"""
FIGURE = re.compile(
    rf"""\s*+(?:(?P<pre>{one_of(BEFORE)})\s*+)?(?:(?P<near>{one_of(NEAR)})\s*+)?{_PRINTED}
    (?P<odd>[余多](?P<large>[万亿]{_MOST})?|\+|_?plus|_?nearly|_?{_APPROX}
       |-(?=\s|[^\W\d]|%|‰|$))?\s*+
    (?P<unit>{_UNIT})??
    (?P<soft>左右|上下|多|余|整)?(?:(?:\s*±|(?<=上下))(?P<share>[0-9]+(?:\.[0-9]+)?)%)?
    (?:\s*+(?:(?P<in1>\(不?含[^()]*\))\s*+)?(?P<post>{one_of(AFTER)})(?P<in2>\(不?含[^()]*\))?)?\s*+""",
    re.VERBOSE,
)
_DASH = r"(?P<dash>—+|–|-|~|至|到|\.\.|<\.\.<?|\.\.<|(?<=\s)to(?=\s))"
_LOW = re.sub(r"\(\?P<(\w+)>", r"(?P<low_\1>", _PRINTED)
RANGE = re.compile(
    rf"""\s*+(?:(?P<near>{one_of(NEAR)})\s*+)?{_LOW}\s*+(?:(?P<low_unit>{_UNIT})\s*+)?{_DASH}\s*+
    (?:(?P<high_near>{one_of(NEAR)})\s*+)?{_PRINTED}(?P<odd>_?{_APPROX})?\s*+(?P<unit>{_UNIT})??
    (?P<soft>左右|上下)?(?:(?:\s*±|(?<=上下))(?P<share>[0-9]+(?:\.[0-9]+)?)%)?\s*+""",
    re.VERBOSE,
)
UNKNOWN = re.compile(
    r"\s*+(?P<word>未知|未写明|不详|待定|not[ _]stated|unknown)\s*+"
    rf"|\s*+(?P<mask>[0-9]*+[×*?][0-9×*?]*+)\s*+(?P<unit>{_UNIT})?\s*+"
)
SECOND = re.compile(rf"(?:(?:{one_of(BEFORE)})\s*+)?(?:[0-9]+|[{HAN}]+)")
LEADING = re.compile(
    rf"\s*+(?:(?:{one_of(BEFORE)})\s*+)?(?:(?:{one_of(NEAR)})\s*+)?(?P<number>{_PRINTED})[余多]?",
    re.VERBOSE,
)
