"""The kind `team` (队伍): people who act together, by a formula.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Keeping
from govkit.model.statement import (
    Amount,
    Attribute,
    FormulaLike,
    RateLike,
    RefsLike,
    WordsLike,
)
from govkit.values import Ref


class Team(Keeping):
    """People who act together, by a formula."""

    at: Attribute[Ref] = Attribute[Ref].none()
    formula: Attribute[FormulaLike] = Attribute[FormulaLike].none()
    headcount: Attribute[Amount] = Attribute[Amount].none()
    size: Attribute[Amount] = Attribute[Amount].none()
    count: Attribute[Amount] = Attribute[Amount].none()
    quota: Attribute[RateLike] = Attribute[RateLike].none()
    covers: Attribute[RefsLike] = Attribute[RefsLike].none()
    commanded_by: Attribute[Ref] = Attribute[Ref].none()
    part_of: Attribute[WordsLike] = Attribute[WordsLike].none()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    functions: Attribute[WordsLike] = Attribute[WordsLike].none()
