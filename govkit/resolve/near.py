"""Near names: what a user may have meant, best first, at most three."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

MOST = 3
LONGEST = 60


def near(word: str, known: Iterable[str], cutoff: float = 0.5) -> tuple[str, ...]:
    """The known words most like `word`; short words count as near with a character shared.

    Compares at most a few thousand names of at most 60 characters, so a report stays cheap.
    """
    if len(word) > LONGEST:
        return ()
    lowered = word.lower()
    scored = []
    for candidate in dict.fromkeys(known):
        if not candidate or len(candidate) > LONGEST or candidate == word:
            continue
        likeness = SequenceMatcher(None, lowered, candidate.lower()).ratio()
        if candidate in word or word in candidate:
            likeness = max(likeness, 0.6)
        if likeness >= cutoff:
            scored.append((-likeness, len(candidate), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:MOST])
