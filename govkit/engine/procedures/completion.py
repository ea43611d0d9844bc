"""Sending a case back for completion (退回补正), and completing it: the addressee is right, papers
are missing.

Lawful before the signature, once in each stay, where the text states `complete_within`. All other
clocks of the case stop meanwhile. No return (退单).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED
from govkit.engine.case.timer import Timer, end_of
from govkit.engine.plan.parts import is_first
from govkit.engine.plan.strength import stated_or
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.procedure import (
    Lawful,
    Phase,
    Procedure,
    Refusal,
    Wanted,
    phase,
)
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.waiting import completed, sent_back, stay, time_to_complete
from govkit.engine.words.sentences import who
from govkit.engine.words.wording import later, place_word

_CODES = {"send_back": "GOV792", "complete": "GOV794"}
# What the case may be asked while it waits.
_GOES_ON = frozenset(
    {"urge", "supervise", "resume_handling", "decide", "act_first", "withdraw", "merge", "link"}
)


class Completion(Procedure):
    """Sending back for what is missing, and handing it in."""

    kinds = ("send_back", "complete")
    phases = frozenset[Phase]({"open", "incomplete"})
    ends = (("complete_within", "incomplete"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """To send back, before it is signed for; while it waits, to complete."""
        case, place = scene.case, scene.case.place
        rule = _rule(scene)
        if case.status == "incomplete":
            until = partial(end_of, "complete_within", place, "", False)
            move = made(scene, "complete", later("reason.complete"), rule=rule, until=until)
            yield replace(move, party=case.turn)
        elif case.status in UNSIGNED and is_first(case):
            stated = time_to_complete(scene.ladder, case)
            if stated is not None and stay(case) not in case.completions:
                sentence = later("reason.send_back", place=place_word(place))
                yield made(scene, "send_back", sentence, rule=rule, citation=stated.origin)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case waits, or is as it was."""
        if move.kind == "complete":
            return completed(passage.clocks, case, at)
        return sent_back(passage.ladder, passage.clocks, case, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Not stated here, done before, or nothing is missing."""
        place = place_word(scene.case.place)
        found = finding(_CODES[wanted.kind], place=place, lawful=lawful.words)
        return Refusal(found, _rule(scene))

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """While a case waits for completion nothing else is done with it."""
        if phase(scene.case) != "incomplete" or wanted.kind in _GOES_ON:
            return None
        found = finding("GOV793", who=who(scene.case.turn), lawful=lawful.words)
        return Refusal(found, _rule(scene))

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """It goes where `on: incomplete` leads, else it waits on."""
        here = timer.place == case.place
        return Ending(passage.ladder.outcome(case, "incomplete") if here else None)


def _rule(scene: Scene) -> str:
    """The time to complete where the case lies; without one, that it takes one."""
    block, rule = scene.ladder.block(scene.case.place), "complete_within"
    stated = block.complete_within if block else None
    return stated_or(stated, scene.ladder.rule(scene.case.place, rule), "engine:stated_completion")
