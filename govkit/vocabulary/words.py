"""The closed sets of words: clauses, triggers, moves, functions, types of list and the like.

Read once from `words.csv`. A set maps every spelling, English or Chinese, main word or alias, to
one id; `term` gives the id its word back in either tongue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from govkit.vocabulary.entry import Entry
from govkit.vocabulary.folder import rows_of


@dataclass(frozen=True, slots=True)
class Term(Entry):
    """One word of a closed set: its id, the word in each tongue, other spellings, what it says."""

    set: str
    id: str
    en: str
    zh: str
    also: tuple[str, ...]
    en_text: str
    zh_text: str


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the table."""
    return tuple(
        Term(
            row["set"],
            row["id"],
            row["en"],
            row["zh"],
            tuple(row["also"].split()),
            row["en_text"],
            row["zh_text"],
        )
        for row in rows_of("words.csv")
    )


@lru_cache(maxsize=64)
def word_set(name: str) -> Mapping[str, Term]:
    """The terms of one closed set by id; several sets joined by `+` (`trigger+event`)."""
    wanted = name.split("+")
    return {term.id: term for term in terms() if term.set in wanted}


@lru_cache(maxsize=64)
def spellings(name: str) -> Mapping[str, str]:
    """Every spelling of one closed set (or several joined by `+`), to its id."""
    found: dict[str, str] = {}
    for term in word_set(name).values():
        for spelling in term.spellings:
            found.setdefault(spelling, term.id)
    return found


def shown(set_name: str, id: str, lang: str) -> str:
    """The word of `id` in `lang`; the id itself where the set does not hold it."""
    term = word_set(set_name).get(id)
    return term.word(lang) if term else id
