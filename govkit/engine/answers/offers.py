"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A scene enters, moves leave, in the order of the list of procedures. What a move does and what
forbids one is said by its procedure.
"""

from __future__ import annotations

from govkit.engine.case.move import Move
from govkit.engine.procedures import PROCEDURES
from govkit.engine.procedures.procedure import phase
from govkit.engine.procedures.scene import Scene


def offers(scene: Scene, kind: str = "") -> tuple[Move, ...]:
    """All lawful moves, or those of one kind. Ids are unique, the first of them stands.

    A scene remembers what it offers: who looks at the moves and makes one of them asks twice.
    """
    known = scene.offered.get("")
    if known is not None:
        return tuple(move for move in known if move.kind == kind) if kind else known
    if kind not in scene.offered:
        found: dict[str, Move] = {}
        now = phase(scene.case)
        for procedure in PROCEDURES:
            if now in procedure.phases and (not kind or kind in procedure.offers):
                for move in procedure.offered(scene):
                    if kind in ("", move.kind):
                        found.setdefault(move.id, move)
        scene.offered[kind] = tuple(found.values())
    return scene.offered[kind]
