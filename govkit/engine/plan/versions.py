"""Which version of a model binds a case: the one in force on the day the case was opened.

A model enters; for a day leave the model as of it and the ladders of its processes, worked out once
between two days on which anything changes. A model without dates has one version: itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govkit.engine.plan.ladder import Ladder
from govkit.model.governance import Governance


@dataclass(frozen=True)
class Version:
    """A model as of some days, and its ladders by the names of their processes."""

    model: Governance
    ladders: Mapping[str, Ladder]


class Versions:
    """All versions of one model. One that was taken as of a day already is the only version."""

    def __init__(self, model: Governance) -> None:
        self.model = model
        self._changes = model.days_of_change if model.day is None else ()
        self._made: dict[int, Version] = {}

    def on(self, day: date) -> Version:
        """The version in force on a day."""
        number = bisect_right(self._changes, day)
        if number not in self._made:
            model = self.model.as_of(day) if self._changes else self.model
            ladders = {process.name: Ladder(model, process) for process in model.processes}
            self._made[number] = Version(model, ladders)
        return self._made[number]
