"""Whether a map keeps what the map of a base says: two maps enter, one of five answers leaves.

A map is read as what it does: whatever hits an entry leads to its right side, the first hit counts.
So an entry that is lost, renamed or never reached any more is a change, and one more is none.
Nothing here knows texts, places or the words of a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, Literal, Protocol

from govkit.values import Bound, Mapping, Quantity, Range
from govkit.values.interval import Interval, of_value
from govkit.values.units import Units

Verdict = Literal["same", "tighter", "looser", "changed", "unclear"]

_ELSE = "else"
_OTHER = "\0"  # stands for every word that no entry names
_ORDER: tuple[Verdict, ...] = ("looser", "changed", "unclear", "tighter", "same")
Key = str | Quantity | Bound | Range


class Comparison(Protocol):
    """How the right sides of a map are compared, as values of its field are."""

    @property
    def field(self) -> str:
        """The field, `kind.field`."""

    @property
    def units(self) -> Units:
        """The units of its amounts."""

    def verdict(self, base: object, own: object) -> Verdict:
        """What becomes of `base` where `own` is said in its place."""


def map_verdict(comparison: Comparison, base: Mapping, own: Mapping) -> Verdict:
    """What becomes of a map: the worst that becomes of anything it leads somewhere.

    Maps of events add up, so that what one of them does not name stays as it was.
    """
    found: set[Verdict] = {"same"}
    for asked in _asked(comparison, base, own):
        was, now = _lead(comparison, base, asked), _lead(comparison, own, asked)
        if was is None:
            if now is not None:
                found.add("changed" if _widened(comparison, base, now, asked) else "tighter")
        elif now is None:
            found.add("same" if comparison.field.endswith(".on") else "changed")
        else:
            found.add(_target(comparison, was, now))
    return next(verdict for verdict in _ORDER if verdict in found)


def _target(comparison: Comparison, was: Any, now: Any) -> Verdict:
    """Two right sides: amounts as amounts of the field, everything else has to be the same."""
    if was == now:
        return "same"
    if isinstance(was, str) or isinstance(now, str):
        return "unclear" if comparison.field.endswith(".on") else "changed"
    return comparison.verdict(was, now)


def _widened(comparison: Comparison, base: Mapping, now: Any, asked: Any) -> bool:
    """Whether a score that the base leaves without a word now gets what the base gives for less."""
    return isinstance(asked, Fraction) and any(now in arrow.to for arrow in base.entries)


def _lead(comparison: Comparison, mapping: Mapping, asked: Any) -> Any:
    """Where the first entry that hits leads; None where none does."""
    for arrow in mapping.entries:
        keys = arrow.keys
        if isinstance(asked, tuple):
            sides = keys if len(keys) == 2 else (_ELSE, _ELSE)
            if all(key in (_ELSE, side) for key, side in zip(sides, asked, strict=True)):
                return arrow.to[0]
        elif any(_hits(comparison, key, asked) for key in keys):
            return arrow.to[0]
    return None


def _hits(comparison: Comparison, key: Key, asked: Any) -> bool:
    if isinstance(key, str):
        return key in (_ELSE, asked)
    if not isinstance(asked, Fraction):
        return False
    held = of_value(key, comparison.units, "")
    low = held.low is None or held.low < asked or (held.low == asked and not held.open_low)
    high = held.high is None or asked < held.high or (held.high == asked and not held.open_high)
    return low and high


def _asked(comparison: Comparison, base: Mapping, own: Mapping) -> Iterator[Any]:
    """Everything that two maps tell apart: words, pairs of words, numbers at and between ends."""
    keys = [arrow.keys for one in (base, own) for arrow in one.entries]
    if any(len(pair) == 2 for pair in keys):
        rows = [pair[0] for pair in keys if len(pair) == 2 and pair[0] != _ELSE]
        columns = [pair[1] for pair in keys if len(pair) == 2 and pair[1] != _ELSE]
        yield from product(dict.fromkeys((*rows, _OTHER)), dict.fromkeys((*columns, _OTHER)))
        return
    plain = [key for several in keys for key in several]
    yield from dict.fromkeys((*(key for key in plain if isinstance(key, str)), _OTHER))
    numbers = [of_value(key, comparison.units, "") for key in plain if not isinstance(key, str)]
    yield from _points(numbers)


def _points(held: list[Interval]) -> Iterator[Fraction]:
    ends = sorted({end for one in held for end in (one.low, one.high) if end is not None})
    if not ends:
        return
    yield ends[0] - 1
    for low, high in pairwise(ends):
        yield from (low, (low + high) / 2)
    yield from (ends[-1], ends[-1] + 1)
