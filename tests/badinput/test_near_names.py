"""Near names are what their plain definition gives, found without trying each name closely."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from itertools import pairwise

import pytest

from govkit.resolve.declaring.near import CLOSER_LOOK, LONGEST, MOST, MOST_KNOWN, near


def _letters(word: str) -> set[str]:
    lowered = word.lower()
    return {*lowered, *map("".join, pairwise(lowered))}


def plain(word: str, known: list[str], cutoff: float) -> tuple[str, ...]:
    """The eight names that share most letters and pairs of them, ordered by difflib's ratio."""
    own = _letters(word)
    likely = []
    for name in dict.fromkeys(known[:MOST_KNOWN]):
        shared = len(own & _letters(name))
        if shared and len(name) <= LONGEST and name != word and len(word) <= LONGEST:
            inside = name in word or word in name
            likely.append((-2.0 if inside else -shared / (len(own) + len(name)), name))
    scored = []
    for _, name in sorted(likely)[:CLOSER_LOOK]:
        ratio = SequenceMatcher(None, name.lower(), word.lower(), autojunk=False).ratio()
        likeness = max(ratio, 0.6 if name in word or word in name else 0.0)
        if likeness >= cutoff:
            scored.append((-likeness, len(name), name))
    return tuple(name for _, _, name in sorted(scored)[:MOST])


@pytest.mark.parametrize("letters", ["ab", "abcdeXY_", "街道社区网格书记", "İßab", "街a道b"])
def test_near_names_are_those_of_the_plain_definition(letters: str) -> None:
    rng = random.Random(letters)

    def name() -> str:
        return "".join(rng.choices(letters, k=rng.randrange(rng.choice((3, 8, 30, 70)))))

    for _ in range(120):
        known = [name() for _ in range(rng.choice((1, 5, 30, 450)))]
        word = name() if rng.random() < 0.5 else rng.choice(known) + rng.choice(letters)
        cutoff = rng.choice((0.34, 0.5, 0.6))
        assert near(word, iter(known), cutoff) == plain(word, known, cutoff), (word, known)
