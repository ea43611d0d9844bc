"""Calling back (回访): who asks how it went, from when, how often, and what the answer does.

The street, its hotline and its figures are invented.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move, words
from govkit.engine.case.case import CalledBack
from govkit.engine.words.sentences import late_lines
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖
层级 街道 { 数量：2 }
层级 社区 { 上级：街道；数量：4 }
机构 热线 { 设于：街道 }
机构 城管队 { 设于：街道 }
岗位 书记 { 设于：社区 }
岗位 主任 { 设于：街道 }
岗位 督查员 { 设于：街道 }
事项 纠纷
事项 乱停车
流程 调处 { 适用：纠纷 PROCESS
  级 社区 { 承办：书记；时限：5工作日 LOW }
  级 街道 { 承办：主任；时限：5工作日；遇：难度大 → 解释说明 HIGH }
}
流程 办件 { 适用：乱停车；回访：热线 应当；回访次数：2次；回访时限：3工作日
  步 受理 { 承办：热线；遇：办毕 → 处理 }
  步 处理 { 承办：城管队；遇：办毕 → 解决 }
}
"""
AT = "2026-03-02 09:00"
ANSWERED = ("签收", "处置", "反馈")
VERIFIED = (*ANSWERED, "核查")
ASKED = ["call_back:satisfied", "call_back:dissatisfied", "call_back:unreached"]


def engine_of(process: str = "", low: str = "", high: str = "") -> Engine:
    text = TEXT
    for mark, field in {"PROCESS": process, "LOW": low, "HIGH": high}.items():
        text = text.replace(f" {mark}", f"；{field}" if field else "")
    return Engine(loads(text))


def at(engine: Engine, *moves: str, matter: str = "纠纷") -> Case:
    return after(engine, engine.open(matter, unit="社区·2", at=AT), *moves)


def after(engine: Engine, case: Case, *moves: str) -> Case:
    for move in moves:
        case = engine.apply(case, move, at=case.as_of + timedelta(hours=1))
    return case


def offered(engine: Engine, case: Case, kind: str = "call_back") -> dict[str, Move]:
    return {move.id: move for move in engine.moves(case) if move.kind == kind}


def ends(case: Case) -> list[datetime | None]:
    return [timer.due for timer in case.timers if timer.kind == "call_back_within"]


def refused(engine: Engine, case: Case, move: str = "回访：满意") -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=case.as_of)
    (found,) = error.value.diagnostics
    return found.code, found.rule


def codes(process: str = "", low: str = "") -> list[str]:
    text = TEXT.replace(" HIGH", "")
    text = text.replace(" PROCESS", f"；{process}" if process else "")
    found = compile_text(text.replace(" LOW", f"；{low}" if low else "")).diagnostics
    return [one.code for one in found if one.code in ("GOV222", "GOV563", "GOV633", "GOV360")]


def test_where_the_text_is_silent_nobody_calls_back() -> None:
    engine = engine_of()
    for moves in ((), ANSWERED, (*VERIFIED, "结案")):
        case = at(engine, *moves)
        assert offered(engine, case) == {}
        assert refused(engine, case) == ("GOV746", "engine:stated_call_back")
    change = engine.why_not(at(engine), "call_back:satisfied", lang="zh").refusal.change
    assert change is not None and "回访" in change.zh


def test_it_is_asked_from_the_feedback_on_and_after_closing_too() -> None:
    engine = engine_of("回访：热线")
    for moves in ((), ("签收",), ("签收", "处置")):
        assert offered(engine, at(engine, *moves)) == {}
        assert refused(engine, at(engine, *moves)) == ("GOV748", "process:调处.called_back_by")
    for moves in (ANSWERED, VERIFIED, (*VERIFIED, "结案")):
        found = offered(engine, at(engine, *moves))
        assert list(found) == ASKED
        assert {(move.party.unit, move.party.refs) for move in found.values()} == {
            ("街道·1", ("body:热线",))
        }
    closed = at(engine, *VERIFIED, "回访：满意", "结案")
    assert closed.called_back == CalledBack(answer="satisfied")
    assert refused(engine, closed) == ("GOV749", "process:调处.called_back_by")
    assert engine.replay(closed) == closed


def test_a_place_speaks_before_its_process() -> None:
    engine = engine_of("回访：热线", low="回访：督查员")
    (move, *_) = offered(engine, at(engine, *ANSWERED)).values()
    assert move.party.refs == ("post:督查员",)
    assert move.reason.rule == "process:调处/tier:社区.called_back_by"


