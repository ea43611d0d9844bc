"""Counting: each table is short enough to be counted by hand, and says how it was."""

from __future__ import annotations

from fractions import Fraction

import pytest

from govkit.indicators import Computed, compute, stretch
from govkit.indicators.compute import reached, rounded
from govkit.indicators.periods import before, cut_off
from govkit.values import Recurrence

from .conftest import log_of, model_of

MARCH = stretch("2026-03")
HEADS = "编号|单位|上报时间|应结时间|办结时间|移交自|协办|重开时间|再次办结|回访|剔除原因|剔除决定"
SETTLED = """指标 率 { 对象：社区；分子：按期办结；分母：应办结；归期：应结日期；截止：次月5日前
  归属：首接、主办；重开：按原件；剔除：重复；剔除决定：督查室；未访到：不计入 }"""


def by_unit(text: str, table: str, period: str | None = "2026-03") -> dict[str, Computed]:
    """The first indicator of a text for every unit, all together under the empty name."""
    model = model_of(text)
    log = log_of(model, f"{HEADS}\n{table.strip()}")
    assert [f.code for f in log.findings] == []
    span = stretch(period) if period else None
    return {one.unit: one for one in compute(model, log, model.indicators[0], span)}


def counts(one: Computed) -> list[tuple[int, int | None]]:
    return [(figure.numerator, figure.denominator) for figure in one.figures]


ROWS = """
1|甲|2026-03-02|2026-03-05|2026-03-05 18:00
2|甲|2026-03-02|2026-03-05|2026-03-06 08:00
3|甲|2026-03-02|2026-03-05|未办结
4|乙|2026-03-02|2026-03-05|2026-03-04|甲
5|乙|2026-03-30|2026-04-02|2026-04-01
"""


def test_on_time_over_due() -> None:
    """甲: rows 1 (on time), 2 (late), 3 (open) and 4, which it received first: 2 of 4.

    Row 5 is due in April. 乙 and 丙 have no case: no value, which is not zero.
    """
    found = by_unit(SETTLED, ROWS)
    assert counts(found["甲"]) == [(2, 4)]
    assert found["甲"].value == Fraction(1, 2)
    assert [found[unit].state for unit in ("乙", "丙")] == ["no_value", "no_value"]
    assert found["乙"].value is None
    assert counts(found[""]) == [(2, 4)]


def test_the_other_attribution_moves_the_case() -> None:
    """By the last handler row 4 is 乙's: 甲 1 of 3, 乙 1 of 1."""
    found = by_unit(SETTLED.replace("首接", "最终承办"), ROWS)
    assert counts(found["甲"]) == [(1, 3)]
    assert counts(found["乙"]) == [(1, 1)]


def test_an_open_attribution_is_unclear_only_where_a_case_was_transferred() -> None:
    text = SETTLED.replace("归属：首接、主办；", "")
    found = by_unit(text, ROWS)
    assert found["甲"].state == "unclear"
    assert found["甲"].open == ("received",)
    assert sorted(counts(found["甲"])) == [(1, 3), (2, 4)]
    assert found[""].state == "known"  # together it makes no difference
    without = ROWS.replace("2026-03-04|甲", "2026-03-04")
    assert by_unit(text, without)["甲"].state == "known"


def test_other_counts_that_come_to_one_rate_are_no_matter() -> None:
    """By the first receiver 甲 has 2 of 2, by the last handler 1 of 1."""
    text = SETTLED.replace("归属：首接、主办；", "")
    rows = "1|甲|2026-03-02|2026-03-05|2026-03-04\n2|乙|2026-03-02|2026-03-05|2026-03-04|甲"
    found = by_unit(text, rows)["甲"]
    assert sorted(counts(found)) == [(1, 1), (2, 2)]
    assert (found.state, found.value, found.open) == ("known", 1, ())


