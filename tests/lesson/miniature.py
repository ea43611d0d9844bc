"""Two small lessons, made by hand: what a player has to show, in a few states.

`garage` has seats, news for one seat, a refusal that keeps the question, an option used up and two
endings; `site` has an outcome that is drawn, a limit that runs out and a refusal that rests on an
assumption.
"""

from __future__ import annotations

from typing import Any

from govkit.scenario.graph import (
    About,
    Answer,
    End,
    Ending,
    Graph,
    Inject,
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


class Texts:
    """Each text once; `t` gives its number."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, text: str) -> int:
        if text not in self.all:
            self.all.append(text)
        return self.all.index(text)

    def many(self, *texts: str) -> tuple[int, ...]:
        return tuple(map(self, texts))

    def case(self, place: str, progress: str, left: str = "") -> Standing:
        limit = Limit(name=self("时限"), until=self("23:40"), left=self(left)) if left else None
        limits = (limit,) if limit else ()
        return Standing(place=self(place), progress=self(progress), limits=limits)

    def question(self, name: str, ask: str, options: dict[str, str], **more: Any) -> Question:
        answers = tuple(
            Answer(name=one, title=self(title), letter="ABCDEF"[at])
            for at, (one, title) in enumerate(options.items())
        )
        return Question(name=name, ask=self(ask), options=answers, **more)


def garage(lang: Lang = "zh") -> Graph:
    t = Texts()
    calls = "调排水抢险队，通报119，抄告分中心、管理站"
    turns = (
        t.question(
            "到场",
            "你到了车库口，水没过脚背。第一件事？",
            {
                "帮挪车": "下去帮着挪，能救一辆是一辆",
                "逐级": "报村（社区）管理站，请他们往上报",
                "先报": "先报城区管理中心要抽水泵",
                "撤人": "守住入口，喊话叫人全上来，不下水；保安同时打119",
                "问电": "先问物业电工：电断了没有？",
            },
            role=0,
            countdown=60,
            minutes=8,
            notes=t("不要提示先撤人。"),
            tests=t.many("先保人"),
        ),
        t.question(
            "报告",
            "现在报给谁？",
            {"直报": "直接报城区：位置、水深、有无被困、要泵", "看看": "先不惊动上面，再看一刻钟"},
            role=0,
        ),
        t.question(
            "中心",
            "网格长的报告到了。你怎样调度？",
            {"调度": calls, "等街道": "等镇（街道）去人核实了，再决定派谁"},
            role=1,
            countdown=5,
        ),
    )
    roles = (
        Role(name="网格长", title=t("网格长"), post=t("网格长"), knows=t("现在是急时。")),
        Role(name="值班长", title=t("值班长"), post=t("管理中心"), wants=t("要一份书面报告。")),
        Role(name="电工", title=t("物业持证电工"), knows=t("总闸在积水一侧。"), player=False),
    )
    water = Told(clock="23:00", text=t("水到小腿，配电间门缝进水。"), channel=t("物业电话"))
    asks = Told(
        clock="23:10",
        text=t("管理站问：中心说没有收到你们的报告。"),
        to=(0,),
        source=t("管理站"),
        channel=t("电话"),
    )
    knows = Told(clock="22:47", text=t("总闸在积水一侧。"))
    refused: dict[str, Any] = {
        "grade": "unlawful",
        "rule": t("急时流程：网格到城区只有一步"),
        "cite": t("报告·一（二）"),
        "why": t("从「网格」到「村（社区）」，流程没有写明遇什么情形可以去。"),
        "debrief": t("急时流程里，网格到城区只有一步。"),
    }
    first = {"mode": t("急时"), "day": "7月11日 周六"}
    poor: dict[str, Any] = {"grade": "poor", "story": t("你出来时，水过了小腿。"), "told": (water,)}
    reported: dict[str, Any] = {
        "grade": "acceptable",
        "story": t("报上去了。库里的车灯还亮着。"),
        "rule": t("急时直报：网格 → 城区。"),
        "cite": t("报告·一（二）"),
        "debrief": t("报得对，报得快；可是库里还有人。"),
        "made": (Told(clock="22:50", text=t("上报城区")),),
    }
    out: dict[str, Any] = {
        "grade": "best",
        "story": t("七名车主都上来了，逐个点过。"),
        "debrief": t("急时可以先行，手续后补。"),
        "judged": t("先行的是救人，不是别的。"),
    }

    def arrival(struck: tuple[Struck, ...], clock: str, asked: int, unlawful: int) -> State:
        gone = {one.option for one in struck}
        offers = (
            Offer(option=0, to=(Outcome(state=4, **poor),)),
            Offer(option=1, to=(Outcome(state=unlawful, **refused),)),
            Offer(option=2, to=(Outcome(state=6, **reported),)),
            Offer(option=3, to=(Outcome(state=4, **out),)),
            Offer(option=4, to=(Outcome(state=asked, grade="acceptable", told=(knows,)),)),
        )
        return State(
            turn=0,
            clock=clock,
            case=t.case("网格", "未签收", "55分钟"),
            offers=tuple(one for one in offers if one.option not in gone),
            struck=struck,
            **first,
        )

    no, used = Struck(option=1, why="unlawful"), Struck(option=4, why="taken")
    report = {
        "clock": "22:53",
        "case": t.case("网格", "未签收", "47分钟"),
        **first,
    }
    told_one: dict[str, Any] = {"grade": "best", "story": t("中心接报。"), "told": (asks,)}
    states = (
        arrival((), "22:45", 2, 1),
        arrival((no,), "22:45", 3, 1),
        arrival((used,), "22:47", 2, 3),
        arrival((no, used), "22:47", 3, 3),
        State(
            turn=1,
            offers=(
                Offer(option=0, to=(Outcome(state=6, **told_one),)),
                Offer(
                    option=1,
                    to=(
                        Outcome(
                            state=5, grade="poor", story=t("水没有退。"), missed=t.many("时限")
                        ),
                    ),
                ),
            ),
            **report,
        ),
        State(
            turn=1,
            offers=(Offer(option=0, to=(Outcome(state=6, **told_one),)),),
            struck=(Struck(option=1, why="taken"),),
            **report,
        ),
        State(
            turn=2,
            clock="22:58",
            case=t.case("城区", "待签收", "4小时"),
            story=t("中心的电话响个不停。"),
            offers=(
                Offer(option=0, to=(Outcome(state=7, grade="best", assumed=t.many("泵有两台")),)),
                Offer(option=1, to=(Outcome(state=8, grade="late", missed=t.many("派到")),)),
            ),
            **first,
        ),
        State(
            turn=None,
            clock="00:58",
            case=t.case("城区", "已结案"),
            end=End(
                ending=0,
                grade="best",
                story=t("水退了，人一个不少。中心当夜补齐工单。"),
                marks=(
                    Mark(name=t("先保人、及时报"), points="20分", marked="earned"),
                    Mark(name=t("说清119谁打"), points="10分", marked="by_hand"),
                ),
            ),
            **first,
        ),
        State(
            turn=None,
            clock="01:58",
            case=t.case("城区", "处置中"),
            end=End(ending=1, grade="poor", closed=False),
            **first,
        ),
    )
    return Graph(
        fingerprint="0" * 16,
        scenario="车库进水",
        seed="7",
        lang=lang,
        about=About(
            title=t("暴雨夜，地下车库进水"),
            story=t("暴雨。小区地下车库开始进水，库里还有人挪车。"),
            goals=t.many("险情面前先保人", "手续后补，不能不补"),
            notes=t("有人问电，就让他去问电工。"),
            lesson=t("平时要部门出面的事先到管理站；急时，网格到城区只有一步。"),
            debrief=t("何时算急时、由谁宣布，要在预案里写清。"),
            difficulty=3,
            minutes=30,
        ),
        roles=roles,
        turns=turns,
        injects=(
            Inject(
                name="水位",
                clock="23:00",
                text=water.text,
                channel=water.channel,
                expects=t("把人清出来，断电"),
            ),
            Inject(name="追问", clock="23:10", text=asks.text, to=(0,), when=t("所在 = 网格")),
        ),
        endings=(
            Ending(name="平安", title=t("平安"), grade="best"),
            Ending(name="有人受伤", title=t("有人受伤"), grade="poor"),
        ),
        states=states,
        author=(Step(state=0, option=3), Step(state=4, option=0), Step(state=6, option=0)),
        texts=tuple(t.all),
        full=10,
    )


def site(lang: Lang = "en") -> Graph:
    t = Texts()
    turns = (
        t.question(
            "Undecided",
            "The meeting settled nothing. What after it?",
            {
                "Alone": "The secretary picks one spot and puts up a notice",
                "Again": "Bring the people back in a week and talk once more",
                "Up": "Send all three plans, every view and the minutes to the committee",
            },
            role=0,
        ),
        t.question("Build", "The place is agreed. How is it built?", {"Notice": "Post it first"}),
    )
    alone: dict[str, Any] = {
        "grade": "unlawful",
        "costs": False,
        "why": t("What is undecided may not be carried out."),
        "rule": t("Undecided matters go up"),
    }
    day = {"day": "16 Mar Mon", "clock": "10:00"}
    meeting = t.case("Branch", "undecided", "6 days")

    def put(gone: tuple[int, ...], agreed: int, still: int, struck: int) -> State:
        again = (
            Outcome(
                state=agreed, grade="acceptable", chance="30%", drawn=False, story=t("It held.")
            ),
            Outcome(state=still, grade="acceptable", chance="70%", story=t("Still nothing.")),
        )
        offers = (
            Offer(option=0, to=(Outcome(state=struck, **alone),)),
            Offer(option=1, to=again),
            Offer(option=2, to=(Outcome(state=4, grade="best", missed=t.many("Sign for it")),)),
        )
        left = tuple(one for one in offers if one.option not in gone)
        marks = tuple(
            Struck(option=one, why="unlawful" if one == 0 else "taken") for one in sorted(gone)
        )
        return State(turn=0, case=meeting, offers=left, struck=marks, **day)

    end = End(ending=0, grade="acceptable", story=t("It was built."))
    states = (
        put((), 4, 2, 1),
        put((0,), 4, 3, 1),
        put((1,), 4, 2, 3),
        put((0, 1), 4, 3, 3),
        State(
            turn=1,
            case=t.case("Community", "agreed"),
            offers=(Offer(option=0, to=(Outcome(state=5, grade="best"),)),),
            **day,
        ),
        State(turn=None, case=t.case("Community", "closed"), end=end, **day),
    )
    return Graph(
        fingerprint="1" * 16,
        scenario="site",
        seed="3",
        lang=lang,
        about=About(title=t("Where do the bins go?"), story=t("Everybody wants them elsewhere.")),
        roles=(Role(name="Secretary", title=t("Branch secretary"), post=t("Secretary")),),
        turns=turns,
        endings=(Ending(name="Built", title=t("Built"), grade="acceptable"),),
        states=states,
        author=(Step(state=0, option=2), Step(state=4, option=0)),
        texts=tuple(t.all),
        full=8,
    )


LESSONS = {"garage": garage, "site": site}


def crowded(lang: Lang = "zh") -> Graph:
    """As much as a screen has to hold: six long options, long news, a long question, long names."""
    t = Texts()
    long = "群众反映下水管道反复堵塞，现场已经围了三十多人，情绪激动，要求当天给说法"
    turns = (
        t.question(
            "围堵",
            "现场三十多人围住了社区工作站门口，要求当天答复。你作为社区书记，先做哪一件事？",
            {name: f"{long}，{name}先把人请进会议室" for name in "甲乙丙丁戊己"},
            role=0,
            countdown=600,
        ),
    )
    told = tuple(Told(clock=f"1{n}:00", text=t(f"{n}楼{long}，{long}。")) for n in range(6))
    case = Standing(
        place=t("街道网格化综合服务管理中心"),
        progress=t("核查未通过"),
        limits=(Limit(name=t("首次响应时限"), until=t("3月31日 18:00"), left=t("3天4小时25分钟")),),
    )
    where: dict[str, Any] = {"day": "12月31日 周六", "clock": "18:00", "mode": t("应急响应")}
    outcome = {
        "grade": "unlawful",
        "costs": False,
        "rule": t(f"{long}；{long}；{long}。"),
        "cite": t("《关于进一步加强党建引领基层治理工作的实施意见（试行）》第三部分第（二）条"),
        "why": t(f"从「网格」到「街道」，流程没有写明：{long}；{long}。"),
        "story": t(f"{long}。{long}，没有人拦得住。"),
        "debrief": t(f"{long}；{long}；{long}；{long}。"),
        "told": told,
    }
    offers = tuple(Offer(option=one, to=(Outcome(state=1, **outcome),)) for one in range(6))
    last = Offer(option=5, to=(Outcome(state=2, **{**outcome, "grade": "best"}),))
    states = (
        State(turn=0, case=case, offers=offers, **where),
        State(
            turn=0,
            case=case,
            offers=(last,),
            struck=tuple(Struck(option=one, why="unlawful") for one in range(5)),
            **where,
        ),
        State(turn=None, case=case, end=End(ending=None, grade="poor", story=t(long * 9)), **where),
    )
    return Graph(
        fingerprint="2" * 16,
        scenario="围堵",
        seed="1",
        lang=lang,
        about=About(title=t("老旧小区下水管道反复堵塞引发集中反映"), story=t(long), told=told),
        roles=(Role(name="书记", title=t("社区党委书记、居委会主任"), knows=t(long * 4)),),
        turns=turns,
        states=states,
        author=(Step(state=0, option=0), Step(state=1, option=5)),
        texts=tuple(t.all),
        full=6,
    )
