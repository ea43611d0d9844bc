"""Turning a case down (不予受理): on a ground that the text states, never where acts come first.

The hotline is that of articles 19 and 22 of a public regulation; the flood is invented.
"""

from __future__ import annotations

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import compile_text, loads
from govkit.values import Word

TEXT = """govkit 1
地区 东湖 据 条例·第十九条 {
  出处 条例 { 类型：文件；篇目：第十九条 }
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  机构 热线 { 设于：街道 }
  机构 承办科 { 设于：街道 }
  机构 信访科 { 设于：街道 }
  事由 已经起诉
  事项 求助
  事项 投诉 { 不予受理：涉及个人隐私；事项 噪声 { 不予受理：求助的不算 不得 } }
  事项 积水
  事项 信访事项
  流程 热线办理 {
    适用：求助、投诉、信访事项
    不予受理：依法应当通过诉讼程序解决 → 诉讼途径，已经起诉，信访事项，“求助的不算”
    步 受理 { 承办：热线；时限：1工作日 WAY }
    步 办理 { 承办：承办科；时限：5工作日；不予受理：结论合法合理 }
    步 信访 { 承办：信访科 }
  }
  流程 内涝 { 适用：积水；级 社区 { 承办：社区 } }
  平急状态 急时 { 决定：街道；先行：疏散转移 }
  平急状态 平时 { 决定：街道 }
}
"""
AT = "2026-03-02 09:00"
COURT, LAWSUIT = "依法应当通过诉讼程序解决", "close:not_accepted:rejected:"


def engine_of(way: str = "", *replaced: tuple[str, str]) -> Engine:
    text = TEXT.replace("WAY", way)
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return Engine(loads(text))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def opened(engine: Engine, matter: str = "求助", mode: str | None = None) -> Case:
    return engine.open(matter, unit="社区·2", at=AT, mode=mode)


def turned_down(engine: Engine, case: Case) -> list[str]:
    return [move.id for move in engine.moves(case) if move.trigger == "not_accepted"]


def codes(text: str) -> list[str]:
    return [found.code for found in compile_text(text).diagnostics]


def refused(engine: Engine, case: Case, move: str) -> tuple[str, str]:
    with pytest.raises(GovError) as error:
        engine.apply(case, move, at=case.as_of)
    (found,) = error.value.diagnostics
    return found.code, found.rule


def test_where_the_text_is_silent_it_is_no_move(engine: Engine) -> None:
    flooded = opened(engine, "积水")
    assert [move.id for move in engine.moves(flooded)] == ["accept", "sign_for"]
    assert refused(engine, flooded, "结案：不予受理") == ("GOV795", "engine:stated_ground")
    assert refused(engine, flooded, "close:rejected")[0] == "GOV795"
    found = engine.why_not(flooded, "结案：不予受理", lang="zh").text()
    assert "写明哪些情形不予受理" in found


def test_each_stated_ground_is_a_move_of_its_own(engine: Engine) -> None:
    grounds = [f"{LAWSUIT}{word}" for word in (COURT, "已经起诉", "求助的不算")]
    assert turned_down(engine, opened(engine)) == grounds
    assert turned_down(engine, opened(engine, "投诉")) == [*grounds, f"{LAWSUIT}涉及个人隐私"]


def test_a_word_that_names_a_matter_is_a_ground_for_that_matter_alone(engine: Engine) -> None:
    assert f"{LAWSUIT}信访事项" in turned_down(engine, opened(engine, "信访事项"))


def test_the_ground_and_the_right_way_stand_in_the_history(engine: Engine) -> None:
    case = engine.apply(opened(engine), f"结案：不予受理：{COURT}", at="2026-03-02 10:00")
    event = case.history[-1]
    assert (case.status, case.manner) == ("closed", "rejected")
    assert (event.trigger, event.subject, event.route) == ("not_accepted", COURT, "诉讼途径")
    assert event.rules == ("process:热线办理.not_accepted_for",)
    assert event.citation.place == "第十九条"
    assert words.of(event, "zh").startswith(f"结案 不予受理 {COURT}（告知：诉讼途径）")
    assert COURT in engine.explain(case, "en").text() and "诉讼途径" in engine.explain(case).text()


def test_a_ground_that_is_not_stated_is_refused_and_the_stated_ones_named(engine: Engine) -> None:
    case = opened(engine)
    assert refused(engine, case, "结案：不予受理：太忙") == (
        "GOV796", "process:热线办理.not_accepted_for",
    )  # fmt: skip
    with pytest.raises(GovError) as error:
        engine.apply(case, "结案：不予受理：太忙", at=AT)
    assert COURT in error.value.text("zh")


def test_with_several_grounds_one_is_to_be_named(engine: Engine) -> None:
    assert refused(engine, opened(engine), "结案：不予受理")[0] == "GOV727"


