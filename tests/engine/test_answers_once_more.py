"""What is recorded of somebody who has answered changes nothing: it stands in the history alone.

Countersigning, coming to the spot, arbitration and decisions, each recorded once more; and an
answer that is waited for elsewhere than where the case lies.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from govkit.engine import Case, Engine
from govkit.pipeline import loads
from tests.engine.test_clocks import engine_of
from tests.engine.test_clocks import walked as moved
from tests.engine.test_handling import TEXT, at, built, disputed, opened, refused, walked

# A tier and a step beside it ask different bodies; dissent leads on from the step.
BESIDE = (
    TEXT.replace("会签：消防站、城管队；会签时限：2工作日；逾期未复：视为同意", "会签：消防站", 1)
    .replace(
        "步 外办 { 承办：城建办；时限：2工作日 }",
        "步 外办 { 承办：城建办；时限：2工作日；会签：城管队；遇：不同意 → 街道 }",
    )
    .replace("SILENCE", "视为同意")
)
STANDS = ("place", "status", "turn", "asked", "passes", "timers", "dispute", "request", "suspended")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return built()


def record(engine: Engine, case: Case, move: str) -> Case:
    """The case after a move that breaks a rule, ten minutes later; how it stands is asserted to be
    as it was."""
    after = engine.apply(case, move, at=case.as_of + timedelta(minutes=10), on_breach="record")
    assert after.history[-1].breaches and after.history[-1].target == case.place
    assert [getattr(after, name) for name in STANDS] == [getattr(case, name) for name in STANDS]
    return after


# ── countersigning ──
def returned(engine: Engine, *answers: str) -> Case:
    """A case that dissent led up, and that was given back."""
    case = walked(engine, opened(engine), "sign_for", *answers)
    assert case.place == "tier:街道"
    case = walked(engine, case, "return_order")
    assert (case.place, [entry.answer != "" for entry in case.asked]) == ("tier:社区", [True] * 2)
    return case


@pytest.mark.parametrize("answer", ["consented", "declined"])
@pytest.mark.parametrize("body", ["消防站", "城管队", ""])
def test_a_body_that_has_answered_leads_nowhere_by_the_old_verdict(
    engine: Engine, answer: str, body: str
) -> None:
    case = returned(engine, "countersign:declined:消防站", "countersign:consented:城管队")
    asked = f"countersign:{answer}:{body}".rstrip(":")
    assert refused(engine, case, asked) == "GOV781"
    record(engine, record(engine, case, asked), asked)
    assert walked(engine, case, "escalate:declined:街道").place == "tier:街道"  # the text's way


def test_who_was_silent_in_time_does_not_answer_late(engine: Engine) -> None:
    case = engine.open("纠纷", unit="街道·1", at="2026-03-02 09:00")
    case = engine.tick(walked(engine, case, "sign_for"), "2026-03-05 00:00:01")
    case = walked(engine, case, "return_order")
    assert [(entry.answer, entry.silent) for entry in case.asked] == [("declined", True)]
    record(engine, case, "countersign:consented")
    record(engine, case, "countersign:declined")


def test_an_answer_for_a_tier_does_not_lead_on_from_a_step_beside_it() -> None:
    engine = Engine(loads(BESIDE))
    case = walked(engine, opened(engine), "sign_for", "handle", "transfer:外办", "sign_for")
    case = walked(engine, case, "countersign:declined:城管队", "return_order")
    assert case.place == "step:外办"
    assert {entry.place: entry.answer for entry in case.asked} == {
        "tier:社区": "", "step:外办": "declined",
    }  # fmt: skip
    for answer in ("consented", "declined"):
        [move] = [m for m in engine.moves(case) if m.id == f"countersign:{answer}:消防站"]
        assert move.to == ""
        after = walked(engine, case, move.id)
        assert (after.place, [entry.answer for entry in after.asked]) == (
            "step:外办",
            [answer, "declined"],
        )


# ── summons ──
def test_who_has_come_comes_once(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "summon:城管队", "arrive:城管队")
    record(engine, case, "arrive:城管队")


def test_who_is_waited_for_has_no_new_time_to_come(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "summon:城管队")
    after = record(engine, case, "summon:城管队")
    late = engine.tick(after, "2026-03-02 09:50:01")  # thirty minutes from the first call
    assert (late.place, late.history[-1].trigger) == ("tier:街道", "absent")
    came = walked(engine, case, "arrive:城管队", "summon:城管队")
    [timer] = [timer for timer in came.timers if timer.kind == "arrive_within"]
    assert timer.due == at("2026-03-02 10:10")


# ── arbitration ──
@pytest.mark.parametrize("place", ["维修", "社区"])
def test_the_same_decision_of_a_dispute_once_more_undoes_no_signature(
    engine: Engine, place: str
) -> None:
    case = walked(engine, disputed(engine), f"arbitrate:{place}", "sign_for", "handle")
    assert case.dispute == "settled"
    assert refused(engine, case, f"arbitrate:{place}") == "GOV785"
    record(engine, case, f"arbitrate:{place}")


# ── decisions ──
@pytest.mark.parametrize("asked", ["request_extension:2工作日", "request_suspension:等待材料"])
@pytest.mark.parametrize("answer", ["granted", "declined"])
def test_what_was_decided_is_decided(asked: str, answer: str) -> None:
    engine = engine_of()
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = moved(engine, case, ("09-28 14:00", "sign_for"), ("09-28 14:10", asked))
    case = moved(engine, case, ("09-28 15:00", f"decide:{answer}"))
    for once_more in ("decide:granted", "decide:declined"):
        record(engine, case, once_more)
