"""Acting first (先行): at any status but closed, by whom the mode names, beside everything else."""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖 据 预案·一 {
  出处 预案 { 类型：文件；篇目：一、二 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  层级 网格 { 上级：社区；数量：48 }
  岗位 网格员 { 设于：网格 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 指挥室 { 设于：街道 }
  机构 抢险队 { 设于：街道 }
  会议 会商
  事项 积水
  流程 抢险 {
    适用：积水
    时钟 首报 { 起于：先行；时限：30分钟；停于：上报 }
    级 网格 {
      承办：网格员；时限：2小时 原则上；签收时限：30分钟；补正时限：1小时
      议事：会商；遇：难度大 → 社区；遇：议而未决 → 社区
      挂账：等待材料；挂账审批：书记；恢复：材料补齐；职责分离：街道
    }
    级 社区 { 承办：书记；时限：2小时 }
    级 街道 { 承办：指挥室；时限：4小时；职责分离：网格 }
  }
  平急状态 急时 据 预案·二 “先救人” {
    决定：街道；指挥链：指挥室 → 网格员
    先行：疏散转移、设置警戒，强制转移 → {街道、抢险队}，断电 → 主任
    限时报告：15分钟
  }
  平急状态 平时 { 决定：街道；指挥链：指挥室 → 书记 → 网格员 }
}
"""
AT = "2026-07-20 21:00"
GET_OUT = "act_first:疏散转移"
ACTS = [f"act_first:{word}" for word in ("疏散转移", "设置警戒", "强制转移", "断电")]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def opened(engine: Engine, mode: str | None = "急时", unit: str = "网格·9") -> Case:
    return engine.open("积水", unit=unit, at=AT, mode=mode)


def at(minutes: int) -> str:
    return f"2026-07-20 {21 + minutes // 60}:{minutes % 60:02}"


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for number, move in enumerate(moves, start=1):
        case = engine.apply(case, move, at=at(number))
    return case


def first(engine: Engine, case: Case) -> list[str]:
    return [move.id for move in engine.moves(case) if move.kind == "act_first"]


def report(case: Case) -> list[tuple[str, str]]:
    timers = [timer for timer in case.timers if timer.kind == "report_within"]
    return [(timer.id, f"{timer.due:%H:%M}") for timer in timers]


WAYS: dict[str, tuple[str, ...]] = {
    "reported": (),
    "accepted": ("accept",),
    "signed": ("sign_for",),
    "undecided": ("sign_for", "deliberate:undecided"),
    "agreed": ("sign_for", "deliberate:agreed"),
    "handling": ("sign_for", "handle"),
    "fed_back": ("sign_for", "handle", "feed_back"),
    "verified": ("sign_for", "handle", "feed_back", "verify"),
    "failed": ("sign_for", "handle", "feed_back", "verify:failed"),
    "incomplete": ("send_back",),
    "dispatched": ("sign_for", "handle", "escalate:difficult"),
}


@pytest.mark.parametrize("status", WAYS)
def test_it_is_lawful_at_any_status_and_everything_else_stays(engine: Engine, status: str) -> None:
    case = walked(engine, opened(engine), *WAYS[status])
    assert (case.status, first(engine, case)) == (status, ACTS)
    after = engine.apply(case, GET_OUT, at=at(20), actor="居民")
    kept = ("status", "holder", "accountable", "handler", "turn", "tier", "step", "sender")
    kept += ("incomplete", "request", "suspended", "passes")
    assert [getattr(after, name) for name in kept] == [getattr(case, name) for name in kept]
    begun = {timer.id for timer in after.timers} - {timer.id for timer in case.timers}
    assert begun == {"report_within:急时:1", "clock:首报:1"}
    assert all(timer in after.timers for timer in case.timers)
    assert first(engine, after) == ACTS


def test_a_parked_case_too(engine: Engine) -> None:
    case = walked(engine, opened(engine), "sign_for", "request_suspension", "decide:granted")
    assert case.suspended and first(engine, case) == ACTS
    after = engine.apply(case, GET_OUT, at=at(9))
    assert after.suspended == case.suspended
    assert report(after) == [("report_within:急时:1", "21:24")]


def test_not_when_closed(engine: Engine) -> None:
    case = walked(engine, opened(engine), *WAYS["verified"], "close")
    assert engine.moves(case) == ()
    with pytest.raises(GovError) as error:
        engine.apply(case, GET_OUT, at=at(30))
    assert error.value.diagnostics[0].code == "GOV711"


def test_the_event_has_its_rule_and_its_source(engine: Engine) -> None:
    case = engine.apply(opened(engine), "先行：疏散转移", at=at(3), actor="居民")
    event = case.history[-1]
    assert (event.kind, event.subject, event.actor) == ("act_first", "疏散转移", "居民")
    assert (event.rules, event.citation.place) == (("mode:急时.first",), "二")
    assert words.of(event, "zh").startswith("先行 疏散转移")
    assert "先行 疏散转移" in engine.explain(case, "zh").text()
    assert Case.from_json(case.to_json()) == case and engine.adopt_json(case.to_json()) == case


def test_what_needs_a_power_is_for_whom_the_mode_names(engine: Engine) -> None:
    moves = {move.id: move.party for move in engine.moves(opened(engine))}
    assert (moves[GET_OUT].refs, moves[GET_OUT].unit) == ((), "")
    assert moves["act_first:强制转移"].refs == ("level:街道", "body:抢险队")
    power = moves["act_first:断电"]
    assert (power.refs, power.unit) == (("post:主任",), "街道·1")
    assert first(engine, opened(engine)) == ACTS
    case = opened(engine)
    by_grid = [m.id for m in engine.moves(case, refs=["网格员"], unit="网格·9")]
    assert [id for id in by_grid if id.startswith("act_first")] == ACTS[:2]
    with pytest.raises(GovError) as error:
        engine.apply(case, "先行：断电", at=at(1), refs=["网格员"], unit="网格·9")
    assert error.value.diagnostics[0].code == "GOV942"
    assert engine.apply(case, GET_OUT, at=at(1), refs=["网格员"], unit="网格·9")


def test_the_time_to_report_runs_from_the_same_instant_until_it_is_heard_of(
    engine: Engine,
) -> None:
    case = engine.apply(opened(engine), GET_OUT, at=at(3))
    assert report(case) == [("report_within:急时:1", "21:18")]
    again = engine.apply(case, "act_first:设置警戒", at=at(5))
    assert report(again) == report(case)
    up = engine.apply(again, "escalate:街道", at=at(6))
    assert report(up) == [] and up.tier == "街道"
    assert report(engine.apply(up, GET_OUT, at=at(7))) == []


def test_a_rung_between_is_not_yet_who_is_to_hear_of_it(engine: Engine) -> None:
    case = walked(engine, opened(engine), GET_OUT, "sign_for", "handle", "escalate:difficult")
    assert (case.tier, report(case)) == ("社区", [("report_within:急时:1", "21:16")])
    assert report(engine.apply(case, "escalate:街道", at=at(8))) == []


def test_no_report_in_time_is_entered_and_moves_nothing(engine: Engine) -> None:
    case = engine.tick(engine.apply(opened(engine), GET_OUT, at=at(3)), at(19))
    (event,) = [e for e in case.history if e.timer == "report_within:急时:1"]
    assert (event.kind, case.tier, case.status) == ("expire", "网格", "reported")
    late = engine.apply(case, "escalate:街道", at=at(21))
    (missed,) = [m for m in late.history[-1].missed if m.timer.startswith("report_within")]
    assert missed.late.hours * 60 == 3
    assert "报告时限" in engine.explain(late, "zh").text()
    assert engine.explain(late, "en").text()


@pytest.mark.parametrize("status", [status for status in WAYS if status != "incomplete"])
def test_reporting_straight_up_waits_for_nothing(engine: Engine, status: str) -> None:
    case = walked(engine, opened(engine), *WAYS[status])
    (move,) = [move for move in engine.moves(case) if move.id == "escalate:街道"]
    assert (move.to, move.trigger, move.reason.rule) == ("tier:街道", "", "mode:急时.chain")
    up = engine.apply(case, "上报：街道", at=at(20), note="水涨得快")
    assert (up.tier, up.status) == ("街道", "dispatched")
    assert "escalate:街道" not in [move.id for move in engine.moves(up)]


def test_in_ordinary_times_it_goes_from_rung_to_rung(engine: Engine) -> None:
    for mode in (None, "平时"):
        case = walked(engine, opened(engine, mode), "sign_for")
        assert first(engine, case) == []
        assert "escalate:街道" not in [move.id for move in engine.moves(case)]


def test_no_reason_is_asked_for_before_people_are_got_out(engine: Engine) -> None:
    case = engine.tick(walked(engine, opened(engine), "sign_for"), at(140))
    after = engine.apply(case, GET_OUT, at=at(141))
    assert after.breaches == ()
    with pytest.raises(GovError) as error:
        engine.apply(after, "handle", at=at(142))
    assert error.value.diagnostics[0].code == "GOV599"


def test_it_sets_nobody_apart(engine: Engine) -> None:
    case = engine.apply(opened(engine), GET_OUT, at=at(1), actor="甲")
    up = engine.apply(case, "escalate:街道", at=at(2), actor="乙")
    assert engine.apply(up, GET_OUT, at=at(3), actor="乙").breaches == ()
    signed = engine.apply(up, "sign_for", at=at(4))
    assert "handle" in {move.id for move in engine.moves(signed, actor="甲")}


def test_what_no_mode_lists_is_recorded_and_told_with_care(engine: Engine) -> None:
    calm = opened(engine, None)
    with pytest.raises(GovError) as error:
        engine.apply(calm, GET_OUT, at=at(1))
    (found,) = error.value.diagnostics
    assert (found.code, found.rule) == ("GOV798", "engine:stated_acts")
    assert "救人不等手续" in error.value.text("zh") and "not to wait" in error.value.text("en")
    after = engine.apply(calm, GET_OUT, at=at(1), on_breach="record")
    assert [breach.code for breach in after.breaches] == ["GOV798"]
    assert (after.status, after.history[-1].subject) == (calm.status, "疏散转移")
    other = engine.apply(opened(engine), "先行：抽水", at=at(1), on_breach="record")
    assert other.breaches[0].rule == "mode:急时.first"


def test_the_mode_ends_what_it_began(engine: Engine) -> None:
    case = engine.apply(opened(engine), GET_OUT, at=at(1))
    calm = engine.switch(case, "平时", at=at(2))
    assert (report(calm), first(engine, calm)) == ([], [])
    assert first(engine, engine.switch(calm, "急时", at=at(3))) == ACTS


def test_a_vacant_post_and_a_condition_count() -> None:
    text = TEXT.replace("主任 { 设于：街道 }", "主任 { 设于：街道；空缺：上提；上级：书记 }")
    text = text.replace("限时报告：15分钟", "限时报告：15分钟；限时报告：5分钟 当 水深 = 深")
    text = text.replace("  事项 积水\n", "  要素 水深 { 取值：浅、深 }\n  事项 积水\n")
    engine = Engine(loads(text))
    case = engine.open("积水", unit="网格·9", at=AT, mode="急时", vacant=["主任"], 水深="深")
    parties = {move.id: move.party.refs for move in engine.moves(case)}
    assert parties["act_first:断电"] == ("post:书记",)
    assert report(engine.apply(case, GET_OUT, at=at(1))) == [("report_within:急时:1", "21:06")]
