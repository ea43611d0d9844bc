"""Articles of a text by number: `第二十四条` is 24, `第十二条之一` 12.1, `Article 24` 24.

Places as citations and sources write them enter, numbers leave. An article is a number and no run
of letters: 第二条 is no beginning of 第二十条.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govkit.values.reading.numerals import CHINESE, ordinal

Article = tuple[int, ...]

_N = rf"[0-9{CHINESE}]{{1,12}}"
_ZH = rf"第(?P<zh>{_N})条(?:之(?P<zh_more>{_N}))?"
_EN = r"(?:articles?|art\.?|sections?|sec\.?|§)\s*(?P<en>[0-9]{1,4})(?:\.(?P<en_more>[0-9]{1,3}))?"
_ONE = re.compile(rf"(?:{_ZH}|{_EN})", re.IGNORECASE)
_TO = re.compile(r"\s*(?:至|到|—|–|-|－|~|～|to)\s*")
_BARE = re.compile(r"[0-9]{1,4}")
_SEVERAL = re.compile(r"、|；|;|,|，")
# More articles than any text has; a run beyond is no run.
MOST = 2_000


def article_of(place: str) -> Article | None:
    """The article that a place begins with (`第十二条第二款` → 12); None where it names none.

    A number alone is one too, as the texts of other countries are cited.
    """
    text = place.strip()
    found = _ONE.match(text)
    if found is None:
        return (int(text),) if _BARE.fullmatch(text) else None
    return _numbers(found)


def run_of(part: str) -> tuple[Article, Article] | None:
    """The first and last article of a run (`第一条至第四十四条`, `Articles 1-44`); else None."""
    text = part.strip()
    first = _ONE.match(text)
    to = _TO.match(text, first.end()) if first else None
    if first is None or to is None:
        return None
    begin, rest = _numbers(first), text[to.end() :]
    last = _ONE.match(rest)
    end = _numbers(last) if last else (int(rest),) if _BARE.fullmatch(rest) else None
    if begin is None or end is None or len(begin) > 1 or len(end) > 1:
        return None
    return (begin, end) if begin < end and end[0] - begin[0] < MOST else None


def articles_in(part: str) -> tuple[Article, ...]:
    """The articles that one listed part stands for: those of a run, its own, or none."""
    run = run_of(part)
    if run is not None:
        return tuple((number,) for number in range(run[0][0], run[1][0] + 1))
    one = article_of(part)
    return (one,) if one is not None else ()


def cited_in(place: str) -> Iterator[Article]:
    """The articles that the place of a citation names: `第三条、第五条至第七条第一款`."""
    for part in _SEVERAL.split(place):
        yield from articles_in(part)


def many(parts: Iterable[str]) -> int:
    """How many parts a list stands for, each run counted out."""
    return sum(len(articles_in(part)) if run_of(part) else 1 for part in parts)


def runs(articles: Iterable[Article]) -> Iterator[tuple[Article, Article]]:
    """Articles in their order as runs: each first and last; one apart is a run of itself."""
    begun: tuple[Article, Article] | None = None
    for one in articles:
        if begun is not None and len(one) == 1 == len(begun[1]) and one[0] == begun[1][0] + 1:
            begun = (begun[0], one)
            continue
        if begun is not None:
            yield begun
        begun = (one, one)
    if begun is not None:
        yield begun


def numeral(number: int) -> str:
    """A counting number below 10,000 in Chinese: 12 is 十二, 105 一百零五."""
    digits, found, waiting = "零一二三四五六七八九", "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if not digit:
            waiting = bool(found)
            continue
        first_ten = size == 10 and digit == 1 and not found
        found += ("零" if waiting else "") + ("" if first_ten else digits[digit]) + sign
        waiting = False
    return found


def _numbers(found: re.Match[str]) -> Article | None:
    words = [word for word in found.groups() if word]
    numbers = tuple(ordinal(word) for word in words)
    return tuple(n for n in numbers if n) if all(numbers) else None
