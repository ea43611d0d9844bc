"""The places where a statement of a field changes an answer, as `grammars/acts.csv` names them.

A field enters; the words of its places leave, in either tongue, and the reason where it is only
words. Nothing here knows about text or values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from govkit.vocabulary.folder import rows_of
from govkit.vocabulary.kinds import FieldRow

WORDS = "words"


@dataclass(frozen=True, slots=True)
class Place:
    """One place (`check`, `case` …), or `words` for none: its word, what it says."""

    id: str
    en: str
    zh: str
    en_text: str
    zh_text: str

    def word(self, lang: str) -> str:
        """The word shown in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    def text(self, lang: str) -> str:
        """What it says, in `lang`."""
        return self.zh_text if lang == "zh" else self.en_text


@lru_cache(maxsize=1)
def places() -> Mapping[str, Place]:
    """All places by id, in the order of the table; `words` last."""
    return {row["id"]: Place(**row) for row in rows_of("acts.csv")}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, a strength, or a sort of the author's own lines (`line`), and where it acts."""

    set: str
    id: str
    acts: tuple[str, ...]


@lru_cache(maxsize=1)
def clauses() -> tuple[ClauseRow, ...]:
    """Where each clause and each strength acts, and the author's own lines."""
    return tuple(
        ClauseRow(row["set"], row["id"], tuple(row["acts"].split()))
        for row in rows_of("acts_of_clauses.csv")
    )


@lru_cache(maxsize=1)
def words_only() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Kind and field → why nothing follows, Chinese and English.

    Only fields that hold more than text or words need a reason.
    """
    return {
        (row["kind"], row["field"]): (row["zh"], row["en"]) for row in rows_of("words_only.csv")
    }


def said(field: FieldRow | ClauseRow, lang: str) -> str:
    """Where a field acts, in half a sentence: `acts in: check, case`; or that nothing follows."""
    found = [places()[place] for place in field.acts]
    if [place.id for place in found] == [WORDS]:
        text = found[0].text(lang)
        return text[:1].lower() + text[1:] if lang == "en" else text
    if lang == "zh":
        return f"起作用于{'、'.join(place.word(lang) for place in found)}"
    return f"acts in: {', '.join(place.word(lang) for place in found)}"
