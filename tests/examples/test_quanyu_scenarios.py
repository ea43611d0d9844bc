"""The scenarios of the whole-district net, walked: each expected course is a lawful one."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from govkit.calendars import STANDARD, add, zone_of
from govkit.engine import Engine
from govkit.engine.case import Case
from govkit.engine.move import Move
from govkit.model.scenario import Scenario, Turn
from govkit.pipeline import load
from govkit.values import Quantity, Word

MODEL = load(Path(__file__).parents[2] / "examples" / "quanyu")
ENGINE = Engine(MODEL)
ZONE = zone_of("Asia/Shanghai")


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


def _walked(scenario: Scenario) -> tuple[tuple[Move, ...], tuple[Case, ...]]:
    """The moves that were offered and taken, and the case after each."""
    case = _opened(scenario)
    taken, cases = [], []
    for turn in scenario.turns:
        at = _later(case.as_of, turn)
        fitting = [move for move in ENGINE.moves(case, at) if _fits(move, turn)]
        assert fitting, f"{scenario.name}, turn {turn.name}: not lawful at {at}"
        case = ENGINE.apply(case, fitting[0], at=at, actor="trainer")
        taken.append(fitting[0])
        cases.append(case)
    return tuple(taken), tuple(cases)


SCENARIOS = {scenario.name: scenario for scenario in MODEL.scenarios}
WALKS = {name: _walked(scenario) for name, scenario in SCENARIOS.items()}


@pytest.mark.parametrize("name", WALKS)
def test_it_ends_where_and_how_the_scenario_says(name: str) -> None:
    case = WALKS[name][1][-1]
    ends_at, manner = SCENARIOS[name].ends_at.value, SCENARIOS[name].manner.value
    assert ends_at is not None and isinstance(manner, Word)
    assert case.status == "closed"
    assert (f"level:{case.tier}", case.manner) == (ends_at.ref, manner.word)


@pytest.mark.parametrize("name", WALKS)
def test_nothing_runs_out_and_nothing_is_breached(name: str) -> None:
    history = WALKS[name][1][-1].history
    assert [event.move for event in history if event.breaches] == []
    assert [event.trigger for event in history if event.trigger == "overdue"] == []


@pytest.mark.parametrize("name", WALKS)
def test_trainers_find_a_lesson_a_question_and_a_debrief(name: str) -> None:
    scenario = SCENARIOS[name]
    assert scenario.lesson and scenario.story and scenario.debrief
    assert any(turn.ask for turn in scenario.turns)


def test_in_an_emergency_the_grid_reaches_the_district_in_one_move() -> None:
    taken, _ = WALKS["车库进水"]
    assert [move.to for move in taken if move.kind == "escalate"] == ["tier:城区"]


def test_the_district_dispatches_the_same_grid_directly() -> None:
    taken, cases = WALKS["转移住户"]
    down = next(number for number, move in enumerate(taken) if move.kind == "transfer")
    assert (taken[down].trigger, taken[down].to) == ("直接调度", "tier:网格")
    assert cases[down].holder.unit == "网格·77"


def test_in_ordinary_times_the_straight_way_is_closed() -> None:
    case = ENGINE.open("突发险情", unit="网格·301", at="2026-07-11 22:40", given={"平急": "平时"})
    case = ENGINE.apply(case, "sign_for", at="2026-07-11 22:45", actor="trainer")
    assert "急时直报" not in {move.trigger for move in ENGINE.moves(case)}


def test_an_easy_matter_is_not_sent_up_for_a_department() -> None:
    case = ENGINE.open("邻里小事", unit="网格·128", at="2026-06-03 09:00")
    case = ENGINE.apply(case, "sign_for", at="2026-06-03 10:00", actor="trainer")
    assert "needs_department" not in {move.trigger for move in ENGINE.moves(case)}
    graded = ENGINE.apply(case, "classify:难度:较大", at="2026-06-03 11:00", actor="trainer")
    assert "needs_department" in {move.trigger for move in ENGINE.moves(graded)}


def test_the_station_stays_accountable_while_a_department_handles() -> None:
    _, cases = WALKS["污水井冒溢"]
    handled = next(case for case in cases if case.step == "职能部门" and case.status == "handling")
    assert handled.accountable != handled.handler
    assert handled.accountable.refs == ("body:管理站",)


def test_only_the_power_of_the_community_takes_an_easy_matter_past_its_ceiling() -> None:
    past = {name for name, (taken, _) in WALKS.items() if any(m.passes_ceiling for m in taken)}
    assert past == {"空地座椅"}


def test_the_order_loop_returns_a_wrong_order_and_comes_round() -> None:
    taken, cases = WALKS["参保咨询"]
    steps = [case.step for case in cases]
    order = [step for number, step in enumerate(steps) if number == 0 or steps[number - 1] != step]
    there, again = ["群众点单", "平台派单", "部门接单"], ["平台派单", "部门接单", "结果反馈"]
    assert order == there + again
    assert [move.to for move in taken if move.kind == "return_order"] == ["step:平台派单"]
