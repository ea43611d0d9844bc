"""Who handles: countersigning, summons, separation, vacancy, disputes, objections, reopening."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.calendars import zone_of
from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 主任 { 设于：街道；数量：1名 }
  岗位 书记 { 设于：社区；空缺：上提 }
  岗位 网格员 { 设于：社区；数量：12名；上级：书记；空缺：上提 }
  岗位 值班员 { 设于：社区 }
  机构 消防站 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  机构 城管队 { 设于：街道 }
  机构 仲裁组 { 设于：街道 }
  事项 纠纷 { 事项 婚姻纠纷 }
  事项 许可
  事项 报修
  流程 化解 {
    适用：纠纷；不适用：婚姻纠纷；异议期限：15日；重开期限：30日；重开去向：社区
    级 社区 {
      承办：书记；时限：3工作日；会签：消防站、城管队；会签时限：2工作日；逾期未复：视为同意
      吹哨：城管队；到场时限：30分钟
      遇：不同意 → 街道；遇：逾期未到 → 街道；遇：逾期未提 → 解决；遇：不满意 → 街道
      遇：需部门协调 → 外办
    }
    级 街道 { 承办：主任；时限：5工作日；会签：消防站；会签时限：2工作日；逾期未复：SILENCE
      遇：不同意 → 社区；遇：超时 → 终结；遇：逾期未提 → 终结 }
    步 外办 { 承办：城建办；时限：2工作日 }
  }
  流程 审批 {
    适用：许可、婚姻纠纷
    步 受理 { 承办：网格员；时限：1工作日；职责分离：复核 }
    步 会审 { 承办：城建办；会签：消防站、城管队；会签时限：2工作日；逾期未复：上报
      遇：同意 → 复核，不同意 → 受理，超时 → 终结 }
    步 复核 { 承办：网格员；时限：1工作日；遇：不同意 → 受理 }
    步 公示 { 承办：城建办；时限：7日；遇：逾期未提 → 解决；遇：不同意 → 复核 }
  }
  流程 报修办理 {
    适用：报修；裁决：仲裁组；先行承办：值班员
    级 社区 { 承办：书记；时限：3工作日；退单时限：1工作日；补正时限：2工作日
      遇：逾期未补 → 终结；遇：需部门协调 → 维修，职权外 → 保洁 }
    级 街道 { 承办：主任 }
    步 维修 { 承办：城建办；时限：2工作日；补正时限：1工作日；遇：逾期未补 → 社区 }
    步 保洁 { 承办：城管队 }
  }
}
"""


def built(silence: str = "视为不同意") -> Engine:
    return Engine(loads(TEXT.replace("SILENCE", silence)))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return built()


def opened(engine: Engine, matter: str = "纠纷", **more: object) -> Case:
    return engine.open(matter, unit="社区·3", at="2026-03-02 09:00", **more)  # type: ignore[arg-type]


def walked(engine: Engine, case: Case, *moves: str, actor: str = "") -> Case:
    for move in moves:
        at = case.history[-1].at + timedelta(minutes=10)
        case = engine.apply(case, move, at=at, actor=actor)
    return case


def ids(engine: Engine, case: Case) -> set[str]:
    return {move.id for move in engine.moves(case)}


def refused(engine: Engine, case: Case, move: str, actor: str = "") -> str:
    with pytest.raises(GovError) as caught:
        walked(engine, case, move, actor=actor)
    return caught.value.diagnostics[0].code


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone_of("Asia/Shanghai"))


# ── countersigning ──
def test_each_body_has_its_own_clock_and_the_result_waits_for_all(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "handle")
    clocks = {timer.id: timer.due for timer in case.timers if timer.kind == "countersign_within"}
    due = at("2026-03-05 00:00")
    assert clocks == {
        "countersign_within:社区:消防站:1": due,
        "countersign_within:社区:城管队:1": due,
    }
    assert case.turn.refs == case.accountable.refs == ("post:书记",)
    assert "feed_back" not in ids(engine, case)
    assert refused(engine, case, "feed_back") == "GOV780"
    one = walked(engine, case, "countersign:consented:消防站")
    assert refused(engine, one, "feed_back") == "GOV780"
    assert refused(engine, one, "countersign:consented:消防站") == "GOV781"
    both = walked(engine, one, "countersign:consented:城管队")
    assert both.place == "tier:社区" and "feed_back" in ids(engine, both)
    assert [timer for timer in both.timers if timer.kind == "countersign_within"] == []
    assert "消防站（同意）" in engine.explain(both).text()


