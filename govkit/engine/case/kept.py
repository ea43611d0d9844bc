"""What a case can keep: text that can be stored and shown, numbers that are finite and not endless.

A name and a value of a caller enter; the value leaves as it was, or `GovError`. Types and meanings
are not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.values import Quantity, Text, Unknown, Word

MOST_DIGITS = 40
MOST_LETTERS = 100_000
FIRST_YEAR, LAST_YEAR = 1000, 9000
_HUGE = 10**MOST_DIGITS
_UNSAYABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def keepable(name: str, text: str) -> str:
    """The text, if it can be stored and shown: no control characters, no half characters."""
    found = _UNSAYABLE.search(text)
    if found or len(text) > MOST_LETTERS:
        code = f"U+{ord(found.group()):04X}" if found else ""
        said = Both(code or f"超过 {MOST_LETTERS} 字", code or f"more than {MOST_LETTERS} letters")
        raise refuse("GOV926", name=sayable(name), what=said)
    return text


def sayable(value: object) -> str:
    """A value as a finding may show it: short, and only what can be written."""
    if isinstance(value, str):
        return _UNSAYABLE.sub("\ufffd", value[:80])
    if isinstance(value, int | Fraction) and abs(value) >= _HUGE:
        return f"≥10^{MOST_DIGITS}" if value > 0 else f"≤-10^{MOST_DIGITS}"
    if isinstance(value, Decimal | float) or type(value) is int:
        return str(value)[:80]
    return str(value) if isinstance(value, Fraction | bool) else type(value).__name__


def countable(name: str, number: int | float | Fraction | Decimal) -> None:
    """Refuse a number that is none, or has more digits than a case keeps."""
    if isinstance(number, Decimal):
        sane = number.is_finite() and (not number or abs(number.adjusted()) < MOST_DIGITS)
        sane = sane and len(number.as_tuple().digits) < 2 * MOST_DIGITS
    elif isinstance(number, float):
        sane = abs(number) < _HUGE
    else:
        sane = abs(number.numerator) < _HUGE and number.denominator < _HUGE
    if not sane:
        raise refuse("GOV927", name=sayable(name), digits=str(MOST_DIGITS))


def datable(at: datetime) -> datetime:
    """The instant, if limits can be counted from it in any zone."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise refuse("GOV928", at=at.isoformat(), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return at


def keepable_value(name: str, value: Any) -> None:
    """Refuse a value of an attribute, or a figure of a meeting, that a case cannot keep."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            keepable_value(name, key)
            keepable_value(name, held)
    elif isinstance(value, str):
        keepable(name, value)
    elif isinstance(value, Word | Text | Unknown):
        keepable_value(name, getattr(value, "word", None) or getattr(value, "text", "") or "")
        keepable_value(name, getattr(value, "printed", ""))
    elif isinstance(value, Quantity):
        keepable(name, value.unit)
        countable(name, value.number)
        countable(name, value.step)
    elif isinstance(value, int | float | Fraction | Decimal) and not isinstance(value, bool):
        countable(name, value)
