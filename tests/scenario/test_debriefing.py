"""Debriefs: score, limits, end, and what a walk rested on."""

from __future__ import annotations

import pytest

from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Walk, debrief

from .conftest import LAKESIDE
from .test_choosing import NAMES, begun, took


@pytest.mark.parametrize("name", NAMES)
def test_the_expected_course_has_full_marks(guangming: Engine, name: str) -> None:
    walk = begun(guangming, name).played()
    found = debrief(walk)
    assert (walk.case.tier, walk.case.manner) == (walk.course.ends_at, walk.course.manner)
    assert found.score.got == found.score.full
    assert found.kept == len(found.limits) > 0
    assert {row.grade for row in found.rows} == {"best"}


def test_exactly_at_the_limit_turns_on_the_reading(guangming: Engine) -> None:
    found = debrief(begun(guangming, "小游园四十万元整").played())
    assert found.case.tier == "社区"
    assert [(t.item, t.first, t.other) for t in found.readings] == [
        ("工程自建", "within", "beyond")
    ]
    assert any("限额" in ground.says.zh for ground in found.doubtful)


def test_one_yuan_more_rises_and_passes_the_ceiling(guangming: Engine) -> None:
    found = debrief(begun(guangming, "小游园四十万零一元").played())
    assert found.case.tier == "街道"
    assert found.readings == ()
    assert [passage.grade for passage in found.passages] == ["常事"]


def test_each_wrong_choice_costs_a_point_until_the_turn_is_worth_nothing(guangming: Engine) -> None:
    whole = debrief(begun(guangming, "楼道堆物").played()).score.full
    walk = begun(guangming, "楼道堆物")
    for lost in (1, 2, 2):
        walk = took(walk, "unlawful")
        assert debrief(walk.played()).score.got == whole - lost


def test_an_acceptable_choice_costs_nothing_and_a_worse_one_does(guangming: Engine) -> None:
    walk = begun(guangming, "楼道堆物").best()
    accepted, worse = took(walk, "acceptable"), took(walk, "other")
    full = debrief(walk.played()).score.full
    assert debrief(accepted.played()).score.got == full
    assert debrief(worse).score.got < debrief(accepted).score.got + 1
    assert debrief(worse).rows[-1].expected is not None


def test_taking_back_costs_nothing(guangming: Engine) -> None:
    walk = took(begun(guangming, "楼道堆物").best(), "other").undo()
    found = debrief(walk.played())
    assert found.score.got == found.score.full


def test_turns_that_were_never_played_earn_nothing() -> None:
    engine = Engine(loads(LAKESIDE.replace("适用：邻里纠纷", "适用：邻里纠纷；不予受理：重复提出")))
    walk = begun(engine, "开会").chosen("close:not_accepted:rejected:重复提出")
    found = debrief(walk)
    assert walk.is_over
    assert dict((line, got) for line, got, _ in found.score.lines)["turns"] == 0
    assert not found.manner_as_stated


def test_a_limit_missed_is_listed_and_costs_unless_the_story_wants_it(lakeside: Engine) -> None:
    found = debrief(begun(lakeside, "慢").played())
    assert [limit.kept for limit in found.limits] == [False, True]
    assert found.score.got == found.score.full


def test_dawdling_off_the_course_misses_a_limit(lakeside: Engine) -> None:
    walk: Walk = begun(lakeside, "开会").best()
    while walk.decision is not None and walk.decision.case.tier == "社区":
        walk = walk.chosen(_talk(walk))
    walk = walk.chosen("sign_for")
    found = debrief(walk)
    assert not all(limit.kept for limit in found.limits)
    assert dict((line, got) for line, got, _ in found.score.lines)["limits"] < 2


def _talk(walk: Walk) -> str:
    """Another meeting, or handling again where none can be held: nothing that gets on."""
    assert walk.decision is not None
    wanted = [c for c in walk.decision.choices if c.kind in ("deliberate", "handle") and c.move]
    return wanted[0].asked


def test_assumptions_of_the_walk_are_listed_and_only_those(guangming: Engine) -> None:
    says = [g.says.zh for g in debrief(begun(guangming, "楼道堆物").played()).assumed]
    assert "支部 · 时限：10工作日" in says
    assert not any(said.startswith("社区 ·") for said in says)


def test_only_what_matters_is_said_to_be_left_out(guangming: Engine) -> None:
    from_grid = debrief(begun(guangming, "楼道堆物").played()).simplified
    from_community = debrief(begun(guangming, "小游园四十万元整").played()).simplified
    assert ("spread" in from_grid, "spread" in from_community) == (True, False)
    assert ("attendance" in from_grid, "attendance" in from_community) == (False, True)


def test_an_unfinished_walk_has_a_debrief(guangming: Engine) -> None:
    found = debrief(begun(guangming, "楼道堆物").best())
    assert len(found.rows) == 1
    assert not found.tier_as_stated
    assert 0 < found.score.got < found.score.full


def test_a_limit_that_ended_late_says_by_how_much() -> None:
    text = LAKESIDE.replace("超时 或 事项重大", "事项重大")
    text = text.replace("    回合 { 动作：签收；经过：3工作日；情形：“到了街道” }\n", "")
    text = text.replace("处置；经过：1小时；金额：90元", "处置；经过：3工作日；金额：90元")
    walk = begun(Engine(loads(text)), "慢").best().best()
    [row] = debrief(walk).limits
    # One working day from Monday 2 March ends with Tuesday; the case is handled on Thursday.
    assert not row.kept and row.late is not None
    assert row.late.calendar == "work_day" and (row.late.days, row.late.hours > 0) == (1, True)


def test_a_limit_that_led_on_by_itself_was_not_late(lakeside: Engine) -> None:
    found = debrief(begun(lakeside, "慢").played())
    assert [limit.late for limit in found.limits] == [None, None]
