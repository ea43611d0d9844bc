"""What replications say together: means, paired differences and quantiles with their intervals.

The figures of each replication enter, None where one is undefined; estimates leave. Replications
are taken as independent and alike, cases within one are not. What a figure is of is not known here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

LEVEL = 0.95
FEWEST = 5
"""With fewer defined values there is no interval: the width would be mostly luck."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over replications.

    `mean` is None where no replication has a value; `low` and `high` are None where fewer than
    five have one. `values` are those of the replications in their order, None where undefined.
    """

    mean: float | None
    low: float | None
    high: float | None
    values: tuple[float | None, ...]

    @property
    def n(self) -> int:
        """How many replications have a value."""
        return len(self.values) - self.undefined

    @property
    def undefined(self) -> int:
        """How many replications have none."""
        return self.values.count(None)

    @property
    def half_width(self) -> float | None:
        """Half the length of the interval; None where there is none."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def leaves_out_zero(self) -> bool:
        """Whether there is an interval and zero lies outside it."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def estimate(values: Sequence[float | None], level: float = LEVEL) -> Estimate:
    """Mean and t interval over the replications that have a value.

    Raises ValueError for a value that is not finite.
    """
    known = _known(values)
    mean = math.fsum(known) / len(known) if known else None
    return _around(mean, known, tuple(values), level)


def difference(
    base: Sequence[float | None], other: Sequence[float | None], level: float = LEVEL
) -> Estimate:
    """`other` less `base`, replication by replication: both had the same cases.

    A pair of which one is undefined is undefined. Raises ValueError for unequal lengths.
    """
    pairs = zip(base, other, strict=True)
    return estimate([None if a is None or b is None else b - a for a, b in pairs], level)


def pooled_quantile(
    replications: Sequence[Sequence[float]], share: float, level: float = LEVEL
) -> Estimate:
    """The quantile of all cases together, with an interval from those of the replications.

    Sectioning: the interval lies around the quantile of the pool, and its width comes from how the
    replications' own quantiles scatter about that. A replication without cases is undefined.
    """
    return quantile_of_counts([Counter(_known(cases)) for cases in replications], share, level)


def quantile_of_counts(
    replications: Sequence[Mapping[float, int]], share: float, level: float = LEVEL
) -> Estimate:
    """The same of values each with how often it came."""
    if not 0 < share < 1:
        raise ValueError(f"a quantile lies between 0 and 1, not at {share}")
    pool: Counter[float] = Counter()
    for cases in replications:
        pool.update(cases)
    own = tuple(_quantile(cases, share) if cases else None for cases in replications)
    centre = _quantile(pool, share) if pool else None
    return _around(centre, _known(own), own, level)


def by_chance(figures: int, level: float = LEVEL) -> float:
    """Of so many figures without any difference, how many leave out zero by chance alone."""
    return figures * (1 - level)


def _known(values: Sequence[float | None]) -> list[float]:
    known = [value for value in values if value is not None]
    if not all(map(math.isfinite, known)):
        raise ValueError("a value that is not finite: give None where a figure is undefined")
    return known


def _quantile(counts: Mapping[float, int], share: float) -> float:
    """The smallest value at or below which at least this share of them lies."""
    rank = max(1, math.ceil(share * sum(counts.values()) - 1e-9))
    values = sorted(counts)
    for value in values:
        rank -= counts[value]
        if rank <= 0:
            return value
    return values[-1]


def _around(
    centre: float | None, known: list[float], values: tuple[float | None, ...], level: float
) -> Estimate:
    if centre is None or len(known) < FEWEST:
        return Estimate(centre, None, None, values)
    squares = math.fsum((value - centre) ** 2 for value in known)
    spread = math.sqrt(squares / (len(known) - 1) / len(known))
    half = t_quantile((1 + level) / 2, len(known) - 1) * spread
    return Estimate(centre, centre - half, centre + half, values)


@lru_cache(maxsize=1024)
def t_quantile(share: float, degrees: int) -> float:
    """The quantile of Student's t with a whole number of degrees of freedom.

    Its distribution function is a finite sum of cosines for whole degrees; it is halved into until
    two neighbouring floats are left. Raises ValueError for a share outside (0, 1) or no degree.
    """
    if not 0 < share < 1 or degrees < 1:
        raise ValueError(f"no quantile at {share} with {degrees} degrees of freedom")
    if share < 0.5:
        return -t_quantile(1 - share, degrees)
    low, high = 0.0, math.pi / 2
    inside = 2 * share - 1
    while True:
        angle = (low + high) / 2
        if angle in (low, high):
            return math.tan(angle) * math.sqrt(degrees)
        if _within(angle, degrees) < inside:
            low = angle
        else:
            high = angle


def _within(angle: float, degrees: int) -> float:
    """How likely t lies within ± tan(angle)·√degrees (Abramowitz and Stegun 26.7.3, 26.7.4)."""
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = 0.0 if degrees == 1 else term
    for step in range(2 if odd else 1, degrees - 2, 2):
        term *= step / (step + 1) * cosine * cosine
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
