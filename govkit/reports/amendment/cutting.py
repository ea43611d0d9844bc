"""Two wordings of one value side by side, each cut into runs: what stays, is gone, is new.

Texts and the names of the models enter, two lines of runs leave. A run ends at the end of a word:
never inside a figure with its unit, a date, an article, or a name. No object is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from govkit.document.parts import Line, Mark, Run

# What is always one word: dates and times, articles, numbers of documents, shares, weekdays.
_WHOLE = (
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日|\d{4}-\d\d(?:-\d\d)?(?!\d)"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|(?:上午|下午|晚上|中午)?\d{1,2}[:：]\d\d(?!\d)"
    r"|(?:(?:第[一二三四五六七八九十百千零〇\d]+[章节条款项目页])(?:之[一二三四五六七八九十\d]+)?)+"
    r"|(?:[Aa]rticle|[Pp]aragraph|[Ss]ection|[Ii]tem|[Pp]art|[Cc]hapter|art\.|para\.)"
    r" \d[\d.]*(?:\(\w+\))*"
    r"|〔\d{4}〕\d+号?|\d+号"
    r"|[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百千万]+|过半数|半数以上"
    r"|每?(?:周|星期|礼拜)[一二三四五六日天]|每[年季月周日天]"
)
_SIGN = r"(?:不少于|不超过|不多于|至少|至多|最多|约|近|[≤≥<>=±~]=? ?)?"
_NUMBER = r"\d+(?:[.,]\d+)*(?:/\d+)?(?: ?[%％‰])?"
_JOINED = r"(?: ?(?:\.\.<?|—|–|－|-|至|到|～|~|to) ?)"
_WORD = r"[A-Za-z][A-Za-z0-9]*(?:['’_-][A-Za-z0-9]+)*"
_TAIL = "以上|以下|以内|以外|以前|以后|余|多"
_BREAK = '、，。；：！？,.;:!?（）()「」“”"' + "《》〈〉【】[]{} 　→·／/"
_LEAST = 2  # fewer letters than these are no word that stays between two others that change


class Cutter:
    """Cuts texts of some models into words; `names` and `units` are never cut."""

    def __init__(self, names: Iterable[str], units: Iterable[str]) -> None:
        spelt = sorted({one for one in units if one}, key=len, reverse=True)
        unit = "|".join(re.escape(one).replace("_", "[ _]") for one in spelt)
        measure = f"[十百千万亿]*(?: ?(?:{unit})(?![a-z]))?" if unit else ""
        one = f"{_NUMBER}{measure}"
        figure = f"{_SIGN}{one}(?:{_JOINED}{one})?(?:{_TAIL})?"
        long = sorted({one for one in names if len(one) > 1}, key=len, reverse=True)
        named = "|".join(re.escape(one) for one in long)
        parts = [part for part in (named, _WHOLE, figure, _WORD) if part]
        self._cut = re.compile("|".join(f"(?:{part})" for part in parts) + "|.", re.DOTALL)

    def words(self, text: str) -> list[str]:
        """The words of a text, in order; together they are the text."""
        return self._cut.findall(text)

    def compared(self, old: str, new: str) -> tuple[Line, Line]:
        """Both texts in runs; what the other side does not have is `gone` and `new`.

        Where less than a third of the longer one stays, all of it is marked.
        """
        if old == new:
            return (Run(old),), (Run(new),)
        before, after = self.words(old), self.words(new)
        same = _kept(before, after)
        stays = sum(len(word) for at, _, size in same for word in before[at : at + size])
        longer = max(len(old), len(new))
        inside = stays and stays in (len(old), len(new))
        if not inside and stays * 3 < longer:
            same = []
        keep_old = {at + n for at, _, size in same for n in range(size)}
        keep_new = {at + n for _, at, size in same for n in range(size)}
        return _runs(before, keep_old, "gone"), _runs(after, keep_new, "new")


def _kept(before: list[str], after: list[str]) -> list[tuple[int, int, int]]:
    """The blocks of words that stay, but none so short that the mark would fall to pieces."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = [(a, b, size) for a, b, size in matcher.get_matching_blocks() if size]
    kept = []
    for a, b, size in blocks:
        words = before[a : a + size]
        edge = (a == 0 and b == 0) or (a + size == len(before) and b + size == len(after))
        if edge or (_stands_alone(words, before, a) and _stands_alone(words, after, b)):
            kept.append((a, b, size))
    return kept


def _stands_alone(words: list[str], all_of: list[str], at: int) -> bool:
    """Whether what stays between two changes is a word by itself, and no crumb of one."""
    text = "".join(words).strip(_BREAK)
    if not text:
        return False
    if len(text) >= _LEAST:
        return True
    left = all_of[at - 1][-1] if at else " "
    right = all_of[at + len(words)][0] if at + len(words) < len(all_of) else " "
    whole = "".join(words)
    return (whole[0] in _BREAK or left in _BREAK) and (whole[-1] in _BREAK or right in _BREAK)


def _runs(words: list[str], kept: set[int], mark: Mark) -> Line:
    runs = []
    for stays, numbered in groupby(enumerate(words), key=lambda one: one[0] in kept):
        runs.append(Run("".join(word for _, word in numbered), "" if stays else mark))
    return tuple(runs)


@lru_cache(maxsize=8)
def cutter(names: frozenset[str], units: frozenset[str]) -> Cutter:
    """The cutter of these names and units; made once for one table."""
    return Cutter(names, units)
