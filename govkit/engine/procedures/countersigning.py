"""Countersigning (会签): bodies that a place asks agree or dissent; the last answer may lead on.

It begins when the case is signed for (`asked.begun`); nobody's accountability moves. What silence
counts as is said by `silence` of the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.engine.case.case import Answer, Asked, Case
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.procedures.answering import by_body, not_asked, of_body
from govkit.engine.procedures.asked import (
    answered,
    asked_name,
    to_ask,
    verdict,
    waiting,
)
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, may_go, run_on
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import later, place_word
from govkit.model.statement import Origin
from govkit.values import Word


class Countersigning(Procedure):
    """The answers of those who are asked to countersign."""

    kinds = ("countersign",)
    results = (("countersign", frozenset({"consented", "declined"})),)
    ends = (("countersign_within", "overdue"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Consent and dissent of each body that has not answered."""
        answers: tuple[Answer, ...] = ("consented", "declined")
        for entry in waiting(scene.case, "countersign"):
            for answer in answers:
                yield _countersign(scene, entry, answer)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The answer of the body an id names, else of the first. Raises `GovError` (GOV781)."""
        move = of_body(scene, wanted, base, "countersign")
        answer: Answer = "declined" if "declined" in wanted.parts else "consented"
        outcome = _after_answer(scene.ladder, scene.case, move.part, answer)
        to = outcome.to if outcome and may_go(scene, outcome.to) else ""
        return replace(move, trigger=answer, to=to)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Answered; with the last answer it may go on."""
        answer: Answer = "declined" if move.trigger == "declined" else "consented"
        case = answered(case, "countersign", move.part, answer)
        return passage.lead(case, move.to, at) if move.to else case

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """This body is not asked here, or has answered."""
        return not_asked(scene, wanted, lawful, "GOV781", "countersign")

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """Silence counts as an answer, or sends the case up, or leaves it where it is."""
        ladder, said = passage.ladder, _silence(passage.ladder, case, timer.place)
        answers: dict[str, Answer] = {"agrees": "consented", "declines": "declined"}
        answer = answers.get(said, "")
        here = timer.place == case.place
        if answer:
            after = answered(case, "countersign", timer.part, answer, silent=True)
            came_to = verdict(after) if here else ""
            return Ending(ladder.outcome(after, came_to) if came_to else None, answer)
        return Ending(_risen(ladder, case, timer) if here and said == "escalates" else None)


def _countersign(scene: Scene, entry: Asked, answer: Answer) -> Move:
    outcome = _after_answer(scene.ladder, scene.case, entry.ref, answer)
    if outcome is not None and not may_go(scene, outcome.to):
        outcome = None
    key = "reason.consented" if answer == "consented" else "reason.dissents"
    sentences = [later(key, place=place_word(entry.place))]
    if outcome is not None:
        cite = partial(cited, outcome.citation)
        sentences.append(later("reason.countersign_to", to=place_word(outcome.to), cite=cite))
    move = made(
        scene,
        "countersign",
        run_on(*sentences),
        answer,
        asked_name(scene.case, entry.ref),
        rule=scene.ladder.rule(entry.place, "countersign"),
        citation=outcome.citation if outcome else None,
        more=(outcome.rule,) if outcome else (),
        to=outcome.to if outcome else "",
        trigger=answer,
    )
    return by_body(scene, move, entry)


def _after_answer(ladder: Ladder, case: Case, ref: str, answer: Answer) -> Outcome | None:
    """Where the case goes once this body has answered so; None where it stays.

    Only an answer that was waited for where the case lies leads on: what is recorded of a body that
    has answered, or that was asked elsewhere, counts nothing anew.
    """
    if all(entry.ref != ref for entry in waiting(case, "countersign", case.place)):
        return None
    came_to = verdict(answered(case, "countersign", ref, answer))
    return ladder.outcome(case, came_to) if came_to else None


# ── what it holds back ──
def holds_back(scene: Scene) -> tuple[Asked, ...]:
    """Who has still to countersign before the result may be fed back from where the case lies."""
    return waiting(scene.case, "countersign", scene.case.place)


def dissent_leads(scene: Scene) -> bool:
    """Whether dissent has been counted here and the text says where it leads."""
    outcome = scene.ladder.outcome(scene.case, "declined")
    return verdict(scene.case) == "declined" and outcome is not None and may_go(scene, outcome.to)


def countersigned(scene: Scene) -> bool:
    """Whether others countersign where the case lies, so that dissent is theirs to speak."""
    return bool(to_ask(scene.ladder, scene.case, "countersign"))


# ── silence ──
def _silence(ladder: Ladder, case: Case, place: str) -> str:
    """What no answer means at a place: `agrees`, `declines`, `escalates`; empty where unsaid."""
    block = ladder.block(place)
    stated = in_force(ladder.model, block.silence, case.value, case.day) if block else None
    return stated.value.word if stated and isinstance(stated.value, Word) else ""


def _risen(ladder: Ladder, case: Case, timer: Timer) -> Outcome | None:
    """Silence sends the case up: where `overdue` leads, else to the next tier above."""
    stated = ladder.outcome(case, "overdue", timer.place)
    if stated is not None:
        return stated
    above = ladder.names[ladder.rank(case.tier) + 1 :] if case.tier in ladder.names else ()
    if not above or case.step:
        return None
    return Outcome("overdue", f"tier:{above[0]}", ladder.rule(timer.place, "silence"), Origin())