def test_joint_handling_counts_for_one_or_for_each() -> None:
    """One case of 甲 with 乙 and 丙 helping; all together it is one case either way."""
    row = "1|甲|2026-03-02|2026-03-05|2026-03-04||乙、丙"
    each = by_unit(SETTLED.replace("主办", "各计一件"), row)
    assert [counts(each[unit]) for unit in ("甲", "乙", "丙", "")] == [[(1, 1)]] * 4
    lead = by_unit(SETTLED, row)
    assert lead["乙"].state == "no_value"


REOPENED = "1|甲|2026-03-02|2026-03-05|2026-03-04|||2026-03-10|2026-03-20\n" \
           "2|甲|2026-03-02|2026-03-05|2026-03-04"  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    # Not closed: only row 2 is. Same case: both. Another case: its limit is not known, since the
    # rows name no matter, so it may or may not be due in March.
    [("不计办结", (1, 2)), ("按原件", (2, 2)), ("另计一件", (2, 2))],
)
def test_a_reopened_case(word: str, expected: tuple[int, int]) -> None:
    found = by_unit(SETTLED.replace("按原件", word), REOPENED)["甲"]
    assert counts(found) == [expected]
    assert found.state == ("unknown" if word == "另计一件" else "known")


def test_another_case_has_a_limit_of_its_own() -> None:
    """Reopened on Tuesday the 10th, due on Friday the 13th, closed on the 20th: late."""
    model = model_of(SETTLED.replace("按原件", "另计一件"))
    log = log_of(model, """
        编号 | 单位 | 事项 | 上报时间   | 应结时间   | 办结时间   | 重开时间         | 再次办结
        1    | 甲   | 噪声 | 2026-03-02 | 2026-03-05 | 2026-03-04 | 2026-03-10 09:00 | 2026-03-20
    """)  # fmt: skip
    found = {one.unit: one for one in compute(model, log, model.indicators[0], MARCH)}
    assert counts(found["甲"]) == [(1, 2)]


LEFT_OUT = "1|甲|2026-03-02|2026-03-05|未办结||||||重复|督查室\n" \
           "2|甲|2026-03-02|2026-03-05|未办结||||||天气|督查室\n" \
           "3|甲|2026-03-02|2026-03-05|2026-03-04"  # fmt: skip


def test_only_a_named_reason_by_the_named_body_leaves_a_case_out() -> None:
    found = by_unit(SETTLED, LEFT_OUT)["甲"]
    assert counts(found) == [(1, 2)]
    assert found.left_out == ((2, "excluded"),)
    other = by_unit(SETTLED, LEFT_OUT.replace("重复|督查室", "重复|甲"))["甲"]
    assert counts(other) == [(1, 3)]
    blank = by_unit(SETTLED, LEFT_OUT.replace("重复|督查室", "重复|"))["甲"]
    assert blank.state == "unknown"
    assert blank.figures[0].blanks == ((2, "excluded_by"),)
    assert (blank.figures[0].least, blank.figures[0].most) == (Fraction(1, 3), Fraction(1, 2))


def test_exclusion_left_open_has_two_readings() -> None:
    text = SETTLED.replace("剔除：重复；剔除决定：督查室；", "")
    found = by_unit(text, LEFT_OUT)["甲"]
    assert found.open == ("excludes",)
    assert sorted(counts(found)) == [(1, 1), (1, 3)]
    nothing = by_unit(text.replace("重开", "剔除：无；重开"), LEFT_OUT)["甲"]
    assert counts(nothing) == [(1, 3)]


SATISFIED = """指标 满意率 { 对象：社区；分子：满意；分母：回访；归期：上报日期；截止：次月5日前
  归属：首接、主办；重开：按原件；剔除：无；未访到：不计入 }"""
CALLED = "\n".join(
    f"{n}|甲|2026-03-02|2026-03-05|2026-03-04|||||{answer}"
    for n, answer in enumerate(["满意", "满意", "不满意", "未访到", "未回访"])
)


@pytest.mark.parametrize(
    ("word", "expected"),
    # Two satisfied, one not, one not reached, one not called back.
    [("不计入", (2, 3)), ("按满意", (3, 4)), ("按不满意", (2, 4))],
)
def test_call_backs_that_reached_nobody(word: str, expected: tuple[int, int]) -> None:
    found = by_unit(SATISFIED.replace("未访到：不计入", f"未访到：{word}"), CALLED)["甲"]
    assert counts(found) == [expected]


