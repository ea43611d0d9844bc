"""Which tongue a model is spoken of in where no text says it: the tongue of its names.

Names and titles enter, `zh` or `en` leaves. A model that was read from a text keeps the tongue of
that text, which is no part of its meaning; this serves models that come from data.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.values.units import Lang


def tongue_of_names(names: Iterable[str]) -> Lang:
    """Chinese where most names that hold letters hold a Chinese one, and where there are none."""
    score = 0
    for name in names:
        if any("\u3400" <= letter <= "\u9fff" for letter in name):
            score += 1
        elif any(letter.isalpha() for letter in name):
            score -= 1
    return "en" if score < 0 else "zh"
