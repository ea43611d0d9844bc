"""The list of duties (职责清单): levels, and at each the bodies, posts and teams that stand there.

A writer enters, a table leaves. How a field is worded is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.analysis.roles import level_of, levels_down
from govkit.document.parts import Block, Row
from govkit.model.statement import Entity
from govkit.reports.attachment.writer import Writer

KINDS = ("level", "body", "post", "team")
_COLUMNS = (
    ("类别", "Kind", 4),
    ("名称", "Name", 8),
    ("设置", "Place, number, term", 14),
    ("职责", "Duties", 16),
)


def duties_of_staff(writer: Writer, title: str) -> Iterator[Block]:
    """One table: by levels from above, then in the order of the text."""
    entities = tuple(_in_order(writer))
    kinds = {id(entity): kind for kind, entity in entities}
    wanted = writer.rows(entity for _, entity in entities)
    rows = (
        _row(writer, number, kinds[id(entity)], entity)
        for number, entity in enumerate(wanted, start=1)
    )
    if (table := writer.table(title, _COLUMNS, rows)) is not None:
        yield table


def _row(writer: Writer, number: int, kind: str, entity: Entity) -> Row:
    cells = (
        (writer.pen.kind_word(kind),),
        writer.label(entity),
        writer.rest(entity, kind, ("functions",)),
        writer.points(entity, kind, "functions"),
    )
    return writer.row(str(number), f"{kind}:{entity.name}", cells, writer.cited(entity))


def _in_order(writer: Writer) -> Iterator[tuple[str, Entity]]:
    model = writer.model
    staff = [
        (kind, entity, level_of(model, f"{kind}:{entity.name}"))
        for kind in KINDS[1:]
        for entity in model.all(kind)
    ]
    for level in (*levels_down(model), ""):
        if level:
            yield "level", model.level(level)
        yield from ((kind, entity) for kind, entity, at in staff if at == level)
