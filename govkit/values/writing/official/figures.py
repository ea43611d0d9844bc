"""Official forms of numbers: `40万元以下`, `每月不少于2次`, `到会过半数`, `2 times a month`.

A value and a writer enter, its words leave. 以上 and 以下 include the number, 超过 and 不满 do not
(Civil Code, art. 1259), so each bound reads back as it was. Dates are not known here.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from govkit.values.quantity import Bound, Quantity, Range, Rate, Share, Unknown
from govkit.values.share import Shares
from govkit.values.writing.figures import amount_of, decimal, plain, scale_of, shown_share
from govkit.values.writing.official.phrasing import Official, phrase
from govkit.values.writing.writer import spell

# Of these one says 40万元以下 and 60分以上; of all else 不超过3件 and 不少于3人.
_MEASURED = frozenset({"money", "area", "length", "age", "point"})
_COUNTED_TIME = frozenset({"work_day", "work_hour", "urgent_hour", "quarter"})
_DIGITS = "零一二三四五六七八九"
_EN_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_PREFIXES = {"≥": "不少于", "≤": "不超过", ">": "超过", "<": "不满", "≠": "不等于", "=": "等于",
             "≈": "约"}  # fmt: skip
_SHARED = {"≥": "不低于", "≤": "不超过", ">": "超过", "<": "低于", "≠": "不等于", "=": "等于",
           "≈": "约"}  # fmt: skip
_EN_PREFIXES = {"≥": "at least ", "≤": "not more than ", ">": "more than ", "<": "less than ",
                "≠": "not equal to ", "=": "exactly ", "≈": "about "}  # fmt: skip
_ALMOST = {"about": "approximately ", "less": "nearly ", "more": "a little over "}


def unit_of(writer: Official, unit: str, one: bool = False) -> str:
    """A unit as it stands behind a number: 个工作日, 个月, ` working days`."""
    word = writer.units.word(unit, writer.lang, one)
    if writer.lang == "en":
        if unit in ("work_day", "work_hour") and word:
            word = word.replace("work_", "working ")
        return word if word in ("%", "‰", "") else " " + word.replace("_", " ")
    if unit in _COUNTED_TIME:
        return {"quarter": "个季度", "urgent_hour": "个紧急工作时"}.get(unit, "个" + word)
    if word == "月":
        return "个月"
    return " " + word if word.isascii() and word and word not in "%‰" else word


def numeral(value: Quantity, writer: Official) -> str:
    """The digits with their magnitude: `40万`, `三分之一`, `400,000`, `1.5 million`."""
    if value.step == 0 and value.number.denominator != 1 and not value.unit:
        return fraction(value.number, writer)
    if writer.lang == "zh":
        return amount_of(value, writer)
    shown = shown_share(value, writer)
    if shown.step >= 10**6:
        for size, word in _EN_SCALES:
            if abs(shown.number) >= size and shown.step.denominator == 1:
                return decimal(shown.number / size, min(shown.step / size, Fraction(1))) + word
    digits = decimal(shown.number, min(shown.step, Fraction(1)))
    whole, point, rest = digits.partition(".")
    grouped = f"{int(whole):,}" if value.unit and whole.lstrip("-").isdigit() else whole
    return grouped + point + rest


def fraction(number: Fraction, writer: Official) -> str:
    """`三分之二` or `2/3`; a half is 二分之一 here."""
    top, base = number.numerator, number.denominator
    if writer.lang == "en" or top < 0 or max(top, base) > 99:
        return f"{top}/{base}"
    return f"{_spoken(base)}分之{_spoken(top)}"


def _spoken(number: int) -> str:
    """A number below 100 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


@phrase.register
def _(value: Quantity, writer: Official) -> str:
    exact = value.direction == "exact"
    if writer.lang == "zh":
        if exact:
            number = numeral(value, writer)
            unit = unit_of(writer, value.unit, number == "1")
            if unit.startswith("半"):
                return unit if number == "1" else f"{number}个{unit}"
            return number + unit
        return _approximate(value, writer)
    number = numeral(value, writer)
    allowance = f" ±{plain(value.share * 100)}%" if value.share is not None else ""
    almost = "" if exact else _ALMOST[value.direction]
    return f"{almost}{number}{unit_of(writer, value.unit, number == '1')}{allowance}"


