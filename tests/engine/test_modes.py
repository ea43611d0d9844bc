"""Modes: opening under one, switching, going over to another process, the short way down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 据 办法·一 {
  出处 办法 { 类型：文件；篇目：一、二 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  层级 网格 { 上级：社区；数量：48 }
  岗位 网格员 { 设于：网格 }
  机构 指挥室 { 设于：街道 }
  事项 积水 { 时限：30自然日 }
  事项 占道
  事项 噪声
  流程 逐级办理 {
    适用：积水、占道；总时限：20工作日
    级 网格 { 承办：网格员；时限：3工作日；遇：难度大 → 社区 }
    级 社区 { 承办：社区；时限：5工作日 }
  }
  流程 来访办理 { 适用：噪声；步 接访 { 承办：指挥室；时限：1工作日 } }
  流程 应急调度 {
    适用：积水；总时限：24小时
    级 网格 { 承办：网格员；时限：1小时 }
    级 街道 { 承办：指挥室；时限：4小时 }
  }
  流程 现场处置 {
    适用：积水
    步 接报 { 承办：指挥室；时限：1小时 }
    步 到场 { 承办：网格员；时限：2小时 }
  }
  平急状态 平时 { 启用：逐级办理；暂停：应急调度、现场处置 }
  平急状态 急时 据 办法·二 {
    决定：街道
    指挥链：指挥室 → 网格员
    启用：应急调度；暂停：逐级办理
  }
  平急状态 战时 { 启用：现场处置；适用：占道；暂停：逐级办理、来访办理 }
}
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def opened(engine: Engine, mode: str | None = None, unit: str = "网格·9") -> Case:
    return engine.open("积水", unit=unit, at="2026-03-02 09:00", mode=mode)


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.history[-1].at + timedelta(minutes=5))
    return case


def code(call: object) -> str:
    with pytest.raises(GovError) as caught:
        call()  # type: ignore[operator]
    return caught.value.diagnostics[0].code


def test_a_case_opens_in_the_process_of_the_mode(engine: Engine) -> None:
    usual, urgent = opened(engine), opened(engine, "急时")
    assert (usual.process, usual.mode) == ("逐级办理", "")
    assert (urgent.process, urgent.mode, urgent.history[0].mode) == ("应急调度", "急时", "急时")
    assert "mode:急时.process" in urgent.history[0].rules
    assert "现处「急时」状态" in engine.explain(urgent).text("zh")
    assert "`急时` is on" in engine.explain(urgent).text("en")


def test_a_suspended_process_takes_no_new_case(engine: Engine) -> None:
    at = "2026-03-02 09:00"
    assert code(lambda: engine.open("占道", unit="网格·9", at=at, mode="急时")) == "GOV739"
    assert code(lambda: engine.open("噪声", unit="网格·9", at=at, mode="战时")) == "GOV739"
    assert engine.open("噪声", unit="网格·9", at=at, mode="急时").process == "来访办理"
    # The mode itself names this matter, so its process takes it.
    assert engine.open("占道", unit="网格·9", at=at, mode="战时").place == "step:接报"


def test_an_unknown_mode_is_refused(engine: Engine) -> None:
    case = opened(engine)
    assert code(lambda: opened(engine, "急用")) == "GOV740"
    assert code(lambda: engine.switch(case, "急用", at="2026-03-02 10:00")) == "GOV740"


def test_a_running_case_goes_over_to_the_process_of_the_mode(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "handle", "escalate:difficult")
    over = engine.switch(case, "急时", at="2026-03-02 12:00", actor="key-1")
    assert (over.process, over.place, over.status) == ("应急调度", "tier:网格", "dispatched")
    assert over.accountable == case.accountable
    timers = {timer.id.rpartition(":")[0] or timer.id: timer for timer in over.timers}
    assert set(timers) == {"limit:网格", "total", "matter"}
    assert timers["total"].starts == over.history[-1].at
    assert timers["matter"] in case.timers
    event = over.history[-1]
    assert (event.kind, event.actor, event.origin, event.target) == (
        "switch",
        "key-1",
        "tier:社区",
        "tier:网格",
    )
    assert event.rules == ("mode:急时.decided_by", "mode:急时.suspends", "mode:急时.process")
    assert (event.citation.source, event.citation.place) == ("办法", "二")
    assert "转入「急时」状态" in engine.explain(over).text("zh")
    assert {move.id for move in engine.moves(over)} == {"sign_for"}


def test_a_case_without_another_process_stays(engine: Engine) -> None:
    case = engine.open("占道", unit="网格·9", at="2026-03-02 09:00")
    over = engine.switch(case, "急时", at="2026-03-02 12:00")
    assert (over.process, over.place, over.mode) == ("逐级办理", "tier:网格", "急时")
    assert over.timers == case.timers
    assert over.history[-1].rules[-1] == "mode:急时.suspends"


def test_ending_a_mode_moves_no_case_but_another_mode_may(engine: Engine) -> None:
    urgent = walked(engine, opened(engine, "急时"), "sign_for")
    ended = engine.switch(urgent, None, at="2026-03-02 12:00")
    assert (ended.process, ended.mode, ended.place) == ("应急调度", "", urgent.place)
    assert "解除所处的状态" in engine.explain(ended).text("zh")
    back = engine.switch(urgent, "平时", at="2026-03-02 12:00")
    assert (back.process, back.status) == ("逐级办理", "dispatched")


def test_the_same_mode_again_changes_nothing(engine: Engine) -> None:
    case = opened(engine, "急时")
    assert engine.switch(case, "急时", at="2026-03-02 09:30") is case
    closed = walked(engine, case, "sign_for", "handle", "feed_back", "verify", "close")
    assert code(lambda: engine.switch(closed, None, at="2026-03-02 10:00")) == "GOV711"


def test_the_top_dispatches_directly_to_the_end_of_the_chain(engine: Engine) -> None:
    at_top = opened(engine, "急时", unit="街道·1")
    assert "transfer:网格" not in {move.id for move in engine.moves(at_top)}
    signed = walked(engine, at_top, "sign_for")
    (move,) = (move for move in engine.moves(signed) if move.kind == "transfer")
    assert (move.id, move.to, move.reason.rule) == ("transfer:网格", "tier:网格", "mode:急时.chain")
    assert "急时" in words.of(move.reason, "zh")
    assert "chain of command" in words.of(move.reason, "en")
    assert walked(engine, signed, move.id).place == "tier:网格"
    plain = engine.switch(signed, None, at="2026-03-02 10:00")
    assert "transfer:网格" not in {move.id for move in engine.moves(plain)}


def test_a_stored_case_keeps_its_mode(engine: Engine) -> None:
    case = engine.switch(opened(engine), "急时", at="2026-03-02 12:00")
    assert engine.adopt_json(case.to_json()) == case
