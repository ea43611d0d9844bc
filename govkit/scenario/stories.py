"""Which story may be told after a move: only one that is true of the case as it is.

A walk of a linear scenario and one of its moves enter; the turn's own text leaves where the case
stands as it does on the author's course, else nothing, and the engine's sentence is told instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.diagnostics import GovError
from govkit.engine import Case, Engine
from govkit.scenario.course import Course
from govkit.scenario.walk import Taken, Walk


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a case stands, who handles it, whose turn it is, how far it is."""

    place: str
    step: str
    handler: tuple[str, ...]
    turn: tuple[str, ...]
    status: str

    @classmethod
    def of(cls, case: Case) -> Stood:
        """How a case stands."""
        return cls(case.place, case.step, case.handler.refs, case.turn.refs, case.status)


@dataclass(frozen=True, slots=True)
class Stories:
    """The author's course of a scenario: how the case stands before and after each of its turns."""

    stood: dict[int, tuple[Stood, Stood]]

    @classmethod
    def of(cls, engine: Engine, course: Course) -> Stories:
        """Play the course as far as it can be played."""
        walk, stood = Walk.begin(engine, course), dict[int, tuple[Stood, Stood]]()
        try:
            while walk.decision is not None:
                walk = walk.best()
                taken = walk.taken[-1]
                if taken.played is not None:
                    stood[taken.played] = _both(taken)
        except GovError:
            pass
        return cls(stood)

    def told(self, taken: Taken) -> tuple[str, ...]:
        """What is told after a move; nothing where the text would not be true of the case."""
        turn = taken.decision.turn
        if turn is None or taken.played is None:
            return ()
        is_true = self.stood.get(taken.played) == _both(taken)
        return turn.stories if is_true else ()


def _both(taken: Taken) -> tuple[Stood, Stood]:
    return Stood.of(taken.decision.case), Stood.of(taken.after)
