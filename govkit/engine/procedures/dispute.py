"""Disputes over who handles a case: when one arises, who handles meanwhile, who decides.

A ladder and a case enter; the case in dispute leaves, or what the arbiter may decide. A dispute
arises with the second return, or when a case is sent again to whoever returned it; it ends with the
decision, after which the case cannot be returned.
"""

from __future__ import annotations

from govkit.engine.case.case import NOBODY, Bearer, Case, changed
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.parts import OF_PART
from govkit.engine.plan.vacancy import present
from govkit.model.statement import Attribute, RefsLike
from govkit.values import Refs

RETURNS_BEFORE_DISPUTE = 2


def named(ladder: Ladder, case: Case, field: Attribute[RefsLike]) -> Bearer:
    """Who a field of the process names for a case, with the unit of the first."""
    stated = in_force(ladder.model, field, case.value, case.day)
    if stated is None or not isinstance(stated.value, Refs):
        return NOBODY
    refs = present(ladder.model, tuple(dict.fromkeys(stated.value.refs)), case.vacant)
    return Bearer.model_construct(
        unit=ladder.unit_at(case.unit, ladder.level_of(refs[0])), refs=refs
    )


def arbiter(ladder: Ladder, case: Case) -> Bearer:
    """Who decides a dispute; nobody where the text names none."""
    return named(ladder, case, ladder.process.arbiter)


def contested(case: Case) -> tuple[str, ...]:
    """The places between which the case went to and fro, in the order they first occur."""
    return tuple(dict.fromkeys(place for pair in case.returned for place in pair.split(">")))


def refusing(case: Case) -> frozenset[str]:
    """The places that have returned the case."""
    return frozenset(pair.partition(">")[2] for pair in case.returned)


def after_return(ladder: Ladder, case: Case) -> Case:
    """The case after a return: in dispute where it is the second one."""
    return _opened(ladder, case) if len(case.returned) >= RETURNS_BEFORE_DISPUTE else case


def after_dispatch(ladder: Ladder, case: Case) -> Case:
    """The case after it was sent on: in dispute where the addressee has returned it before."""
    sender = case.sender.place if case.sender else ""
    return _opened(ladder, case) if f"{sender}>{case.place}" in case.returned else case


def _opened(ladder: Ladder, case: Case) -> Case:
    if case.dispute or not arbiter(ladder, case).refs:
        return case
    case = changed(case, dispute="open")
    meanwhile = named(ladder, case, ladder.process.provisional)
    if not meanwhile.refs:
        return case
    held = {"holder": meanwhile, "turn": meanwhile, "joint": "", "parts": (), "split_by": NOBODY}
    timers = tuple(
        t.model_copy(update={"part": ""}) if t.kind in OF_PART else t for t in case.timers
    )
    return changed(case, **held, timers=timers)
