"""Where two features of the engine meet in one case, each end reasoned by hand.

March 2026 has no festival; the 2nd is a Monday. All limits are in natural days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from govkit.engine import Case, Engine, Timer
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 假设 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  岗位 值班长 { 设于：街道；上级：主任；空缺：上提 }
  机构 消防站 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  机构 城管队 { 设于：街道 }
  事项 噪声 { 时限：30自然日 }
  事项 违建
  流程 办件 {
    适用：噪声；总时限：12自然日；遍数：1；裁决：值班长；重开去向：社区
    级 社区 {
      承办：书记；时限：10自然日；补正时限：2自然日
      会签：消防站；会签时限：2自然日；逾期未复：视为不同意
      挂账：等待材料；挂账审批：值班长；恢复：材料补齐
      延期：1自然日；延期审批：值班长
      吹哨：城管队；到场时限：1自然日
      时钟 补办 { 起于：逾期未到；时限：1自然日；督办人：值班长；催办人：值班长 }
      时钟 催复 { 起于：催办；时限：1自然日 }
      遇：不同意 → 街道；遇：难度大 → 街道；遇：职权外 → 外办；遇：需部门协调 → 会办
      遇：核查不通过 → 街道
    }
    级 街道 {
      承办：主任；时限：20自然日；退单时限：20自然日
      挂账：等待材料；挂账审批：值班长；恢复：材料补齐
      时钟 接手 { 起于：到达；时限：1自然日 }
    }
    步 外办 { 承办：城建办；时限：1自然日；遇：超时 → 社区 }
    步 会办 {
      承办：all(城建办, 消防站)；会签：城建办；会签时限：2自然日；逾期未复：视为同意
    }
  }
  流程 急办 { 适用：违建；级 社区 { 承办：书记；时限：1自然日 } }
  平急状态 急时 { 启用：急办；适用：噪声；暂停：办件 }
}
"""
ENGINE = Engine(loads(TEXT))


def walked(case: Case, *moves: tuple[str, str]) -> Case:
    for when, move in moves:
        case = ENGINE.apply(case, move, at=f"2026-03-{when}")
    return case


def opened(*moves: tuple[str, str]) -> Case:
    return walked(ENGINE.open("噪声", unit="社区·1", at="2026-03-02 09:00"), *moves)


def timer(case: Case, name: str) -> Timer:
    return next(one for one in case.timers if one.id == name)


def end(case: Case, name: str) -> str:
    due = timer(case, name).due
    return due.strftime("%m-%d %H:%M") if due else ""


SIGNED = ("02 10:00", "sign_for")


# ── countersigning ──
def test_silent_dissent_starts_the_clocks_of_the_place_it_leads_to() -> None:
    case = opened(SIGNED, ("02 11:00", "request_suspension:等待材料"))
    assert case.request is not None
    gone = ENGINE.tick(case, "2026-03-05 00:00:01")
    assert (gone.place, gone.history[-1].kind) == ("tier:街道", "countersign")
    # Silence was counted at 24:00 of the 4th: one day from the 4th on.
    assert end(gone, "clock:街道/接手:1") == "03-06 00:00"
    assert gone.request is None


def test_silence_is_not_counted_while_the_case_is_parked() -> None:
    case = opened(SIGNED, ("02 11:00", "summon:城管队"))
    case = walked(case, ("02 11:30", "request_suspension:等待材料"), ("02 12:00", "decide:granted"))
    for name in ("countersign_within:社区:消防站:1", "arrive_within:社区:城管队:1"):
        assert timer(case, name).due is None and timer(case, name).left is not None
    assert ENGINE.tick(case, "2026-03-20 09:00").history == case.history
    again = walked(case, ("10 09:00", "resume_handling:材料补齐"))
    # Two days were left on the 2nd: the 11th and 12th.
    assert end(again, "countersign_within:社区:消防站:1") == "03-13 00:00"
    assert again.asked[0].answer == ""


def test_feeding_back_a_part_does_not_end_the_clock_of_an_answer() -> None:
    case = opened(SIGNED, ("02 11:00", "transfer:会办"))
    case = walked(case, ("03 09:00", "sign_for:城建办"), ("03 09:10", "sign_for:消防站"))
    case = walked(case, ("03 09:20", "handle:城建办"))
    recorded = ENGINE.apply(case, "feed_back:城建办", at="2026-03-03 10:00", on_breach="record")
    kinds = {one.kind for one in recorded.timers if one.part == "body:城建办"}
    assert kinds == {"countersign_within"}


def test_nobody_came_is_an_event_for_clocks_even_where_it_leads_nowhere() -> None:
    case = ENGINE.tick(opened(SIGNED, ("02 11:00", "summon:城管队")), "2026-03-04 00:00:01")
    assert case.place == "tier:社区"
    assert end(case, "clock:社区/补办:1") == "03-05 00:00"


