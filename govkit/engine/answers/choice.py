"""The move that a caller means, and the rules it breaks where it is entered all the same.

A scene and what was wanted enter; one move and its breaches leave, or `GovError`. What a move does
is said by its procedure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.answers.offers import offers
from govkit.engine.answers.refusal import apart, refusal, unentitled
from govkit.engine.answers.wanted import match, recorded
from govkit.engine.case.event import Breach, Event, Turning
from govkit.engine.case.move import Move
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.strength import is_only_recommended, strength_of
from govkit.engine.procedures.announcement import Notice, announced_late
from govkit.engine.procedures.attendance import Held, held, invalid, turnings
from govkit.engine.procedures.deliberation import OUTCOMES, meetings
from govkit.engine.procedures.entitlement import Holder, entitled
from govkit.engine.procedures.figures import AGAIN, Figure, counts
from govkit.engine.procedures.procedure import Refusal, Wanted
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.splitting import plainly
from govkit.engine.words.sentences import instant, timer_id_name, turning_sentence
from govkit.engine.words.wording import move_word, place_word, term
from govkit.model.meeting import Meeting
from govkit.model.statement import Attribute, Stated, Strength
from govkit.model.strength import is_open

# What must not be: the rule behind these is the prohibition itself.
_PROHIBITIONS = frozenset({"GOV910", "GOV911"})


def choose(
    scene: Scene,
    wanted: Wanted,
    figures: tuple[Figure, ...],
    record: bool,
    moved_on: tuple[Event, ...],
    actor: str,
    holder: Holder | None = None,
    notice: Notice | None = None,
) -> tuple[Move, tuple[Breach, ...]]:
    """The move that is meant and the breaches it is recorded with.

    `figures` are the attendance of a meeting, `moved_on` what ran out meanwhile, `actor` and
    `holder` who makes the move, by key and by posts, `notice` the day on which a meeting was
    announced. Raises `GovError` where a rule is broken, unless the move is to be recorded; always
    where a name is unknown.
    """
    broken: list[Refusal] = []
    wanted = plainly(scene, _by_votes(scene, wanted, figures))
    lawful = offers(scene, wanted.kind)
    chosen = None
    if holder is not None:
        own = tuple(move for move in lawful if entitled(scene, holder, move.party))
        chosen = match(wanted, own, counted=bool(figures))
    chosen = chosen or match(wanted, lawful, counted=bool(figures))
    offered = chosen is not None
    if chosen is not None and not (figures or holder or notice or actor):
        return chosen, ()
    if chosen is None:
        broken = _binding(scene, [refusal(scene, wanted)])
        if broken and not record:
            raise _refused(broken, moved_on)
        chosen = recorded(wanted, scene)
    came_to = _came_to(scene, chosen.meeting, figures) if figures else None
    if came_to is not None:
        broken += _binding(scene, list(invalid(came_to, chosen.trigger)))
        turned = tuple(turnings(came_to, scene.case.tier))
        chosen = replace(chosen, turnings=(*chosen.turnings, *turned))
    if offered:  # what is not lawful has no bearer that could be told
        broken += _binding(scene, unentitled(scene, chosen, holder))
    broken += _binding(scene, announced_late(scene, chosen, notice))
    broken += _binding(scene, apart(scene, chosen, actor))
    if broken and not record:
        raise _refused(broken, moved_on, chosen.turnings)
    return chosen, tuple(_breach(found, scene) for found in broken)


def _by_votes(scene: Scene, wanted: Wanted, figures: tuple[Figure, ...]) -> Wanted:
    """What is wanted, with the outcome that follows from the votes where none is named.

    Raises `GovError` (GOV905) for figures with a move that is no deliberation.
    """
    if figures and wanted.kind != "deliberate":
        name, _, _ = figures[0][0].partition("·")
        figure = name if name == AGAIN else term("base+vote", name)
        raise refuse("GOV905", figure=figure, move=move_word(wanted.kind))
    if not figures or set(wanted.parts) & OUTCOMES:
        return wanted
    known = meetings(scene)
    named = [name for name in known if name in wanted.parts] or list(known)
    came_to = _came_to(scene, named[0], figures) if len(named) == 1 else None
    if came_to is None or not came_to.outcome:
        return wanted
    return replace(wanted, parts=(came_to.outcome, *wanted.parts))


def _came_to(scene: Scene, name: str, figures: tuple[Figure, ...]) -> Held | None:
    """What the figures of a meeting come to; None where the text does not know the meeting."""
    model = scene.ladder.model
    meeting = model.get(f"meeting:{name}") if name else None
    found = counts(figures, meeting if isinstance(meeting, Meeting) else None)
    if not isinstance(meeting, Meeting):
        return None
    again = dict(figures).get(AGAIN)
    adjourned = scene.deliberated == (name, "not_held")
    return held(
        meeting,
        found,
        lambda field: _rule(scene, field),
        adjourned if again is None else bool(again),
    )


def _rule(scene: Scene, field: Attribute[Any]) -> Stated[Any] | None:
    """What a meeting has to keep in a case; what is recommended or allowed is no rule of it."""
    stated = in_force(scene.ladder.model, field, scene.case.value, scene.case.day)
    return None if stated is None or is_open(stated.strength) else stated


def _strength(broken: Refusal, scene: Scene) -> Strength | None:
    case = scene.case
    if broken.finding.code in _PROHIBITIONS:
        return "must_not"
    return strength_of(scene.ladder.model, broken.rule, case.value, case.day)


def _binding(scene: Scene, broken: list[Refusal]) -> list[Refusal]:
    """Those of the broken rules that can be breached at all; 鼓励 and 可以 cannot."""
    case, model = scene.case, scene.ladder.model
    return [
        one for one in broken
        if one.finding.code in _PROHIBITIONS
        or not is_only_recommended(model, one.rule, case.value, case.day)
    ]  # fmt: skip


def _breach(broken: Refusal, scene: Scene) -> Breach:
    """A broken rule as it is recorded, with how binding it is."""
    return broken.breach().model_copy(update={"strength": _strength(broken, scene)})


def _refused(
    broken: list[Refusal], moved_on: tuple[Event, ...], turned: tuple[Turning, ...] = ()
) -> GovError:
    """The exception: each broken rule with its id, what an expiry changed meanwhile, and which
    rule of a meeting another reading would decide differently.
    """
    found = [replace(refused.finding, rule=refused.rule) for refused in broken]
    shares = (turning for turning in turned if turning.share is not None)
    found += [finding("GOV906", (), reading=turning_sentence(turning)) for turning in shares]
    for event in moved_on:
        what, place = timer_id_name(event.timer, event.part), place_word(event.target)
        found.append(finding("GOV738", what=what, at=instant(event.at), place=place))
    return GovError(found)
