"""Every finding the engine can raise, really raised, and rendered whole in both tongues.

The codes are read from the modules of the engine. Each has a scene below that raises it; a new code
fails here until it has one. What a person reads holds no id of a rule or of a thing, no unfilled
brace and no word of the other tongue.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.catalogue import word
from govkit.diagnostics.placeless import finding
from govkit.engine import Case, Engine, new_events
from govkit.pipeline import loads
from govkit.values import Text
from govkit.vocabulary.kinds import kinds
from tests.engine import conftest as ladder
from tests.engine import test_calling_back as calling
from tests.engine import test_clocks as clocks
from tests.engine import test_departure as departure
from tests.engine import test_forced_closing as forced
from tests.engine import test_handling as handling
from tests.engine import test_meetings as meetings
from tests.engine import test_merging as merging
from tests.engine import test_modes as modes
from tests.engine import test_obligatory_meetings as obligatory
from tests.engine import test_return_request as returns
from tests.engine import test_splitting as splitting
from tests.engine import test_turning_down as hotline
from tests.engine import test_versions as versions
from tests.engine import test_withdrawing as withdrawing
from tests.together import together

CODE = re.compile(r"GOV\d{3}")
MONDAY = "2026-03-02 09:00"

Scene = Callable[[], Any]


def codes_of_the_engine() -> set[str]:
    """Every code that stands in a module of the engine."""
    found: set[str] = set()
    for room in ("engine", "duties"):
        for module in Path(str(files(f"govkit.{room}"))).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                value = node.value if isinstance(node, ast.Constant) else None
                if isinstance(value, str) and CODE.fullmatch(value):
                    found.add(value)
    return found


# ── the scenes ──
_MADE: dict[tuple[str, ...], Engine] = {}


def made(text: str, *replaced: tuple[str, str]) -> Engine:
    """An engine over a text with some phrases replaced; the same one for the same text."""
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return _MADE.setdefault((text,), Engine(loads(text)))


def rungs(*replaced: tuple[str, str], fields: str = "") -> Engine:
    return made(ladder.text(fields), *replaced)


def walked(engine: Engine, case: Case, *moves: str, actor: str = "", **given: Any) -> Case:
    for move in moves:
        at = case.history[-1].at + timedelta(minutes=10)
        case = engine.apply(case, move, at=at, actor=actor, given=given)
        given = {}
    return case


def on_rungs(*moves: str, matter: str = "邻里纠纷", unit: str = "网格·61", **given: Any) -> Any:
    engine = rungs()
    return walked(engine, engine.open(matter, unit=unit, at=MONDAY, given=given), *moves)


def handled(*moves: str, matter: str = "纠纷", actors: tuple[str, ...] = ()) -> Case:
    engine = made(handling.TEXT, ("SILENCE", "视为不同意"))
    case = engine.open(matter, unit="社区·3", at=MONDAY)
    for move, actor in zip(moves, actors or ("",) * len(moves), strict=True):
        case = walked(engine, case, move, actor=actor)
    return case


def clocked(*moves: tuple[str, str], replaced: tuple[tuple[str, str], ...] = ()) -> Case:
    engine = made(clocks.TEXT, *replaced)
    case = engine.open("噪声", unit="社区·1", at="2026-09-28 10:00")
    for at, move in moves:
        case = engine.apply(case, move, at=f"2026-{at}")
    return case


def asked_too_early(decision: str) -> Case:
    """What was asked for before the case was signed for, recorded, and then decided on."""
    engine, case = made(clocks.TEXT), clocked()
    early = "2026-09-28 11:00"
    case = engine.apply(case, "申请延期：2工作日", at=early, on_breach="record")
    case = engine.apply(case, "签收", at="2026-09-28 14:00")
    return engine.apply(case, decision, at="2026-09-28 15:00")


def moded(matter: str, mode: str | None = None, unit: str = "网格·9") -> Case:
    return made(modes.TEXT).open(matter, unit=unit, at=MONDAY, mode=mode)


def owed(move: str, **given: Any) -> Case:
    engine = made(obligatory.TEXT, ("MEETINGS", "议事会 应当"))
    case = walked(engine, engine.open("修路", unit="社区·1", at=MONDAY), "签收")
    return walked(engine, case, move, **given)


def shared(move: str) -> Case:
    engine = splitting.engine_of()
    return splitting.walked(engine, "签收", move)


def unfinished(matter: str, move: str, mode: str | None = None) -> Case:
    engine = made(forced.TEXT)
    return walked(engine, engine.open(matter, unit="社区·2", at=MONDAY, mode=mode), "签收", move)


def misdirected(*moves: str | tuple[str, str]) -> Case:
    replaced = [move for move in moves if isinstance(move, tuple)]
    engine = made(returns.TEXT, (" WHEN", ""), *replaced)
    case = engine.open("求助", unit="社区·2", at=MONDAY)
    asked = [move for move in moves if isinstance(move, str)]
    return walked(engine, case, "签收", "转办：需部门协调", *asked)


def joined(
    *moves: str,
    field: str = merging.DECIDED,
    begins: str = merging.FIRST,
    matter: str = "噪声",
    mode: str | None = None,
    lead: tuple[str, ...] = (),
    alone: bool = False,
) -> Case:
    engine = merging.engine_of(field)
    other = merging.walked(engine, merging.opened(engine, begins, matter), *lead)
    case = merging.opened(engine, merging.SECOND, mode=mode)
    for minute, move in enumerate(moves, start=30):
        case = engine.apply(
            case, move, at=f"2026-03-02 11:{minute}", other=None if alone else other
        )
    return case


def called(move: str, mode: str | None = None) -> Case:
    engine = made(hotline.TEXT, ("WAY", ""))
    return walked(engine, engine.open("求助", unit="社区·2", at=MONDAY, mode=mode), move)


def taken_back(field: str, *moves: str, **more: Any) -> Case:
    engine = withdrawing.engine_of(low=field)
    return walked(engine, withdrawing.at(engine, **more), *moves)


def asked(*moves: str) -> Case:
    engine = calling.engine_of("回访：热线 应当；回访次数：2次")
    return walked(engine, calling.at(engine, *calling.ANSWERED), *moves)


def met(quorum: str, majority: str, outcome: str = "议定", **given: Any) -> Case:
    engine = made(meetings.TEXT, ("QUORUM", quorum), ("PASS", majority))
    case = engine.open("更换物业", unit="小区·1", at=MONDAY)
    case = walked(engine, case, "签收")
    return walked(engine, case, f"议事：{outcome}", **given)


def departed() -> Case:
    engine = made(departure.TEXT, ("STRENGTH", "原则上"), (" HEAD", ""))
    case = engine.open("修路", unit="社区·1", at=MONDAY, given={"金额": "50万元"})
    case = engine.apply(case, "签收", at="2026-03-02 10:00")
    return engine.apply(case, "处置", at="2026-03-02 11:00", on_breach="record")


def in_a_circle() -> Case:
    text = """govkit 1
