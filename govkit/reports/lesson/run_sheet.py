"""The run sheet: what the facilitator does before, in and after the class, minute by minute.

A lesson enters, a document leaves; it holds goals, notes and the point, and is for nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.building import cell, items, line, paragraphs
from govkit.document.parts import Block, Column, Document, Heading, Paragraph, Row, Table
from govkit.reports.lesson.plan import LEAST_CLOSING, Slot, plan
from govkit.reports.lesson.setting import Setting


def run_sheet(setting: Setting, others: tuple[str, ...]) -> Document:
    """The paper; `others` are the papers that are made beside it, by their ids."""
    return setting.document("run_sheet", "facilitator", _blocks(setting, others), wide=True)


def _blocks(setting: Setting, others: tuple[str, ...]) -> Iterator[Block]:
    graph, about = setting.graph, setting.graph.about
    yield Table((Column(weight=1), Column(weight=5)), tuple(_basics(setting)))
    if about.goals:
        yield Heading(1, setting.said("run.goals"))
        yield from items(*setting.texts(about.goals))
    yield Heading(1, setting.said("run.before"))
    if about.notes is not None:
        yield from paragraphs(graph.text(about.notes))
    handed = ("participants", "seat_cards", "slips", "observation")
    yield from items(
        *(setting.said(f"run.print.{id}") for id in handed if id in others),
        setting.said("run.print.kept"),
    )
    yield Heading(2, setting.said("run.class"))
    yield from items(*(setting.said(f"run.class_{id}") for id in ("screens", "answers", "keys")))
    yield Heading(1, setting.said("run.plan"))
    if about.minutes:
        yield setting.remark("run.plan_note")
    yield from _short(setting)
    yield _plan(setting)
    yield Heading(1, setting.said("run.debrief"))
    for key, text in (("run.lesson", about.lesson), ("run.remark", about.debrief)):
        if text is not None:
            yield Paragraph(setting.label(key, graph.text(text)))


def _short(setting: Setting) -> Iterator[Block]:
    """That the stated times leave too little for the debrief."""
    whole, slots = setting.graph.about.minutes, plan(setting)
    left = slots.closing.ends - slots.closing.begins
    if whole and left * 100 < whole * LEAST_CLOSING:
        stated = str(slots.closing.begins - slots.opening.ends)
        yield Paragraph(line(setting.said("run.short", stated=stated, left=str(left))))


def _basics(setting: Setting) -> Iterator[Row]:
    graph, about = setting.graph, setting.graph.about
    if about.minutes:
        yield setting.row("run.class_time", setting.said("minutes", n=about.minutes))
    if about.difficulty:
        yield setting.row("run.difficulty", setting.said("run.of_five", n=about.difficulty))
    if about.begins is not None:
        yield setting.row("run.begins", graph.text(about.begins))
    yield setting.row("run.full", setting.said("points", n=graph.full))
    yield setting.row("run.seed", graph.seed)
    if about.origin is not None:
        yield setting.row("run.origin", graph.text(about.origin))


def _plan(setting: Setting) -> Table:
    columns = setting.columns(
        number=2, run__from_to=3, question=9, seat=3, run__countdown=4, run__notes=7, run__tests=4,
        run__actual=3,
    )  # fmt: skip
    return Table(columns, tuple(_turns(setting)))


def _turns(setting: Setting) -> Iterator[Row]:
    graph, slots = setting.graph, plan(setting)
    blank = (cell(),) * 5
    yield (cell(), cell(_minutes(slots.opening)), cell(setting.said("run.opening")), *blank)
    for number, turn in enumerate(graph.turns):
        slot = slots.turns.get(number)
        yield (
            cell(str(number + 1)),
            cell(setting.said("run.if_reached") if slot is None else _minutes(slot)),
            cell(graph.text(turn.ask)),
            cell(setting.seat(turn.role)),
            cell(setting.said("seconds", n=turn.countdown) if turn.countdown else ""),
            cell(graph.text(turn.notes)),
            cell(*setting.texts(turn.tests)),
            cell(),
        )
    yield (cell(), cell(_minutes(slots.closing)), cell(setting.said("run.closing")), *blank)


def _minutes(slot: Slot) -> str:
    return f"{slot.begins}–{slot.ends}" if slot.ends > slot.begins else ""
