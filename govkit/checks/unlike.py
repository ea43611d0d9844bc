"""The units of two sides that do not go together, in words.

Two intervals enter, the units of either leave in both tongues. What was to be added or compared is
not known here.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.values.interval import Interval
from govkit.values.units import standard_units

_BARE = Both("不带单位的数", "a bare number")


def unlike_words(left: Interval, right: Interval) -> dict[str, Both]:
    """`left` and `right` for a sentence: `元`, `元/平方米`, or that a side has no unit."""
    return {"left": _words(left), "right": _words(right)}


def _words(side: Interval) -> Both:
    zh, en = (_product(side, lang == "zh") for lang in ("zh", "en"))
    return Both(zh, en) if side.dimensions else _BARE


def _product(side: Interval, zh: bool) -> str:
    over = [_base(dimension, zh) for dimension, power in side.dimensions if power > 0]
    under = [_base(dimension, zh) for dimension, power in side.dimensions if power < 0]
    return "/".join(["·".join(over) or "1", *under])


def _base(dimension: str, zh: bool) -> str:
    """The unit that a dimension is measured in; an id the table has not, as it is."""
    units = [unit for unit in standard_units() if unit.dimension == dimension]
    base = next((unit for unit in units if unit.factor == 1), None)
    return (base.zh if zh else base.en) if base is not None else dimension
