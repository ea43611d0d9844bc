"""A meeting that has to agree first (议事：X 应当), and the notice that it takes (提前通知)."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  会议 议事会 { 召集：社区；提前通知：3工作日 }
  会议 联席会议 { 召集：社区；提前通知：15天 }
  事项 修路
  流程 办件 {
    适用：修路
    级 社区 {
      承办：书记；议事：MEETINGS；遇：议而未决 或 难度大 → 街道，需部门协调 → 会办
    }
    级 街道 { 承办：主任 }
    步 会办 { 承办：城建办；遇：不同意 → 社区 }
  }
}
"""
AT = "2026-03-02 09:00"  # a Monday


def engine_of(meetings: str) -> Engine:
    return Engine(loads(TEXT.replace("MEETINGS", meetings)))


def walked(engine: Engine, *moves: str, record: tuple[str, ...] = ()) -> Case:
    case = engine.open("修路", unit="社区·1", at=AT)
    for move in moves:
        how: Any = "record" if move in record else "refuse"
        case = engine.apply(case, move, at=case.as_of, on_breach=how)
    return case


def kinds(engine: Engine, case: Case) -> set[str]:
    return {move.kind for move in engine.moves(case)}


def refused(engine: Engine, case: Case, move: str, **given: Any) -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, **{"at": case.as_of, **given})
    found = error.value.diagnostics[0]
    assert error.value.text("zh") and error.value.text("en")
    return found.code, found.rule


RULE = "process:办件/tier:社区.deliberates"


@pytest.mark.parametrize("word", ["应当", "必须", "原则上"])
def test_with_a_strength_nothing_is_handled_before_the_meeting_agrees(word: str) -> None:
    engine = engine_of(f"议事会 {word}")
    signed = walked(engine, "sign_for")
    assert kinds(engine, signed) == {"deliberate", "transfer"}
    assert refused(engine, signed, "handle") == ("GOV799", RULE)
    undecided = walked(engine, "sign_for", "deliberate:undecided")
    assert "escalate" in kinds(engine, undecided)
    assert refused(engine, undecided, "handle") == ("GOV799", RULE)
    agreed = walked(engine, "sign_for", "deliberate:undecided", "deliberate:agreed")
    assert "handle" in kinds(engine, agreed)
    done = walked(engine, "sign_for", "deliberate:agreed", "handle", "feed_back", "verify", "close")
    assert done.is_closed and done.breaches == ()


@pytest.mark.parametrize("meetings", ["议事会", "议事会 鼓励", "议事会 可以"])
def test_without_one_it_stays_available(meetings: str) -> None:
    engine = engine_of(meetings)
    assert kinds(engine, walked(engine, "sign_for")) >= {"deliberate", "handle"}


def test_what_was_handled_all_the_same_is_neither_fed_back_nor_closed() -> None:
    engine = engine_of("议事会 应当")
    case = walked(engine, "sign_for", "handle", record=("handle",))
    (breach,) = case.breaches
    assert (breach.code, breach.rule, breach.strength) == ("GOV799", RULE, "should")
    assert not kinds(engine, case) & {"feed_back"} and "deliberate" in kinds(engine, case)
    assert "escalate" in kinds(engine, case)
    assert refused(engine, case, "feed_back") == ("GOV799", RULE)
    worked = ("handle", "feed_back")
    done = walked(engine, "sign_for", *worked, "verify", record=worked)
    assert refused(engine, done, "close") == ("GOV799", RULE)
    met = engine.apply(case, "deliberate:agreed", at=case.as_of)
    assert "handle" in kinds(engine, met)


def test_in_principle_it_is_left_for_a_reason() -> None:
    engine = engine_of("议事会 原则上")
    case = walked(engine, "sign_for")
    with pytest.raises(GovError) as error:
        engine.apply(case, "handle", at=AT, on_breach="record")
    assert error.value.diagnostics[0].code == "GOV599"
    after = engine.apply(case, "handle", at=AT, on_breach="record", note="汛期抢修")
    assert after.breaches[0].is_departure


