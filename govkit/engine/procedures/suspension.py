"""Parking a case (挂账), and taking it up again (恢复办理): it waits for a reason the text names.

Whoever handles it asks, another post decides. While it is parked its limits rest (`clockwork`) and
nothing else is done with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, Request, Suspension, changed
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import asked, asked_already, deciders, stated_at
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited, instant
from govkit.engine.words.wording import both, later, place_word
from govkit.model.statement import Origin
from govkit.values import Words

PARKED = "engine:parked"
# What a parked case may be asked.
_GOES_ON = frozenset(
    {"resume_handling", "classify", "urge", "supervise", "act_first", "withdraw", "link"}
)


class Parking(Procedure):
    """Asking to park a case, and taking it up again."""

    kinds = ("request_suspension", "resume_handling")
    phases = frozenset[Phase]({"open", "incomplete", "parked"})

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each reason that the text names; of a parked case, each way to take it up again."""
        case = scene.case
        if case.suspended:
            yield from _resuming(scene)
        elif not case.request and case.status in IN_HAND:
            yield from _asking(scene)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The reason in the words of the id."""
        return replace(base, subject="：".join(wanted.parts))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Asked for, or taken up again; `clockwork` sets the timers."""
        if move.kind == "resume_handling":
            return changed(case, suspended=None)
        part = next((one for one in case.parts if one.ref == move.part), None)
        decided_by = deciders(passage.ladder, case, "suspended_by", part)
        return asked(passage.ladder, case, move, at, "suspension", decided_by)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """It is not parked; or the text does not name this reason."""
        if wanted.kind == "resume_handling":
            return Refusal(finding("GOV777", lawful=lawful.words), PARKED)
        if scene.case.status not in IN_HAND:
            return None
        return asked_already(scene, lawful) or _no_reason(scene, lawful)

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """While a case is parked nothing else is done with it."""
        parked = scene.case.suspended
        if parked is None or wanted.kind in _GOES_ON:
            return None
        words: dict[str, Filler] = {"since": instant(parked.since), "why": parked.subject}
        found = finding("GOV776", (), lawful=lawful.words, **words)
        return Refusal(found, PARKED, parked.citation, change=both("change.resume"))


def withheld(scene: Scene, request: Request, lawful: Lawful) -> Refusal | None:
    """Why a request that was recorded may not be granted; None where only its time was wrong."""
    stated = stated_at(scene.ladder, scene.case, "suspend")
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    return None if request.subject in words else _no_reason(scene, lawful)


def _no_reason(scene: Scene, lawful: Lawful) -> Refusal:
    """The text does not name this reason, or none at all."""
    case, ladder = scene.case, scene.ladder
    stated, place = stated_at(ladder, case, "suspend"), place_word(case.place)
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    known: Filler = Both.listed(words) if words else both("word.nothing")
    found = finding("GOV775", lawful=lawful.words, place=place, known=known)
    rule = ladder.rule(case.place, "suspend") if words else "engine:stated_parking"
    change = None if words else both("change.suspend", place=place)
    return Refusal(found, rule, stated.origin if stated else Origin(), change=change)


def granted(case: Case, request: Request, at: datetime) -> Case:
    """The case parked."""
    parked = Suspension.model_construct(
        place=case.place,
        since=at,
        subject=request.subject,
        decided_by=request.decided_by,
        rule=request.rule,
        citation=request.citation,
    )
    return changed(case, suspended=parked)


def _asking(scene: Scene) -> Iterator[Move]:
    case, ladder = scene.case, scene.ladder
    stated = stated_at(ladder, case, "suspend")
    if stated is None or not deciders(ladder, case, "suspended_by", None):
        return
    for word in stated.value.words if isinstance(stated.value, Words) else ():
        sentence = later("reason.request_suspension", why=word, cite=partial(cited, stated.origin))
        yield made(
            scene,
            "request_suspension",
            sentence,
            word,
            rule=ladder.rule(case.place, "suspend"),
            citation=stated.origin,
            subject=word,
        )


def _resuming(scene: Scene) -> Iterator[Move]:
    case, ladder = scene.case, scene.ladder
    stated = stated_at(ladder, case, "resume_on")
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    for word in words or ("",):
        key = "reason.resume_on" if word else "reason.resume"
        sentence = later(key, why=word, cite=cited(stated.origin) if stated else "")
        yield made(
            scene,
            "resume_handling",
            sentence,
            word,
            rule=ladder.rule(case.place, "resume_on") if word else PARKED,
            citation=stated.origin if stated else None,
            subject=word,
        )
