"""The debrief of a walk over a lesson: what was chosen, against the author's course, and on what.

A `Route` enters, finished or not; a `Review` leaves, with numbers into the texts of its graph. How
it is laid out is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govkit.scenario.graph import Judged, Mark, Outcome, State, Told
from govkit.scenario.route import Entry, Route
from govkit.scenario.score import Points, authors_turns, points, turn_points


@dataclass(frozen=True, slots=True)
class Line:
    """One choice of the timeline: when, which turn, what, how it is judged, what happened.

    `events` are the moves made and the news told, in the order of the clock where they are of one
    day, else the moves first. `ask`, `title`, `why`, `rule`, `cite`, `story`, `debrief` are texts.
    `undone`: it was taken back.
    """

    clock: str
    turn: int
    role: int | None
    ask: int
    title: int
    grade: Judged
    costs: bool
    events: tuple[Told, ...]
    story: int | None
    debrief: int | None
    why: int | None
    rule: int | None
    cite: int | None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn of the author's course: what he takes there (a text), and the points it earned."""

    turn: int
    title: int
    points: int


@dataclass(frozen=True, slots=True)
class Review:
    """All that a debrief tells. `missed`, `assumed` and `judged` are texts, each once."""

    route: Route
    lines: tuple[Line, ...]
    undone: tuple[Line, ...]
    author: tuple[Asked, ...]
    points: Points
    missed: tuple[int, ...]
    marks: tuple[Mark, ...]
    assumed: tuple[int, ...]
    judged: tuple[int, ...]


def review(route: Route) -> Review:
    """The debrief of a walk; of an unfinished one as far as it went."""
    end, tried = route.state.end, (*route.entries, *route.undone)
    return Review(
        route=route,
        lines=tuple(_line(route, entry) for entry in route.entries),
        undone=tuple(_line(route, entry, undone=True) for entry in route.undone),
        author=tuple(_authors(route)),
        points=points(route),
        missed=_once(text for entry in route.entries for text in entry.outcome.missed),
        marks=end.marks if end is not None else (),
        assumed=_once(text for entry in tried for text in entry.outcome.assumed),
        judged=_once(e.outcome.judged for e in tried if e.outcome.judged is not None),
    )


def _line(route: Route, entry: Entry, *, undone: bool = False) -> Line:
    state, outcome = route.graph.states[entry.state], entry.outcome
    assert state.turn is not None
    question = route.graph.turns[state.turn]
    return Line(
        clock=state.clock,
        turn=state.turn,
        role=question.role,
        ask=question.ask,
        title=question.options[entry.option].title,
        grade=outcome.grade,
        costs=outcome.costs,
        events=_events(state, route.graph.states[outcome.state], outcome),
        story=outcome.story,
        debrief=outcome.debrief,
        why=outcome.why,
        rule=outcome.rule,
        cite=outcome.cite,
        undone=undone,
    )


def _events(before: State, after: State, outcome: Outcome) -> tuple[Told, ...]:
    events = (*outcome.made, *outcome.told)
    if before.day != after.day:
        return events
    return tuple(sorted(events, key=lambda one: one.clock))


def _authors(route: Route) -> Iterable[Asked]:
    """The last option that the author takes at each of his turns."""
    taken = {route.graph.states[step.state].turn: step.option for step in route.graph.author}
    for turn in authors_turns(route):
        title = route.graph.turns[turn].options[taken[turn]].title
        yield Asked(turn, title, turn_points(route, turn))


def _once(texts: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(texts))
