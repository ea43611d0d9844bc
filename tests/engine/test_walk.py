"""Lawful ways up the ladder, beside it and back, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words

Walk = Callable[..., Case]
EngineOf = Callable[..., Engine]


def ids(engine: Engine, case: Case, at: str | None = None) -> set[str]:
    """The ids of the lawful moves, gradings left out."""
    return {move.id for move in engine.moves(case, at) if move.kind != "classify"}


def refused(engine: Engine, case: Case, move: str, at: str = "2026-03-05 09:00") -> GovError:
    with pytest.raises(GovError) as caught:
        engine.apply(case, move, at=at)
    return caught.value


def test_intake_is_the_nearest_tier_at_or_above_the_unit(engine: Engine) -> None:
    opened = {
        unit: engine.open("邻里纠纷", unit=unit, at="2026-03-02 09:00")
        for unit in ("网格·61", "支部·1", "社区·6", "街道·1")
    }
    assert {unit: case.tier for unit, case in opened.items()} == {
        "网格·61": "支部",
        "支部·1": "支部",
        "社区·6": "社区",
        "街道·1": "街道",
    }
    # 150 grids under 48 branches: grid 61 lies in branch floor(60·48/150)+1.
    assert opened["网格·61"].holder.unit == "支部·20"


def test_the_plain_course_ends_at_the_branch(engine: Engine, dispute: Case, walk: Walk) -> None:
    course = ("sign_for", "handle", "feed_back", "verify", "close")
    statuses = []
    case = dispute
    for move in course:
        case = walk(case, move)
        statuses.append(case.status)
    assert statuses == ["signed", "handling", "fed_back", "verified", "closed"]
    assert (case.tier, case.manner, case.closed_at) == ("支部", "resolved", case.history[-1].at)
    assert engine.moves(case) == ()
    assert [event.kind for event in case.history] == ["open", *course]


def test_a_case_is_frozen_and_the_old_one_untouched(dispute: Case, walk: Walk) -> None:
    before = dispute.to_json()
    walk(dispute, "sign_for")
    assert dispute.to_json() == before
    with pytest.raises(ValidationError):
        dispute.status = "closed"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("moves", "wanted", "code"),
    [
        ((), "handle", "GOV712"),
        ((), "return_order", "GOV717"),
        (("sign_for",), "close", "GOV712"),
        (("sign_for",), "sign_for", "GOV736"),
        (("sign_for",), "escalate:undecided:社区", "GOV721"),
        (("sign_for",), "escalate:街道", "GOV720"),
        (("sign_for",), "escalate:天宫", "GOV720"),
        (("sign_for",), "escalate:支部", "GOV737"),
        (("sign_for", "handle", "feed_back", "verify"), "close:rejected", "GOV731"),
        (("sign_for", "handle", "feed_back", "verify", "close"), "handle", "GOV711"),
        ((), "飞", "GOV710"),
        (("sign_for",), "deliberate", "GOV727"),
    ],
)
def test_a_refusal_names_its_rule(
    engine: Engine, dispute: Case, walk: Walk, moves: tuple[str, ...], wanted: str, code: str
) -> None:
    assert refused(engine, walk(dispute, *moves), wanted).diagnostics[0].code == code


def test_a_refusal_says_what_is_lawful_and_which_rule(engine: Engine, dispute: Case) -> None:
    from govkit.diagnostics.catalogue import word

    found = refused(engine, dispute, "close").diagnostics[0]
    assert found.rule == "engine:order"
    assert "签收" in word(found, "zh").hint
    assert "sign for" in word(found, "en").hint


def test_undecided_leads_up_and_accountability_follows_the_signature(
    engine: Engine, dispute: Case, walk: Walk
) -> None:
    case = walk(dispute, "sign_for", "deliberate:undecided")
    assert "handle" not in ids(engine, case)
    move = next(m for m in engine.moves(case) if m.kind == "escalate")
    assert move.id == "escalate:undecided:社区"
    assert (move.actor, move.tier, move.to) == ("post:支部书记", "支部", "tier:社区")
    assert move.reason.rule == "process:网格事项/tier:支部.on[undecided]"
    assert (move.reason.citation.source, move.reason.citation.place) == ("办法", "二")
    assert "议而未决" in words.of(move.reason, "zh")
    assert "undecided" in words.of(move.reason, "en")
    up = walk(case, move.id)
    assert (up.tier, up.status, up.turn.unit) == ("社区", "dispatched", "社区·3")
    assert up.accountable.unit == "支部·20"
    signed = walk(up, "sign_for")
    assert signed.accountable.unit == "社区·3"


def test_reported_triggers_wait_for_their_time(engine: Engine, dispute: Case, walk: Walk) -> None:
    signed = walk(dispute, "sign_for")
    assert "escalate:obstructed:社区" not in ids(engine, signed)
    assert "escalate:obstructed:社区" in ids(engine, walk(signed, "handle"))


def test_a_condition_decides_whether_an_outcome_stands(
    engine: Engine, dispute: Case, walk: Walk
) -> None:
    signed = walk(dispute, "sign_for")
    assert "escalate:汛情:街道" not in ids(engine, signed)
    graded = walk(signed, "classify:大小:大事")
    assert "escalate:汛情:街道" in ids(engine, graded)
    assert [(row.grade, row.revision) for row in graded.grades] == [
        ("小事", 1),
        ("大事", graded.revision),
    ]


def test_the_passage_beyond_a_ceiling_is_listed(engine: Engine, dispute: Case, walk: Walk) -> None:
    case = walk(dispute, "sign_for", "deliberate:undecided", "escalate:undecided")
    passages = engine.explain(case).passages
    assert [(p.grade, p.event.target, p.event.trigger) for p in passages] == [
        ("小事", "tier:社区", "undecided")
    ]
    graded = walk(dispute, "classify:大小:常事", "sign_for", "deliberate:undecided")
    graded = walk(graded, "escalate:undecided")
    assert engine.explain(graded).passages == ()


def test_a_transfer_moves_the_handler_only(engine: Engine, dispute: Case, walk: Walk) -> None:
    sent = walk(dispute, "sign_for", "deliberate:agreed", "transfer:agreed:外办")
    assert (sent.tier, sent.step, sent.turn.refs) == ("支部", "外办", ("body:城建办",))
    assert {timer.id for timer in sent.timers} == {"limit:支部:1", "limit:外办:1"}
    working = walk(sent, "sign_for")
    assert working.accountable.unit == "支部·20"
    assert working.handler.refs == ("body:城建办",)
    back = walk(working, "handle", "feed_back")
    assert (back.step, back.status, back.turn.unit) == ("", "fed_back", "支部·20")
    assert {timer.id for timer in back.timers} == {"limit:支部:1"}


def test_a_body_that_declines_gives_the_case_back(
    engine: Engine, dispute: Case, walk: Walk
) -> None:
    sent = walk(dispute, "sign_for", "deliberate:agreed", "transfer:agreed", "sign_for")
    back = walk(sent, "feed_back:declined")
    assert (back.place, back.pass_count("tier:支部")) == ("tier:支部", 1)
    assert "handle" in ids(engine, back)


def test_return_is_before_sign_for_once_and_in_time(
    engine: Engine, dispute: Case, walk: Walk
) -> None:
    sent = walk(dispute, "sign_for", "deliberate:undecided", "escalate:undecided")
    back = walk(sent, "return_order")
    assert (back.tier, back.status) == ("支部", "undecided")
    again = walk(back, "escalate:undecided")
    assert refused(engine, again, "return_order").diagnostics[0].code == "GOV716"
    signed = walk(sent, "sign_for")
    assert refused(engine, signed, "return_order").diagnostics[0].code == "GOV714"
    assert "return_order" in ids(engine, sent, "2026-03-03 23:59")
    late = refused(engine, sent, "return_order", "2026-03-04 00:00:01")
    assert late.diagnostics[0].code == "GOV715"
    assert engine.apply(sent, "return_order", at="2026-03-04 00:00").tier == "支部"


def test_a_returned_case_has_what_was_left_of_its_limit(
    engine: Engine, dispute: Case, walk: Walk
) -> None:
    sent = walk(dispute, "sign_for", "deliberate:undecided", "escalate:undecided")
    back = engine.apply(sent, "return_order", at="2026-03-03 15:00")
    (limit,) = (t for t in engine.due(back) if t.kind == "limit")
    # Seven working days were left on Monday 2 March; from Tuesday they end on Thursday 12 March.
    assert (limit.remaining, limit.due.isoformat()) == (7, "2026-03-13T00:00:00+08:00")  # type: ignore[union-attr]


def test_the_third_failed_verification_rises(engine: Engine, dispute: Case, walk: Walk) -> None:
    case = walk(dispute, "sign_for", "deliberate:undecided", "escalate", "sign_for", "handle")
    case = walk(case, "feed_back", "verify:failed")
    for _ in range(2):
        assert ids(engine, case) == {"rework", "escalate:dissatisfied:街道"}
        case = walk(case, "rework", "feed_back", "verify:failed")
    assert "escalate:failed:街道" in ids(engine, case)


def test_passes_bound_how_often_a_case_comes(engine_of: EngineOf) -> None:
    engine = engine_of("遍数：1次", ("    级 街道 {", "    级 街道 { 遇：事项复杂 → 社区；"))
    case = engine.open("邻里纠纷", unit="社区·1", at="2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    for move in ("handle", "feed_back", "verify:failed", "escalate:dissatisfied", "sign_for"):
        case = engine.apply(case, move, at="2026-03-02 10:00")
    case = engine.apply(case, "handle", at="2026-03-02 10:00")
    with pytest.raises(GovError) as caught:
        engine.apply(case, "transfer:complex:社区", at="2026-03-02 10:00")
    assert caught.value.diagnostics[0].code == "GOV726"


def test_moves_are_understood_in_either_tongue(engine: Engine, dispute: Case) -> None:
    chinese = engine.apply(dispute, "签收", at="2026-03-02 10:00")
    english = engine.apply(dispute, "sign_for", at="2026-03-02 10:00")
    assert chinese == english
    chinese = engine.apply(chinese, "议事：议而未决", at="2026-03-02 11:00")
    assert engine.apply(chinese, "上报：议而未决：社区", at="2026-03-02 12:00").tier == "社区"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"matter": "天气"}, "GOV701"),
        ({"unit": "网格·151"}, "GOV703"),
        ({"unit": "天宫·1"}, "GOV703"),
        ({"given": {"颜色": "红"}}, "GOV705"),
        ({"given": {"大小": "巨事"}}, "GOV706"),
        ({"given": {"金额": -1}}, "GOV706"),
        ({"given": {"金额": 0.5}}, "GOV706"),
        ({"given": {"金额": "约40万元"}}, "GOV706"),
        ({"given": {"金额": "40户"}}, "GOV706"),
        ({"at": "昨天"}, "GOV729"),
    ],
)
def test_unknown_names_and_values_are_refused(
    engine: Engine, given: dict[str, object], code: str
) -> None:
    plain: dict[str, object] = {"matter": "邻里纠纷", "unit": "网格·1", "at": "2026-03-02 09:00"}
    plain |= given
    with pytest.raises(GovError) as caught:
        engine.open(plain.pop("matter"), **plain)  # type: ignore[arg-type]
    assert caught.value.diagnostics[0].code == code


def test_a_district_written_in_english(english: Engine) -> None:
    case = english.open("Noise", unit="Community·2", at="2026-03-02 09:00")
    for move in ("sign_for", "deliberate:undecided:Board", "escalate:undecided:Street"):
        case = english.apply(case, move, at="2026-03-03 09:00")
    assert case.tier == "Street"
    told = english.explain(case, "en").text()
    assert "Accountable: Community·2 (Secretary)" in told
    assert "Beyond the ceiling of `small`" in told
    assert not any("一" <= letter <= "鿿" for letter in told)


def test_names_with_marks_in_them_do_no_harm(hostile: Engine) -> None:
    name = "社:区 {to} [/b]"
    case = hostile.open("Noise", unit=f"{name}·2", at="2026-03-02 09:00")
    for move in ("sign_for", "deliberate:undecided"):
        case = hostile.apply(case, move, at="2026-03-02 10:00")
    (move,) = (move for move in hostile.moves(case) if move.kind == "escalate")
    assert name in words.of(move.reason, "zh")
    late = hostile.tick(case, "2026-03-20 10:00")
    assert late.history[-1].timer == f"limit:{name}:1"
    assert f"「{name}」的办理时限" in hostile.explain(late).text("zh")
    assert hostile.apply(case, move, at="2026-03-02 11:00").tier == "Street"
