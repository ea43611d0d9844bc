"""What every paper of a lesson is written from: the graph, the model, and their words.

A `Graph` and the model it was explored in enter; texts by their number, seats by theirs, and the
words of papers leave. What a paper says is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from govkit.document.building import cell, labelled, line
from govkit.document.parts import Block, Cell, Column, Document, Line, Note, Row
from govkit.model.governance import Governance
from govkit.model.naming import Pen
from govkit.reports.lesson.wording import said
from govkit.scenario.graph import Answer, Graph, Outcome, Step

# Whom a paper is for. `seats`: each piece of it for one of them alone; what is for `pupils` may
# be shown to a whole class, and nothing else.
Audience = Literal["facilitator", "pupils", "seats", "observers"]


@dataclass(frozen=True)
class Setting:
    """One lesson, and how its papers are worded."""

    graph: Graph
    model: Governance

    @cached_property
    def pen(self) -> Pen:
        """Writes what the model says in the tongue of the lesson."""
        return Pen(self.model, self.graph.lang)

    def said(self, key: str, **fillers: object) -> str:
        """Words of the papers in the tongue of the lesson."""
        return said(key, self.graph.lang, **fillers)

    def label(self, key: str, text: str) -> Line:
        """Some words and a colon, strong, then a text."""
        return labelled(self.said("colon", label=self.said(key)), text)

    def row(self, key: str, *texts: str) -> Row:
        """A row of two cells: some words, then texts."""
        return (cell(line(self.said(key), "strong"), shade=True), cell(*texts))

    def plain(self, text: str) -> str:
        """What the pen writes, as it is read out: English without the `_` of the language."""
        return text.replace("_", " ") if self.graph.lang == "en" else text

    def word(self, kind: str, field: str) -> str:
        """What a field is called, as the name of a line."""
        word = self.pen.field_word(kind, field)
        return word[:1].upper() + word[1:]

    def columns(self, **weights: int) -> tuple[Column, ...]:
        """Columns by the keys of their titles (`answer__grade` for `answer.grade`)."""
        return tuple(
            Column(self.said(key.replace("__", ".")), weight) for key, weight in weights.items()
        )

    def seat(self, role: int | None) -> str:
        """What a seat is called; empty for None."""
        return "" if role is None else self.graph.text(self.graph.roles[role].title)

    def seats(self, roles: tuple[int, ...]) -> str:
        """What seats are called, or that it is for all."""
        return self.said("between").join(map(self.seat, roles)) if roles else self.said("all")

    def texts(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Texts by their numbers."""
        return tuple(map(self.graph.text, numbers))

    def taken(self, step: Step) -> tuple[int, Answer, Outcome]:
        """A step of the author's course: number of its question, the option, what came of it."""
        state = self.graph.states[step.state]
        turn = state.turn
        assert turn is not None, "an end is no step"
        [offer] = [one for one in state.offers if one.option == step.option]
        return turn, self.graph.turns[turn].options[step.option], offer.to[step.outcome]

    def document(
        self, id: str, audience: Audience, blocks: Iterable[Block], wide: bool = False
    ) -> Document:
        """A paper of the lesson, named at its head and at its foot."""
        paper = self.said(f"paper.{id}")
        title = self.graph.text(self.graph.about.title)
        return Document(
            self.graph.lang,
            title,
            tuple(blocks),
            subtitle=f"{paper} · {self.said(f'for.{audience}')}",
            foot=self.said("foot", title=title, paper=paper, seed=self.graph.seed),
            wide=wide,
        )

    def remark(self, key: str) -> Note:
        """A remark on how to use the paper."""
        return Note(line(self.said(key)))


def by_letter(options: tuple[Answer, ...]) -> list[tuple[int, Answer]]:
    """The options with their numbers in the question, in the order of their letters."""
    return sorted(enumerate(options), key=lambda one: one[1].letter)


def empty(many: int, room: int = 0) -> tuple[Cell, ...]:
    """Cells to write in."""
    return (cell(room=room),) * many
