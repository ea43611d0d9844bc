"""What each strength does in a case: powers, ways, limits, meetings, separation, duties."""

from __future__ import annotations

from datetime import date

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, words
from govkit.export.json import from_json, to_json
from govkit.pipeline import compile_text, loads

TEXT = """govkit 1
地区 东湖街道 {
  层级 街道 { 数量：1 }
  层级 社区 { 上级：街道；数量：6 }
  岗位 书记 { 设于：社区 }
  要素 金额 { 单位：元 }
  清单 社区权力 LIST { 类型：权力；授予：GRANTED
    项 工程自建 ITEM { 限额：≤40万元 LIMITED } }
  会议 例会 { 召集：社区；出席：≥2/3 应到会 QUORUM }
  事项 修路 { 所需：工程自建 }
  流程 办理 HEAD { 适用：修路
    级 社区 TIER { 承办：书记；议事：例会；时限：5自然日 TIME；遇：越权 → 街道；WAYS }
    级 街道 { 承办：街道 } }
}
"""
BLANK = {"LIST": "", "GRANTED": "社区", "ITEM": "", "LIMITED": "", "QUORUM": "", "HEAD": "",
         "TIER": "", "TIME": "", "WAYS": "遇：超时 → 街道"}  # fmt: skip
STRENGTHS = ("", "必须", "应当", "原则上", "鼓励", "可以")
NEVER = ("鼓励", "可以")


def built(**said: str) -> Engine:
    text = TEXT
    for mark, said_of_it in {**BLANK, **said}.items():
        text = text.replace(mark, said_of_it)
    return Engine(loads(text))


def signed(engine: Engine, amount: str = "50万元", unit: str = "社区·1") -> Case:
    case = engine.open("修路", unit=unit, at="2026-03-02 09:00", given={"金额": amount})
    return engine.apply(case, "sign_for", at="2026-03-02 10:00")


def refusal(engine: Engine, case: Case, move: str) -> tuple[str, str]:
    with pytest.raises(GovError) as caught:
        engine.apply(case, move, at=case.as_of)
    return caught.value.diagnostics[0].code, caught.value.diagnostics[0].rule


# ── powers ──
@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"GRANTED": "社区 不得"}, "list:社区权力.granted_to"),
        ({"LIST": "不得"}, "list:社区权力.granted_to"),
        ({"GRANTED": "社区；授予：社区 不得 自 2026-01-01"}, "list:社区权力.granted_to"),
        ({"GRANTED": "社区；授予：社区 不得 当 金额 ≥ 1万元"}, "list:社区权力.granted_to"),
    ],
)
def test_a_power_that_must_not_be_had_is_forbidden_with_its_rule(
    said: dict[str, str], rule: str
) -> None:
    engine = built(**said)
    case = signed(engine, "5万元")
    assert refusal(engine, case, "handle") == ("GOV910", rule)
    assert "escalate:out_of_power:街道" in {move.id for move in engine.moves(case)}
    assert engine.model.powers_of("level:社区") == () or "当" in said["GRANTED"]


def test_a_prohibition_takes_away_what_it_names_and_nothing_else() -> None:
    engine = built(GRANTED="社区、街道；授予：街道 不得")
    assert [item.name for item, _ in engine.model.powers_of("level:社区")] == ["工程自建"]
    assert engine.model.powers_of("level:街道") == ()
    assert "handle" in {move.id for move in engine.moves(signed(engine, "5万元"))}
    up = signed(engine, "5万元", "街道·1")
    assert refusal(engine, up, "handle")[0] == "GOV910"
    later = built(GRANTED="社区；授予：社区 不得 自 2026-06-01")
    assert "handle" in {move.id for move in later.moves(signed(later, "5万元"))}


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("mark", ["LIMITED", "ITEM", "LIST"])
def test_a_limit_that_is_recommended_or_allowed_is_never_breached(mark: str, strength: str) -> None:
    engine = built(**{mark: strength})
    case = signed(engine)
    ids = {move.id for move in engine.moves(case)}
    after = engine.apply(case, "handle", at="2026-03-02 11:00", on_breach="record", note="抢修")
    if strength in NEVER:
        assert "handle" in ids and after.breaches == ()
    else:
        assert "handle" not in ids
        assert [b.is_departure for b in after.breaches] == [strength == "原则上"]


def test_what_is_only_recommended_gives_nobody_else_a_power() -> None:
    engine = built(LIST="鼓励", GRANTED="街道", TIER="鼓励")
    case = signed(engine, "5万元")
    assert refusal(engine, case, "handle")[0] == "GOV713"
    barred = built(LIST="可以", GRANTED="社区；授予：社区 不得 自 2026-01-01")
    case = signed(barred, "5万元")
    after = barred.apply(case, "handle", at="2026-03-02 11:00", on_breach="record")
    assert [(b.code, b.strength) for b in after.breaches] == [("GOV910", "must_not")]


# ── meetings ──
@pytest.mark.parametrize("strength", STRENGTHS)
def test_a_quorum_is_as_binding_as_it_says(strength: str) -> None:
    engine = built(QUORUM=strength)
    case = signed(engine)
    few = {"present": 3, "due": 9}
    if strength in NEVER:
        assert engine.apply(case, "deliberate:undecided", at="2026-03-03 10:00", given=few)
        return
    after = engine.apply(case, "deliberate:undecided", at="2026-03-03 10:00", given=few,
                         on_breach="record", note="汛期")  # fmt: skip
    assert [b.is_departure for b in after.breaches] == [strength == "原则上"]


