"""Words of the field that are none of the language, and the words to use in their place.

Read from `near_words.csv` when somebody looks a word up or has written one that is not known;
nothing else loads this. A word enters; where it leads leaves, in words of either tongue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from govkit.vocabulary.folder import rows_of
from govkit.vocabulary.kinds import fields_of, kinds
from govkit.vocabulary.words import word_set


@dataclass(frozen=True, slots=True)
class NearWord:
    """One row. `leads`: `kind`, `kind.field`, `set.word` or `unit.id`, the best first.

    The sentence in either tongue is empty where the words speak for themselves.
    """

    word: str
    leads: tuple[str, ...]
    en_text: str
    zh_text: str

    def text(self, lang: str) -> str:
        """The sentence in `lang` (`zh` or `en`)."""
        return self.zh_text if lang == "zh" else self.en_text

    def fields(self, kind: str, lang: str) -> Iterator[str]:
        """Its words that are fields of `kind` (an id), in `lang`."""
        for lead in self.leads:
            holder, _, field = lead.partition(".")
            row = fields_of(kind).get(field)
            if row is not None and holder in (kind, row.kind):
                yield row.word(lang)

    def said(self, lang: str) -> str:
        """Where it leads, in words: 「岗位」的「任期」, `term` of a `post`."""
        told = list(dict.fromkeys(filter(None, (_said(lead, lang) for lead in self.leads))))
        return "、".join(told) if lang == "zh" else ", ".join(told)


def folded(word: str) -> str:
    """A word as it is looked up: `_` and a hyphen are blanks, large letters small."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=1)
def near_words() -> Mapping[str, NearWord]:
    """All rows by their folded word, in the order of the table."""
    return {
        folded(row["word"]): NearWord(
            row["word"], tuple(row["leads"].split()), row["en_text"], row["zh_text"]
        )
        for row in rows_of("near_words.csv")
    }


def _said(lead: str, lang: str) -> str:
    holder, _, name = lead.partition(".")
    row = None
    if holder in kinds() or holder == "*":
        row = fields_of(holder if holder != "*" else "district").get(name)
    if row is not None and holder != "*":
        kind = kinds()[holder].word(lang)
        if lang == "zh":
            return f"「{kind}」的「{row.word(lang)}」"
        return f"`{row.word(lang)}` of {_article(kind)} `{kind}`"
    if row is not None:
        word = row.word(lang)
    elif not name:
        word = kinds()[holder].word(lang)
    elif holder == "unit":
        return ""
    else:
        word = word_set(holder)[name].word(lang)
    return f"「{word}」" if lang == "zh" else f"`{word}`"


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"
