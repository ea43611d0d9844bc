"""Numerals in every script documents print: digits, Chinese numerals, capitals, mixtures.

A numeral text goes in; an exact number and the step it is printed to come out, or None. Units,
approximations and bounds are not known here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

MAX_DIGITS = 40
ARABIC = r"[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?"
CHINESE = "零〇○一二两三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億点點"

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDTH |= {0x3000: 0x20, 0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20}
_WIDTH |= str.maketrans("≧≦⩾⩽﹤﹥−‐‑〜∶÷", "≥≤≥≤<>---~:/")
_PLAIN = str.maketrans(
    "〇○两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億點", "零零二一二二三三四五六六七八九十百千万亿点"
)
_BLANKS = re.compile(r"[ \t\u3000\u00a0\r\n]+")
_IDLE_BLANKS = re.compile(
    r"(?<![0-9A-Za-z_% \t\u3000\u00a0])[ \t\u3000\u00a0]++|[ \t\u3000\u00a0]++(?![0-9A-Za-z_])"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_DECIMAL_BASES = {"百": 100, "千": 1000, "万": 10**4}
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})++")
MAGNITUDES = {
    **_SMALL,
    **_LARGE,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

Numeral = tuple[Fraction, Fraction]
_ONE = Fraction(1)
_EXACT = Fraction(0)


def without_blanks(text: str) -> str:
    """The text with one blank left between two Latin words or digits, and no other."""
    if " " not in text and "\u3000" not in text and "\t" not in text and "\u00a0" not in text:
        return text
    return _BLANKS.sub(" ", _IDLE_BLANKS.sub("", text))


def narrow(text: str) -> str:
    """Full-width digits, letters, marks and blanks in half width; the length stays the same."""
    return text if text.isascii() else text.translate(_WIDTH)


def arabic(text: str) -> Numeral | None:
    """`12.5` → 25/2 to a step of 1/10; `1,485`; `2/3`, whose step is 0: exact. None: bad commas.

    At most `MAX_DIGITS` digits; the caller has counted them.
    """
    if text.isdigit():
        return Fraction(int(text)), _ONE
    if "," in text:
        head = text.partition(".")[0].partition("/")[0]
        if not _GROUPED.fullmatch(head):
            return None
        text = text.replace(",", "")
    if "/" in text:
        top, _, base = text.partition("/")
        whole = arabic(top)
        if whole is None or int(base) == 0:
            return None
        return whole[0] / int(base), _EXACT
    head, _, decimals = text.partition(".")
    step = 10 ** len(decimals)
    return Fraction(int(head + decimals), step), Fraction(1, step)


def magnitude(text: str) -> int:
    """`万` → 10000, `千万` → 10000000, `million`; the empty text is 1."""
    text = "".join(text.split()).replace("_", "")
    if text in MAGNITUDES:
        return MAGNITUDES[text]
    product = 1
    for char in text:
        product *= MAGNITUDES[char]
    return product


@lru_cache(maxsize=2048)
def chinese(text: str) -> Numeral | None:
    """`四十万` → 400000 to a step of 10000, as `40万` is; `六点一万`; `壹佰`; `1万2000`.

    None for what has no one reading: `三五` (three to five), `一万五` (short for 15000), `几十`.
    The step is the last 万 or 亿 where the numeral ends in it, otherwise one.
    """
    text = text.translate(_PLAIN)
    head, point, rest = text.partition("点")
    if not point:
        return _whole(text)
    decimals = rest.rstrip("".join((*_SMALL, *_LARGE)))
    scale = magnitude(rest[len(decimals) :])
    whole = _whole(head)
    if whole is None or not decimals or any(char not in _DIGITS for char in decimals):
        return None
    tail = "".join(str(_DIGITS[char]) for char in decimals)
    step = Fraction(scale, 10 ** len(tail))
    return (whole[0] * 10 ** len(tail) + int(tail)) * step, step


def _whole(text: str) -> Numeral | None:
    high = middle = section = 0
    digit: int | None = None
    zero = False
    last = 0
    step = 1
    for token in _TOKEN.findall(text):
        if token == "零" and digit is None:
            zero = True
        elif token in _DIGITS or token.isdigit():
            if digit is not None:
                return None
            digit = _DIGITS[token] if token in _DIGITS else int(token)
            step = 1
        elif token in _SMALL:
            size = _SMALL[token]
            if digit is None and (size != 10 or section):
                return None
            if section and size >= last:
                return None
            section += (1 if digit is None else digit) * size
            digit, zero, last, step = None, False, size, 1
        elif token in _LARGE:
            section += digit or 0
            if token == "万":
                if middle or not section:
                    return None
                middle, step = section * 10**4, 10**4
            else:
                if high or not (middle + section):
                    return None
                high, middle = (middle + section) * 10**8, 0
                step = 10**8 * (step if not section else 1)
            section, digit, zero, last = 0, None, False, _LARGE[token]
        else:
            return None
    if digit is not None:
        if last and not zero and digit * 10 < last:
            return None
        section += digit
    if not text or (zero and len(text) > 1 and digit is None):
        return None
    return Fraction(high + middle + section), Fraction(step)


def fraction(base_text: str, top_text: str) -> Numeral | None:
    """The two sides of `base分之top`: 百分之七十 to a step of 1/100, 三分之二 exact (step 0)."""
    decimal = _DECIMAL_BASES.get(base_text)
    read = chinese(base_text) if decimal is None else (Fraction(decimal), _ONE)
    figure = _DECIMAL.fullmatch(top_text)
    top = arabic(top_text) if figure else chinese(top_text)
    if decimal is not None and top_text == base_text:  # 百分之百
        top = (Fraction(decimal), _ONE)
    if read is None or not read[0] or top is None:
        return None
    return top[0] / read[0], _EXACT if decimal is None else top[1] / read[0]


def ordinal(text: str) -> int | None:
    """A counting number in any script (`12`, `十二`); None for anything else."""
    text = narrow(text)
    if len(text) > MAX_DIGITS:
        return None
    read = arabic(text) if text.isascii() and text.isdigit() else chinese(text)
    return int(read[0]) if read and read[0].denominator == 1 else None


def digits(text: str) -> str | None:
    """Figures spoken one by one, as in years: `二〇二六` → `2026`; None for anything else."""
    plain = narrow(text).translate(_PLAIN)
    spoken = [str(_DIGITS[c]) if c in _DIGITS else c for c in plain]
    joined = "".join(spoken)
    return joined if joined.isascii() and joined.isdigit() else None
