"""Processes of steps: their order, their handlers, verification, return, powers, limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 东湖街道 据 办法·一 {
  出处 办法 { 类型：文件；篇目：一、二 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  层级 网格 { 上级：社区；数量：48 }
  岗位 书记 { 设于：社区 }
  岗位 网格员 { 设于：网格 }
  机构 综治窗口 { 设于：街道 }
  机构 供电公司
  要素 金额 { 单位：元 }
  清单 社区权力 { 类型：权力；授予：社区
    项 小修 { 限额：≤5万元 } }
  事项 路灯 { 所需：小修 }
  流程 一站办理 {
    适用：路灯
    PROCESS_FIELDS
    步 登记 { 承办：综治窗口；时限：1工作日；签收时限：2工作小时 FIRST }
    步 查看 { 承办：书记、网格员；时限：2工作日 SECOND }
    步 修复 { 承办：供电公司；时限：3工作日 THIRD }
  }
}
"""
Walk = Callable[..., Case]
ROUND = ("sign_for", "handle", "feed_back")


def engine_of(first: str = "", second: str = "", third: str = "", fields: str = "") -> Engine:
    """The engine over the district with further fields of the process and its steps."""
    written = TEXT.replace("PROCESS_FIELDS", fields)
    for mark, more in (("FIRST", first), ("SECOND", second), ("THIRD", third)):
        written = written.replace(mark, f"；{more}" if more else "")
    return Engine(loads(written))


def walked(engine: Engine, case: Case, *moves: str) -> Case:
    """Applies moves one after another, an hour apart."""
    for move in moves:
        case = engine.apply(case, move, at=case.history[-1].at + timedelta(hours=1))
    return case


def opened(engine: Engine, unit: str = "网格·9", **values: object) -> Case:
    return engine.open("路灯", unit=unit, at="2026-03-02 09:00", given=values)


