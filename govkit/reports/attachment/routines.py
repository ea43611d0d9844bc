"""What is done again and again: duties (制度) and meetings (会议), a table of each.

A writer enters, tables leave.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.parts import Block, Row
from govkit.model.duty import Duty
from govkit.model.meeting import Meeting
from govkit.reports.attachment.writer import Writer

_DUTY = (
    ("名称", "Name", 8),
    ("责任人", "Who", 8),
    ("内容", "What", 15),
    ("频次", "How often", 8),
    ("公开", "Made public", 7),
)
_MEETING = (
    ("名称", "Name", 8),
    ("召集", "Called by", 7),
    ("内容", "What about, who attends", 16),
    ("频次", "How often", 7),
    ("出席、通过", "Quorum, majority", 9),
)
_QUORUM = ("quorum", "majority", "adjourned_quorum", "special", "special_within")


def duties(writer: Writer, title: str) -> Iterator[Block]:
    """One table of all duties."""
    rows = (_duty(writer, str(n), one) for n, one in enumerate(writer.rows(writer.model.duties), 1))
    if (table := writer.table(title, _DUTY, rows)) is not None:
        yield table


def meetings(writer: Writer, title: str) -> Iterator[Block]:
    """One table of all meetings."""
    wanted = writer.rows(writer.model.meetings)
    rows = (_meeting(writer, str(n), one) for n, one in enumerate(wanted, 1))
    if (table := writer.table(title, _MEETING, rows)) is not None:
        yield table


def _duty(writer: Writer, number: str, duty: Duty) -> Row:
    placed = ("who", "act", "cadence", "publish", "publish_by")
    cells = (
        writer.label(duty),
        (writer.field(duty, "duty", "who"),),
        (*writer.points(duty, "duty", "act"), *writer.rest(duty, "duty", placed)),
        (writer.field(duty, "duty", "cadence"),),
        (
            writer.field(duty, "duty", "publish"),
            *writer.labelled(duty, "duty", ("publish_by",)),
        ),
    )
    return writer.row(number, f"duty:{duty.name}", cells, writer.cited(duty))


def _meeting(writer: Writer, number: str, meeting: Meeting) -> Row:
    placed = ("convener", "cadence", *_QUORUM)
    cells = (
        writer.label(meeting),
        (writer.field(meeting, "meeting", "convener"),),
        tuple(writer.rest(meeting, "meeting", placed)),
        (writer.field(meeting, "meeting", "cadence"),),
        tuple(writer.labelled(meeting, "meeting", _QUORUM)),
    )
    return writer.row(number, f"meeting:{meeting.name}", cells, writer.cited(meeting))
