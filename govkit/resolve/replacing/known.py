"""The names of a finished model, as a reader of statements wants them.

A model enters; the names that its text had declared leave, each with a place that findings can
show. No text is looked at: a model that was loaded from its data has them all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govkit.model.governance import COLLECTIONS, Governance
from govkit.model.statement import Entity
from govkit.resolve.declaring.names import Declared, Names
from govkit.source import SourceFile
from govkit.syntax.nodes import Block, Field, Token, Value
from govkit.values import Ref, Refs, Words
from govkit.vocabulary.kinds import fields_of, kinds

_INNER = {"item": "items", "step": "steps"}  # named inside others, and known everywhere


def names_of(model: Governance) -> Names:
    """All names of a model with the grades of its attributes and the units of its levels."""
    names = Names()
    for declared in _declared(model):
        names.declare(declared)
    for attribute in model.attributes:
        for stated in attribute.values.root:
            if isinstance(stated.value, Words):
                names.grade(attribute.name, stated.value.words)
    for level in model.levels:
        for listed in level.names.root:
            for unit in getattr(listed.value, "words", ()):
                names.units.setdefault(unit, level.name)
        for parent in level.parent.root:
            if isinstance(parent.value, Ref):
                names.parents[level.name] = parent.value.ref.partition(":")[2]
    return names


def _declared(model: Governance) -> Iterator[Declared]:
    for kind, holder in COLLECTIONS.items():
        yield from _of(kind, getattr(model, holder), "")
    yield from _of("figure", model.figures, "")
    yield from _of("check", model.checks, "")


def _of(kind: str, entities: Iterable[Entity], owner: str) -> Iterator[Declared]:
    """Some blocks of one kind, and those inside them that are known by their names."""
    for entity in entities:
        if entity.name and not (kind == "item" and not owner):
            word = kinds().get(kind, kinds()["figures"]).zh
            text = f"{word} {entity.name}"
            source = SourceFile(entity.name, text)
            at = len(word) + 1
            node = _block(kind, entity)
            yield Declared(kind, entity.name, source, at, len(text), node, owner)
        for inner, holder in _INNER.items():
            yield from _of(inner, getattr(entity, holder, ()), entity.name)


def _block(kind: str, entity: Entity) -> Block:
    """The head of a block with what readers look for in it: where it stands, its unit."""
    body: list[Block | Field] = []
    rows = fields_of(kind) if kind in kinds() else {}
    for field in ("at", "unit"):
        said = getattr(entity, field, None) if field in rows else None
        for stated in getattr(said, "root", ()):
            items = [_token(f"「{ref.partition(':')[2]}」") for ref in _refs(stated.value)]
            if items or field == "unit":
                value = Value(items or [_token(entity.name)], None)  # type: ignore[arg-type]
                body.append(Field(_token(rows[field].en), value, []))
    return Block(_token(kind), _token(entity.name), None, [], body, 0)


def _refs(value: object) -> tuple[str, ...]:
    if isinstance(value, Refs):
        return value.refs
    return (value.ref,) if isinstance(value, Ref) else ()


def _token(name: str) -> Token:
    return Token("NAME", name, start_pos=0, end_pos=0)
