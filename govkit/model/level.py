"""The kind `level` (层级): a tier or a type of unit.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Keeping
from govkit.model.statement import Amount, Attribute, RateLike, WordsLike
from govkit.values import Ref, Roster


class Level(Keeping):
    """A tier or a type of unit."""

    parent: Attribute[Ref] = Attribute[Ref].none()
    kind_of: Attribute[Ref] = Attribute[Ref].none()
    count: Attribute[Amount] = Attribute[Amount].none()
    quota: Attribute[RateLike] = Attribute[RateLike].none()
    size: Attribute[Amount] = Attribute[Amount].none()
    basis: Attribute[WordsLike] = Attribute[WordsLike].none()
    division: Attribute[WordsLike] = Attribute[WordsLike].none()
    merged_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    functions: Attribute[WordsLike] = Attribute[WordsLike].none()
    names: Attribute[WordsLike] = Attribute[WordsLike].none()
    units: Attribute[Roster] = Attribute[Roster].none()
