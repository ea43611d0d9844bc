"""Scenarios as tests: each is played, a branching one in every course, and what they touch counted.

An engine and names of scenarios enter; findings leave, and what of the model no scenario comes to.
How that is shown is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from govkit.diagnostics import Diagnostic, GovError
from govkit.engine import Case, Engine
from govkit.model.governance import Governance
from govkit.model.process import Process, Step, Tier
from govkit.model.scenario import Scenario
from govkit.model.statement import Attribute, Entity
from govkit.scenario.course import read_course
from govkit.scenario.graph import Graph
from govkit.scenario.lesson import explored, findings
from govkit.scenario.walk import Walk

Aspect = Literal["process", "tier", "trigger", "meeting", "power", "rule"]
ASPECTS: tuple[Aspect, ...] = ("process", "tier", "trigger", "meeting", "power", "rule")
# The fields of a tier, a step, a process and a mode that events and limits cite.
_CITED = ("handler", "deliberates", "limit", "sign_within", "arrive_within", "complete_within",
          "countersign", "countersign_within", "summon", "total", "objection_within", "chain",
          "first", "report_within")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Touched:
    """What cases came to: each aspect with the names of what was met, as `coverage` names them."""

    names: frozenset[tuple[Aspect, str]]

    @classmethod
    def by(cls, cases: Iterable[Case]) -> Touched:
        """What some cases came to."""
        return cls(frozenset(one for case in cases for one in _touched(case)))


@dataclass(frozen=True, slots=True)
class Tried:
    """One scenario, played. `size`: states of a branching one, moves of a linear one."""

    scenario: str
    is_branching: bool
    findings: tuple[Diagnostic, ...]
    size: int
    touched: Touched
    graph: Graph | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not any(one.severity == "error" for one in self.findings)


@dataclass(frozen=True, slots=True)
class Covered:
    """One aspect of a model: all names it has, and those that no scenario touches."""

    aspect: Aspect
    every: tuple[str, ...]
    untouched: tuple[str, ...]


def tried(engine: Engine, scenario: Scenario) -> Tried:
    """Play one scenario; a branching one in every course."""
    try:
        return _explored(engine, scenario) if scenario.is_branching else _played(engine, scenario)
    except GovError as error:
        found = tuple(error.diagnostics)
        return Tried(scenario.name, scenario.is_branching, found, 0, Touched(frozenset()))


def _explored(engine: Engine, scenario: Scenario) -> Tried:
    found = explored(engine, scenario.name)
    cases = (stop.position.case for stop in found.stops)
    touched = Touched.by(cases)
    told = tuple(findings(found))
    return Tried(scenario.name, True, told, len(found.stops), touched, found.graph)


def _played(engine: Engine, scenario: Scenario) -> Tried:
    walk = Walk.begin(engine, read_course(engine.model, scenario.name)).played()
    cases = [walk.opened, *(taken.after for taken in walk.taken), walk.case]
    return Tried(scenario.name, False, (), len(walk.taken), Touched.by(cases))


def _touched(case: Case) -> Iterator[tuple[Aspect, str]]:
    yield "process", case.process
    rules = [rule for event in case.history for rule in event.rules]
    rules += [timer.rule for timer in case.timers if timer.rule]
    for event in case.history:
        if event.target.partition(":")[0] in ("tier", "step"):
            yield "tier", f"{case.process}·{event.target.partition(':')[2]}"
        if event.meeting:
            yield "meeting", event.meeting
    for rule in rules:
        yield "rule", rule
        if ".on[" in rule:
            yield "trigger", rule
        if rule.startswith("list:"):
            yield "power", rule.partition(".")[0]


def coverage(model: Governance, every: Iterable[Tried]) -> tuple[Covered, ...]:
    """What of a model scenarios touch, aspect by aspect; what it does not have is left out."""
    met = frozenset(name for one in every for name in one.touched.names)
    found = []
    for aspect in ASPECTS:
        names = tuple(dict.fromkeys(_names(model, aspect)))
        if names:
            untouched = tuple(name for name in names if not _is_met(aspect, name, met))
            found.append(Covered(aspect, names, untouched))
    return tuple(found)


def _is_met(aspect: Aspect, name: str, met: frozenset[tuple[Aspect, str]]) -> bool:
    if aspect in ("rule", "trigger"):
        return any(one == name or one.startswith(f"{name}[") for kind, one in met if kind == aspect)
    return (aspect, name) in met


def _names(model: Governance, aspect: Aspect) -> Iterator[str]:
    match aspect:
        case "process":
            yield from (process.name for process in model.processes)
        case "tier":
            yield from (f"{p.name}·{rung.name}" for p in model.processes for rung in _rungs(p))
        case "meeting":
            yield from (meeting.name for meeting in model.meetings)
        case "trigger":
            yield from (one for p in model.processes for one in _triggers(p))
        case "power":
            yield from _powers(model)
        case "rule":
            yield from _rules(model)


def _rungs(process: Process) -> tuple[Tier | Step, ...]:
    return (*process.tiers, *process.steps)


def _at(process: Process, rung: Tier | Step) -> str:
    kind = "tier" if isinstance(rung, Tier) else "step"
    return f"process:{process.name}/{kind}:{rung.name}"


def _triggers(process: Process) -> Iterator[str]:
    """What leads from one tier to another: `process:…/tier:支部.on[undecided]`."""
    for rung in _rungs(process):
        for stated in rung.on:
            for entry in stated.value.entries if stated.value is not None else ():
                yield from (f"{_at(process, rung)}.on[{key}]" for key in entry.keys)


def _powers(model: Governance) -> Iterator[str]:
    for listing in model.lists:
        if any(getattr(stated.value, "word", "") == "power" for stated in listing.type):
            yield from (f"list:{listing.name}/item:{item.name}" for item in listing.items)


def _rules(model: Governance) -> Iterator[str]:
    """The statements that events and limits cite, where the model has them."""
    owners: list[tuple[str, Entity]] = []
    for process in model.processes:
        owners.append((f"process:{process.name}", process))
        owners += [(_at(process, rung), rung) for rung in _rungs(process)]
    owners += [(f"mode:{mode.name}", mode) for mode in model.modes]
    for at, owner in owners:
        for field in _CITED:
            attribute = getattr(owner, field, None)
            if isinstance(attribute, Attribute) and attribute:
                yield f"{at}.{field}"
