"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A scene enters, moves leave, in the order of the list of procedures. What a move does and what
forbids one is said by its procedure.
"""

from __future__ import annotations

from datetime import datetime

from govkit.engine.case.move import Move, Until
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
        lawful = scene.lawful[kind] = _due(scene, _offered(scene, kind))
    return lawful


def _due(scene: Scene, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves, each with its end in this case; most of them share one."""
    timers, ends = scene.case.timers, dict[Until | None, datetime | None]({None: None})
    found = []
    for move in moves:
        until = move.until
        if until not in ends:
            ends[until] = until(timers) if until is not None else None
        due = ends[until]
        found.append(move if due == move.deadline else move.due_at(due))
    return tuple(found)


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
