"""Withdrawing (撤回): whoever reported a case takes the report back, as long as the text lets him.

The case closes as withdrawn, or goes where `on: withdrawn` leads. Where the place that a case was
sent to speaks of withdrawing, whoever sent it may take the order back (收回派单) until it is signed
for: the case stands as when it was sent. Under a mode that lists acts first no report is withdrawn:
a danger does not end with its report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Bearer, Case
from govkit.engine.case.move import Move
from govkit.engine.plan.emergency import first_acts
from govkit.engine.plan.parts import is_first
from govkit.engine.plan.withdrawal import Withdrawal, withdrawal
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, may_go
from govkit.engine.procedures.returning import as_sent
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.waiting import reporter
from govkit.engine.words.sentences import cited, prose, who
from govkit.engine.words.wording import both, later, place_word, status_word, term

KIND = "withdraw"
TRIGGER = "withdrawn"
ORDER = "order"
CLOSED = "manner:withdrawn"


class Withdrawing(Procedure):
    """Taking a report back, or an order."""

    kinds = (KIND,)
    phases = frozenset[Phase]({"open", "incomplete", "parked"})
    results = ((KIND, frozenset({TRIGGER, ORDER})),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """The report, by whoever reported; the order that led here, by whoever sent it."""
        case = scene.case
        stated = withdrawal(scene.ladder, case)
        if stated is None:
            return
        if not stated.is_over(case) and not first_acts(scene.ladder, case):
            yield _report(scene, stated)
        if stated.of_place and _is_on_its_way(scene):
            yield _order(scene, stated)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The report, closed as the text says; the order where the id says so."""
        case = scene.case
        if ORDER in wanted.parts:
            to = case.sender.place if case.sender else case.place
            return replace(base, trigger="", party=_sender(scene), to=to)
        to = _way(scene)[0]
        manner = to.partition(":")[2] if to.startswith("manner:") else ""
        return replace(base, trigger=TRIGGER, party=reporter(case), to=to, manner=manner)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Closed, or on its way; or as it stood when it was sent."""
        if move.trigger:
            return passage.lead(case, move.to, at)
        return as_sent(passage, case, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The text is silent, it is too late, acts come first, or no order is on its way."""
        case, told, place = scene.case, lawful.words, place_word(scene.case.place)
        stated = withdrawal(scene.ladder, case)
        order = ORDER in wanted.parts
        if stated is None or (order and not stated.of_place):
            change = both("change.withdraw_order" if order else "change.withdraw", place=place)
            found = finding("GOV742" if order else "GOV741", place=place, lawful=told)
            return Refusal(found, "engine:stated_withdrawal", change=change)
        if order:
            found = finding("GOV744", status=status_word(_status(case)), lawful=told)
            return Refusal(found, stated.rule, stated.citation)
        if acts := first_acts(scene.ladder, case):
            listed = Both.listed(act.word for act in acts)
            found = finding("GOV745", (), mode=case.mode, acts=listed, lawful=told)
            return Refusal(found, acts[0].rule, acts[0].citation)
        found = finding("GOV743", before=prose(term("before", stated.before)), lawful=told)
        return Refusal(found, stated.rule, stated.citation)


def _report(scene: Scene, stated: Withdrawal) -> Move:
    to, rule = _way(scene)
    party = reporter(scene.case)
    sentence = later(
        "reason.withdraw",
        before=prose(term("before", stated.before)),
        who=who(party),
        cite=partial(cited, stated.citation),
    )
    move = made(
        scene,
        KIND,
        sentence,
        rule=stated.rule,
        citation=stated.citation,
        more=(rule,) if rule else (),
        until=None,
        to=to,
        trigger=TRIGGER,
        manner=to.partition(":")[2] if to.startswith("manner:") else "",
    )
    return replace(move, party=party)


def _order(scene: Scene, stated: Withdrawal) -> Move:
    sender = scene.case.sender
    assert sender is not None
    move = made(
        scene,
        KIND,
        later("reason.withdraw_order", to=place_word(sender.place)),
        ORDER,
        rule=stated.rule,
        citation=stated.citation,
        until=None,
        to=sender.place,
    )
    return replace(move, party=_sender(scene))


def _way(scene: Scene) -> tuple[str, str]:
    """Where a withdrawn case goes, and by which rule; without one, and where it may not go there,
    it closes."""
    outcome = scene.ladder.outcome(scene.case, TRIGGER)
    if outcome is None or not may_go(scene, outcome.to):
        return CLOSED, ""
    return outcome.to, outcome.rule


def _is_on_its_way(scene: Scene) -> bool:
    """Whether somebody sent the case here and nobody has signed for it: what went on by itself,
    nobody sent, and who handles a disputed case is the arbiter's to say."""
    case = scene.case
    if case.sender is None or case.sender.by_itself or case.dispute or case.suspended:
        return False
    return _status(case) == "dispatched" and is_first(case)


def _status(case: Case) -> str:
    return case.incomplete.status if case.incomplete is not None else case.status


def _sender(scene: Scene) -> Bearer:
    """Who sent the case here: who held it there, else whoever is entitled there."""
    case, ladder = scene.case, scene.ladder
    sender = case.sender
    if sender is None:
        return scene.party
    if sender.holder.refs:
        return sender.holder
    return ladder.party(case.unit, sender.place, case.value, case.day, case.vacant)
