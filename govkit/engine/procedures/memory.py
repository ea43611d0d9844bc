"""What was offered before where a case stood alike: states that differ in instants and units alone.

A scene enters; what was offered in a state like it leaves, to be looked up or filled in. Which
moves those are is said by the procedures; by whom each is made and until when is worked out for
each case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import Any

from govkit.engine.case.case import Asked, Bearer, Case, Part, Past, Sender
from govkit.engine.case.key import TOLD
from govkit.engine.case.timer import Timer
from govkit.engine.procedures.scene import Offered, Scene
from govkit.model.frozen import Record

MOST_ALIKE = 8  # states of one place and status that are kept
MOST_PLACES = 2_000

# What no offer asks: what is only told, the model itself, and instants. All else decides.
_UNASKED = TOLD["Case"] | {"binding", "zone", "as_of", "closed_at"}
# Of these only a part is asked, see below.
_IN_PART = frozenset(
    {"timers", "past", "unit", "holder", "accountable", "handler", "turn", "parts", "asked",
     "sender"}
)  # fmt: skip
_HASHED = ("matter", "process", "mode", "tier", "step", "status")
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
_bearer = _all_but(Bearer, frozenset({"unit"}))
_part = _all_but(Part, frozenset({"unit"}))
_asked = _all_but(Asked, TOLD["Asked"] | {"unit"})
_BORNE = ("holder", "accountable", "handler")
_sender = _all_but(Sender, TOLD["Sender"] | {"timers", "asked", "parts", *_BORNE})
_past = _all_but(Past, frozenset({"last", "ran_out", "acted"}))


class Memory:
    """What was offered in one process, by the states of its cases."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], list[tuple[tuple[Any, ...], dict[str, Offered]]]] = {}

    def look_up(self, scene: Scene) -> None:
        """Give a scene what was offered in a state like its own, and keep what will be."""
        state, scene.units = _state(scene.case, scene.at)
        rows = self._known.get(named := _hashed(scene.case.__dict__))
        if rows is None:
            if len(self._known) >= MOST_PLACES:
                self._known.clear()
            rows = self._known[named] = []
        for known, offered in rows:
            if known == state:
                scene.offered = offered
                return
        if len(rows) >= MOST_ALIKE:
            del rows[0]
        rows.append((state, scene.offered))


class _Units:
    """The units of a case by their numbers, in the order in which it names them."""

    def __init__(self, first: str) -> None:
        self.numbers = {"": 0}
        self.of(first)

    def of(self, unit: str) -> int:
        """The number of a unit."""
        number = self.numbers.get(unit)
        if number is None:
            number = self.numbers[unit] = len(self.numbers)
        return number

    def borne(self, one: Bearer) -> tuple[Any, ...]:
        """Who, without the name of the unit."""
        return self.of(one.unit), *_bearer(one.__dict__)


def _state(case: Case, at: datetime) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """What decides which moves are offered, without instants; units by their numbers, and which
    these are."""
    held, units, sender, total = case.__dict__, _Units(case.unit), case.sender, case.total
    state = (
        _whole(held),
        _past(case.past.__dict__),
        units.borne(case.holder),
        units.borne(case.accountable),
        units.borne(case.handler),
        units.borne(case.turn),
        tuple([(units.of(one.unit), *_part(one.__dict__)) for one in case.parts]),
        tuple([(units.of(one.unit), *_asked(one.__dict__)) for one in case.asked]),
        None if sender is None else _sent(sender, units),
        tuple([_as_asked(timer, total, at) for timer in case.timers]),
    )
    named = tuple(units.numbers)
    return (*state, tuple([unit.rpartition("·")[0] for unit in named])), named


def _sent(sender: Sender, units: _Units) -> tuple[Any, ...]:
    return (
        *_sender(sender.__dict__),
        *[units.borne(getattr(sender, name)) for name in _BORNE],
        tuple([(units.of(one.unit), *_part(one.__dict__)) for one in sender.parts]),
    )


def _as_asked(timer: Timer, total: Timer | None, at: datetime) -> tuple[Any, ...]:
    """A timer without its instants: whether it has an end, a reading, is past, ends the total."""
    due = timer.due
    if due is None:
        return (*_timer(timer.__dict__), timer.reading is None)
    capped = total is not None and total.due is not None and total.due <= due
    return (*_timer(timer.__dict__), timer.reading is None, at > due, capped)
