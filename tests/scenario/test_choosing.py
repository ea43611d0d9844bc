"""Choosing, wrong choices, the way back, and decisions off the course."""

from __future__ import annotations

import pytest

from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Choice, Walk, read_course

from .conftest import LAKESIDE

NAMES = ["楼道堆物", "投放点选址", "小游园四十万元整", "小游园四十万零一元", "门口停车"]


def begun(engine: Engine, scenario: str) -> Walk:
    return Walk.begin(engine, read_course(engine.model, scenario))


def offered(walk: Walk) -> tuple[Choice, ...]:
    assert walk.decision is not None
    return walk.decision.choices


def took(walk: Walk, grade: str) -> Walk:
    """The walk after the first choice of a grade."""
    return walk.choose(next(c.number for c in offered(walk) if c.grade == grade))[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_decision_offers_at_most_nine_with_the_best_and_a_wrong_one(
    guangming: Engine, name: str
) -> None:
    walk = begun(guangming, name)
    while walk.decision is not None:
        choices = offered(walk)
        assert [choice.number for choice in choices] == list(range(1, len(choices) + 1))
        assert len(choices) <= 9
        assert "unlawful" in {choice.grade for choice in choices}
        assert walk.decision.best in [choice.move for choice in choices if choice.grade == "best"]
        assert len({choice.word("zh") for choice in choices}) == len(choices)
        walk = walk.best()


@pytest.mark.parametrize("name", NAMES)
def test_choices_agree_with_the_engine(guangming: Engine, name: str) -> None:
    walk = begun(guangming, name)
    while (now := walk.decision) is not None:
        lawful = {move.id for move in guangming.moves(now.case, now.at)}
        for choice in now.choices:
            if choice.grade == "unlawful":
                assert not guangming.why_not(now.case, choice.asked, now.at).lawful
            else:
                assert {move.id for move in choice.moves} <= lawful
        walk = walk.best()


def test_a_wrong_choice_is_explained_and_leaves_the_case(guangming: Engine) -> None:
    walk = begun(guangming, "楼道堆物")
    number = next(c.number for c in offered(walk) if c.grade == "unlawful")
    after, verdict = walk.choose(number)
    assert after.case == walk.case
    assert verdict.attempt is not None
    assert verdict.attempt.why_not.rule == "engine:order"
    assert len(after.attempts) == 1


def test_rising_without_a_reason_is_refused_by_the_rule_of_the_text(guangming: Engine) -> None:
    walk = took(begun(guangming, "投放点选址"), "best")
    choice = next(c for c in offered(walk) if c.asked == "社区")
    _, verdict = walk.choose(choice.number)
    assert verdict.attempt is not None
    refusal = verdict.attempt.why_not.refusal
    assert refusal is not None
    assert (refusal.citation.source, refusal.citation.quotation) == ("光明探索", "导致支部无法议定")


def test_a_step_back_restores_the_walk_and_keeps_the_attempts(guangming: Engine) -> None:
    walk = took(begun(guangming, "楼道堆物"), "unlawful")
    back = took(walk, "best").undo()
    assert back.case == walk.case
    assert back.decision == walk.decision
    assert (len(back.attempts), back.undone) == (1, 1)


def test_the_first_step_cannot_be_taken_back(guangming: Engine) -> None:
    walk = begun(guangming, "楼道堆物")
    assert walk.undo() is walk


def test_the_outcome_of_a_meeting_is_told_not_chosen(guangming: Engine) -> None:
    walk = took(begun(guangming, "投放点选址"), "best")
    assert [c.word("zh") for c in offered(walk) if c.kind == "deliberate"] == [
        "议事 支部党员大会",
        "议事 联席会议",
    ]
    assert walk.best().case.status == "undecided"


def test_the_meeting_that_the_story_names_is_expected(lakeside: Engine) -> None:
    walk = took(begun(lakeside, "开会"), "best")
    grades = {c.move.meeting: c.grade for c in offered(walk) if c.move and c.move.meeting}
    assert grades == {"早会": "acceptable", "晚会": "best"}


def test_accepting_before_signing_is_no_worse(guangming: Engine) -> None:
    walk = begun(guangming, "投放点选址")
    assert next(c.grade for c in offered(walk) if c.kind == "accept") == "acceptable"


def test_off_the_course_the_next_lawful_turn_is_expected(lakeside: Engine) -> None:
    walk = took(begun(lakeside, "开会"), "best")
    walk = took(walk, "other")  # handled without deliberating
    assert walk.case.status == "handling"
    assert walk.decision is not None and walk.decision.turn is not None
    assert walk.decision.turn.name == "2"  # deliberating is lawful again
    walk = walk.chosen("feed_back")
    assert walk.decision is not None and walk.decision.turn is not None
    assert walk.decision.turn.name == "5"


def test_off_the_course_a_turn_whose_time_comes_too_late_is_expected_sooner() -> None:
    engine = Engine(
        loads("""govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  会议 早会
  事项 邻里纠纷
  流程 逐级办理 {
    适用：邻里纠纷
    级 社区 { 承办：社区；议事：早会；时限：2工作日；遇：超时 → 街道 }
    级 街道 { 承办：街道；时限：7工作日 }
  }
  场景 迟 {
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30
    回合 1 { 动作：签收；经过：1小时 }
    回合 2 { 动作：处置；经过：1工作日 }
    回合 3 { 动作：反馈；经过：1工作日 }
    回合 4 { 动作：核查；因：核查通过；经过：1小时 }
    回合 5 { 动作：结案；方式：解决；经过：1小时 }
    办结于：社区；方式：解决
  }
}
""")
    )
    walk = begun(engine, "迟").best()
    walk = took(walk, "other")  # a meeting, which nobody expected, takes a day
    walk = walk.chosen("handle")
    now = walk.decision
    assert now is not None and now.turn is not None
    assert (now.turn.name, now.case.tier) == ("3", "社区")
    assert (now.at - walk.taken[-1].decision.at).total_seconds() == 3600
    assert walk.chosen("feed_back").taken[-1].grade == "best"


def test_what_runs_out_meanwhile_happens_before_the_decision(lakeside: Engine) -> None:
    walk = took(begun(lakeside, "慢"), "best")
    assert walk.case.tier == "社区"
    assert walk.decision is not None
    assert walk.decision.case.tier == "街道"


def test_what_a_turn_gives_is_known_when_it_is_decided(lakeside: Engine) -> None:
    walk = begun(lakeside, "慢")
    walk = walk.best().best()
    assert walk.case.value("金额") is None
    assert walk.decision is not None
    assert walk.decision.case.value("金额") is not None
    assert [v.attribute for v in walk.best().case.history[-1].given] == ["金额"]


def test_no_choice_beyond_the_last(guangming: Engine) -> None:
    walk = begun(guangming, "楼道堆物")
    with pytest.raises(IndexError):
        walk.choose(len(offered(walk)) + 1)
    with pytest.raises(IndexError):
        walk.choose(0)
    with pytest.raises(IndexError):
        walk.played().choose(1)


def test_a_case_that_closes_by_itself_ends_the_walk() -> None:
    text = LAKESIDE.replace("遇：超时 或 事项重大 → 街道", "遇：超时 → 终结")
    walk = begun(Engine(loads(text)), "开会").best()
    while walk.decision is not None:
        talk = ("deliberate", "handle")
        walk = walk.chosen(
            next(c.asked for c in walk.decision.choices if c.kind in talk and c.move)
        )
    assert walk.case.is_closed
    assert walk.case.history[-1].automatic


@pytest.mark.parametrize("meeting", ["早会", "晚会"])
def test_a_turn_that_names_its_meeting_expects_that_one(meeting: str) -> None:
    """Also where its story speaks of another one."""
    text = LAKESIDE.replace("因：议定；情形", f"因：议定；会议：{meeting}；情形")
    walk = begun(Engine(loads(text)), "开会").best()
    assert walk.decision is not None and walk.decision.best is not None
    assert walk.decision.best.meeting == meeting
    grades = {c.moves[0].meeting: c.grade for c in offered(walk) if c.kind == "deliberate"}
    assert grades == {meeting: "best", ({"早会", "晚会"} - {meeting}).pop(): "other"}
