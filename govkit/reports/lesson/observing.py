"""The observation sheet: what an observer ticks and writes down, question by question.

A lesson enters, a document leaves. It holds the questions, the options and the lines of the rubric,
and nothing of the answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.building import cell, tick
from govkit.document.parts import Blank, Block, Column, Document, Heading, Row, Table
from govkit.reports.lesson.setting import Setting, by_letter, empty
from govkit.scenario.graph import Mark


def observation_sheet(setting: Setting) -> Document:
    """The paper, one for each group."""
    return setting.document("observation", "observers", _blocks(setting))


def rubric(setting: Setting) -> tuple[Mark, ...]:
    """The lines of the rubric, in the order of the text; what became of them is of one end."""
    ends = (state.end for state in setting.graph.states)
    return next((end.marks for end in ends if end is not None), ())


def _blocks(setting: Setting) -> Iterator[Block]:
    names = (cell(setting.label(key, "")) for key in ("observe.group", "observe.observer"))
    yield Table((Column(), Column()), (tuple(names),))
    yield setting.remark("observe.how")
    yield Heading(1, setting.said("observe.questions"))
    columns = setting.columns(number=2, question=7, observe__chosen=11, observe__time=3, remarks=8)
    yield Table(columns, tuple(_questions(setting)))
    lines = rubric(setting)
    if lines:
        yield Heading(1, setting.said("observe.rubric"))
        columns = setting.columns(observe__line=8, observe__worth=3, remarks=7)
        yield Table(columns, tuple(_line(setting, mark) for mark in lines))
    yield Heading(1, setting.said("observe.more"))
    yield Blank(5)


def _questions(setting: Setting) -> Iterator[Row]:
    text = setting.graph.text
    for number, turn in enumerate(setting.graph.turns, start=1):
        boxes = [tick(f"{one.letter} {text(one.title)}") for _, one in by_letter(turn.options)]
        yield (
            cell(str(number)),
            cell(text(turn.ask), setting.seat(turn.role)),
            cell(*boxes, tick(setting.said("observe.not_asked"))),
            *empty(2),
        )


def _line(setting: Setting, mark: Mark) -> Row:
    return (
        cell(setting.graph.text(mark.name)),
        cell(setting.said("points", n=mark.points)),
        cell(tick(setting.said("yes")), tick(setting.said("no")), room=1),
    )
