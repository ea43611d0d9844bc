"""Which version of a model binds a case: the one in force on the day the case was opened.

A model enters; for a day leave the model as of it and the ladders of its processes, worked out once
between two days on which anything changes. A model without dates has one version: itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govkit.engine.plan.ladder import Ladder
from govkit.model.governance import Governance
from govkit.model.statement import Attribute, RefsLike
from govkit.values import Refs


@dataclass(frozen=True, slots=True)
class Way:
    """A process that takes a matter where all conditions hold."""

    process: str
    conditions: tuple[Any, ...]


def _ways(model: Governance, matter: str, day: date) -> Iterator[Way]:
    """A matter inside another goes the way of the outer one where it has none of its own. Those
    with a condition come before those without."""
    names = [f"matter:{name}" for name in model.lineage(matter)]
    for number, ref in enumerate(names, start=1):
        taking = [
            Way(process.name, tuple(when for when in (process.when, one.when) if when is not None))
            for process in model.processes
            if not set(refs_of(process.excludes)) & set(names[:number]) and process.holds_on(day)
            for _, one in process.applies_to.counting(day)
            if isinstance(one.value, Refs) and ref in one.value.refs
        ]
        yield from (way for way in taking if way.conditions)
        yield from (way for way in taking if not way.conditions)


def refs_of(attribute: Attribute[RefsLike]) -> tuple[str, ...]:
    """All references that the statements of a field name."""
    return tuple(
        ref for stated in attribute if isinstance(stated.value, Refs) for ref in stated.value.refs
    )


@dataclass(frozen=True)
class Version:
    """A model as of some days, and its ladders by the names of their processes."""

    model: Governance
    ladders: Mapping[str, Ladder]
    ways: dict[tuple[str, date | None], tuple[Way, ...]] = field(default_factory=dict, repr=False)

    def ways_of(self, matter: str, day: date) -> tuple[Way, ...]:
        """The processes that may take a matter, in the order in which they are asked."""
        key = matter, None if self.model.day is None else day
        if key not in self.ways:
            self.ways[key] = tuple(_ways(self.model, matter, day))
        return self.ways[key]


class Versions:
    """All versions of one model. One that was taken as of a day already is the only version."""

    def __init__(self, model: Governance) -> None:
        self.model = model
        self._changes = model.days_of_change if model.day is None else ()
        self._made: dict[int, Version] = {}

    @property
    def change(self) -> bool:
        """Whether the day of a case decides about its version."""
        return bool(self._changes)

    def on(self, day: date) -> Version:
        """The version in force on a day."""
        number = bisect_right(self._changes, day)
        if number not in self._made:
            model = self.model.as_of(day) if self._changes else self.model
            ladders = {process.name: Ladder(model, process) for process in model.processes}
            self._made[number] = Version(model, ladders)
        return self._made[number]
