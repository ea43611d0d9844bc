"""What every row of the word tables has in common: one word in each tongue, and other spellings."""

from __future__ import annotations


class Entry:
    """A row with the words of both tongues; the rows themselves are frozen dataclasses."""

    __slots__ = ()
    en: str
    zh: str
    also: tuple[str, ...]

    def word(self, lang: str) -> str:
        """The word shown in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that is read as this word."""
        return tuple(dict.fromkeys((self.en, self.zh, *self.also)))
