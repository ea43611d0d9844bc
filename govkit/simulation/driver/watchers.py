"""Several who watch one run: each is told everything, in their order.

What a run tells enters and goes on as it is. Who watches, and what for, is not known here.
"""

from __future__ import annotations

from govkit.engine import Move
from govkit.simulation.driver.course import Watch
from govkit.simulation.driver.life import Key, Life, Wait


class Watchers:
    """A watch that is several."""

    def __init__(self, *watches: Watch) -> None:
        self.watches = watches

    def opened(self, life: Life, at: int) -> None:
        """A case came in."""
        for one in self.watches:
            one.opened(life, at)

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        """A move was made."""
        for one in self.watches:
            one.took(life, move, at, actor)

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        """A holder began to work."""
        for one in self.watches:
            one.began(life, wait, key, at)

    def ended(self, life: Life, at: int) -> None:
        """A case was closed."""
        for one in self.watches:
            one.ended(life, at)

    def stuck(self, life: Life, at: int) -> None:
        """Nothing will ever happen to a case again."""
        for one in self.watches:
            one.stuck(life, at)