def test_dissent_leads_on_once_all_have_answered(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "会签：不同意：消防站")
    assert case.place == "tier:社区"
    case = walked(engine, case, "countersign:consented:城管队")
    assert (case.place, case.status) == ("tier:街道", "dispatched")
    assert case.accountable.refs == ("post:书记",)
    assert case.history[-1].rules[1].endswith("on[declined]")


def test_silence_counts_as_the_text_says(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "handle", "countersign:consented:消防站")
    case = engine.tick(case, "2026-03-05 00:00:01")
    assert case.history[-1].kind == "countersign" and case.history[-1].automatic
    assert [(a.ref, a.answer, a.silent) for a in case.asked] == [
        ("body:消防站", "consented", False),
        ("body:城管队", "consented", True),
    ]
    assert case.place == "tier:社区"
    assert "逾期未复，视为同意" in engine.explain(case).text()


@pytest.mark.parametrize(
    ("silence", "place", "status"),
    [
        ("视为同意", "tier:街道", "signed"),
        ("视为不同意", "tier:社区", "dispatched"),
        ("上报", "tier:街道", "closed"),
    ],
)
def test_silence_moves_the_case_where_it_means_dissent(
    silence: str, place: str, status: str
) -> None:
    engine = built(silence)
    case = engine.open("纠纷", unit="街道·1", at="2026-03-02 09:00")
    case = engine.tick(walked(engine, case, "sign_for"), "2026-03-05 00:00:01")
    assert (case.place, case.status) == (place, status)


def test_in_a_process_of_steps_consent_leads_on(engine: Engine) -> None:
    case = walked(engine, opened(engine, "许可"), "sign_for", "handle", "feed_back", "sign_for")
    assert case.place == "step:会审"
    asked = walked(engine, case, "countersign:城管队:consented")
    late = engine.tick(asked, "2026-03-05 00:00:01")
    assert (late.status, late.history[-1].trigger) == ("closed", "overdue")
    agreed = walked(engine, asked, "countersign:consented")
    assert agreed.place == "step:复核"
    assert refused(engine, agreed, "countersign:consented") == "GOV781"


