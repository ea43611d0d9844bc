"""The kind `code` (编码): ordered segments of a code.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Amount, Attribute, Entity, WordsLike
from govkit.values import Ref, Text


class Segment(Entity):
    """One segment of a code."""

    width: Attribute[Amount] = Attribute[Amount].none()
    drawn_from: Attribute[WordsLike] = Attribute[WordsLike].none()
    range: Attribute[Amount] = Attribute[Amount].none()


class Code(Entity):
    """Ordered segments of a code for places or objects."""

    of: Attribute[WordsLike] = Attribute[WordsLike].none()
    total: Attribute[Amount] = Attribute[Amount].none()
    example: Attribute[Text] = Attribute[Text].none()
    prefix: Attribute[Ref] = Attribute[Ref].none()
    segments: tuple[Segment, ...] = ()