# ── limits ──
@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("mark", ["TIME", "TIER", "HEAD"])
def test_a_limit_in_time_is_as_binding_as_it_says(mark: str, strength: str) -> None:
    engine = built(**{mark: strength})
    case = engine.tick(signed(engine, "5万元"), "2026-03-20 09:00")
    timers = [t for t in engine.due(signed(engine, "5万元"), "2026-03-20 09:00")
              if t.kind == "limit"]  # fmt: skip
    if strength in NEVER:
        assert case.tier == "社区" and [event.kind for event in case.history] == [
            "open",
            "sign_for",
        ]
        assert [timer.overdue for timer in timers] == [False]
        assert "不算超时" in words.of(timers[0], "zh") and "no breach" in words.of(timers[0], "en")
        return
    assert case.tier == "街道" and case.history[-1].trigger == "overdue"
    if strength != "原则上":
        assert engine.apply(case, "sign_for", at="2026-03-20 10:00").breaches == ()
        return
    with pytest.raises(GovError) as caught:
        engine.apply(case, "sign_for", at="2026-03-20 10:00")
    assert [found.code for found in caught.value.diagnostics] == ["GOV599"]
    after = engine.apply(case, "sign_for", at="2026-03-20 10:00", note="连日暴雨")
    (departure,) = after.breaches
    assert departure.is_departure and departure.code == "GOV912"
    assert departure.rule == "process:办理/tier:社区.limit"
    assert departure.excess is not None and departure.excess.number == (12 * 24 + 10) * 3600
    assert "偏离：" in engine.explain(after).text("zh")
    # It is told once.
    assert len(engine.apply(after, "handle", at="2026-03-20 11:00").breaches) == 1
    assert Case.from_json(after.to_json()) == after


# ── ways ──
def test_a_way_that_must_not_be_gone_is_none_and_says_so() -> None:
    engine = built(WAYS="遇：超时 → 街道；遇：难度大 → 街道 不得")
    case = engine.apply(signed(engine, "5万元"), "handle", at="2026-03-02 11:00")
    assert not {m.id for m in engine.moves(case)} & {"escalate:difficult:街道"}
    assert refusal(engine, case, "escalate:difficult:街道") == (
        "GOV911", "process:办理/tier:社区.on[difficult]",
    )  # fmt: skip


# ── the model carries it ──
def test_a_strength_on_a_head_holds_for_blocks_inside_and_survives_data() -> None:
    model = built(HEAD="原则上").model
    (limit,) = model.processes[0].tiers[0].limit.root
    assert limit.strength == "in_principle"
    assert from_json(to_json(model)) == model
    own = built(HEAD="原则上", TIER="应当", TIME="必须").model.processes[0].tiers[0]
    assert [s.strength for s in own.limit] == ["must"]
    assert [s.strength for s in own.handler] == ["should"]


# ── duties ──
DUTY = """govkit 1
地区 甲 {
  层级 社区 { 数量：6 }
  岗位 住户 { 设于：社区 }
  制度 走访 HEAD { 责任人：住户；频次：2次/月 RATE；内容：整套转租 ACT }
}
"""


def reviewed(acts: list[str], **said: str) -> tuple[list[str], list[str]]:
    text = DUTY
    for mark in ("HEAD", "RATE", "ACT"):
        text = text.replace(mark, said.get(mark, ""))
    review = Engine(loads(text)).review(
        "走访", acts, first=date(2026, 3, 1), last=date(2026, 3, 31)
    )
    return [a.verdict for a in review.acts], [p.verdict for p in review.periods]


@pytest.mark.parametrize("mark", ["HEAD", "RATE"])
@pytest.mark.parametrize(
    ("strength", "verdict"),
    [("", "missed"), ("必须", "missed"), ("应当", "missed"), ("原则上", "departed"),
     ("鼓励", "open"), ("可以", "open")],
)  # fmt: skip
def test_a_cadence_is_as_binding_as_it_says(mark: str, strength: str, verdict: str) -> None:
    assert reviewed(["2026-03-03 10:00"], **{mark: strength}) == (["counts"], [verdict])


@pytest.mark.parametrize("mark", ["HEAD", "ACT"])
def test_an_act_that_must_not_be_done_is_a_breach_when_it_is(mark: str) -> None:
    acts, _ = reviewed(["2026-03-03 10:00", "2026-03-04 10:00"], **{mark: "不得"})
    assert acts == ["forbidden", "forbidden"]


def test_a_rate_cannot_be_forbidden() -> None:
    found = compile_text(DUTY.replace("RATE", "不得").replace("HEAD", "").replace("ACT", ""))
    assert [d.code for d in found.errors] == ["GOV351"]


def test_a_post_that_must_not_handle_is_not_among_those_who_do() -> None:
    engine = built(WAYS="承办：书记 不得 自 2020-01-01；遇：超时 → 街道")
    assert engine.open("修路", unit="社区·1", at="2026-03-02 09:00").turn.refs == ("level:社区",)
    text = TEXT
    for mark, said_of_it in BLANK.items():
        text = text.replace(mark, said_of_it)
    found = compile_text(text.replace("承办：书记；议事", "承办：书记 不得；议事"))
    assert [one.code for one in found.errors] == ["GOV511"]  # nobody is left to handle


def test_a_duty_that_must_not_be_done_asks_for_nothing() -> None:
    text = DUTY.replace("HEAD", "不得").replace("RATE", "").replace("ACT", "")
    assert Engine(loads(text)).demand("走访") is None
