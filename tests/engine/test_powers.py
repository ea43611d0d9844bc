"""Money limits: who may handle, what turns on a reading, who holds what was never granted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.values import Quantity

Walk = Callable[..., Case]
EngineOf = Callable[..., Engine]


def project(engine: Engine, amount: object, unit: str = "社区·2") -> Case:
    case = engine.open("工程建设", unit=unit, at="2026-03-02 09:00", 金额=amount)
    return engine.apply(case, "sign_for", at="2026-03-02 10:00")


def kinds(engine: Engine, case: Case) -> set[str]:
    return {move.kind for move in engine.moves(case)}


@pytest.mark.parametrize("amount", [400_000, Fraction(400_000), Decimal(400_000), "40万元"])
def test_exactly_the_limit_stays_and_says_that_it_turns_on_the_reading(
    engine: Engine, amount: object
) -> None:
    case = project(engine, amount)
    move = next(move for move in engine.moves(case) if move.kind == "handle")
    (turning,) = move.turnings
    assert (turning.first, turning.other, turning.item) == ("within", "beyond", "工程自建")
    assert "escalate" not in kinds(engine, case)
    assert "含" in turning.why
    sentence = words.of(move.reason, "zh")
    assert "≤40万元" in sentence and "<40万元" in sentence and "超出权限" in sentence
    assert "beyond the power" in engine.explain(case).text("en")


def test_one_yuan_more_rises_and_handling_is_refused(engine: Engine) -> None:
    case = project(engine, 400_001)
    assert "handle" not in kinds(engine, case)
    move = next(move for move in engine.moves(case) if move.kind == "escalate")
    assert move.id == "escalate:out_of_power:街道"
    assert "list:社区权力/item:工程自建.limit" in move.reason.more
    assert move.turnings == ()
    with pytest.raises(GovError) as caught:
        engine.apply(case, "handle", at="2026-03-02 11:00")
    (found,) = caught.value.diagnostics
    assert (found.code, found.rule) == ("GOV718", "list:社区权力/item:工程自建.limit")


def test_below_the_limit_nothing_turns(engine: Engine) -> None:
    case = project(engine, 399_999)
    move = next(move for move in engine.moves(case) if move.kind == "handle")
    assert move.turnings == ()
    assert engine.explain(case).readings == ()


def test_a_missing_amount_is_said(engine: Engine) -> None:
    case = engine.open("工程建设", unit="社区·2", at="2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    (turning,) = engine.explain(case).readings
    assert turning.first == "unknown"
    assert "没有给出数额" in words.of(turning, "zh")


def test_below_the_holder_the_case_rises_to_the_nearest_that_holds(engine: Engine) -> None:
    case = project(engine, 100_000, "网格·61")
    (move,) = (move for move in engine.moves(case) if move.trigger == "out_of_power")
    assert move.id == "escalate:out_of_power:社区"
    large = project(engine, 500_000, "网格·61")
    (move,) = (move for move in engine.moves(large) if move.trigger == "out_of_power")
    assert move.id == "escalate:out_of_power:街道"


def test_above_the_holder_there_is_no_limit(engine: Engine, walk: Walk) -> None:
    case = walk(project(engine, 10**9), "escalate:out_of_power", "sign_for", "handle")
    assert (case.tier, case.status) == ("街道", "handling")


def test_recording_says_by_how_much(engine: Engine) -> None:
    case = engine.apply(
        project(engine, 450_000), "handle", at="2026-03-02 11:00", on_breach="record"
    )
    (breach,) = case.breaches
    assert (breach.code, breach.rule) == ("GOV718", "list:社区权力/item:工程自建.limit")
    assert breach.excess == Quantity(Fraction(50_000), "yuan")
    assert breach.citation.source == "办法"
    assert "45万元" in words.of(breach, "zh")
    assert case.status == "handling"


def test_why_not_names_the_smallest_change(engine: Engine) -> None:
    answer = engine.why_not(project(engine, 450_000), "handle")
    assert not answer.lawful
    assert answer.rule == "list:社区权力/item:工程自建.limit"
    assert answer.change is not None and "5万元" in answer.change.zh
    answer = engine.why_not(project(engine, 300_000), "街道")
    assert answer.rule == "process:网格事项/tier:社区.on[out_of_power]"
    assert answer.change is not None and "≤40万元" in answer.change.zh


def test_an_item_granted_to_nobody_is_held_by_the_top_tier(
    engine: Engine, engine_of: EngineOf
) -> None:
    nobody = engine_of("", ("；授予：社区\n", "\n"))
    case = nobody.open("工程建设", unit="社区·2", at="2026-03-02 09:00")
    case = nobody.apply(case, "sign_for", at="2026-03-02 10:00")
    assert "escalate:out_of_power:街道" in {move.id for move in nobody.moves(case)}
    top = nobody.apply(case, "escalate:out_of_power", at="2026-03-02 10:00")
    top = nobody.apply(top, "sign_for", at="2026-03-02 10:00")
    assert "handle" in {move.id for move in nobody.moves(top)}
