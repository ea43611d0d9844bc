"""The papers of every branching lesson of the examples: complete, and silent before pupils."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from govkit.document.parts import Keep
from govkit.document.reading import texts
from govkit.engine import Engine
from govkit.export.docx import to_docx
from govkit.export.html import to_html
from govkit.pipeline import load
from govkit.reports.lesson.papers import papers
from govkit.scenario.graph import Graph
from govkit.scenario.lesson import explore

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = sorted({path.parent for path in EXAMPLES.rglob("scenarios.gov")})
pytestmark = pytest.mark.nightly


def _kept(graph: Graph) -> Iterator[int | None]:
    """Every text that is judged, noted or meant, by its number."""
    about = graph.about
    yield from (*about.goals, about.notes, about.lesson, about.debrief)
    for turn in graph.turns:
        yield from (turn.notes, *turn.tests)
    for inject in graph.injects:
        yield from (inject.when, inject.expects, *inject.tests)
    for state in graph.states:
        for offer in state.offers:
            for outcome in offer.to:
                yield from (outcome.debrief, outcome.story, outcome.why, outcome.rule)
        yield state.end.story if state.end else None


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_papers_of_every_branching_lesson(folder: Path) -> None:
    model = load(folder)
    lessons = [one for one in model.scenarios if one.is_branching]
    for lesson in lessons:
        graph = explore(Engine(model), lesson.name)
        made = papers(graph, model)
        kept = {graph.text(number) for number in _kept(graph)} - {""}
        for paper in made:
            written = "\n".join(texts(paper.document))
            if paper.audience != "facilitator":
                assert [one for one in kept if len(one) > 5 and one in written] == [], paper.id
            assert to_html(paper.document) and to_docx(paper.document)
        by_id = {paper.id: paper.document for paper in made}
        cards = [one for one in by_id["seat_cards"].blocks if isinstance(one, Keep)]
        assert len(cards) == len(graph.roles)
        answers = "\n".join(texts(by_id["answers"]))
        for turn in graph.turns:
            told = (graph.text(turn.ask), *(graph.text(option.title) for option in turn.options))
            assert [text for text in told if text not in answers] == []
