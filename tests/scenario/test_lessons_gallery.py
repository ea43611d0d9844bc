"""The lessons of the gallery: which course comes to which end, what is refused, who keeps out.

By day the harbour is explored; by night the planning office too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.scenario import Exploration, explored, findings
from tests.engine.play import model_of

from .test_exploration import Course

GALLERY = Path(__file__).resolve().parents[2] / "examples" / "gallery"
FERRY, WALL = ("harbour_lesson", "Ferry_in_a_gale"), ("planning_lesson", "Kitchen_wall")
# Lesson, course, the ending it comes to, its grade.
COURSES = [
    (FERRY, ("Refer", "Clear", "Lee"), "All_well", "best"),
    (FERRY, ("Ask", "Refer", "Clear", "Lee"), "All_well", "best"),
    (FERRY, ("Berth", "Clear", "Tell", "Lee"), "Close_call", "acceptable"),
    (FERRY, ("Refer", "Ropes", "Office", "Call", "Lee"), "Close_call", "acceptable"),
    (FERRY, ("Berth", "Order", "Jump", "Tell", "Lee"), "Hurt", "poor"),
    (FERRY, ("Wait", "Ropes", "Boat", "Mates", "Log", "Sail"), "Hurt", "poor"),
    (FERRY, ("Refer", "Clear", "Land"), "Hurt", "poor"),
    (WALL, ("Visit", "Ring", "Fresh", "Wait"), "Dry", "best"),
    (WALL, ("Visit", "Ring", "Later", "Wait"), "Late", "acceptable"),
    (WALL, ("Drawings", "Silence", "Fresh", "Wait"), "Flooded", "poor"),
    (WALL, ("Ask", "Visit", "Ring", "Fresh", "Own_risk"), "Flooded", "poor"),
    (WALL, ("Visit", "Ring", "Same", "Wait"), "Quashed", "poor"),
    (WALL, ("Drawings", "Assume", "Fresh", "Wait"), "Quashed", "poor"),
]  # fmt: skip
Lesson = tuple[str, str]


@cache
def found(lesson: Lesson) -> Exploration:
    file, name = lesson
    return explored(Engine(model_of(GALLERY / f"{file}.gov")), name)


def walked(lesson: Lesson, course: tuple[str, ...]) -> Course:
    graph = found(lesson).graph
    at = Course(graph, graph.states[0])
    for choice in course:
        at = at.take(choice)
    return at


def ends(lesson: Lesson) -> None:
    assert list(findings(found(lesson))) == []
    for one, course, ending, grade in COURSES:
        if one == lesson:
            at = walked(lesson, course)
            assert (at.ending, at.at.end.grade if at.at.end else "") == (ending, grade), course


def test_courses_of_the_ferry_come_to_their_ends() -> None:
    ends(FERRY)


def test_the_gale_comes_by_the_clock_whatever_was_chosen() -> None:
    graph = found(FERRY).graph
    blowing = next(n for n, turn in enumerate(graph.turns) if turn.name == "Blowing")
    modes = {state.mode for state in graph.states if state.turn == blowing}
    assert [mode and graph.text(mode) for mode in modes] == ["Storm"]


def test_who_is_in_the_water_is_met_only_where_the_quay_was_not_cleared() -> None:
    assert walked(FERRY, ("Refer", "Clear")).turn == "Port"
    assert walked(FERRY, ("Refer", "Ropes")).turn == "Overboard"


@pytest.mark.nightly
def test_courses_of_the_wall_come_to_their_ends() -> None:
    ends(WALL)


@pytest.mark.nightly
def test_an_answer_that_nobody_gave_stands_in_the_history() -> None:
    """It is not allowed and happens all the same: the file goes on with its breach."""
    at = walked(WALL, ("Drawings", "Assume"))
    assert at.came is not None and at.came.grade == "unlawful"
    assert at.turn == "Decides"
    edges = found(WALL).edges
    taken = [one for one in edges if one.stop.scene and one.stop.scene.name == "Decides"
             and one.landing.grade == "unlawful"]  # fmt: skip
    assert taken and all(one.stop.position.case.history[-1].breaches for one in taken)


@pytest.mark.nightly
def test_what_highways_answers_to_a_caller_who_saw_nothing_is_chance() -> None:
    at = walked(WALL, ("Drawings",))
    assert {at.take("Press", outcome).turn for outcome in (0, 1)} == {"Decides", "Heard"}
