"""The kind `scenario` (场景): a case to walk through: a lesson and a test.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.given import Given
from govkit.model.statement import Attribute, Duration, Entity, WordLike, WordsLike
from govkit.values import Moment, Ref, Text


class Turn(Entity):
    """One expected move of a scenario."""

    after: Attribute[Duration] = Attribute[Duration]()
    move: Attribute[WordLike] = Attribute[WordLike]()
    trigger: Attribute[WordLike] = Attribute[WordLike]()
    manner: Attribute[WordLike] = Attribute[WordLike]()
    to: Attribute[Ref] = Attribute[Ref]()
    story: Attribute[Text] = Attribute[Text]()
    ask: Attribute[Text] = Attribute[Text]()
    also: Attribute[WordsLike] = Attribute[WordsLike]()
    given: tuple[Given, ...] = ()


class Scenario(Entity):
    """A case to walk through: a lesson and a test."""

    lesson: Attribute[Text] = Attribute[Text]()
    matter: Attribute[Ref] = Attribute[Ref]()
    unit: Attribute[Ref] = Attribute[Ref]()
    at: Attribute[Moment] = Attribute[Moment]()
    story: Attribute[Text] = Attribute[Text]()
    ends_at: Attribute[Ref] = Attribute[Ref]()
    manner: Attribute[WordLike] = Attribute[WordLike]()
    debrief: Attribute[Text] = Attribute[Text]()
    given: tuple[Given, ...] = ()
    turns: tuple[Turn, ...] = ()
