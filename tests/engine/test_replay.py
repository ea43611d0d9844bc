"""A life walked again: every case of random lives is what its own history makes.

Lives are drawn over all examples as in `test_lives_of_cases`: late, recorded, repeated, under
modes, with vacant posts. A history with anything changed in it is found out, at that event.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads
from tests.engine import test_clocks as clocks
from tests.engine import test_meetings as meetings
from tests.engine.conftest import text
from tests.engine.lives import grown
from tests.engine.play import model_of, of_the_day

MONDAY = "2026-03-02 09:00"
LIVES, STEPS = 8, 12


@pytest.mark.parametrize(
    "path", of_the_day("test_every_life_can_be_walked_again"), ids=lambda path: path.stem
)
def test_every_life_can_be_walked_again(path: Path) -> None:
    engine, walked = Engine(model_of(path)), 0
    for number in range(LIVES):
        case = grown(engine, Random(f"{path.stem}/{number}"), STEPS)
        if case is None:
            continue
        try:
            assert engine.replay(case) == case
            assert engine.replay(Case.from_json(case.to_json())) == case
            alone = engine.replay(iter(case.history))
        except Exception as error:
            error.add_note(f"{path.stem}/{number}")
            raise
        assert alone == case.model_copy(update={"as_of": alone.as_of})
        assert alone.as_of >= case.history[-1].at
        walked += len(case.history)
    assert walked


# Each field of an event, changed so that the history tells something else.
CHANGES: dict[str, Any] = {
    "actor": "乙", "note": "另有原因", "idempotency_key": "k9", "rules": ("engine:passes",),
    "trigger": "major", "target": "tier:街道", "automatic": True, "kind": "handle",
    "move": "handle", "vacant": ("post:书记",), "told": ("post:书记",), "unit": "网格·62",
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_was_changed_is_found_at_its_event(engine: Engine, field: str, number: int) -> None:
    case = engine.open("邻里纠纷", unit="网格·61", at=MONDAY, actor="甲")
    case = engine.apply(case, "签收", at="2026-03-02 10:00", actor="甲", note="到了")
    case = engine.apply(case, "处置", at="2026-03-02 11:00", actor="甲")
    history = list(case.history)
    history[number] = history[number].model_copy(update={field: CHANGES[field]})
    changed = case.model_copy(update={"history": tuple(history)})
    if history[number] == case.history[number]:
        return
    try:
        again = engine.replay(changed)
    except GovError as refused:
        found = refused.diagnostics[0]
        assert found.code in ("GOV943", "GOV944")
        if found.code == "GOV943":
            assert int(str(found.args["event"])) >= number + 1
    else:  # another actor, note or key is another life, as lawful as this one
        assert field in ("actor", "note", "idempotency_key", "unit") and again == changed


@pytest.mark.parametrize("field", ["status", "failures", "timers", "values", "turn"])
def test_a_case_that_its_history_does_not_make(engine: Engine, dispute: Case, field: str) -> None:
    signed = engine.apply(dispute, "签收", at="2026-03-02 10:00")
    old = getattr(dispute, field) if field != "failures" else 2
    if old == getattr(signed, field):
        old = ()
    with pytest.raises(GovError) as refused:
        engine.replay(signed.model_copy(update={field: old}))
    (found,) = refused.value.diagnostics
    assert (found.code, found.args["path"]) == ("GOV944", f"$.{field}")


def test_votes_values_vacancies_and_modes_are_kept() -> None:
    rules = meetings.TEXT.replace("QUORUM", meetings.TWO[0]).replace("PASS", meetings.TWO[1])
    engine = Engine(loads(rules))
    case = engine.open("更换物业", unit="小区·1", at=MONDAY, vacant=[])
    case = engine.apply(case, "签收", at="2026-03-02 10:00")
    case = engine.apply(
        case, "deliberate", at=meetings.AT, due=meetings.DUE,
        present={"专有面积": 9000, "人数": 110}, voting={"专有面积": 8800, "人数": 105},
        for_={"专有面积": 5000, "人数": 70}, adjourned=False,
    )  # fmt: skip
    assert case.history[-1].attendance and engine.replay(case) == case

    rungs = Engine(loads(text()))
    case = rungs.open("工程建设", unit="网格·61", at=MONDAY, vacant=["书记"], 金额="40万元")
    assert case.history[0].vacant == ("post:书记",) and case.history[0].matter == "工程建设"
    case = rungs.apply(case, "签收", at="2026-03-02 10:00", 大小="大事", refs=["支部书记"])
    case = rungs.apply(case, "classify:大小:小事", at="2026-03-02 11:00", 金额="41万元")
    case = rungs.vacate(case, [], at="2026-03-02 12:00")
    assert rungs.replay(case) == case


def test_what_ran_out_runs_out_again() -> None:
    engine = Engine(loads(clocks.TEXT))
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = engine.tick(case, "2026-11-30 09:00")
    assert len(case.history) > 6 and engine.replay(case) == case
    shorter = case.model_copy(update={"history": case.history[:-2] + case.history[-1:]})
    with pytest.raises(GovError) as refused:
        engine.replay(shorter)
    assert refused.value.diagnostics[0].args["event"] == str(len(case.history) - 1)


def test_a_breach_that_was_recorded_is_recorded_again(engine: Engine, dispute: Case) -> None:
    noted = engine.apply(dispute, "结案", at="2026-03-02 10:00", on_breach="record", refs=["书记"])
    assert noted.breaches and engine.replay(noted) == noted


def test_events_of_a_former_model_are_not_replayed(dispute: Case) -> None:
    renamed = Engine(loads(text().replace("支部书记", "支书")))
    case = renamed.migrate(dispute, renames={"post:支部书记": "支书"}).case
    with pytest.raises(GovError) as refused:
        renamed.replay(case)
    assert [found.code for found in refused.value.diagnostics] == ["GOV945"]
