"""Several handlers at one place: one of them, all of them, the lead and those who assist."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  机构 综治窗口 { 设于：街道 }
  机构 信访窗口 { 设于：街道 }
  机构 城建办 { 设于：街道 }
  机构 公证处
  会议 会商 { 召集：街道；频次：按需 }
  事项 纠纷
  事项 噪声
  流程 一站办理 {
    适用：纠纷
    步 登记 { 承办：any(综治窗口, 信访窗口)；时限：1工作日 }
    步 会办 { 承办：all(城建办, 书记, 公证处)；时限：3工作日；签收时限：1工作日；议事：会商
      遇：不同意 → 登记 }
    步 回访 { 承办：all(综治窗口, 书记)；时限：2工作日；遇：超时 → 终结 }
  }
  流程 分级办理 {
    适用：噪声
    级 社区 { 承办：all(书记, 城建办)；时限：2工作日；退单时限：1工作日；遇：难度大 → 街道 }
    级 街道 { 承办：any(城建办, 综治窗口)；退单时限：1工作日
      遇：需部门协调 → 外请；遇：事项复杂 → 社区 }
    步 外请 { 承办：公证处 }
  }
}
"""


RECORDED = [
    "sign_for",
    "sign_for:信访窗口",
    "sign_for:书记",
    "handle",
    "handle:公证处",
    "feed_back",
    "feed_back:书记",
    "feed_back:declined",
    "verify",
    "verify:failed",
    "rework",
    "return_order",
    "deliberate:agreed",
    "transfer:会办",
]
WALKS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), max_size=25)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(loads(TEXT))


def opened(engine: Engine, matter: str = "纠纷") -> Case:
    return engine.open(matter, unit="社区·3", at="2026-03-02 09:00")


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.history[-1].at + timedelta(hours=1))
    return case


def ids(engine: Engine, case: Case) -> set[str]:
    return {move.id for move in engine.moves(case)}


def code(engine: Engine, case: Case, move: str) -> str:
    with pytest.raises(GovError) as caught:
        walked(engine, case, move)
    return caught.value.diagnostics[0].code


def joint(engine: Engine) -> Case:
    """The case at the step that three handle together."""
    return walked(engine, opened(engine), "sign_for:信访窗口", "handle", "feed_back")


def test_any_whoever_signs_first_handles_alone(engine: Engine) -> None:
    case = opened(engine)
    assert {"sign_for:综治窗口", "sign_for:信访窗口"} < ids(engine, case)
    assert case.turn.refs == ("body:综治窗口", "body:信访窗口")
    assert code(engine, case, "sign_for") == "GOV727"
    signed = walked(engine, case, "sign_for:信访窗口")
    assert signed.accountable.refs == signed.handler.refs == signed.turn.refs
    assert signed.turn.refs == ("body:信访窗口",)
    assert ids(engine, signed) == {"handle"}
    assert code(engine, signed, "sign_for:综治窗口") == "GOV736"


def test_all_each_signs_handles_and_feeds_back(engine: Engine) -> None:
    case = joint(engine)
    assert [(part.ref, part.unit, part.status) for part in case.parts] == [
        ("body:城建办", "街道·1", "dispatched"),
        ("post:书记", "社区·3", "dispatched"),
        ("body:公证处", "", "dispatched"),
    ]
    case = walked(engine, case, "sign_for:城建办", "handle:城建办")
    assert case.status == "dispatched"
    assert {"sign_for:书记", "sign_for:公证处", "feed_back:城建办"} <= ids(engine, case)
    assert "return_order" not in ids(engine, case)
    case = walked(engine, case, "sign_for:书记", "sign_for:公证处")
    assert (case.status, case.accountable.refs) == ("signed", ("body:信访窗口",))
    case = walked(engine, case, "feed_back:城建办", "handle:书记", "feed_back:书记")
    assert (case.place, case.turn.refs) == ("step:会办", ("body:公证处",))
    assert (case.status, ids(engine, case) >= {"handle"}) == ("signed", False)
    case = walked(engine, case, "handle", "feed_back")
    assert (case.place, case.status) == ("step:回访", "dispatched")
    assert {part.status for part in case.parts} == {"dispatched"}


def test_each_has_a_clock_of_its_own(engine: Engine) -> None:
    case = joint(engine)
    assert {timer.id for timer in case.timers} == {
        f"{kind}:会办:{name}:1"
        for kind in ("limit", "sign_within")
        for name in ("城建办", "书记", "公证处")
    }
    case = walked(engine, case, "sign_for:城建办", "handle:城建办", "feed_back:城建办")
    assert {timer.id for timer in case.timers} == {
        f"{kind}:会办:{name}:1" for kind in ("limit", "sign_within") for name in ("书记", "公证处")
    }
    assert "「会办（书记）」的办理时限" in engine.explain(case).text("zh")
    late = engine.tick(case, "2026-03-20 09:00")
    assert {event.part for event in late.history if event.kind == "expire"} == {
        "post:书记",
        "body:公证处",
    }
    assert late.place == "step:会办"
    assert "会办（公证处）" in engine.explain(late).text("zh")


def test_one_that_declines_is_enough_where_the_text_says_so(engine: Engine) -> None:
    case = walked(engine, joint(engine), "sign_for:书记", "sign_for:公证处")
    assert "feed_back:declined:城建办" not in ids(engine, case)
    declined = walked(engine, case, "feed_back:declined:公证处")
    assert (declined.place, declined.history[-1].part) == ("step:登记", "body:公证处")
    assert {timer.place for timer in declined.timers} == {"step:登记"}
    assert not any("declined" in move for move in ids(engine, opened(engine)))