def test_it_goes_as_the_text_says(engine: Engine) -> None:
    explained = engine_of("；遇：不予受理 → 解释说明")
    case = engine_of().apply(opened(engine), f"close:not_accepted:{COURT}", at=AT)
    other = explained.apply(opened(explained), f"close:not_accepted:{COURT}", at=AT)
    assert (case.manner, other.manner) == ("rejected", "explained")
    assert set(other.history[-1].rules) == {
        "process:热线办理.not_accepted_for", "process:热线办理/step:受理.on[not_accepted]",
    }  # fmt: skip


def test_it_may_be_sent_on_to_the_right_place() -> None:
    engine = engine_of("；遇：不予受理 → 信访")
    case = opened(engine, "信访事项")
    assert "transfer:not_accepted:信访:信访事项" in turned_down(engine, case)
    sent = engine.apply(case, "转办：信访：信访事项", at=AT)
    assert (sent.place, sent.status, sent.history[-1].subject) == (
        "step:信访", "dispatched", "信访事项",
    )  # fmt: skip


def test_never_under_a_mode_that_lists_acts_first(engine: Engine) -> None:
    urgent, plain = opened(engine, mode="急时"), opened(engine, mode="平时")
    assert turned_down(engine, urgent) == []
    assert refused(engine, urgent, f"结案：不予受理：{COURT}") == ("GOV797", "mode:急时.first")
    assert len(turned_down(engine, plain)) == 3
    assert turned_down(engine, engine.switch(plain, "急时", at=AT)) == []


def test_at_intake_and_where_a_place_has_grounds_of_its_own(engine: Engine) -> None:
    case = opened(engine)
    for move in ("sign_for", "handle", "feed_back"):
        if move != "sign_for":
            assert turned_down(engine, case) == []
        case = engine.apply(case, move, at=AT)
    assert (case.place, case.status) == ("step:办理", "dispatched")
    assert turned_down(engine, case) == [f"{LAWSUIT}结论合法合理"]
    signed = engine.apply(case, "sign_for", at=AT)
    assert turned_down(engine, signed) == []


def test_a_matter_takes_the_grounds_of_the_outer_one_less_what_is_forbidden(
    engine: Engine,
) -> None:
    grounds = [f"{LAWSUIT}{word}" for word in (COURT, "已经起诉", "涉及个人隐私")]
    assert turned_down(engine, opened(engine, "噪声")) == grounds


def test_a_condition_on_a_ground_counts() -> None:
    engine = engine_of("", ("不予受理：涉及个人隐私", "不予受理：涉及个人隐私 当 平时"))
    private = f"{LAWSUIT}涉及个人隐私"
    assert private not in turned_down(engine, opened(engine, "投诉"))
    assert private in turned_down(engine, opened(engine, "投诉", "平时"))


@pytest.mark.parametrize(
    ("matter", "mode", "move", "code"),
    [
        ("积水", None, "结案：不予受理", "GOV795"),
        ("求助", None, "结案：不予受理：太忙", "GOV796"),
        ("求助", "急时", f"结案：不予受理：{COURT}", "GOV797"),
    ],
)
def test_what_was_done_all_the_same_is_recorded_with_its_breach(
    engine: Engine, matter: str, mode: str | None, move: str, code: str
) -> None:
    case = opened(engine, matter, mode)
    case = engine.apply(case, move, at=AT, on_breach="record")
    assert [breach.code for breach in case.breaches] == [code]
    assert (case.status, case.manner) == ("closed", "rejected")
    assert case.history[-1].subject == move.removeprefix("结案：不予受理").strip("：")
    assert engine.explain(case).text()


def test_an_event_of_the_text_that_was_the_ground_has_happened() -> None:
    engine = engine_of("；遇：不予受理 → 信访")
    for ground, word in (("已经起诉", "on"), (COURT, "off")):
        case = engine.apply(opened(engine), f"转办：信访：{ground}", at=AT)
        assert case.value("event:已经起诉") == Word(word)


def test_a_way_on_without_a_ground_is_a_finding() -> None:
    text = TEXT.replace("WAY", "；遇：不予受理 → 信访")
    assert "GOV632" not in codes(text)
    silent = text.replace("不予受理：依法应当", "说明：“").replace("“求助的不算”", "”")
    silent = silent.replace("不予受理：涉及个人隐私", "别称：骂人")
    assert codes(silent).count("GOV632") == 1


def test_recorded_on_the_way_to_the_right_place() -> None:
    engine = engine_of("；遇：不予受理 → 信访")
    case = engine.apply(opened(engine), "转办：不予受理：信访：太忙", at=AT, on_breach="record")
    event = case.history[-1]
    assert (case.place, event.subject, event.breaches[0].code) == ("step:信访", "太忙", "GOV796")
