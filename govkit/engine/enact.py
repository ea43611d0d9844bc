"""What a move does to a case: where it goes, who holds it, which timers start, pause and stop.

A case and a move enter, whether lawful or recorded; a case leaves, without the event, which the
engine enters afterwards. Nothing is refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from govkit.engine.case import Case, CaseValue, Graded, Party, Sender, Timer
from govkit.engine.clocks import Clocks
from govkit.engine.conditions import in_force
from govkit.engine.ladder import Ladder
from govkit.engine.move import Move
from govkit.values import Word


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
            "deliberate": lambda case, move, at: changed(case, status=move.trigger),
            "handle": self._handle,
            "rework": self._handle,
            "feed_back": self._feed_back,
            "verify": self._verify,
            "escalate": lambda case, move, at: self.lead(case, move.to, at),
            "transfer": lambda case, move, at: self.lead(case, move.to, at),
            "close": lambda case, move, at: self.close(case, move.manner, at),
        }

    def enact(self, case: Case, move: Move, at: datetime) -> Case:
        """The case after the move; its history and revision are not touched."""
        return self._by_kind[move.kind](case, move, at)

    # ── single moves ──
    def _classify(self, case: Case, move: Move, at: datetime) -> Case:
        values = (CaseValue(attribute=move.attribute, value=Word(move.grade)),)
        return graded(with_values(case, values), values, at, case.revision + 1, move.reason.rule)

    def _sign_for(self, case: Case, move: Move, at: datetime) -> Case:
        case = changed(
            case,
            status="signed",
            handler=case.holder,
            sender=None,
            timers=without(case.timers, case.place, "sign_within", "return_within"),
        )
        return case if case.step else changed(case, accountable=case.holder)

    def _handle(self, case: Case, move: Move, at: datetime) -> Case:
        return changed(case, status="handling", handler=case.holder)

    def _verify(self, case: Case, move: Move, at: datetime) -> Case:
        failed = move.trigger == "failed"
        return changed(case, status=move.trigger, failures=case.failures + failed)

    def _feed_back(self, case: Case, move: Move, at: datetime) -> Case:
        if not move.to:
            return changed(case, status="fed_back")
        back = "fed_back" if move.trigger == "done" else ""
        return self.lead(case, move.to, at, back)

    def _return(self, case: Case, move: Move, at: datetime) -> Case:
        sender = case.sender
        pair = f"{sender.place if sender else ''}>{case.place}"
        case = changed(case, returned=(*case.returned, pair))
        if sender is None:
            return changed(case, status="reported")
        if move.to and move.to != sender.place:
            return self.lead(case, move.to, at)
        whole = tuple(t for t in case.timers if t.kind in ("total", "matter"))
        same_tier = sender.tier == case.tier
        kept = without(case.timers, case.place) if same_tier else whole
        resumed = tuple(self.clocks.resume(timer, at) for timer in sender.timers)
        case = changed(
            case,
            tier=sender.tier,
            step=sender.step,
            status=sender.status,
            sender=None,
            timers=(*kept, *resumed),
        )
        return self._held(case)

    # ── going on ──
    def lead(self, case: Case, to: str, at: datetime, back_as: str = "") -> Case:
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
            timers=tuple(
                self.clocks.pause(timer, at)
                for timer in case.timers
                if timer.kind not in ("total", "matter")
                and (kind == "tier" or (case.step and timer.place == case.place))
            ),
            event=case.revision,
        )
        if kind == "tier":
            timers = tuple(t for t in case.timers if t.kind in ("total", "matter"))
            case = changed(case, tier=name, step="", timers=timers, failures=0)
        else:
            kept = without(case.timers, f"tier:{case.tier}", "sign_within", "return_within")
            kept = without(kept, case.place) if case.step else kept
            case = changed(case, step=name, timers=kept)
        return self.arrive(changed(case, sender=sender, status="dispatched"), at)

    def _back(self, case: Case, status: str) -> Case:
        """From a step to the tier that is accountable for it."""
        sender = case.sender
        before: str = status or (sender.status if sender and not sender.step else "signed")
        timers = without(case.timers, case.place)
        return self._held(changed(case, step="", status=before, sender=None, timers=timers))

    def arrive(self, case: Case, at: datetime) -> Case:
        """The case comes to its place: one pass more, the holder of the place, its timers."""
        counted = dict(case.passes)
        counted[case.place] = counted.get(case.place, 0) + 1
        case = self._held(changed(case, passes=tuple(counted.items())))
        return changed(case, timers=(*case.timers, *self._timers(case, at)))

    def _timers(self, case: Case, at: datetime) -> list[Timer]:
        block = self.ladder.block(case.place)
        if block is None:
            return []
        name, number = case.place.partition(":")[2], case.pass_count(case.place)
        cap = next((timer for timer in case.timers if timer.kind == "total"), None)
        found = []
        for kind in ("limit", "sign_within", "return_within"):
            if kind == "return_within" and case.status != "dispatched":
                continue
            stated = in_force(self.ladder.model, getattr(block, kind), case.value, case.day)
            if stated is not None or kind == "limit":
                found.append(
                    self.clocks.start(
                        kind,
                        case.place,
                        f"{kind}:{name}:{number}",
                        stated,
                        at,
                        self.ladder.rule(case.place, kind),
                        cap if kind == "limit" else None,
                    )
                )
        return found

    def close(self, case: Case, manner: str, at: datetime) -> Case:
        """The case is closed: nobody's turn, no timer runs."""
        return changed(
            case,
            status="closed",
            manner=manner,
            closed_at=at,
            step="",
            turn=Party(),
            sender=None,
            timers=(),
        )

    def _held(self, case: Case) -> Case:
        """The party of the place holds the case, and it is its turn."""
        party = self.ladder.party(case.unit, case.place, case.value, case.day)
        return changed(case, holder=party, turn=party)


def changed(case: Case, **fields: Any) -> Case:
    """The same case with other fields; the old one is untouched."""
    return case.model_copy(update=fields)


def with_values(case: Case, values: tuple[CaseValue, ...]) -> Case:
    """The case with these values in place of earlier ones of the same attributes."""
    merged = {held.attribute: held for held in (*case.values, *values)}
    return changed(case, values=tuple(merged.values()))


def graded(
    case: Case, values: tuple[CaseValue, ...], at: datetime, revision: int, rule: str
) -> Case:
    """The case with a row of its grade history for each grade among the values."""
    rows = tuple(
        Graded(
            attribute=held.attribute,
            grade=held.value.word,
            at=at,
            revision=revision,
            rule=rule,
        )
        for held in values
        if isinstance(held.value, Word)
    )
    return changed(case, grades=(*case.grades, *rows))


def without(timers: tuple[Timer, ...], place: str, *kinds: str) -> tuple[Timer, ...]:
    """Timers but those of a place (of these kinds; of any kind where none is named)."""
    return tuple(
        timer
        for timer in timers
        if timer.place != place
        or timer.kind in ("total", "matter")
        or (kinds and timer.kind not in kinds)
    )
