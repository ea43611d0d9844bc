"""Texts for every kind of the language: good ones compile, bad ones are refused line by line.

The folders `<kind>/good` and `<kind>/bad` enter, one text each test. A line that has to be refused
ends with `# ×` and the codes of its errors; no other line of the file may give one.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from govkit.diagnostics.plain import render
from govkit.pipeline import compile_path

HERE = Path(__file__).parent
_MARK = re.compile(r"# ×((?: GOV\d{3})+)$")


def _texts(verdict: str) -> list[object]:
    found = sorted(HERE.glob(f"*/{verdict}/*.gov"))
    return [pytest.param(path, id=f"{path.parts[-3]}/{path.stem}") for path in found]


def _marked(path: Path) -> Counter[tuple[int, str]]:
    """Line and code of every error the text says it has."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return Counter(
        (number, code)
        for number, line in lines
        if (mark := _MARK.search(line))
        for code in mark[1].split()
    )


@pytest.mark.parametrize("path", _texts("good"))
def test_a_good_text_compiles_without_errors_or_warnings(path: Path) -> None:
    compiled = compile_path(path)
    told = [render(d, "en") for d in compiled.diagnostics if d.severity != "info"]
    assert told == []
    assert compiled.model is not None
    assert "# ×" not in path.read_text(encoding="utf-8"), "a good text marks no line"


@pytest.mark.parametrize("path", _texts("bad"))
def test_a_bad_text_is_refused_on_exactly_the_marked_lines(path: Path) -> None:
    compiled = compile_path(path)
    marked = _marked(path)
    found = Counter((d.span.line, d.code) for d in compiled.errors if d.span is not None)
    assert found == marked
    assert compiled.model is None
    assert path.read_text(encoding="utf-8").count("# ×") == len({line for line, _ in marked})
