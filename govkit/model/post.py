"""The kind `post` (岗位): a position that people hold.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Keeping
from govkit.model.statement import (
    Amount,
    Attribute,
    Duration,
    RateLike,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Ref


class Post(Keeping):
    """A position that people hold."""

    at: Attribute[Ref] = Attribute[Ref].none()
    count: Attribute[Amount] = Attribute[Amount].none()
    quota: Attribute[RateLike] = Attribute[RateLike].none()
    nature: Attribute[WordLike] = Attribute[WordLike].none()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    basis: Attribute[WordsLike] = Attribute[WordsLike].none()
    appointed_by: Attribute[Ref] = Attribute[Ref].none()
    concurrent: Attribute[RefsLike] = Attribute[RefsLike].none()
    superior: Attribute[Ref] = Attribute[Ref].none()
    span: Attribute[RefsLike] = Attribute[RefsLike].none()
    term: Attribute[Duration] = Attribute[Duration].none()
    at_most: Attribute[Amount] = Attribute[Amount].none()
    vacant: Attribute[WordLike] = Attribute[WordLike].none()
    functions: Attribute[WordsLike] = Attribute[WordsLike].none()
