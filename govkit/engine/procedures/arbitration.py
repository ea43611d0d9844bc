"""Arbitration (裁决): the arbiter of the process decides who handles a case in dispute.

When a dispute arises and who handles meanwhile is said in `dispute`. After the decision the case
cannot be returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, changed
from govkit.engine.case.move import Move
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.parts import parts_at
from govkit.engine.plan.strength import stated_or
from govkit.engine.procedures.dispute import arbiter, contested
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, target_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import later, place_word
from govkit.model.statement import Origin

NAMED_ARBITER = "engine:named_arbiter"


class Arbitration(Procedure):
    """Deciding a dispute over who handles a case."""

    kinds = ("arbitrate",)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each place between which the case went to and fro, while the dispute is open."""
        ladder, case = scene.ladder, scene.case
        if case.dispute != "open":
            return
        stated = in_force(ladder.model, ladder.process.arbiter, case.value, case.day)
        origin = stated.origin if stated else Origin()
        for place in contested(case):
            if ladder.block(place) is None:
                continue
            move = made(
                scene,
                "arbitrate",
                later("reason.arbitrate", to=place_word(place), cite=partial(cited, origin)),
                place.partition(":")[2],
                rule=f"process:{ladder.process.name}.arbiter",
                citation=origin,
                to=place,
            )
            yield replace(move, party=arbiter(ladder, case))

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The place an id names. Raises `GovError` (GOV730)."""
        return replace(base, to=target_of(scene, wanted, base.trigger))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case goes to the place that the arbiter names, to be signed for there.

        The same decision once more changes nothing: what was signed for there is so.
        """
        if case.dispute == "settled" and move.to == case.place:
            return case
        if arbiter(passage.ladder, case).refs:  # without one nothing is settled for good
            case = changed(case, dispute="settled")
        stays = move.to == case.place
        case = changed(case, sender=None) if stays else passage.lead(case, move.to, at)
        parts = parts_at(passage.ladder, case)
        return passage.held(changed(case, status="dispatched", **parts))

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """There is no dispute, or this place is no side of it."""
        process = scene.ladder.process
        rule = stated_or(process.arbiter, f"process:{process.name}.arbiter", NAMED_ARBITER)
        return Refusal(finding("GOV785", lawful=lawful.words), rule)