# ── limits ──
def test_a_limit_that_goes_on_after_a_return_ends_with_the_total() -> None:
    case = opened(SIGNED, ("02 11:00", "handle"), ("03 09:00", "escalate:difficult:街道"))
    assert end(case, "total:办件") == "03-15 00:00"
    back = walked(case, ("10 09:00", "return_order"))
    # Nine days were left on the 3rd, which would end on the 19th.
    limit = timer(back, "limit:社区:1")
    assert end(back, "limit:社区:1") == "03-15 00:00"
    assert limit.reading is not None and limit.reading.capped_by == "total:办件"


def test_a_return_gives_the_failed_verifications_back() -> None:
    case = opened(SIGNED, ("02 10:30", "countersign:consented:消防站"), ("02 11:00", "handle"))
    for hour in (12, 13, 14):
        case = walked(case, (f"02 {hour}:00", "feed_back"), (f"02 {hour}:10", "verify:failed"))
        case = walked(case, (f"02 {hour}:20", "rework")) if hour < 14 else case
    back = walked(case, ("02 15:00", "escalate:failed:街道"), ("02 16:00", "return_order"))
    assert (back.status, back.failures) == ("failed", 3)
    assert "escalate:failed:街道" not in {m.id for m in ENGINE.moves(back)}  # one pass only


def test_a_step_leads_back_to_its_own_tier_whatever_the_passes() -> None:
    case = opened(SIGNED, ("02 10:30", "transfer:外办"))
    back = ENGINE.tick(case, "2026-03-04 00:00:01")
    assert back.place == "tier:社区" and dict(back.passes)["tier:社区"] == 1


# ── waiting for completion ──
def test_a_mode_takes_over_a_case_that_waits_for_completion() -> None:
    case = opened(("02 10:00", "send_back"))
    over = ENGINE.switch(case, "急时", at="2026-03-03 09:00")
    assert (over.process, over.status, over.incomplete) == ("急办", "reported", None)
    # The matter's limit had thirty days left on the 2nd; it goes on from the 3rd.
    assert timer(over, "matter:噪声").starts == case.opened_at
    assert end(over, "matter:噪声") == "04-03 00:00"


def test_a_clock_begun_meanwhile_runs_on_when_the_case_is_completed() -> None:
    case = opened(("02 10:00", "send_back"), ("02 11:00", "urge"))
    assert end(case, "clock:社区/催复:1") == "03-04 00:00"
    done = walked(case, ("03 09:00", "complete"))
    assert end(done, "clock:社区/催复:1") == "03-04 00:00"
    assert {one.kind for one in done.timers} == {"limit", "total", "matter", "clock"}


# ── vacant posts ──
@pytest.mark.parametrize("before", [True, False])
def test_whoever_acts_for_a_vacant_post_decides_in_its_place(before: bool) -> None:
    case = opened(SIGNED)
    if before:
        case = ENGINE.vacate(case, ["值班长"], at="2026-03-02 10:30")
    case = walked(case, ("02 11:00", "request_suspension:等待材料"))
    if not before:
        case = ENGINE.vacate(case, ["值班长"], at="2026-03-02 11:30")
    [granted] = [m for m in ENGINE.moves(case) if m.id == "decide:granted"]
    assert granted.party.refs == ("post:主任",)
    [urge] = [m for m in ENGINE.moves(case) if m.kind == "urge"]
    assert urge.party.refs == ("post:主任",)


def test_nobody_decides_on_what_he_asked_for() -> None:
    case = opened(SIGNED, ("02 11:00", "handle"), ("02 12:00", "escalate:difficult:街道"))
    case = walked(case, ("02 13:00", "sign_for"))
    asked = walked(case, ("02 14:00", "request_suspension:等待材料"))
    asked = ENGINE.vacate(asked, ["值班长"], at="2026-03-02 15:00")
    # The duty of the decider would rise to the one who asked: nobody is said to act for him.
    assert {m.party.refs for m in ENGINE.moves(asked) if m.kind == "decide"} == {("post:值班长",)}
    alone = ENGINE.vacate(case, ["值班长"], at="2026-03-02 14:00")
    assert not [m for m in ENGINE.moves(alone) if m.kind == "request_suspension"]


def test_a_mode_ends_a_countersigning() -> None:
    over = ENGINE.switch(opened(SIGNED), "急时", at="2026-03-02 11:00")
    assert over.asked == () and {t.kind for t in over.timers} == {"limit", "matter"}
    assert over.accountable.refs == ("post:书记",) and over.status == "dispatched"


