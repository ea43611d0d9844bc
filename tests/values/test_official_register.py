"""The official register of values: what documents print, and that it reads back to the value."""

from __future__ import annotations

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
)
from govkit.values.reading import (
    read_day,
    read_duration,
    read_moment,
    read_quantity,
    read_rate,
    read_recurrence,
    read_season_span,
    read_share,
)
from govkit.values.time import LONGEST, WEEKDAYS_OF
from govkit.values.units import Lang, standard_units
from govkit.values.writing.official import write_official

UNITS = standard_units()
NAMES = {
    "社区": "level:社区",
    "网格员": "post:网格员",
    "巡防队": "team:巡防队",
    "office": "body:office",
}
WORDS = {ref: word for word, ref in NAMES.items()}
# Nobody counts by half-years but one at a time; they are among the periods below.
TIMES = sorted(unit.id for unit in UNITS if unit.is_time and unit.id != "half_year")
COUNTED = sorted(unit.id for unit in UNITS if not unit.is_time)
LANGS = st.sampled_from(["zh", "en"])
COMPARED = st.sampled_from(["<", "≤", ">", "≥"])


def _name(ref: str) -> str:
    return WORDS.get(ref, ref.rpartition(":")[2])


def _official(value: object, lang: Lang) -> str:
    return write_official(value, lang, _name)


def _plain(value: object, lang: Lang) -> object:
    """The value, in English without the steps of 万 and 亿, which 100,000 yuan does not show."""
    if lang == "zh":
        return value
    if isinstance(value, Quantity):
        return Quantity(value.number, value.unit, Fraction(0), value.direction, value.share)
    if isinstance(value, Bound):
        return Bound(value.comparison, _plain(value.quantity, lang))  # type: ignore[arg-type]
    if isinstance(value, Range):
        low, high = _plain(value.low, lang), _plain(value.high, lang)
        return Range(low, high, value.include_low, value.include_high)  # type: ignore[arg-type]
    if isinstance(value, Rate):
        return Rate(_plain(value.amount, lang), value.per, value.every)  # type: ignore[arg-type]
    return value


@st.composite
def quantities(draw: st.DrawFn, units: list[str] | None = None, exact: bool = False) -> Quantity:
    unit = draw(st.sampled_from(units or [*TIMES, *COUNTED]))
    step = Fraction(10) ** draw(st.integers(-4, 9))
    number = draw(st.integers(0, 10**6)) * step
    row = UNITS.get(unit)
    factor = row.factor if row is not None and row.dimension == "share" else Fraction(1)
    direction = "exact" if exact else draw(st.sampled_from(["exact", "more", "less", "about"]))
    share = draw(st.sampled_from([None, Fraction(1, 20), Fraction(1, 40)]))
    share = share if direction == "about" else None
    return Quantity(number * factor, unit, step * factor, direction, share)


BOUNDS = st.builds(Bound, COMPARED, quantities())


@st.composite
def ranges(draw: st.DrawFn, units: list[str] | None = None) -> Range:
    unit = draw(st.sampled_from(units or [*TIMES, *COUNTED]))
    ends = [draw(quantities(units=[unit], exact=True)) for _ in range(2)]
    low, high = sorted(ends, key=lambda end: end.number)
    return Range(low, high, draw(st.booleans()), draw(st.booleans()))


@given(st.one_of(quantities(), BOUNDS, ranges()), LANGS)
def test_figures_come_back(value: object, lang: Lang) -> None:
    read = read_quantity(_official(value, lang), UNITS)
    assert _plain(read, lang) == _plain(value, lang)


@given(st.one_of(quantities(TIMES), st.builds(Bound, COMPARED, quantities(TIMES)), ranges(TIMES)),
       LANGS)  # fmt: skip
def test_durations_come_back(value: object, lang: Lang) -> None:
    read = read_duration(_official(value, lang), UNITS)
    assert _plain(read, lang) == _plain(value, lang)


PER = st.one_of(
    st.tuples(st.sampled_from([*TIMES, "half_year"])),
    st.tuples(st.sampled_from(sorted(WORDS)), st.sampled_from(TIMES)),
)
EVERY = st.sampled_from([Fraction(1), Fraction(2), Fraction(15)])
# So many a month are so many of something: 每月3 may be a day.
UNITED = [unit for unit in [*TIMES, *COUNTED] if unit]
PER_TIME = st.builds(
    Rate,
    st.one_of(quantities(UNITED), st.builds(Bound, COMPARED, quantities(UNITED)), ranges(UNITED)),
    PER,
    EVERY,
)
PER_NAME = st.builds(
    Rate,
    st.one_of(*(quantities([unit]) for unit in COUNTED if unit != "piece")),
    st.tuples(st.sampled_from(sorted(WORDS))),
    EVERY,
)


@given(st.one_of(PER_TIME, PER_NAME), LANGS)
def test_rates_come_back(value: Rate, lang: Lang) -> None:
    read = read_rate(_official(value, lang), UNITS, NAMES.get)
    assert _plain(read, lang) == _plain(value, lang)


@given(st.builds(Day, st.dates()), LANGS)
def test_days_come_back(value: Day, lang: Lang) -> None:
    assert read_day(_official(value, lang)) == value


