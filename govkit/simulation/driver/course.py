"""What goes on in a run, as its parts see it: who is told of it, and what they may ask of it.

Lives, waits and instants are named here and nothing is done with them: `replication` is the one
course there is, `workplaces` and `meetings` are its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from govkit.draws.key import Run
from govkit.engine import Case, Move
from govkit.simulation.driver.agenda import Agenda
from govkit.simulation.driver.life import Key, Life, Wait
from govkit.simulation.driver.setup import Chances, Setup
from govkit.simulation.driver.transition import Transition

What = tuple[Callable[..., None], tuple[Any, ...]]


class Watch(Protocol):
    """Who is told of a run as it goes."""

    def opened(self, life: Life, at: int) -> None:
        """A case came in."""

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made."""

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """A holder began to work."""

    def ended(self, life: Life, at: int) -> None:
        """A case is closed since that instant, and nothing more is done with it."""

    def stuck(self, life: Life, at: int) -> None:
        """Nothing will ever happen to a case again, and it is not closed."""


class Course(Protocol):
    """A run, as far as its parts need it."""

    setup: Setup
    rules: Transition
    watch: Watch
    agenda: Agenda[What]
    lives: dict[int, Life]
    now: int
    run_of: Run

    def offered(self, life: Life) -> tuple[Move, ...]:
        """What is lawful for a case now."""

    def shares(self, case: Case, *acting: str) -> Chances:
        """How often each thing happens to a case where it lies; the station of who acts first."""

    def chosen(
        self, life: Life, wait: Wait, moves: tuple[Move, ...], chances: Chances
    ) -> Move | None:
        """The move that the occasion of a wait decides on."""

    def take(self, life: Life, move: Move, actor: str = "") -> None:
        """Make a move: by somebody, or by a clerk."""

    def settle(self, life: Life) -> None:
        """What happens at once to a case as it stands now, and what it waits for then."""
