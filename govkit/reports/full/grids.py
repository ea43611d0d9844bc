"""What is read side by side: levels, staff, matters and rungs as rows of a grid, and beneath it all
else that is said of them.

Objects and a pen enter, tables leave. Which fields stand in a grid is the one table of fields here;
a field that is not in it stands beneath.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govkit.document.building import cell
from govkit.document.parts import Cell, Column, Line, Row, Run, Table
from govkit.model.naming import Pen
from govkit.model.statement import Entity
from govkit.reports.full.objects import field_word, heading, inside, named, statements, table
from govkit.reports.full.said import basis, field_statements, head_lines, statement
from govkit.vocabulary.kinds import closed_set, fields_of

GIVEN = "given"
_STAFF = ("at", "count", "quota")
# Kind → the fields that stand in its grid, in the order of its columns.
IN_GRID: Mapping[str, tuple[str, ...]] = {
    "level": ("parent", "count", "quota"),
    "body": _STAFF,
    "post": _STAFF,
    "team": _STAFF,
    "matter": (GIVEN, "category", "owner", "assistants", "needs", "limit"),
    "tier": ("handler", "deliberates", "limit", "on"),
    "step": ("handler", "deliberates", "limit", "on"),
}


@dataclass(frozen=True)
class Placed:
    """One object with its kind and its reference."""

    kind: str
    entity: Entity
    ref: str


# What a grid shows beside what is stated: a title of a column, and its lines for an object.
Extra = tuple[str, Callable[[Placed], Sequence[Line]]]


def grid(pen: Pen, placed: Sequence[Placed], *extras: Extra) -> Iterator[Table]:
    """The grid of some objects, and a table of what else is said of them; nothing for none."""
    if not placed:
        return
    yield _grid(pen, placed, extras)
    yield from table(pen, _beneath(pen, placed), pen.pick("其余各项", "What else is said"))


def _grid(pen: Pen, placed: Sequence[Placed], extras: Sequence[Extra]) -> Table:
    stated = (
        field
        for one in placed
        for field in IN_GRID[one.kind]
        if field == GIVEN or field in fields_of(one.kind)
    )
    order = list(IN_GRID[placed[0].kind])
    fields = sorted(dict.fromkeys(stated), key=order.index)
    found: list[tuple[Column, list[Cell]]] = []
    if len({one.kind for one in placed}) > 1:
        kinds = [cell(pen.kind_word(one.kind)) for one in placed]
        found.append((Column(pen.pick("类别", "Kind"), 2), kinds))
    found.append((Column(pen.pick("名称", "Name"), 3), [_name(pen, one) for one in placed]))
    found += [
        (Column(_title(pen, placed, field), 3), [_cell(pen, one, field) for one in placed])
        for field in fields
    ]
    found += [(Column(title, 3), [cell(*told(one)) for one in placed]) for title, told in extras]
    found.append((Column(pen.pick("依据", "Basis"), 4), [_basis(pen, one) for one in placed]))
    kept = [(column, cells) for column, cells in found if any(one.lines for one in cells)]
    rows: tuple[Row, ...] = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Table(tuple(column for column, _ in kept), rows)


def _title(pen: Pen, placed: Sequence[Placed], field: str) -> str:
    if field == GIVEN:
        return pen.kind_word("attribute")
    kind = next(one.kind for one in placed if field in fields_of(one.kind))
    return field_word(pen, kind, field)


def _name(pen: Pen, one: Placed) -> Cell:
    """The name and the title, and what the head says for all of it."""
    lines = head_lines(pen, one.entity)
    return cell((Run(named(pen, one.kind, one.entity), "strong"),), *lines, ref=one.ref)


def _cell(pen: Pen, one: Placed, field: str) -> Cell:
    """All statements of a field, a line each."""
    head = one.entity.strength
    if field == GIVEN:
        colon = pen.pick("：", ": ")
        return cell(
            *(
                line
                for given in getattr(one.entity, GIVEN, ())
                for line in _labelled(statement(pen, given, "", head), f"{given.attribute}{colon}")
            )
        )
    words = closed_set(one.kind, field)
    return cell(
        *(
            line
            for stated in field_statements(one.entity, field)
            for line in statement(pen, stated, words, head)
        )
    )


def _basis(pen: Pen, one: Placed) -> Cell:
    """What the object rests on, then what single fields rest on that differ from it."""
    lines: list[Line] = [*basis(pen, one.entity)]
    colon = pen.pick("：", ": ")
    for given in getattr(one.entity, GIVEN, ()):
        lines += _labelled(basis(pen, given, one.entity.origin), f"{given.attribute}{colon}")
    for field in IN_GRID[one.kind]:
        for stated in field_statements(one.entity, field):
            label = f"{field_word(pen, one.kind, field)}{colon}"
            lines += _labelled(basis(pen, stated, one.entity.origin), label)
    return cell(*dict.fromkeys(lines))


def _labelled(lines: Sequence[Line], label: str) -> list[Line]:
    return [((Run(label), *lines[0])), *lines[1:]] if lines else []


def _beneath(pen: Pen, placed: Sequence[Placed]) -> Iterator[Row]:
    """What is said beside the grid, object by object, and what stands inside it."""
    for one in placed:
        label = named(pen, one.kind, one.entity)
        kept = frozenset(IN_GRID[one.kind])
        rows = [
            *statements(pen, one.kind, one.entity, kept),
            *inside(pen, one.kind, one.entity, one.ref, label),
        ]
        if rows:
            yield from (heading(pen, one.entity, label, one.ref, again=True), *rows)
