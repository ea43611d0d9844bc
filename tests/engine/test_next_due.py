"""When time does something to a case next, and what is new in it: over lives of all examples.

A tick just before `next_due` changes nothing but `as_of`; a tick at it enters something. The events
between two cases of one life are what happened in between, and other pairs are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, new_events
from govkit.pipeline import loads
from tests.engine import test_clocks as clocks
from tests.engine import test_meetings as meetings
from tests.engine.conftest import text
from tests.engine.lives import lived
from tests.engine.play import DISTRICTS, MODELS, model_of

SECOND = timedelta(seconds=1)
NEVER = timedelta(days=365 * 300)
MONDAY = "2026-03-02 09:00"


def told_right(engine: Engine, case: Case) -> bool:
    """Whether something is due; asserts that nothing is due before and something at it."""
    due = engine.next_due(case)
    last = case.history[-1].at
    if due is None:
        far = engine.tick(case, last + NEVER)
        assert far.history == case.history
        return False
    assert due >= last and not due.microsecond
    if due > last:
        before = engine.tick(case, due - SECOND)
        assert before == case.model_copy(update={"as_of": max(due - SECOND, case.as_of)})
        assert engine.next_due(before) == due
    at = engine.tick(case, due)
    fresh = new_events(case, at)
    assert fresh and all(event.automatic and event.at <= due for event in fresh)
    return True


def looked_at(engine: Engine, name: str) -> int:
    """One life, each of its cases looked at; how many had something due."""
    due = 0
    for case, after in pairwise(lived(engine, Random(name), 8)):
        due += told_right(engine, case)
        assert new_events(case, after) == after.history[case.revision :]
    return due


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_time_does_nothing_before_and_something_at_it(path: Path) -> None:
    engine = Engine(model_of(path))
    due = sum(looked_at(engine, f"{path.stem}/{number}") for number in range(6))
    if path in DISTRICTS:
        assert due or any(looked_at(engine, f"{path.stem}/{number}") for number in range(6, 40))


def test_the_first_of_limits_clocks_and_reminders_is_due() -> None:
    engine = Engine(loads(clocks.TEXT))
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    told = []
    for _ in range(4):
        due = engine.next_due(case)
        assert due == SECOND + min(
            timer.due for timer in engine.due(case) if timer.due is not None and not timer.fired
        )
        later = engine.tick(case, due)
        told += [event.kind for event in new_events(case, later)]
        case = later
    assert told == ["remind", "remind", "expire", "urge", "remind", "expire"]


def test_a_meeting_that_too_few_came_to_is_due_again() -> None:
    asked = meetings.TEXT.replace("QUORUM", "≥2/3 应到会；延会：5工作日")
    engine = Engine(loads(asked.replace("PASS", ">1/2 到会")))
    case = engine.open("更换物业", unit="小区·1", at=MONDAY)
    case = engine.apply(case, "签收", at="2026-03-02 10:00")
    case = engine.apply(case, "议事：未开成", at=meetings.AT, due=60, present=30)
    (timer,) = [timer for timer in case.timers if timer.kind == "adjourn"]
    assert timer.due is not None and engine.next_due(case) == timer.due + SECOND
    (event,) = new_events(case, engine.tick(case, timer.due + SECOND))
    assert event.timer == timer.id


def test_nothing_is_due_once_a_case_is_closed(walk: Callable[..., Case], engine: Engine) -> None:
    case = engine.open("邻里纠纷", unit="网格·61", at=MONDAY)
    closed = walk(case, "签收", "处置", "反馈", "核查", "结案")
    assert closed.is_closed and engine.next_due(closed) is None


def test_a_limit_that_only_ends_a_right_is_not_waited_for(engine: Engine) -> None:
    case = engine.open("邻里纠纷", unit="网格·61", at=MONDAY)
    case = engine.apply(case, "签收", at="2026-03-02 10:00")
    case = engine.apply(case, "议事：议而未决", at="2026-03-02 11:00")
    case = engine.apply(case, "上报：议而未决", at="2026-03-02 12:00")
    right = next(timer for timer in case.timers if timer.kind == "return_within")
    due = engine.next_due(case)
    assert right.due is not None and due is not None and due > right.due


@pytest.mark.parametrize("swapped", [False, True])
def test_two_lives_are_not_compared(engine: Engine, dispute: Case, swapped: bool) -> None:
    other = engine.open("邻里纠纷", unit="网格·62", at=MONDAY)
    left = engine.apply(dispute, "签收", at="2026-03-02 10:00")
    right = engine.apply(dispute, "受理", at="2026-03-02 10:00")
    for before, after in ((dispute, other), (left, right), (left, dispute)):
        pair = (after, before) if swapped and before is not left else (before, after)
        with pytest.raises(GovError) as refused:
            new_events(*pair)
        assert [found.code for found in refused.value.diagnostics] == ["GOV940"]
    assert new_events(dispute, dispute) == ()


def test_a_life_goes_on_under_a_changed_model(dispute: Case) -> None:
    renamed = Engine(loads(text().replace("支部书记", "支书")))
    found = renamed.migrate(dispute, renames={"post:支部书记": "支书"})
    later = renamed.apply(found.case, "签收", at="2026-03-02 10:00")
    assert [event.kind for event in new_events(dispute, later)] == ["resume", "sign_for"]
    assert [event.kind for event in new_events(found.case, later)] == ["sign_for"]


def test_only_cases_are_compared(dispute: Case) -> None:
    with pytest.raises(GovError) as refused:
        new_events(dispute, "case")  # type: ignore[arg-type]
    assert refused.value.diagnostics[0].code == "GOV925"
