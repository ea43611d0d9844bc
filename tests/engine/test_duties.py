"""Duties: what a stretch of days asks, and the verdict on acts and periods."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from govkit.calendars import zone_of
from govkit.diagnostics import GovError
from govkit.duties import Review
from govkit.engine import Engine
from govkit.pipeline import loads

ZONE = zone_of("Asia/Shanghai")
RIVERS = """地区 甲
层级 街道 { 数量：2 }
层级 河道 { 上级：街道；数量：30 }
岗位 河长 { 设于：街道；数量：HOLDERS名 }
制度 巡河 { 责任人：河长；FIELDS }
"""


def engine(fields: str) -> Engine:
    return Engine(
        loads(f"地区 甲\n层级 街道 {{ 数量：1 }}\n制度 巡河 {{ 责任人：街道；{fields} }}")
    )


def reviewed(
    fields: str,
    acts: list[object],
    first: str,
    last: str,
    objects: int | tuple[str, ...] | None = None,
) -> Review:
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


# ── objects ──
MARCH = "2026-03-01", "2026-03-31"


def on(*keys: str) -> list[object]:
    """An act a day on one object each; `a+b` is a round over both."""
    return [
        (f"03-{day:02d} 09:00", f"03-{day:02d} 10:00", tuple(key.split("+")) if key else ())
        for day, key in enumerate(keys, 1)
    ]


@pytest.mark.parametrize(("keys", "objects", "verdict"), [
    ("aaaa", 2, "missed"),  # four acts on one river are none on the other
    ("aabb", 2, "kept"),
    ("aabb", ("a", "b"), "kept"),
    ("aabb", ("a", "b", "c"), "missed"),
    ("aaab", 2, "missed"),
    ("aabb", None, "kept"),
    (["a+b", "b+a"], 2, "kept"),
    (["a+b", "a"], 2, "missed"),
    (["", "", "", ""], 2, "unclear"),
    (["", "", ""], 2, "missed"),
    (["a", "a", "", ""], 2, "unclear"),
    (["a", "a", "b", ""], 2, "unclear"),
    (["a", "a", "b"], 2, "missed"),
    (["", "", ""], 1, "kept"),
])  # fmt: skip
def test_each_object_is_judged_by_itself(keys: list[str], objects: object, verdict: str) -> None:
    for rate in ("≥2次/月", "每月不少于2次"):
        found = reviewed(f"频次：{rate}", on(*keys), *MARCH, objects)  # type: ignore[arg-type]
        assert periods_of(found) == [verdict]


def test_a_period_tells_each_object() -> None:
    (period,) = reviewed("频次：≥2次/月", on("a+b", "a", "c"), *MARCH, 4).periods
    assert [(one.on, one.done, one.verdict) for one in period.objects] == [
        ("a", 2, "kept"), ("b", 1, "missed"), ("c", 1, "missed"),
    ]  # fmt: skip
    assert (period.done, period.verdict) == (3, "missed")


@pytest.mark.parametrize(("keys", "verdict"), [
    ("aabb", "kept"), ("aaab", "exceeded"), (["", "", "", "", ""], "exceeded"),
    (["", "", ""], "unclear"), (["", ""], "kept"),
])  # fmt: skip
def test_an_upper_bound_is_that_of_each_object(keys: list[str], verdict: str) -> None:
    assert periods_of(reviewed("频次：≤2次/月", on(*keys), *MARCH, 2)) == [verdict]


def test_acts_name_no_more_objects_than_there_are() -> None:
    for objects in (1, ("a",), ("a", "c")):
        with pytest.raises(GovError) as refused:
            reviewed("频次：1次/月", on("a", "b"), *MARCH, objects)
        assert [d.code for d in refused.value.diagnostics] == ["GOV907"]
    with pytest.raises(GovError) as refused:
        reviewed("频次：1次/月；每人对象：1户/街道", on("a", "b"), *MARCH)
    assert [d.code for d in refused.value.diagnostics] == ["GOV907"]


def test_the_text_says_how_many_objects_there_are() -> None:
    fields = "频次：1次/月；每人对象：3户/街道"
    assert periods_of(reviewed(fields, on("a", "b"), *MARCH)) == ["missed"]
    assert periods_of(reviewed(fields, on("a", "b", "c"), *MARCH)) == ["kept"]


@pytest.mark.parametrize(("asked", "keys", "objects", "verdict", "reached", "covered"), [
    ("≥2/3 住户", ["a+b"], 3, "kept", 2, "met"),
    ("≥2/3 住户", "ab", 3, "kept", 2, "met"),
    ("≥2/3 住户", "ab", 4, "missed", 2, "not_met"),
    ("≥2/3 住户", "aa", 3, "missed", 1, "not_met"),
    ("≥2户", "ab", 9, "kept", 2, "met"),
    ("≥3户", "ab", 9, "missed", 2, "not_met"),
    ("100% 住户", ["a+b+c"], 3, "kept", 3, "met"),
    ("≥2/3 住户", [""], 3, "missed", None, "not_met"),
    ("≥2/3 住户", ["", ""], 3, "unclear", None, "unknown"),
    ("全部（≥1/2 住户、≥1/2 商户）", "ab", 3, "unclear", 2, "unknown"),
])  # fmt: skip
def test_a_coverage_says_on_how_many_objects_it_has_to_be_kept(
    asked: str, keys: list[str], objects: int, verdict: str, reached: int | None, covered: str
) -> None:
    found = reviewed(f"频次：1次/月；覆盖率：{asked}", on(*keys), *MARCH, objects)
    (period,) = found.periods
    assert (period.verdict, period.reached, period.covered) == (verdict, reached, covered)


def test_two_rounds_reach_each_object_twice() -> None:
    fields = "频次：2次/月；覆盖率：100% 河道"
    assert periods_of(reviewed(fields, on("a+b", "a+b"), *MARCH, 2)) == ["kept"]
    assert periods_of(reviewed(fields, on("a+b", "a"), *MARCH, 2)) == ["missed"]


def test_so_many_for_every_ten_objects_are_counted_in_all() -> None:
    held = Engine(loads(RIVERS.replace("HOLDERS", "10").replace("FIELDS", "频次：2次/月/10河道")))
    for keys, verdict in (("abcde", "missed"), ("abcdef", "kept")):
        acts = [(f"2026-03-{day:02d} 09:00", None, key) for day, key in enumerate(keys, 1)]
        found = held.review(
            "巡河", acts, first=date(2026, 3, 1), last=date(2026, 3, 31), objects=30
        )
        assert periods_of(found) == [verdict]


# ── rates that change, rates in hours ──
def test_a_rate_that_changes_is_judged_by_its_own_days() -> None:
    fields = "频次：≥1次/月 至 2026-03-01；频次：≥2次/月 自 2026-03-01"
    window = "2026-02-01", "2026-03-31"
    one_each: list[object] = ["02-10 09:00", "03-10 09:00"]
    assert periods_of(reviewed(fields, one_each, *window)) == ["kept", "missed"]
    assert periods_of(reviewed(fields, [*one_each, "03-11 09:00"], *window)) == ["kept", "kept"]


def test_a_period_in_which_the_rate_changes_is_two_parts() -> None:
    fields = "频次：≥1次/月 至 2026-03-16；频次：≥2次/月 自 2026-03-16"
    found = reviewed(fields, ["03-10 09:00", "03-20 09:00"], *MARCH)
    days = [(each.period.first.day, each.period.last.day, each.done) for each in found.periods]
    assert days == [(1, 15, 1), (16, 31, 1)]
    assert periods_of(found) == ["kept", "unclear"]


def test_a_duty_asks_nothing_before_and_after_it_holds() -> None:
    model = loads(
        "地区 甲\n层级 街道 { 数量：1 }\n"
        "制度 巡河 自 2026-03-01 至 2026-04-01 { 责任人：街道；频次：1次/月 }"
    )
    days = {"first": date(2026, 2, 1), "last": date(2026, 4, 30)}
    found = Engine(model).review("巡河", ["2026-02-10 09:00", "2026-03-10 09:00"], **days)
    assert acts_of(found) == ["not_in_force", "counts"]
    assert [(p.period.first.month, p.verdict) for p in found.periods] == [(3, "kept")]


@pytest.mark.parametrize(("acts", "verdict"), [
    ([("03-02 09:00", "03-02 11:00"), ("03-09 09:00", "03-09 11:00")], "kept"),
    ([("03-02 09:00", "03-02 11:00"), ("03-09 09:00", "03-09 10:59")], "missed"),
    ([("03-02 09:00", "03-02 11:00"), ("03-02 10:00", "03-02 12:59")], "missed"),  # together
    ([("03-02 09:00", "03-02 11:00"), "03-09 09:00"], "unclear"),
    ([("03-02 09:00", "03-02 13:00"), "03-09 09:00"], "kept"),
    ([("03-31 22:00", "04-01 02:00")], "missed"),  # two of its hours are those of April
    (["03-02 09:00"] * 5, "unclear"),
    ([], "missed"),
])  # fmt: skip
def test_a_rate_in_hours_counts_how_long_acts_last(acts: list[object], verdict: str) -> None:
    for rate in ("≥4小时/月", "≥240分钟/月"):
        assert periods_of(reviewed(f"频次：{rate}", acts, *MARCH)) == [verdict]


def test_a_rate_in_hours_is_that_of_each_object() -> None:
    acts: list[object] = [("03-02 09:00", "03-02 13:00", "a"), ("03-03 09:00", "03-03 12:00", "b")]
    (period,) = reviewed("频次：≥4小时/月", acts, *MARCH, 2).periods
    assert [(one.on, one.amount, one.verdict) for one in period.objects] == [
        ("a", 4, "kept"), ("b", 3, "missed"),
    ]  # fmt: skip
    assert period.verdict == "missed"


@pytest.mark.parametrize(("rate", "verdict"), [
    ("≥3天/月", "kept"), ("≥4天/月", "missed"),
])  # fmt: skip
def test_a_rate_in_days_counts_the_days_on_which_something_was_done(
    rate: str, verdict: str
) -> None:
    acts: list[object] = [
        "03-06 09:00",
        "03-06 15:00",
        ("03-07 20:00", "03-08 00:00"),
        "03-09 09:00",
    ]
    assert periods_of(reviewed(f"频次：{rate}", acts, *MARCH)) == [verdict]  # the 7th: a Saturday


def test_a_gap_runs_between_acts_on_the_same_object() -> None:
    fields = "频次：1次/月；间隔：30天"
    acts: list[object] = [("03-01 09:00", "03-01 10:00", "a"), ("03-02 09:00", "03-02 10:00", "b"),
                          ("03-30 09:00", "03-30 10:00", "a")]  # fmt: skip
    found = reviewed(fields, acts, "2026-03-01", "2026-03-31", 2)
    assert acts_of(found) == ["counts", "counts", "gap_too_short"]
    assert (periods_of(found), found.unread) == (["kept"], ())
    assert [act.counts_for for act in found.acts] == [("a",), ("b",), ()]
    both = reviewed(fields, [*acts[:2], ("03-31 09:00", "03-31 10:00", ("a", "b"))], *MARCH, 2)
    assert [act.counts_for for act in both.acts] == [("a",), ("b",), ("a",)]
    without = reviewed(fields, ["03-01 09:00", "03-02 09:00"], "2026-03-01", "2026-03-31", 2)
    assert (acts_of(without), without.unread) == (["counts", "counts"], ("gap",))


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


@pytest.mark.parametrize(("holders", "fields", "each", "total"), [
    (10, "频次：≥2次/月/河道", (None, None), (60, None)),
    (10, "频次：2次/月/河道；每人对象：3/河长", (6, 6), (60, 60)),
    (1, "频次：2次/月/河道", (60, 60), (60, 60)),
    (10, "频次：2次/月/河长", (2, 2), (20, 20)),
    (10, "频次：2次/月/10河道；每人对象：20/河长", (4, 4), (40, 40)),
    (10, "频次：2次/月；每人对象：3/河长；覆盖率：100% 河道", (2, 2), (20, 20)),
    (10, "频次：≥4小时/月；每人对象：3/河长", (12, None), (120, None)),
    (10, "频次：30分钟/天", (Fraction(1, 2), Fraction(1, 2)), (5, 5)),
])  # fmt: skip
def test_a_rate_per_object_keeps_its_factor(
    holders: int, fields: str, each: tuple[int, int], total: tuple[int, int]
) -> None:
    text = RIVERS.replace("HOLDERS", str(holders)).replace("FIELDS", fields)
    asked = Engine(loads(text)).demand("巡河")
    assert asked is not None
    assert (asked.each.low, asked.each.high) == each
    assert (asked.total.low, asked.total.high) == total


def test_a_round_says_how_many_objects_it_reaches() -> None:
    for coverage, reach in (("≥90% 河道", Fraction(27, 10)), ("≥2户", 2)):
        fields = f"频次：1次/月；每人对象：3/河长；覆盖率：{coverage}"
        text = RIVERS.replace("HOLDERS", "10").replace("FIELDS", fields)
        asked = Engine(loads(text)).demand("巡河")
        assert asked is not None and asked.reach is not None
        assert asked.reach.low == reach


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
