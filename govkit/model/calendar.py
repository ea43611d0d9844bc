"""The kind `calendar` (日历): when time runs: days off, working days, office hours.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import (
    Attribute,
    ChosenLike,
    Entity,
    OfficeLike,
    PublicLike,
    WordLike,
)
from govkit.values import Days


class Calendar(Entity):
    """When time runs: days off, working days, office hours."""

    based_on: Attribute[WordLike] = Attribute[WordLike].none()
    holidays: Attribute[Days] = Attribute[Days].none()
    workdays: Attribute[Days] = Attribute[Days].none()
    public_holidays: Attribute[PublicLike] = Attribute[PublicLike].none()
    weekend: Attribute[ChosenLike] = Attribute[ChosenLike].none()
    office: Attribute[OfficeLike] = Attribute[OfficeLike].none()
    settled: Attribute[Days] = Attribute[Days].none()
    rolls: Attribute[WordLike] = Attribute[WordLike].none()
