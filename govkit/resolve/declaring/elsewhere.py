"""Where a word that stands in the wrong place belongs, or what to use in its place.

A word of the author's enters; a sentence in both tongues leaves, empty where nothing is known. The
table of near words is read only when a word has been found wrong.
"""

from __future__ import annotations

from govkit.diagnostics import Both
from govkit.vocabulary.kinds import field_words, kinds
from govkit.vocabulary.near import NearWord, folded, near_words


def meant(word: str) -> NearWord | None:
    """The row of the table of near words, where `word` is none of the language in any place."""
    return near_words().get(folded(word))


def elsewhere(word: str, to_use: NearWord | None) -> Both:
    """Which kinds have the field `word`; else what to use for it."""
    holders = [row for row in kinds().values() if word in field_words(row.id)][:3]
    if holders:
        zh, en = "、".join(k.zh for k in holders), ", ".join(k.en for k in holders)
        return Both(f"「{word}」可以写在{zh}里。", f" `{word}` can stand in {en}.")
    if to_use is None:
        return Both("", "")
    return Both(
        to_use.zh_text or f"「{word}」可以用{to_use.said('zh')}来写。",
        f" {to_use.en_text}" if to_use.en_text else f" For `{word}` use {to_use.said('en')}.",
    )
