"""The kind `team` (队伍): people who act together, by a formula.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Amount, Attribute, Entity, RateLike, RefsLike, WordsLike
from govkit.values import Formula, Ref


class Team(Entity):
    """People who act together, by a formula."""

    at: Attribute[Ref] = Attribute[Ref]()
    formula: Attribute[Formula] = Attribute[Formula]()
    size: Attribute[Amount] = Attribute[Amount]()
    count: Attribute[Amount] = Attribute[Amount]()
    quota: Attribute[RateLike] = Attribute[RateLike]()
    covers: Attribute[RefsLike] = Attribute[RefsLike]()
    commanded_by: Attribute[Ref] = Attribute[Ref]()
    part_of: Attribute[WordsLike] = Attribute[WordsLike]()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike]()
    functions: Attribute[WordsLike] = Attribute[WordsLike]()
