"""What moves a case: the driver knows the engine through this door alone.

Cases, moves and instants in whole seconds of the run enter; cases and moves leave. Whoever offers
the same calls can take the engine's place. When something is done, and by whom, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from govkit.engine import Case, Engine, Move
from govkit.simulation.driver.setup import NEVER
from govkit.simulation.driver.wall import Wall

NOTE = "推演 simulation"
MOST_SEEN = 1_024
"""So many cases are kept with what is lawful for them."""


class Offer(NamedTuple):
    """What is lawful for a case up to a second, that second too."""

    case: Case
    until: int
    moves: tuple[Move, ...]


class Transition(Protocol):
    """The rules, as far as many cases need them."""

    def open(self, matter: str, unit: str, at: int, mode: str, vacant: Sequence[str],
             given: Mapping[str, Any], key: str) -> Case:  # fmt: skip
        """A new case."""

    def offered(self, case: Case, at: int) -> tuple[Move, ...]:
        """What is lawful now."""

    def offered_to(self, case: Case, at: int, actor: str) -> tuple[Move, ...]:
        """What is lawful now for somebody, by what he did before."""

    def joining(self, case: Case, other: Case, at: int) -> tuple[Move, ...]:
        """How a case may be merged into another one, or linked with it."""

    def take(self, case: Case, move: Move, at: int, actor: str) -> Case:
        """The case after a move that was offered at this instant."""

    def second(self, at: datetime) -> int:
        """An instant as whole seconds of the run."""

    def next_due(self, case: Case) -> int | None:
        """When something next happens by itself; None where nothing does."""

    def tick(self, case: Case, at: int) -> Case:
        """The case with what happened by itself."""

    def switch(self, case: Case, mode: str, at: int) -> Case:
        """The case under a mode; under none where it is empty."""

    def vacate(self, case: Case, posts: Sequence[str], at: int) -> Case:
        """The case while nobody holds these posts."""


class Walk:
    """The engine behind whole seconds from the beginning of the run, of the clock on the wall."""

    def __init__(self, engine: Engine, begins: datetime) -> None:
        """`begins` is aware: the first instant of the run."""
        self.engine = engine
        self.begins = engine.clocks.local(begins)
        self.wall = Wall(self.begins, engine.clocks.tzinfo)
        self._seen: dict[int, Offer] = {}

    def instant(self, at: int) -> datetime:
        """An instant of the run in the district's zone."""
        return self.wall.instant(at)

    def second(self, at: datetime) -> int:
        """The first second of the run that is no earlier than an instant."""
        return self.wall.second(at)

    def open(self, matter: str, unit: str, at: int, mode: str, vacant: Sequence[str],
             given: Mapping[str, Any], key: str) -> Case:  # fmt: skip
        """A new case. Raises `GovError` as the engine does."""
        return self.engine.open(matter, unit=unit, at=self.instant(at), mode=mode or None,
                                vacant=vacant, given=given, idempotency_key=key)  # fmt: skip

    def offered(self, case: Case, at: int) -> tuple[Move, ...]:
        """What is lawful now.

        Until the next of its timers ends the same is lawful as when the case was last looked at.
        """
        known = self._seen.get(id(case))
        if known is not None and known.case is case and at <= known.until:
            return known.moves
        moves = self.engine.moves(case, self.instant(at))
        if not case.is_closed:
            # Some ends do nothing by themselves and take a right away: to return, to call back.
            ends = [self.second(timer.due) for timer in case.timers if timer.due is not None]
            until = min((end for end in ends if end >= at), default=NEVER) - 1
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen[id(case)] = Offer(case, until, moves)
        return moves

    def offered_to(self, case: Case, at: int, actor: str) -> tuple[Move, ...]:
        """What is lawful now for somebody, by what he did before."""
        return self.engine.moves(case, self.instant(at), actor)

    def joining(self, case: Case, other: Case, at: int) -> tuple[Move, ...]:
        """How a case may be merged into another one, or linked with it."""
        moves = self.engine.moves(case, self.instant(at), other=other)
        return tuple(move for move in moves if move.other is not None)

    def take(self, case: Case, move: Move, at: int, actor: str) -> Case:
        """The case after a move."""
        # A limit in principle that ran out asks for a reason of whoever moves next.
        return self.engine.apply(case, move, at=self.instant(at), actor=actor, note=NOTE)

    def next_due(self, case: Case) -> int | None:
        """When something next happens by itself; None where nothing does."""
        found = self.engine.next_due(case)
        return None if found is None else self.second(found)

    def tick(self, case: Case, at: int) -> Case:
        """The case with what happened by itself."""
        return self.engine.tick(case, self.instant(at))

    def switch(self, case: Case, mode: str, at: int) -> Case:
        """The case under a mode."""
        return self.engine.switch(case, mode or None, at=self.instant(at))

    def vacate(self, case: Case, posts: Sequence[str], at: int) -> Case:
        """The case while nobody holds these posts."""
        return self.engine.vacate(case, posts, at=self.instant(at))