def test_a_mode_ends_the_parking_of_a_case_that_goes_over() -> None:
    case = opened(
        SIGNED, ("02 11:00", "request_suspension:等待材料"), ("02 12:00", "decide:granted")
    )
    assert timer(case, "matter:噪声").due is None
    over = ENGINE.switch(case, "急时", at="2026-03-05 09:00")
    assert over.suspended is None and over.place == "tier:社区" and over.process == "急办"
    # Thirty days were left on the 2nd; they go on from the 5th.
    assert end(over, "matter:噪声") == "04-05 00:00" and end(over, "limit:社区:2") == "03-07 00:00"


def test_parked_on_its_last_day_a_limit_ends_with_the_day_it_goes_on() -> None:
    case = opened(SIGNED, ("02 10:20", "countersign:consented:消防站"))
    assert end(case, "limit:社区:1") == "03-13 00:00"
    asked = walked(case, ("12 08:00", "request_suspension:等待材料"))
    for granted in ("12 15:00", "13 00:00"):  # at the very end, before the expiry
        parked = walked(asked, (granted, "decide:granted"))
        assert timer(parked, "limit:社区:1").left == 0
        again = walked(parked, ("20 09:00", "resume_handling:材料补齐"))
        assert end(again, "limit:社区:1") == "03-21 00:00"


def test_supervision_by_a_vacant_post_goes_over() -> None:
    case = walked(opened(SIGNED), ("02 11:00", "supervise"))
    assert case.supervisors == ("post:值班长",)
    after = ENGINE.vacate(case, ["值班长"], at="2026-03-02 12:00")
    assert after.supervisors == ("post:主任",)
    assert not [m for m in ENGINE.moves(after) if m.kind == "supervise"]


# ── disputes and reopening ──
def test_the_arbiter_gives_a_case_back_to_the_tier_to_be_signed_for() -> None:
    case = opened(SIGNED, ("02 10:30", "transfer:外办"), ("02 10:40", "return_order"))
    again = walked(case, ("02 11:00", "transfer:外办"))
    assert (again.dispute, again.place) == ("open", "step:外办")
    again = ENGINE.vacate(again, ["值班长"], at="2026-03-02 11:30")
    [move] = [m for m in ENGINE.moves(again) if m.id == "arbitrate:社区"]
    assert move.party.refs == ("post:主任",)
    given = ENGINE.apply(again, move, at="2026-03-02 12:00")
    assert (given.place, given.status, given.sender) == ("tier:社区", "dispatched", None)
    assert given.turn.refs == ("post:书记",) and given.dispute == "settled"
    assert walked(given, ("02 13:00", "sign_for")).status == "signed"


def test_a_limit_sends_no_disputed_case_to_who_returned_it() -> None:
    text = TEXT.replace("难度大 → 街道；遇", "超时 → 外办；遇").replace("遍数：1", "遍数：5")
    case = opened(SIGNED, ("02 10:20", "countersign:consented:消防站"))
    case = walked(case, ("02 10:30", "transfer:外办"), ("02 10:40", "return_order"))
    case = case.model_copy(update={"dispute": "open", "returned": ("tier:社区>step:外办",) * 2})
    engine = Engine(loads(text))
    stored = case.model_copy(update={"binding": engine.model.binding})
    late = engine.tick(stored, "2026-03-13 00:00:01")
    assert late.place == "tier:社区" and "expire" in {event.kind for event in late.history}
    settled = engine.tick(stored.model_copy(update={"dispute": "settled"}), "2026-03-13 00:00:01")
    assert settled.place == "step:外办"


def test_a_reopened_case_may_be_extended_anew() -> None:
    done = ("02 11:00", "countersign:consented:消防站"), ("02 11:10", "handle")
    asked = ("02 11:20", "request_extension"), ("02 11:30", "decide:granted")
    end_of_it = ("02 12:00", "feed_back"), ("02 12:10", "verify"), ("02 12:20", "close")
    case = opened(SIGNED, *done, *asked, *end_of_it)
    again = walked(case, ("09 09:00", "reopen"), ("09 10:00", "sign_for"))
    assert end(again, "limit:社区:2") == "03-20 00:00" and again.asked[0].answer == ""
    assert end(again, "total:办件:2") == "03-22 00:00"
    granted = walked(again, ("09 11:00", "request_extension"), ("09 12:00", "decide:granted"))
    assert end(granted, "limit:社区:2") == "03-21 00:00"


# ── equal instants ──
def test_at_one_instant_a_move_comes_before_the_end() -> None:
    at = datetime.fromisoformat("2026-03-05T00:00:00+08:00")
    case = opened(SIGNED)
    assert timer(case, "countersign_within:社区:消防站:1").due == at
    after = at + timedelta(seconds=1)
    answered = ENGINE.apply(case, "countersign:consented:消防站", at=at)
    assert ENGINE.tick(answered, after).place == "tier:社区"
    assert ENGINE.tick(case, after).place == "tier:街道"
