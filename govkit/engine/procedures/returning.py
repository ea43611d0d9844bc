"""Returning (退单): a case that came to the wrong address goes back to whoever sent it, as it was.

Lawful before the signature, within `return_within` where the text has one, and once for each pair
of sender and addressee. A second return opens a dispute where the text names an arbiter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Bearer, Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.timer import end_of, without
from govkit.engine.plan.parts import gathered, is_first, together
from govkit.engine.procedures.dispute import after_return
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant
from govkit.engine.words.wording import later, place_word, status_word
from govkit.values import Quantity

_BEFORE_SIGN = "engine:return_before_sign"


class Returning(Procedure):
    """Giving a case back before it is signed for."""

    kinds = ("return_order",)
    results = (("return_order", frozenset({"returned"})),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Back to the sender, or where the text says that returned cases go."""
        if not _may_return(scene):
            return
        case = scene.case
        assert case.sender is not None
        outcome = None if case.split_by.refs else scene.ladder.outcome(case, "returned")
        to = outcome.to if outcome else case.sender.place
        yield made(
            scene,
            "return_order",
            later("reason.return_order", sender=place_word(to)),
            rule=outcome.rule if outcome else _BEFORE_SIGN,
            citation=outcome.citation if outcome else None,
            to=to,
            trigger="returned",
            until=partial(end_of, "return_within", case.place, "", True),
        )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """To the sender."""
        sender = scene.case.sender
        return replace(base, trigger="returned", to=sender.place if sender else "")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case as it stood when it was sent; limits that had paused go on."""
        sender = case.sender
        if sender is not None and case.split_by.refs:  # back in one hand, at the same place
            return changed(gathered(case, sender.status), sender=None)
        case = changed(case, returned=(*case.returned, _pair(case)))
        if sender is None:
            return changed(case, status="reported")
        if move.to and move.to != sender.place:
            return after_return(passage.ladder, passage.lead(case, move.to, at))
        whole = tuple(timer for timer in case.timers if timer.is_whole)
        same_tier = sender.tier == case.tier
        kept = without(case.timers, place=case.place) if same_tier else whole
        resumed = tuple(passage.clocks.resume(timer, at) for timer in sender.timers)
        case = changed(
            case,
            tier=sender.tier,
            step=sender.step,
            status=sender.status,
            joint=sender.joint,
            parts=sender.parts,
            split_by=sender.split_by,
            asked=sender.asked,
            failures=sender.failures,
            sender=None,
            timers=(*kept, *resumed),
        )
        if sender.holder.refs:
            case = changed(case, holder=sender.holder, turn=_turn(case, sender.holder))
        else:
            case = passage.held(case)
        return after_return(passage.ladder, case)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Signed for already, sent by nobody, returned before, decided by the arbiter, too late."""
        case, told = scene.case, lawful.words
        if case.dispute == "settled":
            rule = f"process:{scene.ladder.process.name}.arbiter"
            return Refusal(finding("GOV787", lawful=told), rule)
        if case.status not in ("dispatched", "reported", "accepted") or not is_first(case):
            found = finding("GOV714", status=status_word(case.status), lawful=told)
            return Refusal(found, _BEFORE_SIGN)
        if case.sender is None:
            return Refusal(finding("GOV717", lawful=told), _BEFORE_SIGN)
        if _pair(case) in case.returned:
            found = finding("GOV716", sender=place_word(case.sender.place), lawful=told)
            return Refusal(found, "engine:return_once")
        timer = scene.timer("return_within")
        if timer is not None and timer.due is not None:
            late = Quantity(Fraction(int((scene.at - timer.due).total_seconds())), "second")
            due, at = instant(timer.due), instant(scene.at)
            found = finding("GOV715", due=due, at=at, lawful=told)
            return Refusal(found, timer.rule, timer.citation, excess=late)
        return Refusal(
            finding("GOV714", status=status_word(case.status), lawful=told), "engine:order"
        )


def _may_return(scene: Scene) -> bool:
    """Whether the case may be returned: sent here, not signed for, in time, not returned before."""
    case = scene.case
    if case.status != "dispatched" or case.sender is None or _pair(case) in case.returned:
        return False
    if not is_first(case) or case.dispute:
        return False
    timer = scene.timer("return_within")
    return timer is None or timer.due is None or scene.at <= timer.due


def _pair(case: Case) -> str:
    """Sender and addressee of the last dispatch."""
    return f"{case.sender.place if case.sender else ''}>{case.place}"


def _turn(case: Case, holder: Bearer) -> Bearer:
    """Whose turn it is: of several handlers those who have not fed back."""
    waiting = tuple(part for part in case.parts if part.status != "fed_back")
    return together(waiting) if waiting else holder
