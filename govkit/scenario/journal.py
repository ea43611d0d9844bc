"""A walk as it is stored: scenario, fingerprint of the model and choices, as JSON.

A walk enters and a `Journal` leaves (of a lesson with options: a `Record`), and back: replaying
gives an equal walk. Reading and writing files is for the caller.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from govkit.diagnostics import Both, GovError
from govkit.engine import Engine
from govkit.model.frozen import Frozen
from govkit.scenario.course import read_course
from govkit.scenario.flaws import flawed
from govkit.scenario.graph import Graph
from govkit.scenario.route import Route
from govkit.scenario.walk import Walk
from govkit.version import __version__

_OTHER_MODEL = Both("模型改过了，与存下时不同", "the model has changed since")
_NOT_OFFERED = Both("第 {n} 步没有这个选择", "step {n} has no such choice")


class Journal(Frozen):
    """One walk. `choices` are ids of moves, `undo` for a step back."""

    format: Literal["govkit-walk/1"] = "govkit-walk/1"
    library: str = __version__
    scenario: str
    fingerprint: str
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, walk: Walk) -> Journal:
        """The journal of a walk."""
        return cls(
            scenario=walk.course.name,
            fingerprint=walk.engine.model.fingerprint,
            choices=walk.journal,
        )

    def to_json(self) -> str:
        """The journal as JSON; `read_journal` gives an equal one."""
        return self.model_dump_json(indent=2) + "\n"


class Record(Frozen):
    """One walk over a lesson with options; the player reads and writes the same.

    `choices` are names of options, `再议#2` where the outcome was set by hand, `undo`.
    """

    format: Literal["govkit-walk/2"] = "govkit-walk/2"
    library: str = __version__
    scenario: str
    fingerprint: str
    seed: str = ""
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, route: Route) -> Record:
        """The record of a walk."""
        graph = route.graph
        return cls(
            scenario=graph.scenario,
            fingerprint=graph.fingerprint,
            seed=graph.seed,
            choices=route.choices,
        )

    def to_json(self) -> str:
        """The record as JSON; `read_journal` gives an equal one."""
        return self.model_dump_json(indent=2) + "\n"


@cache
def _stored() -> TypeAdapter[Journal | Record]:
    return TypeAdapter(Annotated[Journal | Record, Field(discriminator="format")])


def read_journal(text: str | bytes, name: str) -> Journal | Record:
    """The journal of a text in either format; `name` is shown in the finding.

    Raises `GovError` (GOV758).
    """
    try:
        return _stored().validate_json(text)
    except (ValidationError, ValueError):
        raise flawed("GOV758", path=name) from None


def retraced(graph: Graph, record: Record) -> Route:
    """The walk of a record over its lesson. Raises `GovError` (GOV759)."""
    if record.fingerprint != graph.fingerprint:
        raise flawed("GOV759", lang=graph.lang, scenario=record.scenario, reason=_OTHER_MODEL)
    route = Route(graph)
    for number, written in enumerate(record.choices, start=1):
        try:
            route = route.chosen(written)
        except IndexError:
            raise _not_offered(graph.lang, record.scenario, number) from None
    return route


def _not_offered(lang: str, scenario: str, number: int) -> GovError:
    zh, en = (text.format(n=number) for text in (_NOT_OFFERED.zh, _NOT_OFFERED.en))
    return flawed("GOV759", lang=lang, scenario=scenario, reason=Both(zh, en))


def replayed(engine: Engine, journal: Journal, free: bool = False) -> Walk:
    """The walk of a journal; `free`: every lawful move is a choice.

    Raises `GovError` (GOV757, GOV759: another model, another choice).
    """
    if journal.fingerprint != engine.model.fingerprint:
        raise flawed("GOV759", lang=engine.lang, scenario=journal.scenario, reason=_OTHER_MODEL)
    walk = Walk.begin(engine, read_course(engine.model, journal.scenario), free=free)
    for number, asked in enumerate(journal.choices, start=1):
        try:
            walk = walk.undo() if asked == "undo" else walk.chosen(asked)
        except IndexError:
            raise _not_offered(engine.lang, journal.scenario, number) from None
    return walk
