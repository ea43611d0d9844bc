"""How performance is assessed (考核细则): whom, when, by whom, to what effect, then the items.

A writer enters, headings, a sentence and a table for each assessment leave. The last row adds the
points up, where they add up to what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from govkit.document.building import cell, paragraphs
from govkit.document.parts import Block, Heading, Row
from govkit.model.assessment import Assessment
from govkit.model.listing import Item
from govkit.reports.attachment.writer import Writer, nested
from govkit.reports.basis import section
from govkit.values import Quantity

_COLUMNS = (
    ("考核项目", "Item", 12),
    ("分值", "Points", 5),
    ("评分标准", "Standard", 20),
)
_FIRST = ("of", "period", "assessed_by", "bands", "effect")


def assessments(writer: Writer, number: int) -> Iterator[Block]:
    """The assessments that are wanted, each under a heading of its own."""
    for at, one in enumerate(writer.rows(writer.model.assessments), start=1):
        title = section(number, at, writer.heading(one), writer.pen.lang)
        yield Heading(2, title, ref=f"assessment:{one.name}")
        by_items = not one.items
        last = ("criteria",) if by_items else ()
        told = (
            *writer.labelled(one, "assessment", _FIRST),
            *writer.rest(one, "assessment", (*_FIRST, *last)),
        )
        if told:
            yield from paragraphs(writer.pick("；", "; ").join(told) + writer.pick("。", "."))
        if (table := writer.table(one.label, _COLUMNS, _rows(writer, one))) is not None:
            yield table


def _rows(writer: Writer, one: Assessment) -> Iterator[Row]:
    for number, item in nested(one.items, lambda outer: outer.items):
        yield _item(writer, number, item, one)
    if one.items:
        yield from _sum(writer, one)
        return
    for at, (word, said) in enumerate(writer.spelt(one, "assessment", "criteria"), start=1):
        yield writer.row(str(at), "", ((word,), (), ()), writer.basis.of(said))


def _item(writer: Writer, number: str, item: Item, one: Assessment) -> Row:
    cells = (
        writer.label(item),
        (writer.field(item, "item", "points"),),
        (
            *writer.points(item, "item", "contents"),
            *writer.rest(item, "item", ("contents", "points")),
        ),
    )
    return writer.row(number, f"item:{item.name}", cells, writer.cited(item, one))


def _sum(writer: Writer, one: Assessment) -> Iterator[Row]:
    """The sum of the points, where all of them are exact and it is the total that is said."""
    sum_of = total_of(one.items)
    said = one.total.value
    if sum_of is None or (said is not None and not _equal(said, sum_of)):
        return
    told = writer.pen.written(sum_of)
    words = (writer.pick("合计", "Total"), told)
    yield (cell(), *(cell(word, mark="strong") for word in words), cell(), cell())


def total_of(items: Sequence[Item]) -> Quantity | None:
    """The points of items together; None where one has none, or they are not exact and alike."""
    amounts = []
    for item in items:
        value = item.points.value or (total_of(item.items) if item.items else None)
        if value is None and not item.points.root and item.add.root:
            continue  # given on top of the total
        if not isinstance(value, Quantity) or value.direction != "exact":
            return None
        amounts.append(value)
    if not amounts or len({amount.unit for amount in amounts}) != 1:
        return None
    number = sum((amount.number for amount in amounts), Fraction(0))
    return Quantity(number=number, unit=amounts[0].unit)


def _equal(said: object, sum_of: Quantity) -> bool:
    return isinstance(said, Quantity) and said.number == sum_of.number
