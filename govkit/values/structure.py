"""Values made of words and references: lists with their tails, team formulas, chains and maps.

References are `kind:name` strings that are known to exist in the model; words are free text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit.values.quantity import Bound, Quantity, Range, Unknown

Tail = Literal["", "and_more", "total"]


@dataclass(frozen=True, slots=True)
class Text:
    """Free text between quotation marks."""

    text: str
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed set of the vocabulary, by its id (`full_time`, `work_day`)."""

    word: str
    type: Literal["word"] = "word"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One or more words of a closed set of the vocabulary, by their ids, in the order written."""

    words: tuple[str, ...]
    type: Literal["chosen"] = "chosen"


@dataclass(frozen=True, slots=True)
class Words:
    """A list of free words. `tail`: `total` for 共N (exactly these), `and_more` for 等 (more).

    `total` is the number all in all, None where the list is open without a number. A bare `15项`
    is a list with no word named and a total of 15.
    """

    words: tuple[str, ...] = ()
    tail: Tail = ""
    total: int | None = None
    type: Literal["words"] = "words"

    @property
    def length(self) -> int | None:
        """How many there are all in all; None where the text leaves it open."""
        if self.total is not None:
            return self.total
        return None if self.tail == "and_more" else len(self.words)


@dataclass(frozen=True, slots=True)
class LedWords(Words):
    """Words of which some lead on: to those who may do it, or to what is to be told.

    `ends` holds what each of the `words` leads to, in their order; nothing where it has no arrow.
    Raises `ValueError` where it is not as long as `words`.
    """

    ends: tuple[tuple[str, ...], ...] = ()
    type: Literal["led_words"] = "led_words"  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if len(self.ends) != len(self.words):
            raise ValueError(f"{len(self.words)} words and {len(self.ends)} ends")


def ends_of(value: Words, word: str) -> tuple[str, ...]:
    """What a word of a list leads to; nothing where the list does not say."""
    if not isinstance(value, LedWords) or word not in value.words:
        return ()
    return value.ends[value.words.index(word)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of a roster: its name, its own code, and the unit above as it is written there."""

    name: str
    code: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The units of a level one by one, in the order of their numbers. Of the table they were read
    from nothing is kept."""

    entries: tuple[Entry, ...]
    type: Literal["roster"] = "roster"


@dataclass(frozen=True, slots=True)
class Refs:
    """References `kind:name`. `mode` is `all` or `any` where the text says so, else empty."""

    refs: tuple[str, ...]
    mode: Literal["", "all", "any"] = ""
    bound: Bound | Range | Quantity | None = None
    tail: Tail = ""
    total: int | None = None
    type: Literal["refs"] = "refs"


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference `kind:name`; a place is `unit:` and the unit's id (`unit:网格·61`)."""

    ref: str
    type: Literal["ref"] = "ref"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a team formula: how many of what. `number` None is `N` (any number)."""

    number: Quantity | Bound | Range | Unknown | None
    words: tuple[str, ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A team formula, `1 组织 + 1 网格长 + N 网格员`: it holds per unit where the team stands."""

    terms: tuple[Term, ...]
    type: Literal["formula"] = "formula"


@dataclass(frozen=True, slots=True)
class Chain:
    """References in order from above to below."""

    refs: tuple[str, ...]
    total: int | None = None
    type: Literal["chain"] = "chain"


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of the closed table (`exponential`, `fixed` …) and its parameters.

    `mean` is what a text says that gives a mean and no more: `平均4工作小时`.
    """

    name: str
    parameters: tuple[Quantity, ...]
    type: Literal["distribution"] = "distribution"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One entry of a map: keys in order and what they lead to (`kind:name`, a word or a value)."""

    keys: tuple[str | Quantity | Bound | Range, ...]
    to: tuple[str | Quantity | Bound | Range | Distribution, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries tried in order; the first hit counts. The key `else` always hits."""

    entries: tuple[Arrow, ...]
    type: Literal["mapping"] = "mapping"
