"""The example of Binzhou: its contradictions told, its full size, its cases walked.

What every district has in common is tested for all at once; here stands what is peculiar to
Binzhou. The scenarios are walked through the engine: three kinds of dispute by three procedures, a
call, a dispatch, and work that comes without money.
"""

from __future__ import annotations

from collections import Counter

import pytest

from govkit.checks.figures import verdicts
from govkit.pipeline import compile_text
from govkit.values import Refs

from .conftest import district

BINZHOU = district("binzhou")


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert BINZHOU.rows == [f"S3-{number:02}" for number in range(1, 39)]


def test_only_contradictions_of_the_source_are_approved() -> None:
    differing = {f"check:{verdict.name}" for verdict in verdicts(BINZHOU.model)
                 if verdict.answer == "differs"}  # fmt: skip
    approved = {path for path, claim, _ in BINZHOU.claims if claim.approvals}
    assert differing == approved == {"check:一网格一支部", "check:服务站覆盖率按支部"}


@pytest.mark.parametrize(
    ("check", "missing"),
    [
        ("一小区一网格", {"小区"}),
        ("一小区一支部", {"小区"}),
        ("业委会组建", {"业委会", "小区"}),
        ("物业服务覆盖", {"有物业服务的小区", "小区"}),
    ],
)
def test_what_cannot_be_computed_names_what_is_missing(check: str, missing: set[str]) -> None:
    verdict = next(verdict for verdict in verdicts(BINZHOU.model) if verdict.name == check)
    assert set(verdict.missing) == missing


@pytest.mark.parametrize(
    "path",
    [
        "body:网格党支部.quota",
        "body:党群服务站.coverage",
        "matter:小区治理",
        "body:业委会.coverage",
        "body:物业服务企业.coverage",
    ],
)
def test_what_the_source_leaves_open_is_doubted(path: str) -> None:
    assert BINZHOU.doubts(path)


# ── the full size ──
def test_1321_grids_fall_on_206_communities_and_29_subdistricts() -> None:
    counts = {level: BINZHOU.model.tree.count(level) for level in ("街道", "社区", "网格")}
    assert counts == {"街道": 29, "社区": 206, "网格": 1321}
    grids = list(BINZHOU.model.units("网格"))
    homes = Counter(BINZHOU.model.tree.ancestor(grid, "社区") for grid in grids)
    streets = Counter(BINZHOU.model.tree.ancestor(grid, "街道") for grid in grids)
    assert (len(homes), set(homes.values())) == (206, {6, 7})
    assert (len(streets), sum(streets.values())) == (29, 1321)
    assert None not in streets


# ── call and dispatch ──
def test_called_and_dispatched_matters_have_a_main_unit_and_assisting_ones() -> None:
    for process in ("事项呼叫", "任务派发"):
        matters = BINZHOU.values[f"process:{process}.applies_to"]
        assert isinstance(matters, Refs)
        for ref in matters.refs:
            main, assisting = BINZHOU.values[f"{ref}.owner"], BINZHOU.values[f"{ref}.assistants"]
            assert isinstance(main, Refs) and isinstance(assisting, Refs)
            assert not set(main.refs) & set(assisting.refs)


def test_units_that_report_go_through_four_steps_in_order() -> None:
    process = BINZHOU.model.process_for("供需对接")
    assert process is not None and not process.tiers
    names = [step.name for step in process.steps]
    assert names == ["摸排", "建台账", "进网格", "公布提示"]
    ways = [
        str(arrow.to[0]) for step in process.steps for s in step.on for arrow in s.value.entries
    ]
    assert ways == [*(f"step:{name}" for name in names[1:]), "manner:resolved"]
    assert all(step.handler and step.limit for step in process.steps)


def test_the_register_is_made_before_units_go_by_it() -> None:
    text = (BINZHOU.folder / "binzhou.gov").read_text(encoding="utf-8")
    given = "      产出：供需台账 据 报道·主体 “形成供需台账”\n"
    assert text.count(given) == 1
    published = "内容：“在微信公众平台"
    late = text.replace(given, "").replace(published, f"产出：供需台账\n      {published}")
    for file in BINZHOU.files[1:]:
        late = late.replace(f"引入：“{file}”", "")
    compiled = compile_text(late)
    (finding,) = [each for each in compiled.diagnostics if each.code == "GOV509"]
    assert (finding.args["step"], finding.args["what"]) == ("进网格", "供需台账")


# ── the scenarios ──
def test_three_kinds_of_dispute_go_three_ways() -> None:
    kinds = {
        name: BINZHOU.walks[name].end.process for name in ("老人轮流照护", "卫生间漏水", "外墙脱落")
    }
    assert list(kinds.values()) == ["感情牌", "理性牌", "专业牌"]
    met = {name: {move.meeting for move in BINZHOU.walks[name].taken} - {""} for name in kinds}
    assert list(met.values()) == [set(), {"向前一步"}, {"红茶议事会"}]


def test_a_family_matter_is_put_before_no_meeting() -> None:
    for case in BINZHOU.walks["老人轮流照护"].cases:
        assert "deliberate" not in {move.kind for move in BINZHOU.engine.moves(case)}


def test_what_the_community_cannot_settle_comes_to_the_joint_meeting() -> None:
    meetings = [move.meeting for move in BINZHOU.walks["物业撤场"].taken if move.meeting]
    assert meetings == ["红茶议事会", "物业管理联席会议"]


def test_a_grid_worker_may_call_but_not_enforce() -> None:
    walk = BINZHOU.walks["店外经营"]
    signed = walk.cases[1]
    offered = {(move.kind, move.trigger) for move in BINZHOU.engine.moves(signed)}
    assert ("escalate", "out_of_power") in offered
    assert "handle" not in {kind for kind, _ in offered}
    assert "post:网格员" in signed.handler.refs
    enforcing = next(case for case in walk.cases if case.status == "handling")
    assert enforcing.handler.refs == ("body:综合执法办公室",)
    assert enforcing.accountable.refs == ("body:指挥中心",)


def test_a_dispatched_task_stays_with_the_grid_worker() -> None:
    after = [
        case
        for case in BINZHOU.walks["救助线索"].cases
        if case.status not in ("reported", "closed")
    ]
    assert {case.accountable.refs for case in after} == {("post:网格员",)}
    assert ("body:相关部门",) in {case.handler.refs for case in after}


def test_work_that_comes_without_money_is_turned_down() -> None:
    last = BINZHOU.walks["只给任务不给经费"].taken[-1]
    assert (last.kind, last.trigger, last.manner) == ("close", "未核拨经费", "rejected")
