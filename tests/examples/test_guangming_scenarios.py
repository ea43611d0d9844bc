"""The scenarios of Guangming, walked through the engine: every expected course is a lawful one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.calendars import STANDARD, add, zone_of
from govkit.engine import Engine
from govkit.engine.case import Case
from govkit.engine.move import Move
from govkit.model.governance import Governance
from govkit.model.scenario import Scenario, Turn
from govkit.pipeline import load
from govkit.values import Quantity, Word

FOLDER = Path(__file__).parents[2] / "examples" / "guangming"
MODEL = load(FOLDER)
ENGINE = Engine(MODEL)
ZONE = zone_of("Asia/Shanghai")
EXACTLY, ONE_MORE = "小游园四十万元整", "小游园四十万零一元"


@dataclass(frozen=True)
class Walk:
    """A scenario walked to its end: the moves that were offered and taken, the case after each."""

    taken: tuple[Move, ...]
    cases: tuple[Case, ...]

    @property
    def case(self) -> Case:
        return self.cases[-1]


def _scenario(name: str, model: Governance = MODEL) -> Scenario:
    return next(scenario for scenario in model.scenarios if scenario.name == name)


def _opened(scenario: Scenario) -> Case:
    matter, unit, at = scenario.matter.value, scenario.unit.value, scenario.at.value
    assert matter is not None and unit is not None and at is not None
    given = {
        g.attribute: g.value.word if isinstance(g.value, Word) else g.value.number
        for g in scenario.given
        if isinstance(g.value, Word | Quantity)
    }
    return ENGINE.open(
        matter.ref.partition(":")[2],
        unit=unit.ref.partition(":")[2],
        at=at.at.replace(tzinfo=ZONE),
        given=given,
    )


def _later(at: datetime, turn: Turn) -> datetime:
    after = turn.after.value
    assert isinstance(after, Quantity)
    if after.unit == "work_day":
        return add(at, Fraction(after.number), STANDARD["work_day"])
    seconds = {"minute": 60, "natural_hour": 3600, "natural_day": 86400}[after.unit]
    return at + timedelta(seconds=int(after.number * seconds))


def _fits(move: Move, turn: Turn) -> bool:
    """Whether an offered move is the one a turn asks for; what the turn leaves open fits."""
    kind, reason, to = turn.move.value, turn.trigger.value, turn.to.value
    assert isinstance(kind, Word)
    if move.kind != kind.word or (isinstance(reason, Word) and move.trigger != reason.word):
        return False
    manner = turn.manner.value
    if isinstance(manner, Word) and move.manner != manner.word:
        return False
    return to is None or move.to.partition(":")[2] == to.ref.partition(":")[2]


def _walked(scenario: Scenario) -> Walk:
    case = _opened(scenario)
    taken, cases = [], []
    for turn in scenario.turns:
        at = _later(case.as_of, turn)
        fitting = [move for move in ENGINE.moves(case, at) if _fits(move, turn)]
        assert fitting, f"{scenario.name}, turn {turn.name}: not lawful at {at}"
        case = ENGINE.apply(case, fitting[0], at=at, actor="trainer")
        taken.append(fitting[0])
        cases.append(case)
    return Walk(tuple(taken), tuple(cases))


WALKS = {scenario.name: _walked(scenario) for scenario in MODEL.scenarios}


@pytest.mark.parametrize("name", WALKS)
def test_it_ends_where_and_how_the_scenario_says(name: str) -> None:
    scenario, case = _scenario(name), WALKS[name].case
    ends_at, manner = scenario.ends_at.value, scenario.manner.value
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize("name", WALKS)
def test_nothing_runs_out_and_nothing_is_breached(name: str) -> None:
    history = WALKS[name].case.history
    assert [event.move for event in history if event.breaches] == []
    assert [event.trigger for event in history if event.trigger == "overdue"] == []


@pytest.mark.parametrize("name", WALKS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str) -> None:
    scenario = _scenario(name)
    assert scenario.lesson and scenario.story and scenario.debrief
    assert any(turn.ask for turn in scenario.turns)


def test_only_the_dearer_project_goes_past_its_ceiling() -> None:
    past = {name for name, walk in WALKS.items() if any(m.passes_ceiling for m in walk.taken)}
    assert past == {ONE_MORE}


def test_exactly_at_the_limit_turns_on_the_reading() -> None:
    turnings = {t for move in WALKS[EXACTLY].taken for t in move.turnings}
    assert {(t.item, t.first, t.other) for t in turnings} == {("工程自建", "within", "beyond")}


def test_one_yuan_more_is_out_of_power_by_either_reading() -> None:
    walk = WALKS[ONE_MORE]
    assert [move.id for move in walk.taken if move.kind == "escalate"] == [
        "escalate:out_of_power:街道"
    ]
    assert not any(t.first != t.other for move in walk.taken for t in move.turnings)


def test_at_the_limit_the_community_may_not_call_it_out_of_power() -> None:
    case = _opened(_scenario(EXACTLY))
    case = ENGINE.apply(case, "sign_for", at=case.as_of + timedelta(hours=1), actor="trainer")
    assert "out_of_power" not in {move.trigger for move in ENGINE.moves(case)}


def test_a_transfer_leaves_the_branch_accountable() -> None:
    cases = WALKS["门口停车"].cases
    assert len({case.accountable for case in cases}) == 1
    assert len({case.handler for case in cases}) == 2
