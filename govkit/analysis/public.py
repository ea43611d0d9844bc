"""A model as anybody may read it: without internal sources and what is cited from them alone.

A `Governance` enters, a smaller one leaves. What is said in free words is not searched for names;
where the words of a statement come from is told by its citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from govkit.model.given import Given
from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.references import refs_of
from govkit.model.source import Source
from govkit.model.statement import Attribute, Claim, Entity, Origin, Stated
from govkit.values import LedWords, Mapping, Refs

# What a head that is cited from an internal source is left with.
_HEAD: dict[str, Any] = {"origin": Origin(), "doubts": (), "approvals": ()}
_HELD = {**COLLECTIONS, "figure": "figures", "check": "checks"}


def internal_sources(model: Governance) -> tuple[Source, ...]:
    """The sources that are marked internal (公开范围：内部), in the order of the text."""
    return tuple(
        source
        for source in model.sources
        if any(getattr(one, "word", "") == "internal" for one in source.access.values)
    )


def public(model: Governance) -> Governance:
    """The model without internal sources and without what is cited from them alone.

    An object goes when all that it says whence is cited from there: its head, or without one what
    stands in it. Where something of another origin stands in it, it stays without title and basis.
    What points at what is gone goes too; a list of several keeps the rest.
    """
    internal = frozenset(source.name for source in internal_sources(model))
    if not internal:
        return model
    gone = frozenset(_gone(model, internal)) | {f"source:{name}" for name in internal}
    reader = _Reader(internal, gone)
    update: dict[str, Any] = reader.fields(model)
    for kind, name in _HELD.items():
        update[name] = tuple(reader.kept(kind, getattr(model, name)))
    if _cited_there(model, internal):  # its name and its title stay: they head every report
        update |= _HEAD
    return model.model_copy(update=update).written_in(model.lang)


def _gone(model: Governance, internal: frozenset[str]) -> Iterator[str]:
    for kind, name in _HELD.items():
        for entity in getattr(model, name):
            yield from _gone_in(kind, entity, internal)


def _gone_in(kind: str, entity: Entity, internal: frozenset[str]) -> Iterator[str]:
    if not _stays(entity, internal):
        yield f"{kind}:{entity.name}"
    for item in getattr(entity, "items", ()):
        yield from _gone_in("item", item, internal)


def _cited_there(claim: Claim, internal: frozenset[str]) -> bool:
    return claim.origin.kind == "cited" and claim.origin.source in internal


def _stays(entity: Entity, internal: frozenset[str]) -> bool:
    """Whether an object is to be seen: where its head says whence it is, and not from there, or
    something in it is of another origin, or nothing of it is said to be from there."""
    if isinstance(entity, Source):
        return True
    there = _cited_there(entity, internal)
    if not there and entity.origin.kind != "none":
        return True
    for value in entity.__dict__.values():
        parts = value.root if isinstance(value, Attribute) else value
        for part in parts if isinstance(parts, tuple) else ():
            if isinstance(part, Entity):
                if _stays(part, internal):
                    return True
                there = True
            elif isinstance(part, Claim):
                if not _cited_there(part, internal):
                    return True
                there = True
    return not there


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes from objects what may be seen: nothing cited there, nothing that points at it."""

    internal: frozenset[str]
    gone: frozenset[str]

    def kept(self, kind: str, entities: tuple[Any, ...]) -> Iterator[Any]:
        """The objects that may be seen, each with what may be seen of it."""
        for entity in entities:
            named = {f"{kind}:{entity.name}", f"level:{entity.name}" if kind == "tier" else ""}
            of = getattr(entity, "of", "")  # what a station works for; of others, a field
            pointed = {of if isinstance(of, str) else "", *refs_of(getattr(entity, "holds", None)),
                       *refs_of(entity.when)}  # fmt: skip
            if not named & self.gone and not pointed & self.gone and _stays(entity, self.internal):
                yield self.entity(entity)

    def entity(self, entity: Entity) -> Entity:
        """The object with what may be seen of it. Its steps and tiers are known inside it alone."""
        inner = [
            f"{kind}:{one.name}"
            for kind, held in (("tier", "tiers"), ("step", "steps"))
            for one in getattr(entity, held, ())
            if not _stays(one, self.internal)
        ]
        reader = replace(self, gone=self.gone | set(inner)) if inner else self
        update = reader.fields(entity)
        if _cited_there(entity, self.internal):
            update |= {**_HEAD, "title": ""}
        if f"matter:{getattr(entity, 'parent', '')}" in self.gone:
            update["parent"] = ""
        return entity.model_copy(update=update) if update else entity

    def fields(self, entity: Entity) -> dict[str, Any]:
        """The fields of an object that are not as they were."""
        update: dict[str, Any] = {}
        for name, value in entity.__dict__.items():
            kept: Any = value
            if isinstance(value, Attribute) and value.root:
                statements = tuple(self._statements(value))
                if statements != value.root:
                    kept = type(value).model_construct(statements)
            elif isinstance(value, tuple) and value and not isinstance(entity, Governance):
                if isinstance(value[0], Given):
                    kept = tuple(one for one in value if self._shown(one, one.attribute))
                elif isinstance(value[0], Entity):
                    kept = tuple(self.kept(type(value[0]).__name__.lower(), value))
            if kept is not value:
                update[name] = kept
        return update

    def _shown(self, claim: Claim, attribute: str = "") -> bool:
        named = {f"attribute:{attribute}", *refs_of(claim)}
        return not _cited_there(claim, self.internal) and not named & self.gone

    def _statements(self, attribute: Attribute[Any]) -> Iterator[Stated[Any]]:
        for stated in attribute.root:
            value = self._left(stated.value)
            if value is None:
                continue
            left = stated if value is stated.value else stated.model_copy(update={"value": value})
            if self._shown(left):
                yield left

    def _left(self, value: Any) -> Any:
        """What of a value points at nothing that is gone; None where nothing is left."""
        if isinstance(value, Refs) and self.gone & set(value.refs):
            left = tuple(ref for ref in value.refs if ref not in self.gone)
            tail = "" if value.tail == "total" else value.tail
            return replace(value, refs=left, tail=tail, total=None) if left else None
        if isinstance(value, LedWords):
            ends = tuple(tuple(to for to in end if to not in self.gone) for end in value.ends)
            return replace(value, ends=ends) if ends != value.ends else value
        if isinstance(value, Mapping) and self.gone & set(refs_of(value)):
            entries = tuple(one for one in value.entries if not self.gone & set(refs_of(one)))
            return replace(value, entries=entries) if entries else None
        return value
