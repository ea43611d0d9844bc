"""The plain course (受理、签收、处置、反馈、核查、结案): what comes first, what is done.

A scene and what is wanted enter; the refusal of a move out of its order leaves.
"""

from __future__ import annotations

from govkit.diagnostics.placeless import finding
from govkit.engine.plan.parts import named_part
from govkit.engine.procedures.procedure import Lawful, Refusal, Wanted
from govkit.engine.procedures.proposal import ORDER
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.wording import both, move_word, status_word

# What has to come first, by status: the next move of the plain course.
_NEXT = {
    "reported": "sign_for",
    "accepted": "sign_for",
    "dispatched": "sign_for",
    "signed": "handle",
    "agreed": "handle",
    "undecided": "deliberate",
    "handling": "feed_back",
    "fed_back": "verify",
    "failed": "rework",
    "verified": "close",
}
# The plain course by number, to tell what is done already from what is not due yet.
_STAGE = {"accept": 1, "sign_for": 2, "handle": 3, "feed_back": 4, "verify": 5}
_STAGE_OF = {
    "accepted": 1,
    "signed": 2,
    "agreed": 2,
    "undecided": 2,
    "handling": 3,
    "fed_back": 4,
    "failed": 4,
    "verified": 5,
}


def out_of_order(
    scene: Scene, wanted: Wanted, lawful: Lawful, only_in_this_manner: bool = False
) -> Refusal:
    """Done already, or not due yet; or lawful, `only_in_this_manner` not."""
    part = named_part(scene.case, wanted.parts)
    stage = part.status if part else scene.case.status
    if stage == "signed":  # what a meeting left undecided is not handled, whoever asks
        stage = scene.case.status if scene.case.status == "undecided" else stage
    status, move = status_word(stage), move_word(wanted.kind)
    if _STAGE.get(wanted.kind, 9) <= _STAGE_OF.get(stage, 0):
        found = finding("GOV736", move=move, status=status, lawful=lawful.words)
        return Refusal(found, ORDER)
    first = move_word(_NEXT.get(stage, "sign_for"))
    code = "GOV731" if only_in_this_manner else "GOV712"
    found = finding(code, move=move, status=status, first=first, lawful=lawful.words)
    change = None if only_in_this_manner else both("change.first", move=first)
    return Refusal(found, ORDER, change=change)
