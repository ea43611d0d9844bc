"""Forced closing (强制结案): who handles a case asks, another decides, and never in danger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖 据 条例·第二十一条 {
  出处 条例 { 类型：文件；篇目：第二十一条 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 热线 { 设于：街道 }
  机构 城管局 { 设于：街道 }
  机构 水务局 { 设于：街道 }
  会议 议事会
  事由 已经起诉
  事由 太难
  事项 求助
  事项 噪声
  事项 修路
  流程 热线办理 {
    适用：求助；强制结案审批：热线；强制结案情形：拒不配合、已经起诉
    重开期限：30自然日；重开去向：社区
    级 社区 {
      承办：书记；时限：5自然日；挂账：下雨；挂账审批：主任；恢复：雨停
      延期：3自然日；延期审批：主任
      遇：太难 → 街道，需部门协调 → 外办，职权外 → 会办
    }
    级 街道 { 承办：主任；时限：5自然日；强制结案审批：书记；强制结案情形：当事人失联 }
    步 外办 { 承办：城管局；时限：3自然日 }
    步 会办 { 承办：全部(城管局、水务局)；时限：3自然日；强制结案审批：热线 }
  }
  流程 平常 { 适用：噪声；级 社区 { 承办：书记；时限：5自然日 } }
  流程 上会 { 适用：修路；强制结案审批：主任；级 社区 { 承办：书记；议事：议事会 应当 } }
  平急状态 急时 { 决定：街道；先行：疏散转移 }
  平急状态 平时 { 决定：街道 }
}
"""
RULE, BY = "process:热线办理.forced_for", "process:热线办理.forced_by"
GROUNDS = ["request_forced_closing:拒不配合", "request_forced_closing:已经起诉"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.last + timedelta(minutes=10))
    return case


def opened(engine: Engine, *moves: str, matter: str = "求助", mode: str | None = None) -> Case:
    case = engine.open(matter, unit="社区·2", at="2026-03-02 09:00", mode=mode)
    return walked(engine, case, *moves)


def offered(engine: Engine, case: Case) -> list[str]:
    asked = ("request_forced_closing", "decide")
    return [move.id for move in engine.moves(case) if move.kind in asked]


def refused(engine: Engine, case: Case, move: str) -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=case.last + timedelta(minutes=10))
    found = error.value.diagnostics[0]
    return found.code, found.rule


def test_it_is_asked_in_hand_and_another_decides(engine: Engine) -> None:
    assert offered(engine, opened(engine)) == []
    for moves in (("签收",), ("签收", "处置"), ("签收", "处置", "反馈", "核查：核查不通过")):
        assert offered(engine, opened(engine, *moves)) == GROUNDS
    case = opened(engine, "签收", "处置", "申请强制结案：拒不配合")
    assert case.timers == opened(engine, "签收", "处置").timers  # clocks run on
    assert (case.history[-1].subject, case.history[-1].rules) == ("拒不配合", (RULE,))
    deciding = {m.id: m.party.refs for m in engine.moves(case) if m.kind == "decide"}
    assert deciding == dict.fromkeys(("decide:granted", "decide:declined"), ("body:热线",))
    assert "feed_back" in [move.kind for move in engine.moves(case)]
    closed = walked(engine, case, "审批：准予")
    assert (closed.status, closed.manner, closed.request) == ("closed", "forced", None)
    event = closed.history[-1]
    assert (event.target, event.manner) == ("manner:forced", "forced")
    assert event.about == "forced_closing"
    stays = walked(engine, case, "审批：不同意")
    assert (stays.status, stays.timers) == ("handling", case.timers)
    assert offered(engine, stays) == GROUNDS


def test_what_is_done_meanwhile_ends_the_asking(engine: Engine) -> None:
    case = opened(engine, "签收", "处置", "申请强制结案：已经起诉", "上报：太难")
    assert case.request is None and refused(engine, case, "审批：准予")[0] == "GOV774"


def test_the_place_says_it_before_the_process(engine: Engine) -> None:
    case = opened(engine, "签收", "上报：太难", "签收")
    assert offered(engine, case) == ["request_forced_closing:当事人失联"]
    case = walked(engine, case, "申请强制结案")
    assert case.request and case.request.decided_by == ("post:书记",)
    assert refused(engine, opened(engine, "签收"), "申请强制结案：当事人失联") == ("GOV763", RULE)


def test_without_grounds_any_reason_does_and_without_a_decider_there_is_none(
    engine: Engine,
) -> None:
    case = walked(engine, opened(engine, "签收", matter="修路"), "议事：议定：议事会")
    assert offered(engine, case) == ["request_forced_closing"]
    assert engine.why_not(case, "申请强制结案：资金没有着落").lawful
    asked = walked(engine, case, "申请强制结案：资金没有着落")
    assert asked.history[-1].subject == "资金没有着落"
    silent = opened(engine, "签收", matter="噪声")
    assert refused(engine, silent, "申请强制结案") == ("GOV762", "engine:stated_forced_closing")
    why = engine.why_not(silent, "申请强制结案")
    assert why.change and "强制结案由谁审批" in why.change.zh
    assert refused(engine, opened(engine, matter="噪声"), "申请强制结案")[0] == "GOV712"


def test_a_meeting_that_has_to_agree_comes_first(engine: Engine) -> None:
    case = opened(engine, "签收", matter="修路")
    assert offered(engine, case) == []
    assert refused(engine, case, "申请强制结案：没有钱")[0] == "GOV799"


