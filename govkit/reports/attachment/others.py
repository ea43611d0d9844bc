"""What else an annex may hold: chains of command, modes, grades, tables of two keys, indicators,
codes, rules. Each kind is a table of its fields.

A writer and a kind enter, a table leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import Block, Row
from govkit.model.governance import held_in
from govkit.model.statement import Entity
from govkit.reports.attachment.writer import Writer

_COLUMNS = (("名称", "Name", 10), ("内容", "What is said", 26))


def others(writer: Writer, kind: str, title: str) -> Iterator[Block]:
    """One table of all objects of a kind."""
    wanted = writer.rows(writer.model.all(kind))
    rows = (_row(writer, str(n), kind, one) for n, one in enumerate(wanted, 1))
    if (table := writer.table(title, _COLUMNS, rows)) is not None:
        yield table


def _row(writer: Writer, number: str, kind: str, entity: Entity) -> Row:
    cells = (writer.label(entity), tuple(_said(writer, kind, entity)))
    return writer.row(number, f"{kind}:{entity.name}", cells, writer.cited(entity))


def _said(writer: Writer, kind: str, entity: Entity) -> Iterator[str]:
    yield from writer.rest(entity, kind, ())
    for inner, held in held_in(kind).items():
        word = writer.pen.kind_word(inner)
        for one in getattr(entity, held):
            told = writer.pick("，", ", ").join(writer.rest(one, inner, ()))
            yield writer.pick(f"{word}“{one.label}”：{told}", f"{word} {one.label}: {told}")
