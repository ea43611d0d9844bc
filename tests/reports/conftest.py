"""A small lesson made by hand, in either tongue: every field of it says which one it is."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.model.governance import Governance
from govkit.pipeline import loads
from govkit.scenario.graph import (
    About,
    Answer,
    End,
    Ending,
    Graph,
    Inject,
    Mark,
    Offer,
    Outcome,
    Question,
    Role,
    Standing,
    State,
    Step,
    Struck,
    Told,
)

MODELS = {
    "zh": """govkit 1
地区 样区 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区；应有：1/社区；职能：受理、协调 共2项 }
  机构 中心 { 设于：街道；数量：1 }
  会议 联席会议 { 召集：书记；频次：1次/季 }
  清单 权力 { 类型：权力；授予：书记
    项 自建 { 限额：40万元以下 } }
  事项 纠纷 { 大类：民生 }
  流程 阶梯 { 适用：纠纷
    级 社区 { 承办：书记；时限：7工作日；遇：越权 → 街道 }
    级 街道 { 承办：中心；时限：10工作日 } }
  流程 另一条 { 适用：无关
    级 社区 { 承办：书记；时限：99工作日 } }
  事项 无关 { 大类：民生 }
  场景 堆物 { 事项：纠纷；发生于：社区·1；开始：2026-03-02 09:00
    回合 1 { 动作：签收 } }
}
""",
    "en": """govkit 1
district Sample {
  level Street { count: 1 }
  level Community { parent: Street; count: 6 }
  post Secretary { at: Community; quota: 1/Community; functions: receiving, mediating }
  body Centre { at: Street; count: 1 }
  meeting Board { convener: Secretary; cadence: 1 times/quarter }
  list Powers { type: power; granted_to: Secretary
    item own_building { limit: ≤400000 yuan } }
  matter Quarrel { class: civil }
  process Ladder { applies_to: Quarrel
    tier Community { handler: Secretary; limit: 7 work_days; on: out_of_power -> Street }
    tier Street { handler: Centre; limit: 10 work_days } }
  process Other { applies_to: Unrelated
    tier Community { handler: Secretary; limit: 99 work_days } }
  matter Unrelated { class: civil }
  scenario Heap { matter: Quarrel; unit: Community.1; at: 2026-03-02 09:00
    turn 1 { move: sign_for } }
}
""",
}
PEOPLE = {"zh": ("堆物", "书记", "中心"), "en": ("Heap", "Secretary", "Centre")}


class Texts:
    """Texts by number, each said once."""

    def __init__(self) -> None:
        self.said: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.said.setdefault(text, len(self.said))


def lesson(lang: Any, **changed: Any) -> Graph:
    """Two questions, one off the author's course, three seats, two injects, two endings."""
    t = Texts()
    name, post, body = PEOPLE[lang]
    standing = Standing(place=t("case-place"), progress=t("case-progress"))
    news = Told(clock="09:40", text=t("news-water"), channel=t("radio"))
    good = Outcome(state=1, grade="best", rule=t("rule-one"), cite=t("cite-one"),
                   story=t("story-good"), debrief=t("debrief-good"), told=(news,),
                   assumed=(t("assumed-one"),))  # fmt: skip
    bad = Outcome(state=0, grade="unlawful", costs=False, why=t("why-not"),
                  debrief=t("debrief-bad"), judged=t("debrief-bad"))  # fmt: skip
    lucky = Outcome(state=2, grade="acceptable", chance="30%", story=t("story-lucky"))
    late = Outcome(state=2, grade="late", chance="70%", debrief=t("debrief-late"), drawn=False)
    done = Outcome(state=2, grade="best", story=t("story-done"))
    marks = (Mark(name=t("rubric-line"), points="20", marked="by_hand"),)
    told: dict[str, Any] = dict(
        fingerprint="0" * 16, scenario=name, seed="7", lang=lang, full=8,
        about=About(
            title=t("The title"), story=t("about-story"), begins=t("about-begins"),
            origin=t("about-origin"), goals=(t("about-goal"),), notes=t("about-notes"),
            lesson=t("about-lesson"), debrief=t("about-debrief"), difficulty=2, minutes=40,
            told=(Told(clock="09:00", text=t("first-for-all")),
                  Told(clock="09:00", text=t("first-for-one"), to=(0,))),
        ),
        roles=(
            Role(name="a", title=t("seat-a"), ref=f"post:{post}", post=t(post), knows=t("knows-a")),
            Role(name="b", title=t("seat-b"), ref=f"body:{body}", post=t(body), wants=t("wants-b")),
            Role(name="c", title=t("seat-c"), knows=t("knows-c"), player=False),
        ),
        turns=(
            Question(name="q1", ask=t("ask-1"), role=0, countdown=60, notes=t("turn-notes"),
                     tests=(t("turn-tests"),),
                     options=(Answer(name="x", title=t("option-x"), letter="B"),
                              Answer(name="y", title=t("option-y"), letter="A"))),
            Question(name="q2", ask=t("ask-2"), minutes=9,
                     options=(Answer(name="z", title=t("option-z"), letter="A"),)),
            Question(name="q3", ask=t("ask-3"),
                     options=(Answer(name="v", title=t("option-v"), letter="A"),)),
        ),
        injects=(
            Inject(name="i1", clock="09:40", text=t("news-water"), channel=t("radio"),
                   expects=t("inject-expects"), tests=(t("inject-tests"),)),
            Inject(name="i2", clock="10:10", text=t("news-secret"), to=(1,), source=t("caller"),
                   when=t("inject-when"), expects=t("inject-expects-2")),
        ),
        endings=(Ending(name="e1", title=t("ending-1"), grade="best"),
                 Ending(name="e2", title=t("ending-2"), grade="poor")),
        states=(
            State(turn=0, day="3-2", clock="09:00", case=standing,
                  offers=(Offer(option=0, to=(good,)), Offer(option=1, to=(bad,)))),
            State(turn=1, day="3-2", clock="09:45", case=standing,
                  offers=(Offer(option=0, to=(lucky, late, done)),),
                  struck=(Struck(option=0, why="taken"),)),
            State(turn=None, day="3-2", clock="11:00", case=standing,
                  end=End(ending=0, grade="best", story=t("ending-story"), marks=marks)),
        ),
        author=(Step(state=0, option=0), Step(state=1, option=0, outcome=2)),
    )  # fmt: skip
    return Graph(**{**told, **changed}, texts=tuple(t.said))


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def model(lang: str) -> Governance:
    return loads(MODELS[lang])


@pytest.fixture
def graph(lang: str) -> Graph:
    return lesson(lang)