地区 甲 { 层级 街道 { 数量：1 }；事项 乙
  流程 丙 { 适用：乙；步 左 { 承办：街道；时限：1小时；遇：超时 → 右 }
    步 右 { 承办：街道；时限：1小时；遇：超时 → 左 } } }
"""
    engine = made(text)
    return engine.tick(engine.open("乙", unit="街道·1", at=MONDAY), "2027-01-01 09:00")


def elsewhere() -> Engine:
    model = rungs().model
    zone = loads('govkit 1\n地区 甲 { 时区："Asia/Shanghai" }\n').zone
    stated = zone.root[0].model_copy(update={"value": Text("火星/甲")})
    return Engine(model.model_copy(update={"zone": type(zone)((stated,))}))


def late_in_principle() -> Case:
    engine = rungs(("时限：7工作日", "时限：7工作日 原则上"))
    return engine.apply(on_engine(engine), "签收", at="2026-04-01 09:00", note="连日暴雨")


def on_engine(engine: Engine) -> Case:
    return engine.open("邻里纠纷", unit="网格·61", at=MONDAY)


def strict() -> Case:
    engine = Engine(rungs().model, strict_calendar=True)
    return engine.open("邻里纠纷", unit="网格·61", at="2026-12-30 10:00")


UP = ("签收", "议事：议而未决", "上报：议而未决")
DONE = ("签收", "处置", "反馈", "核查")
VERIFIED = ("签收", "会签：同意：消防站", "会签：同意", "处置", "反馈", "核查")
CHECKED = ("签收", "处置", "反馈", "签收", "会签：同意：消防站", "会签：同意")
OPPOSED = ("签收", "转办：维修", "退单", "转办：保洁", "退单")
TWICE = (("09-28 14:00", "签收"), ("10-09 09:00", "申请延期：5工作日"),
         ("10-10 17:00", "审批：同意"))  # fmt: skip
PARKED = (("09-28 14:00", "签收"), ("09-28 15:00", "处置"), ("09-29 09:00", "申请挂账：等待材料"),
          ("09-29 10:00", "审批：同意"))  # fmt: skip


def late_to_return() -> Case:
    engine = rungs()
    return engine.apply(on_rungs(*UP), "退单", at="2026-03-05 09:00")


def too_often() -> Case:
    engine = rungs(("    级 街道 {", "    级 街道 { 遇：事项复杂 → 社区；"), fields="遍数：1次")
    case = engine.open("邻里纠纷", unit="社区·1", at=MONDAY)
    moves = "签收", "处置", "反馈", "核查：核查不通过", "上报：不满意", "签收", "处置"
    return walked(engine, case, *moves, "转办：事项复杂：社区")


def expired_meanwhile() -> Case:
    return rungs().apply(on_rungs("签收", "处置"), "反馈", at="2026-03-13 09:00")


def late_for_extension() -> Case:
    engine = made(clocks.TEXT, ("遇：超时 → 街道；", ""))
    case = clocked(("09-28 14:00", "签收"), replaced=(("遇：超时 → 街道；", ""),))
    return engine.apply(engine.tick(case, "2026-10-12 09:00"), "申请延期", at="2026-10-12 11:00")


def above(*moves: str) -> Case:
    """A case that rose by itself to a tier without rules about extension and parking."""
    engine = made(clocks.TEXT)
    case = engine.tick(clocked(), "2026-10-11 00:00")
    for move in ("签收", *moves):
        case = engine.apply(case, move, at="2026-10-12 09:00")
    return case


def reopened_late() -> Case:
    engine = made(handling.TEXT, ("SILENCE", "视为不同意"))
    closed = engine.tick(handled(*VERIFIED), "2026-03-18 00:00")
    return engine.apply(closed, "重开", at="2026-05-01 09:00")


def another_model() -> Case:
    return rungs(("时限：7工作日", "时限：8工作日")).resume(on_rungs())


def place_gone() -> Case:
    return rungs(("网格事项", "办件")).resume(on_rungs(), accept_changes=True)


def older() -> Case:
    return on_rungs().model_copy(update={"library": "0.0.1"})


def noted_otherwise() -> Case:
    case = on_rungs("签收")
    first, last = case.history
    changed = last.model_copy(update={"rules": ("engine:passes",)})
    return case.model_copy(update={"history": (first, changed)})


def keyed_twice() -> Case:
    engine = rungs()
    case = engine.apply(on_rungs(), "签收", at=MONDAY, idempotency_key="甲")
    return engine.apply(case, "处置", at=MONDAY, idempotency_key="甲")


def opened(**changed: Any) -> Case:
    return rungs().open(**{"matter": "邻里纠纷", "unit": "网格·61", "at": MONDAY, **changed})


DONE = ("签收", "处置", "反馈", "核查")
WHOLE = "全部（≥2/3 专有面积、≥2/3 人数）"
DUE = {"专有面积": 12000, "人数": 150}
DOUBTFUL = ">1/2 应到 存疑 “不清楚” 另读 >1/2 到会"
VISITS = "地区 甲\n层级 街道 { 数量：1 }\n制度 走访 { 责任人：街道；频次：1次/月 }"


def stored(**changes: Any) -> Case:
    """A case read back with something changed in its JSON."""
    return rungs().adopt_json(json.dumps(json.loads(on_rungs().to_json()) | changes))


SCENES: dict[str, Scene] = {
    "GOV580": lambda: rungs().review("巡查", [], first=date(2026, 1, 1), last=date(2026, 1, 2)),
    "GOV581": lambda: met(WHOLE, "未知", due=DUE, present={"专有面积": 1, "人数": 1}),
    "GOV582": lambda: met(WHOLE, "未知", due=DUE, present={"人数": 120}),
    "GOV599": departed,
    "GOV701": lambda: opened(matter="天气"),
    "GOV702": lambda: made(
        "govkit 1\n地区 甲 { 层级 街道 { 数量：1 }\n事项 乙\n流程 丙 { 适用：乙 } }"
    ).open("乙", unit="街道·1", at=MONDAY),
    "GOV920": lambda: made(
        "govkit 1\n地区 甲 { 层级 街道 { 数量：1 }\n要素 大小 { 取值：小、大 }\n事项 乙\n"
        "流程 丙 当 大小 = 大 { 适用：乙；级 街道 { 承办：街道 } } }"
    ).open("乙", unit="街道·1", at=MONDAY, 大小="小"),
    "GOV703": lambda: opened(unit="网格·151"),
    "GOV704": lambda: moded("积水", unit="街道·1"),
    "GOV705": lambda: opened(given={"金钱": 1}),
    "GOV706": lambda: opened(given={"大小": "巨事"}),
    "GOV707": lambda: rungs().tick(on_rungs("签收"), MONDAY),
    "GOV708": lambda: rungs().apply(on_rungs("签收"), "处置", at=MONDAY, expected_revision=1),
    "GOV709": keyed_twice,
    "GOV710": lambda: on_rungs("飞"),
    "GOV711": lambda: on_rungs(*DONE, "结案", "处置"),
    "GOV712": lambda: on_rungs("处置"),
    "GOV713": lambda: on_rungs("签收", "处置", matter="工程建设", 金额="5万元"),
    "GOV714": lambda: on_rungs(*UP, "签收", "退单"),
    "GOV715": late_to_return,
    "GOV716": lambda: on_rungs(*UP, "退单", "上报：议而未决", "退单"),
    "GOV717": lambda: on_rungs("退单"),
    "GOV718": lambda: on_rungs("签收", "处置", matter="工程建设", unit="社区·1", 金额="41万元"),
    "GOV719": lambda: on_rungs("签收", "议事", unit="社区·1"),
    "GOV720": lambda: on_rungs("签收", "上报：天宫"),
    "GOV721": lambda: on_rungs("签收", "上报：议而未决：社区"),
    "GOV722": lambda: met("≥2/3 应到会", "未知", due=15, present=9),
    "GOV723": lambda: met("未知", ">1/2 到会", due=15, present=10, **{"for": 4}),
    "GOV724": lambda: rungs().adopt_json("{}"),
    "GOV725": strict,
    "GOV726": too_often,
    "GOV727": lambda: on_rungs("签收", "议事"),
    "GOV728": elsewhere,
    "GOV729": lambda: opened(at="昨天"),
    "GOV730": lambda: rungs().apply(on_rungs(), "上报：天宫", at=MONDAY, on_breach="record"),
    "GOV731": lambda: on_rungs(*DONE, "结案：不予受理"),
    "GOV732": in_a_circle,
    "GOV733": another_model,
    "GOV734": lambda: rungs().resume(older()),
    "GOV735": place_gone,
    "GOV736": lambda: on_rungs("签收", "签收"),
    "GOV737": lambda: on_rungs("签收", "上报：支部"),
    "GOV738": expired_meanwhile,
    "GOV739": lambda: moded("占道", "急时"),
    "GOV740": lambda: moded("积水", "急用"),
    "GOV770": lambda: above("申请延期"),
    "GOV771": late_for_extension,
    "GOV772": lambda: clocked(*TWICE, ("10-12 09:00", "申请延期"), ("10-12 10:00", "审批：同意"),
                              ("10-12 11:00", "申请延期")),
    "GOV762": lambda: unfinished("噪声", "申请强制结案"),
    "GOV763": lambda: unfinished("求助", "申请强制结案：太忙"),
    "GOV769": lambda: unfinished("求助", "申请强制结案：已经起诉", mode="急时"),
    "GOV764": lambda: misdirected("申请退回", ("；退回审批：热线", "")),
    "GOV765": lambda: misdirected("签收", "处置", "申请退回"),
    "GOV766": lambda: misdirected("申请退回", "审批：不同意", "申请退回"),
    "GOV767": lambda: misdirected("退单"),
    "GOV768": lambda: asked_too_early("审批：同意"),
    "GOV773": lambda: clocked(*TWICE, ("10-12 09:00", "申请延期：3工作日")),
    "GOV774": lambda: clocked(("09-28 14:00", "签收"), ("09-28 15:00", "审批：同意")),
    "GOV775": lambda: clocked(("09-28 14:00", "签收"), ("09-28 15:00", "申请挂账：太忙")),
    "GOV776": lambda: clocked(*PARKED, ("10-08 09:00", "反馈")),
    "GOV777": lambda: above("恢复"),
    "GOV778": lambda: clocked(("09-28 11:00", "督办"), ("09-28 12:00", "督办")),
    "GOV779": lambda: clocked(("09-28 14:00", "签收"), ("10-08 09:00", "申请延期"),
                              ("10-08 10:00", "申请延期")),
    "GOV780": lambda: handled("签收", "处置", "反馈"),
    "GOV781": lambda: handled("签收", "会签：同意：城建办"),
    "GOV782": lambda: handled("签收", "吹哨：消防站"),
    "GOV783": lambda: handled("签收", "报到：城管队"),
    "GOV784": lambda: handled(*CHECKED, "签收", matter="许可", actors=("甲",) * 7),
    "GOV785": lambda: handled("签收", "裁决：维修", matter="报修"),
    "GOV786": lambda: handled(*OPPOSED, "转办：维修", matter="报修"),
    "GOV787": lambda: handled(*OPPOSED, "裁决：维修", "退单", matter="报修"),
    "GOV788": lambda: handled(*VERIFIED, "结案"),
    "GOV789": reopened_late,
    "GOV790": lambda: handled(*DONE, "结案", "重开", matter="报修"),
    "GOV791": lambda: opened(vacant=["书计"]),
    "GOV792": lambda: handled("签收", "退回补正", matter="报修"),
    "GOV793": lambda: handled("退回补正", "签收", matter="报修"),
    "GOV794": lambda: handled("签收", "补正", matter="报修"),
    "GOV795": lambda: on_rungs("结案：不予受理"),
    "GOV796": lambda: called("结案：不予受理：太忙"),
    "GOV797": lambda: called(f"结案：不予受理：{hotline.COURT}", mode="急时"),
    "GOV741": lambda: on_rungs("撤回"),
    "GOV742": lambda: on_rungs("撤回：派单"),
    "GOV743": lambda: taken_back("撤回：签收前", "签收", "撤回"),
    "GOV744": lambda: taken_back("撤回：处置前", "签收", "撤回：派单"),
    "GOV745": lambda: taken_back("", "撤回", matter="积水", mode="急时"),
    "GOV746": lambda: on_rungs("回访：满意"),
    "GOV747": lambda: asked("核查", "结案"),
    "GOV748": lambda: asked("核查：核查不通过", "返工", "回访：满意"),
    "GOV749": lambda: asked("回访：满意", "回访：满意"),
    "GOV798": lambda: called("先行：疏散转移", mode="平时"),
    "GOV799": lambda: owed("处置"),
    "GOV880": lambda: on_rungs("签收", "一单多派"),
    "GOV881": lambda: shared("一单多派：城管队：公证处"),
    "GOV882": lambda: shared("一单多派：城管队"),
    "GOV883": lambda: joined("并案", field=""),
    "GOV884": lambda: joined("并案", alone=True),
    "GOV885": lambda: joined("并案", begins=merging.SECOND),
    "GOV886": lambda: joined("关联", "关联"),
    "GOV887": lambda: joined("并案", mode="急时"),
    "GOV888": lambda: joined("签收", "处置", "并案"),
    "GOV889": lambda: joined("并案", lead=("签收", "处置", "反馈", "核查", "结案")),
    "GOV890": lambda: joined("并案", matter="积水"),
    "GOV891": lambda: joined("并案", begins="2026-03-02 10:30"),
    "GOV929": lambda: owed("议事：议定：议事会", noticed="2026-03-02"),
    "GOV900": lambda: met("未知", ">1/2 到会", "议而未决", present=10, **{"for": 6}),
    "GOV901": lambda: met(WHOLE, "未知", "未开成", due=DUE, present=DUE),
    "GOV902": lambda: met("未知", ">1/2 到会", present=7, **{"for": 8}),
    "GOV903": lambda: met("未知", ">1/2 到会", present=-1),
    "GOV904": lambda: met(WHOLE, "未知", due={"住户": 5}),
    "GOV905": lambda: rungs().apply(on_rungs(), "签收", at="2026-03-03 09:00", 到会=5),
    "GOV906": lambda: met("未知", DOUBTFUL, due=9, present=6, 同意=4),
    "GOV907": lambda: made(VISITS).review(
        "走访", [(MONDAY, None, "甲")], objects=("乙",),
        first=date(2026, 3, 1), last=date(2026, 3, 9),
    ),
    "GOV925": lambda: rungs().tick(on_rungs(), at=5),
    "GOV926": lambda: opened(actor="\x00"),
    "GOV927": lambda: opened(金额=10**5_000),
    "GOV928": lambda: opened(at="0001-01-01 09:00"),
    "GOV930": lambda: stored(matter="天灾"),
    "GOV931": lambda: stored(revision=9),
    "GOV932": lambda: stored(as_of="2026-03-01T00:00:00+08:00"),
    "GOV933": lambda: stored(zone="UTC"),
    "GOV934": lambda: rungs().migrate(on_rungs(), renames={"甲": "乙"}),
    "GOV935": lambda: rungs().migrate(on_rungs(), renames={"post:甲": "乙"}),
    "GOV940": lambda: new_events(on_rungs("签收"), on_rungs()),
    "GOV943": lambda: rungs().replay(noted_otherwise()),
    "GOV944": lambda: rungs().replay(on_rungs().model_copy(update={"failures": 3})),
    "GOV945": lambda: rungs().replay(rungs().resume(older(), accept_changes=True)),
    "GOV941": lambda: rungs().moves(on_rungs(), refs=["书计"]),
    "GOV942": lambda: rungs().apply(on_rungs(), "签收", at=MONDAY, refs=["书记"], unit="社区·1"),
    "GOV946": lambda: rungs().describe("阶剃"),
    "GOV844": lambda: made(versions.TEXT).open("旧事", unit="社区·1", at="2025-08-01 09:00"),
    "GOV910": lambda: walked(
        forbidding := rungs(("授予：社区\n", "授予：社区 不得\n")),
        forbidding.open("工程建设", unit="社区·1", at=MONDAY, given={"金额": "5万元"}),
        "签收", "处置",
    ),
    "GOV911": lambda: walked(
        blocking := rungs(("遇：议定 → 外办", "遇：难度大 → 街道 不得")),
        blocking.open("邻里纠纷", unit="网格·61", at=MONDAY), "签收", "处置", "上报：难度大：街道",
    ),
    "GOV912": lambda: late_in_principle(),
}  # fmt: skip

# Codes that no scene can raise, each with the reason.
UNREACHED: dict[str, str] = {
    "GOV915": "only where the library of foreign holidays is not installed; it is with the tests",
}


def raised(scene: Scene) -> Iterator[Diagnostic]:
    """What a scene gives: the findings of its refusal, or of the breaches of its case."""
    try:
        case = scene()
    except GovError as error:
        yield from error.diagnostics
        return
    for breach in getattr(case, "breaches", ()):
        named = {name: Both(zh, en) for name, zh, en in breach.words}
        yield finding(breach.code, (), **named)


def test_every_code_of_the_engine_has_a_scene() -> None:
    assert codes_of_the_engine() == SCENES.keys() | UNREACHED.keys()
    assert not SCENES.keys() & UNREACHED.keys()


ID = re.compile(rf"(?<![a-z_])(?:{'|'.join(map(re.escape, kinds()))}|engine):[^\s{{]")
HINTED = re.compile(r"`[^`]*`|govkit \w+")  # what is to be typed stands between strokes


@together("code", sorted(SCENES))
def test_what_is_read_holds_no_id_and_no_brace(code: str) -> None:
    found = list(raised(SCENES[code]))
    assert code in [one.code for one in found]
    for one in found:
        for lang in ("zh", "en"):
            worded = word(one, lang)
            for text in (worded.title, worded.text, worded.hint):
                assert not re.search(r"[{}]", text), text
                assert not ID.search(text), text
                if lang == "zh":
                    assert not re.search(r"[a-z]+_[a-z]+|\.[a-z]{3,}", HINTED.sub("", text)), text
                else:
                    assert not re.search("[、。，：；「」]", HINTED.sub("", text)), text


@together("code", sorted(SCENES))
def test_a_refusal_speaks_the_tongue_of_its_model_or_the_one_asked_for(code: str) -> None:
    try:
        SCENES[code]()
    except GovError as error:
        title = word(error.diagnostics[0], "zh").title
        assert title in str(error) and title in error.text("zh")
        assert title not in error.text("en")
