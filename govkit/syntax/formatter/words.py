"""Single words of a text: which belong to the vocabulary, and their name in the other tongue.

Words with their place enter; stretches of the text with their new text leave. Names, titles,
quotations and free words of the author are never among them, even where they equal a word of the
tables. What a value means is not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from lark import Token

from govkit.syntax.formatter.figures import Figures
from govkit.syntax.formatter.lexemes import Lexeme
from govkit.syntax.formatter.style import shortened
from govkit.syntax.nodes import Operand, end_of, start_of
from govkit.vocabulary.kinds import field_words, kind_words
from govkit.vocabulary.openings import kind_as_said
from govkit.vocabulary.words import Term, spellings, word_set

Lang = Literal["zh", "en"]

_LOGIC = {"LOGIC_OP": "logic", "IN": "logic", "WHERE": "logic"}
# Words of a closed set that are terminals of the grammar, so that no node is needed to know them.
_TERMINALS = {"STRENGTH": "strength", "CALL": "function", **_LOGIC}
IN_FRONT = re.compile(r"([^.·・．《「`]+)([.·・．])([^.·・．]+|《[^》]*》|「[^」]*」|`[^`]*`)$")
_QUOTES = "《》「」`"


@dataclass(slots=True)
class Edits:
    """New text by stretch of the old one, the tight strokes, and how often each tongue is used."""

    texts: dict[int, tuple[int, str]] = field(default_factory=dict)
    strokes: set[int] = field(default_factory=set)
    tongues: Counter[str] = field(default_factory=Counter)


def tongue_of(word: str) -> Lang:
    """The tongue a word of the tables belongs to."""
    return "en" if word.isascii() else "zh"


class Words:
    """Renames words one by one and keeps the edits; `own` are the author's words."""

    def __init__(self, text: str, lang: Lang | None, short: bool) -> None:
        self.text = text
        self.lang = lang
        self.short = short
        self.edits = Edits()
        self.own: set[str] = set()
        self.declared: dict[str, set[str]] = {}
        self.story = False  # inside a scenario, whose conditions may name facts and moves
        self.figures = Figures((), (), (), lang, short)

    def terminal(self, lexeme: Lexeme) -> None:
        """Words that the lexer knows by themselves: clauses, strengths, logic, functions, tails."""
        kind, text = lexeme.kind, lexeme.text
        clause = word_set("clause").get(kind.lower()) if kind.isupper() else None
        if clause is not None:
            self._word(text, lexeme.start, lexeme.end, clause)
        elif kind in _TERMINALS:
            self._of_set(text, lexeme.start, lexeme.end, _TERMINALS[kind])
        elif kind == "TAIL":
            self._tail(lexeme)
        elif kind == "COMPARISON" and self.short and shortened(text) != text:
            self.edits.texts[lexeme.start] = (lexeme.end, shortened(text))

    def _tail(self, lexeme: Lexeme) -> None:
        word = next(
            (
                s
                for s in sorted(spellings("tail"), key=len, reverse=True)
                if lexeme.text[: len(s)] == s
            ),
            "",
        )
        if word:
            end = lexeme.start + len(word)
            counted = self.figures.counter(lexeme.text[len(word) :])
            self._of_set(word, lexeme.start, end, "tail")
            if lexeme.start in self.edits.texts:
                new = self.edits.texts[lexeme.start][1]
                self.edits.texts[lexeme.start] = (lexeme.end, f"{new} {counted}".rstrip())

    def _of_set(self, text: str, start: int, end: int, name: str) -> bool:
        id = spellings(name).get(text)
        if id is None:
            return False
        self._word(text, start, end, word_set(name)[id])
        return True

    def _word(self, text: str, start: int, end: int, term: Term) -> None:
        self._renamed(text, start, end, term.en, term.zh)

    def _renamed(self, text: str, start: int, end: int, en: str, zh: str) -> None:
        tongue = tongue_of(text)
        self.edits.tongues[tongue] += 1
        if self.lang is not None and tongue != self.lang:
            self.edits.texts[start] = (end, en if self.lang == "en" else zh)

    def _leaf(self, token: Operand, name: str) -> bool:
        """Renames a bare name that is a word of the set and no name of the author's."""
        if not isinstance(token, Token) or token.type != "NAME" or str(token) in self.own:
            return False
        return self._of_set(str(token), start_of(token), end_of(token), name)

    def _only(self, token: Operand, id: str) -> bool:
        """Renames a bare name that is this one word of the set `word` (`unknown`, `else`)."""
        if isinstance(token, Token) and spellings("word").get(str(token)) == id:
            return self._leaf(token, "word")
        return False

    def _kind(self, token: Operand) -> bool:
        """`层级.区`: a kind in front of a name of that kind; `事项 = 内涝`: the kind by itself."""
        if not isinstance(token, Token) or token.type != "NAME" or str(token) in self.own:
            return False
        match = IN_FRONT.match(str(token))
        spelling = match[1] if match else str(token)
        kind = kind_words().get(spelling, "")
        if match is None:
            known = kind == "matter"
        else:
            name = match[3].strip(_QUOTES)
            event = kind == "event" and name in spellings("trigger+event")
            known = event or kind in self.declared.get(name, ())
        if not known:
            return False
        row, at = kind_as_said(spelling, kind), start_of(token)
        rest = str(token)[len(spelling) :]
        if match and kind == "event" and (id := spellings("trigger+event").get(match[3])):
            term = word_set("trigger+event")[id]
            word = {"en": term.en, "zh": term.zh}.get(self.lang or "", match[3])
            rest = f"{match[2]}{word}"
        self._renamed(spelling, at, end_of(token), f"{row.en}{rest}", f"{row.zh}{rest}")
        return True

    def _dotted(self, token: Token) -> bool:
        """`网格.应有`: a field of something this text declares; anything else stays."""
        name, dot, word = str(token).rpartition(".")
        kinds_of = self.declared.get(name, set())
        if not dot or len(kinds_of) != 1 or word in self.own:
            return False
        row = field_words(next(iter(kinds_of))).get(word)
        if row is None:
            return False
        end = end_of(token)
        self._renamed(word, end - len(word), end, row.en, row.zh)
        edit = self.edits.texts.pop(end - len(word), None)
        if edit is not None:
            self.edits.texts[start_of(token)] = (end, f"{name}.{edit[1]}")
        return True
