"""Two cases of one thing (并案、关联): the later goes into the earlier, or both know each other.

The noise is invented.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Related, to_json, words
from govkit.pipeline import load, loads
from tests.engine import recorded

GALLERY = Path(__file__).parents[2] / "examples" / "gallery"
TEXT = """govkit 1
地区 东湖 据 办法·四 {
  出处 办法 { 类型：文件；篇目：四 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  岗位 主任 { 设于：街道 }
  机构 热线 { 设于：街道 }
  事项 噪声
  事项 积水
  流程 办件 {
    适用：噪声、积水；总时限：20工作日；重开期限：10日；重开去向：社区
    级 社区 { 承办：书记；时限：5工作日；补正时限：3工作日
      FIELD
      挂账：停电；挂账审批：主任；恢复：来电；遇：难度大 → 街道；遇：超时 → 解释说明 }
    级 街道 { 承办：主任 }
  }
  平急状态 急时 { 决定：街道；先行：疏散转移 }
  平急状态 平时 { 决定：街道 }
}
"""
DECIDED = "并案审批：热线"
FIRST, SECOND, NOON = "2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 12:00"
RULE = "process:办件/tier:社区.merged_by"


def engine_of(field: str = DECIDED) -> Engine:
    return Engine(loads(TEXT.replace("FIELD", field)))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def opened(engine: Engine, at: str = FIRST, matter: str = "噪声", mode: str | None = None) -> Case:
    return engine.open(matter, unit="社区·2", at=at, mode=mode)


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    for minute, move in enumerate(moves, start=10):
        case = engine.apply(case, move, at=f"2026-03-02 11:{minute}")
    return case


def joins(engine: Engine, case: Case, other: Case | Related | None) -> list[str]:
    found = engine.moves(case, NOON, other=other)
    return [move.id for move in found if move.kind in ("merge", "link")]


def refused(engine: Engine, case: Case, move: str, other: Case | Related | None) -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=NOON, other=other)
    (found,) = error.value.diagnostics
    return found.code, found.rule


def test_where_the_text_names_nobody_there_is_none() -> None:
    silent = engine_of("")
    lead, later = opened(silent), opened(silent, SECOND)
    assert joins(silent, later, lead) == []
    for move in "并案", "关联":
        assert refused(silent, later, move, lead) == ("GOV883", "engine:stated_merging")
    assert "并案审批" in silent.why_not(later, "并案", other=lead, lang="zh").text()
    assert "`merged_by`" in silent.why_not(later, "merge", other=lead, lang="en").text()


def test_it_is_offered_where_another_case_is_named(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND)
    assert joins(engine, later, None) == []
    assert joins(engine, later, lead) == ["merge", "link"]
    assert joins(engine, lead, later) == ["link"]  # the later into the earlier
    (merge, _) = [m for m in engine.moves(later, NOON, other=lead) if m.kind in ("merge", "link")]
    assert merge.party.refs == ("body:热线",) and merge.reason.rule == RULE
    assert merge.other == lead.as_related()
    assert engine.apply(later, merge, at=NOON) == engine.apply(later, "并案", at=NOON, other=lead)
    assert '"other":{"id":"' in to_json(merge)


def test_both_at_once(engine: Engine) -> None:
    lead, later = walked(engine, opened(engine), "签收"), opened(engine, SECOND)
    going, merged = engine.merge(lead, later, at=NOON, note="同一处工地")
    assert merged.is_closed and merged.manner == "merged" and merged.merged_into is not None
    assert merged.merged_into.id == lead.id and merged.history[-1].others[0].id == lead.id
    assert going.timers == lead.timers and going.status == lead.status  # nothing begins anew
    assert [one.id for one in going.merged] == [later.id]
    assert [timer.kind for timer in merged.timers] == ["reopen_within"]
    for case in going, merged:
        assert engine.replay(case) == case
        assert engine.replay(case.history).history == case.history
        assert engine.adopt_json(case.to_json()) == case


def test_what_may_not_be_merged(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND)
    assert refused(engine, later, "并案", None) == ("GOV884", RULE)
    assert refused(engine, later, "并案", later) == ("GOV885", RULE)
    assert refused(engine, later, "并案", opened(engine, matter="积水")) == ("GOV890", RULE)
    assert refused(engine, lead, "并案", later) == ("GOV891", RULE)
    begun = walked(engine, later, "签收", "处置")
    assert refused(engine, begun, "并案", lead) == ("GOV888", RULE)
    assert joins(engine, begun, lead) == ["link"]
    closed = walked(engine, lead, "签收", "处置", "反馈", "核查", "结案")
    assert refused(engine, later, "并案", closed) == ("GOV889", RULE)
    assert engine.why_not(later, "并案", NOON, other=lead).lawful
    assert not engine.why_not(later, "并案", NOON).lawful


def test_each_of_two_that_came_at_once_may_go_into_the_other(engine: Engine) -> None:
    one = opened(engine)
    other = engine.open("噪声", unit="社区·3", at=FIRST)
    assert joins(engine, one, other) == joins(engine, other, one) == ["merge", "link"]


def test_while_acts_come_first_none_is_merged_and_any_linked(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND, mode="急时")
    assert joins(engine, later, lead) == ["link"]
    assert refused(engine, later, "并案", lead) == ("GOV887", "mode:急时.first")
    assert joins(engine, opened(engine, SECOND, mode="平时"), lead) == ["merge", "link"]


def test_linked_cases_know_each_other_once(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND, matter="积水")
    linked = engine.apply(lead, "关联", at=NOON, other=later)
    assert linked.timers == lead.timers and linked.status == lead.status and not linked.merged
    assert refused(engine, linked, "关联", later) == ("GOV886", RULE)
    again = engine.apply(linked, "关联", at=NOON, other=later, on_breach="record")
    assert again.linked == linked.linked
    assert linked.state_key() != lead.state_key()


def test_a_case_that_waits_or_is_parked(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND)
    waits = walked(engine, later, "退回补正")
    merged = engine.apply(waits, "并案", at=NOON, other=lead)
    assert merged.is_closed and engine.replay(merged) == merged
    parked = walked(engine, later, "签收", "申请挂账：停电", "审批：准予")
    assert joins(engine, parked, lead) == ["link"]
    assert engine.apply(parked, "关联", at=NOON, other=lead).suspended == parked.suspended


def test_closing_the_lead_names_those_to_be_told(engine: Engine) -> None:
    lead = walked(engine, opened(engine), "签收")
    lead, later = engine.merge(lead, opened(engine, SECOND), at=NOON)
    apart = engine.open("积水", unit="社区·3", at=SECOND)
    lead = engine.apply(lead, "关联", at=NOON, other=apart)
    closed = lead
    for hour, move in enumerate(("处置", "反馈", "核查", "结案"), start=13):
        closed = engine.apply(closed, move, at=f"2026-03-02 {hour}:00")
    assert [one.id for one in closed.history[-1].others] == [later.id]
    late = engine.tick(lead, "2026-04-01 09:00")  # an end that closes it does the same
    assert late.is_closed and [one.id for one in late.history[-1].others] == [later.id]
    text = engine.explain(closed, "zh").text()
    assert f"一并告知并入的：噪声（社区·2，2026-03-02 立案，{later.id}）" in text
    assert "those of the merged cases are told too" in engine.explain(closed, "en").text()
    assert f"已并入：噪声（社区·2，2026-03-02 立案，{lead.id}）" in engine.explain(later).text()
    assert "关联：积水（社区·3" in text and "已并入本件：噪声" in text
    assert words.of(later.history[-1], "zh").startswith("并案 噪声（社区·2")
    assert engine.replay(closed) == closed


def test_what_ran_out_in_the_lead_counts(engine: Engine) -> None:
    lead, later = walked(engine, opened(engine), "签收"), opened(engine, "2026-03-09 10:00")
    with pytest.raises(GovError) as error:  # it was closed by its limit meanwhile
        engine.merge(lead, later, at="2026-03-10 09:00")
    assert error.value.diagnostics[0].code == "GOV889"


def test_a_merged_case_may_be_taken_up_again(engine: Engine) -> None:
    _, later = engine.merge(opened(engine), opened(engine, SECOND), at=NOON)
    again = engine.apply(later, "重开", at="2026-03-03 09:00")
    assert again.merged_into is None and again.manner == "" and not again.is_closed
    assert engine.replay(again) == again


def test_one_key_is_one_other_case(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND)
    another = engine.open("噪声", unit="社区·3", at=FIRST)
    merged = engine.apply(later, "并案", at=NOON, other=lead, idempotency_key="k")
    grown = walked(engine, lead, "签收")
    assert engine.apply(merged, "并案", at=NOON, other=grown, idempotency_key="k") == merged
    with pytest.raises(GovError) as error:
        engine.apply(merged, "并案", at=NOON, other=another, idempotency_key="k")
    assert error.value.diagnostics[0].code == "GOV709"


def test_only_those_named_decide(engine: Engine) -> None:
    lead, later = opened(engine), opened(engine, SECOND)
    who = {"refs": ["书记"], "unit": "社区·2"}
    assert "merge" not in [m.id for m in engine.moves(later, NOON, other=lead, **who)]
    hotline = [m.id for m in engine.moves(later, NOON, other=lead, refs=["热线"])]
    assert "merge" in hotline and "sign_for" not in hotline


def test_what_is_no_case_is_refused(engine: Engine) -> None:
    later = opened(engine, SECOND)
    for odd, code in (("k", "GOV925"), (5, "GOV925")):
        with pytest.raises(GovError) as error:
            engine.apply(later, "并案", at=NOON, other=odd)  # type: ignore[arg-type]
        assert error.value.diagnostics[0].code == code
    bad = later.as_related().model_copy(update={"id": "\x00"})
    with pytest.raises(GovError) as error:
        engine.apply(later, "并案", at=NOON, other=bad)
    assert error.value.diagnostics[0].code == "GOV926"


@pytest.mark.parametrize("field", ["", DECIDED])
def test_recorded_it_keeps_the_case_whole(field: str) -> None:
    engine = engine_of(field)
    lead = walked(engine, opened(engine), "签收", "处置", "反馈", "核查", "结案")
    for moves in ((), ("签收",), ("签收", "处置"), ("签收", "处置", "反馈")):
        later = walked(engine, opened(engine, SECOND), *moves)
        going, merged = engine.merge(lead, later, at=NOON, on_breach="record")
        assert merged.is_closed and merged.history[-1].breaches
        for case in going, merged:
            assert not list(recorded.faults(engine, case))
            assert engine.replay(case) == case
        linked = engine.apply(later, "关联", at=NOON, other=lead, on_breach="record")
        assert not list(recorded.faults(engine, linked))
    for other, code in ((None, "GOV884"), (later, "GOV885")):
        with pytest.raises(GovError) as error:
            engine.apply(later, "并案", at=NOON, other=other, on_breach="record")
        assert error.value.diagnostics[0].code == code


def test_the_small_model_of_a_hotline_merges_what_came_twice() -> None:
    hotline = Engine(load(str(GALLERY / "热线派单.gov")))
    lead, later = (hotline.open("路面积水", unit="街道·2", at=at) for at in (FIRST, SECOND))
    lead = hotline.apply(lead, "签收", at=SECOND)
    lead = hotline.apply(lead, "一单多派：城管中队：市政所", at="2026-03-02 11:00")
    lead, later = hotline.merge(lead, later, at=NOON)
    assert [part.ref for part in lead.parts] == ["body:城管中队", "body:市政所"]
    assert lead.merged[0].id == later.id and later.manner == "merged"


def test_lives_of_many_cases_that_go_together(engine: Engine) -> None:
    draw = Random(9)
    held = [opened(engine, f"2026-03-02 09:{number:02}", draw.choice(["噪声", "积水"]))
            for number in range(40)]  # fmt: skip
    merged = 0
    for _ in range(300):
        number, another = draw.sample(range(len(held)), 2)
        case, other = held[number], held[another]
        at = max(case.as_of, other.as_of) + timedelta(seconds=draw.choice((0, 60, 90_000)))
        other = held[another] = engine.tick(other, at)
        moves = engine.moves(case, at, other=other)
        if not moves:
            continue
        move = draw.choice(moves)
        if move.kind == "merge":
            held[another], held[number] = engine.merge(other, case, at=at)
            merged += 1
        else:
            held[number] = engine.apply(case, move, at=at, note="n", on_breach="record")
    assert merged > 5
    for case in held:
        assert engine.replay(case) == case
        assert engine.adopt_json(case.to_json()) == case
        for one in case.merged:
            follower = next(each for each in held if each.id == one.id)
            assert follower.merged_into is None or follower.merged_into.id == case.id
