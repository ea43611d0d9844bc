"""What a walk over a lesson scores: turns, limits, ending, as whole points.

A `Route` enters, the points of its three lines leave. It is arithmetic over the entries of the
walk, the same in the player; what is right or lawful was decided when the graph was made.
"""

from __future__ import annotations

from dataclasses import dataclass

from govkit.scenario.graph import END_POINTS, LIMIT_POINTS, TURN_POINTS, Judged, Outcome
from govkit.scenario.route import Entry, Route

GROUP_POINTS: dict[Judged, int] = {"best": 2, "acceptable": 1}
_FINE = ("best", "acceptable")


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a walk by line, and the full score of the lesson."""

    turns: int
    limits: int
    ending: int
    full: int

    @property
    def got(self) -> int:
        """Points earned."""
        return self.turns + self.limits + self.ending


def points(route: Route) -> Points:
    """What a walk scores as it stands; limits and ending only count once it has ended."""
    end = route.state.end
    missed = sum(len(entry.outcome.missed) for entry in route.entries)
    return Points(
        turns=sum(turn_points(route, turn) for turn in authors_turns(route)),
        limits=max(0, LIMIT_POINTS - missed) if end is not None else 0,
        ending=END_POINTS[end.grade] if end is not None else 0,
        full=route.graph.full,
    )


def authors_turns(route: Route) -> tuple[int, ...]:
    """The turns of the author's course, each once, in its order."""
    turns = (route.graph.states[step.state].turn for step in route.graph.author)
    return tuple(dict.fromkeys(turn for turn in turns if turn is not None))


def turn_points(route: Route, turn: int) -> int:
    """Two, less one for each choice at the turn that was refused, late or poor, taken back or not.

    A turn that nobody answered earns nothing, unless the walk has ended and every choice of it was
    best or acceptable.
    """
    states = route.graph.states
    if all(states[entry.state].turn != turn for entry in route.entries):
        fine = all(entry.outcome.grade in _FINE for entry in route.entries)
        return TURN_POINTS if fine and route.state.end is not None else 0
    return max(0, TURN_POINTS - sum(_costs(route, entry, turn) for entry in _all(route)))


def group_points(outcome: Outcome) -> int:
    """What a group scores by its own letter."""
    return GROUP_POINTS.get(outcome.grade, 0)


def _all(route: Route) -> tuple[Entry, ...]:
    return (*route.entries, *route.undone)


def _costs(route: Route, entry: Entry, turn: int) -> bool:
    if route.graph.states[entry.state].turn != turn:
        return False
    grade = entry.outcome.grade
    return entry.outcome.costs if grade == "unlawful" else grade not in _FINE
