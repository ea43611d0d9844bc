"""Who would handle something: what opening a case and explaining it say, over all examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Decision, Engine
from govkit.pipeline import loads
from tests.engine import test_modes as modes
from tests.engine.conftest import text
from tests.engine.play import MODELS, model_of

MONDAY = "2026-03-02 09:00"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_it_is_what_opening_and_explaining_say(path: Path) -> None:
    engine = Engine(model_of(path))
    model, answered = engine.model, 0
    modes_known = [None, *(mode.name for mode in model.modes)]
    for matter in model.matters:
        for level in model.levels:
            for mode in modes_known:
                unit = f"{level.name}·1"
                said = {"at": MONDAY, "mode": mode, "vacant": [p.name for p in model.posts[:1]]}
                try:
                    case = engine.open(matter.name, unit=unit, **said)  # type: ignore[arg-type]
                except GovError as refused:
                    with pytest.raises(GovError) as again:
                        engine.decide(matter.name, unit, **said)  # type: ignore[arg-type]
                    assert again.value.diagnostics == refused.diagnostics
                    continue
                answer = engine.decide(matter.name, unit, **said)  # type: ignore[arg-type]
                told = engine.explain(case)
                assert (answer.turn, answer.tier, answer.step) == (told.turn, told.tier, case.step)
                assert (answer.timers, answer.readings) == (told.timers, told.readings)
                assert (answer.unit, answer.values) == (case.unit, case.values)
                assert (answer.process, answer.mode) == (case.process, case.mode)
                ends = [timer.due for timer in told.timers if timer.due and not timer.is_open
                        if timer.kind in ("limit", "total", "matter")]  # fmt: skip
                assert answer.until == min(ends, default=None)
                rules = [ground.rule for ground in answer.rules]
                assert set(case.history[0].rules) <= set(rules) and len(rules) == len(set(rules))
                assert Decision.model_validate_json(answer.to_json()) == answer
                for lang in ("zh", "en"):
                    words = answer.text(lang)
                    assert matter.name in words and "{" not in words and "process:" not in words
                answered += 1
    assert answered or not model.processes


def test_the_whole_answer_in_both_tongues() -> None:
    engine = Engine(loads(text()))
    answer = engine.decide("工程建设", "网格·61", at=MONDAY, 金额="40万元")
    assert answer.turn.refs == ("post:支部书记",) and answer.tier == "支部"
    assert answer.text("zh").splitlines()[0] == (
        "「工程建设」（网格·61）到「支部」，先由支部·20（支部书记）办。"
    )
    english = answer.text("en")
    assert english.startswith(
        "`工程建设` (网格·61) comes to `支部`; 支部·20 (支部书记) has it first."
    )
    assert "`handler` of tier `支部`" in english and "`limit` of tier `支部`" in english
    assert str(answer.until)[:10] in english


def test_a_mode_and_a_vacant_post_are_grounds() -> None:
    engine = Engine(loads(modes.TEXT))
    answer = engine.decide("积水", "社区·1", at=MONDAY, mode="急时")
    assert any(ground.rule == "mode:急时.process" for ground in answer.rules)

    rising = text().replace(
        "岗位 支部书记 { 设于：支部 }", "岗位 支部书记 { 设于：支部；上级：书记；空缺：上提 }"
    )
    rungs = Engine(loads(rising))
    stood_in = rungs.decide("邻里纠纷", "网格·61", at=MONDAY, vacant=["支部书记"])
    assert stood_in.turn.refs == ("post:书记",)
    assert any(ground.rule == "post:支部书记.vacant" for ground in stood_in.rules)


def test_nothing_is_kept(engine: Engine) -> None:
    first = engine.decide("邻里纠纷", "网格·61", at=MONDAY)
    assert first == engine.decide("邻里纠纷", "网格·61", at=MONDAY)
    assert hash(first) == hash(engine.decide("邻里纠纷", unit="网格·61", at=MONDAY))
