"""Chance in a lesson: one key for all that its seed decides, and the order of what is offered.

The name of a scenario and a seed enter; whole numbers leave, the same on every machine.
"""

from __future__ import annotations

from govkit.draws import case_key, purpose, run_key, word_key
from govkit.draws.key import h64


def lesson_key(scenario: str, seed: str = "") -> int:
    """The key of a lesson; without a seed its name decides."""
    return case_key(run_key(seed_number(seed or scenario), 0), scenario, 0)


def seed_number(seed: str) -> int:
    """The number that a seed stands for: a whole number itself, any other text by its digest."""
    try:
        return int(seed)
    except ValueError:
        return h64(seed)


def drawn_place(key: int, question: str, option: str) -> int:
    """What an option of a question is ordered by."""
    return word_key(key, purpose("order", question, option))
