"""Handling (处置), feeding back (反馈) and handling again (返工): the work itself.

Where several handlers have the case together, each has moves of its own. Where a finished work
leads is said here, for lawful and recorded moves alike; declining (`feed_back:declined`) is
dissent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, Part, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED, Status
from govkit.engine.case.timer import without
from govkit.engine.plan.ladder import Outcome
from govkit.engine.plan.parts import OF_PART, advanced, finished, gathered, part_of, settled
from govkit.engine.procedures.call_backs import after_feedback, uncalled
from govkit.engine.procedures.countersigning import countersigned, dissent_leads, holds_back
from govkit.engine.procedures.deliberation import outstanding
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.power import lacking
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import ORDER, STEP_ORDER, by_one, made, may_go, run_on
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, name_word, turning_sentence
from govkit.engine.words.wording import Later, joined, later, place_word
from govkit.model.statement import Origin


class Handling(Procedure):
    """Handling a case, feeding its result back, and handling it again where that failed."""

    kinds = ("handle", "feed_back", "rework")
    results = (("feed_back", frozenset({"done", "declined"})),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """The work of each handler; of a result that failed, once more."""
        case = scene.case
        if case.parts:
            for part in case.parts:
                yield from _own_work(scene, part, part.status)
        else:
            stands = "signed" if case.status == "agreed" else case.status
            yield from _own_work(scene, None, stands)
        if case.status == "failed" and not scene.out_of_power and not _sent_back(scene):
            yield _handle(scene, "rework", later("reason.rework"), None)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """Of several handlers the first who has it still to do."""
        if wanted.kind == "handle":
            return by_one(scene, wanted, base, "signed", "dispatched")
        if wanted.kind == "rework":
            return base
        base = by_one(scene, wanted, base, "handling", "signed", "dispatched")
        return replace(base, to=_back(scene, base), trigger=base.trigger or "done")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """In hand, or fed back and gone on from there; it is to be asked about anew."""
        declines = move.trigger == "declined"
        case = case if declines else uncalled(case)
        after = self._worked(passage, case, move, at)
        if move.kind != "feed_back" or declines:
            return after
        return after_feedback(passage.ladder, passage.clocks, after, at)

    def _worked(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        part = part_of(case, move.part)
        if move.kind != "feed_back":
            if part:
                return advanced(case, move.part, "handling")
            return changed(settled(case, "handling"), status="handling", handler=case.holder)
        declines = move.trigger == "declined"
        after = changed(settled(case, "fed_back"), status="fed_back")
        if part and not declines:
            after = advanced(case, move.part, "fed_back")
            after = changed(after, timers=without(after.timers, *OF_PART, part=move.part))
            if after.parts and not finished(after):
                return after
            if after.split_by.refs:
                after = gathered(after, "fed_back")
        if not move.to:
            return case if declines else after
        back: Status | None = "fed_back" if move.trigger == "done" else None
        return passage.lead(case, move.to, at, back)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Powers are lacking, or others have still to countersign."""
        if wanted.kind != "feed_back":
            return lacking(scene, lawful) if scene.is_true("out_of_power") else None
        held = holds_back(scene)
        if not held or scene.case.status != "handling":
            return None
        waiting = joined([name_word(entry.ref) for entry in held])
        place = scene.case.place
        words = {"place": place_word(place), "waiting": waiting, "lawful": lawful.words}
        found = finding("GOV780", (), **words)
        return Refusal(found, scene.ladder.rule(place, "countersign"))


def _own_work(scene: Scene, part: Part | None, status: Status) -> Iterator[Move]:
    """What one handler does: handle, feed back, decline. `part` is None where it is the only one.

    What a meeting left undecided is not handled, and what failed is handled again, not anew.
    """
    case = scene.case
    settled = case.status not in ("undecided", "fed_back", "failed", "verified")
    waits = bool(outstanding(scene))
    if status == "signed" and settled and not waits and not scene.out_of_power:
        name = part.ref if part else case.place
        yield _handle(scene, "handle", later("reason.handle", tier=place_word(name)), part)
    held = waits or holds_back(scene) or dissent_leads(scene)
    if status == "handling" and settled and not held:
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


def _handle(scene: Scene, kind: str, sentence: Later, part: Part | None) -> Move:
    standing = scene.standing
    turnings = standing.turnings if scene.is_judged else ()
    notes = [sentence, *(turning_sentence(turning) for turning in turnings)]
    return made(
        scene,
        kind,
        run_on(*notes),
        rule=scene.ladder.rule(scene.case.place, "handler"),
        more=standing.rules if scene.is_judged else (),
        turnings=turnings,
        part=part,
    )


# ── where it leads ──
def _after_done(scene: Scene, part: Part | None = None) -> Outcome | None:
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


def _back(scene: Scene, base: Move) -> str:
    """Where a case goes that is fed back; empty where it stays."""
    if base.trigger != "declined":
        done = _after_done(scene, part_of(scene.case, base.part))
        return done.to if done else ""
    outcome = scene.ladder.outcome(scene.case, "declined")
    if outcome is not None and may_go(scene, outcome.to):
        return outcome.to
    return f"tier:{scene.case.tier}" if scene.is_beside else ""


def _feed_back(scene: Scene, part: Part | None) -> Move:
    outcome = _after_done(scene, part)
    if outcome is None:
        return made(scene, "feed_back", later("reason.feed_back"), trigger="done", part=part)
    to = place_word(outcome.to)
    return made(
        scene,
        "feed_back",
        later("reason.feed_back_to", to=to, cite=partial(cited, outcome.citation)),
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger="done",
        part=part,
    )


def _declined(scene: Scene, outcome: Outcome, part: Part | None) -> Move:
    to = place_word(outcome.to)
    return made(
        scene,
        "feed_back",
        later("reason.declined", to=to, cite=partial(cited, outcome.citation)),
        "declined",
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger="declined",
        part=part,
    )
