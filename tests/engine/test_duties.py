"""Duties: what a stretch of days asks, and the verdict on acts and periods."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from govkit.calendars import zone_of
from govkit.diagnostics import GovError
from govkit.engine import Engine, Review
from govkit.pipeline import loads

ZONE = zone_of("Asia/Shanghai")


def engine(fields: str) -> Engine:
    return Engine(
        loads(f"地区 甲\n层级 街道 {{ 数量：1 }}\n制度 巡河 {{ 责任人：街道；{fields} }}")
    )


def reviewed(fields: str, acts: list[object], first: str, last: str, objects: int = 1) -> Review:
    days = date.fromisoformat(first), date.fromisoformat(last)
    given = [
        (*(f"2026-{instant}" for instant in act[:2]), *act[2:])
        if isinstance(act, tuple)
        else f"2026-{act}"
        for act in acts
    ]
    return engine(fields).review("巡河", given, first=days[0], last=days[1], objects=objects)


def acts_of(review: Review) -> list[str]:
    return [act.verdict for act in review.acts]


def periods_of(review: Review) -> list[str]:
    return [period.verdict for period in review.periods]


def test_months_kept_and_missed() -> None:
    found = reviewed("频次：2次/月", ["03-02 09:00", "03-20 09:00", "04-30 23:59"],
                     "2026-03-01", "2026-04-30")  # fmt: skip
    assert periods_of(found) == ["kept", "missed"]
    assert [each.done for each in found.periods] == [2, 1]


@pytest.mark.parametrize(
    ("rate", "done", "verdict"),
    [
        ("≤3次/月", 4, "exceeded"),
        ("≤3次/月", 0, "kept"),
        ("<3次/月", 3, "exceeded"),
        ("3—5次/月", 2, "missed"),
        ("3—5次/月", 5, "kept"),
        ("3—5次/月", 6, "exceeded"),
        (">3次/月", 3, "missed"),
        ("约3次/月", 3, "unclear"),
        ("约3次/月", 4, "kept"),
        ("约3次/月", 1, "missed"),
    ],
)
def test_bounds_ranges_and_approximate_rates(rate: str, done: int, verdict: str) -> None:
    acts: list[object] = [f"03-{day:02d} 09:00" for day in range(1, done + 1)]
    assert periods_of(reviewed(f"频次：{rate}", acts, "2026-03-01", "2026-03-31")) == [verdict]


def test_outside_the_season_there_is_neither_duty_nor_breach() -> None:
    found = reviewed("频次：1次/月；时段：6月1日至9月30日", ["05-31 09:00", "06-01 09:00"],
                     "2026-05-01", "2026-07-31")  # fmt: skip
    assert acts_of(found) == ["out_of_season", "counts"]
    assert periods_of(found) == ["out_of_season", "kept", "missed"]


def test_a_season_over_new_year() -> None:
    found = reviewed("频次：1次/月；时段：11月1日至次年2月底", ["01-15 09:00", "03-01 09:00"],
                     "2026-01-01", "2026-03-31")  # fmt: skip
    assert acts_of(found) == ["counts", "out_of_season"]
    assert periods_of(found) == ["kept", "missed", "out_of_season"]


def test_a_period_the_season_cuts_is_unclear_and_a_whole_season_is_not() -> None:
    cut = "频次：1次/月；时段：6月15日至9月30日"
    assert periods_of(reviewed(cut, [], "2026-06-01", "2026-06-30")) == ["unclear"]
    assert periods_of(reviewed(cut, ["06-16 09:00"], "2026-06-01", "2026-06-30")) == ["kept"]
    yearly = "频次：1次/年；时段：6月1日至9月30日"
    assert periods_of(reviewed(yearly, [], "2026-01-01", "2026-12-31")) == ["missed"]


def test_a_window_that_cuts_a_period_leaves_it_unclear() -> None:
    assert periods_of(reviewed("频次：1次/月", [], "2026-03-10", "2026-04-30")) == [
        "unclear",
        "missed",
    ]


def test_a_gap_runs_from_the_end_of_the_act_before() -> None:
    acts: list[object] = [
        ("03-01 09:00", "03-02 11:00"),
        "03-11 08:00",  # ten days from the beginning, nine from the end
        "03-21 08:00",  # ten days from an act that did not count
    ]
    found = reviewed("频次：2次/月；间隔：10天", acts, "2026-03-01", "2026-03-31")
    assert acts_of(found) == ["counts", "gap_too_short", "counts"]
    assert periods_of(found) == ["kept"]


@pytest.mark.parametrize(
    ("gap", "second", "verdict"),
    [
        ("10天", "03-11 00:00", "counts"),
        ("10天", "03-10 23:59", "gap_too_short"),
        ("5工作日", "03-05 18:00", "gap_too_short"),  # the 1st is a Sunday
        ("5工作日", "03-06 08:00", "counts"),
        ("48小时", "03-03 12:00", "counts"),
        ("48小时", "03-03 11:59", "gap_too_short"),
        ("1个月", "03-31 12:00", "gap_too_short"),
        ("1个月", "04-01 00:01", "counts"),
    ],
)
def test_gaps_in_days_hours_and_months(gap: str, second: str, verdict: str) -> None:
    found = reviewed(f"频次：1次/月；间隔：{gap}", ["03-01 12:00", second],
                     "2026-03-01", "2026-04-30")  # fmt: skip
    assert acts_of(found) == ["counts", verdict]


def test_an_act_that_is_too_brief_does_not_count() -> None:
    brief, long = ("03-01 09:00", "03-01 10:59"), ("03-02 09:00", "03-02 11:00")
    acts: list[object] = [brief, long, "03-03 09:00"]
    found = reviewed("频次：1次/月；时长：2小时", acts, "2026-03-01", "2026-03-31")
    assert acts_of(found) == ["too_brief", "counts", "counts"]


def test_the_objects_in_charge_multiply_the_rate() -> None:
    acts: list[object] = [f"03-{day:02d} 09:00" for day in range(1, 6)]
    for objects, verdict in ((5, "kept"), (6, "missed")):
        found = reviewed("频次：1次/月", acts, "2026-03-01", "2026-03-31", objects)
        assert periods_of(found) == [verdict]


def test_a_gap_runs_between_acts_on_the_same_object() -> None:
    fields = "频次：1次/月；间隔：30天"
    acts: list[object] = [("03-01 09:00", "03-01 10:00", "a"), ("03-02 09:00", "03-02 10:00", "b"),
                          ("03-30 09:00", "03-30 10:00", "a")]  # fmt: skip
    found = reviewed(fields, acts, "2026-03-01", "2026-03-31", 2)
    assert acts_of(found) == ["counts", "counts", "gap_too_short"]
    assert (periods_of(found), found.unread) == (["kept"], ())
    without = reviewed(fields, ["03-01 09:00", "03-02 09:00"], "2026-03-01", "2026-03-31", 2)
    assert (acts_of(without), without.unread) == (["counts", "counts"], ("gap",))


@pytest.mark.parametrize(("objects", "covered"), [(2, "met"), (3, "met"), (4, "not_met")])
def test_coverage_counts_objects_and_not_acts(objects: int, covered: str) -> None:
    acts: list[object] = [(f"03-0{day} 09:00", f"03-0{day} 10:00", on)
                          for day, on in enumerate("aabab", 1)]  # fmt: skip
    fields = "频次：1次/月；覆盖率：≥2/3 住户"
    (period,) = reviewed(fields, acts, "2026-03-01", "2026-03-31", objects).periods
    assert (period.done, period.reached, period.covered) == (5, 2, covered)
    (nameless,) = reviewed(fields, ["03-01 09:00"], "2026-03-01", "2026-03-31", objects).periods
    assert (nameless.reached, nameless.covered) == (None, "unknown")
    (unasked,) = reviewed("频次：1次/月", acts, "2026-03-01", "2026-03-31").periods
    assert (unasked.reached, unasked.covered) == (None, None)


def test_periods_of_several_units_begin_with_the_first_day() -> None:
    found = reviewed("频次：1次/2周", ["03-10 09:00"], "2026-03-02", "2026-03-29")
    days = [(each.period.first.day, each.period.last.day) for each in found.periods]
    assert days == [(2, 15), (16, 29)]
    assert periods_of(found) == ["kept", "missed"]


def test_working_days_leave_out_holidays() -> None:
    found = reviewed("频次：1次/工作日", ["10-01 09:00", "10-08 09:00"],
                     "2026-10-01", "2026-10-08")  # fmt: skip
    assert acts_of(found) == ["off_day", "counts"]
    assert [each.period.first.day for each in found.periods] == [8]


def test_recurring_days() -> None:
    found = reviewed("频次：每月15日", ["03-15 09:00", "04-14 09:00"], "2026-03-01", "2026-04-30")
    assert periods_of(found) == ["kept", "missed"]
    by_then = reviewed("频次：每月15日前", ["03-15 23:00", "04-02 09:00"],
                       "2026-03-01", "2026-05-31")  # fmt: skip
    assert periods_of(by_then) == ["kept", "kept", "missed"]
    weekly = reviewed("频次：每周二上午9:00", ["03-03 09:00"], "2026-03-02", "2026-03-15")
    assert periods_of(weekly) == ["kept", "missed"]


@pytest.mark.parametrize(
    ("limit", "act", "until"),
    [
        ("次月第5个工作日前", "03-20 09:00", datetime(2026, 4, 9)),  # Qingming is 4 to 6 April
        ("每月第3个工作日前", "03-20 09:00", datetime(2026, 4, 4)),  # the next one after the act
        ("次月5日前", "12-20 09:00", datetime(2027, 1, 6)),
        ("月底前", "02-20 09:00", datetime(2026, 3, 1)),
        ("次日12:00前", "03-20 09:00", datetime(2026, 3, 21, 12)),
        ("3工作日", "03-20 09:00", datetime(2026, 3, 26)),
        ("24小时", "03-20 09:00", datetime(2026, 3, 21, 9)),
        ("1个月", "01-31 09:00", datetime(2026, 3, 1)),
    ],
)
def test_by_when_an_act_is_made_public(limit: str, act: str, until: datetime) -> None:
    found = reviewed(f"频次：1次/月；公开：记录；公开期限：{limit}", [act],
                     "2026-01-01", "2026-12-31")  # fmt: skip
    assert found.acts[0].publish_by == until.replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("who", "fields", "each", "holders", "total"),
    [
        ("数量：12名", "频次：2次/月；每人对象：20户/员", (40, 40), (12, 12), (480, 480)),
        ("数量：12名", "频次：≥2次/月；每人对象：3—5户/员", (6, None), (12, 12), (72, None)),
        ("数量：12名", "频次：3—5次/月", (3, 5), (12, 12), (36, 60)),
        ("应有：3/街道", "频次：1次/2周", (1, 1), (6, 6), (6, 6)),
        ("数量：未知", "频次：1次/月", (1, 1), (None, None), (None, None)),
        ("性质：专职", "频次：1次/月", (1, 1), (None, None), (None, None)),
    ],
)
def test_rate_times_objects_times_holders(
    who: str,
    fields: str,
    each: tuple[int | None, int | None],
    holders: tuple[int | None, int | None],
    total: tuple[int | None, int | None],
) -> None:
    text = f"地区 甲\n层级 街道 {{ 数量：2 }}\n岗位 员 {{ 设于：街道；{who} }}\n"
    asked = Engine(loads(f"{text}制度 走访 {{ 责任人：员；{fields} }}")).demand("走访")
    assert asked is not None
    found = [(end.low, end.high) for end in (asked.each, asked.holders, asked.total)]
    assert found == [each, holders, total]
    assert (asked.total.missing == ("员",)) == (holders == (None, None))


def test_a_duty_without_a_number_asks_for_none() -> None:
    assert engine("频次：经常").demand("巡河") is None
    assert engine("频次：每月15日").demand("巡河") is None
    with pytest.raises(GovError):
        engine("频次：1次/月").demand("巡山")


def test_what_cannot_be_counted_is_named() -> None:
    found = reviewed("频次：经常；间隔：不超过10天", ["03-01 09:00", "03-30 09:00"],
                     "2026-03-01", "2026-03-31")  # fmt: skip
    assert found.unread == ("cadence", "gap")
    assert found.periods == ()
    assert acts_of(found) == ["counts", "counts"]


def test_a_duty_that_is_not_there_and_a_window_of_no_days() -> None:
    held = engine("频次：1次/月")
    with pytest.raises(GovError) as refused:
        held.review("巡山", [], first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert [d.code for d in refused.value.diagnostics] == ["GOV580"]
    with pytest.raises(ValueError, match="window"):
        held.review("巡河", [], first=date(2026, 2, 1), last=date(2026, 1, 31))
    with pytest.raises(GovError) as unread:
        held.review("巡河", ["in March"], first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert [d.code for d in unread.value.diagnostics] == ["GOV729"]
