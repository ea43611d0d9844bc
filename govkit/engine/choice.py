"""The move that a caller means, and the rules it breaks where it is entered all the same.

A scene and what was wanted enter; one move and its breaches leave, or `GovError`. What a move does
is said in `enactment`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from govkit.diagnostics import GovError
from govkit.engine.attendance import invalid
from govkit.engine.case import Case
from govkit.engine.conditions import in_force
from govkit.engine.event import Breach, Event
from govkit.engine.findings import finding, refuse
from govkit.engine.move import Move
from govkit.engine.naming import id_words
from govkit.engine.offers import offers
from govkit.engine.refusal import Refusal, apart, refusal
from govkit.engine.scene import Scene
from govkit.engine.sentences import instant, timer_id_name
from govkit.engine.strength import strength_of
from govkit.engine.wanted import Wanted, match, recorded
from govkit.engine.wording import place_word
from govkit.model.meeting import Meeting


def replayed(case: Case, wanted: Wanted, key: str) -> Case | None:
    """The case itself where the key was used for this move. Raises `GovError` (GOV709) for another
    move; None where the key is new.
    """
    for event in case.history:
        if event.idempotency_key == key:
            if event.kind == wanted.kind and set(wanted.parts) <= set(event.move.split(":")):
                return case
            raise refuse("GOV709", key=key, move=id_words(event.move or event.kind))
    return None


def choose(
    scene: Scene,
    wanted: Wanted,
    figures: Mapping[str, int],
    record: bool,
    moved_on: tuple[Event, ...],
    actor: str,
) -> tuple[Move, tuple[Breach, ...]]:
    """The move that is meant and the breaches it is recorded with.

    `figures` are the attendance of a meeting, `moved_on` what ran out meanwhile. Raises `GovError`
    where a rule is broken, unless the move is to be recorded; always where a name is unknown.
    """
    broken: list[Refusal] = []
    chosen = match(wanted, offers(scene), counted=bool(figures))
    if chosen is None:
        broken.append(refusal(scene, wanted))
        if not record:
            raise _refused(broken, moved_on)
        chosen = recorded(wanted, scene)
    broken += _invalid(scene, chosen, figures)
    broken += apart(scene, chosen, actor)
    if broken and not record:
        raise _refused(broken, moved_on)
    return chosen, tuple(_breach(found, scene) for found in broken)


def _invalid(scene: Scene, move: Move, figures: Mapping[str, int]) -> list[Refusal]:
    """What the meeting of a move lacks: quorum, majority."""
    case, model = scene.case, scene.ladder.model
    meeting = model.get(f"meeting:{move.meeting}") if move.meeting else None
    if not isinstance(meeting, Meeting):
        return []
    return list(
        invalid(
            meeting,
            move.trigger,
            figures,
            lambda field: in_force(model, field, case.value, case.day),
        )
    )


def _breach(broken: Refusal, scene: Scene) -> Breach:
    """A broken rule as it is recorded, with how binding it is."""
    case = scene.case
    strength = strength_of(scene.ladder.model, broken.rule, case.value, case.day)
    return broken.breach().model_copy(update={"strength": strength})


def _refused(broken: list[Refusal], moved_on: tuple[Event, ...]) -> GovError:
    """The exception: each broken rule with its id, and what an expiry changed meanwhile."""
    found = [replace(refused.finding, rule=refused.rule) for refused in broken]
    for event in moved_on:
        what, place = timer_id_name(event.timer, event.part), place_word(event.target)
        found.append(finding("GOV738", what=what, at=instant(event.at), place=place))
    return GovError(found)
