"""The player on the branching lessons of the examples, beside the walk in Python.

Both samples of the design by day, in Chinese; every lesson of the examples, in both tongues, by
night. The same drawn courses go through `Route` and through Node: states, texts, points, journals.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from govkit.export.lesson import page
from govkit.scenario import Route, explore, points
from govkit.scenario.graph import Graph
from govkit.scenario.score import authors_turns, turn_points
from tests.bench.lesson_figures import texts
from tests.drawn import of_the_day
from tests.lesson.chromium import Chromium
from tests.lesson.showing import Shown, screens, secrets, show
from tests.lesson.test_player_logic import drawn, played
from tests.scenario.test_every_lesson import SAMPLES, engine, lessons

COURSES = 2000


@cache
def sample(district: str, name: str) -> Graph:
    """A sample of the design, explored with the seed of its pictures."""
    return explore(engine(next(one for one in texts() if one.name == district)), name, "7")


def expected(lesson: Graph, course: list[str]) -> dict[str, Any]:
    """What the walk in Python makes of a course: what the player's own walk has to say too."""
    route, seen = Route(lesson), []
    first = () if lesson.about.story is None else (lesson.about.story,)
    for choice in course:
        route = route.chosen(choice)
        state, last = route.state, route.entries[-1].outcome if route.entries else None
        before = () if last else first
        told = [*before, *(one.text for one in route.news)]
        told += [] if state.story is None else [state.story]
        seen.append({
            "state": route.number,
            "told": [lesson.texts[one] for one in told],
            "grade": last.grade if last else "",
            "story": lesson.text(last.story) if last else "",
        })  # fmt: skip
    score = points(route)
    turns = [turn_points(route, turn) for turn in authors_turns(route)]
    return {
        "seen": seen,
        "score": {
            "got": score.got,
            "full": score.full,
            "turns": turns,
            "limits": score.limits,
            "ending": score.ending,
        },
        "journal": {
            "format": "govkit-walk/2",
            "library": lesson.library,
            "scenario": lesson.scenario,
            "fingerprint": lesson.fingerprint,
            "seed": lesson.seed,
            "choices": list(route.choices),
        },
    }


def alike(lesson: Graph, number: int) -> None:
    """The player and the walk in Python agree on so many drawn courses."""
    courses = [drawn(lesson, seed) for seed in range(number)]
    for course, walk in zip(courses, played(lesson, courses), strict=True):
        assert walk == expected(lesson, course), course


def whole(tab: Chromium, folder: Path, lesson: Graph) -> None:
    """Every distinct screen of a lesson is whole and tells nothing before its time."""
    seen = screens(tab, folder, lesson, lesson.lang)
    faults = [(one["what"], one["at"], one["faults"], one["text"]) for one in seen if one["faults"]]
    assert faults == []
    hidden = secrets(lesson)
    before = [one for one in seen if one["at"] != "debrief"]
    assert [(one["at"], text) for one in before for text in hidden if text in one["text"]] == []
    assert {"question", "reveal", "end", "debrief"} <= {one["at"] for one in seen}


def letters(lesson: Graph, course: list[str]) -> list[str]:
    """The letters of a course, as they are pressed."""
    route, found = Route(lesson), []
    for choice in course:
        answers = route.question.options if route.question else ()
        found += [one.letter.lower() for one in answers if one.name == choice]
        route = route.chosen(choice)
    return found


def by_keys(shown: Shown, number: int) -> None:
    """Drawn courses by letters in the browser go as in Node."""
    lesson = shown.lesson
    courses = [drawn(lesson, seed, undo=0.0, by_hand=0.0) for seed in range(number)]
    for course, walk in zip(courses, played(lesson, courses), strict=True):
        shown.open_journal()
        texts = shown.tab.evaluate(f"lessonTest.course({json.dumps(letters(lesson, course))})")
        for seen, text in zip(walk["seen"], texts, strict=True):
            assert "".join(seen["story"].split()) in "".join(text.split())
        assert shown.journal() == walk["journal"]


# What needs the browser: the sample under an emergency by day, the other one by night.
ONE_BY_DAY = [pytest.param(*SAMPLES[0], marks=pytest.mark.nightly), SAMPLES[1]]


@pytest.mark.parametrize(("district", "name"), of_the_day("courses", SAMPLES, 2))
def test_two_thousand_courses_go_as_in_python(district: str, name: str) -> None:
    alike(sample(district, name), COURSES)


@pytest.mark.parametrize(("district", "name"), ONE_BY_DAY)
def test_every_screen_of_the_samples_is_whole(
    tab: Chromium, tmp_path: Path, district: str, name: str
) -> None:
    whole(tab, tmp_path, sample(district, name))


@pytest.mark.parametrize(("district", "name"), ONE_BY_DAY)
def test_drawn_courses_by_keys_go_as_in_node(
    tab: Chromium, tmp_path: Path, district: str, name: str
) -> None:
    lesson = sample(district, name)
    by_keys(show(tab, tmp_path, lesson, lesson.lang), 50)


@pytest.mark.parametrize(("district", "name"), SAMPLES)
def test_the_samples_are_small_and_their_best_course_scores_in_full(
    district: str, name: str
) -> None:
    lesson = sample(district, name)
    assert len(page(lesson, lesson.lang).encode()) < 3_000_000
    best = list(Route(lesson).author().choices)
    [walk] = played(lesson, [best])
    assert walk["score"]["got"] == lesson.full


@pytest.mark.nightly
def test_every_lesson_goes_as_in_python_and_is_whole(tab: Chromium, tmp_path: Path) -> None:
    for path, name in lessons():
        lesson = explore(engine(path), name)
        alike(lesson, COURSES)
        whole(tab, tmp_path, lesson)
