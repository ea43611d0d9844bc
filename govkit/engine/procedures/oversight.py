"""Urging (催办) and supervising (督办): they press a case on and do not move it.

Which clocks they start is said by the clocks themselves (`起于：督办`) and carried out in
`clockwork`; the end of a clock may press by itself, or lead on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Bearer, Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import in_force, statements
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.scene import Scene
from govkit.engine.time.clockwork import clock_of, clock_rule, in_scope, refs_in_force
from govkit.engine.words.wording import later, move_word
from govkit.model.statement import Origin

FIELDS = {"urge": "urged_by", "supervise": "supervised_by"}


class Oversight(Procedure):
    """Urging a handler, and taking a case under supervision."""

    kinds = ("urge", "supervise")
    phases = frozenset[Phase]({"open", "incomplete", "parked"})
    ends = (("clock", "overdue"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """By those whom the clocks of the case name."""
        case, ladder = scene.case, scene.ladder
        for kind in FIELDS:
            refs, rule, citation = _entitled(ladder, case, kind)
            if kind == "supervise":
                refs = tuple(ref for ref in refs if ref not in case.supervisors)
            if not refs:
                continue
            party = Bearer.model_construct(
                unit=ladder.unit_at(case.unit, ladder.level_of(refs[0])), refs=refs
            )
            sentence = later("reason.urge" if kind == "urge" else "reason.supervise")
            move = made(scene, kind, sentence, rule=rule, citation=citation, until=None)
            yield replace(move, party=party)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Pressed on."""
        return pressed(passage.ladder, case, move.kind)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """No clock names anybody who may."""
        found = finding("GOV778", move=move_word(wanted.kind), lawful=lawful.words)
        return Refusal(found, "engine:named_supervisor")

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """Where the text of a clock leads when it runs out."""
        clock, model = clock_of(passage.ladder, timer), passage.ladder.model
        for stated in statements(model, clock.on, case.value, case.day) if clock else ():
            for entry in stated.value.entries:
                if "overdue" in entry.keys:
                    rule = f"{timer.rule.rpartition('.')[0]}.on[overdue]"
                    return Ending(Outcome("overdue", str(entry.to[0]), rule, stated.origin))
        return Ending()


def pressed(ladder: Ladder, case: Case, kind: str) -> Case:
    """The case after it was urged or taken under supervision."""
    if kind != "supervise":
        return case
    refs = _entitled(ladder, case, kind)[0]
    return changed(case, supervisors=tuple(dict.fromkeys((*case.supervisors, *refs))))


def _entitled(ladder: Ladder, case: Case, kind: str) -> tuple[tuple[str, ...], str, Origin]:
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
