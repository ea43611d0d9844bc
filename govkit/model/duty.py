"""The kind `duty` (制度): something somebody has to do, again and again.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Cadence, Entity, RateLike, RefsLike, WordsLike


class Duty(Entity):
    """Something somebody has to do, again and again."""

    who: Attribute[RefsLike] = Attribute[RefsLike]()
    act: Attribute[WordsLike] = Attribute[WordsLike]()
    cadence: Attribute[Cadence] = Attribute[Cadence]()
    each: Attribute[RateLike] = Attribute[RateLike]()
    to: Attribute[WordsLike] = Attribute[WordsLike]()
    at: Attribute[RefsLike] = Attribute[RefsLike]()
    publish: Attribute[WordsLike] = Attribute[WordsLike]()
    delegate: Attribute[RefsLike] = Attribute[RefsLike]()
    unless: Attribute[WordsLike] = Attribute[WordsLike]()
    options: Attribute[WordsLike] = Attribute[WordsLike]()
