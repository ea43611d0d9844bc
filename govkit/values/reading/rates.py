"""Rates: so much per time or per unit, from printed text to a `Rate` or a `Misread`.

`每月不少于3次`, `三次/周`, `每社区1个`, `3000万元/社区/年` and short forms of both tongues go in.
Whether a word is a name of the model is asked of the caller; time units win.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from govkit.values.quantity import Bound, Quantity, Range, Rate
from govkit.values.reading import numerals
from govkit.values.reading.figures import Figure, read_quantity
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import BEFORE, LONGEST
from govkit.values.units import Units

Resolve = Callable[[str], str | None]
_BEFORE = "|".join(map(re.escape, sorted(BEFORE, key=len, reverse=True)))
_STARTS = re.compile(rf"(?:{_BEFORE}|约|大约|近|将近|超|逾|~|[0-9?×*]|未知|[{numerals.CHINESE}])")
_COUNTED = re.compile(
    rf"(?P<number>[0-9.]+|[{numerals.CHINESE}]+)?\s*(?P<measure>[个名支家位所处户座栋项])?"
)
_DAY_OF_MONTH = re.compile(r"[0-9十日](?<!工作日)(?<!自然日)日$")

# 每低1个百分点扣2分, 每超期一件扣0.5分: the points that stand behind are per what stands before.
_SCORED = re.compile(
    rf"""每\s*+(?:(?:低于?|差|少于?|超过?|超期|高于?|多|逾期|发生|发现|查实|出现|增加|减少|降低|提高
      |[漏迟错瞒虚谎误][报办收登处转]|被?(?:退回|通报|投诉))\s*+)?
    (?P<per>(?:(?:[0-9.]+|[{numerals.CHINESE}]+)\s*+)?
      (?:[^0-9扣减加得分,\s][^0-9扣减加得分,]{{0,5}})?(?:百分点)?)\s*+,?
    (?:扣除?|扣减|减|加|得)\s*(?P<points>(?:[0-9.]+|[{numerals.CHINESE}]+)\s*分)""",
    re.VERBOSE,
)

# 每季度至少召开一次, 每个网格配备1名: the act stands before the amount and adds nothing to it.
_ACTS = (
    "召开|开展|组织|进行|举行|举办|安排|集中|轮训|走访|巡查|公开|公布|公示|通报|考核|评议|述职|报告"
    "|会商|研究|调度|检查|督查|例会|学习|配备|配置|配齐|设置|设立|选配|聘用"
)
_ACT = re.compile(
    rf"""(?<!配)(?<!{_ACTS})(?:{_ACTS}|(?<!选)配)++(?=(?:{_BEFORE}|约)?+\s*+[0-9{numerals.CHINESE}])""",
    re.VERBOSE,
)

# 每百户, 每万人: a magnitude without a number before it stands for one of it.
_LEADING = ("百", "千", "万")
_PIECE = "piece"

# at least 2 times a month, 1 for each community, once every 2 weeks
_PER = re.compile(r"(?<!\s)\s+(?:for\s+|in\s+)?(?:per|an?(?!\s+little\s)|each|every)\s+")
_OFTEN = re.compile(r"(once|twice)\s+((?:an?|each|every|per)\s.+)")
_TIMES = {"once": "1 time", "twice": "2 times"}


class _Per(NamedTuple):
    """What a rate is per (a unit id or `kind:name`) and how many of it."""

    id: str
    number: Fraction


def read_rate(text: str, units: Units, resolve_name: Resolve) -> Rate | Misread:
    """Read so much per something.

    `resolve_name` maps a word to `kind:name`, or None where the model has no such name. Words of
    time units win over names; after them, names win over counting units (`200元/人/年`).
    `1个` per something named is a bare 1. `每周` alone is once a week. `每周二` and `每月5日` may
    be a day and are a `Misread` here.
    """
    plain = numerals.narrow(text).strip()
    if not plain or len(plain) > LONGEST:
        return Misread("not_a_rate", 0, len(text))
    if scored := _SCORED.fullmatch(plain):
        return _slashes(f"{scored['points']}/{scored['per']}", units, resolve_name)
    if plain.startswith("每"):
        read = _each(plain, units, resolve_name)
        bare = _ACT.sub("", plain)
        if isinstance(read, Misread) and bare != plain:
            return _each(bare, units, resolve_name)
        return read
    if spoken := _OFTEN.match(plain):
        plain = f"{_TIMES[spoken[1]]} {spoken[2]}"
    plain = _PER.sub("/", plain) if " " in plain else plain
    if "/" in plain:
        return _slashes(plain, units, resolve_name)
    return _count_in_time(_ACT.sub("", plain), units)


def _slashes(text: str, units: Units, resolve: Resolve) -> Rate | Misread:
    head, *words = text.split("/")
    if len(words) > 1 and head[-1:].isdigit() and words[0][:1].isdigit():
        head += "/" + words.pop(0)  # 7/2个/村: a stroke between digits is that of a fraction
    amount = read_quantity(head.strip(), units)
    if isinstance(amount, Misread):
        return Misread(amount.reason, amount.start, amount.end, None, amount.near)
    at = len(head)
    per: list[_Per] = []
    for word in words:
        read = _per(word.strip(), units, resolve)
        if read is None:
            near = units.near(word.strip()) if word.strip() else ()
            return Misread("unknown_name", at + 1, at + 1 + len(word), None, near)
        per.append(read)
        at += 1 + len(word)
    return _rate(amount, per) or Misread("ambiguous", 0, len(text))


def _per(word: str, units: Units, resolve: Resolve) -> _Per | None:
    unit = units.find(word)
    if unit is not None and unit.is_time:
        return _Per(unit.id, Fraction(1))
    figure = read_quantity("1" + word if word[:1] in _LEADING else word, units)
    if isinstance(figure, Quantity) and figure.direction == "exact" and figure.number > 0:
        timed = units.get(figure.unit)
        if timed is not None and timed.is_time:
            return _Per(timed.id, figure.number)
    ref = resolve(word)
    if ref is not None:
        return _Per(ref, Fraction(1))
    match = _COUNTED.match(word)
    rest = word[match.end() :] if match else ""
    number = _number(match["number"]) if match else None
    ref = resolve(rest) if rest and match and match.end() else None
    if ref is not None and number:
        return _Per(ref, number)
    if unit is not None:
        return _Per(unit.id, Fraction(1))
    if isinstance(figure, Quantity) and figure.direction == "exact" and figure.number > 0:
        shared = units.get(figure.unit)
        if shared is not None and shared.dimension == "share":
            return _Per(shared.id, figure.number / shared.factor)  # so many of the unit: 5 of %
        return _Per(figure.unit, figure.number) if figure.unit else None
    return None


def _number(text: str | None) -> Fraction | None:
    if text is None:
        return Fraction(1)
    read = (
        numerals.chinese(text)
        if not text.isascii()
        else numerals.arabic(text)
        if re.fullmatch(r"[0-9]{1,40}(?:\.[0-9]+)?", text)
        else None
    )
    return read[0] if read else None


def _rate(amount: Figure, per: list[_Per]) -> Rate | None:
    if all(":" in each.id for each in per):
        amount = _bare(amount)
    many = [each for each in per if each.number != 1]
    if len(many) > 1:
        return None
    ordered = [each for each in per if each.number == 1] + many
    return Rate(amount, tuple(each.id for each in ordered), ordered[-1].number)


def _bare(amount: Figure) -> Figure:
    """`每社区1个` is `1/社区`: the 个 counts the thing itself, which has no unit."""
    if isinstance(amount, Bound):
        return replace(amount, quantity=_unitless(amount.quantity))
    if isinstance(amount, Range):
        return replace(amount, low=_unitless(amount.low), high=_unitless(amount.high))
    return replace(amount, unit="") if amount.unit == _PIECE else amount


def _unitless(amount: Quantity) -> Quantity:
    return replace(amount, unit="") if amount.unit == _PIECE else amount


def _each(text: str, units: Units, resolve: Resolve) -> Rate | Misread:
    """`每社区每年3000万元`, `每两周一次`, `每天`: try every place where the amount may begin."""
    found: list[Rate | Misread] = []
    for cut in range(2, len(text) + 1):
        rest = text[cut:].lstrip(" ,")
        if rest and not _STARTS.match(rest):
            continue
        amount = read_quantity(rest, units) if rest else read_quantity("1次", units)
        if isinstance(amount, Misread):
            continue
        words = [word.strip(" ,") for word in text[1:cut].split("每")]
        per = [_per(word, units, resolve) for word in words]
        if any(each is None for each in per):
            continue
        sure = [each for each in per if each is not None]
        read = _maybe_a_day(text, cut, amount, sure, units) or _rate(amount, sure)
        if read is not None and read not in found:
            found.append(read)
    if len(found) == 1:
        return found[0]
    return Misread("ambiguous" if found else "not_a_rate", 0, len(text))


def _maybe_a_day(
    text: str, cut: int, amount: Figure, per: list[_Per], units: Units
) -> Misread | None:
    """`每周二` is Tuesday or twice a week, `每月5日` the fifth or five days: neither in silence."""
    timed = any((unit := units.get(each.id)) is not None and unit.is_time for each in per)
    if not timed or not isinstance(amount, Quantity):
        return None
    if amount.unit == "":
        return Misread("ambiguous", 0, len(text), f"{text[:cut]}{amount.number}次")
    if _DAY_OF_MONTH.search(text) and amount.unit == "natural_day":
        return Misread("ambiguous", 0, len(text), text[:-1] + "天")
    return None


def _count_in_time(text: str, units: Units) -> Rate | Misread:
    """`一年两次`, `半年一次`: a length of time, then an amount that is no time."""
    for cut in range(1, len(text)):
        if not _STARTS.match(text, cut):
            continue
        head = text[:cut]
        if head.endswith("月") and not head.endswith("个月"):
            head = head[:-1] + "个月"
        length, amount = read_quantity(head, units), read_quantity(text[cut:], units)
        if not isinstance(length, Quantity) or isinstance(amount, Misread):
            continue
        span = units.get(length.unit)
        counted = units.get(amount.unit) if isinstance(amount, Quantity) else None
        if span is None or not span.is_time or length.direction != "exact":
            continue
        if counted is None or counted.is_time or not counted.id or length.number <= 0:
            continue
        return Rate(amount, (span.id,), length.number)
    return Misread("not_a_rate", 0, len(text))


_BARE_PERIOD = re.compile(
    r"(?:按|逐|每个?|一)?(日|天|周|月|季|季度|半年|年)度?(?:考核|评议|评估|通报)?"
)


def read_period(text: str, units: Units) -> Rate | Misread:
    """A period alone, as assessments name it: `按月`, `季度`, `年度考核` are once a …"""
    match = _BARE_PERIOD.fullmatch(numerals.narrow(text).strip())
    unit = units.find(match[1]) if match else None
    if unit is None:
        return Misread("not_a_rate", 0, len(text))
    return Rate(Quantity(Fraction(1), "time", Fraction(1)), (unit.id,))
