"""Writing is the inverse of reading: read(write(v)) == v in both tongues."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.values import (
    Arrow,
    Bound,
    Call,
    Chain,
    Constant,
    Day,
    Days,
    Distribution,
    Each,
    Formula,
    Infix,
    Mapping,
    Moment,
    Name,
    Quantity,
    Range,
    Rate,
    Recurrence,
    Ref,
    Refs,
    Season,
    SeasonSpan,
    Share,
    Shares,
    Term,
    Text,
    Unknown,
    Word,
    Words,
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
from govkit.values.units import Lang, standard_units
from govkit.values.writing import write

UNITS = standard_units()
NAMES = {"社区": "level:社区", "网格员": "post:网格员", "office": "body:office"}
WORDS = {ref: word for word, ref in NAMES.items()}
TIMES = sorted(unit.id for unit in UNITS if unit.is_time)
COUNTED = sorted(unit.id for unit in UNITS if not unit.is_time)
LANGS = st.sampled_from(["zh", "en"])


def _name(ref: str) -> str:
    return WORDS.get(ref, ref.rpartition(":")[2])


@st.composite
def quantities(draw: st.DrawFn, units: list[str] | None = None, exact: bool = False) -> Quantity:
    unit = draw(st.sampled_from(units or [*TIMES, *COUNTED]))
    power = draw(st.integers(-4, 9))
    step = Fraction(10) ** power
    number = draw(st.integers(0, 10**6)) * step
    row = UNITS.get(unit)
    factor = row.factor if row is not None and row.dimension == "share" else Fraction(1)
    direction = "exact" if exact else draw(st.sampled_from(["exact", "more", "less", "about"]))
    share = draw(st.sampled_from([None, Fraction(1, 20), Fraction(1, 40)]))
    return Quantity(
        number * factor, unit, step * factor, direction, share if direction == "about" else None
    )


FRACTIONS = st.builds(
    lambda number, unit: Quantity(number, unit, Fraction(number.denominator == 1)),
    st.fractions(0, 1000, max_denominator=999),
    st.sampled_from(["", "hectare", "person"]),
)
BOUNDS = st.builds(Bound, st.sampled_from(["<", "≤", ">", "≥"]), quantities())


@st.composite
def ranges(draw: st.DrawFn, units: list[str] | None = None) -> Range:
    unit = draw(st.sampled_from(units or [*TIMES, *COUNTED]))
    ends = [draw(quantities(units=[unit], exact=True)) for _ in range(2)]
    low, high = sorted(ends, key=lambda end: end.number)
    return Range(low, high, draw(st.booleans()), draw(st.booleans()))


def _written(value: object, lang: Lang) -> str:
    return write(value, lang, _name)


@given(st.one_of(quantities(), FRACTIONS, BOUNDS, ranges()), LANGS)
def test_figures_come_back(value: object, lang: Lang) -> None:
    assert read_quantity(_written(value, lang), UNITS) == value


@given(st.one_of(quantities(TIMES), ranges(TIMES)), LANGS)
def test_durations_come_back(value: object, lang: Lang) -> None:
    assert read_duration(_written(value, lang), UNITS) == value


PER_TIME = st.builds(
    Rate,
    st.one_of(quantities(), BOUNDS, ranges()),
    st.one_of(
        st.tuples(st.sampled_from(TIMES)),
        st.tuples(st.sampled_from(sorted(WORDS)), st.sampled_from(TIMES)),
    ),
    st.sampled_from([Fraction(1), Fraction(2), Fraction(15), Fraction(1, 2)]),
)
PER_NAME = st.builds(
    Rate,
    quantities([unit for unit in COUNTED if unit != "piece"]),
    st.tuples(st.sampled_from(sorted(WORDS))),
    st.sampled_from([Fraction(1), Fraction(3)]),
)


@given(st.one_of(PER_TIME, PER_NAME), LANGS)
def test_rates_come_back(value: Rate, lang: Lang) -> None:
    assert read_rate(_written(value, lang), UNITS, NAMES.get) == value


@given(st.builds(Day, st.dates(), st.just("day")), LANGS)
def test_days_come_back(value: Day, lang: Lang) -> None:
    assert read_day(_written(value, lang)) == value


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("precision", ["month", "year"])
def test_months_and_years_come_back(lang: Lang, precision: str) -> None:
    value = Day(date(2026, 1, 1), precision)  # type: ignore[arg-type]
    assert read_day(_written(value, lang)) == value


@given(st.datetimes().map(lambda at: Moment(at.replace(microsecond=0))), LANGS)
def test_moments_come_back(value: Moment, lang: Lang) -> None:
    assert read_moment(_written(value, lang)) == value


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    period = draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))
    working = draw(st.booleans())
    most = {"day": 0, "week": 7, "month": 31, "quarter": 92, "year": 366}[period]
    days = st.sampled_from([None, *([-1, 1, most] if most else [])])
    day = draw(days)
    if day is None and period != "day":
        working = False
    time = draw(st.sampled_from([None, "00:00", "09:00", "12:30", "17:59", "23:00", "24:00"]))
    return Recurrence(period, draw(st.integers(0, 3)), day, working, time, draw(st.booleans()))


@given(recurrences(), LANGS)
def test_recurrences_come_back(value: Recurrence, lang: Lang) -> None:
    assert read_recurrence(_written(value, lang)) == value


@given(
    st.one_of(
        st.builds(
            Share,
            st.fractions(0, 1, max_denominator=99),
            st.sampled_from(["", "应到会", "业主"]),
            st.sampled_from(["=", "<", "≤", ">", "≥"]),
            st.just(Fraction(0)),
        ),
        st.builds(
            lambda tenths, base: Share(Fraction(tenths, 1000), base, "≥", Fraction(1, 1000)),
            st.integers(0, 1000),
            st.sampled_from(["", "应到会"]),
        ),
    ),
    LANGS,
)
def test_shares_come_back(value: Share, lang: Lang) -> None:
    assert read_share(_written(value, lang)) == value


MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))


@given(st.builds(SeasonSpan, MONTH_DAYS, MONTH_DAYS), LANGS, st.dates())
def test_seasons_come_back_and_hold_their_ends(value: SeasonSpan, lang: Lang, day: date) -> None:
    assert read_season_span(_written(value, lang)) == value
    inside = value.first <= (day.month, day.day) <= value.last
    assert value.wraps or value.holds(day) == inside
    if (day.month, day.day) in (value.first, value.last):
        assert value.holds(day)


@pytest.mark.parametrize(
    ("phrase", "zh", "en"),
    [
        ("四十万元", "40万元", "0.40_million yuan"),
        ("40万元以下", "≤40万元", "≤0.40_million yuan"),
        ("3至5户", "3—5户", "3..5 households"),
        ("5个工作日", "5工作日", "5 work_days"),
        ("二百七十多支", "270余支", "270_plus teams"),
        ("大约13万人", "约13万人", "0.13_million_approx persons"),
        ("近270支", "近270支", "270_nearly teams"),
        ("2亿多元", "2亿余元", "0.2_billion_plus yuan"),
        ("1人", "1人", "1 person"),
        ("两个月", "2个月", "2 months"),
        ("半年", "半年", "1 half_year"),
        ("不详", "未知", "unknown"),
    ],
)
def test_the_short_form_is_the_one_in_the_docs(phrase: str, zh: str, en: str) -> None:
    value = read_quantity(phrase, UNITS)
    assert (_written(value, "zh"), _written(value, "en")) == (zh, en)


def _one(number: int) -> Constant:
    return Constant(Quantity(Fraction(number)))


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Text("一句话"), "“一句话”", '"一句话"'),
        (Text('说"好"'), '“说"好"”', '“说"好"”'),
        (Word("nature:full_time"), "full_time", "full_time"),
        (Words(("甲", "乙"), "and_more", 9), "甲、乙 等9", "甲, 乙 etc 9"),
        (Words(("甲", "乙"), "total", 2), "甲、乙 共2", "甲, 乙 total 2"),
        (Words((), "total", 15), "15项", "15 items"),
        (Ref("level:社区"), "社区", "社区"),
        (Refs(("level:社区", "body:office"), "any"), "任一(社区、office)", "any(社区, office)"),
        (Chain(("level:区", "level:社区")), "区 → 社区", "区 -> 社区"),
        (
            Shares(
                "min",
                (
                    Share(Fraction(2, 3), "due", "≥", Fraction(0)),
                    Bound("≥", Quantity(Fraction(50), "person")),
                ),
            ),
            "最小（≥2/3 due、≥50人）",
            "min(≥2/3 of due, ≥50 persons)",
        ),
        (
            Season((SeasonSpan((6, 1), (9, 30)), SeasonSpan((12, 1), (2, 29)))),
            "6月1日至9月30日、12月1日至次年2月底",
            "06-01..09-30, 12-01..02-29",
        ),
        (Days((Day(date(2026, 5, 1)), Day(date(2026, 5, 2)))), "2026-05-01、2026-05-02", None),
        (Unknown("3*", "person"), "3*人", "3* persons"),
        (
            Formula((Term(Quantity(Fraction(1)), ("网格长",)), Term(None, ("网格员",)))),
            "1 网格长 + N 网格员",
            "1 网格长 + N 网格员",
        ),
        (
            Formula((Term(Quantity(Fraction(3)), ("专职", "兼职")),)),
            "3 {专职、兼职}",
            "3 {专职, 兼职}",
        ),
        (
            Mapping(
                (Arrow((Bound("≥", Quantity(Fraction(88))),), ("好",)), Arrow(("else",), ("差",)))
            ),
            "≥88 → 好，其余 → 差",
            "≥88 -> 好, else -> 差",
        ),
        (Distribution("fixed", (Quantity(Fraction(10), "natural_hour"),)), "固定(10小时)", None),
        (
            Infix("/", Name("level:社区"), Infix("+", Name("body:office"), _one(1))),
            "社区 / (office + 1)",
            "社区 / (office + 1)",
        ),
        (
            Infix("-", Infix("-", _one(3), _one(2)), Infix("-", _one(2), _one(1))),
            "3 - 2 - (2 - 1)",
            "3 - 2 - (2 - 1)",
        ),
        (
            Infix("/", _one(1), Constant(Quantity(Fraction(2, 3), "", Fraction(0)))),
            "1 / (2/3)",
            "1 / (2/3)",
        ),
        (
            Infix("and", Infix("≥", Name("level:社区"), _one(1)), Call("not", (Name("event:x"),))),
            "社区 ≥ 1 且 非(x)",
            "社区 ≥ 1 and not(x)",
        ),
        (
            Each("every", "x", "level:社区", None, Infix(">", Name("variable:x"), _one(0))),
            "每个(x 属于 社区：x > 0)",
            "every(x in 社区: x > 0)",
        ),
        (Moment(datetime(2026, 3, 2, 10, 30)), "2026-03-02 10:30", "2026-03-02 10:30"),
    ],
)
def test_structures(value: object, zh: str, en: str | None) -> None:
    assert _written(value, "zh") == zh
    if en is not None:
        assert _written(value, "en") == en
