"""Several handlers at one place: who they are, how far each is, and what the case makes of it.

A ladder and a case enter; parts and cases with changed parts leave. Which moves are lawful and
where the case goes when all have done theirs is not known here.
"""

from __future__ import annotations

from typing import Any

from govkit.engine.case.case import NOBODY, Bearer, Case, Part, changed
from govkit.engine.case.status import UNSIGNED, Status
from govkit.engine.case.timer import TimerKind
from govkit.engine.plan.ladder import Ladder

# How far a part is, by its status.
_FAR: dict[Status, int] = {"dispatched": 0, "signed": 1, "handling": 2, "fed_back": 3}
# The timers of a place that each of several handlers has for himself.
OF_PART: tuple[TimerKind, ...] = ("limit", "sign_within", "return_within")


def parts_at(ladder: Ladder, case: Case) -> dict[str, Any]:
    """The fields `joint`, `parts` and `split_by` of a case that has just come to its place."""
    joint, refs = ladder.handlers(case.place, case.value, case.day, case.vacant)
    if not joint:
        return {"joint": "", "parts": (), "split_by": NOBODY}
    parts = (
        Part.model_construct(ref=ref, unit=ladder.unit_at(case.unit, ladder.level_of(ref)))
        for ref in refs
    )
    return {"joint": joint, "parts": tuple(parts), "split_by": NOBODY}


def together(parts: tuple[Part, ...]) -> Bearer:
    """Several parts as one party; its unit is empty where they stand at different ones."""
    units = {part.unit for part in parts}
    return Bearer.model_construct(
        unit=units.pop() if len(units) == 1 else "", refs=tuple(part.ref for part in parts)
    )


def part_of(case: Case, ref: str) -> Part | None:
    """The part of a handler; None where it has none."""
    return next((part for part in case.parts if part.ref == ref), None)


def part_name(case: Case, ref: str) -> str:
    """The name of a handler, as ids of moves have it; with its kind where two have one name."""
    name = ref.partition(":")[2]
    same = [part for part in case.parts if part.ref.partition(":")[2] == name]
    return name if len(same) == 1 else ref


def named_part(case: Case, words: tuple[str, ...]) -> Part | None:
    """The part that one of these words names; None where they name none."""
    for part in case.parts:
        if set(part_name(case, part.ref).split(":")) <= set(words):
            return part
    return None


def is_first(case: Case) -> bool:
    """Whether nobody has signed for the case at its place yet."""
    return all(part.status == "dispatched" for part in case.parts)


def advanced(case: Case, ref: str, status: Status) -> Case:
    """The case after one handler got as far as `status`.

    Of `any`, who signs is the only handler from then on. Of `all`, the case stands where the part
    stands that is least far.
    """
    part = part_of(case, ref)
    assert part is not None
    if case.joint == "any":
        return alone(case, part.party, status)
    parts = tuple(
        held.model_copy(update={"status": status}) if held.ref == ref else held
        for held in case.parts
    )
    signed = tuple(held for held in parts if held.status != "dispatched")
    turn = tuple(held for held in parts if held.status != "fed_back") or parts
    return changed(
        case,
        parts=parts,
        status=_standing(case.status, parts),
        handler=together(signed),
        turn=together(turn),
    )


def alone(case: Case, party: Bearer, status: Status) -> Case:
    """The case with one handler in place of several."""
    fields = {"holder": party, "handler": party, "turn": party}
    return changed(case, joint="", parts=(), status=status, **fields)


def settled(case: Case, status: Status) -> Case:
    """The case with every part as far as `status`; a status that parts do not know leaves them."""
    if not case.parts or status not in _FAR:
        return case
    parts = tuple(part.model_copy(update={"status": status}) for part in case.parts)
    return changed(case, parts=parts, turn=together(parts))


def gathered(case: Case, status: Status) -> Case:
    """An order that was split, in one hand again: that of whoever split it, without the timers of
    those who shared it."""
    shared = {part.ref for part in case.parts}
    timers = tuple(
        timer for timer in case.timers
        if timer.kind not in OF_PART or timer.place != case.place or timer.part not in shared
    )  # fmt: skip
    by = case.split_by
    fields = {"joint": "", "parts": (), "split_by": NOBODY, "holder": by, "turn": by}
    return changed(case, status=status, timers=timers, **fields)


def finished(case: Case) -> bool:
    """Whether every part has fed back."""
    return all(part.status == "fed_back" for part in case.parts)


def _standing(before: Status, parts: tuple[Part, ...]) -> Status:
    """The status of the case by its parts; what a meeting decided stands until all handle."""
    least = min((part.status for part in parts), key=lambda status: _FAR[status])
    if least == "dispatched":
        if before == "reported":
            return "accepted"
        return before if before in UNSIGNED else "dispatched"
    return before if least == "signed" and before in ("agreed", "undecided") else least