def test_silence_leads_where_the_text_says(engine: Engine) -> None:
    case = joint(engine)
    for name in ("城建办", "书记", "公证处"):
        case = walked(engine, case, f"sign_for:{name}", f"handle:{name}", f"feed_back:{name}")
    assert case.place == "step:回访"
    late = engine.tick(case, "2026-03-20 09:00")
    assert (late.status, late.manner, late.parts) == ("closed", "terminated", ())


def test_the_last_step_is_verified_once_all_have_fed_back(engine: Engine) -> None:
    case = joint(engine)
    for name in ("城建办", "书记", "公证处"):
        case = walked(engine, case, f"sign_for:{name}", f"handle:{name}", f"feed_back:{name}")
    case = walked(engine, case, "sign_for:书记", "handle:书记", "feed_back:书记")
    assert code(engine, case, "verify") == "GOV712"
    case = walked(engine, case, "sign_for", "handle", "feed_back")
    assert (case.status, case.turn.refs) == ("fed_back", ("body:综治窗口", "post:书记"))
    again = walked(engine, case, "verify:failed", "rework")
    assert {"feed_back:书记", "feed_back:综治窗口"} == ids(engine, again)
    again = walked(engine, again, "feed_back:书记", "feed_back", "verify", "close")
    assert again.is_closed


def test_what_is_done_or_not_due_is_said_of_the_one_named(engine: Engine) -> None:
    case = walked(engine, joint(engine), "sign_for:书记")
    assert code(engine, case, "sign_for:书记") == "GOV736"
    assert code(engine, case, "handle:城建办") == "GOV712"
    assert code(engine, case, "feed_back:书记") == "GOV712"


def test_a_meeting_is_held_once_all_have_signed(engine: Engine) -> None:
    case = walked(engine, joint(engine), "sign_for:书记", "sign_for:公证处")
    assert code(engine, case, "deliberate:agreed") == "GOV712"
    case = walked(engine, case, "sign_for:城建办", "deliberate:undecided")
    assert not any(move.startswith("handle") for move in ids(engine, case))
    assert "先「议事」" in engine.why_not(case, "handle:书记").text("zh")
    case = walked(engine, case, "deliberate:agreed", "handle:书记")
    assert case.status == "agreed"
    assert walked(engine, case, "handle:城建办", "handle:公证处").status == "handling"


def test_a_joint_order_is_returned_whole_before_the_first_signs(engine: Engine) -> None:
    back = walked(engine, joint(engine), "return_order")
    assert (back.place, back.status) == ("step:登记", "handling")
    # Who had signed for it holds it again, not both windows.
    assert back.turn.refs == back.holder.refs == ("body:信访窗口",)
    signed = walked(engine, joint(engine), "sign_for:书记")
    assert code(engine, signed, "return_order") == "GOV714"


def test_the_same_holds_on_a_ladder(engine: Engine) -> None:
    case = walked(engine, opened(engine, "噪声"), "sign_for:城建办")
    assert (case.accountable.unit, case.accountable.refs) == ("街道·1", ("body:城建办",))
    case = walked(engine, case, "sign_for:书记")
    assert case.accountable.refs == ("body:城建办",)
    case = walked(engine, case, "handle:书记", "handle:城建办", "escalate:difficult")
    assert (case.tier, case.parts[0].status) == ("街道", "dispatched")
    back = walked(engine, case, "return_order")
    assert [(part.ref, part.status) for part in back.parts] == [
        ("post:书记", "handling"),
        ("body:城建办", "handling"),
    ]
    assert {timer.id for timer in back.timers} == {"limit:社区:书记:1", "limit:社区:城建办:1"}
    up = walked(engine, case, "sign_for:综治窗口", "transfer:needs_department", "sign_for")
    down = walked(engine, up, "handle", "feed_back")
    assert (down.place, down.status) == ("tier:街道", "fed_back")
    assert down.turn.refs == ("body:综治窗口",)


def test_who_of_several_acted_stands_in_the_history_and_in_words(engine: Engine) -> None:
    case = walked(engine, joint(engine), "sign_for:书记")
    assert case.history[-1].part == "post:书记"
    told = engine.explain(case)
    assert "书记：签收" in told.text("zh")
    assert "书记（已签收）" in told.text("zh") and "公证处 (dispatched)" in told.text("en")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["纠纷", "噪声"]), WALKS)
def test_laws_of_a_walk(engine: Engine, matter: str, steps: list[tuple[int, int]]) -> None:
    case = opened(engine, matter)
    for choice, hours in steps:
        assert Case.from_json(case.to_json()) == case
        assert case.is_closed == (not case.turn.refs)
        assert len({timer.id for timer in case.timers}) == len(case.timers)
        assert engine.explain(case, "en").text() and engine.why_not(case, "close").text("zh")
        at = case.as_of + timedelta(hours=hours)
        moves = engine.moves(case, at)
        if not moves:
            assert case.is_closed
            break
        assert len({move.id for move in moves}) == len(moves)
        for move in moves:
            assert engine.apply(case, move.id, at=at).history[-1].move == move.id
        case = engine.apply(case, moves[choice % len(moves)], at=at)
        assert case.breaches == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(RECORDED),
        max_size=20,
    )
)
def test_whatever_is_recorded_keeps_the_case_whole(engine: Engine, moves: list[str]) -> None:
    case = opened(engine)
    for move in moves:
        at = case.as_of + timedelta(minutes=5)
        try:
            case = engine.apply(case, move, at=at, on_breach="record")
        except GovError as error:
            assert error.diagnostics[0].code == "GOV727"
        assert Case.from_json(case.to_json()) == case
        assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
        assert engine.explain(case).text("zh")
