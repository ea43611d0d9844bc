"""From the path of a change to the objects it names, the outermost first.

A model and a path (`process:逐级办理/tier:社区`) enter, kinds with their objects leave; names may
hold `/` and `:` themselves, and the second object of a name is `name#2`. What is said about the
objects is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.analysis.diff.data import named, step_of
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.statement import Entity

Object = tuple[str, Entity]
DISTRICT = "district"
_LINES = {"figures": "figures", "checks": "checks"}


def chain(model: Governance, path: str) -> tuple[Object, ...]:
    """The objects along a path; none where the model has no such object."""
    if path == DISTRICT:
        return ((DISTRICT, model),)
    return next(_along(path, {**COLLECTIONS, **_LINES}, model), ())


def inside(kind: str, entity: Entity) -> Iterator[Object]:
    """The objects that stand in an object, in the order of the text."""
    for inner, held in _held(kind).items():
        for one in getattr(entity, held, ()):
            yield inner, one


def _held(kind: str) -> dict[str, str]:
    return {} if kind in (DISTRICT, *_LINES) else dict(held_in(kind))


def _along(path: str, held: dict[str, str], holder: Entity) -> Iterator[tuple[Object, ...]]:
    for kind, field in held.items():
        lead = f"{step_of(kind)}:"
        if not path.startswith(lead):
            continue
        for key, entity in named(getattr(holder, field, ())).items():
            here = lead + key
            if path == here:
                yield ((kind, entity),)
            elif path.startswith(f"{here}/"):
                for below in _along(path[len(here) + 1 :], _held(kind), entity):
                    yield ((kind, entity), *below)
