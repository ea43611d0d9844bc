"""Every snippet of the two language references is read by govkit itself.

The documents enter; each fenced `gov` block leaves as one test. `gov` has to parse, `gov model` has
to load without an error, and `gov-bad` has to be refused on exactly the lines marked with `# ×`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import govkit
from govkit.diagnostics import GovError
from govkit.scenario import Walk, read_course
from govkit.syntax.parser import parser
from tests.together import together

DOCS = Path(__file__).parents[2] / "docs"
PAIR = ("language.md", "语言.md")
MARK = "# ×"
_FENCE = re.compile(r"^```(gov[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Snippet:
    """One fenced block: its document and line, what is said of it, and its text."""

    document: str
    line: int
    fence: str
    text: str

    @property
    def marked(self) -> set[int]:
        """The lines, counted from 1, that are said to be wrong."""
        lines = enumerate(self.text.splitlines(), 1)
        return {number for number, line in lines if line.rstrip().endswith(MARK)}


def _snippets_of(document: str) -> list[Snippet]:
    text = (DOCS / document).read_text(encoding="utf-8")
    return [
        Snippet(document, text.count("\n", 0, found.start()) + 1, found[1].strip(), found[2])
        for found in _FENCE.finditer(text)
    ]


SNIPPETS = [snippet for document in (*PAIR, "../README.md") for snippet in _snippets_of(document)]


def _said(*fences: str) -> list[object]:
    return [
        pytest.param(snippet, id=f"{snippet.document}:{snippet.line}")
        for snippet in SNIPPETS
        if snippet.fence in fences
    ]


@together("snippet", _said("gov", "gov model"))
def test_a_snippet_parses(snippet: Snippet) -> None:
    document = parser().parse(snippet.text, start="start")
    assert document.statements


@pytest.mark.parametrize("snippet", _said("gov model"))
def test_a_model_loads(snippet: Snippet) -> None:
    govkit.loads(snippet.text)


@pytest.mark.parametrize("snippet", _said("gov model"))
def test_the_scenarios_of_a_model_can_be_played(snippet: Snippet) -> None:
    model = govkit.loads(snippet.text)
    engine = govkit.Engine(model)
    for scenario in model.scenarios:
        if scenario.turns and not scenario.is_branching:  # the exploration plays those
            walk = Walk.begin(engine, read_course(model, scenario.name)).played()
            assert walk.position == len(scenario.turns)


@together("snippet", _said("gov-bad"))
def test_a_bad_snippet_is_refused_where_it_is_marked(snippet: Snippet) -> None:
    with pytest.raises(GovError) as refused:
        govkit.loads(snippet.text)
    errors = [d for d in refused.value.diagnostics if d.severity == "error"]
    assert {d.span.line for d in errors if d.span} == snippet.marked
    assert len(errors) == len(snippet.marked), "each mistake is reported once"


@pytest.mark.parametrize("document", PAIR)
def test_bad_snippets_are_marked_and_good_ones_are_not(document: str) -> None:
    for snippet in _snippets_of(document):
        assert bool(snippet.marked) == (snippet.fence == "gov-bad"), snippet.line
        assert snippet.fence in ("gov", "gov model", "gov-bad"), snippet.line


def test_both_documents_show_the_same_kinds_of_snippets() -> None:
    english, chinese = ([s.fence for s in _snippets_of(document)] for document in PAIR)
    assert english == chinese