def test_bare_it_is_available_with_a_strength_closing_waits() -> None:
    free, owed = engine_of("回访：热线"), engine_of("回访：热线 应当；回访次数：2次")
    assert after(free, at(free, *VERIFIED), "结案").is_closed
    case = at(owed, *VERIFIED)
    assert offered(owed, case, "close") == {}
    assert refused(owed, case, "结案") == ("GOV747", "process:调处.called_back_by")
    assert after(owed, case, "回访：满意", "结案").is_closed
    assert after(owed, case, "回访：不满意", "结案").is_closed
    assert offered(owed, after(owed, case, "回访：未访到"), "close") == {}
    spent = after(owed, case, "回访：未访到", "回访：未访到")
    assert spent.called_back == CalledBack(unreached=2)
    assert offered(owed, spent) == {} and refused(owed, spent)[0] == "GOV749"
    assert after(owed, spent, "结案").is_closed


def test_every_way_of_closing_waits_and_what_the_text_only_encourages_does_not() -> None:
    low = "遇：不满意 → 终结"
    engine = engine_of("回访：热线 必须；回访次数：1次", low=low)
    assert offered(engine, at(engine, *ANSWERED), "close") == {}
    encouraged = engine_of("回访：热线 鼓励；回访次数：1次", low=low)
    assert list(offered(encouraged, at(encouraged, *ANSWERED), "close")) == [
        "close:dissatisfied:terminated"
    ]


def test_nobody_reached_is_an_outcome_of_its_own() -> None:
    engine = engine_of("回访：热线；回访次数：3次", low="遇：未访到 → 街道；遇：满意 → 解决")
    case = at(engine, *ANSWERED)
    tried = after(engine, case, "回访：未访到", "回访：未访到")
    assert tried.called_back == CalledBack(answer="", unreached=2)
    assert tried.place == "tier:社区"
    assert tried.value("event:unreached") is not None
    assert words.event_phrase(tried.history[-1]).zh == "回访（未访到）"
    assert after(engine, tried, "回访：未访到").place == "tier:街道"
    happy = after(engine, tried, "回访：满意")
    assert (happy.manner, happy.called_back) == (
        "resolved", CalledBack(answer="satisfied", unreached=2),
    )  # fmt: skip


def test_who_is_not_satisfied_leads_where_the_text_says_else_it_is_noted() -> None:
    engine = engine_of("回访：热线", low="遇：不满意 → 街道")
    case = at(engine, *VERIFIED)
    gone = after(engine, case, "回访：不满意")
    assert (gone.place, gone.status) == ("tier:街道", "dispatched")
    assert gone.history[-1].rules == (
        "process:调处.called_back_by", "process:调处/tier:社区.on[dissatisfied]",
    )  # fmt: skip
    assert words.event_phrase(gone.history[-1]).zh == "回访 转 街道（不满意）"
    silent = engine_of("回访：热线")
    stays = after(silent, at(silent, *VERIFIED), "回访：不满意")
    assert (stays.place, stays.status) == ("tier:社区", "verified")
    assert stays.called_back == CalledBack(answer="dissatisfied")


def test_a_closed_case_is_taken_up_again_where_reopening_leads_and_in_time() -> None:
    engine = engine_of("回访：热线；重开去向：街道；重开期限：10天")
    closed = at(engine, *VERIFIED, "结案")
    again = after(engine, closed, "回访：不满意")
    assert (again.place, again.status, again.reopened) == ("tier:街道", "dispatched", 1)
    assert again.called_back is None
    assert again.history[-1].rules[-1] == "process:调处.reopen_to"
    assert engine.replay(again) == again
    late = engine.apply(closed, "回访：不满意", at="2026-03-20 09:00")
    assert late.is_closed and late.called_back == CalledBack(answer="dissatisfied")
    assert list(offered(engine, after(engine, closed, "回访：满意"), "reopen")) == ["reopen"]


def test_a_new_result_is_asked_about_anew() -> None:
    engine = engine_of("回访：热线；回访时限：2工作日")
    case = after(engine, at(engine, *ANSWERED), "回访：不满意", "核查：核查不通过", "返工")
    assert (case.called_back, ends(case)) == (None, [])
    again = after(engine, case, "反馈")
    assert list(offered(engine, again)) == ASKED and len(ends(again)) == 1


