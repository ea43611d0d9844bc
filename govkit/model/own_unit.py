"""The kind `unit` (单位): a unit of count of this model's own.

Fields hold statements; a reference is the `kind:name` of another object. What the fields mean is
said in the language reference and, in one line each, in `grammars/fields.csv`.
"""

from __future__ import annotations

from govkit.model.statement import Entity


class OwnUnit(Entity):
    """A unit of count of this model's own."""
