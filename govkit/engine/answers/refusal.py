"""Which rule forbids a move that is not lawful, and the smallest change that would make it so.

A scene and a wanted move enter; a `Refusal` leaves: the finding, the rule, its source, the change.
It serves `apply` (refuse and record) and `why_not` alike.
"""

from __future__ import annotations

from fractions import Fraction

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.answers.obstacles import barred
from govkit.engine.answers.offers import offers
from govkit.engine.answers.wanted import Wanted
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED
from govkit.engine.plan.conditions import prohibited
from govkit.engine.plan.parts import is_first, named_part
from govkit.engine.plan.powers import Lack, limits
from govkit.engine.procedures.oversight import FIELDS
from govkit.engine.procedures.proposal import STEP_ORDER
from govkit.engine.procedures.refused import Refusal
from govkit.engine.procedures.requests import forbidden
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.separation import acted_apart
from govkit.engine.procedures.work import meetings, return_pair
from govkit.engine.words.sentences import instant, move_phrase, shown, timer_name, who
from govkit.engine.words.wording import (
    both,
    joined,
    move_word,
    place_word,
    reason_word,
    status_word,
)
from govkit.values import Quantity
from govkit.vocabulary.words import word_set

# What has to come first, by status: the next move of the plain course.
_NEXT = {
    "reported": "sign_for",
    "accepted": "sign_for",
    "dispatched": "sign_for",
    "signed": "handle",
    "agreed": "handle",
    "undecided": "deliberate",
    "handling": "feed_back",
    "fed_back": "verify",
    "failed": "rework",
    "verified": "close",
}
# The plain course by number, to tell what is done already from what is not due yet.
_STAGE = {"accept": 1, "sign_for": 2, "handle": 3, "feed_back": 4, "verify": 5}
_STAGE_OF = {
    "accepted": 1,
    "signed": 2,
    "agreed": 2,
    "undecided": 2,
    "handling": 3,
    "fed_back": 4,
    "failed": 4,
    "verified": 5,
}


def lawful_words(scene: Scene) -> Both:
    """The lawful moves in words, gradings left out."""
    moves = [move for move in offers(scene) if move.kind != "classify"]
    return joined([move_phrase(move) for move in moves])


def refusal(scene: Scene, wanted: Wanted) -> Refusal:
    """The nearest rule that forbids the wanted move."""
    case = scene.case
    lawful = lawful_words(scene)
    if case.is_closed and wanted.kind != "reopen":
        at = instant(case.closed_at) if case.closed_at else ""
        return Refusal(finding("GOV711", at=at), "engine:open_case")
    asked = forbidden(scene, wanted.kind, wanted.parts)
    if asked is not None:
        found = finding(asked.code, (), lawful=lawful, **asked.args)
        return Refusal(found, asked.rule, asked.citation, change=asked.change)
    if wanted.kind in FIELDS:
        move = move_word(wanted.kind)
        return Refusal(finding("GOV778", move=move, lawful=lawful), "engine:named_supervisor")
    held = barred(scene, wanted, lawful)
    if held is not None:
        return Refusal(*held)
    if wanted.kind == "return_order":
        return _return(scene, lawful)
    if wanted.kind in ("handle", "rework", "close") and scene.is_true("out_of_power"):
        return _power(scene, lawful)
    if wanted.kind in ("escalate", "transfer"):
        return _way(scene, wanted, lawful)
    if wanted.kind == "deliberate" and not meetings(scene):
        place = place_word(case.place)
        return Refusal(
            finding("GOV719", place=place, lawful=lawful),
            scene.ladder.rule(case.place, "deliberates"),
            change=both("change.meeting", place=place),
        )
    return _order(scene, wanted, lawful)


def apart(scene: Scene, move: Move, actor: str) -> list[Refusal]:
    """The refusal of a move by somebody who acted where the text wants another person."""
    found = acted_apart(scene, move.kind, actor)
    if found is None:
        return []
    other, rule, citation = found
    place, other_word = place_word(scene.case.place), place_word(other)
    told = finding("GOV784", actor=actor, other=other_word, place=place, who=who(move.party))
    return [Refusal(told, rule, citation)]