def ids(engine: Engine, case: Case) -> set[str]:
    return {move.id for move in engine.moves(case)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def test_intake_is_the_first_step_for_any_unit(engine: Engine) -> None:
    for unit in ("网格·9", "社区·2", "街道·1"):
        case = opened(engine, unit)
        assert (case.place, case.tier, case.status) == ("step:登记", "街道", "reported")
        assert (case.turn.unit, case.turn.refs) == ("街道·1", ("body:综治窗口",))
        assert {timer.id for timer in case.timers} == {"limit:登记:1", "sign_within:登记:1"}
    assert ids(engine, case) == {"accept", "sign_for"}


def test_each_step_follows_the_one_before(engine: Engine) -> None:
    case = walked(engine, opened(engine), *ROUND)
    assert (case.place, case.status, case.tier) == ("step:查看", "dispatched", "社区")
    assert case.history[-1].rules == ("engine:step_order",)
    assert {timer.id for timer in case.timers} == {"limit:查看:1"}
    case = walked(engine, case, *ROUND)
    assert (case.place, case.tier, case.turn.unit) == ("step:修复", "", "")
    assert case.turn.refs == ("body:供电公司",)
    case = walked(engine, case, *ROUND)
    assert (case.place, case.status) == ("step:修复", "fed_back")
    case = walked(engine, case, "verify", "close")
    assert (case.place, case.manner, case.turn.refs) == ("step:修复", "resolved", ())
    told = engine.explain(case)
    assert "在「修复」结案" in told.text("zh") and "closed at `修复`" in told.text("en")


def test_a_handler_stands_at_the_unit_of_its_level(engine: Engine) -> None:
    # 48 grids under 6 communities: grid 9 lies in community floor(8·6/48)+1.
    case = walked(engine, opened(engine), *ROUND)
    assert (case.turn.unit, case.turn.refs) == ("社区·2", ("post:书记",))
    at_street = walked(engine, opened(engine, "街道·1"), *ROUND)
    assert (at_street.turn.unit, at_street.turn.refs) == ("", ("post:书记",))


def test_the_first_of_a_list_leads_and_the_others_assist(engine: Engine) -> None:
    case = walked(engine, opened(engine), *ROUND)
    assert case.turn.assisting == ("post:网格员",)
    (move,) = (move for move in engine.moves(case) if move.kind == "sign_for")
    assert (move.id, move.actor, move.party.refs) == ("sign_for", "post:书记", ("post:书记",))
    assert "协办：网格员" in engine.explain(case).text("zh")
    assert "assisted by 网格员" in engine.explain(case).text("en")


def test_who_signed_first_stays_accountable(engine: Engine) -> None:
    case = walked(engine, opened(engine), *ROUND, "sign_for")
    assert case.accountable.refs == ("body:综治窗口",)
    assert case.handler.refs == ("post:书记",)


def test_on_leads_to_a_step_or_a_manner_instead_of_the_next() -> None:
    engine = engine_of("遇：办毕 → 修复", "遇：难度大 → 登记", "遇：办毕 → 解决")
    case = walked(engine, opened(engine), *ROUND)
    assert case.place == "step:修复"
    case = walked(engine, case, *ROUND)
    assert (case.status, case.manner, case.place) == ("closed", "resolved", "step:修复")


def test_a_trigger_leads_back_to_an_earlier_step_within_the_passes() -> None:
    engine = engine_of(second="遇：难度大 → 登记", fields="遍数：2次")
    case = walked(engine, opened(engine), *ROUND, "sign_for", "handle", "transfer:difficult:登记")
    assert (case.place, case.pass_count("step:登记")) == ("step:登记", 2)
    assert {timer.id for timer in case.timers} == {"limit:登记:2", "sign_within:登记:2"}
    case = walked(engine, case, *ROUND, "sign_for", "handle")
    assert "transfer:difficult:登记" not in ids(engine, case)
    with pytest.raises(GovError) as caught:
        walked(engine, case, "transfer:difficult:登记")
    assert caught.value.diagnostics[0].code == "GOV726"


def test_a_step_that_names_the_result_is_where_it_is_verified() -> None:
    engine = engine_of(second="遇：核查不通过 → 登记")
    fed_back = walked(engine, opened(engine), *ROUND, *ROUND)
    assert (fed_back.place, fed_back.status) == ("step:查看", "fed_back")
    passed = walked(engine, fed_back, "verify")
    assert ids(engine, passed) == {"transfer:verified:修复"}
    assert walked(engine, passed, "transfer").place == "step:修复"
    failed = walked(engine, fed_back, "verify:failed")
    assert ids(engine, failed) == {"transfer:failed:登记"}


def test_a_failed_result_is_handled_again_where_nothing_is_said(engine: Engine) -> None:
    case = walked(engine, opened(engine), *ROUND, *ROUND, *ROUND, "verify:failed")
    assert ids(engine, case) == {"rework"}
    assert walked(engine, case, "rework", "feed_back", "verify").status == "verified"


def test_the_text_may_say_how_the_last_step_closes() -> None:
    engine = engine_of(third="遇：核查通过 → 解释说明")
    case = walked(engine, opened(engine), *ROUND, *ROUND, *ROUND, "verify")
    assert ids(engine, case) == {"close:explained"}


def test_a_return_gives_the_case_back_as_it_was_sent(engine: Engine) -> None:
    sent = walked(engine, opened(engine), *ROUND)
    back = walked(engine, sent, "return_order")
    assert (back.place, back.status, back.tier) == ("step:登记", "handling", "街道")
    assert back.holder.refs == ("body:综治窗口",)
    assert {timer.id for timer in back.timers} == {"limit:登记:1"}
    again = walked(engine, back, "feed_back")
    with pytest.raises(GovError) as caught:
        walked(engine, again, "return_order")
    assert caught.value.diagnostics[0].code == "GOV716"


def test_an_expiry_leads_where_the_step_says() -> None:
    engine = engine_of("遇：超时 → 查看", third="遇：超时 → 终结", fields="总时限：30工作日")
    late = engine.tick(opened(engine), "2026-03-10 09:00")
    assert [(e.kind, e.target, e.automatic) for e in late.history[1:]] == [
        ("expire", "step:登记", True),
        ("transfer", "step:查看", True),
        ("expire", "step:查看", True),
    ]
    assert {timer.id for timer in late.timers} == {"limit:查看:1", "total:一站办理"}


def test_powers_are_judged_only_where_the_step_names_them() -> None:
    plain = walked(engine_of(), opened(engine_of(), 金额="6万元"), *ROUND, "sign_for")
    assert "handle" in ids(engine_of(), plain)
    judged = engine_of(second="遇：越权 → 修复")
    beyond = walked(judged, opened(judged, 金额="6万元"), *ROUND, "sign_for")
    assert ids(judged, beyond) == {"transfer:out_of_power:修复"}
    with pytest.raises(GovError) as caught:
        walked(judged, beyond, "handle")
    assert caught.value.diagnostics[0].code == "GOV718"
    within = walked(judged, opened(judged, 金额="5万元"), *ROUND, "sign_for")
    assert ids(judged, within) == {"handle"}


def test_why_not_knows_the_steps(engine: Engine) -> None:
    case = opened(engine)
    assert engine.why_not(case, "修复").rule == "engine:named_trigger"
    following = engine.why_not(case, "查看")
    assert following.rule == "engine:step_order"
    assert "办毕" in following.text("zh") and "`feed_back` first" in following.text("en")
    assert "登记" in engine.why_not(case, "登记").text("zh")
    jumped = engine.apply(case, "transfer:修复", at="2026-03-02 10:00", on_breach="record")
    assert (jumped.place, jumped.breaches[0].code) == ("step:修复", "GOV720")


def test_a_process_without_tier_and_step_is_refused() -> None:
    bare = loads("govkit 1\n地区 甲 { 层级 街道 { 数量：1 }\n事项 乙\n流程 丙 { 适用：乙 } }")
    with pytest.raises(GovError) as caught:
        Engine(bare).open("乙", unit="街道·1", at="2026-03-02 09:00")
    assert caught.value.diagnostics[0].code == "GOV702"
