"""The kind `hierarchy` (体系): a chain of authority over the same places.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Attribute, Entity
from govkit.values import Chain


class Hierarchy(Entity):
    """A chain of authority over the same places."""

    chain: Attribute[Chain] = Attribute[Chain].none()
