"""What docs/embedding.md says of threads: one engine serves many at once, and answers as alone."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

import govkit
from govkit.engine import Engine
from service.desk import MODEL


def life(engine: Engine, seed: int) -> str:
    """A case walked by chance, as it is stored at the end."""
    draw, at = random.Random(seed), datetime.fromisoformat("2026-03-03T09:00+08:00")
    matter = draw.choice(["安全隐患", "占道经营", "危险化学品"])
    case = engine.open(matter, unit=f"社区·{draw.randint(1, 12)}", at=at, idempotency_key=str(seed))
    for _ in range(12):
        at = max(at, case.as_of) + timedelta(minutes=draw.choice([1, 20, 600, 4000]))
        case = engine.tick(engine.adopt_json(case.to_json()), at)
        if moves := [move for move in engine.moves(case, at) if "not_accepted" not in move.id]:
            case = engine.apply(case, draw.choice(moves).id, at=at, note="经过")
    return case.to_json() + engine.explain(case).text("zh") + str(engine.next_due(case))


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.nightly)])
def test_one_engine_in_many_threads_answers_as_one_alone(seed: int) -> None:
    alone = Engine(govkit.load(MODEL))
    seeds = [seed * 1000 + number for number in range(24)]
    expected = [life(alone, each) for each in seeds]
    shared, interval = Engine(govkit.load(MODEL)), sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda each: life(shared, each), seeds))
    finally:
        sys.setswitchinterval(interval)
    assert found == expected
