"""One order sent to several at once (一单多派): each does its share, whoever split it gets it back.

The flooded underpass is invented.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads
from tests.engine import recorded

TEXT = """govkit 1
地区 东湖 据 办法·三 {
  出处 办法 { 类型：文件；篇目：三 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 城管队 { 设于：街道 }
  机构 消防站 { 设于：街道 }
  机构 物业
  机构 公证处
  TWIN
  会议 会商 { 召集：街道 }
  清单 社区权力 { 类型：权力；授予：社区；项 清淤 }
  事项 积水
  事项 违建 { 所需：拆除 }
  清单 街道权力 { 类型：权力；授予：街道；项 拆除 }
  流程 办件 {
    适用：积水、违建；总时限：20工作日
    级 社区 { 承办：书记；时限：5工作日；签收时限：1工作日；退单时限：1工作日
      FIELD
      延期：≤5工作日；延期审批：街道；会签：公证处；会签时限：2工作日；遇：难度大 → 街道 }
    级 街道 { 承办：主任 }
  }
}
"""
SHARED = "可分派：城管队、消防站、物业"
AT = "2026-03-02 09:00"


def engine_of(field: str = SHARED, twin: str = "") -> Engine:
    return Engine(loads(TEXT.replace("FIELD", field).replace("TWIN", twin)))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def walked(engine: Engine, *moves: str, matter: str = "积水", at: str = "2026-03-02") -> Case:
    case = engine.open(matter, unit="社区·2", at=AT)
    for hour, move in enumerate(moves, start=10):
        case = engine.apply(case, move, at=f"{at} {hour}:00")
    return case


def ids(engine: Engine, case: Case) -> list[str]:
    return [move.id for move in engine.moves(case) if move.kind != "classify"]


def refused(engine: Engine, case: Case, move: str) -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=case.as_of)
    (found,) = error.value.diagnostics
    return found.code, found.rule


SPLIT = "process:办件/tier:社区.split_among"


def test_where_the_text_names_nobody_it_is_no_move() -> None:
    silent = engine_of("")
    case = walked(silent, "签收")
    assert "split" not in " ".join(ids(silent, case))
    assert refused(silent, case, "一单多派：城管队：消防站") == ("GOV880", "engine:stated_sharing")
    assert "可分派" in silent.why_not(case, "一单多派", lang="zh").text()
    assert "`split_among`" in silent.why_not(case, "split", lang="en").text()


def test_it_is_offered_in_hand_before_the_work_begins(engine: Engine) -> None:
    offered = "split:城管队:消防站:物业"
    assert offered not in ids(engine, walked(engine))
    assert offered in ids(engine, walked(engine, "签收"))
    begun = walked(engine, "签收", "处置")
    assert offered not in ids(engine, begun)
    assert refused(engine, begun, "一单多派")[0] == "GOV712"


def test_any_two_of_those_named_may_be_chosen_in_any_order(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：消防站：城管队")
    assert [part.ref for part in case.parts] == ["body:城管队", "body:消防站"]
    assert case.history[-1].move == "split:城管队:消防站"
    assert [part.ref for part in walked(engine, "签收", "一单多派").parts] == [
        "body:城管队", "body:消防站", "body:物业",
    ]  # fmt: skip


def test_one_alone_and_others_are_refused(engine: Engine) -> None:
    case = walked(engine, "签收")
    assert refused(engine, case, "一单多派：城管队") == ("GOV882", SPLIT)
    assert refused(engine, case, "一单多派：城管队：公证处") == ("GOV881", SPLIT)
    assert not engine.why_not(case, "一单多派：城管队").lawful
    assert engine.why_not(case, "一单多派：城管队：物业").lawful


def test_of_one_name_the_kind_tells_them_apart() -> None:
    twins = engine_of("可分派：岗位.物业、机构.物业、城管队", "岗位 物业 { 设于：街道 }")
    case = walked(twins, "签收")
    assert "split:post:物业:body:物业:城管队" in ids(twins, case)
    after = twins.apply(case, "一单多派：body：物业：城管队", at="2026-03-02 11:00")
    assert [part.ref for part in after.parts] == ["body:物业", "body:城管队"]
    assert twins.replay(after) == after


def test_each_signs_handles_and_feeds_back_and_it_comes_back(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站")
    assert case.status == "dispatched" and case.accountable.refs == ("post:书记",)
    assert ids(engine, case)[:2] == ["sign_for:城管队", "sign_for:消防站"]
    case = engine.apply(case, "会签：同意", at="2026-03-03 08:00")
    moves = "签收：城管队", "签收：消防站", "处置：城管队", "反馈：城管队"
    for minute, move in enumerate(moves, start=10):
        case = engine.apply(case, move, at=f"2026-03-03 09:{minute}")
        assert case.accountable.refs == ("post:书记",)
    assert case.turn.refs == ("body:消防站",) and case.status == "signed"
    case = engine.apply(case, "处置：消防站", at="2026-03-03 10:00")
    case = engine.apply(case, "反馈：消防站", at="2026-03-03 11:00")
    assert case.status == "fed_back" and not case.parts and not case.split_by.refs
    assert case.holder.refs == case.turn.refs == ("post:书记",)
    assert case.handler.refs == ("body:城管队", "body:消防站")
    assert ids(engine, case)[:2] == ["verify:verified", "verify:failed"]
    assert engine.replay(case) == case


def test_what_failed_may_be_split_again_and_no_timer_has_its_id_twice(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站", "会签：同意")
    names = [timer.id for timer in case.timers]
    for name in "城管队", "消防站":
        for move in "签收", "处置", "反馈":
            case = engine.apply(case, f"{move}：{name}", at="2026-03-03 09:00")
    case = engine.apply(case, "核查：核查不通过", at="2026-03-03 10:00")
    case = engine.apply(case, "一单多派：城管队：物业", at="2026-03-03 11:00")
    again = [timer.id for timer in case.timers if timer.part]
    assert again and not set(again) & set(names)
    assert engine.replay(case) == case


# ── time ──
def test_splitting_makes_nothing_longer(engine: Engine) -> None:
    before = walked(engine, "签收")
    case = engine.apply(before, "一单多派：城管队：消防站", at="2026-03-05 10:00")
    (whole,) = [t for t in before.timers if t.kind == "limit"]
    limits = {t.part: t.due for t in case.timers if t.kind == "limit"}
    assert limits == {"": whole.due, "body:城管队": whole.due, "body:消防站": whole.due}
    signing = {t.part: str(t.due)[:16] for t in case.timers if t.kind == "sign_within"}
    assert signing == dict.fromkeys(("body:城管队", "body:消防站"), "2026-03-07 00:00")


def test_the_end_of_each_is_told_of_whoever_is_late(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站", "会签：同意")
    for move in "签收", "处置", "反馈":
        case = engine.apply(case, f"{move}：城管队", at="2026-03-03 09:00")
    case = engine.tick(case, "2026-03-12 09:00")
    ended = [event.part for event in case.history if event.timer.startswith("limit")]
    assert sorted(ended) == ["", "body:消防站"]


def test_a_longer_time_for_one_is_time_for_the_whole(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站", "签收：城管队", "签收：消防站",
                  "申请延期：2工作日：城管队", "审批：准予")  # fmt: skip
    limits = {t.part: str(t.due)[:10] for t in case.timers if t.kind == "limit"}
    assert limits == {"": "2026-03-12", "body:城管队": "2026-03-12", "body:消防站": "2026-03-10"}


# ── back, and on ──
def test_before_anybody_signs_the_order_may_be_returned(engine: Engine) -> None:
    before = walked(engine, "签收")
    case = engine.apply(before, "一单多派：城管队：消防站", at="2026-03-02 11:00")
    back = engine.apply(case, "退单", at="2026-03-02 12:00")
    assert back.place == before.place and back.status == "signed" and not back.parts
    assert (back.holder, back.turn, back.timers) == (before.holder, before.turn, before.timers)
    assert not back.returned and "handle" in ids(engine, back)
    signed = engine.apply(case, "签收：城管队", at="2026-03-02 12:00")
    assert "return_order" not in ids(engine, signed)
    assert engine.replay(back) == back


def test_going_elsewhere_ends_the_sharing(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站", "签收：城管队", "签收：消防站",
                  "处置：城管队", "处置：消防站", "上报：难度大")  # fmt: skip
    assert case.place == "tier:街道" and not case.parts and not case.split_by.refs
    back = engine.apply(case, "退单", at="2026-03-02 18:00")
    assert [part.ref for part in back.parts] == ["body:城管队", "body:消防站"]
    assert back.split_by.refs == ("post:书记",)


def test_what_a_place_has_no_power_for_it_does_not_send_out(engine: Engine) -> None:
    case = walked(engine, "签收", matter="违建")
    assert "split" not in " ".join(ids(engine, case))
    assert refused(engine, case, "一单多派")[0] == "GOV713"


def test_a_meeting_that_has_to_agree_comes_first() -> None:
    engine = engine_of(f"{SHARED}；议事：会商 应当")
    case = walked(engine, "签收")
    assert "split" not in " ".join(ids(engine, case))
    assert refused(engine, case, "一单多派")[0] == "GOV799"
    agreed = engine.apply(case, "议事：议定", at="2026-03-02 11:00")
    assert "split:城管队:消防站:物业" in ids(engine, agreed)


def test_a_condition_and_a_prohibition_count() -> None:
    barred = engine_of(f"{SHARED}；可分派：物业 不得")
    assert "split:城管队:消防站" in ids(barred, walked(barred, "签收"))
    other = engine_of(f"{SHARED} 当 事项 = 违建")
    assert "split" not in " ".join(ids(other, walked(other, "签收")))


def test_a_vacant_post_is_acted_for() -> None:
    text = "可分派：主任、城管队、消防站"
    engine = engine_of(text)
    case = walked(engine, "签收", "一单多派")
    assert case.parts[0].ref == "post:主任"
    gone = engine.vacate(case, ["书记"], at="2026-03-02 12:00")
    assert gone.split_by == case.split_by  # nothing is said of whom its duty rises to


# ── told, kept ──
def test_it_is_told_in_both_tongues(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站")
    (zh, en) = (engine.explain(case, lang).text() for lang in ("zh", "en"))
    assert "一单多派，由社区·2（书记）分派" in zh and "一单多派 城管队、消防站" in zh
    assert "split by" in en and "split 城管队, 消防站" in en
    (move,) = [m for m in engine.moves(walked(engine, "签收")) if m.kind == "split"]
    assert "城管队、消防站、物业" in words.of(move, "zh")
    assert move.reason.rule == SPLIT


def test_it_loads_again_and_its_key_tells_it_apart(engine: Engine) -> None:
    case = walked(engine, "签收", "一单多派：城管队：消防站")
    assert engine.adopt_json(case.to_json()) == case
    by_text = case.model_copy(update={"split_by": case.holder})
    assert by_text.state_key() != case.state_key()


@pytest.mark.parametrize("field", ["", SHARED])
def test_recorded_it_keeps_the_case_whole(field: str) -> None:
    engine = engine_of(field)
    for moves in ((), ("签收",), ("签收", "处置"), ("签收", "处置", "反馈")):
        case = engine.open("积水", unit="社区·2", at=AT)
        for hour, move in enumerate(moves, start=10):
            case = engine.apply(case, move, at=f"2026-03-02 {hour}:00", on_breach="record")
        case = engine.apply(
            case, "一单多派：公证处：物业", at="2026-03-02 15:00", on_breach="record"
        )
        assert [part.ref for part in case.parts] == ["body:公证处", "body:物业"]
        assert case.history[-1].breaches[0].code in ("GOV880", "GOV881")
        assert not list(recorded.faults(engine, case))
        assert engine.replay(case) == case
        twice = engine.apply(case, "一单多派：城管队：物业", at="2026-03-02 16:00",
                             on_breach="record")  # fmt: skip
        assert twice.split_by == case.split_by and len(twice.parts) == 2
        assert not list(recorded.faults(engine, twice))


def test_recorded_it_has_to_say_to_whom() -> None:
    engine = engine_of("")
    with pytest.raises(GovError) as error:
        engine.apply(walked(engine, "签收"), "一单多派", at="2026-03-02 12:00", on_breach="record")
    assert error.value.diagnostics[0].code == "GOV882"


@pytest.mark.parametrize("more", ["", "；退回审批：主任"])
def test_lives_with_split_orders_are_whole(more: str) -> None:
    engine, draw = engine_of(SHARED + more), Random(8)
    splits = 0
    for _ in range(15):
        case = engine.open("积水", unit="社区·2", at=AT)
        for _ in range(30):
            moves = engine.moves(case)
            if not moves:
                break
            move = draw.choice([m for m in moves if m.kind == "split"] or moves)
            splits += move.kind == "split"
            asked = "split:城管队:物业" if move.kind == "split" and draw.random() < 0.5 else move.id
            wait = timedelta(seconds=draw.choice((0, 60, 3_600, 90_000)))
            case = engine.apply(case, asked, at=case.as_of + wait, on_breach="record")
            assert engine.adopt_json(case.to_json()) == case
        assert engine.replay(case) == case
    assert splits > 5
