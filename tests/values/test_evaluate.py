"""The evaluator: numbers, comparisons and truths of trees, in an environment of a few figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.values import Call, Constant, Each, Infix, Name, Quantity, Unknown, interval
from govkit.values.evaluate import BUDGET, BudgetSpent, Evaluator, Truth, UnlikeUnits, compare
from govkit.values.expression import Expression, Operator
from govkit.values.interval import Interval
from govkit.values.units import Units, standard_units

TRUTHS: tuple[Truth, ...] = ("true", "false", "possible", "unknown")


@dataclass
class Figures:
    """Names are figures; `inside` looks at one unit of everything called `unit`."""

    known: dict[str, Interval] = field(default_factory=dict)
    events: dict[str, Truth] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    units: Units = field(default_factory=standard_units)

    def number(self, ref: str, field: str) -> Interval:
        return self.known.get(ref, interval.unknown(ref))

    def word(self, ref: str) -> str | None:
        return self.words.get(ref)

    def event(self, name: str) -> Truth:
        return self.events.get(name, "unknown")

    def mode(self, name: str) -> Truth:
        return self.events.get(name, "unknown")

    def settles(self, comparison: Infix) -> Truth | None:
        return None

    def inside(self, each: Each) -> tuple[Figures, ...]:
        return (self,) if each.over == "unit" else ()


def of(number: int | str, unit: str = "", step: str = "1") -> Constant:
    return Constant(Quantity(Fraction(number), unit, Fraction(step)))


def said(truth: Truth) -> Expression:
    """An expression with this truth in `ENVIRONMENT`."""
    return Name(f"event:{truth}")


ENVIRONMENT = Figures(
    {"lower": Interval(Fraction(1), Fraction(3)), "upper": Interval(Fraction(3), Fraction(5))},
    {truth: truth for truth in TRUTHS},
    {"attribute:size": "small"},
)


def truth(expression: Expression) -> Truth:
    return Evaluator(ENVIRONMENT).truth(expression)


def number(expression: Expression) -> Interval:
    return Evaluator(ENVIRONMENT).number(expression)


@given(st.fractions(-50, 50), st.fractions(-50, 50))
def test_exact_numbers_compare_like_numbers(left: Fraction, right: Fraction) -> None:
    a, b = interval.point(left), interval.point(right)
    expected = {
        "<": left < right, "≤": left <= right, ">": left > right, "≥": left >= right,
        "=": left == right, "≠": left != right,
    }  # fmt: skip
    none = Fraction(0)
    assert {op: compare(a, b, op, none) == "true" for op in expected} == expected
    assert {op: compare(a, b, op, none) == "false" for op in expected} == {
        op: not answer for op, answer in expected.items()
    }


@given(st.tuples(*[st.integers(-4, 4)] * 4), st.sampled_from("<≤>≥=≠"))
def test_a_comparison_is_sure_only_if_all_numbers_agree(
    ends: tuple[int, int, int, int], operator: str
) -> None:
    left, right = sorted(ends[:2]), sorted(ends[2:])
    answers = {
        compare(interval.point(Fraction(a)), interval.point(Fraction(b)), operator, Fraction(0))
        for a in range(left[0], left[1] + 1)
        for b in range(right[0], right[1] + 1)
    }
    found = compare(
        Interval(Fraction(left[0]), Fraction(left[1])),
        Interval(Fraction(right[0]), Fraction(right[1])),
        operator,
        Fraction(0),
    )
    if found in ("true", "false"):
        assert answers == {found}
    else:
        assert found == "possible"
        assert len(answers) == 2


def test_an_end_that_is_left_out_decides() -> None:
    below, three = Interval(Fraction(1), Fraction(3), open_high=True), interval.point(Fraction(3))
    none = Fraction(0)
    assert compare(below, three, "<", none) == "true"
    assert compare(below, three, "≥", none) == "false"
    assert compare(below, three, "=", none) == "false"
    closed = Interval(Fraction(1), Fraction(3))
    assert compare(closed, three, "<", none) == "possible"
    assert compare(closed, three, "≤", none) == "true"


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_joined_truths(left: Truth, right: Truth) -> None:
    both = truth(Infix("and", said(left), said(right)))
    either = truth(Infix("or", said(left), said(right)))
    pair = {left, right}
    assert (both == "false") == ("false" in pair)
    assert (both == "true") == (pair == {"true"})
    assert (either == "true") == ("true" in pair)
    assert (either == "false") == (pair == {"false"})
    if pair == {"possible", "unknown"}:
        assert (both, either) == ("unknown", "possible")
    assert truth(Call("all", (said(left), said(right)))) == both
    assert truth(Call("any", (said(left), said(right)))) == either


def test_not_turns_what_is_sure_and_nothing_else() -> None:
    turned = {t: truth(Call("not", (said(t),))) for t in TRUTHS}
    assert turned == {
        "true": "false",
        "false": "true",
        "possible": "possible",
        "unknown": "unknown",
    }


@pytest.mark.parametrize("function", ["not", "all", "any", "sum"])
def test_a_function_of_nothing_is_unknown(function: str) -> None:
    assert truth(Call(function, ())) == "unknown"
    assert number(Call(function, ())).unknown


@pytest.mark.parametrize("where", TRUTHS)
@pytest.mark.parametrize("inner", TRUTHS)
def test_every_and_some_ask_only_where_the_condition_holds(where: Truth, inner: Truth) -> None:
    every = truth(Each("every", "x", "unit", said(where), said(inner)))
    some = truth(Each("some", "x", "unit", said(where), said(inner)))
    assert (every == "true") == (where == "false" or inner == "true")
    assert (every == "false") == (where == "true" and inner == "false")
    assert (some == "true") == (where == "true" and inner == "true")
    assert (some == "false") == (where == "false" or inner == "false")


def test_every_over_what_has_no_units_is_unknown() -> None:
    assert truth(Each("every", "x", "nothing", None, said("true"))) == "unknown"


@pytest.mark.parametrize(("function", "low", "high"), [("sum", 4, 8), ("max", 3, 5), ("min", 1, 3)])
def test_functions_of_intervals(function: str, low: int, high: int) -> None:
    found = number(Call(function, (Name("lower"), Name("upper"))))
    assert found == Interval(Fraction(low), Fraction(high))
    spoilt = number(Call(function, (Name("lower"), Name("hidden"))))
    assert spoilt.missing == ("hidden",)


def test_whole_numbers() -> None:
    half = Infix("/", of(150), of(48))
    assert number(Call("floor", (half,))).exact == 3
    assert number(Call("ceiling", (half,))).exact == 4
    assert number(Call("ceiling", (of(4),))).exact == 4
    below_zero = Infix("-", of(0), half)
    assert number(Call("floor", (below_zero,))).exact == -4
    assert number(Call("ceiling", (below_zero,))).exact == -3


@pytest.mark.parametrize(
    ("operator", "fits"),
    [("+", False), ("-", False), ("<", False), ("=", False), ("*", True), ("/", True)],
)
def test_unlike_units_are_neither_added_nor_compared(operator: Operator, fits: bool) -> None:
    mixed = Infix(operator, of(3, "yuan"), of(4, "hectare"))
    if fits:
        assert number(mixed).dimensions
    else:
        with pytest.raises(UnlikeUnits):
            truth(mixed) if operator in "<=" else number(mixed)


def test_unlike_units_are_not_ranked() -> None:
    for function in ("max", "min", "sum"):
        with pytest.raises(UnlikeUnits):
            number(Call(function, (of(3, "yuan"), of(4, "hectare"))))


def test_units_of_one_dimension_are_converted_and_cancel() -> None:
    assert truth(Infix("=", of(24, "natural_hour"), of(1, "natural_day"))) == "true"
    assert truth(Infix("=", of(1, "hectare"), of(15, "mu"))) == "true"
    share = Infix("/", of(3, "yuan"), of(4, "yuan"))
    assert number(share).dimensions == ()
    assert truth(Infix("<", share, of(1))) == "true"
    assert truth(Infix(">", of(3, "yuan"), of(0))) == "true", "a bare 0 fits everything"
    assert truth(Infix("=", of(6, "person"), of(6, "piece"))) == "true", "things are counted"


def test_equality_is_judged_at_the_precision_printed() -> None:
    share = Infix("/", of(895), of(1321))
    for printed, step, answer in (
        ("0.678", "0.001", "true"), ("0.677", "0.001", "false"), ("0.68", "0.01", "true"),
        ("0.7", "0.1", "true"), ("1", "1", "true"), ("0.6775", "0.0001", "true"),
    ):  # fmt: skip
        figure = of(printed, "", step)
        assert truth(Infix("=", share, figure)) == answer, printed
        assert truth(Infix("=", figure, share)) == answer, "whichever side it stands on"


def test_grades_are_compared_as_words() -> None:
    size = Name("attribute:size")
    assert truth(Infix("=", size, Constant("small"))) == "true"
    assert truth(Infix("=", size, Constant("big"))) == "false"
    assert truth(Infix("≠", size, Constant("big"))) == "true"
    assert truth(Infix("<", size, Constant("big"))) == "unknown"


def test_an_unknown_figure_makes_a_comparison_unknown() -> None:
    for operator in ("=", "<", "≠", "≥"):
        assert truth(Infix(operator, Name("hidden"), of(3))) == "unknown"
        assert truth(Infix(operator, Constant(Unknown()), of(3))) == "unknown"


def test_every_step_counts_against_the_budget() -> None:
    expression: Expression = of(1)
    for _ in range(9):
        expression = Infix("+", expression, of(1))
    few = Evaluator(ENVIRONMENT, steps=19)
    assert few.number(expression).exact == 10
    assert few.steps == 0
    with pytest.raises(BudgetSpent):
        Evaluator(ENVIRONMENT, steps=18).number(expression)
    with pytest.raises(BudgetSpent):
        Evaluator(ENVIRONMENT).number(Call("sum", (of(1),) * BUDGET))


def test_the_budget_holds_inside_every() -> None:
    inner = Call("all", (said("true"),) * 50)
    evaluator = Evaluator(ENVIRONMENT, steps=200)
    evaluator.truth(Each("every", "x", "unit", said("true"), inner))
    assert evaluator.steps < 150
    with pytest.raises(BudgetSpent):
        Evaluator(ENVIRONMENT, steps=40).truth(Each("every", "x", "unit", None, inner))


def test_numbers_do_not_grow_without_end() -> None:
    square: Expression = of(10**39)
    with pytest.raises(BudgetSpent):
        for _ in range(12):
            square = Constant(Quantity(number(Infix("*", square, square)).exact or Fraction(0)))
