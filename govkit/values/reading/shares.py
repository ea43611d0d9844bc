"""Shares: from printed text to a fraction of a named base, or to a count of heads.

`2/3 应到会`, `应到会的三分之二以上`, `≥2/3 of members` and `3人以上` go in; a `Share`, an amount or
a `Misread` comes out. Who the base is and whether a field wants one is not known here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from govkit.values.quantity import Bound, Comparison, Quantity, Share
from govkit.values.reading import numerals
from govkit.values.reading.figures import included_or_not, read_quantity
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import AFTER, BEFORE, LONGEST
from govkit.values.units import Units

_BEFORE = "|".join(map(re.escape, sorted(BEFORE, key=len, reverse=True)))
_HEADS = ("person", "household", "post", "piece")

# A share is read from the inside: its figure, the words before it, what stands behind it.
_PART = re.compile(
    rf"""(?<![0-9.])(?P<percent>[0-9][0-9.]*)\s*+(?P<sign>%|‰)
    |(?<![{numerals.CHINESE}])(?P<base>[{numerals.CHINESE}]+)分之
     (?P<top>[{numerals.CHINESE}]+|[0-9.]+)
    |(?<![0-9])(?P<over>[0-9]+)/(?P<under>[0-9]+)
    |(?P<half>半数|一半|过半(?!数)|\bhalf\b)""",
    re.VERBOSE,
)
_BEFORE_PART = re.compile(rf"{_BEFORE}|过$")
_BEHIND_PART = re.compile(
    rf"""\s*+(?:(?:(?P<in1>\(不?含[^()]*\))\s*+)?
    (?P<post>{"|".join(sorted(AFTER, key=len, reverse=True))})(?P<in2>\(不?含[^()]*\))?)?
    (?P<tail>[^0-9%/()]*)""",
    re.VERBOSE,
)
_FIGURE_MARKS = frozenset("0123456789%/")
_LINK = re.compile(r"^(?:of\s+(?:those\s+)?|的|之|占)|(?:的|之|占比?)$")
# 经到会人员过半数同意: what the share is needed for is said by the field already.
_AGREES = re.compile(r"(?:投票|表决|举手)?(?:表示)?(?:同意|赞成|通过)(?:的|后|方可通过|有效)?$")
_UNANIMOUS = re.compile(r"(?:须?经)?(?P<who>[^0-9%/]*?)(?:全体一致|一致|全票)(?:同意|通过|赞成)?")
_FOR = re.compile(
    r"^(?:(?:赞成|同意)(?:的?人数|票数?|的)?(?=[^0-9%/]*(?:超过|达到|不少于|占|过半|半数)))?"
    r"(?:(?:须|应当|应|必须)?(?:经|由|获得?|得到)(?!理|办|济|费|营))?"
)


def read_headcount(text: str, units: Units) -> Quantity | Bound | Misread:
    """Read so many persons, households, posts or pieces where a share could stand: `3人以上`."""
    read = read_quantity(text, units)
    if isinstance(read, Quantity | Bound):
        unit = units.get(read.quantity.unit if isinstance(read, Bound) else read.unit)
        if unit is not None and unit.id and unit.dimension in _HEADS:
            return read
    return Misread("not_a_share", 0, len(text))


@lru_cache(maxsize=2048)
def read_share(text: str) -> Share | Misread:
    """Read a fraction of a named base: `2/3 应到会`, `应到会的三分之二以上`, `≥2/3 of 应到会`.

    `base` is the text's own word for what it is a part of, empty where it names none (`过半数`).
    以上 includes, 过 and 超过 do not. `step` is the last place of a percentage, and 0 (exact) for
    a common fraction.
    """
    plain = numerals.narrow(text).strip()
    wrong = Misread("not_a_share", 0, len(text))
    if len(plain) > LONGEST:
        return wrong
    if whole := _UNANIMOUS.fullmatch(plain):
        return Share(Fraction(1), _base(whole["who"]), "=", Fraction(0))
    plain = _FOR.sub("", _AGREES.sub("", plain))
    cut = _cut(plain)
    part = _part(cut[0]) if cut else None
    if cut is None or part is None:
        return wrong
    match, behind = cut
    number, step = part
    if not 0 <= number <= 1:
        return wrong
    head = plain[: match.start()]
    pre, post = _BEFORE_PART.search(head), behind["post"]
    before: Comparison | None = None
    if pre:
        before = BEFORE.get(pre.group(), ">")
    elif match["half"] == "过半":
        before = ">"
    after = included_or_not(plain, behind) if post else None
    if post and after is None:
        return Misread("ambiguous", 0, len(text))
    if before and after and before != after:
        return Misread("ambiguous", 0, len(text))
    around = [head[: pre.start()], head[pre.end() :]] if pre else [head]
    named = [base for text in (*around, behind["tail"]) if (base := _base(text))]
    if len(named) > 1:
        return wrong
    return Share(number, named[0] if named else "", before or after or "=", step)


def _cut(plain: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The figure of a share and what stands behind it: the first with no other figure beside it."""
    for match in _PART.finditer(plain):
        if not _FIGURE_MARKS.isdisjoint(plain[: match.start()]):
            return None
        if behind := _BEHIND_PART.fullmatch(plain, match.end()):
            return match, behind
    return None


def _base(text: str) -> str:
    text = text.strip(" ,")
    while (shorter := _LINK.sub("", text).strip()) != text:
        text = shorter
    return text


def _part(match: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    if match["half"]:
        return Fraction(1, 2), Fraction(0)
    if match["percent"]:
        whole = 100 if match["sign"] == "%" else 1000
        read = numerals.arabic(match["percent"]) if _short(match["percent"]) else None
        return (read[0] / whole, read[1] / whole) if read else None
    if match["over"]:
        over, under = match["over"], match["under"]
        if not _short(over) or not _short(under) or int(under) == 0:
            return None
        return Fraction(int(over), int(under)), Fraction(0)
    return numerals.fraction(match["base"], match["top"])


def _short(digits: str) -> bool:
    return len(digits) <= numerals.MAX_DIGITS and digits.count(".") <= 1 and digits[-1] != "."
