"""Where a case goes: to a tier, a step or a manner, who holds it there, which timers begin.

A case and a move enter, whether lawful or recorded; a case leaves, without the event, which is
entered afterwards. What a single move does is said by its procedure. Nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from govkit.engine.case.case import NOBODY, Answer, Case, Sender, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import Status
from govkit.engine.case.timer import Timer, TimerKind, without
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.plan.parts import alone, parts_at, settled, together
from govkit.engine.procedures.asked import left
from govkit.engine.procedures.call_backs import after_close
from govkit.engine.procedures.dispute import after_dispatch
from govkit.engine.procedures.finality import after_closing
from govkit.engine.procedures.memory import Memory
from govkit.engine.procedures.waiting import completed
from govkit.engine.time.clocks import Clocks
from govkit.engine.time.clockwork import follow
from govkit.engine.time.limits import begun, limits_here

UNTIL_SIGNED: tuple[TimerKind, ...] = ("sign_within", "return_within")
# What a case that waits for completion is no longer waiting after, though it was not completed.
_WAITS_ON = frozenset({"complete", "classify", "close", "urge", "supervise", "act_first",
                       "merge", "link", "call_back"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a timer is: the answer that silence counts as, and where the case goes."""

    outcome: Outcome | None = None
    answer: Answer = ""


class Enacts(Protocol):
    """A procedure, as far as a passage asks it."""

    kinds: ClassVar[tuple[str, ...]]
    ends: ClassVar[tuple[tuple[TimerKind, str], ...]]

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case after a move."""

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """What the end of a timer means."""


class Passage:
    """Carries cases on in one process."""

    def __init__(self, ladder: Ladder, clocks: Clocks, procedures: Iterable[Enacts]) -> None:
        self.ladder = ladder
        self.clocks = clocks
        self.memory = Memory()
        self._procedures = tuple(procedures)
        self._by_kind = {kind: one for one in self._procedures for kind in one.kinds}
        self._by_timer = {kind: one for one in self._procedures for kind, _ in one.ends}
        self._events = {kind: event for one in self._procedures for kind, event in one.ends}

    def of(self, ladder: Ladder) -> Passage:
        """The same in another process."""
        return self if ladder is self.ladder else Passage(ladder, self.clocks, self._procedures)

    def closing(self, at: datetime) -> Passage:
        """The same for what an end at `at` does by itself: at 24:00 the day that ends counts."""
        clocks = self.clocks.closing(at)
        return self if clocks is self.clocks else Passage(self.ladder, clocks, self._procedures)

    def enact(self, case: Case, move: Move, at: datetime) -> Case:
        """The case after the move; its history and revision are not touched."""
        if move.kind not in _WAITS_ON:
            case = completed(self.clocks, case, at)  # what is recorded meanwhile ends the waiting
        after = self._by_kind[move.kind].enacted(self, case, move, at)
        return follow(self.ladder, self.clocks, case, after, move.kind, move.trigger, at)

    def ending(self, case: Case, timer: Timer) -> Ending:
        """What the end of a timer means."""
        found = self._by_timer.get(timer.kind)
        return found.ending(self, case, timer) if found else Ending()

    def event_of(self, timer: Timer) -> str:
        """The event that the end of a timer is, in a word of the language: mostly `overdue`."""
        return self._events.get(timer.kind, "overdue")

    # ── going on ──
    def lead(self, case: Case, to: str, at: datetime, back_as: Status | None = None) -> Case:
        """The case goes to a tier, a step or a manner; `back_as` is its status at its own tier."""
        kind, _, name = to.partition(":")
        if kind == "manner":
            return self.close(case, name, at)
        if kind == "tier" and case.step and name == case.tier:
            return self._back(case, back_as)
        sender = self.standing(case, kind, at)
        if kind == "tier":
            timers = tuple(timer for timer in case.timers if timer.is_whole)
            case = changed(case, tier=name, step="", timers=timers, failures=0, asked=())
        else:
            kept = without(case.timers, *UNTIL_SIGNED, place=f"tier:{case.tier}")
            kept = without(kept, place=case.place) if case.step else kept
            asked = left(case, case.place) if case.step else case.asked
            case = changed(case, step=name, timers=kept, asked=asked)
            if self.ladder.by_steps:
                level = self.ladder.level_at(to, case.value, case.day)
                case = changed(case, tier=level, failures=0)
        case = self.arrive(changed(case, sender=sender, status="dispatched"), at)
        return after_dispatch(self.ladder, case)

    def standing(self, case: Case, kind: str, at: datetime) -> Sender:
        """How the case stands where it is sent from, to a `kind` of place."""
        return Sender.model_construct(
            tier=case.tier,
            step=case.step,
            status=case.status,
            holder=case.holder,
            accountable=case.accountable,
            handler=case.handler,
            joint=case.joint,
            parts=case.parts,
            split_by=case.split_by,
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

    def _back(self, case: Case, status: Status | None) -> Case:
        """From a step to the tier that is accountable for it."""
        sender = case.sender
        before: Status = status or (sender.status if sender and not sender.step else "signed")
        timers, asked = without(case.timers, place=case.place), left(case, case.place)
        case = changed(case, step="", status=before, sender=None, timers=timers, asked=asked)
        case = self.held(changed(case, **parts_at(self.ladder, case)))
        if case.joint == "any" and set(case.accountable.refs) <= set(case.holder.refs):
            return alone(case, case.accountable, before)
        return settled(case, before)

    def come_in(self, case: Case, place: str, at: datetime) -> Case:
        """The case comes to the intake of the process, sent by nobody."""
        return self._begun(self.at_intake(case, place), at)

    def at_intake(self, case: Case, place: str) -> Case:
        """The same before its limits begin."""
        level = self.ladder.level_at(place, case.value, case.day)
        step = place.partition(":")[2] if self.ladder.by_steps else ""
        return self._come(changed(case, tier=level, step=step))

    def arrive(self, case: Case, at: datetime) -> Case:
        """The case comes to its place: one pass more, its handlers, its timers."""
        return self._begun(self._come(case), at)

    def _come(self, case: Case) -> Case:
        counted = dict(case.passes)
        counted[case.place] = counted.get(case.place, 0) + 1
        case = changed(case, passes=tuple(counted.items()), **parts_at(self.ladder, case))
        return self.held(case)

    def _begun(self, case: Case, at: datetime) -> Case:
        fresh = begun(self.clocks, limits_here(self.ladder, case), at)
        return changed(case, timers=(*case.timers, *fresh))

    def close(self, case: Case, manner: str, at: datetime) -> Case:
        """The case is closed: nobody's turn, and no timer runs but those of what is done after."""
        closed = changed(
            case,
            status="closed",
            manner=manner,
            closed_at=at,
            step=case.step if self.ladder.by_steps else "",
            turn=NOBODY,
            joint="",
            parts=(),
            split_by=NOBODY,
            asked=(),
            incomplete=None,
            sender=None,
            timers=after_closing(self.ladder, self.clocks, case, at),
        )
        return after_close(self.ladder, self.clocks, case, closed, at)

    def held(self, case: Case) -> Case:
        """The party of the place holds the case, and it is its turn."""
        if case.parts:
            party = together(case.parts)
            return changed(case, holder=party, turn=party)
        party = self.ladder.party(case.unit, case.place, case.value, case.day, case.vacant)
        return changed(case, holder=party, turn=party)
