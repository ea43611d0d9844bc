"""Renames that a caller says: whether each names an object of the old model and one of the new.

Two models and the renames enter; what names nothing leaves, with the names that there are. Whether
two are one object is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from govkit.analysis.diff.data import named, shape_of, step_of
from govkit.model.binding import kind_of
from govkit.model.governance import Governance
from govkit.model.statement import Entity

Names = dict[str, dict[str, None]]  # by kind, in the order of the text


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that stands for no object of one side, and the names that do."""

    name: str
    side: Literal["old", "new"]
    known: tuple[str, ...]


def unknown(old: Governance, new: Governance, renamed: Mapping[str, str]) -> Iterator[Unknown]:
    """The renames (old name or `kind:name`, new name) that name no object; the new one has to be of
    a kind that the old one is of."""
    if not renamed:
        return
    before, after = _names(old), _names(new)
    for was, now in renamed.items():
        kinds = [kind for kind, names in before.items() if _is(was, kind, names)]
        if not kinds:
            yield Unknown(was, "old", _all(before, before))
        elif not any(now in after.get(kind, ()) for kind in kinds):
            yield Unknown(now, "new", _all(after, kinds))


def _is(written: str, kind: str, names: Mapping[str, None]) -> bool:
    start = f"{kind}:"
    return written in names or (written.startswith(start) and written[len(start) :] in names)


def _all(names: Names, kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for kind in kinds for name in names.get(kind, ())))


def _names(model: Governance) -> Names:
    found: Names = {}
    _gather(model, found)
    return found


def _gather(holder: Entity, found: Names) -> None:
    for field in shape_of(type(holder)).held:
        held = getattr(holder, field)
        for key, one in named(held).items():
            found.setdefault(step_of(kind_of(type(one))), {})[key] = None
            _gather(one, found)
