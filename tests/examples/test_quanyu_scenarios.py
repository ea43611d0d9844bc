"""The scenarios of the whole-district net, walked: each expected course is a lawful one."""

from __future__ import annotations

from .conftest import district

QUANYU = district("quanyu")


def test_in_an_emergency_the_grid_reaches_the_district_in_one_move() -> None:
    taken = QUANYU.walks["车库进水"].taken
    assert [move.to for move in taken if move.kind == "escalate"] == ["tier:城区"]


def test_the_district_dispatches_the_same_grid_directly() -> None:
    taken, cases = QUANYU.walks["转移住户"].taken, QUANYU.walks["转移住户"].after
    down = next(number for number, move in enumerate(taken) if move.kind == "transfer")
    assert (taken[down].trigger, taken[down].to) == ("", "tier:网格")
    assert taken[down].reason.rule == "mode:急时.chain"
    assert cases[down].holder.unit == "网格·77"


def test_in_ordinary_times_the_straight_way_is_closed() -> None:
    case = QUANYU.engine.open("突发险情", unit="网格·301", at="2026-07-11 22:40", mode="平时")
    case = QUANYU.engine.apply(case, "sign_for", at="2026-07-11 22:45", actor="trainer")
    assert "escalate:城区" not in {move.id for move in QUANYU.engine.moves(case)}


def test_people_come_first_and_the_report_goes_straight_up_unsigned() -> None:
    for name, acts in (("车库进水", ["疏散转移", "设置警戒"]), ("转移住户", ["疏散转移"])):
        taken, cases = QUANYU.walks[name].taken, QUANYU.walks[name].after
        assert [move.subject for move in taken[: len(acts)]] == acts
        report = taken[len(acts)]
        assert (report.id, report.reason.rule) == ("escalate:城区", "mode:急时.chain")
        assert cases[0].status == cases[len(acts) - 1].status == "reported"
        assert {timer.kind for timer in cases[0].timers} >= {"report_within"}
        assert not any(timer.kind == "report_within" for timer in cases[len(acts)].timers)


def test_an_easy_matter_is_not_sent_up_for_a_department() -> None:
    case = QUANYU.engine.open("邻里小事", unit="网格·128", at="2026-06-03 09:00")
    case = QUANYU.engine.apply(case, "sign_for", at="2026-06-03 10:00", actor="trainer")
    assert "needs_department" not in {move.trigger for move in QUANYU.engine.moves(case)}
    graded = QUANYU.engine.apply(case, "classify:难度:较大", at="2026-06-03 11:00", actor="trainer")
    assert "needs_department" in {move.trigger for move in QUANYU.engine.moves(graded)}


def test_the_station_stays_accountable_while_a_department_handles() -> None:
    cases = QUANYU.walks["污水井冒溢"].after
    handled = next(case for case in cases if case.step == "职能部门" and case.status == "handling")
    assert handled.accountable != handled.handler
    assert handled.accountable.refs == ("body:管理站",)


def test_only_the_power_of_the_community_takes_an_easy_matter_past_its_ceiling() -> None:
    past = {
        name for name, walk in QUANYU.walks.items() if any(m.passes_ceiling for m in walk.taken)
    }
    assert past == {"空地座椅"}


def test_the_order_loop_returns_a_wrong_order_and_comes_round() -> None:
    taken, cases = QUANYU.walks["参保咨询"].taken, QUANYU.walks["参保咨询"].after
    steps = [case.step for case in cases]
    order = [step for number, step in enumerate(steps) if number == 0 or steps[number - 1] != step]
    there, again = ["群众点单", "平台派单", "部门接单"], ["平台派单", "部门接单", "结果反馈"]
    assert order == there + again
    assert [move.to for move in taken if move.kind == "return_order"] == ["step:平台派单"]
