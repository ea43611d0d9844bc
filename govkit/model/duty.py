"""The kind `duty` (制度): something somebody has to do, again and again.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.keeping import Limited
from govkit.model.statement import (
    Attribute,
    Cadence,
    Duration,
    RateLike,
    RefsLike,
    SeasonLike,
    ShareLike,
    WordsLike,
)


class Duty(Limited):
    """Something somebody has to do, again and again."""

    who: Attribute[RefsLike] = Attribute[RefsLike].none()
    jointly_with: Attribute[RefsLike] = Attribute[RefsLike].none()
    act: Attribute[WordsLike] = Attribute[WordsLike].none()
    cadence: Attribute[Cadence] = Attribute[Cadence].none()
    season: Attribute[SeasonLike] = Attribute[SeasonLike].none()
    gap: Attribute[Duration] = Attribute[Duration].none()
    length: Attribute[Duration] = Attribute[Duration].none()
    each: Attribute[RateLike] = Attribute[RateLike].none()
    to: Attribute[WordsLike] = Attribute[WordsLike].none()
    at: Attribute[RefsLike] = Attribute[RefsLike].none()
    publish: Attribute[WordsLike] = Attribute[WordsLike].none()
    publish_by: Attribute[Duration] = Attribute[Duration].none()
    coverage: Attribute[ShareLike] = Attribute[ShareLike].none()
    delegate: Attribute[RefsLike] = Attribute[RefsLike].none()
    unless: Attribute[WordsLike] = Attribute[WordsLike].none()
    options: Attribute[WordsLike] = Attribute[WordsLike].none()
