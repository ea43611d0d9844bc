"""Values of fields: which words and figures in them are of the vocabulary, by the field's type.

The nodes of one value and a type enter; its words go to `Words`, its figures to `Figures`. What a
statement or kind is is not known here.
"""

from __future__ import annotations

import re

from lark import Token

from govkit.syntax.formatter.words import IN_FRONT, Words
from govkit.syntax.nodes import (
    Arrowed,
    Bounded,
    Braced,
    Bracketed,
    Call,
    Counted,
    Each,
    Group,
    Infix,
    Operand,
    Signed,
    Value,
    end_of,
    start_of,
)
from govkit.values import Quantity
from govkit.values.reading import read_quantity
from govkit.vocabulary.words import spellings, word_set

_FIGURES = frozenset(
    {"quantity", "line", "count", "rate", "duration", "share", "season", "day", "days", "moment"}
    | {"cadence", "session", "distribution", "figure_or_formula"}
)
# Maps of a workload: words, matters, units or times on the left, figures on the right.
_MAPS = frozenset({"chances", "distribution", "weighting", "matters", "where"})
_KEYS = {"chances": "trigger+event+decision+move"}
_TIMES = {"hours": "stretch", "weekday": "weekdays", "season": "season"}
# Types where a row of operands may be a formula, and a stroke a division.
_DIVIDING = frozenset({"quantity", "line", "count", "mix", "figure_or_formula"})
_PER = {"line": "per_names", "quantity": "per_one"}
_COMPARING = "≥≤<>≠="
_EQUAL = frozenset({"=", "＝", "==", "＝＝", "等于"})
_POINTING = frozenset({"ref", "refs", "chain", "rung", "rungs"})
_CLOSING = re.compile("[)）]")
_PLACES = "public_place+nothing"
_OPEN_SETS = frozenset({"calendar", "trigger+event+decision"})

# Facts of a story that are compared with words of the language, and the set of those words.
_FACTS_IN_WORDS = {"progress": "progress", "manner": "manner"}
# Kinds whose conditions may name what was chosen and done.
STORY = frozenset(["scenario", "turn", "option", "inject", "ending", "rubric", "seat"])


def _is_authors(item: Operand, type_: str) -> bool:
    """Whether an item is words of the author's own, with no word of the language in them."""
    if type_ == "led":
        return not isinstance(item, Arrowed)
    if type_ == "parts" and isinstance(item, Call):
        return spellings("function").get(str(item.function)) != "articles_of"
    return type_ in ("words", "parts")


