"""Stretches of every year, from printed text: `6月1日至9月30日`, `7月`, `06-01..09-30`.

One stretch goes in; a `SeasonSpan` or a `Misread` comes out. Which duty rests outside it is not
known here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from govkit.values.reading import numerals
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import LONGEST
from govkit.values.reading.time import month_number
from govkit.values.time import SeasonSpan

_N = r"[0-9一二三四五六七八九十廿〇零]{1,3}"


def _day_pattern(which: int) -> str:
    inside = rf"份|(?P<day{which}>{_N})[日号]|(?P<edge{which}>初|底|末)"
    return rf"(?P<month{which}>{_N})月(?:{inside})?"


_OFFICIAL = re.compile(
    rf"(?:每年|当年)?{_day_pattern(1)}起?"
    rf"(?:\s*(?:至|到|-|—|–|~)+\s*(?P<year>次年|翌年|第二年|当年)?的?{_day_pattern(2)}(?:止|为止)?)?"
)
_ENGLISH = re.compile(
    r"(?:each year )?(?:from )?([0-9]{1,2}) ([A-Za-z]{3,9}) to "
    r"(?:([0-9]{1,2}) ([A-Za-z]{3,9})|the (end) of February)( of the next year)?"
)
_SHORT = re.compile(r"([0-9]{2})-([0-9]{2})\.\.([0-9]{2})-([0-9]{2})")
# The longest a month can be; 29 February stands for the end of February.
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=1024)
def read_season_span(text: str) -> SeasonSpan | Misread:
    """Read a stretch of every year. A month without a day is the whole month.

    A stretch whose last day lies before its first one runs over New Year; where the text says so
    itself (`次年`) it has to. A day that no year has is `no_such_date`.
    """
    plain = numerals.narrow(text).strip()
    wrong = Misread("not_a_season", 0, len(text))
    if len(plain) > LONGEST:
        return wrong
    if short := _SHORT.fullmatch(plain):
        first, last = (int(short[1]), int(short[2])), (int(short[3]), int(short[4]))
        return _span(first, last, "", text)
    if english := _ENGLISH.fullmatch(plain):
        months = (month_number(english[2]), 2 if english[5] else month_number(english[4]))
        if months[0] is None or months[1] is None:
            return wrong
        ends = (months[0], int(english[1])), (months[1], 29 if english[5] else int(english[3]))
        return _span(*ends, "次年" if english[6] else "", text)
    match = _OFFICIAL.fullmatch(plain)
    if match is None:
        return wrong
    end = "2" if match["month2"] else "1"
    if end == "1" and (match["day1"] or match["edge1"]):
        return wrong
    return _span(_day(match, "1", False), _day(match, end, True), match["year"] or "", text)


def _day(match: re.Match[str], which: str, last: bool) -> tuple[int, int]:
    month = numerals.ordinal(match[f"month{which}"]) or 0
    if written := match[f"day{which}"]:
        return month, numerals.ordinal(written) or 0
    edge = match[f"edge{which}"]
    whole = _LENGTHS[month - 1] if 1 <= month <= 12 else 0
    return month, whole if edge in ("底", "末") or (last and not edge) else 1


def _span(
    first: tuple[int, int], last: tuple[int, int], year: str, text: str
) -> SeasonSpan | Misread:
    for month, day in (first, last):
        if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
            return Misread("no_such_date", 0, len(text))
    span = SeasonSpan(first, last)
    if year and span.wraps != (year != "当年"):
        return Misread("not_a_season", 0, len(text))
    return span
