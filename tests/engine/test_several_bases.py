"""Meetings whose quorum and majority rest on several bases at once."""

from __future__ import annotations

from typing import Any

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.pipeline import loads

TEXT = """govkit 1
地区 翠园 {
  层级 小区 { 数量：1 }
  机构 业委会 { 设于：小区 }
  会议 业主大会 { 召集：业委会；出席：QUORUM；通过：PASS }
  事项 更换物业
  流程 议定 {
    适用：更换物业
    级 小区 { 承办：业委会；议事：业主大会；时限：30天；遇：议而未决 → 终结 }
  }
}
"""
TWO = "全部（≥2/3 专有面积、≥2/3 人数）", "全部（>1/2 参与表决专有面积、>1/2 参与表决人数）"
DUE = {"专有面积": 12000, "人数": 150}


def refused(rules: tuple[str, str], **given: Any) -> list[str]:
    """Codes and refused rules of an agreement with these figures; none where it counts."""
    engine = Engine(loads(TEXT.replace("QUORUM", rules[0]).replace("PASS", rules[1])))
    case = engine.open("更换物业", unit="小区·1", at="2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    try:
        case = engine.apply(case, "deliberate:agreed", at="2026-03-10 15:00", given=given)
    except GovError as error:
        return [f"{d.code} {d.rule}" for d in error.diagnostics]
    assert Case.from_json(case.to_json()) == case
    return []


def counts(area: int, persons: int) -> dict[str, int]:
    return {"专有面积": area, "人数": persons}


@pytest.mark.parametrize(
    ("present", "votes", "broken"),
    [
        (counts(8000, 100), counts(4001, 51), []),
        (counts(7999, 100), counts(4001, 51), ["GOV581 meeting:业主大会.quorum"]),
        (counts(7999, 99), counts(4001, 51), ["GOV581 meeting:业主大会.quorum"] * 2),
        (counts(8000, 100), counts(4000, 51), ["GOV581 meeting:业主大会.majority"]),
        (counts(8000, 100), counts(8000, 50), ["GOV581 meeting:业主大会.majority"]),
    ],
)
def test_each_base_has_to_be_met(
    present: dict[str, int], votes: dict[str, int], broken: list[str]
) -> None:
    assert refused(TWO, due=DUE, present=present, for_=votes) == broken


GRAVE = TEXT.replace(
    "事项 更换物业", "要素 事类 { 取值：一般、重大 }\n  事项 更换物业 { 事类：一般 }"
)


@pytest.mark.parametrize(("grade", "votes", "broken"), [
    ("一般", 60, []), ("重大", 60, ["GOV723"]), ("重大", 75, []),
])  # fmt: skip
def test_the_majority_is_that_of_the_case(grade: str, votes: int, broken: list[str]) -> None:
    rules = ">1/2 到会 当 事类 = 一般；通过：≥3/4 到会 当 事类 = 重大"
    text = (
        GRAVE.replace("QUORUM", "未知")
        .replace("PASS", rules)
        .replace("事类：一般 }", f"事类：{grade} }}")
    )
    engine = Engine(loads(text))
    case = engine.open("更换物业", unit="小区·1", at="2026-03-02 09:00")
    case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
    case = engine.apply(
        case, "deliberate:agreed", at="2026-03-10 15:00", on_breach="record",
        given={"due": 120, "present": 100, "for": votes},
    )  # fmt: skip
    assert [breach.code for breach in case.history[-1].breaches] == broken


def test_a_missing_base_is_told_and_not_guessed() -> None:
    assert refused(TWO, due=DUE, present={"人数": 120}) == ["GOV582 meeting:业主大会.quorum"]
    assert refused(TWO, due=150, present=120) == ["GOV582 meeting:业主大会.quorum"]
    assert refused(TWO, due=DUE, present={"人数": 10}) == ["GOV581 meeting:业主大会.quorum"]


def test_whichever_is_less_takes_plain_figures() -> None:
    rules = "孰低（≥2/3 应到会，≥50人）", ">1/2 到会"
    assert refused(rules, due=300, present=50, for_=26) == []
    assert refused(rules, due=60, present=40, for_=21) == []
    assert refused(rules, due=60, present=39) == ["GOV581 meeting:业主大会.quorum"] * 2


def test_one_base_may_be_given_by_its_word() -> None:
    rules = "≥2/3 人数", ">1/2 到会人数"
    given = {"due": {"人数": 150}, "present": {"人数": 100}}
    assert refused(rules, **given, for_={"人数": 51}) == []
    assert refused(rules, **given, for_={"人数": 50}) == ["GOV723 meeting:业主大会.majority"]


def test_a_meeting_that_meets_again_has_its_own_quorum() -> None:
    rules = "≥2/3 应到会；延会：7天；再次会议出席：≥1/2 应到会", ">1/2 到会"
    few = {"due": 120, "present": 60, "for_": 31}
    assert refused(rules, **few) == ["GOV722 meeting:业主大会.quorum"]
    assert refused(rules, **few, adjourned=True) == []
    assert refused(rules, **few, adjourned=False) == ["GOV722 meeting:业主大会.quorum"]
    fewer = {**few, "present": 59}
    assert refused(rules, **fewer, adjourned=True) == ["GOV722 meeting:业主大会.adjourned_quorum"]
    assert refused(("≥2/3 应到会", ">1/2 到会"), **few, adjourned=True) == [
        "GOV722 meeting:业主大会.quorum"
    ]


@pytest.mark.parametrize("wrong", [{"人数": -1}, {"人数": 1.5}, {"人数": True}, {"人数": "many"}])
def test_a_figure_of_a_base_is_a_whole_number(wrong: dict[str, Any]) -> None:
    engine = Engine(loads(TEXT.replace("QUORUM", TWO[0]).replace("PASS", TWO[1])))
    case = engine.open("更换物业", unit="小区·1", at="2026-03-02 09:00")
    with pytest.raises(GovError) as error:
        engine.apply(case, "sign_for", at="2026-03-02 10:00", given={"present": wrong})
    assert [d.code for d in error.value.diagnostics] == ["GOV706"]
