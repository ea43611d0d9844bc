"""Objects one after another in one table: a row that names the object, then a row for each
statement, in the order of the reference, then what stands inside it.

Objects of the model and a pen enter, rows leave. No field is named here: what there is to be told
of a kind is what the tables of the language list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govkit.document.building import cell
from govkit.document.parts import Column, Line, Row, Run, Table
from govkit.model.governance import held_in
from govkit.model.naming import Pen
from govkit.model.statement import Entity
from govkit.reports.full.said import (
    basis,
    field_statements,
    head_lines,
    statement,
)
from govkit.vocabulary.kinds import closed_set, fields_of, kinds

# What stands in a grid is not told again beneath it.
Kept = frozenset[str]
NOTHING: Kept = frozenset()


def columns(pen: Pen) -> tuple[Column, ...]:
    """Field, what it says, what it rests on."""
    return (
        Column(pen.pick("项目", "Field"), 3),
        Column(pen.pick("内容", "What it says"), 10),
        Column(pen.pick("依据", "Basis"), 5),
    )


def table(pen: Pen, rows: Iterable[Row], caption: str = "") -> tuple[Table, ...]:
    """A table of these rows, none where there are no rows."""
    told = tuple(rows)
    return (Table(columns(pen), told, caption=caption),) if told else ()


def objects(pen: Pen, kind: str, entities: Iterable[Entity]) -> Iterator[Row]:
    """Every object of a kind, each with what stands inside it."""
    for entity in entities:
        yield from whole(pen, kind, entity, f"{kind}:{entity.name}", named(pen, kind, entity))


def whole(pen: Pen, kind: str, entity: Entity, ref: str, label: str) -> Iterator[Row]:
    """One object under a label: its statements, then what stands inside it."""
    yield heading(pen, entity, label, ref)
    yield from statements(pen, kind, entity)
    yield from inside(pen, kind, entity, ref, label)


def inside(pen: Pen, kind: str, entity: Entity, ref: str, around: str) -> Iterator[Row]:
    """What stands inside an object, whatever its kinds, each with its own inside."""
    for inner, holder in held_in(kind).items():
        for one in getattr(entity, holder, ()):
            within = f"item:{one.name}" if inner == "item" else f"{ref}/{inner}:{one.name}"
            label = f"{around} › {pen.kind_word(inner)} {named(pen, inner, one)}"
            yield from whole(pen, inner, one, within, label)


def named(pen: Pen, kind: str, entity: Entity) -> str:
    """The name and the title of an object, of a matter also what it is part of."""
    told = f"{entity.name} {entity.title}".strip()
    above = getattr(entity, "parent", "") if kind == "matter" else ""
    return told + (pen.pick(f"（属于 {above}）", f" (part of {above})") if above else "")


def heading(pen: Pen, entity: Entity, label: str, ref: str, again: bool = False) -> Row:
    """The row that names an object, with what its head says for all of it and rests on.

    Named `again`, beneath a grid where it stood with all of that, it is its name alone.
    """
    if again:
        return (cell((Run(label, "strong"),), across=3, shade=True, ref=ref),)
    lines: tuple[Line, ...] = ((Run(label, "strong"),), *head_lines(pen, entity))
    rests = basis(pen, entity)
    if not rests:
        return (cell(*lines, across=3, shade=True, ref=ref),)
    return cell(*lines, across=2, shade=True, ref=ref), cell(*rests, shade=True)


def statements(pen: Pen, kind: str, entity: Entity, kept: Kept = NOTHING) -> Iterator[Row]:
    """A row for each statement of an object, but those of the fields that stand elsewhere."""
    for given in getattr(entity, "given", ()) if "given" not in kept else ():
        yield (
            cell(given.attribute),
            cell(*statement(pen, given, "", entity.strength)),
            cell(*basis(pen, given, entity.origin)),
        )
    for field in told_fields(kind):
        for stated in field_statements(entity, field) if field not in kept else ():
            yield (
                cell(field_word(pen, kind, field)),
                cell(*statement(pen, stated, closed_set(kind, field), entity.strength)),
                cell(*basis(pen, stated, entity.origin)),
            )


def told_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind in the order of the reference; lines of open sections have a value."""
    if kinds()[kind].block == "open":
        return ("points", "value", "note", "alias")
    return tuple(fields_of(kind))


def field_word(pen: Pen, kind: str, field: str) -> str:
    """What a field is called; the value of a line has no name of its own."""
    known = fields_of(kind).get(field) or fields_of("item").get(field)
    return known.word(pen.lang).replace("_", " ") if known is not None else ""