def test_call_backs_left_open_are_unclear() -> None:
    found = by_unit(SATISFIED.replace("；未访到：不计入", ""), CALLED)["甲"]
    assert sorted(counts(found)) == [(2, 3), (2, 4), (3, 4)]
    assert found.open == ("unreached",)


def test_a_blank_bounds_the_rate_and_names_the_cell() -> None:
    """Row 2 may have been closed in time or not: between 1 of 2 and 2 of 2."""
    found = by_unit(SETTLED, "1|甲|2026-03-02|2026-03-05|2026-03-04\n2|甲|2026-03-02|2026-03-05|")
    figure = found["甲"].figures[0]
    assert found["甲"].state == "unknown"
    assert (figure.least, figure.most) == (Fraction(1, 2), Fraction(1))
    assert figure.blanks == ((3, "closed"),)


def test_a_case_of_an_unknown_unit_may_belong_to_any_of_them() -> None:
    found = by_unit(
        SETTLED, "1||2026-03-02|2026-03-05|未办结\n2|甲|2026-03-02|2026-03-05|2026-03-04"
    )
    figure = found["甲"].figures[0]
    assert (figure.least, figure.most) == (Fraction(1, 2), Fraction(1))
    assert found["乙"].state == "unknown"


def test_a_bare_day_of_closing_is_not_compared_by_the_hour() -> None:
    """Due at noon of the day it was closed on: it may have been in time or not."""
    found = by_unit(SETTLED, "1|甲|2026-03-02|2026-03-05 12:00|2026-03-05")["甲"]
    assert found.state == "unknown"
    exact = by_unit(SETTLED, "1|甲|2026-03-02|2026-03-05 12:00|2026-03-05 12:00")["甲"]
    assert exact.value == 1


CLOSED = """指标 办结率 { 对象：社区；分子：办结；分母：上报；归期：上报日期；截止：次月5日前
  归属：首接、主办；重开：按原件；剔除：无 }"""
AFTER = "1|甲|2026-03-30|2026-04-02|2026-04-05 20:00\n2|甲|2026-03-30|2026-04-02|2026-04-06 09:00"


def test_the_cut_off_decides_what_was_closed() -> None:
    assert counts(by_unit(CLOSED, AFTER)["甲"]) == [(1, 2)]
    open_ = by_unit(CLOSED.replace("截止：次月5日前", ""), AFTER)["甲"]
    assert sorted(counts(open_)) == [(0, 2), (2, 2)]
    assert open_.open == ("cut_off",)


def test_the_date_decides_the_period() -> None:
    """Reported in February, due in March."""
    row = "1|甲|2026-02-27|2026-03-05|2026-03-04"
    assert by_unit(CLOSED, row)["甲"].state == "no_value"
    assert counts(by_unit(CLOSED.replace("上报日期", "应结日期"), row)["甲"]) == [(1, 1)]
    assert by_unit(CLOSED.replace("归期：上报日期；", ""), row)["甲"].open == ("dated_by",)
    assert counts(by_unit(CLOSED, row, None)["甲"]) == [(1, 1)]


def test_what_is_in_force_on_the_last_day_of_the_period_counts() -> None:
    """The first receiver until the end of March, the last handler from April on."""
    text = SETTLED.replace(
        "归属：首接、主办", "归属：首接、主办 至 2026-04-01；归属：最终承办、主办 自 2026-04-01"
    )
    rows = "\n".join(
        f"{month}|乙|2026-{month}-02|2026-{month}-05|2026-{month}-04|甲" for month in ("03", "04")
    )
    march, april = (by_unit(text, rows, period) for period in ("2026-03", "2026-04"))
    assert (counts(march["甲"]), march["乙"].state) == ([(1, 1)], "no_value")
    assert (counts(april["乙"]), april["甲"].state) == ([(1, 1)], "no_value")