def test_of_a_list_one_is_enough_of_all_each_is_needed() -> None:
    one, every = engine_of("议事会、联席会议 应当"), engine_of("全部(议事会、联席会议) 应当")
    assert "handle" in kinds(one, walked(one, "sign_for", "deliberate:agreed:联席会议"))
    first = walked(every, "sign_for", "deliberate:agreed:联席会议")
    assert {move.meeting for move in every.moves(first) if move.kind == "deliberate"} == {"议事会"}
    assert refused(every, first, "handle")[0] == "GOV799"
    second = every.apply(first, "deliberate:agreed:议事会", at=AT)
    assert "handle" in kinds(every, second)
    assert "deliberate" not in kinds(every, second)


def test_a_step_beside_does_not_undo_it_a_new_stay_does() -> None:
    engine = engine_of("议事会 应当")
    begun = ("sign_for", "deliberate:agreed", "handle")
    case = walked(engine, *begun, "transfer", "sign_for", "handle")
    back = engine.apply(case, "feed_back", at=AT)
    assert (back.place, back.status) == ("tier:社区", "fed_back")
    closed = walked_on(engine, back, "verify", "close")
    assert closed.is_closed and closed.breaches == ()
    up = walked(engine, *begun, "escalate:难度大", "return_order")
    assert "feed_back" in kinds(engine, up)
    above = walked(engine, "sign_for", "deliberate:undecided", "escalate:undecided", "sign_for")
    assert "handle" in kinds(engine, above)


def walked_on(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.as_of)
    assert engine.adopt_json(case.to_json()) == case
    return case


def test_a_condition_on_the_meeting_counts() -> None:
    text = TEXT.replace("MEETINGS", "议事会；议事：议事会 应当 当 金额 > 10万元")
    engine = Engine(loads(text.replace("  事项 修路", "  要素 金额 { 单位：元 }\n  事项 修路")))
    for amount, waits in (("5万元", False), ("50万元", True)):
        case = engine.open("修路", unit="社区·1", at=AT, 金额=amount)
        case = engine.apply(case, "sign_for", at=AT)
        assert ("handle" not in kinds(engine, case)) == waits


# ── notice ──
NOTICES = [
    ("议事会", "2026-03-03", "2026-03-06 09:00", True),  # Tuesday: Wednesday, Thursday, Friday
    ("议事会", "2026-03-03", "2026-03-05 20:00", False),
    ("议事会", "2026-03-06", "2026-03-11 09:00", True),  # Friday: Monday to Wednesday
    ("议事会", "2026-03-06", "2026-03-10 20:00", False),
    ("联席会议", "2026-03-02", "2026-03-17 09:00", True),  # fifteen days apart
    ("联席会议", "2026-03-02", "2026-03-16 20:00", False),
]


@pytest.mark.parametrize(("meeting", "noticed", "at", "kept"), NOTICES)
def test_notice_is_judged_where_its_day_is_given(
    meeting: str, noticed: str, at: str, kept: bool
) -> None:
    engine = engine_of("议事会、联席会议")
    case, move = walked(engine, "sign_for"), f"deliberate:agreed:{meeting}"
    assert engine.apply(case, move, at=at).history[-1].noticed is None
    if kept:
        after = engine.apply(case, move, at=at, noticed=noticed)
        assert str(after.history[-1].noticed) == noticed and after.breaches == ()
        assert Case.from_json(after.to_json()) == after
        assert engine.replay(after) == after
        return
    assert refused(engine, case, move, at=at, 通知日期=noticed) == (
        "GOV929", f"meeting:{meeting}.notice",
    )  # fmt: skip
    after = engine.apply(case, move, at=at, noticed=noticed, on_breach="record")
    assert [breach.code for breach in after.breaches] == ["GOV929"]
    undecided = f"deliberate:undecided:{meeting}"
    assert refused(engine, case, undecided, at=at, noticed=noticed)[0] == "GOV929"


def test_a_day_of_notice_is_for_meetings() -> None:
    engine = engine_of("议事会")
    case = walked(engine, "sign_for")
    assert refused(engine, case, "handle", noticed="2026-03-01")[0] == "GOV705"
