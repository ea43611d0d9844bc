"""A whole real district, from its folder to its model, beside a bare Lark parse of its texts."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from lark import Lark

from govkit.pipeline import compile_path
from govkit.syntax.parser import grammar_text

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.bench
BINZHOU = Path(__file__).resolve().parents[2] / "examples" / "binzhou"


def test_load_binzhou(benchmark: BenchmarkFixture) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(BINZHOU.glob("*.gov"))]
    starts = ["start", "field_alone", "head_alone"]
    bare = Lark(grammar_text(), parser="lalr", lexer="contextual", start=starts)
    assert compile_path(BINZHOU).model is not None
    times = []
    for _ in range(5):
        begin = perf_counter()
        for text in texts:
            bare.parse(text, start="start")
        times.append(perf_counter() - begin)
    benchmark.pedantic(compile_path, args=(BINZHOU,), rounds=5, iterations=1, warmup_rounds=1)
    ratio = benchmark.stats.stats.min / min(times)
    lines = sum(text.count("\n") for text in texts)
    benchmark.extra_info.update(lines=lines, ratio_to_bare_parse=round(ratio, 2))
