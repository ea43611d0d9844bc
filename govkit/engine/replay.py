"""A case made again from what happened to it: each event given to the engine as it was given once.

Events enter, one engine walks them, the same case leaves, or `GovError` that names the first event
that comes out otherwise. Nothing is taken from the case but what no event can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from govkit.diagnostics import Both, Diagnostic, GovError
from govkit.diagnostics.placeless import finding, refuse
from govkit.engine.case.case import Case, changed
from govkit.engine.case.event import Event
from govkit.engine.procedures.figures import AGAIN
from govkit.engine.words.sentences import event_phrase

# What is no outcome of the events: when the case was last looked at, and by which library.
_LOOKED_AT = ("as_of", "library")


class Walks(Protocol):
    """An engine, as far as a replay asks it."""

    @property
    def open(self) -> Callable[..., Case]:
        """A new case."""

    @property
    def switch(self) -> Callable[..., Case]:
        """The case under another mode."""

    @property
    def vacate(self) -> Callable[..., Case]:
        """The case from the moment when posts are vacant."""

    @property
    def apply(self) -> Callable[..., Case]:
        """The case after a move."""

    def _fired_once(self, case: Case) -> Case:
        """The case after the next thing that time does to it."""


def replayed(engine: Walks, history: tuple[Event, ...], matter: str, unit: str) -> Case:
    """The case that comes of a history; `matter` and `unit` where its first event has none.

    Raises `GovError` (GOV943 an event comes out otherwise, GOV945 one of a changed model).
    """
    if not history:
        raise refuse("GOV933", path="$.history", what=Both("没有经过", "nothing has happened"))
    case: Case | None = None
    number = 0
    while number < len(history):
        event = history[number]
        if event.kind == "resume":
            raise refuse("GOV945", event=str(number + 1))
        try:
            after = _again(engine, case, event, matter, unit)
        except GovError as error:
            told = _differs(number, event, f"$.history[{number}]")
            raise GovError([told, *error.diagnostics]) from None
        fresh = after.history[case.revision if case else 0 :]
        for made, told_once in zip(fresh, history[number:], strict=False):
            for field in _other(made, told_once):
                raise GovError([_differs(number, told_once, f"$.history[{number}].{field}")])
            number += 1
        if not fresh or after.revision > len(history):
            raise GovError([_differs(number, event, f"$.history[{number}]")])
        case = after
    assert case is not None
    return case


def alike(case: Case, again: Case) -> None:
    """Raise `GovError` (GOV944) where a case is not what its own history makes."""
    for field in _other(changed(again, **{name: getattr(case, name) for name in _LOOKED_AT}), case):
        raise refuse("GOV944", path=f"$.{field}")


def _again(engine: Walks, case: Case | None, event: Event, matter: str, unit: str) -> Case:
    """The case after one event, given once more."""
    who = {"at": event.at, "actor": event.actor}
    values = {held.attribute: held.value for held in event.given}
    key = event.idempotency_key or None
    if case is None:
        more = {"mode": event.mode or None, "vacant": event.vacant, "idempotency_key": key}
        return engine.open(
            event.matter or matter, unit=event.unit or unit, given=values, **who, **more
        )
    if event.automatic:
        return engine._fired_once(case)
    if event.kind == "switch":
        return engine.switch(case, event.mode or None, **who)
    if event.kind == "vacate":
        return engine.vacate(case, event.vacant, **who)
    if event.kind == "classify":  # the last value is what the move itself sets
        values = {held.attribute: held.value for held in event.given[:-1]}
    given: Mapping[str, Any] = {**values, **_figures(event)}
    other = event.others[0] if event.kind in ("merge", "link") else None
    return engine.apply(
        case, event.asked or event.move, on_breach="record", note=event.note, idempotency_key=key,
        refs=event.refs, unit=event.unit, given=given, other=other, **who,
    )  # fmt: skip


def _figures(event: Event) -> dict[str, Any]:
    """The figures of a meeting and the day of its notice, as a caller gives them."""
    found: dict[str, Any] = {"noticed": event.noticed} if event.noticed else {}
    for name, number in event.attendance:
        figure, _, thing = name.partition("·")
        if figure == AGAIN:
            found[AGAIN] = bool(number)
        else:
            found.setdefault(figure, {})[thing] = number
    return found


def _other(one: Case | Event, other: Case | Event) -> Iterator[str]:
    """The fields in which two differ."""
    for field in type(one).model_fields:
        if getattr(one, field) != getattr(other, field):
            yield field


def _differs(number: int, event: Event, path: str) -> Diagnostic:
    return finding("GOV943", event=str(number + 1), what=event_phrase(event), path=path)
