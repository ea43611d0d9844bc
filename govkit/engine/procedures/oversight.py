"""Urging (催办) and supervising (督办): they press a case on and do not move it.

A scene enters; moves leave, or the case with a supervisor more. Which clocks they start is said by
the clocks themselves (`起于：督办`) and carried out in `clockwork`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govkit.engine.case.case import Case, Party, changed
from govkit.engine.case.move import Move
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.ladder import Ladder
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clockwork import clock_rule, in_scope, refs_in_force
from govkit.engine.words.wording import both
from govkit.model.statement import Origin

FIELDS = {"urge": "urged_by", "supervise": "supervised_by"}


def entitled(ladder: Ladder, case: Case, kind: str) -> tuple[tuple[str, ...], str, Origin]:
    """Who may urge or supervise a case now, by which rule; nobody where no clock says so."""
    found: list[str] = []
    rule, citation = "", Origin()
    for place, clock in in_scope(ladder, case):
        attribute = getattr(clock, FIELDS[kind])
        refs = refs_in_force(ladder, case, attribute)
        if refs and not found:
            rule = f"{clock_rule(ladder, place, clock)}.{FIELDS[kind]}"
            stated = in_force(ladder.model, attribute, case.value, case.day)
            citation = stated.origin if stated is not None else Origin()
        found += refs
    return tuple(dict.fromkeys(found)), rule, citation


def pressing(scene: Scene) -> Iterator[Move]:
    """The moves of those who may urge, and of those who may take the case under supervision."""
    case, ladder = scene.case, scene.ladder
    for kind in FIELDS:
        refs, rule, citation = entitled(ladder, case, kind)
        if kind == "supervise":
            refs = tuple(ref for ref in refs if ref not in case.supervisors)
        if not refs:
            continue
        party = Party(unit=ladder.unit_at(case.unit, ladder.level_of(refs[0])), refs=refs)
        sentence = both("reason.urge" if kind == "urge" else "reason.supervise")
        move = made(scene, kind, sentence, rule=rule, citation=citation, deadline=None)
        yield replace(move, party=party)


def pressed(ladder: Ladder, case: Case, kind: str) -> Case:
    """The case after it was urged or taken under supervision."""
    if kind != "supervise":
        return case
    refs = entitled(ladder, case, kind)[0]
    return changed(case, supervisors=tuple(dict.fromkeys((*case.supervisors, *refs))))
