"""The walk, the score and the journal of the player, run by Node without a page."""

from __future__ import annotations

import random
from typing import Any

import pytest

from govkit.scenario.graph import Graph
from tests.lesson.miniature import LESSONS, garage, site
from tests.lesson.tools import node

PLAYED = """
words = given.words;
const graph = opened(given.lesson);
const answer = given.courses.map((choices) => {
  const seen = [];
  let walk = begun(graph);
  for (const choice of choices) {
    walk = followedChoice(walk, choice);
    const last = lastOf(walk);
    const one = last && outcomeOf(walk, last);
    const text = (number) => (number === null ? "" : graph.texts[number]);
    seen.push({ state: here(walk), told: toldAt(walk).map((told) => text(told.text)),
      grade: one ? one.grade : "", story: one ? text(one.story) : "" });
  }
  return { seen, score: scored(walk), journal: JSON.parse(journalOf(walk)) };
});
console.log(JSON.stringify(answer));
"""


def played(lesson: Graph, courses: list[list[str]]) -> list[Any]:
    """What the player makes of courses: states, texts, score, journal."""
    found: list[Any] = node(PLAYED, {"lesson": lesson.to_json(), "words": {}, "courses": courses})
    return found


def drawn(lesson: Graph, seed: int, undo: float = 0.15, by_hand: float = 0.5) -> list[str]:
    """A course drawn by chance, with outcomes set by hand and choices taken back."""
    draw, at, course, way = random.Random(seed), 0, [], [0]
    while lesson.states[at].offers and len(course) < 60:
        if len(way) > 1 and draw.random() < undo:
            way.pop()
            course.append("undo")
        else:
            state = lesson.states[at]
            offer = draw.choice(state.offers)
            which = next(at for at, one in enumerate(offer.to) if one.drawn)
            set_by_hand = draw.random() < by_hand
            if set_by_hand:
                which = draw.randrange(len(offer.to))
            assert state.turn is not None
            name = lesson.turns[state.turn].options[offer.option].name
            course.append(f"{name}#{which + 1}" if set_by_hand else name)
            way.append(offer.to[which].state)
        at = way[-1]
    return course


def test_the_authors_course_earns_the_full_score() -> None:
    [walk] = played(garage(), [["撤人", "直报", "调度"]])
    assert [one["state"] for one in walk["seen"]] == [4, 6, 7]
    assert walk["score"] == {"got": 10, "full": 10, "turns": [2, 2, 2], "limits": 2, "ending": 2}


@pytest.mark.parametrize(
    ("course", "turns", "limits", "ending"),
    [
        ([], [0, 0, 0], 0, 0),
        (["逐级"], [1, 0, 0], 0, 0),  # refused once, the rest not answered yet
        (["逐级", "撤人", "直报", "调度"], [1, 2, 2], 2, 2),
        (["逐级", "undo", "撤人", "直报", "调度"], [1, 2, 2], 2, 2),  # an attempt stays counted
        (["问电", "undo", "撤人", "直报", "调度"], [2, 2, 2], 2, 2),  # a good one costs nothing
        (["先报", "调度"], [2, 2, 2], 2, 2),  # a turn passed over after acceptable choices
        (["帮挪车", "undo", "先报", "调度"], [1, 2, 2], 2, 2),
        (["帮挪车", "看看", "直报", "等街道"], [1, 1, 1], 0, 0),  # two limits ran out
    ],
)
def test_points_are_lost_where_a_choice_was_worse(
    course: list[str], turns: list[int], limits: int, ending: int
) -> None:
    [walk] = played(garage(), [course])
    score = walk["score"]
    assert (score["turns"], score["limits"], score["ending"]) == (turns, limits, ending)
    assert score["got"] == sum(turns) + limits + ending


def test_a_refusal_that_rests_on_an_assumption_costs_nothing() -> None:
    [walk] = played(site(), [["Alone", "Up", "Notice"]])
    assert walk["score"]["turns"] == [2, 2]


