"""Withdrawing (撤回): a report by whoever reported it, an order by whoever sent it; both only where
the text lets them. The street and its flood are invented.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move, words
from govkit.engine.words.naming import id_words
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖
层级 街道 { 数量：2 }
层级 社区 { 上级：街道；数量：4 }
机构 城管队 { 设于：街道 }
岗位 书记 { 设于：社区 }
岗位 主任 { 设于：街道 }
事项 纠纷
事项 积水
流程 调处 { 适用：纠纷；重开去向：社区 PROCESS
  级 社区 { 承办：书记；时限：5工作日；补正时限：3天；挂账：雨季；挂账审批：主任 LOW
    遇：事项复杂 → 街道；遇：需部门协调 → 协同；遇：超时 → 街道 }
  级 街道 { 承办：主任；时限：5工作日；退单时限：1工作日 HIGH }
  步 协同 { 承办：城管队；时限：2工作日 STEP }
}
流程 排水 { 适用：积水；撤回：结案前；级 社区 { 承办：书记 } }
平急状态 急时 { 决定：街道；先行：疏散转移 }
"""
AT = "2026-03-02 09:00"
UP = ("签收", "处置", "上报：事项复杂")


def engine_of(process: str = "", low: str = "", high: str = "", step: str = "") -> Engine:
    text = TEXT
    for mark, field in {"PROCESS": process, "LOW": low, "HIGH": high, "STEP": step}.items():
        text = text.replace(f" {mark}", f"；{field}" if field else "")
    return Engine(loads(text))


def at(engine: Engine, *moves: str, matter: str = "纠纷", mode: str | None = None) -> Case:
    case = engine.open(matter, unit="社区·2", at=AT, mode=mode)
    for move in moves:
        case = engine.apply(case, move, at=case.as_of + timedelta(hours=1))
    return case


def offered(engine: Engine, case: Case) -> dict[str, Move]:
    return {move.id: move for move in engine.moves(case) if move.kind == "withdraw"}


def refused(engine: Engine, case: Case, move: str = "撤回") -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=case.as_of)
    (found,) = error.value.diagnostics
    return found.code, found.rule


def test_where_the_text_is_silent_nothing_is_taken_back() -> None:
    engine = engine_of()
    for moves in ((), ("签收",), UP):
        case = at(engine, *moves)
        assert offered(engine, case) == {}
        assert refused(engine, case) == ("GOV741", "engine:stated_withdrawal")
        assert refused(engine, case, "撤回：派单") == ("GOV742", "engine:stated_withdrawal")
    change = engine.why_not(at(engine), "withdraw", lang="zh").refusal.change
    assert change is not None and "撤回" in change.zh and "流程" in change.zh


def test_whoever_reported_takes_the_report_back_and_the_case_closes() -> None:
    engine = engine_of("撤回：处置前")
    case = at(engine, "签收")
    (move,) = offered(engine, case).values()
    assert (move.party.unit, move.party.refs) == ("社区·2", ("level:社区",))
    closed = engine.apply(case, "撤回", at=case.as_of, unit="社区·2")
    assert (closed.status, closed.manner, closed.timers) == ("closed", "withdrawn", ())
    event = closed.history[-1]
    assert (event.kind, event.trigger, event.rules) == (
        "withdraw", "withdrawn", ("process:调处.withdraw_before",),
    )  # fmt: skip
    assert words.event_phrase(event).zh == "撤回"
    assert engine.replay(closed) == closed
    with pytest.raises(GovError) as error:
        engine.apply(case, "撤回", at=case.as_of, refs=("主任",), unit="街道·1")
    assert [found.code for found in error.value.diagnostics] == ["GOV942"]


@pytest.mark.parametrize(
    ("until", "over"),
    [("签收前", ("签收",)), ("处置前", ("签收", "处置")), ("结案前", ())],
)
def test_it_may_be_withdrawn_until_then(until: str, over: tuple[str, ...]) -> None:
    engine, walk = engine_of(f"撤回：{until}"), ("签收", "处置", "反馈", "核查")
    for far in range(len(walk) + 1):
        case = at(engine, *walk[:far])
        if over and far >= len(over):
            assert refused(engine, case) == ("GOV743", "process:调处.withdraw_before")
        else:
            assert list(offered(engine, case)) == ["withdraw"]


def test_on_the_process_it_counts_what_happened_anywhere_on_a_place_what_happened_there() -> None:
    engine = engine_of("撤回：处置前")
    assert offered(engine, at(engine, *UP)) == {}
    assert at(engine, *UP).past.reached == "handle"
    engine = engine_of("撤回：结案前", high="撤回：签收前")
    assert list(offered(engine, at(engine, *UP))) == ["withdraw", "withdraw:order"]
    assert refused(engine, at(engine, *UP, "签收")) == (
        "GOV743", "process:调处/tier:街道.withdraw_before",
    )  # fmt: skip


def test_what_waits_for_completion_or_is_parked_is_withdrawn_too() -> None:
    engine = engine_of("撤回：处置前")
    for moves in (("退回补正",), ("签收", "申请挂账：雨季", "审批：准予")):
        case = at(engine, *moves)
        closed = engine.apply(case, "撤回", at=case.as_of)
        assert (closed.manner, closed.incomplete, closed.suspended) == ("withdrawn", None, None)


