"""The way of one class through a lesson: choices, chance by hand, steps back, journal, score."""

from __future__ import annotations

import json

import pytest

from govkit.diagnostics import GovError
from govkit.scenario import Record, Route, points, read_journal, retraced, review
from govkit.scenario.score import group_points
from tests.scenario.by_hand import lesson

HELP, RUNG, CLEAR = 0, 1, 2
PUMPS, COUNT = 0, 1


def walked(*choices: str) -> Route:
    route = Route(lesson())
    for choice in choices:
        route = route.chosen(choice)
    return route


def test_the_author_s_course_has_full_marks() -> None:
    route = Route(lesson()).author()
    assert route.choices == ("撤人", "核人") and route.has_ended
    found = points(route)
    assert (found.got, found.full) == (8, 8)


def test_a_refused_choice_keeps_the_question_and_strikes_it_out() -> None:
    route = Route(lesson()).choose(RUNG)
    struck = route.struck(RUNG)
    assert route.question == Route(lesson()).question
    assert struck is not None and struck.why == "unlawful"
    with pytest.raises(IndexError):
        route.choose(RUNG)


@pytest.mark.parametrize(
    ("choices", "turns", "limits", "ending"),
    [
        ((), 0, 0, 0),
        (("逐级",), 1, 0, 0),
        (("逐级", "撤人"), 1, 0, 0),
        (("逐级", "undo", "撤人"), 1, 0, 0),
        (("帮挪车",), 1, 0, 0),
        (("帮挪车", "架泵"), 2, 1, 0),
        (("帮挪车", "undo", "撤人", "核人"), 3, 2, 2),
        (("撤人", "架泵", "undo", "架泵#1"), 3, 2, 2),
    ],
)
def test_the_score_is_arithmetic_over_the_walk(
    choices: tuple[str, ...], turns: int, limits: int, ending: int
) -> None:
    found = points(walked(*choices))
    assert (found.turns, found.limits, found.ending) == (turns, limits, ending)


def test_a_refusal_that_rests_on_an_assumption_costs_nothing() -> None:
    graph = lesson()
    first = graph.states[0]
    offers = list(first.offers)
    free = offers[RUNG].to[0].model_copy(update={"costs": False})
    offers[RUNG] = offers[RUNG].model_copy(update={"to": (free,)})
    state = first.model_copy(update={"offers": tuple(offers)})
    changed = lesson(states=(state, *graph.states[1:]))
    route = Route(changed).choose(RUNG).choose(CLEAR).choose(COUNT)
    assert points(route).got == points(route).full


def test_chance_counts_as_drawn_unless_it_is_set_by_hand() -> None:
    drawn, by_hand = walked("撤人", "架泵"), walked("撤人", "架泵#1")
    assert drawn.state.end is not None and drawn.state.end.grade == "poor"
    assert by_hand.state.end is not None and by_hand.state.end.grade == "best"
    assert by_hand.choices == ("撤人", "架泵#1")
    with pytest.raises(IndexError):
        walked("撤人", "架泵#3")


def test_steps_back_go_to_the_very_start_also_after_the_end() -> None:
    route = walked("逐级", "撤人", "架泵")
    assert route.is_over
    for _ in range(3):
        route = route.undo()
    assert (route.number, route.entries) == (0, ())
    assert len(route.undone) == 3 and route.undo() is route


@pytest.mark.parametrize("choices", [(), ("逐级", "undo", "撤人", "架泵#1", "undo")])
def test_a_record_gives_an_equal_walk(choices: tuple[str, ...]) -> None:
    route = walked(*choices)
    text = Record.of(route).to_json()
    found = json.loads(text)
    assert found["format"] == "govkit-walk/2" and found.get("choices", []) == list(choices)
    record = read_journal(text, "a.json")
    assert isinstance(record, Record)
    assert retraced(route.graph, record) == route


def test_a_record_of_another_lesson_or_with_another_choice_is_refused() -> None:
    record = Record.of(walked("撤人"))
    for changed in ({"fingerprint": "0"}, {"choices": ("飞",)}):
        with pytest.raises(GovError) as caught:
            retraced(lesson(), record.model_copy(update=changed))
        assert caught.value.diagnostics[0].code == "GOV759"


def test_the_review_tells_what_was_done_against_the_author_s_course() -> None:
    route = walked("逐级", "帮挪车", "undo", "帮挪车", "架泵")
    found, text = review(route), route.graph.text
    assert [(line.clock, line.grade) for line in found.lines] == [
        ("22:45", "unlawful"),
        ("22:45", "poor"),
        ("23:30", "poor"),
    ]
    assert [text(line.title) for line in found.undone] == [text(found.lines[1].title)]
    assert [(text(one.title)[:2], one.points) for one in found.author] == [("守住", 0), ("核对", 1)]
    assert [text(one) for one in found.missed] == ["网格的办理时限"]
    assert [mark.marked for mark in found.marks] == ["missed", "by_hand"]
    assert not found.assumed and not found.judged
    best = review(Route(route.graph).author())
    assert len(best.assumed) == len(best.judged) == 1


def test_a_group_scores_by_its_own_letter() -> None:
    offers = lesson().states[0].offers
    assert [group_points(offer.to[0]) for offer in offers] == [0, 0, 2]
