"""The lawful moves of a case at an instant, each with its rule, its source and its deadline.

A `Scene` enters, moves leave, in a fixed order: taking in and work (`work`), answers of those
asked (`countersign`), decisions, outcomes of the text, closing, requests, oversight, grading.
What a move does is not known here; what forbids one is worded in `refusal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govkit.diagnostics import Both
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.plan.ladder import Outcome
from govkit.engine.plan.powers import Lack, nearest_holder
from govkit.engine.procedures.countersign import asking
from govkit.engine.procedures.decisions import deciding, reopening
from govkit.engine.procedures.finality import objections_until
from govkit.engine.procedures.modes import shortcuts
from govkit.engine.procedures.oversight import pressing
from govkit.engine.procedures.proposal import ORDER, STEP_ORDER, made, may_go, run_on
from govkit.engine.procedures.requests import requesting
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.work import completing, taking_in, work
from govkit.engine.words.sentences import cited, shown, turning_sentence
from govkit.engine.words.wording import both, place_word, reason_word
from govkit.model.statement import Origin
from govkit.values import Words

MANNERS = ("resolved", "explained", "terminated")


def offers(scene: Scene) -> tuple[Move, ...]:
    """All lawful moves; once the case is closed, only to reopen it. Ids are unique, the first of
    them stands.
    """
    found: dict[str, Move] = {}
    for source in _sources(scene.case):
        for move in source(scene):
            found.setdefault(move.id, move)
    return tuple(found.values())


def _sources(case: Case) -> tuple[Callable[[Scene], Iterator[Move]], ...]:
    """Where moves come from: of an open case, of one that waits for completion, of a closed one."""
    if case.is_closed:
        return (reopening,)
    if case.suspended:  # a parked case waits to be taken up again
        return (requesting, pressing, _grading)
    if case.status == "incomplete":
        return (completing, _outcomes, requesting, pressing, _grading)
    return (taking_in, work, asking, deciding, _outcomes, _closing, requesting, pressing, _grading)


# ── outcomes of the text ──
def _outcomes(scene: Scene) -> Iterator[Move]:
    outcomes = scene.ladder.outcomes(scene.case.place, scene.case.value, scene.case.day)
    for outcome in outcomes:
        if scene.is_true(outcome.trigger) and may_go(scene, outcome.to):
            if outcome.trigger == "verified" and outcome.to.startswith("manner:"):
                continue
            yield _led(scene, outcome)
    known = {outcome.trigger for outcome in outcomes}
    if "out_of_power" not in known and scene.is_true("out_of_power"):
        yield from _rise_to_power(scene)
    for outcome in shortcuts(scene):
        if may_go(scene, outcome.to):
            yield _short(scene, outcome)
    following = scene.ladder.next_step(scene.case.step) if scene.ladder.by_steps else ""
    if "verified" not in known and scene.is_true("verified") and may_go(scene, f"step:{following}"):
        yield _led(scene, Outcome("verified", f"step:{following}", STEP_ORDER, Origin()))
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


def _short(scene: Scene, outcome: Outcome) -> Move:
    """The order that the chain of the mode gives directly."""
    to, mode = place_word(outcome.to), scene.case.mode
    sentence = both("reason.chain", mode=mode, to=to, cite=cited(outcome.citation))
    return _gone(scene, outcome, sentence)


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
    if case.status != "verified" or scene.is_beside or scene.out_of_power:
        return
    if objections_until(case) is not None:
        return
    stated = [
        outcome
        for outcome in scene.ladder.outcomes(case.place, case.value, case.day)
        if outcome.trigger == "verified" and outcome.to.startswith("manner:")
    ]
    for outcome in stated:
        manner = outcome.to.partition(":")[2]
        yield _close(scene, manner, outcome.rule, outcome.citation)
    following = scene.ladder.next_step(case.step) if scene.ladder.by_steps else ""
    if not stated and not may_go(scene, f"step:{following}"):
        for manner in MANNERS:
            yield _close(scene, manner, ORDER, Origin())


def _close(scene: Scene, manner: str, rule: str, citation: Origin) -> Move:
    turnings = scene.standing.turnings
    sentence = both("reason.close", tier=scene.case.place.partition(":")[2])
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
