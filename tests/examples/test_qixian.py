"""The example of Qixian: its own contradictions, its four kinds of grids, and its scenarios.

What every district has in common is tested for all at once; here stands what is peculiar to
Qixian. The scenarios are walked through the engine.
"""

from __future__ import annotations

from govkit.checks.figures import verdicts
from govkit.values import Quantity, Words

from .conftest import district

QIXIAN = district("qixian")


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert QIXIAN.rows == [f"S4-{number:02}" for number in range(1, 26)]


# ── contradictions of the source are told, and stay visible ──
def test_what_differs_is_excepted_by_its_code_and_nothing_else_is() -> None:
    differing = {f"check:{v.name}" for v in verdicts(QIXIAN.model) if v.answer == "differs"}
    excepted = {path: {a.code for a in claim.approvals} for path, claim, _ in QIXIAN.claims
                if claim.approvals}  # fmt: skip
    assert excepted == {path: {"GOV601"} for path in differing}


def test_targets_and_what_there_is_are_reported_with_their_gaps() -> None:
    gaps = [finding for finding in QIXIAN.compiled.diagnostics if finding.code == "GOV504"]
    assert sorted(str(finding.args["gap"]) for finding in gaps) == ["-11", "-251", "-7"]


def test_what_could_not_be_decided_names_the_unknown_organisations() -> None:
    (open_one,) = [v for v in verdicts(QIXIAN.model) if v.answer == "undecidable"]
    assert set(open_one.missing) == {"总网格党组织", "专属网格党组织"}


# ── provenance ──
def test_time_limits_are_never_cited() -> None:
    """The source names no time limit: every one of the model is an assumption."""
    limits = [(path, c.origin.kind) for path, c, _ in QIXIAN.claims if path.endswith(".limit")]
    assert limits
    assert {kind for _, kind in limits} == {"assumed"}


# ── the four kinds of grids ──
def test_micro_grids_lie_under_ordinary_ones_and_dedicated_ones_beside() -> None:
    tree = QIXIAN.model.tree
    assert tuple(tree.above("微网格"))[:2] == ("一般网格", "总网格")
    assert "一般网格" not in tree.above("专属网格")
    assert "专属网格" not in tree.above("微网格")


def test_points_and_the_exit_list_are_two_things() -> None:
    points = next(a for a in QIXIAN.model.assessments if a.name == "微网格员积分")
    exits = points.exit.value
    listed = next(
        entry for entry in QIXIAN.model.lists if entry.name == "退出负面清单"
    ).contents.value
    assert isinstance(exits, Words) and isinstance(listed, Words)
    assert exits.words == listed.words
    total = points.total.value
    parts = [item.points.value for item in points.items]
    assert isinstance(total, Quantity)
    assert sum(part.number for part in parts if isinstance(part, Quantity)) == total.number


# ── the scenarios, walked ──
def test_only_a_rural_courtyard_is_served_by_one_worker_and_two_people() -> None:
    first = {name: walk.cases[0].holder.refs for name, walk in QIXIAN.walks.items()}
    courtyards = {name for name, refs in first.items() if "team:一员两人" in refs}
    assert courtyards == {"院坝停车坪"}


def test_where_there_is_no_chief_the_chief_above_takes_it() -> None:
    cases = QIXIAN.walks["没有网格长"].cases
    assert {case.tier for case in cases} == {"微网格", "一般网格"}
    assert cases[-1].accountable.refs == ("post:总网格长",)


def test_a_dedicated_grid_never_comes_to_an_ordinary_one() -> None:
    tiers = {case.tier for case in QIXIAN.walks["校门外停车"].cases}
    assert tiers == {"专属网格", "总网格"}


def test_low_points_alone_do_not_carry_an_exit_further() -> None:
    """Only the event of the exit list leads on from the grid chief, besides the limit."""
    signed = QIXIAN.walks["积分垫底"].cases[1]
    ways_up = {move.trigger for move in QIXIAN.engine.moves(signed) if move.kind == "escalate"}
    assert ways_up == {"符合退出情形"}


def test_a_transfer_leaves_the_grid_chief_accountable() -> None:
    moved = [move.kind for move in QIXIAN.walks["院坝停车坪"].taken].index("transfer")
    cases = QIXIAN.walks["院坝停车坪"].cases[moved:]
    assert len({case.accountable for case in cases}) == 1
    assert len({case.handler for case in cases}) == 2


def test_who_looked_into_an_exit_does_not_decide_on_it() -> None:
    before = QIXIAN.walks["积分垫底"].cases[3]
    assert (before.tier, before.status) == ("总网格", "dispatched")
    looked_into = next(event.actor for event in before.history if event.move == "sign_for")
    offered = [
        {move.kind for move in QIXIAN.engine.moves(before, actor=actor)}
        for actor in ("post:总网格长", looked_into)
    ]
    assert ["sign_for" in kinds for kinds in offered] == [True, False]
