"""Distributions of the language: every one is read, inverted and rises with its uniform number.

The distribution functions in this file are written from their definitions; they are the other side
of the inversion that the package does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest

import govkit
from govkit.draws import Flaw, Law, Run, flaw_of, law_of, seconds_of, whole_seconds
from govkit.pipeline import compile_text
from govkit.values import Distribution, Quantity
from govkit.vocabulary.words import spellings


def read(text: str) -> Distribution:
    model = govkit.loads(f"govkit 1\n地区 甲 {{ 推演 日常 {{ 用时：{text} 假设 “试” }} }}\n")
    value = model.workloads[0].service.value
    assert isinstance(value, Distribution)
    return value


def law(text: str) -> Law:
    found = law_of(read(text))
    assert isinstance(found, Law)
    return found


def codes(text: str) -> list[str]:
    found = compile_text(f"govkit 1\n地区 甲 {{ 推演 日常 {{ 用时：{text} 假设 “试” }} }}\n")
    return [one.code for one in found.diagnostics]


def falling(x: float) -> float:
    """Of the mean 4."""
    return 1 - math.exp(-x / 4)


def triangle(x: float) -> float:
    """Of 1, 2 and 5."""
    return (x - 1) ** 2 / 4 if x < 2 else 1 - (5 - x) ** 2 / 12


# The Chinese text, the English one, the mean, the distribution function.
LAWS: dict[str, tuple[str, str, float, Callable[[float], float]]] = {
    "uniform": ("均匀(1小时，3小时)", "uniform(1 hours, 3 hours)", 2, lambda x: (x - 1) / 2),
    "exponential": ("指数(4工作小时)", "exponential(4 work_hours)", 4, falling),
    "mean": ("平均4工作小时", "mean(4 work_hours)", 4, falling),
    "triangular": (
        "三角(1小时，2小时，5小时)", "triangular(1 hours, 2 hours, 5 hours)", 8 / 3, triangle,
    ),
    "lognormal": (
        "对数正态(2小时，0.8)", "lognormal(2 hours, 0.8)", 2 * math.exp(0.32),
        lambda x: (1 + math.erf(math.log(x / 2) / 0.8 / math.sqrt(2))) / 2,
    ),
}  # fmt: skip
STEPPED = {
    "fixed": ("固定(90分钟)", "fixed(90 minutes)"),
    "empirical": (
        "经验(5小时，1小时，2小时，2小时)",
        "empirical(5 hours, 1 hours, 2 hours, 2 hours)",
    ),
}
ALL = {**{name: row[:2] for name, row in LAWS.items()}, **STEPPED}
TIGHT = [2.0**-53, 1e-12, *(n / 1000 for n in range(1, 1000)), 1 - 1e-12, 1 - 2.0**-53]


@pytest.mark.parametrize("name", ALL)
def test_both_tongues_give_one_distribution(name: str) -> None:
    zh, en = ALL[name]
    assert read(zh) == read(en)
    assert read(zh).name == name


def test_every_distribution_of_the_vocabulary_is_here() -> None:
    others = {"every", "some", "not", "sum", "max", "min", "floor", "ceiling", "length", "all",
              "any", "table", "articles_of"}  # fmt: skip
    assert set(spellings("function").values()) - others == set(ALL)


@pytest.mark.parametrize("name", LAWS)
def test_an_inverse_is_that_of_the_distribution_function(name: str) -> None:
    text, _, mean, function = LAWS[name]
    of = law(text)
    assert of.mean == pytest.approx(mean)
    for u in (0.001, 0.1, 0.25, 0.5, 0.9, 0.999):
        assert function(of.quantile(u)) == pytest.approx(u, rel=1e-9)
    steps = 20_000
    middle = math.fsum(of.quantile((n + 0.5) / steps) for n in range(steps)) / steps
    assert middle == pytest.approx(mean, rel=5e-4)


@pytest.mark.parametrize("name", ALL)
def test_every_law_rises_and_stays_finite_to_the_last_word(name: str) -> None:
    of = law(ALL[name][0])
    drawn = [of.quantile(u) for u in TIGHT]
    assert all(a <= b for a, b in pairwise(drawn))
    assert all(0 < value < math.inf for value in drawn)


def test_stepped_laws() -> None:
    fixed, seen = law(STEPPED["fixed"][0]), law(STEPPED["empirical"][0])
    assert (fixed.mean, fixed.unit, fixed.quantile(0.3)) == (90, "minute", 90)
    assert [seen.quantile(u) for u in (0.1, 0.25, 0.5, 0.74, 0.76)] == [1, 2, 2, 2, 5]
    assert seen.mean == 2.5


def test_units_of_one_sort_meet_in_the_first() -> None:
    of = law("均匀(30分钟，2小时)")
    assert (of.unit, of.parameters, of.mean) == ("minute", (30, 120), 75)
    assert law("2小时").parameters == (2,)


def test_a_bare_mean_says_that_its_shape_is_assumed() -> None:
    assert law("平均4工作小时").shape_assumed
    assert law("平均每件4工作小时") == law("平均(4工作小时)")
    assert law("平均4工作小时").name == "exponential"
    assert not law("指数(4工作小时)").shape_assumed


def test_a_longer_mean_lengthens_the_same_case() -> None:
    draws = Run.of(5).draws("日常", "网格·1", number=3)
    for name in ("指数({}小时)", "对数正态({}小时，0.8)", "平均{}工作小时"):
        short, long = law(name.format(2)), law(name.format(3))
        for count in range(200):
            u = draws.uniform("service", count)
            assert short.quantile(u) < long.quantile(u)


def test_whole_seconds_are_at_least_one_and_halves_go_up() -> None:
    assert seconds_of("work_hour") == seconds_of("natural_hour") == 3600
    assert seconds_of("work_day") is seconds_of("month") is seconds_of("yuan") is None
    hour = seconds_of("work_hour")
    assert hour is not None
    assert whole_seconds(0, hour) == whole_seconds(1e-9, hour) == 1
    assert [whole_seconds(x, 1) for x in (1.49, 1.5, 2.5, 3.4999)] == [1, 2, 3, 3]
    assert whole_seconds(0.5, Fraction(60)) == 30


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("均匀(1小时，3工作小时)", "GOV955"),
        ("经验(1小时，1工作日)", "GOV955"),
        ("对数正态(2小时，1小时)", "GOV956"),
        ("均匀(3小时，1小时)", "GOV957"),
        ("均匀(3小时，90分钟)", "GOV957"),
        ("三角(1小时，5小时，2小时)", "GOV957"),
        ("三角(3小时，2小时，5小时)", "GOV957"),
        ("指数(0小时)", "GOV958"),
        ("平均0小时", "GOV958"),
        ("对数正态(0小时，0.8)", "GOV958"),
        ("均匀(2小时，2小时)", "GOV959"),
        ("三角(2小时，2小时，2小时)", "GOV959"),
        ("对数正态(2小时，0)", "GOV959"),
        ("对数正态(2小时，80)", "GOV960"),
        ("指数(4)", "GOV316"),
        ("均匀(1，3小时)", "GOV316"),
        ("指数(4元)", "GOV331"),
        ("固定(1个月)", "GOV331"),
        ("指数(3000万小时)", "GOV457"),
        ("指数(约4小时)", "GOV327"),
        ("约4小时", "GOV327"),
        ("三角(1小时)", "GOV327"),
        ("经验()", "GOV327"),
    ],
)
def test_a_distribution_that_cannot_be_drawn_is_one_finding(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_finding_stands_at_the_parameter() -> None:
    workload = "workload { service: triangular(1 hours, 5 hours, 2 hours) assume }"
    text = f"govkit 1\ndistrict A {{ {workload} }}\n"
    (found,) = compile_text(text).diagnostics
    assert found.span is not None
    assert text[found.span.start : found.span.end] == "2 hours"


def test_equal_ends_beside_a_different_one_are_no_flaw() -> None:
    assert law("三角(1小时，1小时，5小时)").quantile(2.0**-53) >= 1
    assert law("三角(1小时，5小时，5小时)").quantile(1 - 2.0**-53) <= 5
    assert law("均匀(0小时，2小时)").mean == 1
    assert law("固定(0小时)").quantile(0.5) == 0


def test_what_no_text_can_say_is_a_flaw_too() -> None:
    """Models also come from JSON, where nobody read the parameters."""

    def of(name: str, *numbers: int, unit: str = "natural_hour") -> Flaw | None:
        return flaw_of(Distribution(name, tuple(Quantity(Fraction(n), unit) for n in numbers)))

    assert of("fixed", -1) == Flaw("negative", (0,))
    assert of("empirical", 1, -2) == Flaw("negative", (1,))
    assert of("exponential", 10**400) == Flaw("vast", (0,))
    assert of("uniform", 2, 1) == Flaw("upside_down", (0, 1))
    assert of("uniform", 2, 2) == Flaw("no_spread", (0, 1))
    assert of("uniform", 1, 2) is None
    for wrong in (of("fixed"), of("empirical"), of("triangular", 1, 2), of("weibull", 1, 2)):
        assert wrong == Flaw("parameters", ())
