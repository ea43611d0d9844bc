"""What a post holds in a case goes over to whoever acts for it once the post is vacant.

A ladder, a case and the posts that nobody holds enter; the case leaves with its parties, parts,
timers and open questions handed over. Who acts for whom is said in `vacancy`; clocks run on.
"""

from __future__ import annotations

from govkit.engine.case.case import Asked, Bearer, Case, Incomplete, Part, Request, Sender, changed
from govkit.engine.case.timer import Timer
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.vacancy import acting, present


def with_vacant(ladder: Ladder, case: Case, vacant: tuple[str, ...]) -> Case:
    """The case from the moment these posts are vacant: what they hold rises, clocks run on."""
    over = Handover(ladder, case.unit, vacant)
    return changed(
        case,
        vacant=vacant,
        accountable=over.party(case.accountable),
        handler=over.party(case.handler),
        holder=over.party(case.holder),
        turn=over.party(case.turn),
        parts=over.parts(case.parts),
        split_by=over.party(case.split_by),
        asked=over.asked(case.asked),
        timers=over.timers(case.timers),
        sender=over.sender(case.sender),
        incomplete=over.incomplete(case.incomplete),
        request=over.request(case.request),
        supervisors=over.refs(case.supervisors),
    )


class Handover:
    """From the vacant posts of a case to those who act for them."""

    def __init__(self, ladder: Ladder, unit: str, vacant: tuple[str, ...]) -> None:
        self.ladder = ladder
        self.unit = unit
        self.vacant = vacant

    def ref(self, ref: str) -> str:
        """Who acts for one reference."""
        return acting(self.ladder.model, ref, self.vacant)

    def refs(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        """Who acts for several, each once."""
        return present(self.ladder.model, refs, self.vacant)

    def party(self, party: Bearer) -> Bearer:
        """A party; whoever acts first stands at the unit of his own level."""
        refs = self.refs(party.refs)
        if refs == party.refs:
            return party
        unit = self._unit(refs[0])
        return party.model_copy(update={"refs": refs, "unit": unit or party.unit})

    def parts(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Several handlers; two whose duty rises to one post are one from now on."""
        found: dict[str, Part] = {}
        for part in parts:
            ref = self.ref(part.ref)
            moved = part.model_copy(update={"ref": ref, "unit": self._unit(ref)})
            found.setdefault(ref, part if ref == part.ref else moved)
        return tuple(found.values())

    def asked(self, asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
        """Those who are asked, each once at a place."""
        found: dict[tuple[str, str, str], Asked] = {}
        for entry in asked:
            ref = self.ref(entry.ref)
            moved = entry.model_copy(update={"ref": ref})
            found.setdefault((entry.asking, ref, entry.place), moved)
        return tuple(found.values())

    def timers(self, timers: tuple[Timer, ...]) -> tuple[Timer, ...]:
        """The timers, bound to those who act."""
        return tuple(
            timer.model_copy(update={"part": self.ref(timer.part)}) if timer.part else timer
            for timer in timers
        )

    def sender(self, sender: Sender | None) -> Sender | None:
        """Who gets the case back by a return."""
        if sender is None:
            return None
        update = {
            "holder": self.party(sender.holder),
            "accountable": self.party(sender.accountable),
            "handler": self.party(sender.handler),
            "parts": self.parts(sender.parts),
            "split_by": self.party(sender.split_by),
            "asked": self.asked(sender.asked),
            "timers": self.timers(sender.timers),
        }
        return sender.model_copy(update=update)

    def incomplete(self, waiting: Incomplete | None) -> Incomplete | None:
        """Whose turn it is again once the case is completed."""
        if waiting is None:
            return None
        update = {"turn": self.party(waiting.turn), "timers": self.timers(waiting.timers)}
        return waiting.model_copy(update=update)

    def request(self, request: Request | None) -> Request | None:
        """Who asked for something, and who decides on it.

        Nobody decides on what he asked for: a decider whose duty would rise to the one who asks
        keeps his place.
        """
        if request is None:
            return None
        by = self.refs(request.by)
        deciders = tuple(ref for ref in self.refs(request.decided_by) if ref not in by)
        update = {
            "part": self.ref(request.part) if request.part else "",
            "by": by,
            "decided_by": deciders or request.decided_by,
        }
        return request.model_copy(update=update)

    def _unit(self, ref: str) -> str:
        return self.ladder.unit_at(self.unit, self.ladder.level_of(ref))
