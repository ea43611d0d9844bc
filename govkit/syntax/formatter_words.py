"""Which words of a text belong to the vocabulary, and what they are called in the other tongue.

The nodes of a text enter; stretches of it with their new text leave. Names, titles, quotations
and free words of the author are never among them, even where they equal a word of the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from lark import Token

from govkit.syntax.formatter_figures import Figures
from govkit.syntax.formatter_lexemes import Lexeme
from govkit.syntax.formatter_names import own_words, with_kinds
from govkit.syntax.formatter_style import shortened
from govkit.syntax.nodes import (
    Arrowed,
    Block,
    Bounded,
    Braced,
    Bracketed,
    Call,
    Clause,
    Counted,
    Document,
    Each,
    Field,
    Group,
    Infix,
    Operand,
    Signed,
    Value,
    end_of,
    start_of,
)
from govkit.syntax.strokes import PER_KINDS
from govkit.values import Quantity
from govkit.values.reading import read_quantity
from govkit.vocabulary.kinds import FieldRow, field_words, kind_words, kinds
from govkit.vocabulary.words import Term, spellings, word_set

Lang = Literal["zh", "en"]

_LOGIC = {"LOGIC_OP": "logic", "IN": "logic", "WHERE": "logic"}
# Words of a closed set that are terminals of the grammar, so that no node is needed to know them.
_TERMINALS = {"STRENGTH": "strength", "CALL": "function", **_LOGIC}
_FIGURES = frozenset(
    {"quantity", "line", "count", "rate", "duration", "share", "season", "day", "days", "moment"}
    | {"cadence", "distribution"}
)
# Types where a row of operands may be a formula, and a stroke a division.
_DIVIDING = frozenset({"quantity", "line", "count", "mix"})
_PER = {"line": "per_names", "quantity": "per_one"}
_COMPARING = "≥≤<>≠="
_POINTING = frozenset({"ref", "refs", "chain", "rung", "rungs"})
_IN_FRONT = re.compile(r"([^.·・．《「`]+)([.·・．])([^.·・．]+|《[^》]*》|「[^」]*」|`[^`]*`)$")
_CLOSING = re.compile("[)）]")
_QUOTES = "《》「」`"
_PLACES = "public_place+nothing"
_OPEN_SETS = frozenset({"calendar", "trigger+event+decision"})


@dataclass(slots=True)
class Edits:
    """New text by stretch of the old one, the tight strokes, and how often each tongue is used."""

    texts: dict[int, tuple[int, str]] = field(default_factory=dict)
    strokes: set[int] = field(default_factory=set)
    tongues: Counter[str] = field(default_factory=Counter)


def edits_of(
    document: Document, lexemes: list[Lexeme], text: str, lang: Lang | None, short: bool
) -> Edits:
    """What changes in `text` when its words are to be in `lang` (None: each stays in its own).

    `short`: official phrases of figures are written in their short form.
    """
    reader = _Reader(text, lang, short)
    for lexeme in lexemes:
        reader.terminal(lexeme)
    reader.document(document)
    return reader.edits


def tongue_of(word: str) -> Lang:
    """The tongue a word of the tables belongs to."""
    return "en" if word.isascii() else "zh"


class _Reader:
    """Walks all statements, each with the kind of the block it stands in."""

    def __init__(self, text: str, lang: Lang | None, short: bool) -> None:
        self.text = text
        self.lang = lang
        self.short = short
        self.edits = Edits()
        self.own: set[str] = set()
        self.declared: dict[str, set[str]] = {}
        self.figures = Figures((), (), (), lang, short)

    # ── single words ──

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

    # ── statements ──

    def document(self, document: Document) -> None:
        every = list(with_kinds(document))
        self.own = set(own_words(every))
        for statement, kind in every:
            if type(statement) is Block and statement.name is not None and kind:
                self.declared.setdefault(str(statement.name), set()).add(kind)
        units = [str(s.name) for s, kind in every if type(s) is Block and s.name and kind == "unit"]
        per = {name for name, found in self.declared.items() if found & set(PER_KINDS)}
        self.figures = Figures(units, per, self.own, self.lang, self.short)
        for statement, kind in every:
            if type(statement) is Block:
                if kind:
                    row = kinds()[kind]
                    at = statement.kind
                    self._renamed(str(at), start_of(at), end_of(at), row.en, row.zh)
                self._clauses(statement.clauses, "")
            elif type(statement) is Field:
                self._field(statement, kind)

    def _field(self, statement: Field, kind: str) -> None:
        if kind and kinds()[kind].block == "open":
            type_ = "line" if kind == "figures" else "expression"
            self._value(statement.value, type_, "")
            self._clauses(statement.clauses, "count" if kind == "figures" else type_)
            return
        row = field_words(kind).get(str(statement.word)) if kind else None
        if row is None:
            self._clauses(statement.clauses, "")
            return
        at = statement.word
        self._renamed(str(at), start_of(at), end_of(at), row.en, row.zh)
        self._value(statement.value, row.type, row.target)
        self._clauses(statement.clauses, row.type, row)

    def _clauses(self, clauses: Iterable[Clause], type_: str, row: FieldRow | None = None) -> None:
        for clause in clauses:
            if clause.kind == "when":
                self._expression(clause.parts[0], condition=True)
            elif clause.kind in ("since", "until"):
                self._figure(clause.parts[0], "day")
            elif clause.kind == "doubt":
                for part in clause.parts[1:]:
                    self._item(part, type_, row.target if row else "")

    # ── values ──

    def _value(self, value: Value, type_: str, target: str) -> None:
        if len(value.items) == 1 and value.tail is None and type_ != "text":
            self._only(value.items[0], "unknown")
        for item in value.items:
            if type_ == "words":
                self._as_printed(item)
            self._item(item, type_, target)
        if type_ == "words" and len(value.items) == 1 and value.tail is None:
            self._number_of_items(value.items[0])

    def _as_printed(self, item: Operand) -> None:
        """The author's words stay letter for letter, also where they look like a figure."""
        start, end = start_of(item), end_of(item)
        if isinstance(item, Token) and item.type in ("STRING", "NAME"):
            return
        while _brackets(self.text[start:end]) > 0:  # `every(…)` ends before its own bracket
            closing = _CLOSING.search(self.text, end)
            if closing is None:
                return
            end = closing.end()
        for at in range(start, end):
            self.edits.texts.pop(at, None)
        self.edits.texts[start] = (end, self.text[start:end])

    def _number_of_items(self, item: Operand) -> None:
        """`内容：15项`: a list of which the text only gives the number."""
        number = isinstance(item, Token) and item.type == "NUMBER" and str(item) not in self.own
        if number or (isinstance(item, Counted) and self.figures.is_unit(str(item.name))):
            start, end = start_of(item), end_of(item)
            read = read_quantity(self.text[start:end], self.figures.units)
            exact = isinstance(read, Quantity) and read.direction == "exact"
            if exact and read.number.denominator == 1:
                self._reads(start, end, "count")

    def _item(self, item: Operand, type_: str, target: str) -> None:
        if type_ in ("expression", "condition"):
            self._expression(item, condition=True)
        elif type_ in ("word", "chosen"):
            self._closed(item, target)
        elif type_ in ("outcome", "ceiling", "mix", "severities", "cells"):
            self._map(item, type_)
        elif type_ == "bands" and isinstance(item, Arrowed):
            for part in item.parts[1:]:
                self._as_printed(part)
        elif type_ == "unit" and isinstance(item, Token):
            new = self.figures.unit(str(item))
            if new is not None and str(item) not in self.own:
                self.edits.texts[start_of(item)] = (end_of(item), new)
        elif type_ in _POINTING:
            self._pointing(item)
        elif type_ == "durations":
            self._figure(item, "duration")
        elif type_ == "public_holidays":
            self._closed(item, _PLACES)
        elif type_ == "office":
            self._office(item)
        elif type_ in _FIGURES:
            if type_ == "cadence":
                self._leaf(item, "cadence")
            self._figure(item, type_)

    def _pointing(self, item: Operand) -> None:
        """References: only the kind in front of a name is a word of the tables."""
        parts = item.parts if isinstance(item, Arrowed) else [item]
        if isinstance(item, Call) and item.arguments is not None:
            parts = list(item.arguments.items)
        for part in parts:
            if isinstance(part, Token) and part.type == "NAME" and _IN_FRONT.match(str(part)):
                self._kind(part)

    def _closed(self, item: Operand, name: str) -> None:
        """A word of a closed set. Calendars and events an author may declare; theirs come first."""
        if isinstance(item, Token) and item.type == "NAME":
            if name in _OPEN_SETS:
                self._leaf(item, name)
            else:
                self._of_set(str(item), start_of(item), end_of(item), name)

    def _office(self, item: Operand) -> None:
        """Weekdays on the left of an arrow, and the hyphen between the ends of a stretch."""
        stretch = item
        if isinstance(item, Arrowed):
            self._figure(item.parts[0], "weekdays")
            stretch = item.parts[-1]
        if isinstance(stretch, Infix):
            signs = [p for p in stretch.parts if isinstance(p, Token) and p.type == "SIGN"]
            self.edits.strokes |= {start_of(p) for p in signs}

    def _map(self, item: Operand, type_: str) -> None:
        """Events and `else` on the left; on the right the manners of closing, or figures."""
        if not isinstance(item, Arrowed):
            return
        left, *right = item.parts
        keys = [left]
        if isinstance(left, Braced | Bracketed):
            keys = list(left.value.items)
        elif isinstance(left, Infix):
            keys = [part for part in left.parts if not _is_operator(part)]
        for key in keys:
            if self._kind(key):
                continue
            if type_ in ("ceiling", "severities", "cells") or not self._leaf(key, "trigger+event"):
                self._only(key, "else")
        for part in right:
            if type_ == "outcome":
                if not self._kind(part):
                    self._closed(part, "manner")
            elif type_ == "severities":
                self._closed(part, "severity")
            elif type_ == "mix":
                self._figure(part, "mix")

    def _figure(self, item: Operand, type_: str) -> None:
        """An amount, rate, time … as one phrase, else the figures inside it."""
        waiting = [item]
        while waiting:
            part = waiting.pop()
            per = isinstance(part, Infix) and self.figures.is_per(part, type_)
            if isinstance(part, Infix):
                strokes = [p for p in part.parts if isinstance(p, Token) and p.type == "TIMES"]
                self.edits.strokes |= {
                    start_of(p) for p in strokes
                    if p in ("/", "／") and (per or self._is_tight(p))
                }  # fmt: skip
            start, end = start_of(part), end_of(part)
            if type_ == "line" and isinstance(part, Bounded) and part.comparison in ("=", "＝"):
                self._set_to(part)
                continue
            if self._phrase(part, type_, per):
                if self._reads(start, end, _PER.get(type_, type_) if per else type_):
                    continue
            if isinstance(part, Infix) and type_ not in _DIVIDING:
                continue  # read as one text: the parts of a fraction are no figures of their own
            waiting += self._inside(part)

    def _set_to(self, part: Bounded) -> None:
        """`=5家` in a line of figures: the sign is not part of the figure, `=5家内` is `≤5家`."""
        at = start_of(part.operand)
        self._figure(part.operand, "line")
        if at in self.edits.texts and self.edits.texts[at][1][0] in _COMPARING:
            self.edits.texts[start_of(part)] = self.edits.texts.pop(at)

    def _is_tight(self, stroke: Token) -> bool:
        """Whether no blank stands beside a stroke, as in a fraction or a rate."""
        beside = self.text[start_of(stroke) - 1] + self.text[end_of(stroke) : end_of(stroke) + 1]
        return not re.search(r"\s", beside)

    def _phrase(self, part: Operand, type_: str, per: bool) -> bool:
        """Whether a part can be one figure; a name of the author's cannot."""
        if isinstance(part, Token):
            if part.type == "NAME" and self._only(part, "unknown"):
                return False
            return part.type == "NUMBER" or (part.type == "NAME" and str(part) not in self.own)
        if isinstance(part, Counted):
            return str(part.name) not in self.own
        if isinstance(part, Infix):
            return per or type_ not in _DIVIDING
        return isinstance(part, Bounded | Signed)

    def _reads(self, start: int, end: int, type_: str) -> bool:
        """Whether the stretch is a figure of this type; its new text is kept."""
        known, new = self.figures.written(self.text[start:end], type_)
        if new is not None:
            self.edits.texts[start] = (end, new)
        return known

    def _inside(self, part: Operand) -> list[Operand]:
        if isinstance(part, Infix):
            return [p for p in part.parts if not _is_operator(p)]
        if isinstance(part, Bounded | Signed):
            return [part.operand]
        if isinstance(part, Arrowed):
            self._only(part.parts[0], "else")
            return [p for p in part.parts if not isinstance(p, Token) or p.type == "NUMBER"]
        if isinstance(part, Call):
            return list(part.arguments.items) if part.arguments else []
        if isinstance(part, Braced | Bracketed):
            return list(part.value.items)
        return []

    def _kind(self, token: Operand) -> bool:
        """`层级.区`: a kind in front of a name of that kind; `事项 = 内涝`: the kind by itself."""
        if not isinstance(token, Token) or token.type != "NAME" or str(token) in self.own:
            return False
        match = _IN_FRONT.match(str(token))
        kind = kind_words().get(match[1] if match else str(token), "")
        if match is None:
            known = kind == "matter"
        else:
            name = match[3].strip(_QUOTES)
            event = kind == "event" and name in spellings("trigger+event")
            known = event or kind in self.declared.get(name, ())
        if not known:
            return False
        row, at = kinds()[kind], start_of(token)
        rest = str(token)[len(match[1]) :] if match else ""
        if match and kind == "event" and (id := spellings("trigger+event").get(match[3])):
            term = word_set("trigger+event")[id]
            word = {"en": term.en, "zh": term.zh}.get(self.lang or "", match[3])
            rest = f"{match[2]}{word}"
        self._renamed(str(token), at, end_of(token), f"{row.en}{rest}", f"{row.zh}{rest}")
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

    def _expression(self, operand: Operand, condition: bool) -> None:
        """Figures and words inside a check or condition.

        A trigger stands there by itself (`当 超时 或 越权`); a name that is compared is a name.
        """
        waiting = [(operand, condition)]
        while waiting:
            part, alone = waiting.pop()
            if isinstance(part, Token):
                if part.type == "NUMBER" and str(part) not in self.own:
                    self._reads(start_of(part), end_of(part), "any")
                elif self._only(part, "unknown") or self._kind(part) or self._dotted(part):
                    continue
                elif alone:
                    self._leaf(part, "trigger+event")
            elif isinstance(part, Counted):
                if str(part.name) not in self.own:
                    self._reads(part.start, part.end, "any")
            elif isinstance(part, Bounded | Signed):
                waiting.append((part.operand, False))
            elif isinstance(part, Infix):
                logic = all(_is_logic(p) for p in part.parts if _is_operator(p))
                waiting += [
                    (p, alone and (logic or _between_logic(part, i)))
                    for i, p in enumerate(part.parts)
                    if not _is_operator(p)
                ]
            elif isinstance(part, Each):
                waiting += [(part.holds, True)]
                waiting += [(part.where, True)] if part.where is not None else []
            elif isinstance(part, Call):
                negates = spellings("function").get(str(part.function)) == "not"
                items = part.arguments.items if part.arguments else []
                waiting += [(item, negates) for item in items]
            elif isinstance(part, Bracketed | Braced):
                waiting += [(item, alone) for item in part.value.items]
            elif isinstance(part, Arrowed):
                waiting += [(item, False) for item in part.parts]
            elif isinstance(part, Group):
                waiting += [(item, False) for item in part.members.items]


def _brackets(text: str) -> int:
    """How many brackets are left open in a text."""
    opened, closed = ((text.count(wide) + text.count(plain)) for wide, plain in ("（(", "）)"))
    return opened - closed


def _is_operator(part: Operand) -> bool:
    return isinstance(part, Token) and part.type in ("COMPARISON", "SIGN", "TIMES", "LOGIC_OP")


def _is_logic(part: Operand) -> bool:
    return isinstance(part, Token) and part.type == "LOGIC_OP"


def _between_logic(row: Infix, at: int) -> bool:
    """Whether all operators next to the operand at this index are 且 or 或."""
    beside = [row.parts[i] for i in (at - 1, at + 1) if 0 <= i < len(row.parts)]
    return all(_is_logic(part) for part in beside)
