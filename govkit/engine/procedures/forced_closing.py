"""Forced closing (强制结案): who handles a case asks to close it unfinished, another post decides.

Lawful in hand, where the text says who decides, and for the grounds that it states, if any. Clocks
run on. Granted, the case closes as `forced`. Never under a mode that lists acts first, and not
before a meeting that has to agree. A step beside the ladder asks only where its own fields say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both, Filler
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, Request
from govkit.engine.case.move import Move
from govkit.engine.case.status import IN_HAND
from govkit.engine.plan.emergency import first_acts
from govkit.engine.procedures.deliberation import not_agreed, outstanding
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import (
    Standing,
    asked,
    asked_already,
    deciders,
    reasoned,
    stated_at,
    stated_here,
)
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import both, later, place_word
from govkit.values import Words

DECIDED_BY, GROUNDS = "forced_by", "forced_for"
MANNER = "forced"
KIND = "request_forced_closing"


class ForcedClosing(Procedure):
    """Asking to close a case that cannot be finished."""

    kinds = (KIND,)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each ground that the text states; where it states none, to ask with any reason."""
        stated = _stated(scene, DECIDED_BY)
        if scene.case.request or scene.case.status not in IN_HAND or stated is None:
            return
        if not deciders(scene.ladder, scene.case, DECIDED_BY, None) or _comes_first(scene):
            return
        known, named = _stated(scene, GROUNDS), _grounds(scene)
        for word in named or ("",):
            source = known if known and named else stated
            sentence = later(
                "reason.request_forced_closing_for" if word else "reason.request_forced_closing",
                cite=partial(cited, source.origin),
                **({"why": word} if word else {}),
            )
            yield made(
                scene, KIND, sentence, word, rule=source.rule, citation=source.origin, subject=word
            )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The ground in the words of the id."""
        return replace(base, subject="：".join(wanted.parts))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Asked for; the case stays, and its clocks run on."""
        decided_by = deciders(passage.ladder, case, DECIDED_BY, None)
        return asked(passage.ladder, case, move, at, "forced_closing", decided_by)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Nobody decides on it here, it is no ground of the text, or something comes first."""
        if scene.case.status not in IN_HAND:
            return None
        if already := asked_already(scene, lawful):
            return already
        return _against(scene, "：".join(wanted.parts), lawful)


def asked_for(parts: tuple[str, ...], moves: tuple[Move, ...]) -> Move | None:
    """The lawful request with the reason that an id names, where the text states no grounds."""
    return reasoned(KIND, parts, tuple(move for move in moves if not move.subject))


def barred(scene: Scene, lawful: Lawful) -> Refusal | None:
    """What comes before a forced closing, asked for by right: acts, and a meeting."""
    case = scene.case
    if acts := first_acts(scene.ladder, case):
        listed = Both.listed(act.word for act in acts)
        told = finding("GOV769", (), mode=case.mode, acts=listed, lawful=lawful.words)
        return Refusal(told, acts[0].rule, acts[0].citation)
    return not_agreed(scene, KIND, lawful)


def withheld(scene: Scene, request: Request, lawful: Lawful) -> Refusal | None:
    """Why a request that was recorded may not be granted; None where only its time was wrong."""
    return _against(scene, request.subject, lawful)


def granting(move: Move) -> Move:
    """The decision that grants it: the case is closed."""
    return replace(move, to=f"manner:{MANNER}", manner=MANNER)


def granted(passage: Passage, case: Case, at: datetime) -> Case:
    """The case closed."""
    return passage.close(case, MANNER, at)


def _against(scene: Scene, named: str, lawful: Lawful) -> Refusal | None:
    """What stands against a forced closing for a reason; None where nothing does."""
    case, place = scene.case, place_word(scene.case.place)
    if not deciders(scene.ladder, case, DECIDED_BY, None) or _stated(scene, DECIDED_BY) is None:
        told = finding("GOV762", place=place, lawful=lawful.words)
        change = both("change.forced", place=place)
        return Refusal(told, "engine:stated_forced_closing", change=change)
    stated, known = _stated(scene, GROUNDS), _grounds(scene)
    if stated is not None and known and named and named not in known:
        listed: Filler = Both.listed(known)
        told = finding("GOV763", named=named, known=listed, lawful=lawful.words)
        return Refusal(told, stated.rule, stated.origin)
    return barred(scene, lawful)


def _comes_first(scene: Scene) -> bool:
    """Whether acts or a meeting come first."""
    return bool(first_acts(scene.ladder, scene.case)) or bool(outstanding(scene))


def may_be_granted(scene: Scene) -> bool:
    """Whether what was asked for by right can be granted now."""
    return not _comes_first(scene)


def _stated(scene: Scene, name: str) -> Standing | None:
    """What a field says here: a step beside the ladder does not take it from the process, and who
    shares a split order does not ask."""
    ladder, case = scene.ladder, scene.case
    if case.split_by.refs:
        return None
    if scene.is_beside and stated_at(ladder, case, DECIDED_BY) is None:
        return None
    return stated_here(ladder, case, name)


def _grounds(scene: Scene) -> tuple[str, ...]:
    """The grounds that the text states for a case where it lies."""
    stated = _stated(scene, GROUNDS)
    words = stated.value.words if stated and isinstance(stated.value, Words) else ()
    return tuple(dict.fromkeys(words))
