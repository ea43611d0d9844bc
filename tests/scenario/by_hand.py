"""A lesson made by hand: two questions, a refusal, a drawn outcome, three ends, in both tongues."""

from __future__ import annotations

from typing import Any

from govkit.scenario.graph import (
    About,
    Answer,
    End,
    Ending,
    Graph,
    Limit,
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
from govkit.values.units import Lang

TEXTS: dict[Lang, dict[str, str]] = {
    "zh": {
        "title": "暴雨夜，地下车库进水",
        "story": "暴雨。小区地下车库开始进水，库里还有人挪车。",
        "begins": "2026-07-11 周六 22:40",
        "goal": "险情面前先保人",
        "lesson": "急时一步报到城区",
        "remark": "手续后补，不能不补。",
        "chief": "网格长",
        "pump": "抢险队长",
        "knows": "今晚发布了防汛应急响应。",
        "urgent": "急时",
        "ask1": "你到了车库口，水没过脚背。第一件事？",
        "ask2": "水到膝盖。先做什么？",
        "clear": "守住入口，喊话叫人全上来，不下水；保安同时打119",
        "help": "下去帮着挪，能救一辆是一辆",
        "rung": "先报村（社区）管理站，请他们往上报",
        "pumps": "先把两台泵架起来抽",
        "count": "核对人数，由电工断电并确认，再架泵",
        "cleared": "七名车主都上来了，逐个点过。",
        "first": "急时可以先行，手续后补。",
        "wet": "你出来时，水过了小腿。",
        "call": "管理站问：中心说没有收到你们的报告。",
        "station": "管理站",
        "phone": "电话",
        "refused": "从「网格」到「村（社区）」，流程没有写明遇什么情形可以去。",
        "rule": "流程「急时直报」",
        "cite": "预案·三",
        "made": "先行 疏散转移",
        "grid": "网格",
        "team": "职能部门",
        "unsigned": "尚未签收",
        "done": "已办结",
        "limit": "网格的办理时限",
        "until": "23:40",
        "left": "55 分钟",
        "safe": "平安",
        "safe_story": "水退了，人一个不少。",
        "hurt": "有人受伤",
        "hurt_story": "水退了。一名车主送医。",
        "mark": "先保人",
        "by_hand": "说清119谁打",
        "assumed": "网格的时限（原文未载）",
        "judged": "没有断电不涉水，是作者的判断。",
        "heard": "泵响了，才有人喊：底下还有人！",
    },
    "en": {
        "title": "A garage under water",
        "story": "Heavy rain. Water runs into a garage where people are still moving cars.",
        "begins": "2026-07-11 Sat 22:40",
        "goal": "People first",
        "lesson": "One step to the city",
        "remark": "The papers come later, but they come.",
        "chief": "Warden",
        "pump": "Pump leader",
        "knows": "The city has declared a flood response tonight.",
        "urgent": "Emergency",
        "ask1": "You stand at the gate, water over your shoes. What first?",
        "ask2": "The water is knee-deep. What first?",
        "clear": "Hold the gate, call everybody up, enter no water; a guard rings the firemen",
        "help": "Go down and help to move the cars, each one counts",
        "rung": "Report to the village office and let it report onwards",
        "pumps": "Set up both pumps",
        "count": "Count heads, have the power cut and confirmed, then pump",
        "cleared": "Seven drivers came up, each one counted.",
        "first": "In an emergency act first; papers follow.",
        "wet": "When you come out the water is over your ankles.",
        "call": "The office asks: the centre has no report from you.",
        "station": "the office",
        "phone": "phone",
        "refused": "From `grid` to `village` the process names no trigger.",
        "rule": "process `urgent`",
        "cite": "plan, 3",
        "made": "act first: evacuation",
        "grid": "grid",
        "team": "department",
        "unsigned": "not signed for yet",
        "done": "closed",
        "limit": "limit of the grid",
        "until": "23:40",
        "left": "55 minutes",
        "safe": "Safe",
        "safe_story": "The water is gone and nobody is missing.",
        "hurt": "Somebody hurt",
        "hurt_story": "The water is gone. One driver is in hospital.",
        "mark": "People first",
        "by_hand": "Said who rings",
        "assumed": "limit of the grid (not in the text)",
        "judged": "No wading before the power is cut: the author's judgement.",
        "heard": "The pumps run, then somebody shouts: people down there!",
    },
}


def lesson(lang: Lang = "zh", **changed: Any) -> Graph:
    """The lesson in a tongue; `changed` fields of the graph replace its own."""
    names = list(TEXTS[lang])
    t = {name: number for number, name in enumerate(names)}
    limits = (Limit(name=t["limit"], until=t["until"], left=t["left"]),)
    at_grid = Standing(place=t["grid"], progress=t["unsigned"], limits=limits)
    at_team = Standing(place=t["team"], progress=t["unsigned"], who=t["pump"])
    closed = Standing(place=t["team"], progress=t["done"])
    common: dict[str, Any] = {"day": "7月11日 周六", "mode": t["urgent"]}
    cleared = Outcome(
        state=2,
        grade="best",
        rule=t["rule"],
        cite=t["cite"],
        made=(Told(clock="22:53", text=t["made"]),),
        story=t["cleared"],
        debrief=t["first"],
        assumed=(t["assumed"],),
    )
    waded = Outcome(
        state=3,
        grade="poor",
        story=t["wet"],
        debrief=t["first"],
        missed=(t["limit"],),
        told=(
            Told(clock="23:10", text=t["call"], to=(0,), source=t["station"], channel=t["phone"]),
        ),
    )
    refused = Outcome(state=1, grade="unlawful", rule=t["rule"], cite=t["cite"], why=t["refused"])
    to_safe = Outcome(state=4, grade="best", judged=t["judged"])
    to_hurt = Outcome(state=5, grade="poor", story=t["heard"], debrief=t["judged"])
    lucky = Outcome(state=4, grade="acceptable", chance="30%", drawn=False)
    states = (
        State(
            turn=0,
            clock="22:45",
            case=at_grid,
            offers=(
                Offer(option=0, to=(waded,)),
                Offer(option=1, to=(refused,)),
                Offer(option=2, to=(cleared,)),
            ),
            **common,
        ),
        State(
            turn=0,
            clock="22:45",
            case=at_grid,
            offers=(Offer(option=0, to=(waded,)), Offer(option=2, to=(cleared,))),
            struck=(Struck(option=1, why="unlawful"),),
            **common,
        ),
        _pumping(2, "23:10", at_team, to_hurt, lucky, to_safe, common),
        _pumping(3, "23:30", at_team, to_hurt, lucky, to_hurt, common),
        _end(t, 0, "best", "safe_story", closed, common),
        _end(t, 1, "poor", "hurt_story", closed, common),
    )
    made: dict[str, Any] = {
        "fingerprint": "f" * 16,
        "scenario": "车库进水" if lang == "zh" else "Garage",
        "seed": "7",
        "lang": lang,
        "about": About(
            title=t["title"],
            story=t["story"],
            begins=t["begins"],
            goals=(t["goal"],),
            lesson=t["lesson"],
            debrief=t["remark"],
            difficulty=3,
            minutes=30,
        ),
        "texts": tuple(TEXTS[lang].values()),
        "roles": (
            Role(name="chief", title=t["chief"], knows=t["knows"]),
            Role(name="pump", title=t["pump"]),
        ),
        "turns": (
            Question(
                name="到场",
                ask=t["ask1"],
                role=0,
                options=(
                    Answer(name="帮挪车", title=t["help"], letter="A"),
                    Answer(name="逐级", title=t["rung"], letter="B"),
                    Answer(name="撤人", title=t["clear"], letter="C"),
                ),
            ),
            Question(
                name="排水",
                ask=t["ask2"],
                role=1,
                options=(
                    Answer(name="架泵", title=t["pumps"], letter="A"),
                    Answer(name="核人", title=t["count"], letter="B"),
                ),
            ),
        ),
        "endings": (
            Ending(name="平安", title=t["safe"], grade="best"),
            Ending(name="受伤", title=t["hurt"], grade="poor"),
        ),
        "states": states,
        "author": (Step(state=0, option=2), Step(state=2, option=1)),
        "full": 8,
    }
    return Graph(**(made | changed))


def _pumping(
    number: int,
    clock: str,
    case: Standing,
    hurt: Outcome,
    lucky: Outcome,
    counted: Outcome,
    common: dict[str, Any],
) -> State:
    """The second question: pumping is drawn, counting heads leads where it does."""
    drawn = hurt.model_copy(update={"chance": "70%"})
    offers = (Offer(option=0, to=(lucky, drawn)), Offer(option=1, to=(counted,)))
    return State(turn=1, clock=clock, case=case, offers=offers, **common)


def _end(
    t: dict[str, int], ending: int, grade: Any, story: str, case: Standing, common: dict[str, Any]
) -> State:
    marks = (
        Mark(name=t["mark"], points="20", marked="earned" if grade == "best" else "missed"),
        Mark(name=t["by_hand"], points="10", marked="by_hand"),
    )
    end = End(ending=ending, grade=grade, story=t[story], marks=marks)
    return State(turn=None, clock="23:59", case=case, end=end, **common)
