"""The answers: each option with its grade, the rule that judged it, what comes of it, and why.

A lesson enters, a document leaves, for the facilitator alone. An option that comes to different
things in different states has a line for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.document.building import cell, items, paragraphs
from govkit.document.parts import Block, Document, Heading, Keep, Row, Table
from govkit.reports.lesson.observing import rubric
from govkit.reports.lesson.setting import Setting, by_letter
from govkit.scenario.graph import END_POINTS, LIMIT_POINTS, TURN_POINTS, Answer, Outcome

# What a line of an option tells; two outcomes that agree in it are one line, whatever they assume.
_Told = tuple[tuple[str, ...], ...]
_Lines = dict[_Told, dict[str, None]]
assert END_POINTS["best"] == 2 and END_POINTS["acceptable"] == 1, "as the sheet says"


def answers(setting: Setting) -> Document:
    """The paper."""
    return setting.document("answers", "facilitator", _blocks(setting), wide=True)


def _blocks(setting: Setting) -> Iterator[Block]:
    graph = setting.graph
    yield setting.remark("answer.how")
    yield Heading(1, setting.said("answer.course"))
    for one in _course(setting):
        yield from paragraphs(one)
    outcomes = _outcomes(setting)
    columns = setting.columns(
        answer__option=7, answer__grade=3, answer__rule=9, answer__comes=7, answer__remark=8
    )
    for number, turn in enumerate(graph.turns):
        seat = setting.seat(turn.role) or setting.said("all")
        ask = graph.text(turn.ask)
        yield Heading(1, setting.said("answer.question", n=number + 1, ask=ask, seat=seat))
        rows = [
            row
            for at, option in by_letter(turn.options)
            for row in _option(setting, option, outcomes.get((number, at), {}))
        ]
        yield Table(columns, tuple(rows))
    yield Heading(1, setting.said("answer.endings"))
    columns = setting.columns(answer__ending=4, answer__grade=2, answer__told=10)
    yield Table(columns, tuple(_endings(setting)))
    lines = (f"{graph.text(one.name)} {setting.said('points', n=one.points)}" for one in
             rubric(setting))  # fmt: skip
    marking = setting.said("answer.marking", turn=TURN_POINTS, limit=LIMIT_POINTS, full=graph.full)
    yield Keep(
        (Heading(1, setting.said("answer.score")), *paragraphs(marking), *items(*lines)),
    )


def _course(setting: Setting) -> Iterator[str]:
    graph = setting.graph
    for step in setting.graph.author:
        turn, option, _ = setting.taken(step)
        yield setting.said(
            "answer.step_of",
            n=turn + 1,
            ask=graph.text(graph.turns[turn].ask),
            letter=option.letter,
            title=graph.text(option.title),
        )


def _outcomes(setting: Setting) -> dict[tuple[int, int], _Lines]:
    """By question and option, the different lines in the order in which states come to them, each
    with what it was assumed on."""
    found: dict[tuple[int, int], _Lines] = {}
    for state in setting.graph.states:
        for offer in state.offers:
            assert state.turn is not None, "an end offers nothing"
            lines = found.setdefault((state.turn, offer.option), {})
            for outcome in offer.to:
                assumed = lines.setdefault(_told(setting, outcome), {})
                assumed.update(dict.fromkeys(setting.texts(outcome.assumed)))
    return found


def _told(setting: Setting, outcome: Outcome) -> _Told:
    text = setting.graph.text
    chance = setting.said("answer.chance", share=outcome.chance) if outcome.chance else ""
    free = outcome.grade == "unlawful" and not outcome.costs
    return (
        (setting.said(f"grade.{outcome.grade}"), chance),
        (
            text(outcome.rule),
            text(outcome.cite),
            text(outcome.why),
            setting.said("answer.no_points") if free else "",
        ),
        (text(outcome.story),),
        (
            text(outcome.debrief),
            setting.said("answer.judged") if outcome.judged is not None else "",
        ),
    )


def _option(setting: Setting, option: Answer, lines: _Lines) -> Iterator[Row]:
    title = setting.said(
        "answer.step", letter=option.letter, title=setting.graph.text(option.title)
    )
    if not lines:  # never put with this option in it
        yield (cell(title), *(cell(),) * 4)
    for number, ((grade, rule, story, remark), assumed) in enumerate(lines.items()):
        first = (cell(title, down=len(lines)),) if number == 0 else ()
        rests_on = (setting.said("answer.assumed", what=what) for what in assumed)
        yield (*first, cell(*grade), cell(*rule, *rests_on), cell(*story), cell(*remark))


def _endings(setting: Setting) -> Iterator[Row]:
    graph = setting.graph
    ends = [state.end for state in graph.states if state.end is not None]
    for number, ending in enumerate(graph.endings):
        told = dict.fromkeys(graph.text(end.story) for end in ends if end.ending == number)
        grade = setting.said(f"grade.{ending.grade}")
        yield (cell(graph.text(ending.title)), cell(grade), cell(*told))
