"""Near names: what a user may have meant, best first, at most three.

A word and the names it could have been enter. Names that share no letters with it cost next to
nothing, so that thousands of reports do not wait for one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
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
    own = _letters(word)
    likely = []
    for candidate in dict.fromkeys(islice(known, MOST_KNOWN)):
        if not candidate or len(candidate) > LONGEST or candidate == word:
            continue
        shared = len(own & _letters(candidate))
        if not shared:
            continue
        inside = candidate in word or word in candidate
        likely.append((-2.0 if inside else -shared / (len(own) + len(candidate)), candidate))
    matcher = SequenceMatcher(None, "", lowered, autojunk=False)
    scored = []
    for _, candidate in sorted(likely)[:CLOSER_LOOK]:
        likeness = 0.6 if candidate in word or word in candidate else 0.0
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            likeness = max(likeness, matcher.ratio())
        if likeness >= cutoff:
            scored.append((-likeness, len(candidate), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:MOST])


@lru_cache(maxsize=4096)
def _letters(word: str) -> frozenset[str]:
    lowered = word.lower()
    return frozenset((*lowered, *map("".join, pairwise(lowered))))
