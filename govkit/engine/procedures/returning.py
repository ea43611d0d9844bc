"""Returning (退单): a case that came to the wrong address goes back to whoever sent it, as it was.

Lawful before the signature, within `return_within` where the text has one, and once for each pair
of sender and addressee. A second return opens a dispute where the text names an arbiter. Where the
text names who decides on it, nobody returns a case by himself: see `return_request`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Bearer, Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED
from govkit.engine.case.timer import end_of, without
from govkit.engine.plan.parts import gathered, together
from govkit.engine.procedures.dispute import after_return
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import deciders, stated_here
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.sent import (
    BEFORE_SIGN,
    DECIDED_BY,
    is_decided,
    may_go_back,
    no_way_back,
    pair,
)
from govkit.engine.words.wording import both, later, move_word, place_word, status_word


class Returning(Procedure):
    """Giving a case back before it is signed for."""

    kinds = ("return_order",)
    results = (("return_order", frozenset({"returned"})),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Back to the sender, or where the text says that returned cases go."""
        if not may_go_back(scene) or is_decided(scene.ladder, scene.case):
            return
        split = bool(scene.case.split_by.refs)
        outcome = None if split else scene.ladder.outcome(scene.case, "returned")
        to, rule = goes_back_to(scene)
        yield made(
            scene,
            "return_order",
            later("reason.return_order", sender=place_word(to)),
            rule=rule or BEFORE_SIGN,
            citation=outcome.citation if outcome else None,
            to=to,
            trigger="returned",
            until=partial(end_of, "return_within", scene.case.place, "", True),
        )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """To the sender."""
        sender = scene.case.sender
        return replace(base, trigger="returned", to=sender.place if sender else "")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case as it stood when it was sent; limits that had paused go on."""
        return given_back(passage, case, move.to, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Another decides on it; or signed for already, sent by nobody, returned before, decided by
        the arbiter, too late."""
        case, ladder = scene.case, scene.ladder
        sent = case.sender is not None and case.status in ("dispatched", "signed")
        stated = stated_here(ladder, case, DECIDED_BY)
        if sent and not case.dispute and stated is not None and is_decided(ladder, case):
            refs = deciders(ladder, case, DECIDED_BY, None)
            who = Both.listed(ref.partition(":")[2] for ref in refs)
            found = finding("GOV767", place=place_word(case.place), who=who, lawful=lawful.words)
            change = both("change.first", move=move_word("request_return"))
            return Refusal(found, stated.rule, stated.origin, change=change)
        found = finding("GOV714", status=status_word(case.status), lawful=lawful.words)
        return no_way_back(scene, lawful) or Refusal(found, "engine:order")


def goes_back_to(scene: Scene) -> tuple[str, str]:
    """Where a returned case goes, with the rule of the text that says so; else to the sender."""
    case, sender = scene.case, scene.case.sender
    outcome = scene.ladder.outcome(case, "returned")
    if outcome is not None and not case.split_by.refs:
        return outcome.to, outcome.rule
    return (sender.place if sender else ""), ""


def given_back(passage: Passage, case: Case, to: str, at: datetime) -> Case:
    """The case as it stood when it was sent, or where the text leads, as a return that counts."""
    sender = case.sender
    if sender is not None and case.split_by.refs:
        return as_sent(passage, case, at)
    case = changed(case, returned=(*case.returned, pair(case)))
    if sender is None:
        return changed(case, status="reported")
    if to and to != sender.place:
        if case.status not in UNSIGNED:
            case = changed(case, accountable=sender.accountable, handler=sender.handler)
        return after_return(passage.ladder, passage.lead(case, to, at))
    return after_return(passage.ladder, as_sent(passage, case, at))


def as_sent(passage: Passage, case: Case, at: datetime) -> Case:
    """The case as it stood when it was sent; limits that had paused go on.

    What a signature changed since is as it was before; a split order is back in one hand.
    """
    sender = case.sender
    if sender is None:
        return case
    if case.split_by.refs:  # at the same place
        return changed(gathered(case, sender.status), sender=None)
    if case.status not in UNSIGNED:
        case = changed(case, accountable=sender.accountable, handler=sender.handler)
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
        return changed(case, holder=sender.holder, turn=_turn(case, sender.holder))
    return passage.held(case)


def _turn(case: Case, holder: Bearer) -> Bearer:
    """Whose turn it is: of several handlers those who have not fed back."""
    waiting = tuple(part for part in case.parts if part.status != "fed_back")
    return together(waiting) if waiting else holder