def _approximate(value: Quantity, writer: Official) -> str:
    """约, 余 and 近 as in the short form, the official one already, with the 个 of 个月."""
    short = spell(value, writer)
    word = writer.units.word(value.unit, "zh")
    if value.unit == "half_year":
        return short.replace(word, "个" + word, 1)
    if value.unit not in _COUNTED_TIME:
        return short
    return short.replace(word, unit_of(writer, value.unit), 1)


@phrase.register
def _(value: Unknown, writer: Official) -> str:
    if value.printed == "?":
        return writer.pick("未写明", "not stated")
    return value.printed + unit_of(writer, value.unit)


def bounded(value: Bound, writer: Official, *, counted: str = "") -> str:
    """A bound with its words in front (`不少于2次`); `counted` is the unit of a bare number."""
    unit = writer.units.get(value.quantity.unit)
    shared = unit is not None and unit.dimension == "share"
    if value.comparison == "≈" and value.quantity.direction != "exact":
        return writer(value.quantity) + counted
    words = _EN_PREFIXES if writer.lang == "en" else _SHARED if shared else _PREFIXES
    return words[value.comparison] + writer(value.quantity) + counted


@phrase.register
def _(value: Bound, writer: Official) -> str:
    unit = writer.units.get(value.quantity.unit)
    behind = {"≥": "以上", "≤": "以下"}.get(value.comparison)
    measured = unit is not None and (unit.dimension in _MEASURED or unit.id == "point")
    if writer.lang == "zh" and behind and measured and value.quantity.direction == "exact":
        return writer(value.quantity) + behind
    return bounded(value, writer)


@phrase.register
def _(value: Range, writer: Official) -> str:
    if value.include_low and value.include_high:
        return _both_ends(value, writer)
    low = Bound("≥" if value.include_low else ">", value.low)
    high = bounded(Bound("≤" if value.include_high else "<", value.high), writer)
    if writer.lang == "zh" and value.include_low and value.low.direction == "exact":
        return f"{writer(value.low)}以上{high}"
    return f"{bounded(low, writer)}{writer.pick('', ' and ')}{high}"


def _both_ends(value: Range, writer: Official) -> str:
    """`300至500户`, `3%至5%`, `3万至5万元`, `3 to 5 households`."""
    low, high = value.low, value.high
    about = low.direction == "about"
    unit = unit_of(writer, high.unit)
    first, second = (numeral(replace(end, direction="exact"), writer) for end in (low, high))
    if unit in ("%", "‰"):
        first += unit
    elif writer.lang == "zh":
        ends = [shown_share(end, writer) for end in (low, high)]
        scales = [scale_of(end.number, end.step, "zh") for end in ends]
        if scales[0][0] < scales[1][0]:
            # 5至3万元 would read as 5万: the low end takes the magnitude or the unit of the high.
            first = amount_of(low, writer, scales[1]) if not unit or " " in unit else first + unit
    allowance = plain(low.share * 100) if about and low.share is not None else ""
    if writer.lang == "en":
        about_word = "approximately " if about else ""
        return f"{about_word}{first} to {second}{unit}{f' ±{allowance}%' if allowance else ''}"
    spread = f"上下{allowance}%" if allowance else ""
    return f"{'约' if about else ''}{first}至{second}{unit}{spread}"


@phrase.register
def _(value: Rate, writer: Official) -> str:
    if writer.lang == "en":
        return _rate_en(value, writer)
    last = len(value.per) - 1
    each = "".join(_each(per, value.every if at == last else Fraction(1), writer)
                   for at, per in enumerate(value.per))  # fmt: skip
    return each + _per_amount(value, writer)


