"""Amounts, bounds and ranges: from the printed text of one figure to a value, or a `Misread`.

`40万元以下`, `270余支`, `约13万人`, `67.8%`, `3—5户`, `60分以上不满80分` and the short forms of
both tongues go in. The unit table is given; statements, fields and names are not known here.

Numbers are printed number × magnitude, in the unit that is printed; shares (`%`, `‰`) are true
fractions. `step` is the last place printed; 0 means exact (a common fraction such as `2/3`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from govkit.values.quantity import Bound, Comparison, Direction, Quantity, Range, Unknown
from govkit.values.reading import numerals
from govkit.values.reading.misread import Misread
from govkit.values.reading.patterns import (
    AFTER,
    BEFORE,
    FIGURE,
    HAN,
    LEADING,
    LONGEST,
    NEAR,
    ODD,
    RANGE,
    SECOND,
    SOFT,
    UNKNOWN,
    one_of,
)
from govkit.values.units import Unit, Units
from govkit.values.wording import breaking_words

Figure = Quantity | Bound | Range | Unknown
_ODD_WORD = re.compile(r"(?<![万亿0-9.%])[万亿0-9.%]+$")
# 5月 is May and 10时 ten o'clock as often as five months and ten hours.
_DATE_WORDS = {"月": "个月", "时": "小时"}
_DATE_LIKE = re.compile(r"[0-9]{4}(?:年|[-./][0-9]{1,2}[-./])")
_STRICT: dict[tuple[Comparison, bool], Comparison] = {
    ("≥", True): "≥",
    ("≥", False): ">",
    ("≤", True): "≤",
    ("≤", False): "<",
}
_MINUS = re.compile(r"\s*+[-负]\s*+(?=[^\s负-])")
_DIGITS = re.compile(rf"[0-9{HAN}]")


class _Printed(NamedTuple):
    """One numeral as printed: with magnitude, before any unit."""

    number: Fraction
    step: Fraction
    scaled: bool


@lru_cache(maxsize=8192)
def read_quantity(text: str, units: Units) -> Figure | Misread:
    """Read one printed figure in either tongue.

    Returns a `Quantity`, a `Bound` (以上 以下 以内 include the number itself, 不满 超过 以外 do
    not: Civil Code, art. 1259), a `Range`, an `Unknown`, or a `Misread`. Never raises. A word
    that is not in `units` is never taken for a unit; a bare number has the empty unit.
    """
    if len(text) > LONGEST or len(text) > numerals.MAX_DIGITS:
        count = len(_DIGITS.findall(numerals.narrow(text[: LONGEST + 1])))
        if count > numerals.MAX_DIGITS:
            return Misread("too_many_digits", 0, len(text))
        if len(text) > LONGEST:
            return Misread("not_a_number", 0, len(text))
    plain = numerals.narrow(text)
    found = _single(plain, units)
    if isinstance(found, Quantity | Bound):
        return found
    other = _range(plain, units) or _two_bounds(plain, units) or _unknown(plain, units)
    return other or found or _diagnose(plain, units)


def read_signed(text: str, units: Units) -> Figure | Misread:
    """Read one printed figure that may lie below zero: `-36.87%`, `−5户`, `－5户`, `负5户`.

    Only an exact amount takes a sign: what lies around or beyond a negative number has two
    readings. Everything else is read as `read_quantity` reads it.
    """
    sign = _MINUS.match(numerals.narrow(text[: LONGEST + 1]))
    if sign is None:
        return read_quantity(text, units)
    found = read_quantity(text[sign.end() :], units)
    if isinstance(found, Quantity) and found.direction == "exact":
        return scaled(found, Fraction(-1))
    return read_quantity(text, units)


def _numeral(parts: dict[str, str | None], low: str = "") -> _Printed | None:
    plain = parts[low + "plain"]
    if plain is not None:
        read = numerals.arabic(plain)
        scale = parts[low + "mag"]
        if read is None:
            return None
        if scale is None:
            return _Printed(*read, False)
        times = numerals.magnitude(scale)
        return _Printed(read[0] * times, read[1] * times, True)
    if parts[low + "half"]:
        return _Printed(Fraction(1, 2), Fraction(1, 10), False)
    if mixed := parts[low + "mixed"]:
        read = numerals.chinese(mixed)
        return _Printed(*read, mixed[-1] in "万亿萬億") if read else None
    read = numerals.fraction(parts[low + "base"] or "", parts[low + "top"] or "")
    return _Printed(*read, False) if read else None


_SHARE_UNITS = {"百": "percent", "千": "permille"}


def _single(text: str, units: Units) -> Quantity | Bound | Misread | None:
    match = FIGURE.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    printed = _numeral(parts)
    if printed is None:
        return None
    word = (parts["unit"] or "").strip()
    if parts["half"] and units.find("半" + word):
        printed, word = _Printed(Fraction(1), Fraction(1), False), "半" + word
    if parts["base"] in _SHARE_UNITS and not word:
        unit_id = _SHARE_UNITS[parts["base"] or ""]
    else:
        printed, word = _led(printed, parts, word, units)
        unit = units.find(word) if word else None
        if word and unit is None:
            return None
        if word in _DATE_WORDS and printed.number.denominator == 1:
            return _date_word(text, match.start("unit"), word)
        unit_id = unit.id if unit else ""
        if unit and unit.dimension == "share":
            printed = _shrink(printed, unit)
    if parts["large"]:
        times = numerals.magnitude(parts["large"])
        printed = _Printed(printed.number * times, printed.step * times, True)
    direction = _direction(text, parts, units.get(unit_id))
    if isinstance(direction, Misread):
        return direction
    allowance = parts["share"] or parts["either"]
    share = Fraction(allowance) / 100 if allowance else None
    if share is not None and direction != "about":
        return Misread("ambiguous", 0, len(text))
    quantity = Quantity(printed.number, unit_id, _step(printed), direction, share)
    if parts["pre"] is None and parts["post"] is None:
        return quantity
    return _bound(quantity, text, match)


def _step(printed: _Printed) -> Fraction:
    """The precision printed; 1 where a fraction comes to a whole number, as 1/2亿 does."""
    return printed.step or Fraction(printed.number.denominator == 1)


def _date_word(text: str, at: int, word: str) -> Misread:
    fixed = text[:at] + _DATE_WORDS[word] + text[at + len(word) :]
    return Misread("ambiguous", 0, len(text), fixed)


def _led(
    printed: _Printed, parts: dict[str, str | None], word: str, units: Units, low: str = ""
) -> tuple[_Printed, str]:
    """`5千米`: the 千 belongs to the unit where the table has 千米."""
    scale = (parts[low + "mag"] or "").strip()
    for cut in range(len(scale)):
        if scale[cut:] + word in units.magnitude_led:
            read = numerals.arabic(parts[low + "plain"] or "")
            if read is not None:
                times = numerals.magnitude(scale[:cut])
                moved = _Printed(read[0] * times, read[1] * times, cut > 0)
                return moved, scale[cut:] + word
    return printed, word


def _shrink(printed: _Printed, unit: Unit) -> _Printed:
    return _Printed(printed.number * unit.factor, printed.step * unit.factor, printed.scaled)


def _direction(text: str, parts: dict[str, str | None], unit: Unit | None) -> Direction | Misread:
    found = {
        *([NEAR[parts["near"]]] if parts["near"] else []),
        *([ODD[_ODD_WORD.sub("", parts["odd"]).lstrip("_")]] if parts["odd"] else []),
        *([SOFT[parts["soft"]]] if parts["soft"] else []),
    }
    if len(found) > 1:
        return Misread("ambiguous", 0, len(text))
    if parts["near"] == "近" and unit is not None and unit.is_time:
        # 近3年 is "the last three years" as often as "nearly three years".
        at = text.index("近")
        return Misread("ambiguous", at, len(text), text[:at] + "将近" + text[at + 1 :])
    return found.pop() if found else "exact"


def included_or_not(text: str, match: re.Match[str]) -> Comparison | None:
    """The bound of 以上, 以下（含本数）, 以下（不含5万元）; None where brackets say another thing.

    `match` has the groups `post`, `in1` and `in2`; what is in brackets is nothing, 本数, or the
    figure once more. `5万元以下（不含税）` is about taxes and not about the bound.
    """
    remark = match["in1"] or match["in2"]
    comparison = AFTER[match["post"]]
    if not remark:
        return comparison
    again = remark.strip("()").removeprefix("不").removeprefix("含").removeprefix("本数")
    before = text[: match.start("in1") if match["in1"] else match.start("post")].strip()
    if again and not re.search(rf"(?<![0-9.{HAN}]){re.escape(again)}[^0-9{HAN}]*$", before):
        return None
    return _STRICT.get((comparison, not remark.startswith("(不")))


def _bound(quantity: Quantity, text: str, match: re.Match[str]) -> Bound | Misread:
    pre, post = match["pre"], match["post"]
    before = BEFORE[pre] if pre else None
    after = included_or_not(text, match) if post else None
    if post and after is None:
        return Misread("ambiguous", 0, len(text))
    if (before and after and before != after) or not (before or after):
        return Misread("ambiguous", 0, len(text))
    comparison = before or after
    assert comparison is not None
    return Bound(comparison, quantity)


def _range(text: str, units: Units) -> Range | Misread | None:
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    low, high = _numeral(parts, "low_"), _numeral(parts)
    low_word, word = (parts["low_unit"] or "").strip(), (parts["unit"] or "").strip()
    if low is None or high is None:
        return None
    low, low_word = _led(low, parts, low_word, units, "low_")
    high, word = _led(high, parts, word, units)
    unit = units.find(word) if word else None
    if not word and parts["base"] in _SHARE_UNITS:
        unit = units.get(_SHARE_UNITS[parts["base"] or ""])
        low_word = low_word or ("percent" if parts["low_base"] == parts["base"] else "")
    elif unit is not None and unit.dimension == "share":
        low, high = _shrink(low, unit), _shrink(high, unit)
    if word and unit is None:
        return None
    if word in _DATE_WORDS:
        return _date_word(text, match.start("unit"), word)
    if low_word and (unit is None or units.find(low_word) is not unit):
        if low_word != "percent" and units.find(low_word) is None:
            return None
        if unit is None or unit.dimension != "share":
            return Misread("two_units", match.start("low_unit"), match.end("low_unit"))
    if unit is None and parts["dash"] == "-":
        return _bare_hyphen(text, match, low, high)
    if high.scaled and not low.scaled and not low_word and low.number:
        # 3—5万元: from three or from thirty thousand? One reading only where low would pass high.
        times = high.step if parts["mixed"] else numerals.magnitude(parts["mag"] or "")
        if low.number * times <= high.number:
            at = match.end("low_plain") if parts["low_plain"] else match.start("dash")
            repeated = text[:at] + (parts["mag"] or "").strip() + text[at:]
            return Misread("ambiguous", 0, len(text), repeated if parts["mag"] else None)
    return _ends(text, match, low, high, unit.id if unit else "")


def _bare_hyphen(text: str, match: re.Match[str], low: _Printed, high: _Printed) -> Misread | None:
    if low.number >= high.number:
        return None
    at = match.start("dash")
    return Misread("bare_hyphen_range", at, at + 1, text[:at] + "—" + text[at + 1 :])


def _ends(
    text: str, match: re.Match[str], low: _Printed, high: _Printed, unit: str
) -> Range | Misread:
    if low.number > high.number:
        return Misread("empty_range", 0, len(text))
    near, high_near = match["near"], match["high_near"]
    directions = {NEAR[word] for word in (near, high_near) if word}
    directions |= {SOFT[match["soft"]]} if match["soft"] else set()
    directions |= {"about"} if match["odd"] else set()
    if directions - {"about"} or (high_near and not near):
        return Misread("ambiguous", 0, len(text))
    direction: Direction = "about" if directions else "exact"
    allowance = match["share"] or match["either"]
    share = Fraction(allowance) / 100 if allowance and directions else None
    return Range(
        Quantity(low.number, unit, _step(low), direction, share),
        Quantity(high.number, unit, _step(high), direction, share),
        include_low=not match["dash"].startswith("<"),
        include_high=not match["dash"].endswith("<"),
    )


def _two_bounds(text: str, units: Units) -> Range | Misread | None:
    """`60分以上不满80分`, `超过60分、不满80分`: two bounds that face each other."""
    for second in SECOND.finditer(text):
        cut = second.start()
        if not cut:
            continue
        low = _single(text[:cut].rstrip("、,且但 ").removesuffix(" and"), units)
        high = _single(text[cut:], units)
        if not isinstance(low, Bound) or not isinstance(high, Bound):
            continue
        if low.comparison not in ("≥", ">") or high.comparison not in ("≤", "<"):
            return Misread("ambiguous", 0, len(text))
        if low.quantity.unit != high.quantity.unit:
            return Misread("two_units", cut, len(text))
        if low.quantity.number > high.quantity.number:
            return Misread("empty_range", 0, len(text))
        return Range(low.quantity, high.quantity, low.comparison == "≥", high.comparison == "≤")
    return None


def _unknown(text: str, units: Units) -> Unknown | None:
    match = UNKNOWN.fullmatch(text)
    if match is None:
        return None
    word = (match["unit"] or "").strip()
    unit = units.find(word) if word else None
    if word and unit is None:
        return None
    mask = match["mask"] or "?"
    return Unknown("?" if set(mask) <= {"?"} else mask, unit.id if unit else "")


def _diagnose(text: str, units: Units) -> Misread:
    """Say why a text is no figure: commas, a glued clause word, an unknown unit, or no number."""
    sign = _MINUS.match(text)
    if sign and not isinstance(read_quantity(text[sign.end() :], units), Misread):
        return Misread("negative", 0, len(text))
    leading = LEADING.match(text)
    if leading is None or _DATE_LIKE.match(text):
        return Misread("not_a_number", 0, len(text))
    at = leading.end()
    number, rest = leading["number"], text[at:]
    if "," in number and numerals.arabic(leading["plain"] or "0") is None:
        return Misread(
            "ambiguous", leading.start("number"), leading.end("number"), text.replace(",", "")
        )
    if glued := _glued(text, at, units):
        return glued
    word = rest.strip()
    if _numeral(leading.groupdict()) is None or not word or not re.match(r"[^\W\d_]", word):
        return Misread("ambiguous" if leading["mixed"] else "not_a_number", 0, len(text))
    if "半" in word:
        return _half_left_over(text, at, units)
    known = next((n for n in range(len(word), 0, -1) if units.find(word[:n])), 0)
    bare = re.split(r"[\d\W]", word)[0]
    near = units.near(bare)
    best = near[0] if near else word[:known]
    return Misread("unknown_unit", at, len(text), text[:at] + best if best else None, near)


def _glued(text: str, at: int, units: Units) -> Misread | None:
    """`6据求索`, `3人据求索`, `3自2019-07-01`: a clause word that needs a blank before it."""
    rest = text[at:]
    for length in range(min(len(rest), units.longest + 2)):
        unit = re.sub(rf"(?:{one_of(AFTER)})$", "", rest[:length]).strip()
        if unit and units.find(unit) is None:
            continue
        for word in breaking_words():
            if not rest.startswith(word, length):
                continue
            tail = rest[length + len(word) :]
            if word.isascii() and tail[:1].isalpha():
                continue
            blank = " " if tail[:1].isdigit() or word.isascii() else ""
            head = text[: at + length].rstrip()
            fixed = f"{head} {word}{blank}{tail.lstrip() if blank else tail}"
            start = at + length
            return Misread("glued_clause_word", start, start + len(word), fixed)
    return None


def _half_left_over(text: str, at: int, units: Units) -> Misread:
    """`一个半小时` → `1.5小时`; without a unit of time behind it there is no one reading."""
    found = FIGURE.fullmatch(text[:at])
    printed = _numeral(found.groupdict()) if found else None
    word = text[at:].replace("半", "", 1)
    if printed is None or printed.number.denominator != 1 or units.find(word) is None:
        return Misread("ambiguous", 0, len(text))
    return Misread("ambiguous", 0, len(text), f"{printed.number}.5{word.removeprefix('个')}")


def scaled(quantity: Quantity, times: Fraction) -> Quantity:
    """The same figure so many times over, step included."""
    return replace(quantity, number=quantity.number * times, step=quantity.step * abs(times))
