"""The kind `scenario` (场景): a case to walk through: a lesson and a test.

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
    MomentLike,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Ref, Text


class RubricLine(Entity):
    """One line of a rubric: points, and perhaps the condition a walk earns them under."""

    points: Attribute[Amount] = Attribute[Amount].none()


class Turn(Entity):
    """One expected move of a scenario."""

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
    channel: Attribute[WordsLike] = Attribute[WordsLike].none()
    tests: Attribute[WordsLike] = Attribute[WordsLike].none()
    given: tuple[Given, ...] = ()


class Scenario(Entity):
    """A case to walk through: a lesson and a test."""

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