def test_the_seed_draws_unless_a_person_says() -> None:
    drawn_one, by_hand = played(site(), [["Again"], ["Again#1"]])
    assert (drawn_one["seen"][0]["state"], by_hand["seen"][0]["state"]) == (2, 4)
    assert by_hand["journal"]["choices"] == ["Again#1"]


def test_what_was_left_out_of_a_stored_lesson_is_filled_in() -> None:
    script = "console.log(JSON.stringify(opened(given)));"
    for make in LESSONS.values():
        lesson = make()
        filled = node(script, lesson.to_json())
        assert Graph.model_validate(filled) == lesson
        assert set(filled["states"][0]["offers"][0]["to"][0]) >= {"costs", "drawn", "missed"}


@pytest.mark.parametrize("name", LESSONS)
def test_a_journal_is_read_again(name: str) -> None:
    lesson = LESSONS[name]()
    courses = [drawn(lesson, seed) for seed in range(200)]
    script = """
    const graph = opened(given.lesson);
    console.log(JSON.stringify(given.courses.map((choices) => {
      const walk = choices.reduce(followedChoice, begun(graph));
      const again = journalRead(graph, journalOf(walk));
      return [walk.choices, again.choices, JSON.stringify(again) === JSON.stringify(walk)];
    })));
    """
    for course, (choices, again, same) in zip(
        courses, node(script, {"lesson": lesson.to_json(), "courses": courses}), strict=True
    ):
        assert (choices, again, same) == (course, course, True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "govkit-walk/1"}, "format"),
        ({"choices": "撤人"}, "format"),
        ({"fingerprint": "f"}, "other"),
        ({"seed": "8"}, "other"),
        ({"scenario": "别的"}, "other"),
        ({"choices": ["走开"]}, "choice"),
        ({"choices": ["撤人#2"]}, "choice"),
        ({"choices": ["逐级", "逐级"]}, "choice"),
    ],
)
def test_another_journal_is_refused(change: dict[str, Any], says: str) -> None:
    script = """
    const graph = opened(given.lesson);
    const journal = { ...JSON.parse(journalOf(begun(graph))), ...given.change };
    let said = "";
    try { journalRead(graph, JSON.stringify(journal)); } catch (problem) { said = problem.message; }
    console.log(JSON.stringify(said));
    """
    assert node(script, {"lesson": garage().to_json(), "change": change}) == says


@pytest.mark.parametrize(
    ("letters", "follows"),
    [
        ("AAC", "A"),
        ("BBBC", "C"),  # B is not allowed: the most of the others
        ("BB", "B"),  # nothing else was said
        ("AC", None),  # a tie is for the facilitator
        ("BBAC", None),
        ("DDCCE", None),
        ("", None),
    ],
)
def test_the_class_follows_most_groups_that_are_allowed(letters: str, follows: str | None) -> None:
    script = """
    const graph = opened(given.lesson);
    console.log(JSON.stringify(followed(graph, graph.states[0], { ...[...given.letters] })));
    """
    assert node(script, {"lesson": garage().to_json(), "letters": letters}) == follows


def test_each_group_scores_by_its_own_letter() -> None:
    script = """
    const graph = opened(given.lesson);
    let walk = chosen(begun(graph), 2, null, { 1: "D", 2: "C", 3: "A", 4: "B", 6: "D" });
    walk = chosen(walk, 0, null, { 1: "B", 2: "A", 3: "A" });
    console.log(JSON.stringify([groupPoints(walk, 6), groupPoints(takenBack(walk), 6)]));
    """
    both = node(script, {"lesson": garage().to_json()})
    assert both == [[2, 3, 2, 0, 0, 2], [2, 1, 0, 0, 0, 2]]


def test_names_stand_between_quotes_and_nothing_is_markup() -> None:
    script = "console.log(JSON.stringify(txt({ texts: [given] }, 0)));"
    assert node(script, 'at `A` <b> & "c"') == "at &quot;A&quot; &lt;b&gt; &amp; &quot;c&quot;"
