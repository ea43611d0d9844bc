"""The kind `event` (事由): a trigger of this model's own.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Entity


class OwnEvent(Entity):
    """A trigger of this model's own."""
