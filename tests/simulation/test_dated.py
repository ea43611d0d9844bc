"""What holds for a time: modes, vacant posts and statements with dates or modes; chances on ways.

A small district runs for two weeks; each text differs from another in the one thing that is tried.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from govkit.engine import Case
from govkit.simulation.driver.daily import Daily
from tests.simulation.test_occasions import Ran, ran

TEXT = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 街道 { 数量：1 }
  层级 网格 { 上级：街道；数量：2 }
  岗位 网格员 { 设于：网格；编制：1名/网格；上级：值班员；空缺：上提 }
  岗位 值班员 { 设于：街道；编制：2名/街道 }
  要素 缓急 { 取值：缓、急 }
  事项 噪声
  事项 占道
  平急状态 急时 { 决定：街道；暂停：办件；启用流程：急办 }
  流程 办件 {
    适用：噪声、占道
    级 网格 { 承办：网格员；时限：9工作日；遇：难度大 → 街道 }
    级 街道 { 承办：值班员；时限：9工作日 }
  }
  流程 急办 { 适用：噪声、占道；级 街道 { 承办：值班员 } }
  推演 日常 自 2026-03-02 至 2026-06-01 {
    来件 上报 {
      到件：20件/网格/月 假设；发生于：网格 假设
      事项：噪声 → 40%，其余 → 60% 假设；构成：缓 → 100% 假设
    }
    承办力量 网格员 { 工时：40小时/周 假设；用时：固定(6工作小时) 假设 }
    承办力量 值班员 { 工时：40小时/周 假设；用时：固定(1工作小时) 假设 }
  }
}
"""
HEAD, PERIOD = "    来件 上报", "自 2026-03-05 至 2026-03-10"
DAYS = 14


def said(line: str, old: str = "", new: str = "", text: str = TEXT) -> Ran:
    assert old in text
    changed = text.replace(old, new, 1) if old else text
    return ran(changed.replace(HEAD, f"    {line}\n{HEAD}") if line else changed, days=DAYS)


def cases_of(found: Ran) -> list[Case]:
    return [*found.seen.closed.values(), *(life.case for life in found.run.lives.values())]


@pytest.fixture(scope="module")
def plain() -> Ran:
    return said("")


def test_a_mode_begins_and_ends_for_every_open_case_in_the_order_of_their_numbers(
    plain: Ran,
) -> None:
    found = said(f"状态：急时 {PERIOD}", "固定(1工作小时)", "固定(30工作小时)")
    begins, ends = (datetime.fromisoformat(f"2026-03-{d:02d}T00:00:00+08:00") for d in (5, 10))
    switched = [event for case in cases_of(found) for event in case.history
                if event.kind == "switch"]  # fmt: skip
    assert {event.at for event in switched} == {begins, ends}
    for case in cases_of(found):
        fast = begins <= case.opened_at < ends
        assert case.process == "急办" if fast else not case.history[0].mode
        if case.opened_at < begins and (case.closed_at or ends) > begins:
            assert case.process == "急办"  # it went over, to be signed for at the street
    assert found.seen.opened_at == plain.seen.opened_at


