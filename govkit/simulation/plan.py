"""What is to be run: models, workload, days and seed, as plain data; and what could not be.

Names and texts enter and leave as they are, so that another process makes the same runs of them.
How a run is made and what comes of it are not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from govkit.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run, as plain data: models as JSON by the names of their variants."""

    models: tuple[tuple[str, str], ...]
    workload: str
    first: date
    days: int
    seed: int

    def only(self, variant: str) -> Plan:
        """The same with the model of one variant alone: what a run of it needs."""
        return replace(self, models=tuple(one for one in self.models if one[0] == variant))


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that could not be made, and why."""

    variant: str
    replication: int
    finding: Diagnostic
