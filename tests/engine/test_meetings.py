"""Meetings: what a share is a part of, what figures come to, and figures that cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from govkit.diagnostics import Both, GovError
from govkit.engine import Case, Engine, words
from govkit.pipeline import loads

TEXT = """govkit 1
地区 翠园 {
  层级 小区 { 数量：1 }
  层级 街道 { 数量：1 }
  机构 业委会 { 设于：小区 }
  机构 街道办 { 设于：街道 }
  会议 大会 { 召集：业委会；出席：QUORUM；通过：PASS }
  事项 更换物业
  流程 议定 {
    适用：更换物业
    级 小区 { 承办：业委会；议事：大会；时限：30天；遇：议而未决 → 终结；遇：未开成 → 街道 }
    级 街道 { 承办：街道办；时限：30天 }
  }
}
"""
ENGLISH = """govkit 1
district Green
level Estate { count: 1 }
body Committee { at: Estate }
meeting Assembly { convener: Committee; quorum: QUORUM; pass: PASS }
matter Manager
process Decide {
  applies_to: Manager
  tier Estate { handler: Committee; deliberates: Assembly; limit: 30 days
    on: undecided -> terminated }
}
"""
AT = "2026-03-10 15:00"
TWO = "全部（≥2/3 专有面积、≥2/3 人数）", "全部（>1/2 参与表决专有面积、>1/2 参与表决人数）"
DUE = {"专有面积": 12000, "人数": 150}


@cache
def signed(rules: tuple[str, str], text: str = TEXT) -> tuple[Engine, Case]:
    """An engine with these two rules, and a case that is signed for."""
    engine = Engine(loads(text.replace("QUORUM", rules[0]).replace("PASS", rules[1])))
    matter, unit = ("更换物业", "小区·1") if text is not ENGLISH else ("Manager", "Estate·1")
    case = engine.open(matter, unit=unit, at="2026-03-02 09:00")
    return engine, engine.apply(case, "sign_for", at="2026-03-02 10:00")


def broken(
    rules: tuple[str, str], outcome: str = "agreed", text: str = TEXT, **given: Any
) -> list[str]:
    """Code, field, what is needed and what is missing of each rule that an outcome breaks.

    To refuse the move and to record it are held to the same codes.
    """
    engine, case = signed(rules, text)
    move = f"deliberate:{outcome}" if outcome else "deliberate"
    after = engine.apply(case, move, at=AT, given=given, on_breach="record")
    assert Case.from_json(after.to_json()) == after
    found = after.history[-1].breaches
    try:
        assert engine.apply(case, move, at=AT, given=given) == after
    except GovError as error:
        codes = [d.code for d in error.diagnostics if d.code != "GOV906"]
        assert codes == [b.code for b in found] != []
    else:
        assert not found
    told = []
    for breach in found:
        fill = {name: zh for name, zh, _ in breach.words}
        needed = fill.get("needed", "")
        told.append(
            " ".join(p for p in (breach.code, breach.rule.partition(".")[2], needed,
                                 fill.get("missing", "")) if p)
        )  # fmt: skip
    return told


def counts(area: int, persons: int) -> dict[str, int]:
    return {"专有面积": area, "人数": persons}


def test_two_thirds_of_all_members_are_eight_of_twelve() -> None:
    rules = "≥1/2 应到会", "全体会员的三分之二以上"
    given = {"due": 12, "present": 8}
    assert broken(rules, for_=7, **given) == ["GOV723 majority 8 1"]
    assert broken(rules, for_=8, **given) == []


# ── which whole a base names ──
def votes(number: int) -> dict[str, int]:
    """So many for it, of 60 due, 50 present, 45 voting and 41 valid votes."""
    return {"due": 60, "present": 50, "voting": 45, "for": number, "against": 41 - number}


@pytest.mark.parametrize(("base", "needed"), [
    ("应到会", 31), ("应到", 31), ("全体会员", 31), ("全部会员", 31), ("会员总数", 31),
    ("总人数", 31), ("应参加表决的会员", 31), ("应到会有表决权党员", 31),
    ("到会", 26), ("到会会员", 26), ("实到会会员", 26), ("出席会议的会员", 26), ("参会人员", 26),
    ("全体到会会员", 26), ("有表决权的到会党员", 26),
    ("参与表决", 23), ("参加表决的会员", 23), ("投票人数", 23), ("参加投票会员", 23),
    ("有效票", 21), ("有效表决票", 21),
])  # fmt: skip
def test_a_base_says_which_whole_is_meant(base: str, needed: int) -> None:
    rules = "未知", f">1/2 {base}"
    assert broken(rules, **votes(needed - 1)) == [f"GOV723 majority {needed} 1"]
    assert broken(rules, **votes(needed)) == []


@pytest.mark.parametrize(("base", "needed"), [
    ("due", 31), ("members", 31), ("all_members", 31), ("total_members", 31),
    ("present", 26), ("members_present", 26), ("members_attending", 26),
    ("voting", 23), ("members_voting", 23), ("present_and_voting", 23), ("voters", 23),
    ("votes_cast", 21), ("valid_votes", 21), ("the_votes_cast", 21),
])  # fmt: skip
def test_english_bases_say_the_same(base: str, needed: int) -> None:
    rules = "unknown", f">1/2 of {base}"
    assert broken(rules, text=ENGLISH, **votes(needed - 1)) == [f"GOV723 majority {needed} 1"]
    assert broken(rules, text=ENGLISH, **votes(needed)) == []


@pytest.mark.parametrize("base", ["户主", "专有部分面积", "股东所持表决权"])
def test_a_base_without_a_role_needs_a_figure_of_its_own(base: str) -> None:
    rules = "未知", f">1/2 {base}"
    assert broken(rules, due=60, present=50, for_=40) == [f"GOV582 majority 应到（{base}）"]
    assert broken(rules, due={base: 60}, for_=31) == []
    assert broken(rules, due={base: 60}, for_=30) == ["GOV723 majority 31 1"]


@pytest.mark.parametrize("base", ["voting_members", "all_voting_members", "maintainers"])
def test_english_bases_that_are_open_need_one_too(base: str) -> None:
    rules = "unknown", f">1/2 of {base}"
    (told,) = broken(rules, text=ENGLISH, due=60, present=50, voting=45, for_=40)
    assert told.startswith("GOV582")
    assert broken(rules, text=ENGLISH, due={base: 60}, for_=31) == []


def test_a_quorum_is_a_part_of_those_due() -> None:
    for base in ("户主", "应到会", "到会户主"):
        rules = f"≥2/3 {base}", "未知"
        assert broken(rules, due=30, present=19) == ["GOV722 quorum 20 1"]
        assert broken(rules, due=30, present=20) == []


def test_who_votes_is_there() -> None:
    rules = "全部（≥2/3 参与表决专有面积、≥2/3 参与表决人数）", TWO[1]
    given = {"due": DUE, "voting": counts(8000, 100), "for_": counts(4001, 51)}
    assert broken(rules, **given) == []
    assert broken(TWO, **given) == []  # eight thousand came at the least
    fewer = {**given, "voting": counts(7999, 100)}
    assert broken(rules, **fewer) == ["GOV581 quorum 8000 1"]
    assert broken(TWO, **fewer) == ["GOV582 quorum 到会（专有面积）"]


# ── several bases ──
@pytest.mark.parametrize(("present", "votes", "found"), [
    (counts(8000, 100), counts(4001, 51), []),
    (counts(7999, 100), counts(4001, 51), ["GOV581 quorum 8000 1"]),
    (counts(7999, 99), counts(4001, 51), ["GOV581 quorum 8000 1", "GOV581 quorum 100 1"]),
    (counts(8000, 100), counts(4000, 51), ["GOV581 majority 4001 1"]),
    (counts(8000, 100), counts(8000, 50), ["GOV581 majority 51 1"]),
])  # fmt: skip
def test_each_base_has_to_be_met(
    present: dict[str, int], votes: dict[str, int], found: list[str]
) -> None:
    given = {"due": DUE, "present": present, "for_": votes, "voting": present}
    assert broken(TWO, **given) == found


def test_a_missing_figure_is_named_and_not_guessed() -> None:
    assert broken(TWO, due=DUE, present={"人数": 120}) == ["GOV582 quorum 到会（专有面积）"]
    assert broken(TWO, due=150, present=120) == [
        "GOV582 quorum 到会（专有面积）、应到（专有面积）、到会、应到"
    ]
    assert broken(TWO, due=DUE, present={"人数": 10}) == ["GOV581 quorum 100 90"]
    assert broken(("≥2/3 应到会", ">1/2 到会"), present=20) == ["GOV582 quorum 应到"]
    assert broken(("未知", ">1/2 到会"), for_=20) == ["GOV582 majority 到会"]
    assert broken(("未知", ">1/2 有效票"), for_=20) == ["GOV582 majority 有效票"]
    assert broken(("未知", ">1/2 有效票"), against=20) == ["GOV582 majority 同意、有效票"]
    assert broken(("≥2/3 应到会", ">1/2 到会")) == []


def test_what_follows_from_votes_needs_not_be_given() -> None:
    cast = "未知", ">1/2 有效票"
    assert broken(cast, for_=21, against=20) == []
    assert broken(cast, voting=50, abstained=9, against=20) == []
    assert broken(cast, voting=50, abstained=9, against=21) == ["GOV723 majority 21 1"]
    part = "未知", ">1/2 参与表决"
    assert broken(part, for_=21, against=20) == ["GOV582 majority 参与表决"]
    assert broken(part, for_=21, against=20, abstained=1) == ["GOV723 majority 22 1"]
    assert broken(part, for_=22, against=20, abstained=1) == []


@pytest.mark.parametrize(("rule", "due", "there", "told"), [
    ("孰低（≥1/10 全体会员、≥100人）", 2400, 99, "GOV581 quorum 100 1"),
    ("孰低（≥1/10 全体会员、≥100人）", 600, 59, "GOV581 quorum 60 1"),
    ("孰高（≥1/10 全体会员、≥100人）", 2400, 99, "GOV581 quorum 240 141"),
    ("任一（≥1/10 全体会员、≥100人）", 2400, 99, "GOV581 quorum 100 1"),
])  # fmt: skip
def test_one_breach_of_the_arm_that_decides(rule: str, due: int, there: int, told: str) -> None:
    assert broken((rule, "未知"), due=due, present=there) == [told]
    assert broken((rule, "未知"), due={"会员": due}, present={"会员": there}) == [told]


def test_the_whole_rule_is_named_with_the_arm() -> None:
    engine, case = signed(("孰低（≥1/10 全体会员、≥100人）", "未知"))
    after = engine.apply(
        case, "deliberate:agreed", at=AT, given={"due": 2400, "present": 99}, on_breach="record"
    )
    (breach,) = after.breaches
    assert "100人" in words.of(breach, "zh") and "全体会员" in words.of(breach, "zh")
    assert breach.excess is not None and (breach.excess.number, breach.excess.unit) == (1, "person")


def test_two_alternative_quorums() -> None:
    """村民委员会组织法第二十二条：过半数村民，或者三分之二以上的户的代表。"""
    rules = "任一（本村十八周岁以上村民的过半数、三分之二以上户代表）", "到会人员的过半数"
    by_houses = {"due": {"户代表": 300}, "present": {"户代表": 200}}
    assert broken(rules, **by_houses) == []
    fewer = {"due": {"户代表": 300}, "present": {"户代表": 199}}
    (told,) = broken(rules, **fewer)
    assert told.startswith("GOV582") and "户代表" not in told
    both = {"due": {"户代表": 300, "村民": 900}, "present": {"户代表": 199, "村民": 400}}
    assert broken(rules, **both) == ["GOV581 quorum 200 1"]
    both["present"]["村民"] = 451
    assert broken(rules, **both) == []


def test_the_assembly_of_a_party_branch() -> None:
    """半数以上有表决权的党员到会；赞成超过应到会有表决权党员的半数。"""
    rules = "半数以上有表决权的党员到会", "赞成人数超过应到会有表决权的党员的半数"
    assert broken(rules, due=21, present=11, for_=11) == []
    assert broken(rules, due=21, present=10, for_=10) == ["GOV722 quorum 11 1"]
    assert broken(rules, due=21, present=20, for_=10) == ["GOV723 majority 11 1"]
    assert broken(rules, due={"党员": 21}, present={"党员": 20}, for_={"党员": 11}) == []


def test_owners_decide_together() -> None:
    """民法典第二百七十八条：三分之二以上参与表决；过半数或者四分之三以上同意。"""
    rules = (
        "全部（参与表决专有部分面积的三分之二以上、参与表决人数的三分之二以上）",
        "全部（参与表决专有部分面积的四分之三以上、参与表决人数的四分之三以上）",
    )
    given = {
        "due": {"专有部分面积": Decimal("36500.5"), "人数": 400},
        "voting": {"专有部分面积": Decimal("25000.5"), "人数": 280},
    }
    enough = {"专有部分面积": Decimal("18750.375"), "人数": 210}
    assert broken(rules, **given, for_=enough) == []
    few = {"专有部分面积": Decimal("18750"), "人数": 210}
    assert broken(rules, **given, for_=few) == ["GOV581 majority 18750.375 0.375"]


def test_shares_of_ownership_are_fractions() -> None:
    rules = "未知", ">1/2 全部份额"
    assert broken(rules, due=1, for_="1/2") == ["GOV723 majority 多于 0.5 0 多"]
    assert broken(rules, due=1, for_="2/3") == []
    assert broken(("未知", "≥2/3 全部份额"), due=1, for_=Fraction(1, 2)) == [
        "GOV723 majority 2/3 1/6"
    ]


# ── the outcome follows ──
def test_the_outcome_follows_from_the_votes() -> None:
    rules = "≥2/3 应到会", ">1/2 到会"
    came = {"due": 60, "present": 40}
    assert broken(rules, "undecided", for_=21, **came) == ["GOV900 majority 21"]
    assert broken(rules, "undecided", for_=20, **came) == []
    assert broken(rules, "agreed", for_=20, **came) == ["GOV723 majority 21 1"]
    assert broken(rules, "not_held", for_=20, **came) == ["GOV901 quorum 40"]
    few = {"due": 60, "present": 39}
    for outcome in ("agreed", "undecided"):
        assert broken(rules, outcome, for_=30, **few) == ["GOV722 quorum 40 1"]
    assert broken(rules, "not_held", for_=30, **few) == []
    assert broken(rules, "not_held") == []


@pytest.mark.parametrize(("figures", "outcome"), [
    ({"due": 60, "present": 40, "for": 21}, "agreed"),
    ({"due": 60, "present": 40, "for": 20}, "undecided"),
    ({"due": 60, "present": 39, "for": 30}, "not_held"),
])  # fmt: skip
def test_figures_alone_say_the_outcome(figures: dict[str, int], outcome: str) -> None:
    engine, case = signed(("≥2/3 应到会", ">1/2 到会"))
    after = engine.apply(case, "deliberate", at=AT, given=figures)
    assert (after.history[-1].trigger, after.breaches) == (outcome, ())
    with pytest.raises(GovError) as error:
        engine.apply(case, "deliberate", at=AT, given={"present": 40, "for": 21})
    assert [d.code for d in error.value.diagnostics] == ["GOV727"]


def test_a_meeting_that_was_not_held_leaves_the_case_and_leads_where_the_text_says() -> None:
    engine, case = signed(("≥2/3 应到会；延会：7天", ">1/2 到会"))
    after = engine.apply(case, "deliberate:未开成", at=AT, due=60, present=39)
    assert after.status == case.status == "signed"
    moves = {move.id for move in engine.moves(after)}
    assert {"handle", "escalate:not_held:街道", "deliberate:not_held:大会"} <= moves
    (timer,) = [timer for timer in engine.due(after) if timer.kind == "adjourn"]
    assert timer.due is not None and timer.due.date() == date(2026, 3, 18)
    assert "大会" in words.of(timer, "zh") and "meet again" in words.of(timer, "en")
    again = engine.apply(after, "deliberate:agreed", at="2026-03-12 15:00")
    assert [timer for timer in again.timers if timer.kind == "adjourn"] == []
    assert "escalate:not_held:街道" not in {move.id for move in engine.moves(again)}


def test_a_meeting_that_meets_again_has_its_own_quorum() -> None:
    rules = "≥2/3 应到会；延会：7天；再次会议出席：≥1/2 应到会", ">1/2 到会"
    few = {"due": 120, "present": 60, "for_": 31}
    assert broken(rules, **few) == ["GOV722 quorum 80 20"]
    assert broken(rules, **few, adjourned=True) == []
    assert broken(rules, **few, adjourned=False) == ["GOV722 quorum 80 20"]
    fewer = {"due": 120, "present": 59, "for_": 31}
    assert broken(rules, **fewer, adjourned=True) == ["GOV722 adjourned_quorum 60 1"]
    assert broken(("≥2/3 应到会", ">1/2 到会"), **few, adjourned=True) == ["GOV722 quorum 80 20"]


def test_after_one_that_was_not_held_it_meets_again_without_saying_so() -> None:
    rules = "≥2/3 应到会；延会：7天；再次会议出席：≥1/2 应到会", ">1/2 到会"
    engine, case = signed(rules)
    case = engine.apply(case, "deliberate:not_held", at=AT, due=120, present=60)
    given = {"due": 120, "present": 60, "for": 31}
    agreed = engine.apply(case, "deliberate:agreed", at="2026-03-12 15:00", given=given)
    assert agreed.status == "agreed"
    with pytest.raises(GovError) as error:
        given["adjourned"] = False
        engine.apply(case, "deliberate:agreed", at="2026-03-12 15:00", given=given)
    assert [d.code for d in error.value.diagnostics] == ["GOV722"]


def test_the_majority_is_that_of_the_case() -> None:
    text = TEXT.replace("事项 更换物业", "要素 事类 { 取值：一般、重大 }\n  事项 更换物业", 1)
    rules = "未知", ">1/2 到会 当 事类 = 一般；通过：≥3/4 到会 当 事类 = 重大"
    engine = Engine(loads(text.replace("QUORUM", rules[0]).replace("PASS", rules[1])))
    for grade, votes, codes in (("一般", 60, []), ("重大", 74, ["GOV723"]), ("重大", 75, [])):
        case = engine.open("更换物业", unit="小区·1", at="2026-03-02 09:00", 事类=grade)
        case = engine.apply(case, "sign_for", at="2026-03-02 10:00")
        case = engine.apply(
            case, "deliberate:agreed", at=AT, on_breach="record", present=100, for_=votes
        )
        assert [breach.code for breach in case.history[-1].breaches] == codes


# ── figures that cannot be ──
@pytest.mark.parametrize(("figures", "pair"), [
    ({"present": 0, "for": 0}, ("到会", "同意")),
    ({"present": 7, "for": 8}, ("同意", "到会")),
    ({"due": 10, "present": 12}, ("到会", "应到")),
    ({"due": 10, "for": 12}, ("同意", "应到")),
    ({"present": 7, "voting": 8}, ("参与表决", "到会")),
    ({"voting": 7, "valid": 8}, ("有效票", "参与表决")),
    ({"valid": 10, "for": 4, "against": 5}, ("同意加反对", "有效票")),
    ({"voting": 10, "for": 4, "against": 5, "abstained": 2}, ("有效票加弃权", "参与表决")),
    ({"present": 8, "for": 5, "against": 5}, ("有效票", "到会")),
    ({"voting": 3, "abstained": 4}, ("弃权", "参与表决")),
    ({"present": {"人数": 7}, "for": {"人数": 8}}, ("同意", "到会")),
    ({"due": 10, "应到": 12}, ("应到", "应到")),
])  # fmt: skip
def test_two_figures_that_contradict_each_other_are_named(
    figures: dict[str, Any], pair: tuple[str, str]
) -> None:
    engine, case = signed(("≥1/2 应到会", "≥1/2 到会"))
    for on_breach in ("refuse", "record"):
        with pytest.raises(GovError) as error:
            engine.apply(case, "deliberate:agreed", at=AT, given=figures, on_breach=on_breach)  # type: ignore[arg-type]
        (found,) = error.value.diagnostics
        names = [found.args[name] for name in ("one", "other")]
        assert found.code == "GOV902"
        assert tuple(name if isinstance(name, str) else name.zh for name in names) == pair


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "many", "1/0", Decimal("NaN"), Decimal("1e5000")])
def test_a_figure_is_a_number(wrong: Any) -> None:
    engine, case = signed(TWO)
    for given in ({"present": wrong}, {"present": {"人数": wrong}}):
        with pytest.raises(GovError) as error:
            engine.apply(case, "deliberate:agreed", at=AT, given=given)
        code = "GOV927" if isinstance(wrong, Decimal) else "GOV903"
        assert [d.code for d in error.value.diagnostics] == [code]


def test_a_figure_that_no_rule_counts_is_refused() -> None:
    engine, case = signed(("≥2/3 专有面积", ">1/2 参与表决专有面积"))
    with pytest.raises(GovError) as error:
        engine.apply(case, "deliberate:agreed", at=AT, present={"住户": 7}, on_breach="record")
    (found,) = error.value.diagnostics
    assert (found.code, str(found.args["known"])) == ("GOV904", str(Both("专有面积", "专有面积")))


def test_figures_belong_to_a_deliberation() -> None:
    engine, case = signed(("≥2/3 应到会", ">1/2 到会"))
    with pytest.raises(GovError) as error:
        engine.apply(case, "handle", at=AT, present=7)
    assert [d.code for d in error.value.diagnostics] == ["GOV905"]


def test_an_attribute_may_have_the_name_of_a_figure() -> None:
    text = TEXT.replace("事项 更换物业", "要素 到会 { 单位：人 }\n  事项 更换物业", 1)
    engine, case = signed(("≥2/3 应到会", ">1/2 到会"), text)
    after = engine.apply(case, "handle", at=AT, 到会=7)
    assert [value.attribute for value in after.history[-1].given] == ["到会"]


def test_figures_have_chinese_names_too() -> None:
    rules = "≥2/3 应到会", ">1/2 到会"
    assert broken(rules, 应到=60, 到会=40, 赞成=20) == ["GOV723 majority 21 1"]


# ── second readings ──
def test_another_reading_of_a_share_is_tried_and_told() -> None:
    doubtful = ">1/2 到会 存疑 “过半数是到会的还是应到的” 另读 >1/2 应到会"
    engine, case = signed(("≥1/2 应到会", doubtful))
    after = engine.apply(case, "deliberate:agreed", at=AT, due=60, present=40, for_=25)
    (turning,) = after.history[-1].turnings
    assert (turning.first, turning.other) == ("met", "not_met")
    assert words.of(turning, "zh") in engine.explain(after).text("zh")
    assert "应到会" in words.of(turning, "zh") and "due" not in words.of(turning, "zh")
    assert engine.adopt_json(after.to_json()) == after
    sure = engine.apply(case, "deliberate:agreed", at=AT, due=60, present=40, for_=31)
    assert sure.history[-1].turnings == ()


def test_a_refusal_says_that_another_reading_would_allow_it() -> None:
    doubtful = ">1/2 应到会 存疑 “过半数是到会的还是应到的” 另读 >1/2 到会"
    engine, case = signed(("≥1/2 应到会", doubtful))
    with pytest.raises(GovError) as error:
        engine.apply(case, "deliberate:agreed", at=AT, due=60, present=40, for_=25)
    assert [d.code for d in error.value.diagnostics] == ["GOV723", "GOV906"]


def test_a_stored_case_with_figures_and_a_meeting_to_come_is_taken_back() -> None:
    rules = (
        "≥2/3 应到会；延会：7天 存疑 “不清楚”；再次会议出席：≥1/2 应到会",
        (">1/2 到会 存疑 “过半数是到会的还是应到的” 另读 >1/2 应到会"),
    )
    engine, case = signed(rules)
    case = engine.apply(case, "deliberate:not_held", at=AT, due={"人数": 120}, present="60")
    assert engine.adopt_json(case.to_json()) == case
    again = engine.apply(case, "deliberate:agreed", at="2026-03-12 15:00", due=120, present="80.0")
    assert engine.adopt_json(again.to_json()) == again
    late = engine.tick(case, "2026-04-10 09:00")
    assert engine.adopt_json(late.to_json()) == late
    assert "大会" in engine.explain(late).text("zh")
    assert engine.explain(late).text("en")


@pytest.mark.parametrize(("old", "new"), [
    ('["present","40"]', '["present","70"]'),
    ('["present","40"]', '["present","-1"]'),
    ('["present","40"]', '["crowd","40"]'),
])  # fmt: skip
def test_a_stored_case_with_figures_that_cannot_be_is_not_taken_back(old: str, new: str) -> None:
    engine, case = signed(("≥2/3 应到会", ">1/2 到会"))
    case = engine.apply(case, "deliberate:agreed", at=AT, due=60, present=40)
    stored = case.to_json().replace(" ", "").replace("\n", "")
    assert old in stored
    with pytest.raises(GovError) as error:
        engine.adopt_json(stored.replace(old, new))
    assert {d.code for d in error.value.diagnostics} <= {"GOV931", "GOV933", "GOV934"}
