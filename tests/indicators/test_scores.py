"""Points, grades, ranks and streaks, each derived by hand beside the test."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.indicators import Assessed, assess, stretch
from govkit.indicators.possible import Possible, Score, added

from .conftest import log_of, model_of

RATES = """
  指标 率 { 对象：社区；分子：按期办结；分母：应办结；归期：应结日期；截止：次月5日前；重开：按原件
    归属：首接、主办；剔除：无 }
  指标 超期 { 对象：社区；分子：超期件；分母：不设；归期：应结日期；截止：次月5日前；重开：按原件
    归属：首接、主办；剔除：无 }
"""


def rows(unit: str, on_time: int, late: int, month: int = 3) -> str:
    """So many cases of a unit, due on the 5th, closed before or after."""
    day = f"2026-{month:02}"
    lines = [f"{unit}{month}{n}|{unit}|{day}-02|{day}-05|{day}-04" for n in range(on_time)]
    lines += [f"{unit}{month}x{n}|{unit}|{day}-02|{day}-05|{day}-09" for n in range(late)]
    return "\n".join(lines)


def scored(text: str, *parts: str, period: str = "2026-03") -> dict[str, Assessed]:
    model = model_of(f"{RATES}\n  考核 月评 {{ 对象：社区；{text} }}")
    log = log_of(model, "\n".join(["编号|单位|上报时间|应结时间|办结时间", *parts]))
    assert log.findings == ()
    return {one.unit: one for one in assess(model, log, model.assessments[0], stretch(period))}


def item(rest: str) -> str:
    return f"项 办件 {{ 分值：60分；衡量：率；{rest} }}"


@pytest.mark.parametrize(
    ("rest", "expected"),
    # 2 of 3 on time: 66 2/3 %. Short of 90 % by 23 1/3 points.
    [
        ("满分线：≥60%；扣分：1分/个百分点", "60"),
        ("满分线：≥90%；扣分：1分/个百分点；零头：舍去", "37"),
        ("满分线：≥90%；扣分：1分/个百分点；零头：按一个计", "36"),
        ("满分线：≥90%；扣分：1分/个百分点；零头：按比例", "110/3"),
        ("满分线：≥90%；扣分：3分/5%；零头：舍去", "48"),  # four whole steps of five
        ("满分线：≥90%；扣分：3分/5个百分点；零头：舍去", "48"),
        ("满分线：≥90%；扣分：1分/1个百分点；零头：舍去", "37"),
        ("满分线：≥90%；扣分：1分/1%；零头：舍去", "37"),
        ("满分线：≥90%；扣分：每低1个百分点扣1分；零头：舍去", "37"),
        ("满分线：≥90%；扣分：每低5个百分点扣3分；零头：舍去", "48"),
        ("满分线：≥90%；扣分：3分/个百分点；零头：舍去；最低分：10分", "10"),
        ("满分线：≤10%；扣分：1分/个百分点；零头：舍去", "4"),  # less is better: 56 2/3 over
    ],
)
def test_the_cap_less_so_much_per_unit_short(rest: str, expected: str) -> None:
    assert scored(item(rest), rows("甲", 2, 1))["甲"].score.value == Fraction(expected)


def test_part_units_left_open_are_unclear_with_each_reading() -> None:
    """23 1/3 points short: 23, 23 1/3 or 24 off."""
    score = scored(item("满分线：≥90%；扣分：1分/个百分点"), rows("甲", 2, 1))["甲"].score
    assert score.state == "unclear"
    assert {one.low for one in score.possible} == {Fraction(37), Fraction(36), Fraction(110, 3)}


def test_part_units_do_not_matter_where_there_is_none() -> None:
    """3 of 4 is 75 %: 15 points short exactly."""
    score = scored(item("满分线：≥90%；扣分：1分/个百分点"), rows("甲", 3, 1))["甲"].score
    assert score.value == 45


def test_points_below_zero_without_a_floor_are_unclear() -> None:
    """No case on time: 90 points short at one each, 60 - 90 = -30, or 0 with a floor."""
    score = scored(item("满分线：≥90%；扣分：1分/个百分点"), rows("甲", 0, 1))["甲"].score
    assert score.state == "unclear"
    assert score.bounds == (Fraction(-30), Fraction(0))


def test_a_rounded_rate_may_give_other_points() -> None:
    """66 2/3 % is 66.7 % rounded: 23 1/3 or 23.3 points short."""
    model = model_of(
        RATES.replace("归期：应结日期", "归期：应结日期；取整：一位小数", 1)
        + "考核 月评 { 对象：社区；"
        + item("满分线：≥90%；扣分：1分/个百分点；零头：按比例")
        + "}"
    )
    log = log_of(model, f"编号|单位|上报时间|应结时间|办结时间\n{rows('甲', 2, 1)}")
    [score, *_] = [
        one.score for one in assess(model, log, model.assessments[0], stretch("2026-03"))
    ]
    assert score.state == "unclear"
    assert score.bounds == (Fraction(110, 3), Fraction("36.7"))


def test_a_deduction_in_cases_from_a_rate_is_not_guessed() -> None:
    score = scored(item("满分线：≥90%；扣分：1分/件"), rows("甲", 2, 1))["甲"].score
    assert score.state == "unknown"
    assert score.missing == ("办件",)


def test_repeats_and_bonus_with_a_ceiling() -> None:
    """Four late cases: from the second on three count, two points each."""
    late = "项 超期 { 衡量：超期；扣分：2分/件；累次：2件 }"
    bonus = "项 上报 { 衡量：超期；加分：2分/件；最高分：5分 }"
    base = item("满分线：≥0%")
    found = scored(f"总分：60分\n{base}\n{late}\n{bonus}", rows("甲", 0, 4))["甲"]
    assert [one.score.value for one in found.items] == [60, -6, 5]
    assert found.score.value == 59


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("分值：6分；加分：2分/件", "6"),  # four cases at two each, up to six points
        ("分值：60分；满分线：≤6件；扣分：5分/件；加分：1分/件", "62"),  # two below six
        ("分值：60分；满分线：≤3件；扣分：5分/件；加分：1分/件", "55"),  # one above three
        ("满分线：≤6件；加分：3分/件；最高分：5分", "5"),  # beyond the total, up to five
    ],
)
def test_points_are_gained_up_to_the_cap_or_beyond_it(rest: str, expected: str) -> None:
    found = scored(f"项 安全 {{ 衡量：超期；{rest} }}", rows("甲", 0, 4))["甲"]
    assert found.score.value == Fraction(expected)


def test_one_count_cannot_both_take_off_and_add() -> None:
    text = "项 安全 { 分值：40分；衡量：超期；扣分：10分/件；加分：5分/件；最低分：0分 }"
    assert scored(text, rows("甲", 0, 1))["甲"].score.state == "unknown"


def test_missing_data_is_never_zero() -> None:
    """丙 has no case. The other item, of 40 points, is full."""
    sound = "项 秩序 { 分值：40分；衡量：超期；满分线：≤0件；扣分：1分/件；最低分：0分 }"
    text = f"总分：100分\n{item('满分线：≥90%；扣分：1分/个百分点；最低分：0分')}\n{sound}"
    unknown = scored(text, rows("甲", 1, 0))["丙"]
    assert unknown.score.state == "unknown"
    assert unknown.score.missing == ("办件",)
    scaled = scored(f"缺数：剔除折算；{text}", rows("甲", 1, 0))["丙"]
    assert scaled.items[0].left_out
    assert scaled.score.value == 100  # 40 of 40, scaled to 100
    full = scored(f"缺数：按满分；{text}", rows("甲", 1, 0))["丙"]
    assert full.score.value == 100


def test_weights_go_by_the_share_of_each_item() -> None:
    """甲 has 48 of 60 and 5 of 10 points: 80 % of a weight of 70 %, 50 % of one of 30 %.

    Four whole steps of five points short take off 12; one late case takes off 5. Of a total of
    70 points that is 0.8 x 49 + 0.5 x 21 = 49.7.
    """
    one = item("满分线：≥90%；扣分：3分/5%；零头：舍去")
    other = "项 秩序 { 分值：10分；衡量：超期；满分线：≤0件；扣分：5分/件 }"
    text = f"总分：70分；权重：办件 → 70%，秩序 → 30%\n{one}\n{other}"
    assert scored(text, rows("甲", 2, 1))["甲"].score.value == Fraction("49.7")


BANDS = "等次：≥54分 → 优，48..<54分 → 良，其余 → 差；"


@pytest.mark.parametrize(
    ("on_time", "late", "grade"),
    # 1 point off per whole percentage point below 90 %: 54 at 84 %, 48 at 78 %.
    [(9, 1, "优"), (21, 4, "优"), (39, 11, "良"), (3, 1, "差")],
)
def test_bands_with_open_and_closed_ends(on_time: int, late: int, grade: str) -> None:
    text = BANDS + item("满分线：≥90%；扣分：1分/个百分点；零头：舍去")
    assert scored(text, rows("甲", on_time, late))["甲"].grades == (grade,)


def test_an_unknown_score_may_be_in_every_band_it_reaches() -> None:
    text = BANDS + item("满分线：≥90%；扣分：1分/个百分点；零头：舍去；最低分：0分")
    blank = "y|甲|2026-03-02|2026-03-05|"
    found = scored(text, rows("甲", 4, 0), blank)["甲"]
    # 4 of 5 or 5 of 5: 50 or 60 points.
    assert found.score.bounds == (Fraction(50), Fraction(60))
    assert found.grades == ("优", "良")


def test_equal_scores_share_a_rank_within_a_group() -> None:
    text = item("满分线：≥90%；扣分：1分/个百分点；零头：舍去")
    parts = [rows("甲", 3, 1), rows("乙", 3, 1), rows("丙", 1, 0)]
    together = scored(text, *parts)
    assert [together[unit].rank for unit in ("丙", "甲", "乙")] == [(1, 1), (2, 2), (2, 2)]
    apart = scored(f"分组：老城、新城；{text}", *parts)
    assert [apart[unit].group for unit in ("甲", "乙", "丙")] == ["老城", "老城", "新城"]
    assert [apart[unit].rank for unit in ("甲", "乙", "丙")] == [(1, 1), (1, 1), None]
    unknown = scored(f"分组：山区；{text}", *parts)
    assert unknown["甲"].group is None and unknown["甲"].rank is None


def test_units_equal_under_every_reading_tie() -> None:
    """What is left open is read in one way for all: 甲 and 乙 are 2 of 3 each, 丙 1 of 2."""
    text = item("满分线：≥90%；扣分：1分/个百分点")
    found = scored(text, rows("甲", 2, 1), rows("乙", 2, 1), rows("丙", 1, 1))
    assert found["甲"].score.state == "unclear"
    assert [found[unit].rank for unit in ("甲", "乙", "丙")] == [(1, 1), (1, 1), (3, 3)]


def test_a_unit_without_data_has_no_place_where_the_text_leaves_it_out() -> None:
    text = item("满分线：≥90%；扣分：1分/个百分点；零头：舍去")
    parts = [rows("甲", 3, 1), rows("乙", 1, 1)]
    left = scored(f"缺数：剔除折算；{text}", *parts)
    assert [left[unit].rank for unit in ("甲", "乙", "丙")] == [(1, 1), (2, 2), None]
    silent = scored(text, *parts)
    assert [silent[unit].rank for unit in ("甲", "乙", "丙")] == [(1, 2), (2, 3), (1, 3)]


STREAK = "连续：2次 → 约谈，≥3次 → 督办；连续等次：差；"


def test_a_streak_counts_months_in_a_row() -> None:
    """甲 is poor from January to March; 乙 was fine in February; 丙 has no February."""
    text = BANDS + STREAK + item("满分线：≥90%；扣分：1分/个百分点；零头：舍去；最低分：0分")
    found = scored(
        text,
        *(rows("甲", 0, 1, month) for month in (1, 2, 3)),
        rows("乙", 0, 1, 1), rows("乙", 1, 0, 2), rows("乙", 0, 1, 3),
        rows("丙", 0, 1, 1), rows("丙", 0, 1, 3),
    )  # fmt: skip
    assert (found["甲"].run, found["甲"].effects) == ((3, 3), ("督办",))
    assert (found["乙"].run, found["乙"].effects) == ((1, 1), ())
    # Without a February 丙 may have been poor all along: once, or three times in a row.
    assert found["丙"].run == (1, 3)
    assert found["丙"].effects == ("约谈", "督办")


def test_a_score_without_a_band_and_an_exchange() -> None:
    text = "等次：≥90分 → 优，80..<90分 → 良；兑换：≥50分 → 奖品；" + item("满分线：≥0%")
    found = scored(text, rows("甲", 1, 0))["甲"]
    assert found.grades == ("",)
    assert found.rewards == ("奖品",)


def test_items_inside_an_item_make_it_up() -> None:
    """Two parts of 30 points; one of them loses 6 whole points at 75 %, floor on the whole."""
    inner = "项 甲项 { 分值：30分；衡量：率；满分线：≥81%；扣分：1分/个百分点；零头：舍去 }"
    other = "项 乙项 { 分值：30分；衡量：率；满分线：≥50%；扣分：1分/个百分点；零头：舍去 }"
    found = scored(f"项 合 {{ 分值：60分；最低分：0分\n{inner}\n{other} }}", rows("甲", 3, 1))["甲"]
    assert found.score.value == 54


def test_a_post_is_assessed_by_the_units_it_is_at() -> None:
    model = model_of(
        f"{RATES}\n岗位 书记 {{ 设于：社区 }}\n考核 述职 {{ 对象：书记；{item('满分线：≥0%')} }}"
    )
    log = log_of(model, f"编号|单位|上报时间|应结时间|办结时间\n{rows('甲', 1, 0)}")
    found = assess(model, log, model.assessments[0], stretch("2026-03"))
    assert [(one.unit, one.score.value) for one in found if one.unit == "甲"] == [("甲", 60)]


def test_an_item_that_people_score_is_unknown() -> None:
    found = scored(f"{item('满分线：≥0%')}\n项 印象 {{ 分值：40分 }}", rows("甲", 1, 0))["甲"]
    assert found.score.state == "unknown"
    assert found.score.missing == ("印象",)


def test_readings_of_one_indicator_are_not_mixed() -> None:
    one = (Possible(Fraction(1), Fraction(1), (("a", "0"),)),
           Possible(Fraction(2), Fraction(2), (("a", "1"),)))  # fmt: skip
    assert {each.low for each in added(one, one)} == {2, 4}
    other = tuple(Possible(each.low, each.high, (("b", each.choices[0][1]),)) for each in one)
    assert {each.low for each in added(one, other)} == {2, 3, 4}
    assert Score(added(one, (Possible(None, None),))).state == "unknown"
