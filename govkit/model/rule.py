"""The kind `rule` (规则): a rule of the model's own over its objects.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Condition, Entity, WordLike
from govkit.values import Text


class Rule(Entity):
    """A rule of this model's own over its objects."""

    holds: Attribute[Condition] = Attribute[Condition].none()
    message: Attribute[Text] = Attribute[Text].none()
    severity: Attribute[WordLike] = Attribute[WordLike].none()
