"""Closing (结案): a verified case is closed in a manner, by a tier that holds the powers needed.

While the time to object runs it cannot be closed; when nobody objected, it goes where `silence`
leads. Closing early, by an outcome of the text, is said in `outcomes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.procedures.calling_back import owed
from govkit.engine.procedures.deliberation import outstanding
from govkit.engine.procedures.finality import objections_until
from govkit.engine.procedures.order import out_of_order
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.power import lacking
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import ORDER, made, may_go, run_on
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.turning_down import recorded
from govkit.engine.words.sentences import instant, turning_sentence
from govkit.engine.words.wording import later
from govkit.model.statement import Origin
from govkit.vocabulary.words import word_set

MANNERS = ("resolved", "explained", "terminated")


class Closing(Procedure):
    """Closing a case."""

    kinds = ("close",)
    results = (("close", frozenset(word_set("trigger+event+manner"))),)
    ends = (("objection_within", "silence"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """In the manners that `on: verified` names, else in the plain ones."""
        case = scene.case
        if case.status != "verified" or scene.is_beside or scene.out_of_power:
            return
        if objections_until(case) is not None or outstanding(scene) or owed(scene):
            return
        stated = [
            outcome
            for outcome in scene.ladder.outcomes(case.place, case.value, case.day)
            if outcome.trigger == "verified" and outcome.to.startswith("manner:")
        ]
        for outcome in stated:
            yield _close(scene, outcome.to.partition(":")[2], outcome.rule, outcome.citation)
        following = scene.ladder.next_step(case.step) if scene.ladder.by_steps else ""
        if not stated and not may_go(scene, f"step:{following}"):
            for manner in MANNERS:
                yield _close(scene, manner, ORDER, Origin())

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The manner an id names, else as resolved; as the text says where it was turned down."""
        if base.trigger == "not_accepted":
            return recorded(scene, wanted, base)
        rest = wanted.but(base.trigger)
        manner = next((part for part in rest if part in word_set("manner")), "resolved")
        return replace(base, manner=manner, to=f"manner:{manner}")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Closed."""
        return passage.close(case, move.manner, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Somebody may still object, powers are lacking, or only the manner is not lawful."""
        timer = objections_until(scene.case)
        if timer is not None and timer.due is not None and scene.case.status == "verified":
            found = finding("GOV788", due=instant(timer.due), lawful=lawful.words)
            return Refusal(found, timer.rule, timer.citation)
        if scene.is_true("out_of_power"):
            return lacking(scene, lawful)
        manners = (*word_set("manner"), "not_accepted")  # 不予受理 is the word of both
        asks = any(part in manners for part in wanted.parts)
        if asks and any(move.kind == "close" for move in lawful.moves):
            return out_of_order(scene, wanted, lawful, only_in_this_manner=True)
        return None

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """Nobody objected in time: where silence leads."""
        here = timer.place == case.place
        return Ending(passage.ladder.outcome(case, "silence") if here else None)


def _close(scene: Scene, manner: str, rule: str, citation: Origin) -> Move:
    turnings = scene.standing.turnings
    sentence = later("reason.close", tier=scene.case.place.partition(":")[2])
    return made(
        scene,
        "close",
        run_on(sentence, *(turning_sentence(turning) for turning in turnings)),
        manner,
        rule=rule,
        citation=citation,
        to=f"manner:{manner}",
        manner=manner,
        more=scene.standing.rules,
        turnings=turnings,
    )
