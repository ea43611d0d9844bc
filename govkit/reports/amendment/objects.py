"""From the path of a change to the objects it names, the outermost first.

A model enters, a table leaves: paths (`process:逐级办理/tier:社区`) with their objects and kinds.
Names may hold `/` and `:` themselves, and the second object of a name is `name#2`. What is said
about the objects is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govkit.analysis.diff.data import named, step_of
from govkit.analysis.diff.tree import below
from govkit.model.governance import COLLECTIONS, Governance, held_in
from govkit.model.statement import Entity

Object = tuple[str, Entity]
DISTRICT = "district"
_LINES = {"figures": "figures", "checks": "checks"}


def chains(model: Governance) -> Mapping[str, tuple[Object, ...]]:
    """The objects along the path of each object of a model, the outermost first."""
    found: dict[str, tuple[Object, ...]] = {DISTRICT: ((DISTRICT, model),)}
    _along({**COLLECTIONS, **_LINES}, model, DISTRICT, (), found)
    return found


def inside(kind: str, entity: Entity) -> Iterator[Object]:
    """The objects that stand in an object, in the order of the text."""
    for inner, held in _held(kind).items():
        for one in getattr(entity, held, ()):
            yield inner, one


def _held(kind: str) -> dict[str, str]:
    return {} if kind in (DISTRICT, *_LINES) else dict(held_in(kind))


def _along(
    held: dict[str, str],
    holder: Entity,
    path: str,
    above: tuple[Object, ...],
    found: dict[str, tuple[Object, ...]],
) -> None:
    for kind, field in held.items():
        for key, entity in named(getattr(holder, field, ())).items():
            here = below(path, step_of(kind), key)
            found[here] = (*above, (kind, entity))
            _along(_held(kind), entity, here, found[here], found)
