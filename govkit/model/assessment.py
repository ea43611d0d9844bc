"""The kind `assessment` (考核): who is assessed, when, by what, to what effect.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.listing import Item
from govkit.model.statement import Attribute, Cadence, Entity, RefsLike, WordsLike


class Assessment(Entity):
    """Who is assessed, when, by what, to what effect."""

    of: Attribute[RefsLike] = Attribute[RefsLike].none()
    period: Attribute[Cadence] = Attribute[Cadence].none()
    criteria: Attribute[WordsLike] = Attribute[WordsLike].none()
    effect: Attribute[WordsLike] = Attribute[WordsLike].none()
    publish: Attribute[WordsLike] = Attribute[WordsLike].none()
    items: tuple[Item, ...] = ()
