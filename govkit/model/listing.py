"""The kind `list` (清单): a registered list: resources, powers, services, duties, funds ….

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import (
    Amount,
    Attribute,
    Entity,
    RateLike,
    RefsLike,
    WordLike,
    WordsLike,
)
from govkit.values import Ref


class Item(Entity):
    """One entry of a list."""

    limit: Attribute[Amount] = Attribute[Amount].none()
    contents: Attribute[WordsLike] = Attribute[WordsLike].none()
    granted_to: Attribute[RefsLike] = Attribute[RefsLike].none()
    points: Attribute[Amount] = Attribute[Amount].none()
    measure: Attribute[Ref] = Attribute[Ref].none()
    full: Attribute[Amount] = Attribute[Amount].none()
    deduct: Attribute[RateLike] = Attribute[RateLike].none()
    add: Attribute[RateLike] = Attribute[RateLike].none()
    least: Attribute[Amount] = Attribute[Amount].none()
    most: Attribute[Amount] = Attribute[Amount].none()
    part_units: Attribute[WordLike] = Attribute[WordLike].none()
    repeat_from: Attribute[Amount] = Attribute[Amount].none()
    items: tuple[Item, ...] = ()


class Listing(Entity):
    """A registered list: resources, powers, services, duties, funds …."""

    type: Attribute[WordLike] = Attribute[WordLike].none()
    granted_to: Attribute[RefsLike] = Attribute[RefsLike].none()
    contents: Attribute[WordsLike] = Attribute[WordsLike].none()
    total: Attribute[RateLike] = Attribute[RateLike].none()
    quota: Attribute[RateLike] = Attribute[RateLike].none()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    basis: Attribute[WordsLike] = Attribute[WordsLike].none()
    items: tuple[Item, ...] = ()
