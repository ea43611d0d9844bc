"""The example of the good neighbours: a source whose figures are masked, stated as it stands.

What every district has in common is tested for all at once; here stands what is peculiar to the
good neighbours. The scenarios are walked through the engine: what ends in the building, what three
desks handle together, and what mediation cannot settle.
"""

from __future__ import annotations

import pytest

from govkit.checks.figures import verdicts
from govkit.pipeline import compile_text
from govkit.values import Formula, Quantity, Refs, Unknown

from .conftest import district

HAOLINJU = district("haolinju")
DESKS = {"body:综治", "body:调解", "body:信访"}


def _masked() -> dict[str, Unknown]:
    return {
        path: value
        for path, value in HAOLINJU.values.items()
        if isinstance(value, Unknown) and "*" in value.printed
    }


def _undecidable() -> dict[str, tuple[str, ...]]:
    return {v.name: v.missing for v in verdicts(HAOLINJU.model) if v.answer == "undecidable"}


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert HAOLINJU.rows == [f"S2-{number:02}" for number in range(1, 31)]


# ── masked figures ──
def test_masks_stand_as_they_are_printed() -> None:
    printed = {value.printed for value in _masked().values()}
    assert {"*个", "***栋", "*万余人", "****多人", "***人次"} <= printed


def test_a_masked_figure_is_quoted_with_its_mask() -> None:
    masked = _masked()
    quoted = {path: claim.origin.quotation for path, claim, _ in HAOLINJU.claims if path in masked}
    assert quoted
    assert [path for path, words in quoted.items() if "*" not in words] == []


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        ("公式对正文", {"公式第三项"}),
        ("店面合计", {"宾馆酒店", "餐饮", "店面"}),
        ("两处人数", {"楼栋长", "街巷长", "推选人数"}),
        ("党小组对小网格", {"网格党小组", "小网格"}),
    ],
)
def test_what_cannot_be_computed_names_what_is_missing(check: str, missing: set[str]) -> None:
    assert set(_undecidable()[check]) == missing


@pytest.mark.parametrize(("third", "findings"), [("8支", []), ("7支", ["GOV601"])])
def test_the_mask_once_lifted_is_checked(third: str, findings: list[str]) -> None:
    text = (HAOLINJU.folder / "haolinju.gov").read_text(encoding="utf-8")
    replaced = [("公式第三项：*支", f"公式第三项：{third}")]
    for old, new in (*replaced, ("引入：“scenarios.gov”", ""), ("引入：“lessons.gov”", "")):
        assert old in text
        text = text.replace(old, new)
    lifted = compile_text(text)
    assert [finding.code for finding in lifted.errors] == findings
    if lifted.model is not None:
        assert "公式对正文" in {v.name for v in verdicts(lifted.model) if v.answer == "agrees"}


def test_the_formula_is_read_with_eight_and_with_the_mask() -> None:
    formula = HAOLINJU.values["team:好邻居模式.formula"]
    (doubt,) = HAOLINJU.doubts("team:好邻居模式.formula")
    assert isinstance(formula, Formula) and isinstance(doubt.or_read, Formula)
    assert formula.terms[:2] == doubt.or_read.terms[:2]
    teams = HAOLINJU.values["team:志愿者队伍.count"]
    third, masked = formula.terms[2].number, doubt.or_read.terms[2].number
    assert isinstance(teams, Quantity) and isinstance(third, Quantity)
    assert third.number == teams.number
    assert isinstance(masked, Unknown)


# ── provenance ──
def test_the_date_of_the_source_is_doubted() -> None:
    """No source tells its own date: the one figure without an origin."""
    assert HAOLINJU.doubts("source:报告.written")


@pytest.mark.parametrize(
    "path",
    [
        "figure:流动人口.value",
        "body:社区网格.count",
        "indicator:事件办结率.denominator",
        "body:网格党小组.quota",
        "matter:群众诉求.limit",
        "process:矛盾调处.ceiling",
        "process:矛盾调处/tier:社区.handler",
    ],
)
def test_what_the_source_leaves_open_is_doubted(path: str) -> None:
    assert HAOLINJU.doubts(path)


def test_proposals_of_the_source_are_not_told_as_practice() -> None:
    process = next(process for process in HAOLINJU.model.processes if process.name == "点单服务")
    assert process.origin.place == "四（2）"
    assert "还没有实行" in str(process.note)


