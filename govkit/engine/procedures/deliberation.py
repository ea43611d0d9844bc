"""Deliberation (议事): a meeting of the place decides, does not decide, or is not held.

Attendance and votes are judged in `attendance` where they are given. Not held, the case stays as it
was and the time of `adjourn` runs, where the text has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Case, changed
from govkit.engine.case.move import Move
from govkit.engine.case.past import NOT_HELD
from govkit.engine.case.timer import without
from govkit.engine.plan.conditions import in_force
from govkit.engine.plan.parts import settled
from govkit.engine.plan.strength import stated_or
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.procedure import Lawful, Procedure, Refusal, Wanted
from govkit.engine.procedures.proposal import made, result_of
from govkit.engine.procedures.scene import Scene
from govkit.engine.words.wording import both, joined, later, move_word, place_word
from govkit.model.meeting import Meeting
from govkit.model.statement import Origin, Stated
from govkit.model.strength import is_open
from govkit.values import Refs

RESULTS = ("agreed", "undecided")
# The statuses in which a move waits for a meeting that has to agree.
_WAITS: dict[str, tuple[str, ...]] = {
    "handle": ("signed", "undecided", "agreed"),
    "split": ("signed", "undecided", "agreed"),
    "feed_back": ("handling",),
    "close": ("verified",),
}
OUTCOMES = frozenset({*RESULTS, NOT_HELD})


class Deliberation(Procedure):
    """Putting a case before a meeting."""

    kinds = ("deliberate",)
    results = (("deliberate", OUTCOMES),)

    def offered(self, scene: Scene) -> Iterator[Move]:
        """Each meeting of the place with each of its outcomes."""
        names = meetings(scene)
        # Of all the meetings that have to, some have yet to; or the case was carried past them.
        if scene.case.status in ("agreed", "verified"):
            names = outstanding(scene)
        elif scene.case.status not in ("signed", "undecided", "handling"):
            return
        place, stated = scene.case.place, _deliberating(scene)
        for name in names:
            sentence = later("reason.deliberate", tier=place_word(place), meeting=name)
            for outcome in _outcomes_of(scene, name):
                yield made(
                    scene,
                    "deliberate",
                    sentence,
                    outcome,
                    name,
                    rule=scene.ladder.rule(place, "deliberates"),
                    citation=stated.origin if stated is not None else Origin(),
                    trigger=outcome,
                    meeting=name,
                )

    def meant(self, scene: Scene, wanted: Wanted, base: Move) -> Move:
        """The meeting an id names, else the first of the place. Raises `GovError` (GOV710)."""
        meeting = _meeting(scene, wanted, base.trigger)
        return replace(base, trigger=result_of(wanted, base.trigger, RESULTS), meeting=meeting)

    def enacted(self, passage: Passage, case: Case, move: Move, at: datetime) -> Case:
        """Decided, undecided, or as it was where too few came. Work that was verified before a
        meeting that has to agree is done anew.
        """
        ladder, ref = passage.ladder, f"meeting:{move.meeting}"
        timers = without(case.timers, "adjourn", place=case.place, part=ref)
        if move.trigger != NOT_HELD:
            case = settled(case, "signed") if case.status == "verified" else case
            return changed(case, status=move.trigger, timers=timers)
        meeting = ladder.model.get(ref)
        stated = None
        if isinstance(meeting, Meeting):
            stated = in_force(ladder.model, meeting.adjourn, case.value, case.day)
        if stated is None:
            return changed(case, timers=timers)
        number = case.past.not_held + 1
        timer_id = f"adjourn:{case.place.partition(':')[2]}:{move.meeting}:{number}"
        start, rule = passage.clocks.start, f"{ref}.adjourn"
        timer = start("adjourn", case.place, timer_id, stated, at, rule, part=ref)
        return changed(case, timers=(*timers, timer))

    def bars(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """A meeting that has to agree has not: nothing is handled, fed back or closed here."""
        waits = scene.case.status in _WAITS.get(wanted.kind, ())
        if not waits or "declined" in wanted.parts:
            return None
        return not_agreed(scene, wanted.kind, lawful)

    def forbidden(self, scene: Scene, wanted: Wanted, lawful: Lawful) -> Refusal | None:
        """No meeting deliberates where the case lies."""
        if meetings(scene):
            return None
        place, block = place_word(scene.case.place), scene.ladder.block(scene.case.place)
        rule = scene.ladder.rule(scene.case.place, "deliberates")
        stated = block.deliberates if block else None
        return Refusal(
            finding("GOV719", place=place, lawful=lawful.words),
            stated_or(stated, rule, "engine:stated_meeting"),
            change=both("change.meeting", place=place),
        )


def not_agreed(scene: Scene, kind: str, lawful: Lawful) -> Refusal | None:
    """The refusal of a move for which a meeting has to agree that has not; None where none has."""
    if not (names := outstanding(scene)):
        return None
    place, stated = scene.case.place, _deliberating(scene)
    listed = joined([Both(name, name) for name in names])
    found = finding("GOV799", (), place=place_word(place), meetings=listed,
                    move=move_word(kind), lawful=lawful.words)  # fmt: skip
    rule = scene.ladder.rule(place, "deliberates")
    change = both("change.first", move=move_word("deliberate"))
    return Refusal(found, rule, stated.origin if stated else Origin(), change=change)


def outstanding(scene: Scene) -> tuple[str, ...]:
    """The meetings that have to agree where the case lies before it is handled, fed back or closed
    there, and have not: where the text names them with a strength. Of a list one is enough, of
    `all(…)` each is needed.
    """
    stated = _deliberating(scene)
    if stated is None or stated.strength is None or is_open(stated.strength):
        return ()
    here = {one.meeting for one in scene.case.past.agreed if one.place == scene.case.place}
    names = meetings(scene)
    if isinstance(stated.value, Refs) and stated.value.mode == "all":
        return tuple(name for name in names if name not in here)
    return () if here else names


def meetings(scene: Scene) -> tuple[str, ...]:
    """The meetings that deliberate where the case lies, by name."""
    stated = _deliberating(scene)
    refs = stated.value.refs if stated and isinstance(stated.value, Refs) else ()
    return tuple(dict.fromkeys(ref.partition(":")[2] for ref in refs))


def _deliberating(scene: Scene) -> Stated[Any] | None:
    """The statement that says who deliberates on a case where it lies."""
    block, case = scene.ladder.block(scene.case.place), scene.case
    return in_force(scene.ladder.model, block.deliberates, case.value, case.day) if block else None


def _outcomes_of(scene: Scene, name: str) -> tuple[str, ...]:
    """What a meeting may come to; not to be held only where too few can have come."""
    meeting = scene.ladder.model.get(f"meeting:{name}")
    may_fail = isinstance(meeting, Meeting) and meeting.quorum
    return (*RESULTS, NOT_HELD) if may_fail else RESULTS


def _meeting(scene: Scene, wanted: Wanted, trigger: str) -> str:
    rest = wanted.but(trigger)
    if not rest:
        return next(iter(meetings(scene)), "")
    known = [meeting.name for meeting in scene.ladder.model.meetings]
    found = next((name for name in rest if name in known), None)
    if found is None:
        near = get_close_matches(rest[0], known, n=3, cutoff=0.3)
        raise refuse("GOV710", [f"deliberate:{name}" for name in near], written=wanted.written)
    return found
