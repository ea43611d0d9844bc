"""The example of the whole-district net: its contradictions, its second readings, its modes.

What every district has in common is tested for all at once; here stands what is peculiar to the
net. Its scenarios have a file of their own.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.checks.figures import verdicts
from govkit.values import Chain, Quantity, Refs, Words

from .conftest import district

QUANYU = district("quanyu")


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert QUANYU.rows == [f"S0-{number:02}" for number in range(1, 56)]


def test_every_contradiction_of_the_source_is_approved_with_its_reason() -> None:
    differs = {verdict.name for verdict in verdicts(QUANYU.model) if verdict.answer == "differs"}
    approved = {
        line.name
        for line in QUANYU.model.checks
        for approval in line.approvals
        if approval.code == "GOV601" and approval.why
    }
    assert differs
    assert approved == differs


# ── second readings ──
def test_coverage_of_the_party_has_both_readings() -> None:
    coverage = QUANYU.stated("body:网格党组织.coverage")
    (doubt,) = QUANYU.doubts("body:网格党组织.coverage")
    branches, grids = (QUANYU.model.get(ref) for ref in ("body:网格党组织", "level:网格"))
    assert isinstance(coverage, Quantity) and isinstance(doubt.or_read, Quantity)
    share = branches.count.value.number / grids.count.value.number  # type: ignore[union-attr]
    assert coverage.number == 1
    assert abs(doubt.or_read.number - share) < Fraction(1, 1000)


def test_the_base_of_the_closing_rate_has_both_readings() -> None:
    (doubt,) = QUANYU.doubts("indicator:问题办结率.denominator")
    assert isinstance(doubt.or_read, Words)
    assert doubt.or_read != QUANYU.stated("indicator:问题办结率.denominator")


@pytest.mark.parametrize("name", ["收集问题", "解决问题", "办结率", "基础数据"])
def test_the_results_of_2022_are_dated(name: str) -> None:
    claim = next(claim for path, claim, _ in QUANYU.claims if path == f"figure:{name}.value")
    assert claim.since is not None and claim.until is not None
    assert (claim.since.year, claim.until.year) == (2022, 2023)


# ── what is peculiar to this district ──
def test_an_emergency_leaves_out_the_two_levels_between() -> None:
    ordinary, urgent = (
        next(process for process in QUANYU.model.processes if process.name == name)
        for name in ("网格事项", "急时调度")
    )
    between = [tier.name for tier in ordinary.tiers][1:-1]
    assert between == ["村（社区）", "镇（街道）"]
    assert not {tier.name for tier in urgent.tiers} & set(between)
    chain = QUANYU.stated("mode:急时.chain")
    assert isinstance(chain, Chain) and chain.refs[0] == "body:管理中心" and len(chain.refs) == 2


def test_each_mode_turns_on_the_process_of_its_matters() -> None:
    for mode in QUANYU.model.modes:
        processes, matters = mode.process.value, mode.matters.value
        assert isinstance(processes, Refs) and isinstance(matters, Refs)
        for ref in matters.refs:
            process = QUANYU.model.process_for(ref.partition(":")[2])
            assert process is not None and f"process:{process.name}" in processes.refs


def test_six_powers_answer_six_aspects_of_resources() -> None:
    powers, resources = (
        next(listing for listing in QUANYU.model.lists if listing.name == name)
        for name in ("权力清单", "资源清单")
    )
    answered = [item.contents.value.words[0] for item in powers.items]  # type: ignore[union-attr]
    assert sorted(answered) == sorted(item.name for item in resources.items)


def test_the_order_loop_has_its_four_steps_in_order() -> None:
    loop = next(process for process in QUANYU.model.processes if process.name == "点单闭环")
    assert [step.name for step in loop.steps] == ["群众点单", "平台派单", "部门接单", "结果反馈"]
    assert not loop.tiers