# ── the scenarios ──
def test_containment_has_two_rungs_and_none_above_the_community() -> None:
    process = next(process for process in HAOLINJU.model.processes if process.name == "矛盾调处")
    assert [tier.name for tier in process.tiers] == ["楼栋", "社区"]
    assert HAOLINJU.walks["屋顶晾晒"].end.tier == "楼栋"
    assert not any(move.kind == "escalate" for move in HAOLINJU.walks["屋顶晾晒"].taken)
    for name in ("主管堵塞", "油烟直排"):
        assert [m.to for m in HAOLINJU.walks[name].taken if m.kind == "escalate"] == ["tier:社区"]
    for walk in HAOLINJU.walks.values():
        assert not any(move.passes_ceiling for move in walk.taken)


def test_a_small_matter_taken_to_the_community_passes_its_ceiling() -> None:
    case = HAOLINJU.engine.open("邻里纠纷", unit="楼栋·12", at="2026-04-13 09:00")
    for move in ("sign_for", "handle"):
        case = HAOLINJU.engine.apply(case, move, at=case.as_of, actor="trainer")
    (up,) = [move for move in HAOLINJU.engine.moves(case) if move.trigger == "difficult"]
    assert up.passes_ceiling


def test_the_volunteers_assist_and_the_head_of_the_building_leads() -> None:
    handler = HAOLINJU.values["process:矛盾调处/tier:楼栋.handler"]
    assert isinstance(handler, Refs)
    signed = HAOLINJU.walks["屋顶晾晒"].cases[1]
    assert signed.handler.refs == ("post:楼栋长",)
    assert signed.handler.assisting == ("team:好邻居调解队伍",)


def test_three_desks_handle_one_matter_together() -> None:
    walk = HAOLINJU.walks["主管堵塞"]
    for kind in ("sign_for", "handle", "feed_back"):
        parts = [move.part for move in walk.taken if move.kind == kind and move.part]
        assert sorted(parts) == sorted(DESKS)


def test_two_desks_are_not_enough_to_verify() -> None:
    walk = HAOLINJU.walks["主管堵塞"]
    last = max(number for number, move in enumerate(walk.taken) if move.kind == "feed_back")
    before, after = walk.cases[last], walk.cases[last + 1]
    assert "verify" not in {move.kind for move in HAOLINJU.engine.moves(before)}
    assert "verify" in {move.kind for move in HAOLINJU.engine.moves(after)}


def test_read_otherwise_one_desk_would_do() -> None:
    (doubt,) = HAOLINJU.doubts("process:矛盾调处/tier:社区.handler")
    handler = HAOLINJU.values["process:矛盾调处/tier:社区.handler"]
    assert isinstance(handler, Refs) and isinstance(doubt.or_read, Refs)
    assert set(handler.refs) == set(doubt.or_read.refs) == DESKS
    assert (handler.mode, doubt.or_read.mode) == ("all", "any")


@pytest.mark.parametrize(("name", "step"), [("退租押金", "五老约访"), ("油烟直排", "综合执法站")])
def test_a_desk_stays_accountable_while_others_help(name: str, step: str) -> None:
    helped = next(
        c for c in HAOLINJU.walks[name].cases if c.step == step and c.status == "handling"
    )
    assert set(helped.accountable.refs) <= DESKS
    assert not set(helped.handler.refs) & DESKS


def test_who_does_not_agree_is_not_held_back() -> None:
    walk = HAOLINJU.walks["借款各执一词"]
    assert walk.taken[-1].trigger == "declined"
    assert (walk.end.status, walk.end.manner) == ("closed", "terminated")
    assert "verify" not in {move.kind for move in walk.taken}


def test_a_wrong_order_goes_back_to_the_community() -> None:
    steps = [case.step for case in HAOLINJU.walks["手机课堂"].cases]
    order = [step for number, step in enumerate(steps) if number == 0 or steps[number - 1] != step]
    assert order == ["点单", "下单", "接单", "下单", "接单"]


def test_a_limit_the_source_does_not_tell_has_no_end() -> None:
    case = HAOLINJU.engine.open("群众诉求", unit="小网格·2", at="2026-04-13 09:00")
    (timer,) = [timer for timer in HAOLINJU.engine.due(case) if timer.id == "matter:群众诉求"]
    assert timer.due is None and timer.unread == "unknown"
