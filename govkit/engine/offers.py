"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A `Scene` enters, moves leave, in a fixed order: taking in, work, outcomes of the text, closing,
grading. What a move does is not known here; what forbids one is worded in `refusal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govkit.diagnostics import Both
from govkit.engine.ladder import Outcome
from govkit.engine.move import Move, Reason
from govkit.engine.powers import Lack, nearest_holder
from govkit.engine.scene import UNSIGNED, Scene
from govkit.engine.sentences import cited, shown, turning_sentence
from govkit.engine.wording import both, place_word, reason_word
from govkit.model.statement import Origin
from govkit.values import Refs, Words

ORDER = "engine:order"
MANNERS = ("resolved", "explained", "terminated")


def offers(scene: Scene) -> tuple[Move, ...]:
    """All lawful moves; none once the case is closed. Ids are unique, the first of them stands."""
    if scene.case.is_closed:
        return ()
    found: dict[str, Move] = {}
    for source in (_taking_in, _work, _outcomes, _closing, _grading):
        for move in source(scene):
            found.setdefault(move.id, move)
    return tuple(found.values())


def made(
    scene: Scene,
    kind: str,
    sentence: Both,
    *parts: str,
    rule: str = ORDER,
    citation: Origin | None = None,
    **fields: Any,
) -> Move:
    """A move of the party that holds the case; its id is made of its kind and `parts`."""
    more = tuple(fields.pop("more", ()))
    reason = Reason(rule, citation or Origin(), sentence, more)
    fields.setdefault("deadline", scene.deadline)
    move_id = ":".join((kind, *(part for part in parts if part)))
    return Move(move_id, kind, scene.party, scene.case.tier, reason, **fields)


# ── taking in ──
def _taking_in(scene: Scene) -> Iterator[Move]:
    case = scene.case
    if case.status not in UNSIGNED:
        return
    if case.status == "reported":
        yield made(scene, "accept", both("reason.accept"))
    timer = scene.timer("sign_within")
    deadline = timer.due if timer and not timer.fired and timer.due else scene.deadline
    yield made(scene, "sign_for", both("reason.sign_for"), deadline=deadline)
    if may_return(scene):
        yield _return(scene)


def may_return(scene: Scene) -> bool:
    """Whether the case may be returned: sent here, not signed for, in time, not returned before."""
    case = scene.case
    if case.status != "dispatched" or case.sender is None or return_pair(scene) in case.returned:
        return False
    timer = scene.timer("return_within")
    return timer is None or timer.due is None or scene.at <= timer.due


def return_pair(scene: Scene) -> str:
    """Sender and addressee of the last dispatch."""
    sender = scene.case.sender
    return f"{sender.place if sender else ''}>{scene.case.place}"


def _return(scene: Scene) -> Move:
    case = scene.case
    assert case.sender is not None
    timer = scene.timer("return_within")
    outcome = scene.ladder.outcome(case, "returned")
    to = outcome.to if outcome else case.sender.place
    return made(
        scene,
        "return_order",
        both("reason.return_order", sender=place_word(to)),
        rule=outcome.rule if outcome else "engine:return_before_sign",
        citation=outcome.citation if outcome else None,
        to=to,
        trigger="returned",
        deadline=timer.due if timer else None,
    )


# ── work ──
def _work(scene: Scene) -> Iterator[Move]:
    status = scene.case.status
    if status in ("signed", "undecided", "handling"):
        yield from _deliberations(scene)
    if status in ("signed", "agreed") and not scene.out_of_power:
        yield _handle(scene, "handle", both("reason.handle", tier=place_word(scene.case.place)))
    if status == "handling":
        yield _feed_back(scene)
    if scene.case.step and status not in UNSIGNED:
        declined = scene.ladder.outcome(scene.case, "declined")
        if declined and _may_go(scene, declined.to):
            yield _declined(scene, declined)
    if status == "fed_back":
        for outcome in ("verified", "failed"):
            yield made(scene, "verify", both("reason.verify"), outcome, trigger=outcome)
    if status == "failed" and not scene.out_of_power:
        yield _handle(scene, "rework", both("reason.rework"))


def meetings(scene: Scene) -> tuple[str, ...]:
    """The meetings that deliberate where the case lies, by name."""
    block = scene.ladder.block(scene.case.place)
    found: list[str] = []
    for stated in block.deliberates if block else ():
        if isinstance(stated.value, Refs) and stated.holds_on(scene.case.day):
            found += [ref.partition(":")[2] for ref in stated.value.refs]
    return tuple(dict.fromkeys(found))


def _deliberations(scene: Scene) -> Iterator[Move]:
    place = scene.case.place
    for name in meetings(scene):
        sentence = both("reason.deliberate", tier=place_word(place), meeting=name)
        block = scene.ladder.block(place)
        assert block is not None
        origin = next((stated.origin for stated in block.deliberates), Origin())
        for outcome in ("agreed", "undecided"):
            yield made(
                scene,
                "deliberate",
                sentence,
                outcome,
                name,
                rule=scene.ladder.rule(place, "deliberates"),
                citation=origin,
                trigger=outcome,
                meeting=name,
            )


def _handle(scene: Scene, kind: str, sentence: Both) -> Move:
    standing = scene.standing
    turnings = () if scene.case.step else standing.turnings
    notes = [sentence, *(turning_sentence(turning) for turning in turnings)]
    return made(
        scene,
        kind,
        run_on(*notes),
        rule=scene.ladder.rule(scene.case.place, "handler"),
        more=() if scene.case.step else standing.rules,
        turnings=turnings,
    )


def _feed_back(scene: Scene) -> Move:
    case = scene.case
    outcome = scene.ladder.outcome(case, "done")
    if outcome and not _may_go(scene, outcome.to):
        outcome = None
    to = outcome.to if outcome else (f"tier:{case.tier}" if case.step else "")
    if not to:
        return made(scene, "feed_back", both("reason.feed_back"), trigger="done")
    citation = outcome.citation if outcome else Origin()
    return made(
        scene,
        "feed_back",
        both("reason.feed_back_to", to=place_word(to), cite=cited(citation)),
        rule=outcome.rule if outcome else ORDER,
        citation=citation,
        to=to,
        trigger="done",
    )


def _declined(scene: Scene, outcome: Outcome) -> Move:
    return made(
        scene,
        "feed_back",
        both("reason.declined", to=place_word(outcome.to), cite=cited(outcome.citation)),
        "declined",
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger="declined",
    )


# ── outcomes of the text ──
def _outcomes(scene: Scene) -> Iterator[Move]:
    outcomes = scene.ladder.outcomes(scene.case.place, scene.case.value, scene.case.day)
    for outcome in outcomes:
        if scene.is_true(outcome.trigger) and _may_go(scene, outcome.to):
            if outcome.trigger == "verified" and outcome.to.startswith("manner:"):
                continue
            yield _led(scene, outcome)
    known = {outcome.trigger for outcome in outcomes}
    if "out_of_power" not in known and scene.is_true("out_of_power"):
        yield from _rise_to_power(scene)
    if "not_accepted" not in known and scene.is_true("not_accepted"):
        yield made(
            scene,
            "close",
            both("reason.not_accepted"),
            "not_accepted",
            "rejected",
            to="manner:rejected",
            trigger="not_accepted",
            manner="rejected",
        )


def _may_go(scene: Scene, to: str) -> bool:
    """Whether the case may go there: not where it lies, and within the passes."""
    if to.startswith("manner:"):
        return True
    if to == scene.case.place or scene.ladder.block(to) is None:
        return False
    coming_back = scene.case.step and to == f"tier:{scene.case.tier}"
    return bool(coming_back) or scene.ladder.may_come(scene.case, to)


def _led(scene: Scene, outcome: Outcome) -> Move:
    """The move an entry of `on` makes lawful."""
    place, to = place_word(scene.case.place), place_word(outcome.to)
    trigger, cite = reason_word(outcome.trigger), cited(outcome.citation)
    if outcome.to.startswith("manner:"):
        manner = outcome.to.partition(":")[2]
        return made(
            scene,
            "close",
            both("reason.close_as", trigger=trigger, manner=to, cite=cite),
            outcome.trigger,
            manner,
            rule=outcome.rule,
            citation=outcome.citation,
            to=outcome.to,
            trigger=outcome.trigger,
            manner=manner,
        )
    sentences = [both("reason.outcome", place=place, trigger=trigger, to=to, cite=cite)]
    if outcome.trigger == "out_of_power":
        sentences += [_lacking(scene, lack) for lack in scene.standing.lacks]
    return _gone(scene, outcome, run_on(*sentences))


def _lacking(scene: Scene, lack: Lack) -> Both:
    """What a tier lacks, in one sentence."""
    if lack.limit is None or lack.amount is None:
        return both("reason.lacking", tier=scene.case.tier, item=lack.item)
    return both("reason.over", item=lack.item, limit=shown(lack.limit), amount=shown(lack.amount))


def _gone(scene: Scene, outcome: Outcome, sentence: Both) -> Move:
    """A move to another tier or step; says when it goes beyond the ceiling."""
    rises = scene.ladder.is_above(outcome.to, scene.case.tier)
    notes, more = [sentence], []
    ceiling = scene.ladder.passes_ceiling(scene.case, outcome.to) if rises else None
    if ceiling:
        notes.append(
            both(
                "reason.ceiling",
                grade=ceiling.grade,
                level=ceiling.level,
                cite=cited(ceiling.citation),
            )
        )
        more.append(ceiling.rule)
    turnings = scene.standing.turnings if outcome.trigger == "out_of_power" else ()
    notes += [turning_sentence(turning) for turning in turnings]
    if outcome.trigger == "out_of_power":
        more += scene.standing.rules
    return made(
        scene,
        "escalate" if rises else "transfer",
        run_on(*notes),
        outcome.trigger,
        outcome.to.partition(":")[2],
        rule=outcome.rule,
        citation=outcome.citation,
        to=outcome.to,
        trigger=outcome.trigger,
        more=more,
        turnings=turnings,
        passes_ceiling=ceiling.level if ceiling else "",
    )


def _rise_to_power(scene: Scene) -> Iterator[Move]:
    """Out of power without a rule of the text: up to the nearest tier that holds everything."""
    target = nearest_holder(scene.ladder, scene.case, scene.case.tier)
    if target is None:
        return
    lack = scene.standing.lacks[0]
    outcome = Outcome("out_of_power", f"tier:{target}", lack.rule, lack.citation)
    yield _gone(scene, outcome, lack_sentence(scene, lack, target))


def lack_sentence(scene: Scene, lack: Lack, target: str) -> Both:
    """Why the tier is out of power and which tier is not."""
    cite = cited(lack.citation)
    if lack.limit is None or lack.amount is None:
        return both(
            "reason.out_of_power", tier=scene.case.tier, item=lack.item, to=target, cite=cite
        )
    return both(
        "reason.over_limit",
        tier=scene.case.tier,
        item=lack.item,
        limit=shown(lack.limit),
        amount=shown(lack.amount),
        to=target,
        cite=cite,
    )


# ── closing and grading ──
def _closing(scene: Scene) -> Iterator[Move]:
    case = scene.case
    if case.status != "verified" or case.step or scene.out_of_power:
        return
    stated = [
        outcome
        for outcome in scene.ladder.outcomes(case.place, case.value, case.day)
        if outcome.trigger == "verified" and outcome.to.startswith("manner:")
    ]
    for outcome in stated:
        manner = outcome.to.partition(":")[2]
        yield _close(scene, manner, outcome.rule, outcome.citation)
    if not stated:
        for manner in MANNERS:
            yield _close(scene, manner, ORDER, Origin())


def _close(scene: Scene, manner: str, rule: str, citation: Origin) -> Move:
    turnings = scene.standing.turnings
    sentence = both("reason.close", tier=scene.case.tier)
    return made(
        scene,
        "close",
        run_on(sentence, *(turning_sentence(turning) for turning in turnings)),
        manner,
        rule=rule,
        citation=citation,
        to=f"manner:{manner}",
        manner=manner,
        more=scene.standing.rules,
        turnings=turnings,
    )


def _grading(scene: Scene) -> Iterator[Move]:
    case = scene.case
    for attribute in scene.ladder.model.attributes:
        grades = attribute.values.at(case.day)
        if grades is None or not isinstance(grades.value, Words):
            continue
        for grade in grades.value.words:
            if grade != case.grade(attribute.name):
                yield made(
                    scene,
                    "classify",
                    both("reason.classify"),
                    attribute.name,
                    grade,
                    rule=f"attribute:{attribute.name}.values",
                    citation=grades.origin,
                    attribute=attribute.name,
                    grade=grade,
                    deadline=None,
                )


def run_on(*sentences: Both) -> Both:
    """Sentences one after another: without a blank in Chinese, with one in English."""
    return Both("".join(s.zh for s in sentences), " ".join(s.en for s in sentences if s.en))
