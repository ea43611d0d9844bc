"""What is to be run: models, workload, days and seed, as plain data.

Names and texts enter and leave as they are, so that another process makes the same runs of them.
How a run is made and what comes of it are not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run, as plain data: models as JSON by the names of their variants."""

    models: tuple[tuple[str, str], ...]
    workload: str
    first: date
    days: int
    seed: int
