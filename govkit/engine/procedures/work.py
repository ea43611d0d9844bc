"""The moves of whoever handles a case: take it in, give it back, deliberate, handle, feed back.

A `Scene` enters, moves leave. Where several handlers have the case together, each has moves of its
own. Where a finished work leads is said here too, for lawful and recorded moves alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govkit.diagnostics import Both
from govkit.engine.case.case import Part
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED, Status
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Outcome
from govkit.engine.plan.parts import is_first
from govkit.engine.procedures.completion import stay, time_to_complete
from govkit.engine.procedures.countersign import countersigned, dissent_leads, holds_back
from govkit.engine.procedures.proposal import ORDER, STEP_ORDER, made, may_go, run_on
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, turning_sentence
from govkit.engine.words.wording import both, place_word
from govkit.model.meeting import Meeting
from govkit.model.statement import Origin, Stated
from govkit.values import Refs


# ── taking in ──
def taking_in(scene: Scene) -> Iterator[Move]:
    """Accepting, signing for, returning: the moves of a case that is not signed for yet."""
    case = scene.case
    if case.status not in UNSIGNED:
        return
    if case.status == "reported":
        yield made(scene, "accept", both("reason.accept"))
    if not case.parts:
        yield _sign_for(scene, None)
    for part in case.parts:
        if part.status == "dispatched":
            yield _sign_for(scene, part)
    if may_return(scene):
        yield _return(scene)
    if may_send_back(scene):
        place = scene.case.place
        stated = time_to_complete(scene.ladder, scene.case)
        yield made(
            scene,
            "send_back",
            both("reason.send_back", place=place_word(place)),
            rule=scene.ladder.rule(place, "complete_within"),
            citation=stated.origin if stated else None,
        )


def may_send_back(scene: Scene) -> bool:
    """Whether the case may be sent back for completion: not signed for, once in each stay."""
    case = scene.case
    unsigned = case.status in UNSIGNED and is_first(case)
    known = time_to_complete(scene.ladder, case) is not None
    return unsigned and known and stay(case) not in case.completions


def completing(scene: Scene) -> Iterator[Move]:
    """Completing a case that was sent back: the move of whoever sent or reported it."""
    timer = scene.timer("complete_within")
    rule = scene.ladder.rule(scene.case.place, "complete_within")
    move = made(scene, "complete", both("reason.complete"), rule=rule)
    deadline = timer.due if timer and not timer.fired else None
    yield replace(move, party=scene.case.turn, deadline=deadline)


def _sign_for(scene: Scene, part: Part | None) -> Move:
    ref = part.ref if part else ""
    timer = scene.timer("sign_within", ref)
    deadline = timer.due if timer and not timer.fired and timer.due else scene.deadline(ref)
    return made(scene, "sign_for", both("reason.sign_for"), deadline=deadline, part=part)


def may_return(scene: Scene) -> bool:
    """Whether the case may be returned: sent here, not signed for, in time, not returned before."""
    case = scene.case
    if case.status != "dispatched" or case.sender is None or return_pair(scene) in case.returned:
        return False
    if not is_first(case) or case.dispute:
        return False
    timer = scene.timer("return_within")
    return timer is None or timer.due is None or scene.at <= timer.due


def return_pair(scene: Scene) -> str:
    """Sender and addressee of the last dispatch."""
    sender = scene.case.sender
    return f"{sender.place if sender else ''}>{scene.case.place}"


def _return(scene: Scene) -> Move:
    case = scene.case
    assert case.sender is not None
    timer = scene.timer("return_within")
    outcome = scene.ladder.outcome(case, "returned")
    to = outcome.to if outcome else case.sender.place
    return made(
        scene,
        "return_order",
        both("reason.return_order", sender=place_word(to)),
        rule=outcome.rule if outcome else "engine:return_before_sign",
        citation=outcome.citation if outcome else None,
        to=to,
        trigger="returned",
        deadline=timer.due if timer else None,
    )


# ── work ──
def work(scene: Scene) -> Iterator[Move]:
    """Deliberating, handling, feeding back, verifying, reworking."""
    case = scene.case
    if case.status in ("signed", "undecided", "handling"):
        yield from _deliberations(scene)
    if case.parts:
        for part in case.parts:
            yield from _own_work(scene, part, part.status)
    else:
        stands = "signed" if case.status == "agreed" else case.status
        yield from _own_work(scene, None, stands)
    if case.status == "fed_back":
        for outcome in ("verified", "failed"):
            yield made(scene, "verify", both("reason.verify"), outcome, trigger=outcome)
    if case.status == "failed" and not scene.out_of_power and not _sent_back(scene):
        yield _handle(scene, "rework", both("reason.rework"), None)


def _own_work(scene: Scene, part: Part | None, status: Status) -> Iterator[Move]:
    """What one handler does: handle, feed back, decline. `part` is None where it is the only one.

    What a meeting left undecided is not handled, and what failed is handled again, not anew.
    """
    case = scene.case
    settled = case.status not in ("undecided", "fed_back", "failed", "verified")
    if status == "signed" and settled and not scene.out_of_power:
        name = part.ref if part else case.place
        yield _handle(scene, "handle", both("reason.handle", tier=place_word(name)), part)
    if status == "handling" and settled and not (holds_back(scene) or dissent_leads(scene)):
        yield _feed_back(scene, part)
    may_decline = (case.step or part) and status not in UNSIGNED
    may_decline = may_decline and not countersigned(scene)
    declined = scene.ladder.outcome(case, "declined") if may_decline else None
    if part and status == "fed_back":
        return
    if declined and may_go(scene, declined.to):
        yield _declined(scene, declined, part)


def _sent_back(scene: Scene) -> bool:
    """Whether the text says where a failed result goes in a process of steps."""
    outcome = scene.ladder.outcome(scene.case, "failed") if scene.ladder.by_steps else None
    return outcome is not None and may_go(scene, outcome.to)


def meetings(scene: Scene) -> tuple[str, ...]:
    """The meetings that deliberate where the case lies, by name."""
    stated = _deliberating(scene)
    refs = stated.value.refs if stated and isinstance(stated.value, Refs) else ()
    return tuple(dict.fromkeys(ref.partition(":")[2] for ref in refs))


def _deliberating(scene: Scene) -> Stated[Any] | None:
    """The statement that says who deliberates on a case where it lies."""
    block, case = scene.ladder.block(scene.case.place), scene.case
    return in_force(scene.ladder.model, block.deliberates, case.value, case.day) if block else None


def _deliberations(scene: Scene) -> Iterator[Move]:
    place = scene.case.place
    for name in meetings(scene):
        sentence = both("reason.deliberate", tier=place_word(place), meeting=name)
        stated = _deliberating(scene)
        origin = stated.origin if stated is not None else Origin()
        for outcome in _outcomes_of(scene, name):
            yield made(
                scene,
                "deliberate",
                sentence,
                outcome,
                name,
                rule=scene.ladder.rule(place, "deliberates"),
                citation=origin,
                trigger=outcome,
                meeting=name,
            )


def _outcomes_of(scene: Scene, name: str) -> tuple[str, ...]:
    """What a meeting may come to; not to be held only where too few can have come."""
    meeting = scene.ladder.model.get(f"meeting:{name}")
    plain = ("agreed", "undecided")
    return (*plain, "not_held") if isinstance(meeting, Meeting) and meeting.quorum else plain


def _handle(scene: Scene, kind: str, sentence: Both, part: Part | None) -> Move:
    standing = scene.standing
    turnings = () if scene.is_beside else standing.turnings
    notes = [sentence, *(turning_sentence(turning) for turning in turnings)]
    return made(
        scene,
        kind,
        run_on(*notes),
        rule=scene.ladder.rule(scene.case.place, "handler"),
        more=() if scene.is_beside else standing.rules,
        turnings=turnings,
        part=part,
    )


def after_done(scene: Scene, part: Part | None = None) -> Outcome | None:
    """Where the case goes when the work here is fed back; None where it stays to be verified.

    It stays, too, while others than `part` have not fed back.
    """
    case, ladder = scene.case, scene.ladder
    others = [held for held in case.parts if part and held.ref != part.ref]
    if any(held.status != "fed_back" for held in others):
        return None
    outcome = ladder.outcome(case, "done")
    if outcome and may_go(scene, outcome.to):
        return outcome
    if scene.is_beside:
        return Outcome("done", f"tier:{case.tier}", ORDER, Origin())
    if ladder.by_steps and not ladder.verifies(case):
        following = f"step:{ladder.next_step(case.step)}"
        if may_go(scene, following):
            return Outcome("done", following, STEP_ORDER, Origin())
    return None


def _feed_back(scene: Scene, part: Part | None) -> Move:
    outcome = after_done(scene, part)
    if outcome is None:
        return made(scene, "feed_back", both("reason.feed_back"), trigger="done", part=part)
    return made(
        scene,
        "feed_back",
        both("reason.feed_back_to", to=place_word(outcome.to), cite=cited(outcome.citation)),
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger="done",
        part=part,
    )


def _declined(scene: Scene, outcome: Outcome, part: Part | None) -> Move:
    return made(
        scene,
        "feed_back",
        both("reason.declined", to=place_word(outcome.to), cite=cited(outcome.citation)),
        "declined",
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger="declined",
        part=part,
    )
