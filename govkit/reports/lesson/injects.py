"""The table of injects for the facilitator, and the slips that a seat is handed.

A lesson enters, documents leave. A slip holds when, how, from whom and what, and nothing of its
condition, of what is expected, or of what it tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.building import cell, paragraphs
from govkit.document.parts import Block, Document, Heading, Keep, Paragraph, Row, Table
from govkit.reports.lesson.plan import plan, question_before
from govkit.reports.lesson.setting import Setting, empty
from govkit.scenario.graph import Inject


def inject_table(setting: Setting) -> Document:
    """The paper for the facilitator."""
    columns = setting.columns(
        number=2, inject__clock=3, inject__class_time=4, inject__channel=3, inject__way=4,
        inject__text=8, inject__when=5, inject__expects=5, inject__tests=3, inject__sent=3,
        inject__seen=4,
    )  # fmt: skip
    rows = tuple(
        _row(setting, number, one) for number, one in enumerate(setting.graph.injects, start=1)
    )
    blocks: tuple[Block, ...] = (setting.remark("inject.how"), Table(columns, rows))
    return setting.document("injects", "facilitator", blocks, wide=True)


def _row(setting: Setting, number: int, inject: Inject) -> Row:
    text = setting.graph.text
    return (
        cell(str(number)),
        cell(inject.clock),
        cell(*_in_class(setting, inject)),
        cell(text(inject.channel)),
        cell(f"{text(inject.source)} → {setting.seats(inject.to)}".strip()),
        cell(text(inject.text)),
        cell(text(inject.when)),
        cell(text(inject.expects)),
        cell(*setting.texts(inject.tests)),
        *empty(2),
    )


def _in_class(setting: Setting, inject: Inject) -> Iterator[str]:
    """After which question it comes when the class goes the best course, and about when."""
    after = question_before(setting).get(inject.text)
    if after is None:
        yield setting.said("inject.depends")
        return
    if after == 0:
        yield setting.said("inject.before")
        return
    yield setting.said("inject.after", n=after)
    slot = plan(setting).turns[after - 1]
    if slot.ends > slot.begins:
        yield setting.said("inject.minute", n=slot.ends)


def slips(setting: Setting) -> Document | None:
    """The paper that is cut apart; None where no inject is for a seat."""
    found = tuple(_slips(setting))
    return setting.document("slips", "seats", found) if found else None


def _slips(setting: Setting) -> Iterator[Keep]:
    text = setting.graph.text
    for number, inject in enumerate(setting.graph.injects, start=1):
        for seat in inject.to:
            told = (
                ("inject.clock", inject.clock),
                ("inject.channel", text(inject.channel)),
                ("inject.from", text(inject.source)),
                ("inject.to", setting.seat(seat)),
            )
            yield Keep(
                (
                    Heading(2, setting.said("inject.slip", n=number)),
                    *(Paragraph(setting.label(key, what)) for key, what in told if what),
                    *paragraphs(text(inject.text), "strong"),
                ),
                framed=True,
            )
