"""Near names: what a user may have meant, best first, at most three."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice

MOST = 3
LONGEST = 60
MOST_KNOWN = 400


def near(word: str, known: Iterable[str], cutoff: float = 0.5) -> tuple[str, ...]:
    """The known words most like `word`; short words count as near with a character shared.

    Looks at the first 400 known names of at most 60 characters, so that thousands of unknown
    names are still reported in no time.
    """
    if len(word) > LONGEST:
        return ()
    lowered = word.lower()
    matcher = SequenceMatcher(None, "", lowered, autojunk=False)
    scored = []
    for candidate in islice(dict.fromkeys(known), MOST_KNOWN):
        if not candidate or len(candidate) > LONGEST or candidate == word:
            continue
        likeness = 0.6 if candidate in word or word in candidate else 0.0
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff:
            likeness = max(likeness, matcher.ratio())
        if likeness >= cutoff:
            scored.append((-likeness, len(candidate), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:MOST])
