"""A figure that anything uses cannot be changed in silence; figures that nothing uses are listed.

Each exact figure of each example is changed by itself, and the whole model is checked again. Either
a finding comes, goes or says something else, and points at a statement that has to do with that
figure, or the figure stands in `unused.txt` beside the model (one list for the whole gallery). That
list is exact in both directions.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from govkit.checks import statements
from govkit.diagnostics import Diagnostic
from govkit.model.governance import Governance
from govkit.model.references import refs_of
from govkit.pipeline import Compiled, compile_path
from govkit.values import Bound, Quantity, Range, Rate
from tests.drawn import DAY
from tests.engine.play import SHARE

from .conftest import DISTRICTS, ROOT

BY_NIGHT = {"binzhou", "haolinju", "qixian", "quanyu"}  # one district is tried by day
FOLDERS = [
    *(pytest.param(name, marks=pytest.mark.nightly) if name in BY_NIGHT else name
      for name in DISTRICTS),
    "assessment", "refinement", "tables",
]  # fmt: skip
# Not those that build upon another one: the rules are that one's, and what a year's own numbers
# change is tried in `tests/simulation`.
GALLERY = sorted(
    file.stem for file in (ROOT / "gallery").glob("*.gov")
    if not re.search(r"extends:|上位文件：", file.read_text("utf-8"))
)  # fmt: skip

# A third of the small models by day, drawn from the date; all by night.
_OF_THE_DAY = Random(f"{DAY}/changed figures").sample(GALLERY, len(GALLERY))[::SHARE]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COLON = re.compile("[：:]")
_COUNTING = (Quantity, Bound, Range, Rate)

# Figures whose finding points elsewhere, each with the reason.
ELSEWHERE: dict[tuple[str, str], str] = {}

Said = tuple[object, ...]


def said(finding: Diagnostic) -> Said:
    """What a finding says, without its place."""
    args = sorted((key, repr(value)) for key, value in finding.args.items())
    return (finding.code, *args)


def figures(compiled: Compiled) -> Iterator[str]:
    """The paths of all statements that print a figure."""
    assert compiled.model is not None
    for path, entity in statements.entities(compiled.model):
        if path.startswith(("scenario:", "workload:", "source:", "check:")):
            continue
        for field, stated in statements.statements(entity):
            if isinstance(stated.value, _COUNTING):
                yield path if path.startswith("figure:") else f"{path}.{field}"


def used_by(model: Governance) -> dict[str, set[str]]:
    """Path of each statement → the objects whose figures it uses, derived figures looked through.

    A unit (`网格·61`) and the levels below another in the tree stand for their levels.
    """
    used: dict[str, set[str]] = {}
    for path, entity in statements.entities(model):
        own = {f"{path}.{field}": stated for field, stated in statements.statements(entity)}
        if path.startswith("check:"):
            used[path] = set(refs_of(getattr(entity, "holds", None)))
        for at, stated in own.items():
            used[path if path.startswith("figure:") else at] = set(refs_of(stated))
    for refs in used.values():
        waiting = list(refs)
        while waiting:
            ref = waiting.pop()
            kind, _, name = ref.partition(":")
            more = {f"level:{name.partition('·')[0]}"} if kind == "unit" else set()
            for path, inner in used.items():
                if path == ref or path.startswith((f"{ref}.count", f"{ref}.kind_of")):
                    more |= inner
            waiting += more - refs
            refs |= more
    return used


def points_at(findings: list[Diagnostic], changed: str, first: Compiled) -> bool:
    """Whether one of some findings has a place that states, or uses, the figure at a path."""
    assert first.model is not None
    used = used_by(first.model)
    owner = changed.rpartition(".")[0] or changed
    lines: dict[tuple[str, int], set[str]] = {}
    for path, span in first.places.items():
        lines.setdefault((span.source.name, span.line), set()).add(path)
    for finding in findings:
        spans = [finding.span, *(label.span for label in finding.labels)]
        for span in spans:
            for path in lines.get((span.source.name, span.line), ()) if span is not None else ():
                if path in (changed, owner) or path.startswith(f"{owner}."):
                    return True
                if owner in used.get(path, ()):
                    return True
    return False


def changed(model: Path) -> tuple[set[str], set[str]]:
    """The figures of a model whose change is silent, and those whose finding points elsewhere."""
    first = compile_path(model)
    before = {said(finding): finding for finding in first.diagnostics}
    silent, elsewhere = set(), set()
    for path in sorted(set(figures(first))):
        span = first.places[path]
        colon = _COLON.search(span.text)  # a row of a table has none
        number = _NUMBER.search(span.text, colon.end() if colon else 0)
        if number is None:
            continue
        file, text = Path(span.source.name), span.source.text
        kept = file.read_bytes()
        at = span.start + number.start()
        other = str(int(number.group().replace(",", "").partition(".")[0]) * 3 + 7)
        file.write_text(text[:at] + other + text[at + len(number.group()) :], encoding="utf-8")
        after = {said(finding): finding for finding in compile_path(model).diagnostics}
        file.write_bytes(kept)
        if after.keys() == before.keys():
            silent.add(path)
            continue
        new = [finding for key, finding in after.items() if key not in before]
        gone = [finding for key, finding in before.items() if key not in after]
        if not points_at(new or gone, path, first):
            elsewhere.add(path)
    return silent, elsewhere


def listed(folder: Path) -> set[str]:
    """The lines of the list of figures that nothing uses."""
    lines = (folder / "unused.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


@pytest.mark.parametrize("example", FOLDERS)
def test_a_changed_figure_is_noticed_where_it_matters_or_listed(
    example: str, tmp_path: Path
) -> None:
    folder = tmp_path / example
    shutil.copytree(ROOT / example, folder, ignore=shutil.ignore_patterns("english"))
    silent, elsewhere = changed(folder)
    assert silent == listed(ROOT / example)
    assert {(example, path) for path in elsewhere} == {r for r in ELSEWHERE if r[0] == example}


@pytest.mark.parametrize(
    "model",
    [one if one in _OF_THE_DAY else pytest.param(one, marks=pytest.mark.nightly)
     for one in GALLERY],
)  # fmt: skip
def test_a_changed_figure_of_a_small_model_is_noticed_or_listed(model: str, tmp_path: Path) -> None:
    file = tmp_path / f"{model}.gov"
    shutil.copy(ROOT / "gallery" / file.name, file)
    silent, elsewhere = changed(file)
    own = {line for line in listed(ROOT / "gallery") if line.startswith(f"{model} ")}
    assert {f"{model} {path}" for path in silent} == own
    assert {(model, path) for path in elsewhere} == {r for r in ELSEWHERE if r[0] == model}


def test_the_list_of_the_gallery_names_models_that_are_there() -> None:
    assert {line.partition(" ")[0] for line in listed(ROOT / "gallery")} <= set(GALLERY)