def _order(scene: Scene, wanted: Wanted, lawful: Both) -> Refusal:
    part = named_part(scene.case, wanted.parts)
    stage = part.status if part else scene.case.status
    if stage == "signed":  # what a meeting left undecided is not handled, whoever asks
        stage = scene.case.status if scene.case.status == "undecided" else stage
    status, move = status_word(stage), move_word(wanted.kind)
    if _STAGE.get(wanted.kind, 9) <= _STAGE_OF.get(stage, 0):
        found = finding("GOV736", move=move, status=status, lawful=lawful)
        return Refusal(found, "engine:order")
    first = move_word(_NEXT.get(stage, "sign_for"))
    if wanted.kind == "close" and _manner_forbidden(scene, wanted):
        code, change = "GOV731", None
    else:
        code, change = "GOV712", both("change.first", move=first)
    return Refusal(
        finding(code, move=move, status=status, first=first, lawful=lawful),
        "engine:order",
        change=change,
    )


def _manner_forbidden(scene: Scene, wanted: Wanted) -> bool:
    """Closing is lawful now, only not in this manner."""
    manners = (*word_set("manner"), "not_accepted")  # 不予受理 is the word of both
    asks = any(part in manners for part in wanted.parts)
    return asks and any(move.kind == "close" for move in offers(scene))


def _return(scene: Scene, lawful: Both) -> Refusal:
    case = scene.case
    if case.status not in ("dispatched", "reported", "accepted") or not is_first(case):
        return Refusal(
            finding("GOV714", status=status_word(case.status), lawful=lawful),
            "engine:return_before_sign",
        )
    if case.sender is None:
        return Refusal(finding("GOV717", lawful=lawful), "engine:return_before_sign")
    if return_pair(scene) in case.returned:
        return Refusal(
            finding("GOV716", sender=place_word(case.sender.place), lawful=lawful),
            "engine:return_once",
        )
    timer = scene.timer("return_within")
    if timer is not None and timer.due is not None:
        late = int((scene.at - timer.due).total_seconds())
        return Refusal(
            finding("GOV715", due=instant(timer.due), at=instant(scene.at), lawful=lawful),
            timer.rule,
            timer.citation,
            excess=Quantity(Fraction(late), "second"),
        )
    return Refusal(
        finding("GOV714", status=status_word(case.status), lawful=lawful), "engine:order"
    )


def _power(scene: Scene, lawful: Both) -> Refusal:
    lack = scene.standing.lacks[0]
    if lack.forbidden:
        found = finding("GOV910", tier=scene.case.tier, item=lack.item, lawful=lawful)
        return Refusal(found, lack.rule, lack.citation)
    if lack.limit is None or lack.amount is None:
        found = finding("GOV713", tier=scene.case.tier, item=lack.item, lawful=lawful)
        change = both("change.grant", item=lack.item, tier=scene.case.tier)
        return Refusal(found, lack.rule, lack.citation, change=change)
    found = finding(
        "GOV718",
        tier=scene.case.tier,
        item=lack.item,
        limit=shown(lack.limit),
        amount=shown(lack.amount),
        lawful=lawful,
    )
    return Refusal(found, lack.rule, lack.citation, lack.excess, _smaller(lack))


def _smaller(lack: Lack) -> Both:
    if lack.excess is None:
        return both("change.strictly", item=lack.item, limit=shown(lack.limit))
    return both("change.amount", item=lack.item, excess=shown(lack.excess))


def _forbidden_way(scene: Scene, wanted: Wanted, lawful: Both) -> Refusal | None:
    """The prohibition that says the case must not go this way."""
    case, ladder = scene.case, scene.ladder
    block = ladder.block(case.place)
    for stated in prohibited(ladder.model, block.on, case.value, case.day) if block else ():
        for entry in stated.value.entries:
            ends = {str(end).partition(":")[2] for end in entry.to}
            keys = [str(key) for key in entry.keys if str(key) in wanted.parts]
            if ends & set(wanted.parts) and (keys or len(wanted.parts) == 1):
                key = keys[0] if keys else str(entry.keys[0])
                found = finding("GOV911", place=place_word(case.place), lawful=lawful,
                                trigger=reason_word(key), to=wanted.parts[-1])  # fmt: skip
                return Refusal(found, ladder.rule(case.place, f"on[{key}]"), stated.origin)
    return None


