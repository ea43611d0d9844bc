"""The kind `indicator` (指标): a rate and all that has to be settled before it.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Amount, Attribute, Cadence, Entity, RefsLike, WordsLike


class Indicator(Entity):
    """A rate and all that has to be settled before it can be computed."""

    of: Attribute[RefsLike] = Attribute[RefsLike].none()
    numerator: Attribute[WordsLike] = Attribute[WordsLike].none()
    denominator: Attribute[WordsLike] = Attribute[WordsLike].none()
    excludes: Attribute[WordsLike] = Attribute[WordsLike].none()
    excluded_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    attributed_to: Attribute[WordsLike] = Attribute[WordsLike].none()
    dated_by: Attribute[WordsLike] = Attribute[WordsLike].none()
    cut_off: Attribute[Cadence] = Attribute[Cadence].none()
    reopened: Attribute[WordsLike] = Attribute[WordsLike].none()
    unreached: Attribute[WordsLike] = Attribute[WordsLike].none()
    rounding: Attribute[WordsLike] = Attribute[WordsLike].none()
    target: Attribute[Amount] = Attribute[Amount].none()
    period: Attribute[Cadence] = Attribute[Cadence].none()
