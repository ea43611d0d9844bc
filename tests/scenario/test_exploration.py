"""What a branching lesson means, rule by rule: small lessons, explored and followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from govkit.engine import Engine
from govkit.pipeline import loads
from govkit.scenario import Graph, explore, explored
from govkit.scenario.graph import Outcome, State

DISTRICT = """govkit 1
地区 湖滨 {
  层级 街道 { 数量：1个 }
  层级 社区 { 上级：街道；数量：3个 }
  岗位 书记 { 设于：社区；应有：1/社区 }
  要素 金额 { 单位：元 }
  事项 邻里纠纷
  流程 逐级办理 {
    适用：邻里纠纷
    级 社区 { 承办：书记；时限：1工作日；遇：超时 或 事项重大 → 街道 }
    级 街道 { 承办：街道；时限：7工作日 假设 “只供培训”；遇：事项重大 → 社区 假设 “只供培训” }
  }
  平急状态 急时 { 启用：逐级办理；先行：疏散转移 }
  平急状态 平时 { 启用：逐级办理 }
  场景 课 “一件小事” {
    事项：邻里纠纷；发生于：社区·2；开始：2026-03-02 09:30；自动办理：签收
    角色 书记 { 岗位：书记 }
    角色 老住户 { 掌握情况：“大家怕的是气味。” }
    %s
  }
}
"""
ENDS = """处置结果 办成 当 进展 = 已结案 { 评级：最佳 }
    处置结果 没办 { 评级：欠妥 }"""


@dataclass
class Course:
    """A course being followed: where it is, and the outcome that led there."""

    graph: Graph
    at: State
    came: Outcome | None = None

    def take(self, name: str, outcome: int | None = None) -> Course:
        assert self.at.turn is not None
        options = self.graph.turns[self.at.turn].options
        offer = next(one for one in self.at.offers if options[one.option].name == name)
        drawn = next(n for n, one in enumerate(offer.to) if one.drawn)
        came = offer.to[drawn if outcome is None else outcome]
        return Course(self.graph, self.graph.states[came.state], came)

    @property
    def turn(self) -> str:
        return "" if self.at.turn is None else self.graph.turns[self.at.turn].name

    @property
    def offered(self) -> set[str]:
        assert self.at.turn is not None
        options = self.graph.turns[self.at.turn].options
        return {options[one.option].name for one in self.at.offers}

    @property
    def ending(self) -> str:
        assert self.at.end is not None and self.at.end.ending is not None
        return self.graph.endings[self.at.end.ending].name

    def told(self) -> list[str]:
        assert self.came is not None
        return [self.graph.text(one.text) for one in self.came.told]

    def made(self) -> list[str]:
        assert self.came is not None
        return [self.graph.text(one.text) for one in self.came.made]

    def text(self, number: int | None) -> str:
        return self.graph.text(number)


def lesson(body: str, seed: str = "", seats: tuple[str, ...] = ()) -> Course:
    """A lesson with this body, at its first question."""
    graph = explore(Engine(loads(DISTRICT % body)), "课", seed, seats)
    return Course(graph, graph.states[0])


TWO = f"""回合 甲 “第一件事？” {{ 角色：书记
      选项 办 “去办” {{ 动作：处置；经过：2小时；评级：最佳；情形：“办了。” }}
      选项 等 “等等” {{ 经过：2工作日；评级：欠妥；情形：“等着。”
        情形：“街道来了人。” 当 所在 = 街道 }}
      选项 退 “退回去” {{ 动作：退单；评级：欠妥；情形：“退了。” }} }}
    回合 乙 “然后？” {{ 角色：书记
      选项 结 “办结它” {{ 动作：反馈、核查·核查通过、结案·解决；评级：最佳 }}
      选项 放 “放着” {{ 评级：欠妥 }} }}
    {ENDS}"""


def test_routine_moves_are_put_in_and_made_at_once() -> None:
    course = lesson(TWO).take("办")
    assert course.came is not None and course.came.grade == "best"
    assert course.made() == ["签收", "处置"]
    assert [one.clock for one in course.came.made] == ["09:30", "11:30"]
    assert course.at.clock == "11:30" and course.turn == "乙"
    assert course.text(course.came.story) == "办了。"


def test_what_the_process_refuses_strikes_the_option_out_and_nothing_else() -> None:
    first = lesson(TWO)
    course = first.take("退")  # nothing sent it here, so that it cannot be sent back
    assert course.came is not None and course.came.grade == "unlawful"
    assert course.at.clock == first.at.clock and course.at.case == first.at.case
    assert course.offered == {"办", "等"}
    assert course.came.story is None and course.came.why is not None
    assert [one.why for one in course.at.struck] == ["unlawful"]


def test_time_that_passes_lets_limits_run_out_and_the_story_is_of_the_state() -> None:
    course = lesson(TWO).take("等")
    assert course.came is not None
    assert course.text(course.came.story) == "街道来了人。"
    assert course.text(course.at.case.place) == "街道"
    assert any("街道" in text for text in course.told())
    assert course.came.missed  # the author's course does not let it run out


def test_a_move_that_time_has_overtaken_is_late_and_lapses() -> None:
    course = lesson(TWO.replace("动作：处置；经过：2小时", "动作：处置；经过：2工作日"))
    late = course.take("办")
    assert late.came is not None and late.came.grade == "late"
    assert late.made() == ["签收"]  # the routine one was made when it was chosen
    assert late.came.story is None  # told only where all moves were made


def test_the_ending_is_chosen_by_the_state_of_the_case() -> None:
    assert lesson(TWO).take("办").take("结").ending == "办成"
    assert lesson(TWO).take("办").take("放").ending == "没办"


def test_the_remark_on_an_end_is_kept_for_the_debrief() -> None:
    body = TWO.replace("没办 { 评级：欠妥", "没办 { 评级：欠妥；点评：“有下文才算办。”")
    course = lesson(body).take("办").take("放")
    assert course.at.end is not None
    assert course.text(course.at.end.debrief) == "有下文才算办。"


def test_what_would_have_to_be_written_is_not_told_to_a_class() -> None:
    refused = lesson(TWO).take("退").came
    assert refused is not None and refused.why is not None
    course = lesson(TWO.replace("动作：退单", "动作：上报·难度大·街道")).take("退")
    assert course.came is not None and "写明" not in course.text(course.came.why).partition("。")[2]


def test_the_authors_course_takes_the_first_best_option_and_full_is_its_score() -> None:
    graph = lesson(TWO).graph
    names = [graph.turns[graph.states[s.state].turn or 0].options[s.option].name
             for s in graph.author]  # fmt: skip
    assert names == ["办", "结"] and graph.full == 2 * 2 + 2 + 2


SELF = f"""回合 甲 “第一件事？” {{ 角色：书记；情形：“一开始。”
      选项 问 “去问问” {{ 询问：老住户；经过：1小时；评级：可行；转到：甲；点评：“问得好。” }}
      选项 办 “去办” {{ 动作：处置；评级：最佳 }}
      选项 等 “等等” {{ 评级：欠妥；点评：“等什么？” }} }}
    回合 乙 “然后？” {{ 角色：书记
      选项 回 “从头来” {{ 转到：甲；经过：1小时；评级：欠妥；点评：“绕了一圈。” }}
      选项 结 “办结它” {{ 动作：反馈、核查·核查通过、结案·解决；评级：最佳 }}
      选项 放 “放着” {{ 评级：欠妥；点评：“不能放。” }} }}
    {ENDS}"""


def test_the_same_turn_keeps_its_question_up_and_strikes_the_option_out() -> None:
    course = lesson(SELF).take("问")
    assert course.turn == "甲" and course.at.clock == "10:30"
    assert course.offered == {"办", "等"} and course.told() == ["大家怕的是气味。"]
    assert [one.why for one in course.at.struck] == ["taken"]
    assert course.at.story is None  # told when the turn was put, not again


def test_coming_from_elsewhere_offers_all_anew_and_a_turn_is_put_twice_at_most() -> None:
    again = lesson(SELF).take("问").take("等").take("回")
    assert again.turn == "甲" and again.offered == {"问", "办", "等"}
    third = again.take("等").take("回")
    assert third.turn == ""  # put twice: passed over, as 乙 is after it


CHANCE = f"""回合 甲 “第一件事？” {{ 角色：书记
      选项 议 “去谈” {{ 动作：处置 概率 30%；动作：处置、反馈 概率 70%；评级：最佳
        情形：“谈成了。” 当 进展 = 处置中；情形：“都办完了。” 当 进展 = 已反馈 }}
      选项 等 “等等” {{ 评级：欠妥 }} }}
    {ENDS}"""


def test_chance_gives_each_outcome_and_the_seed_draws_one() -> None:
    first = lesson(CHANCE)
    offer = next(one for one in first.at.offers if len(one.to) == 2)
    assert [one.chance for one in offer.to] == ["30%", "70%"]
    assert [one.drawn for one in offer.to].count(True) == 1
    assert first.text(first.take("议", 0).came.story) == "谈成了。"  # type: ignore[union-attr]
    assert first.text(first.take("议", 1).came.story) == "都办完了。"  # type: ignore[union-attr]
    drawn = []
    for seed in range(12):
        course = lesson(CHANCE, str(seed)).take("议")
        assert course.came is not None
        drawn.append(course.text(course.came.story))
    assert {"谈成了。", "都办完了。"} == set(drawn)
    assert drawn.count("都办完了。") > drawn.count("谈成了。")


def test_the_seed_alone_decides_the_order_of_the_options() -> None:
    orders = {
        tuple(one.name for one in lesson(TWO, str(seed)).graph.turns[0].options)
        for seed in range(20)
    }
    assert len(orders) > 3
    assert lesson(TWO, "7").graph == lesson(TWO, "7").graph
    letters = [one.letter for one in lesson(TWO, "7").graph.turns[0].options]
    assert letters == ["A", "B", "C"]


FIRST = """{mode}
    导调信息 水 当 非(先行) { 时刻：20分钟；情形：“水涨了。” }
    导调信息 问 { 时刻：30分钟；角色：书记；来自：街道；渠道：电话；情形：“街道来电。” }
    回合 甲 “第一件事？” { 角色：书记
      选项 撤 “把人叫出来，打119” { 先期处置：疏散转移；经过：8分钟；评级：最佳 }
      选项 看 “先看看” { 经过：40分钟；评级：欠妥 } }
    处置结果 好 当 先行 ≤ 10分钟 { 评级：最佳 }
    处置结果 差 { 评级：欠妥 }
    评分 {
      先保人：20分 当 先行 < 看；不看：10分 当 非(看)；人工：5分
    }"""


def test_acting_first_is_a_move_where_the_mode_lists_it() -> None:
    course = lesson(FIRST.replace("{mode}", "状态：急时")).take("撤")
    assert course.came is not None and course.came.grade == "best"
    assert course.made() == ["先行 疏散转移"] and course.came.rule is not None
    assert course.ending == "好"
    assert course.at.end is not None
    marks = {course.text(one.name): one.marked for one in course.at.end.marks}
    assert marks == {"先保人": "earned", "不看": "earned", "人工": "by_hand"}


@pytest.mark.parametrize("mode", ["", "状态：平时"])
def test_acting_first_is_never_refused_where_no_mode_lists_it(mode: str) -> None:
    course = lesson(FIRST.replace("{mode}", mode)).take("撤")
    assert course.came is not None and course.came.grade == "best"
    assert course.made() == ["疏散转移"] and course.came.rule is None
    assert course.ending == "好"  # the condition knows the deed, not the paper


def test_injects_come_by_the_clock_where_their_condition_holds_and_for_whom() -> None:
    saved = lesson(FIRST.replace("{mode}", "状态：急时")).take("撤")
    assert saved.told() == []  # 8 minutes: nothing is due, and the water is gone by then
    waited = lesson(FIRST.replace("{mode}", "状态：急时")).take("看")
    assert waited.told() == ["水涨了。", "街道来电。"]
    assert waited.came is not None
    water, call = waited.came.told
    assert water.to == () and [waited.graph.roles[n].name for n in call.to] == ["书记"]
    assert call.clock == "10:00" and waited.text(call.channel) == "电话"
    assert [waited.text(one.when) for one in waited.graph.injects] == ["非(先行)", ""]  # in words


def test_a_seat_of_the_script_is_decided_and_told() -> None:
    other = TWO.replace("角色：书记\n      选项 办", "角色：老住户\n      选项 办")
    course = lesson(other, seats=("书记",))
    assert course.turn == "乙"  # the question of the other seat was played
    told = [course.text(one.text) for one in course.graph.about.told]
    assert told == ["签收", "处置", "办了。"]


def test_what_is_recorded_happens_with_its_breach() -> None:
    body = TWO.replace("动作：退单；评级", "动作：反馈；不允许时：照实记录；评级").replace(
        "情形：“退了。”", "情形：“报了个假。”"
    )
    course = lesson(body).take("退")
    assert course.came is not None and course.came.grade == "unlawful"
    assert course.turn == "乙" and course.text(course.came.story) == "报了个假。"
    assert course.text(course.at.case.progress) == "已反馈"


@pytest.mark.parametrize(("clause", "costs"), [("", True), (" 假设 “只供培训”", False)])
def test_a_refusal_that_rests_on_an_assumption_costs_nothing(clause: str, costs: bool) -> None:
    """The same refusal, once by the text and once by what is only assumed."""
    body = TWO.replace("动作：退单", "动作：上报·超时·街道")
    text = (DISTRICT % body).replace("事项重大 → 街道 }", f"事项重大 → 街道{clause} }}")
    graph = explore(Engine(loads(text)), "课")
    refused = Course(graph, graph.states[0]).take("退").came
    assert refused is not None and refused.grade == "unlawful"
    assert refused.costs is costs


GRADED = f"""回合 甲 “第一件事？” {{ 角色：书记
      选项 办 “去办” 当 已过 < 1小时 {{ 动作：处置；评级：最佳；评级：欠妥 当 所在 = 街道 }}
      选项 等 “等等” {{ 经过：2工作日；评级：欠妥；转到：甲 }}
      选项 放 “放着” {{ 评级：欠妥 }} }}
    {ENDS}"""


def test_an_option_is_offered_only_where_its_condition_holds() -> None:
    first = lesson(GRADED)
    assert first.offered == {"办", "等", "放"}
    assert first.take("等").offered == {"放"}


def test_unmerged_courses_are_those_of_the_merged_graph() -> None:
    for body in (TWO, SELF, CHANCE, GRADED, FIRST.replace("{mode}", "状态：急时")):
        engine = Engine(loads(DISTRICT % body))
        one, other = explored(engine, "课"), explored(engine, "课", merged=False)
        assert len(other.graph.states) >= len(one.graph.states)
        assert_alike(one.graph, other.graph)


def assert_alike(one: Graph, other: Graph) -> None:
    """Both graphs tell the same of every course: questions, outcomes, texts, ends."""
    todo, seen = [(0, 0)], {(0, 0)}
    while todo:
        left, right = todo.pop()
        assert _plain(one, one.states[left]) == _plain(other, other.states[right])
        pairs = zip(one.states[left].offers, other.states[right].offers, strict=True)
        for mine, theirs in pairs:
            for here, there in zip(mine.to, theirs.to, strict=True):
                step = (here.state, there.state)
                if step not in seen:
                    seen.add(step)
                    todo.append(step)


TEXTS = {
    "text", "name", "until", "left", "place", "progress", "who", "mode", "story", "rule", "cite",
    "why", "debrief", "missed", "assumed", "judged", "source", "channel",
}  # fmt: skip


def _plain(graph: Graph, state: State) -> Any:
    """A state with its texts written out and without the numbers of other states."""

    def written(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {key: written(each, key) for key, each in value.items() if key != "state"}
        if isinstance(value, list | tuple):
            return [written(each, field) for each in value]
        return graph.text(value) if field in TEXTS and isinstance(value, int) else value

    return written(state.model_dump())
