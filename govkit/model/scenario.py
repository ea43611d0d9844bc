"""The kind `scenario` (场景): a case to walk through: a lesson and a test.

A scenario with options is a branching lesson: turns are put to seats, injects come by the clock,
endings are chosen by the state of the case. Names of seats, turns, options, injects and endings are
those of one scenario; a field that names one holds the bare name as a word.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.given import Given
from govkit.model.statement import (
    Amount,
    Attribute,
    Duration,
    Entity,
    InstantLike,
    MomentLike,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Ref, Text


class RubricLine(Entity):
    """One line of a rubric: points, and perhaps the condition a walk earns them under."""

    points: Attribute[Amount] = Attribute[Amount].none()


class Seat(Entity):
    """Whose moves options are (`post`), or a person of the story who can be asked."""

    post: Attribute[Ref] = Attribute[Ref].none()
    plays: Attribute[WordLike] = Attribute[WordLike].none()
    knows: Attribute[Text] = Attribute[Text].none()
    wants: Attribute[Text] = Attribute[Text].none()


class Option(Entity):
    """One thing that may be done at a turn; its title is what a player sees."""

    moves: Attribute[WordsLike] = Attribute[WordsLike].none()
    after: Attribute[Duration] = Attribute[Duration].none()
    first: Attribute[WordsLike] = Attribute[WordsLike].none()
    asks: Attribute[WordsLike] = Attribute[WordsLike].none()
    grade: Attribute[WordLike] = Attribute[WordLike].none()
    refused: Attribute[WordLike] = Attribute[WordLike].none()
    debrief: Attribute[Text] = Attribute[Text].none()
    next: Attribute[WordLike] = Attribute[WordLike].none()
    story: Attribute[Text] = Attribute[Text].none()
    tests: Attribute[WordsLike] = Attribute[WordsLike].none()


class Inject(Entity):
    """News that comes at an instant, or so long after the beginning."""

    at: Attribute[InstantLike] = Attribute[InstantLike].none()
    seat: Attribute[WordsLike] = Attribute[WordsLike].none()
    comes_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    channel: Attribute[WordsLike] = Attribute[WordsLike].none()
    moves: Attribute[WordsLike] = Attribute[WordsLike].none()
    mode: Attribute[Ref] = Attribute[Ref].none()
    expects: Attribute[Text] = Attribute[Text].none()
    story: Attribute[Text] = Attribute[Text].none()
    tests: Attribute[WordsLike] = Attribute[WordsLike].none()
    given: tuple[Given, ...] = ()


class Ending(Entity):
    """How the story ends where its condition holds."""

    moves: Attribute[WordsLike] = Attribute[WordsLike].none()
    after: Attribute[Duration] = Attribute[Duration].none()
    grade: Attribute[WordLike] = Attribute[WordLike].none()
    story: Attribute[Text] = Attribute[Text].none()
    tests: Attribute[WordsLike] = Attribute[WordsLike].none()
    debrief: Attribute[Text] = Attribute[Text].none()


class Turn(Entity):
    """One expected move of a scenario, or a question that is put to a seat with its options."""

    after: Attribute[Duration] = Attribute[Duration].none()
    move: Attribute[WordLike] = Attribute[WordLike].none()
    mode: Attribute[Ref] = Attribute[Ref].none()
    trigger: Attribute[WordLike] = Attribute[WordLike].none()
    manner: Attribute[WordLike] = Attribute[WordLike].none()
    to: Attribute[Ref] = Attribute[Ref].none()
    story: Attribute[Text] = Attribute[Text].none()
    ask: Attribute[Text] = Attribute[Text].none()
    meeting: Attribute[Ref] = Attribute[Ref].none()
    also: Attribute[WordsLike] = Attribute[WordsLike].none()
    unlawful: Attribute[WordsLike] = Attribute[WordsLike].none()
    due: Attribute[MomentLike] = Attribute[MomentLike].none()
    seat: Attribute[WordLike] = Attribute[WordLike].none()
    countdown: Attribute[Duration] = Attribute[Duration].none()
    class_time: Attribute[Duration] = Attribute[Duration].none()
    notes: Attribute[Text] = Attribute[Text].none()
    next: Attribute[WordLike] = Attribute[WordLike].none()
    channel: Attribute[WordsLike] = Attribute[WordsLike].none()
    tests: Attribute[WordsLike] = Attribute[WordsLike].none()
    given: tuple[Given, ...] = ()
    options: tuple[Option, ...] = ()


class Scenario(Entity):
    """A case to walk through: a lesson and a test. `is_branching`: some turn has options."""

    goals: Attribute[WordsLike] = Attribute[WordsLike].none()
    difficulty: Attribute[Amount] = Attribute[Amount].none()
    routine: Attribute[WordsLike] = Attribute[WordsLike].none()
    lesson: Attribute[Text] = Attribute[Text].none()
    matter: Attribute[Ref] = Attribute[Ref].none()
    unit: Attribute[Ref] = Attribute[Ref].none()
    at: Attribute[MomentLike] = Attribute[MomentLike].none()
    mode: Attribute[Ref] = Attribute[Ref].none()
    vacant: Attribute[RefsLike] = Attribute[RefsLike].none()
    story: Attribute[Text] = Attribute[Text].none()
    ends_at: Attribute[Ref] = Attribute[Ref].none()
    manner: Attribute[WordLike] = Attribute[WordLike].none()
    debrief: Attribute[Text] = Attribute[Text].none()
    notes: Attribute[Text] = Attribute[Text].none()
    class_time: Attribute[Duration] = Attribute[Duration].none()
    given: tuple[Given, ...] = ()
    rubric: tuple[RubricLine, ...] = ()
    turns: tuple[Turn, ...] = ()
    seats: tuple[Seat, ...] = ()
    injects: tuple[Inject, ...] = ()
    endings: tuple[Ending, ...] = ()

    @property
    def is_branching(self) -> bool:
        """Whether the class chooses among options of the author's own."""
        return any(turn.options for turn in self.turns)