def test_a_list_that_goes_on_is_not_taken_as_whole() -> None:
    open_ = by_unit(CLOSED.replace("分子：办结", "分子：办结 等"), AFTER)["甲"]
    assert (open_.state, open_.unread) == ("unclear", (("numerator", "等"),))
    reasons = by_unit(SETTLED.replace("剔除：重复", "剔除：重复 等"), LEFT_OUT)["甲"]
    # Row 2 is left out, the weather of row 3 may be another reason: 1 of 1 or 1 of 2.
    assert reasons.state == "unknown"
    assert (reasons.figures[0].least, reasons.figures[0].most) == (Fraction(1, 2), Fraction(1))


def test_free_words_cannot_be_counted() -> None:
    found = by_unit(CLOSED.replace("分子：办结", "分子：办得好"), AFTER)["甲"]
    assert (found.state, found.figures) == ("unclear", ())
    assert found.unread == (("numerator", "办得好"),)


def test_a_count_has_no_denominator() -> None:
    text = CLOSED.replace("分子：办结；分母：上报", "分子：超期件；分母：不设").replace(
        "上报日期", "应结日期"
    )
    assert by_unit(text, ROWS)["甲"].value == 2  # rows 2 and 3
    assert by_unit(text, ROWS)["丙"].value == 0


def test_units_below_are_put_together_by_an_even_spread_that_is_told() -> None:
    model = model_of("层级 网格 { 上级：社区；数量：6个 }" + CLOSED)
    log = log_of(model, "编号|单位|上报时间|办结时间\n1|网格·3|2026-03-02|2026-03-03")
    found = {one.unit: one for one in compute(model, log, model.indicators[0], MARCH)}
    assert counts(found["乙"]) == [(1, 1)]  # grids 3 and 4 of 6 under the second of 3
    assert found["乙"].assumed


@pytest.mark.parametrize(
    ("words", "expected"),
    [("一位小数、四舍五入", "0.667"), ("一位小数、截尾", "0.666"), ("取整数", "0.67"),
     ("两位小数", "0.6667")],
)  # fmt: skip
def test_rounding(words: str, expected: str) -> None:
    model = model_of(f"指标 率 {{ 分子：办结；分母：上报；取整：{words} }}")
    assert rounded(Fraction(2, 3), model.indicators[0]) == Fraction(expected)


@pytest.mark.parametrize(
    ("target", "expected"),
    # 2 of 3, rounded to 66.7 %.
    [("≥66%", True), ("67%", False), ("≤70%", True), ("60%..<66%", False), ("≥66.7%", None),
     ("未知", None)],
)  # fmt: skip
def test_a_target_is_kept_missed_or_a_matter_of_rounding(
    target: str, expected: bool | None
) -> None:
    text = f"指标 率 {{ 分子：办结；分母：上报；取整：一位小数；目标：{target} }}"
    assert reached(Fraction(2, 3), model_of(text).indicators[0]) is expected


def test_periods_as_they_are_written() -> None:
    spellings = ["2026-03", "2026年3月", "2026/3", "２０２６-０３"]
    assert {stretch(one) for one in spellings} == {MARCH}
    assert stretch("2026年第一季度") == stretch("2026-Q1") == stretch("2026年1季度")
    assert stretch("2026年上半年") == stretch("2026-H1")
    assert [stretch(one) for one in ("2026-13", "3", "", "2026-Q5")] == [None] * 4
    assert MARCH is not None and before(MARCH) == stretch("2026-02")


def test_the_cut_off_of_a_month() -> None:
    assert MARCH is not None
    by_the_fifth = Recurrence("month", shift=1, day=5, before=True)
    assert str(cut_off(MARCH, by_the_fifth)) == "2026-04-06 00:00:00"  # 24:00 of the 5th
    worked = Recurrence("month", shift=1, day=3, working=True, before=True)
    assert str(cut_off(MARCH, worked)) == "2026-04-04 00:00:00"  # the 1st, 2nd and 3rd are worked
    assert cut_off(MARCH, None) is None