def _each(per: str, every: Fraction, writer: Official) -> str:
    """`每个网格`, `每月`, `每2周`, `每季度`."""
    count = "" if every == 1 else plain(every)
    if ":" in per:
        return f"每{count}{writer.measure(per)}{writer.name(per)}"
    if count:
        return "每" + writer(Quantity(every, per, Fraction(1)))
    if per in _COUNTED_TIME:
        return "每" + {"quarter": "季度"}.get(per, unit_of(writer, per))
    return "每" + ("1" if per in ("percent", "permille") else "") + writer.units.word(per, "zh")


def _per_amount(value: Rate, writer: Official) -> str:
    """The amount of a rate: bounds in front of it, a bare number counted as the thing itself."""
    amount = value.amount
    inside = amount
    while isinstance(inside, Bound | Range):
        inside = inside.quantity if isinstance(inside, Bound) else inside.high
    named = all(":" in per for per in value.per)
    bare = writer.pick(writer.counted, "") if named and not inside.unit else ""
    if isinstance(amount, Bound):
        text = bounded(amount, writer, counted=bare)
    elif isinstance(amount, Unknown) and amount.printed == "?":
        text = writer(amount)
    else:
        text = writer(amount) + bare
    holders = named and not any(per.startswith("post:") for per in value.per)
    if holders and inside.unit == "person" and text.endswith("人"):
        return text[:-1] + "名"
    return text


def _rate_en(value: Rate, writer: Official) -> str:
    last = len(value.per) - 1
    amount = _per_amount(value, writer)
    parts = ["once" if value.amount == Quantity(Fraction(1), "time") else amount]
    for at, per in enumerate(value.per):
        every = value.every if at == last else Fraction(1)
        many = "" if every == 1 else plain(every) + " "
        if ":" in per:
            parts.append(f"for {'every' if many else 'each'} {many}{writer.name(per)}")
            continue
        word = unit_of(writer, per, every == 1).strip()
        if many:
            parts.append(f"every {many}{word}")
        elif (unit := writer.units.get(per)) is not None and unit.is_time:
            parts.append(f"{'an' if word[:1] in 'aeiou' or word == 'hour' else 'a'} {word}")
        else:
            parts.append(f"for each {word}")
    return " ".join(parts)


@phrase.register
def _(value: Share, writer: Official) -> str:
    part = _part(value, writer)
    half = value.number == Fraction(1, 2) and value.step == 0
    base, compared = writer.plain(value.base), value.comparison
    if writer.lang == "en":
        of = f" of {'those ' if base in _THOSE else ''}{base}" if base else ""
        lead = "" if compared == "=" else _EN_PREFIXES[compared]
        return f"{lead}{part}{of}"
    if compared in (">", "<", "≠", "≈"):
        if half and compared == ">":
            return f"{base}过半数"
        return f"{base}{_SHARED[compared]}{part}"
    behind = {"≥": "以上", "≤": "以下", "=": ""}[compared]
    return f"{base}{'的' if base else ''}{'半数' if half else part}{behind}"


_THOSE = frozenset({"present", "voting", "due"})


def _part(value: Share, writer: Official) -> str:
    """The part itself: `三分之二`, `80%`, `half`."""
    if value.step:
        permille = value.step == Fraction(1, 1000) and value.number < Fraction(1, 100)
        size, sign = (1000, "‰") if permille else (100, "%")
        return decimal(value.number * size, value.step * size) + sign
    if writer.lang == "en" and value.number == Fraction(1, 2):
        return "half"
    return fraction(value.number, writer)


@phrase.register
def _(value: Shares, writer: Official) -> str:
    parts = [writer(part) for part in value.parts]
    if value.mode in ("all", "any"):
        links = (("，且", ", and "), ("，或者", ", or "))[value.mode == "any"]
        return writer.pick(*links).join(parts)
    both = writer.series(parts)
    if writer.lang == "en":
        return f"the {'lesser' if value.mode == 'min' else 'greater'} of {both}"
    return f"{both}中{'较少' if value.mode == 'min' else '较多'}的"
