"""Numbers with a unit: exact, approximate with a direction, bounded, unknown, or per something.

A `Quantity` is in base units of its unit word: `40万元` is 400000 with unit `yuan`. `step` is the
precision printed (`67.8%` → 1/1000), which checks compare at. Units are ids of the unit table or
of the model's own `unit` blocks; the empty unit is a bare number.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Direction = Literal["exact", "more", "less", "about"]
Comparison = Literal["=", "≠", "<", "≤", ">", "≥", "≈"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`number` in base units of `unit`, with the printed `step` and the direction of the words.

    `direction`: `more` for 余 多 超 逾 (above, below the next unit of its magnitude), `less`
    for 近, `about` for 约 左右 (either side; `share` says how far, None when the text does not).
    """

    number: Fraction
    unit: str = ""
    step: Fraction = Fraction(1)
    direction: Direction = "exact"
    share: Fraction | None = None
    type: Literal["quantity"] = "quantity"


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of a named base: `≥2/3 应到会`. `comparison` is `=` where none is printed."""

    number: Fraction
    base: str
    comparison: Comparison = "="
    step: Fraction = Fraction(1)
    type: Literal["share"] = "share"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure the text leaves open: `未知`, `?`, or masked with `*`. `printed` keeps the mask."""

    printed: str = "?"
    unit: str = ""
    type: Literal["unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Bound:
    """One-sided limit: `≥3人`, `40万元以下` (≤), `不满18岁` (<)."""

    comparison: Comparison
    quantity: Quantity
    type: Literal["bound"] = "bound"


@dataclass(frozen=True, slots=True)
class Range:
    """Two-sided limit in one unit. `3至5户` includes both ends; `65..<85` excludes the high one."""

    low: Quantity
    high: Quantity
    include_low: bool = True
    include_high: bool = True
    type: Literal["range"] = "range"


@dataclass(frozen=True, slots=True)
class Rate:
    """So much per something: `3次/月`, `≥3000万元/社区/年`, `1/社区`.

    `per` names what it is per, in order: ids of time units (`month`) or `kind:name` references.
    `every` is the number of the last of them (`每2周1次` → 1 per 2 weeks).
    """

    amount: Quantity | Bound | Range | Unknown
    per: tuple[str, ...]
    every: Fraction = Fraction(1)
    type: Literal["rate"] = "rate"
