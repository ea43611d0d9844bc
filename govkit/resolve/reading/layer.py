"""What one text with its includes comes to, before it is merged with what it builds upon.

Arguments and places enter; nothing is worked out. How layers are merged is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govkit.source import Span
from govkit.values.units import Units

Places = dict[str, Span]  # where each statement stands, by its path (`level:社区.count`)


@dataclass
class Layer:
    """One text with its includes: the arguments of its model, and the places of its statements.

    `above`: the base it was merged with, where it has one.
    """

    found: dict[str, Any]
    places: Places
    units: Units
    above: Layer | None = None
