"""What a move does to a case: where it goes, who holds it, which timers start, pause and stop.

A case and a move enter, whether lawful or recorded; a case leaves, without the event, which the
engine enters afterwards. Nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from govkit.engine.case.case import Answer, Case, Party, Sender, changed
from govkit.engine.case.grading import graded, with_values
from govkit.engine.case.move import Move
from govkit.engine.case.status import Status
from govkit.engine.case.timer import TimerKind, without
from govkit.engine.case.value import CaseValue
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.lookup import looked_up
from govkit.engine.plan.parts import (
    OF_PART,
    advanced,
    alone,
    finished,
    is_first,
    part_of,
    parts_at,
    settled,
    together,
)
from govkit.engine.procedures.adjournment import deliberated
from govkit.engine.procedures.asked import answered, ask, begun, left
from govkit.engine.procedures.completion import completed, sent_back
from govkit.engine.procedures.dispute import after_dispatch, after_return
from govkit.engine.procedures.finality import after_closing, objections_open, taken_up
from govkit.engine.procedures.oversight import FIELDS, pressed
from govkit.engine.procedures.requests import KINDS, enacted
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.clockwork import follow
from govkit.engine.time.limits import place_timers
from govkit.values import Word

_UNTIL_SIGNED: tuple[TimerKind, ...] = ("sign_within", "return_within")


class Enactor:
    """Carries out moves on one ladder."""

    def __init__(self, ladder: Ladder, clocks: Clocks) -> None:
        self.ladder = ladder
        self.clocks = clocks
        self._by_kind: dict[str, Callable[[Case, Move, datetime], Case]] = {
            "accept": lambda case, move, at: changed(case, status="accepted"),
            "classify": self._classify,
            "sign_for": self._sign_for,
            "return_order": self._return,
            "send_back": lambda case, move, at: sent_back(self.ladder, self.clocks, case, at),
            "complete": lambda case, move, at: completed(self.clocks, case, at),
            "deliberate": lambda case, move, at: deliberated(ladder, clocks, case, move, at),
            "handle": self._handle,
            "rework": self._handle,
            "feed_back": self._feed_back,
            "countersign": self._countersign,
            "summon": self._summon,
            "arrive": lambda case, move, at: answered(case, "summon", move.part, "arrived"),
            "verify": self._verify,
            "escalate": lambda case, move, at: self.lead(case, move.to, at),
            "transfer": lambda case, move, at: self.lead(case, move.to, at),
            "arbitrate": self._arbitrate,
            "close": lambda case, move, at: self.close(case, move.manner, at),
            **dict.fromkeys(FIELDS, lambda case, move, at: pressed(ladder, case, move.kind)),
            **dict.fromkeys(KINDS, lambda case, move, at: enacted(ladder, clocks, case, move, at)),
            "reopen": self._reopen,
        }

    def enact(self, case: Case, move: Move, at: datetime) -> Case:
        """The case after the move; its history and revision are not touched."""
        if move.kind not in ("complete", "classify", "close", *FIELDS):
            case = completed(self.clocks, case, at)  # what is recorded meanwhile ends the waiting
        after = self._by_kind[move.kind](case, move, at)
        return follow(self.ladder, self.clocks, case, after, move.kind, move.trigger, at)

    # ── single moves ──
    def _classify(self, case: Case, move: Move, at: datetime) -> Case:
        values = (CaseValue(attribute=move.attribute, value=Word(move.grade)),)
        revision = case.revision + 1
        case = graded(with_values(case, values), values, at, revision, move.reason.rule)
        return looked_up(self.ladder.model, case, at, revision)

    def _sign_for(self, case: Case, move: Move, at: datetime) -> Case:
        part, first = part_of(case, move.part), is_first(case)
        signer = part.party if part else case.holder
        if part is None or case.joint == "any":
            timers = without(case.timers, *_UNTIL_SIGNED, place=case.place)
        else:
            timers = without(case.timers, *_UNTIL_SIGNED, part=part.ref)
        case = changed(case, sender=None, timers=timers)
        if part is None:
            case = changed(settled(case, "signed"), status="signed", handler=signer)
        else:
            case = advanced(case, part.ref, "signed")
        case = begun(self.ladder, self.clocks, case, at)
        if case.dispute == "open":  # who handles it meanwhile does not answer for it
            return case
        if self.ladder.by_steps:
            return case if case.accountable.refs else changed(case, accountable=signer)
        return changed(case, accountable=signer) if first and not case.step else case

    def _handle(self, case: Case, move: Move, at: datetime) -> Case:
        if part_of(case, move.part):
            return advanced(case, move.part, "handling")
        return changed(settled(case, "handling"), status="handling", handler=case.holder)

    def _verify(self, case: Case, move: Move, at: datetime) -> Case:
        failed = move.trigger == "failed"
        case = changed(case, status=move.trigger, failures=case.failures + failed)
        return case if failed else objections_open(self.ladder, self.clocks, case, at)

    # ── those who are asked, and those who decide ──
    def _countersign(self, case: Case, move: Move, at: datetime) -> Case:
        answer: Answer = "declined" if move.trigger == "declined" else "consented"
        case = answered(case, "countersign", move.part, answer)
        return self.lead(case, move.to, at) if move.to else case

    def _summon(self, case: Case, move: Move, at: datetime) -> Case:
        return ask(self.ladder, self.clocks, case, "summon", move.part, at)

    def _arbitrate(self, case: Case, move: Move, at: datetime) -> Case:
        """The case goes to the place that the arbiter names, to be signed for there."""
        stays, case = move.to == case.place, changed(case, dispute="settled")
        case = changed(case, sender=None) if stays else self.lead(case, move.to, at)
        return self._held(changed(case, status="dispatched", **parts_at(self.ladder, case)))

    def _reopen(self, case: Case, move: Move, at: datetime) -> Case:
        return self.arrive(taken_up(self.ladder, self.clocks, case, move.to, at), at)

    def _feed_back(self, case: Case, move: Move, at: datetime) -> Case:
        declines = move.trigger == "declined"
        after = changed(settled(case, "fed_back"), status="fed_back")
        if part_of(case, move.part) and not declines:
            after = advanced(case, move.part, "fed_back")
            after = changed(after, timers=without(after.timers, *OF_PART, part=move.part))
            if after.parts and not finished(after):
                return after
        if not move.to:
            return case if declines else after
        back: Status | None = "fed_back" if move.trigger == "done" else None
        return self.lead(case, move.to, at, back)

    def _return(self, case: Case, move: Move, at: datetime) -> Case:
        sender = case.sender
        pair = f"{sender.place if sender else ''}>{case.place}"
        case = changed(case, returned=(*case.returned, pair))
        if sender is None:
            return changed(case, status="reported")
        if move.to and move.to != sender.place:
            return after_return(self.ladder, self.lead(case, move.to, at))
        whole = tuple(timer for timer in case.timers if timer.is_whole)
        same_tier = sender.tier == case.tier
        kept = without(case.timers, place=case.place) if same_tier else whole
        resumed = tuple(self.clocks.resume(timer, at) for timer in sender.timers)
        case = changed(
            case,
            tier=sender.tier,
            step=sender.step,
            status=sender.status,
            joint=sender.joint,
            parts=sender.parts,
            asked=sender.asked,
            failures=sender.failures,
            sender=None,
            timers=(*kept, *resumed),
        )
        if sender.holder.refs:
            case = changed(case, holder=sender.holder, turn=_turn(case, sender.holder))
        else:
            case = self._held(case)
        return after_return(self.ladder, case)

    # ── going on ──
    def lead(self, case: Case, to: str, at: datetime, back_as: Status | None = None) -> Case:
        """The case goes to a tier, a step or a manner; `back_as` is its status at its own tier."""
        kind, _, name = to.partition(":")
        if kind == "manner":
            return self.close(case, name, at)
        if kind == "tier" and case.step and name == case.tier:
            return self._back(case, back_as)
        sender = Sender(
            tier=case.tier,
            step=case.step,
            status=case.status,
            holder=case.holder,
            joint=case.joint,
            parts=case.parts,
            asked=case.asked,
            failures=case.failures,
            timers=tuple(
                self.clocks.pause(timer, at)
                for timer in case.timers
                if not timer.is_whole
                and (kind == "tier" or (case.step and timer.place == case.place))
            ),
            event=case.revision,
        )
        if kind == "tier":
            timers = tuple(timer for timer in case.timers if timer.is_whole)
            case = changed(case, tier=name, step="", timers=timers, failures=0, asked=())
        else:
            kept = without(case.timers, *_UNTIL_SIGNED, place=f"tier:{case.tier}")
            kept = without(kept, place=case.place) if case.step else kept
            asked = left(case, case.place) if case.step else case.asked
            case = changed(case, step=name, timers=kept, asked=asked)
            if self.ladder.by_steps:
                level = self.ladder.level_at(to, case.value, case.day)
                case = changed(case, tier=level, failures=0)
        case = self.arrive(changed(case, sender=sender, status="dispatched"), at)
        return after_dispatch(self.ladder, case)

    def _back(self, case: Case, status: Status | None) -> Case:
        """From a step to the tier that is accountable for it."""
        sender = case.sender
        before: Status = status or (sender.status if sender and not sender.step else "signed")
        timers, asked = without(case.timers, place=case.place), left(case, case.place)
        case = changed(case, step="", status=before, sender=None, timers=timers, asked=asked)
        case = self._held(changed(case, **parts_at(self.ladder, case)))
        if case.joint == "any" and set(case.accountable.refs) <= set(case.holder.refs):
            return alone(case, case.accountable, before)
        return settled(case, before)

    def come_in(self, case: Case, place: str, at: datetime) -> Case:
        """The case comes to the intake of the process, sent by nobody."""
        level = self.ladder.level_at(place, case.value, case.day)
        step = place.partition(":")[2] if self.ladder.by_steps else ""
        return self.arrive(changed(case, tier=level, step=step), at)

    def arrive(self, case: Case, at: datetime) -> Case:
        """The case comes to its place: one pass more, its handlers, its timers."""
        counted = dict(case.passes)
        counted[case.place] = counted.get(case.place, 0) + 1
        case = changed(case, passes=tuple(counted.items()), **parts_at(self.ladder, case))
        case = self._held(case)
        each = [part.ref for part in case.parts] if case.joint == "all" else [""]
        timers = list(case.timers)
        for ref in each:
            timers += place_timers(self.ladder, self.clocks, case, at, ref)
        return changed(case, timers=tuple(timers))

    def close(self, case: Case, manner: str, at: datetime) -> Case:
        """The case is closed: nobody's turn, no timer runs."""
        return changed(
            case,
            status="closed",
            manner=manner,
            closed_at=at,
            step=case.step if self.ladder.by_steps else "",
            turn=Party(),
            joint="",
            parts=(),
            asked=(),
            incomplete=None,
            sender=None,
            timers=after_closing(self.ladder, self.clocks, case, at),
        )

    def _held(self, case: Case) -> Case:
        """The party of the place holds the case, and it is its turn."""
        if case.parts:
            party = together(case.parts)
            return changed(case, holder=party, turn=party)
        party = self.ladder.party(case.unit, case.place, case.value, case.day, case.vacant)
        return changed(case, holder=party, turn=party)


def _turn(case: Case, holder: Party) -> Party:
    """Whose turn it is: of several handlers those who have not fed back."""
    waiting = tuple(part for part in case.parts if part.status != "fed_back")
    return together(waiting) if waiting else holder
