"""Turning a case down (不予受理): before it is accepted, on a ground that the text states.

It closes as the text says, or goes where the text leads, with its ground and, where the text has
one, the right way for whoever reported it. Where the text is silent there is no such move, and
there is none under a mode that lists acts first: nobody in danger is sent away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding
from govkit.engine.case.move import Move
from govkit.engine.plan.emergency import first_acts
from govkit.engine.plan.grounds import Ground, grounds
from govkit.engine.plan.ladder import Outcome
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, may_go
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.sentences import cited
from govkit.engine.words.wording import both, later, place_word
from govkit.model.statement import Origin
from govkit.vocabulary.words import word_set

TRIGGER = "not_accepted"
REJECTED = "manner:rejected"


class TurningDown(Procedure):
    """Turning a case down. Its moves are those of closing, and of going elsewhere."""

    offers = ("close", "escalate", "transfer")

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each stated ground, for each way that the text has for a case not accepted."""
        if not scene.is_true(TRIGGER) or first_acts(scene.ladder, scene.case):
            return
        for outcome in _ways(scene):
            for ground in grounds(scene.ladder, scene.case):
                yield _turned_down(scene, outcome, ground)

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """The text states no ground, or not this one; or acts come first."""
        asked = TRIGGER in wanted.parts or (wanted.kind == "close" and "rejected" in wanted.parts)
        if not asked or not scene.is_true(TRIGGER):
            return None
        if acts := first_acts(scene.ladder, scene.case):
            listed, mode = Both.listed(act.word for act in acts), scene.case.mode
            found = finding("GOV797", (), mode=mode, acts=listed, lawful=lawful.words)
            return Refusal(found, acts[0].rule, acts[0].citation)
        stated, place = grounds(scene.ladder, scene.case), place_word(scene.case.place)
        if not stated:
            found = finding("GOV795", (), place=place, lawful=lawful.words)
            change = both("change.ground", place=place)
            return Refusal(found, "engine:stated_ground", change=change)
        named = subject_of(scene, wanted)
        if not named or any(ground.word == named for ground in stated):
            return None
        known = Both.listed(ground.word for ground in stated)
        found = finding("GOV796", (), named=named, known=known, lawful=lawful.words)
        return Refusal(found, stated[0].rule, stated[0].citation)


def recorded(scene: Scene, wanted: Wanted, base: Move) -> Move:
    """A case that was turned down in fact: as the id says, else as the text closes such a case."""
    named = next((part for part in wanted.parts if part in word_set("manner")), "")
    stated = (way.to for way in _ways(scene) if way.to.startswith("manner:"))
    to = f"manner:{named}" if named else next(stated, REJECTED)
    return grounded(scene, wanted, replace(base, manner=to.partition(":")[2], to=to))


def grounded(scene: Scene, wanted: Wanted, move: Move) -> Move:
    """The move with the ground that its id names, and the right way where the text has one."""
    subject = subject_of(scene, wanted)
    stated = (ground for ground in grounds(scene.ladder, scene.case) if ground.word == subject)
    ground = next(stated, None)
    return replace(move, subject=subject, route=ground.route if ground else "")


def subject_of(scene: Scene, wanted: Wanted) -> str:
    """The ground that an id names, in the caller's words."""
    words = {TRIGGER, *word_set("manner"), *scene.ladder.names, *scene.ladder.steps}
    return "：".join(part for part in wanted.parts if part not in words)


def _ways(scene: Scene) -> tuple[Outcome, ...]:
    """Where the text leads a case that is not accepted; without a word, it closes."""
    case = scene.case
    stated = [
        outcome
        for outcome in scene.ladder.outcomes(case.place, case.value, case.day)
        if outcome.trigger == TRIGGER
    ]
    if not stated:
        return (Outcome(TRIGGER, REJECTED, "", Origin()),)
    return tuple(outcome for outcome in stated if may_go(scene, outcome.to))


def _turned_down(scene: Scene, outcome: Outcome, ground: Ground) -> Move:
    kind, _, name = outcome.to.partition(":")
    if kind != "manner":
        kind = "escalate" if scene.ladder.is_above(outcome.to, scene.case.tier) else "transfer"
    sentence = later(
        "reason.not_accepted_route" if ground.route else "reason.not_accepted",
        why=ground.word,
        to=place_word(outcome.to),
        cite=partial(cited, ground.citation),
        **({"route": ground.route} if ground.route else {}),
    )
    return made(
        scene,
        "close" if kind == "manner" else kind,
        sentence,
        TRIGGER,
        name,
        ground.word,
        rule=ground.rule,
        citation=ground.citation,
        more=(outcome.rule,) if outcome.rule else (),
        to=outcome.to,
        trigger=TRIGGER,
        manner=name if kind == "manner" else "",
        subject=ground.word,
        route=ground.route,
    )
