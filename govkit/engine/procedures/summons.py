"""Summons (吹哨) and arrival (报到): a place calls a body to the spot, and its clock runs.

The case stays where it is; when the clock runs out and the text says where `absent` leads, it goes
there by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.case.timer import Timer
from govkit.engine.procedures.answering import by_body, not_asked, of_body
from govkit.engine.procedures.asked import (
    answered,
    ask,
    asked_name,
    to_ask,
    waiting,
)
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import name_word
from govkit.engine.words.wording import later, place_word


class Summons(Procedure):
    """Calling a body to the spot, and its arrival."""

    kinds = ("arrive", "summon")
    ends = (("arrive_within", "absent"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Those who were called arrive; others whom the text names may be called."""
        case = scene.case
        for entry in waiting(case, "summon"):
            sentence = later("reason.arrive", place=place_word(entry.place))
            rule = scene.ladder.rule(entry.place, "summon")
            move = made(scene, "arrive", sentence, asked_name(case, entry.ref), rule=rule)
            yield by_body(scene, move, entry)
        for ref in _may_summon(scene):
            rule = scene.ladder.rule(case.place, "summon")
            sentence = later("reason.summon", who=name_word(ref))
            move = made(scene, "summon", sentence, asked_name(case, ref), rule=rule)
            yield replace(move, part=ref)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The body an id names, else the first who is waited for. Raises `GovError` (GOV782)."""
        return of_body(scene, wanted, base, "summon")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Called, or arrived. Who is waited for already has no new time to come."""
        if move.kind == "arrive":
            return answered(case, "summon", move.part, "arrived")
        if any(entry.ref == move.part for entry in waiting(case, "summon", case.place)):
            return case
        return ask(passage.ladder, passage.clocks, case, "summon", move.part, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """This body cannot be called here, or was not called."""
        code = "GOV782" if wanted.kind == "summon" else "GOV783"
        return not_asked(scene, wanted, lawful, code, "summon")

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """Nobody came: where the text says that leads."""
        here = timer.place == case.place
        return Ending(passage.ladder.outcome(case, "absent") if here else None)


def _may_summon(scene: Scene) -> tuple[str, ...]:
    """Whom the place may call now: named by the text, and not called already."""
    if scene.case.status not in IN_HAND:
        return ()
    called = {entry.ref for entry in waiting(scene.case, "summon", scene.case.place)}
    return tuple(ref for ref in to_ask(scene.ladder, scene.case, "summon") if ref not in called)
