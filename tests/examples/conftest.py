"""The districts of examples/, read once for every test: text, facts, statements, walks.

The name of a folder with a `facts.csv` enters; a `District` leaves. What must come out for a
district is not known here: that stands in its `facts.csv` and in the tests.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path

from govkit.calendars import STANDARD, add, zone_of
from govkit.checks.statements import entities, statements
from govkit.engine import Engine
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.model.governance import Governance
from govkit.model.references import refs_of
from govkit.model.scenario import Scenario, Turn
from govkit.model.statement import Claim, Doubt
from govkit.pipeline import Compiled, compile_path, loads
from govkit.values import Moment, Quantity, Word

ROOT = Path(__file__).resolve().parents[2] / "examples"
COURSES = ROOT.parent / "tests" / "scenario" / "old_courses"
DISTRICTS = sorted(folder.name for folder in ROOT.iterdir() if (folder / "facts.csv").exists())
ZONE = zone_of("Asia/Shanghai")
_SECONDS = {"minute": 60, "natural_hour": 3600, "natural_day": 86400}

Fact = dict[str, str]


@dataclass(frozen=True)
class Walk:
    """A scenario walked to its end: the moves taken, the case as opened and after each move."""

    taken: tuple[Move, ...]
    cases: tuple[Case, ...]

    @property
    def end(self) -> Case:
        return self.cases[-1]

    @property
    def after(self) -> tuple[Case, ...]:
        """The case after each move, in the order of `taken`."""
        return self.cases[1:]


@dataclass(frozen=True)
class District:
    """A folder of examples/. Everything is read when it is first asked for, and kept."""

    name: str

    @property
    def folder(self) -> Path:
        return ROOT / self.name

    @property
    def files(self) -> tuple[str, ...]:
        """The model has the name of its folder; scenarios and lessons have files of their own."""
        return (f"{self.name}.gov", *filter(self._has, ("scenarios.gov", "lessons.gov")))

    def _has(self, file: str) -> bool:
        return (self.folder / file).exists()

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        with (self.folder / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
            return tuple(csv.DictReader(file))

    @property
    def rows(self) -> list[str]:
        """The facts of the source by their numbers, each once."""
        return sorted({fact["row"] for fact in self.facts})

    @cached_property
    def compiled(self) -> Compiled:
        return compile_path(self.folder)

    @property
    def model(self) -> Governance:
        """The model, which has to stand."""
        found = self.compiled
        assert found.model is not None, [(d.code, str(d.span)) for d in found.errors]
        return found.model

    @cached_property
    def claims(self) -> tuple[tuple[str, Claim, object], ...]:
        """Every statement of the model: its path, its clauses, its value (None for a block)."""
        return tuple(_claims(self.model))

    @cached_property
    def values(self) -> dict[str, object]:
        return {path: value for path, _, value in self.claims}

    def stated(self, path: str) -> object:
        """The value of a statement by its path in the text; figures are kept as a line."""
        return self.values[f"{path}.value" if path.startswith("figure:") else path]

    def doubts(self, path: str) -> tuple[Doubt, ...]:
        return next(claim.doubts for at, claim, _ in self.claims if at == path)

    @cached_property
    def engine(self) -> Engine:
        return Engine(self.model)

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """The scenarios by name; none where the model does not stand."""
        model = self.compiled.model
        return {scenario.name: scenario for scenario in model.scenarios} if model else {}

    @cached_property
    def linear(self) -> dict[str, Scenario]:
        """The scenarios of one course: its own, and in `old_courses/` those that it had before a
        branching lesson was made of them."""
        own = {name: one for name, one in self.scenarios.items() if not one.is_branching}
        before = COURSES / f"{self.name}.gov"
        if not own or not before.exists():
            return own
        text = (self.folder / self.files[0]).read_text(encoding="utf-8")
        text = text.replace("  引入：“lessons.gov”\n", "")
        with_them = text.replace("引入：“scenarios.gov”", before.read_text(encoding="utf-8"))
        return own | {one.name: one for one in loads(with_them).scenarios}

    @property
    def branching(self) -> dict[str, Scenario]:
        """The scenarios with options."""
        return {name: one for name, one in self.scenarios.items() if one.is_branching}

    @cached_property
    def walks(self) -> dict[str, Walk]:
        return {name: self.walk(name) for name in self.linear}

    @cache  # noqa: B019 - districts are kept for the whole run
    def walk(self, name: str) -> Walk:
        """The walk through a linear scenario. Fails at the first turn that is not lawful."""
        scenario = self.linear[name]
        taken, cases = [], [self.opened(name)]
        for turn in scenario.turns:
            at = _later(cases[-1].as_of, turn)
            fitting = [move for move in self.engine.moves(cases[-1], at) if _fits(move, turn)]
            assert fitting, f"{name}, turn {turn.name}: not lawful at {at}"
            taken.append(fitting[0])
            move = fitting[0]
            cases.append(self.engine.apply(cases[-1], move, at=at, actor=move.actor))
        return Walk(tuple(taken), tuple(cases))

    def opened(self, name: str) -> Case:
        """The case with which a linear scenario opens."""
        scenario = self.linear[name]
        matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
        assert matter is not None and unit is not None and isinstance(at, Moment)
        given = {
            g.attribute: g.value.word if isinstance(g.value, Word) else g.value.number
            for g in scenario.given
            if isinstance(g.value, Word | Quantity)
        }
        return self.engine.open(
            matter.ref.partition(":")[2],
            unit=unit.ref.partition(":")[2],
            at=at.at.replace(tzinfo=ZONE),
            mode=scenario.mode.value.ref.partition(":")[2] if scenario.mode.value else "",
            vacant=[ref.partition(":")[2] for ref in refs_of(scenario.vacant.value)],
            given=given,
        )


@cache
def district(name: str) -> District:
    """The district of a folder; the same one for every test."""
    return District(name)


def _claims(model: Governance) -> Iterator[tuple[str, Claim, object]]:
    for path, entity in entities(model):
        yield path, entity, None
        for field, stated in statements(entity):
            yield f"{path}.{field}", stated, stated.value
        for number, given in enumerate(getattr(entity, "given", ())):
            yield f"{path}.given[{number}]", given, given.value


def _later(at: datetime, turn: Turn) -> datetime:
    after = turn.after.value
    assert isinstance(after, Quantity)
    if after.unit == "work_day":
        return add(at, Fraction(after.number), STANDARD["work_day"])
    return at + timedelta(seconds=int(after.number * _SECONDS[after.unit]))


def _fits(move: Move, turn: Turn) -> bool:
    """Whether an offered move is the one a turn asks for; what the turn leaves open fits."""
    assert isinstance(turn.move.value, Word)
    words = {"kind": turn.move, "trigger": turn.trigger, "manner": turn.manner}
    for field, attribute in words.items():
        if isinstance(attribute.value, Word) and getattr(move, field) != attribute.value.word:
            return False
    story = turn.story.value
    if move.kind == "act_first" and move.subject not in (story.text if story else ""):
        return False
    meeting, to = turn.meeting.value, turn.to.value
    if meeting is not None and move.meeting != meeting.ref.partition(":")[2]:
        return False
    there = move.to or move.part  # one who is called or asked is the part of a move
    return to is None or there.partition(":")[2] == to.ref.partition(":")[2]
