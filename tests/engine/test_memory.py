"""What was offered is remembered for states that differ in their instants alone, and never wrongly.

Cases of random play are looked at with an engine that has seen many others, and anew.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move
from govkit.engine.answers.offers import offers
from govkit.engine.case.past import past_of
from govkit.engine.procedures.scene import Scene
from govkit.pipeline import load
from tests.engine.lives import calls, opened

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("binzhou", "guangming", "haolinju", "qixian", "quanyu")
LIVES = 25


def told(engine: Engine, case: Case) -> tuple[list[object], list[object]]:
    """All that the moves of a case say: as the engine remembers them, and as they are made anew."""
    scene = engine._scene(case, case.as_of)  # what ran out by now is entered
    anew = offers(Scene(scene.ladder, scene.case, scene.at))
    kept = engine.moves(Case.from_json(case.to_json()))
    return _said(kept), _said(anew)


def _said(moves: tuple[Move, ...]) -> list[object]:
    return [(move, move.reason, move.turnings) for move in moves]


@pytest.mark.parametrize("name", DISTRICTS)
def test_what_is_remembered_is_what_would_be_offered_anew(name: str) -> None:
    engine, seen = Engine(load(str(EXAMPLES / name))), 0
    for number in range(LIVES):
        draw = Random(f"memory/{name}/{number}")
        case = opened(engine, draw)
        for _ in range(12):
            if case is None:
                break
            kept, anew = told(engine, case)
            assert kept == anew
            assert case.past == past_of(case.history)
            seen += len(kept)
            for _, call in calls(engine, case, draw):
                try:
                    case = call(case)
                except GovError:
                    continue
    assert seen > LIVES


def test_cases_that_stand_alike_are_offered_the_same_moves_until_their_own_ends() -> None:
    engine = Engine(load(str(EXAMPLES / "guangming")))
    days = ("2026-03-02", "2026-03-04")
    first, second = (engine.open("邻里事务", unit="网格·61", at=f"{day} 09:00") for day in days)
    one, other = engine.moves(first), engine.moves(second)
    assert [move.id for move in one] == [move.id for move in other]
    sign, later = (next(m for m in moves if m.kind == "sign_for") for moves in (one, other))
    assert sign.reason is later.reason
    assert sign.deadline is not None and later.deadline is not None
    assert sign.deadline < later.deadline
