"""Near names: what a user may have meant, best first, at most three.

A word and the names it could have been enter. What is counted of the names is kept from one report
to the next, so that thousands of reports do not wait for one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from itertools import islice, pairwise

MOST = 3
LONGEST = 60
MOST_KNOWN = 400
CLOSER_LOOK = 8


def near(word: str, known: Iterable[str], cutoff: float = 0.5) -> tuple[str, ...]:
    """The known words most like `word`; short words count as near with a character shared.

    Looks at the first 400 known names of at most 60 characters, and closely at the 8 of them
    that share most of its letters and pairs of letters, so that thousands of unknown names are
    still reported in no time.
    """
    if len(word) > LONGEST:
        return ()
    lowered = word.lower()
    scored: list[tuple[float, int, str]] = []
    for candidate in _likely(word, _letters_of(tuple(islice(known, MOST_KNOWN)))):
        likeness = 0.6 if candidate in word or word in candidate else 0.0
        other = candidate.lower()
        both = len(other) + len(lowered)
        needed = max(cutoff, -scored[MOST - 1][0] if len(scored) >= MOST else 0.0)
        if 2 * _in_common(other, lowered) / both >= needed:  # else it cannot be enough
            likeness = max(likeness, 2 * _alike(other, lowered) / both)
        if likeness >= cutoff:
            scored.append((-likeness, len(candidate), candidate))
            scored.sort()
    return tuple(candidate for _, _, candidate in scored[:MOST])


class _Letters:
    """Which letters and pairs of letters each of some names has, a bit for each."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.bits: dict[str, int] = {}
        self.names: list[tuple[str, int]] = []
        for name in dict.fromkeys(names):
            if name and len(name) <= LONGEST:
                has = (self.bits.setdefault(one, len(self.bits)) for one in _letters(name))
                self.names.append((name, sum(1 << bit for bit in has)))


@lru_cache(maxsize=64)
def _letters_of(names: tuple[str, ...]) -> _Letters:
    return _Letters(names)


def _likely(word: str, known: _Letters) -> list[str]:
    """The names that share most letters with the word; those inside it or around it come first."""
    own = _letters(word)
    has = sum(1 << known.bits[one] for one in own if one in known.bits)
    size = len(own)
    likely = [
        (-2.0 if name in word or word in name else -shared / (size + len(name)), name)
        for name, letters in known.names
        if (shared := (has & letters).bit_count()) and name != word
    ]
    return [name for _, name in nsmallest(CLOSER_LOOK, likely)]


def _letters(word: str) -> set[str]:
    lowered = word.lower()
    return {*lowered, *map("".join, pairwise(lowered))}


def _in_common(one: str, other: str) -> int:
    """How many letters two words have in common, in whatever order: no fewer than in stretches."""
    return sum(min(one.count(letter), other.count(letter)) for letter in set(one))


def _alike(one: str, other: str) -> int:
    """How many letters two words share in stretches: the longest one, then those at its sides."""
    alike, todo = 0, [(one, other)]
    while todo:
        one, other = todo.pop()
        at, size = _longest(one, other)
        if not size:
            continue
        there = other.find(one[at : at + size])
        alike += size
        todo.append((one[:at], other[:there]))
        todo.append((one[at + size :], other[there + size :]))
    return alike


def _longest(one: str, other: str) -> tuple[int, int]:
    """Where the longest stretch that two words share begins in `one`, and its length.

    Of several the first; one that is no longer than one found before is not looked for.
    """
    at = size = 0
    for begin in range(len(one)):
        if begin + size >= len(one):
            break
        while one[begin : begin + size + 1] in other:
            at, size = begin, size + 1
            if begin + size == len(one):
                return at, size
    return at, size
