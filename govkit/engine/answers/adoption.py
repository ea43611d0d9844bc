"""Stored cases taken up again: whether one belongs to this model, or goes on under a changed one.

A model and a stored case enter; the case leaves, with an event where it was adopted, or `GovError`.
"""

from __future__ import annotations

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import refuse
from govkit.engine.answers.inspection import inspected
from govkit.engine.case.case import Case
from govkit.engine.case.event import Event
from govkit.engine.case.past import recorded
from govkit.engine.plan.ladder import Ladder
from govkit.engine.plan.versions import Versions
from govkit.engine.time.clocks import Clocks
from govkit.version import __version__


def belongs(versions: Versions, clocks: Clocks, case: Case) -> Ladder:
    """The ladder of the process of a case. Raises `GovError` where the case was opened under
    another model (GOV733), or cannot be (GOV930–GOV933).

    What the engine made itself is whole; here only what every call reads is looked at.
    """
    model = versions.model
    if case.binding != model.binding:
        raise refuse("GOV733", case=case.binding, model=model.binding)
    ladder = versions.on(case.day).ladders.get(case.process)
    if not case.history or ladder is None or ladder.block(case.place) is None:
        raise GovError(inspected(versions, clocks, case))
    return ladder


def adopted(versions: Versions, clocks: Clocks, case: Case, accept_changes: bool) -> Case:
    """The case, as it is or under a changed model. Raises `GovError` (GOV733–GOV735, and all that
    is wrong with it: GOV926–GOV933)."""
    model = versions.model
    same = case.binding == model.binding
    if not accept_changes:
        if not same:
            raise refuse("GOV733", case=case.binding, model=model.binding)
        if case.library != __version__:
            raise refuse("GOV734", library=case.library, current=__version__)
    if case.binding == model.binding and case.library == __version__:
        if found := inspected(versions, clocks, case):
            raise GovError(found)
        return case
    ladder = versions.on(case.day).ladders.get(case.process)
    known = model.get(f"matter:{case.matter}") is not None
    if ladder is None or ladder.block(case.place) is None or not known:
        raise refuse("GOV735", place=case.place.partition(":")[2], process=case.process)
    after = taken_over(versions, case, f"{case.binding} → {model.binding}")
    if found := inspected(versions, clocks, after):
        raise GovError(found)
    return after


def taken_over(versions: Versions, case: Case, note: str) -> Case:
    """The case under this model and version, with an event that says so."""
    event = Event(
        revision=case.revision + 1,
        at=case.history[-1].at if case.history else case.as_of,
        kind="resume",
        origin=case.place,
        target=case.place,
        note=note,
    )
    return recorded(case, event, binding=versions.model.binding, library=__version__)
