"""The kind `process` (流程): how a case goes: a ladder of tiers, or steps.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Amount, Attribute, Duration, Entity, RefsLike, WordsLike
from govkit.values import Mapping, Text


class Tier(Entity):
    """One rung of a ladder, named by its level."""

    handler: Attribute[RefsLike] = Attribute[RefsLike]()
    deliberates: Attribute[RefsLike] = Attribute[RefsLike]()
    limit: Attribute[Duration] = Attribute[Duration]()
    sign_within: Attribute[Duration] = Attribute[Duration]()
    return_within: Attribute[Duration] = Attribute[Duration]()
    on: Attribute[Mapping] = Attribute[Mapping]()
    content: Attribute[Text] = Attribute[Text]()
    notify: Attribute[RefsLike] = Attribute[RefsLike]()
    may: Attribute[WordsLike] = Attribute[WordsLike]()


class Step(Entity):
    """One step beside or inside the ladder."""

    handler: Attribute[RefsLike] = Attribute[RefsLike]()
    deliberates: Attribute[RefsLike] = Attribute[RefsLike]()
    limit: Attribute[Duration] = Attribute[Duration]()
    sign_within: Attribute[Duration] = Attribute[Duration]()
    return_within: Attribute[Duration] = Attribute[Duration]()
    on: Attribute[Mapping] = Attribute[Mapping]()
    content: Attribute[Text] = Attribute[Text]()
    notify: Attribute[RefsLike] = Attribute[RefsLike]()
    may: Attribute[WordsLike] = Attribute[WordsLike]()


class Process(Entity):
    """How a case goes: a ladder of tiers, or steps."""

    applies_to: Attribute[RefsLike] = Attribute[RefsLike]()
    intake: Attribute[WordsLike] = Attribute[WordsLike]()
    ceiling: Attribute[Mapping] = Attribute[Mapping]()
    total: Attribute[Duration] = Attribute[Duration]()
    passes: Attribute[Amount] = Attribute[Amount]()
    tiers: tuple[Tier, ...] = ()
    steps: tuple[Step, ...] = ()
