"""Modes (平急状态): what changes for a case that comes under one.

A scene and a mode enter; the case under that mode leaves. Who may switch is stated in the model and
not judged here: actors are the caller's own. The short way down that it opens is said in `chain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from govkit.diagnostics import Both
from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Case, changed
from govkit.engine.case.event import Event
from govkit.engine.case.past import recorded
from govkit.engine.case.timer import without
from govkit.engine.plan.intake import process_in
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.versions import refs_of
from govkit.engine.procedures.passage import Passage
from govkit.engine.procedures.scene import Scene
from govkit.engine.procedures.waiting import completed
from govkit.engine.time.clockwork import follow
from govkit.engine.time.limits import with_whole_timers
from govkit.engine.time.missed import ended_late
from govkit.model.governance import Governance
from govkit.model.mode import Mode
from govkit.model.statement import Origin


def mode_named(model: Governance, name: str | None) -> Mode | None:
    """The mode of a name; None for none. Raises `GovError` (GOV740) where it is unknown."""
    if not name:
        return None
    mode = model.get(f"mode:{name}")
    if not isinstance(mode, Mode):
        names = [known.name for known in model.modes]
        near = get_close_matches(name, names, n=3, cutoff=0.4)
        raise refuse("GOV740", near, mode=name, known=Both.listed(names, "—"))
    return mode


def switched(
    ladders: Mapping[str, Ladder], passage: Passage, scene: Scene, mode: Mode | None, actor: str
) -> Case:
    """The case under a mode, with the event of the switch. It goes over where its process rests."""
    timers = without(scene.case.timers, "report_within")
    case = changed(scene.case, mode=mode.name if mode else "", timers=timers)
    rules = [f"mode:{mode.name}.decided_by"] if mode and mode.decided_by else []
    citation = mode.origin if mode else Origin()
    if mode and f"process:{case.process}" in refs_of(mode.suspends):
        rules.append(f"mode:{mode.name}.suspends")
        citation = next(stated.origin for stated in mode.suspends)
        case = _gone_over(ladders, passage, scene, case, mode)
    if mode and case.process != scene.case.process:
        rules.append(f"mode:{mode.name}.process")
    event = Event(
        revision=case.revision + 1,
        at=scene.at,
        kind="switch",
        actor=actor,
        origin=scene.case.place,
        target=case.place,
        mode=case.mode,
        rules=tuple(rules),
        citation=citation,
        missed=ended_late(passage.clocks, scene.case, case, scene.at),
    )
    return recorded(case, event, as_of=max(scene.at, scene.case.as_of))


def _gone_over(
    ladders: Mapping[str, Ladder], passage: Passage, scene: Scene, case: Case, mode: Mode
) -> Case:
    """The case at the intake of the mode's process; where it is where there is none for it."""
    ladder = ladders.get(process_in(scene.ladder.model, case.matter, mode))
    if ladder is None or not (ladder.names or ladder.steps):
        return case
    place = ladder.intake(scene.ladder.model.unit(case.unit))
    if place is None or ladder.process.name == case.process:
        return case
    clocks = passage.clocks
    case = completed(clocks, case, scene.at)
    case = changed(
        case,
        process=ladder.process.name,
        status="reported" if case.status == "reported" else "dispatched",
        sender=None,
        returned=(),
        dispute="",
        asked=(),
        failures=0,
        request=None,
        suspended=None,
        called_back=None,
    )
    case = with_whole_timers(ladder, clocks, case, scene.at)
    case = passage.of(ladder).come_in(case, place, scene.at)
    return follow(ladder, clocks, scene.case, case, "switch", "", scene.at)
