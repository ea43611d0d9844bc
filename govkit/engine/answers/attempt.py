"""An attempt twice: a key of the caller's stands for one move or opening with its whole content.

A case and an attempt enter; whether it is the one that the key was used for leaves, or `GovError`
(GOV709) where the key was used for another. The instant is no part of it: an attempt that is sent
again comes later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govkit.diagnostics import GovError
from govkit.diagnostics.placeless import refuse
from govkit.engine.answers.wanted import PLAIN, read_wanted
from govkit.engine.case.case import Case
from govkit.engine.case.event import Event
from govkit.engine.case.move import Move
from govkit.engine.case.value import CaseValue
from govkit.engine.procedures.entitlement import Holder
from govkit.engine.procedures.figures import Figure
from govkit.engine.procedures.procedure import Wanted
from govkit.engine.words.naming import id_words
from govkit.engine.words.wording import term


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that is asked for with a key, and all that is given with it."""

    wanted: Wanted
    actor: str = ""
    note: str = ""
    values: tuple[CaseValue, ...] = ()
    figures: tuple[Figure, ...] = ()
    holder: Holder | None = None
    noticed: date | None = None
    other: str = ""

    @property
    def acting(self) -> tuple[str, tuple[str, ...], str]:
        """Who acts: his key, what he holds, and his unit, as an event keeps it."""
        held = self.holder
        unit = held.unit.id if held and held.unit else ""
        return self.actor, held.named if held else (), unit


def made_with(case: Case, key: str) -> Event | None:
    """The event that a key was used for; None where it is new."""
    return next((event for event in case.history if event.idempotency_key == key), None)


def refuse_another(event: Event, attempt: Attempt) -> None:
    """Raise `GovError` (GOV709) where the event of a key is not this very attempt."""
    if not _same(event, attempt):
        raise _used(event)


def left_open(wanted: Wanted, move: Move) -> str:
    """The id as it was asked for, where that is less than the id of the move it came to."""
    return "" if _names(wanted.id) == _names(move.id) else wanted.id


def opens(case: Case, key: str) -> bool:
    """Whether a key opened this case."""
    return bool(case.history) and case.history[0].idempotency_key == key


def same_opening(before: Case, again: Case) -> Case:
    """The case that a key opened, where the same is opened again as of its own instant.

    Raises `GovError` (GOV709) where anything else was given: ids cover all of it.
    """
    if again.id != before.id:
        raise _used(before.history[0])
    return before


def _used(event: Event) -> GovError:
    move = id_words(event.move) if event.move else term("occasion", "opened")
    return refuse("GOV709", key=event.idempotency_key, move=move)


def _same(event: Event, attempt: Attempt) -> bool:
    asked = _names(attempt.wanted.id)
    if asked not in (_names(event.move), _names(event.asked or event.move)):
        return False
    if (event.actor, event.refs, event.unit) != attempt.acting or event.note != attempt.note:
        return False
    if event.noticed != attempt.noticed:
        return False
    joins = event.kind in ("merge", "link")
    if attempt.other != (event.others[0].id if joins else ""):
        return False
    # What a move grades stands behind the values that were given with it.
    given = event.given[:-1] if event.kind == "classify" else event.given
    return set(given) == set(attempt.values) and dict(event.attendance) == dict(attempt.figures)


def _names(move_id: str) -> tuple[str, frozenset[str]]:
    """The kind and the names of an id, in whatever order and tongue; nothing for an opening."""
    if not move_id:
        return "", frozenset()
    wanted = read_wanted(PLAIN.get(move_id, move_id))
    return wanted.kind, frozenset(wanted.parts)
