"""What a process says about a case: its places, who holds them, where triggers lead, where it ends.

A model and a case enter; tiers, parties, outcomes and ceilings leave, each with its rule id and its
source. Whether a trigger is true and what a move does are not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from govkit.engine.case.case import Bearer, Case, Joint
from govkit.engine.plan.conditions import holds, in_force, prohibited, statements
from govkit.engine.plan.vacancy import present
from govkit.model.governance import Governance
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Origin
from govkit.model.units import Unit
from govkit.values import Quantity, Refs

Value = Callable[[str], Any]
MOST_UNITS = 10_000  # remembered with the unit above them


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


def _keeping(model: Governance) -> Iterator[Any]:
    """All that may choose the calendar of a limit."""
    yield from (*model.levels, *model.bodies, *model.posts, *model.teams, *model.matters)
    yield from (state for matter in model.matters for state in matter.states)
    for process in model.processes:
        yield process
        for place in (*process.tiers, *process.steps):
            yield from (place, *place.clocks)
        yield from process.clocks


def _chooses(thing: Any) -> bool:
    rolls = getattr(thing, "rolls", None)
    return bool(thing.calendar.root) or bool(rolls is not None and rolls.root)


class Ladder:
    """One process of a model, seen from a case: whether it `has_clocks`, and whether it `reminds`
    of any limit; `chooses` says whether anything in the model chooses a calendar."""

    def __init__(self, model: Governance, process: Process) -> None:
        self.model = model
        self.process = process
        self.names = tuple(tier.name for tier in process.tiers)
        self.steps = tuple(step.name for step in process.steps)
        self._blocks: dict[str, Tier | Step] = {
            **{f"tier:{tier.name}": tier for tier in process.tiers},
            **{f"step:{step.name}": step for step in process.steps},
        }
        places = (*process.tiers, *process.steps)
        clocks = (*process.clocks, *(clock for place in places for clock in place.clocks))
        self.has_clocks = bool(clocks)
        self.reminds = any(one.remind_before or one.remind_after for one in (*places, *clocks))
        self.chooses = any(map(_chooses, _keeping(model)))
        self._levels: dict[str, str] = {}
        self._units: dict[tuple[str, str], str] = {}

    @property
    def by_steps(self) -> bool:
        """Whether the process has steps and no tier: the case goes from step to step."""
        return not self.names

    def block(self, place: str) -> Tier | Step | None:
        """The tier or step at a place; None where the process has none of this name."""
        return self._blocks.get(place)

    def rank(self, tier: str) -> int:
        """The number of a rung from below, 0 first; -1 where it is none of this process."""
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
        """Where a case of a unit comes in: the nearest tier at or above its level, or the first
        step; None where there is no such tier.
        """
        if self.by_steps:
            return f"step:{self.steps[0]}"
        for level in (unit.level, *self.model.tree.above(unit.level)):
            if level in self.names:
                return f"tier:{level}"
        return None

    def next_step(self, step: str) -> str:
        """The step after a step in the order of the text; empty after the last."""
        after = self.steps[self.steps.index(step) + 1 :] if step in self.steps else ()
        return after[0] if after else ""

    def verifies(self, case: Case) -> bool:
        """Whether a result is verified at the step of a case: the last, or one that names it."""
        told = {o.trigger for o in self.outcomes(case.place, case.value, case.day)}
        return not self.next_step(case.step) or bool(told & {"verified", "failed"})

    def level_of(self, ref: str) -> str:
        """The level where a post, body, team or level stands; empty where it stands at none."""
        if ref not in self._levels:
            self._levels[ref] = self._level_of(ref)
        return self._levels[ref]

    def _level_of(self, ref: str) -> str:
        seen: set[str] = set()
        while ref and not ref.startswith("level:") and ref not in seen:
            seen.add(ref)
            at = getattr(self.model.get(ref), "at", None)
            ref = at.value.ref if at and at.value is not None else ""
        return ref.partition(":")[2] if ref.startswith("level:") else ""

    def unit_at(self, unit: str, tier: str) -> str:
        """The unit of a tier that a unit belongs to; empty where the counts do not tell."""
        if (unit, tier) not in self._units:
            if len(self._units) >= MOST_UNITS:
                self._units.clear()
            self._units[unit, tier] = self._unit_at(unit, tier)
        return self._units[unit, tier]

    def _unit_at(self, unit: str, tier: str) -> str:
        try:
            found = self.model.tree.ancestor(self.model.unit(unit), tier)
        except KeyError:
            return ""
        return found.id if found else ""

    def handlers(
        self, place: str, value: Value, day: date, vacant: tuple[str, ...] = ()
    ) -> tuple[Joint, tuple[str, ...]]:
        """The stated handlers of a place, vacant posts replaced, and whether all are needed or any
        one does.
        """
        block = self.block(place)
        stated = in_force(self.model, block.handler, value, day) if block else None
        if stated is None or not isinstance(stated.value, Refs):
            return "", ()
        refs = present(self.model, tuple(dict.fromkeys(stated.value.refs)), vacant)
        return (stated.value.mode if len(refs) > 1 else ""), refs

    def level_at(self, place: str, value: Value, day: date) -> str:
        """The level of a place: the tier, or the level where the first handler of a step stands."""
        kind, _, name = place.partition(":")
        if kind == "tier":
            return name
        _, refs = self.handlers(place, value, day)
        return self.level_of(refs[0]) if refs else ""

    def party(
        self, unit: str, place: str, value: Value, day: date, vacant: tuple[str, ...] = ()
    ) -> Bearer:
        """Who is entitled at a place: the stated handlers, else the posts of the tier, its level.

        Of a plain list the first leads and the others assist. A step without handler is its own.
        Whoever acts for a vacant post stands at the unit of his own level.
        """
        kind, _, name = place.partition(":")
        joint, refs = self.handlers(place, value, day, vacant)
        here = self.unit_at(unit, self.level_at(place, value, day))
        if refs and refs != self.handlers(place, value, day)[1]:
            here = self.unit_at(unit, self.level_of(refs[0])) or here
        if refs and joint:
            return Bearer.model_construct(unit=here, refs=refs)
        if refs:
            return Bearer.model_construct(unit=here, refs=refs[:1], assisting=refs[1:])
        if kind != "tier":
            return Bearer.model_construct(refs=(place,))
        block = self.block(place)
        barred = {
            ref
            for stated in (prohibited(self.model, block.handler, value, day) if block else ())
            if isinstance(stated.value, Refs)
            for ref in stated.value.refs
        }
        posts = tuple(
            ref for post in self.model.holders(name) if (ref := f"post:{post.name}") not in barred
        )
        acting = present(self.model, posts, vacant)
        if acting != posts:
            here = self.unit_at(unit, self.level_of(acting[0])) or here
        return Bearer.model_construct(unit=here, refs=acting or (f"level:{name}",))

    # ── rules ──
    def outcomes(self, place: str, value: Value, day: date) -> tuple[Outcome, ...]:
        """All outcomes stated at a place whose condition holds, in the order of the text."""
        block = self.block(place)
        if block is None:
            return ()
        return tuple(
            Outcome(
                str(key),
                str(entry.to[0]),
                self.rule(place, f"on[{key}]"),
                stated.origin,
            )
            for _, stated in block.on.counting(day)
            if stated.when is None or holds(self.model, stated.when, value) is True
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
        """Whether another pass at a place is within `passes`.

        Steps beside a ladder are not counted.
        """
        most = self.most_passes(case)
        beside = place.startswith("step:") and not self.by_steps
        return most is None or beside or case.pass_count(place) < most
