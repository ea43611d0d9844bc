"""Taking in (受理、签收): a case that is not signed for yet is accepted and signed for.

Countersigning begins with the signature, the times to sign and to return end with it; where a
return is asked for, it still can be until the case is handled. Of several
handlers each signs for himself; who signs first answers for the case from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from govkit.engine.case.case import Case, Part, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED
from govkit.engine.case.timer import Timer, TimerKind, end_of, next_end, without
from govkit.engine.plan.parts import advanced, is_first, part_of, settled
from govkit.engine.procedures.asked import begun
from govkit.engine.procedures.passage import UNTIL_SIGNED, Passage
from govkit.engine.procedures.procedure import Procedure, Wanted
from govkit.engine.procedures.proposal import by_one, made
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.sent import is_decided
from govkit.engine.words.wording import later


class TakingIn(Procedure):
    """Accepting and signing for."""

    kinds = ("accept", "sign_for")

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Both, of a case that nobody signed for; with several handlers the signature of each."""
        case = scene.case
        if case.status not in UNSIGNED:
            return
        if case.status == "reported":
            yield made(scene, "accept", later("reason.accept"))
        if not case.parts:
            yield _sign_for(scene, None)
        for part in case.parts:
            if part.status == "dispatched":
                yield _sign_for(scene, part)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """Of several handlers the first who has not signed."""
        return by_one(scene, wanted, base, "dispatched") if wanted.kind == "sign_for" else base

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Accepted, or signed for by its holder or by one of several."""
        if move.kind == "accept":
            return changed(case, status="accepted")
        ladder = passage.ladder
        part, first = part_of(case, move.part), is_first(case)
        signer = part.party if part else case.holder
        alone = part is None or case.joint == "any"
        asked_back = alone and case.sender is not None and is_decided(ladder, case)
        ended: tuple[TimerKind, ...] = ("sign_within",) if asked_back else UNTIL_SIGNED
        if alone:
            timers = without(case.timers, *ended, place=case.place)
        else:
            timers = without(case.timers, *ended, part=move.part)
        case = changed(case, sender=case.sender if asked_back else None, timers=timers)
        if part is None:
            case = changed(settled(case, "signed"), status="signed", handler=signer)
        else:
            case = advanced(case, part.ref, "signed")
        case = begun(ladder, passage.clocks, case, at)
        # Who handles a disputed case meanwhile, or shares an order, does not answer for it.
        if case.dispute == "open" or case.split_by.refs:
            return case
        if ladder.by_steps:
            return case if case.accountable.refs else changed(case, accountable=signer)
        return changed(case, accountable=signer) if first and not case.step else case


def _sign_for(scene: Scene, part: Part | None) -> Move:
    until = partial(_signed_by, scene.case.place, part.ref if part else "")
    return made(scene, "sign_for", later("reason.sign_for"), until=until, part=part)


def _signed_by(place: str, ref: str, timers: tuple[Timer, ...]) -> datetime | None:
    """The end of the time to sign, else the next end that binds the holder."""
    return end_of("sign_within", place, ref, False, timers) or next_end(ref, timers)
