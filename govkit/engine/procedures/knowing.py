"""What is given with a move: the case knows it before the move is judged.

A scene and values by name enter; the scene of a case that knows them leaves, and the values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govkit.engine.case.case import Case
from govkit.engine.case.grading import graded, with_values
from govkit.engine.case.move import Move
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.given import read_given
from govkit.engine.plan.lookup import looked_up
from govkit.engine.procedures.scene import Scene


def knowing(scene: Scene, values: Mapping[str, Any]) -> tuple[Scene, tuple[CaseValue, ...]]:
    """The scene of a case that knows what was given with a move, and those values."""
    if not values:
        return scene, ()
    held = read_given(scene.ladder.model, values)
    at, revision = scene.at, scene.case.revision + 1
    case = graded(with_values(scene.case, held), held, at, revision, "given")
    case = looked_up(scene.ladder.model, case, at, revision)
    return Scene(scene.ladder, case, at), held


def set_by(move: Move, after: Case) -> tuple[CaseValue, ...]:
    """The value that a move itself has set."""
    if not move.attribute:
        return ()
    return tuple(value for value in after.values if value.attribute == move.attribute)
