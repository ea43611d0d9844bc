"""How a case was sent, and whether it can still go back: by itself before the signature, or, where
somebody else decides on it, until it is handled.

A scene or a case enters; the pair of sender and addressee, answers and refusals leave. What going
back does is said by `returning`.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.parts import is_first
from govkit.engine.procedures.procedure import Lawful, Refusal
from govkit.engine.procedures.request import deciders
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import instant
from govkit.engine.words.wording import place_word, status_word
from govkit.values import Quantity

BEFORE_SIGN, BEFORE_HANDLING = "engine:return_before_sign", "engine:return_before_handling"
ASKED_ONCE = "engine:return_asked_once"
DECIDED_BY = "return_decided_by"


def pair(case: Case) -> str:
    """Sender and addressee of the last dispatch."""
    return f"{case.sender.place if case.sender else ''}>{case.place}"


def is_decided(ladder: Ladder, case: Case) -> bool:
    """Whether another than its holder decides where a case is to be returned; a share of a split
    order goes back to whoever split it."""
    return not case.split_by.refs and bool(deciders(ladder, case, DECIDED_BY, None))


def may_go_back(scene: Scene, signed: bool = False) -> bool:
    """Whether the case may go back: sent here, in time, not returned before, nobody's signature yet
    or, where it may be `signed` for, not handled yet."""
    case = scene.case
    if case.status != "dispatched" and not (signed and case.status == "signed"):
        return False
    if case.sender is None or pair(case) in case.returned or case.dispute:
        return False
    if not is_first(case):
        return False
    timer = scene.timer("return_within")
    return timer is None or timer.due is None or scene.at <= timer.due


def no_way_back(scene: Scene, lawful: Lawful, signed: bool = False) -> Refusal | None:
    """Signed for or handled already, sent by nobody, returned before, decided by the arbiter, or
    too late; None where nothing stands against it."""
    case, told = scene.case, lawful.words
    if case.dispute == "settled":
        rule = f"process:{scene.ladder.process.name}.arbiter"
        return Refusal(finding("GOV787", lawful=told), rule)
    code, rule = ("GOV765", BEFORE_HANDLING) if signed else ("GOV714", BEFORE_SIGN)
    early = ("dispatched", "reported", "accepted", *(("signed",) if signed else ()))
    if case.status not in early or not is_first(case):
        return Refusal(finding(code, status=status_word(case.status), lawful=told), rule)
    if case.sender is None:
        return Refusal(finding("GOV717", lawful=told), rule)
    if pair(case) in case.returned:
        found = finding("GOV716", sender=place_word(case.sender.place), lawful=told)
        return Refusal(found, "engine:return_once")
    timer = scene.timer("return_within")
    if timer is not None and timer.due is not None and scene.at > timer.due:
        late = Quantity(Fraction(int((scene.at - timer.due).total_seconds())), "second")
        due, at = instant(timer.due), instant(scene.at)
        found = finding("GOV715", due=due, at=at, lawful=told)
        return Refusal(found, timer.rule, timer.citation, excess=late)
    return None
