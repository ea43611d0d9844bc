"""The kind `mode` (平急状态): what an emergency switches.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Duration, Entity, LedWordsLike, RefsLike, WordsLike
from govkit.values import Chain


class Mode(Entity):
    """What an emergency switches: chains, processes, clocks."""

    starts: Attribute[WordsLike] = Attribute[WordsLike].none()
    ends: Attribute[WordsLike] = Attribute[WordsLike].none()
    decided_by: Attribute[RefsLike] = Attribute[RefsLike].none()
    chain: Attribute[Chain] = Attribute[Chain].none()
    process: Attribute[RefsLike] = Attribute[RefsLike].none()
    suspends: Attribute[RefsLike] = Attribute[RefsLike].none()
    matters: Attribute[RefsLike] = Attribute[RefsLike].none()
    first: Attribute[LedWordsLike] = Attribute[LedWordsLike].none()
    report_within: Attribute[Duration] = Attribute[Duration].none()
