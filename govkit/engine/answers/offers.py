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

    What was offered where a case stood alike is remembered: who looks at the moves and makes one
    of them asks twice, and the next case comes the same way.
    """
    lawful = scene.lawful.get(kind)
    if lawful is None:
        timers = scene.case.timers
        lawful = tuple([move.within(timers) for move in _offered(scene, kind)])
        scene.lawful[kind] = lawful
    return lawful


def _offered(scene: Scene, kind: str) -> tuple[Move, ...]:
    """The same, each move perhaps with the end of another case that stood alike."""
    known = scene.offered
    if kind not in known and "" in known:
        known[kind] = tuple(move for move in known[""] if move.kind == kind)
    if kind not in known:
        found: dict[str, Move] = {}
        now = phase(scene.case)
        for procedure in PROCEDURES:
            if now in procedure.phases and (not kind or kind in procedure.offers):
                for move in procedure.offered(scene):
                    if kind in ("", move.kind):
                        found.setdefault(move.id, move)
        known[kind] = tuple(found.values())
    return known[kind]
