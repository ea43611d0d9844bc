"""Checks of figures: what the author's formulas give against what the source prints.

Every check line gives one `Verdict`: agrees, differs, possible (it depends on an approximate
figure) or undecidable (a figure is unknown, and is named). Where a figure carries a second reading
the check is done both ways, and both answers are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Finding
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.lines import CheckLine
from govkit.values import Constant, Infix, Quantity
from govkit.values.evaluate import BudgetSpent, Evaluator, Truth, UnlikeUnits
from govkit.values.interval import Interval, half_up
from govkit.values.writing import write

Answer = Literal["agrees", "differs", "possible", "undecidable"]
_ANSWERS: dict[Truth, Answer] = {
    "true": "agrees",
    "false": "differs",
    "possible": "possible",
    "unknown": "undecidable",
}
_CODES = {"differs": "GOV601", "possible": "GOV602", "undecidable": "GOV603"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of one check line.

    `computed` is the side that was worked out, `printed` the figure it is compared with (None where
    both sides are worked out), `step` the precision of the comparison, `missing` the figures that
    are unknown, `other` the answer under the second reading of the doubtful figures it uses.
    """

    name: str
    answer: Answer
    computed: Interval | None
    printed: Quantity | None
    operator: str
    step: Fraction
    missing: tuple[str, ...] = ()
    other: Answer | None = None
    problem: Literal["", "units", "budget"] = ""


def verdicts(model: Governance) -> tuple[Verdict, ...]:
    """The answers of all check lines without an end, in the order of the text."""
    first, second = ModelEnvironment(model), ModelEnvironment(model, True)
    return tuple(_verdict(line, first, second) for line in model.checks if line.until is None)


def _verdict(line: CheckLine, known: ModelEnvironment, other: ModelEnvironment) -> Verdict:
    """The answer under both readings; derived figures are shared between the lines."""
    environment = replace(known, doubts=[])
    first = _answer(environment, line)
    if not environment.doubts:
        return first
    second = _answer(replace(other, doubts=[]), line)
    return Verdict(
        first.name, first.answer, first.computed, first.printed, first.operator, first.step,
        first.missing, second.answer, first.problem,
    )  # fmt: skip


def _answer(environment: ModelEnvironment, line: CheckLine) -> Verdict:
    evaluator = Evaluator(environment)
    holds = line.holds
    printed, operator, step = None, "", Fraction(0)
    if isinstance(holds, Infix):
        operator = holds.operator
        for side in (holds.right, holds.left):
            if isinstance(side, Constant) and isinstance(side.value, Quantity):
                printed = side.value
                break
    problem: Literal["", "units", "budget"] = ""
    truth: Truth = "unknown"
    try:
        truth = evaluator.truth(holds)
    except UnlikeUnits:
        problem = "units"
    except (BudgetSpent, RecursionError):  # too many steps, or too many inside each other
        problem = "budget"
    computed = None
    missing: tuple[str, ...] = ()
    if evaluator.compared:
        left, right = evaluator.compared[-1]
        step = max(left.step, right.step)
        printed_left = isinstance(holds, Infix) and isinstance(holds.left, Constant)
        computed = right if printed_left else left
        missing = tuple(
            name for pair in evaluator.compared for side in pair for name in side.missing
        )
    return Verdict(
        line.name, _ANSWERS[truth], computed, printed, operator, step,
        tuple(dict.fromkeys(missing)), None, problem,
    )  # fmt: skip


def check_figures(model: Governance) -> Iterator[Finding]:
    """GOV601 differs, GOV602 possible, GOV603 undecidable, GOV605 unlike units, GOV606 too long."""
    for verdict in verdicts(model):
        path = f"check:{verdict.name}"
        if verdict.problem:
            yield Finding("GOV605" if verdict.problem == "units" else "GOV606", path,
                          {"name": verdict.name})  # fmt: skip
            continue
        code = _CODES.get(verdict.answer)
        if code is None and verdict.other not in (None, "agrees"):
            code = "GOV602"
        if code is not None:
            yield Finding(code, path, _args(verdict))


def _args(verdict: Verdict) -> dict[str, str | Both]:
    computed = shown(verdict.computed)
    return {
        "name": verdict.name,
        "computed": computed,
        "printed": Both(_printed(verdict, "zh"), _printed(verdict, "en")),
        "step": plain(verdict.step) if verdict.step else "1",
        "missing": Both("、".join(verdict.missing), ", ".join(verdict.missing)),
    }


def _printed(verdict: Verdict, lang: Literal["zh", "en"]) -> str:
    if verdict.printed is None:
        return "算式另一边" if lang == "zh" else "the other side"
    return f"{verdict.operator} {write(verdict.printed, lang, str)}"


def shown(value: Interval | None) -> str:
    """An interval for people: `3.125`, `81.6667 ≤ x < 83.3333`, `≥ 810`, `?`."""
    if value is None or (value.low is None and value.high is None):
        return "?"
    if value.exact is not None:
        return plain(value.exact)
    if value.high is None and value.low is not None:
        return f"{'>' if value.open_low else '≥'} {plain(value.low)}"
    if value.low is None and value.high is not None:
        return f"{'<' if value.open_high else '≤'} {plain(value.high)}"
    assert value.low is not None and value.high is not None
    below, above = "<" if value.open_low else "≤", "<" if value.open_high else "≤"
    return f"{plain(value.low)} {below} x {above} {plain(value.high)}"


def plain(number: Fraction) -> str:
    """A number with at most four decimals, the last one rounded half up."""
    if number.denominator == 1:
        return str(number.numerator)
    scaled = half_up(abs(number), Fraction(1, 10_000)) * 10_000
    whole = scaled.numerator
    digits = f"{whole // 10_000}.{whole % 10_000:04d}".rstrip("0").rstrip(".")
    return f"{'-' if number < 0 and whole else ''}{digits}"
