"""The kind `attribute` (要素): a property of cases: ordered grades, or an amount.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Entity, WordsLike
from govkit.values import Word


class CaseAttribute(Entity):
    """A property of cases: ordered grades, or an amount."""

    values: Attribute[WordsLike] = Attribute[WordsLike].none()
    unit: Attribute[Word] = Attribute[Word].none()
    default: Attribute[WordsLike] = Attribute[WordsLike].none()
