"""What the engine remembers is what it would work out anew.

Offers are remembered for states that differ in their instants alone, openings for all that was
given but the instant. Cases of random play are looked at with an engine that has seen many others,
and anew.
"""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move
from govkit.engine.answers.offers import offers
from govkit.engine.case.past import past_of
from govkit.engine.procedures.scene import Scene
from govkit.pipeline import load
from tests.drawn import of_the_day
from tests.engine.lives import lived, opened
from tests.engine.play import DISTRICTS

EXAMPLES = Path(__file__).parents[2] / "examples"
LIVES, LATER = 25, 11


def told(engine: Engine, case: Case) -> tuple[list[object], list[object]]:
    """All that the moves of a case say: as the engine remembers them, and as they are made anew."""
    scene = engine._scene(case, case.as_of)  # what ran out by now is entered
    anew = offers(Scene(scene.ladder, scene.case, scene.at))
    kept = engine.moves(Case.from_json(case.to_json()))
    return _said(kept), _said(anew)


def _said(moves: tuple[Move, ...]) -> list[object]:
    return [(move, move.reason, move.turnings) for move in moves]


@pytest.mark.parametrize("path", of_the_day("memory", DISTRICTS, 3), ids=lambda path: path.stem)
def test_what_is_remembered_is_what_would_be_offered_anew(path: Path) -> None:
    engine, seen = Engine(load(str(path))), 0
    for number in range(LIVES):
        for case in lived(engine, Random(f"memory/{path.stem}/{number}"), LATER):
            kept, anew = told(engine, case)
            assert kept == anew
            assert case.past == past_of(case.history)
            seen += len(kept)
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


def test_cases_of_two_grids_share_what_is_offered_each_with_its_own_units() -> None:
    model = load(str(EXAMPLES / "guangming"))
    engine = Engine(model)
    first, second = (
        engine.apply(engine.open("邻里事务", unit=unit, at="2026-03-02 09:00"), "sign_for",
                     at="2026-03-02 10:00")
        for unit in ("网格·1", "网格·61")
    )  # fmt: skip
    one, other = engine.moves(first), engine.moves(second)
    assert [move.id for move in one] == [move.id for move in other]
    assert all(mine.reason is theirs.reason for mine, theirs in zip(one, other, strict=True))
    parties = {
        (mine.party.unit, theirs.party.unit) for mine, theirs in zip(one, other, strict=True)
    }
    assert parties == {(first.holder.unit, second.holder.unit)} != {("", "")}
    assert _said(other) == _said(Engine(model).moves(second))


def test_a_case_that_names_one_unit_twice_stands_unlike_one_that_names_two() -> None:
    """Reported at the level that handles it, or below it: `complete` belongs to another party."""
    model = load(str(EXAMPLES / "guangming"))
    engine = Engine(model)
    for unit in ("支部·20", "网格·61", "支部·3", "网格·1"):
        case = engine.open("邻里事务", unit=unit, at="2026-03-02 09:00")
        assert _said(engine.moves(case)) == _said(Engine(model).moves(case))


# ── openings ──
@pytest.mark.parametrize("path", of_the_day("openings", DISTRICTS, 3), ids=lambda path: path.stem)
def test_a_case_that_comes_in_as_one_before_is_the_one_that_is_opened_anew(path: Path) -> None:
    model = load(str(path))
    known = Engine(model)
    for number in range(4 * LIVES):
        draw = Random(f"openings/{path.stem}/{number}")
        case = opened(known, draw)
        if case is None:
            continue
        first = case.history[0]
        given = {value.attribute: value.value for value in first.given}
        for days in (0, draw.randrange(1, 400)):
            at = first.at + timedelta(days=days, seconds=draw.randrange(86_400))
            said = []
            for engine in (known, Engine(model)):
                try:
                    said.append(engine.open(case.matter, unit=case.unit, at=at, actor="k",
                                            mode=case.mode or None, given=given))  # fmt: skip
                except GovError as error:
                    said.append(error.text("en"))
            assert said[0] == said[1]


def test_values_that_are_equal_as_numbers_are_not_taken_for_one_another() -> None:
    engine = Engine(load(str(EXAMPLES / "guangming")))
    asked = {"unit": "网格·61", "at": "2026-03-02 09:00"}
    assert engine.open("邻里事务", **asked, 金额=1).value("金额")
    with pytest.raises(GovError) as refused:
        engine.open("邻里事务", **asked, 金额=True)
    assert refused.value.diagnostics[0].code == "GOV706"


def test_an_engine_that_is_stored_or_copied_opens_the_same_cases() -> None:
    engine = Engine(load(str(EXAMPLES / "guangming")), lang="en", strict_calendar=True)
    asked = {"unit": "网格·61", "at": datetime(2026, 3, 2, 9)}
    case = engine.open("邻里事务", **asked)
    for other in (pickle.loads(pickle.dumps(engine)), copy.copy(engine), copy.deepcopy(engine)):
        assert other.lang == "en" and other.clocks.strict
        assert other.open("邻里事务", **asked) == case
        assert [move.id for move in other.moves(case)] == [move.id for move in engine.moves(case)]
