"""Stored cases taken up again: whether one belongs to this model, or goes on under a changed one.

A model and a stored case enter; the case leaves, with an event where it was adopted, or `GovError`.
"""

from __future__ import annotations

from govkit import __version__
from govkit.engine.case import Case, changed
from govkit.engine.event import Event
from govkit.engine.findings import refuse
from govkit.engine.versions import Versions
from govkit.model.governance import Governance


def belongs(model: Governance, case: Case) -> None:
    """Raise `GovError` (GOV733) where a case was opened under another model."""
    if case.fingerprint != model.fingerprint:
        raise refuse("GOV733", case=case.fingerprint, model=model.fingerprint)


def adopted(model: Governance, versions: Versions, case: Case, accept_changes: bool) -> Case:
    """The case, as it is or under a changed model. Raises `GovError` (GOV733–GOV735)."""
    if case.fingerprint == model.fingerprint and case.library == __version__:
        return case
    if not accept_changes:
        belongs(model, case)
        raise refuse("GOV734", library=case.library, current=__version__)
    ladder = versions.on(case.day).ladders.get(case.process)
    known = model.get(f"matter:{case.matter}") is not None
    if ladder is None or ladder.block(case.place) is None or not known:
        raise refuse("GOV735", place=case.place.partition(":")[2], process=case.process)
    event = Event(
        revision=case.revision + 1,
        at=case.history[-1].at,
        kind="resume",
        origin=case.place,
        target=case.place,
        note=f"{case.fingerprint} → {model.fingerprint}",
    )
    return changed(
        case,
        revision=event.revision,
        fingerprint=model.fingerprint,
        library=__version__,
        history=(*case.history, event),
    )
