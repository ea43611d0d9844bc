"""Which words of a text change: its statements, each with the kind of the block it stands in.

The nodes and lexemes of a text enter; the edits that turn its words into one tongue leave. How a
value or a word is read is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from govkit.syntax.formatter.figures import Figures
from govkit.syntax.formatter.lexemes import Lexeme
from govkit.syntax.formatter.names import own_words
from govkit.syntax.formatter.values import STORY, Values
from govkit.syntax.formatter.words import Edits, Lang
from govkit.syntax.nesting import with_kinds
from govkit.syntax.nodes import Block, Clause, Document, Field, Value, end_of, start_of
from govkit.syntax.strokes import PER_KINDS
from govkit.values import Range
from govkit.values.reading import read_quantity
from govkit.vocabulary.kinds import FieldRow, field_words, kinds
from govkit.vocabulary.openings import kind_as_said


def edits_of(
    document: Document, lexemes: list[Lexeme], text: str, lang: Lang | None, short: bool
) -> Edits:
    """What changes in `text` when its words are to be in `lang` (None: each stays in its own).

    `short`: official phrases of figures are written in their short form.
    """
    reader = _Statements(text, lang, short)
    for lexeme in lexemes:
        reader.terminal(lexeme)
    reader.document(document)
    return reader.edits


class _Statements(Values):
    """Walks all statements, each with the kind of the block it stands in."""

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
            self.story = kind in STORY
            if type(statement) is Block:
                if kind:
                    row = kinds()[kind]
                    at = statement.kind
                    word = kind_as_said(str(at), kind)
                    self._renamed(str(at), start_of(at), end_of(at), word.en, word.zh)
                    if row.naming == "refers" and statement.name is not None:
                        self._pointing(statement.name)
                self._clauses(statement.clauses, "")
            elif type(statement) is Field:
                self._field(statement, kind)

    def _field(self, statement: Field, kind: str) -> None:
        if kind and kinds()[kind].block == "open":
            type_ = self._sort_of_line(statement.value) if kind == "figures" else "expression"
            self._value(statement.value, type_, "")
            self._clauses(statement.clauses, "figure_or_formula" if kind == "figures" else type_)
            return
        row = field_words(kind).get(str(statement.word)) if kind else None
        if row is None:
            self._clauses(statement.clauses, "")
            return
        at = statement.word
        self._renamed(str(at), start_of(at), end_of(at), row.en, row.zh)
        self._value(statement.value, row.type, row.target)
        self._clauses(statement.clauses, row.type, row)

    def _sort_of_line(self, value: Value) -> str:
        """One figure, two bounds that make one (`超过60分、不满80分`), or a list of free words."""
        if value.tail is None and len(value.items) == 1:
            return "line"
        both = self.text[start_of(value.items[0]) : end_of(value.items[-1])]
        bounds = len(value.items) == 2 and value.tail is None
        read = read_quantity(both, self.figures.units) if bounds else None
        return "line" if isinstance(read, Range) else "words"

    def _clauses(self, clauses: Iterable[Clause], type_: str, row: FieldRow | None = None) -> None:
        for clause in clauses:
            if clause.kind == "when":
                self._expression(clause.parts[0], condition=True)
            elif clause.kind in ("since", "until"):
                self._figure(clause.parts[0], "day")
            elif clause.kind == "doubt":
                for part in clause.parts[1:]:
                    self._item(part, type_, row.target if row else "")
