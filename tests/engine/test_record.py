"""Facts that break a rule, attempts made twice, stale cases, and cases from a store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

Walk = Callable[..., Case]
EngineOf = Callable[..., Engine]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(GovError) as caught:
        call()
    return caught.value.diagnostics[0].code


def test_a_recorded_breach_keeps_the_case_going(engine: Engine, dispute: Case, walk: Walk) -> None:
    case = engine.apply(dispute, "handle", at="2026-03-02 10:00", on_breach="record")
    (breach,) = case.breaches
    assert (breach.code, breach.rule) == ("GOV712", "engine:order")
    assert case.history[-1].breaches == (breach,)
    assert "签收" in words.of(breach, "zh") and "sign_for" in words.of(breach, "en")
    closed = walk(case, "feed_back", "verify", "close")
    assert closed.status == "closed" and closed.breaches == (breach,)


def test_recording_a_lawful_move_is_the_same_as_applying_it(engine: Engine, dispute: Case) -> None:
    recorded = engine.apply(dispute, "sign_for", at="2026-03-02 10:00", on_breach="record")
    assert recorded == engine.apply(dispute, "sign_for", at="2026-03-02 10:00")


def test_a_jump_without_a_rule_is_recorded_as_such(engine: Engine, dispute: Case) -> None:
    case = engine.apply(dispute, "escalate:街道", at="2026-03-02 10:00", on_breach="record")
    assert (case.tier, case.breaches[0].code) == ("街道", "GOV720")
    assert case.breaches[0].rule == "process:网格事项.ceiling[大小=小事]"
    unknown = lambda: engine.apply(  # noqa: E731
        dispute, "escalate:天宫", at="2026-03-02 10:00", on_breach="record"
    )
    assert code_of(unknown) == "GOV730"


@pytest.mark.parametrize(
    ("figures", "code", "missing"),
    [
        ({"present": 9, "due": 15}, "GOV722", 1),
        ({"present": 10, "due": 15, "for": 4}, "GOV723", 1),
        ({"present": 10, "due": 15, "in_favour": 5}, "", 0),
        ({"present": 10}, "GOV582", 0),
        ({}, "", 0),
    ],
)
def test_a_meeting_needs_its_quorum_and_majority(
    engine: Engine, dispute: Case, walk: Walk, figures: dict[str, int], code: str, missing: int
) -> None:
    signed = walk(dispute, "sign_for")
    move = "deliberate:agreed:联席会议"
    at = "2026-03-03 10:00"
    case = engine.apply(signed, move, at=at, on_breach="record", **figures)  # type: ignore[arg-type]
    assert case.status == "agreed"
    assert [breach.code for breach in case.breaches] == ([code] if code else [])
    if not code:
        assert engine.apply(signed, move, at=at, given=figures) == case
        return
    assert (case.breaches[0].excess.number if case.breaches[0].excess else 0) == missing
    assert code_of(lambda: engine.apply(signed, move, at=at, given=figures)) == code


def test_the_meeting_may_stay_open_until_votes_are_counted(engine_of: EngineOf) -> None:
    second = (
        ("议事：联席会议", "议事：联席会议、党员大会"),
        (
            "要素 大小",
            "会议 党员大会 { 召集：支部；频次：1次/季 }\n  要素 大小",
        ),
    )
    engine = engine_of("", *second)
    case = engine.open("邻里纠纷", unit="支部·1", at="2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    agreed = engine.apply(case, "deliberate:agreed", at="2026-03-03 10:00")
    assert (agreed.status, agreed.history[-1].meeting) == ("agreed", "")
    counted = lambda: engine.apply(  # noqa: E731
        case, "deliberate:agreed", at="2026-03-03 10:00", present=9, due=9
    )
    assert code_of(counted) == "GOV727"


def test_the_same_key_gives_the_same_case(engine: Engine, dispute: Case) -> None:
    first = engine.apply(dispute, "sign_for", at="2026-03-02 10:00", idempotency_key="k1")
    again = engine.apply(first, "sign_for", at="2026-03-09 10:00", idempotency_key="k1")
    assert again == first
    other = lambda: engine.apply(  # noqa: E731
        first, "handle", at="2026-03-02 10:00", idempotency_key="k1"
    )
    assert code_of(other) == "GOV709"


def test_a_stale_revision_is_refused(engine: Engine, dispute: Case) -> None:
    signed = engine.apply(dispute, "sign_for", at="2026-03-02 10:00", expected_revision=1)
    stale = lambda: engine.apply(  # noqa: E731
        signed, "handle", at="2026-03-02 10:00", expected_revision=1, on_breach="record"
    )
    assert code_of(stale) == "GOV708"


def test_actors_are_kept_as_they_are(engine: Engine, dispute: Case) -> None:
    case = engine.apply(dispute, "sign_for", at="2026-03-02 10:00", actor="[/x] 甲", note="n")
    assert (case.history[-1].actor, case.history[-1].note) == ("[/x] 甲", "n")


def test_a_stored_case_comes_back_equal(engine: Engine, dispute: Case, walk: Walk) -> None:
    case = walk(dispute, "sign_for", "deliberate:undecided", "escalate:undecided")
    assert engine.adopt_json(case.to_json()) == case
    assert hash(engine.adopt_json(case.to_json())) == hash(case)
    assert code_of(lambda: engine.adopt_json("{}")) == "GOV724"
    assert code_of(lambda: engine.adopt_json("not json")) == "GOV724"


def test_another_model_is_not_gone_on_with_in_silence(
    engine: Engine, dispute: Case, engine_of: EngineOf
) -> None:
    changed = engine_of("", ("时限：7工作日", "时限：8工作日"))
    assert code_of(lambda: changed.resume(dispute)) == "GOV733"
    assert code_of(lambda: changed.moves(dispute)) == "GOV733"
    assert code_of(lambda: changed.apply(dispute, "sign_for", at="2026-03-02 10:00")) == "GOV733"
    accepted = changed.resume(dispute, accept_changes=True)
    assert (accepted.history[-1].kind, accepted.revision) == ("resume", 2)
    assert changed.moves(accepted)
    without = engine_of("", ("网格事项", "办件"))
    assert code_of(lambda: without.resume(dispute, accept_changes=True)) == "GOV735"


def test_another_version_is_said(engine: Engine, dispute: Case) -> None:
    older = dispute.model_copy(update={"library": "0.0.1"})
    assert code_of(lambda: engine.resume(older)) == "GOV734"
    assert engine.resume(older, accept_changes=True).library == dispute.library


@pytest.mark.parametrize(
    "move", ["verify:major", "deliberate:absent", "核查:事项重大", "deliberate:agreed:书记"]
)
def test_a_result_or_a_meeting_that_is_none_is_not_recorded(
    engine: Engine, dispute: Case, move: str
) -> None:
    call = lambda: engine.apply(dispute, move, at="2026-03-02 10:00", on_breach="record")  # noqa: E731
    assert code_of(call) == "GOV710"


def test_as_of_never_goes_back(engine: Engine, dispute: Case) -> None:
    seen = engine.tick(dispute, "2026-03-02 15:00")
    assert engine.tick(seen, "2026-03-02 12:00") == seen
    for record in ("refuse", "record"):
        late = lambda record=record: engine.apply(  # noqa: E731
            seen, "sign_for", at="2026-03-02 14:59:59", on_breach=record
        )
        assert code_of(late) == "GOV707"
    assert code_of(lambda: engine.vacate(seen, ["书记"], at="2026-03-02 11:00")) == "GOV707"
    assert code_of(lambda: engine.switch(seen, None, at="2026-03-02 11:00")) == "GOV707"
    assert code_of(lambda: engine.moves(seen, "2026-03-02 11:00")) == "GOV707"
    signed = engine.apply(seen, "sign_for", at="2026-03-02 15:00")
    assert signed.history[-1].at == signed.as_of == seen.as_of


@pytest.mark.parametrize("handler", ["抢险队", "抢险队、书记", "全部(抢险队、书记)"])
def test_a_required_field_that_is_empty_is_stored(handler: str) -> None:
    model = loads(
        "govkit 1\n地区 甲 {\n  层级 街道 { 数量：1 }\n  岗位 书记 { 设于：街道 }\n"
        "  队伍 抢险队 { 人数：5人 }\n  事项 漏水\n  流程 抢修 {\n    适用：漏水\n"
        f"    步 到场 {{ 承办：{handler} }}\n    步 验收 {{ 承办：抢险队 }}\n  }}\n}}\n"
    )
    engine = Engine(model)
    case = engine.open("漏水", unit="街道·1", at="2026-03-02 09:00")
    assert case.tier == ""
    for move in ("sign_for", "handle", "feed_back"):
        part = ":抢险队" if case.joint and move != "feed_back" else ""
        case = engine.apply(case, move + part, at=case.as_of, on_breach="record")
        assert engine.adopt_json(case.to_json()) == case
