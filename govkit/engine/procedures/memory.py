"""What was offered before where a case stood alike: states that differ in their instants alone.

A scene enters; what was offered in a state like it leaves, to be looked up or filled in. Which
moves those are is said by the procedures; until when each is due is worked out for each case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import Any

from govkit.engine.case.case import Asked, Case, Past, Sender
from govkit.engine.case.key import TOLD
from govkit.engine.case.move import Move
from govkit.engine.case.timer import Timer
from govkit.engine.procedures.scene import Scene
from govkit.model.frozen import Record

Offered = dict[str, tuple[Move, ...]]  # by kind; all under ""

MOST_ALIKE = 8  # states of one place and status that are kept
MOST_PLACES = 2_000

# What no offer asks: what is only told, the model itself, and instants. All else decides.
_UNASKED = TOLD["Case"] | {"binding", "zone", "as_of", "closed_at"}
# Of these only a part is asked, see below.
_IN_PART = frozenset({"timers", "asked", "sender", "past"})
_HASHED = ("matter", "process", "mode", "unit", "tier", "step", "status")
# Of a timer its instants, how it was counted and what only the calls about it show.
_COUNTED = frozenset(
    {
        "starts", "due", "provisional", "reading", "citation", "left", "start_rule", "end_rule",
        "pauses", "paused_since", "reminded", "told", "others", "remaining", "overdue", "late",
    }
)  # fmt: skip


def _all_but(kind: type[Record], unasked: frozenset[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The fields of an object but some: one that is not named costs speed and never an answer."""
    return itemgetter(*(name for name in kind.model_fields if name not in unasked))


_hashed = itemgetter(*_HASHED)
_whole = _all_but(Case, _UNASKED | _IN_PART | {*_HASHED})
_timer = _all_but(Timer, _COUNTED)
_asked = _all_but(Asked, TOLD["Asked"])
_sender = _all_but(Sender, TOLD["Sender"] | {"timers", "asked"})
_past = _all_but(Past, frozenset({"last", "ran_out", "acted"}))


class Memory:
    """What was offered in one process, by the states of its cases."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], list[tuple[tuple[Any, ...], Offered]]] = {}

    def of(self, scene: Scene) -> Offered:
        """What was offered in a state like this; empty, and kept from now on, where none was."""
        case = scene.case
        state = _state(case, scene)
        rows = self._known.get(named := _hashed(case.__dict__))
        if rows is None:
            if len(self._known) >= MOST_PLACES:
                self._known.clear()
            rows = self._known[named] = []
        for known, offered in rows:
            if known == state:
                return offered
        if len(rows) >= MOST_ALIKE:
            del rows[0]
        fresh: Offered = {}
        rows.append((state, fresh))
        return fresh


def _state(case: Case, scene: Scene) -> tuple[Any, ...]:
    """What decides which moves are offered, without instants."""
    held = case.__dict__
    sender, total = case.sender, case.total
    return (
        _whole(held),
        _past(case.past.__dict__),
        tuple([_as_asked(timer, total, scene.at) for timer in case.timers]),
        tuple([_asked(one.__dict__) for one in case.asked]) if case.asked else (),
        None if sender is None else _sender(sender.__dict__),
    )


def _as_asked(timer: Timer, total: Timer | None, at: datetime) -> tuple[Any, ...]:
    """A timer without its instants: whether it has an end, a reading, is past, ends the total."""
    due = timer.due
    if due is None:
        return (*_timer(timer.__dict__), timer.reading is None)
    capped = total is not None and total.due is not None and total.due <= due
    return (*_timer(timer.__dict__), timer.reading is None, at > due, capped)
