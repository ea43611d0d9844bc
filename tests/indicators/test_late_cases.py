"""By how much each case of a log was closed late, in the calendar of its matter's limit."""

from __future__ import annotations

from fractions import Fraction

from govkit.engine import words
from govkit.indicators import late_cases, stretch

from .conftest import log_of, model_of

# Three working days from Monday 2 March end with Thursday 5 March.
TABLE = """
编号 | 事项 | 单位 | 上报时间         | 办结时间         | 到期时间
1    | 噪声 | 甲   | 2026-03-02 09:00 | 2026-03-10 03:00 |
2    | 噪声 | 乙   | 2026-03-02 09:00 | 2026-03-06 00:00 |
3    | 噪声 | 丙   | 2026-03-02 09:00 | 2026-03-10       |
4    |      | 丙   | 2026-03-02 09:00 | 2026-03-09 05:00 | 2026-03-06 00:00
5    | 噪声 | 丙   | 2026-03-02 09:00 | 未办结           |
"""


def test_how_late_in_the_calendar_of_the_limit() -> None:
    model = model_of("")
    found = {one.number: one for one in late_cases(model, log_of(model, TABLE), None)}
    assert list(found) == ["1", "3", "4"]
    first, third, fourth = found.values()
    assert first.least == first.most
    assert words.of(first.most, "zh") == "2工作日3小时"
    assert (third.least.days, third.most.days, third.most.hours) == (2, 3, Fraction(0))
    assert words.of(fourth.most, "en") == "3 days and 5 hours"
    assert not any(one.most.provisional for one in found.values())
    assert late_cases(model, log_of(model, TABLE), stretch("2026-04")) == ()


def test_over_days_whose_holidays_are_not_published_it_is_provisional() -> None:
    model = model_of("")
    table = TABLE.replace("2026-", "2027-")
    found = late_cases(model, log_of(model, table), None)
    assert [one.most.provisional for one in found if one.number in "13"] == [True, True]
    assert words.of(found[0].most, "zh").endswith("（暂定）")
