"""The law of cases as data: every case loads, explains, and equals its copy from JSON.

Lives are drawn from a seed over all examples, in several zones. `GOVKIT_SEED` fixes the seed,
`GOVKIT_SECONDS` the time; a failure prints the seed and the name of its life.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest

from govkit.engine import Case, Engine
from govkit.pipeline import compile_text
from tests.engine.foreign import foreign
from tests.engine.lives import calls, opened, outcome, outcome_of_moves
from tests.engine.play import model_of, of_the_day

SEED = os.environ.get("GOVKIT_SEED", "1")
SECONDS = float(os.environ.get("GOVKIT_SECONDS", "0.25"))
STEPS = 14


def copied(engine: Engine, case: Case) -> Case:
    """The copy of a case from its JSON, after all that must hold of the two."""
    text = case.to_json()
    copy = Case.from_json(text)
    assert copy == case and hash(copy) == hash(case) and copy.to_json() == text
    assert engine.adopt_json(text) == case
    for lang in ("zh", "en"):
        said = engine.explain(case, lang).text()
        assert said and said == engine.explain(copy, lang).text()
        said.encode()
    assert engine.due(case) == engine.due(copy)
    assert outcome_of_moves(engine, case, None) == outcome_of_moves(engine, copy, None)
    assert case.revision == len(case.history) and case.as_of >= case.history[-1].at
    return copy


def live(engine: Engine, name: str) -> int:
    """One life; how many cases came about."""
    draw = Random(name)
    case = opened(engine, draw)
    told = [name]
    count = 0
    try:
        while case is not None and count < STEPS:
            count += 1
            told.append(f"{case.process} {case.place} {case.status} {case.as_of}")
            copy = copied(engine, case)
            for what, call in calls(engine, case, draw):
                told.append(what)
                made, again = outcome(call, case), outcome(call, copy)
                assert made == again
                if made.case is not None:
                    assert made.case.as_of >= case.as_of
                    case = made.case
    except Exception as error:
        error.add_note("\n".join(told))
        raise
    return count


@pytest.mark.parametrize(
    "path", of_the_day("test_every_case_equals_its_copy"), ids=lambda path: path.stem
)
def test_every_case_equals_its_copy(path: Path) -> None:
    engine, ends = Engine(model_of(path)), time.monotonic() + SECONDS
    lives = 0
    while lives < 5 or time.monotonic() < ends:
        live(engine, f"{SEED}/{path.stem}/{lives}")
        lives += 1


def of_a_foreign_model(name: str) -> int:
    """Lives under one small model, if it compiles; how many cases came about."""
    text = foreign(Random(name))
    compiled = compile_text(text)
    if compiled.errors or compiled.model is None:
        return 0
    try:
        engine = Engine(compiled.model)
        return sum(live(engine, f"{name}/{number}") for number in range(4))
    except Exception as error:
        error.add_note(text)
        raise


def test_every_case_of_a_foreign_model_equals_its_copy() -> None:
    ends, cases, number = time.monotonic() + 4 * SECONDS, 0, 0
    while number < 25 or time.monotonic() < ends:
        cases += of_a_foreign_model(f"{SEED}/foreign/{number}")
        number += 1
    assert cases > number