# ── summons ──
def test_a_summons_starts_a_clock_and_moves_nobody(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for")
    assert refused(engine, case, "arrive:城管队") == "GOV783"
    assert refused(engine, case, "summon:消防站") == "GOV782"
    called = walked(engine, case, "吹哨：城管队")
    assert (called.accountable, called.handler, called.turn) == (
        case.accountable,
        case.handler,
        case.turn,
    )
    assert refused(engine, called, "summon:城管队") == "GOV782"
    [timer] = [t for t in called.timers if t.kind == "arrive_within"]
    assert timer.due == at("2026-03-02 09:50") and timer.part == "body:城管队"
    arrived = walked(engine, called, "arrive:城管队")
    assert [t for t in arrived.timers if t.kind == "arrive_within"] == []
    assert "summon:城管队" in ids(engine, arrived)
    assert "城管队（已到场）" in engine.explain(arrived).text()


def test_who_does_not_come_sends_the_case_on(engine: Engine) -> None:
    case = engine.tick(walked(engine, opened(engine), "sign_for", "summon"), "2026-03-02 10:00")
    assert (case.place, case.history[-1].trigger) == ("tier:街道", "absent")
    assert case.asked == ()


# ── separation ──
def test_whoever_acted_there_may_not_act_here(engine: Engine) -> None:
    case = walked(engine, opened(engine, "许可"), "sign_for", "handle", "feed_back", actor="甲")
    case = walked(engine, case, "sign_for", actor="乙")
    case = walked(engine, case, "countersign:消防站:consented", "countersign:consented")
    assert case.place == "step:复核"
    with pytest.raises(GovError) as caught:
        walked(engine, case, "sign_for", actor="甲")
    finding = caught.value.diagnostics[0]
    assert finding.code == "GOV784" and finding.args["actor"] == "甲"
    assert finding.rule == "process:审批/step:受理.apart"
    assert "sign_for" not in {move.id for move in engine.moves(case, actor="甲")}
    assert "sign_for" in {move.id for move in engine.moves(case, actor="丙")}
    assert walked(engine, case, "sign_for", actor="乙").status == "signed"
    later = case.history[-1].at + timedelta(hours=1)
    recorded = engine.apply(case, "sign_for", at=later, actor="甲", on_breach="record")
    assert [breach.code for breach in recorded.breaches] == ["GOV784"]


# ── vacancy ──
def test_the_duty_of_a_vacant_post_rises(engine: Engine) -> None:
    case = opened(engine, vacant=["书记"])
    assert case.turn.refs == ("post:主任",) and case.turn.unit == "街道·1"
    signed = walked(engine, case, "sign_for")
    assert (signed.place, signed.accountable.refs) == ("tier:社区", ("post:主任",))
    assert "「书记」空缺，职责上提，由「主任」承担。" in engine.explain(signed).text()
    deeper = opened(engine, "许可", vacant=["网格员", "书记"])
    assert deeper.turn.refs == ("post:主任",)
    assert opened(engine, "许可", vacant=["网格员"]).turn.refs == ("post:书记",)


def test_a_post_that_falls_vacant_hands_on_what_it_holds(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "handle")
    after = engine.vacate(case, ["书记"], at="2026-03-02 12:00", actor="key")
    assert after.accountable.refs == after.handler.refs == after.turn.refs == ("post:主任",)
    assert after.history[-1].kind == "vacate" and after.timers == case.timers
    assert engine.vacate(after, ["书记"], at="2026-03-02 13:00") == after
    with pytest.raises(GovError) as caught:
        engine.vacate(case, ["书计"], at="2026-03-02 12:00")
    assert caught.value.diagnostics[0].code == "GOV791"


def test_nothing_is_said_of_a_post_without_the_word(engine: Engine) -> None:
    assert engine.open("报修", unit="街道·1", at="2026-03-02 09:00", vacant=["主任"]).turn.refs == (
        "post:主任",
    )
    case = opened(engine, "报修", vacant=["主任"])
    assert "原文没有写明由谁承担" in engine.explain(case).text()


# ── disputes ──
def disputed(engine: Engine) -> Case:
    case = walked(engine, opened(engine, "报修"), "sign_for")
    case = walked(engine, case, "transfer:维修", "return_order", "transfer:保洁", "return_order")
    return case


def test_the_second_return_is_a_dispute(engine: Engine) -> None:
    once = walked(engine, opened(engine, "报修"), "sign_for", "transfer:维修", "return_order")
    assert once.dispute == "" and refused(engine, once, "arbitrate:维修") == "GOV785"
    case = disputed(engine)
    assert (case.dispute, case.place, case.turn.refs) == ("open", "tier:社区", ("post:值班员",))
    assert case.accountable.refs == ("post:书记",)
    assert {"arbitrate:社区", "arbitrate:维修", "arbitrate:保洁", "handle"} <= ids(engine, case)
    assert refused(engine, case, "transfer:维修") == "GOV786"
    [move] = [move for move in engine.moves(case) if move.id == "arbitrate:维修"]
    assert move.actor == "body:仲裁组"


def test_the_decision_ends_it(engine: Engine) -> None:
    case = walked(engine, disputed(engine), "裁决：维修")
    assert (case.dispute, case.place, case.turn.refs) == ("settled", "step:维修", ("body:城建办",))
    assert refused(engine, case, "return_order") == "GOV787"
    done = walked(engine, case, "sign_for", "handle", "feed_back")
    assert done.place == "tier:社区"
    here = walked(engine, disputed(engine), "arbitrate:社区")
    assert (here.place, here.status, here.turn.refs) == ("tier:社区", "dispatched", ("post:书记",))


def test_sending_it_again_to_who_returned_it_is_a_dispute(engine: Engine) -> None:
    case = walked(engine, opened(engine, "报修"), "sign_for", "transfer:维修", "return_order")
    case = walked(engine, case, "transfer:维修")
    assert (case.dispute, case.place, case.turn.refs) == ("open", "step:维修", ("post:值班员",))
    meanwhile = walked(engine, case, "sign_for", "handle")
    assert (meanwhile.handler.refs, meanwhile.accountable.refs) == (
        ("post:值班员",),
        ("post:书记",),
    )


# ── completion ──
def test_what_is_incomplete_waits_and_its_clocks_stop(engine: Engine) -> None:
    case = walked(engine, opened(engine, "报修"), "退回补正")
    assert (case.status, case.turn.refs) == ("incomplete", ("level:社区",))
    assert case.turn.unit == "社区·3"
    assert [timer.id for timer in case.timers] == ["complete_within:社区:1"]
    assert {"complete"} == ids(engine, case)
    assert refused(engine, case, "sign_for") == "GOV793"
    done = engine.apply(case, "补正", at="2026-03-04 09:10")
    assert (done.status, done.turn.refs) == ("reported", ("post:书记",))
    # Three working days, of which not an hour had passed, begin again on the 4th.
    [limit] = [timer for timer in done.timers if timer.kind == "limit"]
    assert limit.due == at("2026-03-10 00:00")
    assert refused(engine, done, "send_back") == "GOV792"
    assert refused(engine, done, "complete") == "GOV794"


def test_what_is_not_completed_in_time_goes_where_the_text_says(engine: Engine) -> None:
    case = engine.tick(walked(engine, opened(engine, "报修"), "send_back"), "2026-03-05 00:00:01")
    assert (case.manner, case.history[-1].trigger) == ("terminated", "incomplete")
    sent = walked(engine, opened(engine, "报修"), "sign_for", "transfer:维修", "send_back")
    assert sent.turn.refs == ("post:书记",) and refused(engine, sent, "return_order") == "GOV793"
    back = engine.tick(sent, "2026-03-04 00:00:01")
    assert (back.place, back.status, back.incomplete) == ("tier:社区", "signed", None)
    assert [timer.id for timer in back.timers if timer.kind == "limit"] == ["limit:社区:1"]


# ── silence, objections ──
def verified(engine: Engine) -> Case:
    case = walked(engine, opened(engine), "sign_for", "countersign:消防站:consented")
    return walked(engine, case, "countersign:consented", "handle", "feed_back", "verify")


def test_the_result_is_final_when_nobody_objects(engine: Engine) -> None:
    case = verified(engine)
    assert refused(engine, case, "close") == "GOV788"
    assert {"escalate:dissatisfied:街道"} <= ids(engine, case)
    final = engine.tick(case, "2026-03-18 00:00:01")
    assert (final.status, final.manner) == ("closed", "resolved")
    assert final.history[-1].trigger == "silence" and final.history[-1].automatic
    assert final.closed_at == at("2026-03-18 00:00")


def test_an_objection_takes_the_case_away_from_the_clock(engine: Engine) -> None:
    case = walked(engine, verified(engine), "escalate:dissatisfied")
    assert [t.kind for t in case.timers if t.kind == "objection_within"] == []
    assert engine.tick(case, "2026-03-18 00:00:01").place == "tier:街道"


def test_a_limit_may_be_the_time_to_object(engine: Engine) -> None:
    case = walked(engine, opened(engine, "许可"), "sign_for", "handle", "feed_back", "sign_for")
    case = walked(engine, case, "countersign:消防站:consented", "countersign:consented")
    case = walked(engine, case, "sign_for", "handle", "feed_back")
    assert case.place == "step:公示"
    final = engine.tick(case, "2026-03-10 00:00:01")
    assert (final.status, final.manner, final.history[-1].trigger) == (
        "closed",
        "resolved",
        "silence",
    )


# ── reopening ──
def test_a_closed_case_is_taken_up_again(engine: Engine) -> None:
    closed = engine.tick(verified(engine), "2026-03-18 00:00:01")
    assert [timer.kind for timer in engine.due(closed)] == ["reopen_within"]
    assert ids(engine, closed) == {"reopen"}
    again = walked(engine, closed, "重开")
    assert (again.status, again.place, again.reopened) == ("dispatched", "tier:社区", 1)
    assert again.accountable == closed.accountable and again.manner == ""
    assert again.history[: len(closed.history)] == closed.history
    assert [t.starts for t in again.timers if t.id == "limit:社区:2"] == [again.as_of]
    with pytest.raises(GovError) as caught:
        engine.apply(closed, "reopen", at="2026-05-01 09:00")
    assert caught.value.diagnostics[0].code == "GOV789"


def test_without_the_word_a_closed_case_stays_closed(engine: Engine) -> None:
    done = ("sign_for", "handle", "feed_back", "verify", "close")
    case = walked(engine, opened(engine, "报修"), *done)
    assert engine.moves(case) == ()
    assert refused(engine, case, "reopen") == "GOV790"
    assert refused(engine, case, "handle") == "GOV711"


# ── exceptions ──
def test_what_is_excepted_goes_another_way(engine: Engine) -> None:
    assert opened(engine, "婚姻纠纷").process == "审批"
    alone = loads(TEXT.replace("SILENCE", "上报").replace("许可、婚姻纠纷", "许可"))
    assert alone.process_for("婚姻纠纷") is None
    assert alone.process_for("纠纷").name == "化解"  # type: ignore[union-attr]


# ── laws of every walk ──
WALKS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60)), max_size=25)
MATTERS = st.sampled_from(["纠纷", "许可", "报修"])
VACANT = st.lists(st.sampled_from(["书记", "网格员", "主任"]), unique=True)


