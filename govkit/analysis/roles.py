"""Who does what in each matter: who leads, handles, helps, decides, is told, supervises.

A `Governance` enters; rows leave, one for each way a matter may go, and what a table of duties
should not have: a matter that nobody or more than one leads, a unit without a matter. Signs and
words are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from govkit.model.governance import Governance
from govkit.model.matter import Matter
from govkit.model.mode import Mode
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.values import Ref, Refs
from govkit.vocabulary.kinds import fields_of

Part = Literal[
    "leads", "handles", "assists", "decides", "told", "supervises", "calls_back", "answers"
]
UNITS = frozenset({"level", "body", "post", "team"})
_OBJECTS = ("matter", "process", "tier", "step", "clock")
# What the fields say that name a unit; others that end in `_by` name who decides.
_PARTS: Mapping[str, Part] = {
    "owner": "leads",
    "handler": "handles",
    "assistants": "assists",
    "split_among": "assists",
    "countersign": "assists",
    "summon": "assists",
    "provisional": "assists",
    "arbiter": "decides",
    "notify": "told",
    "remind_to": "told",
    "urged_by": "supervises",
    "supervised_by": "supervises",
    "called_back_by": "calls_back",
    "fallback": "answers",
}


@dataclass(frozen=True, slots=True)
class Role:
    """What one unit (`post:书记`) does: its part, said by a field (`tier.handler`) of a claim.

    `rung` is the number of the tier or step in its process, from 1; 0 is the whole matter. What is
    said under a condition only is not always so.
    """

    unit: str
    part: Part
    field: str
    claim: Claim
    rung: int = 0

    @property
    def conditional(self) -> bool:
        """Whether it is said under a condition."""
        return self.claim.when is not None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One way of a matter. `rungs` are its tiers from below, then its steps (`tier:社区`).

    `conditions` have to hold for it; `mode` names the mode (平急状态) under which it goes so. Its
    process is empty where none applies.
    """

    matter: str
    process: str
    rungs: tuple[str, ...]
    roles: tuple[Role, ...]
    conditions: tuple[Any, ...] = ()
    mode: str = ""

    @property
    def leading(self) -> tuple[str, ...]:
        """The units that lead it, each once."""
        return tuple(dict.fromkeys(role.unit for role in self.roles if role.part == "leads"))

    def of(self, unit: str) -> tuple[Role, ...]:
        """What a unit does in it."""
        return tuple(role for role in self.roles if role.unit == unit)


@dataclass(frozen=True, slots=True)
class Division:
    """The rows of a model, matters in the order of the text.

    `units` are those with a part, under the level where they stand, the highest first (`""`: at no
    level). `idle` are bodies, posts and teams without one.
    """

    rows: tuple[MatterRow, ...]
    units: Mapping[str, tuple[str, ...]]
    idle: tuple[str, ...]

    @property
    def leaderless(self) -> tuple[str, ...]:
        """The matters that nobody leads on one of their ways."""
        return tuple(dict.fromkeys(row.matter for row in self.rows if not row.leading))

    @property
    def shared(self) -> tuple[str, ...]:
        """The matters that more than one unit leads on one of their ways."""
        return tuple(dict.fromkeys(row.matter for row in self.rows if len(row.leading) > 1))


def division(model: Governance) -> Division:
    """Who does what in each matter of a model."""
    inside = {process.name: tuple(_in_process(process)) for process in model.processes}
    rows = tuple(row for matter in model.matters for row in _rows(model, matter, inside))
    taking = dict.fromkeys(role.unit for row in rows for role in row.roles)
    staff = (f"{kind}:{one.name}" for kind in ("body", "post", "team") for one in model.all(kind))
    return Division(
        rows, _by_level(model, taking), tuple(ref for ref in staff if ref not in taking)
    )


@lru_cache(maxsize=1)
def parts() -> Mapping[tuple[str, str], Part]:
    """The part that each field of `fields.csv` gives that names units, by kind and field."""
    return {
        (kind, name): _PARTS.get(name, "decides")
        for kind in _OBJECTS
        for name, row in fields_of(kind).items()
        if row.type == "refs" and row.kinds and set(row.kinds) <= UNITS
    }


def level_of(model: Governance, ref: str) -> str:
    """The level where a level, body, post or team stands; empty where it stands at none."""
    seen: set[str] = set()
    while ref and ref not in seen:
        seen.add(ref)
        kind, _, name = ref.partition(":")
        if kind == "level":
            return name
        at = getattr(model.get(ref), "at", None)
        ref = at.value.ref if at is not None and isinstance(at.value, Ref) else ""
    return ""


def levels_down(model: Governance) -> tuple[str, ...]:
    """The names of all levels, the highest first, those of one depth in the order of the text."""
    tree = model.tree
    depth = {level.name: len(tuple(tree.above(level.name))) for level in model.levels}
    return tuple(sorted(depth, key=lambda name: depth[name]))


