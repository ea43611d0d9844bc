"""The key of the state that a case is in: what decides is digested, what is only told is left out.

A case enters, as frozen values field by field, and a short text leaves. Which class a case is and
what any field means are not known here; a field that is not named here decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from operator import attrgetter, itemgetter
from typing import Any

from govkit.model.frozen import Frozen

# What is told of a case and asked by no rule: who it is, what happened, how its grades came about.
# Of the instant of the opening only the day decides: which version of the model binds the case.
TOLD: Mapping[str, frozenset[str]] = {
    "Case": frozenset({"format", "id", "revision", "library", "opened_at", "grades", "history"}),
    "Asked": frozenset({"at"}),
    "Sender": frozenset({"event"}),
}
# What is asked for by name, so that the order in which it came about decides nothing.
_UNORDERED: Mapping[str, frozenset[str]] = {
    "Case": frozenset({"values", "passes", "started", "completions"}),
    "Past": frozenset({"happened", "acted"}),
}
_NOTHING: frozenset[str] = frozenset()
_ATOMS = frozenset({type(None), str, int, bool, Fraction})
_LETTERS = 32


def state_key(case: Frozen, day: date) -> str:
    """The key of a case whose model is that of `day`."""
    said = repr((day.isoformat(), _plain(case)))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _plain(value: Any) -> Any:
    """What a value says, in tuples of texts and numbers: the same of equal values."""
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([each if type(each) in _ATOMS else _plain(each) for each in value])
    if issubclass(kind, date):  # an instant too, with its offset
        return value.isoformat()
    asked, unordered = _asked(kind)
    said = [each if type(each) in _ATOMS else _plain(each) for each in asked(value)]
    for place in unordered:
        said[place] = tuple(sorted(said[place]))
    return (kind.__name__, *said)


@cache
def _asked(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[int, ...]]:
    """What reads the fields of a class that decide, and the places of those without an order."""
    frozen = issubclass(kind, Frozen)
    every = tuple(kind.model_fields) if issubclass(kind, Frozen) else _compared(kind)
    names = [name for name in every if name not in TOLD.get(kind.__name__, ())]
    unordered = _UNORDERED.get(kind.__name__, _NOTHING)
    places = tuple(place for place, name in enumerate(names) if name in unordered)
    read = itemgetter(*names) if frozen else attrgetter(*names)
    if len(names) == 1:
        return lambda held: (read(held.__dict__ if frozen else held),), places
    return (lambda held: read(held.__dict__)) if frozen else read, places


def _compared(kind: type[Any]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind) if part.compare)
