"""Separation of duties: whoever acted in one place of a process may not act in another.

A scene, a move and the caller's key of whoever acts enter; the place where he acted before leaves.
Keys are compared for equality only; without a key nothing is judged.
"""

from __future__ import annotations

from govkit.engine.case.past import ACTS
from govkit.engine.plan.conditions import statements
from govkit.engine.procedures.scene import Scene
from govkit.model.statement import Origin
from govkit.model.strength import is_open
from govkit.values import Refs


def acted_apart(scene: Scene, kind: str, actor: str) -> tuple[str, str, Origin] | None:
    """The place to be kept apart where this actor has acted, the rule, its source; else None."""
    if not actor or kind not in ACTS:
        return None
    here = scene.case.place
    acted = (one.place for one in scene.case.past.acted if one.actor == actor)
    for before in dict.fromkeys(acted):
        if before == here:
            continue
        for stated_at, other in ((here, before), (before, here)):
            for place, origin in _apart(scene, stated_at):
                if place == other:
                    return before, scene.ladder.rule(stated_at, "apart"), origin
    return None


def _apart(scene: Scene, place: str) -> list[tuple[str, Origin]]:
    """The places that the text keeps apart from a place, each with the source."""
    block = scene.ladder.block(place)
    if block is None or not block.apart.root:
        return []
    stated = statements(scene.ladder.model, block.apart, scene.case.value, scene.case.day)
    return [
        (ref, s.origin)
        for s in stated
        if not is_open(s.strength) and isinstance(s.value, Refs)
        for ref in s.value.refs
    ]