def test_the_time_to_call_back_runs_from_the_feedback_and_on_after_closing() -> None:
    engine = engine_of("回访：热线；回访时限：2工作日")
    case = at(engine, *ANSWERED)
    (due,) = ends(case)
    assert due is not None and due.isoformat() == "2026-03-05T00:00:00+08:00"
    assert {move.deadline for move in offered(engine, case).values()} == {due}
    closed = after(engine, case, "核查", "结案")
    assert ends(closed) == [due]
    assert engine.next_due(closed) == due + timedelta(seconds=1)
    late = engine.tick(closed, "2026-03-10 09:00")
    assert (late.history[-1].kind, late.is_closed) == ("expire", True)
    assert late.history[-1].rules == ("process:调处.call_back_within",)
    assert engine.next_due(late) is None
    assert engine.adopt_json(late.to_json()) == late and engine.replay(late) == late
    asked = engine.apply(late, "回访：满意", at="2026-03-10 09:00")
    (told,) = late_lines(asked.history[-1])
    assert "回访时限" in told.zh
    assert ends(asked) == []
    in_time = after(engine, closed, "回访：满意")
    assert ends(in_time) == [] and in_time.history[-1].missed == ()
    trying = after(engine, closed, "回访：未访到")
    assert ends(trying) == [due]


def test_from_the_closing_on_where_the_text_says_so() -> None:
    engine = engine_of("回访：热线 应当；回访起于：结案；回访时限：2工作日；回访次数：1次")
    case = at(engine, *VERIFIED)
    assert offered(engine, case) == {} and ends(case) == []
    assert refused(engine, case) == ("GOV748", "process:调处.called_back_by")
    closed = after(engine, case, "结案")
    assert list(offered(engine, closed)) == ASKED and len(ends(closed)) == 1
    assert ends(after(engine, closed, "回访：未访到")) == []


def test_what_feeding_back_closes_by_itself_is_called_back_after_closing() -> None:
    engine = engine_of()
    closed = at(engine, "签收", "处置", "反馈", "签收", "处置", "反馈", matter="乱停车")
    assert (closed.manner, closed.place) == ("resolved", "step:处理")
    assert list(offered(engine, closed)) == ASKED and len(ends(closed)) == 1


def test_nobody_asks_about_what_nobody_took_up_or_was_taken_back() -> None:
    engine = engine_of("回访：热线；撤回：结案前；不予受理：已经起诉")
    turned_down = at(engine, "结案：不予受理")
    withdrawn = at(engine, *ANSWERED, "撤回")
    for closed in (turned_down, withdrawn):
        assert closed.is_closed and offered(engine, closed) == {} and ends(closed) == []
        assert refused(engine, closed)[0] == "GOV748"


def test_what_the_text_leaves_half_said_is_told() -> None:
    assert codes("回访：热线") == []
    assert codes("回访时限：2工作日；回访次数：2次；回访起于：结案") == ["GOV563"] * 3
    assert codes("回访时限：2工作日", low="回访：热线") == []
    assert codes(low="回访次数：2次") == ["GOV563"]
    assert codes("回访：热线 应当") == codes(low="回访：热线 必须") == ["GOV633"]
    assert codes("回访：热线 应当；回访起于：结案") == codes("回访：热线 鼓励") == []
    assert codes(low="遇：满意 → 解决；遇：未访到 → 街道") == ["GOV222"] * 2
    assert codes("回访：热线；回访时限：≥2工作日") == ["GOV360"]


@pytest.mark.parametrize("answer", ["满意", "不满意", "未访到"])
@pytest.mark.parametrize("moves", [(), ("签收",), ANSWERED, (*VERIFIED, "结案")])
@pytest.mark.parametrize("stated", ["", "回访：热线；重开去向：社区"])
def test_what_is_recorded_against_the_text_keeps_the_case_whole(
    answer: str, moves: tuple[str, ...], stated: str
) -> None:
    engine = engine_of(stated)
    case = at(engine, *moves)
    kept = engine.apply(case, f"回访：{answer}", at=case.as_of, on_breach="record")
    assert engine.adopt_json(kept.to_json()) == kept
    assert engine.replay(kept) == kept
    assert kept.is_closed or engine.moves(kept)


def test_no_answer_is_taken_for_granted() -> None:
    engine = engine_of("回访：热线")
    case = at(engine, *ANSWERED)
    assert refused(engine, case, "回访")[0] == "GOV727"
    with pytest.raises(GovError) as error:
        engine.apply(at(engine), "回访", at=AT, on_breach="record")
    assert error.value.diagnostics[0].code == "GOV710"
