"""Clocks, reminders, extensions, parking and supervision, with every instant reasoned by hand.

The year has National Day from Thursday 1 to Wednesday 7 October 2026; Saturday 10 is worked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Timer, words
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 假设 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  事项 噪声
  流程 办件 {
    适用：噪声；总时限：60工作日
    时钟 首次联系 {
      起于：立案；时限：24小时；停于：处置；提前提醒：4小时、1小时；逾期提醒：2小时；到期：催办
    }
    时钟 督办回复 { 起于：督办；起算：下一工作日起；时限：2自然日；停于：反馈；督办人：主任 }
    时钟 催办回复 { 起于：催办；时限：2工作小时；停于：处置、反馈；催办人：主任 }
    级 社区 {
      承办：书记；时限：5工作日；提前提醒：1工作日；提醒对象：书记、主任
      延期：≤7工作日；延期次数：2次；延期审批：主任
      挂账：等待材料、天气原因；挂账审批：主任；恢复：材料补齐
      遇：超时 → 街道；遇：需部门协调 → 部门
      时钟 答复 {
        起于：签收；起算：当日起；截止：下班；时限：3工作日；暂停：挂账、移交；停于：反馈
      }
    }
    级 街道 { 承办：主任；时限：5工作日；延期：3工作日；延期审批：主任 例外 GOV554 "试写" }
    步 部门 { 承办：城建办；时限：3工作日；遇：办毕 → 社区 }
  }
}
"""


def engine_of(*replaced: tuple[str, str]) -> Engine:
    written = TEXT
    for old, new in replaced:
        assert old in written
        written = written.replace(old, new)
    return Engine(loads(written))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


@pytest.fixture
def case(engine: Engine) -> Case:
    return engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")


def timers(engine: Engine, case: Case, at: str | None = None) -> dict[str, Timer]:
    return {timer.id: timer for timer in engine.due(case, at)}


def ends(engine: Engine, case: Case, name: str) -> str | None:
    due = timers(engine, case)[name].due
    return due.strftime("%m-%d %H:%M") if due else None


def walked(engine: Engine, case: Case, *moves: tuple[str, str]) -> Case:
    for at, move in moves:
        case = engine.apply(case, move, at=f"2026-{at}")
    return case


def refused(engine: Engine, case: Case, move: str, at: str) -> str:
    with pytest.raises(GovError) as caught:
        engine.apply(case, move, at=f"2026-{at}")
    return caught.value.diagnostics[0].code


WALKED = engine_of()


# ── clocks ──
def test_the_limit_and_the_clocks_run_beside_each_other(engine: Engine, case: Case) -> None:
    assert set(timers(engine, case)) == {
        "total:办件",
        "limit:社区:1",
        "reminder:limit:社区:1:before:1",
        "clock:首次联系:1",
        "reminder:clock:首次联系:1:before:1",
        "reminder:clock:首次联系:1:before:2",
        "reminder:clock:首次联系:1:after:1",
    }
    # 29, 30 September; 8, 9 and Saturday 10 October; the reminder a working day before its 24:00.
    assert ends(engine, case, "limit:社区:1") == "10-11 00:00"
    assert ends(engine, case, "reminder:limit:社区:1:before:1") == "10-10 00:00"
    assert ends(engine, case, "clock:首次联系:1") == "09-29 10:00"
    assert ends(engine, case, "reminder:clock:首次联系:1:before:1") == "09-29 06:00"
    assert ends(engine, case, "reminder:clock:首次联系:1:after:1") == "09-29 12:00"


