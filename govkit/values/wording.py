"""The few words of `grammars/words.csv` that values are written with, in both tongues.

Clause words (so that a figure glued to one is noticed), tails, logic words and function names go
out as plain strings. What kinds and fields are called is not known here.
"""

from __future__ import annotations

from functools import lru_cache

from govkit.values.units import Lang
from govkit.vocabulary.folder import rows_of

_SETS = frozenset(
    {"clause", "tail", "logic", "word", "function", "move", "trigger", "event", "occasion", "halt"}
    | {"weekday", "nothing", "day_kind", "public_place", "strength"}
)


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(row for row in rows_of("words.csv") if row["set"] in _SETS)


@lru_cache(maxsize=1)
def _spellings() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["set"], row["id"]): row for row in _rows()}


def wording(group: str, word_id: str, lang: Lang) -> str:
    """The word for an id of one set of the table; an id that is not in it comes back unchanged."""
    row = _spellings().get((group, word_id))
    return row[lang] if row else word_id


def word_ids(group: str) -> dict[str, str]:
    """Every spelling of one set, aliases included, with the id it stands for."""
    return {
        word: row["id"]
        for row in _rows()
        if row["set"] == group
        for word in (row["zh"], row["en"], *row["also"].split())
        if word
    }


@lru_cache(maxsize=1)
def breaking_words() -> tuple[str, ...]:
    """Words that end a figure and must be set off by a blank, longest first."""
    words = {*word_ids("clause"), *word_ids("tail"), *word_ids("logic")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