def test_nobody_in_danger_is_closed_away(engine: Engine) -> None:
    case = opened(engine, "签收", mode="急时")
    assert offered(engine, case) == []
    assert refused(engine, case, "申请强制结案：拒不配合") == ("GOV769", "mode:急时.first")
    assert offered(engine, opened(engine, "签收", mode="平时")) == GROUNDS
    asked = opened(engine, "签收", "申请强制结案：拒不配合")
    now = engine.switch(asked, "急时", at=asked.last)
    assert offered(engine, now) == ["decide:declined"]
    assert refused(engine, now, "审批：准予")[0] == "GOV769"
    over = engine.switch(now, None, at=now.last)
    assert walked(engine, over, "审批：准予").manner == "forced"


def test_one_request_at_a_time_and_a_parked_case_is_taken_up_first(engine: Engine) -> None:
    case = opened(engine, "签收", "申请强制结案：拒不配合")
    assert refused(engine, case, "申请延期")[0] == "GOV779"
    assert refused(engine, case, "申请强制结案：已经起诉")[0] == "GOV779"
    parked = opened(engine, "签收", "申请挂账：下雨", "审批：准予")
    assert refused(engine, parked, "申请强制结案：拒不配合")[0] == "GOV776"
    assert offered(engine, walked(engine, parked, "恢复")) == GROUNDS


def test_a_step_beside_asks_only_where_it_says_so_and_several_handlers_as_one(
    engine: Engine,
) -> None:
    beside = opened(engine, "签收", "转办：需部门协调", "签收")
    assert offered(engine, beside) == [] and refused(engine, beside, "申请强制结案")[0] == "GOV762"
    several = opened(engine, "签收", "转办：职权外", "签收：城管局")
    assert offered(engine, several) == []  # one has not signed yet
    several = walked(engine, several, "签收：水务局")
    asking = [move for move in engine.moves(several) if move.kind == "request_forced_closing"]
    assert [move.id for move in asking] == GROUNDS  # its own decider, the grounds of the process
    assert set(asking[0].party.refs) == {"body:城管局", "body:水务局"}
    assert walked(engine, several, GROUNDS[0], "审批：准予").manner == "forced"


def test_its_ground_has_happened_and_it_can_be_reopened(engine: Engine) -> None:
    closed = opened(engine, "签收", "申请强制结案：已经起诉", "审批：准予")
    assert "已经起诉" in closed.past.happened
    assert [move.kind for move in engine.moves(closed)] == ["reopen"]
    declined = opened(engine, "签收", "申请强制结案：已经起诉", "审批：不同意")
    assert "已经起诉" not in declined.past.happened


def test_it_is_told_kept_and_replayed(engine: Engine) -> None:
    case = opened(engine, "签收", "申请强制结案：拒不配合")
    assert "待审批：申请强制结案、拒不配合，由热线审批。" in engine.explain(case).text("zh")
    closed = walked(engine, case, "审批：准予")
    event = closed.history[-1]
    assert words.of(event, "zh").startswith("审批强制结案 拒不配合（准予）")
    assert words.of(event, "en").startswith("decide on the forced closing: 拒不配合 (granted)")
    assert "方式：强制结案" in engine.explain(closed).text("zh")
    for held in (case, closed, walked(engine, case, "审批：不同意")):
        assert engine.adopt_json(held.to_json()) == held and engine.replay(held) == held


@pytest.mark.parametrize(
    ("matter", "moves", "mode", "move", "code"),
    [
        ("求助", ("签收",), None, "申请强制结案：太忙", "GOV763"),
        ("求助", ("签收",), "急时", "申请强制结案：拒不配合", "GOV769"),
        ("求助", (), None, "申请强制结案：拒不配合", "GOV712"),
        ("修路", ("签收",), None, "申请强制结案：没有钱", "GOV799"),
        ("噪声", ("签收",), None, "申请强制结案", "GOV762"),
    ],
)
def test_recorded_against_a_rule_it_is_never_granted_by_right(
    engine: Engine, matter: str, moves: tuple[str, ...], mode: str | None, move: str, code: str
) -> None:
    case = opened(engine, *moves, matter=matter, mode=mode)
    after = engine.apply(case, move, at=case.last, on_breach="record")
    assert [breach.code for breach in after.breaches] == [code]
    assert "decide:granted" not in offered(engine, after)
    assert engine.replay(after) == after and engine.adopt_json(after.to_json()) == after
    closed = engine.apply(after, "审批：准予", at=after.last, on_breach="record")
    assert len(closed.breaches) == 2 and engine.replay(closed) == closed
    assert closed.is_closed == (after.request is not None)


def test_closed_so_by_hand_it_is_a_breach(engine: Engine) -> None:
    verified = opened(engine, "签收", "处置", "反馈", "核查")
    assert refused(engine, verified, "结案：强制结案")[0] == "GOV731"


def test_the_checks_ask_who_decides() -> None:
    def codes(text: str) -> list[str]:
        return [found.code for found in compile_text(text).diagnostics]

    small = """govkit 1
地区 甲 {
  层级 街道 { 数量：1 }
  机构 热线 { 设于：街道 }
  事项 乙
  流程 丙 { 适用：乙；PROCESS；级 街道 { 承办：街道；TIER } }
}
"""
    for process, tier, code, there in (
        ("强制结案情形：失联", "时限：1天", "GOV555", True),
        ("总时限：9天", "强制结案情形：失联", "GOV555", True),
        ("强制结案审批：热线", "强制结案情形：失联", "GOV555", False),
        ("强制结案情形：失联", "强制结案审批：热线", "GOV555", False),
        ("总时限：9天", "强制结案审批：街道", "GOV554", True),
    ):
        text = small.replace("PROCESS", process).replace("TIER", tier)
        assert (code in codes(text)) is there, (process, tier)
