"""The scenarios of Guangming, walked through the engine: every expected course is a lawful one."""

from __future__ import annotations

from datetime import timedelta

from .conftest import district

GUANGMING = district("guangming")
EXACTLY, ONE_MORE = "小游园四十万元整", "小游园四十万零一元"


def test_only_the_dearer_project_goes_past_its_ceiling() -> None:
    past = {
        name for name, walk in GUANGMING.walks.items() if any(m.passes_ceiling for m in walk.taken)
    }
    assert past == {ONE_MORE}


def test_exactly_at_the_limit_turns_on_the_reading() -> None:
    turnings = {t for move in GUANGMING.walks[EXACTLY].taken for t in move.turnings}
    assert {(t.item, t.first, t.other) for t in turnings} == {("工程自建", "within", "beyond")}


def test_one_yuan_more_is_out_of_power_by_either_reading() -> None:
    walk = GUANGMING.walks[ONE_MORE]
    assert [move.id for move in walk.taken if move.kind == "escalate"] == [
        "escalate:out_of_power:街道"
    ]
    assert not any(t.first != t.other for move in walk.taken for t in move.turnings)


def test_at_the_limit_the_community_may_not_call_it_out_of_power() -> None:
    case = GUANGMING.opened(EXACTLY)
    case = GUANGMING.engine.apply(
        case, "sign_for", at=case.as_of + timedelta(hours=1), actor="trainer"
    )
    assert "out_of_power" not in {move.trigger for move in GUANGMING.engine.moves(case)}


def test_a_transfer_leaves_the_branch_accountable() -> None:
    cases = GUANGMING.walks["门口停车"].after
    assert len({case.accountable for case in cases}) == 1
    assert len({case.handler for case in cases}) == 2


def test_who_is_called_to_the_spot_takes_nothing_over() -> None:
    walk = GUANGMING.walks["后巷堆货"]
    called = [(move.kind, move.part) for move in walk.taken if move.part]
    assert called == [("summon", "team:综合治理中队"), ("arrive", "team:综合治理中队")]
    assert {case.accountable.refs for case in walk.after} == {("post:社区书记",)}


def test_who_is_called_and_does_not_come_sends_the_case_up() -> None:
    called = GUANGMING.walks["后巷堆货"].after[1]
    late = GUANGMING.engine.tick(called, called.as_of + timedelta(hours=2))
    assert (called.tier, late.tier) == ("社区", "街道")