def test_it_goes_where_the_text_leads() -> None:
    engine = engine_of(low="撤回：处置前；遇：撤回 → 街道")
    case = at(engine, "退回补正")
    gone = engine.apply(case, "撤回", at=case.as_of)
    assert (gone.place, gone.status, gone.incomplete) == ("tier:街道", "dispatched", None)
    assert gone.history[-1].rules[-1] == "process:调处/tier:社区.on[withdrawn]"
    ended = engine_of(low="撤回：处置前；遇：撤回 → 终结")
    assert ended.apply(at(ended), "撤回", at=AT).manner == "terminated"


def test_a_way_on_for_what_is_never_withdrawn_is_told() -> None:
    text = TEXT.replace(" LOW", "；遇：撤回 → 终结")
    for mark in ("PROCESS", "HIGH", "STEP"):
        text = text.replace(f" {mark}", "")
    assert [found.code for found in compile_text(text).diagnostics].count("GOV222") == 1
    stated = text.replace("重开去向：社区", "重开去向：社区；撤回：处置前")
    assert "GOV222" not in [found.code for found in compile_text(stated).diagnostics]


def test_a_danger_is_not_withdrawn_but_an_order_may_be_taken_back() -> None:
    engine = engine_of("撤回：结案前", high="撤回：签收前")
    flooded = at(engine, matter="积水", mode="急时")
    assert offered(engine, flooded) == {}
    assert refused(engine, flooded) == ("GOV745", "mode:急时.first")
    assert list(offered(engine, at(engine, *UP, mode="急时"))) == ["withdraw:order"]
    recorded = engine.apply(flooded, "撤回", at=AT, on_breach="record")
    assert recorded.manner == "withdrawn"
    assert [breach.code for breach in recorded.breaches] == ["GOV745"]


def test_an_order_is_taken_back_as_it_was_sent_and_that_is_no_return() -> None:
    engine = engine_of(high="撤回：处置前")
    before = at(engine, "签收", "处置")
    sent = engine.apply(before, "上报：事项复杂", at="2026-03-02 12:00")
    (move,) = [one for one in offered(engine, sent).values() if one.id == "withdraw:order"]
    assert move.party == before.holder and move.to == "tier:社区"
    back = engine.apply(sent, "撤回：派单", at="2026-03-02 13:00")
    assert (back.place, back.status, back.holder) == (before.place, "handling", before.holder)
    assert back.timers == before.timers
    assert (back.returned, back.dispute) == ((), "")
    assert words.event_phrase(back.history[-1]).zh == "收回派单 社区"
    assert engine.replay(back) == back
    again = engine.apply(back, "上报：事项复杂", at="2026-03-02 14:00")
    returned = engine.apply(again, "退单", at="2026-03-02 15:00")
    assert returned.returned and returned.dispute == ""
    assert len({timer.id for case in (sent, again) for timer in case.timers}) == len(
        [*sent.timers, *again.timers]
    )


def test_only_an_order_that_somebody_sent_and_nobody_signed_for_is_taken_back() -> None:
    engine = engine_of(low="撤回：结案前", high="撤回：结案前", step="撤回：签收前")
    rule = "process:调处/tier:社区.withdraw_before"
    assert refused(engine, at(engine), "撤回：派单") == ("GOV744", rule)
    rule = "process:调处/tier:街道.withdraw_before"
    assert refused(engine, at(engine, *UP, "签收"), "撤回：派单") == ("GOV744", rule)
    overdue = engine.tick(at(engine, "签收"), "2026-03-20 09:00")
    assert overdue.place == "tier:街道" and overdue.sender is not None
    assert overdue.sender.by_itself
    assert refused(engine, overdue, "撤回：派单") == ("GOV744", rule)
    beside = at(engine, "签收", "转办：需部门协调")
    back = engine.apply(beside, "撤回：派单", at=beside.as_of)
    assert (back.place, back.status) == ("tier:社区", "signed")


def test_a_bare_withdrawal_never_takes_an_order_back() -> None:
    engine = engine_of(high="撤回：签收前")
    sent = at(engine, *UP, mode="急时")
    assert list(offered(engine, sent)) == ["withdraw:order"]
    assert id_words("withdraw:order").zh == "撤回：派单"
    assert refused(engine, sent)[0] == "GOV745"


@pytest.mark.parametrize("move", ["撤回", "撤回：派单", "withdraw:withdrawn"])
@pytest.mark.parametrize("moves", [(), ("签收",), UP, ("签收", "转办：需部门协调")])
def test_what_is_recorded_against_the_text_keeps_the_case_whole(
    move: str, moves: tuple[str, ...]
) -> None:
    engine = engine_of()
    case = at(engine, *moves)
    after = engine.apply(case, move, at=case.as_of, on_breach="record")
    assert engine.adopt_json(after.to_json()) == after
    assert engine.replay(after) == after
    assert after.is_closed or engine.moves(after)
    assert after.is_closed == (move != "撤回：派单")


def test_a_withdrawn_case_may_be_taken_up_again_where_the_text_says_so() -> None:
    engine = engine_of("撤回：处置前")
    closed = engine.apply(at(engine), "撤回", at=AT)
    assert [move.id for move in engine.moves(closed)] == ["reopen"]
