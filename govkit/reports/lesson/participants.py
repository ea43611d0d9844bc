"""The participants' sheet: the story, the seats, who is above whom, and a log to fill in.

A lesson enters, a document leaves. It holds what a class may know before the first question and
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.building import paragraphs
from govkit.document.parts import Block, Document, Heading, PageBreak, Paragraph, Table
from govkit.reports.lesson.seats import above_whom
from govkit.reports.lesson.setting import Setting, empty

_LINES = 11


def participants_sheet(setting: Setting) -> Document:
    """The paper, one for each pupil."""
    return setting.document("participants", "pupils", _blocks(setting))


def _blocks(setting: Setting) -> Iterator[Block]:
    graph, about = setting.graph, setting.graph.about
    yield Heading(1, setting.said("pupil.story"))
    if about.begins is not None:
        yield Paragraph(setting.label("run.begins", graph.text(about.begins)))
    yield from paragraphs(graph.text(about.story))
    for told in about.told:
        if not told.to:
            yield from paragraphs(f"{told.clock} {graph.text(told.text)}".strip())
    if graph.roles:
        yield Heading(1, setting.said("pupil.seats"))
        yield above_whom(setting)
    yield PageBreak()  # a sheet of its own, to be copied when it is full
    yield Heading(1, setting.said("pupil.log"))
    yield setting.remark("pupil.log_note")
    columns = setting.columns(pupil__clock=3, pupil__news=7, pupil__decided=7, pupil__why=7)
    yield Table(columns, (empty(4, room=2),) * _LINES)
