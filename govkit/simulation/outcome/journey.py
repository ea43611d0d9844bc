"""The way of one case: from place to place, how long it lay where, and what made it go on.

The history of a case enters; its stays leave, in their order. What they are counted for is not
known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govkit.engine import Case
from govkit.engine.case.event import Event

BINDING = frozenset({"limit", "total", "matter"})
"""The limits that a case is judged by."""
_NAMES_A_PLACE = frozenset({"expire", "remind"})  # whose target is the place of a limit
CLOSED = ""
"""Where a closed case has gone."""


class Stay(NamedTuple):
    """One stay: from `came` to `left`, in seconds since the case was opened, None where it still
    lies there. `to` is the next place, empty where the case was closed; `kind` and `trigger` are
    the event that ended it. `ran_out`: a limit ended meanwhile."""

    place: str
    came: float
    left: float | None = None
    to: str = CLOSED
    kind: str = ""
    trigger: str = ""
    ran_out: bool = False


def stays(case: Case) -> Iterator[Stay]:
    """The stays of a case, the last one open where it is not closed."""
    begins = case.opened_at.timestamp()
    place, came, ran_out = "", 0.0, False
    for event in case.history:
        if event.automatic and ends_a_limit(event):
            ran_out = True
        taken_up = not place and _reopens(case, event)
        if (event.origin == event.target and not taken_up) or event.kind in _NAMES_A_PLACE:
            continue
        at, to = event.at.timestamp() - begins, place_of(event)
        if place:
            yield Stay(place, came, at, to, event.kind, event.trigger, ran_out)
        place, came, ran_out = to, at, False
    if place:
        yield Stay(place, came, ran_out=ran_out)


def place_of(event: Event) -> str:
    """Where a case went with an event; empty where it was closed."""
    return CLOSED if event.target.startswith("manner:") else event.target


def _reopens(case: Case, event: Event) -> bool:
    """Whether a closed case is taken up again with an event."""
    answered = event.kind == "call_back" and event.trigger == "dissatisfied"
    return event.kind == "reopen" or (answered and case.reopened > 0)


def ends_a_limit(event: Event) -> bool:
    """Whether an event is the end of a limit that the case is judged by."""
    return event.automatic and event.kind != "remind" and event.timer.partition(":")[0] in BINDING


def closings(case: Case) -> list[Event]:
    """The events that closed it; more than one where it was opened again."""
    return [event for event in case.history if event.target.startswith("manner:")]


def reopenings(case: Case) -> list[Event]:
    """The events with which it was taken up again, as far as it was."""
    found, closed = [], False
    for event in case.history:
        if event.target.startswith("manner:"):
            closed = True
        elif closed and _reopens(case, event):
            found.append(event)
            closed = False
    return found


def name(place: str) -> str:
    """The bare name of a place."""
    return place.partition(":")[2]
