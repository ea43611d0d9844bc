"""The way of one class through a lesson: what was chosen, where that led, what was taken back.

A `Graph` and choices enter; the states they lead to leave, as the graph has them. No law, no clock
and no chance is known here, and nothing of a screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govkit.scenario.graph import Graph, Outcome, Question, State, Struck, Told

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One choice: in which state, which option of its question, and what came of it."""

    state: int
    option: int
    outcome: Outcome


@dataclass(frozen=True)
class Route:
    """A walk over a graph. `undone` are the entries that were taken back, `choices` the journal."""

    graph: Graph
    entries: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    choices: tuple[str, ...] = ()

    # ── where it is ──
    @property
    def number(self) -> int:
        """The number of the present state."""
        return self.entries[-1].outcome.state if self.entries else 0

    @property
    def state(self) -> State:
        """The present state."""
        return self.graph.states[self.number]

    @property
    def question(self) -> Question | None:
        """What is asked in the present state; None at an end."""
        return self.question_of(self.number)

    def question_of(self, state: int) -> Question | None:
        """What is asked in the state of a number; None at an end."""
        turn = self.graph.states[state].turn
        return None if turn is None else self.graph.turns[turn]

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to choose: at an end, or where the story cannot go on."""
        return not self.state.offers

    @property
    def has_ended(self) -> bool:
        """Whether an end was reached."""
        return self.state.end is not None

    @property
    def news(self) -> tuple[Told, ...]:
        """What has come by the story's clock since the last question."""
        return self.entries[-1].outcome.told if self.entries else self.graph.about.told

    def struck(self, option: int) -> Struck | None:
        """Why an option is struck out in the present state; None where it is not."""
        return next((one for one in self.state.struck if one.option == option), None)

    # ── choosing ──
    def choose(self, option: int, outcome: int | None = None) -> Route:
        """The walk after the option of this index in its question.

        `outcome` (from 1) is the outcome set by hand; else the drawn one counts. Raises
        `IndexError` where the option cannot be chosen here or has no such outcome.
        """
        offer = next((one for one in self.state.offers if one.option == option), None)
        question = self.question
        if offer is None or question is None:
            raise IndexError(option)
        name = question.options[option].name
        if outcome is None:
            came = next((one for one in offer.to if one.drawn), offer.to[0])
        elif 1 <= outcome <= len(offer.to):
            came, name = offer.to[outcome - 1], f"{name}#{outcome}"
        else:
            raise IndexError(outcome)
        entry = Entry(self.number, option, came)
        return replace(self, entries=(*self.entries, entry), choices=(*self.choices, name))

    def undo(self) -> Route:
        """The walk before its last choice; the same walk where there is none."""
        if not self.entries:
            return self
        return replace(
            self,
            entries=self.entries[:-1],
            undone=(*self.undone, self.entries[-1]),
            choices=(*self.choices, UNDO),
        )

    def chosen(self, written: str) -> Route:
        """The walk after a choice as a journal has it: `开会`, `再议#2`, `undo`.

        Raises `IndexError` where the present question has no such option or outcome.
        """
        if written == UNDO:
            return self.undo()
        name, mark, by_hand = written.rpartition("#")
        by_hand_number = int(by_hand) if mark and by_hand.isdecimal() else None
        if by_hand_number is None:
            name = written
        options = self.question.options if self.question is not None else ()
        for option, answer in enumerate(options):
            if answer.name == name:
                return self.choose(option, by_hand_number)
        raise IndexError(written)

    def author(self) -> Route:
        """The author's course, from the beginning."""
        route = Route(self.graph)
        for step in self.graph.author:
            outcomes = next(
                one.to for one in route.state.offers if one.option == step.option
            )  # the author's step is among the offers of its state
            drawn = next((at for at, one in enumerate(outcomes) if one.drawn), 0)
            by_hand = None if drawn == step.outcome else step.outcome + 1
            route = route.choose(step.option, by_hand)
        return route

    # ── what was seen ──
    def titles(self) -> Iterator[str]:
        """The titles of the options chosen, in their order."""
        for entry in self.entries:
            question = self.question_of(entry.state)
            assert question is not None
            yield self.graph.text(question.options[entry.option].title)
