"""Words that open a block in its own sense, as `grammars/openings.csv` lists them in pairs.

A word enters; its pair in both tongues leaves, with the strengths that fit it, `none` for a head
without one. Nothing here knows about texts or models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from govkit.vocabulary.entry import Entry
from govkit.vocabulary.folder import rows_of
from govkit.vocabulary.kinds import kinds


@dataclass(frozen=True, slots=True)
class Opening(Entry):
    """A word in both tongues and the ids of the strengths that fit it."""

    en: str
    zh: str
    strengths: tuple[str, ...]
    also: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def openings() -> Mapping[str, Opening]:
    """Each word, English or Chinese, to its row; other words of a kind fit any strength."""
    found = [
        Opening(row["en"], row["zh"], tuple(row["strengths"].split()))
        for row in rows_of("openings.csv")
    ]
    return {word: one for one in found for word in one.spellings}


def kind_as_said(word: str, kind: str) -> Entry:
    """What the spelling of a kind is called in both tongues: its own pair where it has one (`权利`
    and `right`), else the words of the kind (`制度` and `duty`)."""
    return openings().get(word, kinds()[kind])
