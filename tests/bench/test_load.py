"""How fast a text becomes a model, beside a bare Lark parse of the same text in the same run.

The bare parse uses the same grammar with Lark's contextual lexer and plain trees, without
positions. Figures are printed and stand in `extra_info`: lines per second, the ratio of a whole
load to the bare parse, the share of the checks in the load, and the growth from 2,000 to 20,000
lines. All are processor time, turn by turn, so that a slow minute of the machine touches each.
Nothing here asserts a time.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TYPE_CHECKING

import pytest
from lark import Lark
from scaled import guangming

from govkit.checks import run_checks
from govkit.pipeline import compile_text
from govkit.syntax.parser import grammar_text

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.bench
ROUNDS = 5


def _bests(*actions: Callable[[], object]) -> list[float]:
    """The least processor time of each, all done turn by turn."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for action, taken in zip(actions, times, strict=True):
            begin = process_time()
            action()
            taken.append(process_time() - begin)
    return [min(taken) for taken in times]


@pytest.fixture(scope="module")
def bare() -> Lark:
    """Lark alone: contextual LALR, plain tree, no propagated positions."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        start=["start", "field_alone", "head_alone"],
        maybe_placeholders=False,
        propagate_positions=False,
    )


@pytest.mark.parametrize("lines", [2_000, pytest.param(20_000, marks=pytest.mark.nightly)])
def test_load(
    benchmark: BenchmarkFixture, bare: Lark, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    text = guangming(lines)
    compiled = compile_text(text)
    model, places = compiled.model, dict(compiled.places)
    assert model is not None, [(d.code, str(d.span)) for d in compiled.errors[:5]]
    parse, whole, checks = _bests(
        lambda: bare.parse(text, start="start"),
        lambda: compile_text(text),
        lambda: run_checks(model, places),
    )
    benchmark.pedantic(compile_text, args=(text,), rounds=ROUNDS, iterations=1)
    real_lines = text.count("\n")
    benchmark.extra_info.update(
        lines=real_lines,
        lines_per_second=round(real_lines / whole),
        ratio_to_bare_parse=round(whole / parse, 2),
        share_of_checks=round(checks / whole, 2),
    )
    with capsys.disabled():
        print(
            f"\n{real_lines:,} lines: {real_lines / whole:,.0f} lines per second, whole load "
            f"{whole / parse:.2f} x a bare parse, checks {checks / whole:.0%} of it"
        )


@pytest.mark.nightly
def test_growth(benchmark: BenchmarkFixture) -> None:
    short, long = guangming(2_000), guangming(20_000)
    compile_text(short)
    small, large = _bests(lambda: compile_text(short), lambda: compile_text(long))
    benchmark.pedantic(compile_text, args=(long,), rounds=1, iterations=1)
    growth = large / small
    benchmark.extra_info.update(
        growth=round(growth, 2), lines=round(long.count("\n") / short.count("\n"), 2)
    )
