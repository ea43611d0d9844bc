"""A text in the other tongue, also where it holds the very mistake that a finding is about.

Text and a tongue enter, text leaves. What parses goes through the formatter; in what does not, the
words of the language are changed one by one where they stand and everything else is kept.
"""

from __future__ import annotations

import re

from govkit.syntax.formatter import format_text
from govkit.values.units import Lang
from govkit.vocabulary.kinds import field_words, kind_words_in
from govkit.vocabulary.openings import kind_as_said
from govkit.vocabulary.words import spellings, word_set

_WORD = re.compile(r"\w+")
_BEHIND_A_KIND = re.compile(r"[\s：:——]|$")
_BEHIND_A_FIELD = re.compile(r"\s*[：:]")
_BRACE = re.compile("[{}｛｝]")


def translated(text: str, lang: Lang) -> str:
    """The text with its words of the language in `lang`; names stay as they are, and so does a text
    that is in this tongue already.

    A full stop that stands for a dot ends a statement for the formatter, so that a text with one is
    changed word by word.
    """
    plain = _word_by_word(text, lang)
    new = text if plain == text or "。" in text else format_text(text, lang)
    return plain if new == text else new


def _word_by_word(text: str, lang: Lang) -> str:
    """Each word as it reads in the block around it: `席位` is a field of a body and a kind of a
    scenario."""
    around, head, read = ["district"], "", 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal head, read
        word, end = found[0], found.end()
        for mark in _BRACE.findall(text, read, found.start()):
            if mark in "{｛":
                around.append(head or around[-1])
            elif len(around) > 1:
                around.pop()
        read = end
        row = field_words(around[-1]).get(word) or (field_words(head).get(word) if head else None)
        if row is not None and _BEHIND_A_FIELD.match(text, end):
            return row.word(lang)
        known = kind_words_in(around[-1]).get(word)
        if known and _BEHIND_A_KIND.match(text, end):
            head = known
            return kind_as_said(word, known).word(lang)
        for name in ("clause", "strength"):
            if word in spellings(name) and text[found.start() - 1 : found.start()].isspace():
                return word_set(name)[spellings(name)[word]].word(lang)
        return word

    return _WORD.sub(replaced, text)