class Values(Words):
    """Walks the parts of a value."""

    def _value(self, value: Value, type_: str, target: str) -> None:
        if len(value.items) == 1 and value.tail is None and type_ != "text":
            self._only(value.items[0], "unknown")
        for item in value.items:
            if _is_authors(item, type_):
                self._as_printed(item)
            self._item(item, type_, target)
        if type_ in ("words", "led", "parts") and len(value.items) == 1 and value.tail is None:
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
            exact = read if isinstance(read, Quantity) and read.direction == "exact" else None
            if exact is not None and exact.number.denominator == 1:
                self._reads(start, end, "count")

    def _item(self, item: Operand, type_: str, target: str) -> None:
        if type_ in ("expression", "condition"):
            self._expression(item, condition=True)
        elif type_ in ("word", "chosen"):
            self._closed(item, target)
        elif type_ in ("outcome", "ceiling", "mix", "severities", "cells"):
            self._map(item, type_)
        elif type_ in _MAPS and isinstance(item, Arrowed):
            self._weights(item, type_, target)
        elif type_ == "on_duty":
            if not self._of_words(item, "round_the_clock"):
                self._office(item)
        elif type_ in ("matters", "where"):
            self._pointing(item)
        elif type_ == "led" and isinstance(item, Arrowed):
            self._as_printed(item.parts[0])
            for part in item.parts[1:]:
                for end in part.value.items if isinstance(part, Braced) else (part,):
                    self._pointing(end) if target else self._as_printed(end)
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
            if isinstance(part, Token) and part.type == "NAME" and IN_FRONT.match(str(part)):
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
        self._figure(stretch, "stretch")
        if isinstance(stretch, Infix):
            signs = [p for p in stretch.parts if isinstance(p, Token) and p.type == "SIGN"]
            self.edits.strokes |= {start_of(p) for p in signs}

    def _weights(self, item: Arrowed, type_: str, target: str) -> None:
        """A map of a workload: what its keys are is said by the type and its target."""
        left, right = item.parts[0], item.parts[-1]
        keys = left.parts if isinstance(left, Infix) and type_ != "weighting" else [left]
        for key in keys:
            if _is_operator(key) or self._only(key, "else"):
                continue
            if type_ == "weighting" and target in _TIMES:
                self._figure(key, _TIMES[target])
            elif type_ == "matters":
                self._pointing(key)
            elif type_ in ("chances", "distribution") and not self._kind(key):
                self._leaf(key, _KEYS.get(type_, target))
        if type_ == "distribution":
            self._figure(right, "distribution")
        else:
            self._figure(right, "mix")

    def _of_words(self, item: Operand, name: str) -> bool:
        """Renames a word of a set that no author declares; whether it is one."""
        named = isinstance(item, Token) and item.type == "NAME"
        return named and self._of_set(str(item), start_of(item), end_of(item), name)

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
            if type_ == "line" and isinstance(part, Bounded) and part.comparison in _EQUAL:
                self._set_to(part)
                continue
            figure_type = _PER.get(type_, type_) if per else type_
            if self._phrase(part, type_, per) and self._reads(start, end, figure_type):
                continue
            if isinstance(part, Infix) and type_ not in _DIVIDING:
                continue  # read as one text: the parts of a fraction are no figures of their own
            if type_ == "figure_or_formula" and isinstance(part, Infix) and self._all_figures(part):
                continue  # its parts written anew might read as one range: they stay as typed
            waiting += self._inside(part)

    def _all_figures(self, row: Infix) -> bool:
        """Whether no name stands in a row, so that only its spelling keeps it from one figure."""
        words = [p for p in row.parts if isinstance(p, Token) and p.type == "NAME"]
        return all(self.figures.is_amount(str(word)) for word in words)

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
            return per or type_ == "figure_or_formula" or type_ not in _DIVIDING
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
                elif alone and not (self.story and self._leaf(part, "move")):
                    self._leaf(part, "trigger+event")
                elif self.story and not alone:
                    self._leaf(part, "move")
            elif isinstance(part, Counted):
                if str(part.name) not in self.own:
                    self._reads(part.start, part.end, "any")
            elif isinstance(part, Bounded | Signed):
                waiting.append((part.operand, False))
            elif isinstance(part, Infix):
                logic = all(_is_logic(p) for p in part.parts if _is_operator(p))
                facts = self._facts(part) if self.story else set()
                waiting += [
                    (p, alone and (logic or _between_logic(part, i)))
                    for i, p in enumerate(part.parts)
                    if not _is_operator(p) and i not in facts
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

    def _facts(self, row: Infix) -> set[int]:
        """`所在 = 社区`, `进展 = 已议定`: renames the fact and the word it is compared with; where
        in the row they stand."""
        found: set[int] = set()
        for at, part in enumerate(row.parts):
            beside = [i for i in (at - 1, at + 1) if _compares(row, i)]
            fact = spellings("story_fact").get(str(part)) if isinstance(part, Token) else None
            if fact is None or not beside:
                continue
            self._word(str(part), start_of(part), end_of(part), word_set("story_fact")[fact])
            found.add(at)
            for other in [2 * i - at for i in beside if 0 <= 2 * i - at < len(row.parts)]:
                value = row.parts[other]
                if fact in _FACTS_IN_WORDS and isinstance(value, Token):
                    self._of_set(str(value), start_of(value), end_of(value), _FACTS_IN_WORDS[fact])
                if fact != "elapsed":
                    found.add(other)
        return found


def _compares(row: Infix, at: int) -> bool:
    part = row.parts[at] if 0 <= at < len(row.parts) else None
    return isinstance(part, Token) and part.type == "COMPARISON"


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
