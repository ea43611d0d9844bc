"""The pages on writing a lesson: their snippets are read, the lesson they end with is explored."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govkit
from govkit.scenario import explored, findings
from govkit.syntax.parser import parser

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"scenarios.md": "Night_stalls", "场景.md": "夜市摊位"}
_FENCE = re.compile(r"^```(gov[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _snippets(page: str) -> list[tuple[str, str]]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [(fence.strip(), snippet) for fence, snippet in _FENCE.findall(text)]


@pytest.mark.parametrize("page", PAGES)
def test_every_step_parses_and_stands_in_the_whole_text(page: str) -> None:
    *steps, (fence, whole) = _snippets(page)
    assert fence == "gov model" and len(steps) == 6
    lines = {line.strip() for line in whole.splitlines()}
    for _, step in steps:
        assert parser().parse(step, start="start").statements
        assert {line.strip() for line in step.splitlines()} <= lines


@pytest.mark.parametrize("page", PAGES)
def test_the_lesson_they_end_with_has_no_finding(page: str) -> None:
    model = govkit.loads(_snippets(page)[-1][1])
    found = explored(govkit.Engine(model), PAGES[page])
    assert list(findings(found)) == []
    ends = [state.end for state in found.graph.states if state.end is not None]
    assert {end.grade for end in ends} == {"best", "acceptable", "poor"}


def test_both_pages_tell_the_same_lesson() -> None:
    graphs = [
        explored(govkit.Engine(govkit.loads(_snippets(page)[-1][1])), name, seed="7").graph
        for page, name in PAGES.items()
    ]
    shapes = [
        sorted((state.turn, len(state.offers), state.clock) for state in graph.states
               if state.turn is not None)
        for graph in graphs
    ]  # fmt: skip
    assert shapes[0] == shapes[1] and graphs[0].full == graphs[1].full
