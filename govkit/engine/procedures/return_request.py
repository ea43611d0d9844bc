"""Return on request (申请退回): who decides on returning is another than who was sent the case.

Where the text names who decides, whoever got a case that is not his asks, before the signature and
after it until he handles the case, within `return_within`, once for each pair of sender and
addressee. Clocks run on. Granted, the case goes back as by returning; declined, it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case, Request, changed
from govkit.engine.case.move import Move
from govkit.engine.case.timer import end_of
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made
from govkit.engine.procedures.request import asked, asked_already, deciders, reasoned, stated_here
from govkit.engine.procedures.returning import given_back, goes_back_to
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.sent import (
    ASKED_ONCE,
    DECIDED_BY,
    is_decided,
    may_go_back,
    no_way_back,
    pair,
)
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import both, later, place_word


class ReturnRequest(Procedure):
    """Asking to give a case back."""

    kinds = ("request_return",)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """To ask; the reason is in the words of whoever asks."""
        case, stated = scene.case, stated_here(scene.ladder, scene.case, DECIDED_BY)
        if case.request or stated is None or not is_decided(scene.ladder, case):
            return
        if not may_go_back(scene, signed=True) or pair(case) in case.return_asked:
            return
        sentence = later(
            "reason.request_return",
            sender=place_word(goes_back_to(scene)[0]),
            cite=partial(cited, stated.origin),
        )
        yield made(
            scene,
            "request_return",
            sentence,
            rule=stated.rule,
            citation=stated.origin,
            until=partial(end_of, "return_within", case.place, "", True),
        )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The reason in the words of the id."""
        return replace(base, subject="：".join(wanted.parts))

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Asked for, once; the case stays, and its clocks run on."""
        decided_by = deciders(passage.ladder, case, DECIDED_BY, None)
        opens = case.sender is not None and case.request is None and bool(decided_by)
        if opens and pair(case) not in case.return_asked:
            case = changed(case, return_asked=(*case.return_asked, pair(case)))
        return asked(passage.ladder, case, move, at, "return", decided_by)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """Nobody decides on it here, it was asked for before, or the case cannot go back."""
        case, ladder = scene.case, scene.ladder
        if already := asked_already(scene, lawful):
            return already
        if not is_decided(ladder, case):
            place = place_word(case.place)
            told = finding("GOV764", place=place, lawful=lawful.words)
            change = both("change.return", place=place)
            return Refusal(told, "engine:stated_return", change=change)
        if found := no_way_back(scene, lawful, signed=True):
            return found
        sender = place_word(case.sender.place) if case.sender else ""
        return Refusal(finding("GOV766", sender=sender, lawful=lawful.words), ASKED_ONCE)


def asked_for(parts: tuple[str, ...], moves: tuple[Move, ...]) -> Move | None:
    """The lawful request with the reason that an id names: `request_return:职权外`."""
    return reasoned("request_return", parts, moves)


def withheld(scene: Scene, request: Request, lawful: Lawful) -> Refusal | None:
    """Why a request that was recorded may not be granted; None where only its time was wrong."""
    return no_way_back(scene, lawful, signed=True)


def granting(scene: Scene, move: Move) -> Move:
    """The decision that grants a return: the case goes back, as by returning."""
    if scene.case.sender is None:
        return move
    to, rule = goes_back_to(scene)
    reason = move.reason
    if rule:
        reason = type(reason)(reason.rule, reason.citation, reason.sentence, (*reason.more, rule))
    return replace(move, to=to, reason=reason)


def granted(passage: Passage, case: Case, move: Move, at: datetime) -> Case:
    """The case given back."""
    return given_back(passage, case, move.to, at)
