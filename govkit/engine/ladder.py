"""What a process says about a case: its rungs, who holds them, where triggers lead, where it ends.

A model and a case enter; tiers, parties, outcomes and ceilings leave, each with its rule id and its
source. Whether a trigger is true and what a move does are not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.engine.case import Case, Party
from govkit.engine.conditions import in_force, statements
from govkit.model.governance import Governance
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Origin
from govkit.model.units import Unit
from govkit.values import Quantity, Refs

Value = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One entry of `on`: this trigger or event leads there."""

    trigger: str
    to: str
    rule: str
    citation: Origin


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Where a case of this grade is to end at the highest."""

    level: str
    grade: str
    rule: str
    citation: Origin


class Ladder:
    """One process of a model, seen from a case."""

    def __init__(self, model: Governance, process: Process) -> None:
        self.model = model
        self.process = process
        self.names = tuple(tier.name for tier in process.tiers)
        self._blocks: dict[str, Tier | Step] = {
            **{f"tier:{tier.name}": tier for tier in process.tiers},
            **{f"step:{step.name}": step for step in process.steps},
        }

    def block(self, place: str) -> Tier | Step | None:
        """The tier or step at a place; None where the process has none of this name."""
        return self._blocks.get(place)

    def rank(self, tier: str) -> int:
        """The number of a rung from below, 0 first; -1 where it is none of this ladder."""
        return self.names.index(tier) if tier in self.names else -1

    def is_above(self, place: str, tier: str) -> bool:
        """Whether a place is a rung higher than `tier`."""
        kind, _, name = place.partition(":")
        return kind == "tier" and self.rank(name) > self.rank(tier)

    def rule(self, place: str, field: str) -> str:
        """The id of a statement of a place: `process:网格事项/tier:支部.limit`."""
        return f"process:{self.process.name}/{place}.{field}"

    # ── places ──
    def intake(self, unit: Unit) -> str | None:
        """The nearest tier at or above the level of a unit; None where there is no such tier."""
        for level in (unit.level, *self.model.tree.above(unit.level)):
            if level in self.names:
                return level
        return None

    def unit_at(self, unit: str, tier: str) -> str:
        """The unit of a tier that a unit belongs to; empty where the counts do not tell."""
        try:
            found = self.model.tree.ancestor(self.model.unit(unit), tier)
        except KeyError:
            return ""
        return found.id if found else ""

    def party(self, unit: str, place: str, value: Value, day: date) -> Party:
        """Who is entitled at a place: the named handlers, else the posts there, else the level."""
        kind, _, name = place.partition(":")
        block = self.block(place)
        here = self.unit_at(unit, name) if kind == "tier" else ""
        if block is not None:
            stated = in_force(self.model, block.handler, value, day)
            if stated is not None and isinstance(stated.value, Refs) and stated.value.refs:
                return Party(unit=here, refs=stated.value.refs)
        if kind != "tier":
            return Party(refs=(place,))
        posts = tuple(f"post:{post.name}" for post in self.model.holders(name))
        return Party(unit=here, refs=posts or (f"level:{name}",))

    # ── rules ──
    def outcomes(self, place: str, value: Value, day: date) -> tuple[Outcome, ...]:
        """All outcomes stated at a place whose condition holds, in the order of the text."""
        block = self.block(place)
        if block is None:
            return ()
        valid = list(statements(self.model, block.on, value, day))
        return tuple(
            Outcome(
                str(key),
                str(entry.to[0]),
                self.rule(place, f"on[{key}]"),
                stated.origin,
            )
            for stated in block.on
            if stated in valid
            for entry in stated.value.entries
            for key in entry.keys
        )

    def outcome(self, case: Case, trigger: str, place: str = "") -> Outcome | None:
        """The first outcome of a trigger where the case lies; None where the text has none."""
        for outcome in self.outcomes(place or case.place, case.value, case.day):
            if outcome.trigger == trigger:
                return outcome
        return None

    def ceiling(self, case: Case) -> Ceiling | None:
        """The ceiling for the grades of a case; None where none is stated for them."""
        for stated in statements(self.model, self.process.ceiling, case.value, case.day):
            for entry in stated.value.entries:
                key = str(entry.keys[0])
                attribute, _, grade = key.partition("=")
                if key == "else" or (grade and case.grade(attribute) == grade):
                    level = str(entry.to[0]).partition(":")[2]
                    rule = f"process:{self.process.name}.ceiling[{key}]"
                    return Ceiling(level, grade, rule, stated.origin)
        return None

    def passes_ceiling(self, case: Case, place: str) -> Ceiling | None:
        """The ceiling that going to a place would pass; None where it stays below."""
        ceiling = self.ceiling(case)
        if ceiling is None or self.rank(ceiling.level) < 0:
            return None
        return ceiling if self.is_above(place, ceiling.level) else None

    def most_passes(self, case: Case) -> int | None:
        """How often a case may come to one tier; None where the text sets no number."""
        stated = in_force(self.model, self.process.passes, case.value, case.day)
        if stated is None:
            return None
        amount = getattr(stated.value, "quantity", stated.value)
        amount = getattr(amount, "high", amount)
        return int(amount.number) if isinstance(amount, Quantity) else None

    def may_come(self, case: Case, place: str) -> bool:
        """Whether another pass at a place is within `passes`; steps are not counted."""
        most = self.most_passes(case)
        return most is None or place[:5] == "step:" or case.pass_count(place) < most
