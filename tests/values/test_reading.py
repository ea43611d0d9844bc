"""The readers as a whole: total, pure, and never wrong about a unit in silence."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.values import (
    Bound,
    Day,
    Moment,
    Quantity,
    Range,
    Rate,
    Recurrence,
    SeasonSpan,
    Share,
    Unknown,
)
from govkit.values.reading import (
    REASONS,
    Misread,
    Place,
    read_day,
    read_document_number,
    read_duration,
    read_headcount,
    read_moment,
    read_place,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
    without_blanks,
)
from govkit.values.reading.numerals import chinese, narrow
from govkit.values.units import Unit, standard_units

UNITS = standard_units()
_WORDS = """
约 近 超 逾 余 多 万 亿 十 百 千 两 半 零 三 点 分之 百分之 第 每 至 据 自 当 等 以上 以下 以内 不满
不少于 超过
元 人 户 次 分 个 工作日 小时 月 周 日 年 季度 社区 条 款 项 号 〔 〕 前 底 过半数 的 .. <
_plus _million per ² ½ ٣
"""
PIECES = st.sampled_from([*"0123456789.,/:-—~%‰+±*?()（）　 ", *_WORDS.split(), "9" * 45, " of "])
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=9).map("".join))


@given(TEXTS)
def test_no_text_makes_a_reader_raise(text: str) -> None:
    allowed: list[tuple[object, tuple[type, ...]]] = [
        (read_quantity(text, UNITS), (Quantity, Bound, Range, Unknown)),
        (read_duration(text, UNITS), (Quantity, Bound, Range, Unknown)),
        (read_rate(text, UNITS, {"社区": "level:社区"}.get), (Rate,)),
        (read_day(text), (Day,)),
        (read_moment(text), (Moment,)),
        (read_recurrence(text), (Recurrence,)),
        (read_share(text), (Share,)),
        (read_season_span(text), (SeasonSpan,)),
        (read_place(text), (Place,)),
        (read_document_number(text), (str,)),
    ]
    for value, kinds in allowed:
        assert isinstance(value, (*kinds, Misread))
        if isinstance(value, Misread):
            assert value.reason in REASONS
            assert 0 <= value.start <= value.end <= len(text)


@given(TEXTS)
def test_a_figure_has_a_unit_of_the_table_or_none(text: str) -> None:
    value = read_quantity(text, UNITS)
    ends = [value] if isinstance(value, Quantity) else []
    ends += [value.quantity] if isinstance(value, Bound) else []
    ends += [value.low, value.high] if isinstance(value, Range) else []
    for end in ends:
        assert UNITS.get(end.unit) is not None
        assert end.number >= 0 and end.step >= 0
    if isinstance(value, Range):
        assert value.low.unit == value.high.unit and value.low.number <= value.high.number


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_agree_with_digits(number: int) -> None:
    read = chinese(_spoken(number))
    assert read is not None and read[0] == number


def _spoken(number: int) -> str:
    """Independent of the reader: the school rule, four digits at a time."""
    if number >= 10000:
        low = number % 10000
        gap = "零" if 0 < low < 1000 else ""
        return _spoken(number // 10000) + "万" + gap + (_spoken(low) if low else "")
    if number == 0:
        return "零"
    words = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            words += "零一二三四五六七八九"[digit] + word
        elif words and number % size and not words.endswith("零"):
            words += "零"
    return words


@given(st.text(max_size=40))
def test_narrowing_keeps_every_position(text: str) -> None:
    assert len(narrow(text)) == len(text)


@given(st.dates())
def test_every_date_in_every_official_dress(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        f"{year:04d}-{month:02d}-{number:02d}",
        f"{year:04d}年{month}月{number}日",
        f"{year:04d}.{month}.{number}",
        f"{year:04d}/{month}/{number}",
    ):
        assert read_day(text) == Day(day)


def test_a_moment_past_the_last_day_is_no_date() -> None:
    read = read_moment("9999-12-31 24:00")
    assert isinstance(read, Misread) and read.reason == "no_such_date"


@pytest.mark.parametrize("gap", ["_ ", " _ ", "  ", "_\u3000\u3000", "\t_\t", "\u2003", "\x1f"])
def test_a_magnitude_stands_as_far_from_its_number_as_it_likes(gap: str) -> None:
    read = read_quantity(f"1.5{gap}billion yuan", UNITS)
    assert isinstance(read, Quantity)
    assert (read.number, read.unit) == (1_500_000_000, "yuan")


def test_a_run_of_blanks_never_joins_two_words() -> None:
    assert without_blanks("60_pl    us") == "60_pl us"
    assert without_blanks(" 3 \t work\u3000 days 内 ") == "3 work days内"


@pytest.mark.parametrize(("text", "per"), [("7/2个/村", ("level:村",)), ("3/2年", ("year",))])
def test_a_fraction_stands_before_the_last_stroke(text: str, per: tuple[str, ...]) -> None:
    read = read_rate(text, UNITS, lambda name: f"level:{name}" if name == "村" else None)
    assert isinstance(read, Rate)
    assert read.per == per


def test_heads_are_counted_where_a_share_could_stand() -> None:
    assert isinstance(read_headcount("3人以上", UNITS), Bound)
    for text in ("2/3", "50%", "3元", "3天", "5"):
        assert isinstance(read_headcount(text, UNITS), Misread)


def test_noon_and_evening() -> None:
    assert read_moment("2026年3月2日中午12点") == Moment(datetime(2026, 3, 2, 12))
    assert read_moment("2026年3月2日晚上8:05") == Moment(datetime(2026, 3, 2, 20, 5))
    assert isinstance(read_moment("2026年3月2日上午13:00"), Misread)


def test_time_units_win_over_names() -> None:
    names = {"周": "body:周", "社区": "level:社区"}
    assert read_rate("1次/周", UNITS, names.get) == Rate(Quantity(Fraction(1), "time"), ("week",))
    read = read_rate("1次/社区", UNITS, names.get)
    assert isinstance(read, Rate) and read.per == ("level:社区",)


def test_the_number_moves_with_what_it_counts() -> None:
    read = read_rate("每2周每社区1次", UNITS, {"社区": "level:社区"}.get)
    assert read == Rate(Quantity(Fraction(1), "time"), ("level:社区", "week"), Fraction(2))
    two = read_rate("每2周每3个社区1次", UNITS, {"社区": "level:社区"}.get)
    assert isinstance(two, Misread)


def test_rates_follow_the_names_of_the_moment() -> None:
    assert isinstance(read_rate("1/街道", UNITS, {}.get), Misread)
    assert isinstance(read_rate("1/街道", UNITS, {"街道": "level:街道"}.get), Rate)


def test_place_keeps_its_parts_and_a_heading_its_words() -> None:
    place = read_place("第十二条第二款第（一）项")
    assert isinstance(place, Place)
    assert place.parts == (("条", 12), ("款", 2), ("项", 1))
    assert read_place("组织体系") == Place("组织体系")


def test_own_units_are_read_and_the_package_table_is_not_changed() -> None:
    own = UNITS.extended([Unit("bed", "bed", zh="床位", en="beds")])
    assert read_quantity("不满18床位", own) == Bound("<", Quantity(Fraction(18), "bed"))
    assert isinstance(read_quantity("不满18床位", UNITS), Misread)


def test_every_unit_has_a_word_in_both_tongues_that_means_it() -> None:
    for unit in UNITS:
        for lang in ("zh", "en"):
            word = UNITS.word(unit.id, lang)
            assert (UNITS.find(word) is unit) if unit.id else word == ""


def test_money_is_never_a_number_of_parties() -> None:
    read = read_quantity("40元", UNITS)
    assert isinstance(read, Quantity) and read.unit == "yuan"


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [("1公顷", "mu", Fraction(15)), ("2年", "month", Fraction(24)), ("5%", "permille", None)],
)
def test_conversion_within_a_dimension(text: str, unit: str, number: Fraction | None) -> None:
    read = read_quantity(text, UNITS)
    assert isinstance(read, Quantity)
    converted = UNITS.convert(read, unit)
    assert converted is not None
    assert converted.number == (read.number if number is None else number)
    assert UNITS.convert(read, "person") is None


@pytest.mark.parametrize("text", ["2025年3月1日起", "自2025年3月1日起施行", "2025年3月1日施行"])
def test_a_day_something_begins_is_that_day(text: str) -> None:
    assert read_day(text) == read_day("2025-03-01")
