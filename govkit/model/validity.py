"""A model as of a day: what is in force then, and nothing else.

A model and a day enter; the smaller model leaves, with the statements that had to go because they
point at something that is not in force, and with the way from its paths back to those of the whole
model. Nothing here knows a text or a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from govkit.model.counting import counting
from govkit.model.given import Given
from govkit.model.references import refs_of
from govkit.model.statement import Attribute, Claim, Entity, Stated
from govkit.model.strength import forbids
from govkit.values import Refs

P = TypeVar("P")
M = TypeVar("M", bound=Entity)  # the model, which is known by its fields alone


@dataclass(frozen=True, slots=True)
class Lost:
    """A statement in force that points at something that is not: its path, and that object."""

    path: str
    ref: str


@dataclass(frozen=True)
class InForce(Generic[M]):
    """A model as of a day.

    `was` leads from a path of `model` to the path of the same statement in the whole model, where
    the two differ. `gone` are the objects that are not in force, as `kind:name`.
    """

    model: M
    lost: tuple[Lost, ...]
    gone: frozenset[str]
    was: Mapping[str, str]

    def places(self, places: Mapping[str, P]) -> dict[str, P]:
        """A table by paths of the whole model, turned into one by the paths of this model."""
        found = dict(places)
        for new, old in self.was.items():
            if old in places:
                found[new] = places[old]
        return found


def in_force(model: M, collections: Mapping[str, str], day: date) -> InForce[M]:
    """What of `model` is in force on `day`. `collections`: kind → field of the model.

    An object whose head is not in force is gone, with all inside it; so is every statement that is
    not in force, that gave way to one that began later, or that points at what is gone; a list of
    several keeps the rest. What stays has no `until` any more: a model as of a day says nothing
    about later days.
    """
    taker = _Taker(day, frozenset(_gone(model, collections, day)))
    update: dict[str, Any] = {"day": day}
    for kind, name in (*collections.items(), ("figure", "figures"), ("check", "checks")):
        kept = []
        for entity in getattr(model, name):
            if f"{kind}:{entity.name}" not in taker.gone and entity.holds_on(day):
                kept.append(taker.entity(entity, f"{kind}:{entity.name}"))
        update[name] = tuple(one for one in kept if one is not None)
    update |= taker.fields(model, "district")
    said = {name: getattr(model, name) for name in type(model).model_fields}
    taken = type(model).model_construct(model.model_fields_set | {"day"}, **{**said, **update})
    return InForce(taken, tuple(taker.lost), taker.gone, taker.was)


def days_of_change(entity: Entity) -> Iterator[date]:
    """Every day on which something inside an object begins to hold or ceases to."""
    for value in (entity, *entity.__dict__.values()):
        parts = value.root if isinstance(value, Attribute) else value
        for part in parts if isinstance(parts, tuple) else (parts,):
            if isinstance(part, Entity) and part is not entity:
                yield from days_of_change(part)
            elif isinstance(part, Claim):
                yield from (day for day in (part.since, part.until) if day is not None)


def _gone(model: Entity, collections: Mapping[str, str], day: date) -> set[str]:
    """The objects that are not in force on a day, with what lies inside them."""
    gone: set[str] = set()
    for kind, name in (*collections.items(), ("figure", "figures")):
        for entity in getattr(model, name):
            outer = f"{kind}:{getattr(entity, 'parent', '')}"
            if not entity.holds_on(day) or (kind == "matter" and outer in gone):
                gone.add(f"{kind}:{entity.name}")
                gone.update(_items(entity))
            else:
                for item in getattr(entity, "items", ()):
                    if not item.holds_on(day):
                        gone.update((f"item:{item.name}", *_items(item)))
    return gone


def _items(entity: Entity) -> set[str]:
    inner = getattr(entity, "items", ())
    return {f"item:{item.name}" for item in inner} | {ref for i in inner for ref in _items(i)}


@dataclass
class _Taker:
    """Takes from objects what is in force; `lost` and `was` grow meanwhile."""

    day: date
    gone: frozenset[str]
    lost: list[Lost] = field(default_factory=list)
    was: dict[str, str] = field(default_factory=dict)

    def entity(self, entity: Entity, path: str) -> Entity | None:
        """The object with what is in force of it; None where its condition points at what is gone.

        A line of checks is such a statement itself.
        """
        if ref := self._missing(getattr(entity, "holds", None) if path[:6] == "check:" else None):
            self.lost.append(Lost(path, ref))
            return None
        update = self.fields(entity, path)
        if entity.until is not None:
            update["until"] = None
        return entity.model_copy(update=update) if update else entity

    def fields(self, entity: Entity, path: str) -> dict[str, Any]:
        """The fields of an object that are not as they were."""
        update: dict[str, Any] = {}
        for name, value in entity.__dict__.items():
            kept: Any = value
            if isinstance(value, Attribute):
                if not value.root:
                    continue
                kept = self._statements(value, f"{path}.{name}")
            elif isinstance(value, tuple) and value and path != "district":
                if isinstance(value[0], Given):
                    kept = self._given(value, f"{path}.{name}")
                elif isinstance(value[0], Entity):
                    kept = self._inside(value, path)
            if kept is not value:
                update[name] = kept
        return update

    def _statements(self, attribute: Attribute[Any], path: str) -> Attribute[Any]:
        if not self.gone and all(map(_lasting, attribute.root)):
            return attribute
        kept: list[Stated[Any]] = []
        for number, stated in self._standing(attribute):
            old = _numbered(path, number)
            stated = self._shortened(stated)
            if ref := self._missing(stated):
                self.lost.append(Lost(old, ref))
                continue
            self._note(_numbered(path, len(kept)), old)
            kept.append(_endless(stated))
        if len(kept) == len(attribute.root) and all(map(_same, kept, attribute.root)):
            return attribute
        return type(attribute).model_construct(tuple(kept))

    def _standing(self, attribute: Attribute[Any]) -> list[tuple[int, Stated[Any]]]:
        """What counts on the day and what must not be so then, in the order of the text."""
        against = attribute.prohibitions(self.day)
        found = list(attribute.counting(self.day))
        if against:
            found += [(n, one) for n, one in enumerate(attribute.root) if one in against]
        return sorted(found, key=lambda pair: pair[0])

    def _shortened(self, stated: Stated[Any]) -> Stated[Any]:
        """The statement with a list of what is left, where some of several are gone."""
        value = stated.value
        if not self.gone or not isinstance(value, Refs):
            return stated
        left = tuple(ref for ref in value.refs if ref not in self.gone)
        if not left or len(left) == len(value.refs):
            return stated
        tail = "" if value.tail == "total" else value.tail
        return stated.model_copy(update={"value": replace(value, refs=left, tail=tail, total=None)})

    def _given(self, given: tuple[Given, ...], path: str) -> tuple[Given, ...]:
        kept: list[Given] = []
        for number in counting(given, self.day, lambda one: one.attribute):
            one = given[number]
            ref = f"attribute:{one.attribute}"
            if ref in self.gone:
                self.lost.append(Lost(f"{path}[{number}]", ref))
                continue
            self._note(f"{path}[{len(kept)}]", f"{path}[{number}]")
            kept.append(_endless(one))
        return given if len(kept) == len(given) and all(map(_same, kept, given)) else tuple(kept)

    def _inside(self, inner: tuple[Entity, ...], path: str) -> tuple[Entity, ...]:
        """Items, tiers, steps, states, segments, turns, streams, stations."""
        kept: list[Entity] = []
        for one in inner:
            kind = type(one).__name__.lower()
            own = f"item:{one.name}" if kind == "item" else f"{path}/{kind}:{one.name}"
            if not one.holds_on(self.day):
                continue
            if kind == "tier" and f"level:{one.name}" in self.gone:
                self.lost.append(Lost(own, f"level:{one.name}"))
                continue
            if (of := getattr(one, "of", "")) and of in self.gone:
                self.lost.append(Lost(own, of))
                continue
            taken = self.entity(one, own)
            if taken is not None:
                kept.append(taken)
        same = len(kept) == len(inner) and all(map(_same, kept, inner))
        return inner if same else tuple(kept)

    def _missing(self, value: object) -> str:
        """The first object a value points at that is gone; empty where there is none."""
        return next((ref for ref in refs_of(value) if ref in self.gone), "") if self.gone else ""

    def _note(self, new: str, old: str) -> None:
        if new != old:
            self.was[new] = old


def _lasting(stated: Stated[Any]) -> bool:
    """Whether a statement counts on every day, and takes nothing away from others."""
    return stated.since is None and stated.until is None and not forbids(stated.strength)


def _same(kept: object, before: object) -> bool:
    return kept is before


def _numbered(path: str, number: int) -> str:
    return f"{path}[{number}]" if number else path


C = TypeVar("C", bound=Claim)


def _endless(claim: C) -> C:
    return claim if claim.until is None else claim.model_copy(update={"until": None})