def _by_level(model: Governance, taking: Mapping[str, None]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name in (*levels_down(model), "")}
    for ref in taking:
        found.setdefault(level_of(model, ref), []).append(ref)
    return {level: tuple(refs) for level, refs in found.items() if refs}


# ── the ways of a matter ──


def _rows(
    model: Governance, matter: Matter, inside: Mapping[str, tuple[Role, ...]]
) -> Iterator[MatterRow]:
    own = tuple(_of_matter(model, matter))
    ways = [(process, conditions, "") for process, conditions in _ways(model, matter)]
    taken = {process.name for process, _, _ in ways}
    for mode in model.modes:
        other = _in_mode(model, matter, mode)
        if other is not None and other.name not in taken:
            ways.append((other, (), mode.name))
    if not ways:
        yield MatterRow(matter.name, "", (), own)
    for process, conditions, mode_name in ways:
        roles = own + inside[process.name]
        led = any(role.part == "leads" for role in roles)
        yield MatterRow(
            matter.name,
            process.name,
            tuple(ref for ref, _ in rungs_of(process)),
            roles if led else (*_first(roles), *roles),
            conditions,
            mode_name,
        )


def _first(roles: tuple[Role, ...]) -> Iterator[Role]:
    """Those who handle the first rung lead where nobody is named to."""
    first = [role for role in roles if role.part == "handles" and role.rung == 1]
    always = [role for role in first if not role.conditional]
    for role in always or first:
        yield Role(role.unit, "leads", role.field, role.claim)


def _ways(model: Governance, matter: Matter) -> Iterator[tuple[Process, tuple[Any, ...]]]:
    """The processes that may take a matter: its own, else those of the matter around it."""
    names = [f"matter:{name}" for name in model.lineage(matter.name)]
    for number, ref in enumerate(names, start=1):
        found = [
            (process, tuple(when for when in (process.when, one.when) if when is not None))
            for process in model.processes
            if not set(_refs(process.excludes)) & set(names[:number])
            for one in process.applies_to
            if isinstance(one.value, Refs) and ref in one.value.refs
        ]
        if found:
            yield from found
            return


def _in_mode(model: Governance, matter: Matter, mode: Mode) -> Process | None:
    """The process that a mode holds for a matter: one that applies to it, or the mode's own."""
    names = {f"matter:{name}" for name in model.lineage(matter.name)}
    concerned = set(_refs(mode.matters))
    if concerned and not concerned & names:
        return None
    held = [ref.partition(":")[2] for ref in _refs(mode.process)]
    for process in model.processes:
        applies = set(_refs(process.applies_to)) & names
        if process.name in held and applies and not set(_refs(process.excludes)) & names:
            return process
    first = model.get(f"process:{held[0]}") if concerned and held else None
    return first if isinstance(first, Process) else None


# ── roles ──


def rungs_of(process: Process) -> tuple[tuple[str, Tier | Step], ...]:
    """The tiers of a process from below, then its steps, each with its reference inside it."""
    return (
        *((f"tier:{tier.name}", tier) for tier in process.tiers),
        *((f"step:{step.name}", step) for step in process.steps),
    )


def _of_matter(model: Governance, matter: Matter) -> Iterator[Role]:
    """What a matter says of units; where it says nothing in a field, what the outer one says."""
    line = [model.matter(name) for name in model.lineage(matter.name)]
    for (kind, field), part in parts().items():
        if kind == "matter":
            said = next((one for one in line if getattr(one, field)), matter)
            yield from _said(said, kind, field, part, 0)


def _in_process(process: Process) -> Iterator[Role]:
    yield from _roles(process, "process", 0)
    for clock in process.clocks:
        yield from _roles(clock, "clock", 0)
    for number, (ref, rung) in enumerate(rungs_of(process), start=1):
        yield from _roles(rung, ref.partition(":")[0], number)
        for clock in rung.clocks:
            yield from _roles(clock, "clock", number)


def _roles(entity: Entity, kind: str, rung: int) -> Iterator[Role]:
    for (of, field), part in parts().items():
        if of == kind:
            yield from _said(entity, kind, field, part, rung)


def _said(entity: Entity, kind: str, field: str, part: Part, rung: int) -> Iterator[Role]:
    statements: Attribute[Any] = getattr(entity, field)
    for stated in statements:
        for ref in _of(stated):
            yield Role(ref, part, f"{kind}.{field}", stated, rung)


def _of(stated: Stated[Any]) -> tuple[str, ...]:
    return stated.value.refs if isinstance(stated.value, Refs) else ()


def _refs(attribute: Attribute[Any]) -> Iterator[str]:
    for stated in attribute:
        yield from _of(stated)