def test_who_is_away_is_stood_in_for_while_he_is_away() -> None:
    found = said(f"空缺：网格员 {PERIOD}", "固定(1工作小时)", "固定(30工作小时)")
    work = [(at // 86_400, actor.partition("·")[0]) for at, kind, actor in found.seen.by
            if kind == "handle"]  # fmt: skip
    assert {actor for day, actor in work if 3 <= day < 8} == {"post:值班员"}
    # What a stand-in has by then he keeps; who is back takes part from the next case on.
    assert "post:网格员" in {actor for day, actor in work if day >= 9}
    away = [event.at.day for case in cases_of(found) for event in case.history
            if event.kind == "vacate"]  # fmt: skip
    assert set(away) == {5, 10}


@pytest.mark.parametrize("when", [PERIOD, "当 急时"])
def test_a_statement_counts_on_its_days_alone(when: str, plain: Ran) -> None:
    """More cases come while it holds; before, the same ones as ever."""
    rate = f"到件：200件/网格/月 {when} 假设；到件：20件/网格/月 假设"
    mode = f"状态：急时 {PERIOD}" if when == "当 急时" else ""
    found = said(mode, "到件：20件/网格/月 假设", rate)
    more, base = (
        [sum(first <= at // 86_400 < last for at in one.seen.opened_at.values())
         for first, last in ((0, 3), (3, 8), (8, 14))]
        for one in (found, plain)
    )  # fmt: skip
    assert more[0] == base[0] and more[1] > 4 * base[1] and more[2] < more[1] / 3


def test_hands_come_and_go_by_date() -> None:
    """Three at the street for some days, one before and after."""
    hands = f"承办力量 值班员 {{ 人数：3名 {PERIOD} 假设；人数：1名 假设；"
    text = TEXT.replace("承办力量 值班员 {", hands)
    found = said("", "遇：难度大 → 街道", "遇：难度大 → 街道 概率 100%", text)
    (station,) = (one for key, one in found.run.stations.items() if key[0] == "post:值班员")
    days = [{begin // 86_400 for begin, _ in holder.duty.stretches} for holder in station.holders]
    assert len(days) == 3 and days[1] == days[2] == {3, 4, 7}  # 5, 6 and 9 March: a weekend between
    assert days[1] < days[0]


def test_a_chance_on_the_way_counts_before_all_others(plain: Ran) -> None:
    up, way = "escalate:difficult", "遇：难度大 → 街道"
    assert up not in plain.seen.moves
    always = said("", way, f"{way} 概率 100%")
    assert always.seen.moves[up] > 5
    nearer = said("发生率：难度大 → 100% 假设", way, f"{way} 概率 0%")
    assert up not in nearer.seen.moves
    assert said("发生率：难度大 → 100% 假设").seen.moves[up] > 5
    assert said("发生率：其余 → 100% 假设").seen.moves[up] > 5


def test_the_rest_of_a_share_goes_to_all_others_alike(plain: Ran) -> None:
    assert {case.matter for case in cases_of(plain)} == {"噪声", "占道"}
    half = said("", "构成：缓 → 100%", "构成：缓 → 50%，其余 → 50%")
    assert {case.grade("缓急") for case in cases_of(half)} == {"缓", "急"}


def test_a_statement_of_the_mix_may_ask_for_the_matter() -> None:
    mix = "构成：急 → 100% 当 事项 = 噪声 假设；构成：缓 → 100% 假设"
    found = said("", "构成：缓 → 100% 假设", mix)
    assert {(case.matter, case.grade("缓急")) for case in cases_of(found)} == {
        ("噪声", "急"), ("占道", "缓")}  # fmt: skip


def test_a_value_by_day_is_that_of_its_last_change() -> None:
    days = Daily.of([(0, "甲"), (10, "甲"), (20, "乙")])
    assert days.pieces == ((0, "甲"), (20, "乙")) and days.changes == (20,)
    assert [days.at(second) for second in (0, 19, 20, 99)] == ["甲", "甲", "乙", "乙"]


@pytest.mark.parametrize(("share", "happens"), [("100%", True), ("0%", False)])
def test_a_meeting_says_itself_what_it_comes_to(share: str, happens: bool) -> None:
    """Its own station counts before that of whoever has the case, and before the workload."""
    text = TEXT.replace("事项 噪声\n", "会议 碰头会 { 召集：街道 }\n  事项 噪声\n").replace(
        "级 网格 { 承办：网格员", "级 网格 { 议事：碰头会 应当；承办：网格员"
    )
    station = f"承办力量 碰头会 {{ 例会时间：每周三15:00 假设；发生率：议而未决 → {share} 假设 }}"
    found = said(f"发生率：议而未决 → 50%，其余 → 0% 假设\n    {station}", text=text)
    undecided, agreed = (found.seen.moves[f"deliberate:{one}"] for one in ("undecided", "agreed"))
    assert (undecided > 3 and not agreed) if happens else (agreed > 3 and not undecided)


def test_what_a_stream_does_not_say_the_workload_says_for_it(plain: Ran) -> None:
    matters = "事项：噪声 → 40%，其余 → 60% 假设；构成：缓 → 100% 假设"
    where = "发生于：网格 假设"
    found = said(f"{where}；{matters}", f"；{where}\n      {matters}\n")
    assert found.seen.by == plain.seen.by
