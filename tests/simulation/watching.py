"""Who watches a run in the tests: what was done by whom, and what became of each case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from govkit.engine import Case, Move
from govkit.simulation.driver.life import Key, Life, Wait


@dataclass
class Seen:
    """All that a run told."""

    opened_at: dict[int, int] = field(default_factory=dict)
    closed: dict[int, Case] = field(default_factory=dict)
    stays: dict[int, int] = field(default_factory=dict)
    moves: Counter[str] = field(default_factory=Counter)
    by: list[tuple[int, str, str]] = field(default_factory=list)
    begun: list[tuple[Key, int]] = field(default_factory=list)
    dead_ends: list[Life] = field(default_factory=list)

    def opened(self, life: Life, at: int) -> None:
        self.opened_at[life.number] = at

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        self.moves[f"{move.kind}:{move.trigger}" if move.trigger else move.kind] += 1
        self.by.append((at, move.kind, actor))

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        self.begun.append((key, at))

    def ended(self, life: Life, at: int) -> None:
        self.closed[life.number] = life.case
        self.stays[life.number] = at - life.came

    def stuck(self, life: Life, at: int) -> None:
        self.dead_ends.append(life)
