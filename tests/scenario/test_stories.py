"""Linear scenarios off their course: no turn is told by another actor, nothing closes unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from govkit.engine import Engine
from govkit.pipeline import load
from govkit.scenario import Walk, read_course
from govkit.scenario.stories import Stories
from govkit.scenario.walk import Taken

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTS = ("guangming", "haolinju", "binzhou", "quanyu", "qixian")


def linear(engine: Engine) -> Iterator[Walk]:
    """A walk at the beginning of each linear scenario."""
    for scenario in engine.model.scenarios:
        if not scenario.is_branching:
            yield Walk.begin(engine, read_course(engine.model, scenario.name))


def deviations(begun: Walk) -> Iterator[Walk]:
    """Every walk that leaves the course once and goes on by it as far as it can."""
    walk = begun
    while walk.decision is not None:
        for choice in walk.decision.choices:
            if choice.grade in ("other", "acceptable"):
                yield back_on_course(walk.choose(choice.number)[0])
        walk = walk.best()


def back_on_course(walk: Walk) -> Walk:
    for _ in range(30):
        now = walk.decision
        if now is None or now.best is None:
            break
        walk = walk.choose(next(c.number for c in now.choices if c.move == now.best))[0]
    return walk


def actor(taken: Taken) -> tuple[object, ...]:
    """Who made a move and who has the case after it."""
    before, after = taken.decision.case, taken.after
    return before.place, before.turn.refs, after.place, after.handler.refs, after.status


def sweep(walks: Iterable[Walk]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for begun in walks:
        stories = Stories.of(begun.engine, begun.course)
        course = {taken.played: actor(taken) for taken in begun.played().taken}
        for walk in deviations(begun):
            counted["deviations"] += 1
            wrong = [t for t in walk.taken if t.played is not None and actor(t) != course[t.played]]
            counted["untrue"] += any(t.decision.turn.stories for t in wrong if t.decision.turn)
            counted["told by another"] += any(stories.told(taken) for taken in wrong)
    return counted


def test_no_single_deviation_tells_a_turn_by_another_actor(guangming: Engine) -> None:
    counted = sweep(islice(linear(guangming), 3, 4))
    assert counted["deviations"] > 15
    assert counted["untrue"] > 0  # what used to be told
    assert counted["told by another"] == 0


@pytest.mark.nightly
@pytest.mark.parametrize("name", DISTRICTS)
def test_none_does_in_any_district(name: str) -> None:
    counted = sweep(linear(Engine(load(EXAMPLES / name))))
    assert counted["deviations"] > 0
    assert counted["told by another"] == 0


def test_on_its_course_every_story_is_told(guangming: Engine) -> None:
    for begun in linear(guangming):
        stories = Stories.of(guangming, begun.course)
        for taken in begun.played().taken:
            assert taken.decision.turn is not None
            assert stories.told(taken) == taken.decision.turn.stories


def test_what_nobody_named_closes_no_case(guangming: Engine) -> None:
    closing = 0
    for begun in islice(linear(guangming), 2):
        walk = begun
        while (now := walk.decision) is not None:
            for choice in now.choices:
                if choice.grade == "other" and choice.move is not None:
                    after = guangming.apply(now.case, choice.move, at=now.at)
                    assert not after.is_closed
            free = Walk.begin(guangming, begun.course, free=True)
            for taken in walk.taken:
                free = free.chosen(taken.move.id)
            assert free.decision is not None
            offered = {choice.asked for choice in now.choices}
            closing += any(
                choice.kind == "close" and choice.grade == "other" and choice.asked not in offered
                for choice in free.decision.choices
            )
            walk = walk.best()
    assert closing > 0  # with every lawful move some would


def test_the_order_of_choices_is_drawn_by_the_seed(guangming: Engine) -> None:
    course = read_course(guangming.model, "2")

    def order(seed: str, free: bool = False) -> list[str]:
        decision = Walk.begin(guangming, course, seed, free).decision
        assert decision is not None
        return [choice.asked for choice in decision.choices]

    assert order("1") == order("1")
    assert len({tuple(order(str(seed))) for seed in range(8)}) > 1
    assert order("1", free=True) == order("2", free=True)


def test_the_best_choice_is_not_always_at_the_same_place(guangming: Engine) -> None:
    at: Counter[int] = Counter()
    for begun in linear(guangming):
        walk = begun
        while (now := walk.decision) is not None:
            at[next(c.number for c in now.choices if c.move == now.best)] += 1
            walk = walk.best()
    assert max(at.values()) <= 0.5 * at.total()
