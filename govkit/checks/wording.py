"""How checks write what they found: intervals, comparisons and printed values, in both tongues.

Values of `govkit.values` enter, text for the blanks of a finding leaves. Which finding it is, and
what the whole sentence says, is not known here.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics import Both
from govkit.values.evaluate import Compared
from govkit.values.interval import Interval, half_up
from govkit.values.units import Lang, standard_units
from govkit.values.writing import write

# The units a length of time is told in, the largest first, by what is measured.
_UNITS = {
    "time": ("natural_day", "natural_hour", "minute", "second"),
    "work_time": ("work_hour",),
    "work_day": ("work_day",),
    "month": ("year", "month"),
}
_ASKED = {
    "=": Both(" ", ""),
    "≠": Both("不等于 ", "other than "),
    "≈": Both("约等于 ", "about "),
    "≥": Both("不少于 ", "at least "),
    ">": Both("多于 ", "more than "),
    "≤": Both("不多于 ", "at most "),
    "<": Both("少于 ", "fewer than "),
}


def name_of(ref: str) -> str:
    """The name in a reference `kind:name`."""
    return ref.partition(":")[2] or ref


def written(value: object) -> Both:
    """A value as a text writes it, references by their names."""
    return Both(write(value, "zh", name_of), write(value, "en", name_of))


def shown(value: Interval | None, lang: Lang = "zh") -> str:
    """An interval in signs, for tables: `3.125`, `81.6667 ≤ x < 83.3333`, `≥ 810`, `2天`, `?`."""
    if value is None or (value.low is None and value.high is None):
        return "?"
    low, high = _end(value.low, value, lang), _end(value.high, value, lang)
    if value.exact is not None:
        return low
    if value.high is None:
        return f"{'>' if value.open_low else '≥'} {low}"
    if value.low is None:
        return f"{'<' if value.open_high else '≤'} {high}"
    below, above = "<" if value.open_low else "≤", "<" if value.open_high else "≤"
    return f"{low} {below} x {above} {high}"


def told(value: Interval | None) -> Both:
    """An interval in words, for sentences: `3.125`, `0 到 1`, `270 以上、不满 280`, `未知`."""
    if value is None or (value.low is None and value.high is None):
        return Both("未知", "unknown")
    return Both(_told(value, "zh").zh, _told(value, "en").en)


def _told(value: Interval, lang: Lang) -> Both:
    low, high = _end(value.low, value, lang), _end(value.high, value, lang)
    if value.exact is not None:
        return Both(low, low)
    if not high:
        return Both(f"多于 {low}", f"more than {low}") if value.open_low else Both(
            f"不少于 {low}", f"at least {low}")  # fmt: skip
    if not low:
        return Both(f"不满 {high}", f"less than {high}") if value.open_high else Both(
            f"不多于 {high}", f"at most {high}")  # fmt: skip
    if not value.open_low and not value.open_high:
        return Both(f"{low} 到 {high}", f"{low} to {high}")
    zh = f"{'超过 ' if value.open_low else ''}{low}{'' if value.open_low else ' 以上'}"
    en = f"more than {low}" if value.open_low else f"{low} or more"
    if value.open_high:
        return Both(f"{zh}、不满 {high}", f"{en}, but less than {high}")
    return Both(f"{zh}、不超过 {high}", f"{en}, up to {high}")


def _end(number: Fraction | None, value: Interval, lang: Lang) -> str:
    return "" if number is None else length(number, value.dimensions, lang)


def length(number: Fraction, dimensions: tuple[tuple[str, int], ...], lang: Lang) -> str:
    """A number as it is; one that is a length of time in the largest unit that leaves it whole."""
    of_time = dict(dimensions)
    units = next((_UNITS[name] for name in _UNITS if of_time == {name: 1}), ())
    for unit in units:
        factor = standard_units().get(unit).factor  # type: ignore[union-attr]
        if (number / factor).denominator == 1 or unit == units[-1]:
            word = standard_units().word(unit, lang, one=abs(number) == factor)
            return f"{plain(number / factor)}{'' if lang == 'zh' else ' '}{word}"
    return plain(number)


def asked(operator: str, of: Both) -> Both:
    """What a comparison asks its left side to be: `不少于 1`, `at least 1`, or ` 7`."""
    words = _ASKED.get(operator, _ASKED["="])
    return Both(words.zh + of.zh, words.en + of.en)


def sides(compared: list[Compared]) -> Both:
    """Comparisons as half a sentence each: `算得 0 到 1，应当不少于 1`."""
    if not compared:
        return Both("没有可比的数", "there is no figure to compare")
    each = [_sides(one) for one in dict.fromkeys(compared)]
    return Both("；".join(one.zh for one in each), "; ".join(one.en for one in each))


def _sides(last: Compared) -> Both:
    there, ought = told(last.left), asked(last.operator, told(last.right))
    if last.right.exact is None:
        other, word = told(last.right), _ASKED.get(last.operator, Both("", ""))
        zh, en = word.zh.strip() or "等于", word.en.strip() or "equal to"
        return Both(f"左边算得 {there.zh}，右边算得 {other.zh}，左边应当{zh}右边",
                    f"the left side is {there.en}, the right side {other.en}, and the left "
                    f"should be {en} the right")  # fmt: skip
    return Both(f"算得 {there.zh}，应当{'是' if last.operator == '=' else ''}{ought.zh}",
                f"found {there.en}, expected {ought.en}")  # fmt: skip


def plain(number: Fraction) -> str:
    """A number with at most four decimals, the last one rounded half up."""
    if number.denominator == 1:
        return str(number.numerator)
    scaled = half_up(abs(number), Fraction(1, 10_000)) * 10_000
    whole = scaled.numerator
    digits = f"{whole // 10_000}.{whole % 10_000:04d}".rstrip("0").rstrip(".")
    return f"{'-' if number < 0 and whole else ''}{digits}"
