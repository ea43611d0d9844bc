"""The example of Guangming: what its source leaves open, and where its scenarios lie.

What every district has in common is tested for all at once; here stands what is peculiar to
Guangming. Its scenarios have a file of their own.
"""

from __future__ import annotations

from govkit.values import Bound, Quantity, Rate

from .conftest import district

GUANGMING = district("guangming")


# ── the facts ──
def test_every_fact_of_the_source_is_listed() -> None:
    assert GUANGMING.rows == [f"S1-{number:02}" for number in range(1, 36)]


# ── second readings ──
def test_forty_ten_thousand_and_below_has_both_readings() -> None:
    limit = GUANGMING.stated("item:工程自建.limit")
    (doubt,) = GUANGMING.doubts("item:工程自建.limit")
    assert isinstance(limit, Bound) and isinstance(doubt.or_read, Bound)
    assert (limit.comparison, doubt.or_read.comparison) == ("≤", "<")
    assert limit.quantity == doubt.or_read.quantity


def test_one_member_or_at_least_one_has_both_readings() -> None:
    quota = GUANGMING.stated("post:专职网格党员.quota")
    (doubt,) = GUANGMING.doubts("post:专职网格党员.quota")
    assert isinstance(quota, Rate) and isinstance(quota.amount, Bound)
    assert isinstance(doubt.or_read, Rate) and isinstance(doubt.or_read.amount, Quantity)
    assert quota.amount.comparison == "≥"
    assert quota.amount.quantity.number == doubt.or_read.amount.number == 1


def test_meetings_of_the_secretary_are_bounded_in_principle() -> None:
    strengths = {path: claim.strength for path, claim, _ in GUANGMING.claims}
    assert strengths["duty:书记参会.cadence"] == "in_principle"
    assert strengths["duty:红小二服务活动.cadence"] == "should"


# ── places the scenarios rest on ──
def test_grid_61_lies_in_branch_20_of_community_3() -> None:
    grid = GUANGMING.model.unit("网格·61")
    branch = GUANGMING.model.tree.ancestor(grid, "支部")
    community = GUANGMING.model.tree.ancestor(grid, "社区")
    assert branch is not None and community is not None
    assert (branch.number, community.number) == (20, 3)
