"""The JSON Schema of a stored lesson, `govkit-lesson/1`.

Nothing enters; the schema leaves, made of the classes of `govkit.scenario.graph`.
"""

from __future__ import annotations

from typing import Any

from govkit.model.schema import described
from govkit.scenario.graph import Graph

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a lesson; its parts stand in `$defs` by their names."""
    shapes = described([Graph], "#/$defs/{model}")
    return {"$schema": DRAFT, "$ref": "#/$defs/Graph", "$defs": dict(sorted(shapes.items()))}
