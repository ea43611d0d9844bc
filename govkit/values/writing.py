"""Back to text: the short form of every value, in either tongue.

A value goes in, the text that `govkit.values.reading` reads back to an equal value comes out. What
things are called is asked of the caller; statements, fields and clauses are not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import singledispatch

from govkit.values.expression import Call, Constant, Each, Infix, Name
from govkit.values.quantity import Bound, Quantity, Range, Rate, Share, Unknown
from govkit.values.structure import (
    Arrow,
    Chain,
    Distribution,
    Formula,
    Mapping,
    Ref,
    Refs,
    Term,
    Text,
    Word,
    Words,
)
from govkit.values.time import Day, Days, Moment, Recurrence
from govkit.values.units import Lang, Units, standard_units
from govkit.values.wording import wording

Naming = Callable[[str], str]
_ZH_SCALES = ((10**4, "万"), (10**8, "亿"), (10**12, "万亿"))
_ZH_STEPS = {10: "十", 100: "百", 1000: "千", 10**5: "十万", 10**6: "百万", 10**7: "千万"}
_EN_SCALES = ((10**3, "thousand"), (10**6, "million"), (10**9, "billion"), (10**12, "trillion"))
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS_ZH = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "year": "年"}
_ENDS_ZH = {"month": "底", "quarter": "末", "year": "底"}
_EN_DIRECTIONS = {"more": "_plus", "less": "_nearly", "about": "_approx"}


class Writer:
    """The tongue, the names and the units a value is written with."""

    def __init__(self, lang: Lang, name: Naming, units: Units) -> None:
        self.lang = lang
        self.name = name
        self.units = units

    def __call__(self, value: object) -> str:
        """The short form of a value."""
        return _write(value, self)

    def pick(self, zh: str, en: str) -> str:
        """One of two spellings, by the tongue."""
        return zh if self.lang == "zh" else en

    def joined(self, items: list[str]) -> str:
        """`甲、乙` or `a, b`."""
        return self.pick("、", ", ").join(items)


def write(value: object, lang: Lang, name: Naming, units: Units | None = None) -> str:
    """The short form of any value of `govkit.values`, terms and arrows included.

    `name` gives the word for a reference `kind:name` and for the id of a `Word`; `units` is the
    model's own table where it has one. Reading the text back gives an equal value, except where
    the step is no power of ten of the printed magnitude (only computed figures have such a one).
    """
    return Writer(lang, name, units or standard_units())(value)


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


def _plain(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else _terminating(number)


def _terminating(number: Fraction) -> str:
    for places in range(1, 13):
        if 10**places % number.denominator == 0:
            return decimal(number, Fraction(1, 10**places))
    return f"{number.numerator}/{number.denominator}"


def _scale(number: Fraction, step: Fraction, lang: Lang) -> tuple[int, str]:
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
    below = [scale for scale in fitting if number >= scale[0]]
    if below:
        return below[-1]
    return (size, _ZH_STEPS[size]) if size in _ZH_STEPS else fitting[0]


def _number(number: Fraction, step: Fraction, lang: Lang, scale: tuple[int, str]) -> str:
    size, word = scale
    digits = decimal(number / size, step / size)
    return digits + ("_" if word and lang == "en" else "") + word


def _unit(writer: Writer, unit: str, one: bool) -> str:
    word = writer.units.word(unit, writer.lang, one)
    if word == "月":
        return "个月"
    if writer.lang == "en" and word and word not in "%‰":
        return " " + word
    return " " + word if word.isascii() and word and word not in "%‰" else word


def _shown(quantity: Quantity, writer: Writer) -> Quantity:
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


def _amount(quantity: Quantity, writer: Writer, scale: tuple[int, str] | None = None) -> str:
    """Digits and magnitude, no unit and no direction."""
    shown = _shown(quantity, writer)
    scale = scale or _scale(shown.number, shown.step, writer.lang)
    return _number(shown.number, shown.step, writer.lang, scale)


@singledispatch
def _write(value: object, writer: Writer) -> str:
    raise TypeError(f"not a value: {type(value).__name__}")


@_write.register
def _(value: str, writer: Writer) -> str:
    return writer.name(value) if ":" in value else wording("word", value, writer.lang)


@_write.register
def _(value: Quantity, writer: Writer) -> str:
    number = _amount(value, writer)
    unit = _unit(writer, value.unit, number == "1")
    if value.direction == "exact":
        return unit if number == "1" and unit.startswith("半") else number + unit
    allowance = f"{_plain(value.share * 100)}%" if value.share is not None else ""
    if writer.lang == "en":
        return f"{number}{_EN_DIRECTIONS[value.direction]}{allowance}{unit}"
    if value.direction == "about":
        return f"约{number}{unit}{'上下' if allowance else ''}{allowance}"
    if value.direction == "less":
        known = writer.units.get(value.unit)
        return f"{'将近' if known is not None and known.is_time else '近'}{number}{unit}"
    return f"逾{number}{unit}" if unit in ("%", "‰") else f"{number}余{unit}"


@_write.register
def _(value: Unknown, writer: Writer) -> str:
    if value.printed == "?" and not value.unit:
        return wording("word", "unknown", writer.lang)
    return value.printed + _unit(writer, value.unit, False)


@_write.register
def _(value: Bound, writer: Writer) -> str:
    return value.comparison + writer(value.quantity)


@_write.register
def _(value: Range, writer: Writer) -> str:
    low, high = value.low, value.high
    closed = value.include_low and value.include_high
    dash = writer.pick("—", "..") if closed else ".."
    dash = dash if value.include_low else "<" + dash
    dash = dash if value.include_high else dash + "<"
    about = low.direction == "about"
    allowance = f"{_plain(low.share * 100)}%" if about and low.share is not None else ""
    unit = _unit(writer, high.unit, False)
    shown = [_shown(end, writer) for end in (low, high)]
    scales = [_scale(end.number, end.step, writer.lang) for end in shown]
    first = second = ""
    if scales[0][0] < scales[1][0] and (not unit or " " in unit):
        first = _amount(low, writer, scales[1])
    elif scales[0][0] < scales[1][0] or unit in ("%", "‰"):
        first = _amount(low, writer) + unit
    first = first or _amount(low, writer)
    second = _amount(high, writer)
    if writer.lang == "en":
        return f"{first}{dash}{second}{'_approx' if about else ''}{allowance}{unit}"
    allowance = "上下" + allowance if allowance else ""
    return f"{'约' if about else ''}{first}{dash}{second}{unit}{allowance}"


@_write.register
def _(value: Rate, writer: Writer) -> str:
    parts = [writer(value.amount)]
    for index, per in enumerate(value.per):
        every = value.every if index == len(value.per) - 1 else Fraction(1)
        parts.append(_per(per, every, writer))
    return "/".join(parts)


def _per(per: str, every: Fraction, writer: Writer) -> str:
    named = ":" in per
    if every == 1:
        return writer.name(per) if named else writer.units.word(per, writer.lang, one=True)
    return _plain(every) + (writer.name(per) if named else _unit(writer, per, False))


@_write.register
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


@_write.register
def _(value: Day, writer: Writer) -> str:
    year, month = f"{value.date.year:04d}", value.date.month
    if value.precision == "day":
        return value.date.isoformat()
    if value.precision == "month":
        return writer.pick(f"{year}年{month}月", f"{year}-{month:02d}")
    return writer.pick(f"{year}年", year)


@_write.register
def _(value: Days, writer: Writer) -> str:
    return writer.joined([writer(day) for day in value.days])


@_write.register
def _(value: Moment, writer: Writer) -> str:
    return value.at.strftime("%H:%M:%S" if value.at.second else "%H:%M").join(
        (f"{value.at.date().isoformat()} ", "")
    )


@_write.register
def _(value: Recurrence, writer: Writer) -> str:
    if writer.lang == "en" or value.shift > 1:
        return _recurrence_en(value)
    period = "工作日" if value.period == "day" and value.working else _PERIODS_ZH[value.period]
    dated = value.day is not None or value.time is not None
    head = "次" if value.shift else "每" if dated else "当"
    day = ""
    if value.day is not None:
        day = f"{value.day}日"
        if value.working:
            day = "最后一个工作日" if value.day < 0 else f"第{value.day}个工作日"
        elif value.day < 0:
            day = "最后一天" if value.time else _ENDS_ZH.get(value.period, "最后一天")
        elif value.period == "week":
            day = _WEEKDAYS_ZH[value.day - 1]
    time = value.time or ""
    if time and value.period == "week":
        time = _part_of_day(time) + time
    latest = ("前" if dated else "内") if value.before else ""
    return f"{head}{period}{day}{time}{latest}"


def _part_of_day(time: str) -> str:
    """`上午` … between a weekday and the time, which keeps 每周二 apart from the figures."""
    hour = int(time[:2])
    return "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"


def _recurrence_en(value: Recurrence) -> str:
    period = "workday" if value.period == "day" and value.working else value.period
    dated = value.day is not None or value.time is not None
    head = {0: "every" if dated else "same", 1: "next"}.get(value.shift, f"in {value.shift}")
    day = ""
    if value.day is not None:
        kind = "workday" if value.working else "day"
        day = f"last {kind} of " if value.day < 0 else f"{kind} {value.day} of "
        if value.period == "week" and value.day > 0 and not value.working:
            day = f"{_WEEKDAYS_EN[value.day - 1]} of "
    many = "s" if value.shift > 1 else ""
    time = f" at {value.time.replace(':', '')}" if value.time else ""
    text = f"{'before ' if value.before else ''}{day}{head} {period}{many}{time}"
    return text.replace(" ", "_")


@_write.register
def _(value: Text, writer: Writer) -> str:
    if writer.lang == "en" and '"' not in value.text:
        return f'"{value.text}"'
    for mark, closing in (("“", "”"), ('"', '"')):
        if mark not in value.text and closing not in value.text:
            return f"{mark}{value.text}{closing}"
    return f"“{value.text}”"


@_write.register
def _(value: Word, writer: Writer) -> str:
    return writer.name(value.word)


def _tail(tail: str, total: int | None, writer: Writer) -> str:
    if not tail:
        return ""
    word = wording("tail", tail, writer.lang)
    count = "" if total is None else str(total)
    return f" {word}{' ' if count and writer.lang == 'en' else ''}{count}"


@_write.register
def _(value: Words, writer: Writer) -> str:
    if not value.words:
        total = value.total
        return "" if total is None else f"{total}{writer.pick('项', ' items')}"
    return writer.joined(list(value.words)) + _tail(value.tail, value.total, writer)


@_write.register
def _(value: Ref, writer: Writer) -> str:
    return writer.name(value.ref)


@_write.register
def _(value: Refs, writer: Writer) -> str:
    names = writer.joined([writer.name(ref) for ref in value.refs])
    if value.mode:
        names = f"{wording('function', value.mode, writer.lang)}({names})"
    bound = writer(value.bound) + (" " if names else "") if value.bound else ""
    return bound + names + _tail(value.tail, value.total, writer)


@_write.register
def _(value: Term, writer: Writer) -> str:
    any_number = wording("word", "any_number", "en")
    number = any_number if value.number is None else writer(value.number)
    names = [*(writer.name(ref) for ref in value.refs), *value.words]
    if len(names) > 1:
        return f"{number} {{{writer.joined(names)}}}"
    return f"{number} {names[0]}" if names else number


@_write.register
def _(value: Formula, writer: Writer) -> str:
    return " + ".join(writer(term) for term in value.terms)


@_write.register
def _(value: Chain, writer: Writer) -> str:
    chain = writer.pick(" → ", " -> ").join(writer.name(ref) for ref in value.refs)
    return chain + _tail("total" if value.total is not None else "", value.total, writer)


@_write.register
def _(value: Arrow, writer: Writer) -> str:
    keys = [writer(key) for key in value.keys]
    left = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
    ends = [writer(end) for end in value.to]
    right = ends[0] if len(ends) == 1 else f"{{{writer.joined(ends)}}}"
    return f"{left}{writer.pick(' → ', ' -> ')}{right}"


@_write.register
def _(value: Mapping, writer: Writer) -> str:
    return writer.pick("，", ", ").join(writer(entry) for entry in value.entries)


@_write.register
def _(value: Distribution, writer: Writer) -> str:
    name = wording("function", value.name, writer.lang)
    parameters = ", ".join(writer(parameter) for parameter in value.parameters)
    return f"{name}({parameters})"


_BINDING = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_COMPARING = 3


@_write.register
def _(value: Constant, writer: Writer) -> str:
    return writer(value.value)


@_write.register
def _(value: Name, writer: Writer) -> str:
    name = writer.name(value.ref)
    return f"{name}.{writer.name(value.field)}" if value.field else name


@_write.register
def _(value: Infix, writer: Writer) -> str:
    binding = _BINDING.get(value.operator, _COMPARING)
    left = _operand(value.left, binding - (binding != _COMPARING), writer)
    right = _operand(value.right, binding, writer)
    operator = value.operator
    if operator in ("and", "or"):
        operator = wording("logic", operator, writer.lang)  # type: ignore[assignment]
    return f"{left} {operator} {right}"


def _operand(value: object, least: int, writer: Writer) -> str:
    text = writer(value)
    loose = isinstance(value, Infix) and _BINDING.get(value.operator, _COMPARING) <= least
    broken = isinstance(value, Constant) and isinstance(value.value, Quantity) and "/" in text
    return f"({text})" if loose or broken else text


@_write.register
def _(value: Call, writer: Writer) -> str:
    arguments = ", ".join(writer(argument) for argument in value.arguments)
    return f"{wording('function', value.function, writer.lang)}({arguments})"


@_write.register
def _(value: Each, writer: Writer) -> str:
    name = wording("function", value.function, writer.lang)
    inside = wording("logic", "in", writer.lang)
    where = ""
    if value.where is not None:
        where = f" {wording('logic', 'where', writer.lang)} {writer(value.where)}"
    over = writer.name(value.over) if ":" in value.over else value.over
    colon = writer.pick("：", ": ")
    return f"{name}({value.variable} {inside} {over}{where}{colon}{writer(value.holds)})"
