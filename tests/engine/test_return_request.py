"""Return on request (申请退回): asked by whoever was sent a case, decided by another, once.

March 2026 has no festival; the 2nd is a Monday. All limits are in natural days, ends by hand.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.engine.answers.inspection import inspected
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖 据 条例·第二十二条 {
  出处 条例 { 类型：文件；篇目：第二十二条 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  岗位 值班长 { 设于：街道；上级：主任；空缺：上提 }
  机构 热线 { 设于：街道 }
  机构 城管局 { 设于：街道 }
  机构 水务局 { 设于：街道 }
  事由 太难
  事由 不用派
  要素 大小 { 取值：小、大 }
  事项 求助 { 大小：小 }
  事项 噪声
  流程 热线办理 {
    适用：求助；裁决：主任；退回审批：热线
    时钟 重派 { 起于：退单；时限：2自然日 }
    步 派单 {
      承办：热线；时限：5自然日
      遇：需部门协调 → 城管，职权外 → 水务，太难 → 会办，不用派 → 核实
    }
    步 城管 {
      承办：城管局；签收时限：1自然日；退单时限：2自然日；时限：6自然日
      挂账：下雨；挂账审批：主任；恢复：雨停
    }
    步 水务 { 承办：任一(水务局、城管局)；退单时限：2自然日；时限：6自然日 }
    步 会办 { 承办：全部(水务局、城管局)；时限：6自然日 }
    步 核实 { 承办：热线；时限：1自然日 }
  }
  流程 阶梯 {
    适用：噪声；总时限：30自然日
    级 社区 { 承办：书记；时限：10自然日；遇：太难 → 街道，需部门协调 → 外办 }
    级 街道 { 承办：主任；时限：10自然日；退单时限：2自然日；退回审批：值班长 WHEN }
    步 外办 { 承办：城管局；时限：3自然日；退回审批：书记；议事：会商 }
  }
  会议 会商
}
"""
ENGLISH = """govkit 1
district Lakeside
level City { count: 1 }
body Hotline { at: City }
body Parks { at: City }
matter Help
process Desk {
  applies_to: Help; return_decided_by: Hotline
  step Desk { handler: Hotline; on: out_of_duty -> Trees }
  step Trees { handler: Parks; limit: 5 days; on: returned -> Sorting }
  step Sorting { handler: Hotline }
}
"""


def engine_of(*replaced: tuple[str, str]) -> Engine:
    text = TEXT
    for old, new in (*replaced, (" WHEN", "")):
        text = text.replace(old, new)
    return Engine(loads(text))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.last + timedelta(minutes=10))
    return case


def sent(engine: Engine, *moves: str, matter: str = "求助") -> Case:
    case = engine.open(matter, unit="社区·2", at="2026-03-02 09:00")
    return walked(engine, case, *(moves or ("签收", "转办：需部门协调")))


def ids(engine: Engine, case: Case) -> list[str]:
    return [move.id for move in engine.moves(case) if move.kind != "classify"]


def refused(engine: Engine, case: Case, move: str, at: str = "") -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=at or case.last + timedelta(minutes=10))
    found = error.value.diagnostics[0]
    return found.code, found.rule


def ends(case: Case) -> dict[str, str]:
    return {timer.id: f"{timer.due:%m-%d %H:%M}" for timer in case.timers if timer.due}


DECIDED = "process:热线办理.return_decided_by"


# ── the course ──
def test_it_is_asked_and_goes_back_as_it_was_sent(engine: Engine) -> None:
    case = sent(engine)
    assert ids(engine, case) == ["sign_for", "request_return"]
    before = sent(engine, "签收")
    case = walked(engine, case, "申请退回：职权外")
    assert case.status == "dispatched" and case.place == "step:城管"
    (asked,) = case.history[-1:]
    assert (asked.kind, asked.subject, asked.rules) == ("request_return", "职权外", (DECIDED,))
    assert [(m.id, m.party.refs) for m in engine.moves(case) if m.kind == "decide"] == [
        ("decide:granted", ("body:热线",)),
        ("decide:declined", ("body:热线",)),
    ]
    back = walked(engine, case, "审批：准予")
    assert (back.place, back.status, back.holder) == ("step:派单", "signed", before.holder)
    assert back.returned == back.return_asked == ("step:派单>step:城管",)
    assert back.request is None and back.sender is None
    assert (back.history[-1].trigger, back.history[-1].about) == ("granted", "return")
    assert ends(back) == {"limit:派单:1": "03-08 00:00", "clock:重派:1": "03-05 00:00"}


