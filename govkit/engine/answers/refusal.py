"""Which rule forbids a move that is not lawful, and the smallest change that would make it so.

A scene and a wanted move enter; a `Refusal` leaves: the finding, the rule, its source, the change.
It serves `apply` (refuse and record) and `why_not` alike. The rules themselves stand with their
procedures.
"""

from __future__ import annotations

from govkit.diagnostics.placeless import finding
from govkit.engine.answers.offers import offers
from govkit.engine.case.case import Bearer
from govkit.engine.case.move import Move
from govkit.engine.procedures import AFTER_CLOSING, BY_KIND, PROCEDURES
from govkit.engine.procedures.entitlement import ENTITLED, Holder, entitled
from govkit.engine.procedures.order import out_of_order
from govkit.engine.procedures.procedure import Lawful, Refusal, Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.separation import acted_apart
from govkit.engine.words.sentences import instant, who
from govkit.engine.words.wording import move_word, place_word


def refusal(scene: Scene, wanted: Wanted) -> Refusal:
    """The nearest rule that forbids the wanted move."""
    case, lawful = scene.case, Lawful(offers(scene))
    if case.is_closed and wanted.kind not in AFTER_CLOSING:
        at = instant(case.closed_at) if case.closed_at else ""
        return Refusal(finding("GOV711", at=at), "engine:open_case")
    for procedure in PROCEDURES:
        if barred := procedure.bars(scene, wanted, lawful):
            return barred
    own = BY_KIND[wanted.kind].forbidden(scene, wanted, lawful)
    return own or out_of_order(scene, wanted, lawful)


def unentitled(scene: Scene, move: Move, holder: Holder | None) -> list[Refusal]:
    """The refusal of a move by somebody who holds nothing that it belongs to."""
    if holder is None or entitled(scene, holder, move.party):
        return []
    held = Bearer(unit=holder.unit.id if holder.unit else "", refs=holder.named)
    told = finding("GOV942", move=move_word(move.kind), held=who(held), who=who(move.party))
    return [Refusal(told, ENTITLED)]


def apart(scene: Scene, move: Move, actor: str) -> list[Refusal]:
    """The refusal of a move by somebody who acted where the text wants another person."""
    found = acted_apart(scene, move.kind, actor)
    if found is None:
        return []
    other, rule, citation = found
    place, other_word = place_word(scene.case.place), place_word(other)
    told = finding("GOV784", actor=actor, other=other_word, place=place, who=who(move.party))
    return [Refusal(told, rule, citation)]