def test_a_clock_starts_and_stops_with_its_events(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    # The day itself is the first of three, the last ends with the office.
    assert ends(engine, case, "clock:社区/答复:1") == "09-30 18:00"
    told = words.of(timers(engine, case)["clock:社区/答复:1"], "zh")
    assert "起算：当日起" in told and "下班" in told and "当日不计" not in told
    case = walked(engine, case, ("09-28 15:00", "handle"))
    assert "clock:首次联系:1" not in timers(engine, case)
    case = walked(engine, case, ("09-28 16:00", "feed_back"))
    assert not [timer for timer in case.timers if timer.kind == "clock"]


@pytest.mark.parametrize(
    ("rules", "limit", "end"),
    [
        ("", "2工作日", "10-09 00:00"),  # 30 September and 8 October
        ("起算：次日起", "2工作日", "10-09 00:00"),
        ("起算：当日起", "2工作日", "10-01 00:00"),  # 29 and 30 September
        ("起算：当日起；截止：下班", "1工作日", "09-29 18:00"),
        ("截止：当日24时", "1自然日", "10-01 00:00"),
        ("起算：下一工作日起", "2自然日", "10-02 00:00"),  # 30 September and 1 October
        ("起算：即时", "48小时", "10-01 16:00"),
        ("起算：次日起", "48小时", "10-02 00:00"),  # from midnight of 30 September
        ("起算：下一工作日起", "3工作小时", "09-30 12:00"),
        ("", "次月5日前", "10-06 00:00"),
        ("", "次月第2个工作日前", "10-10 00:00"),  # 8 and 9 October
        ("", "月底前", "10-01 00:00"),
        ("", "次月5日10:00前", None),
    ],
)
def test_start_rules_and_recurring_limits(rules: str, limit: str, end: str | None) -> None:
    stated = f"{rules}；时限：{limit}；暂停" if rules else f"时限：{limit}；暂停"
    engine = engine_of(("起算：当日起；截止：下班；时限：3工作日；暂停", stated))
    case = engine.open("噪声", unit="社区·1", at="2026-09-29 09:00")
    case = walked(engine, case, ("09-29 16:00", "sign_for"))
    assert ends(engine, case, "clock:社区/答复:1") == end


def test_a_clock_ends_with_the_stay_and_begins_anew(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    up = engine.tick(case, "2026-10-11 00:00:01")
    assert up.tier == "街道" and "clock:社区/答复:1" not in timers(engine, up)
    again = walked(engine, up, ("10-12 09:00", "supervise"), ("10-12 10:00", "sign_for"))
    assert again.started == (("首次联系", 1), ("社区/答复", 1), ("催办回复", 1), ("督办回复", 1))


# ── reminders and what happens by itself ──
def test_reminders_enter_the_history_and_move_nothing(engine: Engine, case: Case) -> None:
    ticked = engine.tick(case, "2026-09-29 12:00:01")
    happened = [(e.kind, e.at.strftime("%d %H:%M"), e.timer) for e in ticked.history[1:]]
    assert happened == [
        ("remind", "29 06:00", "reminder:clock:首次联系:1:before:1"),
        ("remind", "29 09:00", "reminder:clock:首次联系:1:before:2"),
        ("expire", "29 10:00", "clock:首次联系:1"),
        ("urge", "29 10:00", "clock:首次联系:1"),
        ("remind", "29 12:00", "reminder:clock:首次联系:1:after:1"),
        ("expire", "29 12:00", "clock:催办回复:1"),
    ]
    assert (ticked.tier, ticked.status, ticked.holder) == (case.tier, case.status, case.holder)
    assert all(event.automatic and not event.actor for event in ticked.history[1:])
    assert ticked.history[1].told == ("post:书记",)
    # Urging starts its own clock: two office hours from 10:00. A reminder comes before an end.
    assert ends(engine, ticked, "clock:催办回复:1") == "09-29 12:00"
    assert engine.tick(ticked, "2026-09-30 12:00").history == ticked.history


def test_ticking_in_steps_or_at_once_is_the_same(engine: Engine, case: Case) -> None:
    stepwise = case
    for hour in range(1, 24 * 20):
        stepwise = engine.tick(stepwise, case.opened_at + timedelta(hours=hour))
    at_once = engine.tick(case, stepwise.as_of)
    assert stepwise == at_once
    assert Case.from_json(at_once.to_json()) == at_once


def test_a_move_at_the_instant_of_a_reminder_comes_first(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-29 05:00", "sign_for"), ("09-29 06:00", "handle"))
    assert "remind" not in [event.kind for event in case.history]


def test_urging_and_supervising_leave_the_case_where_it_is(engine: Engine, case: Case) -> None:
    after = walked(engine, case, ("09-29 09:00", "supervise"))
    assert after.supervisors == ("post:主任",)
    assert (after.place, after.status, after.turn) == (case.place, case.status, case.turn)
    # From the next working day, two days by the calendar: Wednesday 30 and Thursday 1.
    assert ends(engine, after, "clock:督办回复:1") == "10-02 00:00"
    assert refused(engine, after, "supervise", "09-29 10:00") == "GOV778"
    assert "督办：主任" in engine.explain(after).text("zh")
    urged = walked(engine, after, ("09-29 09:10", "urge"), ("09-29 09:20", "urge"))
    assert dict(urged.started)["催办回复"] == 2
    [move] = [m for m in engine.moves(urged) if m.kind == "urge"]
    assert move.party.refs == ("post:主任",)


def test_a_clock_may_lead_on_when_it_runs_out() -> None:
    engine = engine_of(("停于：反馈；督办人", "停于：反馈；遇：超时 → 街道；督办人"))
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-29 09:00", "supervise"))
    late = engine.tick(case, "2026-10-02 00:00:01")
    event = late.history[-1]
    assert (late.tier, event.kind, event.timer) == ("街道", "escalate", "clock:督办回复:1")
    assert event.rules[:2] == (
        "process:办件/clock:督办回复.on[overdue]",
        "process:办件/clock:督办回复.limit",
    )
    assert event.at == datetime.fromisoformat("2026-10-02T00:00:00+08:00")
    assert late.supervisors == ("post:主任",)


# ── extension ──
def test_an_extension_adds_to_the_original_end(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    asked = engine.apply(case, "request_extension:5工作日", at="2026-10-09 09:00")
    assert ends(engine, asked, "limit:社区:1") == "10-11 00:00"
    assert asked.request is not None and asked.request.decided_by == ("post:主任",)
    decisions = {m.id: m.party.refs for m in engine.moves(asked) if m.kind == "decide"}
    assert decisions == dict.fromkeys(("decide:granted", "decide:declined"), ("post:主任",))
    granted = walked(engine, asked, ("10-10 17:00", "审批：同意"))
    # After 24:00 of Saturday 10: Monday 12 to Friday 16.
    assert ends(engine, granted, "limit:社区:1") == "10-17 00:00"
    assert ends(engine, granted, "reminder:limit:社区:1:before:1.1") == "10-16 00:00"
    assert "已延期5工作日" in words.of(timers(engine, granted)["limit:社区:1"], "zh")
    # Two of seven are left.
    at = "2026-10-12 09:00"
    assert engine.why_not(granted, "request_extension:1工作日", at).lawful
    assert not engine.why_not(granted, "request_extension:3工作日", at).lawful
    assert refused(engine, granted, "request_extension:3工作日", "10-12 09:00") == "GOV773"
    assert refused(engine, granted, "request_extension:2天", "10-12 09:00") == "GOV773"
    twice = walked(engine, granted, ("10-12 09:00", "request_extension"))
    twice = walked(engine, twice, ("10-12 10:00", "decide:granted"))
    assert ends(engine, twice, "limit:社区:1") == "10-21 00:00"
    assert refused(engine, twice, "request_extension", "10-12 11:00") == "GOV772"
    assert engine.tick(twice, "2026-10-20 23:59").tier == "社区"
    assert engine.tick(twice, "2026-10-21 00:00:01").tier == "街道"


def test_an_extension_comes_before_the_end_or_not_at_all(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"), ("10-10 09:00", "request_extension"))
    assert refused(engine, case, "request_extension", "10-10 10:00") == "GOV779"
    at_the_end = walked(engine, case, ("10-11 00:00", "decide:granted"))
    assert at_the_end.tier == "社区"
    late = engine.tick(case, "2026-10-11 00:00:01")
    assert late.tier == "街道" and late.request is None
    assert refused(engine, late, "decide:granted", "10-11 00:01") == "GOV774"


def test_what_was_late_is_declined_only() -> None:
    engine = engine_of(("遇：超时 → 街道；", ""))
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"), ("10-10 09:00", "request_extension"))
    late = engine.tick(case, "2026-10-12 09:00")
    assert [m.id for m in engine.moves(late) if m.kind == "decide"] == ["decide:declined"]
    assert refused(engine, late, "decide:granted", "10-12 09:00") == "GOV771"
    done = walked(engine, late, ("10-12 10:00", "decide:declined"))
    assert done.request is None
    assert refused(engine, done, "request_extension", "10-12 11:00") == "GOV771"


def test_an_extension_stays_within_the_total() -> None:
    engine = engine_of(("总时限：60工作日", "总时限：8工作日"))
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    case = walked(engine, case, ("09-28 14:00", "sign_for"), ("09-29 09:00", "request_extension"))
    case = walked(engine, case, ("09-29 10:00", "decide:granted"))
    # Eight working days: 29, 30, 8, 9, 10, 12, 13, 14.
    assert ends(engine, case, "limit:社区:1") == ends(engine, case, "total:办件") == "10-15 00:00"
    assert refused(engine, case, "request_extension", "09-29 11:00") == "GOV772"


def test_without_a_rule_there_is_no_such_move(engine: Engine, case: Case) -> None:
    up = engine.tick(case, "2026-10-11 00:00:01")
    up = walked(engine, up, ("10-12 09:00", "sign_for"))
    assert not [m for m in engine.moves(up) if m.kind.startswith("request_")]
    # The only one to decide is the one who asks.
    assert refused(engine, up, "request_extension", "10-12 10:00") == "GOV770"
    assert refused(engine, up, "request_suspension", "10-12 10:00") == "GOV775"
    assert refused(engine, up, "resume_handling", "10-12 10:00") == "GOV777"
    assert engine.why_not(up, "request_extension", "2026-10-12 10:00").change is not None


# ── parking ──
def test_a_parked_case_keeps_what_is_left(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"), ("09-28 15:00", "handle"))
    case = walked(engine, case, ("09-29 09:00", "申请挂账：等待材料"))
    assert ends(engine, case, "limit:社区:1") == "10-11 00:00"
    parked = walked(engine, case, ("09-29 10:00", "decide:granted"))
    for name in ("limit:社区:1", "total:办件", "clock:社区/答复:1"):
        timer = timers(engine, parked)[name]
        assert timer.due is None and timer.paused_since == parked.as_of
        assert "停计" in words.of(timer, "zh") and "paused" in words.of(timer, "en")
    assert timers(engine, parked)["limit:社区:1"].left == 4  # 30, 8, 9, 10
    assert engine.tick(parked, "2026-12-01 09:00").history == parked.history
    assert "等待材料" in engine.explain(parked).text("zh")
    assert {m.kind for m in engine.moves(parked)} == {"resume_handling", "urge", "supervise"}
    assert refused(engine, parked, "feed_back", "10-08 09:00") == "GOV776"
    again = walked(engine, parked, ("10-12 09:00", "resume_handling:材料补齐"))
    # Four days left on Monday 12: 13, 14, 15, 16.
    assert ends(engine, again, "limit:社区:1") == "10-17 00:00"
    assert again.suspended is None and again.status == "handling"
    told = words.of(timers(engine, again)["limit:社区:1"], "zh")
    assert "5工作日" in told and "2026-09-29 10:00 至 2026-10-12 09:00 停计" in told
    # One day was left of the clock that ends with the office.
    assert ends(engine, again, "clock:社区/答复:1") == "10-13 18:00"


def test_only_stated_reasons_are_parked_for(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    ids = [m.id for m in engine.moves(case) if m.kind == "request_suspension"]
    assert ids == ["request_suspension:等待材料", "request_suspension:天气原因"]
    assert refused(engine, case, "request_suspension:太忙", "09-28 15:00") == "GOV775"
    with pytest.raises(GovError) as caught:
        engine.apply(case, "request_suspension", at="2026-09-28 15:00")
    assert caught.value.diagnostics[0].code == "GOV727"


def test_a_clock_rests_while_another_has_the_case(engine: Engine, case: Case) -> None:
    case = walked(engine, case, ("09-28 14:00", "sign_for"))
    away = walked(engine, case, ("09-29 09:00", "transfer:needs_department"))
    assert timers(engine, away)["clock:社区/答复:1"].paused_since is not None
    assert ends(engine, away, "limit:社区:1") == "10-11 00:00"
    away = walked(engine, away, ("09-29 10:00", "sign_for"), ("09-29 11:00", "handle"))
    # What the department signs for is no signature of the tier.
    assert dict(away.started)["社区/答复"] == 1
    back = walked(engine, away, ("09-30 11:00", "feed_back"))
    assert back.place == "tier:社区"
    assert "clock:社区/答复:1" not in timers(engine, back)  # feeding back stops it


# ── whatever way a case takes ──
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90)), max_size=22))
def test_every_offered_move_applies_and_the_case_stays_whole(steps: list[tuple[int, int]]) -> None:
    engine = WALKED
    case = engine.open("噪声", unit="社区·2", at="2026-09-25 09:00")
    for choice, hours in steps:
        at = case.as_of + timedelta(hours=hours)
        moves = engine.moves(case, at)
        assert len({move.id for move in moves}) == len(moves)
        for move in moves:
            after = engine.apply(case, move.id, at=at)
            assert after.history[-1].move == move.id and after.breaches == ()
            assert words.of(move.reason, "zh") and words.of(move.reason, "en") and move.reason.rule
        if not moves:
            assert case.is_closed and case.request is None and case.suspended is None
            break
        case = engine.apply(case, moves[choice % len(moves)], at=at)
        assert Case.from_json(case.to_json()) == case
        assert case.revision == len(case.history)
        assert all(a.at <= b.at for a, b in zip(case.history, case.history[1:], strict=False))
        for timer in engine.due(case):
            assert timer.overdue or timer.due is None or timer.due >= case.as_of
            assert words.of(timer, "zh") and words.of(timer, "en")
        for lang in ("zh", "en"):
            assert engine.explain(case, lang).text()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["sign_for", "handle", "feed_back", "request_extension:30工作日"])
        | st.sampled_from(
            ["request_extension", "request_suspension:太忙", "decide:granted", "decide:declined"]
        )
        | st.sampled_from(
            ["resume_handling", "urge", "supervise", "escalate:街道", "close:resolved"]
        ),
        max_size=14,
    )
)
def test_whatever_is_recorded_keeps_the_case_whole(moves: list[str]) -> None:
    case = WALKED.open("噪声", unit="社区·2", at="2026-09-25 09:00")
    for move in moves:
        at: datetime = case.as_of + timedelta(hours=3)
        case = WALKED.apply(case, move, at=at, on_breach="record")
        assert Case.from_json(case.to_json()) == case
        assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
        assert WALKED.explain(case).text("en")
        for breach in case.breaches:
            assert words.of(breach, "zh") and words.of(breach, "en") and breach.rule
