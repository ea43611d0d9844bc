"""The moves of those a place asks: countersigning (会签), summons and arrival (吹哨、报到).

A `Scene` enters, moves leave, and where the answers lead. That nobody's accountability moves, and
what an answer does to the case, is said in `asked` and `enactment`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govkit.diagnostics import Both
from govkit.engine.case.case import Answer, Asked, Case
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.procedures.asked import answered, asked_name, to_ask, verdict, waiting
from govkit.engine.procedures.proposal import made, may_go, run_on
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, name_word
from govkit.engine.words.wording import both, place_word


def asking(scene: Scene) -> Iterator[Move]:
    """Answers of those who were asked, and calls of those who may be summoned."""
    for entry in waiting(scene.case, "countersign"):
        for answer in ("consented", "declined"):
            yield _countersign(scene, entry, answer)
    for entry in waiting(scene.case, "summon"):
        sentence = both("reason.arrive", place=place_word(entry.place))
        name = asked_name(scene.case, entry.ref)
        move = made(scene, "arrive", sentence, name, rule=scene.ladder.rule(entry.place, "summon"))
        yield _by(scene, move, entry)
    for ref in may_summon(scene):
        name = asked_name(scene.case, ref)
        rule = scene.ladder.rule(scene.case.place, "summon")
        sentence = both("reason.summon", who=name_word(ref))
        yield replace(made(scene, "summon", sentence, name, rule=rule), part=ref)


def may_summon(scene: Scene) -> tuple[str, ...]:
    """Whom the place may call now: named by the text, and not called already."""
    if scene.case.status not in IN_HAND:
        return ()
    called = {entry.ref for entry in waiting(scene.case, "summon", scene.case.place)}
    return tuple(ref for ref in to_ask(scene.ladder, scene.case, "summon") if ref not in called)


def _countersign(scene: Scene, entry: Asked, answer: Answer) -> Move:
    outcome = after_answer(scene.ladder, scene.case, entry.ref, answer)
    if outcome is not None and not may_go(scene, outcome.to):
        outcome = None
    key = "reason.consented" if answer == "consented" else "reason.dissents"
    sentences = [both(key, place=place_word(entry.place))]
    if outcome is not None:
        cite = cited(outcome.citation)
        sentences.append(both("reason.countersign_to", to=place_word(outcome.to), cite=cite))
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
    return _by(scene, move, entry)


def _by(scene: Scene, move: Move, entry: Asked) -> Move:
    """The move as that of a body that was asked, until its own clock runs out."""
    kinds = ("countersign_within", "arrive_within")
    own = [t.due for t in scene.case.timers if t.kind in kinds and t.part == entry.ref and t.due]
    return replace(move, part=entry.ref, party=entry.party, deadline=min(own, default=None))


def after_answer(ladder: Ladder, case: Case, ref: str, answer: Answer) -> Outcome | None:
    """Where the case goes once this body has answered so; None where it stays."""
    came_to = verdict(answered(case, "countersign", ref, answer))
    return ladder.outcome(case, came_to) if came_to else None


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


def named_body(case: Case, words: tuple[str, ...], refs: tuple[str, ...]) -> str:
    """The reference among `refs` that one of these words names; empty where they name none."""
    for ref in refs:
        if set(asked_name(case, ref).split(":")) <= set(words) or ref.partition(":")[2] in words:
            return ref
    return ""


def phrase_of(entries: tuple[Asked, ...]) -> list[Both]:
    """The names of those asked."""
    return [name_word(entry.ref) for entry in entries]
