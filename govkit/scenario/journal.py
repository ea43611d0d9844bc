"""A walk as it is stored: scenario, fingerprint of the model and choices, as JSON.

A walk enters and a `Journal` leaves, and back: replaying gives an equal walk. Reading and writing
files is for the caller.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from govkit.diagnostics import Both
from govkit.engine import Engine
from govkit.model.frozen import Frozen
from govkit.scenario.course import read_course
from govkit.scenario.flaws import flawed
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


def read_journal(text: str | bytes, name: str) -> Journal:
    """The journal of a text; `name` is shown in the finding. Raises `GovError` (GOV758)."""
    try:
        return Journal.model_validate_json(text)
    except (ValidationError, ValueError):
        raise flawed("GOV758", path=name) from None


def replayed(engine: Engine, journal: Journal) -> Walk:
    """The walk of a journal. Raises `GovError` (GOV757, GOV759: another model, another choice)."""
    if journal.fingerprint != engine.model.fingerprint:
        raise flawed("GOV759", lang=engine.lang, scenario=journal.scenario, reason=_OTHER_MODEL)
    walk = Walk.begin(engine, read_course(engine.model, journal.scenario))
    for number, asked in enumerate(journal.choices, start=1):
        try:
            walk = walk.undo() if asked == "undo" else walk.chosen(asked)
        except IndexError:
            zh, en = (text.format(n=number) for text in (_NOT_OFFERED.zh, _NOT_OFFERED.en))
            raise flawed(
                "GOV759", lang=engine.lang, scenario=journal.scenario, reason=Both(zh, en)
            ) from None
    return walk
