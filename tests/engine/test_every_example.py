"""The laws of a walk in every example: each offered move applies, and every case stays whole.

Walks are drawn from a fixed seed, so that a failure comes again. Modes are switched and posts fall
vacant on the way; waits are long enough for limits, reminders and requests to run out. Whatever is
done for the first time at a place is followed a step further, so that no move is met by luck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine, Move
from govkit.vocabulary.words import word_set
from tests.engine.play import MODELS, model_of

HOURS = (0, 0, 1, 5, 30, 200, 900)
STEPS, WALKS = 15, 2
Act = tuple[str, str, str, str]
SEEN: Counter[str] = Counter()
WALKED: set[Path] = set()

REASON = "等上级答复"


def disturbed(engine: Engine, case: Case, at: datetime, draw: Random) -> Case:
    """The case at an instant, perhaps under another mode or with vacant posts."""
    case = engine.tick(case, at)
    modes = [mode.name for mode in engine.model.modes]
    posts = [post.name for post in engine.model.posts]
    if not case.is_closed and modes and draw.random() < 0.1:
        case = engine.switch(case, draw.choice([None, *modes]), at=at)
    if not case.is_closed and posts and draw.random() < 0.1:
        case = engine.vacate(case, draw.sample(posts, min(2, len(posts))), at=at)
    return case


def act(case: Case, move: Move) -> Act:
    """What a move is and where it is made, whoever makes it and wherever it leads."""
    return case.place, move.kind, move.trigger, move.subject


class Walks:
    """Walks under one model: what was done in them how often, and what is to be followed."""

    def __init__(self, engine: Engine, draw: Random) -> None:
        self.engine, self.draw = engine, draw
        self.done: Counter[Act] = Counter()
        self.begun: Counter[str] = Counter()
        self.fresh: list[Case] = []

    def opened(self, matter: str) -> Case | None:
        """A case of a matter at a unit that takes one, of a level where few were opened."""
        levels = [level.name for level in self.engine.model.levels]
        self.draw.shuffle(levels)
        for level in sorted(levels, key=lambda name: self.begun[name]):
            for unit in self.draw.sample([level, f"{level}·1"], 2):
                try:
                    case = self.engine.open(matter, unit=unit, at="2026-03-02 09:00")
                except GovError:
                    continue
                self.begun[level] += 1
                return case
        return None

    def walk(self, matter: str) -> Iterator[Case]:
        """Every case that one step from each case of a walk leads to, and those that follow from
        what was new in it, before time goes on."""
        case = self.opened(matter)
        for _ in range(STEPS if case else 0):
            assert case is not None
            at = case.as_of + timedelta(hours=self.draw.choice(HOURS))
            if self.draw.random() < 0.3:
                case = disturbed(self.engine, case, at, self.draw)
            steps = self.steps(case, at)
            yield from steps.values()
            if not steps:
                break
            case = self.chosen(case, steps)
        while self.fresh:
            case = self.fresh.pop()
            yield from self.steps(case, case.as_of).values()

    def steps(self, case: Case, at: datetime) -> dict[Move, Case]:
        """Each move that is offered, with the case after it."""
        moves = self.engine.moves(case, at)
        assert len({move.id for move in moves}) == len(moves)
        assert moves or self.engine.tick(case, at).is_closed
        SEEN.update(move.kind for move in moves)
        # A limit in principle that has passed asks for a reason (GOV912).
        steps = {move: self.engine.apply(case, move.id, at=at, note=REASON) for move in moves}
        for move, after in steps.items():
            if not self.done[act(case, move)]:
                self.done[act(case, move)] += 1
                self.fresh.append(after)
        return steps

    def chosen(self, case: Case, steps: dict[Move, Case]) -> Case:
        """The case after one of the moves; rare ones are made first."""
        acts = sorted({act(case, move) for move in steps}, key=lambda one: (self.done[one], one))
        chosen = acts[0] if self.draw.random() < 0.5 else self.draw.choice(acts)
        self.done[chosen] += 1
        return self.draw.choice([after for move, after in steps.items()
                                 if act(case, move) == chosen])  # fmt: skip


def check(case: Case) -> None:
    """What holds of every case."""
    assert Case.from_json(case.to_json()) == case
    assert all(late.code == "GOV912" and late.is_departure for late in case.breaches)
    assert case.revision == len(case.history)
    assert case.is_closed == (case.closed_at is not None) == (not case.turn.refs)
    assert len({timer.id for timer in case.timers}) == len(case.timers)
    here = {case.place, f"tier:{case.tier}"}
    assert {timer.place for timer in case.timers if not timer.is_whole} <= here | {
        f"process:{case.process}"
    }
    assert {entry.place for entry in case.asked} <= here
    assert case.request is None or case.request.place == case.place
    assert case.suspended is None or case.suspended.place == case.place
    total = case.total
    if total and total.due and not total.fired:
        for timer in case.timers:
            if timer.kind == "limit" and timer.due and timer.starts < total.due:
                assert timer.fired or timer.due <= total.due, timer.id


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_offered_move_applies(path: Path) -> None:
    engine = Engine(model_of(path))
    walks = Walks(engine, Random(path.stem))
    for matter in [matter.name for matter in engine.model.matters] * WALKS:
        last: Case | None = None
        for last in walks.walk(matter):
            check(last)
        if last:
            assert engine.explain(last, "zh").text() and engine.explain(last, "en").text()
    WALKED.add(path)


def test_the_walks_meet_every_move() -> None:
    if set(MODELS) != WALKED:
        pytest.skip("only some of the examples were walked")
    # Two cases are joined by whoever has both: tests/engine/test_merging.py walks these.
    assert set(word_set("move")) - set(SEEN) == {"merge", "link"}