@given(st.datetimes().map(lambda at: Moment(at.replace(microsecond=0))), LANGS)
def test_moments_come_back(value: Moment, lang: Lang) -> None:
    assert read_moment(_official(value, lang)) == value


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    period = draw(st.sampled_from(["day", "week", "ten_days", "month", "quarter", "year"]))
    working = draw(st.booleans())
    most = LONGEST[period]
    day = draw(st.sampled_from([None, *([-1, 1, 3, most] if most else [])]))
    if day is None and period != "day":
        working = False
    time = draw(st.sampled_from([None, "00:00", "09:00", "12:30", "17:59", "23:00", "24:00"]))
    weekday = None
    if period in WEEKDAYS_OF and draw(st.booleans()):
        weekday, working = draw(st.integers(1, 7)), False
        day = draw(st.sampled_from([-1, 1, WEEKDAYS_OF[period]]))
    return Recurrence(
        period, draw(st.integers(0, 1)), day, working, time, draw(st.booleans()), weekday
    )


@given(recurrences(), LANGS)
def test_recurrences_come_back(value: Recurrence, lang: Lang) -> None:
    assert read_recurrence(_official(value, lang)) == value


FRACTIONS = st.builds(
    Share,
    st.fractions(0, 1, max_denominator=99),
    st.sampled_from(["", "应到会", "业主", "present"]),
    st.sampled_from(["=", "<", "≤", ">", "≥"]),
    st.just(Fraction(0)),
)
PERCENTS = st.builds(
    lambda tenths, base, compared: Share(Fraction(tenths, 1000), base, compared, Fraction(1, 1000)),
    st.integers(0, 1000),
    st.sampled_from(["", "应到会"]),
    COMPARED,
)


@given(st.one_of(FRACTIONS, PERCENTS), LANGS)
def test_shares_come_back(value: Share, lang: Lang) -> None:
    assert read_share(_official(value, lang)) == value


MONTH_DAYS = st.dates().map(lambda day: (day.month, day.day))


@given(st.builds(SeasonSpan, MONTH_DAYS, MONTH_DAYS), LANGS)
def test_seasons_come_back(value: SeasonSpan, lang: Lang) -> None:
    assert read_season_span(_official(value, lang)) == value


FORMS = [
    ("quantity", "5工作日", "5个工作日", "5 working days"),
    ("quantity", "≤10万元", "10万元以下", "not more than 100,000 yuan"),
    ("quantity", "60..<80分", "60分以上不满80分", "at least 60 points and less than 80 points"),
    ("quantity", "≤3件", "不超过3件", "not more than 3 cases"),
    ("quantity", "≥3人", "不少于3人", "at least 3 persons"),
    ("quantity", "≥95%", "不低于95%", "at least 95%"),
    ("quantity", "3—5户", "3至5户", "3 to 5 households"),
    ("quantity", "1季", "1个季度", "1 quarter"),
    ("quantity", "1.5亿元", "1.5亿元", "150 million yuan"),
    ("quantity", "未知", "未写明", "not stated"),
    ("rate", "≥2次/月", "每月不少于2次", "at least 2 times a month"),
    ("rate", "1次/2周", "每2周1次", "once every 2 weeks"),
    ("rate", "1次/季", "每季度1次", "once a quarter"),
    ("rate", "1/社区", "每个社区1个", "1 for each 社区"),
    ("rate", "1人/社区", "每个社区1名", "1 person for each 社区"),
    ("rate", "3—5户/网格员", "每名网格员3至5户", "3 to 5 households for each 网格员"),
    ("rate", "≥3000万元/社区/年", "每个社区每年不少于3000万元",
     "at least 30,000,000 yuan for each 社区 a year"),
    ("rate", "2分/个百分点", "每个百分点2分", "2 points for each percentage point"),
    ("share", ">1/2", "过半数", "more than half"),
    ("share", "≥2/3 应到会", "应到会的三分之二以上", "at least 2/3 of 应到会"),
    ("day", "2026-09-01", "2026年9月1日", "1 September 2026"),
    ("day", "2026年3月", "2026年3月", "March 2026"),
    ("moment", "2026-03-02 10:30", "2026年3月2日10时30分", "2 March 2026 at 10:30"),
    ("recurrence", "每周二上午9:00", "每周二上午9时", "every Tuesday at 9:00"),
    ("recurrence", "每月首个周一", "每月第1个周一", "the 1st Monday of every month"),
    ("recurrence", "每旬一次", "每旬", "every ten-day period"),
    ("recurrence", "次月5日前", "次月5日前", "before the 5th day of the next month"),
    ("season", "11月15日至次年3月15日", "11月15日至次年3月15日",
     "15 November to 15 March of the next year"),
]  # fmt: skip
READERS = {
    "quantity": lambda text: read_quantity(text, UNITS),
    "rate": lambda text: read_rate(text, UNITS, NAMES.get),
    "share": read_share,
    "day": read_day,
    "moment": read_moment,
    "recurrence": read_recurrence,
    "season": read_season_span,
}


@pytest.mark.parametrize(("reader", "short", "zh", "en"), FORMS)
def test_short_and_official_forms_are_one_value(reader: str, short: str, zh: str, en: str) -> None:
    value = READERS[reader](short)
    assert (_official(value, "zh"), _official(value, "en")) == (zh, en)
    assert READERS[reader](zh) == value
    assert _plain(READERS[reader](en), "en") == _plain(value, "en")
