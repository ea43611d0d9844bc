"""How a lawful move is made: its id, its party, its reason; and whether the case may go to a place.

A scene, a sentence and names enter; one move leaves. Which moves are lawful is decided elsewhere.
"""

from __future__ import annotations

from typing import Any

from govkit.diagnostics import Both
from govkit.engine.case.case import Part
from govkit.engine.case.move import Move, Reason
from govkit.engine.plan.parts import part_name
from govkit.engine.procedures.dispute import refusing
from govkit.engine.procedures.scene import Scene
from govkit.model.statement import Origin

ORDER = "engine:order"
STEP_ORDER = "engine:step_order"


def made(
    scene: Scene,
    kind: str,
    sentence: Both,
    *words: str,
    rule: str = ORDER,
    citation: Origin | None = None,
    part: Part | None = None,
    **fields: Any,
) -> Move:
    """A move of the party that holds the case; its id is made of its kind and `words`.

    With `part` it is the move of one of several handlers, who is named last in the id.
    """
    more = tuple(fields.pop("more", ()))
    reason = Reason(rule, citation or Origin(), sentence, more)
    ref = part.ref if part else ""
    fields.setdefault("deadline", scene.deadline(ref))
    named = (*words, part_name(scene.case, ref)) if part else words
    move_id = ":".join((kind, *(word for word in named if word)))
    party = part.party if part else scene.party
    return Move(move_id, kind, party, scene.case.tier, reason, part=ref, **fields)


def may_go(scene: Scene, to: str) -> bool:
    """Whether the case may go there: not where it lies, and within the passes."""
    if to.startswith("manner:"):
        return True
    if to == scene.case.place or scene.ladder.block(to) is None:
        return False
    if scene.case.dispute == "open" and to in refusing(scene.case):
        return False
    coming_back = scene.is_beside and to == f"tier:{scene.case.tier}"
    return bool(coming_back) or scene.ladder.may_come(scene.case, to)


def run_on(*sentences: Both) -> Both:
    """Sentences one after another: without a blank in Chinese, with one in English."""
    return Both("".join(s.zh for s in sentences), " ".join(s.en for s in sentences if s.en))
