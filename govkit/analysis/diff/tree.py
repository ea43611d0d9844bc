"""The objects of two models side by side: which became which, which came, which went.

Two models enter, a tree of pairs leaves, with all that was renamed. Statements are not looked at
but to find partners.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from govkit.analysis.diff.changes import Near
from govkit.analysis.diff.data import named, shape_of, step_of
from govkit.analysis.diff.partners import Pairs, paired
from govkit.analysis.diff.renames import Renames
from govkit.model.binding import kind_of
from govkit.model.governance import Governance
from govkit.model.statement import Entity


@dataclass
class Twin:
    """One object in two models; without `old` it came, without `new` it went.

    `place` and `old_place` are its numbers among its like; `held` the twins inside it by field.
    """

    kind: str
    old: Any
    new: Any
    old_path: str
    path: str
    old_place: int | None = None
    place: int | None = None
    held: dict[str, list[Twin]] = field(default_factory=dict)

    @property
    def one(self) -> Entity:
        """The object in the new model, else in the old one."""
        found: Entity = self.new if self.new is not None else self.old
        return found


@dataclass
class Twins:
    """The two models as one tree, what was renamed in it, and what may have been."""

    district: Twin
    renames: Renames
    near: list[Near]


def twins(old: Governance, new: Governance, wanted: Mapping[str, str]) -> Twins:
    """The tree of both models. `wanted` are old names (or `kind:name`) and new ones."""
    renames, near = Renames(), list[Near]()
    district = Twin("district", old, new, "district", "district")
    while True:  # a rename makes more statements alike, which may make more renames clear
        before = sum(1 for _ in _renamed(district))
        near.clear()
        _fill(district, renames, wanted, near)
        for twin in _renamed(district):
            _note(twin, renames)
        if sum(1 for _ in _renamed(district)) == before:
            break
    for twins in district.held.values():
        for twin in twins:
            _deepen(twin, renames, wanted, near)
    return Twins(district, renames, near)


def _renamed(holder: Twin) -> Iterator[Twin]:
    for twins in holder.held.values():
        for twin in twins:
            if twin.old is not None and twin.new is not None and twin.old.name != twin.new.name:
                yield twin


def _note(twin: Twin, renames: Renames) -> None:
    renames.add(step_of(twin.kind), twin.old.name, twin.new.name, twin.path)


def _deepen(twin: Twin, renames: Renames, wanted: Mapping[str, str], near: list[Near]) -> None:
    """The objects inside one, however deep; equal ones hold equal ones."""
    if twin.old is None or twin.new is None or (twin.old == twin.new):
        return
    _fill(twin, renames, wanted, near)
    for inner in _renamed(twin):
        _note(inner, renames)
    for twins in twin.held.values():
        for inner in twins:
            _deepen(inner, renames, wanted, near)


def _fill(holder: Twin, renames: Renames, wanted: Mapping[str, str], near: list[Near]) -> None:
    for name in shape_of(type(holder.one)).held:
        before, after = getattr(holder.old, name), getattr(holder.new, name)
        if before or after:
            holder.held[name] = list(_side_by_side(holder, before, after, renames, wanted, near))


def _side_by_side(
    holder: Twin,
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    renames: Renames,
    wanted: Mapping[str, str],
    near: list[Near],
) -> Iterator[Twin]:
    """The twins of one field in the order of the new model; what went stands where it stood."""
    old, new = named(before), named(after)
    kind = kind_of(type((before or after)[0]))
    step = step_of(kind)
    pairs: Pairs = paired(step, old, new, renames, wanted)
    near += pairs.near
    keys, stayed = list(old), set(pairs.of.values())
    old_places = {key: number for number, key in enumerate(keys)}

    def gone(first: int) -> Iterator[Twin]:
        """What went between two that stayed."""
        for number in range(first, len(keys)):
            if keys[number] in stayed:
                return
            yield _gone(holder, kind, step, keys[number], old[keys[number]], number)

    yield from gone(0)
    for place, (key, entity) in enumerate(new.items()):
        was = pairs.of.get(key)
        path = below(holder.path, step, key)
        if was is None:
            yield Twin(kind, None, entity, "", path, None, place)
            continue
        number = old_places[was]
        old_path = below(holder.old_path, step, was)
        yield Twin(kind, old[was], entity, old_path, path, number, place)
        yield from gone(number + 1)


def _gone(holder: Twin, kind: str, step: str, key: str, entity: Any, number: int) -> Twin:
    path = below(holder.old_path, step, key)
    return Twin(kind, entity, None, path, path, number, None)


def above(path: str, kind: str, name: str) -> str:
    """The path of what holds an object of this kind and name; names may hold `/` themselves."""
    return path[: path.rindex(f"{step_of(kind)}:{name}")].rstrip("/") or "district"


def below(holder: str, step: str, key: str) -> str:
    """The path of an object inside another; those of the district stand without it."""
    inner = f"{step}:{key}"
    return inner if holder == "district" else f"{holder}/{inner}"
