"""Short forms of numbers: quantities, bounds, ranges, rates, shares and unknowns.

A value and a writer enter, its text leaves; the text shows the printed step with a magnitude or
with decimals. Dates and structures are not known here.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.values.quantity import Bound, Quantity, Range, Rate, Share, Unknown
from govkit.values.share import Shares
from govkit.values.units import Lang
from govkit.values.wording import wording
from govkit.values.writing.writer import Writer, spell

_ZH_SCALES = ((10**4, "万"), (10**8, "亿"), (10**12, "万亿"))
_ZH_STEPS = {10: "十", 100: "百", 1000: "千", 10**5: "十万", 10**6: "百万", 10**7: "千万"}
_EN_SCALES = ((10**3, "thousand"), (10**6, "million"), (10**9, "billion"), (10**12, "trillion"))
_EN_DIRECTIONS = {"more": "_plus", "less": "_nearly", "about": "_approx"}


def decimal(number: Fraction, step: Fraction) -> str:
    """`number` with as many decimals as the step has; `2/3` where the step is 0 or does not fit."""
    if step == 1 and number.denominator == 1:
        return str(number.numerator)
    if step > 0:
        places = len(str(step.denominator)) - 1
        if step == Fraction(1, 10**places) and (number / step).denominator == 1:
            scaled = number / step
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            sign = "-" if scaled < 0 else ""
            return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
    if step and number.denominator == 1:
        return str(number.numerator)
    return _terminating(number) if step else f"{number.numerator}/{number.denominator}"


def plain(number: Fraction) -> str:
    """A number without a printed step: whole, decimal, or a fraction."""
    return str(number) if number.denominator == 1 else _terminating(number)


def _terminating(number: Fraction) -> str:
    for places in range(1, 13):
        if 10**places % number.denominator == 0:
            return decimal(number, Fraction(1, 10**places))
    return f"{number.numerator}/{number.denominator}"


def scale_of(number: Fraction, step: Fraction, lang: Lang) -> tuple[int, str]:
    """The magnitude that shows the step: its size and its word, (1, "") for plain digits."""
    if step <= 1 or step.denominator != 1 or set(str(step)[1:]) - {"0"} or str(step)[0] != "1":
        return 1, ""
    size = step.numerator
    scales = _EN_SCALES if lang == "en" else _ZH_SCALES
    fitting = [scale for scale in scales if size <= scale[0]]
    if not fitting:
        return 1, ""
    if lang == "en" or fitting[0][0] == size:
        return fitting[0]
    # 1.5亿 rather than 15千万, but 3千万 rather than 0.3亿.
    below = [scale for scale in fitting if abs(number) >= scale[0]]
    if below:
        return below[-1]
    return (size, _ZH_STEPS[size]) if size in _ZH_STEPS else fitting[0]


def _number(number: Fraction, step: Fraction, lang: Lang, scale: tuple[int, str]) -> str:
    size, word = scale
    digits = decimal(number / size, step / size)
    return digits + ("_" if word and lang == "en" else "") + word


def unit_word(writer: Writer, unit: str, one: bool) -> str:
    """A unit as it stands behind a number: with the blank or the 个 that it needs."""
    word = writer.units.word(unit, writer.lang, one)
    if word == "月":
        return "个月"
    if writer.lang == "en" and word and word not in "%‰":
        return " " + word
    return " " + word if word.isascii() and word and word not in "%‰" else word


def shown_share(quantity: Quantity, writer: Writer) -> Quantity:
    """Shares in printed count: 678/1000 of `percent` is 67.8."""
    unit = writer.units.get(quantity.unit)
    if unit is None or unit.dimension != "share":
        return quantity
    return Quantity(
        quantity.number / unit.factor,
        quantity.unit,
        quantity.step / unit.factor,
        quantity.direction,
        quantity.share,
    )


def amount_of(quantity: Quantity, writer: Writer, scale: tuple[int, str] | None = None) -> str:
    """Digits and magnitude, no unit and no direction."""
    shown = shown_share(quantity, writer)
    scale = scale or scale_of(shown.number, shown.step, writer.lang)
    if scale[1][-1:] + writer.units.word(quantity.unit, "zh") in writer.units.magnitude_led:
        scale = _ZH_SCALES[0]  # 5千 of 米 would read as five 千米
    return _number(shown.number, shown.step, writer.lang, scale)


@spell.register
def _(value: Quantity, writer: Writer) -> str:
    number = amount_of(value, writer)
    unit = unit_word(writer, value.unit, number == "1")
    if value.direction == "exact":
        return unit if number == "1" and unit.startswith("半") else number + unit
    allowance = f"{plain(value.share * 100)}%" if value.share is not None else ""
    if writer.lang == "en":
        return f"{number}{_EN_DIRECTIONS[value.direction]}{allowance}{unit}"
    if value.direction == "about":
        return f"约{number}{unit}{'上下' if allowance else ''}{allowance}"
    if value.direction == "less":
        known = writer.units.get(value.unit)
        return f"{'将近' if known is not None and known.is_time else '近'}{number}{unit}"
    if unit in ("%", "‰"):
        return f"逾{number}{unit}"
    digits = number.rstrip("十百千万亿")
    if digits.endswith("0"):  # 400余万元, but 2亿余元
        return f"{digits}余{number[len(digits) :]}{unit}"
    return f"{number}余{unit}"


@spell.register
def _(value: Unknown, writer: Writer) -> str:
    if value.printed == "?" and not value.unit:
        return wording("word", "unknown", writer.lang)
    return value.printed + unit_word(writer, value.unit, False)


@spell.register
def _(value: Bound, writer: Writer) -> str:
    return value.comparison + writer(value.quantity)


@spell.register
def _(value: Range, writer: Writer) -> str:
    low, high = value.low, value.high
    closed = value.include_low and value.include_high
    dash = writer.pick("—", "..") if closed else ".."
    dash = dash if value.include_low else "<" + dash
    dash = dash if value.include_high else dash + "<"
    about = low.direction == "about"
    allowance = f"{plain(low.share * 100)}%" if about and low.share is not None else ""
    unit = unit_word(writer, high.unit, False)
    shown = [shown_share(end, writer) for end in (low, high)]
    scales = [scale_of(end.number, end.step, writer.lang) for end in shown]
    first = second = ""
    if scales[0][0] < scales[1][0] and (not unit or " " in unit):
        first = amount_of(low, writer, scales[1])
    elif scales[0][0] < scales[1][0] or unit in ("%", "‰"):
        first = amount_of(low, writer) + unit
    first = first or amount_of(low, writer)
    second = amount_of(high, writer)
    if writer.lang == "en":
        return f"{first}{dash}{second}{'_approx' if about else ''}{allowance}{unit}"
    allowance = "上下" + allowance if allowance else ""
    return f"{'约' if about else ''}{first}{dash}{second}{unit}{allowance}"


@spell.register
def _(value: Rate, writer: Writer) -> str:
    parts = [writer(value.amount)]
    for index, per in enumerate(value.per):
        every = value.every if index == len(value.per) - 1 else Fraction(1)
        parts.append(_per(per, every, writer))
    return "/".join(parts)


def _per(per: str, every: Fraction, writer: Writer) -> str:
    named = ":" in per
    word = "" if named else writer.units.word(per, writer.lang, one=True)
    if every == 1 and word not in ("%", "‰"):  # a bare sign is no word of the grammar
        return writer.name(per) if named else word
    return plain(every) + (writer.name(per) if named else unit_word(writer, per, False))


@spell.register
def _(value: Share, writer: Writer) -> str:
    comparison = "" if value.comparison == "=" else value.comparison
    if value.step:
        permille = value.step == Fraction(1, 1000) and value.number < Fraction(1, 100)
        size, sign = (1000, "‰") if permille else (100, "%")
        number = decimal(value.number * size, value.step * size) + sign
    else:
        number = f"{value.number.numerator}/{value.number.denominator}"
    base = f"{writer.pick(' ', ' of ')}{value.base}" if value.base else ""
    return f"{comparison}{number}{base}"


@spell.register
def _(value: Shares, writer: Writer) -> str:
    parts = writer.pick("、", ", ").join(writer(part) for part in value.parts)
    function = wording("function", value.mode, writer.lang)
    return writer.pick(f"{function}（{parts}）", f"{function}({parts})")
