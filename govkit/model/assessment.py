"""The kind `assessment` (考核): who is assessed, when, by what, to what effect.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.listing import Item
from govkit.model.statement import (
    Amount,
    Attribute,
    Cadence,
    Entity,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Mapping


class Assessment(Entity):
    """Who is assessed, when, by what, to what effect."""

    of: Attribute[RefsLike] = Attribute[RefsLike].none()
    period: Attribute[Cadence] = Attribute[Cadence].none()
    criteria: Attribute[WordsLike] = Attribute[WordsLike].none()
    effect: Attribute[WordsLike] = Attribute[WordsLike].none()
    publish: Attribute[WordsLike] = Attribute[WordsLike].none()
    weights: Attribute[Mapping] = Attribute[Mapping].none()
    bands: Attribute[Mapping] = Attribute[Mapping].none()
    total: Attribute[Amount] = Attribute[Amount].none()
    groups: Attribute[WordsLike] = Attribute[WordsLike].none()
    exchange: Attribute[Mapping] = Attribute[Mapping].none()
    missing: Attribute[WordLike] = Attribute[WordLike].none()
    streak: Attribute[Mapping] = Attribute[Mapping].none()
    streak_band: Attribute[WordsLike] = Attribute[WordsLike].none()
    exit: Attribute[WordsLike] = Attribute[WordsLike].none()
    assessed_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    items: tuple[Item, ...] = ()
