"""Interval arithmetic: the result of two numbers lies in the result of their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govkit.values import Bound, Quantity, Range, Rate, Unknown, interval
from govkit.values.interval import Interval, half_up, magnitude, rounded
from govkit.values.reading import read_quantity
from govkit.values.units import standard_units

UNITS = standard_units()
NUMBERS = st.one_of(
    st.integers(-3, 3).map(Fraction),
    st.fractions(-1000, 1000, max_denominator=12),
)
DISTANCES = st.one_of(st.integers(0, 3).map(Fraction), st.fractions(0, 9, max_denominator=12))
SAMPLES = tuple(Fraction(number, 2) for number in (-6, -2, -1, 0, 1, 2, 6))
STEPS = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 1000), Fraction(100)])


def holds(value: Interval, number: Fraction) -> bool:
    """Whether a number lies in an interval, its ends as they are."""
    if value.low is not None and (number < value.low or (number == value.low and value.open_low)):
        return False
    return value.high is None or not (
        number > value.high or (number == value.high and value.open_high)
    )


@st.composite
def points(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval with ends of every sort, and a number that lies in it."""
    number = draw(NUMBERS)
    below, above = draw(st.none() | DISTANCES), draw(st.none() | DISTANCES)
    made = Interval(
        None if below is None else number - below,
        None if above is None else number + above,
        open_low=bool(below) and draw(st.booleans()),
        open_high=bool(above) and draw(st.booleans()),
    )
    assert holds(made, number)
    return made, number


