"""What holds for every branching lesson of the examples, in both tongues.

Each text with lessons enters. By day two lessons are drawn, with the seed printed; by night each is
explored. Whether all courses agree without merging is asked of both samples of the design.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from govkit.engine import Engine
from govkit.pipeline import load
from govkit.scenario import Exploration, explored, findings
from govkit.scenario.graph import END_POINTS, Graph
from tests.bench.lesson_figures import best_letters, texts

from .test_exploration import assert_alike

MOST_BYTES = 3_000_000
MOST_OF_ONE_LETTER = 0.4
SEED = os.environ.get("GOVKIT_SEED") or date.today().isoformat()
SAMPLES = [("guangming", "投放点选址"), ("quanyu", "车库进水")]


@cache
def engine(path: Path) -> Engine:
    return Engine(load(path))


@cache
def lessons() -> tuple[tuple[Path, str], ...]:
    """Every lesson, by its text and name."""
    return tuple(
        (path, scenario.name)
        for path in texts()
        for scenario in engine(path).model.scenarios
        if scenario.is_branching
    )


def holds_what_every_lesson_holds(path: Path, name: str) -> None:
    found = explored(engine(path), name)
    graph = found.graph
    assert [one.code for one in findings(found)] == []
    assert len(graph.to_json().encode()) <= MOST_BYTES
    assert {graph.text(number) for number in range(len(graph.texts))} == set(graph.texts)
    _every_choice_says_why(graph)
    _some_lawful_choice_is_poor(found)
    _the_best_course_scores_in_full(graph)
    assert len({one.grade for one in graph.endings}) >= 2 and len(graph.endings) >= 3


def _every_choice_says_why(graph: Graph) -> None:
    """A refused choice shows its rule and where that stands; a poor one shows a reason."""
    for state in graph.states:
        for offer in state.offers:
            for outcome in offer.to:
                if outcome.grade in ("unlawful", "late"):
                    assert outcome.why is not None
                    assert outcome.rule is not None and outcome.cite is not None
                if outcome.grade in ("acceptable", "poor"):
                    assert outcome.debrief is not None, graph.turns[state.turn or 0].name


def _some_lawful_choice_is_poor(found: Exploration) -> None:
    """At two questions at least a choice that the process allows is poor."""
    turns = {edge.turn for edge in found.edges if edge.landing.grade == "poor"}
    assert len(turns) >= 2


def _the_best_course_scores_in_full(graph: Graph) -> None:
    """The author's course is all best, and comes to a best end."""
    turns, at = set(), graph.states[0]
    for step in graph.author:
        assert at is graph.states[step.state] and at.turn is not None
        offer = next(one for one in at.offers if one.option == step.option)
        outcome = offer.to[step.outcome]
        assert outcome.grade == "best" and not outcome.missed
        turns.add(at.turn)
        at = graph.states[outcome.state]
    assert at.end is not None and END_POINTS[at.end.grade] == 2
    assert graph.full == 2 * len(turns) + 4


def test_two_lessons_drawn_today_hold_what_every_lesson_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = Random(SEED).sample(lessons(), 2)
    print(f"GOVKIT_SEED={SEED}: {drawn}")
    for path, name in drawn:
        holds_what_every_lesson_holds(path, name)


@pytest.mark.nightly
def test_every_lesson_holds_what_every_lesson_holds() -> None:
    for path, name in lessons():
        holds_what_every_lesson_holds(path, name)


def test_each_district_has_lessons_for_beginners_and_for_others() -> None:
    for path in texts():
        if path.suffix:
            continue
        told = [one for one in engine(path).model.scenarios if one.is_branching]
        levels = {int(getattr(one.difficulty.value, "number", 0)) for one in told}
        assert len(told) >= 3, path
        assert 1 in levels and levels & {2, 3} and levels & {4, 5}, path


@pytest.mark.nightly
def test_no_letter_holds_more_than_its_share_of_the_best_answers() -> None:
    letters: Counter[str] = Counter()
    for path, name in lessons():
        letters.update(best_letters(explored(engine(path), name)))
    assert max(letters.values()) <= MOST_OF_ONE_LETTER * letters.total()


@pytest.mark.nightly
@pytest.mark.parametrize(("district", "name"), SAMPLES)
def test_every_course_of_the_samples_is_the_same_unmerged(district: str, name: str) -> None:
    path = next(one for one in texts() if one.name == district)
    one = explored(engine(path), name)
    other = explored(engine(path), name, merged=False, most=100_000)
    assert len(other.graph.states) > 3 * len(one.graph.states)
    assert_alike(one.graph, other.graph)
