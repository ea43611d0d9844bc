"""How fast a text becomes a model, beside a bare Lark parse of the same text in the same run.

The bare parse uses the same grammar with Lark's contextual lexer and plain trees, without
positions. Figures stand in `extra_info`: lines per second, the ratio of a whole load to the bare
parse, and the growth from 2,000 to 20,000 lines. Nothing here asserts a time.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from lark import Lark
from scaled import guangming

from govkit.pipeline import compile_text
from govkit.syntax.parser import grammar_text

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.bench
ROUNDS = 5


def _best(action: object, *arguments: object) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        action(*arguments)  # type: ignore[operator]
        times.append(perf_counter() - begin)
    return min(times)


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


@pytest.mark.parametrize("lines", [2_000, 20_000])
def test_load(benchmark: BenchmarkFixture, bare: Lark, lines: int) -> None:
    text = guangming(lines)
    compiled = compile_text(text)
    assert compiled.model is not None, [(d.code, str(d.span)) for d in compiled.errors[:5]]
    parse = _best(lambda: bare.parse(text, start="start"))
    benchmark.pedantic(compile_text, args=(text,), rounds=ROUNDS, iterations=1, warmup_rounds=1)
    load = benchmark.stats.stats.min
    real_lines = text.count("\n")
    benchmark.extra_info.update(
        lines=real_lines,
        lines_per_second=round(real_lines / load),
        ratio_to_bare_parse=round(load / parse, 2),
    )


def test_growth(benchmark: BenchmarkFixture) -> None:
    short, long = guangming(2_000), guangming(20_000)
    compile_text(short)
    small = _best(compile_text, short)
    benchmark.pedantic(compile_text, args=(long,), rounds=ROUNDS, iterations=1)
    growth = benchmark.stats.stats.min / small
    benchmark.extra_info.update(
        growth=round(growth, 2), lines=round(long.count("\n") / short.count("\n"), 2)
    )
