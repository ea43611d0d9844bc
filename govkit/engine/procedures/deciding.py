"""Deciding (审批) on what was asked for: a longer limit, to park the case, to give it back, or to
close it unfinished.

Whoever the text names decides, never who asked. A longer limit cannot be granted once the limit has
ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Asking, Bearer, Case, Request, changed
from govkit.engine.case.move import Move
from govkit.engine.procedures import extension, forced_closing, return_request, suspension
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import ASKED_FIRST, timer_of, too_late
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, instant
from govkit.engine.words.wording import later

# Why what was asked for against a rule may not be granted, by what was asked for.
_WITHHELD: dict[Asking, Callable[[Scene, Request, Lawful], Refusal | None]] = {
    "extension": extension.withheld,
    "suspension": suspension.withheld,
    "return": return_request.withheld,
    "forced_closing": forced_closing.withheld,
}


class Deciding(Procedure):
    """Granting or declining the open request of a case."""

    kinds = ("decide",)
    results = (("decide", frozenset({"granted", "declined"})),)
    phases = frozenset[Phase]({"open", "incomplete"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Both answers, while the request can still be granted; else only to decline.

        What was asked for against a rule is never granted by right.
        """
        request, ladder, unit = scene.case.request, scene.ladder, ""
        if request is None:
            return
        granted = not too_late(scene, request) and bool(request.rule)
        if request.kind == "forced_closing":
            granted = granted and forced_closing.may_be_granted(scene)
        if request.decided_by:
            unit = ladder.unit_at(scene.case.unit, ladder.level_of(request.decided_by[0]))
        party = Bearer.model_construct(unit=unit, refs=request.decided_by)
        for answer in ("granted", "declined") if granted else ("declined",):
            key = "reason.decide_granted" if answer == "granted" else "reason.decide_declined"
            move = made(
                scene,
                "decide",
                later(key, cite=partial(cited, request.citation)),
                answer,
                rule=request.rule or ASKED_FIRST,
                citation=request.citation,
                trigger=answer,
                amount=request.amount,
                subject=request.subject,
                about=request.kind,
            )
            yield _granting(scene, replace(move, party=party))

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The answer an id names, else that it is granted."""
        declined, request = "declined" in wanted.parts, scene.case.request
        about = request.kind if request else ""
        trigger = "declined" if declined else "granted"
        return _granting(scene, replace(base, trigger=trigger, about=about))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Nothing is asked any more; what was granted is so."""
        request, case = case.request, changed(case, request=None)
        if request is None or move.trigger != "granted":
            return case
        if request.kind == "suspension":
            return suspension.granted(case, request, at)
        if request.kind == "forced_closing":
            return forced_closing.granted(passage, case, at)
        if request.kind == "return":
            return return_request.granted(passage, case, move, at)
        return extension.granted(passage.clocks, case, request)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Nothing was asked for, it was asked for against a rule, or the limit has ended."""
        request = scene.case.request
        if request is not None and not request.rule:
            found = finding("GOV768", at=instant(request.at), lawful=lawful.words)
            withheld = _WITHHELD[request.kind](scene, request, lawful)
            return withheld or Refusal(found, ASKED_FIRST)
        forced = request is not None and request.kind == "forced_closing"
        if forced and (barred := forced_closing.barred(scene, lawful)):
            return barred
        if request is None or not too_late(scene, request):
            return Refusal(finding("GOV774", lawful=lawful.words), ASKED_FIRST)
        timer = timer_of(scene.case, request)
        due = instant(timer.due) if timer and timer.due else ""
        found = finding("GOV771", lawful=lawful.words, due=due, at=instant(scene.at))
        return Refusal(found, request.rule, request.citation)


def _granting(scene: Scene, move: Move) -> Move:
    """A decision with where it leads, where what is granted goes back or is closed."""
    if move.trigger != "granted":
        return move
    if move.about == "forced_closing":
        return forced_closing.granting(move)
    return return_request.granting(scene, move) if move.about == "return" else move
