"""Checks of figures: what the author's formulas give against what the source prints.

Every check line gives one `Verdict`: agrees, differs, possible (it depends on an approximate
figure) or undecidable (a figure is unknown, and is named). Where figures carry other readings the
check is done under every combination of them, and all answers are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from govkit.checks.deciding import deciding
from govkit.checks.environment import ModelEnvironment
from govkit.checks.finding import Check, Finding
from govkit.checks.readings import Readings
from govkit.checks.strays import strays
from govkit.checks.unlike import unlike_words
from govkit.checks.wording import asked, length, told, written
from govkit.diagnostics import Both
from govkit.model.governance import Governance
from govkit.model.lines import CheckLine
from govkit.values import Constant, Infix, Quantity
from govkit.values.evaluate import BudgetSpent, Evaluator, Truth, UnlikeUnits
from govkit.values.interval import Interval, precision
from govkit.values.units import Lang

Answer = Literal["agrees", "differs", "possible", "undecidable"]
_ANSWERS: dict[Truth, Answer] = {
    "true": "agrees",
    "false": "differs",
    "possible": "possible",
    "unknown": "undecidable",
}
Problem = Literal["", "units", "budget"]
_TURNED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}  # read from the other side
TONGUES: tuple[Lang, Lang] = ("zh", "en")
_CODES = {"differs": "GOV601", "possible": "GOV602", "undecidable": "GOV603"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of one check line.

    `computed` is the side that was worked out, `printed` the figure it is compared with (None where
    both sides are worked out), `step` the precision of the comparison, `missing` the figures that
    are unknown, `others` the answers under every other combination of readings of the doubtful
    figures it uses, each once; `bounded`: there were too many, and bounds were used instead.
    `other_side` is what `computed` was compared with; `strays` are unit and name without a way,
    `unlike` two sides whose units do not go together.
    """

    name: str
    answer: Answer
    computed: Interval | None
    printed: Quantity | None
    operator: str
    step: Fraction
    missing: tuple[str, ...] = ()
    others: tuple[Answer, ...] = ()
    bounded: bool = False
    problem: Problem = ""
    other_side: Interval | None = None
    strays: tuple[tuple[str, str], ...] = ()
    unlike: tuple[Interval, ...] = ()


def judged(model: Governance) -> tuple[tuple[CheckLine, Verdict], ...]:
    """The check lines that have not ended, each with its answer, in the order of the text."""
    lines = (line for line in model.checks if line.until is None)
    return tuple(zip(lines, verdicts(model), strict=True))


def verdicts(model: Governance) -> tuple[Verdict, ...]:
    """The answers of all check lines without an end, in the order of the text."""
    readings = Readings(model)
    known: dict[int, ModelEnvironment] = {}
    return tuple(
        _verdict(number, line, readings, known)
        for number, line in enumerate(model.checks)
        if line.until is None
    )


def _verdict(
    number: int, line: CheckLine, readings: Readings, known: dict[int, ModelEnvironment]
) -> Verdict:
    """The answer under each combination of readings; derived figures are shared between lines."""

    def ask(model: Governance) -> Verdict:
        here = known.setdefault(id(model), ModelEnvironment(model))
        return _answer(replace(here, strays=[]), model.checks[number])

    tried = readings.tried(ask, about=f"check:{line.name}")
    others = dict.fromkeys(verdict.answer for _, verdict in tried.others)
    return replace(tried.first, others=tuple(others), bounded=tried.bounded)


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
    problem: Problem = ""
    unlike: tuple[Interval, ...] = ()
    truth: Truth = "unknown"
    try:
        truth = evaluator.truth(holds)
    except UnlikeUnits as error:
        problem, unlike = "units", (error.left, error.right)
    except (BudgetSpent, RecursionError):  # too many steps, or too many inside each other
        problem = "budget"
    computed = None
    missing: tuple[str, ...] = ()
    other_side = None
    if evaluator.compared:
        last = evaluator.compared[-1]
        told = deciding(environment, holds) if truth != "true" and not problem else []
        if len(evaluator.compared) > 1 and told:
            last, operator = told[0], told[0].operator
        step, operator = precision(last.left, last.right), operator or last.operator
        turned = isinstance(holds, Infix) and isinstance(holds.left, Constant)
        computed, other_side = (last.right, last.left) if turned else (last.left, last.right)
        if turned:
            operator = _TURNED.get(operator, operator)
        missing = tuple(
            name for one in evaluator.compared for side in (one.left, one.right)
            for name in side.missing
        )  # fmt: skip
    return Verdict(
        line.name, _ANSWERS[truth], computed, printed, operator, step,
        tuple(dict.fromkeys(missing)), (), False, problem, other_side,
        tuple(environment.strays), unlike,
    )  # fmt: skip


def check_figures(model: Governance) -> Iterator[Finding]:
    """GOV601 differs, GOV602 possible, GOV603 undecidable, GOV605 unlike units, GOV606 too long.

    GOV608: `every` counts what no statement leads to. GOV456: bounds in place of readings.
    """
    for verdict in verdicts(model):
        path = f"check:{verdict.name}"
        if verdict.problem == "units":
            yield Finding("GOV605", path, {"name": verdict.name, **unlike_words(*verdict.unlike)})
            continue
        if verdict.problem:
            yield Finding("GOV606", path, {"name": verdict.name})
            continue
        if verdict.strays:
            yield from strays(model, path, verdict.name, verdict.strays)
            continue
        code = code_of(verdict)
        if verdict.bounded:
            yield Finding("GOV456", path, {"name": verdict.name})
        if code is not None:
            yield Finding(code, path, _args(verdict))


def code_of(verdict: Verdict) -> str | None:
    """The code of what is found; None where the line agrees under every reading."""
    if verdict.answer == "agrees" and set(verdict.others) - {"agrees"}:
        return _CODES["possible"]
    return _CODES.get(verdict.answer)


def _args(verdict: Verdict) -> dict[str, str | Both]:
    return {
        "name": verdict.name,
        "computed": told(verdict.computed),
        "printed": asked(verdict.operator, _against(verdict)),
        "step": _precision(verdict),
        "missing": Both.listed(verdict.missing),
    }


def _precision(verdict: Verdict) -> str | Both:
    """To what the two sides are compared: a figure, or a length of time."""
    if not verdict.step:
        return "1"
    dimensions = verdict.computed.dimensions if verdict.computed is not None else ()
    zh, en = (length(verdict.step, dimensions, lang) for lang in TONGUES)
    return zh if zh == en else Both(zh, en)


def _against(verdict: Verdict) -> Both:
    """The printed figure, or what the other side came to."""
    return written(verdict.printed) if verdict.printed is not None else told(verdict.other_side)


CHECKS: tuple[Check, ...] = (check_figures,)