def test_after_the_signature_it_may_still_be_asked_until_it_is_handled(engine: Engine) -> None:
    case = sent(engine)
    before = sent(engine, "签收")
    signed = walked(engine, case, "签收")
    assert ids(engine, signed) == ["request_return", "handle", "request_suspension:下雨"]
    assert set(ends(signed)) == {"limit:城管:1", "return_within:城管:1"}
    asked = walked(engine, signed, "申请退回")
    assert "handle" in ids(engine, asked)
    back = walked(engine, asked, "审批：准予")
    assert (back.holder, back.handler, back.accountable) == (
        before.holder, before.handler, before.accountable,
    )  # fmt: skip
    handled = walked(engine, asked, "处置")
    assert handled.request is None and handled.sender is None
    assert set(ends(handled)) == {"limit:城管:1"}
    assert refused(engine, handled, "审批：准予")[0] == "GOV774"
    assert refused(engine, handled, "申请退回") == ("GOV765", "engine:return_before_handling")


def test_clocks_run_on_while_it_is_asked_and_declined_it_stays(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收")
    asked = walked(engine, case, "申请退回：职权外")
    assert ends(asked) == ends(case)
    stays = walked(engine, asked, "审批：不同意")
    assert (stays.place, stays.status, ends(stays)) == ("step:城管", "signed", ends(case))
    assert stays.returned == () and "clock:重派:1" not in ends(stays)
    assert refused(engine, stays, "申请退回") == ("GOV766", "engine:return_asked_once")
    assert ids(engine, stays) == ["handle", "request_suspension:下雨"]


def test_it_does_not_wait_for_the_end_of_the_right_but_is_asked_within_it(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收")
    late = "2026-03-05 00:00:01"
    found = refused(engine, case, "申请退回", late)
    assert found == ("GOV715", "process:热线办理/step:城管.return_within")
    asked = engine.apply(case, "申请退回", at="2026-03-05 00:00")
    assert engine.apply(asked, "审批：准予", at="2026-03-06 09:00").place == "step:派单"


def test_nobody_returns_by_himself_where_another_decides(engine: Engine) -> None:
    case = sent(engine)
    assert refused(engine, case, "退单") == ("GOV767", DECIDED)
    assert refused(engine, walked(engine, case, "签收"), "退单") == ("GOV767", DECIDED)
    why = engine.why_not(case, "退单")
    assert why.change and "申请退回" in why.change.zh and "热线" in why.text("zh")
    once = walked(engine, case, "签收", "申请退回", "审批：不同意")
    assert refused(engine, once, "退单") == ("GOV767", DECIDED)


def test_where_nobody_else_decides_it_is_returned_as_ever(engine: Engine) -> None:
    case = sent(engine, "签收", "上报：太难", matter="噪声")
    assert ids(engine, case) == ["sign_for", "request_return"]
    silent = engine_of(("；退回审批：值班长 WHEN", ""))
    case = sent(silent, "签收", "上报：太难", matter="噪声")
    assert ids(silent, case) == ["sign_for", "return_order"]
    assert refused(silent, case, "申请退回") == ("GOV764", "engine:stated_return")
    assert "退回由谁审批" in silent.why_not(case, "申请退回").text("zh")
    own = sent(engine, "签收", "转办：不用派")  # whoever decides on it returns by himself
    assert ids(engine, own) == ["sign_for", "return_order"]
    assert walked(engine, own, "签收").sender is None


def test_a_condition_says_for_which_cases_it_is_asked() -> None:
    engine = engine_of((" WHEN", " 当 大小 = 大"))
    for size, move in (("大", "request_return"), ("小", "return_order")):
        case = engine.open("噪声", unit="社区·2", at="2026-03-02 09:00", given={"大小": size})
        assert move in ids(engine, walked(engine, case, "签收", "上报：太难"))


# ── neighbours ──
def test_a_step_beside_the_ladder_goes_back_to_its_tier(engine: Engine) -> None:
    tier = sent(engine, "签收", matter="噪声")
    case = walked(engine, tier, "转办：需部门协调", "签收")
    assert "request_return" in ids(engine, case)
    back = walked(engine, case, "申请退回", "审批：准予")
    assert (back.place, back.status, back.holder, back.accountable) == (
        "tier:社区", "signed", tier.holder, tier.accountable,
    )  # fmt: skip
    assert ends(back) == ends(tier)
    met = walked(engine, case, "议事：议定")
    assert "request_return" not in ids(engine, met) and met.sender is None


def test_the_limits_of_the_sender_had_paused_and_go_on(engine: Engine) -> None:
    case = sent(engine, "签收", matter="噪声")
    case = engine.apply(case, "上报：太难", at="2026-03-04 09:00")
    case = engine.apply(case, "签收", at="2026-03-04 10:00")
    case = engine.apply(case, "申请退回", at="2026-03-05 09:00")
    back = engine.apply(case, "审批：准予", at="2026-03-08 09:00")
    assert ends(back)["limit:社区:1"] == "03-17 00:00"  # eight days were left when it was sent
    assert back.total == case.total


def test_of_any_the_one_who_signed_asks_of_all_nobody_once_one_signed(engine: Engine) -> None:
    case = sent(engine, "签收", "转办：职权外")
    assert "request_return" in ids(engine, case)
    one = walked(engine, case, "签收：水务局")
    assert "request_return" in ids(engine, one)
    assert walked(engine, one, "申请退回", "审批：准予").place == "step:派单"
    case = sent(engine, "签收", "转办：太难")
    assert "request_return" in ids(engine, case)
    one = walked(engine, case, "签收：水务局")
    assert "request_return" not in ids(engine, one)
    assert refused(engine, one, "申请退回")[0] == "GOV765"


def test_the_second_return_opens_a_dispute_and_what_is_decided_stays(engine: Engine) -> None:
    case = walked(engine, sent(engine), "申请退回", "审批：准予", "转办：职权外")
    case = walked(engine, case, "申请退回", "审批：准予")
    assert case.dispute == "open"
    case = walked(engine, case, "裁决：城管")
    assert case.dispute == "settled" and ids(engine, case) == ["sign_for"]
    assert refused(engine, case, "申请退回")[0] == "GOV787"


def test_sent_again_to_who_returned_it_it_is_in_dispute(engine: Engine) -> None:
    case = walked(engine, sent(engine), "申请退回", "审批：准予", "转办：需部门协调")
    assert case.dispute == "open"


def test_one_request_at_a_time_and_parked_nothing_is_asked(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收", "申请退回")
    assert refused(engine, case, "申请挂账：下雨")[0] == "GOV779"
    case = walked(engine, case, "审批：不同意", "申请挂账：下雨")
    assert refused(engine, case, "申请退回")[0] == "GOV779"
    parked = walked(engine, sent(engine), "签收", "申请挂账：下雨", "审批：准予")
    assert refused(engine, parked, "申请退回")[0] == "GOV776"
    again = walked(engine, parked, "恢复")
    assert walked(engine, again, "申请退回", "审批：准予").place == "step:派单"


def test_at_intake_nobody_sent_it(engine: Engine) -> None:
    text = TEXT.replace("适用：求助；裁决：主任；退回审批：热线", "适用：求助；退回审批：主任")
    other = Engine(loads(text.replace(" WHEN", "")))
    case = other.open("求助", unit="社区·2", at="2026-03-02 09:00")
    assert refused(other, case, "申请退回")[0] == refused(other, case, "退单")[0] == "GOV717"
    assert "request_return" not in ids(other, case)


def test_a_way_of_the_text_is_followed_when_it_is_granted() -> None:
    engine = Engine(loads(ENGLISH))
    case = engine.open("Help", unit="City·1", at="2026-03-02 09:00")
    case = walked(engine, case, "sign_for", "transfer:out_of_duty", "sign_for")
    case = walked(engine, case, "request_return:not_ours", "decide:granted")
    assert (case.place, case.status) == ("step:Sorting", "dispatched")
    assert "process:Desk/step:Trees.on[returned]" in case.history[-1].rules
    told = words.of(case.history[-1], "en")
    assert told == "decide on the return: Sorting not_ours (granted)"
    assert "return" not in [timer.kind for timer in case.timers]


def test_a_vacant_post_that_decides_is_stood_in_for(engine: Engine) -> None:
    case = sent(engine, "签收", "上报：太难", matter="噪声")
    case = walked(engine, case, "申请退回")
    assert case.request and case.request.decided_by == ("post:值班长",)
    gone = engine.vacate(case, ["值班长"], at=case.last)
    assert gone.request and gone.request.decided_by == ("post:值班长",)  # never the one who asked
    fresh = engine.vacate(sent(engine, "签收", "上报：太难", matter="噪声"), ["值班长"],
                          at="2026-03-02 12:00")  # fmt: skip
    assert "return_order" in ids(engine, fresh)


# ── told, kept, recorded ──
def test_it_is_told_in_both_tongues(engine: Engine) -> None:
    case = walked(engine, sent(engine), "申请退回：不是我们的")
    assert "待审批：申请退回、不是我们的，由热线审批。" in engine.explain(case).text("zh")
    assert "To be decided: request_return, 不是我们的, by 热线." in engine.explain(case).text("en")
    granted, declined = (words.of(m, "zh") for m in engine.moves(case) if m.kind == "decide")
    assert granted == "审批退回 派单 不是我们的（准予）"
    assert declined == "审批退回 不是我们的（不同意）"
    move = next(m for m in engine.moves(sent(engine)) if m.kind == "request_return")
    assert words.of(move.reason, "en").endswith("to `派单` (per `条例·第二十二条`).")
    assert move.deadline and f"{move.deadline:%m-%d %H:%M}" == "03-05 00:00"
    assert engine.why_not(sent(engine), "申请退回：不是我们的").lawful


def test_what_it_was_is_true_in_conditions_and_clocks(engine: Engine) -> None:
    asked = walked(engine, sent(engine), "申请退回")
    assert "returned" in walked(engine, asked, "审批：准予").past.happened
    assert "returned" not in walked(engine, asked, "审批：不同意").past.happened
    assert "clock:重派:1" in ends(walked(engine, asked, "审批：准予"))


def test_the_case_is_kept_whole_and_replayed(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收", "申请退回：职权外")
    for held in (case, walked(engine, case, "审批：准予"), walked(engine, case, "审批：不同意")):
        assert engine.adopt_json(held.to_json()) == held
        assert engine.replay(held) == held
    key = walked(engine, sent(engine), "签收").state_key()
    assert case.state_key() != key


def test_one_key_is_one_request_with_its_reason(engine: Engine) -> None:
    case = sent(engine)
    once = engine.apply(case, "申请退回：职权外", at=case.last, idempotency_key="k")
    assert engine.apply(once, "request_return:职权外", at=once.last, idempotency_key="k") is once
    with pytest.raises(GovError, match="GOV709"):
        engine.apply(once, "申请退回：别的", at=once.last, idempotency_key="k")


@pytest.mark.parametrize(
    ("moves", "asked", "code"),
    [
        (("签收", "转办：需部门协调", "签收", "处置"), "申请退回", "GOV765"),
        (("签收", "转办：需部门协调", "签收", "申请退回", "审批：不同意"), "申请退回", "GOV766"),
        (("签收",), "申请退回", "GOV764"),
        (("签收", "转办：太难", "签收：水务局"), "申请退回", "GOV765"),
        (("签收", "转办：需部门协调"), "退单", "GOV767"),
        (("签收", "转办：需部门协调", "签收"), "退单", "GOV767"),
    ],
)
def test_recorded_against_a_rule_it_leaves_a_whole_case(
    engine: Engine, moves: tuple[str, ...], asked: str, code: str
) -> None:
    case = sent(engine, *moves)
    after = engine.apply(case, asked, at=case.last, on_breach="record")
    assert [breach.code for breach in after.breaches] == [code]
    assert engine.adopt_json(after.to_json()) == after and engine.replay(after) == after
    assert "decide:granted" not in ids(engine, after)
    assert engine.moves(after) and engine.explain(after).text("en")


def test_asked_too_late_in_fact_it_is_declined_and_not_granted_by_right(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收")
    late = engine.apply(case, "申请退回", at="2026-03-06 09:00", on_breach="record")
    assert [move for move in ids(engine, late) if move.startswith("decide")] == ["decide:declined"]
    assert refused(engine, late, "审批：准予")[0] == "GOV715"
    back = engine.apply(late, "审批：准予", at="2026-03-06 10:00", on_breach="record")
    assert back.place == "step:派单" and engine.replay(back) == back


def test_returned_in_fact_where_it_is_asked_it_goes_back_all_the_same(engine: Engine) -> None:
    case = walked(engine, sent(engine), "签收")
    back = engine.apply(case, "退单", at=case.last, on_breach="record")
    assert (back.place, back.status) == ("step:派单", "signed")
    assert inspected(engine._versions, engine.clocks, back) == ()


def test_the_checks_speak_of_who_decides() -> None:
    def codes(text: str) -> list[str]:
        return [found.code for found in compile_text(text).diagnostics]

    assert "GOV554" in codes(TEXT.replace("退回审批：值班长 WHEN", "退回审批：主任"))
    stop = "起于：退单；时限：2自然日"
    asked = TEXT.replace(" WHEN", "").replace(stop, "起于：申请退回；停于：审批；时限：2自然日")
    assert "GOV557" not in codes(asked)
    assert codes(asked.replace("；退回审批：热线", "")).count("GOV557") == 1  # nothing is asked
