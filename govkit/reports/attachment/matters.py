"""The list of matters (事项清单): who leads, who helps, by what power, which way, how long.

A writer and the rows of who does what enter, a table leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.analysis.roles import MatterRow, division
from govkit.document.parts import Block, Row
from govkit.model.governance import Governance
from govkit.model.matter import Matter
from govkit.model.statement import Claim
from govkit.reports.attachment.writer import Writer, nested
from govkit.reports.basis import STAR, unread

_COLUMNS = (
    ("大类", "Class", 5),
    ("事项", "Matter", 9),
    ("主办", "Led by", 7),
    ("协办", "Helped by", 7),
    ("所需权限", "Powers", 6),
    ("办理流程", "Process", 7),
    ("时限", "Limits", 9),
)
_PLACED = ("category", "minor", "owner", "assistants", "fallback", "needs", "limit")


def matters(writer: Writer, title: str) -> Iterator[Block]:
    """One table, those inside another matter beneath it."""
    model = writer.model
    ways: dict[str, list[MatterRow]] = {}
    for row in division(model).rows:
        ways.setdefault(row.matter, []).append(row)
    outer = tuple(matter for matter in model.matters if not matter.parent)
    found = nested(writer.rows(outer), lambda one: _inside(model, one))
    rows = (_row(writer, number, matter, ways[matter.name]) for number, matter in found)
    if (table := writer.table(title, _COLUMNS, rows)) is not None:
        yield table


def _inside(model: Governance, outer: Matter) -> tuple[Matter, ...]:
    return tuple(matter for matter in model.matters if matter.parent == outer.name)


def _row(writer: Writer, number: str, matter: Matter, ways: list[MatterRow]) -> Row:
    cells = (
        (
            writer.field(matter, "matter", "category"),
            writer.field(matter, "matter", "minor"),
        ),
        (*writer.label(matter), *_given(writer, matter), *writer.rest(matter, "matter", _PLACED)),
        tuple(_led(writer, matter, ways)),
        tuple(_helped(writer, matter)),
        (writer.field(matter, "matter", "needs"),),
        tuple(_ways(writer, ways)),
        tuple(_limits(writer, matter)),
    )
    return writer.row(number, f"matter:{matter.name}", cells, writer.cited(matter))


def _given(writer: Writer, matter: Matter) -> Iterator[str]:
    """Its values of the model's own attributes: `大小：小事`."""
    writer.basis.saw(matter.given)
    for one in matter.given:
        told = writer.pen.stated(one)
        yield writer.pick(f"{one.attribute}：{told}", f"{one.attribute}: {told}")


def _led(writer: Writer, matter: Matter, ways: list[MatterRow]) -> Iterator[str]:
    if matter.owner.root:
        yield writer.field(matter, "matter", "owner")
        return
    leading: dict[str, list[Claim]] = {}
    for role in (role for row in ways for role in row.roles if role.part == "leads"):
        leading.setdefault(role.unit, []).append(role.claim)
    told = []
    for unit, claims in leading.items():
        writer.basis.saw(claims)
        told.append(writer.pen.name(unit) + (STAR[writer.pen.lang] if unread(claims) else ""))
    yield writer.pick("、", ", ").join(told)


def _helped(writer: Writer, matter: Matter) -> Iterator[str]:
    yield writer.field(matter, "matter", "assistants")
    yield from writer.labelled(matter, "matter", ("fallback",))


def _ways(writer: Writer, ways: list[MatterRow]) -> Iterator[str]:
    for row in ways:
        conditions = [writer.pen.written(when) for when in row.conditions]
        told = writer.pick("，", ", ").join([*conditions, *([row.mode] if row.mode else [])])
        yield row.process + (writer.pick(f"（{told}）", f" ({told})") if told else "")


def _limits(writer: Writer, matter: Matter) -> Iterator[str]:
    yield writer.field(matter, "matter", "limit")
    for state in matter.states:
        told = writer.pick("，", ", ").join(
            filter(
                None,
                (
                    writer.field(state, "state", "limit"),
                    *writer.rest(state, "state", ("limit",)),
                ),
            )
        )
        yield writer.pick(f"{state.label}：{told}", f"{state.label}: {told}")
