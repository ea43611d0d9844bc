"""The debrief of a lesson on a screen: the course, the author's, limits, rubric, and on what.

A `Route` enters; lines leave on a stage. What is right and what it scores is decided in
`govkit.scenario`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govkit.cli.simulate.stage import Stage
from govkit.scenario import Review, Route, review
from govkit.scenario.review import Line


def reviewed(stage: Stage, route: Route) -> None:
    """The debrief; the point of the lesson and its remarks come last."""
    found, graph = review(route), route.graph
    stage.rule(stage.word("head.debrief", title=graph.text(graph.about.title)))
    stage.told("end", _end(stage, found))
    stage.told("score", _score(stage, found))
    for line in found.lines:
        stage.told("course", _line(stage, found, line), _style(line))
        for note in _notes(stage.gap, found, line):
            stage.told("nothing", note, "dim")
    stage.listed("undone", (_line(stage, found, line) for line in found.undone))
    stage.listed(
        "author",
        (
            stage.word(
                "lesson.author",
                ask=graph.text(graph.turns[one.turn].ask),
                title=graph.text(one.title),
                points=one.points,
            )
            for one in found.author
        ),
    )
    stage.listed("missed", map(graph.text, found.missed))
    stage.listed("rubric", _marks(stage, found))
    stage.listed("assumed", map(graph.text, found.assumed))
    stage.listed("judged", map(graph.text, found.judged))
    stage.told("lesson", graph.text(graph.about.lesson))
    stage.listed("goals", map(graph.text, graph.about.goals))
    end = found.route.state.end
    stage.told("comment", graph.text(end.debrief if end is not None else None))
    stage.told("comment", graph.text(graph.about.debrief))


def _end(stage: Stage, found: Review) -> str:
    end, graph = found.route.state.end, found.route.graph
    if end is None:
        return stage.word("lesson.unfinished")
    if end.ending is None:
        return stage.word("lesson.no_ending")
    title = graph.text(graph.endings[end.ending].title)
    return stage.word("lesson.ended", title=title, grade=stage.word(f"verdict.{end.grade}"))


def _score(stage: Stage, found: Review) -> str:
    points = found.points
    return stage.word(
        "lesson.score",
        got=points.got,
        full=points.full,
        turns=points.turns,
        limits=points.limits,
        end=points.ending,
        undone=len(found.undone),
    )


def _line(stage: Stage, found: Review, line: Line) -> str:
    key = line.grade if line.costs else f"{line.grade}_assumed"
    return stage.word(
        "lesson.line",
        clock=line.clock,
        title=found.route.graph.text(line.title),
        grade=stage.word(f"mark.{key}"),
    )


def _style(line: Line) -> str:
    return {"poor": "warning", "unlawful": "bad", "late": "bad"}.get(line.grade, "")


def _notes(gap: str, found: Review, line: Line) -> Iterator[str]:
    """What was made and told, why it was not right, and by which rule."""
    text = found.route.graph.text
    for one in line.events:
        yield f"{one.clock}{gap}{text(one.text)}"
    if line.grade in ("unlawful", "late"):
        yield from (text(one) for one in (line.why, line.cite) if one is not None)
    if line.debrief is not None:
        yield text(line.debrief)


def _marks(stage: Stage, found: Review) -> list[str]:
    text = found.route.graph.text
    return [
        stage.word(f"debrief.mark_{mark.marked}", name=text(mark.name), points=mark.points)
        for mark in found.marks
    ]
