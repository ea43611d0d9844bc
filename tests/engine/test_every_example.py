"""The laws of a walk in every example: each offered move applies, and every case stays whole.

Walks are drawn from a fixed seed, so that a failure comes again. Modes are switched and posts fall
vacant on the way; waits are long enough for limits, reminders and requests to run out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move
from govkit.pipeline import load
from govkit.vocabulary.words import word_set

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = [EXAMPLES / name for name in ("binzhou", "guangming", "haolinju", "qixian", "quanyu")]
MODELS = [*DISTRICTS, *sorted((EXAMPLES / "gallery").glob("*.gov"))]
HOURS = (0, 0, 1, 5, 30, 200, 900)
STEPS, WALKS = 30, 4
Made = Counter[tuple[str, str]]
SEEN: Counter[str] = Counter()
WALKED: set[Path] = set()

REASON = "等上级答复"


def opened(engine: Engine, matter: str, draw: Random) -> Case | None:
    """A case of a matter at the first of the units, in any order, that takes one."""
    levels = [level.name for level in engine.model.levels]
    units = [*levels, *(f"{name}·1" for name in levels)]
    for unit in draw.sample(units, len(units)):
        try:
            return engine.open(matter, unit=unit, at="2026-03-02 09:00")
        except GovError:
            continue
    return None


def disturbed(engine: Engine, case: Case, at: datetime, draw: Random) -> Case:
    """The case at an instant, perhaps under another mode or with vacant posts."""
    case = engine.tick(case, at)
    modes = [mode.name for mode in engine.model.modes]
    posts = [post.name for post in engine.model.posts]
    if not case.is_closed and modes and draw.random() < 0.1:
        case = engine.switch(case, draw.choice([None, *modes]), at=at)
    if not case.is_closed and posts and draw.random() < 0.1:
        case = engine.vacate(case, draw.sample(posts, min(2, len(posts))), at=at)
    return case


def act(move: Move) -> tuple[str, str]:
    """What a move is, whoever makes it and wherever it leads."""
    return move.kind, move.trigger


def walk(
    engine: Engine, matter: str, draw: Random, made: Counter[tuple[str, str]]
) -> Iterator[Case]:
    """Every case that one step from each case of a walk leads to; rare moves are made first."""
    case = opened(engine, matter, draw)
    for _ in range(STEPS if case else 0):
        assert case is not None
        at = case.as_of + timedelta(hours=draw.choice(HOURS))
        case = disturbed(engine, case, at, draw) if draw.random() < 0.3 else case
        moves = engine.moves(case, at)
        assert len({move.id for move in moves}) == len(moves)
        SEEN.update(move.kind for move in moves)
        acts = sorted({act(move) for move in moves}, key=lambda one: (made[one], one))
        chosen = acts[0] if acts and draw.random() < 0.5 else draw.choice(acts or [("", "")])
        made[chosen] += 1
        if not moves:
            assert engine.tick(case, at).is_closed
            return
        # A limit in principle that has passed asks for a reason (GOV912).
        yield from (engine.apply(case, move.id, at=at, note=REASON) for move in moves)
        same = [move for move in moves if act(move) == chosen]
        case = engine.apply(case, draw.choice(same), at=at, note=REASON)


def check(case: Case) -> None:
    """What holds of every case."""
    assert Case.from_json(case.to_json()) == case
    assert all(late.code == "GOV912" and late.is_departure for late in case.breaches)
    assert case.revision == len(case.history)
    assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
    assert len({timer.id for timer in case.timers}) == len(case.timers)
    here = {case.place, f"tier:{case.tier}"}
    assert {timer.place for timer in case.timers if not timer.is_whole} <= here | {
        f"process:{case.process}"
    }
    assert {entry.place for entry in case.asked} <= here
    assert case.request is None or case.request.place == case.place
    assert case.suspended is None or case.suspended.place == case.place
    total = case.total
    if total and total.due and not total.fired:
        for timer in case.timers:
            if timer.kind == "limit" and timer.due and timer.starts < total.due:
                assert timer.fired or timer.due <= total.due, timer.id


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_offered_move_applies(path: Path) -> None:
    engine, draw = Engine(load(str(path))), Random(path.stem)
    made: Made = Counter()
    for matter in [matter.name for matter in engine.model.matters] * WALKS:
        last: Case | None = None
        for last in walk(engine, matter, draw, made):
            check(last)
        if last:
            assert engine.explain(last, "zh").text() and engine.explain(last, "en").text()
    WALKED.add(path)


def test_the_walks_meet_every_move() -> None:
    if set(MODELS) != WALKED:
        pytest.skip("only some of the examples were walked")
    assert set(word_set("move")) - set(SEEN) == set()
