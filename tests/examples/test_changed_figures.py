"""A figure that anything uses cannot be changed in silence; figures that nothing uses are listed.

Each exact figure of each example is changed by itself, and the whole model is checked again. Either
a finding comes, goes or says something else, or the figure stands in `unused.txt` beside the model.
That list is exact in both directions.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from govkit.checks import structure
from govkit.pipeline import Compiled, compile_path
from govkit.values import Bound, Quantity, Range, Rate

from .conftest import DISTRICTS, ROOT

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNTING = (Quantity, Bound, Range, Rate)


def answers(compiled: Compiled) -> set[tuple[object, ...]]:
    """What a model's findings say, without their places."""
    return {
        (d.code, tuple(sorted((key, repr(value)) for key, value in d.args.items())))
        for d in compiled.diagnostics
    }


def figures(compiled: Compiled) -> Iterator[str]:
    """The paths of all statements that print a figure."""
    assert compiled.model is not None
    for path, entity in structure.entities(compiled.model):
        if path.startswith(("scenario:", "workload:", "source:", "check:")):
            continue
        for field, stated in structure.statements(entity):
            if isinstance(stated.value, _COUNTING):
                yield path if path.startswith("figure:") else f"{path}.{field}"


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_changed_figure_is_noticed_or_listed(district: str, tmp_path: Path) -> None:
    folder = tmp_path / district
    shutil.copytree(ROOT / district, folder, ignore=shutil.ignore_patterns("english"))
    first = compile_path(folder)
    before = answers(first)
    silent = set()
    for path in sorted(set(figures(first))):
        span = first.places[path]
        number = _NUMBER.search(span.text, span.text.find("：") + 1)
        if number is None:
            continue
        file = Path(span.source.name)
        text = file.read_text(encoding="utf-8")
        at = span.start + number.start()
        changed = str(int(number.group().replace(",", "").partition(".")[0]) * 3 + 7)
        file.write_text(text[:at] + changed + text[at + len(number.group()) :], encoding="utf-8")
        if answers(compile_path(folder)) == before:
            silent.add(path)
        file.write_text(text, encoding="utf-8")
    listed = (ROOT / district / "unused.txt").read_text(encoding="utf-8").splitlines()
    assert silent == {line for line in listed if line and not line.startswith("#")}
