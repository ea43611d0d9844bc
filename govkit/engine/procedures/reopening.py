"""Reopening (重开): a closed case is taken up again where the process says, and in time.

Its limits begin anew at the place where it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.strength import stated_or
from govkit.engine.procedures.finality import reopens_at, taken_up, too_late
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, instant
from govkit.engine.words.wording import later, place_word
from govkit.model.statement import Origin


def _reopened_by(timers: tuple[Timer, ...]) -> datetime | None:
    return next((timer.due for timer in timers if timer.kind == "reopen_within"), None)


class Reopening(Procedure):
    """Taking a closed case up again."""

    kinds = ("reopen",)
    phases = frozenset[Phase]({"closed"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """By whoever handles cases where it goes."""
        ladder, case = scene.ladder, scene.case
        place = reopens_at(ladder, case)
        if not place or too_late(case, scene.at):
            return
        stated = in_force(ladder.model, ladder.process.reopen_to, case.value, case.day)
        origin = stated.origin if stated else Origin()
        sentence = later("reason.reopen", to=place_word(place), cite=partial(cited, origin))
        rule = f"process:{ladder.process.name}.reopen_to"
        move = made(
            scene, "reopen", sentence, rule=rule, citation=origin, to=place, until=_reopened_by
        )
        party = ladder.party(case.unit, place, case.value, case.day, case.vacant)
        yield replace(move, party=party)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """As the text says, else to where it was closed."""
        return replace(base, to=reopens_at(scene.ladder, scene.case) or scene.case.place)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Open again, at its new place."""
        return passage.arrive(taken_up(passage.ladder, passage.clocks, case, move.to, at), at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The time to reopen has run out, or the process does not say where to."""
        process = scene.ladder.process.name
        late = too_late(scene.case, scene.at)
        if late is not None and late.due is not None and reopens_at(scene.ladder, scene.case):
            found = finding("GOV789", due=instant(late.due), at=instant(scene.at))
            return Refusal(found, f"process:{process}.reopen_within", late.citation)
        to = scene.ladder.process.reopen_to
        rule = stated_or(to, f"process:{process}.reopen_to", "engine:stated_reopening")
        return Refusal(finding("GOV790", process=process), rule)
