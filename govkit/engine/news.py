"""What is new in a case since it was last looked at: the events between two cases of one life.

Two cases enter, events leave; whoever tells people, files or other systems needs no hooks.
"""

from __future__ import annotations

from govkit.diagnostics.placeless import refuse
from govkit.engine.case.case import Case
from govkit.engine.case.event import Event
from govkit.engine.door import CHECKS


def new_events(before: Case, after: Case) -> tuple[Event, ...]:
    """The events of `after` that `before` has not, in order; `()` where nothing happened.

    `before` is an earlier case of the same life, of a former model too. Raises `GovError` (GOV940)
    where the two are no one life, or the second is the older one; GOV925 for what is no case.
    """
    for name, case in (("before", before), ("after", after)):
        CHECKS["Case"](name, case)
    known = len(before.history)
    fresh, old = after.history[known:], after.history[:known]
    if before.id != after.id:
        raise refuse("GOV940", before=before.id, after=after.id, event="1")
    adopted = any(event.kind == "resume" for event in fresh)
    for number, event in enumerate(before.history, start=1):
        same = number <= len(old) and _alike(event, old[number - 1], adopted)
        if not same:
            raise refuse("GOV940", before=before.id, after=after.id, event=str(number))
    return fresh


def _alike(one: Event, other: Event, adopted: bool) -> bool:
    """Whether two events are the same, but for names that a changed model renamed."""
    return one == other or (adopted and _said(one) == _said(other))


def _said(event: Event) -> tuple[object, ...]:
    """What no change of a model renames in an event: when, what kind, by whom, with which words."""
    return (event.revision, event.at, event.kind, event.automatic, event.actor, event.note,
            event.idempotency_key)  # fmt: skip