@settings(max_examples=60, deadline=None)
@given(MATTERS, VACANT, WALKS)
def test_every_offered_move_applies(
    matter: str, vacant: list[str], steps: list[tuple[int, int]]
) -> None:
    engine = _ENGINE
    case = opened(engine, matter, vacant=vacant)
    for choice, hours in steps:
        when = case.as_of + timedelta(hours=hours)
        moves = engine.moves(case, when)
        assert len({move.id for move in moves}) == len(moves)
        for move in moves:
            after = engine.apply(case, move.id, at=when)
            assert after.breaches == () and Case.from_json(after.to_json()) == after
            assert move.party.refs or move.kind == "classify"
            assert words.of(move.reason, "zh") and words.of(move.reason, "en") and move.reason.rule
        if not moves:
            assert engine.tick(case, when).is_closed
            break
        case = engine.apply(case, moves[choice % len(moves)], at=when)
        assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
        assert len({timer.id for timer in case.timers}) == len(case.timers)
        assert {entry.place for entry in case.asked} <= {case.place, f"tier:{case.tier}"}
        assert engine.explain(case, "en").text()


@settings(max_examples=40, deadline=None)
@given(MATTERS, st.lists(st.tuples(st.integers(0, 50), VACANT), max_size=15))
def test_posts_may_fall_vacant_at_any_moment(
    matter: str, steps: list[tuple[int, list[str]]]
) -> None:
    engine = _ENGINE
    case = opened(engine, matter)
    for choice, vacant in steps:
        when = case.as_of + timedelta(hours=1)
        moves = engine.moves(case, when)
        if not moves or engine.tick(case, when).is_closed:
            break
        case = engine.vacate(case, vacant, at=when)
        assert Case.from_json(case.to_json()) == case
        assert case.vacant == tuple(f"post:{name}" for name in vacant)
        assert "post:书记" not in case.turn.refs or "书记" not in vacant or "主任" in vacant
        moves = engine.moves(case, when)
        case = engine.apply(case, moves[choice % len(moves)], at=when) if moves else case
        assert len({timer.id for timer in case.timers}) == len(case.timers)


MOVES = st.sampled_from(
    [
        "sign_for", "handle", "feed_back", "verify", "close", "reopen", "return_order",
        "send_back", "complete", "countersign", "countersign:declined:消防站",
        "summon", "summon:城管队", "arrive",
        "arbitrate:维修", "arbitrate:社区", "transfer:维修", "transfer:外办", "escalate:街道",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(MATTERS, st.lists(MOVES, max_size=15))
def test_whatever_is_recorded_keeps_the_case_whole(matter: str, moves: list[str]) -> None:
    engine = _ENGINE
    case = opened(engine, matter)
    for move in moves:
        when = case.as_of + timedelta(minutes=5)
        try:
            case = engine.apply(case, move, at=when, on_breach="record")
        except GovError as refusal:  # a name that the text does not know, or that two moves have
            assert refusal.diagnostics[0].code in ("GOV727", "GOV730", "GOV781", "GOV782")
            continue
        assert Case.from_json(case.to_json()) == case
        assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
        assert engine.explain(case, "en").text()
        for breach in case.breaches:
            assert words.of(breach, "zh") and words.of(breach, "en") and breach.rule


_ENGINE = built()
