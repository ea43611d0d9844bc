"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A scene enters, moves leave, in the order of the list of procedures. What a move does and what
forbids one is said by its procedure.
"""

from __future__ import annotations

from govkit.engine.case.move import Move
from govkit.engine.procedures import PROCEDURES
from govkit.engine.procedures.procedure import phase
from govkit.engine.procedures.scene import Scene


def offers(scene: Scene) -> tuple[Move, ...]:
    """All lawful moves. Ids are unique, the first of them stands."""
    found: dict[str, Move] = {}
    now = phase(scene.case)
    for procedure in PROCEDURES:
        if now in procedure.phases:
            for move in procedure.offered(scene):
                found.setdefault(move.id, move)
    return tuple(found.values())
