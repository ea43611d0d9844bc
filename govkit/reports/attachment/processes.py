"""How cases go (办理流程): for each process its scope, a table of its rungs, and its picture.

A writer enters, headings, tables and pictures leave. Which column a field of a rung stands in is
said by its type, so that none is left out; a few have a column of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from govkit.analysis.roles import rungs_of
from govkit.document.building import note
from govkit.document.parts import Block, Heading, Row
from govkit.model.process import Process, Step, Tier
from govkit.model.statement import Attribute, Entity
from govkit.reports.attachment.writer import Writer
from govkit.reports.basis import section
from govkit.reports.sheets import sheets
from govkit.values import Mapping
from govkit.vocabulary.kinds import FieldRow, fields_of

_COLUMNS = (
    ("环节", "Rung or step", 10),
    ("承办", "Handled by", 8),
    ("时限和计时", "Limits and timers", 9),
    ("去向", "Where it goes on", 12),
    ("须备和产出", "Needed and produced", 9),
)
# Where fields of a rung stand that their type does not tell.
_PLACES = {
    "content": "stage",
    "suspend": "ways",
    "resume_on": "ways",
    "forced_for": "ways",
    "withdraw_before": "ways",
}
_BY_TYPE = {
    "refs": "handlers",
    "rungs": "handlers",
    "duration": "limits",
    "durations": "limits",
    "quantity": "limits",
    "ref": "limits",
    "word": "limits",
    "outcome": "ways",
    "led": "ways",
}


def processes(writer: Writer, number: int) -> Iterator[Block]:
    """The processes that are wanted, each under a heading of its own, then their swimlanes: each
    of these has a page of its own, and the tables shall not be torn apart by them."""
    wanted = tuple(writer.rows(writer.model.processes))
    told = []
    for at, process in enumerate(wanted, start=1):
        title = section(number, at, writer.heading(process), writer.pen.lang)
        yield Heading(2, title, ref=f"process:{process.name}")
        yield from writer.above(writer.rest(process, "process", ()))
        for clock in _clocks(writer, process):
            yield note(clock)
        rows = (
            _row(writer, str(n), ref, rung, process)
            for n, (ref, rung) in enumerate(rungs_of(process), start=1)
        )
        if (table := writer.table(process.label, _COLUMNS, rows)) is not None:
            yield table
            told.append(process)
    for process in told:
        yield from _drawn(writer, process)


def _drawn(writer: Writer, process: Process) -> Iterator[Block]:
    """The swimlane of a process."""
    from govkit.pictures import swimlane

    pen = writer.pen
    chart = f"{process.label.removesuffix('流程')}流程图"
    caption = pen.pick(chart, f"How {process.label} goes")
    yield from sheets(pen, swimlane.draw(pen.model, process.name, pen.lang, "A4 numbered"), caption)


def column_of(row: FieldRow) -> str:
    """The column a field of a rung stands in: stage, handlers, limits, ways, papers."""
    return _PLACES.get(row.id) or _BY_TYPE.get(row.type, "papers")


def _row(writer: Writer, number: str, ref: str, rung: Tier | Step, process: Process) -> Row:
    kind = ref.partition(":")[0]
    cells = (
        (*writer.label(rung), writer.field(rung, kind, "content")),
        (
            writer.field(rung, kind, "handler"),
            *_column(writer, rung, kind, "handlers", "handler"),
        ),
        (
            writer.field(rung, kind, "limit"),
            *_column(writer, rung, kind, "limits", "limit"),
            *_clocks(writer, rung),
        ),
        (*ways(writer, rung, kind), *_column(writer, rung, kind, "ways", "on")),
        tuple(_column(writer, rung, kind, "papers")),
    )
    return writer.row(number, f"process:{process.name}/{ref}", cells, writer.cited(rung, process))


def _column(writer: Writer, rung: Entity, kind: str, column: str, first: str = "") -> Iterator[str]:
    fields = [
        name
        for name, row in fields_of(kind).items()
        if column_of(row) == column and name not in (first, "note", "alias")
    ]
    return writer.labelled(rung, kind, fields)


def ways(writer: Writer, rung: Any, kind: str) -> Iterator[str]:
    """A line for each arrow of `遇`."""
    outcomes: Attribute[Mapping] = rung.on
    writer.basis.saw(outcomes.root)
    for stated in outcomes.root:
        for entry in stated.value.entries:
            value = replace(stated.value, entries=(entry,))
            one = stated.model_copy(update={"value": value})
            yield writer.pen.stated(one, head=rung.strength, about=f"{kind}.on")


def _clocks(writer: Writer, holder: Process | Tier | Step) -> Iterator[str]:
    word = writer.pen.kind_word("clock")
    for clock in holder.clocks:
        told = (*writer.rest(clock, "clock", ("on",)), *ways(writer, clock, "clock"))
        said = writer.pick("，", ", ").join(told)
        yield writer.pick(f"{word}“{clock.label}”：{said}", f"{word} {clock.label}: {said}")
