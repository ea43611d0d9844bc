"""The kind `meeting` (会议): a meeting that deliberates and decides.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import (
    Attribute,
    Cadence,
    Duration,
    Entity,
    RefsLike,
    ShareLike,
    WordsLike,
)


class Meeting(Entity):
    """A meeting that deliberates and decides."""

    convener: Attribute[RefsLike] = Attribute[RefsLike].none()
    attend: Attribute[WordsLike] = Attribute[WordsLike].none()
    cadence: Attribute[Cadence] = Attribute[Cadence].none()
    order: Attribute[WordsLike] = Attribute[WordsLike].none()
    agenda: Attribute[WordsLike] = Attribute[WordsLike].none()
    quorum: Attribute[ShareLike] = Attribute[ShareLike].none()
    majority: Attribute[ShareLike] = Attribute[ShareLike].none()
    adjourn: Attribute[Duration] = Attribute[Duration].none()
    adjourned_quorum: Attribute[ShareLike] = Attribute[ShareLike].none()
    special: Attribute[ShareLike] = Attribute[ShareLike].none()
    special_within: Attribute[Duration] = Attribute[Duration].none()
    draw: Attribute[WordsLike] = Attribute[WordsLike].none()
    notice: Attribute[Duration] = Attribute[Duration].none()
