"""The shapes of what the engine says: whatever is written of any life of all examples is valid."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Bearer, Case, Decision, Engine, Event, Move, Timer, to_json
from govkit.engine.case.status import Status
from govkit.engine.case.timer import TimerKind
from govkit.engine.schema import NAMES, components, schema, schema_of
from govkit.engine.written import WrittenMove
from govkit.vocabulary.words import word_set
from tests.engine.lives import calls, opened, outcome
from tests.engine.play import model_of, of_the_day
from tests.engine.shapes import faults

ALL = schema()
READ_BACK = {"Bearer": Bearer, "Case": Case, "Decision": Decision, "Event": Event, "Timer": Timer}


def valid(name: str, thing: Any) -> None:
    """Assert that a value as it is written fits the schema of its name, and is read back."""
    text = to_json(thing)
    found = list(faults(json.loads(text), ALL["$defs"][name], ALL))
    assert found == [], f"{name}: {found[:5]}"
    if name in READ_BACK:
        assert READ_BACK[name].model_validate_json(text) == thing


def looked_at(engine: Engine, case: Case) -> None:
    """Everything that is said of one case."""
    valid("Case", case)
    valid("Bearer", case.turn)
    for event in case.history[-2:]:
        valid("Event", event)
    for timer in engine.due(case):
        valid("Timer", timer)
    for move in engine.moves(case)[:12]:
        valid("Move", move)
    valid("Explanation", engine.explain(case))


@pytest.mark.parametrize(
    "path", of_the_day("test_what_is_written_is_valid"), ids=lambda path: path.stem
)
def test_what_is_written_is_valid(path: Path) -> None:
    engine, draw = Engine(model_of(path)), Random(path.stem)
    for _ in range(5):
        case = opened(engine, draw)
        for _ in range(10):
            if case is None:
                break
            looked_at(engine, case)
            for _, call in calls(engine, case, draw):
                try:
                    case = call(case)
                except GovError as error:
                    for found in error.diagnostics:
                        valid("Finding", found)
    for matter in engine.model.matters[:3]:
        for level in engine.model.levels[:2]:
            ask = {"unit": f"{level.name}·1", "at": "2026-03-02 09:00"}
            if outcome(lambda asked=ask, name=matter.name: engine.open(name, **asked)).case:
                valid("Decision", engine.decide(matter.name, **ask))


CHANGED = [
    ("Case", {"status": "gone"}), ("Case", {"opened_at": "yesterday"}), ("Case", {"extra": 1}),
    ("Case", {"revision": "one"}), ("Case", {"manner": "lost"}), ("Event", {"kind": "flown"}),
    ("Event", {"at": None}), ("Event", {"attendance": [["due", "x"]]}), ("Timer", {"kind": "x"}),
    ("Move", {"kind": "fly"}), ("Move", {"words": {"zh": "飞"}}), ("Bearer", {"refs": "post:书记"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), CHANGED, ids=str)
def test_what_is_no_such_thing_is_not_valid(
    engine: Engine, dispute: Case, name: str, change: dict[str, Any]
) -> None:
    said = {
        "Case": dispute, "Event": dispute.history[0], "Timer": dispute.timers[0],
        "Move": engine.moves(dispute)[0], "Bearer": dispute.turn,
    }  # fmt: skip
    data = json.loads(to_json(said[name]))
    assert list(faults(data, ALL["$defs"][name], ALL)) == []
    assert list(faults(data | change, ALL["$defs"][name], ALL))


def test_closed_sets_are_the_words_that_there_are() -> None:
    shapes = ALL["$defs"]
    assert set(shapes["Case"]["properties"]["status"]["enum"]) == set(get_args(Status))
    assert set(shapes["Timer"]["properties"]["kind"]["enum"]) == set(get_args(TimerKind))
    assert set(shapes["Move"]["properties"]["kind"]["enum"]) == set(word_set("move"))
    events = set(shapes["Event"]["properties"]["kind"]["enum"])
    assert events == set(word_set("move")) | {
        "open", "expire", "remind", "switch", "vacate", "resume",
    }  # fmt: skip
    assert shapes["Finding"]["properties"]["severity"]["enum"] == ["error", "info", "warning"]


def test_components_refer_to_components() -> None:
    written = json.dumps(components())
    assert "$defs" not in written and set(NAMES) <= set(components()["schemas"])
    refs = {part.split('"')[0] for part in written.split("#/components/schemas/")[1:]}
    assert refs <= set(components()["schemas"])
    assert all(shape["title"] == name for name, shape in components()["schemas"].items())


def test_each_has_a_schema_by_its_name(dispute: Case) -> None:
    one = schema_of("Case")
    assert list(faults(json.loads(dispute.to_json()), one, one)) == []
    with pytest.raises(KeyError):
        schema_of("Breach")
    with pytest.raises(TypeError):
        to_json(5)  # type: ignore[arg-type]


def test_a_move_is_written_with_all_that_it_says() -> None:
    said = [
        field.name for field in fields(Move) if field.name != "until"
    ]  # how its deadline is found
    assert list(WrittenMove.model_fields) == [*said, "words"]
