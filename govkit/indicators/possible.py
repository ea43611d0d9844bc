"""Points that may not be settled: one pair of bounds for each way to read what is left open.

Values with the choices they rest on enter and leave. Two values are added only where their choices
agree, so that no total mixes two readings of one indicator. What a choice is about is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

MOST = 256
"""The most readings kept apart; beyond, they are taken together as bounds."""

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """Points under some choices. Equal bounds: known. Both None: nothing is known."""

    low: Fraction | None
    high: Fraction | None
    choices: Choices = ()

    def mapped(self, change: Callable[[Fraction], Fraction]) -> Possible:
        """The same after a change that never turns more into less or the other way round twice."""
        if self.low is None or self.high is None:
            return self
        ends = sorted((change(self.low), change(self.high)))
        return Possible(ends[0], ends[1], self.choices)


@dataclass(frozen=True, slots=True)
class Score:
    """All the points there may be. `missing`: the items nothing is known of.
    `provisional`: an indicator it rests on is."""

    possible: tuple[Possible, ...]
    missing: tuple[str, ...] = ()
    provisional: bool = False

    def under(self, choices: Choices) -> tuple[Possible, ...]:
        """The points under these choices: those whose own agree with them."""
        return tuple(one for one in self.possible if _joined(one.choices, choices) is not None)

    @property
    def value(self) -> Fraction | None:
        """The points where all readings agree on one number."""
        low, high = self.bounds
        return low if low == high else None

    @property
    def bounds(self) -> tuple[Fraction | None, Fraction | None]:
        """The fewest and the most points over all readings; None where nothing bounds them."""
        lows = [one.low for one in self.possible]
        highs = [one.high for one in self.possible]
        return (
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
        )

    @property
    def state(self) -> str:
        """`known`, `provisional` (known, but an indicator is), `unclear` (readings differ) or
        `unknown` (something is missing)."""
        if self.value is not None:
            return "provisional" if self.provisional else "known"
        return "unknown" if any(one.low != one.high or one.low is None for one in self.possible) \
            else "unclear"  # fmt: skip


UNKNOWN = (Possible(None, None),)


def exactly(value: Fraction) -> tuple[Possible, ...]:
    """A known value."""
    return (Possible(value, value),)


def merged(found: Iterable[Possible]) -> tuple[Possible, ...]:
    """Readings that agree taken as one: all of them where every value is the same."""
    kept = tuple(dict.fromkeys(found))
    if len({(one.low, one.high) for one in kept}) == 1:
        return (Possible(kept[0].low, kept[0].high),)
    if len(kept) <= MOST:
        return kept
    bounds = Score(kept).bounds
    return (Possible(*bounds),)


def added(one: Iterable[Possible], other: Iterable[Possible]) -> tuple[Possible, ...]:
    """Every sum of two values whose choices agree."""
    others = tuple(other)
    return merged(
        Possible(_sum(left.low, right.low), _sum(left.high, right.high), joined)
        for left in one
        for right in others
        if (joined := _joined(left.choices, right.choices)) is not None
    )


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _joined(one: Choices, other: Choices) -> Choices | None:
    both = dict(one)
    if any(both.setdefault(key, choice) != choice for key, choice in other):
        return None
    return tuple(sorted(both.items()))
