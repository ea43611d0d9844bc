"""Whatever govkit hands out can be stored by `pickle` and copied, and is the same afterwards."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govkit
from govkit.diagnostics import GovError
from govkit.engine import Engine
from govkit.model.governance import Governance
from govkit.pipeline import compile_text, load, loads

EXAMPLES = Path(__file__).parents[2] / "examples"
WAYS: list[Callable[[Any], Any]] = [
    lambda held: pickle.loads(pickle.dumps(held)),
    lambda held: pickle.loads(pickle.dumps(held, protocol=2)),
    copy.deepcopy,
    copy.copy,
]
each_way = pytest.mark.parametrize("way", WAYS, ids=["pickle", "protocol 2", "deepcopy", "copy"])


@pytest.fixture(scope="module")
def model() -> Governance:
    return load(str(EXAMPLES / "gallery" / "供水抢修.gov"))


@each_way
def test_a_model_comes_back_whole(model: Governance, way: Callable[[Any], Any]) -> None:
    used = (model.fingerprint, model.binding, model.tree, model.get("matter:漏水"))
    again = way(model)
    assert again == model and hash(again) == hash(model) and used[3] is not None
    assert (again.fingerprint, again.binding) == used[:2]
    assert again.model_dump_json() == model.model_dump_json()
    for field in type(model).model_fields:
        assert way(getattr(model, field)) == getattr(model, field), field


@each_way
def test_an_engine_goes_on(model: Governance, way: Callable[[Any], Any]) -> None:
    engine = Engine(model, strict_calendar=True)
    unit = f"{model.levels[0].name}·1"
    case = engine.open(model.matters[0].name, unit=unit, at="2026-03-02 09:00")
    again = way(engine)
    assert again.open(model.matters[0].name, unit=unit, at="2026-03-02 09:00") == case
    assert again.moves(case) == engine.moves(case) and again.due(case) == engine.due(case)
    assert again.clocks.strict


@each_way
def test_what_an_engine_hands_out(model: Governance, way: Callable[[Any], Any]) -> None:
    engine = Engine(model)
    unit = f"{model.levels[0].name}·1"
    case = engine.open(model.matters[0].name, unit=unit, at="2026-03-02 09:00")
    handed = [
        case,
        *engine.moves(case),
        engine.moves(case)[0].reason,
        engine.explain(case),
        engine.why_not(case, "close"),
        *engine.due(case),
        *case.history,
        model.unit(unit),
        model.tree.units(model.levels[0].name).__next__(),
    ]
    for each in handed:
        assert way(each) == each
    assert way(engine.explain(case)).text("en") == engine.explain(case).text("en")


@each_way
@pytest.mark.parametrize("lang", ["zh", "en", ""])
def test_an_error_comes_back_with_its_findings(way: Callable[[Any], Any], lang: str) -> None:
    with pytest.raises(GovError) as refused:
        loads("govkit 1\n地区 甲 { 层级 乙 {数量：三千零个}； 岗位 丙 { 设于：丁 } }\n")
    error = refused.value.spoken(lang)
    again = way(error)
    assert type(again) is GovError and repr(again.diagnostics) == repr(error.diagnostics)
    assert (str(again), again.lang) == (str(error), error.lang)
    again = way(compile_text("govkit 1\n地区 甲 { 层级 }\n"))
    assert [each.code for each in again.diagnostics]


def test_another_process_reads_it(model: Governance, tmp_path: Path) -> None:
    stored = tmp_path / "model"
    stored.write_bytes(pickle.dumps((model, model.processes[0].total, model.posts)))
    program = (
        "import pickle, sys; m, total, posts = pickle.load(open(sys.argv[1], 'rb'));"
        "print(m.fingerprint, m.binding, posts == m.posts, total == m.processes[0].total)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(stored)], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [model.fingerprint, model.binding, "True", "True"]


def test_every_public_class_is_covered() -> None:
    """But a run that goes on: a simulation is made again from its model and seed."""
    classes = {name for name in govkit.__all__ if isinstance(getattr(govkit, name), type)}
    assert classes == {"Compiled", "Governance", "Unit", "Engine", "Case", "Move", "Diagnostic",
                       "GovError", "Simulation"}  # fmt: skip