@given(points(), points())
def test_a_sum_lies_in_the_sum(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    assert holds(interval.add(left[0], right[0]), left[1] + right[1])


@given(points())
def test_turning_the_sign_turns_the_ends(point: tuple[Interval, Fraction]) -> None:
    assert holds(interval.negate(point[0]), -point[1])
    assert interval.negate(interval.negate(point[0])) == point[0]


@given(points(), points())
def test_a_product_lies_in_the_product(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    assert holds(interval.multiply(left[0], right[0]), left[1] * right[1])


@given(points(), points())
def test_a_quotient_lies_in_the_quotient(
    left: tuple[Interval, Fraction], right: tuple[Interval, Fraction]
) -> None:
    assume(right[1] != 0)
    assert holds(interval.divide(left[0], right[0]), left[1] / right[1])


@given(points(), STEPS)
def test_a_rounded_number_lies_in_the_rounded_interval(
    point: tuple[Interval, Fraction], step: Fraction
) -> None:
    assert holds(rounded(point[0], step), half_up(point[1], step))


def _small_intervals() -> Iterator[Interval]:
    """Every interval with ends among −1, 0, 1 and none, each end taken in or left out."""
    ends = (None, Fraction(-1), Fraction(0), Fraction(1))
    for low, high, open_low, open_high in product(ends, ends, (False, True), (False, True)):
        made = Interval(low, high, open_low, open_high)
        if any(holds(made, number) for number in SAMPLES):
            yield made


@pytest.mark.parametrize("operation", ["add", "multiply", "divide"])
def test_around_zero_nothing_is_lost(operation: str) -> None:
    exact = {"add": Fraction.__add__, "multiply": Fraction.__mul__, "divide": Fraction.__truediv__}
    small = [(made, [n for n in SAMPLES if holds(made, n)]) for made in _small_intervals()]
    lost = [
        (left, a, right, b)
        for (left, lefts), (right, rights) in product(small, small)
        for found in [getattr(interval, operation)(left, right)]
        for a, b in product(lefts, rights)
        if (b or operation != "divide") and not holds(found, exact[operation](a, b))
    ]
    assert lost == []


@given(NUMBERS, STEPS)
def test_rounding_is_to_the_nearest_step(number: Fraction, step: Fraction) -> None:
    found = half_up(number, step)
    assert (found / step).denominator == 1
    assert abs(found - number) <= step / 2
    assert half_up(found, step) == found
    assert half_up(-number, step) == -found


@pytest.mark.parametrize(
    ("number", "step", "found"),
    [("0.5", "1", "1"), ("1.5", "1", "2"), ("2.5", "1", "3"), ("-2.5", "1", "-3"),
     ("0.625", "0.01", "0.63"), ("0.6249", "0.01", "0.62"), ("67.75", "0.1", "67.8")],
)  # fmt: skip
def test_halves_go_up(number: str, step: str, found: str) -> None:
    assert half_up(Fraction(number), Fraction(step)) == Fraction(found)


def test_exact_numbers_stay_exact() -> None:
    third = interval.divide(interval.point(Fraction(1)), interval.point(Fraction(3)))
    assert third.exact == Fraction(1, 3)
    assert interval.multiply(third, interval.point(Fraction(3))).exact == 1
    assert interval.add(third, interval.negate(third)).exact == 0


@pytest.mark.parametrize(
    "divisor",
    [interval.point(Fraction(0)), Interval(Fraction(-1), Fraction(1)), Interval(None, Fraction(2)),
     Interval(Fraction(0), Fraction(3)), Interval()],
)  # fmt: skip
def test_nothing_is_known_of_a_division_by_what_may_be_0(divisor: Interval) -> None:
    found = interval.divide(interval.point(Fraction(6)), divisor)
    assert (found.low, found.high) == (None, None)
    assert found.unknown
    assert found.missing == ("÷0",)


def test_what_is_missing_is_carried_along_and_named_once() -> None:
    hidden, other = interval.unknown("面积"), interval.unknown("人口")
    six = interval.point(Fraction(6))
    for found in (
        interval.add(hidden, six),
        interval.multiply(six, hidden),
        interval.divide(hidden, six),
        interval.negate(hidden),
    ):
        assert found.unknown
        assert found.missing == ("面积",)
    assert interval.add(hidden, interval.add(other, hidden)).missing == ("面积", "人口")


@pytest.mark.parametrize(
    ("written", "low", "high", "open_low", "open_high"),
    [
        ("270余支", 270, 280, False, True),
        ("2亿余元", 2 * 10**8, 3 * 10**8, False, True),
        ("1485余名", 1485, 1486, False, True),
        ("6.1万余人", 61_000, 62_000, False, True),
        ("近300人", 200, 300, True, True),
        ("近60000人", 50_000, 60_000, True, True),
        ("约13万人", 120_000, 140_000, False, False),
        ("1485名", 1485, 1485, False, False),
        ("≥3人", 3, None, False, False),
        ("超过40万元", 400_000, None, True, False),
        ("不满60分", None, 60, False, True),
        ("40万元以下", None, 400_000, False, False),
        ("300—500户", 300, 500, False, False),
        ("65..<85分", 65, 85, False, True),
        ("2小时", 7200, 7200, False, False),
        ("3公顷", 30_000, 30_000, False, False),
    ],
)
def test_what_a_printed_amount_says(
    written: str, low: int | None, high: int | None, open_low: bool, open_high: bool
) -> None:
    value = read_quantity(written, UNITS)
    assert isinstance(value, Quantity | Bound | Range)
    found = interval.of_value(value, UNITS, "x")
    assert (found.low, found.high) == (low, high)
    assert (found.open_low, found.open_high) == (open_low, open_high)
    assert found.missing == ()


def test_about_reaches_as_far_as_is_said() -> None:
    about = Quantity(Fraction(200), direction="about", share=Fraction(1, 10))
    found = interval.of_value(about, UNITS, "x")
    assert (found.low, found.high) == (Fraction(180), Fraction(220))


@given(st.integers(1, 10**6), st.integers(0, 9))
def test_the_magnitude_is_the_place_of_the_last_digit_that_is_not_0(whole: int, zeros: int) -> None:
    assume(whole % 10)
    assert magnitude(Fraction(whole * 10**zeros)) == 10**zeros
    assert magnitude(Fraction(whole, 10**zeros)) == Fraction(1, 10**zeros)


def test_an_unknown_amount_names_its_figure_and_a_rate_is_per_its_period() -> None:
    assert interval.of_value(Unknown(), UNITS, "总人口").missing == ("总人口",)
    amount = Quantity(Fraction(6), "time")
    fortnightly = interval.of_value(Rate(amount, ("week",), Fraction(2)), UNITS, "x")
    weekly = interval.of_value(Rate(amount, ("week",)), UNITS, "x")
    monthly = interval.of_value(Rate(amount, ("month",)), UNITS, "x")
    assert fortnightly.exact == 3
    assert weekly.dimensions == fortnightly.dimensions != monthly.dimensions
