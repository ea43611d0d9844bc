"""Recorded facts keep the case whole: in random play every kind of move with every shape of
id is recorded, and what each mechanism answers.

Lives are drawn from a seed over all examples; `GOVKIT_SEED` fixes it, `GOVKIT_SECONDS` the time.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import compile_text, load
from tests.engine.foreign import foreign
from tests.engine.lives import opened, outcome_of_moves
from tests.engine.play import model_of, of_the_day
from tests.engine.recorded import faults, ids, recorded
from tests.engine.test_clocks import engine_of, walked

SEED = os.environ.get("GOVKIT_SEED", "1")
SECONDS = float(os.environ.get("GOVKIT_SECONDS", "0.25"))
STEPS = 12
GALLERY = Path(__file__).parents[2] / "examples" / "gallery"
EARLY, SIGNED, DECIDED = "2026-09-28 11:00", "2026-09-28 14:00", "2026-09-28 15:00"


def live(engine: Engine, name: str) -> int:
    """One life, half of it lawful; how many facts that break a rule were recorded."""
    draw, told, count = Random(name), [name], 0
    case = opened(engine, draw)
    for _ in range(STEPS if case is not None else 0):
        assert case is not None
        lawful = outcome_of_moves(engine, case, None)
        if lawful and draw.random() < 0.5:
            move = draw.choice(lawful)
            told.append(f"+ {move.id}")
            case = engine.apply(case, move, at=case.as_of, note="n", on_breach="record")
        elif after := recorded(engine, case, draw, list(ids(engine, case))):
            told.append(f"! {after.history[-1].move}")
            count += bool(after.history[-1].breaches)
            assert list(faults(engine, after)) == [], told
            case = after
    return count


@pytest.mark.parametrize(
    "path", of_the_day("test_whatever_is_recorded_leaves_a_whole_case"), ids=lambda path: path.stem
)
def test_whatever_is_recorded_leaves_a_whole_case(path: Path) -> None:
    engine, ends = Engine(model_of(path)), time.monotonic() + SECONDS
    lives = broken = 0
    while lives < 3 or not broken or time.monotonic() < ends:
        broken += live(engine, f"{SEED}/{path.stem}/{lives}")
        lives += 1
        assert lives < 200, "no fact of 200 lives broke a rule"


def test_whatever_is_recorded_under_a_foreign_model_leaves_a_whole_case() -> None:
    ends, broken, number = time.monotonic() + 4 * SECONDS, 0, 0
    while number < 20 or not broken or time.monotonic() < ends:
        assert number < 400, "no fact under 400 models broke a rule"
        text = foreign(Random(f"{SEED}/foreign/{number}"))
        number += 1
        compiled = compile_text(text)
        if compiled.errors or compiled.model is None:
            continue
        try:
            engine = Engine(compiled.model)
            broken += sum(live(engine, f"{SEED}/foreign/{number}/{n}") for n in range(3))
        except AssertionError as error:
            error.add_note(text)
            raise


# ── requests ──
def record(engine: Engine, case: Case, move: str, at: str) -> Case:
    return engine.apply(case, move, at=at, on_breach="record")


def refusal(engine: Engine, case: Case, move: str, at: str = DECIDED) -> tuple[str, str]:
    with pytest.raises(GovError) as caught:
        engine.apply(case, move, at=at)
    found = caught.value.diagnostics[0]
    return found.code, found.rule


def decisions(engine: Engine, case: Case) -> list[str]:
    return [move.id for move in engine.moves(case) if move.kind == "decide"]


ASKED_FIRST = "engine:asked_first"
EXTEND, SUSPEND = "process:办件/tier:社区.extend", "process:办件/tier:社区.suspend"


@pytest.mark.parametrize(
    ("asked", "at", "refused"),
    [
        ("申请延期：2工作日", EARLY, ("GOV768", ASKED_FIRST)),
        ("request_extension:90工作日", SIGNED, ("GOV773", EXTEND)),
        ("request_extension:3天", SIGNED, ("GOV773", EXTEND)),
        ("申请挂账：太忙", SIGNED, ("GOV775", SUSPEND)),
        ("request_suspension:太忙", EARLY, ("GOV775", SUSPEND)),
    ],
)
def test_a_request_against_a_rule_is_declined_and_never_granted_by_right(
    asked: str, at: str, refused: tuple[str, str]
) -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    if at == EARLY:
        case = walked(engine, record(engine, case, asked, EARLY), ("09-28 14:00", "sign_for"))
    else:
        case = walked(engine, case, ("09-28 14:00", "sign_for"))
        case = record(engine, case, asked, SIGNED)
    assert decisions(engine, case) == ["decide:declined"]
    assert refusal(engine, case, "审批：同意") == refused
    granted = record(engine, case, "decide:granted", DECIDED)
    (breach,) = granted.history[-1].breaches
    assert (breach.code, breach.rule) == refused and granted.request is None
    declined = engine.apply(case, "decide:declined", at=DECIDED)
    assert declined.request is None and declined.suspended is None


def test_where_nobody_decides_a_request_stands_in_the_history_alone() -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="街道·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    for asked in ("request_extension:2工作日", "申请挂账：太忙"):
        after = record(engine, case, asked, DECIDED)
        assert after.request is None and decisions(engine, after) == []
        (breach,) = after.history[-1].breaches
        assert breach.rule.startswith("engine:")


def test_a_second_request_leaves_the_first_one_open() -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"), ("09-28 14:30", "request_extension"))
    after = record(engine, case, "申请挂账：太忙", DECIDED)
    assert after.request == case.request and after.history[-1].breaches[0].code == "GOV779"
    assert decisions(engine, after) == ["decide:granted", "decide:declined"]


def test_a_parked_case_that_was_sent_back_in_fact_is_refused_by_what_is_offered() -> None:
    """Parking comes first, in what is offered and in what is refused."""
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"),
                  ("09-28 14:30", "request_suspension:天气原因"))  # fmt: skip
    parked = engine.apply(case, "decide:granted", at=DECIDED)
    after = record(engine, parked, "send_back", DECIDED)
    assert after.suspended and after.status == "incomplete"
    assert "resume_handling" in ids(engine, after)
    assert refusal(engine, after, "handle") == refusal(engine, parked, "handle")
    assert refusal(engine, after, "handle")[0] == "GOV776"


# ── words and rules ──
@pytest.mark.parametrize(
    "asked",
    ["handle:failed", "处置：核查不合格", "urge:undecided", "accept:天宫", "feed_back:major",
     "decide:failed", "verify:agreed", "return_order:done", "sign_for:resolved"],
)  # fmt: skip
def test_a_word_that_is_no_result_of_a_move_is_not_recorded(asked: str) -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    with pytest.raises(GovError) as caught:
        record(engine, case, asked, EARLY)
    assert caught.value.diagnostics[0].code == "GOV710"


def test_an_event_of_the_text_is_kept_by_what_it_led_to() -> None:
    engine = Engine(load(str(GALLERY / "农贸市场.gov")))
    case = engine.open("问题食品", unit="摊位·30", at="2026-09-28 10:00")
    assert "escalate:检测不合格:市场" not in [move.id for move in engine.moves(case)]
    after = record(engine, case, "上报：检测不合格：市场", EARLY)
    assert after.history[-1].trigger == "检测不合格" and "检测不合格" in after.past.happened


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("send_back", "engine:stated_completion"),
        ("complete", "engine:stated_completion"),
        ("reopen", "engine:stated_reopening"),
        ("arbitrate:街道", "engine:named_arbiter"),
        ("deliberate", "engine:stated_meeting"),
    ],
)
def test_a_breach_names_a_rule_that_there_is(asked: str, rule: str) -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    after = record(engine, case, asked, DECIDED)
    assert [breach.rule for breach in after.history[-1].breaches] == [rule]
    assert list(faults(engine, after)) == []


def test_without_an_arbiter_nothing_is_settled_for_good() -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = record(engine, case, "arbitrate:街道", EARLY)
    assert (case.tier, case.dispute) == ("街道", "")
    assert "return_order" in {move.kind for move in engine.moves(case)}
