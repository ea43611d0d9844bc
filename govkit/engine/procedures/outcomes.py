"""Outcomes (遇): where the text says that a trigger or an event leads: up, on, or to an end.

To a higher tier it is `escalate`, to a step or a lower tier `transfer`, to a manner `close`. Out of
power without a rule the case rises to the nearest tier that holds everything. When a limit runs
out, the case goes where `overdue` leads by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.case.case import Case
from govkit.engine.case.move import Move
from govkit.engine.case.status import UNSIGNED
from govkit.engine.case.timer import Timer
from govkit.engine.plan.conditions import prohibited
from govkit.engine.plan.ladder import Ladder, Outcome
from govkit.engine.plan.powers import limits, nearest_holder
from govkit.engine.procedures.calling_back import owed
from govkit.engine.procedures.chain import reports, shortcuts
from govkit.engine.procedures.dispute import arbiter, refusing
from govkit.engine.procedures.passage import Ending, Passage
from govkit.engine.procedures.power import lack_words, rise_words
from govkit.engine.procedures.procedure import Lawful, Phase, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import STEP_ORDER, made, may_go, run_on, target_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.turning_down import grounded
from govkit.engine.words.sentences import cited, shown, timer_name, turning_sentence, who
from govkit.engine.words.wording import (
    Later,
    both,
    joined,
    later,
    move_word,
    place_word,
    reason_word,
)
from govkit.model.statement import Origin
from govkit.vocabulary.words import word_set

_REASONS = frozenset(word_set("trigger+event+manner"))


class Outcomes(Procedure):
    """Where triggers and events lead."""

    kinds = ("escalate", "transfer")
    results = tuple((kind, _REASONS) for kind in ("escalate", "transfer"))
    offers = ("escalate", "transfer", "close")
    phases = frozenset[Phase]({"open", "incomplete"})
    ends = (("limit", "overdue"), ("total", "overdue"), ("matter", "overdue"))

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each outcome whose trigger is true now; then those that need no rule of the text."""
        outcomes = scene.ladder.outcomes(scene.case.place, scene.case.value, scene.case.day)
        for outcome in outcomes:
            if scene.is_true(outcome.trigger) and may_go(scene, outcome.to):
                if outcome.to.startswith("manner:") and owed(scene):
                    continue
                verified = outcome.trigger == "verified" and outcome.to.startswith("manner:")
                if not verified and outcome.trigger != "not_accepted":  # others say these
                    yield _led(scene, outcome)
        known = {outcome.trigger for outcome in outcomes}
        if "out_of_power" not in known and scene.is_true("out_of_power"):
            yield from _rise_to_power(scene)
        for outcome in shortcuts(scene):
            if may_go(scene, outcome.to):
                yield _short(scene, outcome)
        for outcome in reports(scene):
            if may_go(scene, outcome.to):
                yield _reported(scene, outcome)
        following = scene.ladder.next_step(scene.case.step) if scene.ladder.by_steps else ""
        onward = Outcome("verified", f"step:{following}", STEP_ORDER, Origin())
        if "verified" not in known and scene.is_true("verified") and may_go(scene, onward.to):
            yield _led(scene, onward)

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The place an id names, else the next rung. Raises `GovError` (GOV730)."""
        move = replace(base, to=target_of(scene, wanted, base.trigger))
        return grounded(scene, wanted, move) if base.trigger == "not_accepted" else move

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """The case goes there."""
        return passage.lead(case, move.to, at)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """No rule leads there, its trigger is not true, or the passes are spent."""
        return _disputed(scene, wanted, lawful) or _way(scene, wanted, lawful.words)

    def ending(self, passage: Passage, case: Case, timer: Timer) -> Ending:
        """Where the limit of a place leads: what `overdue` says, else what silence does."""
        ladder = passage.ladder
        if timer.is_whole:
            return Ending(_whole_over(ladder, case, timer))
        final = () if ladder.process.objection_within else ("silence",)
        found = (ladder.outcome(case, event, timer.place) for event in ("overdue", *final))
        return Ending(next((outcome for outcome in found if outcome is not None), None))


def _whole_over(ladder: Ladder, case: Case, timer: Timer) -> Outcome | None:
    """Where the end of the total, or of the matter's limit, leads: as `overdue` says where the case
    lies, else at the tier that a step beside works for.

    A case that came to its place with this very end has gone on by it already.
    """
    if any(one.kind == "limit" and one.place == case.place and one.starts == timer.due
           for one in case.timers):  # fmt: skip
        return None
    places = (case.place, f"tier:{case.tier}") if not ladder.by_steps else (case.place,)
    found = (ladder.outcome(case, "overdue", place) for place in dict.fromkeys(places))
    return next((outcome for outcome in found if outcome is not None), None)


# ── offers ──
def _short(scene: Scene, outcome: Outcome) -> Move:
    """The order that the chain of the mode gives directly."""
    to, mode = place_word(outcome.to), scene.case.mode
    sentence = later("reason.chain", mode=mode, to=to, cite=partial(cited, outcome.citation))
    return _gone(scene, outcome, sentence)


def _reported(scene: Scene, outcome: Outcome) -> Move:
    """The report that goes straight up, past the tiers between."""
    to, mode = place_word(outcome.to), scene.case.mode
    sentence = later("reason.straight_up", mode=mode, to=to, cite=partial(cited, outcome.citation))
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
            later("reason.close_as", trigger=trigger, manner=to, cite=cite),
            outcome.trigger,
            manner,
            rule=outcome.rule,
            citation=outcome.citation,
            to=outcome.to,
            trigger=outcome.trigger,
            manner=manner,
        )
    led = later("reason.outcome", place=place, trigger=trigger, to=to, cite=cite)
    sentences: list[Later] = [led]
    if outcome.trigger == "out_of_power":
        sentences += [lack_words(scene, lack) for lack in scene.standing.lacks]
    return _gone(scene, outcome, run_on(*sentences))


def _gone(scene: Scene, outcome: Outcome, sentence: Later) -> Move:
    """A move to another tier or step; says when it goes beyond the ceiling."""
    rises = scene.ladder.is_above(outcome.to, scene.case.tier)
    notes: list[Later] = [sentence]
    more: list[str] = []
    ceiling = scene.ladder.passes_ceiling(scene.case, outcome.to) if rises else None
    if ceiling:
        cite = partial(cited, ceiling.citation)
        notes.append(later("reason.ceiling", grade=ceiling.grade, level=ceiling.level, cite=cite))
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
    yield _gone(scene, outcome, rise_words(scene, lack, target))


# ── refusals ──
def _disputed(scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
    """While it is open who handles the case it goes to nobody who refused it."""
    if scene.case.dispute != "open":
        return None
    for part in wanted.parts:
        for place in (f"tier:{part}", f"step:{part}"):
            if place in refusing(scene.case) and place != scene.case.place:
                decides = who(arbiter(scene.ladder, scene.case))
                words = {"to": place_word(place), "who": decides, "lawful": lawful.words}
                rule = f"process:{scene.ladder.process.name}.arbiter"
                return Refusal(finding("GOV786", (), **words), rule)
    return None


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
    triggers = {outcome.trigger for outcome in outcomes} | set(word_set("trigger+event"))
    asked = [part for part in wanted.parts if part not in triggers]
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
        return _no_way(scene, asked[-1] if asked else "", outcomes, lawful)
    outcome = near[0]
    if scene.is_true(outcome.trigger) and not ladder.may_come(case, outcome.to):
        most = str(ladder.most_passes(case))
        found = finding("GOV726", to=place_word(outcome.to), most=most, lawful=lawful)
        return Refusal(found, f"process:{ladder.process.name}.passes")
    leading = dict.fromkeys(one.trigger for one in near if one.to == outcome.to)
    trigger, to = joined([reason_word(one) for one in leading]), place_word(outcome.to)
    place = place_word(case.place)
    found = finding("GOV721", place=place, trigger=trigger, to=to, lawful=lawful)
    return Refusal(found, outcome.rule, outcome.citation, change=_occurs(scene, outcome.trigger))


def _no_way(scene: Scene, target: str, outcomes: tuple[Outcome, ...], lawful: Both) -> Refusal:
    """No rule of the text leads there."""
    place = place_word(scene.case.place)
    names = {outcome.to.partition(":")[2] for outcome in outcomes}
    change = both("change.rule", place=place, to=target) if target not in names else None
    found = finding("GOV720", place=place, to=target or both("word.nowhere"), lawful=lawful)
    ceiling = scene.ladder.passes_ceiling(scene.case, f"tier:{target}")
    if ceiling is not None:
        return Refusal(found, ceiling.rule, ceiling.citation, change=change)
    return Refusal(found, "engine:named_trigger", change=change)


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
        for item, most in limits(scene.ladder, scene.case, scene.standing.tier):
            return both("change.exceed", item=item, limit=shown(most))
    if trigger == "undecided":
        return both("change.first", move=move_word("deliberate"))
    if trigger in ("obstructed", "major", "complex", "difficult"):
        return both("change.first", move=move_word("handle"))
    return both("change.trigger", place=place_word(scene.case.place), trigger=reason_word(trigger))