def _way(scene: Scene, wanted: Wanted, lawful: Both) -> Refusal:
    """No rule leads there, its trigger is not true, or the passes are spent."""
    case, ladder = scene.case, scene.ladder
    if forbidden := _forbidden_way(scene, wanted, lawful):
        return forbidden
    if wanted.parts and case.place.partition(":")[2] == wanted.parts[-1]:
        found = finding("GOV737", place=place_word(case.place), lawful=lawful)
        return Refusal(found, "engine:named_trigger")
    outcomes = ladder.outcomes(case.place, case.value, case.day)
    names = {outcome.to.partition(":")[2] for outcome in outcomes}
    triggers = {outcome.trigger for outcome in outcomes} | set(word_set("trigger+event"))
    asked = [part for part in wanted.parts if part not in triggers]
    place = place_word(case.place)
    near = [
        outcome
        for outcome in outcomes
        if (not asked or asked[-1] == outcome.to.partition(":")[2])
        and (not set(wanted.parts) & triggers or outcome.trigger in wanted.parts)
    ] or [o for o in outcomes if asked and asked[-1] == o.to.partition(":")[2]]
    following = ladder.next_step(case.step) if ladder.by_steps else ""
    if not near and following and asked[-1:] == [following]:
        return _too_early(scene, asked[-1], lawful)
    if not near:
        target = asked[-1] if asked else ""
        change = both("change.rule", place=place, to=target) if target not in names else None
        found = finding("GOV720", place=place, to=target or both("word.nowhere"), lawful=lawful)
        ceiling = ladder.passes_ceiling(case, f"tier:{target}")
        if ceiling is not None:
            return Refusal(found, ceiling.rule, ceiling.citation, change=change)
        return Refusal(found, "engine:named_trigger", change=change)
    outcome = near[0]
    if scene.is_true(outcome.trigger) and not ladder.may_come(case, outcome.to):
        most = str(ladder.most_passes(case))
        found = finding("GOV726", to=place_word(outcome.to), most=most, lawful=lawful)
        return Refusal(found, f"process:{ladder.process.name}.passes")
    leading = dict.fromkeys(one.trigger for one in near if one.to == outcome.to)
    trigger, to = joined([reason_word(one) for one in leading]), place_word(outcome.to)
    found = finding("GOV721", place=place, trigger=trigger, to=to, lawful=lawful)
    return Refusal(found, outcome.rule, outcome.citation, change=_occurs(scene, outcome.trigger))


def _too_early(scene: Scene, target: str, lawful: Both) -> Refusal:
    """The step that follows: the work here is not fed back, or its result not verified yet."""
    trigger, move = ("done", "feed_back")
    if scene.ladder.verifies(scene.case):
        trigger, move = ("verified", "verify")
    place, to = place_word(scene.case.place), place_word(f"step:{target}")
    found = finding("GOV721", place=place, trigger=reason_word(trigger), to=to, lawful=lawful)
    return Refusal(found, STEP_ORDER, change=both("change.first", move=move_word(move)))


def _occurs(scene: Scene, trigger: str) -> Both:
    """What has to happen so that a trigger becomes true."""
    limit = scene.timer("limit")
    if trigger == "overdue" and limit is not None:
        return both("change.wait", what=timer_name(limit))
    if scene.case.status in UNSIGNED:
        return both("change.first", move=move_word("sign_for"))
    if trigger == "out_of_power":
        for item, most in limits(scene.ladder, scene.case, scene.case.tier):
            return both("change.exceed", item=item, limit=shown(most))
    if trigger == "undecided":
        return both("change.first", move=move_word("deliberate"))
    if trigger in ("obstructed", "major", "complex", "difficult"):
        return both("change.first", move=move_word("handle"))
    return both("change.trigger", place=place_word(scene.case.place), trigger=reason_word(trigger))
