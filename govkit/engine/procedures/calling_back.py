"""Calling back (回访): somebody asks whoever reported a case how it went.

Lawful where the text names who asks: from the feedback on, or from the closing where it says so,
and once it is closed too, until somebody has answered or nobody was reached as often as it is
tried. Nobody reached is an outcome of its own. With a strength, closing waits for it. Who is not
satisfied leads the case where the text says; a closed one where reopening leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Bearer, CalledBack, Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import ANSWERED
from govkit.engine.case.timer import Timer, without
from govkit.engine.plan.call_back import CallBack, call_back
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.call_backs import KIND as CLOCK
from govkit.engine.procedures.call_backs import is_asked
from govkit.engine.procedures.finality import reopens_at, taken_up, too_late
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, may_go
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, who
from govkit.engine.words.wording import both, later, move_word, place_word, status_word
from govkit.model.statement import Origin

KIND = "call_back"
UNREACHED = "unreached"
ANSWERS = ("satisfied", "dissatisfied", UNREACHED)
_SAYS = {
    "satisfied": "reason.call_back_satisfied",
    "dissatisfied": "reason.call_back_dissatisfied",
    UNREACHED: "reason.call_back_unreached",
}
_LAST = "reason.call_back_last"
_STATED = "engine:stated_call_back"


class CallingBack(Procedure):
    """Asking how it went."""

    kinds = (KIND,)
    phases = frozenset[Phase]({"open", "closed"})
    results = ((KIND, frozenset(ANSWERS)),)
    ends = (("call_back_within", "overdue"),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each answer, and that nobody was reached."""
        stated = call_back(scene.ladder, scene.case)
        if stated is not None and _may_call(scene, stated):
            for answer in ANSWERS:
                yield _asked(scene, stated, answer)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The answer that the id names. Raises `GovError` (GOV710): none is taken for granted."""
        if base.trigger not in ANSWERS:
            raise refuse("GOV710", [f"{KIND}:{one}" for one in ANSWERS], written=wanted.written)
        stated = call_back(scene.ladder, scene.case)
        way = _way(scene, stated, base.trigger)
        party = _party(scene, stated) if stated is not None else base.party
        return replace(base, party=party, to=way.to if way else "")

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Noted; then it goes where the answer leads."""
        case = _noted(case, move.trigger)
        stated = call_back(passage.ladder, case)
        if stated is None or stated.is_over(case):
            case = changed(case, timers=without(case.timers, CLOCK))
        if case.is_closed and move.to:
            ladder, clocks = passage.ladder, passage.clocks
            return passage.arrive(taken_up(ladder, clocks, case, move.to, at), at)
        return passage.lead(case, move.to, at) if move.to else case

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The text names nobody, there is nothing to ask about yet, or it is done."""
        case, told, place = scene.case, lawful.words, place_word(scene.case.place)
        stated = call_back(scene.ladder, case)
        if stated is None:
            change = both("change.call_back", place=place)
            return Refusal(finding("GOV746", place=place, lawful=told), _STATED, change=change)
        if not stated.is_over(case):
            found = finding("GOV748", status=status_word(case.status), lawful=told)
            return Refusal(found, stated.rule, stated.citation)
        return Refusal(finding("GOV749", lawful=told), stated.rule, stated.citation)

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Closing waits until it has happened."""
        stated = owed(scene)
        if stated is None or wanted.kind != "close":
            return None
        party = who(_party(scene, stated))
        change = both("change.first", move=move_word(KIND))
        found = finding("GOV747", who=party, lawful=lawful.words)
        return Refusal(found, stated.rule, stated.citation, change=change)


def owed(scene: Scene) -> CallBack | None:
    """The call-back that closing waits for; None where it waits for none."""
    if scene.case.status not in ANSWERED:
        return None
    stated = call_back(scene.ladder, scene.case)
    return stated if stated and stated.is_due and not stated.is_over(scene.case) else None


def _may_call(scene: Scene, stated: CallBack) -> bool:
    case = scene.case
    if case.is_closed:
        return is_asked(stated, case)
    return case.status in ANSWERED and not stated.after_closing and not stated.is_over(case)


def _asked(scene: Scene, stated: CallBack, answer: str) -> Move:
    way, party = _way(scene, stated, answer), _party(scene, stated)
    key = _LAST if _is_last(scene, stated, answer) else _SAYS[answer]
    move = made(
        scene,
        KIND,
        later(key, who=who(party), cite=partial(cited, stated.citation)),
        answer,
        rule=stated.rule,
        citation=stated.citation,
        more=(way.rule,) if way else (),
        until=_until,
        trigger=answer,
        to=way.to if way else "",
    )
    return replace(move, party=party)


def _is_last(scene: Scene, stated: CallBack, answer: str) -> bool:
    """Whether with this call that reaches nobody it is tried as often as the text says."""
    return answer == UNREACHED and stated.is_over(_noted(scene.case, answer))


def _way(scene: Scene, stated: CallBack | None, answer: str) -> Outcome | None:
    """Where an answer leads; nobody reached, only once it is not tried again. A closed case goes
    where reopening leads, in time."""
    case, ladder = scene.case, scene.ladder
    if case.is_closed:
        place = reopens_at(ladder, case) if answer == "dissatisfied" else ""
        if not place or too_late(case, scene.at):
            return None
        return Outcome(answer, place, f"process:{ladder.process.name}.reopen_to", Origin())
    if case.status not in ANSWERED:
        return None
    if answer == UNREACHED and (stated is None or not stated.is_over(_noted(case, answer))):
        return None
    outcome = ladder.outcome(case, answer)
    return outcome if outcome is not None and may_go(scene, outcome.to) else None


def _noted(case: Case, answer: str) -> Case:
    """The case with one call more."""
    held = case.called_back or CalledBack.model_construct()
    if answer == UNREACHED:
        after = CalledBack.model_construct(answer=held.answer, unreached=held.unreached + 1)
    else:
        after = CalledBack.model_construct(answer=answer, unreached=held.unreached)
    return changed(case, called_back=after)


def _party(scene: Scene, stated: CallBack) -> Bearer:
    ladder, case = scene.ladder, scene.case
    unit = ladder.unit_at(case.unit, ladder.level_of(stated.refs[0]))
    return Bearer.model_construct(unit=unit, refs=stated.refs)


def _until(timers: tuple[Timer, ...]) -> datetime | None:
    found = next((timer for timer in timers if timer.kind == CLOCK), None)
    return None if found is None or found.fired else found.due
