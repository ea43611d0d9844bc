"""Levels with their counts, as people write them in one line.

`街道=1，社区=6`, `街道1个、社区九个`, `1个街道，9个社区`, `subdistrict 1, community 9` go in; names
with exact counts come out, or a finding that says what cannot be read. Nothing here asks or writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from govkit.cli.draft import MOST_LEVELS, QUOTES, quoted
from govkit.cli.refusal import Refusal, misused
from govkit.cli.wording import Tongue
from govkit.diagnostics import Both
from govkit.values import Quantity
from govkit.values.reading import read_quantity
from govkit.values.units import standard_units

MOST_UNITS = 10**9
# Full-width forms beside their plain ones, letter for letter, so that places stay the same.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFF5B: 0x7B}
_QUOTED = re.compile("|".join(f"{opening}[^{closing}]*{closing}" for opening, closing in QUOTES))
_HIDDEN = 0xE000
_HAN = "一二两三四五六七八九十百千万零〇"
_UNKNOWN = r"未知|不详|不知道|unknown|\?"
# A count behind its name. Chinese figures stand apart or have 个 behind them: 九 may end a name.
_LAST = rf"(?:\d+\s*个?|[{_HAN}]+\s*个|(?<=[ =:(])(?:[{_HAN}]+|{_UNKNOWN}))"
_BEHIND = rf"(?P<name>[^\s=:]+?)\s*[=:(]?\s*(?P<count>{_LAST})\s*\)?(?:\s+|$)"
# A count before its name: 1个街道, 1 subdistrict, but not 1号楼.
_FIRST = rf"(?:\d+\s*个|\d+ |\d+(?![\d号级类次期层楼])|[{_HAN}]+个)"
_BEFORE = rf"(?P<count>{_FIRST})\s*(?P<name>[^\s\d=:]+)(?:\s+|$)"
_SHAPES = tuple(re.compile(shape) for shape in (_BEHIND, _BEFORE))
_BETWEEN = re.compile(
    rf"[,，、;；。\n]|和(?=\s*(?:\d|[{_HAN}]+个))|(?<=\s)and(?=\s)", re.IGNORECASE
)
_SIGN = re.compile(r"[=:]")
# 网格-网格长, 社区——书记, Grid - Warden; sub-district is one word.
_JOINED = re.compile(r"[—–→]|->|--|\s-\s|(?<=[\u4e00-\u9fff])-|-(?=[\u4e00-\u9fff])")
_IN_BRACKETS = re.compile(r"\(.+\)$")
_UNCERTAIN = re.compile(rf"(?:{_UNKNOWN})?", re.IGNORECASE)

Levels = dict[str, int | None]


def read_levels(text: str) -> Levels:
    """Levels from top to bottom with their counts; None for a number that is not known.

    A name with digits or blanks in it is quoted: `「1号楼」=3`. Raises `Refusal` (GOV810, GOV811).
    """
    found: Levels = {}
    for part in parts(text):
        for level, count in _read(part):
            if level in found:
                raise _unread(part, "这个层级写了两次", "this level stands there twice")
            quoted(level)
            found[level] = count
    if not found:
        raise _unread(text, "一个层级也没有", "there is no level in it")
    if len(found) > MOST_LEVELS:
        most = str(MOST_LEVELS)
        raise _unread(text, f"层级超过了 {most} 个", f"it has more than {most} levels")
    _from_the_top(found, text)
    return found


def _from_the_top(levels: Levels, text: str) -> None:
    """Refuse levels of which a lower one has fewer units: they stand the wrong way round."""
    known = [(name, count) for name, count in levels.items() if count is not None]
    for (upper, more), (lower, fewer) in pairwise(known):
        if fewer < more:
            raise _unread(
                text,
                f"「{upper}」有 {more} 个，写在它下面的「{lower}」只有 {fewer} 个；"
                "从最上面一级写起，越往下越多",
                f"`{upper}` has {more} units, and `{lower}` below it only {fewer}; begin with the "
                "highest level, which has the fewest",
            )


def in_words(levels: Mapping[str, int | None], lang: Tongue) -> str:
    """What was read: `街道 1个、社区 9个`."""
    unknown = "数量未知" if lang == "zh" else "number unknown"
    unit = "个" if lang == "zh" else ""
    said = [f"{name} {unknown if n is None else f'{n}{unit}'}" for name, n in levels.items()]
    return ("、" if lang == "zh" else ", ").join(said)


def parts(text: str) -> Iterator[str]:
    """What stands between the commas, those inside quotes left alone; empty parts are left out."""
    begin, plain = 0, covered(text)
    for sign in (*_BETWEEN.finditer(plain), None):
        part = text[begin : sign.start() if sign else None].strip()
        begin = sign.end() if sign else 0
        if part:
            yield part


def pair(part: str) -> tuple[str, str]:
    """The two sides of the last sign of `名称=值`; the second is empty where there is no sign."""
    signs = list(_SIGN.finditer(covered(part)))
    if not signs:
        return bare(part), ""
    return bare(part[: signs[-1].start()]), part[signs[-1].end() :].strip()


def bare(name: str) -> str:
    """A name without blanks around it and without its own quotes."""
    name = name.strip()
    return name[1:-1].strip() if _QUOTED.fullmatch(name) else name


def covered(text: str) -> str:
    """`text` letter for letter: narrow signs and digits, quoted names as one unbroken word."""
    narrow = text.translate(_NARROW)
    return _QUOTED.sub(lambda name: chr(_HIDDEN) * len(name[0]), narrow)


def _read(part: str) -> list[tuple[str, int | None]]:
    """The levels of one part: one as a rule, several where only blanks stand between them."""
    for shape in _SHAPES:
        found = _all_of(shape, part)
        if found:
            return found
    name, count = pair(part)
    if not name:
        raise _unread(part, "没有写层级的名称", "it names no level")
    if not count and _IN_BRACKETS.search(covered(part)):
        raise _two_things(part)
    written_name = part if not count else part[: part.rindex(count)].rstrip().rstrip("=＝:：")
    _plain(written_name, part)
    if re.search(rf"[{_HAN}]$", name) and not count:
        raise _unread(
            part,
            "末尾的数字是数量还是名称，分不清。是数量，就写成 社区=9",
            "it ends in a figure; if that is the count, write it as in Community=9",
        )
    if count and not _UNCERTAIN.fullmatch(count.translate(_NARROW).strip()):
        raise _unread(
            part,
            "名称后面应当是一个准确的整数",
            "a whole and exact number belongs behind the name",
        )
    return [(name, None)]


def _all_of(shape: re.Pattern[str], part: str) -> list[tuple[str, int | None]]:
    """The whole part as one name and count after another; empty where it is not."""
    plain = covered(part)
    found, at = [], 0
    while at < len(plain):
        match = shape.match(plain, at)
        if match is None:
            return []
        name = part[slice(*match.span("name"))]
        _plain(name, part)
        found.append((bare(name), _number(match["count"], part)))
        at = match.end()
    return found


def _two_things(part: str) -> Refusal:
    return _unread(
        part,
        "里面像是两样：层级，和由谁承办。这里只写层级和数量，由谁承办另写；"
        "确是一个名称，就用「」括起来",
        "it looks like two things, a level and who handles there; only levels and counts belong "
        "here, and if it is one name, quote it with 「」",
    )


def _plain(name: str, part: str) -> None:
    """Refuse a name that is two, or still holds a digit or a blank, and is not quoted."""
    if _JOINED.search(covered(name)):
        raise _two_things(part)
    if re.search(r"[\s\d]", covered(name)):
        raise _unread(
            part,
            "名称里还有数字或空格，分不清哪里是名称、哪里是数量。"
            "它们确实是名称的一部分，就用「」括起来，如 「1号楼」=3",
            "a digit or a blank is left in the name, so it is not clear where the name ends; "
            "if they belong to it, quote it, as in 「Block 1」=3",
        )


def _number(count: str, part: str) -> int | None:
    plain = count.strip().rstrip(")").strip()
    if _UNCERTAIN.fullmatch(plain):
        return None
    read = read_quantity(plain, standard_units())
    exact = isinstance(read, Quantity) and read.direction == "exact"
    if not exact or read.number.denominator != 1 or read.number >= MOST_UNITS:  # type: ignore[union-attr]
        raise _unread(part, "数量要写准确的整数", "the count has to be a whole and exact number")
    return int(read.number)  # type: ignore[union-attr]


def _unread(value: str, zh: str, en: str) -> Refusal:
    return misused("GOV811", value=value.strip(), reason=Both(zh, en))
